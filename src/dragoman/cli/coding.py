"""Stories and rows coded, shown and scored: code, explain, relate, evaluate."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman import api
from dragoman.cli.formats import (
    CameoList,
    EventFormat,
    FormatOfEvents,
    WithAuxiliary,
    check_terminal,
    event_format_of,
)
from dragoman.cli.shared import (
    DONE,
    NOT_ALL,
    Actors,
    AsJson,
    FormatOfInput,
    Inputs,
    Jobs,
    Lang,
    Languages,
    Output,
    Published,
    codes_of,
    complain,
    opened,
    show,
    show_table,
    write_json,
)
from dragoman.cli.tally import Tally, outcome_line, progress
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.reading import SetAside

PANEL = "Coding"
app = typer.Typer()


class Lines(StrEnum):
    """Formats of relations."""

    table = "table"
    jsonl = "jsonl"


class Codebook(StrEnum):
    """Sets of classes for relations."""

    plover = "plover"
    cameo2plover = "cameo2plover"


class Task(StrEnum):
    """What gold rows say."""

    relations = "relations"
    whole = "whole"
    events = "events"


@app.command(rich_help_panel=PANEL)
def code(
    inputs: Inputs,
    format: FormatOfEvents = None,
    input_format: FormatOfInput = None,
    lang: Lang = None,
    languages: Languages = None,
    output: Output = None,
    jobs: Jobs = 1,
    actors: Actors = None,
    date: Published = None,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Print an event once, with the reports of all its stories."),
    ] = False,
    confidence: Annotated[
        float,
        typer.Option(metavar="0-1", min=0, max=1, help="Leave out events that are less sure."),
    ] = 0.0,
    cameo: CameoList = None,
    with_auxiliary: WithAuxiliary = False,
) -> int:
    """Code stories: who did what to whom, one event a line."""
    from dragoman.interchange import FORMATS, Options

    chosen = format or event_format_of(output)
    check_terminal(chosen, output)
    for path in actors or ():
        for problem in api.actor_problems(path):
            complain(f"passed over {problem}")
    coding = api.code(
        inputs,
        languages=codes_of(languages),
        lang=lang,
        format=input_format.value if input_format else None,
        actors=actors or (),
        jobs=jobs,
        date=date,
    )
    tally = Tally()
    records = tally.merged(coding) if merge else tally.records(coding)
    if confidence:
        records = tally.sure(records, confidence)
    options = Options(cameo, with_auxiliary)
    said = None
    streams_to_terminal = output is None and chosen is not EventFormat.table and sys.stdout.isatty()
    with progress(tally, shown=not streams_to_terminal):
        if chosen is EventFormat.table and output is None:
            # the width of the terminal is known; a file gets the writer's own
            records = iter(list(records))
        else:
            with opened(output) as stream:
                said = FORMATS[chosen.value](stream, records, options)
    if chosen is EventFormat.table and output is None:
        show_table(records)
    tally.report()
    if said is not None and said.left_out:
        complain(str(said))
    return NOT_ALL if tally.counts.set_aside else DONE


Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics/--no-statistics",
        help="Whether the statistical chooser has a say in the relation of a marked pair.",
    ),
]


@app.command(rich_help_panel=PANEL)
def relate(
    rows: Annotated[
        str, typer.Argument(metavar="INPUT", help="JSON Lines with text, source and target, or -.")
    ],
    format: Annotated[Lines, typer.Option("--format", help="What to print.")] = Lines.table,
    codebook: Annotated[
        Codebook, typer.Option("--codebook", help="Which types to answer with.")
    ] = Codebook.plover,
    lang: Lang = None,
    statistics: Statistics = True,
) -> int:
    """Tell by which type of event the source of each row acts on its target."""
    from dragoman.reading import SetAside
    from dragoman.relations import as_record

    aside: list[SetAside] = []
    found: list[dict[str, Any]] = []
    answered = 0
    for one in api.relate(rows, codebook=codebook.value, lang=lang, statistical=statistics):
        if isinstance(one, SetAside):
            aside.append(one)
            continue
        answered += 1
        if format is Lines.jsonl:
            write_json(as_record(one))
        else:
            found.append(as_record(one))
    if format is Lines.table:
        _show_relations(found)
    sys.stdout.flush()
    for one in aside:
        complain(outcome_line("set aside", one))
    complain(
        f"{answered + len(aside)} rows taken in = {answered} answered + {len(aside)} set aside"
    )
    return NOT_ALL if aside else DONE


@app.command(rich_help_panel=PANEL)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSON Lines, or YAML with cases.")],
    codebook: Annotated[
        Codebook, typer.Option("--codebook", help="Classes that relations are scored in.")
    ] = Codebook.cameo2plover,
    task: Annotated[
        Task | None,
        typer.Option(
            "--task", help="What the rows say; by default events in YAML, else relations."
        ),
    ] = None,
    lang: Lang = None,
    statistics: Statistics = True,
    as_json: AsJson = False,
) -> int:
    """Score Dragoman against gold rows: precision, recall, F1 per type, and the confusion."""
    found = api.evaluate(
        gold,
        task=task.value if task else None,
        codebook=codebook.value,
        lang=lang,
        statistical=statistics,
    )
    if as_json:
        write_json(found.scores.as_dict())
    else:
        show(found.scores)
    sys.stdout.flush()
    for problem in found.problems:
        complain(f"not used: {problem}")
    return NOT_ALL if found.problems else DONE


@app.command(rich_help_panel=PANEL)
def explain(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE", help="A text, a file with one story, or -.")
    ],
    lang: Lang = None,
    date: Annotated[
        str | None, typer.Option("--date", help="When it was published, as in 2024-06-20.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Show how a text is coded: parse, mentions, acts and their rivals, roles, events."""
    explanation = api.explain(_text_of(text, lang), lang, date)
    if as_json:
        write_json(explanation.as_dict())
    else:
        show(explanation)
    return DONE


def _text_of(given: str, lang: str | None) -> Any:
    """The text given, or the story in the file of that name."""
    from dragoman.reading import SetAside, read

    try:
        is_file = given == "-" or Path(given).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        is_file = False
    if not is_file:
        return given
    for outcome in read([given], lang=lang):
        if not isinstance(outcome, SetAside):
            return outcome
        raise InputError(f"{outcome.origin}: {outcome.reason}")
    raise InputError(f"{given} holds no story")


def _show_relations(records: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from dragoman.interchange.text import printable

    table = Table(pad_edge=False, header_style="bold")
    for name in ("Row", "Event", "Act", "Sure", "By"):
        table.add_column(name, overflow="fold")
    for one in records:
        by = next((s["by"] for s in one["trace"] if s["by"]), None)
        cells = (one["id"], one["event"], one["act"], f"{one['confidence']:.2f}", by)
        table.add_row(*(Text(printable(cell or "—")) for cell in cells))
    show(table)
