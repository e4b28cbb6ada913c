"""Charts, bursts and briefs of what a query asks of a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from dragoman.analysis import aggregates, bursts, network
from dragoman.analysis.briefs.brief import Brief, compose
from dragoman.analysis.briefs.gather import gather
from dragoman.analysis.charts.canvas import Spec
from dragoman.analysis.charts.drawing import Drawing, drawing
from dragoman.analysis.charts.sources import Sources
from dragoman.analysis.filters import arrow, where
from dragoman.analysis.naming import Names
from dragoman.analysis.parties import party
from dragoman.analysis.query import Query, known
from dragoman.analysis.result import Column, Result, Row
from dragoman.analysis.summary import summary
from dragoman.analysis.why import why_nothing
from dragoman.errors import UsageError
from dragoman.languages.writing import DEFAULT
from dragoman.ledger import Ledger

CHARTS = ("intensity", "types", "network", "map", "places")
"""Kinds of charts: counts and scores over time; types by pair; who deals with whom; countries and
places on a map."""

EVENTS = 30
"""So many events are in a brief unless the query sets a limit."""


def chart(
    ledger: Ledger,
    kind: str,
    query: Query | None = None,
    *,
    lang: str = DEFAULT,
    every: str = "month",
    marked: bool = True,
    share: bool = False,
    picture: bool = True,
    **filters: Any,
) -> Drawing:
    """A chart of the events that a query asks for.

    Args:
        ledger: where the events are.
        kind: one of `CHARTS`.
        query, filters: which events (`Query`); `limit` is how many pairs are shown.
        lang: the language of the labels.
        every: the periods of "intensity": day, week, month or year.
        marked: "intensity" marks bursts and changes of level.
        share: bursts are those of the share of all events.
        picture: it will be a PNG, so fonts are looked for.

    Raises:
        UsageError: the query makes no sense or finds nothing, there is no such kind, or an extra
            is not installed.
        LanguageError: nothing can be written in that language.
    """
    (kind,) = known("chart", (kind,), CHARTS)
    asked = Query.of(query, **filters)
    most = {} if asked.limit is None else {"most": asked.limit}
    asked = Query.of(asked, limit=None)
    sources = _sources(ledger, asked)

    if kind == "intensity":
        from dragoman.analysis.charts.intensity import intensity

        rows = _rows(aggregates.timeline(ledger, asked, every=every))
        found = _findings(ledger, rows, asked, every, share=share) if marked else None

        def draw(names: Names) -> Spec:
            subject = _subject(ledger, asked, names)
            return intensity(rows, every, names, subject=subject, sources=sources, findings=found)
    elif kind == "types":
        from dragoman.analysis.charts.types import types

        rows = _rows(aggregates.types(ledger, asked))

        def draw(names: Names) -> Spec:
            return types(rows, names, sources=sources, **most)
    elif kind == "network":
        from dragoman.analysis.charts import network as pictures

        rows = _rows(network.network(ledger, asked))

        def draw(names: Names) -> Spec:
            return pictures.network(rows, names, sources=sources, **most)
    else:
        from dragoman.analysis.charts.maps import by_country, by_place

        rows = _placed(ledger, asked, _COUNTRIES if kind == "map" else _PLACES)
        map_ = by_country if kind == "map" else by_place

        def draw(names: Names) -> Spec:
            return map_(rows, names, sources=sources)

    return drawing(draw, lang, picture=picture)


def bursts_of(
    ledger: Ledger,
    one: str,
    other: str,
    query: Query | None = None,
    *,
    every: str = "month",
    share: bool = False,
    rate: float = bursts.RATE,
    gamma: float = bursts.GAMMA,
    **filters: Any,
) -> Result:
    """Bursts of cooperation and conflict between two, and the levels of their mean score.

    Columns: `found` ("burst" or "level"), `of` (cooperation, conflict, score), `start`, `end`,
    `periods`, `events`, `expected` and `weight` of bursts, `mean` of levels. The notes name the
    methods, and what there are too few events to tell.

    Args:
        ledger: where the events are.
        one, other: the two.
        query, filters: which events (`Query`).
        every: day, week, month or year.
        share: bursts are those of the share of all events in the ledger.
        rate, gamma: Kleinberg's s and γ.

    Raises:
        UsageError: the query makes no sense or finds nothing, or an extra is not installed.
    """
    asked = Query.of(query, between=(one, other), **filters)
    rows = _rows(aggregates.timeline(ledger, asked, every=every))
    found = _findings(ledger, rows, asked, every, share=share, rate=rate, gamma=gamma)
    said: list[Row] = [
        {
            "found": "burst", "of": burst.kind, "start": burst.start, "end": burst.end,
            "periods": burst.periods, "events": burst.events, "expected": burst.expected,
            "weight": burst.weight, "mean": None,
        }
        for burst in found.bursts
    ] + [
        {
            "found": "level", "of": "score", "start": level.start, "end": level.end,
            "periods": level.periods, "events": level.events, "expected": None, "weight": None,
            "mean": level.mean,
        }
        for level in found.levels
    ]  # fmt: skip
    notes = [f"bursts: {found.bursts_by}", f"levels: {found.levels_by}"]
    notes += [
        f"too few events to tell: {what} has {count} in {len(rows)} periods; "
        f"{bursts.MIN_EVENTS} in {bursts.MIN_PERIODS} are needed"
        for what, count in found.unsure.items()
    ]
    return Result(pa.Table.from_pylist(said, _BURSTS), _COLUMNS, notes)


def brief(
    ledger: Ledger,
    query: Query | None = None,
    *,
    about: Sequence[str] | str = (),
    lang: str = DEFAULT,
    by: str = "day",
    **filters: Any,
) -> Brief:
    """A brief of the events that a query asks for; `briefs.pages.render` writes it.

    Args:
        ledger: where the events are.
        query, filters: which events (`Query`); its limit is how many, `EVENTS` by default.
        about: whom it is about: one party, or two for what is between them.
        lang: the reader's language.
        by: "day" or "counterpart".

    Raises:
        UsageError: the query makes no sense, or nobody is known by a name.
        LanguageError: no briefs can be written in that language.
    """
    heroes = (about,) if isinstance(about, str) else tuple(about)
    if len(heroes) > 2:
        raise UsageError(f"a brief is about one party, or about two; {len(heroes)} are named")
    if heroes:
        filters |= {"between": heroes} if len(heroes) == 2 else {"country": heroes}
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    told, total = gather(ledger, found.sql, found.parameters, asked.limit or EVENTS)
    codes = [party(ledger.connection, one, "about").code or one for one in heroes]
    return compose(
        told, lang, about=codes, since=asked.since, until=asked.until, by=by, total=total
    )


# --- inside

_COUNTRIES = """
    SELECT e.country, count(*) AS events FROM events_now e WHERE {where}
    GROUP BY e.country ORDER BY e.country NULLS LAST
