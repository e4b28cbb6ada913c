"""Comparing coded events with expected ones, and two codings with each other."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dragoman.errors import DataError, UsageError
from dragoman.evaluation.agreement import agreement, by_document, signature
from dragoman.evaluation.events import (
    EventRow,
    described,
    matches,
    read_events,
    score_events,
)
from dragoman.evaluation.metrics import Counts
from dragoman.model import Dated, Event, Participant


def who(key: str) -> Participant:
    code, _, sector = key.partition(".")
    return Participant(code or None, sector or None, key, None)


def an_event(
    event: str = "CONSULT",
    actors: Sequence[str] = ("KOR.GOV", "JPN.GOV"),
    recipients: Sequence[str] = (),
    **changes: Any,
) -> Event:
    made = Event(
        id="e", story="s", act="meet", event=event, modes=(), contexts=(), auxiliary=(),
        actors=tuple(map(who, actors)), recipients=tuple(map(who, recipients)), attributed_to=(),
        date=None, place=None, numbers=(), confidence=0.8, flags=(), reports=(), quad=1,
        score=2.5, cameo="040",
    )  # fmt: skip
    return replace(made, **changes)


FIFTH = Dated(date(2024, 3, 5), date(2024, 3, 6), "day")
VISIT = an_event(
    actors=["KEN.GOV"], recipients=["TZA", ".MIL"], modes=("visit",), contexts=("diplomatic",),
    auxiliary=("future", "hypothetical"), attributed_to=(who("KEN.GOV"),), date=FIFTH,
)  # fmt: skip


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"event": "CONSULT", "act": "meet"},
        {"mode": "visit"},
        {"mode": ["visit"], "context": "diplomatic"},
        {"actor": ["KEN"]},
        {"actor": ["KEN.GOV"], "attributed_to": ["KEN.GOV"]},
        {"actor": [".GOV"]},
        {"recipient": [".MIL", "TZA"]},
        {"auxiliary": ["hypothetical", "future"]},
        {"date": "2024-03-05"},
        {"date": date(2024, 3, 5)},
    ],
)
def test_what_is_given_fits(expected: dict[str, Any]) -> None:
    assert matches(expected, VISIT)


@pytest.mark.parametrize(
    "expected",
    [
        {"event": "AGREE"},
        {"act": "visit"},
        {"mode": "phone"},
        {"mode": []},
        {"mode": ["visit", "phone"]},
        {"actor": ["KEN.MIL"]},
        {"actor": ["TZA"]},
        {"actor": ["KEN", "TZA"]},
        {"actor": []},
        {"recipient": ["TZA"]},
        {"recipient": [".MIL"]},
        {"recipient": []},
        {"recipient": ["TZA.GOV", ".MIL"]},
        {"attributed_to": []},
        {"auxiliary": ["future"]},
        {"auxiliary": []},
        {"date": "2024-03-06"},
        {"date": None},
        {"event": "CONSULT", "recipient": ["UGA"]},
    ],
)
def test_what_is_given_does_not_fit(expected: dict[str, Any]) -> None:
    assert not matches(expected, VISIT)


def test_one_expected_participant_may_stand_for_several() -> None:
    assert matches({"actor": [".GOV"]}, an_event())
    assert not matches({"actor": [".GOV"]}, an_event(actors=["KOR.GOV", "JPN.MIL"]))


def test_an_empty_list_means_none_of_whom_anything_is_known() -> None:
    assert matches({"recipient": []}, an_event())
    assert matches({"recipient": []}, an_event(recipients=[""]))
    assert not matches({"recipient": []}, an_event(recipients=[".MIL"]))


def test_a_date_is_only_the_events_own() -> None:
    assert matches({"date": None}, an_event())
    assert not matches({"date": "2024-03-05"}, an_event())


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"actors": ["KOR"]}, "no 'actors'; it may have event, act, mode"),
        ({"actor": "KOR"}, "'actor' must be a list of texts"),
        ({"actor": ["Korea"]}, "right would be KOR.GOV, KOR or .GOV"),
        ({"actor": ["."]}, "'.' is no participant"),
        ({"event": "FIGHT"}, "'FIGHT' is no event type"),
        ({"auxiliary": ["past"]}, "'past' is no auxiliary mode; these are: negation, future"),
        ({"date": "5 March"}, "right would be 2024-06-20"),
    ],
)
def test_an_expectation_that_makes_no_sense_is_refused(
    expected: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        matches(expected, VISIT)
    assert message in str(caught.value)


@given(st.permutations(["KOR.GOV", "USA.GOV", "JPN", ".MIL"]))
def test_order_never_matters(order: list[str]) -> None:
    event = an_event(actors=["KOR.GOV", "USA.GOV", "JPN", ".MIL"])
    assert matches({"actor": order}, event)


@given(st.lists(st.sampled_from(["KOR.GOV", "USA", ".REB"]), unique=True), st.booleans())
def test_an_event_fits_its_own_description(actors: list[str], dated: bool) -> None:
    event = an_event(actors=actors, modes=("phone",), date=FIFTH if dated else None)
    assert matches(described(event), event)


# --- scoring


def a_row(name: str, *events: dict[str, Any]) -> EventRow:
    return EventRow(name, f"text of {name}", events)


def test_precision_and_recall_by_hand() -> None:
    rows = [
        a_row("both", {"event": "CONSULT"}, {"event": "AID"}),
        a_row("missed", {"event": "AID"}),
        a_row("nothing"),
        a_row("extra"),
    ]
    coded = {
        "both": [an_event("AID"), an_event("CONSULT")],
        "missed": [],
        "nothing": [],
        "extra": [an_event("AID"), an_event("COERCE")],
    }
    scores = score_events(rows, lambda row: coded[row.id])
    assert scores.total == Counts(hits=2, extra=2, missed=1)
    assert scores.total.precision == pytest.approx(1 / 2)
    assert scores.total.recall == pytest.approx(2 / 3)
    assert scores.total.f1 == pytest.approx(4 / 7)
    assert dict(scores.types) == {
        "AID": Counts(1, 1, 1), "COERCE": Counts(0, 1, 0), "CONSULT": Counts(1, 0, 0),
    }  # fmt: skip
    assert [one.row.id for one in scores.failures] == ["missed", "extra"]
    told = json.loads(json.dumps(scores.as_dict()))
    assert told["rows_right"] == 2
    assert told["failures"][0]["missed"] == [{"event": "AID"}]
    page = io.StringIO()
    Console(file=page, width=100).print(scores)
    assert "57.1" in page.getvalue()


@pytest.mark.parametrize("order", [1, -1])
def test_events_are_paired_so_that_most_find_a_partner(order: int) -> None:
    # the wide expectation comes first and must leave the event that only the narrow one fits
    row = a_row("r", {"event": "CONSULT"}, {"event": "CONSULT", "actor": ["KEN"]})
    coded = [an_event(actors=["KEN"]), an_event(actors=["TZA"])][::order]
    assert score_events([row], lambda _: coded).total == Counts(hits=2)


def test_one_event_answers_one_expectation() -> None:
    row = a_row("r", {"event": "CONSULT"}, {"event": "CONSULT"})
    assert score_events([row], lambda _: [an_event()]).total == Counts(hits=1, missed=1)


# --- reading


def test_rows_are_read_from_json_lines(tmp_path: Path) -> None:
    good = {"id": "a", "text": "t", "lang": "en", "date": "2024-03-05", "events": []}
    bad = {"text": "t", "events": [{"event": "AID"}, {"event": "AID", "actor": ["kor"]}]}
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, [good, bad, good, {"text": "t"}])), "utf-8")
    gold = read_events(path)
    assert [(row.id, row.day, row.line) for row in gold.rows] == [("a", date(2024, 3, 5), 1)]
    messages = [str(problem) for problem in gold.problems]
    assert [problem.line for problem in gold.problems] == [2, 3, 4]
    assert "expected event 2: 'kor' is no participant" in messages[0]
    assert "the id 'a' stands already in line 1" in messages[1]
    assert "the row needs 'events'" in messages[2]


def test_rows_are_read_from_case_files(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(
        "# invented\ncases:\n"
        "  - {text: A met B., date: 2024-03-05, events: [{event: CONSULT, date: 2024-03-04}]}\n"
        "  - {text: Nothing., events: [], id: calm}\n"
        "  - just words\n",
        "utf-8",
    )
    gold = read_events(path)
    assert [(row.id, row.line) for row in gold.rows] == [("line 3", 3), ("calm", 4)]
    assert gold.rows[0].events == ({"event": "CONSULT", "date": "2024-03-04"},)
    assert gold.problems[0].line == 5


def test_a_file_without_cases_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("case: []\n", "utf-8")
    with pytest.raises(DataError, match="no list 'cases'"):
        read_events(path)


PACKS = Path(__file__).parents[2] / "src/dragoman/languages"
CASES = sorted([*PACKS.glob("*/cases.yaml"), *PACKS.glob("*/factuality.yaml")])


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_of_the_packs_makes_sense(path: Path) -> None:
    gold = read_events(path)
    assert [str(problem) for problem in gold.problems] == []
    assert len(gold.rows) > 0


# --- agreement


def test_a_signature_is_type_and_countries() -> None:
    event = an_event("AID", actors=["USA.GOV", ".REB"], recipients=["HTI", "USA"])
    assert signature(event) == ("AID", frozenset({"USA", "HTI"}))


def test_agreement_by_hand() -> None:
    first = {
        ("d", 0): [an_event("AID", ["USA"], ["HTI"]), an_event("CONSULT")],
        ("d", 1): [an_event("COERCE", ["PER"])],
    }
    second = {
        ("d", 0): [an_event("AID", ["HTI.GOV"], ["USA"]), an_event("AID", ["USA"], ["HTI"])],
        ("d", 2): [an_event("COERCE", ["PER"])],
    }
    lines = agreement(first, second)
    # the two AID events of the second coding are one signature; COERCE stands in another line
    assert lines.total == Counts(hits=1, extra=1, missed=2)
    assert lines.f1 == pytest.approx(2 / 5)
    assert lines.units == 3
    documents = agreement(by_document(first), by_document(second))
    assert documents.total == Counts(hits=2, extra=0, missed=1)
    assert documents.f1 == pytest.approx(4 / 5)
    assert dict(documents.types)["CONSULT"] == Counts(0, 0, 1)
    assert json.loads(json.dumps(documents.as_dict()))["f1"] == pytest.approx(4 / 5)
    page = io.StringIO()
    Console(file=page, width=100).print(documents)
    assert "80.0" in page.getvalue()


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["AID", "COERCE"]))),
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["AID", "COERCE"]))),
)
def test_agreement_is_the_same_both_ways(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    def coded(pairs: list[tuple[str, str]]) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for unit, kind in pairs:
            found.setdefault(unit, []).append(an_event(kind))
        return found

    first, second = coded(one), coded(other)
    assert agreement(first, second).f1 == agreement(second, first).f1
    assert agreement(first, first).f1 == (1 if first else 0)


# --- auxiliary modes and speakers


def test_auxiliary_modes_and_speakers_are_counted() -> None:
    sure = {"auxiliary": [], "attributed_to": []}
    expected = (
        {"event": "AID", "auxiliary": ["negation"], "attributed_to": ["KOR.GOV"]},
        {"event": "COERCE", **sure},
        {"event": "PROTEST", "auxiliary": ["future"], "attributed_to": [".COP"]},
    )
    coded = [
        replace(an_event("AID"), auxiliary=("negation", "future")),
        an_event("COERCE"),
    ]
    row = EventRow("a", "text", expected, kind="negation")
    scores = score_events(
        [row, EventRow("b", "text", (), kind="negation")],
        lambda one: coded if one.id == "a" else [],
    )
    found = scores.as_dict()
    assert found["auxiliary"]["negation"]["hits"] == 1
    assert found["auxiliary"]["future"] == Counts(0, 1, 1).as_dict()
    assert found["auxiliary"]["(none)"]["hits"] == 1
    assert found["attributed_to"] == Counts(0, 0, 2).as_dict()
    kind = {"rows": 2, "rows_right": 1, "auxiliary_right": 1, "attributed_to_right": 1}
    assert found["kinds"] == {"negation": kind}
