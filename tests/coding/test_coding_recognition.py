"""One event told by several stories: recognised across outlets and languages, or rightly not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from dragoman.coding.same.merging import merge
from dragoman.coding.same.recognition import Recognizer, merged
from dragoman.coding.time.dating import STORY
from dragoman.model import Dated, Event, Participant, Place, Report, Span, Story
from dragoman.ontology import load_ontology

ONTOLOGY = load_ontology()


def who(*codes: str) -> tuple[Participant, ...]:
    return tuple(Participant(code, None, code, Span(0, 3)) for code in codes)


def on(day: int, precision: str = "day") -> Dated:
    return Dated(date(2024, 6, day), date(2024, 6, day), precision)


def tale(name: str, day: int | None = 21) -> Story:
    published = None if day is None else datetime(2024, 6, day)
    return Story(id=name, key=name, text="x" * 90, published=published)


def told(
    story: Story, act: str, actors: str, recipients: str = "", lang: str = "en", **more: object
) -> Event:
    kind = ONTOLOGY.acts[act]
    assert kind.event is not None
    one = Report(
        story=story.id, sentence=0, lang=lang, role="body", span=Span(0, 80), trigger=Span(5, 12),
        trigger_text="x" * 7, act=act, event=kind.event, modes=kind.modes, contexts=(),
        auxiliary=(), actors=who(*actors.split()), recipients=who(*recipients.split()),
    )  # fmt: skip
    (event,) = merge([replace(one, **more)], story, ONTOLOGY, "coder 1")  # type: ignore[arg-type]
    return event


def recognised(*events: tuple[Story, Event]) -> list[Event]:
    recognizer = Recognizer(ONTOLOGY)
    return [recognizer.recognise(event, story) for story, event in events]


def pair(one: Event, other: Event, days: Sequence[int | None] = (21, 21)) -> list[Event]:
    return recognised((tale("a", days[0]), one), (tale("b", days[1]), other))


A, B = tale("a"), tale("b")
ONE = {
    "the same act on the same day": (
        told(A, "condemn", "JPN", "PRK", date=on(20)), told(B, "condemn", "JPN", "PRK", date=on(20))
    ),
    "in another language": (
        told(A, "condemn", "JPN", "PRK"), told(B, "condemn", "JPN", "PRK", lang="ja")
    ),
    "a more general act": (
        told(A, "attack", "RUS", "UKR"), told(B, "strike_from_air", "RUS", "UKR")
    ),
    "a mutual act with its sides changed": (
        told(A, "meet", "JPN", "KOR"), told(B, "meet", "KOR", "JPN")
    ),
    "dated the day before by a story of the next day": (
        told(A, "condemn", "JPN", "PRK", date=on(20)), told(B, "condemn", "JPN", "PRK")
    ),
    "dated only by the story": (
        told(A, "condemn", "JPN", "PRK", date=on(19, STORY)), told(B, "condemn", "JPN", "PRK")
    ),
}  # fmt: skip
TWO = {
    "another direction": (told(A, "condemn", "JPN", "PRK"), told(B, "condemn", "PRK", "JPN")),
    "another day": (
        told(A, "condemn", "JPN", "PRK", date=on(20)), told(B, "condemn", "JPN", "PRK", date=on(19))
    ),
    "another type": (told(A, "condemn", "JPN", "PRK"), told(B, "praise", "JPN", "PRK")),
    "planned and done": (
        told(A, "meet", "JPN KOR"), told(B, "meet", "JPN KOR", auxiliary=("future",))
    ),
    "denied and done": (
        told(A, "meet", "JPN KOR", auxiliary=("negation",)), told(B, "meet", "JPN KOR")
    ),
    "a party more": (told(A, "meet", "JPN KOR"), told(B, "meet", "JPN KOR USA")),
    "at places in other countries": (
        told(A, "meet", "JPN KOR", place=Place("Seoul", None, "KOR")),
        told(B, "meet", "JPN KOR", place=Place("Tokyo", None, "JPN")),
    ),
    "nobody who does it": (told(A, "condemn", "", "PRK"), told(B, "condemn", "", "PRK")),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE)
def test_two_stories_tell_one_event(case: str) -> None:
    first, second = pair(*ONE[case])
    assert first.same_as is None
    assert second.same_as is not None
    assert (second.same_as.event, second.same_as.story) == (first.id, "a")
    assert first.event in second.same_as.why


@pytest.mark.parametrize("case", TWO)
def test_two_stories_tell_two_events(case: str) -> None:
    assert [event.same_as for event in pair(*TWO[case])] == [None, None]


def test_undated_events_of_stories_of_different_days_stay_two() -> None:
    one, other = told(A, "condemn", "JPN", "PRK"), told(B, "condemn", "JPN", "PRK")
    assert pair(one, other, (20, 21))[1].same_as is None
    assert pair(one, other, (None, None))[1].same_as is None


def test_events_of_one_story_are_not_compared_here() -> None:
    one = told(A, "condemn", "JPN", "PRK")
    other = replace(one, id="other")
    assert recognised((A, one), (A, other))[1].same_as is None


def test_merged_events_have_the_reports_of_all_stories_and_say_why() -> None:
    first = told(A, "condemn", "JPN", "PRK", confidence=0.6)
    second = told(B, "condemn", "JPN", "PRK", lang="ko", date=on(21), confidence=0.8)
    third = told(B, "praise", "JPN", "KOR")
    events = merged(recognised((A, first), (B, second), (B, third)))
    assert [e.event for e in events] == ["ACCUSE", "SUPPORT"]
    one = events[0]
    assert [(r.story, r.lang) for r in one.reports] == [("a", "en"), ("b", "ko")]
    assert (one.id, one.story, one.confidence, one.date) == (first.id, "a", 0.8, on(21))
    assert one.reports[1].trace[-1].stage == "merging"
    assert "story a" in one.reports[1].trace[-1].what


def test_what_is_long_past_is_forgotten() -> None:
    recognizer = Recognizer(ONTOLOGY, remembered=3)
    stories = [tale(name) for name in "abcd"]
    acts = ["condemn", "meet", "praise", "condemn"]
    events = [told(s, act, "JPN", "KOR") for s, act in zip(stories, acts, strict=True)]
    found = [recognizer.recognise(e, s) for e, s in zip(events, stories, strict=True)]
    assert found[-1].same_as is None
    again = tale("e")
    assert recognizer.recognise(told(again, "praise", "JPN", "KOR"), again).same_as is not None
