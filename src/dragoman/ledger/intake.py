"""Taking in: the journal first, then the tables; and putting right what a crash left of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from dragoman.errors import LedgerError, StoryError
from dragoman.interchange.jsonl import dumps
from dragoman.ledger.database import Database, free_name
from dragoman.ledger.journal import DECISION, HEAD, IMPORT, STORY, UNREAD, Journal
from dragoman.ledger.rows import kept, story_line, story_of, story_row, variant_of
from dragoman.model import Story
from dragoman.reading import SetAside
from dragoman.reading.identity import content_key, scrub
from dragoman.reading.outcome import READING, SKIPPED

BATCH_STORIES, BATCH_CHARS = 256, 8_000_000
"""How much is taken in at once."""

_COUNTED = ("stories", "unread", "imports", "decisions")


class Intake:
    """Writes to the journal and then to the tables of a ledger.

    When it is made it compares the two and puts back what either lacks; `notices` says what.

    Raises:
        LedgerError: the journal cannot be written, or is that of another ledger.
    """

    def __init__(self, database: Database, journal: Path) -> None:
        self._database = database
        self._journal = Journal(journal)
        self.notices: list[str] = []
        try:
            self._absorbed = self._compare()
        except BaseException:
            self._journal.close()
            raise

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()

    def write(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Write lines to the journal and wait until they are on the disk, then to the tables."""
        if not lines:
            return
        if self._absorbed != self._journal.end:
            # an error between the two left lines that the tables lack
            self._absorbed = self._replay(self._absorbed)
        with self._database.transaction():
            end = self._journal.append(lines)
            self._absorb(lines, end)
        self._absorbed = end

    def new_lines(self, batch: Sequence[Story | SetAside]) -> list[dict[str, Any]]:
        """The lines for what of a batch (`keepable`) the ledger does not know."""
        at = datetime.now(UTC).isoformat()
        told = {}
        for story in batch:
            if isinstance(story, Story):
                line = story_line(story)
                told[line["key"], variant_of(line)] = line
        known = set(
            self._database.query(
                "SELECT key, variant FROM stories WHERE key IN (SELECT unnest(?))",
                [[key for key, _ in told]],
            )
        )
        lines: list[dict[str, Any]] = [
            {"kind": STORY, "at": at, "story": line}
            for name, line in told.items()
            if name not in known
        ]
        return lines + self._unread_lines(batch)

    def _unread_lines(self, batch: Sequence[Story | SetAside]) -> list[dict[str, Any]]:
        """The lines for inputs that could not be read as stories."""
        aside = {row["origin"]: row for row in self._database.dicts(UNREAD_NOW)}
        lines: list[dict[str, Any]] = []
        for one in batch:
            if not isinstance(one, SetAside) or one.stage == SKIPPED:
                continue
            said = {"stage": one.stage, "reason": one.reason, "story": one.story}
            number = aside[one.origin]["number"] if one.origin in aside else 0
            now = {"origin": one.origin, "number": number, **said, "settled": False}
            if now != aside.get(one.origin):
                aside[one.origin] = now | {"number": number + 1}
                lines.append({"kind": UNREAD, "unread": aside[one.origin]})
        return lines

    def settling_lines(self, origins: Collection[str]) -> list[dict[str, Any]]:
        """The lines that say of inputs that nothing is left of them to read."""
        return [
            {"kind": UNREAD, "unread": row | {"settled": True, "number": row["number"] + 1}}
            for row in self._database.dicts(UNREAD_NOW)
            if row["origin"] in origins and not row["settled"]
        ]

    def problems(self) -> Iterator[str]:
        """What is wrong in journal or tables, a sentence each; all of both is read."""
        names = set(self._database.query("SELECT key, variant FROM stories"))
        seen: set[tuple[str, str]] = set()
        for number, line in enumerate(self._journal.read(), 1):
            if line.said is None:
                yield f"line {number} of {self._journal.path} is damaged"
            elif line.said["kind"] == STORY:
                story = line.said["story"]
                name = (story["key"], variant_of(story))
                seen.add(name)
                if name not in names:
                    yield f"the ledger lacks the story {story['id']} of line {number}"
        for row in self._database.stream(
            """SELECT s.key, t.text, s.url, s.publisher FROM stories s
            JOIN texts t ON t.key = s.key ORDER BY s.key"""
        ):
            if content_key(row["text"], row["url"], row["publisher"]) != row["key"]:
                yield f"the text of the story {row['key']} is not what it was"
        for key, _ in sorted(names - seen):
            yield f"the journal lacks the story {key}"

    # --- journal and tables

    def _absorb(self, lines: Sequence[Mapping[str, Any]], end: int) -> None:
        """Write lines of the journal to the tables; `end` is the place after the last of them."""
        one, insert = self._database.one, self._database.insert
        of = {
            kind: [line for line in lines if line["kind"] == kind]
            for kind in (HEAD, STORY, UNREAD, IMPORT, DECISION)
        }
        insert("about", [{"name": "id", "value": line["id"]} for line in of[HEAD]])
        taken = one("SELECT count(*) FROM stories")
        insert(
            "stories",
            [story_row(s["story"], taken + i, s["at"]) for i, s in enumerate(of[STORY])],
        )
        insert("texts", [{"key": s["story"]["key"], "text": s["story"]["text"]} for s in of[STORY]])
        insert("unread", [line["unread"] for line in of[UNREAD]])
        self._absorb_imports(of[IMPORT])
        insert("decisions", [_decision_row(line) for line in of[DECISION]])
        self._mark(end)

    def _absorb_imports(self, lines: Sequence[Mapping[str, Any]]) -> None:
        if not lines:
            return
        new = {(line["source"], line["record"]["id"]): line["record"] for line in lines}
        for name in self.known_imports(new):
            del new[name]
        number = self._database.one("SELECT coalesce(max(number), 0) FROM records")
        insert = self._database.insert
        insert("imports", [{"source": source, "id": id} for source, id in new])
        insert(
            "records",
            [
                {
                    "number": number + i, "coding": None, "source": source, "position": 0,
                    "id": id, "coder": body.get("coder"), "entities": [], "body": dumps(body),
                }
                for i, ((source, id), body) in enumerate(new.items(), 1)
            ],
        )  # fmt: skip

    def known_imports(self, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of these sources and ids that were taken in before."""
        rows = [{"source": source, "id": id} for source, id in names]
        with self._database.given(self._database.arrow("imports", rows)):
            return [
                (source, id)
                for source, id in self._database.query(
                    """SELECT i.source, i.id FROM imports i SEMI JOIN given
                    ON given.source = i.source AND given.id = i.id"""
                )
            ]

    def _mark(self, end: int) -> None:
        one = self._database.one
        number = one("SELECT coalesce(max(number), 0) FROM absorbed")
        self._database.insert("absorbed", [{"number": number + 1, "bytes": end} | self._counts()])

    def _counts(self) -> dict[str, int]:
        return {name: self._database.one(f"SELECT count(*) FROM {name}") for name in _COUNTED}

    # --- comparing

    def _compare(self) -> int:
        """Put back what the tables or the journal lack; the place up to which both are the same."""
        id = self._database.one("SELECT value FROM about WHERE name = 'id'")
        head = next(iter(self._journal.read()), None)
        name = self._journal.path.name
        if head is None:
            if id is None:
                return self._begin()
            self.notices.append(f"{name} was missing and is written anew from the ledger")
            return self._write_anew(id)
        if id is None:
            self.notices.append(f"the ledger is built anew from {name}; run 'dragoman add' to code")
            return self._replay(0)
        if head.said is not None and head.said.get("id") != id:
            raise LedgerError(
                f"{self._journal.path} is the journal of another ledger; put the right one beside "
                f"{self._database.path}, or move this one away to have it written anew"
            )
        marked = self._database.dicts("SELECT * FROM absorbed ORDER BY number DESC LIMIT 1")
        if not marked or any(marked[0][k] != n for k, n in self._counts().items()):
            self.notices.append(f"the ledger lacked stories, which are put back from {name}")
            return self._replay(0)
        if head.said is None or self._journal.end < marked[0]["bytes"]:
            aside = free_name(self._journal.path)
            self._journal.path.rename(aside)
            self._journal.close()
            self._journal = Journal(self._journal.path)
            self.notices.append(
                f"{name} was damaged and is now {aside.name}; it is written anew from the ledger"
            )
            return self._write_anew(id)
        return self._replay(marked[0]["bytes"])

    def _begin(self) -> int:
        lines = [{"kind": HEAD, "id": str(uuid.uuid4())}]
        with self._database.transaction():
            end = self._journal.append(lines)
            self._absorb(lines, end)
        return end

    def _replay(self, start: int) -> int:
        """Write to the tables what stands in the journal from a place on; the place of its end."""
        batch: list[Mapping[str, Any]] = []
        damaged, end = 0, start
        for line in self._journal.read(start):
            end = line.end
            if line.said is None:
                damaged += 1
                continue
            batch.append(line.said)
            if len(batch) >= BATCH_STORIES:
                self._put_back(batch, end)
                batch = []
        if end > start:
            self._put_back(batch, end)
        if damaged:
            self.notices.append(
                f"{damaged} lines of {self._journal.path} are damaged and were passed over; "
                "add the inputs again to be sure that nothing is missing"
            )
        return end

    def _put_back(self, lines: Sequence[Mapping[str, Any]], end: int) -> None:
        with self._database.transaction():
            self._absorb(lines, end)

    def _write_anew(self, id: str) -> int:
        """Write the journal from the tables."""
        for lines in batched(self._lines(id), BATCH_STORIES):
            end = self._journal.append(lines)
        with self._database.transaction():
            self._mark(end)
        return end

    def _lines(self, id: str) -> Iterator[dict[str, Any]]:
        yield {"kind": HEAD, "id": id}
        names = self._database.query(
            "SELECT key, variant FROM stories ORDER BY taken, key, variant"
        )
        for part in batched(names, BATCH_STORIES):
            yield from self._story_lines(part)
        for row in self._database.dicts("SELECT * FROM unread ORDER BY number"):
            yield {"kind": UNREAD, "unread": row}
        for source, body in self._database.query(
            "SELECT source, body FROM records WHERE coding IS NULL ORDER BY number"
        ):
            yield {"kind": IMPORT, "source": source, "record": json.loads(body)}
        for row in self._database.dicts("SELECT * FROM decisions ORDER BY number"):
            said = {name: row[name] for name in ("number", "kind", "story", "record", "reason")}
            said |= {"by": row["by_"], "at": row["decided_at"].isoformat()}
            yield {"kind": DECISION, "decision": said | {"body": json.loads(row["body"])}}

    def _story_lines(self, names: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        keys = pa.table({"key": [key for key, _ in names]})
        with self._database.given(keys):
            rows = {
                (row["key"], row["variant"]): row
                for row in self._database.dicts(
                    """SELECT s.*, t.text FROM stories s SEMI JOIN given ON given.key = s.key
                    JOIN texts t ON t.key = s.key"""
                )
            }
        for name in names:
            row = rows[name]
            yield {
                "kind": STORY,
                "at": row["taken_at"].isoformat(),
                "story": story_line(story_of(row)),
            }


def keepable(one: Story | SetAside) -> Story | SetAside:
    """A story, or what could not become one, as it can be kept."""
    if isinstance(one, SetAside):
        story = None if one.story is None else scrub(one.story)[0]
        return replace(one, origin=scrub(one.origin)[0], reason=scrub(one.reason)[0], story=story)
    try:
        return kept(one)
    except StoryError as error:
        return SetAside(scrub(one.origin)[0], READING, str(error), scrub(one.id)[0])


UNREAD_NOW = """
    SELECT * FROM unread QUALIFY row_number() OVER (PARTITION BY origin ORDER BY number DESC) = 1
    ORDER BY origin
"""
"""Inputs that could not be read as stories, with the last that is known of each."""


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Items in lists of so many."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _decision_row(line: Mapping[str, Any]) -> dict[str, Any]:
    said = line["decision"]
    return {
        "number": said["number"], "kind": said["kind"], "story": said["story"],
        "record": said["record"], "body": dumps(said["body"]), "reason": said["reason"],
        "by_": said["by"], "decided_at": datetime.fromisoformat(said["at"]),
    }  # fmt: skip
