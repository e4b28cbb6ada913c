"""The command line: flags in, a call of the API, an exit status out.

Exit status 0: everything was done; 1: something was set aside or is wrong in what was checked;
2: the command makes no sense or an input it rests on cannot be read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NoReturn

import typer

from dragoman import api
from dragoman.errors import DragomanError, InputError, UsageError
from dragoman.version import VERSION
from dragoman.workers import one_thread

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from dragoman.reading import SetAside

one_thread()  # nothing above imports NumPy, everything below may

DONE, NOT_ALL, USAGE, PIPE = 0, 1, 2, 141
"""Exit statuses; the last is what a shell reports for a program whose reader went away."""

LISTED = 20
"""How many skipped inputs and stories without an event are listed; what is set aside always is."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads news in the language it was written in; tells who did what to whom.",
)
ontology_app = typer.Typer(no_args_is_help=True, help="The event types, acts and compositions.")
language_app = typer.Typer(no_args_is_help=True, help="The language packs.")
app.add_typer(ontology_app, name="ontology")
app.add_typer(language_app, name="language")


class Format(StrEnum):
    """Formats of output."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class InputFormat(StrEnum):
    """Formats of input."""

    text = "text"
    html = "html"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


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


Lang = Annotated[
    str | None, typer.Option("--lang", help="Language (ISO 639 code) of what does not name one.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a terminal that cannot show a character shows "?" for it; output in JSON, CSV and
            # Parquet is written as bytes and always UTF-8
            stream.reconfigure(errors="replace")
    try:
        status = app(standalone_mode=False)
    except (BrokenPipeError, SystemExit):
        # no command leaves by itself: the parser of the command line does, when a pipe breaks
        _silence()
        status = PIPE
    except (DragomanError, OSError) as error:
        _complain(str(error))
        status = USAGE
    except KeyboardInterrupt:
        _complain("stopped")
        status = 130
    except Exception as error:
        # the parser of the command line has its own kind of error, and its own way to show it
        if not hasattr(error, "exit_code"):
            raise
        if hasattr(error, "show"):
            error.show()
        status = error.exit_code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        status = PIPE
    sys.exit(status if isinstance(status, int) else DONE)


def _version(asked: bool) -> None:
    if asked:
        print(f"dragoman {VERSION}")
        raise typer.Exit(DONE)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Reads news in the language it was written in; tells who did what to whom."""


# --- code


