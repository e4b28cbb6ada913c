"""The Cline Center's historical Phoenix: 25 columns with a heading, comma-separated, UTF-8.

One row for each dyad (`dyads`). OEDA's scores of CAMEO codes count unless another list is asked
for.
`code` and `root_code` keep their zeros, which some published copies lack.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dragoman.interchange.cameo import Variant, penta, root, variant
from dragoman.interchange.days import american
from dragoman.interchange.delimited import Cell, decimal, words
from dragoman.interchange.dyads import Dyad, write_rows
from dragoman.interchange.phoenix import issues, parts, place_of
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

COLUMNS = (
    "eid", "story_date", "year", "month", "day",
    "source", "source_root", "source_agent", "source_others",
    "target", "target_root", "target_agent", "target_others",
    "code", "root_code", "quad_class", "goldstein", "joined_issues",
    "lat", "lon", "placename", "statename", "countryname", "aid", "process",
)  # fmt: skip
"""The columns in order."""


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a heading, and a row for each dyad of each record as it comes.

    Raises:
        UsageError: there is no such list of CAMEO codes.
    """
    codes = variant(options.cameo or "oeda")
    stream.write(_line(COLUMNS))
    return write_rows(
        stream, records, options, lambda record, day, dyad: [_line(_row(record, dyad, day, codes))]
    )


def _row(record: Record, dyad: Dyad, day: date, codes: Variant) -> Iterable[Cell]:
    code = codes.code(dyad.code)
    lat, lon, place, state, country = place_of(record["event_loc"])
    return (
        dyad.number, american(day), day.year, day.month, day.day,
        *parts(dyad.source, codes), *parts(dyad.target, codes),
        code, root(code), penta(code), decimal(codes.score(code)), issues(record),
        lat, lon, place, state, country,
        words(record["story"]), words(record["coder"]),
    )  # fmt: skip


def _line(cells: Iterable[Cell]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(list(cells))
    return buffer.getvalue().encode("utf-8")
