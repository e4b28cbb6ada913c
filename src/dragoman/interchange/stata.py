"""Stata (.dta, format 118): the columns of `csv`, with labels for variables and values.

Beside them stand `type`, the event type as a number with its name as label, and a 0/1 variable for
each auxiliary mode. Codes are text. Stata files say at their beginning how many rows follow, so all
rows are in memory before the first is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO

from dragoman.errors import UsageError
from dragoman.interchange import csv
from dragoman.interchange.writing import DEFAULT, Options, Record, Written
from dragoman.model import AUXILIARIES
from dragoman.ontology import QUADS, load_ontology

LABELS = {
    "id": "id of the event", "story": "id of the story",
    "date": "first day it may have happened on", "enddate": "last day, where it is another",
    "date_precision": "how the date is known",
    "actor_code": "actors: country or other code", "actor_sector": "actors: sector",
    "actor_text": "actors: words of the story", "actor_name": "actors: known name",
    "actor_office": "actors: office held then",
    "recipient_code": "recipients: country or other code", "recipient_sector": "recipients: sector",
    "recipient_text": "recipients: words of the story", "recipient_name": "recipients: known name",
    "recipient_office": "recipients: office held then",
    "event": "PLOVER event type", "type": "PLOVER event type, numbered", "mode": "PLOVER modes",
    "context": "PLOVER contexts", "auxiliary": "auxiliary modes",
    "quad_code": "PLOVER quad code", "event_scale": "PLOVER score, -10 to 10",
    "cameo": "CAMEO code (text: 010 is not 10)", "act": "Dragoman's act",
    "event_text": "words that tell of it", "place": "place",
    "place_country": "country of the place",
    "lat": "latitude", "lon": "longitude", "dead": "people dead", "injured": "people injured",
    "arrested": "people arrested", "displaced": "people displaced", "size": "people taking part",
    "attributed_to": "who says so", "confidence": "confidence, no probability",
    "flags": "signs of quality", "lang": "language of the sentence",
    "sentence": "number of the sentence, from 0",
    "sentence_start": "first character of the sentence",
    "sentence_end": "character after the sentence", "url": "address of the story",
    "title": "title of the story", "language": "language of the story",
    "publication": "publisher of the story", "published": "time of publication",
    "reports": "number of sentences that tell of it", "same_as": "id of the same event",
    "source": "set of data it was imported from", "source_id": "its id there",
    "source_code": "its code there", "coder": "program and version",
    "negation": "said not to have happened", "future": "still to come",
    "hypothetical": "only supposed", "historical": "long past",
}  # fmt: skip
"""Variable → its label, at most 80 characters."""

_NUMBERS = frozenset({
    "event_scale", "lat", "lon", "dead", "injured", "arrested", "displaced", "size", "confidence",
    "sentence", "sentence_start", "sentence_end", "reports",
})  # fmt: skip
_DAYS = ("date", "enddate")
_TEXTS = tuple(
    name for name in LABELS
    if name not in _NUMBERS and name not in {*_DAYS, "type", "quad_code", *AUXILIARIES}
)  # fmt: skip
_LONGEST = 2045  # bytes of the longest text of a fixed width
_STAMP = datetime(2000, 1, 1)  # the format wants a time of writing; ours would differ every time


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write all records as one file.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise UsageError("Stata files need pandas; install dragoman[frames]") from error
    kinds = {name: i for i, name in enumerate(load_ontology().types, 1)}
    rows = [_row(record, kinds) for record in records]
    frame = pandas.DataFrame({name: _column([one[name] for one in rows], name) for name in LABELS})
    frame.to_stata(
        stream, version=118, write_index=False, variable_labels=LABELS,
        value_labels={
            "type": {i: name for name, i in kinds.items()},
            "quad_code": dict(QUADS),
            **{name: {0: "no", 1: "yes"} for name in AUXILIARIES},
        },
        convert_strl=[name for name in _TEXTS if _longest(rows, name) > _LONGEST],
        convert_dates=dict.fromkeys(_DAYS, "td"), time_stamp=_STAMP,
        data_label="Events coded by Dragoman",
    )  # fmt: skip
    return Written(len(rows), len(rows))


def _row(record: Record, kinds: dict[str, int]) -> dict[str, Any]:
    row: dict[str, Any] = csv.row(record, guard=lambda text: text.replace("\0", "\ufffd"))
    # `end` is no name of a variable
    row |= {f"sentence_{name}": row[name] for name in ("start", "end")}
    row["type"] = kinds[record["event"][0]]
    row |= {name: int(name in record["auxiliary"]) for name in AUXILIARIES}
    return row


def _column(values: list[Any], name: str) -> Any:
    import numpy
    import pandas

    if name in _NUMBERS:
        return pandas.Series(values, dtype="float64")
    if name in _DAYS:
        # nanoseconds, pandas' own unit, end in 2262
        return pandas.Series(numpy.array(values, dtype="datetime64[s]"))
    if name in _TEXTS:
        return pandas.Series(["" if one is None else one for one in values], dtype="object")
    return pandas.Series(values, dtype="int8")


def _longest(rows: list[dict[str, Any]], name: str) -> int:
    return max((len((row[name] or "").encode()) for row in rows), default=0)
