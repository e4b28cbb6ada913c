"""Row files: CSV, TSV, JSON, JSON Lines, Parquet. A bad row is set aside, the next one is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dragoman.model import Story
from dragoman.reading.encoding import SAMPLE, decode
from dragoman.reading.lines import Line, text_lines
from dragoman.reading.outcome import INPUT, READING, Limits, SetAside
from dragoman.reading.rows import FIELDS, column, row_story

Outcomes = Iterator[Story | SetAside]


def read_jsonl(stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits) -> Outcomes:
    """Stories of a JSON Lines file: one object a line, blank lines skipped."""
    for line in text_lines(stream, limits.line_bytes):
        at = f"{origin}:{line.number}"
        if line.text is None:
            yield SetAside(at, READING, line.problem)
            continue
        if not line.text.strip("\ufeff \t\r\n"):
            continue
        value, problem = _json(line.text)
        if problem:
            yield SetAside(at, READING, f"the line is no valid JSON: {problem}")
        else:
            yield _object_story(value, at, lang, limits, line.flags)


def read_json(stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits) -> Outcomes:
    """Stories of a JSON file: a list of objects, or one object. JSON Lines is understood too."""
    raw = stream.read(limits.json_bytes + 1)
    if len(raw) > limits.json_bytes:
        reason = f"a JSON file may have {limits.json_bytes:,} bytes; use JSON Lines for more"
        yield SetAside(origin, INPUT, reason)
        return
    decoded = decode(raw)
    if decoded is None:
        yield SetAside(origin, INPUT, "the file is in no known encoding; save it as UTF-8")
        return
    value, problem = _json(decoded.text)
    if problem:
        lines = (line.strip() for line in decoded.text[:SAMPLE].split("\n"))
        if any(line.startswith("{") and not _json(line)[1] for line in lines):
            yield from read_jsonl(io.BytesIO(raw), origin, lang=lang, limits=limits)
        else:
            yield SetAside(origin, INPUT, f"the file is no valid JSON: {problem}")
        return
    items = value if isinstance(value, list) else [value]
    if not items:
        yield SetAside(origin, INPUT, "the list in the file is empty")
    for number, item in enumerate(items, 1):
        at = f"{origin}:{number}" if isinstance(value, list) else origin
        yield _object_story(item, at, lang, limits, decoded.flags)


def _json(text: str) -> tuple[Any, str]:
    try:
        return json.loads(text.lstrip("\ufeff")), ""
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        return None, f"{error.msg} ({where}column {error.colno})"
    except (ValueError, RecursionError) as error:
        return None, str(error).split(";")[0]


def _object_story(
    value: Any, at: str, lang: str | None, limits: Limits, flags: tuple[str, ...]
) -> Story | SetAside:
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else f"of type {type(value).__name__}"
        return SetAside(at, READING, f'the row is {kind}, not an object like {{"text": "…"}}')
    row: dict[str, object] = {}
    for key, cell in value.items():
        row.setdefault(column(key), cell)
    return row_story(row, at, lang=lang, limits=limits, flags=flags)


class _Records:
    """The line source of a csv.reader that remembers the lines of the record in hand."""

    def __init__(self, lines: Iterator[Line]):
        self._lines = lines
        self._again: list[Line] = []
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.taken.append(line)
        return line.text if line.text is not None else "\n"

    def retry_after_first(self) -> None:
        """Hand out again all lines of the record in hand but its first."""
        self._again.extend(reversed(self.taken[1:]))
        self.taken = []


def read_csv(
    stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits, delimiter: str | None = None
) -> Outcomes:
    """Stories of a CSV or TSV file with a header line.

    Without a `delimiter` the header tells it: the commonest of comma, semicolon, tab and bar. A
    row with more cells than the header is set aside: a text with an unquoted comma would
    otherwise be cut short unseen.
    """
    csv.field_size_limit(limits.line_bytes)
    source = _Records(text_lines(stream, limits.line_bytes))
    header: list[str] | None = None
    reader: Any = None
    while True:
        source.taken = []
        try:
            if header is None:
                first = next(source)
                delimiter = delimiter or max(",;\t|", key=first.count)
                cells = next(csv.reader([first.lstrip("\ufeff")], delimiter=delimiter))
            else:
                cells = next(reader)
        except StopIteration:
            if header is None:
                yield SetAside(origin, INPUT, "the file is empty; a header line is expected")
            return
        except csv.Error as error:
            at = f"{origin}:{source.taken[0].number if source.taken else 1}"
            literal = _literal(source, delimiter, header)
            if literal is not None:
                yield row_story(literal, at, lang=lang, limits=limits, flags=source.taken[0].flags)
            else:
                yield SetAside(at, READING, f"the row is no valid CSV: {error}")
            source.retry_after_first()
            if header is None:
                return
            reader = csv.reader(source, delimiter=delimiter or ",", strict=True)
            continue
        if header is None:
            header = [column(cell) for cell in cells]
            if "text" not in header:
                has = ", ".join(cell.strip() for cell in cells)[:200]
                yield SetAside(origin, INPUT, f"a column 'text' is needed; the header has: {has}")
                return
            reader = csv.reader(source, delimiter=delimiter or ",", strict=True)
            continue
        yield from _record(cells, header, source.taken, origin, lang, limits)


def _record(
    cells: list[str],
    header: list[str],
    taken: list[Line],
    origin: str,
    lang: str | None,
    limits: Limits,
) -> Outcomes:
    at = f"{origin}:{taken[0].number}"
    for line in taken:
        if line.text is None:
            yield SetAside(f"{origin}:{line.number}", READING, line.problem)
            return
    if not any(cell.strip() for cell in cells):
        if len(cells) > 1:
            yield SetAside(at, READING, "the row is empty")
        return
    if len(cells) > len(header):
        reason = (
            f"the row has {len(cells)} cells and the header {len(header)}; "
            "a text that holds the separator must stand in double quotes"
        )
        yield SetAside(at, READING, reason)
        return
    flags = tuple(dict.fromkeys(flag for line in taken for flag in line.flags))
    row: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, cell)
    yield row_story(row, at, lang=lang, limits=limits, flags=flags)


def _literal(
    source: _Records, delimiter: str | None, header: list[str] | None
) -> Mapping[str, object] | None:
    """A tab-separated line taken without quoting: most programs that write tabs do not quote."""
    if delimiter != "\t" or header is None or not source.taken or source.taken[0].text is None:
        return None
    cells = source.taken[0].text.rstrip("\r\n").split("\t")
    return dict(zip(header, cells, strict=True)) if len(cells) == len(header) else None


def read_parquet(stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits) -> Outcomes:
    """Stories of a Parquet file, row by row; only the columns of a story are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        names: dict[str, str] = {}
        for name in file.schema_arrow.names:
            names.setdefault(column(name), name)
        if "text" not in names:
            has = ", ".join(file.schema_arrow.names)[:200]
            yield SetAside(origin, INPUT, f"a column 'text' is needed; the file has: {has}")
            return
        wanted = {field: names[field] for field in FIELDS if field in names}
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=list(wanted.values())):
            for values in batch.to_pylist():
                number += 1
                row = {field: _plain(values[name]) for field, name in wanted.items()}
                yield row_story(row, f"{origin}:{number}", lang=lang, limits=limits)
        if number == 0:
            yield SetAside(origin, INPUT, "the file has no rows")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        detail = str(error).split("\n")[0][:200]
        yield SetAside(origin, INPUT, f"the file is no readable Parquet: {detail}")


def _plain(value: object) -> object:
    """Bytes columns, which older writers used for text, as text."""
    if isinstance(value, bytes):
        decoded = decode(value)
        return decoded.text if decoded is not None else None
    return value
