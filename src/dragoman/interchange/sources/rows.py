"""Lines as rows: cells by the name of their column, parted by tab or by comma."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.interchange.sources.lines import File, Line
from dragoman.interchange.text import printable
from dragoman.reading import SetAside
from dragoman.reading.outcome import INPUT, READING

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a set of data lays out its rows.

    columns: names of the columns in order, as `name_of` makes them. also: other names of a column.
    needed: columns that a heading must have. headed: whether its files begin with a heading
    (those without may have been given one). missing: what stands where nothing is known.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...] = ()
    headed: bool = True
    missing: frozenset[str] = frozenset({""})
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, and its cells by column, what is missing left out."""

    file: str
    line: int
    cells: dict[str, str]
    utf8: bool = True

    def get(self, name: str) -> str | None:
        """The cell of a column, None where it is missing."""
        return self.cells.get(name)

    @property
    def at(self) -> str:
        """ "file:line"."""
        return f"{self.file}:{self.line}"


def name_of(heading: str) -> str:
    """The name of a column whatever its case, blanks, dots and underscores: "event_id"."""
    return _OTHER.sub("_", heading.strip().strip('"').lower()).strip("_")


def parted(line: str) -> list[str]:
    """The cells of a first line, by tab if there is one, else by comma."""
    if "\t" in line:
        return [unquoted(cell) for cell in line.split("\t")]
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return [line]


def unquoted(cell: str) -> str:
    """A cell without controls, blanks around it, or double quotes around all of it."""
    cell = clean(cell)
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"').strip()
    return cell


def clean(cell: str) -> str:
    """A cell without controls or blanks around it."""
    # most cells hold nothing to take out, and it is quick to know
    return (cell if cell.isprintable() else printable(cell)).strip()


def rows(file: File, layout: Layout) -> Iterator[Row | SetAside]:
    """The rows of a file of this layout; one that does not fit it is set aside with the reason."""
    names: Sequence[str] | None = None
    for number, cells, utf8 in _cells(file):
        if isinstance(cells, SetAside):
            yield cells
            if number == 0:
                return
            continue
        if names is None:
            heading = _heading(cells, layout)
            names = heading or layout.columns
            if layout.headed and heading is None:
                wanted = ", ".join(layout.columns[:3])
                yield SetAside(
                    file.name, INPUT, f"there is no heading, which would begin with {wanted}"
                )
                return
            if heading is not None:
                lacking = [name for name in layout.needed if name not in heading]
                if lacking:
                    yield SetAside(
                        file.name, INPUT, f"the heading lacks the columns {', '.join(lacking)}"
                    )
                    return
                continue
        bound = _bound(cells, names, layout)
        if isinstance(bound, str):
            yield SetAside(f"{file.name}:{number}", READING, bound)
        else:
            yield Row(file.name, number, bound, utf8)


def _cells(file: File) -> Iterator[tuple[int, list[str] | SetAside, bool]]:
    """Number of the line, cells and whether it was UTF-8; number 0 and a reason where a file ends
    early."""
    source = iter(file.lines())
    first = next(source, None)
    if first is None:
        return
    if isinstance(first, SetAside):
        yield 0, first, True
        return
    if "\t" in first.text:
        yield first.number, [unquoted(cell) for cell in first.text.split("\t")], first.utf8
        for line in source:
            if isinstance(line, SetAside):
                yield 1, line, True
            else:
                yield line.number, [unquoted(cell) for cell in line.text.split("\t")], line.utf8
        return
    yield from _by_comma(file, first, source)


def _by_comma(
    file: File, first: Line, source: Iterator[Line | SetAside]
) -> Iterator[tuple[int, list[str] | SetAside, bool]]:
    """Comma-separated cells; a quoted one may hold line ends."""
    at = [first.number, True]
    aside: list[SetAside] = []

    def texts() -> Iterator[str]:
        line: Line | SetAside
        for line in _chained(first, source):
            if isinstance(line, SetAside):
                aside.append(line)
                continue
            at[0] = line.number
            at[1] = at[1] and line.utf8
            yield line.text + "\n"

    feed = texts()
    reader = csv.reader(feed)
    while True:
        at[1], begun = True, at[0]
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            reason = f"no rows of CSV from line {begun} to {at[0]}: {error}"
            yield at[0], SetAside(f"{file.name}:{at[0]}", READING, reason), True
            reader = csv.reader(feed)
            continue
        yield from ((1, one, True) for one in aside)
        aside.clear()
        yield at[0], [clean(cell) for cell in cells], bool(at[1])
    yield from ((1, one, True) for one in aside)


def _chained(first: Line, source: Iterable[Line | SetAside]) -> Iterator[Line | SetAside]:
    yield first
    yield from source


def _heading(cells: Sequence[str], layout: Layout) -> list[str] | None:
    """The names of a heading; None if the cells are no heading of this layout."""
    also = dict(layout.also)
    names = [also.get(name, name) for name in map(name_of, cells)]
    known = set(layout.columns)
    found = sum(name in known for name in names)
    return names if found > len(known) // 3 or set(layout.needed) & set(names) else None


def _bound(cells: list[str], names: Sequence[str], layout: Layout) -> dict[str, str] | str:
    """Cells by column, or why they do not fit; empty cells too many at the end do no harm."""
    if len(cells) != len(names):
        # some files name columns that their rows do not have
        real = [name for name in names if name in layout.columns]
        fitting = (one for one in (real, names) if len(cells) >= len(one))
        fits = next((one for one in fitting if not any(cells[len(one) :])), None)
        if fits is None:
            return f"{len(cells)} cells where {len(names)} are wanted"
        names = fits
    pairs = zip(names, cells, strict=False)
    return {name: cell for name, cell in pairs if cell not in layout.missing}
