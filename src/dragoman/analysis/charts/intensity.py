"""Cooperation and conflict over time: counts, the mean score, bursts and changes of level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dragoman.analysis.bursts import (
    CONFLICT,
    COOPERATION,
    KINDS,
    LEVEL,
    MIN_EVENTS,
    MIN_PERIODS,
    PENALTY,
    Findings,
)
from dragoman.analysis.charts.canvas import Canvas, Spec
from dragoman.analysis.charts.sources import Sources, lines
from dragoman.analysis.charts.style import INK, PAPER, QUAD_COLOURS, QUADS, SHADE, SOFT, WIDTH
from dragoman.analysis.lines import columns
from dragoman.analysis.naming import Names
from dragoman.analysis.periods import following

_COUNTS, _SCORES = 260, 140
DAY = timedelta(days=1)
_MANY = 120
"""From so many periods on, bars have no edges and points are small."""

_LETTER = 6.6
"""Width of a letter of the labels of bursts."""


def intensity(
    rows: Sequence[Mapping[str, Any]],
    every: str,
    names: Names,
    *,
    subject: str,
    sources: Sources,
    findings: Findings | None = None,
) -> Spec:
    """The specification of the chart.

    Above, cooperation is counted up and conflict down, bursts being shaded; below is the mean
    score, with the levels that were found as thick lines and their changes as dashed ones.

    Args:
        rows: one a period, in order and without gaps: `period`, the counts by quad code, `events`,
            `score_mean`.
        every: what a period is.
        names: the language of the labels.
        subject: whom it is about.
        sources: what the line of sources says.
        findings: bursts and levels to mark.

    Raises:
        UsageError: the extra `charts` is not installed.
    """
    alt = Canvas()
    words = names.writing.charts

    def x(labels: bool) -> Any:
        axis = alt.Axis(
            title=None, format=words.axis[every], tickCount=7, labelOverlap=True, grid=False,
            labelPadding=6, labels=labels,
        )  # fmt: skip
        return alt.X("from:T", scale=alt.Scale(type="utc", nice=False), axis=axis)

    above = _counts(alt, rows, every, names, x(False))
    below = _scores(alt, rows, every, names, x(True))
    notes: list[str] = []
    if findings is not None:
        above = [*_shades(alt, findings, rows, words, x(False)), *above]
        below += _levels(alt, findings, names, x(True))
        notes = said(findings, names)
    chart = alt.vconcat(
        alt.layer(*above).properties(width=WIDTH, height=_COUNTS),
        alt.layer(*below).properties(width=WIDTH, height=_SCORES),
    ).resolve_scale(x="shared", color="independent")
    title = words.intensity.format(subject=subject)
    return alt.framed(chart, title, lines(sources, names, notes))


def said(findings: Findings, names: Names) -> list[str]:
    """What was found or could not be told, and by which methods, in sentences."""
    words = names.writing.charts
    method = words.kleinberg.format(
        rate=f"{findings.rate:g}",
        gamma=f"{findings.gamma:g}",
        counts=words.counted["share" if findings.share else "number"],
    )
    notes = []
    pelt = words.pelt.format(penalty=f"{PENALTY:g}")
    judged = [kind for kind in KINDS if kind not in findings.unsure]
    if findings.bursts:
        notes.append(words.bursts_by.format(method=method))
    elif judged:
        notes.append(words.no_burst.format(method=method))
    if len(findings.levels) > 1:
        notes.append(words.levels_by.format(method=pelt))
    elif findings.levels:
        notes.append(words.no_change.format(method=pelt))
    labels = {**{kind: words.burst[kind] for kind in KINDS}, LEVEL: words.level}
    unsure = [f"{labels[what]} ({names.number(count)})" for what, count in findings.unsure.items()]
    if unsure:
        few = words.too_few.format(what=", ".join(unsure), events=MIN_EVENTS, periods=MIN_PERIODS)
        notes.append(few)
    return notes


def _span(row: Mapping[str, Any], every: str, names: Names) -> dict[str, str]:
    start = row["period"]
    return {
        "from": start.isoformat(),
        "to": following(start, every).isoformat(),
        "when": names.period(start, every),
    }


def _counts(
    alt: Canvas, rows: Sequence[Mapping[str, Any]], every: str, names: Names, x: Any
) -> list[Any]:
    """Bars: in each direction deeds stand next to the line, words beyond them."""
    words = names.writing.charts
    values = []
    for row in rows:
        for sign, quads in ((1, (2, 1)), (-1, (4, 3))):
            base = 0
            for quad in quads:
                count = row[QUADS[quad - 1]]
                if count:
                    place = {"low": sign * base, "high": sign * (base + count), "count": count}
                    values.append(_span(row, every, names) | {"quad": words.quads[quad]} | place)
                base += count
    order = (1, 2, 4, 3)
    colour = alt.Scale(
        domain=[words.quads[quad] for quad in order],
        range=[QUAD_COLOURS[quad - 1] for quad in order],
    )
    y = alt.Y(
        "low:Q",
        axis=alt.Axis(
            title=f"{words.conflict} ← {words.per[every]} → {words.cooperation}",
            labelExpr="format(abs(datum.value), ',d')",
            tickMinStep=1,
        ),
    )
    bars = (
        alt.Chart(alt.data(values))
        .mark_bar(stroke=PAPER, strokeWidth=0.4 if len(rows) <= _MANY else 0)
        .encode(
            x=x,
            x2="to:T",
            y=y,
            y2="high:Q",
            color=alt.Color("quad:N", scale=colour, legend=alt.Legend(title=None, orient="top")),
            tooltip=[
                alt.Tooltip("when:N", title=" "),
                alt.Tooltip("quad:N", title=" "),
                alt.Tooltip("count:Q", title=words.events),
            ],
        )
    )
    return [bars, _zero(alt, rows, every, x)]


def _scores(
    alt: Canvas, rows: Sequence[Mapping[str, Any]], every: str, names: Names, x: Any
) -> list[Any]:
    """The mean score of each period that has one; a period without events breaks the line."""
    words = names.writing.charts
    values = []
    run = 0
    for row in rows:
        if row["score_mean"] is None:
            run += 1
            continue
        middle = row["period"] + (following(row["period"], every) - row["period"]) / 2
        values.append(
            _span(row, every, names)
            | {"from": middle.isoformat(), "score": row["score_mean"], "run": run}
            | {"events": row["events"]}
        )
    y = alt.Y(
        "score:Q",
        scale=alt.Scale(domain=[-10, 10]),
        axis=alt.Axis(title=list(words.score_axis), values=[-10, -5, 0, 5, 10]),
    )
    base = alt.Chart(alt.data(values)).encode(x=x, y=y)
    line = base.mark_line(color=SOFT, strokeWidth=1 if len(rows) <= _MANY else 0.4).encode(
        detail="run:N"
    )
    points = base.mark_point(
        filled=True, color=SOFT, size=16 if len(rows) <= _MANY else 5, opacity=1
    ).encode(
        tooltip=[
            alt.Tooltip("when:N", title=" "),
            alt.Tooltip("score:Q", title=words.score, format=".1f"),
            alt.Tooltip("events:Q", title=words.events),
        ]
    )
    return [_zero(alt, rows, every, x), line, points]


def _zero(alt: Canvas, rows: Sequence[Mapping[str, Any]], every: str, x: Any) -> Any:
    """The line at zero; it reaches over all periods, with or without events."""
    last = following(rows[-1]["period"], every)
    whole = {"from": rows[0]["period"].isoformat(), "to": last.isoformat(), "zero": 0}
    data = alt.data([whole])
    return alt.Chart(data).mark_rule(color=INK).encode(x=x, x2="to:T", y="zero:Q")


def _shades(
    alt: Canvas, findings: Findings, rows: Sequence[Mapping[str, Any]], words: Any, x: Any
) -> list[Any]:
    """Bursts of cooperation shade the upper half, those of conflict the lower one."""
    if not findings.bursts:
        return []
    tops = {
        COOPERATION: max(row[QUADS[0]] + row[QUADS[1]] for row in rows),
        CONFLICT: -max(row[QUADS[2]] + row[QUADS[3]] for row in rows),
    }
    first = rows[0]["period"]
    point = WIDTH / ((rows[-1]["period"] - first).days or 1)
    values = []
    ended = dict.fromkeys(tops, 0.0)
    for burst in findings.bursts:
        label = words.burst[burst.kind]
        room, where = columns(label) * _LETTER, (burst.start - first).days * point
        late = where + room > WIDTH
        left = where - room if late else where
        start, end = burst.start.isoformat(), (burst.end + DAY).isoformat()
        values.append(
            {"from": start, "to": end, "low": 0, "high": tops[burst.kind] * 1.04}
            | {"up": burst.kind == COOPERATION, "late": late, "at": end if late else start}
            # one label for bursts that follow each other too closely for two
            | {"label": label if left >= ended[burst.kind] else ""}
        )
        if left >= ended[burst.kind]:
            ended[burst.kind] = left + room
    base = alt.Chart(alt.data(values))
    shades = base.mark_rect(color=SHADE, opacity=0.5).encode(x=x, x2="to:T", y="low:Q", y2="high:Q")
    # room for the labels beyond the bars
    room = alt.Chart(
        alt.data(
            [{"edge": tops[kind] * 1.16} for kind in sorted({b.kind for b in findings.bursts})]
        )
    )
    labels = [
        alt.Chart(alt.data(some))
        .mark_text(
            align="right" if late else "left",
            baseline="bottom" if up else "top",
            dy=-3 if up else 3,
            fontSize=11,
        )
        .encode(x="at:T", y="high:Q", text="label:N")
        for up in (True, False)
        for late in (True, False)
        if (some := [one for one in values if (one["up"], one["late"]) == (up, late)])
    ]
    return [shades, room.mark_point(opacity=0).encode(y="edge:Q"), *labels]


def _levels(alt: Canvas, findings: Findings, names: Names, x: Any) -> list[Any]:
    """Levels as thick lines with their means; where a new one begins, a dashed line."""
    if len(findings.levels) < 2:
        return []
    days = (findings.levels[-1].end - findings.levels[0].start).days
    point = WIDTH / max(days, 1)
    values = [
        {
            "from": level.start.isoformat(),
            "to": (level.end + DAY).isoformat(),
            "mean": level.mean,
            "label": label if (level.end - level.start).days * point > columns(label) * 9 else "",
            "above": level.mean <= 5,
        }
        for level in findings.levels
        for label in (names.number(level.mean, 1),)
    ]
    base = alt.Chart(alt.data(values))
    thick = base.mark_rule(color=INK, strokeWidth=3).encode(x=x, x2="to:T", y="mean:Q")
    labels = [
        alt.Chart(alt.data(some))
        .mark_text(align="left", dx=4, dy=-10 if above else 12, fontWeight=600, **halo)
        .encode(x=x, y="mean:Q", text="label:N")
        for above in (True, False)
        if (some := [one for one in values if one["above"] == above])
        for halo in ({"stroke": PAPER, "strokeWidth": 4}, {})
    ]
    begin = alt.Chart(alt.data(values[1:])).mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1)
    return [begin.encode(x=x), thick, *labels]
