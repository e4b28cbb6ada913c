"""Brings the tables of the present (`*_now`) up to date after stories were coded or decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from dragoman.interchange.jsonl import dumps
from dragoman.ledger import copies, decisions
from dragoman.ledger.corrections import corrected
from dragoman.ledger.database import Database
from dragoman.ledger.events import regroup
from dragoman.ledger.merging import Tellings, block_of, find_links, telling_of
from dragoman.ledger.rows import (
    WAITING,
    body_of,
    instant,
    party_rows,
    record_state,
    report_rows,
)
from dragoman.ontology import Ontology, load_ontology

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
    LEFT JOIN (SELECT story, max(number) AS number FROM decisions GROUP BY story) d
    ON d.story = p.key
    WHERE s.key IS NULL OR s.variant <> p.variant OR s.coding IS DISTINCT FROM p.coding
    OR s.decided IS DISTINCT FROM d.number ORDER BY p.key
"""


_IMPORTED = """
    SELECT r.number, r.source, r.body FROM records r
    ANTI JOIN record_states s ON s.number = r.number WHERE r.coding IS NULL
"""


def is_stale(database: Database) -> bool:
    """Whether something was coded or decided that the present does not show."""
    return bool(database.query(f"SELECT 1 FROM ({_STALE}) LIMIT 1"))


def refresh(database: Database) -> None:
    """Bring the present up to date with all that was coded and decided since."""
    stale = [key for (key,) in database.query(_STALE)]
    if stale:
        with database.transaction():
            _renew(database, stale)
    if database.query(f"{_IMPORTED} LIMIT 1"):
        with database.transaction():
            _show_imported(database)


def _renew(database: Database, stale: Sequence[str]) -> None:
    _show_stories(database, stale)
    copies.sketch_new(database)
    keys = sorted({*stale, *copies.regroup(database, stale)})
    left = _forget(database, keys)
    ontology = load_ontology()
    new: list[int] = []
    for start in range(0, len(keys), _CHUNK):
        new += _show_records(database, ontology, keys[start : start + _CHUNK])
    tellings = Tellings(database, ontology)
    find_links(database, ontology, keys, tellings)
    apart = decisions.apart(database)
    regroup(database, ontology, {*new, *left}, apart, tellings)


def _show_stories(database: Database, keys: Sequence[str]) -> None:
    """Write the states of these stories anew."""
    before = {}
    with database.given(_keys(keys)):
        before = dict(
            database.query(
                "SELECT key, copies FROM story_states s SEMI JOIN given ON given.key = s.key"
            )
        )
        rows = database.query(
            f"""SELECT p.key, p.variant, p.coding, d.number, s.id, s.origin, c.state, c.reason,
                c.stage, coalesce(c.lang, s.lang), coalesce(c.published, s.published),
                coalesce(c.title, s.title), coalesce(c.url, s.url),
                coalesce(c.publisher, s.publisher),
                CASE WHEN len(c.flags) > 0 THEN c.flags ELSE s.flags END
            FROM ({PRESENT}) p SEMI JOIN given ON given.key = p.key
            JOIN stories s ON s.key = p.key AND s.variant = p.variant
            LEFT JOIN codings c ON c.number = p.coding
            LEFT JOIN (SELECT story, max(number) AS number FROM decisions GROUP BY story) d
            ON d.story = p.key ORDER BY p.key"""
        )
        database.connection.execute("DELETE FROM story_states WHERE key IN (SELECT key FROM given)")
    states = []
    for row in rows:
        key, variant, coding, decided, id, origin, state, reason, stage = row[:9]
        lang, published, title, url, publisher, flags = row[9:]
        at, day = instant(published)
        first = before.get(key, key)
        states.append(
            {
                "key": key, "variant": variant, "coding": coding, "decided": decided, "id": id,
                "lang": lang, "published": at, "day": day, "title": title, "url": url,
                "publisher": publisher, "flags": flags, "origin": origin,
                "state": state or WAITING, "reason": reason, "stage": stage, "copies": first,
                "copied": first != key,
            }
        )  # fmt: skip
    database.show("story_states", states)


