"""The ledger: what was taken in, what was coded from it, what was decided by hand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import duckdb

from dragoman.errors import LedgerError, UsageError
from dragoman.ledger import codings, decisions, export
from dragoman.ledger.codings import Code, Outcome
from dragoman.ledger.corrections import checked
from dragoman.ledger.database import Database
from dragoman.ledger.decisions import CORRECT, SPLIT, Anchor
from dragoman.ledger.intake import BATCH_CHARS, BATCH_STORIES, UNREAD_NOW, Intake, batched, keepable
from dragoman.ledger.journal import DECISION, IMPORT, SUFFIX
from dragoman.ledger.present import is_stale, refresh
from dragoman.ledger.rows import CODED, EMPTY, SET_ASIDE, imported
from dragoman.ledger.status import Added, Status, status_of
from dragoman.model import Story
from dragoman.reading import SetAside
from dragoman.version import CODER

Told = Callable[[Outcome], object]
"""Is told each outcome when it is kept."""


_open: set[str] = set()
"""Ledgers that this process has open."""


class Ledger:
    """A ledger's file and journal, opened by one process; use it in a `with` statement.

    Args:
        path: the DuckDB file; the journal stands beside it.
        create: make the ledger if there is none; otherwise a missing one is an error.
        read_only: only look; several processes may do so at once.

    Attributes: path; notices, what was put right when it was opened, a sentence each.

    Raises:
        LedgerError: it cannot be opened; the message says why and what to do.
    """

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self._name = os.path.realpath(self.path)
        self._journal = self.path.with_name(self.path.name + SUFFIX)
        if self._name in _open:
            raise LedgerError(f"{self.path} is open already in this process; use that one")
        if not self.path.parent.is_dir():
            raise LedgerError(
                f"there is no folder {self.path.parent}; make it, or name another ledger"
            )
        there = self.path.exists() or (self._journal.exists() and not read_only)
        if not there and (read_only or not create):
            raise LedgerError(f"there is no ledger {self.path}; 'dragoman add' makes one")
        self._intake: Intake | None = None
        self._reader: duckdb.DuckDBPyConnection | None = None
        self._database = Database(self.path, read_only=read_only)
        _open.add(self._name)
        try:
            self.notices = list(self._database.notices)
            if read_only:
                if is_stale(self._database):
                    self.notices.append(
                        f"the last run on {self.path} was ended; 'dragoman status' brings it up "
                        "to date"
                    )
            else:
                self._intake = Intake(self._database, self._journal)
                self.notices += self._intake.notices
                refresh(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close file and journal."""
        if self._reader is not None:
            with suppress(duckdb.Error):
                self._reader.close()
        self._database.close()
        if self._intake is not None:
            self._intake.close()
        _open.discard(self._name)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own for those who read; what it is asked disturbs no writing."""
        if self._reader is None:
            self._reader = self._database.connection.cursor()
        return self._reader

    # --- taking in and coding

    def add(
        self,
        stories: Iterable[Story | SetAside],
        code: Code,
        *,
        coder: str = CODER,
        told: Told | None = None,
    ) -> Added:
        """Take in stories, then code these and all others that wait.

        A story that was taken in before changes nothing. Everything given is on the disk before
        the first is coded, so that a run that is ended at any moment goes on with the next.

        Args:
            stories: stories, and what could not be read as one.
            code: codes stories, an outcome for each in their order.
            coder: name of what codes them (`coder_name`).
            told: is told each outcome when it is kept.

        Raises:
            LedgerError: it cannot be written; what was taken in before is safe.
        """
        new, known = self.take_in(stories, told)
        done = self._code(codings.waiting(self._database), code, coder, told)
        return Added(new, known, done[CODED], done[EMPTY], done[SET_ASIDE])

    def take_in(
        self, stories: Iterable[Story | SetAside], told: Told | None = None
    ) -> tuple[int, int]:
        """Take in stories without coding them; how many were new, and known before."""
        intake = self._writing()
        new = known = 0
        unread = {one.origin for one in self.unread()}
        read: set[str] = set()
        again: set[str] = set()
        for batch in _batches(map(keepable, stories)):
            lines = intake.new_lines(batch)
            intake.write(lines)
            count = sum("story" in line for line in lines)
            new += count
            known += sum(isinstance(one, Story) for one in batch) - count
            for one in batch:
                if isinstance(one, SetAside):
                    again.add(one.origin)
                    if told is not None:
                        told(one)
                else:
                    # the file of a row that can be read can be read itself
                    read |= unread & {one.origin, one.origin.rpartition(":")[0]}
        self.settle(read - again)
        return new, known

    def recode(
        self,
        code: Code,
        *,
        coder: str = CODER,
        every: bool = False,
        told: Told | None = None,
    ) -> Added:
        """Code again what another coder coded last, or every story; the old coding is kept too."""
        self._writing()
        names = (
            codings.all_coded(self._database)
            if every
            else codings.coded_otherwise(self._database, coder)
        )
        done = self._code(names, code, coder, told)
        return Added(0, 0, done[CODED], done[EMPTY], done[SET_ASIDE])

    def retry(self, code: Code, *, coder: str = CODER, told: Told | None = None) -> Added:
        """Code again the stories that were set aside."""
        self._writing()
        done = self._code(codings.set_aside(self._database), code, coder, told)
        return Added(0, 0, done[CODED], done[EMPTY], done[SET_ASIDE])

    def unread(self) -> list[SetAside]:
        """The inputs that could not be read as stories."""
        return [
            SetAside(row["origin"], row["stage"], row["reason"], row["story"])
            for row in self._database.dicts(UNREAD_NOW)
            if not row["settled"]
        ]

    def set_aside(self) -> list[SetAside]:
        """Inputs that could not be read, and stories that could not be coded, with the reasons."""
        rows = self._database.query(
            f"""SELECT origin, stage, reason, id FROM story_states WHERE state = '{SET_ASIDE}'
            ORDER BY origin, id"""
        )
        return [*self.unread(), *(SetAside(*row) for row in rows)]

    def check(self) -> Iterator[str]:
        """Compare all that is kept with the journal; what is wrong, a sentence each."""
        yield from self._writing().problems()

    def settle(self, origins: Collection[str]) -> None:
        """Count inputs that could not be read no longer, for nothing is left of them to read."""
        intake = self._writing()
        intake.write(intake.settling_lines(origins))

    def add_records(self, records: Iterable[Mapping[str, Any]], source: str) -> tuple[int, int]:
        """Take in records of another source (gdelt, icews …) as events of their own; how many were
        new, and known before.

        A record is a JSON object as `interchange.record` makes it. It is known again by its `id`
        within its source, under which it stands here with the source before it ("gdelt:123").

        Raises:
            UsageError: one of them lacks what a record must have; those before it may be kept.
        """
        intake = self._writing()
        new = known = 0
        for batch in batched(records, BATCH_STORIES):
            given = {body["id"]: body for body in (imported(one, source) for one in batch)}
            before = {id for _, id in intake.known_imports((source, id) for id in given)}
            lines = [
                {"kind": IMPORT, "source": source, "record": record}
                for id, record in given.items()
                if id not in before
            ]
            intake.write(lines)
            new += len(lines)
            known += len(batch) - len(lines)
        refresh(self._database)
        return new, known

    # --- deciding by hand

    def split(
        self, event: str, record: str, reason: str, *, by: str, at: datetime | None = None
    ) -> None:
        """Take a record out of an event: it stays apart from the event's other records for good.

        Args:
            event, record: their ids.
            reason, by, at: why, who says so, and when (now, if it is not said).

        Raises:
            UsageError: there is no such record in the event, or nothing to take it from.
        """
        anchors, number = self._found(record)
        rows = self._database.query(
            """SELECT o.number, o.story, o.event FROM record_states r
            JOIN record_states o ON o.event = r.event WHERE r.number = ? ORDER BY o.number""",
            [number],
        )
        if rows[0][2] != event:
            raise UsageError(f"the record {record} is of the event {rows[0][2]}, not of {event}")
        if len(rows) == 1:
            raise UsageError(f"the event {event} has one record only; there is nothing to split")
        others = [other for other, *_ in rows if other != number]
        anchors |= decisions.anchors(self._database, {story for _, story, _ in rows})
        body = {"others": [anchors[other].as_dict() for other in others]}
        self._decide(SPLIT, anchors[number], body, reason, by, at)

    def correct(
        self,
        record: str,
        changes: Mapping[str, Any],
        reason: str,
        *,
        by: str,
        at: datetime | None = None,
    ) -> None:
        """Correct a record; the old one is kept.

        Args:
            record: its id.
            changes: fields (`corrections.FIELDS`) and their new values; withdrawn: true takes the
                record back.
            reason, by, at: why, who says so, and when (now, if it is not said).

        Raises:
            UsageError: there is no such record, or a change makes no sense.
        """
        from dragoman.ontology import load_ontology

        kept = checked(changes, load_ontology())
        anchors, number = self._found(record)
        self._decide(CORRECT, anchors[number], {"changes": kept}, reason, by, at)

    # --- what is there

    def status(self) -> Status:
        """The counts of the present."""
        return status_of(self._database)

    def export(self) -> Iterator[dict[str, Any]]:
        """All of the present in canonical order, without the times and paths of this machine:
        equal for equal contents, whatever the order in which they came."""
        return export.canonical(self._database)

    # --- inside

    def _writing(self) -> Intake:
        if self._intake is None:
            raise LedgerError(f"{self.path} was opened only to be read")
        return self._intake

    def _code(
        self, names: Sequence[tuple[str, str]], code: Code, coder: str, told: Told | None
    ) -> Counter[str]:
        done: Counter[str] = Counter()
        for outcome, state in codings.code_all(self._database, names, code, coder):
            done[state] += 1
            if told is not None:
                told(outcome)
        refresh(self._database)
        return done

    def _found(self, record: str) -> tuple[dict[int, Anchor], int]:
        """The anchors of the records of a record's story, and its number."""
        rows = self._database.query(
            "SELECT number, story FROM record_states WHERE id = ?", [record]
        )
        if not rows:
            raise UsageError(f"there is no record {record}; 'dragoman events' lists them")
        number, story = rows[0]
        if story is None:
            raise UsageError(f"{record} is a record of another source, which stays as it is")
        return decisions.anchors(self._database, [story]), number

    def _decide(
        self,
        kind: str,
        anchor: Anchor,
        body: Mapping[str, Any],
        reason: str,
        by: str,
        at: datetime | None,
    ) -> None:
        if not reason.strip() or not by.strip():
            raise UsageError("a decision needs a reason and the name of who decides")
        number = self._database.one("SELECT coalesce(max(number), 0) FROM decisions") + 1
        line = {
            "number": number, "kind": kind, "story": anchor.story, "record": anchor.id,
            "body": {"record": anchor.as_dict(), **body}, "reason": reason, "by": by,
            "at": (at or datetime.now(UTC)).astimezone(UTC).isoformat(),
        }  # fmt: skip
        self._writing().write([{"kind": DECISION, "decision": line}])
        refresh(self._database)


def _batches(stories: Iterable[Story | SetAside]) -> Iterator[list[Story | SetAside]]:
    """Stories in batches of some number and size."""
    batch: list[Story | SetAside] = []
    chars = 0
    for one in stories:
        batch.append(one)
        chars += len(one.text) if isinstance(one, Story) else 0
        if len(batch) >= BATCH_STORIES or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch
