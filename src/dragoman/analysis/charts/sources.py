"""The lines under a chart's title: what it rests on, and what one must know to read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.analysis.charts.drawing import Spec
from dragoman.analysis.charts.style import SOFT
from dragoman.analysis.naming import Names

_LINE = 112
"""So many characters fit on a line; those of double width count twice."""


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
        languages=names.languages(sources.languages) or "–",
        since=names.day(sources.since) if sources.since else "–",
        until=names.day(sources.until) if sources.until else "–",
        coder=sources.coder,
    )
    return [part for text in (*notes, said) for part in _broken(text)]


def framed(alt: Any, chart: Any, title: str, below: Sequence[str]) -> Spec:
    """The specification of a chart with its title above and the lines on its sources below."""
    foot = alt.TitleParams(
        list(below), orient="bottom", anchor="start", offset=12, fontSize=11.5,
        fontWeight="normal", color=SOFT, lineHeight=16,
    )  # fmt: skip
    spec: Spec = alt.vconcat(chart.properties(title=title)).properties(title=foot).to_dict()
    return spec


def _broken(text: str) -> Iterable[str]:
    """A text in lines, broken at blanks, or anywhere in a script that has none."""
    line, width = "", 0
    for word in _words(text):
        size = sum(2 if ord(sign) > 0x1100 else 1 for sign in word)
        if line and width + size > _LINE:
            yield line.rstrip()
            line, width = "", 0
        line += word
        width += size
    if line:
        yield line.rstrip()


def _words(text: str) -> Iterable[str]:
    """Pieces of a text before each of which a line may begin."""
    word = ""
    for sign in text:
        word += sign
        if sign == " " or (ord(sign) > 0x3000 and sign in "、。／）"):
            yield word
            word = ""
    if word:
        yield word
