"""ICEWS coded events, as released and as tools have rewritten them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dragoman.interchange import countries
from dragoman.interchange.cameo import variant
from dragoman.interchange.icews import COLUMNS, sector_names
from dragoman.interchange.sources.building import (
    Origin,
    RowError,
    day_of,
    finest,
    number,
    of_cameo,
    party,
    place,
    record,
    whole,
)
from dragoman.interchange.sources.rows import Layout, Row, name_of
from dragoman.ontology import load_ontology

NAME = "icews"

LAYOUT = Layout(
    tuple(map(name_of, COLUMNS)),
    ("event_id", "event_date", "source_name", "target_name", "event_text"),
    missing=frozenset({"", "NA", "NULL", "\\N"}),
)


def read_row(row: Row, crosswalk: str) -> dict[str, Any]:
    """The record of a row.

    Raises:
        RowError: it lacks what a record needs.
    """
    id = row.get("event_id")
    if not id:
        raise RowError("there is no Event ID")
    code = _code(row.get("cameo_code"), row.get("event_text"))
    story = row.get("story_id") or id
    sentence = whole(row.get("sentence_number"))
    return record(
        row,
        Origin(NAME, id, code, number(row.get("intensity")), "ICEWS"),
        of_cameo(code, "icews", crosswalk),
        day=day_of(row.get("event_date")),
        actors=_party(row, "source"),
        recipients=_party(row, "target"),
        story=story,
        sentences=[(story, sentence - 1 if sentence else None)],
        place=_place(row),
        citation={"publication": row.get("publisher")},
    )


def _code(code: str | None, title: str | None) -> str:
    """The CAMEO code; the title says it where the column is missing or its zero was lost."""
    if code is None:
        found = _titles().get((title or "").casefold())
        if found is None:
            raise RowError(f"there is no CAMEO Code, and '{title}' is the title of none")
        return found
    labels = variant("icews")
    if title and labels.label(code) != title and labels.label(f"0{code}") == title:
        return f"0{code}"
    return code


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    # of a root and the code below it that bears the same title, the code counts
    return {entry.label.casefold(): code for code, entry in sorted(load_ontology().cameo.items())}


def _party(row: Row, side: str) -> list[dict[str, Any]]:
    name, country = row.get(f"{side}_name"), row.get(f"{side}_country")
    if not name and not country:
        return []
    sectors = row.get(f"{side}_sectors") or ""
    said = {one.strip().strip("\"'").casefold() for one in sectors.split(",")}
    table = sector_names()
    code = countries.of_name(country or "")
    sector = next(
        (one.sector for one in table.read if said & {name.casefold() for name in one.names}), None
    )
    if not country:
        code = next(
            (
                one.code
                for one in table.read_bearers
                if said & {name.casefold() for name in one.names}
            ),
            None,
        )
    why = f"{side} country '{country}'" if country else f"{side} sectors '{sectors}'"
    return [party(code, sector, name=name, why=why if code else f"{why}, not known here")]


def _place(row: Row) -> dict[str, Any] | None:
    named, resolution = finest(row)
    return place(
        named,
        countries.of_name(row.get("country") or ""),
        row.get("latitude"),
        row.get("longitude"),
        resolution=resolution,
        province=row.get("province"),
    )
