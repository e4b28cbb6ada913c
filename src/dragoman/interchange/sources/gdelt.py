"""GDELT events: 61 columns of 2.0, 58 or 57 of 1.0; without a heading, or with the one BigQuery and
other tools give them."""

from __future__ import annotations

from typing import Any

from dragoman.interchange import countries
from dragoman.interchange.gdelt import COLUMNS, COLUMNS_1
from dragoman.interchange.sources.building import (
    Origin,
    RowError,
    cameo_party,
    day_of,
    number,
    of_cameo,
    place,
    record,
)
from dragoman.interchange.sources.rows import Layout, Row, name_of

NAME = "gdelt"

_NEEDED = ("globaleventid", "sqldate", "eventcode")
_ALSO = (("day", "sqldate"),)

LAYOUTS = {
    len(names): Layout(tuple(map(name_of, names)), _NEEDED, headed=False, also=_ALSO)
    for names in (COLUMNS, COLUMNS_1, COLUMNS_1[:-1])
}
"""Number of columns → layout."""

_RESOLUTIONS = {1: 1, 2: 2, 3: 4, 4: 4, 5: 2}
"""GDELT's type of a place → PLOVER's resolution."""


def read_row(row: Row, crosswalk: str) -> dict[str, Any]:
    """The record of a row.

    Raises:
        RowError: it lacks what a record needs.
    """
    id, code = row.get("globaleventid"), row.get("eventcode")
    if not id or not code:
        raise RowError("there is no GLOBALEVENTID" if not id else "there is no EventCode")
    url = row.get("sourceurl")
    # 2.0 tells the second at which a row was added, 1.0 the day
    release = {14: "2.0", 8: "1.0"}.get(len(row.get("dateadded") or ""))
    return record(
        row,
        Origin(NAME, id, code, number(row.get("goldsteinscale")), "GDELT", release),
        of_cameo(code, "gdelt", crosswalk),
        day=day_of(row.get("sqldate")),
        actors=_party(row, "actor1"),
        recipients=_party(row, "actor2"),
        story=url or id,
        place=_place(row),
        citation={"url": url},
    )


def _party(row: Row, side: str) -> list[dict[str, Any]]:
    return cameo_party(row.get(f"{side}code"), f"{side}code", row.get(f"{side}name"))


def _place(row: Row) -> dict[str, Any] | None:
    kind = row.get("actiongeo_type")
    if kind in (None, "0"):
        return None
    return place(
        row.get("actiongeo_fullname"),
        countries.of_fips(row.get("actiongeo_countrycode") or ""),
        row.get("actiongeo_lat"),
        row.get("actiongeo_long"),
        resolution=_RESOLUTIONS.get(int(kind)) if kind and kind.isdecimal() else None,
    )
