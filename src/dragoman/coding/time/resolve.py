"""From what was said of a date to the days it means.

Nothing here knows a language, the machine's clock, its zone or its locale: every answer follows
from the day of publication, the day last spoken of and the tense.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from dragoman.coding.time.expression import DateExpression, Point
from dragoman.coding.time.rules import Tense, Unit
from dragoman.model import Dated

Days = tuple[date, date]

_FUTURE_MUST_BE_NEARER = 3
_YEARS_TRIED_FOR_A_WEEKDAY = 8
_LONGEST = (("day", 1), ("week", 10), ("month", 62), ("year", 731))


def resolve(
    expression: DateExpression,
    *,
    published: date,
    spoken: date | None = None,
    tense: Tense = "unknown",
) -> Dated | None:
    """The first and last day that `expression` may mean, or None if there is no such date.

    `published` is the day of publication (or of the dateline) at the place; `spoken` the day last
    spoken of, from which anaphors count; `tense` that of the verb the date belongs to. In the past
    tense a day, month or weekday without its year, month or week is the last one not after
    `published`; in the future tense the next one not before it. Where the tense is unknown the
    next one is taken only if it is three times nearer than the last one. The span of the result is
    left empty: the caller knows where the text stands in its story.
    """
    tense = expression.tense or tense
    try:
        if expression.kind == "window":
            return _dated(expression, _window(expression.first, published), None, published)
        anchor = published
        if expression.kind == "anaphor" and spoken is not None:
            anchor = spoken
        if expression.last is not None:
            days, precision = _stretch(expression.first, expression.last, published, tense)
        else:
            days = _days(expression.first, anchor, tense)
            precision = precision_of(expression.first)
    except (ValueError, OverflowError):
        return None
    if expression.kind == "anaphor" and tense == "past" and days[0] > published:
        return None
    if expression.kind != "modifier":
        days = _clipped(days, published, tense)
    if expression.bound is not None:
        days = _bounded(expression.bound, days, published)
    return _dated(expression, days, precision, anchor)


def is_historical(dated: Dated, published: date, days: int = 366) -> bool:
    """Whether all of `dated` lies more than `days` days before publication."""
    return (published - dated.end).days > days


def precision_of(point: Point) -> str:
    """How fine a point is: day, week, month, year or decade."""
    if point.day is not None or point.weekday is not None or point.unit in ("day", "hour"):
        return "day"
    if point.unit in ("week", "weekend"):
        return "week"
    if point.month is not None or point.unit == "month":
        return "month"
    if point.decade is not None or point.unit == "decade":
        return "decade"
    return "year"


def _dated(expression: DateExpression, days: Days, precision: str | None, anchor: date) -> Dated:
    if precision is None:
        length = (days[1] - days[0]).days + 1
        precision = next((name for name, longest in _LONGEST if length <= longest), "decade")
    why = f"'{expression.text}' ({expression.kind})"
    first = expression.first
    if first.year is None and first.decade is None:
        why += f" counted from {anchor.isoformat()}"
    return Dated(days[0], days[1], precision, None, why)


def _clipped(days: Days, published: date, tense: Tense) -> Days:
    """What is told in the past tense of a stretch that is not over ended by now, and so on."""
    first, last = days
    if first <= published <= last:
        if tense == "past":
            return first, published
        if tense == "future":
            return published, last
    return days


def _bounded(bound: str, days: Days, published: date) -> Days:
    if bound == "since":
        return days[0], max(days[1], published)
    return min(days[0], published) if days[0] > published else days[0], days[1]


def _window(point: Point, published: date) -> Days:
    moved = shifted(published, point.shift or 0, point.unit or "day")
    return min(moved, published), max(moved, published)


def _stretch(first: Point, last: Point, published: date, tense: Tense) -> tuple[Days, str]:
    """Two points that make one stretch; each lends the other the year and month it lacks."""
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    if last.year is None and last.unit is None:
        last = replace(last, year=first.year)
    end = _days(last, published, tense)
    lent = first.year is None and last.year is not None
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if lent and first.unit is None:
        first = replace(first, year=last.year)
    start = _days(first, end[0], "past")
    if start[0] > end[1] and lent and first.year is not None:
        start = _days(replace(first, year=first.year - 1), end[0], "past")
    if start[0] > end[1]:
        raise ValueError("the stretch ends before it begins")
    return (start[0], end[1]), precision_of(first)


def _days(point: Point, anchor: date, tense: Tense) -> Days:
    """One point → its days, counted from `anchor`."""
    if point.decade is not None:
        return _share(_decade(point.decade), point.part, "decade")
    if point.unit is not None:
        days = _within(point, anchor)
    elif point.year is not None:
        days = _in_year(point, point.year)
    elif point.month is not None and point.shift == 0:
        days = _in_year(point, anchor.year)
    elif point.month is not None:
        days = _month_sought(point, anchor, tense)
    elif point.day is not None:
        days = _day_sought(point, anchor, tense)
    elif point.weekday is not None:
        day = _weekday_sought(point.weekday, point.shift, anchor, tense)
        days = (day, day)
    else:
        raise ValueError("nothing is said of a date")
    return days


def _within(point: Point, anchor: date) -> Days:
    """A shifted unit, or a part of it ("Monday last week", "the 5th of last month")."""
    assert point.unit is not None
    base = shifted(anchor, point.shift or 0, point.unit)
    if point.month is not None:
        return _in_year(point, base.year)
    if point.day is not None:
        day = base.replace(day=point.day)
        return day, day
    days = whole(base, point.unit)
    if point.weekday is not None:
        day = days[0] + timedelta((point.weekday - days[0].isoweekday()) % 7)
        return day, day
    return _share(days, point.part, point.unit)


def _in_year(point: Point, year: int) -> Days:
    if point.month is None:
        return _share((date(year, 1, 1), date(year, 12, 31)), point.part, "year")
    if point.day is not None:
        day = date(year, point.month, point.day)
        return day, day
    return _share(_month(date(year, point.month, 1)), point.part, "month")


def _month_sought(point: Point, anchor: date, tense: Tense) -> Days:
    """A month, or a day of it, without its year."""
    candidates: list[Days] = []
    years = range(anchor.year - _YEARS_TRIED_FOR_A_WEEKDAY, anchor.year + 1 + 5)
    for year in years:
        try:
            days = _in_year(point, year)
        except ValueError:  # 29 February
            continue
        if point.weekday is None or point.day is None or days[0].isoweekday() == point.weekday:
            candidates.append(days)
    if not candidates and point.weekday is not None:
        return _month_sought(replace(point, weekday=None), anchor, tense)
    return _sought(candidates, anchor, tense, point.shift)


def _day_sought(point: Point, anchor: date, tense: Tense) -> Days:
    """A day of the month without its month."""
    assert point.day is not None
    candidates: list[Days] = []
    for months in range(-14, 4):
        first = shifted(anchor.replace(day=1), months, "month")
        if point.day <= monthrange(first.year, first.month)[1]:
            day = first.replace(day=point.day)
            if point.weekday is None or day.isoweekday() == point.weekday:
                candidates.append((day, day))
    if not candidates and point.weekday is not None:
        return _day_sought(replace(point, weekday=None), anchor, tense)
    return _sought(candidates, anchor, tense, point.shift)


def _sought(candidates: list[Days], anchor: date, tense: Tense, direction: int | None) -> Days:
    """Of several stretches, in order, the one meant: the last begun or the next not yet ended."""
    if direction is not None and direction < 0:
        return _only([days for days in candidates if days[1] < anchor][-1:])
    if direction is not None and direction > 0:
        return _only([days for days in candidates if days[0] > anchor][:1])
    past = [days for days in candidates if days[0] <= anchor][-1:]
    future = [days for days in candidates if days[1] >= anchor][:1]
    if not past or not future:
        return _only(past or future)
    if tense == "unknown":
        nearer = (future[0][0] - anchor).days * _FUTURE_MUST_BE_NEARER
        tense = "future" if nearer < (anchor - past[0][1]).days else "past"
    return _only(past if tense == "past" else future)


def _only(days: list[Days]) -> Days:
    if not days:
        raise ValueError("no such date is near")
    return days[0]


def _weekday_sought(weekday: int, direction: int | None, anchor: date, tense: Tense) -> date:
    back = (anchor.isoweekday() - weekday) % 7
    on = (weekday - anchor.isoweekday()) % 7
    if direction is None:
        return anchor + timedelta(on) if tense == "future" else anchor - timedelta(back)
    if direction < 0:
        return anchor - timedelta((back or 7) + 7 * (-direction - 1))
    if direction > 0:
        return anchor + timedelta((on or 7) + 7 * (direction - 1))
    day = anchor + timedelta(weekday - anchor.isoweekday())
    if tense == "past" and day > anchor:
        return day - timedelta(7)
    if tense == "future" and day < anchor:
        return day + timedelta(7)
    return day


def shifted(day: date, count: int, unit: Unit) -> date:
    """`day` moved by `count` units; where a month is too short its last day is taken.

    Raises:
        ValueError, OverflowError: the result is outside the calendar.
    """
    if unit == "hour":
        return day + timedelta(int(count / 24))
    if unit == "day":
        return day + timedelta(count)
    if unit in ("week", "weekend"):
        return day + timedelta(7 * count)
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"the year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole(day: date, unit: Unit) -> Days:
    """The calendar unit that contains `day`; weeks begin on Monday, a weekend ends its week."""
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.isoweekday() - 1)
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    if unit == "month":
        return _month(day)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "decade":
        return _decade(day.year - day.year % 10)
    return day, day


def _month(day: date) -> Days:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _decade(year: int) -> Days:
    return date(year, 1, 1), date(year + 9, 12, 31)


def _share(days: Days, part: tuple[int, int] | None, unit: Unit) -> Days:
    """The n-th of m equal parts: of a month in days, of a year in months, of a decade in years."""
    if part is None:
        return days
    number, of = part
    first, last = days
    if unit == "decade":  # whole years, so that the thirds overlap: 0–3, 3–6, 6–9
        return (
            date(first.year + 10 * (number - 1) // of, 1, 1),
            date(first.year - 1 - -10 * number // of, 12, 31),
        )
    if unit == "year":
        start = shifted(first, 12 * (number - 1) // of, "month")
        return start, shifted(first, 12 * number // of, "month") - timedelta(1)
    length = (last - first).days + 1
    if length < of:
        return days
    start = first + timedelta(length * (number - 1) // of)
    if unit == "month" and of in (2, 3) and number < of:
        size = {2: 15, 3: 10}[of]  # the thirds of a month are 1–10, 11–20 and the rest
        return first + timedelta(size * (number - 1)), first + timedelta(size * number - 1)
    if unit == "month" and of in (2, 3):
        start = first + timedelta({2: 15, 3: 20}[of])
        return start, last
    return start, first + timedelta(length * number // of - 1)