"""
_PLACES = """
    SELECT e.place, min(e.country) AS country, e.lat, e.lon, count(*) AS events,
        count(*) FILTER (e.quad <= 2) AS cooperation, count(*) FILTER (e.quad > 2) AS conflict
    FROM events_now e WHERE {where}
    GROUP BY e.place, e.lat, e.lon ORDER BY events DESC, e.place, e.lat, e.lon
"""
_BURSTS = pa.schema(
    [
        ("found", pa.string()), ("of", pa.string()), ("start", pa.date32()), ("end", pa.date32()),
        ("periods", pa.int32()), ("events", pa.int32()), ("expected", pa.float64()),
        ("weight", pa.float64()), ("mean", pa.float64()),
    ]
)  # fmt: skip


def _figure(name: str) -> Column:
    def text(row: Row) -> str:
        value = row[name]
        return "" if value is None else f"{value:.1f}".replace("-", "−")

    return Column(name.capitalize(), text, right=True)


_COLUMNS = (
    Column("Found", lambda row: f"{row['found']} of {row['of']}"),
    Column("From", lambda row: str(row["start"])),
    Column("To", lambda row: str(row["end"])),
    Column("Periods", lambda row: str(row["periods"]), right=True),
    Column("Events", lambda row: str(row["events"]), right=True),
    _figure("expected"),
    _figure("weight"),
    _figure("mean"),
)


def _rows(result: Result) -> list[Row]:
    """The rows of a result.

    Raises:
        UsageError: there are none; the message says why.
    """
    if not len(result):
        raise UsageError(result.notes[0] if result.notes else "there is nothing to draw")
    rows: list[Row] = result.arrow().to_pylist()
    return rows


def _placed(ledger: Ledger, asked: Query, sql: str) -> list[Row]:
    found = where(ledger.connection, asked)
    table = arrow(ledger, sql.format(where=found.sql), found.parameters)
    if not table.num_rows:
        raise UsageError(why_nothing(ledger.connection, found))
    rows: list[Row] = table.to_pylist()
    return rows


def _findings(
    ledger: Ledger, rows: Sequence[Row], asked: Query, every: str, *, share: bool, **how: float
) -> bursts.Findings:
    """Bursts and levels; with `share`, counted against what everybody does in the same periods."""
    totals = None
    if share:
        span = {"since": rows[0]["period"], "until": rows[-1]["period"]}
        whole = Query(source=asked.source, negated=asked.negated, **span)
        counts = {
            row["period"]: row["events"]
            for row in aggregates.timeline(ledger, whole, every=every).arrow().to_pylist()
        }
        totals = [max(counts.get(row["period"], 0), row["events"]) for row in rows]
    return bursts.find(rows, every, totals=totals, **how)


def _subject(ledger: Ledger, asked: Query, names: Names) -> str:
    """Whom a chart is about, by name."""
    words = names.writing.charts

    def name(said: str) -> str:
        code = party(ledger.connection, said, "party").code
        return names.actor(code) if code is not None else said

    if asked.between:
        one, other = asked.between
        return words.pair.format(a=name(one), b=name(other))
    if asked.actor and asked.recipient:
        return words.towards.format(a=name(asked.actor[0]), b=name(asked.recipient[0]))
    for field in (asked.country, asked.actor, asked.recipient):
        if field:
            return ", ".join(map(name, field))
    return words.all


def _sources(ledger: Ledger, asked: Query) -> Sources:
    found = summary(ledger, asked)
    return Sources(
        found.events,
        found.stories,
        found.outlets,
        found.languages,
        found.since,
        found.until,
        ", ".join(found.coders),
    )
