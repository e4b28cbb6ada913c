"""Whatever stands around a quotation, its offsets lead to the quoted words in the story."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Report
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

# what is quoted, who says it, and the sentence around both
TOLD = {
    "en": (
        "Peru has attacked Chile",
        "the Norwegian foreign minister",
        "{open}{said},{close} {who} said.",
    ),
    "id": (
        "Peru menyerang Chile",
        "Menteri Luar Negeri Norwegia",
        "{open}{said},{close} kata {who}.",
    ),
    "ja": ("ペルーはチリを攻撃した", "ノルウェーの外相", "{who}は{open}{said}{close}と述べた。"),
    "ko": ("페루가 칠레를 공격했다", "노르웨이 외무장관", "{who}은 {open}{said}{close}고 말했다."),
}
AROUND = {
    "en": (
        "It rained in the capital.",
        "Ghana opened an embassy in Togo.",
        "“We are tired,” a cook said.",
    ),
    "id": (
        "Hujan turun di ibu kota.",
        "Ghana membuka kedutaan di Togo.",
        "“Kami lelah,” kata seorang koki.",
    ),
    "ja": (
        "首都では雨が降った。",
        "ガーナはトーゴに大使館を開設した。",
        "「疲れた」と料理人は語った。",
    ),
    "ko": (
        "수도에는 비가 내렸다.",
        "가나는 토고에 대사관을 열었다.",
        "“피곤하다”고 요리사가 말했다.",
    ),
}
MARKS = {
    "en": (("“", "”"), ('"', '"'), ("``", "''")),
    "id": (("“", "”"), ('"', '"')),
    "ja": (("「", "」"), ("『", "』")),
    "ko": (("“", "”"), ('"', '"')),
}


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline()


def told(text: str, lang: str) -> tuple[Report, ...]:
    return pipeline().code(make_story(text, origin="quotation", lang=lang)).reports


@pytest.mark.parametrize("lang", sorted(TOLD))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_offsets_of_a_quotation_are_its_words(lang: str, data: st.DataObject) -> None:
    said, who, form = TOLD[lang]
    opening, closing = data.draw(st.sampled_from(MARKS[lang]))
    quotation = form.format(open=opening, close=closing, said=said, who=who)
    around = st.lists(st.sampled_from(AROUND[lang]), max_size=3)
    gap = data.draw(st.sampled_from((" ", "\n\n", "\n", "  \u200b")))
    before, behind = data.draw(around), data.draw(around)
    text = gap.join([*before, quotation, *behind])
    first = text.index(quotation) + quotation.index(said)
    (report,) = [one for one in told(text, lang) if one.event == "ASSAULT"]
    assert "quoted" in report.flags
    assert first <= report.trigger.start < report.trigger.end <= first + len(said)
    assert text[report.trigger.start : report.trigger.end] == report.trigger_text
    assert report.trigger_text in said
    for party in (*report.actors, *report.recipients):
        assert party.span is not None
        assert first <= party.span.start < party.span.end <= first + len(said)
        assert text[party.span.start : party.span.end] == party.text
    (speaker,) = report.attributed_to
    assert speaker.key == ("NOR", "GOV")
    assert speaker.span is not None
    assert text[speaker.span.start : speaker.span.end] == speaker.text
    assert speaker.text in who
    assert quotation in text[report.span.start : report.span.end]


@pytest.mark.parametrize("lang", sorted(TOLD))
def test_what_stands_beside_a_quotation_is_not_quoted(lang: str) -> None:
    (_, deed, quotation) = AROUND[lang]
    gap = "" if lang == "ja" else " "
    for text in (gap.join((quotation, deed)), gap.join((deed, quotation))):
        for report in told(text, lang):
            assert "quoted" not in report.flags
            assert not report.attributed_to
