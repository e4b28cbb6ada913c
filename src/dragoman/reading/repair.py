"""Repaired text and the way back: lines joined, doubled quotes made one, odd blanks made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import OffsetMap
from dragoman.reading.layout import CUT, GLUE, HYPHEN, RESUME, TextLine

# 1 opening doubled quote, 2 closing one, 3 invisible, 4 blanks, 5 Hangul in parts, 6 accents.
_ODD = re.compile(
    "(``)|((?<=[.!?,…]) ''(?=\\s|$)|'')|([\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]+)"
    "|([ \t\u00a0\u2000-\u200a\u202f\u205f]{2,}|[\t\u00a0\u2000-\u200a\u202f\u205f])"
    "|([\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?)|([^\\W\\d_][\u0300-\u036f\u3099\u309a]{1,4})"
)
_OPENS_AFTER = frozenset(' \t([{-–—"“‘「（,:;')


@dataclass(frozen=True, slots=True)
class Repaired:
    """A paragraph's text with the way back, and where in it lines had broken: (position, joint)."""

    text: str
    offsets: OffsetMap
    breaks: tuple[tuple[int, str], ...] = ()


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.sources: list[int] = []

    def add(self, text: str, source: int) -> None:
        """Append `text`, whose first character stands at `source` in the story."""
        if not text:
            return
        if not self.starts or self.sources[-1] + self.length - self.starts[-1] != source:
            self.starts.append(self.length)
            self.sources.append(source)
        self.parts.append(text)
        self.length += len(text)

    def add_repaired(self, text: str, source: int) -> None:
        """Append a line, repairing what is odd in it.

        A closing quote leads back to its second character and an opening one to its first, so
        that spans around a quotation take in both. Composed letters lead back to their base.
        """
        last = 0
        for match in _ODD.finditer(text):
            at = match.start()
            new, keep = _replacement(match, text)
            if new == match.group():
                continue
            self.add(text[last:at], source + last)
            self.add(new, source + (match.end() - 1 if keep == "end" else at))
            last = match.end()
        self.add(text[last:], source + last)


def _replacement(match: re.Match[str], text: str) -> tuple[str, str]:
    kind, at = match.lastindex, match.start()
    if kind == 1:
        return "“", "start"
    if kind == 2:
        before = text[at - 1] if at else " "
        after = text[match.end()] if match.end() < len(text) else " "
        opens = before in _OPENS_AFTER and not after.isspace()
        return ("“", "start") if opens else ("”", "end")
    if kind == 3:
        return "", "start"
    if kind == 4:
        return " ", "start"
    return unicodedata.normalize("NFC", match.group()), "start"


def needs_repair(text: str) -> bool:
    """Whether anything within the lines of a text is odd."""
    return _ODD.search(text) is not None


def repair(lines: Sequence[TextLine], joints: Sequence[str], odd: bool = True) -> Repaired:
    """Join the lines of one paragraph and repair what is odd in them (`odd`: whether any is)."""
    if len(lines) == 1 and not odd:
        return Repaired(lines[0].text, OffsetMap((0,), (lines[0].start,)))
    builder = _Builder()
    breaks = []
    for i, line in enumerate(lines):
        joint = joints[i] if i < len(joints) else None
        text = line.text[:-1] if joint == HYPHEN else line.text
        if odd:
            builder.add_repaired(text, line.start)
        else:
            builder.add(text, line.start)
        if joint is not None and joint not in {GLUE, HYPHEN}:
            builder.add(" ", line.end)
            if joint in {CUT, RESUME}:
                breaks.append((builder.length, joint))
    if not builder.starts:
        return Repaired("", OffsetMap((0,), (lines[0].start,)))
    offsets = OffsetMap(tuple(builder.starts), tuple(builder.sources))
    return Repaired("".join(builder.parts), offsets, tuple(breaks))
