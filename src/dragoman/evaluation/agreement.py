"""How far two codings of the same documents agree, such as of one text in two languages."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rich.console import RenderableType

from dragoman.evaluation.metrics import Counts, score_table
from dragoman.model import Event

Unit = TypeVar("Unit", bound=Hashable)

Signature = tuple[str, frozenset[str]]
"""What two events are compared by: event type and country codes, whoever acted on whom."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two codings compared.

    `total` sums over all units: hits are what both have, extra what only the second has, missed
    what only the first has. F1 is the same whichever comes first. `types` are the same by type.
    """

    units: int
    total: Counts
    types: tuple[tuple[str, Counts], ...]

    @property
    def f1(self) -> float:
        """Twice what both have over all that each has; 0 where neither has anything."""
        return self.total.f1

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {
            "units": self.units,
            **self.total.as_dict(),
            "types": {name: counts.as_dict() for name, counts in self.types},
        }

    def __rich__(self) -> RenderableType:
        table = score_table(dict(self.types), "Type")
        table.add_section()
        figures = (self.total.precision, self.total.recall, self.total.f1)
        table.add_row("all", *(f"{100 * one:.1f}" for one in figures), str(self.total.support))
        return table


def signature(event: Event) -> Signature:
    """Its type, and the codes of its actors and recipients together, unknown ones left out."""
    participants = (*event.actors, *event.recipients)
    return event.event, frozenset(one.code for one in participants if one.code)


def signatures(events: Iterable[Event]) -> frozenset[Signature]:
    """What a unit's events are compared by; equal ones count once."""
    return frozenset(signature(event) for event in events)


def agreement(
    first: Mapping[Unit, Iterable[Event]], second: Mapping[Unit, Iterable[Event]]
) -> Agreement:
    """Compare two codings, each a mapping of unit to its events.

    A unit is what the two have in common: a document's id, or (document, line). A unit that one
    coding lacks counts as one without events there.
    """
    units = list(dict.fromkeys([*first, *second]))
    by_type: dict[str, Counts] = {}
    for unit in units:
        ours, theirs = signatures(first.get(unit, ())), signatures(second.get(unit, ()))
        for one in ours | theirs:
            counts = Counts(
                int(one in ours and one in theirs), int(one not in ours), int(one not in theirs)
            )
            by_type[one[0]] = by_type.get(one[0], Counts()) + counts
    total = sum(by_type.values(), Counts())
    return Agreement(len(units), total, tuple(sorted(by_type.items())))


def by_document(
    lines: Mapping[tuple[str, int], Iterable[Event]],
) -> dict[str, tuple[Event, ...]]:
    """The events of each document, from those of its lines (document, line)."""
    documents: dict[str, tuple[Event, ...]] = {}
    for (document, _), events in lines.items():
        documents[document] = (*documents.get(document, ()), *events)
    return documents
