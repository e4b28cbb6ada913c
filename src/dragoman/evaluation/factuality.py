"""How often auxiliary modes and speakers are right: of events whose type was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from dragoman.evaluation.matching import fits, paired, stands_for
from dragoman.evaluation.metrics import Counts, score_table
from dragoman.model import AUXILIARIES, Event

SPEAKERS = "attributed_to"
PLAIN = "(none)"
"""The name under which events without an auxiliary mode are counted."""
_SURE = ("auxiliary", SPEAKERS)

Answer = tuple[str, Sequence[Mapping[str, Any]], Sequence[Event]]
"""The kind of a row, the events expected of it and those coded."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The rows of one kind: how many, how many with no event wrong at all, and of how many every
    expected event has the right auxiliary modes, the right speakers."""

    name: str
    rows: int = 0
    right: int = 0
    auxiliary: int = 0
    speakers: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts, for JSON."""
        return {
            "rows": self.rows,
            "rows_right": self.right,
            "auxiliary_right": self.auxiliary,
            "attributed_to_right": self.speakers,
        }


@dataclass(frozen=True, slots=True)
class Factuality:
    """Counts of each auxiliary mode, of plain facts and of speakers, and the rows by kind."""

    auxiliary: tuple[tuple[str, Counts], ...] = ()
    speakers: Counts = field(default_factory=Counts)
    kinds: tuple[Kind, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {
            "auxiliary": {name: counts.as_dict() for name, counts in self.auxiliary},
            SPEAKERS: self.speakers.as_dict(),
            "kinds": {kind.name: kind.as_dict() for kind in self.kinds},
        }

    def tables(self) -> Iterator[Table]:
        """Tables for the terminal; none where no row says anything of it."""
        named = dict(self.auxiliary)
        if self.speakers != Counts():
            named[SPEAKERS] = self.speakers
        if named:
            yield score_table(named, "Auxiliary mode, speaker")
        if self.kinds:
            table = Table(pad_edge=False)
            table.add_column("Kind", no_wrap=True)
            for heading in ("Rows", "Right", "Auxiliary right", "Speaker right"):
                table.add_column(heading, justify="right")
            for kind in self.kinds:
                figures = (kind.rows, kind.right, kind.auxiliary, kind.speakers)
                table.add_row(kind.name, *map(str, figures))
            yield table


def judged(answers: Iterable[Answer]) -> Factuality:
    """Count over the rows.

    An expected event is compared with the coded one that fits it best: in everything, but for mode
    and speaker, or in type alone. What nothing answers is missed; what answers nothing counts only
    against its row. Events that do not say their modes or speakers are not counted there.
    """
    modes: dict[str, Counts] = {}
    speakers = Counts()
    kinds: dict[str, Kind] = {}
    for name, expected, coded in answers:
        answer = _best(expected, coded)
        sure = {"auxiliary": bool(expected) or not coded, SPEAKERS: bool(expected) or not coded}
        for at, one in enumerate(expected):
            event = answer.get(at)
            if "auxiliary" in one:
                for mode, counts in _modes(one["auxiliary"], event):
                    modes[mode] = modes.get(mode, Counts()) + counts
            if SPEAKERS in one:
                speakers += _speakers(one[SPEAKERS], event)
            for key in _SURE:
                said = {key: one[key]} if key in one else {}
                sure[key] &= event is not None and fits(said, event)
        if name:
            exact = paired([[fits(one, event) for event in coded] for one in expected])
            old = kinds.get(name, Kind(name))
            kinds[name] = Kind(
                name,
                old.rows + 1,
                old.right + (len(exact) == len(expected) == len(coded)),
                old.auxiliary + sure["auxiliary"],
                old.speakers + sure[SPEAKERS],
            )
    order = (*AUXILIARIES, PLAIN)
    shown = tuple((mode, modes[mode]) for mode in order if mode in modes)
    return Factuality(shown, speakers, tuple(kinds.values()))


def _best(expected: Sequence[Mapping[str, Any]], coded: Sequence[Event]) -> dict[int, Event]:
    """Which coded event answers which expected one, the best fits first."""
    found: dict[int, Event] = {}
    left, events = list(range(len(expected))), list(coded)
    for compared in (None, _SURE, ("act", "mode", "context", "date", "actor", "recipient", *_SURE)):
        wanted = [{k: v for k, v in expected[i].items() if k not in (compared or ())} for i in left]
        pairs = paired([[fits(one, event) for event in events] for one in wanted])
        found.update({left[row]: events[column] for row, column in pairs.items()})
        left = [i for row, i in enumerate(left) if row not in pairs]
        events = [e for column, e in enumerate(events) if column not in pairs.values()]
    return found


def _modes(wanted: str | Sequence[str], event: Event | None) -> Iterator[tuple[str, Counts]]:
    expected = {wanted} if isinstance(wanted, str) else set(wanted)
    expected = expected or {PLAIN}
    found = set() if event is None else set(event.auxiliary) or {PLAIN}
    for mode in sorted(expected | found):
        hit = mode in expected and mode in found
        yield mode, Counts(hit, not hit and mode in found, not hit and mode in expected)


def _speakers(wanted: Sequence[str], event: Event | None) -> Counts:
    keys = set() if event is None else {p.key for p in event.attributed_to if any(p.key)}
    hits = sum(any(stands_for(one, key) for key in keys) for one in wanted)
    extra = sum(not any(stands_for(one, key) for one in wanted) for key in keys)
    return Counts(hits, extra, len(wanted) - hits)
