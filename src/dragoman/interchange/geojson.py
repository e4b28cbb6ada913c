"""GeoJSON (RFC 7946): a feature for each record, at its place, or of no geometry without one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.interchange.csv import label
from dragoman.interchange.jsonl import dumps
from dragoman.interchange.writing import DEFAULT, Options, Record, Tally, Written

_COPIED = (
    "date", "enddate", "date_precision", "event", "mode", "context", "auxiliary", "quad_code",
    "event_scale", "cameo", "act", "event_text", "confidence", "flags", "story", "same_as", "coder",
)  # fmt: skip
_CITATION = ("url", "title", "language", "publication", "published")


def feature(record: Record) -> dict[str, Any]:
    """A record as a feature; `actor` and `recipient` are lists of "KOR.GOV"."""
    place = record["event_loc"] or {}
    at = (place.get("lon"), place.get("lat"))
    properties = {name: record[name] for name in _COPIED} | {
        "same_as": (record["same_as"] or {}).get("id"),
        **{side: [label(one) for one in record[side]] for side in ("actor", "recipient")},
        "attributed_to": [label(one) for one in record["attributed_to"]],
        "place": place.get("resolved_place"),
        "country": place.get("country_code"),
        "resolution": place.get("resolution"),
        **{name: record["cite_info"][name] for name in _CITATION},
        **(record["size"] or {}),
        "source": (record["source"] or {}).get("set"),
    }
    geometry = None if None in at else {"type": "Point", "coordinates": list(at)}
    return {
        "type": "Feature", "id": record["id"], "geometry": geometry, "properties": properties,
    }  # fmt: skip


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write one collection, a feature a line as the records come."""
    tally = Tally()
    stream.write(b'{"type":"FeatureCollection","features":[')
    for i, record in enumerate(records):
        before = ",\n" if i else "\n"
        stream.write((before + dumps(feature(record))).encode("utf-8"))
        tally.row()
    stream.write(b"\n]}\n")
    return tally.done()
