"""The ledger: what was taken in, what was coded from it, what was decided by hand."""

from __future__ import annotations

import os
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger import journal as journals
from dragoman.ledger.database import Database
from dragoman.ledger.journal import Journal
from dragoman.ledger.present import PRESENT, refresh
from dragoman.ledger.rows import (
    CODED,
    EMPTY,
    SET_ASIDE,
    WAITING,
    coding_row,
    kept,
    record_rows,
    story_line,
    story_of,
    story_row,
    variant_of,
)
from dragoman.model import Story
from dragoman.pipeline import Coded, why_empty
from dragoman.reading import SetAside
from dragoman.reading.outcome import SKIPPED

Outcome = Coded | SetAside
Coder = Callable[[Iterable[Story]], Iterable[Outcome]]
"""Codes stories: an outcome for each, in their order."""

_BATCH_STORIES, _BATCH_CHARS = 256, 8_000_000
"""How much is taken in at once."""
_BATCH_CODED = 64
"""How many stories are coded before they are written; a kill costs the coding of so many."""


@dataclass(frozen=True, slots=True)
class Status:
    """What became of all that was taken in: `taken_in = coded + empty + set_aside + waiting`.

    `unread` of the `set_aside` are inputs that could not be read as stories. `records` and
    `events` are those of the present.
    """

    coded: int
    empty: int
    set_aside: int
    waiting: int
    unread: int
    records: int
    events: int

    @property
    def taken_in(self) -> int:
        """Stories, and inputs that should have been stories."""
        return self.coded + self.empty + self.set_aside + self.waiting

    def __str__(self) -> str:
        return (
            f"{self.taken_in} taken in = {self.coded} coded + {self.empty} without an event "
            f"+ {self.set_aside} set aside + {self.waiting} waiting; "
            f"{self.records} records of {self.events} events"
        )


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did: stories that were new or known, and what became of those coded."""

    new: int = 0
    known: int = 0
    coded: int = 0
    empty: int = 0
    set_aside: int = 0


_open: set[str] = set()
"""Ledgers that this process has open."""


class Ledger:
    """A ledger's file and journal, opened by one process; use it in a `with` statement.

    Args:
        path: the DuckDB file; the journal stands beside it.
        create: make the ledger if there is none; otherwise a missing one is an error.
        read_only: only look; several processes may do so at once.
        coder: name of the coder, its version and the digest of what it knows.

    Raises:
        LedgerError: it cannot be opened; the message says why and what to do.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        coder: str = "dragoman",
    ) -> None:
        self.path = Path(path)
        self.coder = coder
        self._name = os.path.realpath(self.path)
        if self._name in _open:
            raise LedgerError(f"{self.path} is open already in this process; use that one")
        if not self.path.exists() and (read_only or not create):
            raise LedgerError(f"there is no ledger {self.path}; 'dragoman add' makes one")
        self._database = Database(self.path, read_only=read_only)
        self._journal: Journal | None = None
        self._reader: duckdb.DuckDBPyConnection | None = None
        _open.add(self._name)
        try:
            if not read_only:
                self._journal = Journal(self.path.with_name(self.path.name + journals.SUFFIX))
                self._catch_up()
                refresh(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close file and journal."""
        self._database.close()
        if self._journal is not None:
            self._journal.close()
        _open.discard(self._name)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for those who read; what it is asked disturbs no writing."""
        if self._reader is None:
            self._reader = self._database.connection.cursor()
        return self._reader

    # --- taking in and coding

    def add(self, stories: Iterable[Story | SetAside], code: Coder) -> Added:
        """Take in stories, then code these and all others that wait.

        A story that was taken in before changes nothing. Everything given is on the disk before
        the first is coded.
        """
        new, known = self.take_in(stories)
        done = self.code_waiting(code)
        refresh(self._database)
        return Added(new, known, done[CODED], done[EMPTY], done[SET_ASIDE])

    def take_in(self, stories: Iterable[Story | SetAside]) -> tuple[int, int]:
        """Take in stories without coding them; how many were new, and known before."""
        new = known = 0
        for batch in _batches(stories):
            lines = self._unknown(batch)
            self._write(lines)
            count = sum(line["kind"] == journals.STORY for line in lines)
            new += count
            known += sum(isinstance(one, Story) for one in batch) - count
        return new, known

    def code_waiting(self, code: Coder) -> Mapping[str, int]:
        """Code all that waits, in the order in which it was taken in."""
        given: deque[tuple[str, str]] = deque()

        def waiting() -> Iterator[Story]:
            for key, variant, story in self._waiting():
                given.append((key, variant))
                yield story

        done = dict.fromkeys((CODED, EMPTY, SET_ASIDE), 0)
        outcomes = iter(code(waiting()))
        while batch := list(islice(outcomes, _BATCH_CODED)):
            rows = self._keep([(*given.popleft(), one) for one in batch])
            for row in rows:
                done[row["state"]] += 1
        return done

    def status(self) -> Status:
        """The counts of the present."""
        counts = dict(
            self._database.query(
                f"""SELECT coalesce(c.state, '{WAITING}'), count(*) FROM ({PRESENT}) p
                LEFT JOIN codings c ON c.number = p.coding GROUP BY 1"""
            )
        )
        unread = self._database.one(
            """SELECT count(*) FROM (SELECT arg_max(settled, number) AS settled FROM unread
            GROUP BY origin) WHERE NOT settled"""
        )
        return Status(
            coded=counts.get(CODED, 0),
            empty=counts.get(EMPTY, 0),
            set_aside=counts.get(SET_ASIDE, 0) + unread,
            waiting=counts.get(WAITING, 0),
            unread=unread,
            records=self._database.one("SELECT count(*) FROM record_states"),
            events=self._database.one("SELECT count(*) FROM event_states"),
        )

    # --- inside

    def _unknown(self, batch: Sequence[Story | SetAside]) -> list[dict[str, Any]]:
        """The journal's lines for what of a batch is new."""
        at = datetime.now(UTC).isoformat()
        lines: list[dict[str, Any]] = []
        told = {
            (line["key"], variant_of(line)): line
            for line in (story_line(kept(s)) for s in batch if isinstance(s, Story))
        }
        known = set(
            self._database.query(
                "SELECT key, variant FROM stories WHERE key IN (SELECT unnest(?))",
                [[key for key, _ in told]],
            )
        )
        lines += [
            {"kind": journals.STORY, "at": at, "story": line}
            for name, line in told.items()
            if name not in known
        ]
        asides = {s.origin: s for s in batch if isinstance(s, SetAside) and s.stage != SKIPPED}
        before = {
            row[0]: row[1:]
            for row in self._database.query(
                """SELECT origin, arg_max(stage, number), arg_max(reason, number),
                arg_max(settled, number) FROM unread GROUP BY origin"""
            )
        }
        for origin, one in asides.items():
            if before.get(origin) != (one.stage, one.reason, False):
                lines.append(_unread(one, at, settled=False))
        for story in batch:
            if isinstance(story, Story) and not before.get(story.origin, ("", "", True))[2]:
                stage, reason, _ = before.pop(story.origin)
                one = SetAside(story.origin, stage, reason, story.id)
                lines.append(_unread(one, at, settled=True))
        return lines

    def _write(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Write lines to the journal, then to the tables."""
        if not lines:
            return
        if self._journal is None:
            raise LedgerError(f"{self.path} was opened only to be read")
        with self._database.transaction():
            end = self._journal.append(lines)
            self._absorb(lines, end)

    def _absorb(self, lines: Sequence[Mapping[str, Any]], end: int) -> None:
        """Write lines of the journal to the tables; `end` is the place after the last of them."""
        one = self._database.one
        taken = one("SELECT count(*) FROM stories")
        stories = [line for line in lines if line["kind"] == journals.STORY]
        self._database.insert(
            "stories",
            [story_row(s["story"], taken + i, s["at"]) for i, s in enumerate(stories)],
        )
        self._database.insert(
            "texts", [{"key": s["story"]["key"], "text": s["story"]["text"]} for s in stories]
        )
        number = one("SELECT coalesce(max(number), 0) FROM unread")
        unread = [line["unread"] for line in lines if line["kind"] == journals.UNREAD]
        self._database.insert(
            "unread", [line | {"number": number + 1 + i} for i, line in enumerate(unread)]
        )
        written = one("SELECT coalesce(max(lines), 0) FROM absorbed")
        self._database.insert(
            "absorbed",
            [
                {
                    "lines": written + len(lines),
                    "bytes": end,
                    **{
                        name: one(f"SELECT count(*) FROM {name}")
                        for name in ("stories", "unread", "imports", "decisions")
                    },
                }
            ],
        )

    def _catch_up(self) -> None:
        """Put back what the journal holds and the tables lack."""
        assert self._journal is not None
        if self._journal.end == 0:
            name = str(uuid.uuid4())
            self._write([{"kind": journals.HEAD, "id": name}])
            self._database.insert("about", [{"name": "id", "value": name}])
            return
        start = self._database.one("SELECT max(bytes) FROM absorbed") or 0
        batch: list[Mapping[str, Any]] = []
        end = start
        for line in self._journal.read(start):
            if line.said is not None:
                batch.append(line.said)
            end = line.end
            if len(batch) >= _BATCH_STORIES:
                self._put_back(batch, end)
                batch = []
        if batch:
            self._put_back(batch, end)

    def _put_back(self, lines: Sequence[Mapping[str, Any]], end: int) -> None:
        with self._database.transaction():
            self._absorb(lines, end)

    def _waiting(self) -> Iterator[tuple[str, str, Story]]:
        """Stories without a coding, as they stood when asked, in the order they came."""
        names = self._database.query(
            f"""SELECT p.key, p.variant FROM ({PRESENT}) p
            JOIN stories s ON s.key = p.key AND s.variant = p.variant
            WHERE p.coding IS NULL ORDER BY s.taken, p.key"""
        )
        for start in range(0, len(names), _BATCH_CODED):
            part = names[start : start + _BATCH_CODED]
            stories = self._stories(part)
            for name in part:
                yield (*name, stories[name])

    def _stories(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Story]:
        cursor = self._database.connection.execute(
            """SELECT s.*, t.text FROM stories s JOIN texts t ON t.key = s.key
            WHERE s.key IN (SELECT unnest(?))""",
            [[key for key, _ in names]],
        )
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        return {(row["key"], row["variant"]): story_of(row) for row in rows}

    def _keep(self, batch: Sequence[tuple[str, str, Outcome]]) -> list[dict[str, Any]]:
        """Write what some stories became."""
        with self._database.transaction():
            number = self._database.one("SELECT coalesce(max(number), 0) FROM codings")
            first = self._database.one("SELECT coalesce(max(number), 0) FROM records")
            codings: list[dict[str, Any]] = []
            records: list[dict[str, Any]] = []
            for i, (key, variant, outcome) in enumerate(batch, 1):
                reason = why_empty(outcome) if isinstance(outcome, Coded) else None
                codings.append(coding_row(number + i, key, variant, outcome, self.coder, reason))
                if isinstance(outcome, Coded):
                    records += record_rows(
                        first + 1 + len(records), number + i, outcome, self.coder
                    )
            self._database.insert("codings", codings)
            self._database.insert("records", records)
        return codings


def _unread(one: SetAside, at: str, *, settled: bool) -> dict[str, Any]:
    said = {"origin": one.origin, "stage": one.stage, "reason": one.reason, "story": one.story}
    return {"kind": journals.UNREAD, "at": at, "unread": said | {"settled": settled}}


def _batches(stories: Iterable[Story | SetAside]) -> Iterator[list[Story | SetAside]]:
    """Stories in batches of some number and size."""
    batch: list[Story | SetAside] = []
    chars = 0
    for one in stories:
        batch.append(one)
        chars += len(one.text) if isinstance(one, Story) else 0
        if len(batch) >= _BATCH_STORIES or chars >= _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch
