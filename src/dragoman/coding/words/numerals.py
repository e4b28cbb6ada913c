"""Numbers in digits and in words, of any language that builds them from units and multipliers.

A pack says which words it has; the arithmetic is the same for "two hundred and six", "dua ratus
enam", 二百六 and 2万3千.
"""

from __future__ import annotations

import re
from fractions import Fraction

from pydantic import Field, field_validator

from dragoman.coding.words.notation import BLANK, alternatives, fold, fold_word
from dragoman.data import Entry

_LONGEST_RUN = 8


class NumeralRules(Entry):
    """How a language writes numbers.

    `words`: words with a value of their own (twenty, seratus). `teens`: words that add ten to what
    stands before them (belas). `scales`: multipliers within a group (hundred, puluh, 百);
    `groups`: multipliers of all that stands before them (thousand, juta, 万). `join`: what stands
    between two words of a number; an empty string for scripts without blanks. `scale_join`: what
    may stand after a multiplier besides ("and"). `group` and `decimal`: the separators in digits.
    """

    words: dict[str, int] = Field(default_factory=dict)
    teens: list[str] = Field(default_factory=list)
    scales: dict[str, int] = Field(default_factory=dict)
    groups: dict[str, int] = Field(default_factory=dict)
    join: list[str] = Field(default_factory=lambda: [" "])
    scale_join: list[str] = Field(default_factory=list)
    group: str = ","
    decimal: str = "."

    @field_validator("words", "scales", "groups")
    @classmethod
    def _positive(cls, words: dict[str, int]) -> dict[str, int]:
        for word, value in words.items():
            if value < 0:
                raise ValueError(f"'{word}' must not be negative, but {value} stands there")
        return words

    @field_validator("group", "decimal")
    @classmethod
    def _one_mark(cls, mark: str) -> str:
        if len(mark) != 1 or mark.isalnum():
            raise ValueError(f"a separator is one character such as , or ., not '{mark}'")
        return mark


class Numerals:
    """Finds (by `source`) and reads (by `value`) the numbers of one language."""

    def __init__(self, rules: NumeralRules) -> None:
        self._words = {fold_word(w): v for w, v in rules.words.items()}
        self._teens = {fold_word(w) for w in rules.teens}
        self._scales = {fold_word(w): v for w, v in rules.scales.items()}
        self._groups = {fold_word(w): v for w, v in rules.groups.items()}
        self._mark, self._point = rules.group, rules.decimal
        self.glued = "" in rules.join
        mark, point = re.escape(rules.group), re.escape(rules.decimal)
        self.digits = (
            rf"(?<![0-9])(?<![0-9][.,:/-])"
            rf"(?:[0-9]{{1,3}}(?:{mark}[0-9]{{3}}){{1,4}}|[0-9]{{1,12}})(?:{point}[0-9]{{1,2}})?"
            rf"(?![0-9])(?![.,:/][0-9])"
        )
        factors = [*self._scales, *self._groups]
        every = [*self._words, *self._teens, *factors]
        self.words: tuple[str, ...] = tuple(sorted({w.split(" ")[0] for w in every}))
        left, right = ("", "") if self.glued else (r"(?<!\w)", r"(?!\w)")
        known = alternatives(every) or "(?!)"
        self._token = re.compile(rf"({self.digits})|{left}({known}){right}")
        self.in_words = self._in_words(rules, every, factors)
        self.source = self._any(factors, every)

    def _in_words(self, rules: NumeralRules, every: list[str], factors: list[str]) -> str:
        if not every:
            return "(?!)"
        if self.glued:
            return rf"(?:{alternatives(every)}){{1,{_LONGEST_RUN}}}"
        word = rf"(?<!\w)(?:{alternatives(every)})(?!\w)"
        join = _joins(rules.join)
        if factors and rules.scale_join:
            behind = "|".join(f"(?<={re.escape(factor)})" for factor in sorted(factors))
            join = rf"{join}|(?:{behind})(?:{_joins(rules.scale_join)})"
        return rf"{word}(?:(?:{join}){word}){{0,{2 * _LONGEST_RUN}}}"

    def _any(self, factors: list[str], every: list[str]) -> str:
        if not every:
            return self.digits
        if self.glued:
            parted = rf"|(?:{alternatives(self._groups)})\s(?=[0-9])" if self._groups else ""
            return rf"(?:{self.digits}{parted}|{alternatives(every)}){{1,{_LONGEST_RUN}}}"
        after = rf"(?:\s?(?:{alternatives(factors)})(?!\w)){{0,2}}" if factors else ""
        return rf"(?:{self.digits}{after}|{self.in_words})"

    def value(self, text: str) -> int | None:
        """A number as it stands in the text → its value; None if it is none, or no whole number."""
        total = section = unit = Fraction(0)
        last = ""
        for match in self._token.finditer(fold(text)):
            digits, word = match[1], fold_word(match[2] or "")
            kind = "digits" if digits else ""
            if digits:
                if last and last not in {"scale", "group"}:
                    return None
                unit = self._figure(digits)
            elif word in self._groups:
                total += ((section + unit) or 1) * self._groups[word]
                section = unit = Fraction(0)
                kind = "group"
            elif word in self._scales:
                section += (unit or 1) * self._scales[word]
                unit = Fraction(0)
                kind = "scale"
            elif word in self._teens:
                unit += 10
                kind = "tens"
            else:
                value = self._words[word]
                kind = "unit" if value < 10 else "tens"
                if value >= 1000:
                    total += value
                    kind = "group"
                elif value >= 100:
                    section += value
                    kind = "scale"
                elif kind == "unit" and last == "unit" and self.glued:
                    unit = unit * 10 + value
                elif last == "digits" or last == "unit" or (last == "tens" and kind == "tens"):
                    return None
                else:
                    unit += value
                    kind = "unit" if last == "tens" else kind
            last = kind
        result = total + section + unit
        return int(result) if last and result.denominator == 1 else None

    def _figure(self, digits: str) -> Fraction:
        whole, _, rest = digits.replace(self._mark, "").partition(self._point)
        return Fraction(int(whole)) + (Fraction(int(rest), 10 ** len(rest)) if rest else 0)


def _joins(joins: list[str]) -> str:
    """What may stand between two words of a number → a regular expression; blanks are any blank."""
    parts = sorted({fold(join) for join in joins}, key=lambda join: (-len(join), join))
    return "|".join(re.escape(part).replace(r"\ ", BLANK) for part in parts)
