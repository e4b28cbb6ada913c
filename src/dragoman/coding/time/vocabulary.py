"""The slots that a date phrase may use, and what each reads.

| slot | reads |
|---|---|
| year | 1500–2199 in four digits |
| yy | two digits: 70–99 are 19.., 00–69 are 20.. |
| month, weekday | names; `month_any`, `weekday_any` take the abbreviations too |
| month_number, day | in digits |
| day_words, ordinal | a day in number words; in ordinal words |
| count | digits or number words |
| unit, quantity, relative, direction, part, daypart, decade_name | the pack's words |
| decade | 1990; `decade_yy` 90 |
| era, era_year | an era's name, the year within it |
| local | the pack's words for local time (tail only) |
| edge | nothing: that no letter or digit follows |
| every name in the pack's `lists` | its words; reads nothing |

A 2 behind a slot's name (`day2`, `month2`, `year2`, `weekday2`, …) makes it part of a stretch's
second date.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from dragoman.coding.time.rules import DateRules
from dragoman.coding.words.notation import Filler, alternatives, filler, fold_word
from dragoman.coding.words.numerals import Numerals
from dragoman.data import line_of
from dragoman.errors import DataError

K = TypeVar("K")

_WORD_SLOTS = (
    "month",
    "month_any",
    "weekday",
    "weekday_any",
    "ordinal",
    "unit",
    "quantity",
    "relative",
    "direction",
    "part",
    "daypart",
    "era",
    "decade_name",
)


def _digits(pattern: str) -> Filler:
    return Filler(rf"(?<![0-9])(?:{pattern})(?![0-9])", digits=True)


def _by_word(entries: Mapping[K, list[str]], slot: str, path: Path | None) -> dict[str, K]:
    found: dict[str, K] = {}
    for value, words in entries.items():
        for word in words:
            if found.setdefault(fold_word(word), value) != value:
                raise _error(
                    f"'{word}' means both {found[fold_word(word)]} and {value};"
                    " a word has one meaning per slot",
                    path,
                    ("words", slot),
                )
    return found


def _error(message: str, path: Path | None, keys: tuple[str, str]) -> DataError:
    line = None if path is None else line_of(path, keys)
    return DataError(f"{' → '.join(keys)}: {message}", path, line)


class Lexicon:
    """A pack's vocabulary made ready: fillers for the phrasebook, and the value of each word.

    Raises:
        DataError: a word stands for two values of one slot, or a list has the name of a slot.
    """

    def __init__(self, rules: DateRules, path: Path | None = None) -> None:
        words = rules.words
        self.numerals = Numerals(rules.numerals)
        self.month = _by_word(words.month, "month", path)
        self.month_any = self.month | _by_word(words.month_short, "month_short", path)
        self.weekday = _by_word(words.weekday, "weekday", path)
        self.weekday_any = self.weekday | _by_word(words.weekday_short, "weekday_short", path)
        self.ordinal = _by_word(words.ordinal, "ordinal", path)
        self.unit = _by_word(words.unit, "unit", path)
        self.quantity = _by_word(words.quantity, "quantity", path)
        self.relative = _by_word(words.relative, "relative", path)
        self.direction = _by_word(words.direction, "direction", path)
        self.part = _by_word(words.part, "part", path)
        self.daypart = _by_word(words.daypart, "daypart", path)
        self.era = _by_word(words.era, "era", path)
        self.decade_name = _by_word(words.decade_name, "decade_name", path)
        self.era_first = {fold_word(word) for word in words.era_first}
        self.common = {fold_word(word) for word in rules.common}
        self.fillers = self._fillers(rules, path)

    def _fillers(self, rules: DateRules, path: Path | None) -> dict[str, Filler]:
        in_words = Filler(self.numerals.in_words, self.numerals.words)
        fillers = {
            "year": _digits("1[5-9][0-9]{2}|2[01][0-9]{2}"),
            "yy": _digits("[0-9]{2}"),
            "month_number": _digits("0?[1-9]|1[0-2]"),
            "day": _digits("0?[1-9]|[12][0-9]|3[01]"),
            "decade": Filler("(?<![0-9])(?:1[5-9]|20)[0-9]0(?![0-9])", digits=True),
            "decade_yy": _digits("[1-9]0"),
            "day_words": in_words,
            "count": Filler(
                rf"(?:(?<![0-9])[0-9]{{1,4}}(?![0-9])|{in_words.source})", in_words.words, True
            ),
            "era_year": Filler(
                rf"(?:[0-9]{{1,2}}(?![0-9])|{alternatives(self.era_first) or '(?!)'})",
                tuple(sorted(self.era_first)),
                True,
            ),
            "local": filler(rules.words.local),
            "edge": Filler(r"(?!\w)"),
        }
        for name in _WORD_SLOTS:
            fillers[name] = filler(getattr(self, name))
        fillers |= {f"{name}2": one for name, one in fillers.items()}
        for name, listed in rules.lists.items():
            if name in fillers:
                raise _error("this is the name of a slot; choose another", path, ("lists", name))
            if not listed:
                raise _error("a list needs at least one word", path, ("lists", name))
            fillers[name] = filler(listed)
        return fillers
