"""The lines of a text, and which of them one paragraph was broken into.

A text is either wrapped at a fixed width (each line break falls where the next word no longer
fits), or a line is meant to be a paragraph and only some were broken off in mid-sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.scripts import DENSE, main_script, width

# How a line goes on in the next one.
WRAP = "wrap"  # the sentence goes on after a blank
GLUE = "glue"  # the sentence goes on without a blank
HYPHEN = "hyphen"  # a word was hyphenated: the hyphen goes too
RESUME = "resume"  # a full stop, but the next line starts in lower case: same paragraph
CUT = "cut"  # the end of one sentence and the beginning of the next are lost

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FIRST_WORD = re.compile(r"[^\s]{1,40}")
_LAST_WORDS = re.compile(r"(\w[\w'’-]{0,30})\W{0,3}$")
_LOWER_START = re.compile(r"[\"'“‘«(\[]{0,3}([^\W\d_][^\s]{0,40})")

# Wrapped text is 40 to 100 columns wide by habit (typewriters, e-mail, PDF columns).
_WIDEST_WRAP = 130
# A line beyond this width is a paragraph; without a full stop it was cut off.
LONG = 120
# The first lines may be headline and standfirst: without a full stop, and as long as they please.
_HEADLINES = 2


@dataclass(frozen=True, slots=True)
class Width:
    """The columns that a text is wrapped at, and whether its lines are filled to the last one.

    Then a line of Hangul breaks off within a word more often than between two.
    """

    columns: int
    within_words: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    """`text[start:end]` of the story, stripped; `after_blank`: an empty line precedes it."""

    start: int
    end: int
    text: str
    after_blank: bool


def split_lines(text: str) -> list[TextLine]:
    """The non-empty lines of a text."""
    lines = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + (len(raw) - len(raw.lstrip()) if raw[0] != stripped[0] else 0)
        gap = text[last:start]
        blank = gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap
        lines.append(TextLine(start, start + len(stripped), stripped, blank))
        last = start + len(stripped)
    return lines


class Layout:
    """Finds the joints between lines, by the words and marks of all languages that are known.

    Args:
        terminals: characters that end a sentence.
        closers: characters that may follow them.
        open_words: words (in lower case) that cannot be the last of a sentence.
        open_ends: characters that cannot be the last of a sentence.
    """

    def __init__(
        self, terminals: str, closers: str, open_words: frozenset[str], open_ends: str = ""
    ):
        self._closers = closers
        self._terminals = frozenset(terminals)
        self._open_words = open_words
        self._open_ends = frozenset(",、，(「『（-" + open_ends)

    def ends_sentence(self, line: str) -> bool:
        """Whether a line ends with a full stop or the like, closing marks aside."""
        core = line[-12:].rstrip(self._closers + " ")
        return bool(core) and core[-1] in self._terminals

    def joints(self, lines: Sequence[TextLine]) -> list[str | None]:
        """For each line but the last: how it goes on in the next line, or None if it does not."""
        if len(lines) < 2:
            return []
        for first in range(_HEADLINES + 1):
            fixed = self._fixed_width(lines, first)
            if fixed is not None:
                break
        return [self._joint(lines, i, fixed if i >= first else None) for i in range(len(lines) - 1)]

    def _fixed_width(self, lines: Sequence[TextLine], first: int) -> Width | None:
        """How a text is wrapped from this line on, if it is; a headline may be wider."""
        pairs = [
            i
            for i in range(first, len(lines) - 1)
            if not lines[i + 1].after_blank and not self._apart(lines, i)
        ]
        if len(pairs) < 2 or any(len(lines[i].text) > _WIDEST_WRAP for i in pairs):
            return None
        broken = [i for i in pairs if not self.ends_sentence(lines[i].text)]
        if len(broken) < 2:
            return None
        widest = max(width(lines[i].text) for i in pairs)
        full = [i for i in broken if self._full(lines[i], lines[i + 1], widest)]
        if widest < 30 or len(full) * 4 < len(broken) * 3:
            return None
        brim = sum(1 for i in full if width(lines[i].text) >= widest - 2)
        return Width(widest, within_words=brim * 4 >= len(full) * 3)

    def _full(self, line: TextLine, following: TextLine, widest: int) -> bool:
        if main_script(line.text[-20:]) in DENSE and not following.text[0].isascii():
            return width(line.text) >= widest - 4
        word = _FIRST_WORD.match(following.text)
        return width(line.text) + 1 + width(word.group() if word else "") > widest

    def _joint(self, lines: Sequence[TextLine], i: int, fixed: Width | None) -> str | None:
        line, following = lines[i], lines[i + 1]
        text, ended = line.text, self.ends_sentence(line.text)
        lower = _starts_lower(following.text)
        if lower and len(text) > 1 and text[-1] == "-" and text[-2].isalpha():
            return GLUE if _doubled(text, following.text) else HYPHEN
        if following.after_blank:
            return WRAP if lower and not ended and self._open(text) else None
        if self._apart(lines, i):
            return None
        if fixed is not None and self._full(line, following, fixed.columns):
            return self._join(text, following.text, fixed.within_words)
        if lower:
            return RESUME if ended else WRAP
        if ended or text[-1] == ":":
            return None
        if fixed is not None:
            return None
        if self._open(text):
            cut = len(text) > LONG and text[-1].isalpha()
            return CUT if cut else self._join(text, following.text)
        if i < _HEADLINES:
            return None
        return CUT if width(text) > LONG and text[-1] not in self._closers else None

    def _apart(self, lines: Sequence[TextLine], i: int) -> bool:
        """Whether this is a headline in other letters than what follows."""
        return i < _HEADLINES and _dense(lines[i].text) != _dense(lines[i + 1].text)

    def _join(self, text: str, following: str, within_words: bool = False) -> str:
        if text[-1] == "-" and len(text) > 1 and text[-2].isalnum():
            return GLUE
        if within_words and main_script(text[-1]) == main_script(following[0]) == "Hangul":
            return WRAP if text[-1] in self._open_ends else GLUE
        return GLUE if _unspaced(text[-1]) and _unspaced(following[0]) else WRAP

    def _open(self, text: str) -> bool:
        """Whether a sentence certainly goes on after this line."""
        if text[-1] in self._open_ends:
            return True
        match = _LAST_WORDS.search(text[-40:])
        return match is not None and match[1].lower() in self._open_words and text[-1].isalpha()


def _dense(text: str) -> bool | None:
    script = main_script(text)
    return None if script is None else script in DENSE


def _unspaced(char: str) -> bool:
    """Han, kana and their marks are written without blanks; Hangul has them between words."""
    if "\u3130" <= char <= "\u318f":  # single Hangul letters
        return False
    return "\u3001" <= char <= "\u9fff" or "\uff01" <= char <= "\uff9f"


def _starts_lower(text: str) -> bool:
    """Whether a line begins with a word in lower case that is no name (iPhone, al-Qaeda)."""
    match = _LOWER_START.match(text)
    return match is not None and match[1][0].islower() and match[1].lower() == match[1]


def _doubled(text: str, following: str) -> bool:
    """Whether a hyphen at a line end joins a doubled or half-doubled word (langkah-langkah)."""
    before = re.split(r"[^\w]", text[-40:-1])[-1].lower()
    after = re.split(r"[^\w]", following[:40])[0].lower()
    if not before or not after:
        return False
    return after.startswith(before) or before.endswith(after) or before[-3:] == after[-3:]
