"""The cases of a language pack: sentences of its own with all that must be coded from them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluation.events import EventRow, described, read_events, score_events
from dragoman.languages import FOLDER
from dragoman.languages.check import CASES, FACTUALITY
from dragoman.model import Event
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story
from dragoman.reading.times import parse_published


def cases_of(lang: str) -> Iterator[tuple[Path, EventRow]]:
    """The cases of a pack, each with its file, in their order.

    Raises:
        DataError: a file cannot be read.
    """
    for name in (CASES, FACTUALITY):
        path = FOLDER / lang / name
        if path.exists():
            for row in read_events(path).rows:
                yield path, row


class CaseCoder:
    """Codes cases and says what is wrong. It reports whatever the rules find, however likely it is:
    of a sentence without its story little is sure."""

    def __init__(self) -> None:
        self._pipeline = Pipeline()

    def events(self, lang: str, row: EventRow) -> tuple[Event, ...]:
        """What is coded from a case of the pack `lang`."""
        self._pipeline.coder([lang]).least = (0.0, math.inf)
        day, precision = None, "minute"
        if row.day is not None:
            parsed = parse_published(row.day)
            assert parsed is not None  # checked when it was read
            day, precision = parsed
        story = make_story(
            row.text, origin="case", lang=row.lang or lang, published=day, precision=precision
        )
        return self._pipeline.code(story).events

    def wrong(self, lang: str, row: EventRow) -> list[str]:
        """What of a case is missed and what is coded that must not be; empty if all is right."""
        (result,) = score_events([row], lambda one: self.events(lang, one)).results
        missed = [f"missed: {dict(one)}" for one in result.missed]
        return missed + [f"extra: {described(one)}" for one in result.extra]


def failing(lang: str) -> tuple[list[str], int]:
    """The cases of a pack that fail, and known gaps that no longer do, one "file:line: message"
    each; and how many cases there are.

    Raises:
        DataError: a file cannot be read.
    """
    coder, problems, number = CaseCoder(), [], 0
    for path, row in cases_of(lang):
        number += 1
        wrong = coder.wrong(lang, row)
        where = f"{path}:{row.line}: {row.text}"
        if wrong and not row.gap:
            problems.append("\n    ".join((where, *wrong)))
        elif row.gap and not wrong:
            problems.append(f"{where}\n    is no gap any more ({row.gap})")
    return problems, number
