"""Events of other sets of data into a ledger, and beside one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import UsageError
from dragoman.keeping import opened_ledger

if TYPE_CHECKING:
    from dragoman.analysis.compare import Comparison
    from dragoman.analysis.query import Query
    from dragoman.interchange import Written
    from dragoman.ledger import Ledger
    from dragoman.reading import SetAside


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows that were read.

    `new` records were taken in, `known` were in the ledger before; `no_event` are rows that tell of
    nothing that is an event in PLOVER; `set_aside` could not be read.
    """

    new: int = 0
    known: int = 0
    no_event: int = 0
    set_aside: int = 0

    def __str__(self) -> str:
        total = self.new + self.known + self.no_event + self.set_aside
        return (
            f"{total} rows read = {self.new} new events + {self.known} known before "
            f"+ {self.no_event} that are no event in PLOVER + {self.set_aside} set aside"
        )


def import_events(
    paths: str | Path | Iterable[str | Path],
    *,
    ledger: Ledger | str | Path | None = None,
    of: str | None = None,
    crosswalk: str = "manual",
    told: Callable[[SetAside], None] | None = None,
) -> Imported:
    """Take events from files of other sets of data into a ledger, beside one's own.

    They stand there under their own source and are not merged with one's own. What was imported
    before changes nothing.

    Args:
        paths: files, plain, gzipped or zipped.
        ledger: the ledger or its file; it is made if there is none.
        of: which set they are of, one of `interchange.sources.SETS`; default: told by their shape.
        crosswalk: what CAMEO codes are in PLOVER, "manual" or "cameo2plover".
        told: is told each row that is no event (stage "skipped"), and each row and file that was
            set aside.

    Raises:
        UsageError: there is no such set or crosswalk.
        LedgerError: the ledger cannot be opened or written.
    """
    from dragoman.interchange.sources import read
    from dragoman.reading import SetAside
    from dragoman.reading.outcome import SKIPPED

    files = (paths,) if isinstance(paths, str | Path) else tuple(paths)
    aside = {True: 0, False: 0}

    def records() -> Iterator[dict[str, Any]]:
        for one in outcomes:
            if not isinstance(one, SetAside):
                yield one
                continue
            aside[one.stage == SKIPPED] += 1
            if told is not None:
                told(one)

    outcomes = read(files, of, crosswalk)
    new = known = 0
    with opened_ledger(ledger, create=True) as book:
        for name, group in groupby(records(), key=lambda record: str(record["source"]["set"])):
            added = book.add_records(group, name)
            new, known = new + added[0], known + added[1]
    return Imported(new, known, aside[True], aside[False])


def export(
    format: str,
    output: str | Path | BinaryIO,
    *,
    ledger: Ledger | str | Path | None = None,
    cameo: str | None = None,
    auxiliary: bool = False,
    query: Query | None = None,
    **filters: Any,
) -> Written:
    """Write the events of a ledger in a format; what was written and left out.

    Args:
        format: one of `interchange.FORMATS`.
        output: a file, or a stream of bytes.
        ledger: the ledger or its file.
        cameo: whose CAMEO codes, one of `interchange.cameo.VARIANTS`; default: the format's own.
        auxiliary: also what was denied, planned, supposed or is past, where the format cannot say
            so; else it is left out there unless the query asks for it.
        query, filters: which events (`analysis.Query`).

    Raises:
        UsageError: there is no such format or list, or the query makes no sense.
        LedgerError: the ledger cannot be opened.
    """
    from dragoman.analysis.exporting import records
    from dragoman.analysis.query import PLAIN, Query
    from dragoman.interchange import FORMATS, Options
    from dragoman.interchange.files import written_whole

    if format not in FORMATS:
        raise UsageError(f"no format '{format}'; there are: {', '.join(FORMATS)}")
    asked = Query.of(query, **filters)
    wanted = auxiliary or asked.negated or bool(set(asked.auxiliary) - {PLAIN})
    options = Options(cameo, wanted)
    with opened_ledger(ledger, read_only=True) as book:
        found = records(book, asked, **({"negated": True} if auxiliary else {}))
        if isinstance(output, str | Path):
            with written_whole(Path(output)) as stream:
                return FORMATS[format](stream, found, options)
        return FORMATS[format](output, found, options)


def compare(
    paths: str | Path | Iterable[str | Path] = (),
    *,
    ledger: Ledger | str | Path | None = None,
    own: str | Path | None = None,
    of: str | None = None,
    crosswalk: str = "manual",
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    countries: Iterable[str] = (),
    auxiliary: bool = False,
    within: int = 0,
    told: Callable[[SetAside], None] | None = None,
) -> Comparison:
    """Lay one's own events beside those of another set of data.

    Args:
        paths: files of the other set, as for `import_events`.
        ledger: the ledger that holds one's own events, or its file.
        own: records of one's own as JSON Lines, in place of a ledger.
        of, crosswalk, told: as for `import_events`.
        source: in place of files, the set whose imported events in the ledger are meant.
        since, until: first and last day that are compared.
        countries: codes of which one must be on a side.
        auxiliary: also what was denied, planned, supposed or is past, which others cannot mark.
        within: how many days apart two events of one type and pair may be and be one.

    Raises:
        UsageError: an argument makes no sense.
        LedgerError: the ledger cannot be opened.
    """
    from dragoman.analysis.compare import Scope, compare
    from dragoman.analysis.exporting import records
    from dragoman.interchange.sources import SETS, read

    files = (paths,) if isinstance(paths, str | Path) else tuple(paths)
    if bool(files) == bool(source):
        raise UsageError("name files of another set of data, or an imported one, and not both")
    if source is not None and source not in SETS:
        raise UsageError(f"'{source}' is no set of data known here; there are: {', '.join(SETS)}")
    if source is not None and own is not None:
        raise UsageError("what was imported is in a ledger, so one's own events must be there too")
    if within < 0:
        raise UsageError(f"within is a number of days, 0 or more, not {within}")
    scope = Scope(_day(since), _day(until), frozenset(countries), auxiliary)

    def kept(outcomes: Iterable[dict[str, Any] | SetAside]) -> Iterator[dict[str, Any]]:
        from dragoman.reading import SetAside

        for one in outcomes:
            if not isinstance(one, SetAside):
                yield one
            elif told is not None:
                told(one)

    theirs = kept(read(files, of, crosswalk)) if files else None
    if own is not None:
        assert theirs is not None
        return compare(kept(read([own], "plover")), theirs, scope, within=within)
    with opened_ledger(ledger, read_only=True) as book:
        # the scope has a say on what was denied, on either side
        if theirs is None:
            theirs = records(book, source=source, negated=True)
        return compare(records(book, negated=True), theirs, scope, within=within)


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UsageError(f"'{said}' is no day; right would be 2024-06-20") from None
