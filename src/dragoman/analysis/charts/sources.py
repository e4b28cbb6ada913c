"""The lines under a chart's title: what it rests on, and what one must know to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.analysis.lines import broken
from dragoman.analysis.naming import Names

_LINE = 112
"""So many columns fit under a chart."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a chart rests on: the numbers of events, stories and outlets, the languages' codes, the
    first and last day, and who coded."""

    events: int
    stories: int
    outlets: int
    languages: tuple[str, ...]
    since: date | None
    until: date | None
    coder: str


def lines(sources: Sources, names: Names, notes: Sequence[str] = ()) -> list[str]:
    """The line of sources and the notes, broken where they are too long for the chart."""
    words = names.writing.charts
    said = words.sources.format(
        events=names.number(sources.events),
        stories=names.number(sources.stories),
        outlets=names.number(sources.outlets),
        languages=names.languages(sources.languages),
        since=names.day(sources.since) if sources.since else "–",
        until=names.day(sources.until) if sources.until else "–",
        coder=sources.coder,
    )
    return [part for text in (*notes, said) for part in broken(text, _LINE)]
