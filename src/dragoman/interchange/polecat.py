"""POLECAT: 40 columns with a heading, parted by tabs, UTF-8; "None" where nothing is known.

One row for each record; several parties are lists joined by "; ", so that the n-th name, country
and sector are one party's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from dragoman.interchange import countries
from dragoman.interchange.delimited import Cell, decimal, line, words
from dragoman.interchange.writing import DEFAULT, NO_DATE, Options, Record, Tally, Written

_PARTY = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title",
    "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(one.format("Actor") for one in _PARTY), *(one.format("Recipient") for one in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""The columns in order."""

MISSING = "None"


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a heading and a row for each record as it comes."""
    tally = Tally()
    stream.write(line(COLUMNS))
    for record in tally.plain(records, options):
        if record["date"] is None:
            tally.left_out(NO_DATE)
            continue
        stream.write(line(_row(record), MISSING))
        tally.row()
    return tally.done()


def _row(record: Record) -> Iterable[Cell]:
    place = record["event_loc"] or {}
    citation = record["cite_info"]
    kind = place.get("resolution")
    named = words(place.get("resolved_place"))
    return (
        _id(record), record["date"], _list(record["event"]),
        _list([*record["mode"], *record["auxiliary"]]), decimal(record["event_scale"]),
        record["quad_code"], _list(record["context"]),
        *_parties(record["actor"]), *_parties(record["recipient"]),
        named,
        named if kind in (4, 5) else "",
        named if kind == 3 else "",
        named if kind == 2 else words(place.get("province")),
        countries.iso(place.get("country_code")),
        decimal(place.get("lat")), decimal(place.get("lon")),
        place.get("geonameid"), words(place.get("extracted_place")), "",
        words(citation["publication"]), (citation["published"] or "")[:10], "", "", "",
        citation["language"], words(record["coder"]),
    )  # fmt: skip


def _id(record: Record) -> str:
    """The story, the type and the record: what stands before the first "_" is the story's."""
    story = words(record["story"].replace("_", "-"))
    return f"{story}_{'-'.join(record['event'])}_{words(record['id'])}"


def _parties(parties: Sequence[Mapping[str, Any]]) -> tuple[Cell, ...]:
    sectors = [one["sector"] for one in parties]
    numbers = [countries.cow(one["code"]) for one in parties]
    return (
        _list([one["identifier_text"] or countries.name(one["code"]) for one in parties]),
        _list([countries.iso(one["code"]) for one in parties]),
        _list([None if one is None else str(one) for one in numbers]),
        next((one for one in sectors if one), ""),
        _list(sectors),
        _list([one["office"] for one in parties]),
        _list([one["entity_text"] for one in parties]),
        "",
    )


def _list(items: Sequence[str | None]) -> str:
    """The items joined; nothing where all are unknown."""
    if not any(items):
        return ""
    return "; ".join(words(one, but=";") or MISSING for one in items)
