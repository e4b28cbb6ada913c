"""What the commands share: exit statuses, options and formats, printing and complaining."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from dragoman.errors import UsageError

DONE, NOT_ALL, USAGE, PIPE = 0, 1, 2, 141
"""Exit statuses; the last is what a shell reports for a program whose reader went away."""


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


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files, folders, or - for standard input.")
]
FormatOfInput = Annotated[
    InputFormat | None,
    typer.Option("--input-format", help="By default it is told by suffix or content."),
]
FormatOfOutput = Annotated[
    Format | None,
    typer.Option("--format", help="What to print; by default a table, or as FILE is named."),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--languages", help="Codes of the packs to use, joined by commas; by default all."
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Number of processes.")]
Actors = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Your own actors or .agents (TABARI, PETRARCH)."),
]
Published = Annotated[
    str | None,
    typer.Option("--date", help="When stories were published that do not say so themselves."),
]
Ledger = Annotated[
    Path,
    typer.Option("--ledger", metavar="FILE", envvar="DRAGOMAN_LEDGER", help="The ledger."),
]
LEDGER = Path("dragoman.duckdb")
"""The ledger where none is named."""

Lang = Annotated[
    str | None, typer.Option("--lang", help="Language (ISO 639 code) of what does not name one.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def format_of(output: Path | None) -> Format:
    """The format that a file's name asks for; a table where none is named.

    Raises:
        UsageError: the name says nothing of a known format.
    """
    if output is None:
        return Format.table
    try:
        return Format({".ndjson": "jsonl"}.get(output.suffix.lower(), output.suffix[1:].lower()))
    except ValueError:
        known = ", ".join(Format)
        raise UsageError(
            f"{output} does not say in which format to write; give --format, one of {known}"
        ) from None


def codes_of(given: list[str] | None) -> list[str] | None:
    """The codes of an option that takes several: given again and again, or joined by commas."""
    if given is None:
        return None
    return [code.strip() for one in given for code in one.split(",") if code.strip()]


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Where to write bytes. A file appears whole or not at all: it is renamed when it is done."""
    if output is None:
        yield sys.stdout.buffer
        return
    from dragoman.interchange.files import written_whole

    with written_whole(output) as stream:
        yield stream


def show_table(records: Iterable[Mapping[str, Any]]) -> None:
    """Records as a table, as wide as the terminal."""
    from dragoman.interchange.table import to_rich, write

    if not sys.stdout.isatty():
        write(sys.stdout.buffer, records)
        return
    from rich.console import Console

    Console().print(to_rich(records))


def show(shown: Any) -> None:
    """Print what rich can show."""
    from rich.console import Console

    # a page that is read by a program or kept in a file is not cut to 80 columns
    width = None if sys.stdout.isatty() else 120
    Console(width=width, emoji=False).print(shown)


def write_json(value: Any) -> None:
    """Print one value as a line of JSON."""
    from dragoman.interchange.jsonl import dumps

    sys.stdout.buffer.write(dumps(value).encode("utf-8") + b"\n")


def complain(message: str) -> None:
    """Say something on standard error, where it is in nobody's way."""
    from dragoman.interchange.text import printable

    print(printable(message), file=sys.stderr)


def silence() -> None:
    """Send what is still to be written nowhere, so that nobody complains at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
