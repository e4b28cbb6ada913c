"""A ledger kept: add, status, recode, retry, split, correct."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman import api
from dragoman.cli.shared import (
    DONE,
    LEDGER,
    NOT_ALL,
    Actors,
    AsJson,
    FormatOfInput,
    Jobs,
    Lang,
    Languages,
    Ledger,
    Published,
    codes_of,
    complain,
    write_json,
)
from dragoman.cli.tally import LISTED, Tally, outcome_line, progress
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman import ledger as ledgers
    from dragoman.ledger.ledger import Told

PANEL = "A ledger"
app = typer.Typer()

Reason = Annotated[str, typer.Option("--reason", help="Why; it is kept with the decision.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; by default the user.")
]


@app.command(rich_help_panel=PANEL)
def add(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]",
            help="Files, folders, or - for standard input; without any, what waits is coded.",
        ),
    ] = None,
    ledger: Ledger = LEDGER,
    input_format: FormatOfInput = None,
    lang: Lang = None,
    languages: Languages = None,
    jobs: Jobs = 1,
    actors: Actors = None,
    date: Published = None,
) -> int:
    """Take stories into a ledger and code them. A run that was ended goes on where it was."""
    _check_dictionaries(actors)

    def run(book: ledgers.Ledger, told: Told) -> ledgers.Added:
        return api.add(
            inputs or (),
            ledger=book,
            languages=codes_of(languages),
            lang=lang,
            format=input_format.value if input_format else None,
            actors=actors or (),
            jobs=jobs,
            date=date,
            told=told,
        )

    return _done(ledger, run, create=bool(inputs))


@app.command(rich_help_panel=PANEL)
def status(
    ledger: Ledger = LEDGER,
    check: Annotated[
        bool, typer.Option("--check", help="Compare all that is kept with the journal.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Tell what became of all that a ledger took in."""
    with _opened(ledger) as book:
        found = book.status()
        aside = book.set_aside()
        problems = list(book.check()) if check else []
    if as_json:
        write_json({"taken_in": found.taken_in, **asdict(found), "problems": problems})
    else:
        print(found)
        for line in _further(found):
            print(line)
        for one in aside[:LISTED]:
            print(outcome_line("set aside", one))
        if len(aside) > LISTED:
            print(f"set aside: and {len(aside) - LISTED} more")
        for problem in problems:
            print(problem)
        if check and not problems:
            print("all that is kept is in the journal, and the other way round")
    return NOT_ALL if problems else DONE


@app.command(rich_help_panel=PANEL)
def recode(
    ledger: Ledger = LEDGER,
    every: Annotated[bool, typer.Option("--all", help="Also what this very coder coded.")] = False,
    languages: Languages = None,
    jobs: Jobs = 1,
    actors: Actors = None,
) -> int:
    """Code again what another version or other dictionaries coded; the old coding is kept."""
    _check_dictionaries(actors)

    def run(book: ledgers.Ledger, told: Told) -> ledgers.Added:
        return api.recode(
            ledger=book,
            every=every,
            languages=codes_of(languages),
            actors=actors or (),
            jobs=jobs,
            told=told,
        )

    return _done(ledger, run)


@app.command(rich_help_panel=PANEL)
def retry(
    ledger: Ledger = LEDGER,
    input_format: FormatOfInput = None,
    lang: Lang = None,
    languages: Languages = None,
    jobs: Jobs = 1,
    actors: Actors = None,
    date: Published = None,
) -> int:
    """Try again what was set aside."""
    _check_dictionaries(actors)

    def run(book: ledgers.Ledger, told: Told) -> ledgers.Added:
        return api.retry(
            ledger=book,
            languages=codes_of(languages),
            lang=lang,
            format=input_format.value if input_format else None,
            actors=actors or (),
            jobs=jobs,
            date=date,
            told=told,
        )

    return _done(ledger, run)


@app.command(rich_help_panel=PANEL)
def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of the event.")],
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Id of the record to take out.")],
    reason: Reason,
    by: By = None,
    ledger: Ledger = LEDGER,
) -> int:
    """Undo a merge: take a record out of an event, for good."""
    with _opened(ledger) as book:
        book.split(event, record, reason, by=by or getpass.getuser())
    print(f"{record} is no longer of the event {event}")
    return DONE


@app.command(rich_help_panel=PANEL)
def correct(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Id of the record.")],
    reason: Reason,
    changes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FIELD=VALUE",
            help="type=CONSULT, actor=KOR.GOV,USA, date=2024-06-20; an empty value clears.",
        ),
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take the record back: it tells of no event.")
    ] = False,
    by: By = None,
    ledger: Ledger = LEDGER,
) -> int:
    """Correct a record; the old one is kept."""
    said = _fields(changes or ())
    if withdraw:
        said["withdrawn"] = True
    with _opened(ledger) as book:
        book.correct(record, said, reason, by=by or getpass.getuser())
    print(f"{record} is {'taken back' if withdraw else 'corrected'}")
    return DONE


def _done(
    path: Path,
    run: Callable[[ledgers.Ledger, Told], ledgers.Added],
    *,
    create: bool = False,
) -> int:
    """Do something with a ledger and tell what came of it."""
    tally = Tally()
    with _opened(path, create=create) as book:
        with progress(tally, shown=True):
            added = run(book, tally.note)
        found = book.status()
    tally.reasons()
    print(added)
    print(f"{path}: {found}")
    return NOT_ALL if tally.counts.set_aside else DONE


def _opened(path: Path, *, create: bool = False) -> ledgers.Ledger:
    book = api.open_ledger(path, create=create)
    for notice in book.notices:
        complain(notice)
    return book


def _further(found: ledgers.Status) -> list[str]:
    """What else there is to say of a ledger."""
    said = []
    if found.copies:
        said.append(f"{found.copies} stories are copies of others")
    if found.imported:
        said.append(f"{found.imported} records are of other sources")
    if found.decisions:
        lost = f"; {found.lost} of words that are no longer coded" if found.lost else ""
        said.append(f"{found.decisions} decisions by hand{lost}")
    said += [f"{count} stories were coded by {name}" for name, count in found.coders.items()]
    return said


def _check_dictionaries(actors: Sequence[Path] | None) -> None:
    for path in actors or ():
        for problem in api.actor_problems(path):
            complain(f"passed over {problem}")


def _fields(changes: Sequence[str]) -> dict[str, object]:
    said: dict[str, object] = {}
    for one in changes:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"'{one}' changes nothing; right would be type=CONSULT")
        said[name.strip()] = value.strip()
    return said
