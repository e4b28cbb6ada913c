"""What a text says of a date, before anyone asks from which day it was said."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.coding.time.rules import Bound, Daypart, Kind, Tense, Unit


@dataclass(frozen=True, slots=True)
class Point:
    """One date as said; whatever was not said is None.

    With `unit`, `shift` moves by that many units (last week: -1 week) and the other fields are
    within that unit. Without it, `shift` is the direction in which a weekday, month or day is
    sought (last Friday: -1; this: 0). `part` is a share such as (1, 3): the first third.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None
    shift: int | None = None
    unit: Unit | None = None
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression found at start..end of the text that was read.

    `kind`: calendar, weekday, offset, anaphor (counts from the day last spoken of), span (`first`
    to `last`), window (a stretch up to or from now) or modifier (names a thing: "the 2015 deal").
    `tense` is set where the words themselves say past or future and overrules the sentence's.
    `bound`: since or until that date. `local`: said to be in the place's own time. `rule`: the
    pack's phrase that found it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    first: Point
    last: Point | None = None
    bound: Bound | None = None
    tense: Tense | None = None
    daypart: Daypart | None = None
    local: bool = False
    rule: str = ""
