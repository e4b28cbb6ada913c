"""Types of events by pair of actors, as a table of shades with the counts in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.analysis.charts.canvas import Canvas, Spec
from dragoman.analysis.charts.sources import Sources, lines
from dragoman.analysis.charts.style import INK, NOTHING, PAPER, SCALE_RAMP
from dragoman.analysis.naming import Names
from dragoman.ontology import load_ontology

_ROW, _COLUMN = 26, 40
_DARK = 0.5
"""From this part of the highest count on, a cell is so dark that its figure is white."""


def types(
    rows: Sequence[Mapping[str, Any]], names: Names, *, sources: Sources, most: int = 15
) -> Spec:
    """The specification of the chart.

    Pairs stand from the one with most events down, types from the friendliest to the most hostile
    under the headings of the four quad codes.

    Args:
        rows: `actor`, `recipient`, `type` and `events`; a pair of one direction each.
        names: the language of the labels.
        sources: what the line of sources says.
        most: so many pairs are shown.

    Raises:
        UsageError: the extra `charts` is not installed.
    """
    alt = Canvas()
    words = names.writing.charts
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        pair = (row["actor"], row["recipient"])
        counts[pair] = counts.get(pair, 0) + row["events"]
    pairs = sorted(counts, key=lambda pair: (-counts[pair], pair))[:most]
    label = {
        pair: words.towards.format(a=names.actor(pair[0]), b=names.actor(pair[1])) for pair in pairs
    }
    kinds = sorted(load_ontology().types.values(), key=lambda kind: (kind.quad, -kind.score))
    found = {(row["actor"], row["recipient"], row["type"]): row["events"] for row in rows}
    high = max((found.get((*pair, kind.id), 0) for pair in pairs for kind in kinds), default=0)
    values = [
        {
            "pair": label[pair],
            "type": names.type(kind.id),
            "quad": words.quads[kind.quad],
            "events": events,
            "dark": events > _DARK * high,
        }
        for pair in pairs
        for kind in kinds
        for events in (found.get((*pair, kind.id), 0),)
    ]
    base = alt.Chart().encode(
        x=alt.X(
            "type:N",
            sort=[names.type(kind.id) for kind in kinds],
            axis=alt.Axis(
                title=None, orient="bottom", labelAngle=-45, ticks=False, domain=False,
                labelLimit=170, labelPadding=6,
            ),
        ),
        y=alt.Y(
            "pair:N",
            sort=list(label.values()),
            axis=alt.Axis(title=None, labelLimit=320, ticks=False, domain=False, labelPadding=8),
        ),
    )  # fmt: skip
    shade = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(
        color=alt.condition(
            alt.datum.events == 0,
            alt.value(NOTHING),
            alt.Color(
                "events:Q",
                scale=alt.Scale(range=list(SCALE_RAMP), domainMin=0),
                legend=alt.Legend(title=words.events, tickMinStep=1, format=",d"),
            ),
        ),
        tooltip=[
            alt.Tooltip("pair:N", title=" "),
            alt.Tooltip("type:N", title=" "),
            alt.Tooltip("events:Q", title=words.events),
        ],
    )
    figures = [
        base.transform_filter((alt.datum.events > 0) & (alt.datum.dark == dark))
        .mark_text(color=PAPER if dark else INK, fontSize=11)
        .encode(text=alt.Text("events:Q", format=",d"))
        for dark in (True, False)
    ]
    chart = (
        alt.layer(shade, *figures)
        .properties(width=alt.Step(_COLUMN), height=alt.Step(_ROW))
        .facet(
            data=alt.data(values),
            column=alt.Column(
                "quad:N",
                sort=[words.quads[quad] for quad in sorted(words.quads)],
                header=alt.Header(title=None, labelFontSize=12, labelPadding=6),
            ),
            spacing=10,
        )
        .resolve_scale(x="independent")
    )
    notes = (
        [words.shown_of.format(shown=len(pairs), total=names.number(len(counts)))]
        if most < len(counts)
        else []
    )
    return alt.framed(chart, words.types, lines(sources, names, notes))
