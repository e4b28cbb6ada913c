"""Who deals with whom: actors as circles, pairs as lines, laid out alike every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.analysis.charts.canvas import Canvas, Spec
from dragoman.analysis.charts.layout import HEIGHT, WIDTH, layout
from dragoman.analysis.charts.sources import Sources, lines
from dragoman.analysis.charts.style import INK, PAPER, SCORE_RAMP, SOFT, steps
from dragoman.analysis.naming import Names


def network(
    rows: Sequence[Mapping[str, Any]], names: Names, *, sources: Sources, most: int = 40
) -> Spec:
    """The specification of the chart.

    Both directions of a pair are one line: as thick as it has events, as dark as its mean score
    is far from zero, solid where cooperation prevails and dashed where conflict does.

    Args:
        rows: edges with `source`, `target`, `events`, `score_mean`, `cooperation`, `conflict`.
        names: the language of the labels.
        sources: what the line of sources says.
        most: so many pairs are shown, those with the most events.

    Raises:
        UsageError: the extra `charts` is not installed.
    """
    alt = Canvas()
    words = names.writing.charts
    every = _pairs(rows)
    pairs = every[:most]
    spots = layout(pairs, {code: names.actor(code) for one in pairs for code in one["pair"]})
    sizes: dict[str, int] = {}
    for one in pairs:
        for code in one["pair"]:
            sizes[code] = sizes.get(code, 0) + one["events"]
    kinds = [words.cooperation, words.conflict]
    edges = [
        {
            "x": spots[a][0], "y": spots[a][1], "x2": spots[b][0], "y2": spots[b][1],
            "label": words.pair.format(a=names.actor(a), b=names.actor(b)),
            "events": one["events"], "score": one["score"],
            "prevails": kinds[one["conflict"] > one["cooperation"]],
        }
        for one in reversed(pairs)
        for a, b in (one["pair"],)
    ]  # fmt: skip
    circles = [
        {"x": x, "y": y, "name": names.actor(code), "events": sizes[code]}
        for code, (x, y) in spots.items()
    ]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT, 0], nice=False))
    links = (
        alt.Chart(alt.data(edges))
        .mark_rule(strokeCap="round")
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "events:Q",
                scale=alt.Scale(type="sqrt", range=[1, 9], domainMin=1),
                legend=alt.Legend(
                    title=words.events,
                    format=",d",
                    values=steps(one["events"] for one in pairs),
                    symbolSize=500,
                    symbolStrokeColor=SOFT,
                ),
            ),
            color=alt.Color(
                "score:Q",
                scale=alt.Scale(domain=[-10, 10], range=list(SCORE_RAMP), interpolate="rgb"),
                legend=alt.Legend(title=words.score, values=[-10, -5, 0, 5, 10]),
            ),
            strokeDash=alt.StrokeDash(
                "prevails:N",
                scale=alt.Scale(domain=kinds, range=[[1, 0], [6, 5]]),
                legend=alt.Legend(
                    title=None, symbolType="stroke", symbolStrokeColor=INK, symbolSize=700
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=" "),
                alt.Tooltip("events:Q", title=words.events),
                alt.Tooltip("score:Q", title=words.score, format=".1f"),
            ],
        )
    )
    base = alt.Chart(alt.data(circles)).encode(x=x, y=y)
    dots = base.mark_circle(color=INK, opacity=1, stroke=PAPER, strokeWidth=1.5).encode(
        size=alt.Size("events:Q", scale=alt.Scale(range=[50, 500], zero=True), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("events:Q", title=words.events),
        ],
    )
    labels = [
        base.mark_text(dy=-15, fontSize=12, **halo).encode(text="name:N")
        for halo in ({"stroke": PAPER, "strokeWidth": 4}, {})
    ]
    chart = alt.layer(links, dots, *labels).properties(width=WIDTH, height=HEIGHT)
    notes = [words.edges]
    if len(pairs) < len(every):
        notes.append(words.shown_of.format(shown=len(pairs), total=names.number(len(every))))
    return alt.framed(chart, words.network, lines(sources, names, notes))


def _pairs(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Pairs whichever way they act, those with the most events first."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row["source"] == row["target"]:
            continue
        a, b = sorted((row["source"], row["target"]))
        one = found.setdefault(
            (a, b),
            {"pair": (a, b), "events": 0, "cooperation": 0, "conflict": 0, "score": 0.0},
        )
        one["score"] += (row["score_mean"] or 0.0) * row["events"]
        for name in ("events", "cooperation", "conflict"):
            one[name] += row[name]
    for one in found.values():
        one["score"] /= one["events"]
    return sorted(found.values(), key=lambda one: (-one["events"], one["pair"]))
