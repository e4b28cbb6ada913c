"""Of which country people and organs are that a story names without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import api
from dragoman.coding.parties.whose.evidence import Evidence, but
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.coding.parties.whose.weighing import Weights, kinds, load_weights, weigh
from dragoman.errors import DataError
from dragoman.model import BODY, HEADLINE

WEIGHTS = Weights(
    states={"topic": {"*": 200, "army": 100}, "seldom": {"*": -300}},
    none={"always": {"*": 50}, "plural": {"MIL": 400}},
)


def evidence(states: dict[str, set[str]], *none: str) -> Evidence:
    found = {code: frozenset(of) for code, of in states.items()}
    return Evidence("MIL", "army", "marking", found, frozenset(("always", *none)))


def test_the_state_for_which_most_speaks_wins_and_says_why() -> None:
    verdict = weigh(evidence({"MLI": {"topic"}, "FRA": {"seldom"}}), WEIGHTS)
    assert verdict is not None
    assert verdict.code == "MLI"
    assert verdict.likely > 0.9
    assert verdict.why == kinds()["topic"]


def test_nobody_is_better_than_a_state_for_which_little_speaks() -> None:
    assert weigh(evidence({"FRA": {"seldom"}}), WEIGHTS) is None
    assert weigh(evidence({"MLI": {"topic"}}, "plural"), WEIGHTS) is None
    assert weigh(evidence({"MLI": {"topic"}, "TCD": {"topic"}, "NER": {"topic"}}), WEIGHTS) is None
    assert weigh(evidence({}), WEIGHTS) is None


def test_without_a_state_the_next_one_is_taken() -> None:
    both = evidence({"MLI": {"topic"}, "FRA": {"topic", "seldom"}})
    rest = but(both, {"MLI"})
    assert set(rest.states) == {"FRA"}
    assert weigh(rest, WEIGHTS) is None


@given(st.permutations(["MLI", "FRA", "TCD"]))
def test_the_order_in_which_states_are_found_does_not_matter(order: list[str]) -> None:
    of = {"MLI": {"topic"}, "FRA": {"seldom"}, "TCD": {"seldom"}}
    assert weigh(evidence({code: of[code] for code in order}), WEIGHTS) == weigh(
        evidence(of), WEIGHTS
    )


def test_weights_of_evidence_that_there_is_not_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text(json.dumps({"states": {"moon": {"*": 1}}, "none": {}}), "utf-8")
    with pytest.raises(DataError, match="moon"):
        load_weights(file)


def test_all_kinds_have_words_and_the_shipped_weights_know_only_them() -> None:
    assert set(load_weights().states) <= set(kinds())
    assert all(kinds().values())


def test_an_outlook_says_where_states_stand_and_how_often() -> None:
    named = [(HEADLINE, ["MLI", "UNO"]), (BODY, ["MLI", "FRA"]), (BODY, ["MLI"]), (BODY, ["MLI"])]
    found = Outlook.of(named, dateline="SEN", press="MLI").evidence
    assert found["MLI"] == {"headline", "headline_first", "lead", "lead_first", "most", "press"}
    assert found["FRA"] == {"lead", "seldom"}
    assert found["SEN"] == {"dateline_unnamed"}
    assert "UNO" not in found


def codes(text: str) -> list[tuple[str, list[str], list[str]]]:
    reports = api.code_text(text, lang="en", date="2023-03-14").reports
    return [
        (
            report.event,
            [f"{p.code or ''}.{p.sector or ''}" for p in report.actors],
            [f"{p.code or ''}.{p.sector or ''}" for p in report.recipients],
        )
        for report in reports
    ]


def test_organs_are_of_the_state_that_the_story_is_about_not_of_the_dateline() -> None:
    text = (
        "Chad tightens grip on the north\n\n"
        "PARIS, March 14 (Example) - Chad sent troops to its northern towns on Tuesday. "
        "Chad's president said the calm would last.\n\nPolice arrested twelve protesters."
    )
    assert ("COERCE", ["TCD.COP"], ["TCD.OPP"]) in codes(text)


def test_officials_who_deal_with_a_state_are_not_its_own() -> None:
    text = "The foreign minister condemned Bhutan on Monday."
    assert codes(text) == [("ACCUSE", [".GOV"], ["BTN."])]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "ja",
            "警察、32歳の男を逮捕\n\n今朝、アルダー・コートの家で女性の遺体が見つかった。\n\n"
            "警察は住民から話を聞いている。\n\n近所のドナ・ホルトさんが花を置いた。",
        ),
        (
            "ko",
            "경찰, 32세 남성 체포\n\n"
            "오늘 아침 앨더 코트(Alder Court)의 집에서 여성의 시신이 발견됐다.\n\n"
            "경찰은 주민들의 말을 듣고 있다.\n\n이웃 도나 홀트(Donna Holt)가 꽃을 놓았다.",
        ),
    ],
)
def test_the_police_of_a_story_that_must_play_abroad_are_not_those_of_its_press(
    lang: str, text: str
) -> None:
    pytest.importorskip({"ja": "sudachipy", "ko": "kiwipiepy"}[lang])
    reports = api.code_text(text, lang=lang).reports
    parties = [p for e in reports for p in (*e.actors, *e.recipients)]
    assert parties
    assert {p.code for p in parties} == {None}
