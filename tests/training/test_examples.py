"""The examples that the statistical chooser learns from: every line is what it should be."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.coding.pairs.choosing import Chooser
from dragoman.coding.pairs.relating import stretch

SOURCE = Path(__file__).parents[2] / "training" / "readings" / "examples.py"


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_examples", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_mark_stands_where_it_says(examples: ModuleType) -> None:
    for row in examples.read_examples():
        plain = row.marked
        for tag in ("<s>", "</s>", "<t>", "</t>"):
            plain = plain.replace(tag, "")
        assert plain == row.text, row.id
        places = [stretch(row, which) for which in ("source", "target")]
        assert any(places), row.id
        assert places[0] != places[1], row.id


def test_ids_and_pairs_occur_once(examples: ModuleType) -> None:
    rows = list(examples.read_examples())
    assert max(Counter(row.id for row in rows).values()) == 1
    assert max(Counter((row.lang, row.marked) for row in rows).values()) == 1
    assert all(row.id.startswith(f"{row.lang}-") for row in rows)


def test_every_class_is_known_and_in_every_language(examples: ModuleType) -> None:
    classes = set(Chooser().classes)
    for lang in examples.LANGUAGES:
        assert {row.kind for row in examples.read_examples((lang,))} == classes


def test_about_a_fifth_is_kept_apart_by_sentences(examples: ModuleType) -> None:
    rows = list(examples.read_examples())
    assert 0.17 < sum(row.held_out for row in rows) / len(rows) < 0.23
    apart = {row.id.rpartition("-")[0]: row.held_out for row in rows}
    assert all(apart[row.id.rpartition("-")[0]] == row.held_out for row in rows)
