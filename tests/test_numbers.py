"""Counts of people: phrases as newspapers write them, and properties that hold for every count."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.coding.words.numbers import NumberReader
from dragoman.coding.words.numerals import NumeralRules, Numerals
from dragoman.errors import DataError

LANGUAGES = Path(next(iter(dragoman.__path__))) / "languages"
EN = NumberReader.from_file(LANGUAGES / "en" / "numbers.yaml")
ID = NumberReader.from_file(LANGUAGES / "id" / "numbers.yaml")
JA = NumberReader.from_file(LANGUAGES / "ja" / "numbers.yaml")
KO = NumberReader.from_file(LANGUAGES / "ko" / "numbers.yaml")

# sentence, what is counted in it: kind, value, "+" for a lower bound, "~" for a vague one
ENGLISH = [
    ("A bomb exploded, killing 12 people.", "dead 12"),
    ("The raid killed 12 people and injured 30 others.", "dead 12, injured 30"),
    ("12 people were killed.", "dead 12"),
    ("Twelve people have been killed.", "dead 12"),
    ("At least 12 dead and 30 injured in the blast.", "dead 12+, injured 30"),
    ("12 people died in the crossfire.", "dead 12"),
    ("The shelling left 12 civilians dead and 30 wounded.", "dead 12, injured 30"),
    ("The death toll rose to 1,245.", "dead 1245"),
    ("The attack claimed 45 lives.", "dead 45"),
    ("Troops shot dead three unarmed demonstrators.", "dead 3"),
    ("Troops killed three soldiers and two civilians.", "dead 5"),
    ("Three soldiers and two civilians were killed.", "dead 5"),
    ("A Malian soldier was killed on patrol.", "dead 1"),
    ("More than two hundred people were killed.", "dead 200+"),
    ("Between 10 and 20 people were killed.", "dead 10+"),
    ("10 to 20 militants were killed.", "dead 10+"),
    ("20 or more rebels were killed.", "dead 20+"),
    ("Dozens of villagers were killed.", "dead 24+~"),
    ("The strike killed two dozen fighters.", "dead 24"),
    ("The strike killed two senior rebel commanders.", "dead 2"),
    ("Militants executed 17 hostages.", "dead 17"),
    ("One hundred and six people were killed.", "dead 106"),
    ("Some 30 people were wounded.", "injured 30"),
    ("Rubber bullets injured nearly 40 students.", "injured 40"),
    ("He said 30 more were wounded, five of them badly.", "injured 30"),
    ("Police arrested 50 protesters.", "arrested 50"),
    ("50 protesters were arrested.", "arrested 50"),
    ("Over 1,300 people have been detained.", "arrested 1300+"),
    ("Police made 85 arrests.", "arrested 85"),
    ("The army detained 14 others.", "arrested 14"),
    ("They rounded up hundreds of activists.", "arrested 200+~"),
    ("The detention of two Canadian citizens drew protest.", "arrested 2"),
    ("Fighting displaced 20,000 people.", "displaced 20000"),
    ("More than 1.2 million people have fled.", "displaced 1200000+"),
    ("Thousands of protesters filled the square.", "size 2000+~"),
    ("Some 5,000 people marched through the city.", "size 5000"),
    ("Tens of thousands of people took to the streets.", "size 20000+~"),
    ("A crowd of 3,000 gathered outside.", "size 3000"),
    ("A 5,000-strong crowd gathered outside.", "size 5000"),
    ("About 400 farmers blocked the road.", "size 400"),
    ("Half an hour later 20 masked demonstrators came.", "size 20"),
]
INDONESIAN = [
    ("Ledakan itu menewaskan 12 orang.", "dead 12"),
    ("Serangan menewaskan 12 orang dan melukai 30 orang lainnya.", "dead 12, injured 30"),
    ("12 orang tewas dan 30 luka-luka.", "dead 12, injured 30"),
    ("Dua belas tentara tewas.", "dead 12"),
    ("Dua puluh satu warga sipil terluka.", "injured 21"),
    ("Sedikitnya 12 warga Palestina tewas.", "dead 12+"),
    ("Jumlah korban tewas mencapai 1.245 orang.", "dead 1245"),
    ("Korban jiwa bertambah menjadi 45 orang.", "dead 45"),
    ("Tentara menembak mati tiga pemuda.", "dead 3"),
    ("Tentara membunuh tiga militan dan dua warga sipil.", "dead 5"),
    ("Seorang tentara gugur dalam baku tembak.", "dead 1"),
    ("Lebih dari dua ratus orang meninggal dunia.", "dead 200+"),
    ("Antara 10 dan 20 orang tewas.", "dead 10+"),
    ("10 hingga 20 orang tewas.", "dead 10+"),
    ("Puluhan warga desa tewas.", "dead 20+~"),
    ("Serangan itu merenggut nyawa 9 pekerja.", "dead 9"),
    ("Sebanyak 30 orang dilaporkan luka-luka.", "injured 30"),
    ("Bentrokan melukai belasan mahasiswa.", "injured 11+~"),
    ("Polisi menahan 50 demonstran.", "arrested 50"),
    ("50 demonstran ditahan polisi.", "arrested 50"),
    ("Lebih dari 1.300 orang telah ditangkap.", "arrested 1300+"),
    ("Aparat menangkap seratus dua puluh aktivis.", "arrested 120"),
    ("Polisi mengamankan 14 orang.", "arrested 14"),
    ("Penangkapan dua warga Kanada menuai protes.", "arrested 2"),
    ("Ratusan aktivis ditangkap.", "arrested 200+~"),
    ("Sebanyak 20.000 orang mengungsi.", "displaced 20000"),
    ("Lebih dari 1,2 juta orang mengungsi.", "displaced 1200000+"),
    ("Dua ratus lima puluh ribu warga mengungsi.", "displaced 250000"),
    ("Ribuan pengunjuk rasa memadati alun-alun.", "size 2000+~"),
    ("Sekitar 5.000 orang turun ke jalan.", "size 5000"),
    ("Puluhan ribu buruh berunjuk rasa.", "size 20000+~"),
    ("Sekitar 400 petani memblokir jalan.", "size 400"),
    ("Aksi itu diikuti 3.000 orang.", "size 3000"),
    ("Seribu lima ratus mahasiswa berdemonstrasi.", "size 1500"),
]


def counted(reader: NumberReader, text: str) -> str:
    return ", ".join(
        f"{count.kind} {count.value}{'+' if count.at_least else ''}{'~' if count.vague else ''}"
        for count in reader.find_numbers(text)
    )


NIHONGO = [
    ("爆発で少なくとも12人が死亡、約三十人が負傷した。", "dead 12+, injured 30"),
    ("爆撃で10～20人が殺害された。", "dead 10+"),
    ("死者は3人、負傷者は10人に上った。", "dead 3, injured 10"),
    ("死者数は1245人に達した。", "dead 1245"),
    ("崩落で死者3人。", "dead 3"),
    ("地震で3人の死者が出た。", "dead 3"),
    ("兵士2人が死亡した。", "dead 2"),
    ("約30人が死亡した。", "dead 30"),
    ("数百人が死亡した。", "dead 200+~"),
    ("十数人が死亡した。", "dead 11+~"),
    ("三十余人が負傷した。", "injured 30+"),
    ("住民100人以上がけがをした。", "injured 100+"),
    ("１万２千人が避難した。", "displaced 12000"),
    ("50万人以上が避難を余儀なくされた。", "displaced 500000+"),
    ("警察は参加者50人余りを拘束した。", "arrested 50+"),
    ("当局は記者3人を逮捕した。", "arrested 3"),
    ("約２万3千人が首都でデモをした。", "size 23000"),
    ("団体は1万人規模の集会を開いた。", "size 10000"),
    ("子ども5人を含む20人が死亡した。", "dead 20"),
]


@pytest.mark.parametrize(("text", "expected"), NIHONGO)
def test_japanese_counts(text: str, expected: str) -> None:
    assert counted(JA, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "15人が死傷した。",
        "男(30)が負傷した。",
        "3年ぶりに死亡事故が起きた。",
        "3人組の歌手が来日した。",
        "5カ国が署名した。",
        "会談は3時間続いた。",
        "ミサイル3発を発射した。",
    ],
)
def test_japanese_near_miss(text: str) -> None:
    assert counted(JA, text) == ""


HANGUL = [
    ("민간인 3명이 숨지고 5명이 다쳤다.", "dead 3, injured 5"),
    ("최소 10명이 사망하고 30명 이상이 부상했다.", "dead 10+, injured 30+"),
    ("수백 명이 체포됐다.", "arrested 200+~"),
    ("주민 1만2천명이 대피했다.", "displaced 12000"),
    ("시민 1만2천여 명이 거리로 나섰다.", "size 12000+"),
    ("30여 명이 숨졌다.", "dead 30+"),
    ("군인 2명과 민간인 3명이 숨졌다.", "dead 5"),
    ("경찰은 시위대 20명을 체포했다.", "arrested 20"),
    ("시위대 2만 5000명이 모였다.", "size 25000"),
    ("사망자가 1천200명으로 늘었다.", "dead 1200"),
    ("어린이 한 명이 숨졌다.", "dead 1"),
    ("이재민 3만명이 발생했다.", "displaced 30000"),
    ("테러범 3명을 사살했다.", "dead 3"),
    ("수만명이 집회에 참가했다.", "size 20000+~"),
    ("약 200명의 시위대가 도로를 점거했다.", "size 200"),
    ("10~15명이 숨졌다.", "dead 10+"),
    ("3명 사망, 5명 부상", "dead 3, injured 5"),
]


@pytest.mark.parametrize(("text", "expected"), HANGUL)
def test_korean_counts(text: str, expected: str) -> None:
    assert counted(KO, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "사상자 5명이 발생했다.",
        "10명이 숨지거나 다쳤다.",
        "미사일 3발을 발사했다.",
        "회담은 3시간 이어졌다.",
        "5개국이 서명했다.",
        "장관 두 명이 회의에 앉았다.",
    ],
)
def test_korean_near_miss(text: str) -> None:
    assert counted(KO, text) == ""


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_counts(text: str, expected: str) -> None:
    assert counted(EN, text) == expected


@pytest.mark.parametrize(("text", "expected"), INDONESIAN)
def test_indonesian_counts(text: str, expected: str) -> None:
    assert counted(ID, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was killed 12 years ago.",
        "He was killed on 12 May.",
        "The storm killed 300 sheep.",
        "He was jailed for 12 years.",
        "20 people were killed or injured.",
        "They won 12 seats in parliament.",
        "The killing of the mayor shocked 12 nations.",
        "It injured national pride.",
        "Protests entered a third week.",
        "After a debate the marchers went home.",
        "On average 3.5 people were killed.",
    ],
)
def test_english_near_miss(text: str) -> None:
    assert counted(EN, text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ia ditahan 12 tahun.",
        "Ia divonis 20 tahun penjara.",
        "Serangan menewaskan atau melukai 20 orang.",
        "Partai itu meraih 12 kursi.",
        "Rapat berlangsung 3 jam.",
        "Harga naik 20 persen.",
    ],
)
def test_indonesian_near_miss(text: str) -> None:
    assert counted(ID, text) == ""


def test_who_acts_is_not_counted_among_the_victims() -> None:
    text = "One gunman wounded seven harbour guards."
    assert counted(EN, text) == "injured 7"


@given(st.integers(1, 9_999_999))
def test_figures_are_read_with_the_separators_of_the_language(number: int) -> None:
    english = f"The blast killed {number:,} people."
    indonesian = f"Ledakan menewaskan {number:,} orang.".replace(",", ".")
    assert counted(EN, english) == f"dead {number}"
    assert counted(ID, indonesian) == f"dead {number}"


def split(words: str) -> list[str]:
    return words.split()


ONES = split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
TENS = split("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
SATUAN = split("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")


def in_english(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    rest = f" {in_english(number % 1000)}" if number % 1000 else ""
    return f"{in_english(number // 1000)} thousand{rest}"


def in_indonesian(number: int) -> str:
    if number < 12:
        return SATUAN[number]
    if number < 20:
        return f"{SATUAN[number - 10]} belas"
    for size, one, word in ((1000, "seribu", "ribu"), (100, "seratus", "ratus"), (10, "", "puluh")):
        if number >= size:
            head = one if number // size == 1 else f"{in_indonesian(number // size)} {word}"
            return head + (f" {in_indonesian(number % size)}" if number % size else "")
    raise AssertionError(number)


@given(st.integers(1, 99_999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    english = f"They killed {in_english(number)} people."
    indonesian = f"Mereka menewaskan {in_indonesian(number)} orang."
    assert counted(EN, english) == f"dead {number}"
    assert counted(ID, indonesian) == f"dead {number}"


def test_numerals_of_scripts_without_blanks() -> None:
    digits = dict(zip("〇一二三四五六七八九", range(10), strict=True))
    numerals = Numerals(
        NumeralRules(
            words=digits,
            scales={"十": 10, "百": 100, "千": 1000},
            groups={"万": 10_000, "億": 100_000_000},
            join=[""],
        )
    )
    rows = {
        "二十": 20,
        "二百六": 206,
        "二〇二四": 2024,
        "2万3千": 23_000,
        "1億2000万": 120_000_000,
        "三千五百": 3500,
        "１２": 12,
    }
    assert {text: numerals.value(text) for text in rows} == rows


JAPANESE = """
edges: none
numerals:
  words: {一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9}
  scales: {十: 10, 百: 100, 千: 1000}
  groups: {万: 10000}
  join: [""]
