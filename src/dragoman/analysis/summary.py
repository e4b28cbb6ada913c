"""What an answer rests on: how many events, stories and outlets, in which languages, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.analysis.filters import where
from dragoman.analysis.query import Query
from dragoman.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Summary:
    """What the events of a query rest on.

    `stories` counts near-copies once; `outlets` are publishers; `languages` are codes; `since` and
    `until` are the first and last day that an event may have happened on; `coders` coded them.
    """

    events: int
    records: int
    stories: int
    outlets: int
    languages: tuple[str, ...]
    since: date | None
    until: date | None
    coders: tuple[str, ...]


_SUMMARY = """
    WITH found AS (SELECT e.id, e.date FROM events_now e WHERE {where}),
    told AS (
        SELECT r.story, r.lang, r.publisher, r.coder FROM records_now r
        SEMI JOIN found ON found.id = r.event)
    SELECT (SELECT count(*) FROM found), (SELECT count(*) FROM told),
        (SELECT count(DISTINCT s.copies) FROM stories_now s
            WHERE s.key IN (SELECT t.story FROM told t)),
        (SELECT count(DISTINCT publisher) FROM told),
        (SELECT list(DISTINCT lang ORDER BY lang) FILTER (lang IS NOT NULL) FROM told),
        (SELECT min(date) FROM found), (SELECT max(date) FROM found),
        (SELECT list(DISTINCT coder ORDER BY coder) FILTER (coder IS NOT NULL) FROM told)
"""


def summary(ledger: Ledger, query: Query | None = None, **filters: Any) -> Summary:
    """What the events that a query asks for rest on.

    Args:
        ledger: where they are.
        query, filters: which events (`Query`).

    Raises:
        UsageError: the query makes no sense.
    """
    found = where(ledger.connection, Query.of(query, **filters))
    sql = _SUMMARY.format(where=found.sql)
    (row,) = ledger.connection.execute(sql, found.parameters).fetchall()
    events, records, stories, outlets, languages, since, until, coders = row
    return Summary(
        events, records, stories, outlets, tuple(languages or ()), since, until,
        tuple(coders or ()),
    )  # fmt: skip
