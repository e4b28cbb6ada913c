"""Days, weeks (from Monday), months and years, each known by its first day."""

from __future__ import annotations

from datetime import date, timedelta

PERIODS = ("day", "week", "month", "year")


def first_day(day: date, every: str) -> date:
    """The first day of the period that holds `day`."""
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if every == "year" else day


def last_day(first: date, every: str) -> date:
    """The last day of the period that begins on `first`."""
    return following(first, every) - timedelta(days=1)


def following(first: date, every: str) -> date:
    """The first day of the period after the one that begins on `first`."""
    if every == "year":
        return date(first.year + 1, 1, 1)
    if every == "month":
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first + timedelta(days=7 if every == "week" else 1)
