"""Events out, in the formats other programs read; one module a format. `sources` is the way in.

`record` makes an event a plain record; a writer of `FORMATS` writes records to a stream of bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.interchange import (
    cline,
    csv,
    gdelt,
    gdelt_mentions,
    geojson,
    graphml,
    icews,
    jsonl,
    parquet,
    phoenix,
    plover,
    polecat,
    stata,
    table,
)
from dragoman.interchange.record import PUBLICATION, record
from dragoman.interchange.writing import Options, Record, Writer, Written

FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        "table": table.write,
        "jsonl": jsonl.write,
        "csv": csv.write,
        "parquet": parquet.write,
        "plover": plover.write,
        "gdelt": gdelt.write,
        "gdelt-mentions": gdelt_mentions.write,
        "icews": icews.write,
        "polecat": polecat.write,
        "phoenix": phoenix.write,
        "cline": cline.write,
        "stata": stata.write,
        "geojson": geojson.write,
        "graphml": graphml.write,
    }
)
"""Name of a format → its writer."""

BINARY = frozenset({"parquet", "stata"})
"""Formats that are no text for a terminal."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".csv": "csv",
        ".parquet": "parquet",
        ".dta": "stata",
        ".geojson": "geojson",
        ".graphml": "graphml",
    }
)
"""End of a file's name → the format that it asks for."""

__all__ = [
    "BINARY", "FORMATS", "PUBLICATION", "SUFFIXES", "Options", "Record", "Writer", "Written",
    "record",
]  # fmt: skip
