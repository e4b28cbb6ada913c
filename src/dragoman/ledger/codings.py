"""Coding what waits, and keeping what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import pyarrow as pa

from dragoman.ledger.database import Database
from dragoman.ledger.intake import batched
from dragoman.ledger.present import PRESENT
from dragoman.ledger.rows import SET_ASIDE, coding_row, record_rows, story_of
from dragoman.model import Story
from dragoman.pipeline import Coded, why_empty
from dragoman.reading import SetAside

Outcome = Coded | SetAside
Code = Callable[[Iterable[Story]], Iterable[Outcome]]
"""Codes stories: an outcome for each, in their order."""

BATCH = 64
"""How many stories are coded before they are written; a kill costs the coding of so many."""

_Name = tuple[str, str]


def waiting(database: Database) -> list[_Name]:
    """Keys and variants of the stories without a coding, in the order in which they came."""
    return _names(database, "c.number IS NULL")


def set_aside(database: Database) -> list[_Name]:
    """Those whose coding was set aside."""
    return _names(database, f"c.state = '{SET_ASIDE}'")


def coded_otherwise(database: Database, coder: str) -> list[_Name]:
    """Those that another coder coded last."""
    return _names(database, "c.coder <> ?", [coder])


def all_coded(database: Database) -> list[_Name]:
    """All that were coded."""
    return _names(database, "c.number IS NOT NULL")


def code_all(
    database: Database, names: Sequence[_Name], code: Code, coder: str
) -> Iterator[tuple[Outcome, str]]:
    """Code stories and keep what comes of them; each outcome with its state, once it is kept."""
    given: deque[_Name] = deque()

    def stories() -> Iterator[Story]:
        for part in batched(names, BATCH):
            found = _stories(database, part)
            for name in part:
                given.append(name)
                yield found[name]

    source = stories()
    first = next(source, None)
    if first is None:
        # a coder is slow to load, so it is not asked for nothing
        return
    for batch in batched(code(chain([first], source)), BATCH):
        states = _keep(database, [(given.popleft(), one) for one in batch], coder)
        yield from zip(batch, states, strict=True)


def _keep(database: Database, batch: Sequence[tuple[_Name, Outcome]], coder: str) -> list[str]:
    """Write what some stories became; the state of each."""
    with database.transaction():
        number = database.one("SELECT coalesce(max(number), 0) FROM codings")
        first = database.one("SELECT coalesce(max(number), 0) FROM records") + 1
        codings: list[dict[str, Any]] = []
        records: list[dict[str, Any]] = []
        for i, ((key, variant), outcome) in enumerate(batch, number + 1):
            reason = why_empty(outcome) if isinstance(outcome, Coded) else None
            codings.append(coding_row(i, key, variant, outcome, coder, reason))
            if isinstance(outcome, Coded):
                records += record_rows(first + len(records), i, outcome, coder)
        database.insert("codings", codings)
        database.insert("records", records)
    return [row["state"] for row in codings]


def _names(database: Database, where: str, parameters: Sequence[Any] = ()) -> list[_Name]:
    return [
        (key, variant)
        for key, variant in database.query(
            f"""SELECT p.key, p.variant FROM ({PRESENT}) p
            JOIN stories s ON s.key = p.key AND s.variant = p.variant
            LEFT JOIN codings c ON c.number = p.coding WHERE {where} ORDER BY s.taken, p.key""",
            parameters,
        )
    ]


def _stories(database: Database, names: Sequence[_Name]) -> dict[_Name, Story]:
    with database.given(pa.table({"key": [key for key, _ in names]})):
        rows = database.dicts(
            """SELECT s.*, t.text FROM stories s SEMI JOIN given ON given.key = s.key
            JOIN texts t ON t.key = s.key"""
        )
    return {(row["key"], row["variant"]): story_of(row) for row in rows}
