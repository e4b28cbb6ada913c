"""JSON Lines: one record a line, UTF-8."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from dragoman.interchange.writing import DEFAULT, Options, Record, Written, write_lines

# Half a surrogate pair cannot be written as UTF-8, and readers that split at every Unicode line
# break (U+0085, U+2028, U+2029) would tear a line apart. JSON has an escape for each of them.
_ESCAPED = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def dumps(record: Mapping[str, Any]) -> str:
    """One record as one line of JSON, without the line's end.

    Raises:
        ValueError: a number is infinite or none at all, which JSON cannot say.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write each record as it comes; `stream` takes bytes."""
    return write_lines(stream, records, lambda record: [dumps(record).encode("utf-8") + b"\n"])
