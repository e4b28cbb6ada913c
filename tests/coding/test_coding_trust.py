"""How sure a report is: a likelihood, with what speaks for and against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import api
from dragoman.coding.trust.weighing import likelihood, load_weights, step
from dragoman.errors import DataError
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

WEIGHTS = {"always": 50, "good": 150, "fair": 20, "bad": -200}


@given(st.lists(st.sampled_from([*WEIGHTS, "unknown"]), unique=True))
def test_a_likelihood_is_never_certain(kinds: list[str]) -> None:
    assert 0.01 <= likelihood(kinds, WEIGHTS) <= 0.99


def test_good_evidence_makes_a_report_surer_and_bad_evidence_less_sure() -> None:
    plain = likelihood(["always"], WEIGHTS)
    assert likelihood(["always", "good"], WEIGHTS) > plain > likelihood(["always", "bad"], WEIGHTS)
    assert likelihood(["always", "unknown"], WEIGHTS) == plain


def test_nothing_known_is_even() -> None:
    assert likelihood([], WEIGHTS) == 0.5


def test_a_trace_names_the_strongest_on_both_sides() -> None:
    told = step(["always", "bad", "fair", "good", "unknown"], WEIGHTS, 0.6)
    assert (told.stage, told.what) == ("confidence", "0.60")
    assert told.by == "good (+150); fair (+20); bad (-200)"


def test_a_file_that_is_no_table_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    with pytest.raises(DataError, match=r"weights\.json"):
        load_weights(path)
    path.write_text(json.dumps(["always"]), "utf-8")
    with pytest.raises(DataError, match="weights of confidence"):
        load_weights(path)


@pytest.mark.parametrize("lang", ["en", "id", "ja", "ko"])
def test_every_report_says_how_sure_it_is_and_why(lang: str) -> None:
    folder = Path(api.__file__).parent / "examples" / lang
    seen = set()
    for coded in api.code(str(folder), lang=lang, date="2024-06-20").stories:
        for report in coded.reports:
            (said,) = [one for one in report.trace if one.stage == "confidence"]
            assert said.what == f"{report.confidence:.2f}"
            assert said.by
            seen.add(report.confidence)
    assert len(seen) > 20


def reported(text: str, least: tuple[float, float]) -> tuple[set[str], set[str]]:
    """The types that are reported of a text, and the kinds of evidence of the last report."""
    pipeline, kinds = Pipeline(["en"]), set[str]()
    coder = pipeline.coder(["en"])
    coder.least = least
    coder.heed = lambda one: kinds.update(one.kinds)
    reports = pipeline.code(make_story(text, origin="text", lang="en")).reports
    return {one.event for one in reports}, kinds


def test_what_the_rules_doubt_has_to_be_likelier_than_what_they_do_not() -> None:
    text = "Sudan's army fought on."
    assert reported(text, (0.0, 1.0))[0] == set()
    events, kinds = reported(text, (1.0, 0.0))
    assert events == {"ASSAULT"}
    assert "doubt: unsure" in kinds
    plain = "Chad condemned Sudan. The sun shone."
    assert reported(plain, (0.0, 1.0))[0] == {"ACCUSE"}
    assert reported(plain, (1.0, 0.0))[0] == set()


def test_a_sentence_without_its_story_needs_not_be_likely() -> None:
    assert reported("Chad condemned Sudan.", (1.0, 0.0))[0] == {"ACCUSE"}
