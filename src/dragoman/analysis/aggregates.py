"""Events counted by country, dyad or type and by day, week, month or year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dragoman.analysis.filters import Condition, Where, arrow, limited, mutual_acts, where
from dragoman.analysis.parties import party
from dragoman.analysis.periods import PERIODS, first_day, following
from dragoman.analysis.query import QUADS, Query, known
from dragoman.analysis.result import Column, Result, Row
from dragoman.analysis.why import why_nothing
from dragoman.errors import UsageError
from dragoman.ledger import Ledger

BY = {
    "all": (),
    "country": ("country",),
    "dyad": ("actor", "recipient"),
    "type": ("type",),
}
"""What events can be counted by → the columns that say of which the count is."""

ROWS = 2_000_000
"""More rows than anyone can use; rather ask for less."""

_TOO_COARSE = {
    "day": ("week", "month", "year", "decade"),
    "week": ("month", "year", "decade"),
    "month": ("year", "decade"),
    "year": ("decade",),
}
"""Precisions with which an event cannot be said to be of one such period."""

PAIRS = """
    SELECT date, quad, score, actor, unnest(others) AS recipient FROM (
        SELECT date, quad, score, unnest(actor_codes) AS actor, recipient_codes AS others
        FROM found WHERE len(recipient_codes) > 0)
    UNION ALL
    SELECT date, quad, score, actor, recipient FROM (
        SELECT date, quad, score, actor, unnest(others) AS recipient FROM (
            SELECT date, quad, score, unnest(actor_codes) AS actor, actor_codes AS others
            FROM found WHERE len(recipient_codes) = 0 AND len(actor_codes) > 1
            AND list_contains(CAST(? AS VARCHAR[]), act)))
    WHERE actor <> recipient
"""
"""The dyads of `found`: actor and recipient of each event; of an act that all its parties do
together, each towards each. One parameter: those acts."""

_UNITS = {
    "all": "SELECT * FROM found",
    "country": """SELECT date, quad, score,
        unnest(list_distinct(list_concat(actor_codes, recipient_codes))) AS country FROM found""",
    "dyad": PAIRS,
    "type": "SELECT * FROM found",
}

# sums of DOUBLE depend on the order of rows, those of DECIMAL do not
SCORE = "CAST(sum(CAST(score AS DECIMAL(18, 6))) AS DOUBLE)"
COUNTS = f"""count(*) AS events,
    {", ".join(f"count(*) FILTER (quad = {i + 1}) AS {name}" for i, name in enumerate(QUADS))},
    {SCORE} / count(score) AS score_mean, coalesce({SCORE}, 0) AS score_sum"""
"""Columns that count the rows of a group."""


def timeline(
    ledger: Ledger,
    query: Query | None = None,
    *,
    by: str = "all",
    every: str = "month",
    **filters: Any,
) -> Result:
    """Counts and scores of events in each period from the first to the last, zeros filled in.

    The periods go from the first to the last with an event, or from `since` to `until` where these
    are asked for, even if there is none. A country counts whatever it does or suffers; a dyad has a
    direction, and an act that two do together counts for both. Where the query asks for certain
    countries, or actors and recipients, only these are counted. `limit` takes the units with most
    events.

    Columns: `period` (its first day), those of `by`, `events`, one for each of `QUADS`,
    `score_mean` (null without events) and `score_sum`, on PLOVER's scale of -10 to 10.

    Args:
        ledger: where the events are.
        query, filters: which events (`Query`).
        by: one of `BY`.
        every: one of `PERIODS`.

    Raises:
        UsageError: the query makes no sense, or would give more rows than `ROWS`.
    """
    (by,), (every,) = known("count by", (by,), BY), known("period", (every,), PERIODS)
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    coarse = _TOO_COARSE[every]
    marks = ", ".join("?" * len(coarse))
    units, only = BY[by], _only(ledger, asked, by)
    columns = "".join(f"{name}, " for name in units)
    sql = f"""
        WITH found AS (SELECT * FROM events_now e WHERE {found.sql} AND e.date IS NOT NULL
            AND coalesce(e.date_precision, '') NOT IN ({marks})),
        units AS ({_UNITS[by]})
        SELECT CAST(date_trunc('{every}', date) AS DATE) AS period, {columns} {COUNTS}
        FROM units {f"WHERE {only.sql}" if only.conditions else ""} GROUP BY ALL ORDER BY ALL"""
    parameters = [*found.parameters, *coarse]
    if by == "dyad":
        parameters.append(mutual_acts())
    counted = arrow(ledger, sql, [*parameters, *only.parameters])
    days = counted["period"].to_pylist()
    first, last = (asked.since or (days or [None])[0]), (asked.until or (days or [None])[-1])
    if first is None or last is None or (units and not days):
        return Result(counted, columns_of(by, every), [why_nothing(ledger.connection, found)])
    named, more = _largest(counted, units, asked.limit)
    periods = periods_between(first, last, every)
    if len(periods) * named.num_rows > ROWS:
        raise UsageError(
            f"{named.num_rows:,} times {len(periods):,} periods are more than {ROWS:,} rows; ask "
            "for longer periods, a stretch of time, certain parties or a limit"
        )
    filled = _filled(counted, named, units, periods)
    notes = _left_out(ledger, found, coarse) if days else [why_nothing(ledger.connection, found)]
    return Result(filled, columns_of(by, every), notes + more, folded=_without_empty)


def _without_empty(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with events; a row that only says how many, for the empty periods between."""
    empty = 0
    for _, group in groupby(rows, lambda row: row["period"]):
        full = [row for row in group if row["events"]]
        if full and empty:
            yield {"period": f"… {empty} empty"}
        empty = 0 if full else empty + 1
        yield from full
    if empty:
        yield {"period": f"… {empty} empty"}