@app.command()
def code(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, or - for standard input."),
    ],
    format: Annotated[
        Format | None,
        typer.Option("--format", help="What to print; by default a table, or as FILE is named."),
    ] = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option("--input-format", help="By default it is told by suffix or content."),
    ] = None,
    lang: Lang = None,
    languages: Annotated[
        list[str] | None,
        typer.Option(
            "--languages", help="Codes of the packs to use, joined by commas; by default all."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Number of processes.")] = 1,
    actors: Annotated[
        list[Path] | None,
        typer.Option(
            "--actors", metavar="FILE", help="Your own actors or .agents (TABARI, PETRARCH)."
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", help="When stories were published that do not say so themselves."),
    ] = None,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Print an event once, with the reports of all its stories."),
    ] = False,
) -> int:
    """Code stories: who did what to whom, one event a line."""
    chosen = format or _format_of(output)
    if chosen is Format.parquet and output is None and sys.stdout.isatty():
        raise UsageError("Parquet is no text for a terminal; name a file with --output")
    for path in actors or ():
        for problem in api.actor_problems(path):
            _complain(f"passed over {problem}")
    coding = api.code(
        inputs,
        languages=_split(languages),
        lang=lang,
        format=input_format.value if input_format else None,
        actors=actors or (),
        jobs=jobs,
        date=date,
    )
    tally = _Tally()
    records = tally.merged(coding) if merge else tally.records(coding)
    streams_to_terminal = output is None and chosen is not Format.table and sys.stdout.isatty()
    with _progress(tally, shown=not streams_to_terminal):
        if chosen is Format.table and output is None:
            # the width of the terminal is known; a file gets the writer's own
            records = iter(list(records))
        else:
            with _opened(output) as stream:
                _writer(chosen)(stream, records)
    if chosen is Format.table and output is None:
        _show_table(records)
    tally.report()
    return NOT_ALL if tally.counts.set_aside else DONE


class _Tally:
    """Counts outcomes as they pass, and keeps the reasons."""

    def __init__(self) -> None:
        self.counts = api.Counts()
        self.aside: list[SetAside] = []
        self.skipped: list[SetAside] = []
        self.empty: list[SetAside] = []

    def records(self, coding: Iterable[Any]) -> Iterator[dict[str, Any]]:
        from dragoman.reading import SetAside

        for outcome in coding:
            self.counts = self.counts.plus(outcome)
            if isinstance(outcome, SetAside):
                kept = self.skipped if outcome.stage == api.SKIPPED else self.aside
                kept.append(outcome)
                continue
            empty = api.why_empty(outcome)
            if empty is not None:
                self.empty.append(empty)
            yield from api.records_of(outcome)

    def merged(self, coding: api.Coding) -> Iterator[dict[str, Any]]:
        """The records of a whole run, each event once."""
        for _ in self.records(coding.outcomes):
            pass
        yield from coding.records(merged=True)

    def report(self) -> None:
        """The end of a run, on standard error."""
        sys.stdout.flush()
        for heading, listed, most in (
            ("skipped", self.skipped, LISTED),
            ("without an event", self.empty, LISTED),
            ("set aside", self.aside, len(self.aside)),
        ):
            for one in listed[:most]:
                _complain(_line(heading, one))
            if len(listed) > most:
                _complain(f"{heading}: and {len(listed) - most} more")
        _complain(str(self.counts))


def _line(heading: str, one: SetAside) -> str:
    story = f" (story {one.story})" if one.story else ""
    return f"{heading}: {one.origin}{story}: {one.reason}"


def _format_of(output: Path | None) -> Format:
    if output is None:
        return Format.table
    try:
        return Format({".ndjson": "jsonl"}.get(output.suffix.lower(), output.suffix[1:].lower()))
    except ValueError:
        known = ", ".join(Format)
        raise UsageError(
            f"{output} does not say in which format to write; give --format, one of {known}"
        ) from None


def _split(languages: list[str] | None) -> list[str] | None:
    if languages is None:
        return None
    return [code.strip() for one in languages for code in one.split(",") if code.strip()]


def _writer(format: Format) -> Any:
    from dragoman.interchange import FORMATS

    return FORMATS[format.value]


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write bytes. A file appears whole or not at all: it is renamed when it is done."""
    if output is None:
        yield sys.stdout.buffer
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as stream:
                yield stream
            return
        part = output.with_name(f".{output.name}.{os.getpid()}.part")
        stream = part.open("wb")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror or error}") from error
    try:
        with stream:
            yield stream
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _progress(tally: _Tally, *, shown: bool) -> AbstractContextManager[object]:
    """A line on standard error that says how far it is, if that is a terminal."""
    if not shown or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, TimeElapsedColumn
    from rich.text import Text

    class Told(ProgressColumn):
        def render(self, _task: object) -> Text:
            return Text(str(tally.counts))

    columns = (SpinnerColumn(), Told(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task("coding", total=None)
    return progress


def _show_table(records: Iterable[Mapping[str, Any]]) -> None:
    from dragoman.interchange.table import to_rich, write

    if not sys.stdout.isatty():
        write(sys.stdout.buffer, records)
        return
    from rich.console import Console

    Console().print(to_rich(records))


# --- relate, evaluate, explain


@app.command()
def relate(
    rows: Annotated[
        str, typer.Argument(metavar="INPUT", help="JSON Lines with text, source and target, or -.")
    ],
    format: Annotated[Lines, typer.Option("--format", help="What to print.")] = Lines.table,
    codebook: Annotated[
        Codebook, typer.Option("--codebook", help="Which types to answer with.")
    ] = Codebook.plover,
    lang: Lang = None,
) -> int:
    """Tell by which type of event the source of each row acts on its target."""
    from dragoman.reading import SetAside
    from dragoman.relations import as_record

    aside: list[SetAside] = []
    found: list[dict[str, Any]] = []
    answered = 0
    for one in api.relate(rows, codebook=codebook.value, lang=lang):
        if isinstance(one, SetAside):
            aside.append(one)
            continue
        answered += 1
        if format is Lines.jsonl:
            _write_json(as_record(one))
        else:
            found.append(as_record(one))
    if format is Lines.table:
        _show_relations(found)
    sys.stdout.flush()
    for one in aside:
        _complain(_line("set aside", one))
    _complain(
        f"{answered + len(aside)} rows taken in = {answered} answered + {len(aside)} set aside"
    )
    return NOT_ALL if aside else DONE


@app.command()
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
    as_json: AsJson = False,
) -> int:
    """Score Dragoman against gold rows: precision, recall, F1 per type, and the confusion."""
    found = api.evaluate(
        gold, task=task.value if task else None, codebook=codebook.value, lang=lang
    )
    if as_json:
        _write_json(found.scores.as_dict())
    else:
        _print(found.scores)
    sys.stdout.flush()
    for problem in found.problems:
        _complain(f"not used: {problem}")
    return NOT_ALL if found.problems else DONE


@app.command()
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
        _write_json(explanation.as_dict())
    else:
        _print(explanation)
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
    _print(table)


# --- ontology, language


@ontology_app.command("check")
def check_ontology() -> int:
    """List all that is wrong in the ontology."""
    from dragoman.ontology import check_ontology, count_ontology, load_ontology

    problems = check_ontology()
    for problem in problems:
        print(problem)
    if problems:
        _complain(f"{len(problems)} problems")
        return NOT_ALL
    counts = count_ontology(load_ontology())
    print("All is well: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return DONE


@language_app.command("list")
def list_languages() -> int:
    """List the language packs at hand."""
    from dragoman.languages import available, load_pack

    for one in available():
        pack = load_pack(one)
        print(f"{one}\t{pack.info.name}\t{pack.info.engine}\t{pack.info.maintainer}")
        if pack.missing:
            _complain(pack.missing)
    return DONE


@language_app.command("check")
def check_language(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the pack.")],
) -> int:
    """List all that is wrong in a language pack."""
    problems, warnings = api.check_pack(code)
    for problem in problems:
        print(problem)
    for warning in warnings:
        _complain(f"warning: {warning}")
    if problems:
        _complain(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {code}")
        return NOT_ALL
    print(f"All is well in {code}.")
    return DONE


@language_app.command("new")
def new_language(
    code: Annotated[str, typer.Argument(metavar="CODE", help="ISO 639 code, as in sw.")],
    name: Annotated[str | None, typer.Option("--name", help="The language's name.")] = None,
) -> int:
    """Make a folder with every file that a new language pack needs."""
    from dragoman.languages.scaffold import new_language

    made = new_language(code, name)
    for path in made:
        print(path)
    _complain(f"fill them in, then run: dragoman language check {code}")
    return DONE


# --- inside


def _print(shown: Any) -> None:
    from rich.console import Console

    # a page that is read by a program or kept in a file is not cut to 80 columns
    width = None if sys.stdout.isatty() else 120
    Console(width=width, emoji=False).print(shown)


def _write_json(value: Any) -> None:
    from dragoman.interchange.jsonl import dumps

    sys.stdout.buffer.write(dumps(value).encode("utf-8") + b"\n")


def _complain(message: str) -> None:
    from dragoman.interchange.text import printable

    print(printable(message), file=sys.stderr)


def _silence() -> None:
    """Send what is still to be written nowhere, so that nobody complains at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    main()
