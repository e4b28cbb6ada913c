"""The words of stories, fetched for the rows that need them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

_FEW = 1_000
"""Stories that are looked up one by one; of more all texts are read through."""


def words_at(
    ledger: Ledger, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> Any:
    """Stretches of the texts of stories, as an Arrow column.

    Args:
        ledger: where the stories are.
        keys: of the stories, one for each stretch.
        starts, ends: offsets in characters.
    """
    if len(keys) <= _FEW:
        texts = texts_of(ledger, keys)
        found = [texts[key][a:b] for key, a, b in zip(keys, starts, ends, strict=True)]
        return pa.array(found, pa.string())
    wanted = pa.table({"key": keys, "start": starts, "end": ends, "row": range(len(keys))})
    return _joined(ledger, wanted, "s.text[w.start + 1 : w.end]")


def headlines(ledger: Ledger, keys: Sequence[str]) -> Any:
    """The first lines of stories, as an Arrow column."""
    if len(keys) <= _FEW:
        texts = texts_of(ledger, keys)
        return pa.array([texts[key].strip().split("\n", 1)[0].strip() for key in keys], pa.string())
    wanted = pa.table({"key": keys, "row": range(len(keys))})
    return _joined(ledger, wanted, "trim(split_part(trim(s.text, chr(10) || ' '), chr(10), 1))")


def texts_of(ledger: Ledger, keys: Sequence[str]) -> dict[str, str]:
    """The whole texts of stories, by their keys."""
    known = sorted(set(keys))
    if not known:
        return {}
    marks = ", ".join("?" * len(known))
    sql = f"SELECT key, text FROM stories_now WHERE key IN ({marks})"
    return dict(ledger.connection.execute(sql, known).fetchall())


def _joined(ledger: Ledger, wanted: Any, words: str) -> Any:
    ledger.connection.register("wanted", wanted)
    try:
        sql = f"""SELECT {words} AS words FROM wanted w JOIN stories_now s ON s.key = w.key
            ORDER BY w.row"""
        return ledger.connection.sql(sql).to_arrow_table()["words"].combine_chunks()
    finally:
        ledger.connection.unregister("wanted")
