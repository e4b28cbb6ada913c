"""Reading and scoring relations of marked pairs; all rows are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.data import read_yaml
from dragoman.errors import InputError, UsageError
from dragoman.evaluation.relations import (
    CODEBOOKS,
    TYPES,
    RelationRow,
    read_relations,
    score_relations,
)
from dragoman.ontology import DATA as ONTOLOGY

GOOD = {
    "id": "r1",
    "lang": "en",
    "text": "Togo criticised Benin, and Benin left.",
    "source": "Togo",
    "target": "Benin",
    "marked": "<s>Togo</s> criticised <t>Benin</t>, and Benin left.",
    "event": "ACCUSE",
}


def a_file(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "gold.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_good_rows_are_read_in_order_with_their_lines(tmp_path: Path) -> None:
    unmarked = {key: value for key, value in GOOD.items() if key != "marked"} | {"id": "r2"}
    gold = read_relations(a_file(tmp_path, GOOD, "", unmarked))
    assert gold.problems == ()
    assert [(row.id, row.line, row.marked is None) for row in gold.rows] == [
        ("r1", 1, False), ("r2", 3, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("{", "the row is not JSON"),
        ("[1]", "the row is no JSON object but list"),
        ({"event": "FIGHT"}, "'FIGHT' is no event type of the codebook cameo2plover"),
        ({"source": "Ghana", "marked": None}, "the source 'Ghana' does not stand in the text"),
        ({"source": "Ghana"}, "'marked' has ['Togo'] for the source, which is 'Ghana'"),
        ({"target": ""}, "'target' is empty"),
        ({"id": 7}, "'id' must be text, not int 7"),
        ({"marked": "<s>Togo</s> criticised <t>Benin</t>."}, "without its tags is not the text"),
        ({"marked": GOOD["text"]}, "the source 'Togo' is not marked with <s>"),
        (
            {"marked": "<s>Togo</s> criticised Benin, and Benin <t>left</t>."},
            "'marked' has ['left'] for the target, which is 'Benin'",
        ),
        ({"id": "r1"}, "the id 'r1' stands already in line 1"),
    ],
)
def test_one_clear_error_for_each_bad_row(
    tmp_path: Path, change: dict[str, Any] | str, message: str
) -> None:
    bad = change if isinstance(change, str) else GOOD | {"id": "r2"} | change
    gold = read_relations(a_file(tmp_path, GOOD, bad, GOOD | {"id": "r3"}))
    assert [row.id for row in gold.rows] == ["r1", "r3"]
    (problem,) = gold.problems
    assert message in str(problem)
    assert problem.line == 2


@pytest.mark.parametrize(
    "change",
    [
        {"target": "someone", "marked": "<s>Togo</s> criticised Benin, and Benin left."},
        {"marked": "<s>Togo </s>criticised <t>Benin</t>, and <t>Benin</t> left."},
    ],
)
def test_a_target_may_be_unnamed_or_marked_twice(tmp_path: Path, change: dict[str, Any]) -> None:
    gold = read_relations(a_file(tmp_path, GOOD | change))
    assert gold.problems == ()
    assert gold.rows[0].marked == change["marked"]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    row = {key: value for key, value in GOOD.items() if key != "lang"}
    (problem,) = read_relations(a_file(tmp_path, row)).problems
    assert "the row has no 'lang'; it has 'id', 'text'" in str(problem)


def test_bytes_that_are_no_text_spoil_their_row_alone(tmp_path: Path) -> None:
    path = a_file(tmp_path, GOOD)
    path.write_bytes(path.read_bytes() + b'{"id": "\xff"}\n')
    gold = read_relations(path)
    assert len(gold.rows) == 1
    assert "not UTF-8" in str(gold.problems[0])


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read"):
        read_relations(tmp_path / "none.jsonl")


def test_an_unknown_codebook_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="plover, cameo2plover"):
        read_relations(a_file(tmp_path, GOOD), codebook="cameo")


def rows(*events: str) -> list[RelationRow]:
    return [
        RelationRow(f"r{n}", "en", "Togo, Benin", "Togo", "Benin", None, event)
        for n, event in enumerate(events)
    ]


def test_concede_and_retreat_are_one_class_in_cameo2plover() -> None:
    answers = iter(["RETREAT", "CONCEDE", None, "AID"])
    scored = score_relations(rows("YIELD", "CONCEDE", "RETREAT", "AID"), lambda row: next(answers))
    assert scored.classes == ("AID", "YIELD")
    yielded = scored.of("YIELD")
    assert (yielded.hits, yielded.extra, yielded.missed) == (2, 0, 1)
    assert scored.macro_f1 == pytest.approx((1 + 0.8) / 2)


def test_they_stay_apart_in_plover() -> None:
    scored = score_relations(rows("CONCEDE"), lambda row: "RETREAT", codebook="plover")
    assert scored.of("CONCEDE").missed == scored.of("RETREAT").extra == 1


def test_the_types_are_those_of_the_ontology() -> None:
    assert set(TYPES) == set(read_yaml(ONTOLOGY / "types.yaml"))


def test_there_are_sixteen_types_and_fifteen_classes() -> None:
    assert len(set(CODEBOOKS["plover"].values())) == 16
    assert len(set(CODEBOOKS["cameo2plover"].values())) == 15


def test_yield_is_no_type_of_plover(tmp_path: Path) -> None:
    gold = read_relations(a_file(tmp_path, GOOD | {"event": "YIELD"}), codebook="plover")
    assert "'YIELD' is no event type of the codebook plover" in str(gold.problems[0])


def test_an_answer_that_is_no_label_is_refused() -> None:
    with pytest.raises(UsageError, match="'attack', predicted for row 'r0'"):
        score_relations(rows("AID"), lambda row: "attack")


def test_the_shared_gold_rows_are_all_readable() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "gold" / "relations_en.jsonl"
    if not path.exists():
        pytest.skip("the folder ../shared with the gold rows is absent")
    gold = read_relations(path)
    assert gold.problems == ()
    assert len(gold.rows) == 1050
    assert len({row.event for row in gold.rows}) == 15
    perfect = {row.id: row.event for row in gold.rows}
    assert score_relations(gold.rows, lambda row: perfect[row.id]).macro_f1 == 1
