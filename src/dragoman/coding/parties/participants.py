"""Participants as such: each only once, and what of them is of a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model import Participant

OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors of the organs of a state."""


def as_country(one: Participant) -> Participant:
    """The state of a party, or its government: "the two countries" are not their parliaments or
    armies, of whom they were last spoken."""
    return one if one.sector == "GOV" else replace(one, sector=None, office=None)


def parties(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Each participant once; of a country with and without a sector, those with one."""
    if len(found) < 2:
        return tuple(found)
    sectored = {p.code for p in found if p.sector}
    return distinct([p for p in found if p.sector or p.code not in sectored or p.code is None])


def distinct(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Each participant once, by whom it is; the first mention stays."""
    if len(found) < 2:
        return tuple(found)
    kept: dict[tuple[str | None, ...], Participant] = {}
    for one in found:
        key = (one.code, one.sector, one.entity, None if one.code else one.text)
        kept.setdefault(key, one)
    return tuple(kept.values())
