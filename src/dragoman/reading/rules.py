"""What a language pack knows about the outward form of news: its `reading.yaml`, typed.

Words are compared without regard to case unless a field says otherwise. Regular expressions are
Python's; in `datelines` %caps%, %name%, %month%, %place% and %dash% stand for common parts (see
datelines.py). They must be bounded ({0,40}, not *): news text may be hostile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from dragoman.data import Entry, load_yaml
from dragoman.errors import LanguageError
from dragoman.reading.scripts import SCRIPTS

FILE = "reading.yaml"
FOLDER = Path(__file__).parent.parent / "languages"

_ESCAPED_OR_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")


def _checked(pattern: str) -> str:
    """A regular expression that compiles and whose repetitions are bounded."""
    try:
        re.compile(re.sub("%[a-z]+%", "x", pattern))
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    if re.search("[*+]", _ESCAPED_OR_CLASS.sub("", pattern)):
        raise ValueError("repetitions must be bounded: {0,40} instead of * or +")
    return pattern


Pattern = Annotated[str, AfterValidator(_checked)]


class Scripts(Entry):
    """`own` scripts tell the language alone; `shared` ones are also written by others."""

    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @field_validator("own", "shared")
    @classmethod
    def _known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if name not in SCRIPTS:
                raise ValueError(f"unknown script {name}; known: {', '.join(sorted(SCRIPTS))}")
        return names


class Neighbour(Entry):
    """Words that tell a near language without a pack (`theirs`) from this one (`ours`)."""

    theirs: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


class Abbreviations(Entry):
    """Written without their last full stop. `titles` never end a sentence, `numbered` do not
    before a digit, `other` only before a word that begins sentences."""

    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()


class SentenceRules(Entry):
    """How sentences end. `keep_quotes`: pairs inside which no sentence ends; `followers`: what
    goes on with the sentence after a closing mark; `reporting`: words that, up to three words
    after '?"', make the quotation part of their sentence; `glued`: letters after which a full
    stop ends a sentence even without a blank; `parting`: blanks between the parts of a headline
    that are sentences of their own, if all between those of the first kind are long enough, or
    where the part before one matches the pattern `parted`; `clauses`: marks between clauses that
    are long enough to be sentences of their own."""

    terminals: str = ".!?…"
    closers: str = "\"'”’»)]"
    openers: str = "\"'“‘«(["
    abbreviations: Abbreviations = Abbreviations()
    keep_quotes: tuple[Annotated[str, Field(min_length=2, max_length=2)], ...] = ()
    followers: tuple[str, ...] = ()
    reporting: frozenset[str] = frozenset()
    glued: str = ""
    parting: str = ""
    parted: str = ""
    clauses: str = ""
    spaced_dates: bool = False


class DateMarks(Entry):
    """The characters after the numbers of a date or time."""

    year: str
    month: str
    day: str
    hour: str
    minute: str
    second: str | None = None


class StampRules(Entry):
    """Publication stamps. `zones` gives an IANA name or an offset; `halves` the words for the
    first and second half of the day, `ordinals` the endings of a day's number; `words` may also
    stand in a stamp line."""

    months: dict[str, int] = Field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    halves: dict[Literal["am", "pm"], tuple[str, ...]] = Field(default_factory=dict)
    marks: DateMarks | None = None
    day_first: bool = True
    zones: dict[str, str] = Field(default_factory=dict)


class BoilerplateRules(Entry):
    """`starts`: beginnings of lines; `contains`: phrases that make a short line boilerplate;
    `patterns`: for whole lines; `tails`: for the end of a paragraph that ends with a bracket or an
    address; `inline`: after these phrases, once a sentence has ended, a line holds only links."""

    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    tails: tuple[Pattern, ...] = ()
    inline: tuple[str, ...] = ()


class CopyrightRules(Entry):
    """`marks` begin a copyright notice, `noise` stands in it beside the owner's name."""

    marks: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()


class ReadingRules(Entry):
    """One pack's reading.yaml.

    A sentence cannot end with one of `open_words`, nor with one of the characters `open_ends`
    (for languages written without blanks). `doubled_quotes`: whether the press types quotes as
    two ASCII characters. `translated`: what a machine translation says of itself.
    """

    aliases: tuple[str, ...] = ()
    scripts: Scripts
    function_words: frozenset[str] = frozenset()
    open_words: frozenset[str] = frozenset()
    open_ends: str = ""
    neighbours: dict[str, Neighbour] = Field(default_factory=dict)
    sentences: SentenceRules = SentenceRules()
    datelines: tuple[Pattern, ...] = ()
    places: tuple[str, ...] = ()
    stamp: StampRules = StampRules()
    boilerplate: BoilerplateRules = BoilerplateRules()
    captions: tuple[str, ...] = ()
    copyright: CopyrightRules = CopyrightRules()
    translated: tuple[str, ...] = ()
    doubled_quotes: bool = False


@lru_cache(4)
def load_rules(folder: Path = FOLDER) -> dict[str, ReadingRules]:
    """The rules of every language folder that has a reading.yaml, by language code, sorted.

    Languages that can be read need not be ones that can be coded: knowing a language by sight
    is of use before there is a pack for it.

    Raises:
        DataError: a file is wrong (the message has its line).
    """
    files = sorted(folder.glob(f"*/{FILE}"))
    return {file.parent.name: load_yaml(file, ReadingRules) for file in files}


def known_codes(codes: Iterable[str] | None, rules: dict[str, ReadingRules]) -> tuple[str, ...]:
    """The language codes at hand, sorted; by default all that have reading rules.

    Raises:
        LanguageError: a code has no reading.yaml.
    """
    chosen = tuple(sorted(set(rules if codes is None else codes)))
    for code in chosen:
        if code not in rules:
            known = ", ".join(rules)
            raise LanguageError(f"no {FILE} for language {code}; there is one for: {known}")
    return chosen
