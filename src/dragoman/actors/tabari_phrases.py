"""Finds the phrases of TABARI and PETRARCH dictionaries in a text.

In a phrase `_` or a blank parts words: after `_` the next word follows at once, after a blank other
words may stand between. A final `_` ends the last word; without it the text's word may go on
("CHIN" finds "Chinese"). Case does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Generic, TypeVar

MOST_BETWEEN = 3
"""Words that a blank lets stand between two of a phrase.

The dictionaries set no bound; ours keeps a name within its clause."""

# Kanji and hiragana are words one by one, since nothing in the text parts them.
_SINGLE = "\u3041-\u3096\u3400-\u9fff\uf900-\ufaff"
_KATAKANA = "ァ-ヺー"
_WORD = re.compile(f"[{_SINGLE}]|[{_KATAKANA}]+|(?:[^\\W_{_SINGLE}{_KATAKANA}][\u0300-\u036f]*)+")
_PIECE = re.compile(r"([^_\s]+)([_\s]*)")
_JOINTS = frozenset("-–‐'’.&/・·")
_STOPS = re.compile(r"[.,!?;:。、，！？()\[\]]|\n\s*\n")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as words in capitals; `loose[i]`: others may stand before word i."""

    words: tuple[str, ...]
    loose: tuple[bool, ...]
    whole: bool


@dataclass(slots=True)
class _Node(Generic[T]):
    words: dict[tuple[str, bool], _Node[T]] = field(default_factory=dict)
    loose: bool = False
    whole: T | None = None
    stem: T | None = None


def parse_phrase(text: str) -> Phrase:
    """The phrase written as `text`.

    Raises:
        ValueError: it has no word.
    """
    words: list[str] = []
    loose: list[bool] = []
    gap, end = False, ""
    for piece, end in _PIECE.findall(text.strip()):
        for number, word in enumerate(_WORD.findall(piece)):
            words.append(_capitals(word))
            loose.append(gap and number == 0 and len(words) > 1)
        gap = any(char.isspace() for char in end)
    if not words:
        raise ValueError(f"the phrase '{text.strip()}' has no word in it")
    return Phrase(tuple(words), tuple(loose), "_" in end)


class PhraseIndex(Generic[T]):
    """Phrases, each with a value; see `find`."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()
        self._stems: set[int] = set()

    def add(self, phrase: Phrase, value: T) -> T:
        """Add a phrase; returns the value it has: one added before stays."""
        node = self._root
        last = len(phrase.words) - 1
        for number, (word, loose) in enumerate(zip(phrase.words, phrase.loose, strict=True)):
            if loose:
                node.loose = True
            key = (word, loose)
            node = node.words.setdefault(key, _Node())
            if number == last and not phrase.whole:
                self._stems.add(len(word))
        if phrase.whole:
            if node.whole is None:
                node.whole = value
            return node.whole
        if node.stem is None:
            node.stem = value
        return node.stem

    def find(self, text: str) -> list[tuple[int, int, T]]:
        """(start, end, value) of the phrases in `text`, the leftmost, then the longest first."""
        spans = [match.span() for match in _WORD.finditer(text)]
        words = [_capitals(text[start:end]) for start, end in spans]
        search: _Search[T] = _Search(text, spans, words, sorted(self._stems, reverse=True))
        found: list[tuple[int, int, T]] = []
        at = 0
        while at < len(words):
            best = search.from_word(self._root, at, False)
            if best is None:
                at += 1
                continue
            last, end, value = best
            found.append((spans[at][0], end, value))
            at = last + 1
        return found


@dataclass(frozen=True, slots=True)
class _Search(Generic[T]):
    """One text while it is searched; results are (last word, end in the text, value)."""

    text: str
    spans: list[tuple[int, int]]
    words: list[str]
    stems: list[int]
    known: dict[tuple[int, int], tuple[int, int, T] | None] = field(default_factory=dict)

    def loosely(self, node: _Node[T], to: int) -> tuple[int, int, T] | None:
        """`from_word` behind a blank, remembered: many blanks would ask the same over and over."""
        key = (id(node), to)
        if key not in self.known:
            self.known[key] = self.from_word(node, to, True)
        return self.known[key]

    def from_word(self, node: _Node[T], at: int, loose: bool) -> tuple[int, int, T] | None:
        """The longest phrase that goes on from `node` with word `at`."""
        word = self.words[at]
        following = node.words.get((word, loose))
        if following is not None:
            best = self._after(following, at)
            if best is not None:
                return best
        for length in self.stems:
            if length < len(word):
                stem = node.words.get((word[:length], loose))
                if stem is not None and stem.stem is not None:
                    return at, self._stem_end(at, length), stem.stem
        return None

    def _after(self, node: _Node[T], at: int) -> tuple[int, int, T] | None:
        """The longest phrase that has come to `node` with word `at`."""
        value = node.whole if node.whole is not None else node.stem
        best = None if value is None else (at, self.spans[at][1], value)
        for to in range(at + 1, min(at + 2 + MOST_BETWEEN, len(self.words))):
            between = self.text[self.spans[at][1] : self.spans[to][0]]
            further = None
            if to == at + 1 and self._adjacent(at, between):
                further = self.from_word(node, to, False)
                if further is not None and (best is None or further[0] > best[0]):
                    best = further
            if not node.loose or _STOPS.search(between):
                break
            further = self.loosely(node, to)
            if further is not None:
                # the nearest counts: "north star" must not reach for the star after the next
                if best is None or further[0] > best[0]:
                    best = further
                break
        return best

    def _adjacent(self, at: int, between: str) -> bool:
        """Whether only a blank or a joint such as a hyphen stands behind word `at`."""
        if not between or between in _JOINTS:
            return True
        if between.isspace():
            return between.count("\n") < 2
        # an initial's point: "J. Abe"
        return between[0] == "." and between[1:].isspace() and len(self.words[at]) == 1

    def _stem_end(self, at: int, length: int) -> int:
        """What is written on to a Korean name is a particle, which is no part of the name."""
        start, end = self.spans[at]
        return start + length if "가" <= self.text[start + length - 1] <= "힣" else end


def _capitals(word: str) -> str:
    return unicodedata.normalize("NFC", word).upper()
