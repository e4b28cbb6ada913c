"""The statistical chooser: shipped weights, clues, and when it has the last word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from worlds import world

from dragoman.coding.pairs.choosing import WEIGHTS, Chooser, counted, place
from dragoman.coding.pairs.clues import in_words
from dragoman.coding.pairs.relating import (
    STATISTICAL,
    Relation,
    class_of,
    clues_of,
    look,
    relate,
    type_of,
)
from dragoman.errors import DataError
from dragoman.ontology import load_ontology

EN = world("en")
ONTOLOGY = load_ontology()
CHOOSER = Chooser()

UNKNOWN = (
    "Japan/P/nsubj>zorched zorched:zorch/V/root Russia/P/obj>zorched"
    " over/I/case>ban ban/N/obl>zorched ."
)
KNOWN = "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."


@dataclass(frozen=True)
class Row:
    id: str
    text: str
    source: str
    target: str
    marked: str | None = None


def related(notation: str, chooser: Chooser | None) -> Relation:
    sentences = EN.sentences(notation)
    row = Row("r1", sentences[0].text, "Japan", "Russia")
    return relate(EN.coder, sentences, row, "plover", chooser)


def clues(notation: str) -> dict[str, float]:
    sentences = EN.sentences(notation)
    found = look(EN.coder, sentences, Row("r1", sentences[0].text, "Japan", "Russia"))
    return clues_of(found)


def test_the_shipped_classes_are_those_of_the_acts() -> None:
    known = {class_of(act, ONTOLOGY) for act in ONTOLOGY.acts.values()}
    assert set(CHOOSER.classes) <= known
    assert len(CHOOSER.classes) > 16


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 2_000_000


def test_probabilities_are_whole() -> None:
    likely = CHOOSER.choose(clues(KNOWN)).likely
    assert sum(likely.values()) == pytest.approx(1)
    assert max(likely, key=lambda kind: likely[kind]) == "ACCUSE"


def test_the_order_of_clues_changes_nothing() -> None:
    given = clues(KNOWN)
    turned = dict(reversed(given.items()))
    assert counted(given) == counted(turned)
    assert CHOOSER.choose(given).likely == CHOOSER.choose(turned).likely


def test_a_clue_has_one_place_on_every_machine() -> None:
    assert place("en:path:condemn") == 14905


def test_the_verb_between_the_two_is_a_clue() -> None:
    assert "en:path:zorch" in clues(UNKNOWN)
    assert "lexicon:none" in clues(UNKNOWN)
    assert "best:joins:ACCUSE" in clues(KNOWN)


def test_where_the_lexicon_has_no_act_the_chooser_answers_and_says_so() -> None:
    assert related(UNKNOWN, None).event is None
    found = related(UNKNOWN, CHOOSER)
    assert found.event is not None
    assert found.act is None
    assert found.flags == (STATISTICAL,)
    assert found.trace[-1].stage == STATISTICAL
    assert found.event in found.trace[-1].what
    assert 0 < found.confidence < 0.8


def test_a_sure_answer_of_the_lexicon_stays() -> None:
    with_it, without = related(KNOWN, CHOOSER), related(KNOWN, None)
    assert with_it == without
    assert with_it.flags == ()


def test_a_class_has_a_type_in_each_codebook() -> None:
    assert type_of("SANCTION/COERCE", "plover") == "SANCTION"
    assert type_of("SANCTION/COERCE", "cameo2plover") == "COERCE"
    assert type_of("AID", "cameo2plover") == "AID"


def test_clues_are_said_in_words() -> None:
    assert in_words("en:path:lambast") == "'lambast' on the path between them"
    assert in_words("ko:cut>obj:tie") == "'tie' under 'cut'"
    assert in_words("lexicon:none") == "no act in the lexicon"


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        Chooser(tmp_path / "missing.npz")
    wrong = tmp_path / "wrong.npz"
    np.savez(wrong, weights=np.zeros((3, 1), np.int8), bias=np.zeros(1), scale=1.0, classes='["A"]')
    with pytest.raises(DataError, match="65536 × 1 numbers"):
        Chooser(wrong)
