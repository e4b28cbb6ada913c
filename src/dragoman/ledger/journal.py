"""The journal: an append-only file beside the ledger that holds all that was taken in.

A line is a JSON object whose first member, `sum`, is a checksum of the rest of the line. A story
counts as taken in once its line is on the disk. From the journal alone a ledger can be built anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import LedgerError
from dragoman.interchange.jsonl import dumps

SUFFIX = ".journal"
HEAD, STORY, UNREAD, IMPORT, DECISION = "ledger", "story", "unread", "import", "decision"
"""Kinds of lines; the first line of a journal is of the kind `HEAD` and names its ledger."""

_SUM_BYTES = 8
_PREFIX, _MIDDLE = b'{"sum":"', b'",'
_BODY = len(_PREFIX) + 2 * _SUM_BYTES + len(_MIDDLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, and the place in the file after it. `said` is None if the line is
    damaged."""

    said: Mapping[str, Any] | None
    end: int


class Journal:
    """The journal of one ledger, opened by its one writer.

    Opening it cuts off a last line that was never finished. `end` is the place after the last
    line that is on the disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            there = path.exists()
            self._stream = path.open("ab", buffering=0)
            self.end = self._cut()
            if not there:
                _sync_folder(path.parent)
        except OSError as error:
            raise LedgerError(
                f"the journal {path} cannot be written ({error.strerror}); without it nothing is "
                "taken in, so make it and its folder writable"
            ) from error

    def append(self, lines: Sequence[Mapping[str, Any]]) -> int:
        """Write lines and wait until they are on the disk; the place in the file after them.

        Raises:
            LedgerError: they cannot be written; none of them is left in the file.
        """
        raw = b"".join(_encoded(line) for line in lines)
        try:
            written = 0
            while written < len(raw):
                written += self._stream.write(raw[written:]) or 0
            os.fsync(self._stream.fileno())
        except OSError as error:
            self._stream.truncate(self.end)
            raise LedgerError(
                f"the journal {self.path} cannot be written ({error.strerror}); what was taken in "
                "before is safe, so make room on the disk and run the command again"
            ) from error
        self.end += len(raw)
        return self.end

    def read(self, start: int = 0) -> Iterator[Line]:
        """The lines from a place in the file on."""
        return read(self.path, start)

    def close(self) -> None:
        self._stream.close()

    def _cut(self) -> int:
        """Cut off what stands behind the last line's end."""
        size = self._stream.seek(0, os.SEEK_END)
        with self.path.open("rb") as stream:
            end = size
            while end > 0:
                start = max(0, end - 65_536)
                stream.seek(start)
                found = stream.read(end - start).rfind(b"\n")
                if found >= 0:
                    end = start + found + 1
                    break
                end = start
        if end < size:
            self._stream.truncate(end)
            os.fsync(self._stream.fileno())
        return end


def read(path: Path, start: int = 0) -> Iterator[Line]:
    """The finished lines of a journal from a place in it on."""
    end = start
    with path.open("rb") as stream:
        stream.seek(start)
        for raw in stream:
            if not raw.endswith(b"\n"):
                return
            end += len(raw)
            yield Line(_decoded(raw), end)


def _sync_folder(folder: Path) -> None:
    """Wait until the name of a new file is on the disk too, where a system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _encoded(line: Mapping[str, Any]) -> bytes:
    rest = dumps(line).encode("utf-8")[1:]
    return _PREFIX + _sum(rest) + _MIDDLE + rest + b"\n"


def _decoded(raw: bytes) -> Mapping[str, Any] | None:
    rest = raw[_BODY:-1]
    if raw[:_BODY] != _PREFIX + _sum(rest) + _MIDDLE:
        return None
    said: Mapping[str, Any] = json.loads(b"{" + rest)
    return said


def _sum(rest: bytes) -> bytes:
    return hashlib.blake2b(rest, digest_size=_SUM_BYTES).hexdigest().encode()
