"""The command line: flags in, a call of the API, an exit status out.

Exit status 0: everything was done; 1: something was set aside or is wrong in what was checked;
2: the command makes no sense or an input it rests on cannot be read.
"""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from dragoman.cli import asking, coding, drawing, exchange, ledger, packs
from dragoman.cli.shared import DONE, PIPE, USAGE, complain, silence
from dragoman.errors import DragomanError
from dragoman.version import VERSION
from dragoman.workers import one_thread

one_thread()  # nothing above imports NumPy, everything below may

GROUPS = (
    coding,
    ledger,
    asking,
    drawing,
    exchange,
    packs,
)
"""The groups of commands, as the help lists them: modules with an `app` of commands each."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads news in the language it was written in; tells who did what to whom.",
)
for group in GROUPS:
    app.add_typer(group.app)


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
        silence()
        status = PIPE
    except (DragomanError, OSError) as error:
        complain(str(error))
        status = USAGE
    except KeyboardInterrupt:
        complain("stopped")
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
        silence()
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