def _forget(database: Database, keys: Sequence[str]) -> list[int]:
    """Take away the records of these stories with their links and events; the numbers of other
    records that were of the same events."""
    run = database.connection.execute
    with database.given(_keys(keys)):
        run(
            """CREATE OR REPLACE TEMP TABLE gone AS SELECT r.number, r.id, r.event
            FROM record_states r SEMI JOIN given ON given.key = r.story"""
        )
    left = [
        number
        for (number,) in database.query(
            """SELECT number FROM record_states WHERE event IN (SELECT event FROM gone)
            AND number NOT IN (SELECT number FROM gone) ORDER BY number"""
        )
    ]
    run("DELETE FROM record_states WHERE number IN (SELECT number FROM gone)")
    run("DELETE FROM parties_now WHERE record IN (SELECT id FROM gone)")
    run("DELETE FROM reports_now WHERE record IN (SELECT id FROM gone)")
    run("DELETE FROM events_now WHERE id IN (SELECT event FROM gone)")
    run(
        """DELETE FROM links_now WHERE one IN (SELECT number FROM gone)
        OR other IN (SELECT number FROM gone)"""
    )
    run("DROP TABLE gone")
    return left


def _show_records(database: Database, ontology: Ontology, keys: Sequence[str]) -> list[int]:
    """Write the records of these stories; their numbers."""
    corrections = decisions.corrections(database, keys)
    records: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    with database.given(_keys(keys)):
        rows = database.query(
            """SELECT r.number, r.coding, r.position, r.source, r.entities, r.body, s.key,
                coalesce(f.day, s.day), s.day, t.text
            FROM story_states s SEMI JOIN given ON given.key = s.key
            JOIN records r ON r.coding = s.coding JOIN texts t ON t.key = s.key
            LEFT JOIN story_states f ON f.key = s.copies ORDER BY r.number"""
        )
    for number, coding, position, source, entities, said, story, published, day, text in rows:
        body = body_of(said)
        changes = corrections.get(number, ())
        if changes:
            new = corrected(body, entities, changes, ontology)
            if new is None:
                continue
            body, entities = new
        telling = telling_of(body, entities, story, published, ontology)
        span = telling.span or (None, None)
        records.append(
            record_state(number, coding, story, source, body)
            | {
                "position": position, "day": day, "event": body["id"],
                "changed": dumps(body) if changes else None, "corrected": bool(changes),
                "block": block_of(telling), "first_": span[0], "last_": span[1],
            }
        )  # fmt: skip
        parties += party_rows(body, entities, body["id"])
        reports += report_rows(body, story, text, body["id"])
    database.show("record_states", records)
    database.show("parties_now", parties)
    database.show("reports_now", reports)
    return [int(row["number"]) for row in records]


def _show_imported(database: Database) -> None:
    """Write the records of other sources that are not shown yet: each is an event of its own."""
    ontology = load_ontology()
    tellings = Tellings(database, ontology)
    while rows := database.query(f"{_IMPORTED} ORDER BY r.number LIMIT {10 * _CHUNK}"):
        bodies = [(number, source, body_of(text)) for number, source, text in rows]
        alone = {"changed": None, "corrected": False, "block": None, "first_": None, "last_": None}
        database.show(
            "record_states",
            [
                record_state(number, None, None, source, body)
                | alone
                | {"position": 0, "event": body["id"], "day": _published(body)}
                for number, source, body in bodies
            ],
        )
        database.show(
            "parties_now",
            [row for _, _, body in bodies for row in party_rows(body, (), body["id"])],
        )
        regroup(database, ontology, {number for number, *_ in bodies}, (), tellings)


def _published(body: Mapping[str, Any]) -> date | None:
    """The day of publication that a record of another source names."""
    said = body["cite_info"].get("published")
    return date.fromisoformat(said[:10]) if said else None


def _keys(keys: Sequence[str]) -> Any:
    return pa.table({"key": pa.array(keys, pa.string())})
