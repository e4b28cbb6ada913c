"""Events of the present: which records they are made of, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pyarrow as pa

from dragoman.coding.time.dating import STORY
from dragoman.interchange.record import PUBLICATION
from dragoman.ledger.components import components
from dragoman.ledger.database import Database
from dragoman.ledger.merging import Link, Tellings, clusters
from dragoman.ontology import Ontology

_CHUNK = 20_000
_PRECISION = {STORY: 1, PUBLICATION: 2, None: 3}
"""Dates that a sentence does not name itself, the better ones first."""

_Group = tuple[list[int], float, str | None]
_Rank = tuple[bool, float, str, int, str]


def regroup(
    database: Database,
    ontology: Ontology,
    records: Collection[int],
    apart: Collection[tuple[int, int]],
    tellings: Tellings,
) -> None:
    """Make the events of these records and of all that links lead to anew."""
    links = _linked(database, records)
    touched = sorted({*records, *(end for link in links for end in (link.one, link.other))})
    ranks = _ranks(database, touched)
    with database.given(_numbers(touched)):
        database.connection.execute(
            """DELETE FROM events_now WHERE id IN (SELECT event FROM record_states
            WHERE number IN (SELECT number FROM given))"""
        )
    groups: list[_Group] = list(_clusters(links, tellings, apart, ranks))
    grouped = {number for group in groups for number in group[0]}
    groups += [([number], 1.0, None) for number in touched if number not in grouped]
    _name(database, groups)
    batch: list[_Group] = []
    size = 0
    for group in groups:
        batch.append(group)
        size += len(group[0])
        if size >= _CHUNK:
            database.show("events_now", _rows(database, ontology, batch))
            batch, size = [], 0
    database.show("events_now", _rows(database, ontology, batch))


def _linked(database: Database, records: Collection[int]) -> list[Link]:
    """All links that hang together with these records."""
    found: dict[tuple[int, int], Link] = {}
    seen: set[int] = set()
    edge = set(records)
    while edge:
        seen |= edge
        with database.given(_numbers(sorted(edge))):
            rows = database.query(
                """SELECT DISTINCT one, other, sure, why FROM links_now
                WHERE one IN (SELECT number FROM given) OR other IN (SELECT number FROM given)"""
            )
        edge = set()
        for one, other, sure, why in rows:
            found[one, other] = Link(one, other, sure, why)
            edge |= {one, other} - seen
    return [found[pair] for pair in sorted(found)]


def _clusters(
    links: Sequence[Link],
    tellings: Tellings,
    apart: Collection[tuple[int, int]],
    ranks: dict[int, _Rank],
) -> Iterable[_Group]:
    """Groups of several records; what does not hang together is looked at one after another."""
    groups = components((link.one, link.other) for link in links)
    of = {number: i for i, group in enumerate(groups) for number in group}
    parts: list[list[Link]] = [[] for _ in groups]
    for link in links:
        parts[of[link.one]].append(link)
    some: list[Link] = []
    for part in parts:
        some += part
        if len(some) >= _CHUNK:
            yield from _clustered(some, tellings, apart, ranks)
            some = []
    yield from _clustered(some, tellings, apart, ranks)


def _clustered(
    links: Sequence[Link],
    tellings: Tellings,
    apart: Collection[tuple[int, int]],
    ranks: dict[int, _Rank],
) -> Iterable[_Group]:
    known = tellings.of({end for link in links for end in (link.one, link.other)})
    yield from clusters(links, known, apart, ranks.__getitem__)


def _ranks(database: Database, numbers: Sequence[int]) -> dict[int, _Rank]:
    """The order of records: by publication, story, place in it; the first speaks for an event."""
    with database.given(_numbers(numbers)):
        return {
            number: (at is None, at.timestamp() if at else 0.0, story or "", position, id)
            for number, at, story, position, id in database.query(
                """SELECT r.number, s.published, r.story, r.position, r.id
                FROM record_states r SEMI JOIN given ON given.number = r.number
                LEFT JOIN story_states s ON s.key = r.story"""
            )
        }


def _name(database: Database, groups: Sequence[_Group]) -> None:
    """Write in every record, party and report which event it belongs to."""
    members = [number for numbers, *_ in groups for number in numbers]
    firsts = [numbers[0] for numbers, *_ in groups for _ in numbers]
    if not members:
        return
    run = database.connection.execute
    with database.given(pa.table({"number": members, "first": firsts})):
        run(
            """CREATE OR REPLACE TEMP TABLE moved AS SELECT r.number, r.id AS record, f.id AS event
            FROM given JOIN record_states r ON r.number = given.number
            JOIN record_states f ON f.number = given.first WHERE r.event <> f.id"""
        )
    run(
        """UPDATE record_states SET event = moved.event FROM moved
        WHERE moved.number = record_states.number"""
    )
    for table in ("parties_now", "reports_now"):
        run(
            f"UPDATE {table} SET event = moved.event FROM moved WHERE moved.record = {table}.record"
        )
    run("DROP TABLE moved")


def _rows(database: Database, ontology: Ontology, groups: Sequence[_Group]) -> list[dict[str, Any]]:
    """Groups as rows of `events_now`."""
    numbers = [number for group in groups for number in group[0]]
    with database.given(_numbers(numbers)):
        records = {
            row["number"]: row
            for row in database.dicts(
                """SELECT r.* EXCLUDE (changed), s.copies
                FROM record_states r SEMI JOIN given ON given.number = r.number
                LEFT JOIN story_states s ON s.key = r.story"""
            )
        }
        codes: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record, side, code in database.query(
            """SELECT p.record, p.side, p.code FROM parties_now p SEMI JOIN
            (SELECT r.id FROM record_states r SEMI JOIN given ON given.number = r.number) k
            ON k.id = p.record WHERE p.code IS NOT NULL AND p.side <> 'speaker'"""
        ):
            codes[record, side].add(code)
    return [
        _row(ontology, [records[number] for number in members], sure, why, codes)
        for members, sure, why in groups
    ]


def _row(
    ontology: Ontology,
    records: Sequence[dict[str, Any]],
    sure: float,
    why: str | None,
    codes: dict[tuple[str, str], set[str]],
) -> dict[str, Any]:
    first = records[0]
    dated = min(records, key=_certainty)
    placed = next((r for r in records if r["place"] or r["country"]), first)
    modes = max((r["modes"] for r in records), key=len)
    alone = modes == first["modes"] or first["type"] not in ontology.types
    days = [r["day"] or r["date"] for r in records if r["day"] or r["date"]]
    told = ("type", "auxiliary", "quad", "cameo", "act", "source")
    return {
        **{name: first[name] for name in told},
        **{name: dated[name] for name in ("date", "enddate", "date_precision")},
        **{name: placed[name] for name in ("place", "country", "lat", "lon")},
        "id": first["id"],
        "record": first["id"],
        "modes": modes,
        "contexts": list(dict.fromkeys(c for r in records for c in r["contexts"])),
        "score": first["score"] if alone else ontology.score(first["type"], tuple(modes)),
        "actor_codes": sorted({c for r in records for c in codes[r["id"], "actor"]}),
        "recipient_codes": sorted({c for r in records for c in codes[r["id"], "recipient"]}),
        "confidence": max(r["confidence"] for r in records),
        "sure": sure,
        "why": why,
        "records": len(records),
        "stories": len({r["copies"] or r["id"] for r in records}),
        "languages": sorted({r["lang"] for r in records if r["lang"]}),
        "publishers": sorted({r["publisher"] for r in records if r["publisher"]}),
        "first_day": min(days, default=None),
    }


def _certainty(record: dict[str, Any]) -> tuple[int, int]:
    """How well a record's date is known, the best first."""
    long = (record["enddate"] - record["date"]).days if record["enddate"] else 0
    return _PRECISION.get(record["date_precision"], 0), long


def _numbers(numbers: Sequence[int]) -> Any:
    return pa.table({"number": pa.array(numbers, pa.int64())})
