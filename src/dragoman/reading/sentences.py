"""Cutting a passage into sentences by its language's rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.reading.layout import CUT
from dragoman.reading.rules import ReadingRules

# Parsers slow down and go wrong on longer ones; the longest real sentences of the press have
# about 1,000 characters. Texts without any full stop are cut at this length.
LONGEST = 1500
# A quotation of more than this is left in the middle rather than taken as one sentence.
_LONGEST_QUOTE = 400

# Of a headline in two parts, either has at least so many characters; shorter ones are a subject.
_SHORTEST_PART = 7
_SHORTEST_REST = 4
# Of what a mark between clauses divides, either side has at least so many characters and words.
_SHORTEST_CLAUSE, _FEWEST_WORDS = 25, 5

_WIDE_STOPS = frozenset("。！？")
_CLAUSE_END = re.compile(r"[;；](?=\s)|[,、，](?=\s|[\u3041-\u9fff])|\s")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]")
_WORD_START = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORT_DATE = re.compile(r"\d{1,2}(?:\.|\b)")
_CLOSING_AFTER_BLANK = re.compile(r"\s{1,2}(?:[”’»]|[\"'](?=\s|$))")


class Cutter:
    """Cuts sentences as one pack's `reading.yaml` says.

    A language without rules is cut with the defaults: initials are kept, abbreviations are not
    known.
    """

    def __init__(self, rules: ReadingRules | None, terminals: str = ".!?…。！？"):
        given = rules.sentences if rules is not None else None
        if given is not None:
            terminals = given.terminals
        self._closers = given.closers if given is not None else "\"'”’»)]」』）】"
        self._openers = given.openers if given is not None else "\"'“‘«([「『（【"
        closers = re.escape(self._closers)
        ends = re.escape(terminals)
        self._candidate = re.compile(rf"(?<![{ends}])[{ends}]++[{closers}]*+(?=(\s*))")
        self._titles: frozenset[str] = given.abbreviations.titles if given else frozenset()
        self._numbered: frozenset[str] = given.abbreviations.numbered if given else frozenset()
        self._other: frozenset[str] = given.abbreviations.other if given else frozenset()
        self._starters: frozenset[str] = rules.function_words if rules else frozenset()
        self._keep = tuple(given.keep_quotes) if given else ("「」", "『』")
        self._followers = tuple(given.followers) if given else ()
        self._reporting: frozenset[str] = given.reporting if given else frozenset()
        self._glued: frozenset[str] = frozenset(given.glued) if given else frozenset()
        self._spaced_dates = given.spaced_dates if given else False
        self._parting = given.parting if given else ""
        self._parted = re.compile(given.parted) if given and given.parted else None
        clauses = given.clauses if given else ""
        self._clauses = re.compile(rf"[{re.escape(clauses)}](?= )") if clauses else None

    def cut_headline(
        self, text: str, breaks: Sequence[tuple[int, str]] = ()
    ) -> list[tuple[int, int]]:
        """As `cut`, of a headline, whose parts may be sentences of their own."""
        found = self.cut(text, breaks)
        if not self._parting or len(found) != 1:
            return found
        first, last = found[0]
        blanks = [at for at in range(first, last) if text[at] in self._parting]
        plain = min(map(len, text[first:last].split(self._parting[0]))) >= _SHORTEST_PART
        spans, start = [], first
        for end in blanks:
            whole = self._parted is not None and self._parted.fullmatch(text, start, end)
            if not (plain and text[end] == self._parting[0]) and (
                not whole or last - end <= _SHORTEST_REST
            ):
                continue
            spans.append((start, end))
            start = end + 1
        return [*spans, (start, last)] if spans else found

    def cut(self, text: str, breaks: Sequence[tuple[int, str]] = ()) -> list[tuple[int, int]]:
        """(start, end) of every sentence; together they hold all of `text` but blanks.

        `breaks` are places where the source broke the line: a sentence ends at those of kind
        "cut" in any case, and at the others where a full stop precedes.
        """
        forced = dict(breaks)
        ends = {at for at, kind in breaks if kind == CUT}
        start = 0
        size = len(text)
        for match in self._candidate.finditer(text):
            end, following = match.end(), match.end(1)
            if end < start or following >= size:
                continue
            tail = _CLOSING_AFTER_BLANK.match(text, end) if following > end else None
            if tail is not None:
                end = tail.end()
                following = end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip())
                if following >= size:
                    continue
            if following in forced or self._is_end(text, start, match, end, following):
                ends.add(following)
                start = following
        spans = _spans(text, sorted(ends))
        return [part for span in spans for part in self._in_clauses(text, *span)]

    def _in_clauses(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """A sentence as the clauses that a mark divides, as far as they are long enough and no
        quotation is cut."""
        parts: list[tuple[int, int]] = []
        if self._clauses is None:
            return [(start, end)]
        for match in self._clauses.finditer(text, start, end):
            at = match.start()
            sides = text[start : at + 1], text[at + 2 : end]
            long = all(
                len(side) >= _SHORTEST_CLAUSE and len(side.split()) >= _FEWEST_WORDS
                for side in sides
            )
            if long and _is_closed(sides[0]):
                parts.append((start, at + 1))
                start = at + 2
        return [*parts, (start, end)]

    def _is_end(
        self, text: str, start: int, match: re.Match[str], end: int, following: int
    ) -> bool:
        stop = text[match.start()]
        after = text[following]
        if stop in _WIDE_STOPS:
            return not self._goes_on(text, start, end)
        spaced = following > end
        if text[end - 1] in self._closers and text.startswith(self._followers, following):
            return False
        if not spaced:
            return self._is_glued(text, match.start(), end, following)
        if after.islower() or after == ".":
            return False
        if self._keep and self._in_quote(text, start, end):
            return False
        if stop != "." or text.startswith(".", match.start() + 1):
            closed = end - match.start() > 1 and text[end - 1] in self._closers
            return not (closed and stop in "?!" and self._is_reported(text, following))
        return self._stop_ends(text, start, match.start(), following, after)

    def _stop_ends(self, text: str, start: int, at: int, following: int, after: str) -> bool:
        """Whether a single full stop at `at`, with a blank and no small letter after it, ends."""
        first = max(start, at - 24, text.rfind(" ", max(start, at - 24), at) + 1)
        word = text[first:at].lstrip(self._openers)
        lowered = word.lower()
        if lowered in self._titles:
            return False
        if word.isdigit():
            if first <= start and len(word) <= 3:
                return False  # the number of a list item
            return not (self._spaced_dates and self._in_date(text, first, word, following))
        if lowered in self._numbered:
            return not after.isdigit()
        if lowered in self._other or _INITIALS.fullmatch(word):
            following_word = _WORD_START.match(text, following)
            return following_word is not None and following_word.group().lower() in self._starters
        return True

    @staticmethod
    def _in_date(text: str, first: int, word: str, following: int) -> bool:
        """Whether a number is part of a date like 2024. 6. 24."""
        if len(word) <= 4 and _SHORT_DATE.match(text, following):
            return True
        before = text[max(0, first - 4) : first].rstrip()
        return len(word) <= 2 and len(before) > 1 and before[-1] == "." and before[-2].isdigit()

    def _is_glued(self, text: str, at: int, end: int, following: int) -> bool:
        """A full stop without a blank after it: a slip of the typist, or a dot within a name?"""
        if end >= len(text) or at == 0 or following + 1 >= len(text):
            return False
        before, after, second = text[at - 1], text[following], text[following + 1]
        if before in self._glued:
            return not after.isascii() or after in self._openers
        if not (text[at] == "." and after.isupper() and second.islower() and before.islower()):
            return False
        word = text[max(0, at - 24, text.rfind(" ", max(0, at - 24), at) + 1) : at]
        return len(word) > 2 and word.isalpha() and word.islower()

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        if self._in_quote(text, start, end):
            return True
        return text[end - 1] in self._closers and text.startswith(self._followers, end)

    def _in_quote(self, text: str, start: int, end: int) -> bool:
        if end - start > _LONGEST_QUOTE:
            return False
        for pair in self._keep:
            opening, closing = pair[0], pair[1]
            opened = text.rfind(opening, start, end)
            if opened >= 0 and text.rfind(closing, opened, end) < 0:
                return text.find(closing, end, start + _LONGEST_QUOTE) >= 0
        return False

    def _is_reported(self, text: str, following: int) -> bool:
        words = text[following : following + 60].split()[:3]
        return any(word.strip(".,:;").lower() in self._reporting for word in words)


def _is_closed(text: str) -> bool:
    """Whether every quotation and bracket that is opened in the text is closed in it."""
    return text.count('"') % 2 == 0 and all(
        text.count(opening) <= text.count(closing) for opening, closing in ("“”", "()", "[]", "«»")
    )


def _spans(text: str, ends: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*ends, len(text)):
        while start < end and text[start].isspace():
            start += 1
        stop = end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        while stop - start > LONGEST:
            middle = _clause_end(text, start)
            spans.append((start, middle))
            start = middle
            while start < stop and text[start].isspace():
                start += 1
        if stop > start:
            spans.append((start, stop))
        start = end
    return spans


def _clause_end(text: str, start: int) -> int:
    """Where to cut an endless sentence: after the last clause mark or blank before the limit."""
    best = {";": 0, ",": 0, " ": 0}
    for match in _CLAUSE_END.finditer(text, start + LONGEST // 2, start + LONGEST):
        mark = match.group()
        best[";" if mark in ";；" else " " if mark.isspace() else ","] = match.end()
    return best[";"] or best[","] or best[" "] or start + LONGEST
