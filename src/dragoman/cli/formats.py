"""Formats of events: how a command is told which, and how it writes them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    pass


class EventFormat(StrEnum):
    """Formats of events."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    plover = "plover"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    icews = "icews"
    polecat = "polecat"
    phoenix = "phoenix"
    cline = "cline"
    stata = "stata"
    geojson = "geojson"
    graphml = "graphml"


class Cameo(StrEnum):
    """Lists of CAMEO codes."""

    icews = "icews"
    oeda = "oeda"
    gdelt = "gdelt"


class SetOfData(StrEnum):
    """Sets of data that can be read."""

    gdelt = "gdelt"
    icews = "icews"
    polecat = "polecat"
    phoenix = "phoenix"
    cline = "cline"
    plover = "plover"


class Crosswalk(StrEnum):
    """Ways from CAMEO to PLOVER."""

    manual = "manual"
    cameo2plover = "cameo2plover"


FormatOfEvents = Annotated[
    EventFormat | None,
    typer.Option("--format", help="What to print; by default a table, or as FILE is named."),
]
CameoList = Annotated[
    Cameo | None,
    typer.Option("--cameo", help="Whose CAMEO codes and scores; by default the format's own."),
]
WithAuxiliary = Annotated[
    bool,
    typer.Option(
        "--with-auxiliary",
        help="Also what was denied, planned, supposed or is past, where a format cannot say so.",
    ),
]


def event_format_of(output: Path | None) -> EventFormat:
    """The format that a file's name asks for; a table where none is named.

    Raises:
        UsageError: the name says nothing of a known format.
    """
    from dragoman.interchange import SUFFIXES

    if output is None:
        return EventFormat.table
    found = SUFFIXES.get(output.suffix.lower())
    if found is None:
        raise UsageError(
            f"{output} does not say in which format to write; name one: {', '.join(EventFormat)}"
        )
    return EventFormat(found)


def check_terminal(format: EventFormat, output: Path | None) -> None:
    """Refuse to print on a terminal what is no text.

    Raises:
        UsageError: it is none, and there is no file.
    """
    from dragoman.interchange import BINARY

    if format in BINARY and output is None and sys.stdout.isatty():
        name = format.value.capitalize()
        raise UsageError(f"{name} is no text for a terminal; name a file with --output")