def _only(ledger: Ledger, asked: Query, by: str) -> Where:
    """Conditions on the units: only those that were asked for."""

    def codes(said: Sequence[str], field: str) -> list[str]:
        parties = [party(ledger.connection, one, field) for one in said]
        return [one.code for one in parties if one.code is not None]

    made: list[Condition] = []

    def among(sql: str, field: str, *lists: list[str]) -> None:
        if all(lists):
            made.append(Condition(field, field, sql, lists))

    holds = "list_contains(CAST(? AS VARCHAR[]), {})"
    if by == "country":
        among(holds.format("country"), "country", codes(asked.country, "country"))
    if by == "dyad":
        of = codes(asked.country, "country")
        among(f"({holds.format('actor')} OR {holds.format('recipient')})", "country", of, of)
        among(holds.format("actor"), "actor", codes(asked.actor, "actor"))
        among(holds.format("recipient"), "recipient", codes(asked.recipient, "recipient"))
        pair = codes(asked.between, "between")
        if len(pair) == 2:
            sql = "(actor = ? AND recipient = ? OR actor = ? AND recipient = ?)"
            made.append(Condition("between", "between", sql, (*pair, *reversed(pair))))
    return Where(tuple(made))


def _largest(counted: Any, units: Sequence[str], limit: int | None) -> tuple[Any, list[str]]:
    """The units with most events in the order of their names, a row each, and a note of those left
    out."""
    if not units:
        return pa.table({"all": [True]}), []
    groups = counted.group_by(list(units)).aggregate([("events", "sum")])
    order = [("events_sum", "descending"), *((name, "ascending") for name in units)]
    kept = groups.sort_by(order).slice(0, limit)
    named = kept.select(list(units)).sort_by([(name, "ascending") for name in units])
    if kept.num_rows == groups.num_rows:
        return named, []
    return named, [f"the {kept.num_rows:,} of {groups.num_rows:,} with most events"]


def _filled(counted: Any, named: Any, units: Sequence[str], periods: Sequence[date]) -> Any:
    """The counts with a row for each period and unit, those without events with zeros."""
    count, many = named.num_rows, len(periods)
    place = pc.index_in(counted["period"], pa.array(periods, pa.date32()))
    at = place.to_numpy() * count
    kept = np.ones(len(at), bool)
    if units:
        unit = pc.index_in(_joined(counted, units), _joined(named, units))
        kept = unit.is_valid().to_numpy(zero_copy_only=False)
        at = at + unit.fill_null(0).to_numpy()
    at = at[kept]
    each = np.tile(np.arange(count), many)
    columns = {"period": pa.array(periods, pa.date32()).take(np.repeat(np.arange(many), count))}
    columns |= {name: named[name].take(each).combine_chunks() for name in units}
    for name in counted.column_names[1 + len(units) :]:
        values = np.full(many * count, np.nan if name == _MEAN else 0.0)
        values[at] = counted[name].to_numpy()[kept]
        columns[name] = pa.array(values, from_pandas=True).cast(counted[name].type)
    return pa.table(columns)


def _joined(table: Any, units: Sequence[str]) -> Any:
    """What names a unit, in one column."""
    return pc.binary_join_element_wise(*(table[name] for name in units), " ").combine_chunks()


_MEAN = "score_mean"
"""The column that is not known where there is no event; the others are zero."""


def periods_between(first: date, last: date, every: str) -> list[date]:
    """The first days of the periods from that with one day to that with another."""
    found = [first_day(first, every)]
    try:
        while (day := following(found[-1], every)) <= last:
            found.append(day)
    except (ValueError, OverflowError):
        pass  # the last one that a calendar has
    return found


