"""Many phrases looked for at once: a cheap look for cues, then only the phrases they allow.

A text without cues costs one pass of an automaton. Where cues are, a phrase is tried only if all
it needs is somewhere in the text, and only at the places where it may begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from dragoman.coding.words.notation import (
    Choice,
    Cue,
    Filler,
    NotationError,
    fold,
    opening_cue,
    openings,
    parse,
    required_cues,
    slots,
    source,
)
from dragoman.coding.words.notation import Sequence as Items

Edges = Literal["both", "left", "none"]

_CONTEXT_REACH = 32
_REMEMBERED_MASKS = 4096


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a pack, in the notation of `notation.py`.

    `after`/`before` must stand directly around it (white space apart), `not_after`/`not_before`
    must not; None asks for nothing. The last two may also be marks such as "%".
    """

    say: str
    after: str | None = None
    before: str | None = None
    not_after: str | None = None
    not_before: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found at start..end; `slots` are its filled slots as (name, start, end)."""

    phrase: int
    start: int
    end: int
    slots: tuple[tuple[str, int, int], ...]


class _Variant:
    """A phrase that begins with one certain word or slot, compiled when it is first needed."""

    __slots__ = ("_match", "_pattern", "names", "needs", "opening", "phrase")

    def __init__(
        self, phrase: int, pattern: str, names: tuple[str, ...], opening: int, needs: int
    ) -> None:
        self.phrase, self.names, self.opening, self.needs = phrase, names, opening, needs
        self._pattern = pattern
        self._match: Callable[[str, int], re.Match[str] | None] | None = None

    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        if self._match is None:
            self._match = re.compile(self._pattern).match
        return self._match


class Phrasebook:
    """Phrases compiled together.

    `fillers` says what may stand in which slot; `edges` on which sides a phrase must end at a
    word's edge (scripts without blanks: "none"; particles glued on behind: "left"); `tail` is an
    optional ending that every phrase may have.

    Raises:
        NotationError: a phrase names a slot that is not in `fillers` or is not well-formed; its
            `phrase` attribute is the phrase's number.
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        fillers: Mapping[str, Filler],
        edges: Edges,
        tail: str | None = None,
    ) -> None:
        self._fillers = fillers
        self._left = r"(?<!\w)" if edges != "none" else ""
        self._right = r"(?!\w)" if edges == "both" else ""
        self._tail = self._parse(tail) if tail else ()
        self._cues: dict[Cue, int] = {}
        self._variants: list[_Variant] = []
        self._checks: list[Callable[[str, int, int], bool] | None] = []
        for number, phrase in enumerate(phrases):
            try:
                self._add(number, phrase)
            except NotationError as error:
                error.phrase = number
                raise
        words = sorted({word for cue in self._cues for word in cue.words})
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        whole = edges == "both"
        self._anywhere = self._masks(words, lambda cue: not (whole and cue.left))
        self._at_left = self._masks(words, lambda cue: whole and cue.left and not cue.right)
        self._as_word = self._masks(words, lambda cue: whole and cue.left and cue.right)
        self._digit_mask = sum(1 << bit for cue, bit in self._cues.items() if cue.digits)
        self._opening_mask = 0
        for variant in self._variants:
            self._opening_mask |= 1 << variant.opening
        self._allowed: dict[int, tuple[_Variant, ...]] = {}

    def _masks(self, words: list[str], which: Callable[[Cue], bool]) -> list[int]:
        return [
            sum(1 << bit for cue, bit in self._cues.items() if word in cue.words and which(cue))
            for word in words
        ]

    def _parse(self, say: str) -> Items:
        items = parse(say)
        for name in slots(items):
            if name not in self._fillers:
                known = ", ".join(sorted(self._fillers))
                raise NotationError(f"'{say}' uses {{{name}}}, which is not known; known: {known}")
        return items

    def _bit(self, cue: Cue) -> int:
        return self._cues.setdefault(cue, len(self._cues))

    def _add(self, number: int, phrase: Phrase) -> None:
        ending = source(self._tail, self._fillers)
        tail = f"(?:{ending}{self._right})?" if ending else ""
        whole = self._parse(phrase.say)
        if all(isinstance(item, Choice) and item.optional for item in whole):
            raise NotationError(f"'{phrase.say}' may be empty; something in it must be required")
        for items in openings(whole):
            needs = 0
            for cue in required_cues(items, self._fillers):
                needs |= 1 << self._bit(cue)
            opening = self._bit(opening_cue(items, self._fillers))
            pattern = f"{self._left}{source(items, self._fillers)}{self._right}{tail}"
            names = (*slots(items), *slots(self._tail))
            self._variants.append(_Variant(number, pattern, names, opening, needs | 1 << opening))
        self._checks.append(self._context(phrase))

    def _context(self, phrase: Phrase) -> Callable[[str, int, int], bool] | None:
        asked = (phrase.after, phrase.before, phrase.not_after, phrase.not_before)
        if asked == (None, None, None, None):
            return None
        after, not_after = (self.looking_back(say) for say in (asked[0], asked[2]))
        before, not_before = (self.looking_on(say) for say in (asked[1], asked[3]))

        def holds(folded: str, start: int, end: int) -> bool:
            behind = folded[max(0, start - _CONTEXT_REACH) : start]
            return (
                (after is None or after.search(behind) is not None)
                and (not_after is None or not_after.search(behind) is None)
                and (before is None or before.match(folded, end) is not None)
                and (not_before is None or not_before.match(folded, end) is None)
            )

        return holds

    def looking_back(self, say: str | None) -> re.Pattern[str] | None:
        """A phrase → the expression that finds it at the very end of a stretch of folded text."""
        if say is None:
            return None
        body = source(self._parse(say), self._fillers, capture=False)
        edge = rf"(?:{self._left}|(?!\w))" if self._left else ""
        return re.compile(rf"{edge}(?:{body})\s{{0,2}}\Z")

    def looking_on(self, say: str | None) -> re.Pattern[str] | None:
        """A phrase → the expression that matches it directly behind a place, blanks skipped."""
        if say is None:
            return None
        body = source(self._parse(say), self._fillers, capture=False)
        edge = rf"(?:(?<!\w)|{self._right})" if self._right else ""
        return re.compile(rf"\s{{0,2}}(?:{body}){edge}")

    def find(self, folded: str) -> list[Found]:
        """A folded text (`notation.fold`) → every phrase in it, overlapping ones too."""
        mask, starts = self._look(folded)
        variants = self._allowed.get(mask)
        if variants is None:
            variants = self._allow(mask)
        if not variants:
            return []
        places = self._places(folded, starts, mask)
        found: list[Found] = []
        for variant in variants:
            match = variant.match()
            check = self._checks[variant.phrase]
            for place in places.get(variant.opening, ()):
                hit = match(folded, place)
                if hit is None:
                    continue
                start, end = hit.span()
                if check is None or check(folded, start, end):
                    filled = tuple(
                        (name, hit.start(i), hit.end(i))
                        for i, name in enumerate(variant.names, 1)
                        if hit.start(i) >= 0
                    )
                    found.append(Found(variant.phrase, start, end, filled))
        return found

    def _allow(self, mask: int) -> tuple[_Variant, ...]:
        if len(self._allowed) >= _REMEMBERED_MASKS:
            self._allowed.clear()
        variants = tuple(v for v in self._variants if mask & v.needs == v.needs)
        self._allowed[mask] = variants
        return variants

    def _look(self, folded: str) -> tuple[int, list[tuple[int, int]]]:
        """All cues in the text as one mask, and where which of them stand."""
        mask = 0
        starts: list[tuple[int, int]] = []
        anywhere, at_left, as_word = self._anywhere, self._at_left, self._as_word
        size = len(folded)
        for word, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            here = anywhere[word]
            if not (start and folded[start - 1].isalpha()):
                here |= at_left[word]
                if not (end < size and folded[end].isalpha()):
                    here |= as_word[word]
            if here:
                mask |= here
                starts.append((start, here))
        if self._digit_mask and _DIGIT.search(folded):
            mask |= self._digit_mask
        return mask, starts

    def _places(
        self, folded: str, starts: list[tuple[int, int]], mask: int
    ) -> dict[int, list[int]]:
        """Where phrases may begin: per opening cue the positions, in order, each once."""
        wanted = mask & self._opening_mask
        places: dict[int, list[int]] = {}
        merged: dict[int, int] = {}
        for start, cues in starts:
            merged[start] = merged.get(start, 0) | cues & wanted
        digits = self._digit_mask & wanted
        if digits:
            for run in _DIGITS.finditer(folded):
                merged[run.start()] = merged.get(run.start(), 0) | digits
        for start in sorted(merged):
            cues = merged[start]
            while cues:
                low = cues & -cues
                places.setdefault(low.bit_length() - 1, []).append(start)
                cues ^= low
        return places


_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9]+")


def longest(found: Sequence[Found]) -> list[Found]:
    """Of overlapping phrases keep the one that begins first; of those the longest, then the
    one that the pack lists first."""
    kept: list[Found] = []
    end = -1
    for one in sorted(found, key=lambda f: (f.start, -f.end, f.phrase)):
        if one.start >= end:
            kept.append(one)
            end = one.end
    return kept


__all__ = ["Edges", "Found", "NotationError", "Phrase", "Phrasebook", "fold", "longest"]
