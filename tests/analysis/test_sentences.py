"""The sentences of briefs: one event, told in each language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.analysis.briefs.clauses import teller
from dragoman.analysis.briefs.told import Source, Told, Who
from dragoman.errors import DataError, LanguageError
from dragoman.languages.sentences import (
    FILE,
    SIZES,
    TENSES,
    SentencesFile,
    check_sentences,
    load_sentences,
)
from dragoman.languages.writing import FOLDER, load_writing, writable
from dragoman.model import AUXILIARIES, FUTURE, HISTORICAL, HYPOTHETICAL, NEGATION
from dragoman.ontology import load_ontology

LANGUAGES = ("en", "id", "ja", "ko")


def country(code: str) -> Who:
    return Who(code, None, code, None, code, None)


JAPAN, NORTH, SOUTH, AMERICA = map(country, ("JPN", "PRK", "KOR", "USA"))
KAMIKAWA = Who("JPN", "GOV", "Kamikawa", "Yoko Kamikawa", "yoko_kamikawa", "foreign_minister")
ARMY = Who("PRK", "MIL", "soldiers", None, None, None)
SOURCE = Source(
    "r1", "s1", "en", 3, 41, "Japan condemned North Korea.", "Wire", None, None, date(2024, 6, 20)
)


def told(
    act: str = "condemn",
    actors: Sequence[Who] = (JAPAN,),
    recipients: Sequence[Who] = (NORTH,),
    **more: object,
) -> Told:
    kind = load_ontology().acts[act]
    score = load_ontology().score(kind.event or "CONSULT", kind.modes)
    quad = load_ontology().quad(kind.event or "CONSULT")
    plain = Told(
        "e1", "r1", act, (), quad, score, date(2024, 6, 19), "day", None, None, 1,
        date(2024, 6, 20), (), tuple(actors), tuple(recipients), (), (SOURCE,),
    )  # fmt: skip
    return replace(plain, **more)


def sentences(one: Told, **how: object) -> list[str]:
    return [teller(code).sentence(one, **how) for code in LANGUAGES]  # type: ignore[arg-type]


def test_a_plain_event_with_its_day() -> None:
    assert sentences(told()) == [
        "On 19 June 2024, Japan condemned North Korea.",
        "Pada 19 Juni 2024, Jepang mengecam Korea Utara.",
        "2024年6月19日、日本は北朝鮮を非難した。",
        "2024년 6월 19일 일본은 북한을 규탄했다.",
    ]


def test_the_particle_goes_by_the_last_sound_of_the_name() -> None:
    # 미국 ends in a consonant, 러시아 in a vowel
    one = told("meet", [AMERICA, country("RUS")], [])
    assert teller("ko").sentence(one, dated=False) == "미국은 러시아와 회담했다."
    turned = told("meet", [country("RUS"), AMERICA], [])
    assert teller("ko").sentence(turned, dated=False) == "러시아는 미국과 회담했다."


def test_people_take_another_particle_than_states() -> None:
    assert "북한에 경고했다" in teller("ko").sentence(told("warn"))
    minister = told("warn", [NORTH], [KAMIKAWA])
    assert "외무상에게 경고했다" in teller("ko").sentence(minister)


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        (
            (NEGATION,),
            ["did not impose sanctions on", "tidak menjatuhkan", "科さなかった", "부과하지 않았다"],
        ),
        (
            (FUTURE,),
            ["will impose sanctions", "akan menjatuhkan", "科す見通しだ", "부과할 것으로 보인다"],
        ),
        (
            (HYPOTHETICAL,),
            ["may impose sanctions", "mungkin menjatuhkan", "可能性がある", "부과할 가능성이 있다"],
        ),
        (
            (HISTORICAL,),
            ["had imposed sanctions", "sebelumnya", "科した経緯がある", "부과한 바 있다"],
        ),
        (
            (NEGATION, FUTURE),
            [
                "will not impose sanctions on",
                "tidak akan menjatuhkan",
                "科さない見通しだ",
                "부과하지 않을 것으로 보인다",
            ],
        ),
    ],
)  # fmt: skip
def test_auxiliary_modes_are_told(modes: tuple[str, ...], expected: list[str]) -> None:
    for text, words in zip(
        sentences(told("impose_sanctions", auxiliary=modes)), expected, strict=True
    ):
        assert words in text


def test_what_is_still_to_come_is_dated_by_the_day_of_saying_so() -> None:
    one = told(auxiliary=(FUTURE,))
    assert teller("en").sentence(one).startswith("As of 19 June 2024, Japan will")
    later = told(auxiliary=(FUTURE,), day=date(2024, 7, 1))
    assert teller("en").sentence(later).startswith("On 1 July 2024, Japan will")


def test_holders_of_offices_by_name() -> None:
    assert sentences(told(actors=[KAMIKAWA]), dated=False) == [
        "Japan’s foreign minister Yoko Kamikawa condemned North Korea.",
        "Menteri Luar Negeri Jepang Yoko Kamikawa mengecam Korea Utara.",
        "日本の上川陽子外相は北朝鮮を非難した。",
        "일본의 가미카와 요코 외무상은 북한을 규탄했다.",
    ]


def test_sectors_with_their_country() -> None:
    assert sentences(told("attack", [ARMY], [SOUTH]), dated=False) == [
        "The armed forces of North Korea attacked South Korea.",
        "Militer Korea Utara menyerang Korea Selatan.",
        "北朝鮮軍は韓国を攻撃した。",
        "북한군은 한국을 공격했다.",
    ]


def test_a_name_that_is_not_the_partys_own_is_left_out() -> None:
    soldiers = replace(KAMIKAWA, sector="MIL", text="soldiers")
    said = teller("en").sentence(told("attack", [soldiers], [SOUTH]), dated=False)
    assert said == "The armed forces of Japan attacked South Korea."


def test_a_person_whom_no_file_knows_is_quoted_where_the_reader_cannot_read_the_name() -> None:
    stranger = Who("SRB", "CVL", "ペトリッチ", None, "?ペトリッチ", None, "ja")
    one = told(recipients=[stranger])
    assert "ペトリッチ氏を" in teller("ja").sentence(one)
    assert "“ペトリッチ” of Serbia" in teller("en").sentence(one)


def test_whoever_the_brief_is_about_stands_first_in_what_is_done_together() -> None:
    one = told("talk_by_phone", [JAPAN, AMERICA, SOUTH], [])
    expected = "South Korea spoke by phone with Japan and the United States."
    assert teller("en").sentence(one, about="KOR", dated=False) == expected


def test_a_recipient_who_is_not_known() -> None:
    assert sentences(told(recipients=[]), dated=False) == [
        "Japan condemned an unnamed party.",
        "Jepang mengecam pihak yang tidak disebutkan.",
        "日本は非難した。",
        "일본은 규탄했다.",
    ]
    assert teller("en").sentence(told("express_concern", recipients=[]), dated=False) == (
        "Japan expressed concern."
    )


def test_an_actor_who_is_not_known() -> None:
    assert teller("ja").sentence(told(actors=[]), dated=False) == "何者かが北朝鮮を非難した。"
    assert teller("ko").sentence(told(actors=[]), dated=False) == "누군가가 북한을 규탄했다."


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_label_of_an_act_with_a_recipient_has_a_place_for_one(code: str) -> None:
    patterns = load_sentences(code)
    for act in load_ontology().acts.values():
        if act.event is None or act.recipient == "none":
            continue
        label = act.label[code]
        if patterns.recipient == "before":
            assert label.startswith(patterns.loose), (act.id, label)
        else:
            # a verb's own object follows it at once, any other recipient follows a word for it
            needs = patterns.needs_recipient
            assert needs is not None
            led = re.search(needs, label) or label.endswith(patterns.loose)
            assert led or code == "id", (act.id, label)


def test_an_act_without_a_recipient_is_told_without_one() -> None:
    assert sentences(told("resign", [KAMIKAWA], [NORTH]), dated=False)[2] == (
        "日本の上川陽子外相は辞任した。"
    )


def test_a_recipient_within_the_verb_phrase() -> None:
    one = told("take_hostage", [ARMY], [SOUTH])
    assert teller("en").sentence(one, dated=False) == (
        "The armed forces of North Korea took South Korea hostage."
    )
    assert "menyerang Korea Selatan dengan rudal" in teller("id").sentence(
        told("strike_with_missiles", [ARMY], [SOUTH])
    )


def test_who_says_so() -> None:
    assert sentences(told("attack", [ARMY], [SOUTH], speakers=(JAPAN,)), dated=False) == [
        "According to Japan, the armed forces of North Korea attacked South Korea.",
        "Menurut Jepang, militer Korea Utara menyerang Korea Selatan.",
        "日本によると、北朝鮮軍は韓国を攻撃した。",
        "일본에 따르면 북한군은 한국을 공격했다.",
    ]


def test_deeds_told_by_who_did_them_say_so_and_words_need_not() -> None:
    deed = told("deploy_troops", [JAPAN], [], speakers=(JAPAN,))
    assert sentences(deed, dated=False) == [
        "By their own account, Japan deployed troops.",
        "Menurut keterangannya sendiri, Jepang mengerahkan pasukan.",
        "日本は部隊を展開したとしている。",
        "일본은 병력을 배치했다고 밝혔다.",
    ]
    assert teller("en").sentence(told(speakers=(JAPAN,)), dated=False) == (
        "Japan condemned North Korea."
    )


def test_numbers_and_places() -> None:
    one = told(
        "attack", [ARMY], [SOUTH], numbers=(("dead", 1200), ("injured", 3)), place="Seoul",
        country="KOR",
    )  # fmt: skip
    assert sentences(one, dated=False) == [
        "The armed forces of North Korea attacked South Korea in Seoul"
        " (killed: 1,200; injured: 3).",
        "Militer Korea Utara menyerang Korea Selatan di Seoul (tewas: 1.200; terluka: 3).",
        "北朝鮮軍はソウルで韓国を攻撃した（死者1,200人、負傷者3人）。",
        "북한군은 서울에서 한국을 공격했다(사망 1,200명, 부상 3명).",
    ]


def test_the_day_of_the_report_is_told_as_such() -> None:
    one = told(precision="publication")
    assert sentences(one, dated=False) == [
        "As reported on 19 June 2024, Japan condemned North Korea.",
        "Menurut berita tertanggal 19 Juni 2024, Jepang mengecam Korea Utara.",
        "2024年6月19日付の報道によると、日本は北朝鮮を非難した。",
        "2024년 6월 19일 보도에 따르면 일본은 북한을 규탄했다.",
    ]


def test_a_month_is_told_as_a_month() -> None:
    one = told(day=date(2024, 6, 1), precision="month")
    assert teller("ja").sentence(one).startswith("2024年6月、")
    assert teller("en").sentence(one).startswith("In June 2024, ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_act_makes_a_sentence_in_every_tense(code: str) -> None:
    for act in load_ontology().acts.values():
        if act.event is None:
            continue
        for tense in TENSES:
            modes = tuple(mode for mode in AUXILIARIES if mode in tense.split())
            for recipients in ((NORTH,), ()):
                text = teller(code).sentence(told(act.id, [JAPAN], recipients, auxiliary=modes))
                assert "{" not in text, text
                assert "…" not in text, text
                assert "  " not in text, text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_no_text_of_a_story_is_taken_for_a_pattern(words: str, code: str) -> None:
    who = Who(None, None, f"{{actor}}{words}{{은}}", None, None, None)
    assert "{actor}" in teller(code).sentence(told(recipients=[who]))


class TestFiles:
    def test_every_language_that_charts_are_written_in_has_sentences(self) -> None:
        assert writable() == LANGUAGES

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_the_files_fit_acts_sectors_and_offices(self, code: str) -> None:
        assert check_sentences(FOLDER / code / FILE, code, load_ontology()) == []
        assert set(load_sentences(code).numbers) == set(SIZES)
        assert load_writing(code).locale.startswith(code)

    def test_a_language_without_sentences_is_refused(self) -> None:
        with pytest.raises(LanguageError, match="there are: en, id, ja, ko"):
            load_sentences("fr")

    def test_an_unlisted_verb_is_found_by_the_check(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        path = tmp_path / FILE
        text = (FOLDER / "en" / FILE).read_text("utf-8")
        path.write_text(text.replace("abducts: [abduct, abducted, abducted], ", ""), "utf-8")
        (problem,) = check_sentences(path, "en", load_ontology())
        assert "'abducts' of the label of abduct is not listed" in str(problem)

    def test_a_pattern_with_an_unknown_name_is_refused(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        from dragoman.data import load_yaml

        path = tmp_path / FILE
        text = (FOLDER / "en" / FILE).read_text("utf-8")
        path.write_text(text.replace("according to {speaker}", "according to {who}"), "utf-8")
        with pytest.raises(DataError, match="attributed"):
            load_yaml(path, SentencesFile)
