"""Who has which part in an act where its grammar does not say so, weighed against all others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import api
from dragoman.coding.parts.evidence import ACTOR, NOBODY, OTHER, RECIPIENT, RULED, Answer
from dragoman.coding.parts.weighing import (
    LEAST_NAMED,
    LEAST_UNNAMED,
    NO_WEIGHTS,
    Row,
    choose,
    load_weights,
)
from dragoman.errors import DataError
from dragoman.model import Participant, Report
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

TABLE = {
    RULED: Row({"always": 100, "doubtful": -300}),
    OTHER: Row({"good": 300, "fair": 60}),
    NOBODY: Row({"always": 0}),
}
EMPTY = {RULED: Row({}), OTHER: Row({}), NOBODY: Row({})}


def answer(whose: str, code: str, *kinds: str, named: bool = True) -> Answer:
    who = (Participant(code, None, code, None),) if code else ()
    return Answer(whose, who, (kinds,), named)


RULES = answer(RULED, "MLI", "always")
NONE = answer(NOBODY, "", "always")


def test_the_answer_for_which_most_speaks_is_taken() -> None:
    other = answer(OTHER, "FRA", "good")
    chosen, likely = choose([RULES, NONE, other], TABLE)
    assert chosen is other
    assert 0.5 < likely < 1


def test_of_answers_that_weigh_the_same_that_of_the_rules_stands() -> None:
    assert choose([NONE, answer(OTHER, "FRA")], TABLE)[0] is NONE
    assert choose([RULES, NONE], EMPTY)[0] is RULES


def test_the_rules_stand_where_nobody_else_is_likely_enough() -> None:
    doubtful = answer(RULED, "MLI", "doubtful")
    many = [answer(OTHER, code, "fair") for code in ("FRA", "TCD", "NER", "BFA", "SEN")]
    assert choose([doubtful, *many], TABLE)[0] is doubtful


def test_whom_the_sentence_does_not_name_must_be_likelier_than_not() -> None:
    rules = answer(RULED, "MLI")
    here, before = answer(OTHER, "FRA", "fair"), answer(OTHER, "FRA", "fair", named=False)
    third = answer(OTHER, "TCD")
    chosen, likely = choose([rules, here, third], TABLE)
    assert chosen is here
    assert LEAST_NAMED <= likely < LEAST_UNNAMED
    assert choose([rules, before, third], TABLE)[0] is rules


@given(st.lists(st.sampled_from(["good", "fair", "unknown"]), max_size=6))
def test_how_likely_an_answer_is_lies_between_0_and_1(kinds: list[str]) -> None:
    others = [answer(OTHER, f"{n}", kind) for n, kind in enumerate(kinds)]
    chosen, likely = choose([RULES, NONE, *others], TABLE)
    assert chosen in (RULES, NONE, *others)
    assert 0 < likely <= 1


def test_a_file_that_is_no_table_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    with pytest.raises(DataError, match=r"weights\.json"):
        load_weights(path)
    path.write_text(json.dumps({"actor": {"ruled": {}}}), "utf-8")
    with pytest.raises(DataError, match="weights of actors and recipients"):
        load_weights(path)


STORY = "ニジェール政府は3日、チャド軍が国境を越えて村を砲撃したと非難した。"


def reports(weigh: bool) -> list[Report]:
    pipeline = Pipeline(["ja"])
    if not weigh:
        pipeline.coder(["ja"]).parts = NO_WEIGHTS
    story = make_story(STORY, origin="text", lang="ja")
    return list(pipeline.code(story).reports)


def test_everybody_with_a_part_stands_where_the_record_says() -> None:
    for report in reports(weigh=True):
        for one in (*report.actors, *report.recipients):
            if one.span is not None and one.text:
                assert STORY[one.span.start : one.span.end] == one.text


def test_who_tells_of_an_attack_may_be_the_one_attacked_and_it_says_why() -> None:
    def attacked(weigh: bool) -> list[Participant]:
        return [p for r in reports(weigh) if r.event == "ASSAULT" for p in r.recipients]

    assert attacked(weigh=False) == []
    (found,) = attacked(weigh=True)
    assert found.code == "NER"
    assert "weighed as recipient (" in found.why


@pytest.mark.parametrize(
    ("lang", "text", "recipients"),
    [
        (
            "ko",
            "몰도바 교원노조는 야당 지도자가 풀려나지 않으면 월요일부터 파업하겠다고 위협했다.",
            set(),
        ),
        (
            "ja",
            "モルドバの教員組合は、野党党首のドドン氏が解放されない限りストを行うと警告した。",
            set(),
        ),
        ("ja", "モルドバの教員組合は、野党が法案を通すならストを行うと警告した。", {"MDA"}),
    ],
)
def test_whom_a_condition_is_to_spare_is_not_threatened(
    lang: str, text: str, recipients: set[str]
) -> None:
    story = make_story(text, origin="text", lang=lang)
    found = Pipeline([lang]).code(story).reports
    (threat,) = (r for r in found if r.event == "THREATEN")
    assert {p.code for p in threat.recipients} == recipients


@pytest.mark.parametrize("lang", ["en", "id", "ja", "ko"])
def test_no_country_stands_on_both_sides_as_a_whole(lang: str) -> None:
    folder = Path(api.__file__).parent / "examples" / lang
    for coded in api.code(str(folder), lang=lang, date="2024-06-20").stories:
        for report in coded.reports:
            whole = {p.code for p in report.actors if p.code and p.sector is None}
            assert whole.isdisjoint(p.code for p in report.recipients if p.sector is None)


def test_the_verbs_own_object_stays_though_all_speaks_for_another_one() -> None:
    others = {**EMPTY, RULED: Row({"always": -900}), NOBODY: Row({"always": -900})}
    pipeline = Pipeline(["en"])
    pipeline.coder(["en"]).parts = {
        ACTOR: EMPTY,
        RECIPIENT: others,
    }
    text = (
        "Protesters in Ankara burned a flag of Denmark, and Iraq and Jordan condemned the burning."
    )
    reports = pipeline.code(make_story(text, origin="text", lang="en")).reports
    (condemned,) = (r for r in reports if r.event == "ACCUSE")
    assert condemned.recipients == ()
    assert "not the burning" in [step.what for step in condemned.trace]
