"""From what a row says to a record of the same form as ours (`interchange.record`).

Nothing is added that the row does not say: no offsets, no confidence, no act. A CAMEO code becomes
the type that a crosswalk gives it; the set's own code and score stay in `source`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.actors.cameo_codes import countries_only, plover_actor
from dragoman.actors.registry import NON_STATE, SECTORS
from dragoman.interchange import countries
from dragoman.interchange.cameo import variant
from dragoman.interchange.sources.rows import Row
from dragoman.model import AUXILIARIES
from dragoman.ontology import CrosswalkEntry, load_ontology

ENCODING = "encoding:windows-1252"
"""Flag of a record whose row was no UTF-8."""

CROSSWALK = "manual"

_MOST = 1e15

_ALIASES = {"FIGHT": "ASSAULT"}
"""Names of types that the manual prints beside its own."""


class RowError(ValueError):
    """A row cannot become a record; the message is the reason."""


class NoType(RowError):
    """Nothing is wrong with a row, but what it tells of is no event in PLOVER."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code of another set is here: code, type, modes and contexts."""

    cameo: str | None
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from: the set's name and version, its id, code and score there."""

    set: str
    id: str
    code: str
    score: float | None
    coder: str
    version: str | None = None


def of_cameo(code: str, codes: str, crosswalk: str) -> Coded:
    """What a CAMEO code of the list `codes` is in PLOVER, by the crosswalk of that name.

    Raises:
        NoType: the crosswalk drops it (statements, appeals).
        RowError: no list knows it.
        UsageError: there is no such crosswalk.
    """
    ours = variant(codes).ours(code)
    if ours is None:
        raise RowError(f"'{code}' is no CAMEO code")
    found: CrosswalkEntry | None = load_ontology().crosswalk(crosswalk, ours)
    if found is None:
        raise NoType(f"CAMEO {code} is no event in PLOVER")
    return Coded(ours, found.event, found.modes, found.contexts)


def record(
    row: Row,
    origin: Origin,
    coded: Coded,
    *,
    day: date,
    actors: Sequence[Mapping[str, Any]],
    recipients: Sequence[Mapping[str, Any]],
    story: str,
    sentences: Iterable[tuple[str, int | None]] = (),
    place: Mapping[str, Any] | None = None,
    scale: float | None = None,
    lang: str | None = None,
    citation: Mapping[str, str | None] | None = None,
) -> dict[str, Any]:
    """The record of a row.

    Args:
        story: what names the story within the set; `sentences` are (story, number of the sentence
            from 0) where the set tells them.
        scale: PLOVER's score, if the set gives it; else it is the type's and modes'.
    """
    ontology = load_ontology()
    name = f"{origin.set}:{story}"
    told = [(f"{origin.set}:{one}", number) for one, number in sentences] or [(name, None)]
    cited = dict.fromkeys(("url", "title", "language", "publication", "published"))
    parties = [
        "|".join(one["code"] or one["identifier_text"] or one["entity_text"] or "" for one in side)
        for side in (actors, recipients)
    ]
    return {
        "id": _id(origin.set, origin.id, day.isoformat(), *parties, origin.code),
        "story": name,
        "date": day.isoformat(),
        "enddate": None,
        "date_precision": "day",
        "date_info": None,
        "actor": list(actors),
        "recipient": list(recipients),
        "event": [coded.event],
        "mode": [one for one in coded.modes if one not in _AUXILIARIES],
        "context": list(coded.contexts),
        "auxiliary": [one for one in coded.modes if one in _AUXILIARIES],
        "quad_code": ontology.quad(coded.event),
        "event_scale": ontology.score(coded.event, coded.modes) if scale is None else scale,
        "cameo": coded.cameo,
        "act": None,
        "event_text": [],
        "event_loc": place,
        "size": None,
        "attributed_to": [],
        "confidence": None,
        "flags": [] if row.utf8 else [ENCODING],
        "text_info": None,
        "cite_info": {**cited, "language": lang, **(citation or {})},
        "reports": [
            {
                "story": one, "lang": lang, "sequence": number, "start": None, "end": None,
                "trigger": None, "trigger_start": None, "trigger_end": None,
            }
            for one, number in dict.fromkeys(told)
        ],
        "same_as": None,
        "source": {
            "set": origin.set, "id": origin.id, "file": row.file, "line": row.line,
            "code": origin.code, "score": origin.score, "version": origin.version,
        },
        "coder": origin.coder,
    }  # fmt: skip


