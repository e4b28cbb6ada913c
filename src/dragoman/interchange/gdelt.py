"""GDELT 2.0 events: 61 columns parted by tabs, no heading, UTF-8; as FORMATS says of GDELT itself.

One row for each dyad (`dyads`). What no record can say stays empty: religions, ethnic groups, the
places of the actors, tone. GDELT's own list of CAMEO codes and scores counts unless another is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

from dragoman.interchange import countries
from dragoman.interchange.cameo import Variant, gdelt_quad, root, variant
from dragoman.interchange.cameo_actors import cameo_actor
from dragoman.interchange.days import digits, moment
from dragoman.interchange.delimited import Cell, address, decimal, line, words
from dragoman.interchange.dyads import Dyad, Party, stories, write_rows
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The columns in order; the file has no heading."""

COLUMNS_1 = tuple(name for name in COLUMNS if not name.endswith("ADM2Code"))
"""The columns of GDELT 1.0; files until March 2013 lack the last of them."""

_LEAD = 1
_NO_GEO: tuple[Cell, ...] = (0, *[""] * (len(_GEO) - 1))
_GROUPS = {"IGOUNO": ("UNO", "IGO"), "IGOEUREEC": ("EEC", "IGO")}


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a row for each dyad of each record as it comes.

    Raises:
        UsageError: there is no such list of CAMEO codes.
    """
    codes = variant(options.cameo or "gdelt")
    return write_rows(
        stream, records, options, lambda record, day, dyad: [line(_row(record, dyad, day, codes))]
    )


def name(party: Party) -> str:
    """The English name of a party as far as one is known, in capitals; else its words."""
    known = party["identifier_text"] or countries.name(party["code"]) or party["entity_text"]
    return words(known).upper()


def _row(record: Record, dyad: Dyad, day: date, codes: Variant) -> Iterable[Cell]:
    code = codes.code(dyad.code)
    told = stories(record)
    citation = record["cite_info"]
    return (
        dyad.number,
        digits(day), digits(day)[:6], digits(day)[:4], _fraction(day),
        *_actor(dyad.source, codes), *_actor(dyad.target, codes),
        _is_root(record), code, code[:3], root(code), gdelt_quad(code),
        decimal(codes.score(code)),
        max(len(record["reports"]), 1), _sources(record, told), len(told), "",
        *_NO_GEO, *_NO_GEO, *_place(record["event_loc"]),
        moment(citation["published"]), address(citation["url"]),
    )  # fmt: skip


def _sources(record: Record, told: list[str]) -> int | str:
    """How many publishers tell of it; only a ledger knows those of several stories."""
    if len(told) == 1:
        return 1
    others = [one for one in record["reports"] if one["story"] != record["story"]]
    names = [record["cite_info"]["publication"], *(one.get("publication") for one in others)]
    return "" if None in names else len(set(names))


def _fraction(day: date) -> str:
    # the codebook gives (month * 30 + day) / 365, but published rows count whole months before
    return f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}"


def _is_root(record: Record) -> int | str:
    """1 where one of the first two sentences tells of it, a headline among them; which of them
    are the lead paragraph is not known."""
    info = record["text_info"]
    if info is None or info["sequence"] is None:
        return ""
    return int(info["sequence"] <= _LEAD)


def _actor(party: Party | None, codes: Variant) -> tuple[Cell, ...]:
    if party is None:
        return ("",) * len(_ACTOR)
    code = cameo_actor(party["code"], party["sector"], codes.name)
    first = "" if code.country else code.first
    group, kind = _GROUPS.get(first, ("", first))
    types = [one for one in (kind, code.role) if one] + ["", "", ""]
    return (code.full, name(party), code.country, group, "", "", "", *types[:3])


def _place(place: Mapping[str, Any] | None) -> tuple[Cell, ...]:
    if place is None:
        return _NO_GEO
    country = place["country_code"]
    code = countries.fips(country) or ""
    kind = _kind(place)
    named = (place["resolved_place"], place["province"], countries.name(country))
    full = ", ".join(dict.fromkeys(words(one, but=",") for one in named if one))
    return (
        kind, full, code,
        code if kind == 1 else "", "",
        decimal(place["lat"]), decimal(place["lon"]),
        code if kind == 1 else "",
    )  # fmt: skip


def _kind(place: Mapping[str, Any]) -> int:
    """GDELT's type of a place: it tells the United States from the rest of the world."""
    at_home = place["country_code"] == "USA"
    match place["resolution"]:
        case 1:
            return 1
        case 2 | 3 if place["country_code"]:
            return 2 if at_home else 5
        case 4 | 5 if place["country_code"]:
            return 3 if at_home else 4
        case _:
            return 0
