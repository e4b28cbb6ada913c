from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.lines import broken, columns


def test_words_are_kept_whole() -> None:
    assert broken("one two three four", 9) == ["one two", "three", "four"]


def test_a_script_without_blanks_is_broken_anywhere_but_before_a_closing_mark() -> None:
    assert broken("韓国、日本。", 6) == ["韓国、", "日本。"]
    assert broken("韓国、日本。", 4) == ["韓", "国、", "日", "本。"]
    assert broken("米国のコーダー", 10) == ["米国の", "コーダー"]


def test_a_dot_between_parts_ends_a_line() -> None:
    assert broken("사건 12건 · 기사 3건", 12) == ["사건 12건 ·", "기사 3건"]


@given(st.text(st.sampled_from("ab 韓国、コー。（）가나 ·"), max_size=60), st.integers(4, 40))
def test_nothing_is_lost_and_lines_fit(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert columns(line) <= width or len(line.split()) <= 2
