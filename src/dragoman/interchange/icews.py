"""ICEWS coded events: 20 columns with a heading, parted by tabs, no quoting, UTF-8.

One row for each dyad (`dyads`), so that a meeting is two rows with the parties swapped, a visit one
of the guest's and one of the host's. ICEWS's own list of CAMEO codes and scores counts unless
another is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.actors.entries import Code
from dragoman.actors.registry import NON_STATE, SECTORS
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError
from dragoman.interchange import countries
from dragoman.interchange.cameo import Variant, variant
from dragoman.interchange.delimited import Cell, decimal, line, words
from dragoman.interchange.dyads import Dyad, Party, number, write_rows
from dragoman.interchange.writing import DEFAULT, Options, Record, Written
from dragoman.ontology import load_ontology

DATA = Path(__file__).parent / "data"

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
"""The columns in order."""


class SectorNames(Entry):
    """Names that are read as a sector."""

    sector: Code
    names: tuple[str, ...]


class BearerNames(Entry):
    """Names that are read as a code of no state."""

    code: Code
    names: tuple[str, ...]


class IcewsFile(Entry):
    """ICEWS's names of sectors; the keys are explained in the file."""

    written: dict[Code, tuple[str, ...]]
    bearers: dict[Code, tuple[str, ...]]
    read: tuple[SectorNames, ...]
    read_bearers: tuple[BearerNames, ...]


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a heading, and a row for each dyad of each record as it comes.

    Raises:
        UsageError: there is no such list of CAMEO codes.
    """
    codes = variant(options.cameo or "icews")
    stream.write(line(COLUMNS))
    return write_rows(
        stream, records, options, lambda record, day, dyad: [line(_row(record, dyad, codes))]
    )


def load_sectors(path: Path) -> IcewsFile:
    """Read and check a file such as data/icews.yaml.

    Raises:
        DataError: the file is wrong, lacks a sector, or has a code that is none of PLOVER's.
    """
    file = load_yaml(path, IcewsFile)
    nobody: frozenset[str] = frozenset()
    given = (
        ("written", set(file.written), SECTORS - {"UNK"}, SECTORS),
        ("read", {one.sector for one in file.read}, nobody, SECTORS),
        ("bearers", set(file.bearers), NON_STATE, NON_STATE),
        ("read_bearers", {one.code for one in file.read_bearers}, nobody, NON_STATE),
    )
    for part, codes, needed, known in given:
        at = line_of(path, (part,))
        for code in sorted(codes - known):
            raise DataError(f"{part}: '{code}' is none of PLOVER's", path, at)
        if missing := needed - codes:
            raise DataError(f"{part} lacks {', '.join(sorted(missing))}", path, at)
    return file


@lru_cache(maxsize=1)
def sector_names() -> IcewsFile:
    """The table that ships."""
    return load_sectors(DATA / "icews.yaml")


def _row(record: Record, dyad: Dyad, codes: Variant) -> Iterable[Cell]:
    code = codes.code(dyad.code)
    place = record["event_loc"] or {}
    info = record["text_info"]
    sentence = "" if info is None or info["sequence"] is None else info["sequence"] + 1
    return (
        dyad.number, record["date"],
        *_party(dyad.source), codes.label(code), code, decimal(codes.score(code)),
        *_party(dyad.target),
        number("story", record["story"]), sentence, words(record["cite_info"]["publication"]),
        *_place(place),
    )  # fmt: skip


def _party(party: Party | None) -> tuple[Cell, Cell, Cell]:
    """Name, sectors and country of a party."""
    if party is None:
        return "", "", ""
    country = countries.icews_name(party["code"])
    names = sector_names()
    if party["code"] in names.bearers:
        sectors: tuple[str, ...] = names.bearers[party["code"]]
    else:
        sectors = names.written.get(party["sector"] or "", ())
    return words(_name(party, country)), ",".join(sectors), words(country)


def _name(party: Party, country: str | None) -> str | None:
    """The known name; else as ICEWS names those without one, "Police (India)"; else the words."""
    if party["identifier_text"]:
        return str(party["identifier_text"])
    if party["sector"] and country:
        return f"{load_ontology().sectors[party['sector']].label['en'].capitalize()} ({country})"
    return country or party["entity_text"]


def _place(place: Mapping[str, Any]) -> tuple[Cell, ...]:
    """City, district, province, country, latitude, longitude."""
    if not place:
        return ("",) * 6
    named = words(place["resolved_place"])
    kind = place["resolution"]
    return (
        named if kind in (4, 5) else "",
        named if kind == 3 else "",
        named if kind == 2 else words(place["province"]),
        words(countries.icews_name(place["country_code"])),
        decimal(place["lat"]), decimal(place["lon"]),
    )  # fmt: skip
