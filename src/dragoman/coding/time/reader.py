"""Finds date expressions in a text by a pack's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dragoman.coding.time.expression import DateExpression, Point
from dragoman.coding.time.resolve import resolve
from dragoman.coding.time.rules import (
    Bound,
    DatePhrase,
    DateRules,
    Daypart,
    Kind,
    Tense,
    Unit,
    read_step,
)
from dragoman.coding.time.vocabulary import Lexicon
from dragoman.coding.words.notation import NotationError, fold, fold_word
from dragoman.coding.words.phrasebook import Found, Phrase, Phrasebook, longest
from dragoman.data import line_of, load_yaml
from dragoman.errors import DataError
from dragoman.model import Dated

_GLUED_BEFORE = re.compile(r"[0-9][.,:/-]\Z")
_GLUED_BEHIND = re.compile(r"[.,:/-]?[0-9]|%")
_SENTENCE_HEAD = re.compile(r"[.!?…]\W*\Z")
_REACH = 32

_LOOSE = re.compile(r"(?<=\d) +(?=[^\W\d_a-zA-Z])|(?<=[^\W\d_a-zA-Z]) +(?=\d)")
"""Blanks between a figure and a letter of an unspaced script."""


class _NoDateError(Exception):
    """The words fit a phrase, but the values do not."""


class DateReader:
    """Reads dates by the rules of one pack.

    Raises:
        DataError: a phrase names an unknown slot, a word means two things; with `path` (the file
            the rules came from) the message says where.
    """

    def __init__(self, rules: DateRules, path: Path | None = None) -> None:
        self.lexicon = Lexicon(rules, path)
        self._rules: list[DatePhrase] = []
        self._says: list[str] = []
        owners: list[int] = []
        phrases: list[Phrase] = []
        for number, rule in enumerate(rules.phrases):
            for say in rule.phrases:
                owners.append(number)
                self._rules.append(rule)
                self._says.append(say)
                phrases.append(
                    Phrase(say, rule.after, rule.before, rule.not_after, rule.not_before)
                )
        try:
            self._unspaced = rules.edges == "none"
            self._book = Phrasebook(phrases, self.lexicon.fillers, rules.edges, rules.tail)
            back, on = self._book.looking_back, self._book.looking_on
            self._figure = (back(rules.figure.before), on(rules.figure.after))
            self._bounds: list[tuple[Bound, re.Pattern[str] | None, re.Pattern[str] | None]] = [
                (bound, back(context.before), on(context.after))
                for bound, context in sorted(rules.bounds.items())
            ]
            self._ranges = [
                (back(range_.open), on(range_.link), on(range_.close)) for range_ in rules.ranges
            ]
        except NotationError as error:
            line = None
            if path is not None and error.phrase is not None:
                line = line_of(path, ("phrases", owners[error.phrase]))
            raise DataError(str(error), path, line) from error

    @classmethod
    def from_file(cls, path: Path) -> DateReader:
        """A reader for the rules in `path`; errors carry file and line."""
        rules = load_yaml(path, DateRules)
        return cls(rules, path)

    def find(self, text: str) -> list[DateExpression]:
        """Every date expression of `text`, in order, none overlapping another."""
        if self._unspaced and _LOOSE.search(text):
            return self._find_loose(text)
        return self._find(text)

    def _find_loose(self, text: str) -> list[DateExpression]:
        """The expressions of a text of unspaced script in which blanks stand around figures
        (2017 年 6 月): found without these, and led back."""
        loose = {at for match in _LOOSE.finditer(text) for at in range(*match.span())}
        kept = [at for at in range(len(text)) if at not in loose]
        return [
            replace(
                one,
                start=kept[one.start],
                end=kept[one.end - 1] + 1,
                text=text[kept[one.start] : kept[one.end - 1] + 1],
            )
            for one in self._find("".join(text[at] for at in kept))
        ]

    def _find(self, text: str) -> list[DateExpression]:
        folded = fold(text)
        found = self._book.find(folded)
        if not found:
            return []
        fitting = [one for one in found if self._fits(one, text, folded)]
        expressions = list(self._expressions(longest(fitting), text, folded))
        if len(expressions) > 1 and self._ranges:
            expressions = self._joined(expressions, text, folded)
        return [self._bounded(one, folded) for one in expressions]

    def resolve(
        self,
        expression: DateExpression,
        *,
        published: date,
        spoken: date | None = None,
        tense: Tense = "unknown",
    ) -> Dated | None:
        """The days that `expression` means; see `resolve.resolve`."""
        return resolve(expression, published=published, spoken=spoken, tense=tense)

    def _fits(self, found: Found, text: str, folded: str) -> bool:
        start, end = found.start, found.end
        before, behind = self._figure
        if folded[start].isdigit() and (
            _GLUED_BEFORE.search(folded[max(0, start - 2) : start])
            or (before is not None and before.search(folded[max(0, start - _REACH) : start]))
        ):
            return False
        if folded[end - 1].isdigit() and (
            _GLUED_BEHIND.match(folded, end) or (behind is not None and behind.match(folded, end))
        ):
            return False
        if not self._rules[found.phrase].capital:
            return True
        return all(
            self._capitalised(text, folded, at, until)
            for name, at, until in found.slots
            if name.startswith(("month", "weekday"))
        )

    def _capitalised(self, text: str, folded: str, start: int, end: int) -> bool:
        if text[start].islower():
            return False
        if fold_word(folded[start:end]) not in self.lexicon.common:
            return True
        before = text[start - 6 : start] if start > 6 else f".{text[:start]}"
        return _SENTENCE_HEAD.search(before) is None

    def _expressions(self, found: list[Found], text: str, folded: str) -> Iterator[DateExpression]:
        for one in found:
            rule = self._rules[one.phrase]
            if rule.kind == "none":
                continue
            try:
                yield self._read(one, rule, text, folded)
            except _NoDateError:
                continue

    def _read(self, found: Found, rule: DatePhrase, text: str, folded: str) -> DateExpression:
        said: dict[str, str] = {}
        second: dict[str, str] = {}
        for name, start, end in found.slots:
            part, key = (second, name[:-1]) if name.endswith("2") else (said, name)
            part.setdefault(key, fold_word(folded[start:end]))
        first, daypart = self._point(said, rule)
        last = self._point(second, None)[0] if second else None
        if last is not None and "yy" in second and first.year is not None:
            last = replace(last, year=_after(first.year, int(second["yy"])))
        if "daypart" in said:
            daypart = self.lexicon.daypart[said["daypart"]]
        return DateExpression(
            start=found.start,
            end=found.end,
            text=text[found.start : found.end],
            kind=_kind(rule, first, last),
            first=first,
            last=last,
            tense=rule.tense,
            daypart=daypart or rule.daypart,
            local="local" in said,
            rule=self._says[found.phrase],
        )

    def _point(self, said: dict[str, str], rule: DatePhrase | None) -> tuple[Point, Daypart | None]:
        lexicon = self.lexicon
        shift, unit, daypart = self._shift(said, rule)
        month, weekday, decade = None, None, None
        if "month" in said or "month_any" in said:
            month = lexicon.month_any[said.get("month") or said["month_any"]]
        elif "month_number" in said:
            month = int(said["month_number"])
        if "weekday" in said or "weekday_any" in said:
            weekday = lexicon.weekday_any[said.get("weekday") or said["weekday_any"]]
        if "decade" in said:
            decade = int(said["decade"])
        elif "decade_yy" in said:
            decade = 1900 + int(said["decade_yy"])
        elif "decade_name" in said:
            decade = lexicon.decade_name[said["decade_name"]]
        if month is not None and unit not in (None, "year"):
            raise _NoDateError  # "the march last week" is no month
        share = lexicon.part[said["part"]] if "part" in said else rule.part if rule else None
        part = None
        if share is not None:
            number, _, whole = share.partition("/")
            part = (int(number), int(whole))
        point = Point(
            year=self._year(said),
            month=month,
            day=self._day(said),
            weekday=weekday,
            decade=decade,
            shift=shift,
            unit=unit,
            part=part,
        )
        return point, daypart

    def _year(self, said: dict[str, str]) -> int | None:
        if "year" in said:
            return int(said["year"])
        if "yy" in said:
            short = int(said["yy"])
            return short + (1900 if short >= 70 else 2000)
        if "era" in said and "era_year" in said:
            number = said["era_year"]
            within = 1 if number in self.lexicon.era_first else int(number)
            return self.lexicon.era[said["era"]] + within
        return None

    def _day(self, said: dict[str, str]) -> int | None:
        day: int | None = None
        if "day" in said:
            day = int(said["day"])
        elif "ordinal" in said:
            day = self.lexicon.ordinal[said["ordinal"]]
        elif "day_words" in said:
            day = self.lexicon.numerals.value(said["day_words"])
            if day is None:
                raise _NoDateError
        if day is not None and not 1 <= day <= 31:
            raise _NoDateError
        return day

    def _shift(
        self, said: dict[str, str], rule: DatePhrase | None
    ) -> tuple[int | None, Unit | None, Daypart | None]:
        lexicon = self.lexicon
        sign = rule.sign if rule else None
        fixed = rule.shift if rule else None
        unit: Unit | None = rule.unit if rule else None
        if "relative" in said:
            return read_step(lexicon.relative[said["relative"]])
        if "quantity" in said:
            count, unit, _ = read_step(lexicon.quantity[said["quantity"]])
            return count * (sign or fixed or 0), unit, None
        times = 1
        if "unit" in said:
            key = lexicon.unit[said["unit"]]
            times, unit, _ = read_step(key if " " in key else f"1 {key}")
        if "count" in said:
            number = lexicon.numerals.value(said["count"])
            if number is None:
                raise _NoDateError
            return number * times * (sign or 1), unit, None
        if "direction" in said:
            return lexicon.direction[said["direction"]] * times, unit, None
        if fixed is None:
            return (0 if unit else None), unit, None
        return fixed * times, unit, None

    def _joined(
        self, expressions: list[DateExpression], text: str, folded: str
    ) -> list[DateExpression]:
        joined = [expressions[0]]
        for one in expressions[1:]:
            previous = joined[-1]
            if _joinable(previous) and _joinable(one) and self._linked(previous, one, folded):
                joined[-1] = replace(
                    previous,
                    end=one.end,
                    text=text[previous.start : one.end],
                    kind="span",
                    last=one.first,
                    tense=previous.tense or one.tense,
                    local=previous.local or one.local,
                    rule=f"{previous.rule} … {one.rule}",
                )
            else:
                joined.append(one)
        return joined

    def _linked(self, first: DateExpression, second: DateExpression, folded: str) -> bool:
        if second.start - first.end > _REACH:
            return False
        behind = folded[max(0, first.start - _REACH) : first.start]
        between = folded[first.end : second.start].rstrip()
        for opened, link, closed in self._ranges:
            match = link.match(between) if link is not None else None
            if (
                match is not None
                and match.end() == len(between)
                and (opened is None or opened.search(behind) is not None)
                and (closed is None or closed.match(folded, second.end) is not None)
            ):
                return True
        return False

    def _bounded(self, expression: DateExpression, folded: str) -> DateExpression:
        if expression.kind in {"span", "window", "modifier"}:
            return expression
        behind = folded[max(0, expression.start - _REACH) : expression.start]
        for bound, before, after in self._bounds:
            if (before is not None and before.search(behind)) or (
                after is not None and after.match(folded, expression.end)
            ):
                return replace(expression, bound=bound)
        return expression


def _joinable(expression: DateExpression) -> bool:
    return expression.last is None and expression.kind in {"calendar", "weekday", "offset"}


def _kind(rule: DatePhrase, first: Point, last: Point | None) -> Kind:
    if rule.kind in ("anaphor", "window", "modifier"):
        return rule.kind
    if last is not None:
        return "span"
    if first.unit is not None and first.shift is not None:
        return "offset"
    if first.weekday is not None and first.month is None and first.day is None:
        return "weekday"
    return "calendar"


def _after(year: int, short: int) -> int:
    """The first year with these two last digits that is not before the other ("1946年から58年")."""
    return year + (short - year) % 100