def _left_out(ledger: Ledger, found: Where, coarse: Sequence[str]) -> list[str]:
    marks = ", ".join("?" * len(coarse))
    row = ledger.connection.execute(
        f"""SELECT count(*) FILTER (date IS NULL), count(*) FILTER (date_precision IN ({marks}))
        FROM events_now e WHERE {found.sql}""",
        [*coarse, *found.parameters],
    ).fetchall()
    ((undated, vague),) = row
    said = []
    if undated:
        said.append(f"{_events(undated)} without a date")
    if vague:
        said.append(f"{_events(vague)} whose date is known only by the {coarse[0]}")
    return [f"not counted: {' and '.join(said)}"] if said else []


def _events(count: int) -> str:
    return f"{count:,} event{'s' if count != 1 else ''}"


def dyad(
    ledger: Ledger,
    one: str,
    other: str,
    query: Query | None = None,
    *,
    every: str = "month",
    **filters: Any,
) -> Result:
    """What two parties do to each other in each period: `timeline` of both directions.

    Args:
        ledger: where the events are.
        one, other: the parties, as `Query` has them; of those with a code.
        query, filters: which events besides.
        every: day, week, month or year.

    Raises:
        UsageError: the query makes no sense, or a party has no code of its own.
    """
    for said in (one, other):
        if party(ledger.connection, said, "party").code is None:
            raise UsageError(f"a dyad is of two codes such as KOR, not of '{said}'")
    asked = Query.of(query, **filters, between=(one, other))
    return timeline(ledger, asked, by="dyad", every=every)


_TYPES = f"""
    WITH found AS (SELECT * FROM events_now e WHERE {{where}}),
    pairs AS ({PAIRS.replace("quad, score", "quad, score, type")})
    SELECT actor, recipient, type, {COUNTS}, min(date) AS first, max(date) AS last
    FROM pairs GROUP BY ALL ORDER BY events DESC, actor, recipient, type
"""


def types(ledger: Ledger, query: Query | None = None, **filters: Any) -> Result:
    """Counts and scores by dyad and type, over the whole time.

    Columns: `actor`, `recipient`, `type`, `events`, one for each of `QUADS`, `score_mean`,
    `score_sum`, `first` and `last` day. What two do together counts for both directions. Where the
    query is of what is `between` two, only these directions are counted.

    Args:
        ledger: where the events are.
        query, filters: which events (`Query`).

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    only = _only(ledger, asked, "dyad")
    sql = f"SELECT * FROM ({_TYPES.format(where=found.sql)}) WHERE {only.sql}"
    limit, most = limited(asked)
    parameters = [*found.parameters, mutual_acts(), *only.parameters, *most]
    order = "ORDER BY events DESC, actor, recipient, type"
    table = arrow(ledger, f"{sql} {order} {limit}", parameters)
    if table.num_rows:
        return Result(table, _TYPE_COLUMNS)
    why = why_nothing(ledger.connection, found, "none is between two that have a code")
    return Result(table, _TYPE_COLUMNS, [why])


def columns_of(by: str, every: str) -> tuple[Column, ...]:
    """The columns that a table of counts shows."""

    def text(name: str) -> Callable[[Row], str]:
        return lambda row: str(row.get(name, ""))

    length = {"year": 4, "month": 7}.get(every, 10)
    return (
        Column("Period", lambda r: r["period"] if "events" not in r else r["period"][:length]),
        *(() if by != "dyad" else (Column("Direction", _direction),)),
        *(Column(name.capitalize(), text(name)) for name in BY[by] if by != "dyad"),
        Column("Events", text("events"), right=True),
        *(
            Column(heading, text(name), right=True)
            for heading, name in zip(_HEADINGS, QUADS, strict=True)
        ),
        Column("Score", lambda row: shown_score(row.get("score_mean")), right=True),
        Column("Sum", lambda row: shown_score(row.get("score_sum")), right=True, wide=90),
    )


def _direction(row: Row) -> str:
    return f"{row['actor']} → {row['recipient']}" if "actor" in row else ""


_HEADINGS = ("Verbal\ncoop.", "Mater.\ncoop.", "Verbal\nconfl.", "Mater.\nconfl.")


_TYPE_COLUMNS = (
    Column("Direction", _direction),
    Column("Type", lambda row: row["type"]),
    Column("Events", lambda row: f"{row['events']:,}", right=True),
    Column("Score", lambda row: shown_score(row["score_mean"]), right=True),
    Column("First", lambda row: row["first"] or "", width=10),
    Column("Last", lambda row: row["last"] or "", width=10),
)


def shown_score(score: float | None) -> str:
    """A score with its sign, to one place."""
    if score is None:
        return ""
    return "0.0" if round(score, 1) == 0 else f"{score:+.1f}".replace("-", "−")
