"""Records as an Arrow table with nested lists and structs, for pandas, polars and DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from dragoman.interchange.record import SIZES
from dragoman.interchange.text import well_formed

_TEXT, _NUMBER, _COUNT, _DAY = pa.string(), pa.float64(), pa.int64(), pa.date32()


def _struct(**fields: Any) -> Any:
    return pa.struct([pa.field(name, kind) for name, kind in fields.items()])


ENTITY = _struct(
    code=_TEXT, sector=_TEXT, entity_text=_TEXT, identifier_text=_TEXT, office=_TEXT,
    start=_COUNT, end=_COUNT, why=_TEXT,
)  # fmt: skip
LOCATION = _struct(
    extracted_place=_TEXT, resolved_place=_TEXT, geonameid=_COUNT, lat=_NUMBER, lon=_NUMBER,
    province=_TEXT, country_code=_TEXT, resolution=pa.int8(), start=_COUNT, end=_COUNT,
)  # fmt: skip
REPORT = _struct(
    story=_TEXT, lang=_TEXT, sequence=_COUNT, start=_COUNT, end=_COUNT,
    trigger=_TEXT, trigger_start=_COUNT, trigger_end=_COUNT,
)  # fmt: skip
SAME = _struct(id=_TEXT, story=_TEXT, why=_TEXT)
SOURCE = _struct(
    set=_TEXT, id=_TEXT, file=_TEXT, line=_COUNT, code=_TEXT, score=_NUMBER, version=_TEXT
)
CITATION = _struct(url=_TEXT, title=_TEXT, language=_TEXT, publication=_TEXT, published=_TEXT)

SCHEMA = pa.schema(
    [
        pa.field("id", _TEXT, nullable=False),
        pa.field("story", _TEXT, nullable=False),
        pa.field("date", _DAY),
        pa.field("enddate", _DAY),
        pa.field("date_precision", _TEXT),
        pa.field("date_info", _struct(text=_TEXT, start=_COUNT, end=_COUNT, why=_TEXT)),
        pa.field("actor", pa.list_(ENTITY)),
        pa.field("recipient", pa.list_(ENTITY)),
        pa.field("event", pa.list_(_TEXT)),
        pa.field("mode", pa.list_(_TEXT)),
        pa.field("context", pa.list_(_TEXT)),
        pa.field("auxiliary", pa.list_(_TEXT)),
        pa.field("quad_code", pa.int8()),
        pa.field("event_scale", _NUMBER),
        pa.field("cameo", _TEXT),
        pa.field("act", _TEXT),
        pa.field("event_text", pa.list_(_TEXT)),
        pa.field("event_loc", LOCATION),
        pa.field("size", _struct(**dict.fromkeys(SIZES, _COUNT))),
        pa.field("attributed_to", pa.list_(ENTITY)),
        pa.field("confidence", _NUMBER),
        pa.field("flags", pa.list_(_TEXT)),
        pa.field("text_info", _struct(lang=_TEXT, sequence=_COUNT, start=_COUNT, end=_COUNT)),
        pa.field("cite_info", CITATION),
        pa.field("reports", pa.list_(REPORT)),
        pa.field("same_as", SAME),
        pa.field("source", SOURCE),
        pa.field("coder", _TEXT),
    ]
)
"""The columns: the keys of a record, in their order; days as Arrow dates."""


def to_table(records: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The records as one table of `SCHEMA`, a row each; none give an empty table of it."""
    return pa.Table.from_pylist([_row(one) for one in records], schema=SCHEMA)


def to_records(table: pa.Table) -> list[dict[str, Any]]:
    """The records back from a table of `SCHEMA`."""
    days = [field.name for field in SCHEMA if field.type == _DAY]
    records: list[dict[str, Any]] = table.to_pylist()
    for record in records:
        for name in days:
            if record[name] is not None:
                record[name] = record[name].isoformat()
    return records


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {key: _value(value) for key, value in record.items()}
    for name in ("date", "enddate"):
        if row[name] is not None:
            row[name] = date.fromisoformat(row[name])
    return row


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, Mapping):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return value
