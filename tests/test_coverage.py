"""`dragoman coverage`: which words between two actors no expression holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman import api
from dragoman.cli import app
from dragoman.coverage import Coverage, MissingWord, as_record

LINES = (
    "Japan condemned Russia.",
    "France zorched Germany.",
    "Spain zorched Italy on Monday.",
    "The Peruvian government and Chilean police blorped Brazil.",
    "The weather was fine.",
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coverage") / "rows.jsonl"
    lines = (
        json.dumps({"id": f"r{n}", "lang": "en", "text": text}) for n, text in enumerate(LINES)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(rows: Path) -> Coverage:
    return api.coverage(rows)


def words(found: Coverage) -> dict[str, MissingWord]:
    return {one.word: one for one in found.words}


def test_an_unknown_verb_between_actors_is_listed_by_frequency(found: Coverage) -> None:
    first = found.words[0]
    assert first.word.startswith("zorch")
    assert (first.lang, first.kind, first.times, first.stories) == ("en", "verb", 2, 2)
    assert not first.listed
    assert first.example == LINES[1]
    assert first.story == "r1"


def test_a_word_of_the_lexicon_is_not(found: Coverage) -> None:
    assert "condemn" not in words(found)
    assert found.sentences == 4
    assert found.joined == 1


def test_the_limit_keeps_the_most_frequent(rows: Path, found: Coverage) -> None:
    assert api.coverage(rows, limit=1).words == found.words[:1]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = api.coverage(tmp_path / "missing.txt")
    assert found.words == ()
    assert "missing.txt" in found.set_aside[0].origin


def test_the_command_prints_a_line_of_json_for_each_word(
    rows: Path, found: Coverage, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert app(["coverage", str(rows), "--json", "--limit", "2"], standalone_mode=False) == 0
    printed, said = capfdbinary.readouterr()
    assert [json.loads(line) for line in printed.splitlines()] == [
        as_record(word) for word in found.words[:2]
    ]
    assert b"4 sentences with two actors; in 1 of them" in said


def test_the_command_prints_a_table(rows: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert app(["coverage", str(rows)], standalone_mode=False) == 0
    printed, _ = capfdbinary.readouterr()
    assert b"Example" in printed
    assert b"zorch" in printed
