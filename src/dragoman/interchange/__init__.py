"""Events out, in the formats other programs read; one module a format.

`record` makes an event a plain record; a writer of `FORMATS` writes records to a stream of bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO

from dragoman.interchange import csv, jsonl, parquet, table
from dragoman.interchange.record import PUBLICATION, record

Writer = Callable[[BinaryIO, Iterable[Mapping[str, Any]]], None]
"""Writes records to a stream of bytes; the same records give the same bytes everywhere."""

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "jsonl": jsonl.write,
        "csv": csv.write,
        "parquet": parquet.write,
        "table": table.write,
    }
)
"""Name of a format → its writer."""

__all__ = ["FORMATS", "PUBLICATION", "Writer", "record"]
