"""Sentence ends, language by language."""

from __future__ import annotations

import pytest

from dragoman.reading.layout import CUT, RESUME
from dragoman.reading.rules import load_rules
from dragoman.reading.sentences import LONGEST, Cutter

# Written with | where a sentence ends.
CASES = {
    "en": [
        "Mr. Roe met Gen. A. B. Doe in the U.S. on Jan. 5.|They talked.",
        "The U.S. Senate voted.|The U.N. Security Council did not.",
        "He left the U.S.|The visit was short.",
        "Prices rose 3.5 percent.|No. 5 on the list was oil.",
        '"Will it hold?" he asked.|"It must."|She left.',
        '"We will wait."|"For what?" Doe asked.|Nobody knew.',
        "They waited ...|Then nothing.|Well... maybe not.",
        "It was 5 p.m. Monday.|It was 5 p.m.|The doors closed.",
        "Acme Inc. said so.|See e.g. Roe v. Doe.",
        "He shouted: Stop!|(They stopped.)|Yahoo! said no.",
        "Sources at example.com and Example.Com agreed.",
        "The talks ended without result.The next round is in May.",
        "He cited ``peace.'' |“It is over. ”|They left.",
    ],
    "id": [
        "Pertemuan dengan dr. Ahmad dan H. Budi digelar pada tgl. 24 Juni.|Ia hadir.",
        "Biayanya Rp. 500 juta.|Kantor itu di Jl. Merdeka No. 5.",
        '"Kapan selesai?" tanya wartawan.|"Besok."|Ia pergi.',
        "Aliansi A.S.-ROK itu kuat.|Menteri A.S. Blinken hadir.",
        "Barang, jasa, dll. akan diatur.|PT Contoh Tbk. mengumumkan laba.",
        "Pertemuan berlangsung sehari sebelumnya.Menteri hadir.",
    ],
    "ja": [
        "両国は合意した。|制裁も検討する。",
        "首相は「協力を続ける。制裁も検討する」と述べた。|会談は終わった。",
        "「断固抗議する。」と語った。|「もう終わりだ。」|記者は驚いた。",
        "本当か？|本当だ！",
        "成長率は3.5％だった。|首相（当時。東京都出身）は辞任した。",
    ],
    "ko": [
        "외교부는 2024. 6. 24. 이같이 밝혔다.|회담은 끝났다.",
        "장관은 통화했다.그는 협력을 약속했다.",
        "그는 “협력한다. 제재도 검토한다”고 말했다.|회의는 끝났다.",
        '성장률은 3.5%였다.|"정말인가?"라고 물었다.',
    ],
}
FLAT = [(lang, case) for lang, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("lang", "case"), FLAT)
def test_sentences_end_where_they_should(lang: str, case: str) -> None:
    cutter = Cutter(load_rules()[lang])
    glue = "" if lang == "ja" else " "
    expected = [part.strip() for part in case.split("|")]
    if ".The next" in case or ".Menteri" in case or ".그는" in case:  # typed without a blank
        first, mark, second = case.partition(".")
        text, expected = case, [first + mark, second]
    else:
        text = glue.join(expected)
    assert [text[start:end] for start, end in cutter.cut(text)] == expected


def test_quotes_still_to_be_repaired_and_blank_before_closing_quote() -> None:
    cutter = Cutter(load_rules()["en"])
    text = "“It is over. ” They left."
    assert [text[a:b] for a, b in cutter.cut(text)] == ["“It is over. ”", "They left."]


def test_breaks_of_the_source() -> None:
    cutter = Cutter(load_rules()["en"])
    text = "He said that It was over. and so it was."
    cut, resume = text.index("It"), text.index("and")
    spans = cutter.cut(text, [(cut, CUT), (resume, RESUME)])
    assert [text[a:b] for a, b in spans] == ["He said that", "It was over.", "and so it was."]
    abbreviated = "They met in the U.S. on Monday."
    assert len(cutter.cut(abbreviated, [])) == 1


def test_a_language_without_rules_is_cut_all_the_same() -> None:
    text = "Le président A. Dupont est arrivé. Il est reparti."
    assert len(Cutter(None).cut(text)) == 2


@pytest.mark.parametrize("unit", ["word, word word ", "words", "語"])
def test_endless_text_is_cut_to_a_length_that_parsers_bear(unit: str) -> None:
    text = unit * 3000
    spans = Cutter(load_rules()["en"]).cut(text)
    assert max(end - start for start, end in spans) <= LONGEST
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
