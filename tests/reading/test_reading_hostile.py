"""Two megabytes of anything are read in seconds: no rule runs away on hostile text."""

from __future__ import annotations

import time

import pytest

from dragoman.reading import prepare
from dragoman.reading.identity import make_story

SIZE = 200_000
UNITS = [
    *("a", ".", ". ", "A. ", '"', '."', "`", "'", "「", "「。", "。", "(", "1. ", "-", "あ", "aあ"),
    *("2024/06/24 ", "24 Jun 2024 ", "June ", "ABCD-EF, ", "copyright © ", ". baca juga: x\n"),
    *("copyright © x\n", "a@b.", "aa@bb.cc\n", "(abc/def)\n", "\t a", "e\u0301", "ex-\n", "[서울="),
    *("The end.\nand so\n", "By A ", "Jakarta, ", "\u200b", "\n", "a\n", "x" * 130 + " the\nB"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_size_only(unit: str) -> None:
    story = make_story((unit * (SIZE // len(unit) + 1))[:SIZE], origin="test")
    began = time.perf_counter()
    prepare(story)
    # Takes 0.02 to 0.6 s here; a quadratic rule would take minutes.
    assert time.perf_counter() - began < 5
