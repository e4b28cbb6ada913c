"""What a brief is made from: events with their parties, days and the words that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Who:
    """A party as a record has it; `entity` is its id in the actor files,
    `text` its words, of a story in `lang`."""

    code: str | None
    sector: str | None
    text: str | None
    name: str | None
    entity: str | None
    office: str | None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Words of a story from which a record was coded.

    `words` are the sentence's own characters from `start` to `end` of the story's untouched text.
    """

    record: str
    story: str
    lang: str
    start: int
    end: int
    words: str
    publisher: str | None
    title: str | None
    url: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a brief tells it. `record` speaks for it, `outlets` is how many tell of it,
    `told_on` the day of the first report."""

    id: str
    record: str
    act: str
    auxiliary: Sequence[str]
    quad: int
    score: float
    day: date | None
    precision: str | None
    place: str | None
    country: str | None
    outlets: int
    told_on: date | None
    numbers: tuple[tuple[str, int], ...]
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    speakers: tuple[Who, ...]
    sources: tuple[Source, ...] = ()
