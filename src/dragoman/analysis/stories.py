"""The stories of a ledger, and who said what in them."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc

from dragoman.analysis.events import (
    NOBODY,
    ORDER_BY,
    PARTIES,
    SIDES,
    shown_day,
    shown_id,
    shown_what,
    shown_who,
)
from dragoman.analysis.filters import Where, arrow, cut, limited, where
from dragoman.analysis.parties import party
from dragoman.analysis.query import Query, known
from dragoman.analysis.result import Column, Result
from dragoman.analysis.texts import headlines, words_at
from dragoman.analysis.why import why_nothing
from dragoman.ledger import Ledger

STATES = ("coded", "empty", "set_aside", "waiting")
"""What became of a story."""

_OF_STORIES = frozenset({"since", "until", "lang", "publisher", "words", "limit", "order"})
_ORDERS = {"newest": "s.published DESC NULLS LAST", "oldest": "s.published NULLS LAST"}

_STORIES = """
    WITH found AS MATERIALIZED (
        SELECT s.key FROM stories_now s WHERE {where} ORDER BY {order}, s.key {limit}),
    told AS (
        SELECT r.story, count(*) AS records, count(DISTINCT r.event) AS events
        FROM records_now r SEMI JOIN found ON found.key = r.story
        WHERE r.event IN (SELECT e.id FROM events_now e WHERE {events}) GROUP BY r.story)
    SELECT s.key, s.id, s.day, s.published, s.lang, s.title, s.publisher, s.url, s.state, s.reason,
        s.flags, coalesce(t.records, 0) AS records, coalesce(t.events, 0) AS events, s.copies,
        s.copied, s.origin
    FROM found f JOIN stories_now s ON s.key = f.key LEFT JOIN told t ON t.story = f.key
    ORDER BY {order}, s.key
"""
_TELLING = """s.key IN (SELECT r.story FROM records_now r
    WHERE r.event IN (SELECT e.id FROM events_now e WHERE {events}))"""


def stories(
    ledger: Ledger, query: Query | None = None, *, state: str | None = None, **filters: Any
) -> Result:
    """The stories that a query asks for, a row each.

    `since` and `until` are days of publication here, `lang` and `publisher` the story's own, and
    `words` may stand anywhere in its title or text (as they are written, in small letters or with
    capitals at the head); the other filters ask for stories that tell such an event. `records` and
    `events` count what a story tells of those. `title` is the first line of a story that has none;
    `copies` is the key of the first story with nearly the same text, `copied` whether that is
    another one.

    Args:
        ledger: where they are.
        query, filters: what is asked for (`Query`); `order` is newest or oldest.
        state: one of `STATES`.

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    (order,) = known("order of stories", (asked.order,), _ORDERS)
    conditions, parameters = _of_story(ledger, asked, state)
    telling = Query.of(**{k: v for k, v in asked.said().items() if k not in _OF_STORIES})
    found = where(ledger.connection, telling)
    of_events = bool(telling.said().keys() - {"source", "negated"})
    if of_events:
        conditions.append(_TELLING.format(events=found.sql))
        parameters += found.parameters
    limit, most = limited(asked)
    sql = _STORIES.format(
        where=" AND ".join(conditions) or "true", order=_ORDERS[order], limit=limit,
        events=found.sql,
    )  # fmt: skip
    table = arrow(ledger, sql, [*parameters, *most, *found.parameters])
    if not table.num_rows:
        why = _why_no_story(ledger, found if of_events else None)
        return Result(table, _STORY_COLUMNS, [why])
    return Result(_titled(ledger, table), _STORY_COLUMNS, cut(asked, table.num_rows))


def _titled(ledger: Ledger, table: Any) -> Any:
    """The table with the first line of those stories that have no title."""
    untitled = pc.is_null(table["title"])
    if not pc.any(untitled).as_py():
        return table
    lines = headlines(ledger, table.filter(untitled)["key"].to_pylist())
    titles = pc.replace_with_mask(table["title"].combine_chunks(), untitled.combine_chunks(), lines)
    return table.set_column(table.column_names.index("title"), "title", titles)


def _of_story(ledger: Ledger, asked: Query, state: str | None) -> tuple[list[str], list[Any]]:
    """Conditions on stories themselves."""
    conditions: list[str] = []
    parameters: list[Any] = []
    for field, sign in (("since", ">="), ("until", "<=")):
        if (day := getattr(asked, field)) is not None:
            conditions.append(f"s.day {sign} ?")
            parameters.append(day)
    if asked.lang:
        conditions.append("list_contains(CAST(? AS VARCHAR[]), s.lang)")
        parameters.append(list(asked.lang))
    if asked.publisher:
        conditions.append("list_contains(CAST(? AS VARCHAR[]), lower(s.publisher))")
        parameters.append([one.lower() for one in asked.publisher])
    for words in asked.words:
        said, values = _holding(words)
        texts = f"SELECT w.key FROM stories_now w WHERE {said.format('w.text')}"
        conditions.append(f"({said.format('s.title')} OR s.key IN ({texts}))")
        parameters += [*values, *values]
    if state is not None:
        conditions.append("s.state = ?")
        parameters += known("state", (state,), STATES)
    return conditions, parameters


def _holding(words: str) -> tuple[str, list[str]]:
    """That a column holds words as they are written, in small letters or with capitals at the head.

    To look for each of these, and first for what they have in common, is far quicker than to make
    a whole text small.
    """
    spelt = sorted({words, words.lower(), words.capitalize(), words.title()})
    each = " OR ".join(["contains({0}, ?)"] * len(spelt))
    if len(spelt) > 1 and len({one[1:] for one in spelt}) == 1 and words[1:]:
        return f"(contains({{0}}, ?) AND ({each}))", [words[1:], *spelt]
    return f"({each})", spelt


