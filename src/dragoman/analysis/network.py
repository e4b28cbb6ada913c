"""Who acts towards whom, and who the actors are."""

from __future__ import annotations

from typing import Any

from dragoman.analysis.aggregates import PAIRS, SCORE, shown_score
from dragoman.analysis.events import NOBODY
from dragoman.analysis.filters import arrow, cut, limited, mutual_acts, where
from dragoman.analysis.query import Query
from dragoman.analysis.result import Column, Result
from dragoman.analysis.why import why_nothing
from dragoman.ledger import Ledger

_NETWORK = f"""
    WITH found AS (SELECT * FROM events_now e WHERE {{where}}),
    pairs AS ({PAIRS})
    SELECT actor AS source, recipient AS target, count(*) AS events,
        {SCORE} / count(score) AS score_mean,
        count(*) FILTER (quad <= 2) AS cooperation, count(*) FILTER (quad > 2) AS conflict
    FROM pairs WHERE actor <> recipient GROUP BY ALL
    ORDER BY events DESC, source, target {{limit}}
"""

# an event is known by a hash of its id, which is a hash itself but slower to compare;
# parties of whom only words are known are one if these are the same; an entity that begins with a
# question mark is a name that no file knows
_ACTORS = """
    WITH found AS (SELECT e.id, e.date FROM events_now e WHERE {where}),
    who AS (
        SELECT p.code, p.sector, coalesce(p.name,
            CASE WHEN starts_with(p.entity, '?') THEN substr(p.entity, 2) END,
            CASE WHEN p.code IS NULL THEN p.text END) AS name,
            CASE WHEN NOT starts_with(p.entity, '?') THEN p.entity END AS entity,
            hash(p.event) AS event, p.side, f.date
        FROM parties_now p JOIN found f ON f.id = p.event)
    SELECT code, sector, name, entity, count(*) FILTER (sides & 1 > 0) AS as_actor,
        count(*) FILTER (sides & 2 > 0) AS as_recipient,
        count(*) FILTER (sides & 4 > 0) AS as_speaker, min(date) AS first, max(date) AS last
    FROM (SELECT code, sector, name, entity, event, min(date) AS date,
            bit_or(CASE side WHEN 'actor' THEN 1 WHEN 'recipient' THEN 2 ELSE 4 END) AS sides
        FROM who GROUP BY code, sector, name, entity, event)
    GROUP BY code, sector, name, entity
    ORDER BY as_actor + as_recipient DESC, as_speaker DESC, code NULLS LAST, sector NULLS FIRST,
        name NULLS FIRST, entity {limit}
"""


def network(ledger: Ledger, query: Query | None = None, **filters: Any) -> Result:
    """The edges between codes, the strongest first.

    Columns: `source` acts towards `target`; `events`; `score_mean`, on PLOVER's scale of -10 to
    10; `cooperation` and `conflict`, how many events are of either. An act that several do together
    is an edge from each to each. What stays inside one country is left out.

    Args:
        ledger: where the events are.
        query, filters: which events (`Query`); `limit` takes the strongest edges.

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    limit, most = limited(asked)
    sql = _NETWORK.format(where=found.sql, limit=limit)
    table = arrow(ledger, sql, [*found.parameters, mutual_acts(), *most])
    if table.num_rows:
        return Result(table, _EDGE_COLUMNS, cut(asked, table.num_rows))
    why = why_nothing(ledger.connection, found, "none is between two that have a code")
    return Result(table, _EDGE_COLUMNS, [why])


def actors(ledger: Ledger, query: Query | None = None, **filters: Any) -> Result:
    """The parties of events, those of most events first.

    Columns: `code`, `sector`, `name` and `entity` as far as they are known (the words, of one
    without a code); in how many events it stands on which side; the `first` and `last` day.

    Args:
        ledger: where the events are.
        query, filters: which events (`Query`); `limit` takes the most frequent parties.

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    limit, most = limited(asked)
    sql = _ACTORS.format(where=found.sql, limit=limit)
    table = arrow(ledger, sql, [*found.parameters, *most])
    if table.num_rows:
        return Result(table, _ACTOR_COLUMNS, cut(asked, table.num_rows))
    return Result(
        table, _ACTOR_COLUMNS, [why_nothing(ledger.connection, found, "none has a party")]
    )


_EDGE_COLUMNS = (
    Column("Source", lambda row: row["source"]),
    Column("Target", lambda row: row["target"]),
    Column("Events", lambda row: f"{row['events']:,}", right=True),
    Column("Cooperation", lambda row: f"{row['cooperation']:,}", right=True),
    Column("Conflict", lambda row: f"{row['conflict']:,}", right=True),
    Column("Score", lambda row: shown_score(row["score_mean"]), right=True),
)
_ACTOR_COLUMNS = (
    Column("Code", lambda row: row["code"] or NOBODY),
    Column("Sector", lambda row: row["sector"] or ""),
    Column("Name", lambda row: row["name"] or "", ratio=3),
    Column("Id", lambda row: row["entity"] or "", ratio=3, wide=100),
    Column("Acts", lambda row: f"{row['as_actor']:,}", right=True),
    Column("Target", lambda row: f"{row['as_recipient']:,}", right=True),
    Column("Speaks", lambda row: f"{row['as_speaker']:,}", right=True),
    Column("First", lambda row: row["first"] or NOBODY, width=10, wide=90),
    Column("Last", lambda row: row["last"] or NOBODY, width=10),
)
