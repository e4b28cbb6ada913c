"""The objects a story becomes on its way to events. All are frozen; no stage changes its input.

Every character offset is a position in `Story.text`, the text as it was given (offsets count
Python characters, i.e. Unicode code points; `end` is exclusive).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime

HEADLINE, DATELINE, BODY, CAPTION, STAMP, BOILERPLATE = (
    "headline",
    "dateline",
    "body",
    "caption",
    "stamp",
    "boilerplate",
)
ROLES = (HEADLINE, DATELINE, BODY, CAPTION, STAMP, BOILERPLATE)
NEGATION, FUTURE, HYPOTHETICAL, HISTORICAL = "negation", "future", "hypothetical", "historical"
AUXILIARIES = (NEGATION, FUTURE, HYPOTHETICAL, HISTORICAL)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the untouched story text: `story.text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Story:
    """One news item as published.

    `id` is the row's own id where it has one, else derived from the content; `key` is the hash of
    text, address and publisher by which the same item is known again. `text` is untouched.
    `lang` is what the source says of itself, if anything; `published` carries its zone if known
    (`published_precision` is "minute" or "day"); `assumed` is the day to take for it if neither the
    source nor the text says one. `flags` are signs of quality such as
    "hard-wrapped" or "machine-translated". `origin` says which input it came from.
    """

    id: str
    key: str
    text: str
    lang: str | None = None
    published: datetime | None = None
    published_precision: str = "minute"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    flags: tuple[str, ...] = ()
    origin: str = ""
    assumed: date | None = None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads a position in a passage's repaired text back to the story's untouched text.

    `starts[i]` is where piece i begins in the repaired text and `sources[i]` where that character
    stands in the story; within a piece positions run in parallel.
    """

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def to_story(self, position: int) -> int:
        """Position in the repaired text → position in the story's text."""
        i = bisect_right(self.starts, position) - 1
        return self.sources[i] + position - self.starts[i]

    def span(self, start: int, end: int) -> Span:
        """Stretch of the repaired text → the stretch of the story it came from."""
        if end <= start:
            at = self.to_story(start)
            return Span(at, at)
        return Span(self.to_story(start), self.to_story(end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a story with one language and one role (one of `ROLES`).

    `text` is repaired (lines joined, doubled quotes made single characters); `offsets` leads back.
    `lang` is a language code, or None where no pack can read it. `sentences` are the
    (start, end) of its sentences in `text`.
    """

    index: int
    role: str
    lang: str | None
    text: str
    offsets: OffsetMap
    sentences: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence in Universal Dependencies, one entry per token in every tuple.

    `heads[i]` is the index of i's head (i itself for the root); `starts`/`ends` are offsets into
    the story's text; `spaces[i]` says whether a blank follows; `feats[i]` is the UD feature string
    ("" if none).
    `index` counts sentences within the story from 0; `lang` is the pack's code.
    """

    index: int
    lang: str
    role: str
    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    feats: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spaces: tuple[bool, ...]
    passage: int = 0
    flags: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """The story span of tokens first..last (both included)."""
        return Span(self.starts[first], self.ends[last])


@dataclass(frozen=True, slots=True)
class Participant:
    """One actor, recipient or speaker of a report or an event, as PLOVER's entity object has it.

    `code` is a country (ISO-3) or non-state code, `sector` one of PLOVER's; either may be unknown.
    `text` is what stands in the story at `span`; `name` the resolved name, `entity` its id in the
    actor files, `office` the office held on the story's date. `why` says how it was found.
    """

    code: str | None
    sector: str | None
    text: str
    span: Span | None
    name: str | None = None
    entity: str | None = None
    office: str | None = None
    why: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What two participants are compared by: (code, sector), unknown parts empty."""
        return (self.code or "", self.sector or "")


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date: first and last day it may mean, its precision, and the words it is from."""

    start: date
    end: date
    precision: str
    span: Span | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act took place; the fields follow PLOVER's location object."""

    name: str
    span: Span | None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    resolution: int | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a trace: which stage decided what, by which entry (file:line) or rule."""

    stage: str
    what: str
    by: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One act found in one sentence."""

    story: str
    sentence: int
    lang: str
    role: str
    span: Span
    trigger: Span
    trigger_text: str
    act: str
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    attributed_to: tuple[Participant, ...] = ()
    date: Dated | None = None
    place: Place | None = None
    numbers: tuple[tuple[str, int], ...] = ()
    confidence: float = 0.8
    flags: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """The event of another story that an event is the same as: its id, its story, and why."""

    event: str
    story: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, merged from one or more reports; the fields as PLOVER names them.

    `same_as` is set where another story of the same run told it before.
    """

    id: str
    story: str
    act: str
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    attributed_to: tuple[Participant, ...]
    date: Dated | None
    place: Place | None
    numbers: tuple[tuple[str, int], ...]
    confidence: float
    flags: tuple[str, ...]
    reports: tuple[Report, ...]
    quad: int
    score: float
    cameo: str
    same_as: Same | None = None
