"""Datelines: the place and agency before the first sentence, by the packs' patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.reading.rules import ReadingRules

_CAPS = r"[A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,3}"
_NAME = r"[A-Z][\w.'’-]{1,20}(?: (?:[A-Z][\w.'’-]{0,20}|de|al|of)){0,3}"
_DASH = r"(?:-{1,2}|–|—|=)"


@dataclass(frozen=True, slots=True)
class Dateline:
    """How far into the line the dateline reaches, blanks after it included, and its parts."""

    end: int
    place: str | None
    agency: str | None


class Datelines:
    """Recognises the datelines of all languages that are known."""

    def __init__(self, rules: Iterable[ReadingRules]):
        self._patterns: list[re.Pattern[str]] = []
        self._places: set[str] = set()
        for pack in rules:
            month = any_of(pack.stamp.months)
            self._places.update(pack.places)
            parts = {
                "caps": _CAPS,
                "name": _NAME,
                "dash": _DASH,
                "month": month,
                "place": any_of(pack.places),
            }
            for pattern in pack.datelines:
                filled = re.sub("%([a-z]+)%", lambda match: parts[match[1]], pattern)  # noqa: B023
                self._patterns.append(re.compile(filled))

    def match(self, line: str, more: bool = False) -> Dateline | None:
        """The dateline that `line` begins with, if text follows it there or (`more`) after it."""
        head = line[:200] + " " * more
        found: list[tuple[bool, int, Dateline]] = []
        for pattern in self._patterns:
            match = pattern.match(head)
            if match is None or match.end() == 0:
                continue
            end = min(match.end(), len(line))
            while end < len(line) and line[end].isspace():
                end += 1
            if end >= len(line) and not more:
                continue
            groups = match.groupdict()
            place, agency = _stripped(groups.get("place")), _stripped(groups.get("agency"))
            named = agency is not None and agency not in self._places
            found.append((named, end, Dateline(end, place, agency if named else None)))
        # TEMPO.CO, Jakarta: the reading that names an agency is right, not TEMPO.CO as a place.
        return max(found, key=lambda item: item[:2])[2] if found else None


def any_of(words: Iterable[str]) -> str:
    """An alternative of words, longest first, that matches nothing if there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else r"(?!)"


def _stripped(value: str | None) -> str | None:
    return (value or "").strip() or None
