"""Events of other sets of data: import, compare."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman import api
from dragoman.cli.formats import Auxiliary, Crosswalk, SetOfData
from dragoman.cli.shared import DONE, LEDGER, NOT_ALL, Ledger, complain, show, write_json
from dragoman.cli.tally import LISTED, outcome_line

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


class Lines(StrEnum):
    """Formats of a comparison."""

    table = "table"
    jsonl = "jsonl"


_TITLES = {Where.both: "In both", Where.ours: "Only ours", Where.theirs: "Only theirs"}

From = Annotated[
    SetOfData | None,
    typer.Option("--from", help="Which set of data FILE is of; by default told by its shape."),
]
Walk = Annotated[
    Crosswalk, typer.Option("--crosswalk", help="By what CAMEO codes become PLOVER's types.")
]


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
    auxiliary: Auxiliary = False,
    listing: Annotated[
        list[Where] | None,
        typer.Option("--show", help="What to list: both, ours, theirs; by default all."),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="How many pairs a table lists of each.")
    ] = LISTED,
    format: Annotated[Lines, typer.Option("--format", help="What to print.")] = Lines.table,
) -> int:
    """Lay your own events beside those of another set of data, by pair, day and type."""
    from dragoman.analysis.compare import rows

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
        auxiliary=auxiliary,
        within=within,
        told=told,
    )
    told.report()
    listed = [one for one in rows(found) if one["where"] in (listing or [*Where])]
    if format is Lines.jsonl:
        for one in listed:
            write_json(one)
    else:
        _show_agreement(found)
        for where in Where:
            _show_matches(where, [one for one in listed if one["where"] == where], limit)
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
        day = one["date"] if not one["their_date"] else f"{one['date']} / {one['their_date']}"
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
