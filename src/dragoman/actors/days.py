"""Days given whole or in part: `2003`, `2003-05`, `2003-05-17`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def first_day(text: str | None) -> date:
    """The first day `text` may mean; the beginning of time where nothing is given.

    Raises:
        ValueError: there is no such day.
    """
    if text is None:
        return date.min
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str | None) -> date:
    """The last day `text` may mean; the end of time where nothing is given.

    Raises:
        ValueError: there is no such day.
    """
    if text is None:
        return date.max
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(parts[0], parts[1], parts[2])
