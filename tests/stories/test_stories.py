"""The example stories against what a careful human coder records from them.

The stories are hard on purpose, and an event counts as found only if every field that is judged is
right. So nobody expects all of them: the floors below are what the coder reached, to keep it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import dragoman.examples
from dragoman.evaluation.events import EventRow, EventScores, score_events
from dragoman.model import Event, Story
from dragoman.pipeline import Pipeline
from dragoman.reading import read
from dragoman.reading.times import parse_published

EXAMPLES = Path(next(iter(dragoman.examples.__path__)))
EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected.yaml").read_text("utf-8")
)

PRECISION = {"en": 0.74, "id": 0.64}
RECALL = {"en": 0.62, "id": 0.67}
"""Least share of the coded events that are right, and of the expected ones that are found."""

KNOWN = ["en/election-lilongwe.txt: annuls the result (REJECT)"]
"""A condition of what is told; it is coded as hypothetical."""


def _stories() -> Iterator[tuple[str, dict[str, Any], Story]]:
    for path, entry in EXPECTED["stories"].items():
        (story,) = read([str(EXAMPLES / path)])
        assert isinstance(story, Story)
        yield path, entry, story
    for story in read([str(EXAMPLES / "rows.jsonl")]):
        assert isinstance(story, Story)
        yield story.id, EXPECTED["rows"][story.id], story


@cache
def coded() -> dict[str, tuple[EventRow, tuple[Event, ...], str]]:
    """Name → what is expected, what is coded, and the text."""
    pipeline = Pipeline()
    found = {}
    for name, entry, story in _stories():
        if story.published is None:
            parsed = parse_published(entry["published"])
            assert parsed is not None
            story = replace(story, published=parsed[0], published_precision=parsed[1])
        result = pipeline.code(story)
        judged = tuple(
            {key: value for key, value in event.items() if key != "words"}
            for event in entry["events"]
        )
        row = EventRow(name, story.text, judged, name[:2])
        found[name] = (row, result.events, story.text)
    return found


def _scores(lang: str) -> EventScores:
    rows = [row for row, _, _ in coded().values() if row.lang == lang]
    return score_events(rows, lambda row: coded()[row.id][1])


@pytest.mark.parametrize("lang", PRECISION)
def test_most_coded_events_are_right_in_every_field(lang: str) -> None:
    assert _scores(lang).total.precision >= PRECISION[lang]


@pytest.mark.parametrize("lang", RECALL)
def test_most_expected_events_are_found(lang: str) -> None:
    assert _scores(lang).total.recall >= RECALL[lang]


def test_sport_business_and_figures_of_speech_give_nothing() -> None:
    told = []
    for name, (_, events, text) in coded().items():
        entry = EXPECTED["stories"].get(name) or EXPECTED["rows"][name]
        for beginning in entry["none_from"]:
            start = text.index(beginning)
            told += [
                f"{name}: {report.trigger_text} ({event.event})"
                for event in events
                for report in event.reports
                if report.span.start <= start < report.span.end
            ]
    assert told == KNOWN


@pytest.mark.parametrize("name", [*EXPECTED["stories"], *EXPECTED["rows"]])
def test_every_report_holds_its_own_words(name: str) -> None:
    _, events, text = coded()[name]
    for event in events:
        for report in event.reports:
            for party in (*report.actors, *report.recipients, *report.attributed_to):
                if party.span is not None:
                    words = text[party.span.start : party.span.end].split()
                    assert set(party.text.split()) <= set(words)
            assert text[report.trigger.start : report.trigger.end].strip()
