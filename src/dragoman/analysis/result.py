"""What a query found: rows that go into frames, files and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.analysis.extras import needed
from dragoman.errors import UsageError
from dragoman.interchange import rows
from dragoman.interchange.text import printable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from rich.console import Console, ConsoleOptions, RenderResult


Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table that a terminal shows.

    `text` makes a row's cell; `width` is fixed, or else `ratio` shares what is left; the column is
    shown in terminals of at least `wide` columns. `right` is for numbers.
    """

    heading: str
    text: Callable[[Row], str]
    width: int | None = None
    ratio: int | None = None
    wide: int = 0
    right: bool = False


class Result:
    """Rows that a query found, in their order.

    Iterating gives the rows as plain objects, ready for JSON (days as "2024-06-20"). `notes` are
    sentences about what was left out, or why nothing was found. `folded` makes the rows that a
    terminal shows of all rows.
    """

    def __init__(
        self,
        table: pyarrow.Table,
        columns: Sequence[Column],
        notes: Sequence[str] = (),
        *,
        folded: Callable[[Iterable[Row]], Iterable[Row]] = iter,
    ) -> None:
        self._table = table
        self._columns = tuple(columns)
        self._folded = folded
        self.notes = tuple(notes)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Row]:
        return rows.plain(self._table)

    def __repr__(self) -> str:
        names = ", ".join(self._table.column_names)
        return f"<Result of {len(self)} rows: {names}>"

    def records(self) -> list[Row]:
        """All rows as plain objects."""
        return list(self)

    def arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table."""
        return self._table

    def pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame.

        Raises:
            UsageError: pandas is not installed.
        """
        needed("pandas", "frames")
        return self._table.to_pandas()

    def polars(self) -> polars.DataFrame:
        """The rows as a Polars frame.

        Raises:
            UsageError: Polars is not installed.
        """
        frame: polars.DataFrame = needed("polars", "frames").from_arrow(self._table)
        return frame

    def write(self, stream: BinaryIO, format: str) -> None:
        """Write the rows to a stream of bytes.

        Args:
            stream: takes bytes.
            format: table, jsonl, csv or parquet.

        Raises:
            UsageError: there is no such format.
        """
        if format == "table":
            stream.write(rows.page(self).encode("utf-8"))
        elif format in rows.FORMATS:
            rows.FORMATS[format](stream, self._table)
        else:
            known = ", ".join(("table", *rows.FORMATS))
            raise UsageError(f"no format '{format}'; there are: {known}")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.table import Table
        from rich.text import Text

        shown = [one for one in self._columns if options.max_width >= one.wide]
        table = Table(pad_edge=False, header_style="bold", expand=any(c.ratio for c in shown))
        for one in shown:
            table.add_column(
                one.heading,
                width=one.width,
                ratio=one.ratio,
                overflow="fold",
                no_wrap=one.ratio is None,
                justify="right" if one.right else "left",
            )
        for row in self._folded(self):
            # Text, not str: brackets in a story's words would be read as rich's own markup
            table.add_row(*(Text(printable(one.text(row))) for one in shown))
        yield table
