"""Text lines of a row file, one at a time, whatever its encoding; memory is bounded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.reading.encoding import SAMPLE, decode, detect


@dataclass(frozen=True, slots=True)
class Line:
    """Line `number` (from 1) with its line end; `text` is None where `problem` says why."""

    number: int
    text: str | None
    problem: str = ""
    flags: tuple[str, ...] = ()


class Prefixed(io.RawIOBase):
    """A stream whose first bytes were already taken to look at them."""

    def __init__(self, head: bytes, rest: BinaryIO):
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size] = self._head[:size]
            self._head = self._head[size:]
            return size
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO, size: int = SAMPLE) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream (fewer only at its end) and a stream that still has them all."""
    head = b""
    while len(head) < size and (data := stream.read(size - len(head))):
        head += data
    return head, io.BufferedReader(Prefixed(head, stream))


def text_lines(stream: BinaryIO, max_bytes: int) -> Iterator[Line]:
    """Decode a stream line by line.

    The encoding is told from the first 64 KB. A later line that is not in it is told alone, and
    given up as a `Line` with a problem if nothing fits. A line of more than `max_bytes` is
    skipped, also as a problem, without being held in memory.
    """
    head, stream = peeked(stream)
    encoding = detect(head, complete=len(head) < SAMPLE) or "utf-8"
    old_mac = b"\r" in head and b"\n" not in head
    if encoding.startswith(("utf-16", "utf-32")) or old_mac:
        yield from _wrapped(stream, encoding, max_bytes)
        return
    flags = () if encoding in {"utf-8", "utf-8-sig"} else _flags(head, encoding)
    number = 0
    while raw := stream.readline(max_bytes + 1):
        number += 1
        if len(raw) > max_bytes and not raw.endswith(b"\n"):
            while (rest := stream.readline(SAMPLE)) and not rest.endswith(b"\n"):
                pass
            yield Line(number, None, _too_long(max_bytes))
            continue
        try:
            yield Line(number, raw.decode(encoding), flags=flags)
        except UnicodeDecodeError:
            other = decode(raw)
            if other is None:
                yield Line(number, None, "the line is in no known encoding; save the file as UTF-8")
            else:
                yield Line(number, other.text, flags=other.flags)


def _flags(head: bytes, encoding: str) -> tuple[str, ...]:
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    return decoded.flags if decoded is not None else (f"encoding:{encoding}",)


def _wrapped(stream: BinaryIO, encoding: str, max_bytes: int) -> Iterator[Line]:
    """Encodings in which a line end is not the byte 10, and files with carriage returns only."""
    limit = max_bytes // 2
    reader = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    flags = () if encoding.startswith("utf-8") else (f"encoding:{encoding}",)
    number = 0
    while text := reader.readline(limit + 1):
        number += 1
        if len(text) > limit and not text.endswith(("\n", "\r")):
            while (rest := reader.readline(SAMPLE)) and not rest.endswith(("\n", "\r")):
                pass
            yield Line(number, None, _too_long(max_bytes))
        else:
            bad = ("undecodable-bytes",) if "\ufffd" in text else ()
            yield Line(number, text, flags=flags + bad)


def _too_long(max_bytes: int) -> str:
    return f"the line has more than {max_bytes:,} bytes; a row may have no more"
