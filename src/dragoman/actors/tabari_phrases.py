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
_STOPS = re.compile(r"[.!?;:。！？()\[\]]|\n\s*\n")

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
        found: list[tuple[int, int, T]] = []
        at = 0
        while at < len(words):
            best = self._longest(self._root, text, spans, words, at, False)
            if best is None:
                at += 1
                continue
            last, value = best
            found.append((spans[at][0], spans[last][1], value))
            at = last + 1
        return found

    def _longest(
        self,
        node: _Node[T],
        text: str,
        spans: list[tuple[int, int]],
        words: list[str],
        at: int,
        loose: bool,
    ) -> tuple[int, T] | None:
        """The last word and the value of the longest phrase that goes on from `node` at `at`."""
        best: tuple[int, T] | None = None
        word = words[at]
        following = node.words.get((word, loose))
        if following is not None:
            best = self._ended(following, text, spans, words, at)
        if best is None or best[0] == at:
            for length in self._stems:
                if length > len(word):
                    continue
                stem = node.words.get((word[:length], loose))
                value = None if stem is None else stem.stem
                if value is not None and (best is None or length == len(word)):
                    best = best or (at, value)
        return best

    def _ended(
        self,
        node: _Node[T],
        text: str,
        spans: list[tuple[int, int]],
        words: list[str],
        at: int,
    ) -> tuple[int, T] | None:
        value = node.whole if node.whole is not None else node.stem
        best = None if value is None else (at, value)
        for skipped in range(MOST_BETWEEN + 1 if node.loose else 1):
            to = at + 1 + skipped
            if to >= len(words):
                break
            between = text[spans[at][1] : spans[to][0]]
            if skipped == 0 and _adjacent(text, spans[at], between):
                further = self._longest(node, text, spans, words, to, False)
                if further is not None and (best is None or further[0] > best[0]):
                    best = further
            if node.loose and not _STOPS.search(between):
                further = self._longest(node, text, spans, words, to, True)
                if further is not None and (best is None or further[0] > best[0]):
                    best = further
        return best


def _capitals(word: str) -> str:
    return unicodedata.normalize("NFC", word).upper()


def _adjacent(text: str, word: tuple[int, int], between: str) -> bool:
    """Whether only a blank or a joint such as a hyphen stands between two words."""
    if not between or between in _JOINTS:
        return True
    if between.isspace():
        return between.count("\n") < 2
    # an initial's point: "J. Abe"
    return between[0] == "." and between[1:].isspace() and word[1] - word[0] == 1
