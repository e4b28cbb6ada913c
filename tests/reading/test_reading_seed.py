"""The story from which the project was conceived, where the shared folder is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.model import Story
from dragoman.reading import prepare, read, sentence_flags

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")


def test_seed_story() -> None:
    (story,) = read([SEED / "story.txt"])
    assert isinstance(story, Story)
    expected = json.loads((SEED / "expected.json").read_text("utf-8"))["story"]
    told, passages = prepare(story)
    assert told.published is not None
    assert told.published.isoformat() == expected["published"]
    assert told.publisher == "Edaily wowkorea.jp"
    assert set(expected["flags_any_of"]) <= set(told.flags)
    lines = story.text.split("\n")
    assert passages[0].role == "headline"
    assert (passages[0].lang, passages[0].text) == (expected["headline_language"], lines[0])
    bodies = [p for p in passages if p.role == "body"]
    assert {p.lang for p in bodies} == {expected["body_language"]}
    assert [(p.role, p.text) for p in passages[-2:]] == [
        ("stamp", lines[-2]),
        ("boilerplate", lines[-1]),
    ]
    flagged = {
        p.text[start:end].split()[0]: sentence_flags(p, i)
        for p in bodies
        for i, (start, end) in enumerate(p.sentences)
        if sentence_flags(p, i)
    }
    assert flagged == {
        "dan": ("continues",),
        "Departemen": ("broken",),
        "Diumumkan": ("broken",),
    }
