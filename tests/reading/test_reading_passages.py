"""Roles, languages, stamps, publishers and signs of machine translation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dragoman.errors import LanguageError
from dragoman.model import Passage, Story
from dragoman.reading import Reader, prepare, sentence_flags, told_language, unreadable
from dragoman.reading.datelines import Datelines
from dragoman.reading.identity import make_story
from dragoman.reading.rules import load_rules
from dragoman.reading.stamps import Stamps, zone_info


def made(text: str, **fields: str | None) -> tuple[Story, tuple[Passage, ...]]:
    return prepare(make_story(text, origin="test", **fields))  # type: ignore[arg-type]


def sentences(passages: tuple[Passage, ...]) -> list[str]:
    return [p.text[a:b] for p in passages for a, b in p.sentences]


def roles(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(p.role, p.text) for p in passages]


ENGLISH = """Leaders agree on border talks
Published: Mon 24 Jun 2024 21:04 GMT
By Jane Roe and John Doe
FILE PHOTO: A soldier stands guard at the border.
GENEVA, June 24 (Example Press) - The two leaders said on Monday they would meet.
"We are ready," she said. (Reporting by Ann Other; editing by Some One)
Read more: Some other story
© 2024 Example Press. All rights reserved."""


def test_english_story() -> None:
    story, passages = made(ENGLISH)
    assert roles(passages) == [
        ("headline", "Leaders agree on border talks"),
        ("stamp", "Published: Mon 24 Jun 2024 21:04 GMT"),
        ("boilerplate", "By Jane Roe and John Doe"),
        ("caption", "FILE PHOTO: A soldier stands guard at the border."),
        ("dateline", "GENEVA, June 24 (Example Press) -"),
        ("body", "The two leaders said on Monday they would meet."),
        ("body", '"We are ready," she said.'),
        ("boilerplate", "(Reporting by Ann Other; editing by Some One)"),
        ("boilerplate", "Read more: Some other story"),
        ("boilerplate", "© 2024 Example Press. All rights reserved."),
    ]
    assert [p.index for p in passages] == list(range(10))
    assert {p.lang for p in passages} == {"en"}
    assert story.published == datetime(2024, 6, 24, 21, 4, tzinfo=UTC)
    assert story.publisher == "Example Press"
    assert story.flags == ()


INDONESIAN = """Dua Menteri Bertemu di Jakarta
Senin, 24 Juni 2024 08:45 WIB
Penulis: Budi Santoso
JAKARTA, Contoh.com - Kedua menteri luar negeri bertemu pada hari Senin dan membahas langkah-
langkah baru. Baca juga: Berita lain di sini
(Foto: Contoh/Nama Orang)
Pemerintah akan membayar biaya itu. (abc/def)
Copyright © CONTOH 2024"""


def test_indonesian_story() -> None:
    story, passages = made(INDONESIAN)
    assert [p.role for p in passages] == [
        *("headline", "stamp", "boilerplate", "dateline", "body", "boilerplate"),
        *("caption", "body", "boilerplate", "boilerplate"),
    ]
    assert passages[4].text.endswith("membahas langkah-langkah baru.")
    assert passages[7].text == "Pemerintah akan membayar biaya itu."
    assert {p.lang for p in passages} == {"id"}
    assert story.published == datetime(2024, 6, 24, 8, 45, tzinfo=zone_info("Asia/Jakarta"))
    assert story.publisher == "CONTOH"
    assert story.flags == ("hard-wrapped",)


JAPANESE = """両国外相が会談
【ソウル共同】両国の外相は24日、電話で会談した。両者は協力で一致した。
2024年6月24日 8時45分
（写真：共同）
無断転載を禁じます"""

KOREAN = """양국 외교장관 전화 회담
입력 2024.06.24. 오전 8:45 수정 2024.06.24. 오후 1:02
(서울=모범뉴스) 홍길동 기자 = 외교부 장관은 24일 국무장관과 통화했다. 그는 "협력하겠다"고 말했다.
회담은 20분간 진행됐다. hong@example.co.kr
<저작권자(c) 모범뉴스, 무단 전재-재배포 금지>"""


def test_japanese_and_korean_stories() -> None:
    story, passages = made(JAPANESE)
    assert [p.role for p in passages] == [
        *("headline", "dateline", "body", "stamp", "caption", "boilerplate")
    ]
    assert {p.lang for p in passages} == {"ja"}
    assert story.published == datetime(2024, 6, 24, 8, 45)
    story, passages = made(KOREAN)
    assert [p.role for p in passages] == [
        *("headline", "stamp", "dateline", "body", "body", "boilerplate", "boilerplate")
    ]
    assert {p.lang for p in passages} == {"ko"}
    assert story.published == datetime(2024, 6, 24, 8, 45)
    assert story.publisher == "모범뉴스"


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("WASHINGTON (Example) - The", "WASHINGTON", "Example"),
        ("SEOUL, June 20 (Example) -- The", "SEOUL", "Example"),
        ("BEIRUT, Lebanon — The", "BEIRUT, Lebanon", None),
        ("ISLAMABAD: The", "ISLAMABAD", None),
        ("Muscat, May 4, ONA - The", "Muscat", "ONA"),
        ("United Nations, May 4 (IANS) The", "United Nations", "IANS"),
        ('CAIRO (AP) " The', "CAIRO", "AP"),
        ("TEMPO.CO, Jakarta - Presiden", "Jakarta", "TEMPO.CO"),
        ("Liputan6.com, Jakarta Presiden", "Jakarta", "Liputan6.com"),
        ("Jakarta (ANTARA) - Presiden", "Jakarta", "ANTARA"),
        ("Jakarta, CNN Indonesia -- Presiden", "Jakarta", "CNN Indonesia"),
        ("【ワシントン共同】大統領", "ワシントン", "共同"),
        ("［東京　２０日　ロイター］ - 首相", "東京", "ロイター"),
        ("(워싱턴=연합뉴스) 홍길동 특파원 = 대통령", "워싱턴", "연합뉴스"),
        ("[이데일리 홍길동 기자] 대통령", None, "이데일리"),
    ],
)
def test_datelines(line: str, place: str | None, agency: str | None) -> None:
    found = Datelines(load_rules().values()).match(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert line[found.end :].split()[0] in {"The", "Presiden", "大統領", "首相", "대통령"}


@pytest.mark.parametrize(
    "line",
    [
        "The talks - long awaited - began.",
        "AIDS is a disease.",
        "Jakarta is the capital.",
        "Lagos, May 4 (Friday) The day was hot.",
        "In Muscat, May 4, ONA said - The",
    ],
)
def test_lines_without_dateline(line: str) -> None:
    assert Datelines(load_rules().values()).match(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024/06/24 08:45 KST", "2024-06-24 08:45:00+09:00"),
        ("Senin, 24 Juni 2024 08:45 WIB", "2024-06-24 08:45:00+07:00"),
        ("Kompas.com - 24/06/2024, 08:45 WIB", "2024-06-24 08:45:00+07:00"),
        ("Published: Mon 24 Jun 2024 21:04 GMT", "2024-06-24 21:04:00+00:00"),
        ("Updated June 25, 2024 9:30 a.m. EDT", "2024-06-25 09:30:00-04:00"),
        ("12:15 pm, 24 June 2024", "2024-06-24 12:15:00"),
        ("2024-06-24T08:45:00+09:00", "2024-06-24 08:45:00+09:00"),
        ("24 June 2024", "2024-06-24 00:00:00"),
        ("입력 2024.06.24. 오후 8:45", "2024-06-24 20:45:00"),
        ("2024年6月24日 午後8時5分 JST", "2024-06-24 20:05:00+09:00"),
        ("２０２４年６月２４日（月） ８：４５配信", "2024-06-24 08:45:00"),
        ("2024/06/24 08:45 GMT+7", "2024-06-24 08:45:00+07:00"),
    ],
)
def test_stamps(line: str, expected: str) -> None:
    stamps = Stamps(load_rules())
    found = stamps.match(line, ended=False)
    assert found
    resolved = stamps.resolve(found[0], "en")
    assert resolved is not None
    assert str(resolved[0]) == expected
    assert resolved[1] == ("day" if "00:00:00" in expected else "minute")


@pytest.mark.parametrize(
    "line",
    [
        "The attack took place at 08:45 on 24 June 2024.",
        "on 24 June 2024 at 08:45 GMT, the ministers",
        "2024 was a bad year",
        "Lebih dari 2024 orang hadir",
        "31/31/2024",
        "24 June 2024 The ministers met in the capital and talked",
    ],
)
def test_lines_with_dates_that_are_no_stamps(line: str) -> None:
    assert Stamps(load_rules()).match(line, ended=line.endswith(".")) == ()


def test_the_first_publication_counts_not_the_update() -> None:
    text = (
        "Talks held\nUpdated 25 June 2024 10:00 GMT | Published 24 June 2024 09:00 GMT\nThey met."
    )
    assert made(text)[0].published == datetime(2024, 6, 24, 9, tzinfo=UTC)


def test_what_the_row_says_of_publication_is_kept() -> None:
    at = datetime(2024, 6, 1, tzinfo=timezone(timedelta(hours=9)))
    story = make_story(ENGLISH, origin="test", published=at, publisher="The Row")
    told, _ = prepare(story)
    assert (told.published, told.publisher) == (at, "The Row")


def test_every_zone_of_the_packs_is_known() -> None:
    assert all(zone_info(value) is not None for value in Stamps(load_rules()).zone_values())


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law was changed by parliament on Monday.",
        "The Post reported that talks had failed.",
        "Comments by the minister caused anger abroad.",
        "By Friday evening the truce had collapsed again.",
        "Iklan rokok dilarang pemerintah mulai bulan depan.",
        "広告大手の幹部が逮捕された。",
        "광고 회사 대표가 체포됐다.",
    ],
)
def test_prose_that_begins_like_boilerplate(line: str) -> None:
    assert [p.role for p in made(line)[1]] == ["body"]


def test_fixed_width_text_is_joined_into_paragraphs() -> None:
    text = """The minister of foreign affairs told reporters on
