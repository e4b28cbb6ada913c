"""Files of other people's events as lines: plain, gzipped, or in a zip with one or more in it.

Lines end at line feeds only, whatever else stands in them. A line that is no UTF-8 is read as
Windows 1252 and marked. Nothing is held in memory but one line.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.reading import SetAside
from dragoman.reading.outcome import INPUT, READING

LONGEST = 4_000_000
"""Bytes of a line beyond which it is set aside; the longest real ones have some thousand."""

_DAMAGED = (EOFError, OSError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
# RuntimeError is what zipfile raises for a password, NotImplementedError for a strange compression


class FileError(Exception):
    """A file cannot be read as a whole; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end. `utf8` is False where it had to be read as Windows 1252."""

    number: int
    text: str
    utf8: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """One file, or one member of a zip (then `name` is "archive.zip/member")."""

    name: str
    path: Path
    member: str | None = None

    def lines(self) -> Iterator[Line | SetAside]:
        """The lines that are not empty, and a `SetAside` for what cannot be read."""
        number = 0
        try:
            with closing(self._opened()) as stream:
                for number, raw in enumerate(_raw_lines(stream), 1):
                    if raw is None:
                        yield SetAside(
                            f"{self.name}:{number}",
                            READING,
                            f"this line is longer than {LONGEST:,} bytes",
                        )
                    elif raw.strip():
                        yield _decoded(number, raw)
        except _DAMAGED as error:
            after = f" after line {number}" if number else ""
            yield SetAside(self.name, INPUT, f"the file is damaged{after}: {_reason(error)}")

    def _opened(self) -> _Lines:
        if self.member is not None:
            return _Member(self.path, self.member)
        stream = self.path.open("rb")
        if stream.read(2) == b"\x1f\x8b":
            stream.close()
            return gzip.open(self.path, "rb")
        stream.seek(0)
        return stream


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


class _Member:
    """A member of a zip, which closes the zip with itself."""

    def __init__(self, path: Path, member: str) -> None:
        self._archive = zipfile.ZipFile(path)
        try:
            self._stream = self._archive.open(member)
        except BaseException:
            self._archive.close()
            raise

    def readline(self, size: int, /) -> bytes:
        return self._stream.readline(size)

    def close(self) -> None:
        self._stream.close()
        self._archive.close()


def files(path: Path) -> list[File]:
    """The files in `path`: itself, or the members of a zip in the order of their names.

    Raises:
        FileError: it cannot be read at all.
    """
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb"):
                return [File(str(path), path)]
        with zipfile.ZipFile(path) as archive:
            names = sorted(
                one.filename
                for one in archive.infolist()
                if not one.is_dir() and not one.filename.startswith("__MACOSX/")
            )
    except (OSError, zipfile.BadZipFile) as error:
        raise FileError(f"the file cannot be read: {_reason(error)}") from error
    if not names:
        raise FileError("this zip has nothing in it")
    return [File(f"{path}/{name}", path, name) for name in names]


def _raw_lines(stream: _Lines) -> Iterator[bytes | None]:
    """Lines as bytes; None for one that is too long."""
    while raw := stream.readline(LONGEST):
        if len(raw) < LONGEST or raw.endswith(b"\n"):
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST)
        yield None


def _decoded(number: int, raw: bytes) -> Line:
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    raw = raw.rstrip(b"\r\n")
    try:
        return Line(number, raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return Line(number, raw.decode("cp1252"), utf8=False)
    except UnicodeDecodeError:  # five bytes have no meaning in it
        return Line(number, raw.decode("latin-1"), utf8=False)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