vague: {20: [数十], 200: [数百]}
qualifiers: {at_least: [少なくとも], about: [約]}
gap_stops: [が, 、]
phrases:
  - {kind: dead, say: ["{count}人が(死亡|殺害)"]}
  - {kind: injured, say: ["{count}人が(負傷|けが)"]}
  - {kind: size, say: ["{count}人が{gap}デモ"]}
"""


def test_a_pack_without_blanks(tmp_path: Path) -> None:
    path = tmp_path / "numbers.yaml"
    path.write_text(JAPANESE, "utf-8")
    reader = NumberReader.from_file(path)
    assert (
        counted(reader, "爆発で少なくとも12人が死亡、約三十人が負傷した。")
        == "dead 12+, injured 30"
    )
    assert counted(reader, "約２万3千人が首都でデモをした。") == "size 23000"
    assert counted(reader, "数百人が死亡した。") == "dead 200+~"


WORDS = split(
    "killed killing 12 3,000 3.000 people were and injured dozens of at least one a the to -"
    " menewaskan orang tewas ribu juta dua belas puluh ratus dan melukai hingga antara . , 0"
    " 999999999999 1.5 million hundred thousand protesters marched more than İ ２ between"
    " 人 名 死亡 負傷 拘束 約 少なくとも 数百 万 二 十 が を は 余り 以上 デモ 、"
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=16), st.sampled_from([EN, ID, JA, KO]))
def test_any_words_can_be_read(words: list[str], reader: NumberReader) -> None:
    for text in (" ".join(words), "".join(words)):
        end = 0
        for count in reader.find_numbers(text):
            assert end <= count.start < count.end <= len(text)
            assert count.value > 0
            assert count.at_least or not count.vague
            end = count.end


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from([EN, ID, JA, KO]))
def test_any_text_can_be_read(text: str, reader: NumberReader) -> None:
    reader.find_numbers(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,000",
        "12 people ",
        "killed twelve ",
        "dua orang ",
        "one and ",
        "a ",
        "- ",
        "killing 1 ",
    ],
)
@pytest.mark.parametrize("reader", [EN, ID, JA, KO], ids=["en", "id", "ja", "ko"])
def test_hostile_text_takes_linear_time(reader: NumberReader, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    reader.find_numbers(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("  - {kind: dead, say: 'killed many'}", "lacks {count}"),
        ("  - {kind: dead, say: 'killed {count} {folk}'}", "{folk}, which is not known"),
        ("  - {kind: drowned, say: 'drowned {count}'}", "drowned"),
    ],
)
def test_a_wrong_pack_is_told_by_file_and_line(tmp_path: Path, wrong: str, said: str) -> None:
    path = tmp_path / "numbers.yaml"
    path.write_text(f"numerals: {{words: {{two: 2}}}}\nphrases:\n{wrong}\n", "utf-8")
    with pytest.raises(DataError) as caught:
        NumberReader.from_file(path)
    assert "numbers.yaml:3: " in str(caught.value)
    assert said in str(caught.value)
