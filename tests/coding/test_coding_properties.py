"""What holds for every story, whatever stands in it: tried on the real pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoryError
from dragoman.interchange.record import record
from dragoman.model import Event, Participant, Report, Span, Story
from dragoman.pipeline import Coded, Pipeline
from dragoman.reading.identity import make_story

SENTENCES = (
    "Norway and Finland signed a defence agreement in Oslo on Tuesday.",
    "The Kenyan foreign minister condemned the attack on the village near Garissa.",
    "Police in Lima arrested 14 protesters who had blocked a highway.",
    "\u201cWe will not accept these sanctions,\u201d the Serbian president said.",
    "Brazil promised to send food to Haiti, but refused to send troops.",
    "Both sides held talks for three hours; they agreed to meet again in March.",
    "Hundreds of workers marched through Dhaka on 12 May 2021 to demand higher wages.",
    "According to Chilean officials, rebels killed five soldiers and wounded 20.",
    "He urged Ghana not to expel the diplomats, state media said.",
    "Australia's navy deployed two warships to the Coral Sea last week.",
    "Menteri luar negeri Vietnam mengecam serangan terhadap kapal nelayan itu.",
    "Polisi Thailand menangkap 30 pengunjuk rasa di Bangkok pada hari Jumat.",
    "Kedua negara sepakat menggelar latihan militer bersama bulan depan.",
    "Malaysia tidak akan mengirim pasukan ke perbatasan, kata juru bicara pemerintah.",
    "Ratusan mahasiswa berunjuk rasa di Jakarta menolak kenaikan harga bahan bakar.",
)
HOSTILE = (
    "\x00\x01\x07\x1b[31m",
    "\u202e\u200b\u2066\ufeff",
    "\ud83d\ude00\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f3\U0001f1f4",
    "a" * 1500,
    "China" * 200,
    "!!! ??? ... --- ,,, ;;; ::: ((( ]]] \u2026",
    "\u201c\u201c \" ' \u00ab ``",
    "e\u0301\u0301\u0301\u0301 \u0e01\u0e33 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "1,2,3 12/13/2014 99:99 -5 \u2153 \u2167 1e309",
    "He said that he said that she said that it said that they said that we said",
    "Japan, China, Japan and China and Japan or China, Japan",
    "\t\r\n\x0b\x0c\x85\u2028",
    "<b>Iran</b> &amp; {Iraq} [[Oman]] \\n \\u0000",
)
DAY = datetime(2021, 5, 14, 9, 30, tzinfo=UTC)


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline(["en", "id"])


def coded(text: str) -> tuple[Story, Coded | None]:
    """The story and what became of it; None if there was nothing to read in it."""
    story = make_story(text, origin="test", published=DAY)
    try:
        return story, pipeline().code(story)
    except StoryError:
        return story, None


def squeezed(text: str) -> str:
    return " ".join(text.split())


def participants(found: Report | Event) -> Iterator[Participant]:
    yield from found.actors
    yield from found.recipients
    yield from found.attributed_to


def check(story: Story, span: Span | None, text: str | None = None) -> None:
    if span is None:
        return
    assert 0 <= span.start < span.end <= len(story.text)
    if text is not None:
        assert squeezed(story.text[span.start : span.end]) == squeezed(text)


def check_spans(story: Story, found: Coded, *, texts: bool) -> None:
    """Every span lies in the story; with `texts` what stands there is what is given."""
    for report in found.reports:
        check(story, report.span)
        check(story, report.trigger, report.trigger_text if texts else None)
        assert report.span.start <= report.trigger.start < report.trigger.end <= report.span.end
        for step in report.trace:
            check(story, step.span)
    every: tuple[Report | Event, ...] = (*found.reports, *found.events)
    for one in every:
        for who in participants(one):
            check(story, who.span, who.text if texts else None)
        if one.date is not None:
            check(story, one.date.span)
            assert one.date.start <= one.date.end
        if one.place is not None:
            check(story, one.place.span)
        assert 0 < one.confidence <= 1


def check_order(found: Coded) -> None:
    places = [(r.sentence, r.trigger.start) for r in found.reports]
    assert places == sorted(places)
    firsts = [found.reports.index(e.reports[0]) for e in found.events]
    assert firsts == sorted(firsts)
    assert sum(len(e.reports) for e in found.events) == len(found.reports)
    ids = [e.id for e in found.events]
    assert len(set(ids)) == len(ids)


@st.composite
def stories(draw: st.DrawFn) -> str:
    """Some of the sentences in any order, line breaks anywhere between their words."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True))
    text = ""
    for one in chosen:
        text += draw(st.sampled_from(("", " ", "\n", "\n\n"))) if text.endswith("\n") else ""
        words = one.split(" ")
        breaks = draw(st.sets(st.integers(1, len(words)), max_size=2))
        for at, word in enumerate(words):
            text += ("\n" if at in breaks else " ") * bool(at) + word
        text += draw(st.sampled_from((" ", "\n", "\n\n")))
    return text


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(stories())
def test_spans_lead_to_the_words(text: str) -> None:
    story, found = coded(text)
    if found is not None:
        assert story.text == text
        check_spans(story, found, texts=True)
        check_order(found)


def test_the_sentences_are_coded_at_all() -> None:
    """Else the other tests here would say nothing."""
    for lang, own in (("en", SENTENCES[:10]), ("id", SENTENCES[10:])):
        story, found = coded("\n\n".join(own))
        assert found is not None, lang
        assert len(found.reports) >= len(own) // 2
        assert any(p.span for r in found.reports for p in participants(r))
        check_spans(story, found, texts=True)


@settings(deadline=None, max_examples=5)
@given(stories())
def test_the_same_story_gives_the_same_bytes(text: str) -> None:
    once, again = coded(text), coded(text)
    assert once == again
    assert written(*once) == written(*again)


def written(story: Story, found: Coded | None) -> bytes:
    events = found.events if found is not None else ()
    return json.dumps([record(e, story, coder="test 1") for e in events]).encode()


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(HOSTILE)), min_size=1,
             max_size=6),
    st.sampled_from((" ", "\n", "\n\n", "")),
)  # fmt: skip
@example(list(HOSTILE), " ")
@example(["\u201c" + SENTENCES[0], SENTENCES[1].upper(), SENTENCES[4] * 3], " ")
def test_hostile_text(pieces: list[str], joint: str) -> None:
    story, found = coded(joint.join(pieces))
    if found is not None:
        check_spans(story, found, texts=False)
        check_order(found)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.sampled_from(SENTENCES))
def test_any_text_around_a_sentence(noise: str, one: str) -> None:
    story, found = coded(f"{noise} {one} {noise}")
    if found is not None:
        check_spans(story, found, texts=False)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "...", "\u201c\u201d", "\x00", "12"])
def test_nothing_to_read(text: str) -> None:
    _, found = coded(text)
    assert found is None or found.events == ()
