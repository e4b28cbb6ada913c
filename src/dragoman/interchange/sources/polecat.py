"""POLECAT: columns by name, lists joined by ";", "None" where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.interchange.languages import two_letters
from dragoman.interchange.polecat import COLUMNS
from dragoman.interchange.sources.building import (
    Coded,
    Origin,
    RowError,
    code_of,
    day_of,
    finest,
    number,
    party,
    place,
    record,
    sector_of,
    type_of,
)
from dragoman.interchange.sources.rows import Layout, Row, name_of

NAME = "polecat"

_MISSING = frozenset({"", "None", "none", "NA", "NULL"})

LAYOUT = Layout(
    tuple(map(name_of, COLUMNS)),
    ("event_id", "event_date", "event_type"),
    missing=_MISSING,
    also=(("event_intensity", "intensity"), ("context", "contexts")),
)


def read_row(row: Row, crosswalk: str) -> dict[str, Any]:
    """The record of a row; its type is PLOVER's already, so `crosswalk` has no say.

    Raises:
        RowError: it lacks what a record needs.
    """
    id = row.get("event_id")
    if not id:
        raise RowError("there is no Event ID")
    event = type_of(row.get("event_type"))
    modes = tuple(one.lower() for one in _list(row.get("event_mode")) if one)
    contexts = tuple(one.lower() for one in _list(row.get("contexts")) if one)
    intensity = number(row.get("intensity"))
    published = row.get("publication_date")
    version = row.get("version")
    return record(
        row,
        Origin(NAME, id, event, intensity, "POLECAT", version),
        Coded(None, event, modes, contexts),
        day=day_of(row.get("event_date")),
        actors=_parties(row, "actor"),
        recipients=_parties(row, "recipient"),
        story=id.partition("_")[0],
        place=_place(row),
        scale=intensity,
        lang=two_letters(row.get("language")),
        citation={
            "publication": row.get("source"),
            "published": day_of(published).isoformat() if published else None,
        },
    )


def _parties(row: Row, side: str) -> list[dict[str, Any]]:
    """The parties of one side: as many as there are countries, else names.

    A list is theirs, item by item, only if it is as long; a single party takes its primary sector.
    """
    countries, names = _list(row.get(f"{side}_country")), _list(row.get(f"{side}_name"))
    raw = _list(row.get(f"{side}_name_raw"))
    sectors, titles = _list(row.get(f"{side}_sectors")), _list(row.get(f"{side}_title"))
    primary = row.get(f"primary_{side}_sector")
    count = len(countries) or len(names) or len(raw) or int(bool(primary or sectors))

    def of(items: Sequence[str | None], i: int) -> str | None:
        return items[i] if len(items) == count else None

    return [
        party(
            code_of(of(countries, i)),
            sector_of(primary or of(sectors, i) if count == 1 else of(sectors, i)),
            text=of(raw, i),
            name=of(names, i),
            office=of(titles, i),
            why=f"{side} country {of(countries, i)}" if of(countries, i) else None,
        )
        for i in range(count)
    ]


def _place(row: Row) -> dict[str, Any] | None:
    named, resolution = finest(row)
    return place(
        row.get("placename") or named,
        code_of(row.get("country")),
        row.get("latitude"),
        row.get("longitude"),
        resolution=resolution,
        province=row.get("province"),
        extracted=row.get("raw_placename"),
        geonameid=row.get("geonames_id"),
    )


def _list(given: str | None) -> list[str | None]:
    """The items of a list, None for those that are unknown; an unknown list has none."""
    items = [one.strip() for one in (given or "").split(";")]
    found = [None if one in _MISSING else one for one in items]
    return found if any(found) else []
