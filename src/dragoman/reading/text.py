"""Plain text: one file is one story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.model import Story
from dragoman.reading.encoding import decode, is_binary
from dragoman.reading.identity import make_story
from dragoman.reading.outcome import INPUT, READING, Limits, SetAside


def read_text(
    stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits
) -> Iterator[Story | SetAside]:
    """The story in a text file, or why there is none. Reads no further than the size limit."""
    raw = stream.read(limits.text_bytes + 1)
    if len(raw) > limits.text_bytes:
        yield SetAside(origin, READING, too_long(None, limits))
        return
    decoded = decode(raw)
    if decoded is None or is_binary(decoded.text):
        yield SetAside(origin, INPUT, "this is no text in any known encoding; save it as UTF-8")
        return
    if len(decoded.text) > limits.story_chars:
        yield SetAside(origin, READING, too_long(len(decoded.text), limits))
    elif not decoded.text.strip():
        yield SetAside(origin, READING, "the file holds no text")
    else:
        yield make_story(decoded.text, origin=origin, lang=lang, flags=decoded.flags)


def too_long(size: int | None, limits: Limits) -> str:
    """The reason given for a story over the size limit."""
    has = "more than that" if size is None else f"{size:,}"
    return f"a story may have {limits.story_chars:,} characters and this one has {has}; split it"
