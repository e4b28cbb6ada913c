"""The little notation in which packs write down phrases, and its way to regular expressions.

`{name}` is a slot, `[x]` may be missing, `(x|y)` is one of several, a blank stands for white
space, `\\` before a character takes it as it is. Everything else is read literally, whatever its
case. Nothing in the notation repeats without bound, so whatever is compiled from it runs in time
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BLANK = r"\s{1,2}"


class NotationError(ValueError):
    """A phrase is not written in the notation; the message says what would be right.

    `phrase` is the number of the phrase in its book, where that is known.
    """

    phrase: int | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters that stand for themselves (lower case, no blank)."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """White space."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place, filled from a vocabulary."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences, or none of them where `optional`."""

    options: tuple[Sequence, ...]
    optional: bool


Item = Literal | Blank | Slot | Choice
Sequence = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """What may stand in a slot: a regular expression without capturing groups, and how it begins.

    `words` are all the strings with which a filler may begin (lower case, up to the first blank);
    `digits` says that it may begin with a digit too. `telling`, if given, are words one of which
    is in every filler: of several words the rarest.
    """

    source: str
    words: tuple[str, ...] = ()
    digits: bool = False
    telling: tuple[str, ...] = ()


def filler(words: Iterable[str]) -> Filler:
    """The filler for one of several words or phrases."""
    folded = sorted({fold_word(word) for word in words})
    if not folded:
        return Filler(r"(?!)")
    starts = {word.split(" ")[0] for word in folded}
    telling = {max(word.split(" "), key=len) for word in folded}
    return Filler(alternatives(folded), tuple(sorted(starts)), False, tuple(sorted(telling)))


def alternatives(words: Iterable[str]) -> str:
    """Words → a regular expression for any one of them, the longest first."""
    ordered = sorted({fold_word(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", BLANK) for word in ordered)


def fold_word(word: str) -> str:
    """A vocabulary word as it is compared: lower case, single blanks, plain quotes and dashes."""
    return " ".join(fold(word).split())


_PLAIN = {
    0x2018: "'",
    0x2019: "'",
    0x2010: "-",
    0x2011: "-",
    0x2012: "-",
    0x2013: "-",
    0xFF08: "(",
    0xFF09: ")",
    0xFF0C: ",",
    0xFF0D: "-",
    0xFF0E: ".",
    0xFF0F: "/",
    0xFF1A: ":",
} | {0xFF10 + n: chr(ord("0") + n) for n in range(10)}


def fold(text: str) -> str:
    """Text → the same number of characters, in lower case, typographic variants made plain."""
    folded = text.lower() if text.isascii() else text.translate(_PLAIN).lower()
    if len(folded) != len(text):  # a capital dotted I becomes two characters
        folded = "".join(low if len(low := c.lower()) == 1 else c for c in text.translate(_PLAIN))
    return folded


def parse(say: str) -> Sequence:
    """A phrase in the notation → its items.

    Raises:
        NotationError: a bracket is not closed, a slot has no proper name, or nothing is said.
    """
    items, at = _options(fold(say), 0, "")
    if at != len(say):
        raise NotationError(f"'{say}' closes a bracket it never opened")
    if len(items) != 1:
        raise NotationError(f"'{say}' has a | outside brackets; write (one|other)")
    if not items[0]:
        raise NotationError("a phrase must not be empty")
    return items[0]


_CLOSING = {"(": ")", "[": "]"}


def _options(say: str, at: int, closing: str) -> tuple[tuple[Sequence, ...], int]:
    options: list[Sequence] = []
    items: list[Item] = []
    while at < len(say):
        char = say[at]
        if char in ")]":
            if char != closing:
                break
            options.append(tuple(items))
            return tuple(options), at + 1
        if char == "|":
            options.append(tuple(items))
            items = []
            at += 1
        elif char in "([":
            inner, at = _options(say, at + 1, _CLOSING[char])
            items.append(Choice(inner, optional=char == "["))
        elif char == "{":
            end = say.find("}", at)
            name = say[at + 1 : end] if end > 0 else ""
            if not re.fullmatch(r"[a-z][a-z_0-9]*", name):
                raise NotationError(f"'{say}' has a slot without a proper name, like {{month}}")
            items.append(Slot(name))
            at = end + 1
        elif char.isspace():
            if not items or not isinstance(items[-1], Blank):
                items.append(Blank())
            at += 1
        else:
            escaped = char == "\\" and at + 1 < len(say)
            char = say[at + escaped]
            if items and isinstance(items[-1], Literal):
                items[-1] = Literal(items[-1].text + char)
            else:
                items.append(Literal(char))
            at += 1 + escaped
    if closing and at >= len(say):
        raise NotationError(f"'{say}' lacks a closing '{closing}'")
    options.append(tuple(items))
    return tuple(options), at


def slots(items: Sequence) -> list[str]:
    """The names of the slots in `items`, in order, as often as they stand there."""
    names: list[str] = []
    for item in items:
        if isinstance(item, Slot):
            names.append(item.name)
        elif isinstance(item, Choice):
            for option in item.options:
                names.extend(slots(option))
    return names


def source(items: Sequence, fillers: Mapping[str, Filler], *, capture: bool = True) -> str:
    """The regular expression for `items`: one capturing group per slot, in the order of `slots`."""
    parts: list[str] = []
    for item in items:
        if isinstance(item, Literal):
            parts.append(re.escape(item.text))
        elif isinstance(item, Blank):
            parts.append(BLANK)
        elif isinstance(item, Slot):
            parts.append(f"({'' if capture else '?:'}{fillers[item.name].source})")
        else:
            inner = "|".join(source(o, fillers, capture=capture) for o in item.options)
            parts.append(f"(?:{inner}){'?' if item.optional else ''}")
    return "".join(parts)


def openings(items: Sequence) -> list[Sequence]:
    """`items` with every choice at its head taken: each result begins with a word or a slot."""
    if not items:
        return []
    head, rest = items[0], items[1:]
    if not isinstance(head, Choice):
        return [items]
    taken = [variant for option in head.options for variant in openings(option + rest)]
    return taken + (openings(rest) if head.optional else [])


@dataclass(frozen=True, slots=True)
class Cue:
    """Words (or a digit) one of which must stand in a text for a phrase to be there.

    `left`: no letter may stand directly before the word; `right`: nor directly behind it.
    """

    words: frozenset[str]
    digits: bool = False
    left: bool = False
    right: bool = False


def opening_cue(items: Sequence, fillers: Mapping[str, Filler]) -> Cue:
    """What `items` (a result of `openings`) begins with."""
    head = items[0]
    right = _apart(items, 1, fillers)
    if isinstance(head, Literal):
        return Cue(frozenset({head.text}), False, True, right)
    if isinstance(head, Slot):
        filler = fillers[head.name]
        return Cue(frozenset(filler.words), filler.digits, True, right and not filler.digits)
    raise NotationError("a phrase must begin with a word or a slot, not with white space")


def required_cues(items: Sequence, fillers: Mapping[str, Filler]) -> list[Cue]:
    """What must stand somewhere in a text for `items` to be there, one cue per item that says so.

    Literals of one or two Latin letters say too little and are left out.
    """
    cues: list[Cue] = []
    behind = tuple(reversed(items))
    for at, item in enumerate(items):
        left = _apart(behind, len(items) - at, fillers, backwards=True)
        right = _apart(items, at + 1, fillers)
        if isinstance(item, Literal):
            if len(item.text) > 2 or not item.text.isascii():
                cues.append(Cue(frozenset({item.text}), False, left, right))
        elif isinstance(item, Slot):
            filler = fillers[item.name]
            if filler.words or filler.digits:
                words = frozenset(filler.telling or filler.words)
                right = right and not filler.digits
                cues.append(Cue(words, filler.digits, left, right))
        elif isinstance(item, Choice) and not item.optional:
            inner = [required_cues(option, fillers)[:1] for option in item.options]
            if all(inner):
                found = [cue for option in inner for cue in option]
                words = frozenset().union(*(cue.words for cue in found))
                digits = any(cue.digits for cue in found)
                left = left and all(cue.left for cue in found)
                right = right and all(cue.right for cue in found)
                cues.append(Cue(words, digits, left, right))
    return cues


def _apart(
    items: Sequence, at: int, fillers: Mapping[str, Filler], backwards: bool = False
) -> bool:
    """Whether no letter can be the first thing from `items[at]` on (an edge is no letter)."""
    if at >= len(items):
        return True
    item = items[at]
    if isinstance(item, Blank):
        return True
    if isinstance(item, Literal):
        return not item.text[-1 if backwards else 0].isalpha()
    if isinstance(item, Slot):
        filler = fillers[item.name]
        return filler.digits and not filler.words
    options = [tuple(reversed(option)) if backwards else option for option in item.options]
    apart = all(_apart(option, 0, fillers, backwards) if option else False for option in options)
    return apart and (not item.optional or _apart(items, at + 1, fillers, backwards))
