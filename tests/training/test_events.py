"""The stories whose events are labelled: every line is what it should be, and is judged fairly."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from dragoman import api
from dragoman.model import AUXILIARIES, Participant, Report, Span
from dragoman.ontology import load_ontology

SOURCE = Path(__file__).parents[2] / "training" / "events"
TEXT = "Niger accused Chad of theft."


@pytest.fixture(scope="module")
def modules() -> Iterator[tuple[ModuleType, ModuleType]]:
    names = ("examples", "judging")
    others = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.path.insert(0, str(SOURCE))
    try:
        yield importlib.import_module("examples"), importlib.import_module("judging")
    finally:
        sys.path.remove(str(SOURCE))
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(others)


def test_every_label_has_words_a_type_and_auxiliary_modes_that_there_are(
    modules: tuple[ModuleType, ModuleType],
) -> None:
    types = set(load_ontology().types)
    stories = list(modules[0].read_examples())
    assert len(stories) > 600
    assert len({story.id for story in stories}) == len(stories)
    for story in stories:
        for event in story.events:
            words = story.text[event.start : event.end]
            assert words == words.strip() != "", story.id
            assert set(event.types) <= types, story.id
            assert event.must <= event.may <= set(AUXILIARIES), story.id


def test_a_report_is_judged_by_type_sides_and_auxiliary_modes(
    modules: tuple[ModuleType, ModuleType],
) -> None:
    examples, judging = modules
    party = examples.Party.of
    event = examples.Labelled(
        6, 13, ("ACCUSE",), (party("NER.-/NER.GOV"),), (party("TCD.-"),), frozenset(),
        frozenset(), True,
    )  # fmt: skip
    story = examples.Example("x", "en", "2024-03-03", TEXT, (event,))
    (report,) = api.code_text(TEXT, lang="en").reports
    named = (*report.actors, *report.recipients)

    def verdict(**changes: object) -> tuple[str, tuple[str, ...]]:
        found = judging.judge(_changed(report, changes), story, named)
        return found.is_, found.faults

    assert verdict() == ("right", ())
    assert verdict(recipients=()) == ("partly", ("recipient missing",))
    assert verdict(auxiliary=("future",)) == ("partly", ("auxiliary too many",))
    assert verdict(event="PROTEST")[0] == "wrong"
    assert verdict(trigger=Span(0, 5), event="PROTEST") == ("wrong", ("no event",))
    swapped = Participant("TCD", None, "Chad", None)
    assert verdict(actors=(swapped,))[0] == "wrong"


def _changed(report: Report, changes: dict[str, object]) -> Report:
    from dataclasses import replace

    return replace(report, **changes)  # type: ignore[arg-type]
