"""PLOVER records as JSON Lines: of the manual 2.0, its worked example, the gold records of 2016,
and Dragoman's own.

What they say of offsets is left out, for the text that it is about is not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.interchange.record import SIZES
from dragoman.interchange.sources.building import (
    Coded,
    NoType,
    Origin,
    RowError,
    cameo_party,
    code_of,
    day_of,
    party,
    place,
    record,
    sector_of,
    type_of,
    whole,
)
from dragoman.interchange.sources.lines import File
from dragoman.interchange.sources.rows import Row
from dragoman.interchange.text import printable
from dragoman.ontology import load_ontology
from dragoman.reading import SetAside

NAME = "plover"


def rows(file: File) -> Iterator[tuple[Row, Mapping[str, Any]] | SetAside]:
    """The objects of a file with where they stand; a line that holds none is set aside."""
    for line in file.lines():
        if isinstance(line, SetAside):
            yield line
            continue
        at = f"{file.name}:{line.number}"
        try:
            said = json.loads(line.text, parse_constant=_refused)
        except (ValueError, RecursionError) as error:
            yield SetAside(at, "reading", f"this line is no JSON: {error}")
            continue
        if not isinstance(said, dict):
            yield SetAside(at, "reading", "this line is no JSON object")
            continue
        yield Row(file.name, line.number, {}, line.utf8), said


def read_object(row: Row, said: Mapping[str, Any]) -> dict[str, Any]:
    """The record of a JSON object.

    Raises:
        RowError: it lacks what a record needs.
    """
    id = _text(said.get("id"))
    if not id:
        raise RowError("there is no id")
    if said.get("has_event") is False:
        raise NoType("has_event is false")
    event = type_of(next(iter(_texts(said, "event")), None))
    marks = _texts(said, "mode") + _texts(said, "auxiliary")
    modes = tuple(dict.fromkeys(one.lower() for one in marks))
    scale = _number(said.get("event_scale"))
    lang, citation = _citation(said)
    coder = _text(said.get("coder")) or "PLOVER"
    cameo = _text(said.get("cameo"))
    built = record(
        row,
        Origin(NAME, id, event, scale, coder, _text(said.get("version"))),
        Coded(
            cameo if cameo in load_ontology().cameo else None,
            event,
            modes,
            tuple(one.lower() for one in _texts(said, "context")),
        ),
        day=day_of(_text(said.get("date"))),
        actors=_parties(said, "actor", "source"),
        recipients=_parties(said, "recipient", "target"),
        story=_text(said.get("story")) or citation["url"] or id,
        place=_place(said.get("event_loc")),
        scale=scale,
        lang=lang,
        citation=citation,
    )
    enddate = _text(said.get("enddate"))
    confidence = _number(said.get("confidence"))
    sizes = _mapping(said.get("size"))
    counts = {name: _count(sizes.get(name)) for name in SIZES}
    return built | {
        "enddate": day_of(enddate).isoformat() if enddate else None,
        "event_text": _texts(said, "event_text") or _texts(said, "eventText"),
        "attributed_to": _parties(said, "attributed_to"),
        "confidence": None if confidence is None else min(max(confidence, 0.0), 1.0),
        "size": counts if any(one is not None for one in counts.values()) else None,
        "act": _text(said.get("act")),
    }


def _parties(said: Mapping[str, Any], *names: str) -> list[dict[str, Any]]:
    """The entities under the first of these names that stands there, however they are written."""
    given: Any = next((said[name] for name in names if said.get(name)), [])
    found: list[dict[str, Any]] = []
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str):
            found += cameo_party(printable(one).strip(), names[-1])
        elif isinstance(one, Mapping):
            found.append(_entity(one))
        else:
            raise RowError(f"'{one!r:.40}' is no entity")
    return found


def _entity(one: Mapping[str, Any]) -> dict[str, Any]:
    """An entity of the manual, or of its worked example, which has other names."""
    given = _text(one.get("code")) or _text(one.get("country_name"))
    code = code_of(given)
    why = None
    if given:
        why = f"code {given}" if code else f"code {given}, which is not known here"
    return party(
        code,
        sector_of(_text(one.get("sector")) or _text(one.get("sector_code"))),
        text=_text(one.get("entity_text")) or _text(one.get("raw_text"))
        or _text(one.get("actorText")),
        name=_text(one.get("identifier_text")) or _text(one.get("entity_name")),
        office=_text(one.get("office")),
        why=why,
    )  # fmt: skip


def _citation(said: Mapping[str, Any]) -> tuple[str | None, dict[str, str | None]]:
    cited = _mapping(said.get("cite_info"))
    lang = _text(cited.get("language")) or _text(said.get("language"))
    published = _text(cited.get("published"))
    if published is not None:
        try:
            day_of(published)
        except RowError:
            published = None
    return lang, {
        "url": _text(cited.get("url")),
        "title": _text(cited.get("title")),
        "publication": _text(cited.get("publication")) or _text(said.get("publication")),
        "published": published,
    }


def _place(said: Any) -> dict[str, Any] | None:
    where = _mapping(said)
    resolution = _count(where.get("resolution"))
    return place(
        _text(where.get("resolved_place")),
        code_of(_text(where.get("country_code")) or _text(where.get("country"))),
        _text(where.get("lat")),
        _text(where.get("lon")),
        resolution=resolution if resolution in range(1, 6) else None,
        province=_text(where.get("province")),
        extracted=_text(where.get("extracted_place")),
        geonameid=_text(where.get("geonameid")),
    )


def _texts(said: Mapping[str, Any], name: str) -> list[str]:
    given = said.get(name)
    items = given if isinstance(given, list) else [given]
    return [text for one in items if (text := _text(one))]


def _text(given: Any) -> str | None:
    """Text, or a number as text; None for nothing and for what is neither."""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return None
    return printable(str(given)).strip() or None


def _number(given: Any) -> float | None:
    return float(given) if isinstance(given, int | float) and not isinstance(given, bool) else None


def _count(given: Any) -> int | None:
    return whole(str(given)) if isinstance(given, int) and not isinstance(given, bool) else None


def _mapping(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number in JSON")
