"""Phoenix as OEDA published it daily: 26 columns parted by tabs, no heading, UTF-8.

One row for each dyad (`dyads`). OEDA's scores of CAMEO codes count unless another list is asked
for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO

from dragoman.interchange import countries
from dragoman.interchange.cameo import Variant, penta, root, variant
from dragoman.interchange.cameo_actors import cameo_actor
from dragoman.interchange.days import digits
from dragoman.interchange.delimited import Cell, address, decimal, line, words
from dragoman.interchange.dyads import Dyad, Party, stories, write_rows
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues",
    "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
"""The columns in order; the file has no heading."""

ROLES = frozenset({
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL",
})  # fmt: skip
"""Second blocks of an actor code that Phoenix calls its role; others are attributes."""

ENTITIES = frozenset({"IGO", "NGO", "IMG", "MNC"})
"""First blocks beside countries that Phoenix calls its entity."""

_PARTING = ";"


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write a row for each dyad of each record as it comes.

    Raises:
        UsageError: there is no such list of CAMEO codes.
    """
    codes = variant(options.cameo or "oeda")
    return write_rows(
        stream, records, options, lambda record, day, dyad: [line(_row(record, dyad, day, codes))]
    )


def parts(party: Party | None, codes: Variant) -> tuple[str, str, str, str]:
    """A party's CAMEO code: whole, its entity, its role, its other blocks joined by ";"."""
    if party is None:
        return "", "", "", ""
    code = cameo_actor(party["code"], party["sector"], codes.name)
    blocks = [code.full[i : i + 3] for i in range(0, len(code.full), 3)]
    rest = list(blocks)
    entity = role = ""
    if rest and (code.country or rest[0] in ENTITIES):
        entity = rest.pop(0)
    if rest and rest[0] in ROLES:
        role = rest.pop(0)
    return code.full, entity, role, _PARTING.join(rest)


def place_of(place: Mapping[str, Any] | None) -> tuple[str, str, str, str, str]:
    """Latitude, longitude, place, state and country of a record's place."""
    if place is None:
        return ("",) * 5
    return (
        decimal(place["lat"]), decimal(place["lon"]), words(place["resolved_place"]),
        words(place["province"]), countries.iso(place["country_code"]),
    )  # fmt: skip


def issues(record: Record, but: str = "") -> str:
    """The contexts as "MILITARY,1;LEGAL,1": Phoenix counts issues of a list of its own."""
    return _PARTING.join(f"{words(one, but=but).upper()},1" for one in record["context"])


def _row(record: Record, dyad: Dyad, day: date, codes: Variant) -> Iterable[Cell]:
    code = codes.code(dyad.code)
    citation = record["cite_info"]
    sentences = [
        f"{words(one['story'], but=_PARTING)}_{one['sequence'] + 1}"
        for one in record["reports"]
        if one["sequence"] is not None
    ]
    return (
        f"{dyad.number}_{words(record['coder']).replace(' ', '-')}",
        digits(day), digits(day)[:4], digits(day)[4:6], digits(day)[6:],
        *parts(dyad.source, codes), *parts(dyad.target, codes),
        code, root(code), penta(code), decimal(codes.score(code)), issues(record),
        *place_of(record["event_loc"]),
        _PARTING.join(dict.fromkeys(sentences)) or _PARTING.join(
            words(one, but=_PARTING) for one in stories(record)
        ),
        address(citation["url"], but=_PARTING), words(citation["publication"], but=_PARTING),
    )  # fmt: skip
