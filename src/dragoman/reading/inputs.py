"""Any input to stories: files, folders and standard input, each story or the reason there is none.

One module a format: text.py, html.py, tables.py (CSV, TSV, JSON, JSON Lines, Parquet).
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dragoman.model import Story
from dragoman.reading.encoding import decode_head
from dragoman.reading.html import looks_like_html, read_html
from dragoman.reading.lines import peeked
from dragoman.reading.outcome import INPUT, LIMITS, READING, SKIPPED, Limits, SetAside
from dragoman.reading.rows import column
from dragoman.reading.tables import read_csv, read_json, read_jsonl, read_parquet
from dragoman.reading.text import read_text, too_long

FORMATS = ("text", "html", "csv", "tsv", "json", "jsonl", "parquet")
TEXT, HTML, CSV, TSV, JSON, JSONL, PARQUET = FORMATS
SUFFIXES = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".csv": CSV,
    ".tsv": TSV,
    ".json": JSON,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".parquet": PARQUET,
}
_FOREIGN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file; unpack it first",
    b"BZh": "a bzip2 file; unpack it first",
    b"\xfd7zXZ": "an xz file; unpack it first",
    b"SQLite format 3": "an SQLite database",
}


def read(
    inputs: Iterable[str | Path],
    *,
    lang: str | None = None,
    format: str | None = None,
    limits: Limits = LIMITS,
    stdin: BinaryIO | None = None,
) -> Iterator[Story | SetAside]:
    """Read every input, in order, into stories; what cannot be read comes out as `SetAside`.

    An input is a file, a folder (all files below it in order of their paths; hidden ones and
    links to folders are skipped) or "-" for standard input (`stdin` if given). The format follows
    from the suffix, else from the content; `format`, one of `FORMATS`, overrules both. `lang` is
    the language of stories that do not name one.

    Ids within a run: two stories may carry the same id with different content (many files number
    their rows from 1); both are kept, the later one with the flag "duplicate-id", and `Story.key`
    tells them apart. The same id with the same content is the same story: the second is set
    aside as skipped. The same content under different ids is kept, for an id is the user's word.

    Nothing is raised for bad input: a path that is missing or unreadable is a `SetAside` of stage
    "input", and the run goes on.
    """
    seen: dict[str, tuple[str, str]] = {}
    for item in inputs:
        for outcome in _read_input(str(item), lang, format, limits, stdin):
            yield _once(outcome, seen) if isinstance(outcome, Story) else outcome


def _once(story: Story, seen: dict[str, tuple[str, str]]) -> Story | SetAside:
    known = seen.setdefault(story.id, (story.key[:32], story.origin))
    if known == (story.key[:32], story.origin):
        return story
    if known[0] == story.key[:32]:
        reason = f"this story was already read from {known[1]}"
        return SetAside(story.origin, SKIPPED, reason, story.id)
    return replace(story, flags=(*story.flags, "duplicate-id"))


def _read_input(
    name: str, lang: str | None, format: str | None, limits: Limits, stdin: BinaryIO | None
) -> Iterator[Story | SetAside]:
    if name == "-":
        stream = stdin if stdin is not None else sys.stdin.buffer
        yield from _read_stream(stream, "-", lang, format, limits)
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _read_folder(path, lang, format, limits)
        else:
            yield from _read_file(path, lang, format or SUFFIXES.get(path.suffix.lower()), limits)
    except (OSError, ValueError) as error:
        yield SetAside(name, INPUT, _os_reason(error))


def _os_reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "the file or folder may not be read by this user"
    detail = error.strerror if isinstance(error, OSError) else str(error)
    return f"the file or folder cannot be read: {detail or type(error).__name__}"


def _read_folder(
    folder: Path, lang: str | None, format: str | None, limits: Limits
) -> Iterator[Story | SetAside]:
    others: Counter[str] = Counter()
    problems: list[OSError] = []
    read_any = False
    files: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(root) / name for name in names if not name.startswith(".")]
    for path in sorted(files, key=lambda path: path.relative_to(folder).parts):
        kind = format or SUFFIXES.get(path.suffix.lower())
        if kind is None:
            others[path.suffix.lower() or "no suffix"] += 1
            continue
        read_any = True
        try:
            yield from _read_file(path, lang, kind, limits)
        except (OSError, ValueError) as error:
            yield SetAside(str(path), INPUT, _os_reason(error))
    for problem in problems:
        yield SetAside(str(problem.filename), INPUT, _os_reason(problem))
    if others:
        kinds = ", ".join(sorted(others))[:200]
        reason = f"{others.total()} files of other kinds were not read ({kinds})"
        yield SetAside(str(folder), SKIPPED, reason)
    if not read_any and not problems:
        kinds = " ".join(SUFFIXES)
        yield SetAside(str(folder), INPUT, f"the folder holds no file to read; looked for {kinds}")


def _read_file(
    path: Path, lang: str | None, format: str | None, limits: Limits
) -> Iterator[Story | SetAside]:
    status = path.stat()
    if stat.S_ISREG(status.st_mode) and format == TEXT and status.st_size > limits.text_bytes:
        yield SetAside(str(path), READING, too_long(None, limits))
        return
    with path.open("rb") as stream:
        if format == PARQUET:
            yield from read_parquet(stream, str(path), lang=lang, limits=limits)
        else:
            yield from _read_stream(stream, str(path), lang, format, limits)


def _read_stream(
    stream: BinaryIO, origin: str, lang: str | None, format: str | None, limits: Limits
) -> Iterator[Story | SetAside]:
    head, stream = peeked(stream)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            yield SetAside(origin, INPUT, f"this is {what}, which Dragoman does not read")
            return
    kind = format or sniff(head)
    if kind == PARQUET:
        raw = stream.read(limits.stream_bytes + 1)
        if len(raw) > limits.stream_bytes:
            reason = f"Parquet from a stream may have {limits.stream_bytes:,} bytes; give the file"
            yield SetAside(origin, INPUT, reason)
            return
        yield from read_parquet(io.BytesIO(raw), origin, lang=lang, limits=limits)
    elif kind in {CSV, TSV}:
        delimiter = "\t" if kind == TSV else None
        yield from read_csv(stream, origin, lang=lang, limits=limits, delimiter=delimiter)
    elif kind == JSONL:
        yield from read_jsonl(stream, origin, lang=lang, limits=limits)
    elif kind == JSON:
        yield from read_json(stream, origin, lang=lang, limits=limits)
    elif kind == HTML:
        yield from read_html(stream, origin, lang=lang, limits=limits)
    else:
        yield from read_text(stream, origin, lang=lang, limits=limits)


def sniff(head: bytes) -> str:
    """The format of an input by its first bytes; plain text if nothing else fits."""
    if head.startswith(b"PAR1"):
        return PARQUET
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    if looks_like_html(text):
        return HTML
    if text.startswith("{"):
        first = text.split("\n", 1)[0].rstrip()
        return JSONL if first.endswith("}") else JSON
    if text.startswith("["):
        rest = text[1:].lstrip()
        return JSON if rest.startswith(("{", "]")) else TEXT
    header = text.split("\n", 1)[0].rstrip("\r")
    for delimiter, kind in (("\t", TSV), (",", CSV), (";", CSV), ("|", CSV)):
        cells = [column(cell.strip().strip('"')) for cell in header.split(delimiter)]
        if "text" in cells:
            return kind if len(cells) > 1 else CSV
    return TEXT
