"""Publication stamps: lines that say when a story was published, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.reading.datelines import any_of
from dragoman.reading.rules import ReadingRules
from dragoman.reading.times import DAY, MINUTE, offset_zone, plausible

PUBLISHED, PLAIN, UPDATED = "published", "plain", "updated"

# Longer lines are text, whatever date they hold.
_LONGEST = 160
# Letters beside date, time and known words (a byline, a publisher) that a stamp may hold.
_MOST_LETTERS = 45

_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９：／．－", "0123456789:/.-")
_YEAR = re.compile(r"\d{4}")
_ISO_T = re.compile(r"(?<=\d)T(?=\d)")
_LETTERS = re.compile(r"[^\W\d_]")
_SEPARATED = re.compile(r"[|•·ㅣ｜]|\s[-–—/]\s")
_OFFSET = r"(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|Z\b"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One time in a stamp line; `first`/`second` are day and month where their order is open."""

    kind: str
    year: int
    first: int
    second: int
    ordered: bool
    hour: int | None
    minute: int
    zone: str | None


class Stamps:
    """Recognises stamp lines by the months, words and zones of all languages that are known."""

    def __init__(self, rules: Mapping[str, ReadingRules]):
        packs = [pack.stamp for pack in rules.values()]
        self._packs = {code: pack.stamp for code, pack in rules.items()}
        self._months = {name.lower(): n for pack in packs for name, n in pack.months.items()}
        month = any_of(self._months)
        ordinal = any_of({ending for pack in packs for ending in pack.ordinals})
        marks = [pack.marks for pack in packs if pack.marks is not None]
        year, mon, day, hour, minute, second = (
            any_of({getattr(mark, name) for mark in marks} - {None})
            for name in ("year", "month", "day", "hour", "minute", "second")
        )
        halves = any_of(
            {word for pack in packs for words in pack.halves.values() for word in words}
        )
        self._afternoon = {w.lower() for pack in packs for w in pack.halves.get("pm", ())}
        self._date = re.compile(
            rf"(?<!\d)(?:(?P<y1>\d{{4}})\s?(?:[-/.]|{year})\s{{0,2}}"
            rf"(?P<m1>\d{{1,2}})\s?(?:[-/.]|{mon})\s{{0,2}}(?P<d1>\d{{1,2}})(?:\s?{day}|\.)?"
            rf"|(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<y2>\d{{4}})"
            rf"|(?P<d3>\d{{1,2}}){ordinal}?[\s-](?P<n3>{month})\.?,?[\s-](?P<y3>\d{{4}})"
            rf"|(?<!\w)(?P<n4>{month})\.?\s(?P<d4>\d{{1,2}}){ordinal}?,?\s(?P<y4>\d{{4}}))(?!\d)",
            re.IGNORECASE,
        )
        self._time = re.compile(
            rf"(?<![\d.])(?:(?P<h1>{halves})\s?)?(?P<h>[0-2]?\d)\s?(?::|\.|{hour})\s?"
            rf"(?P<min>[0-5]\d|\d(?={minute}))(?:\s?{minute})?"
            rf"(?:[:.][0-5]\d(?:[.,]\d{{1,9}})?|\s?[0-5]?\d{second})?"
            rf"(?:\s?(?P<h2>{halves})(?!\w))?(?![\d.]\d)",
            re.IGNORECASE,
        )
        self._zone_names = {name for pack in packs for name in pack.zones}
        self._zone = re.compile(rf"(?:{_OFFSET}|{any_of(self._zone_names)}(?!\w))")
        published = {word for pack in packs for word in pack.published}
        updated = {word for pack in packs for word in pack.updated}
        self._kinds = dict.fromkeys((w.lower() for w in published), PUBLISHED)
        self._kinds |= dict.fromkeys((w.lower() for w in updated), UPDATED)
        self._kind = re.compile(_edged(self._kinds), re.IGNORECASE)
        known = {w for pack in packs for w in (*pack.weekdays, *pack.words)} | published | updated
        self._known = re.compile(_edged(known), re.IGNORECASE)

    def match(self, line: str, ended: bool) -> tuple[Stamp, ...]:
        """The times in a line that is nothing but a stamp; () for any other line.

        `ended` says that the line ends with a full stop as sentences do.
        """
        if len(line) > _LONGEST or _YEAR.search(line) is None:
            return ()
        text = _ISO_T.sub(" ", line.translate(_PLAIN_DIGITS))
        found = list(self._find(text))
        if not found:
            return ()
        stamps, rest = [stamp for stamp, _ in found], text
        for _, spans in found:
            for start, end in spans:
                rest = rest[:start] + " " * (end - start) + rest[end:]
        said = self._kind.search(rest) is not None
        rest = self._known.sub(" ", rest)
        letters = len(_LETTERS.findall(rest))
        if letters == 0 and not re.search(r"\d{3}", rest):
            return tuple(stamps)
        timed = any(stamp.hour is not None for stamp in stamps)
        loose = timed and not ended and (said or _SEPARATED.search(text) is not None)
        return tuple(stamps) if loose and letters <= _MOST_LETTERS else ()

    def _find(self, text: str) -> Iterator[tuple[Stamp, list[tuple[int, int]]]]:
        dates = list(self._date.finditer(text))
        last = 0
        for i, match in enumerate(dates):
            limit = dates[i + 1].start() if i + 1 < len(dates) else len(text)
            parts = self._date_parts(match)
            if parts is None:
                continue
            year, first, second, ordered = parts
            spans = [match.span()]
            time = self._time.search(text, match.end(), limit) or self._time.search(
                text, last, match.start()
            )
            hour: int | None = None
            minute, zone = 0, None
            if time is not None:
                hour, minute = self._hour(time), int(time["min"])
                spans.append(time.span())
                at = time.end() + len(text[time.end() :]) - len(text[time.end() :].lstrip(" ("))
                zoned = self._zone.match(text, at) or self._zone.search(text, time.end(), limit)
                if zoned is not None:
                    zone = zoned.group().strip()
                    spans.append(zoned.span())
            words = [m.group().lower() for m in self._kind.finditer(text, last, match.start())]
            kind = self._kinds[words[-1]] if words else PLAIN
            last = match.end()
            if hour is None or hour < 24:
                yield Stamp(kind, year, first, second, ordered, hour, minute, zone), spans

    def _date_parts(self, match: re.Match[str]) -> tuple[int, int, int, bool] | None:
        if match["y1"]:
            year, month, day, ordered = int(match["y1"]), int(match["m1"]), int(match["d1"]), True
        elif match["y2"]:
            year, day, month, ordered = int(match["y2"]), int(match["a"]), int(match["b"]), False
            if month > 12 >= day:
                day, month, ordered = month, day, True
        else:
            n = "3" if match["y3"] else "4"
            year, day, ordered = int(match["y" + n]), int(match["d" + n]), True
            month = self._months[match["n" + n].lower()]
        if not plausible(year) or not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return year, day, month, ordered

    def _hour(self, time: re.Match[str]) -> int:
        hour = int(time["h"])
        half = (time["h1"] or time["h2"] or "").lower()
        if half in self._afternoon and hour < 12:
            return hour + 12
        return 0 if half and half not in self._afternoon and hour == 12 else hour

    def resolve(self, stamp: Stamp, lang: str | None) -> tuple[datetime, str] | None:
        """The stamp as a time and its precision, read as the press of `lang` writes it."""
        own = self._packs.get(lang or "")
        day, month = stamp.first, stamp.second
        if not stamp.ordered and own is not None and not own.day_first and day <= 12:
            day, month = month, day
        try:
            moment = datetime(stamp.year, month, day, stamp.hour or 0, stamp.minute)
        except ValueError:
            return None
        if stamp.hour is None:
            return moment, DAY
        return moment.replace(tzinfo=self._zone_of(stamp.zone, lang)), MINUTE

    def _zone_of(self, name: str | None, lang: str | None) -> tzinfo | None:
        if name is None:
            return None
        short = re.fullmatch(r"(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", name)
        if short is not None:
            return offset_zone(f"{short[1]}{int(short[2]):02d}:{short[3] or '00'}")
        for code in (lang or "", *self._packs):
            value = self._packs[code].zones.get(name) if code in self._packs else None
            if value is not None:
                return zone_info(value)
        return offset_zone(name)

    def zone_values(self) -> Iterator[str]:
        """Every zone that the packs name, to be checked by tests."""
        for pack in self._packs.values():
            yield from pack.zones.values()


def zone_info(value: str) -> tzinfo | None:
    """A zone from an IANA name or an offset such as "-05:00"."""
    try:
        return offset_zone(value) or ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def best(stamps: Iterable[Stamp]) -> Stamp | None:
    """The stamp that tells the publication: said so, else the first, one of an update last."""
    order = {PUBLISHED: 0, PLAIN: 1, UPDATED: 2}
    return min(stamps, key=lambda stamp: order[stamp.kind], default=None)


def _edged(words: Iterable[str]) -> str:
    """An alternative of words; those of Latin letters only as whole words."""
    words = set(words)
    latin = {word for word in words if word[:1].isascii() and word[-1:].isalnum()}
    return rf"(?:(?<![^\W_]){any_of(latin)}(?![^\W_])|{any_of(words - latin)})"
