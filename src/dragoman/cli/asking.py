"""A ledger asked: events, show, dyad, timeline, network, actors, stories, quotes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman import api
from dragoman.cli.filters import filtered
from dragoman.cli.shared import (
    DONE,
    LEDGER,
    AsJson,
    Format,
    FormatOfOutput,
    Ledger,
    Output,
    complain,
    format_of,
    opened,
    show,
    write_json,
)
from dragoman.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from dragoman.analysis import Ledger as Book
    from dragoman.analysis import Query, Result

PANEL = "Asking a ledger"
app = typer.Typer()

ROWS, UNITS = 50, 10
"""Rows of a table, and countries or dyads counted in one, unless the user says how many."""

Asked = Callable[..., Any]
"""Gives the query; see `filtered`."""
Every = Annotated[str, typer.Option("--every", metavar="PERIOD", help="day, week, month or year.")]


@app.command(rich_help_panel=PANEL)
@filtered
def events(
    asked: Asked,
    ledger: Ledger = LEDGER,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """List events: who did what to whom."""
    return _list(lambda book, query: book.events(query), asked, ledger, format, output)


@app.command("show", rich_help_panel=PANEL)
def show_event(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Of an event or record, or how it begins.")
    ],
    ledger: Ledger = LEDGER,
    trace: Annotated[
        bool,
        typer.Option("--trace", help="Also each step of the coding; the stories are coded again."),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Show the whole way back from an event to the words of each story."""
    with _book(ledger) as book:
        shown = book.show(id)
        if trace:
            from dragoman.tracing import traced

            shown = traced(book, shown)
    if as_json:
        write_json(shown.as_dict())
    else:
        show(shown)
    return DONE


@app.command(rich_help_panel=PANEL)
@filtered
def dyad(
    one: Annotated[str, typer.Argument(metavar="A", help="A country or other code.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    asked: Asked,
    ledger: Ledger = LEDGER,
    every: Every = "month",
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """Count what two do to each other, by direction and period."""
    chosen = _format(format, output)
    query = asked(None)

    def ask(book: Book) -> list[Result]:
        counted = book.dyad(one, other, query, every=every)
        if chosen is not Format.table or not len(counted):
            return [counted]
        return [book.types(query, between=(one, other)), counted]

    return _answer(ledger, ask, chosen, output)


@app.command(rich_help_panel=PANEL)
@filtered
def timeline(
    asked: Asked,
    ledger: Ledger = LEDGER,
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help="all, country, dyad or type.")
    ] = "all",
    every: Every = "month",
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """Count events by period, and by country, dyad or type; zeros are filled in."""
    chosen = _format(format, output)
    query = asked(UNITS if chosen is Format.table else None)
    return _answer(ledger, lambda book: book.timeline(query, by=by, every=every), chosen, output)


@app.command(rich_help_panel=PANEL)
@filtered
def network(
    asked: Asked,
    ledger: Ledger = LEDGER,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """List who acts towards whom, the strongest ties first."""
    return _list(lambda book, query: book.network(query), asked, ledger, format, output)


@app.command(rich_help_panel=PANEL)
@filtered
def actors(
    asked: Asked,
    ledger: Ledger = LEDGER,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """List the parties of events, and how often they act, are acted upon, or speak."""
    return _list(lambda book, query: book.actors(query), asked, ledger, format, output)


@app.command(rich_help_panel=PANEL)
@filtered
def stories(
    asked: Asked,
    ledger: Ledger = LEDGER,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="coded, empty, set_aside or waiting."),
    ] = None,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """List stories; --since and --until are days of publication, --words may stand anywhere."""

    def ask(book: Book, query: Query) -> Result:
        return book.stories(query, state=state)

    return _list(ask, asked, ledger, format, output)


@app.command(rich_help_panel=PANEL)
@filtered
def quotes(
    asked: Asked,
    ledger: Ledger = LEDGER,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """List who said what, with the sentence."""
    return _list(lambda book, query: book.quotes(query), asked, ledger, format, output)


def _format(format: Format | None, output: Path | None) -> Format:
    chosen = format or format_of(output)
    if chosen is Format.parquet and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal; name a file with --output")
    return chosen


def _list(
    ask: Callable[[Book, Query], Result],
    asked: Asked,
    ledger: Path,
    format: Format | None,
    output: Path | None,
) -> int:
    """Answer with a list, of which a terminal shows only the head."""
    chosen = _format(format, output)
    query = asked(ROWS if chosen is Format.table and output is None else None)
    return _answer(ledger, lambda book: ask(book, query), chosen, output)


@contextmanager
def _book(path: Path) -> Iterator[Book]:
    """The ledger, to be read only."""
    import duckdb

    with api.open_ledger(path, read_only=True) as book:
        try:
            yield book
        except duckdb.Error as error:
            said = " ".join(str(error).split())
            raise LedgerError(
                f"{path} cannot be read ({said:.200}); 'dragoman status --check' tells more"
            ) from error


def _answer(
    path: Path, ask: Callable[[Book], Result | list[Result]], chosen: Format, output: Path | None
) -> int:
    """Ask, print or write what was found, and say what must be said of it."""
    with _book(path) as book:
        answer = ask(book)
        results = answer if isinstance(answer, list) else [answer]
        if chosen is Format.table and output is None and sys.stdout.isatty():
            for found in results:
                if len(found):
                    show(found)
        elif chosen is not Format.table or any(map(len, results)):
            with opened(output) as stream:
                for found in results:
                    found.write(stream, chosen.value)
    sys.stdout.flush()
    for note in dict.fromkeys(note for found in results for note in found.notes):
        complain(note)
    return DONE