Monday that the talks with the delegation from the
north had made progress, and that a further exam-
ple of good will was expected from both sides in
the coming weeks.
The minister of trade, who was travelling to the
United States, did not comment on the meeting that
took place in Geneva."""
    story, passages = made(text)
    assert story.flags == ("hard-wrapped",)
    assert [p.role for p in passages] == ["body", "body"]
    assert "a further example of good will" in passages[0].text
    assert len(sentences(passages)) == 2


def test_dense_scripts_are_joined_without_blank() -> None:
    text = (
        "外相は二十日、ソウルで会談し、北朝鮮と\n"
        "ロシアの条約について協議した。両国は\n"
        "連携を強めることで一致し、来月にも次\n"
        "の会合を開くことを決めた。"
    )
    _, passages = made(text)
    assert sentences(passages) == [
        "外相は二十日、ソウルで会談し、北朝鮮とロシアの条約について協議した。",
        "両国は連携を強めることで一致し、来月にも次の会合を開くことを決めた。",
    ]


def test_hangul_that_fills_its_lines_is_broken_within_words() -> None:
    text = (
        "Ministers meet in Seoul for a round of talks\n"
        "두 나라 외교장관은 이십일 서울에서 만나 안보 협\n"
        "력을 강화하기로 합의했다. 두 장관은 다음 달에 다\n"
        "시 만날 예정이다. 이번 회담은 세 시간 동안 이어\n"
        "졌다고 외교부가 밝혔다."
    )
    _, passages = made(text)
    assert sentences(passages) == [
        "Ministers meet in Seoul for a round of talks",
        "두 나라 외교장관은 이십일 서울에서 만나 안보 협력을 강화하기로 합의했다.",
        "두 장관은 다음 달에 다시 만날 예정이다.",
        "이번 회담은 세 시간 동안 이어졌다고 외교부가 밝혔다.",
    ]


def test_a_headline_may_be_wider_than_the_column() -> None:
    text = (
        "日韓外相がソウルで会談、北朝鮮情勢を協議し連携を確認\n"
        "外相は二十日、ソウルで会談し、北朝鮮と\n"
        "ロシアの条約について協議した。両国は連\n"
        "携を強めることで一致した。"
    )
    _, passages = made(text)
    assert sentences(passages) == [
        "日韓外相がソウルで会談、北朝鮮情勢を協議し連携を確認",
        "外相は二十日、ソウルで会談し、北朝鮮とロシアの条約について協議した。",
        "両国は連携を強めることで一致した。",
    ]


def test_short_broken_lines_are_joined_and_long_ones_marked() -> None:
    _, passages = made("The president met with\nForeign Minister Jane Roe on Monday.")
    assert sentences(passages) == ["The president met with Foreign Minister Jane Roe on Monday."]
    long = (
        "The department said on the 21st that the minister, in a telephone call that lasted for "
        * 2
    )
    _, passages = made(
        f"They met.\n{long}and said that\nIt was announced that he had left. They met."
    )
    assert [sentence_flags(passages[1], i) for i in range(3)] == [("broken",), ("broken",), ()]


def test_a_line_in_lower_case_continues_the_paragraph() -> None:
    _, passages = made(
        "Sanctions were imposed.\nThey said so the day before.\nand new rules followed."
    )
    assert len(passages) == 2
    assert [sentence_flags(passages[1], i) for i in range(2)] == [(), ("continues",)]


def test_names_in_lower_case_begin_paragraphs() -> None:
    _, passages = made("They met.\nal-Shabab fighters left the town.\niPhone sales fell.")
    assert len(passages) == 3


def test_one_line_is_body_and_a_title_is_headline_even_with_a_full_stop() -> None:
    assert roles(made("Talks held in the capital")[1])[0][0] == "body"
    _, passages = made("Talks held.\nThe two met.", title="Talks  held.")
    assert [p.role for p in passages] == ["headline", "body"]


def test_row_language_wins_unless_the_script_contradicts() -> None:
    text = "Talks Jakarta Moskow."
    assert made(text, lang="id-ID")[1][0].lang == "id"
    assert made(text, lang="eng")[1][0].lang == "en"
    assert made("두 장관이 만났다.", lang="en")[1][0].lang == "ko"


def test_language_that_a_page_claims_is_only_a_hint() -> None:
    text = "Kedua menteri itu bertemu pada hari Senin dan tidak membahas hal yang lain."
    story = make_story(text, origin="test", lang="en", flags=("lang-from-page",))
    assert prepare(story)[1][0].lang == "id"


def test_paragraph_in_another_language() -> None:
    text = (
        "Kedua menteri itu bertemu pada hari Senin dan tidak membahas hal yang lain di ibu kota.\n"
        "The two ministers met on Monday and they did not talk about what had been agreed before.\n"
        "Mereka akan bertemu lagi pada bulan depan untuk membahas perdagangan yang masih terhenti."
    )
    story, passages = made(text)
    assert [p.lang for p in passages] == ["id", "en", "id"]
    assert "mixed-language" in story.flags


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (
            "Kerajaan mengutuk serangan itu kerana ia salah. Menteri berkata bahawa polis tahu.",
            "ms",
        ),
        ("Le gouvernement a condamné l'attaque et demande la libération des otages.", "fr"),
        ("Правительство осудило удар по городу.", "ru"),
        ("外交部发言人在记者会上说，我们对这一事件表示关注。", "zh"),
    ],
)
def test_languages_without_a_pack_are_named(text: str, lang: str) -> None:
    story, passages = made(text)
    assert {p.lang for p in passages} == {None}
    assert {told_language(p) for p in passages} == {lang}
    assert story.flags == (f"unread:{lang}",)
    assert unreadable(passages, ["en", "id"]) == f"no pack for language {lang}; at hand: en, id"


def test_only_the_packs_at_hand_are_given() -> None:
    story, passages = prepare(make_story(JAPANESE, origin="test"), ["en", "id"])
    assert {p.lang for p in passages} == {None}
    assert unreadable(passages, ["en", "id"]) == "no pack for language ja; at hand: en, id"
    assert "unread:ja" in story.flags
    with pytest.raises(LanguageError, match=r"no reading\.yaml for language xx"):
        prepare(story, ["xx"])


def test_boilerplate_alone_is_no_story() -> None:
    _, passages = made("© 2024 Example Press. All rights reserved.")
    assert "holds no text" in (unreadable(passages, ["en"]) or "")


def test_signs_of_machine_translation() -> None:
    text = (
        "両国外相が会談\n"
        "Kedua menteri ``mengutuk keras'' hal ini, dan mereka tidak akan berhenti sampai di situ.\n"
        "Ta. Menteri itu mengatakan bahwa mereka akan bertemu lagi pada bulan depan.\n"
        "Mari kita atasi,'' katanya."
    )
    story, passages = made(text)
    assert "machine-translated" in story.flags
    assert "“mengutuk keras”" in passages[1].text
    told = "Diterjemahkan secara otomatis.\nKedua menteri itu bertemu dan tidak membahas yang lain."
    assert "machine-translated" in made(told)[0].flags
    good = "Kedua menteri bertemu\nMereka membahas ``perdamaian'' di ibu kota dan tidak yang lain."
    assert "machine-translated" not in made(good)[0].flags


def test_the_same_story_twice_gives_the_same() -> None:
    assert made(ENGLISH) == made(ENGLISH)
    assert Reader().prepare(make_story(KOREAN, origin="x")) == prepare(
        make_story(KOREAN, origin="x")
    )