def _why_no_story(ledger: Ledger, found: Where | None) -> str:
    ((count,),) = ledger.connection.execute("SELECT count(*) FROM stories_now").fetchall()
    if not count:
        return "the ledger has no stories yet; 'dragoman add' takes them in"
    if found is not None:
        return f"no story tells of such an event: {why_nothing(ledger.connection, found)}"
    return f"none of the ledger's {count:,} stories is like that"


_QUOTES = """
    WITH found AS (SELECT e.id, e.date FROM events_now e WHERE {where}),
    spoken AS MATERIALIZED (
        SELECT p.*, e.date AS order_date FROM parties_now p JOIN found e ON e.id = p.event
        WHERE p.side = 'speaker' AND {speaker}
        ORDER BY {order}, p.record, p.position {limit}),
    said AS (
        SELECT q.* EXCLUDE (side), r.date, r.enddate, r.date_precision, r.type, r.modes,
            r.auxiliary, r.act
        FROM spoken q JOIN records_now r ON r.id = q.record),
    parties AS ({parties}),
    -- the sentence that the speaker stands in, or the first
    told AS (
        SELECT q.position AS place, t.* FROM said q JOIN reports_now t ON t.record = q.record
        QUALIFY row_number() OVER (PARTITION BY q.record, q.position ORDER BY
            coalesce(q.start_ >= t.start_ AND q.end_ <= t.end_, false) DESC, t.position) = 1)
    SELECT q.date, q.enddate, q.date_precision,
        concat_ws('.', coalesce(q.code, ''), q.sector) AS speaker, q.name AS speaker_name,
        q.text AS speaker_words, q.entity AS speaker_id, q.office, q.start_ AS speaker_start,
        q.end_ AS speaker_end,
        coalesce(p.actors, []) AS actors, coalesce(p.actor_names, []) AS actor_names,
        coalesce(p.recipients, []) AS recipients,
        coalesce(p.recipient_names, []) AS recipient_names,
        q.type, q.modes, q.auxiliary, q.act, t.trigger_ AS trigger, t.trigger_start, t.trigger_end,
        t.start_ AS start, t.end_ AS end, t.lang, t.story, s.title, s.publisher, s.day, s.url,
        q.record, q.event
    FROM said q JOIN told t ON t.record = q.record AND t.place = q.position
    JOIN stories_now s ON s.key = t.story LEFT JOIN parties p ON p.record = q.record
    ORDER BY {again}, q.record, q.position
"""


def quotes(ledger: Ledger, query: Query | None = None, **filters: Any) -> Result:
    """Who said what: a row for each speaker of each record.

    What was said is an event: `actors`, `type`, `recipients`; `trigger` and `sentence` are its
    words, where the speaker is named if several sentences tell it. Offsets (`start` and `end`,
    those of the trigger and the speaker) count characters of the text of `story`.

    Args:
        ledger: where they are.
        query, filters: which events (`Query`); `speaker` who says it; `order` newest or oldest.

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    orders = {name: ORDER_BY[name] for name in _ORDERS}
    (order,) = known("order of quotes", (asked.order,), orders)
    found = where(ledger.connection, asked)
    speaker, who = speaking(ledger, asked)
    limit, most = limited(asked)
    sql = _QUOTES.format(
        where=found.sql, speaker=speaker, order=orders[order], limit=limit,
        again=orders[order].replace("e.date", "q.order_date"),
        parties=PARTIES.format(sides=SIDES, found="said"),
    )  # fmt: skip
    table = arrow(ledger, sql, [*found.parameters, *who, *most])
    if not table.num_rows:
        why = why_nothing(ledger.connection, found, "none is told by anyone but the story itself")
        return Result(table, _QUOTE_COLUMNS, [why])
    spans = (table[name].to_pylist() for name in ("story", "start", "end"))
    table = table.append_column("sentence", words_at(ledger, *spans))
    return Result(table, _QUOTE_COLUMNS, cut(asked, table.num_rows))


def speaking(ledger: Ledger, asked: Query) -> tuple[str, list[Any]]:
    """The condition on a speaker `p`, and its parameters."""
    if not asked.speaker:
        return "true", []
    parts = [party(ledger.connection, one, "speaker").condition("p") for one in asked.speaker]
    joined = " OR ".join(sql for sql, _ in parts)
    return f"({joined})", [value for _, values in parts for value in values]


def _speaker(row: dict[str, Any]) -> str:
    name = row["speaker_name"] or row["speaker_words"]
    return f"{name} ({row['speaker']})" if row["speaker"] else name or NOBODY


_STORY_COLUMNS = (
    Column("Published", lambda row: row["day"] or NOBODY, width=10),
    Column("Lang", lambda row: row["lang"] or ""),
    Column("Publisher", lambda row: row["publisher"] or "", ratio=2),
    Column("Title", lambda row: row["title"] or "", ratio=5),
    Column("State", lambda row: row["state"] + (" copy" if row["copied"] else "")),
    Column("Events", lambda row: str(row["events"]), right=True),
    Column("Key", lambda row: row["key"][:8], wide=100),
)
_QUOTE_COLUMNS = (
    Column("Date", shown_day, width=10),
    Column("Speaker", _speaker, ratio=3),
    Column("Says that", lambda row: f"{shown_who(row)} {shown_what(row)}", ratio=3),
    Column("Words", lambda row: row["sentence"] or "", ratio=5),
    Column("Publisher", lambda row: row["publisher"] or "", ratio=2, wide=120),
    Column("Id", lambda row: shown_id(row["record"]), wide=100),
)
