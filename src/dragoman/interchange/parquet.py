"""Parquet files of records; the columns are those of `arrow.SCHEMA`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, BinaryIO

import pyarrow.parquet as pq

from dragoman.interchange.arrow import SCHEMA, to_table

BATCH = 10_000
"""Records held in memory at a time, and rows in a row group."""


def write(stream: BinaryIO, records: Iterable[Mapping[str, Any]]) -> None:
    """Write all records as one Parquet file; none give a file with the columns and no rows."""
    waiting = iter(records)
    with pq.ParquetWriter(stream, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(waiting, BATCH)):
            writer.write_table(to_table(batch))
