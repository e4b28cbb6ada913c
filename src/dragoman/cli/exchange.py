"""Events handed on, and those of other sets of data: export, import, compare."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman import api
from dragoman.cli.filters import filtered
from dragoman.cli.formats import (
    CameoList,
    Crosswalk,
    EventFormat,
    SetOfData,
    WithAuxiliary,
    check_terminal,
)
from dragoman.cli.shared import (
    DONE,
    LEDGER,
    NOT_ALL,
    Format,
    FormatOfOutput,
    Ledger,
    Output,
    complain,
    format_of,
    opened,
    show,
    show_table,
)
from dragoman.cli.tally import LISTED, outcome_line
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.analysis.compare import Comparison
    from dragoman.reading import SetAside

PANEL = "Exchange"
app = typer.Typer()


class Where(StrEnum):
    """Where a pair stands."""

    both = "both"
    ours = "ours"
    theirs = "theirs"


_TITLES = {Where.both: "In both", Where.ours: "Only ours", Where.theirs: "Only theirs"}

From = Annotated[
    SetOfData | None,
    typer.Option("--from", help="Which set of data FILE is of; by default told by its shape."),
]
Walk = Annotated[
    Crosswalk, typer.Option("--crosswalk", help="By what CAMEO codes become PLOVER's types.")
]


@app.command(rich_help_panel=PANEL)
@filtered
def export(
    asked: Callable[..., Any],
    format: Annotated[EventFormat, typer.Argument(metavar="FORMAT", help="Such as icews, stata.")],
    output: Output = None,
    ledger: Ledger = LEDGER,
    cameo: CameoList = None,
    with_auxiliary: WithAuxiliary = False,
) -> int:
    """Write the events of a ledger in a format that others read."""
    check_terminal(format, output)
    query = asked(None)
    if format is EventFormat.table and output is None:
        with api.open_ledger(ledger, read_only=True) as book:
            show_table(list(book.records(query)))
        return DONE
    target = sys.stdout.buffer if output is None else output
    done = api.export(
        format.value, target, ledger=ledger, cameo=cameo, auxiliary=with_auxiliary, query=query
    )
    sys.stdout.flush()
    complain(str(done))
    return DONE


@app.command("import", rich_help_panel=PANEL)
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Files, plain, gzipped or zipped.")
    ],
    ledger: Ledger = LEDGER,
    of: From = None,
    crosswalk: Walk = Crosswalk.manual,
) -> int:
    """Take events of GDELT, ICEWS, POLECAT, Phoenix or PLOVER into a ledger, beside one's own."""
    told = _Told()
    done = api.import_events(files, ledger=ledger, of=of, crosswalk=crosswalk, told=told)
    told.report()
    print(done)
    return NOT_ALL if told.aside else DONE


@app.command(rich_help_panel=PANEL)
def compare(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]", help="Files of another set of data."),
    ] = None,
    ledger: Ledger = LEDGER,
    own: Annotated[
        Path | None,
        typer.Option("--own", metavar="FILE", help="Your events as JSON Lines, not of a ledger."),
    ] = None,
    imported: Annotated[
        SetOfData | None,
        typer.Option("--with", help="In place of files, what was imported from this set."),
    ] = None,
    of: From = None,
    crosswalk: Walk = Crosswalk.manual,
    since: Annotated[str | None, typer.Option("--since", help="First day, as 2024-06-20.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day.")] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", help="Only pairs with this country; may be given several times."),
    ] = None,
    within: Annotated[
        int, typer.Option("--within", min=0, help="Days that two reports of one event may differ.")
    ] = 0,
    with_auxiliary: WithAuxiliary = False,
    listing: Annotated[
        list[Where] | None,
        typer.Option("--show", help="What to list: both, ours, theirs; by default all."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="How many pairs a table lists of each.")
    ] = LISTED,
    format: FormatOfOutput = None,
    output: Output = None,
) -> int:
    """Lay your own events beside those of another set of data, by pair, day and type."""
    from dragoman.analysis.compare import table
    from dragoman.interchange import rows

    chosen = format or format_of(output)
    if chosen is Format.table and output is not None:
        raise UsageError("a table is for reading; for a file choose jsonl, csv or parquet")
    told = _Told()
    found = api.compare(
        files or (),
        ledger=ledger,
        own=own,
        of=of,
        crosswalk=crosswalk,
        source=imported,
        since=since,
        until=until,
        countries=country or (),
        auxiliary=with_auxiliary,
        within=within,
        told=told,
    )
    told.report()
    listed = table(found, listing or [*Where])
    if chosen is not Format.table:
        with opened(output) as stream:
            rows.FORMATS[chosen.value](stream, listed)
    else:
        _show_agreement(found)
        shown = listed.to_pylist()
        for where in Where:
            _show_matches(where, [one for one in shown if one["where"] == where], limit)
    return NOT_ALL if told.aside else DONE


_LEVELS = {
    ("actor", "recipient", "date", "type"): "pair, day, type",
    ("actor", "recipient", "date", "quad"): "pair, day, quad",
    ("actor", "recipient", "date"): "pair, day",
    ("actor", "recipient", "type"): "pair, type",
    ("actor", "recipient"): "pair",
}


def _show_agreement(found: Comparison) -> None:
    from rich.table import Table

    table = Table(pad_edge=False, header_style="bold")
    table.add_column("The same")
    for name in ("Ours", "Theirs", "Both", "Agreement"):
        table.add_column(name, justify="right")
    for one in found.levels:
        share = "—" if one.agreement is None else f"{100 * one.agreement:.1f} %"
        counts = (f"{count:,}" for count in (one.ours, one.theirs, one.both))
        table.add_row(_LEVELS[one.level], *counts, share)
    show(table)
    print(
        f"{found.ours:,} events of ours, {found.theirs:,} of theirs; "
        f"without a country on both sides: {found.without[0]:,} of ours, "
        f"{found.without[1]:,} of theirs"
    )


def _show_matches(where: Where, listed: list[dict[str, Any]], limit: int) -> None:
    from rich.table import Table
    from rich.text import Text

    from dragoman.interchange.text import printable

    if not listed or not limit:
        return
    table = Table(pad_edge=False, header_style="bold", title=_TITLES[where], title_justify="left")
    for name, ratio in (("Day", None), ("Who → whom", None), ("Type", None), ("From", 1)):
        table.add_column(name, no_wrap=ratio is None, ratio=ratio, overflow="fold")
    for one in listed[:limit]:
        day = " / ".join(str(one[name]) for name in ("date", "their_date") if one[name])
        said = ", ".join([*one["ours"][:1], *one["theirs"][:1]])
        cells = (day, f"{one['actor']} → {one['recipient']}", one["type"], said)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    show(table)
    if len(listed) > limit:
        print(f"and {len(listed) - limit:,} more")


class _Told:
    """What was passed over and set aside while files were read."""

    def __init__(self) -> None:
        self.aside: list[SetAside] = []
        self._skipped: Counter[str] = Counter()

    def __call__(self, one: SetAside) -> None:
        if one.stage == api.SKIPPED:
            self._skipped[one.reason] += 1
        else:
            self.aside.append(one)

    def report(self) -> None:
        """All of it, on standard error."""
        for reason, count in self._skipped.most_common(LISTED):
            complain(f"passed over {count}: {reason}")
        for one in self.aside:
            complain(outcome_line("set aside", one))
