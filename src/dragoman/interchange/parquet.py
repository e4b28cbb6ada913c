"""Parquet files of records; the columns are those of `arrow.SCHEMA`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

import pyarrow.parquet as pq

from dragoman.interchange.arrow import SCHEMA, to_table
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

BATCH = 10_000
"""Records held in memory at a time, and rows in a row group."""


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write all records as one Parquet file; none give a file with the columns and no rows."""
    waiting, written = iter(records), 0
    with pq.ParquetWriter(stream, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(waiting, BATCH)):
            writer.write_table(to_table(batch))
            written += len(batch)
    return Written(written, written)
