"""A ledger drawn and told: charts, bursts, briefs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman import api
from dragoman.cli.filters import filtered
from dragoman.cli.shared import (
    DONE,
    LEDGER,
    Format,
    FormatOfOutput,
    Ledger,
    Output,
    codes_of,
    complain,
    format_of,
    opened,
    show,
)
from dragoman.errors import UsageError
from dragoman.languages.writing import DEFAULT

PANEL = "Drawing and telling"
app = typer.Typer()

Asked = Callable[..., Any]
"""Gives the query; see `filtered`."""

Every = Annotated[str, typer.Option("--every", metavar="PERIOD", help="day, week, month or year.")]
In = Annotated[
    str, typer.Option("--in", metavar="LANG", help="The reader's language: en, id, ja, ko.")
]
Share = Annotated[
    bool, typer.Option("--share", help="Bursts of the share of all events, not of their number.")
]


class Chart(StrEnum):
    """Kinds of charts."""

    intensity = "intensity"
    types = "types"
    network = "network"
    map = "map"
    places = "places"


class Page(StrEnum):
    """Formats of briefs."""

    text = "text"
    md = "md"
    html = "html"


_PAGES = {".txt": Page.text, ".md": Page.md, ".html": Page.html, ".htm": Page.html}


@app.command(rich_help_panel=PANEL)
@filtered
def chart(
    kind: Annotated[Chart, typer.Argument(metavar="KIND", help=", ".join(Chart) + ".")],
    asked: Asked,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="A file named .png, .svg or .html."),
    ],
    ledger: Ledger = LEDGER,
    lang_of_labels: In = DEFAULT,
    every: Every = "month",
    bursts: Annotated[
        bool, typer.Option(help="Mark bursts and changes of level in 'intensity'.")
    ] = True,
    share: Share = False,
) -> int:
    """Draw what happened: over time, by type, as a network, on a map."""
    format = output.suffix[1:].lower()
    if format not in ("png", "svg", "html"):
        raise UsageError(f"{output} names no format of charts; .png, .svg or .html would")
    with api.open_ledger(ledger, read_only=True) as book:
        drawn = book.chart(
            kind.value,
            asked(None),
            lang=lang_of_labels,
            every=every,
            marked=bursts,
            share=share,
            picture=format == "png",
        )
    image = drawn.render(format)
    with opened(output) as stream:
        stream.write(image)
    if drawn.hint:
        complain(drawn.hint)
    return DONE


@app.command("bursts", rich_help_panel=PANEL)
@filtered
def bursts_between(
    one: Annotated[str, typer.Argument(metavar="A", help="A country or other code.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    asked: Asked,
    ledger: Ledger = LEDGER,
    every: Every = "month",
    share: Share = False,
    rate: Annotated[
        float, typer.Option("--rate", metavar="S", help="How many times the usual rate is a burst.")
    ] = 2.0,
    gamma: Annotated[
        float, typer.Option("--gamma", metavar="G", help="What entering a burst costs.")
    ] = 1.0,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """Find bursts and changes of level between two, by published methods."""
    chosen = format or format_of(output)
    with api.open_ledger(ledger, read_only=True) as book:
        found = book.bursts(
            one, other, asked(None), every=every, share=share, rate=rate, gamma=gamma
        )
    if chosen is Format.table and output is None and sys.stdout.isatty():
        show(found)
    else:
        with opened(output) as stream:
            found.write(stream, chosen.value)
    sys.stdout.flush()
    for note in found.notes:
        complain(note)
    return DONE


@app.command(rich_help_panel=PANEL)
@filtered
def brief(
    asked: Asked,
    ledger: Ledger = LEDGER,
    about: Annotated[
        list[str] | None,
        typer.Option("--about", metavar="WHO", help="One party, or two joined by a comma."),
    ] = None,
    lang_of_brief: In = DEFAULT,
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help="Sections by day or by counterpart.")
    ] = "day",
    format: Annotated[
        Page | None, typer.Option("--format", help="By default text, or as FILE is named.")
    ] = None,
    output: Output = None,
) -> int:
    """Tell what happened and who said what, each sentence with its sources."""
    from dragoman.analysis.briefs.pages import render

    if format is None and output is not None and output.suffix.lower() not in _PAGES:
        known = ", ".join(_PAGES)
        raise UsageError(f"{output} names no format of briefs; give --format, or one of {known}")
    chosen = format or (_PAGES[output.suffix.lower()] if output else Page.text)
    with api.open_ledger(ledger, read_only=True) as book:
        told = book.brief(asked(None), about=codes_of(about) or (), lang=lang_of_brief, by=by)
    with opened(output) as stream:
        stream.write(render(told, chosen.value).encode("utf-8"))
    return DONE
