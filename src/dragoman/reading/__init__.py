"""Any input → `Story` → `Passage`s with sentences: the first two stages of the way of a story."""

from __future__ import annotations

from dragoman.reading.inputs import FORMATS, read
from dragoman.reading.marks import sentence_flags, told_language, unreadable
from dragoman.reading.outcome import LIMITS, Limits, SetAside
from dragoman.reading.passages import prepare, reader_for
from dragoman.reading.reader import MACHINE_TRANSLATED, Reader

__all__ = [
    "FORMATS",
    "LIMITS",
    "MACHINE_TRANSLATED",
    "Limits",
    "Reader",
    "SetAside",
    "prepare",
    "read",
    "reader_for",
    "sentence_flags",
    "told_language",
    "unreadable",
]
