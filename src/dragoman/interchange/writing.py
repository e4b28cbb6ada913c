"""What a writer can be asked for, and what it gives back: nothing is left out unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

Record = Mapping[str, Any]

NO_DATE, NO_PARTY, NO_CODE = "without a date", "without a party", "without a CAMEO code"
NOT_PLAIN = "denied, planned, supposed or past"
"""Why records are left out; the last are those with an auxiliary mode."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to write.

    cameo: which list of CAMEO codes counts, one of `cameo.VARIANTS`; default: the format's own.
    auxiliary: whether formats that cannot say that an event was denied, planned, supposed or is
    long past hold such events all the same.
    """

    cameo: str | None = None
    auxiliary: bool = False


DEFAULT = Options()
"""How a format is written unless somebody asks."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many records and rows, and how many records were left out and why."""

    records: int
    rows: int
    left_out: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        rows = "" if self.rows == self.records else f" in {_some(self.rows, 'row')}"
        said = f"{_some(self.records, 'event')} written{rows}"
        if not self.left_out:
            return said
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.left_out)
        return f"{said}; left out: {reasons}"


class Writer(Protocol):
    """Writes records to a stream of bytes; the same records give the same bytes everywhere."""

    def __call__(
        self, stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /
    ) -> Written: ...


class Tally:
    """Counts what a writer writes and leaves out."""

    def __init__(self) -> None:
        self._records = self._rows = 0
        self._left_out: Counter[str] = Counter()

    def left_out(self, reason: str) -> None:
        """A record is not written."""
        self._left_out[reason] += 1

    def row(self, count: int = 1) -> None:
        """A record is written, in this many rows."""
        self._records += 1
        self._rows += count

    def done(self) -> Written:
        """All of it."""
        return Written(self._records, self._rows, tuple(sorted(self._left_out.items())))

    def plain(self, records: Iterable[Record], options: Options) -> Iterator[Record]:
        """The records without those that a format cannot tell from what has happened."""
        for record in records:
            if record["auxiliary"] and not options.auxiliary:
                self.left_out(NOT_PLAIN)
            else:
                yield record


def write_lines(
    stream: BinaryIO, records: Iterable[Record], lines: Callable[[Record], Iterable[bytes]]
) -> Written:
    """Write what `lines` makes of each record as it comes, all of them."""
    tally = Tally()
    for record in records:
        made = list(lines(record))
        stream.writelines(made)
        tally.row(len(made))
    return tally.done()


def _some(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
