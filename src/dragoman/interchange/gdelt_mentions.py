"""GDELT 2.0 mentions: 16 columns without a heading; one row for each report of each dyad.

They go with the events that `gdelt` writes of the same records and join them by GLOBALEVENTID.
Unlike GDELT's, the offsets count characters of the story as it was published, in its own language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.interchange.days import moment
from dragoman.interchange.delimited import Cell, address, line, words
from dragoman.interchange.dyads import Dyad, Party, write_rows
from dragoman.interchange.languages import is_read_by_gdelt, three_letters
from dragoman.interchange.writing import DEFAULT, Options, Record, Written

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo",
    "Extras",
)  # fmt: skip
"""The columns in order; the file has no heading."""

WEB, CITATION = 1, 2
_NOT_FOUND = -1
_UNTRANSLATED = "none"


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write the rows of each record as it comes."""
    return write_rows(
        stream, records, options, lambda record, _, dyad: map(line, _rows(record, dyad))
    )


def _rows(record: Record, dyad: Dyad) -> Iterator[Iterable[Cell]]:
    told = record["reports"]
    at = moment(record["cite_info"]["published"])
    for report in told:
        own = report["story"] == record["story"]
        first = own and report is told[0]
        # what reports of other stories say of those is only in records that a ledger has merged
        cited: Mapping[str, Any] = record["cite_info"] if own else {"title": None, **report}
        kind, identifier = _identifier(cited, report["story"])
        yield (
            dyad.number, at, moment(cited.get("published")), kind, _source(cited), identifier,
            "" if report["sequence"] is None else report["sequence"] + 1,
            _offset(dyad.source, first), _offset(dyad.target, first),
            _NOT_FOUND if report["trigger_start"] is None else report["trigger_start"],
            1, _confidence(record["confidence"]), "", "", _translation(report["lang"]), "",
        )  # fmt: skip


def _identifier(cited: Mapping[str, Any], story: str) -> tuple[int, str]:
    """The address of the page, else the title or the story's id."""
    if cited.get("url"):
        return WEB, address(cited["url"])
    return CITATION, words(cited["title"] or story)


def _source(cited: Mapping[str, Any]) -> str:
    """The domain of the page, else the publisher."""
    try:
        host = urlsplit(cited.get("url") or "").hostname
    except ValueError:
        host = None
    return words((host or "").removeprefix("www.") or cited.get("publication"))


def _offset(party: Party | None, first: bool) -> int:
    """Where a party stands; it is known only in the first report, from which its words are."""
    if not first or party is None or party["start"] is None:
        return _NOT_FOUND
    return int(party["start"])


def _confidence(sure: float | None) -> int | str:
    return "" if sure is None else min(max(round(sure * 100), 10), 100)


def _translation(lang: str | None) -> str:
    """Nothing for what GDELT reads itself; else the language, and that nothing was translated."""
    code = three_letters(lang)
    known = code is None or is_read_by_gdelt(lang)
    return "" if known else f"srclc:{code};eng:{_UNTRANSLATED}"
