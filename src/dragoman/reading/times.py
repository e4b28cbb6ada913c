"""Publication times as rows and pages write them. Never reads the machine's clock or zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

MINUTE, DAY = "minute", "day"

_ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\.?"
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?)?"
)
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
    r"(?:T?(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_LAST = re.compile(r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


def offset_zone(text: str) -> timezone | None:
    """'+09:00', '-0500', '+07', 'Z', 'UTC' or 'GMT' as a zone; None for anything else."""
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    match = re.fullmatch(r"([+-])(\d{2}):?(\d{2})?", text)
    if match is None:
        return None
    delta = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if delta > timedelta(hours=14):
        return None
    return timezone(-delta if match[1] == "-" else delta)


def plausible(year: int) -> bool:
    """Whether news can be of this year: newspapers are archived from about 1700 on."""
    return 1700 <= year <= 2199


def parse_published(value: object) -> tuple[datetime, str] | None:
    """Read a publication time; returns it with its precision ("minute" or "day"), or None.

    Understood: `datetime` and `date` objects, ISO 8601 (also with / or . in the date), 20240624,
    20240624T0845, RFC 2822, seconds or milliseconds since 1970, and 24/06/2024 where only one of
    the first two numbers can be the month. A time without a zone stays without one.
    """
    if isinstance(value, datetime):
        return (value, MINUTE) if plausible(value.year) else None
    if isinstance(value, date):
        return _day(value.year, value.month, value.day)
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if not text or len(text) > 100:
        return None
    try:
        return _parse(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _parse(text: str) -> tuple[datetime, str] | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is not None and plausible(int(match["y"])):
        day = datetime(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["h"] is None:
            return day, DAY
        zone = offset_zone(match["zone"]) if match["zone"] else None
        hour, minute, second = int(match["h"]), int(match["min"]), int(match["s"] or 0)
        if hour == 24 and minute == second == 0:  # ISO 8601's end of day
            return (day + timedelta(days=1)).replace(tzinfo=zone), MINUTE
        return day.replace(hour=hour, minute=minute, second=second, tzinfo=zone), MINUTE
    match = _DAY_LAST.fullmatch(text)
    if match is not None:
        first, second = int(match["a"]), int(match["b"])
        if first == second or first > 12 >= second:
            return _day(int(match["y"]), second, first)
        return _day(int(match["y"]), first, second) if second > 12 >= first else None
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC), MINUTE
    if re.search(r"[A-Za-z]{3}", text) is None:
        return None
    parsed = parsedate_to_datetime(text)
    return (parsed, MINUTE) if plausible(parsed.year) else None


def _day(year: int, month: int, day: int) -> tuple[datetime, str] | None:
    return (datetime(year, month, day), DAY) if plausible(year) else None
