"""CSV: one event a row, flat, for spreadsheets and statistics programs.

UTF-8 without a byte order mark, commas, lines ended by CR LF (RFC 4180). The items of a list are
joined by "; ", so that the n-th of `actor_code` and the n-th of `actor_sector` are one actor's; an
unknown one is empty, and a semicolon within an item becomes a comma. `cameo` must be read as text
("041" is not 41). What a spreadsheet would take for a formula is written with a quote before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from dragoman.interchange.record import SIZES
from dragoman.interchange.text import well_formed
from dragoman.interchange.writing import DEFAULT, Options, Record, Written, write_lines

_ENTITY = {
    "code": "code",
    "sector": "sector",
    "text": "entity_text",
    "name": "identifier_text",
    "office": "office",
}
_PLACE = {"place": "resolved_place", "place_country": "country_code", "lat": "lat", "lon": "lon"}
_TEXT_INFO = {"lang": "lang", "sentence": "sequence", "start": "start", "end": "end"}
_CITE_INFO = ("url", "title", "language", "publication", "published")
_SOURCE = {"source": "set", "source_id": "id", "source_code": "code"}

COLUMNS = (
    "id", "story", "date", "enddate", "date_precision",
    *(f"actor_{name}" for name in _ENTITY),
    *(f"recipient_{name}" for name in _ENTITY),
    "event", "mode", "context", "auxiliary", "quad_code", "event_scale", "cameo", "act",
    "event_text", *_PLACE, *SIZES, "attributed_to", "confidence", "flags",
    *_TEXT_INFO, *_CITE_INFO, "reports", "same_as", *_SOURCE, "coder",
)  # fmt: skip
"""The columns in order. `attributed_to` has "KOR.GOV" for each; `reports` is their number,
`same_as` the id of the event that this one is the same as; `source` names the set of data that an
event was imported from."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# the wide forms count because Japanese spreadsheets read them like the narrow ones


def guarded(text: str) -> str:
    """`text` with a quote (') before it where a spreadsheet would read it as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def row(
    record: Record, guard: Callable[[str], str] = guarded
) -> dict[str, str | int | float | None]:
    """One record as a row: column → cell, None where nothing is known; `guard` is what becomes of
    each text, and of each item of a list."""
    place = record["event_loc"] or {}
    size = record["size"] or {}
    text_info = record["text_info"] or {}
    cite_info = record["cite_info"] or {}
    source = record["source"] or {}
    values: dict[str, Any] = {
        **{name: record[name] for name in COLUMNS if name in record},
        "attributed_to": [label(one) for one in record["attributed_to"]],
        **{name: place.get(key) for name, key in _PLACE.items()},
        **{name: size.get(name) for name in SIZES},
        **{name: text_info.get(key) for name, key in _TEXT_INFO.items()},
        **{name: cite_info.get(name) for name in _CITE_INFO},
        "reports": len(record["reports"]),
        "same_as": (record["same_as"] or {}).get("id"),
        **{name: source.get(key) for name, key in _SOURCE.items()},
    }
    for part in ("actor", "recipient"):
        for name, key in _ENTITY.items():
            values[f"{part}_{name}"] = [one[key] for one in record[part]]
    return {name: cell(values[name], guard) for name in COLUMNS}


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a heading and each record as it comes; `stream` takes bytes."""
    stream.write(_line(COLUMNS))
    return write_lines(stream, records, lambda record: [_line(row(record).values())])


def label(entity: Mapping[str, Any]) -> str:
    """ "KOR.GOV", "KOR", ".GOV", or the words themselves where neither is known."""
    code, sector = entity["code"] or "", entity["sector"]
    return (f"{code}.{sector}" if sector else code) or entity["entity_text"] or ""


def _line(cells: Iterable[Any]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8")


def cell(value: Any, guard: Callable[[str], str] = guarded) -> str | int | float | None:
    """A value as a cell: text guarded, the items of a list joined."""
    if isinstance(value, str):
        return guard(well_formed(value))
    if isinstance(value, Sequence):
        # each item is guarded, not only the first: where ";" separates columns, each is a cell
        return "; ".join(guard(well_formed(one or "").replace(";", ",")) for one in value)
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"a cell holds text, a number or a list, not {type(value).__name__}")
