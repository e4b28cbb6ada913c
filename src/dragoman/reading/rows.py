"""One row (of a CSV, TSV, JSON or Parquet file) to one story; the formats are in tables.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dragoman.model import Story
from dragoman.reading.identity import make_story
from dragoman.reading.outcome import READING, Limits, SetAside
from dragoman.reading.text import too_long
from dragoman.reading.times import parse_published

FIELDS = ("text", "id", "lang", "date", "title", "url", "publisher")


def column(name: object) -> str:
    """A column's name as it is compared: case, blanks around it and a byte order mark ignored."""
    return str(name).strip("\ufeff \t\r\n\xa0").casefold()


def row_story(
    row: Mapping[str, object],
    origin: str,
    *,
    lang: str | None,
    limits: Limits,
    flags: tuple[str, ...] = (),
) -> Story | SetAside:
    """Build the story of a row whose keys are `column` names; other columns are ignored.

    A `date` that cannot be read costs the story no more than the flag "bad-date". Where there is
    none, a column `published` is taken for it if it holds one.
    """
    identity = _cell(row.get("id"))
    text = row.get("text")
    if text is None or (isinstance(text, str) and not text.strip()):
        return SetAside(origin, READING, "the row has no text", identity)
    if not isinstance(text, str):
        reason = f"the row's text is of type {type(text).__name__}, not a string"
        return SetAside(origin, READING, reason, identity)
    if len(text) > limits.story_chars:
        return SetAside(origin, READING, too_long(len(text), limits), identity)
    published, precision = None, "minute"
    value = row.get("date")
    if _cell(value) is not None:
        parsed = parse_published(value)
        if parsed is None:
            flags = (*flags, "bad-date")
        else:
            published, precision = parsed
    elif (other := row.get("published")) is not None and _cell(other) is not None:
        parsed = parse_published(other)
        published, precision = parsed or (published, precision)
    return make_story(
        text,
        origin=origin,
        id=identity,
        lang=_cell(row.get("lang")) or lang,
        published=published,
        precision=precision,
        title=_cell(row.get("title")),
        url=_cell(row.get("url")),
        publisher=_cell(row.get("publisher")),
        flags=flags,
    )


def _cell(value: object) -> str | None:
    """A cell as text: None for what is empty or no single value (lists, objects, NaN)."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or value is None or value != value:
        return None
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return None
