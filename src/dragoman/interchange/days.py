"""Days of records in the ways that other formats write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any


def day_of(record: Any) -> date | None:
    """The first day that the event may have happened on."""
    return None if record["date"] is None else date.fromisoformat(record["date"])


def digits(day: date) -> str:
    """YYYYMMDD."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def american(day: date) -> str:
    """M/D/YYYY."""
    return f"{day.month}/{day.day}/{day.year:04d}"


def moment(published: str | None) -> str:
    """YYYYMMDDHHMMSS in UTC of a time of publication; a bare day is its midnight, a time without a
    zone is taken for UTC; nothing for None."""
    if published is None:
        return ""
    said = datetime.fromisoformat(published)
    if said.tzinfo is not None:
        said = said.astimezone(UTC)
    return digits(said.date()) + f"{said.hour:02d}{said.minute:02d}{said.second:02d}"
