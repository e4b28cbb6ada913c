"""Lines that are no part of the story: copyright, links, bylines, credits, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import ahocorasick_rs

from dragoman.reading.datelines import any_of
from dragoman.reading.rules import ReadingRules

# Beyond these lengths a line is prose that happens to begin like boilerplate.
_LONGEST, _LONGEST_CAPTION = 300, 400
_TAIL = 300

_YEARS = re.compile(r"(?<!\w)(?:19|20)\d\d(?:\s?[-–~]\s?(?:(?:19|20)?\d\d)?)?(?!\w)")
_EDGES = " \t.,;:|-–—~·•<>()[]{}\"'“”©ⓒ"


class Boilerplate:
    """Recognises boilerplate and captions of all languages that are known."""

    def __init__(self, rules: Mapping[str, ReadingRules]):
        packs = list(rules.values())
        self._starts = re.compile(
            _word_ends({w for pack in packs for w in pack.boilerplate.starts}), re.IGNORECASE
        )
        captions = {w for pack in packs for w in pack.captions}
        self._captions = re.compile(_word_ends(captions), re.IGNORECASE)
        self._patterns = _one_of(p for pack in packs for p in pack.boilerplate.patterns)
        tails = _one_of(p for pack in packs for p in pack.boilerplate.tails).pattern
        self._tail = re.compile(rf"(?:{tails})\W{{0,3}}$")
        self._inline = _finder({w.lower() for pack in packs for w in pack.boilerplate.inline})
        marks = {mark for pack in packs for mark in pack.copyright.marks}
        # "Copyright" alone also begins sentences; with a sign, a year or an owner it is a notice.
        self._notice = re.compile(
            rf"\W{{0,3}}(?:{any_of(m for m in marks if not m.isalpha())}"
            rf"|{any_of(m for m in marks if m.isalpha())}\s?(?:\(c\)|[©ⓒ:]|(?:19|20)\d\d|by\b))",
            re.IGNORECASE,
        )
        self._mark = re.compile(any_of(marks), re.IGNORECASE)
        noise = {word for pack in packs for word in pack.copyright.noise} | marks
        self._noise = re.compile(rf"(?<![^\W\d_]){any_of(noise)}(?![^\W\d_])", re.IGNORECASE)
        phrases = {w.lower() for pack in packs for w in pack.boilerplate.contains}
        self._phrases = _finder(phrases)
        self._translated = _finder({w.lower() for pack in packs for w in pack.translated})

    def phrase_positions(self, text: str) -> list[int]:
        """Where in a story phrases stand that make a short line boilerplate."""
        return _positions(self._phrases, text)

    def says_translated(self, text: str) -> bool:
        """Whether a text says of itself that a machine translated it."""
        return bool(_positions(self._translated, text))

    def is_boilerplate(self, line: str, has_phrase: bool) -> bool:
        """Whether a whole line is boilerplate; `has_phrase`: a phrase of `contains` is in it."""
        if len(line) > _LONGEST:
            return False
        if has_phrase or self._starts.match(line) or self._notice.match(line):
            return True
        return self._patterns.fullmatch(line) is not None

    def is_caption(self, line: str) -> bool:
        """Whether a whole line is the caption or credit of a picture."""
        return len(line) <= _LONGEST_CAPTION and self._captions.match(line) is not None

    def inline_positions(self, text: str) -> list[int]:
        """Where in a story links may begin within a paragraph."""
        return _positions(self._inline, text)

    def tail(self, line: str) -> int | None:
        """Where credits at the end of a paragraph begin that are not its text; None without."""
        if not line.endswith((")", "]", "】", "）", ").", "].")) and "@" not in line[-60:]:
            return None
        match = self._tail.search(line, max(0, len(line) - _TAIL))
        return match.start() if match is not None else None

    def owner(self, line: str) -> str | None:
        """The publisher named by a copyright line; None if the line is none or names nobody."""
        mark = self._mark.search(line[:200])
        if mark is None:
            return None
        rest = _YEARS.sub(" ", line[mark.end() : mark.end() + 200])
        if not rest.strip(_EDGES):
            rest = _YEARS.sub(" ", line[: mark.start()])
        kept = self._noise.split(rest)
        name = next((part for part in map(_trim, kept) if part), "")
        return name if 2 <= len(name) <= 60 else None


def _trim(name: str) -> str:
    """A name without marks around it and without a number left at its end."""
    name = re.sub(r"\s+\d{1,4}$", "", name.strip(_EDGES).split(". ")[0])
    return " ".join(name.strip(_EDGES).split())


def _word_ends(words: Iterable[str]) -> str:
    """Beginnings of lines; one that ends with a Latin letter ends there as a word."""
    words = set(words)
    whole = {word for word in words if word[-1].isascii() and word[-1].isalnum()}
    return rf"(?:{any_of(whole)}(?![^\W\d_])|{any_of(words - whole)})"


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")


def _finder(phrases: Iterable[str]) -> ahocorasick_rs.AhoCorasick | None:
    ordered = sorted(phrases)
    return ahocorasick_rs.AhoCorasick(ordered) if ordered else None


def _positions(finder: ahocorasick_rs.AhoCorasick | None, text: str) -> list[int]:
    if finder is None:
        return []
    lowered = text.lower()
    if len(lowered) != len(text):  # the few letters whose small form is two characters
        lowered = text
    return [start for _, start, _ in finder.find_matches_as_indexes(lowered)]
