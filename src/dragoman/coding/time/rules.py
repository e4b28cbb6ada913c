"""What a pack's `dates.yaml` may say: the typed model, and nothing that reads a text.

All knowledge of a language stands in that file; `docs` of the slots are in `vocabulary.py`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from dragoman.coding.words.notation import parse
from dragoman.coding.words.numerals import NumeralRules
from dragoman.coding.words.phrasebook import Edges
from dragoman.data import Entry

Unit = Literal["hour", "day", "weekend", "week", "month", "year", "decade"]
Kind = Literal["calendar", "weekday", "offset", "anaphor", "span", "window", "modifier"]
Tense = Literal["past", "future", "unknown"]
Bound = Literal["since", "until"]
Daypart = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]

UNITS: tuple[Unit, ...] = ("hour", "day", "weekend", "week", "month", "year", "decade")
DAYPARTS: tuple[Daypart, ...] = ("dawn", "morning", "noon", "afternoon", "evening", "night")

_UNIT = "|".join(UNITS)
_STEP = re.compile(rf"([+-]?\d{{1,3}}) ({_UNIT})(?: ({'|'.join(DAYPARTS)}))?")


def _notation(say: str) -> str:
    parse(say)
    return say


def _step(key: str) -> str:
    if not _STEP.fullmatch(key):
        raise ValueError(f"'{key}' is no step such as '-1 day', '2 week' or '-1 day night'")
    return key


def _share(key: str) -> str:
    number, _, whole = key.partition("/")
    if not (number.isdigit() and whole.isdigit() and 0 < int(number) <= int(whole) <= 12):
        raise ValueError(f"'{key}' is no share such as 1/3 (the first third) or 4/4")
    return key


def read_step(key: str) -> tuple[int, Unit, Daypart | None]:
    """'-1 day night' → (-1, 'day', 'night')."""
    match = _STEP.fullmatch(key)
    assert match is not None, key
    unit = next(u for u in UNITS if u == match[2])
    daypart = next((d for d in DAYPARTS if d == match[3]), None)
    return int(match[1]), unit, daypart


Say = Annotated[str, AfterValidator(_notation)]
Step = Annotated[str, AfterValidator(_step)]
Share = Annotated[str, AfterValidator(_share)]
Words = list[str]


class Vocabulary(Entry):
    """Words that fill slots, by what they mean.

    `month`: 1–12; `weekday`: ISO, Monday = 1; `*_short`: abbreviations that are read only within
    a fuller date; `ordinal`: days of the month in words; `unit`: what is counted ("week", or
    "2 week" for a fortnight); `quantity`: a number and a unit in one word (sehari: "1 day");
    `relative`: days and periods named from now ("-1 day", "-1 day night"); `direction`: last -1,
    this 0, next 1; `part`: a share of a month or a year ("1/3" is early, "1/2" the first half);
    `era`: year before the era's first; `decade_name`: nineties: 1990; `local`: words that say a
    time is local to the place of the act.
    """

    month: dict[Annotated[int, Field(ge=1, le=12)], Words] = Field(default_factory=dict)
    month_short: dict[Annotated[int, Field(ge=1, le=12)], Words] = Field(default_factory=dict)
    weekday: dict[Annotated[int, Field(ge=1, le=7)], Words] = Field(default_factory=dict)
    weekday_short: dict[Annotated[int, Field(ge=1, le=7)], Words] = Field(default_factory=dict)
    ordinal: dict[Annotated[int, Field(ge=1, le=31)], Words] = Field(default_factory=dict)
    unit: dict[Unit | Step, Words] = Field(default_factory=dict)
    quantity: dict[Step, Words] = Field(default_factory=dict)
    relative: dict[Step, Words] = Field(default_factory=dict)
    direction: dict[Literal[-2, -1, 0, 1, 2], Words] = Field(default_factory=dict)
    part: dict[Share, Words] = Field(default_factory=dict)
    daypart: dict[Daypart, Words] = Field(default_factory=dict)
    era: dict[Annotated[int, Field(ge=0, le=2100)], Words] = Field(default_factory=dict)
    era_first: Words = Field(default_factory=list)
    decade_name: dict[Annotated[int, Field(ge=1000, le=2100)], Words] = Field(default_factory=dict)
    local: Words = Field(default_factory=list)


class Context(Entry):
    """Words directly before or directly behind something."""

    before: Say | None = None
    after: Say | None = None


class Range(Entry):
    """How two dates become one stretch: `open` (if given) must stand before the first, `link`
    between the two, `close` (if given) behind the second."""

    open: Say | None = None
    link: Say
    close: Say | None = None


class DatePhrase(Entry):
    """One way to say a date.

    `say`: the phrase, or several that mean the same. `kind`: `date` (the slots tell which),
    `anaphor` (counts from the day last spoken of), `window` (a stretch that ends or begins now),
    `modifier` (a date that only names something: "the 2015 deal"), `none` (looks like a date and
    is none). `sign` turns a count into a shift; `shift`, `unit`, `part` fix what no slot says;
    `year_shift` moves the year only ("March last year"). `tense` overrules that of the sentence.
    `capital`: names of months and weekdays in it must be capitalised. The four contexts are those
    of `phrasebook.Phrase`.
    """

    say: Say | list[Say]
    kind: Literal["date", "anaphor", "window", "modifier", "none"] = "date"
    sign: Literal[-1, 1] | None = None
    shift: Annotated[int, Field(ge=-100, le=100)] | None = None
    unit: Unit | None = None
    part: Share | None = None
    tense: Tense | None = None
    daypart: Daypart | None = None
    capital: bool = False
    after: Say | None = None
    before: Say | None = None
    not_after: Say | None = None
    not_before: Say | None = None

    @property
    def phrases(self) -> list[str]:
        """`say` as a list."""
        return [self.say] if isinstance(self.say, str) else self.say

    @model_validator(mode="after")
    def _counts(self) -> DatePhrase:
        if self.shift is not None and self.sign is not None:
            raise ValueError("give sign (of a counted shift) or a fixed shift, not both")
        return self


class DateRules(Entry):
    """A pack's `dates.yaml`.

    `edges`: on which sides an expression ends at a word's edge. `tail`: what may follow any
    expression (time of day, "local time"). `common`: names of months or weekdays that are ordinary
    words too: a capital at the head of a sentence proves nothing of them. `figure`: what shows
    that digits are no date (currencies before, people behind). `lists`: word lists for phrases.
    """

    edges: Edges = "both"
    numerals: NumeralRules = NumeralRules()
    words: Vocabulary
    lists: dict[Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")], Words] = Field(
        default_factory=dict
    )
    common: Words = Field(default_factory=list)
    tail: Say | None = None
    figure: Context = Context()
    bounds: dict[Bound, Context] = Field(default_factory=dict)
    ranges: list[Range] = Field(default_factory=list)
    phrases: list[DatePhrase]
