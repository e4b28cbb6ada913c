"""Figures against examples that were worked out by hand."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from dragoman.errors import UsageError
from dragoman.evaluation.metrics import Classification, Counts, classify

#        row:  1    2    3    4    5    6    7     8
GOLD = ["A", "A", "A", "A", "B", "B", "C", "C"]
PREDICTED = ["A", "A", "B", None, "B", "A", "D", None]
# A: hits 2, extra 1 (row 6), missed 2 → P 2/3, R 2/4, F1 4/7
# B: hits 1, extra 1 (row 3), missed 1 → P 1/2, R 1/2, F1 1/2
# C: hits 0, extra 0,         missed 2 → 0, 0, 0
# D: hits 0, extra 1 (row 7), not in gold


@pytest.fixture
def scored() -> Classification:
    return classify(GOLD, PREDICTED)


def shown(thing: object, width: int = 100) -> str:
    page = io.StringIO()
    Console(file=page, width=width).print(thing)
    return page.getvalue()


def test_counts_of_one_class(scored: Classification) -> None:
    assert scored.of("A") == Counts(hits=2, extra=1, missed=2)
    assert scored.of("A").precision == pytest.approx(2 / 3)
    assert scored.of("A").recall == pytest.approx(2 / 4)
    assert scored.of("A").f1 == pytest.approx(4 / 7)
    assert scored.of("C") == Counts(0, 0, 2)
    assert scored.of("C").f1 == 0
    assert scored.of("D") == Counts(0, 1, 0)


def test_micro_counts_all_rows(scored: Classification) -> None:
    assert scored.micro == Counts(hits=3, extra=3, missed=5)
    assert scored.micro.precision == pytest.approx(3 / 6)
    assert scored.micro.recall == pytest.approx(3 / 8)
    assert scored.micro.f1 == pytest.approx(6 / 14)
    assert scored.accuracy == pytest.approx(3 / 8)


def test_macro_is_over_the_classes_of_gold(scored: Classification) -> None:
    assert scored.in_gold == ("A", "B", "C")
    precision, recall, f1 = scored.macro
    assert precision == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)
    assert recall == pytest.approx((1 / 2 + 1 / 2 + 0) / 3)
    assert f1 == scored.macro_f1 == pytest.approx((4 / 7 + 1 / 2 + 0) / 3)


def test_confusion_counts_every_row_once(scored: Classification) -> None:
    assert dict(scored.confusion) == {
        ("A", "A"): 2, ("A", "B"): 1, ("A", None): 1, ("B", "A"): 1, ("B", "B"): 1,
        ("C", "D"): 1, ("C", None): 1,
    }  # fmt: skip
    assert scored.rows == 8


def test_as_dict_is_json(scored: Classification) -> None:
    told = json.loads(json.dumps(scored.as_dict()))
    assert told["confusion"]["A"] == {"A": 2, "B": 1, "": 1}
    assert told["classes"]["B"]["support"] == 2
    assert told["macro"]["f1"] == pytest.approx(scored.macro_f1)


def test_nothing_at_all_is_zero_not_an_error() -> None:
    empty = classify([], [])
    assert (empty.macro_f1, empty.accuracy, empty.micro.f1, empty.rows) == (0, 0, 0, 0)
    assert "micro" in shown(empty)


def test_a_prediction_for_every_row_is_needed() -> None:
    with pytest.raises(UsageError, match="1 predictions for 2 gold rows"):
        classify(["A", "B"], ["A"])


def test_the_page_shows_the_figures_and_fits(scored: Classification) -> None:
    page = shown(scored)
    row = next(line for line in page.splitlines() if "│A " in line)
    assert all(figure in row for figure in ("66.7", "50.0", "57.1", "4"))
    assert "35.7" in page  # macro F1: (57.14 + 50 + 0) / 3
    assert "42.9" in page  # micro F1


def test_fifteen_classes_fit_a_terminal_of_100_columns() -> None:
    names = [f"TYPE_{letter}" for letter in "ABCDEFGHIJKLMNO"]
    page = shown(classify(names * 120, names[1:] + names * 119 + names[:1]))
    assert max(cell_len(line) for line in page.splitlines()) <= 100
    assert "…" not in page


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["A", "B", "C", "D", None]))))
def test_hits_extra_and_missed_add_up(pairs: list[tuple[str, str | None]]) -> None:
    scored = classify([gold for gold, _ in pairs], [predicted for _, predicted in pairs])
    micro = scored.micro
    assert micro.hits + micro.missed == len(pairs)
    assert micro.hits + micro.extra == sum(predicted is not None for _, predicted in pairs)
    assert 0 <= scored.macro_f1 <= 1
