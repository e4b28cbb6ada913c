"""Scores coded events against what must be coded from a text.

An expected event names only what is to be compared:

    {event: CONSULT, mode: phone, actor: [KOR.GOV, JPN.GOV], recipient: []}

A participant is "KOR.GOV", "KOR" (of any sector or none) or ".GOV" (of any country or none).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.errors import DataError, UsageError
from dragoman.evaluation.factuality import Factuality, judged
from dragoman.evaluation.gold import checked_rows, numbered_rows, text_field
from dragoman.evaluation.matching import PARTIES, as_day, fits, paired, parties_of
from dragoman.evaluation.metrics import Counts, score_table
from dragoman.evaluation.relations import TYPES
from dragoman.lined import read_lined
from dragoman.model import AUXILIARIES, Event, Participant

_LISTS = ("mode", "auxiliary", "context")
_TEXTS = ("event", "act")
KEYS = ("event", "act", "mode", "context", *PARTIES, "auxiliary", "date")
"""The keys that an expected event may have."""

_PARTICIPANT = re.compile(r"(?=.)([A-Z]{3})?(?:\.([A-Z]{3}))?\Z")


@dataclass(frozen=True, slots=True)
class EventRow:
    """A text and the events that must be coded from it, those and no others.

    `day` is the text's day of publication; `line` is where the row stood; `gap` says why the text
    is known not to be coded right yet, and is empty where it is; `kind` is what the row tests.
    """

    id: str
    text: str
    events: tuple[Mapping[str, Any], ...]
    lang: str | None = None
    day: date | None = None
    line: int = 0
    gap: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EventGold:
    """The good rows of a file in order, and an error for each of the others."""

    rows: tuple[EventRow, ...]
    problems: tuple[DataError, ...]


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row: expected events that were not coded, and coded ones not expected."""

    row: EventRow
    hits: int
    missed: tuple[Mapping[str, Any], ...]
    extra: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class EventScores:
    """Expected and coded events compared; `types` are the counts by event type, `factuality` those
    of auxiliary modes and speakers."""

    total: Counts
    types: tuple[tuple[str, Counts], ...]
    results: tuple[RowResult, ...]
    factuality: Factuality = field(default_factory=Factuality)

    @property
    def failures(self) -> tuple[RowResult, ...]:
        """The rows with an event too many or too few."""
        return tuple(one for one in self.results if one.missed or one.extra)

    def as_dict(self) -> dict[str, Any]:
        """Figures and failures, for JSON; coded events are described as expected ones are."""
        return {
            "rows": len(self.results),
            "rows_right": len(self.results) - len(self.failures),
            **self.total.as_dict(),
            "types": {name: counts.as_dict() for name, counts in self.types},
            **self.factuality.as_dict(),
            "failures": [
                {
                    "id": one.row.id,
                    "line": one.row.line,
                    "missed": [_plain(event) for event in one.missed],
                    "extra": [described(event) for event in one.extra],
                }
                for one in self.failures
            ],
        }

    def __rich__(self) -> RenderableType:
        scores = score_table(dict(self.types), "Type")
        scores.add_section()
        figures = (self.total.precision, self.total.recall, self.total.f1)
        scores.add_row("all", *(f"{100 * one:.1f}" for one in figures), str(self.total.support))
        tables: list[RenderableType] = [scores, *self.factuality.tables()]
        if not self.failures:
            return Group(*tables)
        table = Table(title="Rows that went wrong", pad_edge=False)
        for name in ("Row", "Missed", "Extra"):
            table.add_column(name, overflow="fold")
        for one in self.failures:
            missed = "\n".join(_short(event) for event in one.missed)
            extra = "\n".join(_short(described(event)) for event in one.extra)
            table.add_row(Text(one.row.id), Text(missed), Text(extra))
        return Group(*tables, table)


def matches(expected: Mapping[str, Any], event: Event) -> bool:
    """Whether a coded event is the expected one; only the keys given are compared.

    `event`, `act`: equal. `mode`, `context`: a text must be among the event's, a list must be all
    of them. `auxiliary`: all of them. `date` (a date or YYYY-MM-DD): the first day of the event's
    own date, null where it has none. Participants: each one expected stands for at least one of
    the event's and each of the event's for one expected; those of which neither code nor sector
    is known are passed over. Order never matters, and [] means none.

    Raises:
        UsageError: a key is unknown or its value makes no sense.
    """
    try:
        check_expected(expected)
    except ValueError as error:
        raise UsageError(str(error)) from error
    return fits(expected, event)


def score_events(
    rows: Iterable[EventRow], code: Callable[[EventRow], Sequence[Event]]
) -> EventScores:
    """Code every row and pair its events with those expected, as many as can be paired.

    A coded event answers one expected event at most. What is left over counts as missed (under
    the type expected) or as extra (under the type coded).
    """
    results: list[RowResult] = []
    answers: list[tuple[str, Sequence[Mapping[str, Any]], Sequence[Event]]] = []
    by_type: dict[str, Counts] = {}

    def count(name: str, counts: Counts) -> None:
        by_type[name] = by_type.get(name, Counts()) + counts

    for row in rows:
        coded = tuple(code(row))
        fit = [[matches(one, event) for event in coded] for one in row.events]
        pairs = paired(fit)
        missed = tuple(one for i, one in enumerate(row.events) if i not in pairs)
        taken = set(pairs.values())
        extra = tuple(event for j, event in enumerate(coded) if j not in taken)
        for j in sorted(taken):
            count(coded[j].event, Counts(hits=1))
        for one in missed:
            count(str(one.get("event", "(any)")), Counts(missed=1))
        for event in extra:
            count(event.event, Counts(extra=1))
        answers.append((row.kind, row.events, coded))
        results.append(RowResult(row, len(pairs), missed, extra))
    total = sum(by_type.values(), Counts())
    return EventScores(total, tuple(sorted(by_type.items())), tuple(results), judged(answers))


