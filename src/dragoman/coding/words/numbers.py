"""Counts of people in a text: dead, injured, arrested, displaced, and the size of crowds.

The words are a pack's `numbers.yaml`. What is vague ("dozens") is reported with its lower bound
and marked, so that a caller may leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, overload

from pydantic import Field

from dragoman.coding.time.rules import Say
from dragoman.coding.words.notation import (
    BLANK,
    Filler,
    NotationError,
    alternatives,
    filler,
    fold,
    fold_word,
)
from dragoman.coding.words.numerals import NumeralRules, Numerals
from dragoman.coding.words.phrasebook import Edges, Found, Phrase, Phrasebook, longest
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError

CountKind = Literal["dead", "injured", "arrested", "displaced", "size"]

_MOST_PEOPLE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """So many people, as `start:end` of the text says; the stretch holds number and trigger.

    `at_least`: the text says "at least" or gives a range (its lower end is the value). `vague`:
    the text gives no figure and `value` is only the least it may mean.
    """

    kind: CountKind
    value: int
    at_least: bool
    start: int
    end: int
    vague: bool = False


class Qualifiers(Entry):
    """Words before or behind a number: those that make it a lower bound, those that change
    nothing here, and what joins the two ends of a range ("10 to 20"; `between`: opening word →
    joining word)."""

    at_least: list[str] = Field(default_factory=list)
    at_least_behind: list[str] = Field(default_factory=list)
    about: list[str] = Field(default_factory=list)
    to: list[str] = Field(default_factory=list)
    between: dict[str, str] = Field(default_factory=dict)


class NumberPhrase(Entry):
    """One way to say a count. `{count}` must be in it; where it stands twice the two are added.

    `{gap}` stands for up to three further words, `{stop}` for a punctuation mark or the end of the
    text. Contexts as in `phrasebook.Phrase`.
    """

    say: Say | list[Say]
    kind: CountKind | Literal["none"]
    after: Say | None = None
    before: Say | None = None
    not_after: Say | None = None
    not_before: Say | None = None

    @property
    def phrases(self) -> list[str]:
        """`say` as a list."""
        return [self.say] if isinstance(self.say, str) else self.say


class NumberRules(Entry):
    """A pack's `numbers.yaml`.

    `vague`: least value → words. `gap_stops`: words that `{gap}` does not run over (in a script
    without blanks: characters).
    """

    edges: Edges = "both"
    numerals: NumeralRules
    vague: dict[Annotated[int, Field(ge=1)], list[str]] = Field(default_factory=dict)
    qualifiers: Qualifiers = Qualifiers()
    lists: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], list[str]] = Field(
        default_factory=dict
    )
    gap_stops: list[str] = Field(default_factory=list)
    phrases: list[NumberPhrase]


class Counts(Sequence[Count]):
    """The counts of people in a text, read when they are first looked at: few acts ask for them."""

    def __init__(self, reader: NumberReader, text: str) -> None:
        self._reader, self._text = reader, text

    @cached_property
    def _found(self) -> list[Count]:
        return self._reader.find_numbers(self._text)

    @overload
    def __getitem__(self, at: int) -> Count: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Count]: ...

    def __getitem__(self, at: int | slice) -> Count | Sequence[Count]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)


class NumberReader:
    """Reads counts of people by the rules of one pack.

    Raises:
        DataError: a phrase names an unknown slot or lacks `{count}`; with `path` (the file the
            rules came from) the message says where.
    """

    def __init__(self, rules: NumberRules, path: Path | None = None) -> None:
        self._numerals = Numerals(rules.numerals)
        self._vague = {fold_word(w): n for n, words in rules.vague.items() for w in words}
        self._rules: list[NumberPhrase] = []
        self._build_sources(rules)
        owners: list[int] = []
        phrases: list[Phrase] = []
        for number, rule in enumerate(rules.phrases):
            for say in rule.phrases:
                if "{count}" not in say and rule.kind != "none":
                    raise _error(f"'{say}' lacks {{count}}", path, ("phrases", number))
                owners.append(number)
                self._rules.append(rule)
                phrases.append(
                    Phrase(say, rule.after, rule.before, rule.not_after, rule.not_before)
                )
        try:
            self._book = Phrasebook(phrases, self._fillers(rules, path), rules.edges)
        except NotationError as error:
            at = error.phrase
            where = () if at is None else ("phrases", owners[at])
            raise _error(str(error), path, where) from error

    @classmethod
    def from_file(cls, path: Path) -> NumberReader:
        """A reader for the rules in `path`; errors carry file and line."""
        return cls(load_yaml(path, NumberRules), path)

    def find_numbers(self, text: str) -> list[Count]:
        """Every count of people in `text`, in order, none overlapping another."""
        folded = fold(text)
        counts = (self._read(one, folded) for one in longest(self._book.find(folded)))
        return [count for count in counts if count is not None]

    def _build_sources(self, rules: NumberRules) -> None:
        glued = self._numerals.glued
        blank, left, right = (r"\s?", "", "") if glued else (BLANK, r"(?<!\w)", r"(?!\w)")
        said = rules.qualifiers
        number = self._numerals.source
        if self._vague:
            number = rf"(?:{left}(?:{alternatives(self._vague)}){right}|{number})"
        before = alternatives([*said.at_least, *said.about, *said.between])
        to = rf"\s?(?:{alternatives(said.to) or '(?!)'})\s?"
        if said.between:
            to += rf"|{blank}(?:{alternatives(said.between.values())}){blank}"
        behind = alternatives(said.at_least_behind)
        self._source = (
            "(?:"
            + (rf"(?:{left}(?:{before}){blank}){{0,2}}" if before else "")
            + rf"{number}(?:(?:{to}){number})?"
            + (rf"(?:{blank}(?:{behind}){right})?)" if behind else ")")
        )
        self._between = re.compile(rf"{left}(?:{alternatives(said.between) or '(?!)'}){right}")
        self._to = re.compile(rf"(?:{alternatives(said.to) or '(?!)'})\s?\Z")
        self._number = re.compile(number)
        least = alternatives([*said.at_least, *said.at_least_behind])
        self._least = re.compile(rf"{left}(?:{least or '(?!)'}){right}")
        behind_counter = rf".{{0,2}}(?:{behind})" if glued and behind else "(?!)"
        self._least_behind = re.compile(behind_counter)
        words = [*self._vague, *said.at_least, *said.about, *said.between]
        starts = {fold_word(word).split(" ")[0] for word in words}
        self._starts = tuple(sorted(starts.union(self._numerals.words)))

    def _fillers(self, rules: NumberRules, path: Path | None) -> dict[str, Filler]:
        count = Filler(self._source, self._starts, digits=True)
        if rules.edges == "none":
            stops = "".join(re.escape(word) for word in rules.gap_stops)
            gap = rf"[^\W0-9{stops}]{{0,12}}?"
        else:
            stops = rf"(?!(?:{alternatives(rules.gap_stops) or '(?!)'})(?!\w))"
            gap = rf"(?:{stops}[^\W0-9_]{{1,24}}(?:['.-][^\W0-9_]{{1,24}})?\.?\s{{1,2}}){{0,3}}?"
        fillers = {"count": count, "gap": Filler(gap), "stop": Filler(r"[^\w\s]|\Z")}
        for name, words in rules.lists.items():
            if name in fillers:
                raise _error(f"'{name}' is the name of a slot", path, ("lists", name))
            if not words:
                raise _error(f"the list '{name}' needs a word", path, ("lists", name))
            fillers[name] = filler(words)
        return fillers

    def _read(self, found: Found, folded: str) -> Count | None:
        kind = self._rules[found.phrase].kind
        if kind == "none":
            return None
        total, at_least, vague = 0, False, False
        for name, start, end in found.slots:
            if name != "count":
                continue
            read = self._value(folded[start:end])
            if read is None:
                return None
            total += read[0]
            at_least |= read[1] or self._least_behind.match(folded, end, found.end) is not None
            vague |= read[2]
        if not (1 if kind == "size" else 0) < total < _MOST_PEOPLE:  # one is no crowd
            return None
        return Count(kind, total, at_least or vague, found.start, found.end, vague)

    def _value(self, said: str) -> tuple[int, bool, bool] | None:
        """A count as it stands in the text → (value, whether a lower bound, whether vague)."""
        numbers = list(self._number.finditer(said))
        if len(numbers) > 1 and not self._ranges(said, numbers[1].start()):
            del numbers[1:]
        words = [fold_word(number[0]) for number in numbers]
        for word in words:
            if word in self._vague:
                return self._vague[word], True, True
        values = [self._numerals.value(word) for word in words]
        if not values or values[0] is None:
            return None
        if len(values) > 1 and (values[1] is None or values[1] < values[0]):
            return None
        return values[0], len(values) > 1 or self._least.search(said) is not None, False

    def _ranges(self, said: str, second: int) -> bool:
        """Whether two numbers are the ends of a range: "3 to 5", "between 3 and 5", but not
        "3 and 5"; `second` is where the second begins."""
        return self._to.search(said[:second]) is not None or self._between.match(said) is not None


def _error(message: str, path: Path | None, keys: tuple[str | int, ...]) -> DataError:
    return DataError(message, path, None if path is None else line_of(path, keys))
