"""Whether a coded event is one that is expected, and which coded events answer which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.model import Event, Participant

PARTIES = ("actor", "recipient", "attributed_to")
"""The keys of an expected event that name parties."""


def fits(expected: Mapping[str, Any], event: Event) -> bool:
    """Whether an expected event that was checked is this one; only its keys are compared."""
    parties = dict(zip(PARTIES, parties_of(event), strict=True))
    held = {"mode": event.modes, "context": event.contexts, "auxiliary": event.auxiliary}
    for key, value in expected.items():
        if key == "event":
            right = value == event.event
        elif key == "act":
            right = value == event.act
        elif key == "date":
            day = None if event.date is None else event.date.start
            right = day == (None if value is None else as_day(value))
        elif key in PARTIES:
            right = same_parties(value, parties[key])
        elif isinstance(value, str) and key != "auxiliary":
            right = value in held[key]
        else:
            right = set([value] if isinstance(value, str) else value) == set(held[key])
        if not right:
            return False
    return True


def parties_of(event: Event) -> tuple[tuple[Participant, ...], ...]:
    """The event's parties, in the order of `PARTIES`."""
    return event.actors, event.recipients, event.attributed_to


def same_parties(expected: Sequence[str], found: Sequence[Participant]) -> bool:
    """Whether each party expected stands for one that was found and each of these for one that is
    expected; those of which nothing is known are passed over."""
    keys = {one.key for one in found if any(one.key)}
    return all(any(stands_for(one, key) for key in keys) for one in expected) and all(
        any(stands_for(one, key) for one in expected) for key in keys
    )


def stands_for(expected: str, key: tuple[str, str]) -> bool:
    """Whether "KOR.GOV", "KOR" or ".GOV" may mean the party of this code and sector."""
    wanted = expected.partition(".")[::2]
    return all(want in ("", have) for want, have in zip(wanted, key, strict=True))


def paired(fits: list[list[bool]]) -> dict[int, int]:
    """The largest pairing of rows with columns that fit (augmenting paths): row → column."""
    row_of: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in tried:
                tried.add(column)
                if column not in row_of or place(row_of[column], tried):
                    row_of[column] = row
                    return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return {row: column for column, row in row_of.items()}


def as_day(value: Any) -> date:
    """A day, or its text as YYYY-MM-DD.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is date:
        return value
    raise ValueError(f"{value!r:.40} is no day; right would be 2024-06-20")
