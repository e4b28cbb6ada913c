"""Brings the tables of the present (`*_now`) up to date after stories were coded or decided on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.ledger.database import Database
from dragoman.ledger.rows import (
    WAITING,
    body_of,
    instant,
    party_rows,
    record_state,
    report_rows,
)

_CHUNK = 2_000

PRESENT = """
    SELECT v.key, v.variant, c.number AS coding
    FROM (SELECT key, min(variant) AS variant FROM stories GROUP BY key) v
    LEFT JOIN (SELECT story, variant, max(number) AS number FROM codings GROUP BY ALL) c
    ON c.story = v.key AND c.variant = v.variant
"""
"""Of every story the variant that counts and the number of its newest coding."""

_STALE = f"""
    SELECT p.key FROM ({PRESENT}) p LEFT JOIN story_states s ON s.key = p.key
    WHERE s.key IS NULL OR s.variant <> p.variant OR s.coding IS DISTINCT FROM p.coding
    ORDER BY p.key
"""


def refresh(database: Database) -> None:
    """Bring the present up to date with all that was coded since."""
    stale = [key for (key,) in database.query(_STALE)]
    if not stale:
        return
    with database.transaction():
        for start in range(0, len(stale), _CHUNK):
            _renew(database, stale[start : start + _CHUNK])


def _renew(database: Database, keys: Sequence[str]) -> None:
    """Write the rows of these stories and of their records anew."""
    _forget(database, keys)
    states, publishers = _story_states(database, keys)
    database.show("story_states", states)
    records, parties, reports, events = [], [], [], []
    for number, coding, source, entities, text, story in database.query(
        f"""SELECT r.number, r.coding, r.source, r.entities, r.body, p.key
        FROM ({PRESENT}) p JOIN records r ON r.coding = p.coding
        WHERE p.key IN (SELECT unnest(?)) ORDER BY r.number""",
        [list(keys)],
    ):
        body = body_of(text)
        state = record_state(number, coding, story, source, body)
        event = state["id"]
        alone = {"event": event, "corrected": False, "changed": None}
        records.append(state | alone | {"block": None, "first_": None, "last_": None})
        parties += party_rows(body, entities, event)
        reports += report_rows(body, story, event)
        events.append(_event(state, body, publishers[story]))
    database.show("record_states", records)
    database.show("parties_now", parties)
    database.show("reports_now", reports)
    database.show("event_states", events)


def _forget(database: Database, keys: Sequence[str]) -> None:
    ids = [
        one
        for (one,) in database.query(
            "SELECT id FROM record_states WHERE story IN (SELECT unnest(?))", [list(keys)]
        )
    ]
    run = database.connection.execute
    run("DELETE FROM story_states WHERE key IN (SELECT unnest(?))", [list(keys)])
    if ids:
        for table, column in (
            ("record_states", "id"),
            ("parties_now", "record"),
            ("reports_now", "record"),
            ("event_states", "id"),
        ):
            run(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [ids])


def _story_states(
    database: Database, keys: Sequence[str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    states, days = [], {}
    for row in database.query(
        f"""SELECT p.key, p.variant, p.coding, s.id, s.lang, s.published, s.title, s.url,
            s.publisher, s.flags, s.origin, c.state, c.reason, c.stage,
            c.lang, c.published, c.title, c.url, c.publisher, c.flags
        FROM ({PRESENT}) p JOIN stories s ON s.key = p.key AND s.variant = p.variant
        LEFT JOIN codings c ON c.number = p.coding
        WHERE p.key IN (SELECT unnest(?)) ORDER BY p.key""",
        [list(keys)],
    ):
        key, variant, coding, id, lang, published, title, url, publisher, flags, origin = row[:11]
        state, reason, stage = row[11:14]
        read = row[14:]
        at, day = instant(read[1] or published)
        days[key] = day
        states.append(
            {
                "key": key, "variant": variant, "coding": coding, "id": id,
                "lang": read[0] or lang, "published": at, "day": day, "title": read[2] or title,
                "url": read[3] or url, "publisher": read[4] or publisher,
                "flags": read[5] or flags, "origin": origin, "state": state or WAITING,
                "reason": reason, "stage": stage, "copies": key, "copied": False,
            }
        )  # fmt: skip
    return states, days


def _event(state: dict[str, Any], body: dict[str, Any], first_day: Any) -> dict[str, Any]:
    names = (
        "id", "date", "enddate", "date_precision", "type", "modes", "contexts", "auxiliary", "quad",
        "score", "cameo", "act", "place", "country", "lat", "lon", "confidence", "source",
    )  # fmt: skip
    codes = {
        side: sorted({one["code"] for one in body[side] if one["code"]})
        for side in ("actor", "recipient")
    }
    return {name: state[name] for name in names} | {
        "actor_codes": codes["actor"],
        "recipient_codes": codes["recipient"],
        "sure": 1.0,
        "why": None,
        "records": 1,
        "stories": 1,
        "languages": [state["lang"]] if state["lang"] else [],
        "publishers": [state["publisher"]] if state["publisher"] else [],
        "first_day": first_day,
        "record": state["id"],
        "block": None,
        "first_": None,
        "last_": None,
    }
