"""A query: which events, reports or stories of a ledger are asked for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from dragoman.actors.registry import SECTORS
from dragoman.errors import UsageError
from dragoman.model import AUXILIARIES
from dragoman.ontology import load_ontology

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""Names of PLOVER's quad codes 1 to 4."""

ORDERS = ("newest", "oldest", "told", "sure", "hostile", "friendly")
"""Orders of events: by date; by the number of stories; by confidence; by score."""

PLAIN = "none"
"""As an auxiliary: events that happened as told, with no auxiliary mode."""

OWN, ANY = "dragoman", "any"
"""As a source: records that were coded here; those of every source."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\Z")
_NEAR, _LISTED, _SHORT = 3, 20, 8
_LIKE = 0.7
"""From this likeness on (`difflib`), of 0 to 1, one word may be meant for another."""

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; whatever is not said is not asked about.

    Several values of one field mean any of them, several fields mean all of them. A single value
    may be given as text, a day as text ("2024-06-20", or a month or year, of which `since` takes
    the first day and `until` the last).

    - `actor`, `recipient`, `speaker`: a party on that side; `country`: on either of the first two.
      A party is a code (KOR), a code and a sector (KOR.MIL), a sector (.MIL), a country's name in
      any pack's language, an id of the actor files, or a name or words as they stand in stories;
    - `between`: two parties; one acts towards the other, or both act together;
    - `sector`, `type`, `mode`, `context`: PLOVER's; `quad`: 1 to 4 or a name of `QUADS`;
    - `since`, `until`: days; the first day counts on which an event may have happened;
    - `place`: a country, or a place's name; `lang`, `publisher`: of a story that tells it;
    - `auxiliary`: one of `model.AUXILIARIES`, or "none" for events without any;
    - `confidence`: at least, 0 to 1; `words`: that stand together in a sentence that tells it;
    - `source`: "dragoman" (the default), another one that was imported, or "any";
    - `negated`: also what did not happen (auxiliary "negation"), which is left out otherwise;
    - `order`: one of `ORDERS`; `limit`: how many at most.

    Raises:
        UsageError: a value makes no sense; the message lists what would.
    """

    actor: Values = ()
    recipient: Values = ()
    country: Values = ()
    between: Values = ()
    sector: Values = ()
    type: Values = ()
    mode: Values = ()
    context: Values = ()
    quad: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    place: Values = ()
    lang: Values = ()
    publisher: Values = ()
    speaker: Values = ()
    auxiliary: Values = ()
    confidence: float | None = None
    words: Values = ()
    source: Values = (OWN,)
    negated: bool = False
    limit: int | None = None
    order: str = "newest"

    def __post_init__(self) -> None:
        ontology = load_ontology()
        modes = {mode for kind in ontology.types.values() for mode in kind.modes}
        put = object.__setattr__  # the one way to set a field of a frozen object
        for field in fields(self):
            if field.type in ("Values", "tuple[int, ...]"):
                put(self, field.name, _values(getattr(self, field.name), field.name))
        put(self, "type", known("type", self.type, ontology.types))
        put(self, "mode", known("mode", self.mode, modes))
        put(self, "context", known("context", self.context, ontology.contexts))
        put(self, "sector", known("sector", self.sector, SECTORS))
        put(self, "auxiliary", known("auxiliary", self.auxiliary, (*AUXILIARIES, PLAIN)))
        put(self, "order", known("order", (self.order,), ORDERS)[0])
        put(self, "quad", tuple(map(_quad, self.quad)))
        put(self, "since", day_of(self.since, last=False))
        put(self, "until", day_of(self.until, last=True))
        put(self, "source", tuple(one.lower() for one in self.source) or (OWN,))
        self._check()

    def _check(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"the first day, {self.since}, is after the last, {self.until}")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise UsageError(f"confidence is between 0 and 1, not {self.confidence:g}")
        if self.limit is not None and self.limit < 1:
            raise UsageError(f"limit is 1 or more, not {self.limit}")
        if self.between and len(self.between) != 2:
            raise UsageError(f"between takes two parties, not {len(self.between)}")

    @classmethod
    def of(cls, query: Query | None = None, **changes: Any) -> Query:
        """A query of these fields, or one with these of its fields changed.

        Raises:
            UsageError: there is no such field, or a value makes no sense.
        """
        names = [field.name for field in fields(cls)]
        for name in changes:
            if name not in names:
                raise UsageError(f"a query has no '{name}'; it has: {', '.join(names)}")
        return cls(**changes) if query is None else replace(query, **changes)

    def said(self) -> Mapping[str, Any]:
        """The fields that ask for something, by name."""
        plain = Query()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(plain, field.name)
        }


def known(what: str, values: Iterable[str], all_: Collection[str]) -> Values:
    """The values as they are spelt in `all_`, whatever their case.

    Raises:
        UsageError: one is not among them; the message names what is near.
    """
    spelt = {one.casefold(): one for one in all_}
    found = []
    for value in values:
        if value.casefold() not in spelt:
            raise UsageError(f"no {what} '{value}'; {near(value, all_)}")
        found.append(spelt[value.casefold()])
    return tuple(found)


def near(value: str, all_: Iterable[str]) -> str:
    """What a message says of the values like one that is not there; all of them if none is."""
    folded: dict[str, str] = {}
    for one in sorted(all_):
        folded.setdefault(one.casefold(), one)
    close = get_close_matches(value.casefold(), folded, _NEAR, _LIKE)
    if close and len(folded) > _SHORT:
        return f"near: {', '.join(folded[one] for one in close)}"
    listed = list(folded.values())
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return f"there are: {', '.join(listed[:_LISTED])}{more}"


def day_of(said: date | str | None, *, last: bool) -> date | None:
    """A day, or the first or last of a month or year.

    Raises:
        UsageError: it is no date.
    """
    if isinstance(said, datetime):
        return said.date()
    if said is None or isinstance(said, date):
        return said
    found = _DAY.match(str(said).strip())
    try:
        if found is None:
            raise ValueError
        year = int(found[1])
        month = int(found[2] or (12 if last else 1))
        day = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError:
        raise UsageError(
            f"{said!r:.40} is no date; right would be 2024-06-20, 2024-06 or 2024"
        ) from None


def _values(given: Any, name: str) -> tuple[Any, ...]:
    if isinstance(given, str | int):
        given = (given,)
    values = tuple(one.strip() if isinstance(one, str) else one for one in given)
    if "" in values:
        raise UsageError(f"{name} is empty; leave it out or say which")
    return values


def _quad(said: int | str) -> int:
    name = str(said).lower().replace(" ", "_").replace("-", "_")
    if name in QUADS:
        return QUADS.index(name) + 1
    if name in ("1", "2", "3", "4"):
        return int(name)
    raise UsageError(f"no quad '{said}'; there are: 1 to 4, or {', '.join(QUADS)}")
