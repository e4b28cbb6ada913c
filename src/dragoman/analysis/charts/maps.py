"""Maps: countries shaded by the number of events in them, and places as circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.analysis.charts.canvas import Canvas, Spec
from dragoman.analysis.charts.outlines import countries as outlines
from dragoman.analysis.charts.outlines import geometry, largest_towns
from dragoman.analysis.charts.sources import Sources, lines
from dragoman.analysis.charts.style import (
    EDGE,
    INK,
    LAND,
    PAPER,
    QUAD_COLOURS,
    SCALE_RAMP,
    WIDTH,
    steps,
)
from dragoman.analysis.naming import Names

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

_WORLD: Box = (-180.0, -58.0, 180.0, 84.0)
_WIDE = 150.0
"""A map that would be wider, in degrees, shows the whole world."""

_MARGIN, _LEAST = 0.12, 16.0
"""What is added around what is shown, as a part of it; the least width and height in degrees."""

_NAMED = 14
"""So many places are named on the map, those with the most events."""

_SEVERAL = 20
"""A place with so many events has a large circle."""

_TINY = 1.2
"""A country that covers fewer square degrees, or of which no outline is known, gets a ring."""


def by_country(rows: Sequence[Mapping[str, Any]], names: Names, *, sources: Sources) -> Spec:
    """The specification of a map of countries, the darker the more events took place in them.

    Args:
        rows: `country` (a code, or None where the place is not known) and `events`.
        names: the language of the labels.
        sources: what the line of sources says.

    Raises:
        UsageError: one of the extras `charts` and `maps` is not installed.
    """
    alt = Canvas()
    words = names.writing.charts
    shapes, towns = outlines(), largest_towns()
    counts: dict[str, int] = {}
    lost = 0
    for row in rows:
        if row["country"] in shapes or row["country"] in towns:
            counts[row["country"]] = counts.get(row["country"], 0) + row["events"]
        else:
            lost += row["events"]
    drawn = {code: shapes[code] for code in counts if code in shapes}
    ringed: list[dict[str, Any]] = [
        {"lon": at[0], "lat": at[1], "name": names.actor(code), "events": counts[code]}
        for code in sorted(counts)
        if code not in drawn or drawn[code].area < _TINY
        for at in (_middle(drawn[code]) if code in drawn else towns[code],)
    ]
    box = _box(
        [
            *(shape.bounds for shape in drawn.values()),
            *((one["lon"], one["lat"], one["lon"], one["lat"]) for one in ringed),
        ]
    )
    shaded = _features(drawn, drawn, box, names, counts)
    scale = alt.Scale(type="sqrt", range=list(SCALE_RAMP))
    colour = alt.Color(
        "properties.events:Q",
        scale=scale,
        legend=alt.Legend(title=words.events, format=",d", values=steps(counts.values())),
    )
    tips = [
        alt.Tooltip("properties.name:N", title=" "),
        alt.Tooltip("properties.events:Q", title=words.events),
    ]
    fills = (
        alt.Chart(alt.shapes(shaded))
        .mark_geoshape(stroke=PAPER, strokeWidth=0.6)
        .encode(color=colour, tooltip=tips)
    )
    layers = [_background(alt, shapes, box, names), fills]
    if ringed:
        rings = (
            alt.Chart(alt.data(ringed))
            .mark_circle(size=110, stroke=INK, strokeWidth=1, opacity=1)
            .encode(
                longitude="lon:Q",
                latitude="lat:Q",
                color=alt.Color("events:Q", scale=scale, legend=None),
                tooltip=[
                    alt.Tooltip("name:N", title=" "),
                    alt.Tooltip("events:Q", title=words.events),
                ],
            )
        )
        layers.append(rings)
    chart = _projected(alt.layer(*layers), box)
    return alt.framed(chart, words.countries, lines(sources, names, _notes(words, names, lost)))


def by_place(rows: Sequence[Mapping[str, Any]], names: Names, *, sources: Sources) -> Spec:
    """The specification of a map of places, the larger the more events took place there.

    Filled circles are places where cooperation prevails, diamonds with a light fill those where
    conflict does.

    Args:
        rows: `place`, `country`, `lat`, `lon` (None where they are not known), `events`,
            `cooperation`, `conflict`.
        names: the language of the labels.
        sources: what the line of sources says.

    Raises:
        UsageError: one of the extras `charts` and `maps` is not installed.
    """
    alt = Canvas()
    words = names.writing.charts
    known = [row for row in rows if row["lat"] is not None and row["lon"] is not None]
    lost = sum(row["events"] for row in rows) - sum(row["events"] for row in known)
    known.sort(key=lambda row: (-row["events"], row["place"] or "", row["lat"], row["lon"]))
    box = _box([(row["lon"], row["lat"], row["lon"], row["lat"]) for row in known])
    kinds = [words.cooperation, words.conflict]
    values = [
        {
            "lon": row["lon"],
            "lat": row["lat"],
            "name": names.place(row["place"], row["country"]),
            "events": row["events"],
            "prevails": words.conflict
            if row["conflict"] > row["cooperation"]
            else words.cooperation,
            "named": number < _NAMED,
        }
        for number, row in enumerate(known)
    ]
    # a circle for one event stays small, however few there are
    largest = max([_SEVERAL, *(one["events"] for one in values)])
    base = alt.Chart(alt.data(values)).encode(longitude="lon:Q", latitude="lat:Q")
    marks = base.mark_point(filled=True, opacity=0.85, stroke=INK, strokeWidth=0.8).encode(
        size=alt.Size(
            "events:Q",
            scale=alt.Scale(range=[0, 900], zero=True, domainMax=largest),
            legend=alt.Legend(
                title=words.events, format=",d", values=steps(one["events"] for one in values),
                symbolFillColor="transparent", symbolStrokeColor=INK,
            ),
        ),
        shape=alt.Shape(
            "prevails:N",
            scale=alt.Scale(domain=kinds, range=["circle", "diamond"]),
            legend=alt.Legend(title=None),
        ),
        color=alt.Color(
            "prevails:N",
            scale=alt.Scale(domain=kinds, range=[QUAD_COLOURS[1], QUAD_COLOURS[2]]),
            legend=alt.Legend(title=None),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("prevails:N", title=" "),
            alt.Tooltip("events:Q", title=words.events),
        ],
    )  # fmt: skip
    named = alt.Chart(alt.data([one for one in values if one["named"]])).encode(
        longitude="lon:Q", latitude="lat:Q", text="name:N"
    )
    labels = [
        named.mark_text(align="left", dx=9, dy=-7, fontSize=11, **halo)
        for halo in ({"stroke": PAPER, "strokeWidth": 3}, {})
    ]
    chart = _projected(alt.layer(_background(alt, outlines(), box, names), marks, *labels), box)
    return alt.framed(chart, words.places, lines(sources, names, _notes(words, names, lost)))


# --- inside


def _middle(shape: Any) -> tuple[float, float]:
    point = shape.representative_point()
    return point.x, point.y


def _notes(words: Any, names: Names, lost: int) -> list[str]:
    unplaced = [words.unplaced.format(count=names.number(lost))] if lost else []
    return [*unplaced, words.borders]


def _box(bounds: Sequence[Box]) -> Box:
    """What a map shows: all that is given, with a margin; the world where that is wide or nothing
    is given."""
    if not bounds:
        return _WORLD
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    across, up = max(east - west, _LEAST), max(north - south, _LEAST)
    if across * (1 + 2 * _MARGIN) > _WIDE:
        return _WORLD
    middle, centre = (west + east) / 2, (south + north) / 2
    half, tall = across * (0.5 + _MARGIN), up * (0.5 + _MARGIN)
    return (
        max(middle - half, -180.0),
        max(centre - tall, _WORLD[1]),
        min(middle + half, 180.0),
        min(centre + tall, _WORLD[3]),
    )


def _projected(chart: Any, box: Box) -> Any:
    world = box == _WORLD
    across = box[2] - box[0]
    # near the middle of the box a degree of longitude is as long as the projection makes it
    tall = 0.46 if world else min(max((box[3] - box[1]) / across * 1.25, 0.5), 0.95)
    return chart.project(type="equalEarth" if world else "mercator").properties(
        width=WIDTH, height=round(WIDTH * tall)
    )


def _background(alt: Canvas, shapes: Mapping[str, Any], box: Box, names: Names) -> Any:
    land = _features(shapes, shapes, box, names, {})
    return (
        alt.Chart(alt.shapes(land))
        .mark_geoshape(fill=LAND, stroke=EDGE, strokeWidth=0.4)
        .encode(tooltip=alt.Tooltip("properties.name:N", title=" "))
    )


def _features(
    shapes: Mapping[str, Any],
    codes: Any,
    box: Box,
    names: Names,
    counts: Mapping[str, int],
) -> list[dict[str, Any]]:
    found = []
    for code in sorted(codes):
        shape = geometry(shapes[code], box)
        if shape is not None:
            about = {"name": names.actor(code), "events": counts.get(code, 0)}
            found.append({"type": "Feature", "properties": about, "geometry": shape})
    return found
