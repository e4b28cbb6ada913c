"""The relation between a marked source and a marked target."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from worlds import world

from dragoman.coding.pairs.relating import Relation, event_in, relate, stretch
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology

EN = world("en")
ONTOLOGY = load_ontology()


@dataclass(frozen=True)
class Row:
    id: str
    text: str
    source: str
    target: str
    marked: str | None = None


def related(notation: str, source: str, target: str, codebook: str = "plover") -> Relation:
    sentences = EN.sentences(notation)
    row = Row("r1", sentences[0].text, source, target)
    return relate(EN.coder, sentences, row, codebook)


ACTIVE = "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."


def test_the_finding_that_joins_both() -> None:
    found = related(ACTIVE, "Japan", "Russia")
    assert (found.id, found.event, found.act) == ("r1", "ACCUSE", "condemn")
    assert 0 < found.confidence <= 1
    assert found.trace[-1].stage == "relation"


def test_the_passive_joins_as_well() -> None:
    passive = (
        "Russia/P/nsubj:pass>condemned was:be/X/aux:pass>condemned condemned:condemn/V/root/pp"
        " by/I/case>Japan Japan/P/obl:agent>condemned ."
    )
    assert related(passive, "Japan", "Russia").act == "condemn"
    assert (
        related(passive, "Japan", "Russia").confidence
        > related(passive, "Russia", "Japan").confidence
    )


def test_of_several_acts_the_one_that_joins_them() -> None:
    notation = (
        "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned and/C/cc>visited"
        " visited:visit/V/conj>condemned Egypt/P/obj>visited ."
    )
    assert related(notation, "Japan", "Egypt").act == "visit"
    assert related(notation, "Japan", "Russia").act == "condemn"


def test_whatever_is_marked_counts_as_an_actor() -> None:
    notation = (
        "Villagers:villager/N/nsubj>attacked/pl attacked:attack/V/root the/D/det>convoy"
        " convoy/N/obj>attacked ."
    )
    found = related(notation, "Villagers", "the convoy")
    assert found.act == "attack"
    assert found.confidence > 0.5


def test_no_act_no_relation() -> None:
    found = related("Japan/P/nsubj>left left:leave/V/root Russia/P/obj>left .", "Japan", "Russia")
    assert (found.event, found.act, found.confidence) == (None, None, 0.0)
    assert found.trace


def test_hostility_to_come_is_a_threat_whoever_says_so() -> None:
    found = related(
        "Japan/P/nsubj>attack will/X/aux>attack attack/V/root Russia/P/obj>attack .",
        "Japan",
        "Russia",
    )
    assert found.event == "THREATEN"


def test_only_sentences_with_a_mark_count() -> None:
    sentences = EN.sentences(
        ACTIVE, "Egypt/P/nsubj>visited visited:visit/V/root Turkey/P/obj>visited ."
    )
    text = " ".join(s.text for s in sentences)
    found = relate(EN.coder, sentences, Row("r", text, "Egypt", "Turkey"), "plover")
    assert found.act == "visit"


def test_the_second_of_two_equal_stretches_may_be_marked() -> None:
    row = Row("r", "Japan met Japan", "Japan", "Japan", "<t>Japan</t> met <s>Japan</s>")
    assert stretch(row, "source") == (10, 15)
    assert stretch(row, "target") == (0, 5)


@pytest.mark.parametrize(("source", "expected"), [("met", (6, 9)), ("gone", None), ("", None)])
def test_stretches_without_marks(source: str, expected: tuple[int, int] | None) -> None:
    assert stretch(Row("r", "Japan met Peru", source, "Peru"), "source") == expected


def test_codebooks() -> None:
    act = ONTOLOGY.acts["condemn"]
    assert event_in(act, ONTOLOGY, "plover") == "ACCUSE"
    assert act.cameo is not None
    crossed = ONTOLOGY.crosswalk("cameo2plover", act.cameo)
    assert crossed is not None
    assert event_in(act, ONTOLOGY, "cameo2plover") == crossed.event
    with pytest.raises(UsageError):
        event_in(act, ONTOLOGY, "no such book")
