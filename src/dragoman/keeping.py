"""Stories into a ledger: read, taken in, coded, coded again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.arguments import Input, coded, given, maker, reader
from dragoman.model import Story

if TYPE_CHECKING:
    from dragoman.analysis import Ledger as Asked
    from dragoman.ledger import Added, Ledger
    from dragoman.ledger.codings import Code
    from dragoman.ledger.ledger import Told
    from dragoman.reading import SetAside

LEDGER, VARIABLE = "dragoman.duckdb", "DRAGOMAN_LEDGER"
"""The ledger if none is named: what the variable of the environment says, else this file here."""


def open_ledger(
    path: str | Path | None = None, *, create: bool = False, read_only: bool = False
) -> Asked:
    """Open a ledger; use it in a `with` statement. Its methods are its questions.

    Args:
        path: its file; default: what DRAGOMAN_LEDGER says, else dragoman.duckdb here.
        create: make it if there is none.
        read_only: only look; several processes may do so at once.

    Raises:
        LedgerError: it cannot be opened; the message says why and what to do.
    """
    from dragoman.analysis import Ledger

    path = path or os.environ.get(VARIABLE) or LEDGER
    return Ledger(path, create=create, read_only=read_only)


def add(
    inputs: Input | Iterable[Input] = (),
    *,
    ledger: Ledger | str | Path | None = None,
    languages: Sequence[str] | None = None,
    lang: str | None = None,
    format: str | None = None,
    actors: Sequence[str | Path] = (),
    jobs: int = 1,
    date: Date | str | None = None,
    told: Told | None = None,
) -> Added:
    """Take stories into a ledger and code them, and all others there that wait.

    What was taken in before changes nothing, so a run that was ended can simply be started again.

    Args:
        inputs, languages, lang, format, actors, jobs, date: as for `code`; without inputs only
            what waits is coded.
        ledger: the ledger or its file (`open_ledger`); it is made if there is none.
        told: is told each outcome when it is kept.

    Raises:
        LedgerError: it cannot be opened or written.
        UsageError, LanguageError, InputError: as `code`.
    """
    items = (inputs,) if isinstance(inputs, str | Path | Story) else tuple(inputs)
    taken = reader(given(items), lang, format, date) if items else tuple
    code, coder = _coder(languages, actors, jobs)
    with opened_ledger(ledger, create=True) as book:
        return book.add(taken(), code, coder=coder, told=told)


def recode(
    *,
    ledger: Ledger | str | Path | None = None,
    every: bool = False,
    languages: Sequence[str] | None = None,
    actors: Sequence[str | Path] = (),
    jobs: int = 1,
    told: Told | None = None,
) -> Added:
    """Code again the stories of a ledger that another coder coded; both codings are kept.

    Args:
        ledger: the ledger or its file.
        every: all stories, also those that this coder coded.
        languages, actors, jobs: as for `code`.
        told: is told each outcome when it is kept.
    """
    code, coder = _coder(languages, actors, jobs)
    with opened_ledger(ledger) as book:
        return book.recode(code, coder=coder, every=every, told=told)


def retry(
    *,
    ledger: Ledger | str | Path | None = None,
    languages: Sequence[str] | None = None,
    lang: str | None = None,
    format: str | None = None,
    actors: Sequence[str | Path] = (),
    jobs: int = 1,
    date: Date | str | None = None,
    told: Told | None = None,
) -> Added:
    """Try again what was set aside: read the files that could not be read, code the stories that
    could not be coded.

    Args:
        ledger: the ledger or its file.
        languages, lang, format, actors, jobs, date: as for `code`.
        told: is told each outcome when it is kept.
    """
    from dragoman.ledger import Added

    code, coder = _coder(languages, actors, jobs)
    with opened_ledger(ledger) as book:
        again = book.retry(code, coder=coder, told=told)
        new = 0
        for path in _files_of(book.unread()):
            new += _read_again(book, path, reader((path,), lang, format, date), told)
        first = book.add((), code, coder=coder, told=told)
    return Added(
        new,
        0,
        again.coded + first.coded,
        again.empty + first.empty,
        again.set_aside + first.set_aside,
    )


def _coder(
    languages: Sequence[str] | None, actors: Sequence[str | Path], jobs: int
) -> tuple[Code, str]:
    """What codes stories, and its name."""
    from dragoman.ledger.coder import coder_name

    make = maker(languages, actors, jobs)

    def code(stories: Iterable[Story]) -> Iterator[object]:
        return coded(stories, make, jobs)

    return code, coder_name(make.languages, make.actors)  # type: ignore[return-value]


def opened_ledger(
    ledger: Ledger | str | Path | None, *, create: bool = False, read_only: bool = False
) -> AbstractContextManager[Ledger]:
    """A ledger for a `with` statement: opened from its file, or the open one that is given."""
    if ledger is None or isinstance(ledger, str | Path):
        return open_ledger(ledger, create=create, read_only=read_only)
    return nullcontext(ledger)


def _files_of(unread: Iterable[SetAside]) -> list[str]:
    """The files that could not be read, or not whole, and are there."""
    names: dict[str, None] = {}
    for one in unread:
        base, _, row = one.origin.rpartition(":")
        name = base if base and row.isdigit() else one.origin
        if name != "-" and Path(name).is_file():
            names[name] = None
    return list(names)


def _read_again(
    book: Ledger, path: str, read: Callable[[], Iterator[Story | SetAside]], told: Told | None
) -> int:
    """Read a file again; how many stories were new. What it no longer holds is settled."""
    seen: set[str] = set()

    def stories() -> Iterator[Story | SetAside]:
        for one in read():
            seen.add(one.origin)
            yield one

    before = {one.origin for one in book.unread() if one.origin.rpartition(":")[0] == path}
    new, _ = book.take_in(stories(), told)
    if path not in seen:
        # the file as a whole could be read, so a row that is missing is no longer there
        book.settle(before - seen)
    return new
