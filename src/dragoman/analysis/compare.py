"""One's own events beside those of another set of data: which both have, which only one has.

Events are laid beside each other as pairs of countries (or bodies), day and type. An event of
several parties is several pairs; one that all do together, or a visit, counts in both directions,
for other sets have two rows of it. Sectors, modes and places have no say: the sets differ most in
them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations, product
from typing import Any

import pyarrow as pa

BOTH, OURS, THEIRS = "both", "ours", "theirs"
"""Where a pair stands."""

VISIT = "visit"
"""The mode of what guest and host each have a row for."""

KEPT = 5
"""How many ids of events are kept for a pair of one side."""

LEVELS: tuple[tuple[str, ...], ...] = (
    ("actor", "recipient", "date", "type"),
    ("actor", "recipient", "date", "quad"),
    ("actor", "recipient", "date"),
    ("actor", "recipient", "type"),
    ("actor", "recipient"),
)
"""What two events must share to be counted as one, from the strictest."""


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Who did what to whom on which day, as far as sets of data are compared."""

    date: date
    actor: str
    recipient: str
    type: str
    quad: int

    def at(self, level: tuple[str, ...]) -> tuple[Any, ...]:
        """What counts at a level."""
        return tuple(getattr(self, name) for name in level)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many pairs there are at a level: in ours, in theirs, in both.

    `agreement` is the share of both in the mean of ours and theirs (the F1 of either against the
    other), None where there are none.
    """

    level: tuple[str, ...]
    ours: int
    theirs: int
    both: int

    @property
    def agreement(self) -> float | None:
        """2 * both / (ours + theirs)."""
        total = self.ours + self.theirs
        return 2 * self.both / total if total else None


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, where it stands, its day in theirs if it is another, and what it is from.

    `ours` and `theirs` are ids of records, or "file:line" of those that were imported; at most
    `KEPT`, of `of_ours` and `of_theirs`.
    """

    where: str
    pair: Pair
    their_date: date | None
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    of_ours: int = 0
    of_theirs: int = 0


