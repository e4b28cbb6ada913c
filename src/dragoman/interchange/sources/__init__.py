"""Events in, from files of other sets of data that a user already has; one module a set.

A row becomes a record of the same form as ours, whose `source` says which set it comes from, its id
there, file and line. What cannot become one is set aside with file, line and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.errors import UsageError
from dragoman.interchange.sources import gdelt, icews, phoenix, plover, polecat
from dragoman.interchange.sources.building import CROSSWALK, NoType, RowError
from dragoman.interchange.sources.lines import File, FileError, files
from dragoman.interchange.sources.rows import Layout, Row, name_of, parted, rows
from dragoman.ontology import load_ontology
from dragoman.reading import SetAside
from dragoman.reading.outcome import INPUT, READING, SKIPPED

MENTIONS = 16
"""Number of columns of GDELT's mentions, which hold no events."""

Reader = Callable[[Row, str], dict[str, Any]]

_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        gdelt.NAME: gdelt.read_row,
        icews.NAME: icews.read_row,
        polecat.NAME: polecat.read_row,
        phoenix.NAME: phoenix.read_row,
        phoenix.CLINE: phoenix.read_cline_row,
    }
)

SETS = (*_READERS, plover.NAME)
"""Names of the sets of data that can be read."""


def read(
    paths: Iterable[str | Path], name: str | None = None, crosswalk: str = CROSSWALK
) -> Iterator[dict[str, Any] | SetAside]:
    """Records of other people's files, in the order of files and rows, lazily.

    Args:
        paths: files, plain, gzipped or zipped.
        name: which set they are of, one of `SETS`; by default each is told by its shape.
        crosswalk: what CAMEO codes are in PLOVER: "manual" or "cameo2plover".

    A row that tells of nothing that is an event in PLOVER (statements, appeals) is a `SetAside` of
    the stage "skipped"; a file that cannot be read, or does not show which set it is of, one of
    the stage "input".

    Raises:
        UsageError: there is no such set or crosswalk.
    """
    if name is not None and name not in SETS:
        raise UsageError(f"'{name}' is no set of data known here; there are: {', '.join(SETS)}")
    crosswalks = load_ontology().crosswalks
    if crosswalk not in crosswalks:
        raise UsageError(f"'{crosswalk}' is no crosswalk; there are: {', '.join(crosswalks)}")
    return (one for path in paths for one in _read_path(Path(path), name, crosswalk))


def told(file: File) -> str:
    """Which set of data a file is of, by its heading or the shape of its first row.

    Raises:
        FileError: it is none that is known.
    """
    first = next(file.lines(), None)
    if first is None:
        raise FileError("the file is empty")
    if isinstance(first, SetAside):
        raise FileError(first.reason)
    if first.text.lstrip().startswith("{"):
        return plover.NAME
    cells = parted(first.text)
    names = {name_of(cell) for cell in cells}
    if {"event_id", "event_mode"} <= names:
        return polecat.NAME
    if {"event_id", "event_text"} <= names:
        return icews.NAME
    if {"eid", "story_date"} <= names:
        return phoenix.CLINE
    if "globaleventid" in names:
        return gdelt.NAME
    count = len(cells)
    while count > max(gdelt.LAYOUTS) and not cells[count - 1]:
        count -= 1
    if len(cells) > 1 and _is_day(cells[1]):
        if count in gdelt.LAYOUTS:
            return gdelt.NAME
        if count == len(phoenix.LAYOUT.columns):
            return phoenix.NAME
    if count == MENTIONS:
        raise FileError("these look like GDELT's mentions, which hold no events; give the events")
    raise FileError(
        f"its shape ({count} columns) is that of no set of data known here; say which, one of "
        f"{', '.join(SETS)}"
    )


def _read_path(path: Path, name: str | None, crosswalk: str) -> Iterator[dict[str, Any] | SetAside]:
    try:
        found = files(path)
    except FileError as error:
        yield SetAside(str(path), INPUT, str(error))
        return
    for file in found:
        try:
            of = name or told(file)
        except FileError as error:
            yield SetAside(file.name, INPUT, str(error))
        else:
            yield from _read(file, of, crosswalk)


def _read(file: File, name: str, crosswalk: str) -> Iterator[dict[str, Any] | SetAside]:
    if name == plover.NAME:
        for found in plover.rows(file):
            if isinstance(found, SetAside):
                yield found
            else:
                yield _made(found[0], plover.read_object, *found)
        return
    reader = _READERS[name]
    for row in rows(file, _layout(file, name)):
        yield row if isinstance(row, SetAside) else _made(row, reader, row, crosswalk)


def _made(row: Row, build: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any] | SetAside:
    """What `build` makes of a row, or why it cannot."""
    try:
        return build(*given)
    except NoType as error:
        return SetAside(row.at, SKIPPED, str(error))
    except RowError as error:
        return SetAside(row.at, READING, str(error))


def _layout(file: File, name: str) -> Layout:
    if name == gdelt.NAME:
        first = next(file.lines(), None)
        count = 0 if first is None or isinstance(first, SetAside) else len(parted(first.text))
        return gdelt.LAYOUTS.get(count, gdelt.LAYOUTS[max(gdelt.LAYOUTS)])
    return {
        icews.NAME: icews.LAYOUT,
        polecat.NAME: polecat.LAYOUT,
        phoenix.NAME: phoenix.LAYOUT,
        phoenix.CLINE: phoenix.CLINE_LAYOUT,
    }[name]


def _is_day(cell: str) -> bool:
    return len(cell) == 8 and cell.isdecimal()