def read_events(path: Path | str) -> EventGold:
    """Read gold rows: JSON Lines, or a YAML file with a list `cases` (suffix .yaml or .yml).

    A row has `text` and `events`, and may have `id` (else "line 7"), `lang`, `date`,
    `gap` and `kind`. A
    bad row is left out and named in `problems`.

    Raises:
        InputError: the JSON Lines file cannot be read.
        DataError: the YAML file as a whole cannot be read, or has no `cases`.
    """
    path = Path(path)
    numbered = _cases(path) if path.suffix in (".yaml", ".yml") else numbered_rows(path)
    return EventGold(*checked_rows(numbered, path, _checked))


def check_expected(expected: Mapping[str, Any]) -> None:
    """Check an expected event.

    Raises:
        ValueError: a key is unknown or its value makes no sense; the message says what would.
    """
    for key, value in expected.items():
        if key not in KEYS:
            raise ValueError(f"an expected event has no '{key}'; it may have {', '.join(KEYS)}")
        if key in _TEXTS:
            if not isinstance(value, str):
                raise ValueError(f"'{key}' must be text, not {value!r:.40}")
            if key == "event" and value not in TYPES:
                raise ValueError(f"'{value}' is no event type; these are: {', '.join(TYPES)}")
        elif key == "date":
            if value is not None:
                as_day(value)
        elif key in PARTIES:
            for one in _texts(key, value):
                if not _PARTICIPANT.match(one):
                    raise ValueError(
                        f"'{one}' is no participant; right would be KOR.GOV, KOR or .GOV"
                    )
        else:
            for one in _texts(key, [value] if isinstance(value, str) else value):
                if key == "auxiliary" and one not in AUXILIARIES:
                    raise ValueError(
                        f"'{one}' is no auxiliary mode; these are: {', '.join(AUXILIARIES)}"
                    )


def described(event: Event) -> dict[str, Any]:
    """A coded event in the words of an expected one, as far as it says something."""
    found: dict[str, Any] = {"event": event.event, "act": event.act}
    if event.modes:
        found["mode"] = list(event.modes)
    for key, participants in zip(PARTIES, parties_of(event), strict=True):
        if participants or key != "attributed_to":
            found[key] = [_name(one) for one in participants]
    if event.auxiliary:
        found["auxiliary"] = list(event.auxiliary)
    if event.date is not None:
        found["date"] = event.date.start.isoformat()
    return found


# --- reading


def _cases(path: Path) -> Iterable[tuple[int, dict[str, Any] | DataError]]:
    read = read_lined(path, numbered=True)
    content = read.value
    cases = content.get("cases") if isinstance(content, dict) else None
    if not isinstance(cases, list):
        raise DataError("there is no list 'cases' in this file", path)
    for at, case in enumerate(cases):
        line = read.lines["cases", at]
        if isinstance(case, dict):
            yield line, case
        else:
            yield line, DataError(f"a case is a mapping, not {case!r:.40}", path, line)


def _checked(row: dict[str, Any], line: int) -> EventRow:
    """The row of this object; a ValueError says what is wrong with it."""
    text = text_field(row, "text")
    row_id = text_field(row, "id") if "id" in row else f"line {line}"
    lang = text_field(row, "lang") if row.get("lang") is not None else None
    day = as_day(row["date"]) if row.get("date") is not None else None
    events = row.get("events")
    if not isinstance(events, list):
        raise ValueError("the row needs 'events': a list, [] where nothing may be coded")
    for number, one in enumerate(events, start=1):
        if not isinstance(one, dict):
            raise ValueError(f"expected event {number} is no mapping but {one!r:.40}")
        try:
            check_expected(one)
        except ValueError as error:
            raise ValueError(f"expected event {number}: {error}") from error
    gap = text_field(row, "gap") if "gap" in row else ""
    kind = text_field(row, "kind") if "kind" in row else ""
    return EventRow(row_id, text, tuple(events), lang, day, line, gap, kind)


def _texts(key: str, value: Any) -> Sequence[str]:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return value
    raise ValueError(f"'{key}' must be a list of texts, not {value!r:.40}")


# --- showing


def _name(one: Participant) -> str:
    code, sector = one.key
    return (f"{code}.{sector}" if sector else code) or f"({one.text})"


def _plain(expected: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in expected.items()
    }


def _short(expected: Mapping[str, Any]) -> str:
    parts = []
    for key, value in _plain(expected).items():
        shown = f"[{', '.join(value)}]" if isinstance(value, list | tuple) else str(value)
        parts.append(shown if key == "event" else f"{key}: {shown}")
    return ", ".join(parts)
