"""From a ledger: the events of a brief with their parties and the words that tell of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dragoman.analysis.briefs.told import Source, Told, Who
from dragoman.languages.sentences import SIZES
from dragoman.ledger import Ledger

_EVENTS = """
    WITH told AS (
        SELECT e.*, count(*) OVER () AS total FROM events_now e WHERE {where}
        ORDER BY abs(e.score) * sqrt(1 + len(e.publishers)) DESC, e.date DESC NULLS LAST, e.id
        LIMIT ?)
    SELECT e.id, e.record, e.act, e.auxiliary, e.quad, e.score, e.date AS day,
        e.date_precision AS precision, e.place, e.country, len(e.publishers) AS outlets,
        e.first_day AS told_on, r.body, r.lang, e.total
    FROM told e JOIN records_now r ON r.id = e.record
    ORDER BY abs(e.score) * sqrt(1 + len(e.publishers)) DESC, e.date DESC NULLS LAST, e.id
"""
"""The most important events first: by intensity, which counts more the more outlets tell of it."""

_EVENT = (
    "id", "record", "act", "auxiliary", "quad", "score", "day", "precision", "place", "country",
    "outlets", "told_on",
)  # fmt: skip
_PARTY = ("code", "sector", "text", "name", "entity", "office")

_PARTIES = """
    SELECT record, side, code, sector, text, name, entity, office FROM parties_now
    WHERE record IN (SELECT unnest(CAST(? AS VARCHAR[]))) ORDER BY record, side, position
"""

# a story that copies another tells nothing of its own
_SOURCES = """
    SELECT p.event, p.record, p.story, p.lang, p.start_ AS start, p.end_ AS "end",
        s.text[p.start_ + 1 : p.end_] AS words, s.publisher, s.title, s.url, s.day
    FROM reports_now p JOIN stories_now s ON s.key = p.story
    WHERE p.event IN (SELECT unnest(CAST(? AS VARCHAR[]))) AND NOT s.copied
    ORDER BY p.event, s.day NULLS LAST, p.story, p.start_, p.record
"""


def gather(
    ledger: Ledger, where: str, parameters: Sequence[Any], most: int
) -> tuple[tuple[Told, ...], int]:
    """The events that a condition on `events_now AS e` holds for, and how many there are.

    Args:
        ledger: where they are. where: SQL with a question mark for each of `parameters`.
        most: so many events at most, the most important ones; they come in that order.
    """
    events = _rows(ledger, _EVENTS.format(where=where), [*parameters, most])
    records = [row["record"] for row in events]
    langs = {row["record"]: row["lang"] for row in events}
    parties: dict[tuple[str, str], list[Who]] = {}
    for row in _rows(ledger, _PARTIES, [records]):
        record = row.pop("record")
        who = Who(**{name: row[name] for name in _PARTY}, lang=langs[record])
        parties.setdefault((record, row["side"]), []).append(who)
    sources: dict[str, list[Source]] = {}
    for row in _rows(ledger, _SOURCES, [[row["id"] for row in events]]):
        sources.setdefault(row.pop("event"), []).append(Source(**row))
    told = tuple(
        Told(
            **{name: row[name] for name in _EVENT},
            numbers=_numbers(row["body"]),
            actors=tuple(parties.get((row["record"], "actor"), ())),
            recipients=tuple(parties.get((row["record"], "recipient"), ())),
            speakers=tuple(parties.get((row["record"], "speaker"), ())),
            sources=tuple(sources.get(row["id"], ())),
        )
        for row in events
    )
    return told, events[0]["total"] if events else 0


def _rows(ledger: Ledger, sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    cursor = ledger.connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _numbers(body: str) -> tuple[tuple[str, int], ...]:
    size = json.loads(body).get("size") or {}
    return tuple((kind, size[kind]) for kind in SIZES if size.get(kind))
