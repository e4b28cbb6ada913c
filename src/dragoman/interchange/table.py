"""Records as a table to read in a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.interchange.text import printable
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

WIDTH = 100
"""Columns of the terminal that `write` writes for; a Japanese or Korean sign takes two."""

_NOBODY = "—"


def to_rich(records: Iterable[Mapping[str, Any]]) -> Table:
    """A table with a row for each record: date as far as known, parties, type, words, story."""
    table = Table(show_lines=False, pad_edge=False, header_style="bold")
    table.add_column("Date", no_wrap=True, width=10)
    table.add_column("Actor → recipient", ratio=3, overflow="fold")
    table.add_column("Event", ratio=2, min_width=10, overflow="fold")
    table.add_column("Words", ratio=4, overflow="fold")
    table.add_column("Story", ratio=2, overflow="fold")
    for record in records:
        # Text, not str: brackets in a story's words would be read as rich's own markup
        table.add_row(*(Text(printable(cell)) for cell in _cells(record)))
    return table


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write the table as plain UTF-8 text, `WIDTH` columns wide; `stream` takes bytes."""
    page = io.StringIO()
    console = Console(
        file=page, width=WIDTH, force_terminal=False, no_color=True, legacy_windows=False,
        _environ={},
    )  # fmt: skip
    table = to_rich(records)
    console.print(table)
    stream.write(page.getvalue().encode("utf-8"))
    return Written(table.row_count, table.row_count)


def _cells(record: Mapping[str, Any]) -> tuple[str, ...]:
    parties = _parties(record["actor"])
    if record["recipient"]:
        parties += f" → {_parties(record['recipient'])}"
    kind = "/".join([*record["event"], *record["mode"]])
    if record["auxiliary"]:
        kind += f" ({', '.join(record['auxiliary'])})"
    return (
        _date(record),
        parties,
        kind,
        " … ".join(record["event_text"]),
        record["story"],
    )


def _date(record: Mapping[str, Any]) -> str:
    """The day, or only the month or year where no more is known."""
    shown = {"month": 7, "year": 4}.get(record["date_precision"], 10)
    return (record["date"] or _NOBODY)[:shown]


def _parties(entities: Iterable[Mapping[str, Any]]) -> str:
    """ "KOR.GOV, USA.GOV"; the words stand where no code is known."""
    names = []
    for one in entities:
        label = ".".join(part for part in (one["code"], one["sector"]) if part)
        if not one["code"]:
            words = one["identifier_text"] or one["entity_text"]
            label = f"{words} ({label})" if words and label else words or label
        names.append(label or "?")
    return ", ".join(dict.fromkeys(names)) or _NOBODY
