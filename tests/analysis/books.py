"""A small ledger with known events, made without a coder, so that it is certain what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from dragoman.analysis import Ledger
from dragoman.model import Dated, Event, Participant, Place, Report, Span, Story
from dragoman.ontology import load_ontology
from dragoman.pipeline import Coded
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story

KOR, PRK, JPN, USA = ("South Korea", "KOR"), ("North Korea", "PRK"), ("Japan", "JPN"), ("US", "USA")
CHO = ("Cho Tae-yul", "KOR", "GOV", "cho_tae_yul")

Run = Callable[..., tuple[str, list[str]]]
"""The words of a command → its output and its lines of messages."""

Who = tuple[str, ...]
"""Words in the text, code, sector, id in the actor files, as far as they are given."""


@dataclass(frozen=True)
class Telling:
    """An event that a story tells: its act, the words for it, who and whom."""

    act: str
    words: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...] = ()
    speakers: tuple[Who, ...] = ()
    day: str | None = None
    precision: str = "day"
    said: str = ""
    auxiliary: tuple[str, ...] = ()
    place: Place | None = None
    confidence: float = 0.8


@dataclass(frozen=True)
class Tale:
    """A story and what it tells."""

    id: str
    lang: str
    day: int
    text: str
    tellings: tuple[Telling, ...] = field(default=())
    publisher: str = "Example Wire"


SEOUL = Place("Seoul", None, "KOR", 37.57, 126.98)
TALES = (
    Tale(
        "condemn-en", "en", 16,
        "Japan and South Korea condemn North Korea\n\nJapan and South Korea condemned North Korea "
        "on Friday. Cho Tae-yul said Japan met South Korea in Seoul a day before.",
        (
            Telling("condemn", "condemned", (JPN, KOR), (PRK,), day="2024-02-16", confidence=0.9),
            Telling(
                "meet", "met", (JPN, KOR), (), (CHO,), day="2024-02-15", said="a day before",
                place=SEOUL,
            ),
        ),
    ),
    Tale(
        "condemn-id", "id", 17,
        "Jepang dan Korea Selatan mengecam Korea Utara pada Jumat.",
        (
            Telling(
                "condemn", "mengecam", (("Jepang", "JPN"), ("Korea Selatan", "KOR")),
                (("Korea Utara", "PRK"),), day="2024-02-16",
            ),
        ),
        "ContohKabar",
    ),
    Tale(
        "threat-ko", "ko", 20,
        "북한은 한국을 위협했다. 미국은 북한을 비난하지 않았다.",
        (
            Telling(
                "threaten", "위협했다", (("북한", "PRK"),), (("한국", "KOR"),), day="2024-02-20"
            ),
            Telling(
                "condemn", "비난하지 않았다", (("미국", "USA"),), (("북한", "PRK"),),
                day="2024-02-20", auxiliary=("negation",),
            ),
        ),
        "예문뉴스",
    ),
    Tale(
        "strike-en", "en", 3,
        "Soldiers attacked a village in the north, the report said. The US will sanction North "
        "Korea this year. A local chief protested. [bold]=1+1[/bold] troops left.",
        (
            Telling("attack", "attacked", (("Soldiers", "", "MIL"),), (("village", "KOR", "CVL"),)),
            Telling(
                "impose_sanctions", "will sanction", (USA,), (PRK,), day="2024-01-01",
                precision="year", auxiliary=("future",),
            ),
            Telling("protest", "protested", (("A local chief", "", "", "?Local Chief"),)),
        ),
        "=Wire",
    ),
    Tale(
        "old-ja", "ja", 5, "日本は昨年１１月、米国と協議した。",
        (
            Telling(
                "hold_talks", "協議した", (("日本", "JPN"), ("米国", "USA")), day="2023-11-02"
            ),
        ),
        "例文通信",
    ),
    Tale("empty-en", "en", 7, "The weather was fine."),
)  # fmt: skip
UNREADABLE = "unreadable"


def made(path: Path) -> Path:
    """A ledger with all the tales, one story set aside and one record of another source."""
    told = {tale.id: tale for tale in TALES}
    stories = [_story(tale) for tale in TALES]
    stories.append(make_story("…", origin="u.txt", id=UNREADABLE, published=datetime(2024, 2, 9)))

    def code(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for story in stories:
            if story.id == UNREADABLE:
                yield SetAside(story.origin, "coding", "it is in no language", story.id)
            else:
                tale = told[story.id]
                events = [_event(story, tale, one) for one in tale.tellings]
                yield Coded(story, (), (), (), tuple(events))

    with Ledger(path) as ledger:
        ledger.add(stories, code, coder="coder 1")
    return path


def _story(tale: Tale) -> Story:
    return make_story(
        tale.text, origin=f"{tale.id}.txt", id=tale.id, lang=tale.lang, publisher=tale.publisher,
        published=datetime(2024, 2, tale.day), precision="day",
    )  # fmt: skip


def _event(story: Story, tale: Tale, told: Telling) -> Event:
    ontology = load_ontology()
    act = ontology.acts[told.act]
    assert act.event is not None
    at = story.text.index(told.words)
    start = max(story.text.rfind(sign, 0, at) + 1 for sign in ".。\n")
    start += len(story.text[start:]) - len(story.text[start:].lstrip())
    ends = (story.text.find(sign, at) for sign in ".。")
    end = min((one + 1 for one in ends if one >= 0), default=len(story.text))
    actors, recipients, speakers = (
        tuple(_party(story, one, start, end) for one in side)
        for side in (told.actors, told.recipients, told.speakers)
    )
    dated = None
    if told.day is not None:
        day = date.fromisoformat(told.day)
        last = day + timedelta(365 if told.precision == "year" else 0)
        spoken = story.text.find(told.said, start, end)
        words = Span(spoken, spoken + len(told.said)) if told.said and spoken >= 0 else None
        dated = Dated(day, last, told.precision, words, "as it was written")
    report = Report(
        story=story.id, sentence=0, lang=tale.lang, role="body", span=Span(start, end),
        trigger=Span(at, at + len(told.words)), trigger_text=told.words, act=act.id,
        event=act.event, modes=act.modes, contexts=act.contexts, auxiliary=told.auxiliary,
        actors=actors, recipients=recipients, attributed_to=speakers, date=dated,
        place=told.place, confidence=told.confidence,
    )  # fmt: skip
    return Event(
        id=sha256(f"{story.key}{told.words}".encode()).hexdigest()[:20], story=story.id,
        act=act.id, event=act.event, modes=act.modes, contexts=act.contexts,
        auxiliary=told.auxiliary, actors=actors, recipients=recipients, attributed_to=speakers,
        date=dated, place=told.place, numbers=(), confidence=told.confidence, flags=(),
        reports=(report,), quad=ontology.quad(act.event),
        score=ontology.score(act.event, act.modes), cameo=act.cameo or "",
    )  # fmt: skip


def _party(story: Story, who: Who, start: int, end: int) -> Participant:
    words, code, sector, entity = (*who, *("",) * (4 - len(who)))
    at = story.text.find(words, start, end)
    named = bool(entity) and not entity.startswith("?")
    return Participant(
        code or None, sector or None, words, Span(at, at + len(words)) if at >= 0 else None,
        name=words if named else None, entity=entity or None, why="as it was written",
    )  # fmt: skip