@dataclass(slots=True)
class Side:
    """The pairs of one side with what they are from, and how many events gave none."""

    pairs: dict[Pair, list[str]] = field(default_factory=dict)
    counts: dict[Pair, int] = field(default_factory=dict)
    events: int = 0
    without: int = 0

    def add(self, record: Mapping[str, Any], scope: Scope) -> None:
        """Count a record, if it is in scope."""
        if not scope.of(record):
            return
        self.events += 1
        found = False
        for pair in pairs(record):
            if scope.pair(pair):
                found = True
                kept = self.pairs.setdefault(pair, [])
                self.counts[pair] = self.counts.get(pair, 0) + 1
                if len(kept) < KEPT:
                    kept.append(named(record))
        self.without += not found


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: days (both inclusive), countries on either side, and whether what was
    denied, planned, supposed or is long past counts (other sets cannot mark it)."""

    since: date | None = None
    until: date | None = None
    countries: frozenset[str] = frozenset()
    auxiliary: bool = False

    def of(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is compared."""
        if record["date"] is None or (record["auxiliary"] and not self.auxiliary):
            return False
        day = date.fromisoformat(record["date"])
        after = self.since is None or day >= self.since
        if not after or (self.until is not None and day > self.until):
            return False
        codes = {one["code"] for side in ("actor", "recipient") for one in record[side]}
        return not self.countries or bool(codes & self.countries)

    def pair(self, pair: Pair) -> bool:
        """Whether a pair of such a record is compared."""
        return not self.countries or bool({pair.actor, pair.recipient} & self.countries)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets of events side by side.

    `levels` are the counts from the strictest to the loosest, `matches` the pairs in the order of
    their days; `ours` and `theirs` are how many events were compared, `without` how many of each
    had no country on one of their sides.
    """

    levels: tuple[Agreement, ...]
    matches: tuple[Match, ...]
    ours: int
    theirs: int
    without: tuple[int, int]


def compare(
    ours: Iterable[Mapping[str, Any]],
    theirs: Iterable[Mapping[str, Any]],
    scope: Scope = Scope(),
    *,
    within: int = 0,
) -> Comparison:
    """Lay records beside records.

    Args:
        ours, theirs: records as `interchange.record` has them, in any order; read once.
        scope: which of them count.
        within: how many days apart two events of one type and pair may be and be one.
    """
    left, right = Side(), Side()
    for side, records in ((left, ours), (right, theirs)):
        for record in records:
            side.add(record, scope)
    levels = tuple(_agreement(level, left, right, within) for level in LEVELS)
    return Comparison(
        levels,
        tuple(_matches(left, right, within)),
        left.events,
        right.events,
        (left.without, right.without),
    )


def pairs(record: Mapping[str, Any]) -> Iterator[Pair]:
    """The pairs of a record, each once; none where a side has no code."""
    sides = [
        list(dict.fromkeys(one["code"] for one in record[side] if one["code"]))
        for side in ("actor", "recipient")
    ]
    actors, recipients = sides
    found: Iterable[tuple[str, ...]]
    if record["recipient"]:
        found = list(product(actors, recipients))
        if VISIT in record["mode"]:
            found += [pair[::-1] for pair in found]
    else:
        found = permutations(actors, 2)
    day = date.fromisoformat(record["date"])
    for actor, recipient in dict.fromkeys(found):
        yield Pair(day, actor, recipient, record["event"][0], record["quad_code"])


def named(record: Mapping[str, Any]) -> str:
    """What a record is named by: its id, or where the row stands that it was imported from."""
    source = record["source"]
    return f"{source['file']}:{source['line']}" if source and source["file"] else str(record["id"])


def _agreement(level: tuple[str, ...], left: Side, right: Side, within: int) -> Agreement:
    if "date" not in level:
        ours, theirs = ({one.at(level) for one in side.pairs} for side in (left, right))
        return Agreement(level, len(ours), len(theirs), len(ours & theirs))
    days = [_days(side, level) for side in (left, right)]
    both = sum(len(_paired(one, days[1].get(key, []), within)) for key, one in days[0].items())
    counts = [sum(map(len, side.values())) for side in days]
    return Agreement(level, counts[0], counts[1], both)


def _days(side: Side, level: tuple[str, ...]) -> dict[tuple[Any, ...], list[date]]:
    """The days of what is one but for its day, in order, each once."""
    rest = tuple(name for name in level if name != "date")
    found: dict[tuple[Any, ...], set[date]] = {}
    for pair in side.pairs:
        found.setdefault(pair.at(rest), set()).add(pair.date)
    return {key: sorted(days) for key, days in found.items()}


def _paired(ours: list[date], theirs: list[date], within: int) -> dict[date, date]:
    """Our days with the day of theirs that is the same or next to it, each taken once."""
    found = {day: day for day in set(ours) & set(theirs)}
    free = [day for day in theirs if day not in found]
    for day in ours:
        if day in found or not within:
            continue
        at = bisect_left(free, day)
        near = [one for one in free[max(at - 1, 0) : at + 1] if abs(one - day).days <= within]
        if near:
            chosen = min(near, key=lambda one: (abs(one - day), one))
            found[day] = chosen
            free.remove(chosen)
    return found


def _matches(left: Side, right: Side, within: int) -> Iterator[Match]:
    level = LEVELS[0]
    theirs = _days(right, level)
    taken: dict[Pair, Pair] = {}
    by_key = {(pair.at(("actor", "recipient", "type")), pair.date): pair for pair in right.pairs}
    for key, days in _days(left, level).items():
        for day, other in _paired(days, theirs.get(key, []), within).items():
            their = by_key[(key, other)]
            taken[Pair(day, their.actor, their.recipient, their.type, their.quad)] = their
    used = set(taken.values())
    everything: dict[Pair, Pair | None] = {pair: taken.get(pair) for pair in left.pairs}
    everything |= {pair: pair for pair in right.pairs if pair not in used}
    for pair in sorted(everything):
        match = everything[pair]
        ours = pair in left.pairs
        where = BOTH if ours and match is not None else OURS if ours else THEIRS
        yield Match(
            where,
            pair,
            None if match is None or match.date == pair.date else match.date,
            tuple(left.pairs.get(pair, ())) if ours else (),
            tuple(right.pairs[match]) if match is not None else (),
            left.counts.get(pair, 0),
            right.counts[match] if match is not None else 0,
        )


def table(found: Comparison, where: Collection[str] = (BOTH, OURS, THEIRS)) -> pa.Table:
    """The matches that stand there, a row each."""
    rows = [
        {
            "where": one.where, "date": one.pair.date, "their_date": one.their_date,
            "actor": one.pair.actor, "recipient": one.pair.recipient, "type": one.pair.type,
            "events": one.of_ours, "their_events": one.of_theirs,
            "ours": list(one.ours), "theirs": list(one.theirs),
        }
        for one in found.matches
        if one.where in where
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_TABLE)


_TABLE = pa.schema(
    {
        "where": pa.string(), "date": pa.date32(), "their_date": pa.date32(),
        "actor": pa.string(), "recipient": pa.string(), "type": pa.string(),
        "events": pa.int64(), "their_events": pa.int64(),
        "ours": pa.list_(pa.string()), "theirs": pa.list_(pa.string()),
    }
)  # fmt: skip