def party(
    code: str | None = None,
    sector: str | None = None,
    *,
    text: str | None = None,
    name: str | None = None,
    office: str | None = None,
    why: str | None = None,
) -> dict[str, Any]:
    """A party as a record has it, of no known place in any text."""
    return {
        "code": code, "sector": sector, "entity_text": text, "identifier_text": name,
        "office": office, "start": None, "end": None, "why": why,
    }  # fmt: skip


def cameo_party(full: str | None, column: str, text: str | None = None) -> list[dict[str, Any]]:
    """The party of a CAMEO actor code and the words it was found by; none where neither stands."""
    if not full and not text:
        return []
    code = sector = None
    why = f"{column} {full}" if full else None
    if full:
        try:
            found = plover_actor(full)
        except ValueError:
            why = f"{column} {full}, which is not known here"
        else:
            code, sector = found.code, found.sector
    return [party(code, sector, text=text, why=why)]


def place(
    name: str | None,
    country: str | None,
    lat: str | None,
    lon: str | None,
    *,
    resolution: int | None = None,
    province: str | None = None,
    extracted: str | None = None,
    geonameid: str | None = None,
) -> dict[str, Any] | None:
    """A place as a record has it; None where nothing is said of one."""
    if not any((name, country, extracted, lat and lon)):
        return None
    at = (number(lat), number(lon)) if lat and lon else (None, None)
    if None not in at and not (abs(at[0] or 0) <= 90 and abs(at[1] or 0) <= 180):
        raise RowError(f"latitude {lat}, longitude {lon} is nowhere on earth")
    return {
        "extracted_place": extracted, "resolved_place": name,
        "geonameid": whole(geonameid),
        "lat": at[0], "lon": at[1], "province": province, "country_code": country,
        "resolution": resolution, "start": None, "end": None,
    }  # fmt: skip


def finest(row: Row) -> tuple[str | None, int | None]:
    """The smallest place of a row with columns for city, district, province and country, and its
    resolution in PLOVER."""
    for name, resolution in (("city", 4), ("district", 3), ("province", 2), ("country", 1)):
        if row.get(name):
            return row.get(name), resolution
    return None, None


def code_of(given: str | None) -> str | None:
    """PLOVER's code of a country or body that is given by a code or by a name; None if unknown."""
    if not given:
        return None
    known = countries_only().countries
    given = given.strip()
    if len(given) == 3 and given.isupper():
        if given in known or given in NON_STATE:
            return given
        try:
            return plover_actor(given).code
        except ValueError:
            return None
    if len(given) == 2 and given.isupper():
        return next((code for code, one in known.items() if one.iso2 == given), None)
    return countries.of_name(given)


def sector_of(given: str | None) -> str | None:
    """A sector if it is one of PLOVER's."""
    said = (given or "").strip().upper()
    return said if said in SECTORS else None


def type_of(given: str | None) -> str:
    """PLOVER's event type, whatever its case.

    Raises:
        RowError: it is none.
    """
    if not given:
        raise RowError("there is no event type")
    said = given.upper()
    said = _ALIASES.get(said, said)
    if said not in load_ontology().types:
        raise RowError(f"'{given}' is no event type of PLOVER")
    return said


def number(given: str | None) -> float | None:
    """A number, None for nothing.

    Raises:
        RowError: it is none, or not finite.
    """
    if not given:
        return None
    try:
        value = float(given)
    except ValueError:
        raise RowError(f"'{given}' is no number") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise RowError(f"'{given}' is no number")
    return value


def whole(given: str | None) -> int | None:
    """A whole number, None for nothing, for what is none, and for one that no column holds."""
    try:
        value = float(given or "")
        return int(value) if value == int(value) and abs(value) < _MOST else None
    except (ValueError, OverflowError):
        return None


def day_of(given: str | None) -> date:
    """A day written YYYYMMDD, YYYY-MM-DD (a time may follow) or M/D/YYYY.

    Raises:
        RowError: it is none of these, or no day of the calendar.
    """
    if not given:
        raise RowError("there is no date")
    said = given.split("T")[0].split(" ")[0]
    try:
        if "/" in said:
            month, day, year = (int(part) for part in said.split("/"))
            return date(year, month, day)
        if len(said) == 8 and said.isdecimal():
            return date(int(said[:4]), int(said[4:6]), int(said[6:]))
        if len(said) == 10 and said[4] == said[7] == "-":
            return date.fromisoformat(said)
    except ValueError:
        raise RowError(f"'{given}' is no day of the calendar") from None
    raise RowError(f"'{given}' is no day; right would be 20240305, 2024-03-05 or 3/5/2024")


_AUXILIARIES = frozenset(AUXILIARIES)


def _id(*names: str) -> str:
    return hashlib.sha256("\0".join(names).encode("utf-8", "backslashreplace")).hexdigest()[:20]
