"""Makes a large ledger out of real codings, to measure what is asked of it.

    python benchmarks/million.py LEDGER [--events 1000000] [--base LEDGER]

Nothing is coded a million times: the tables of a base ledger (by default one of the example
stories) are copied again and again by SQL. Every copy has its own ids, days up to ten years
earlier, and other words of the same length in its texts, so that offsets hold and a text compresses
like another; two of three copies have the countries exchanged as well. Merged events stay merged.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

import dragoman
from dragoman.actors.registry import DATA, load_actors
from dragoman.interchange.jsonl import dumps
from dragoman.ledger.database import Database

SEED = 20_240_620
DAYS = 3_650
CHUNK = 100
"""Copies that are made at a time."""

_TABLES = (
    "stories", "texts", "codings", "records", "sketches", "story_states", "record_states",
    "parties_now", "reports_now", "events_now", "links_now",
)  # fmt: skip
_BANDS = 25
_WORD = re.compile(r"[^\W\d_]+")

_STATEMENTS = (
    "INSERT INTO texts SELECT key, text FROM new_texts ORDER BY key",
    """INSERT INTO stories SELECT sha256(k || s.key), s.variant, s.taken + k * 100000, s.taken_at,
        k || s.id, s.lang, CAST(CAST(s.published AS TIMESTAMP) - to_days(days) AS VARCHAR),
        s.published_precision, s.assumed, s.title, s.url, s.publisher, s.flags, s.origin
    FROM copies, base_stories s ORDER BY k, s.key""",
    """INSERT INTO codings SELECT c.number + k * 100000, sha256(k || c.story), c.variant, c.coder,
        c.state, c.stage, c.reason, c.lang,
        CAST(CAST(c.published AS TIMESTAMP) - to_days(days) AS VARCHAR), c.title, c.url,
        c.publisher, c.flags, c.coded_at
    FROM copies, base_codings c ORDER BY 1""",
    """INSERT INTO records SELECT r.number + k * 100000, r.coding + k * 100000, r.source,
        r.position, id_of(k, r.id), r.coder, r.entities, n.body
    FROM copies, base_records r JOIN new_bodies n ON n.copy = copies.k AND n.number = r.number
    ORDER BY 1""",
    """INSERT INTO sketches SELECT sha256(k || s.story), s.shingles FROM copies, base_sketches s
    ORDER BY 1""",
    f"""INSERT INTO bands SELECT hash(k, s.story, band), sha256(k || s.story)
    FROM copies, base_sketches s, range({_BANDS}) b(band) ORDER BY k, s.story, band""",
    """INSERT INTO story_states SELECT sha256(k || s.key), s.variant, s.coding + k * 100000,
        s.decided, k || s.id, s.lang, s.published - to_days(days), s.day - days, s.title, s.url,
        s.publisher, s.flags, s.origin, s.state, s.reason, s.stage, sha256(k || s.copies),
        s.copied
    FROM copies, base_story_states s ORDER BY k, s.key""",
    """INSERT INTO record_states BY NAME SELECT r.* REPLACE (
        r.number + k * 100000 AS number, r.coding + k * 100000 AS coding,
        id_of(k, r.id) AS id, sha256(k || r.story) AS story, id_of(k, r.event) AS event,
        r.first_ - days AS first_, r.last_ - days AS last_, r.day - days AS day,
        r.date - days AS date, r.enddate - days AS enddate, k || r.block AS block,
        codes[r.country] AS country)
    FROM copies, base_record_states r ORDER BY k, r.number""",
    """INSERT INTO parties_now BY NAME SELECT p.* EXCLUDE (verbatim, story, number) REPLACE (
        id_of(k, p.record) AS record, id_of(k, p.event) AS event, codes[p.code] AS code,
        CASE WHEN p.verbatim THEN n.text[p.start_ + 1 : p.end_] ELSE p.text END AS text)
    FROM copies, base_parties_now p JOIN new_texts n ON n.copy = copies.k AND n.base = p.story
    ORDER BY k, p.number, p.side, p.position""",
    """INSERT INTO reports_now BY NAME SELECT r.* EXCLUDE (verbatim, number) REPLACE (
        id_of(k, r.record) AS record, id_of(k, r.event) AS event,
        sha256(k || r.story) AS story,
        CASE WHEN r.verbatim THEN n.text[r.trigger_start + 1 : r.trigger_end]
        ELSE r.trigger_ END AS trigger_, lower(n.text[r.start_ + 1 : r.end_]) AS folded)
    FROM copies, base_reports_now r JOIN new_texts n ON n.copy = copies.k AND n.base = r.story
    ORDER BY k, r.number, r.position""",
    """INSERT INTO events_now BY NAME SELECT e.* REPLACE (
        id_of(k, e.id) AS id, id_of(k, e.record) AS record, e.date - days AS date,
        e.enddate - days AS enddate, e.first_day - days AS first_day,
        codes[e.country] AS country,
        list_sort(list_transform(e.actor_codes, lambda c: codes[c])) AS actor_codes,
        list_sort(list_transform(e.recipient_codes, lambda c: codes[c])) AS recipient_codes)
    FROM copies, base_events_now e ORDER BY k, e.id""",
    """INSERT INTO links_now SELECT l.one + k * 100000, l.other + k * 100000, l.sure, l.why
    FROM copies, base_links_now l ORDER BY 1, 2""",
)

Tables = Mapping[str, Any]


def make(path: Path, base: Path, events: int) -> int:
    """Write a ledger of at least so many events; how many it has."""
    tables = _read(base)
    database = Database(path, read_only=False)
    run = database.connection.execute
    run("CREATE TEMP MACRO id_of(k, id) AS substr(sha256(k || id), 1, 20)")
    for name, table in tables.items():
        database.connection.register(f"base_{name}", table)
    count = -(-events // tables["events_now"].num_rows)
    words = _Words([row["text"] for row in tables["texts"].to_pylist()])
    chance = random.Random(SEED)
    for first in range(0, count, CHUNK):
        copies = [_copy(k, chance, tables) for k in range(first, min(first + CHUNK, count))]
        texts, bodies = _written(tables, copies, words, chance)
        for name, rows in (("copies", copies), ("new_texts", texts), ("new_bodies", bodies)):
            database.connection.register(name, pa.Table.from_pylist(rows, _SCHEMAS[name]))
        with database.transaction():
            for statement in _STATEMENTS:
                run(statement)
        print(f"\r{first + len(copies)} of {count} copies", end="", file=sys.stderr)
    print(file=sys.stderr)
    run("CHECKPOINT")
    made: int = database.one("SELECT count(*) FROM events_now")
    database.close()
    return made


_TEXT = pa.string()
_SCHEMAS = {
    "copies": pa.schema(
        {"k": pa.int64(), "days": pa.int32(), "codes": pa.map_(_TEXT, _TEXT)}.items()
    ),
    "new_texts": pa.schema(
        {"copy": pa.int64(), "base": _TEXT, "key": _TEXT, "text": _TEXT}.items()
    ),
    "new_bodies": pa.schema({"copy": pa.int64(), "number": pa.int64(), "body": _TEXT}.items()),
}


def _read(base: Path) -> dict[str, Any]:
    """The tables of the base, in an order, with what the copying needs beside."""
    database = Database(base, read_only=True)
    found = {name: f"SELECT * FROM {name} ORDER BY ALL" for name in _TABLES}
    found["parties_now"] = """
        SELECT p.*, s.story, s.number,
            p.start_ IS NOT NULL AND t.text[p.start_ + 1 : p.end_] = p.text AS verbatim
        FROM parties_now p JOIN record_states s ON s.id = p.record
        JOIN texts t ON t.key = s.story ORDER BY ALL"""
    found["reports_now"] = """
        SELECT r.*, s.number, t.text[r.trigger_start + 1 : r.trigger_end] = r.trigger_ AS verbatim
        FROM reports_now r JOIN record_states s ON s.id = r.record
        JOIN texts t ON t.key = r.story ORDER BY ALL"""
    tables = {name: database.connection.sql(sql).to_arrow_table() for name, sql in found.items()}
    database.close()
    return tables


def _copy(k: int, chance: random.Random, tables: Tables) -> dict[str, Any]:
    codes = {code for code in tables["parties_now"]["code"].to_pylist() if code}
    codes |= {code for code in tables["events_now"]["country"].to_pylist() if code}
    countries = sorted(load_actors(DATA).countries)
    others = countries if k % 3 == 0 else chance.sample(countries, len(countries))
    exchanged = dict(zip(countries, others, strict=True))
    mapping = {code: exchanged.get(code, code) for code in sorted(codes)}
    return {"k": k, "days": chance.randrange(DAYS), "codes": list(mapping.items())}


class _Words:
    """Words of texts, and other words of their length and script."""

    def __init__(self, texts: Sequence[str]) -> None:
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        for text in texts:
            for word in _WORD.findall(text):
                found[_kind(word)].add(word)
        self._others = {kind: sorted(words) for kind, words in found.items()}

    def exchanged(self, text: str, chance: random.Random) -> str:
        def other(found: re.Match[str]) -> str:
            words = self._others[_kind(found[0])]
            return words[int(chance.random() * len(words))]

        return _WORD.sub(other, text)


def _kind(word: str) -> tuple[int, int]:
    return len(word), ord(word[0]) >> 8


def _written(
    tables: Tables, copies: Sequence[Mapping[str, Any]], words: _Words, chance: random.Random
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The texts and the bodies of records of some copies."""
    base = {row["key"]: row["text"] for row in tables["texts"].to_pylist()}
    states = tables["record_states"].to_pylist()
    story_of = {row["number"]: row["story"] for row in states}
    records = [(r["number"], json.loads(r["body"])) for r in tables["records"].to_pylist()]
    texts: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    for copy in copies:
        k, codes = copy["k"], dict(copy["codes"])
        new = {key: words.exchanged(text, chance) for key, text in base.items()}
        for key, text in new.items():
            hashed = hashlib.sha256(f"{k}{key}".encode()).hexdigest()
            texts.append({"copy": k, "base": key, "key": hashed, "text": text})
        for number, body in records:
            if number in story_of:
                key = story_of[number]
                body = _exchanged(body, base[key], new[key], codes)
                id = hashlib.sha256(f"{k}{body['id']}".encode()).hexdigest()[:20]
                body |= {"id": id, "story": f"{k}{body['story']}"}
            bodies.append({"copy": k, "number": number, "body": dumps(body)})
    return texts, bodies


def _exchanged(value: Any, old: str, new: str, codes: Mapping[str, str]) -> Any:
    """A part of a body with its codes exchanged, and its words where they stood in the text."""
    if isinstance(value, list):
        return [_exchanged(one, old, new, codes) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: _exchanged(one, old, new, codes) for key, one in value.items()}
    if made.get("code"):
        made["code"] = codes.get(made["code"], made["code"])
    for text, start, end in _SPANS:
        if made.get(text) and old[made[start] or 0 : made[end] or 0] == made[text]:
            made[text] = new[made[start] : made[end]]
    return made


_SPANS = (("entity_text", "start", "end"), ("trigger", "trigger_start", "trigger_end"))


def example_ledger(folder: Path) -> Path:
    """A ledger of the example stories."""
    path = folder / "examples.duckdb"
    dragoman.add(Path(dragoman.__file__).parent / "examples", ledger=path)
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--base", type=Path, help="a ledger to copy from")
    return parser.parse_args()


def main() -> None:
    """The command line."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        base = asked.base or example_ledger(Path(folder))
        print(make(asked.ledger, base, asked.events), "events")


if __name__ == "__main__":
    main()
