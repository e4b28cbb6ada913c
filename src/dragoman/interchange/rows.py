"""Rows of any columns in the formats other programs read: what queries find."""

from __future__ import annotations

import csv as plain_csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, BinaryIO

from rich.console import Console, RenderableType

from dragoman.interchange.csv import cell
from dragoman.interchange.jsonl import dumps
from dragoman.interchange.table import WIDTH

_BATCH = 10_000


def write_jsonl(stream: BinaryIO, table: Any) -> None:
    """An Arrow table as JSON Lines, a row a line; days and times as ISO 8601 has them."""
    for row in plain(table):
        stream.write(dumps(row).encode("utf-8") + b"\n")


def write_csv(stream: BinaryIO, table: Any) -> None:
    """An Arrow table as CSV, as `interchange.csv` describes it: lists joined by "; ", nothing that
    a spreadsheet would take for a formula."""
    buffer = io.StringIO(newline="")
    writer = plain_csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in plain(table):
        writer.writerow([cell(value) for value in row.values()])
        if buffer.tell() > _BUFFER:
            stream.write(buffer.getvalue().encode("utf-8"))
            buffer.seek(0)
            buffer.truncate()
    stream.write(buffer.getvalue().encode("utf-8"))


def write_parquet(stream: BinaryIO, table: Any) -> None:
    """An Arrow table as a Parquet file."""
    import pyarrow.parquet as pq

    pq.write_table(table, stream, compression="zstd", row_group_size=_BATCH)


FORMATS: Mapping[str, Callable[[BinaryIO, Any], None]] = MappingProxyType(
    {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
)
"""Name of a format → what writes an Arrow table to a stream of bytes."""


def page(shown: RenderableType, width: int = WIDTH) -> str:
    """What rich can show as plain text of some columns."""
    text = io.StringIO()
    console = Console(
        file=text, width=width, force_terminal=False, no_color=True, legacy_windows=False,
        _environ={},
    )  # fmt: skip
    console.print(shown)
    return text.getvalue()


_BUFFER = 1 << 16


def plain(table: Any) -> Iterator[dict[str, Any]]:
    """The rows of an Arrow table as plain objects; days and times as ISO 8601 has them."""
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {key: _value(one) for key, one in value.items()}
    return value
