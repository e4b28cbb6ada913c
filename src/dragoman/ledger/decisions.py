"""What was decided by hand: merges undone and records corrected.

A decision names a record by its id and by its anchor: the story and the words the record is of. So
it holds for the same words when they are coded again by a newer coder, which gives other ids.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dragoman.ledger.database import Database

SPLIT, CORRECT = "split", "correct"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a record is of."""

    id: str
    story: str
    type: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """As it stands in a decision."""
        return {
            "id": self.id, "story": self.story, "type": self.type, "start": self.start,
            "end": self.end,
        }  # fmt: skip


def anchors(database: Database, stories: Iterable[str]) -> dict[int, Anchor]:
    """The anchors of the present records of these stories, as they were coded."""
    keys = sorted(set(stories))
    with database.given(pa.table({"key": pa.array(keys, pa.string())})):
        rows = database.query(
            """SELECT r.number, r.id, s.key, r.body->'event'->>0,
                CAST(r.body->'reports'->0->>'trigger_start' AS INTEGER),
                CAST(r.body->'reports'->0->>'trigger_end' AS INTEGER)
            FROM story_states s SEMI JOIN given ON given.key = s.key
            JOIN records r ON r.coding = s.coding ORDER BY r.number"""
        )
    return {number: Anchor(*row) for number, *row in rows}


def corrections(database: Database, stories: Sequence[str]) -> dict[int, list[dict[str, Any]]]:
    """The changes to each present record of these stories, the older first."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    with database.given(pa.table({"key": pa.array(stories, pa.string())})):
        rows = database.query(
            """SELECT d.body FROM decisions d SEMI JOIN given ON given.key = d.story
            WHERE d.kind = ? ORDER BY d.number""",
            [CORRECT],
        )
    bodies = [json.loads(text) for (text,) in rows]
    present = anchors(database, (body["record"]["story"] for body in bodies))
    index = _Index(present)
    for body in bodies:
        number = index.find(body["record"])
        if number is not None:
            found[number].append(body["changes"])
    return dict(found)


def apart(database: Database) -> set[tuple[int, int]]:
    """Pairs of present records that were held apart by hand, the smaller number first."""
    bodies = [
        json.loads(text)
        for (text,) in database.query(
            "SELECT body FROM decisions WHERE kind = ? ORDER BY number", [SPLIT]
        )
    ]
    named = [one for body in bodies for one in (body["record"], *body["others"])]
    index = _Index(anchors(database, (one["story"] for one in named)))
    pairs = set()
    for body in bodies:
        number = index.find(body["record"])
        for one in body["others"]:
            other = index.find(one)
            if number is not None and other is not None:
                pairs.add((min(number, other), max(number, other)))
    return pairs


def lost(database: Database) -> int:
    """How many decisions are of records that the present coding no longer has."""
    bodies = [
        json.loads(b) for (b,) in database.query("SELECT body FROM decisions ORDER BY number")
    ]
    index = _Index(anchors(database, (body["record"]["story"] for body in bodies)))
    return sum(index.find(body["record"]) is None for body in bodies)


class _Index:
    """Finds present records by anchors."""

    def __init__(self, present: Mapping[int, Anchor]) -> None:
        self._ids = {one.id: number for number, one in present.items()}
        self._words: dict[tuple[str, str, int, int], list[int]] = defaultdict(list)
        for number, one in present.items():
            self._words[one.story, one.type, one.start, one.end].append(number)

    def find(self, anchor: Mapping[str, Any]) -> int | None:
        """The record of an anchor: by its id, else by its words if they are of one record only."""
        if anchor["id"] in self._ids:
            return self._ids[anchor["id"]]
        words = (anchor["story"], anchor["type"], anchor["start"], anchor["end"])
        found = self._words.get(words, [])
        return found[0] if len(found) == 1 else None
