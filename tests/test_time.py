"""Dates: phrases as newspapers write them, and properties that hold for every date."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.coding.time import DateExpression, DateReader, is_historical
from dragoman.coding.time.rules import Tense
from dragoman.errors import DataError

LANGUAGES = Path(next(iter(dragoman.__path__))) / "languages"
EN = DateReader.from_file(LANGUAGES / "en" / "dates.yaml")
ID = DateReader.from_file(LANGUAGES / "id" / "dates.yaml")
JA = DateReader.from_file(LANGUAGES / "ja" / "dates.yaml")
KO = DateReader.from_file(LANGUAGES / "ko" / "dates.yaml")

PUBLISHED = date(2024, 6, 24)  # a Monday
SPOKEN = date(2024, 6, 20)

Row = tuple[str, str, Tense, str]

# sentence, the expression in it, tense of its verb, the days and the precision
ENGLISH: list[Row] = [
    ("Talks were held on Friday.", "Friday", "past", "2024-06-21 day"),
    ("Talks will be held on Friday.", "Friday", "future", "2024-06-28 day"),
    ("The envoy left on Monday.", "Monday", "past", "2024-06-24 day"),
    ("Shelling went on Friday night.", "Friday night", "past", "2024-06-21 day"),
    ("They met late on Saturday.", "late on Saturday", "past", "2024-06-22 day"),
    ("They met last Monday.", "last Monday", "past", "2024-06-17 day"),
    ("They will meet next Monday.", "next Monday", "future", "2024-07-01 day"),
    ("They will meet this Thursday.", "this Thursday", "future", "2024-06-27 day"),
    ("He resigned Monday last week.", "Monday last week", "past", "2024-06-17 day"),
    ("The vote is on Tuesday next week.", "Tuesday next week", "future", "2024-07-02 day"),
    ("The ministers spoke yesterday.", "yesterday", "past", "2024-06-23 day"),
    ("The ministers speak today.", "today", "unknown", "2024-06-24 day"),
    ("The talks resume tomorrow morning.", "tomorrow morning", "future", "2024-06-25 day"),
    ("A missile was fired last night.", "last night", "past", "2024-06-23 day"),
    ("They parted the day before yesterday.", "the day before yesterday", "past", "2024-06-22 day"),
    ("It ends the day after tomorrow.", "the day after tomorrow", "future", "2024-06-26 day"),
    ("On the 20th, local time, they spoke.", "20th, local time", "past", "2024-06-20 day"),
    ("On the 30th they broke off talks.", "30th", "past", "2024-05-30 day"),
    ("On the 30th they will sign.", "30th", "future", "2024-06-30 day"),
    ("On June 20 they signed.", "June 20", "past", "2024-06-20 day"),
    ("On 20 June they signed.", "20 June", "past", "2024-06-20 day"),
    ("On the 20th of June they signed.", "the 20th of June", "past", "2024-06-20 day"),
    ("On June 28 it invaded.", "June 28", "past", "2023-06-28 day"),
    ("On June 28 they will vote.", "June 28", "future", "2024-06-28 day"),
    ("On Thursday, June 20, they signed.", "Thursday, June 20", "past", "2024-06-20 day"),
    ("On Tuesday, June 20, they signed.", "Tuesday, June 20", "past", "2023-06-20 day"),
    ("On Sept. 11 he spoke.", "Sept. 11", "past", "2023-09-11 day"),
    ("The pact of June 20, 2024, holds.", "June 20, 2024", "unknown", "2024-06-20 day"),
    ("Signed on 2024-06-20 in Seoul.", "2024-06-20", "past", "2024-06-20 day"),
    ("Signed on 20/6/2024 in Seoul.", "20/6/2024", "past", "2024-06-20 day"),
    ("Signed on 6/20/2024 in Seoul.", "6/20/2024", "past", "2024-06-20 day"),
    ("Signed 20-Jun-2024 in Seoul.", "20-Jun-2024", "past", "2024-06-20 day"),
    ("Signed on the first of May.", "the first of May", "past", "2024-05-01 day"),
    ("Troops drilled from 3 to 5 May.", "3 to 5 May", "past", "2024-05-03..2024-05-05 day"),
    ("Troops drilled May 3-5.", "May 3-5", "past", "2024-05-03..2024-05-05 day"),
    (
        "It ran from 30 May to 2 June.",
        "30 May to 2 June",
        "past",
        "2024-05-30..2024-06-02 day",
    ),
    (
        "He ruled between 2014 and 2016.",
        "between 2014 and 2016",
        "past",
        "2014-01-01..2016-12-31 year",
    ),
    ("They met in May 2015.", "May 2015", "past", "2015-05-01..2015-05-31 month"),
    ("They met in May.", "May", "past", "2024-05-01..2024-05-31 month"),
    ("They meet in September.", "September", "future", "2024-09-01..2024-09-30 month"),
    ("They met in September.", "September", "past", "2023-09-01..2023-09-30 month"),
    ("They met in early May.", "early May", "past", "2024-05-01..2024-05-10 month"),
    ("They met in mid-June.", "mid-June", "past", "2024-06-11..2024-06-20 month"),
    (
        "They met in the middle of June.",
        "the middle of June",
        "past",
        "2024-06-11..2024-06-20 month",
    ),
    ("They met late last month.", "late last month", "past", "2024-05-21..2024-05-31 month"),
    ("They met last March.", "last March", "past", "2024-03-01..2024-03-31 month"),
    ("In March last year they met.", "March last year", "past", "2023-03-01..2023-03-31 month"),
    ("They met last week.", "last week", "past", "2024-06-17..2024-06-23 week"),
    ("They meet next week.", "next week", "future", "2024-07-01..2024-07-07 week"),
    ("He fled this year.", "this year", "past", "2024-01-01..2024-06-24 year"),
    (
        "He fled earlier this month.",
        "earlier this month",
        "unknown",
        "2024-06-01..2024-06-24 month",
    ),
    ("He goes later this year.", "later this year", "unknown", "2024-06-24..2024-12-31 year"),
    ("He fled two days ago.", "two days ago", "past", "2024-06-22 day"),
    ("He fled 48 hours ago.", "48 hours ago", "past", "2024-06-22 day"),
    ("He fled three weeks ago.", "three weeks ago", "past", "2024-06-03..2024-06-09 week"),
    ("He fled twenty-one days ago.", "twenty-one days ago", "past", "2024-06-03 day"),
    ("He fled a fortnight ago.", "a fortnight ago", "past", "2024-06-10..2024-06-16 week"),
    ("He fled ten years ago.", "ten years ago", "past", "2014-01-01..2014-12-31 year"),
    (
        "They vote in three months' time.",
        "in three months' time",
        "future",
        "2024-09-01..2024-09-30 month",
    ),
    ("A day earlier he had fled.", "A day earlier", "past", "2024-06-19 day"),
    ("He had fled two days before.", "two days before", "past", "2024-06-18 day"),
    ("The next day he fled.", "The next day", "past", "2024-06-21 day"),
    ("The same day he fled.", "The same day", "past", "2024-06-20 day"),
    ("He fled that night.", "that night", "past", "2024-06-20 day"),
    ("Three days later he fled.", "Three days later", "past", "2024-06-23 day"),
    ("The previous month he fled.", "The previous month", "past", "2024-05-01..2024-05-31 month"),
    ("The following Friday he fled.", "The following Friday", "past", "2024-06-21 day"),
    ("Since 2014 it has been at war.", "2014", "past", "2014-01-01..2024-06-24 year"),
    ("Since Friday it has rained.", "Friday", "past", "2024-06-21..2024-06-24 day"),
    ("It holds until Friday.", "Friday", "future", "2024-06-24..2024-06-28 day"),
    ("It fell in the 1990s.", "the 1990s", "past", "1990-01-01..1999-12-31 decade"),
    ("It fell in the late 1980s.", "the late 1980s", "past", "1986-01-01..1989-12-31 decade"),
    ("It fell in the nineties.", "the nineties", "past", "1990-01-01..1999-12-31 decade"),
    ("It fell in 1998.", "1998", "past", "1998-01-01..1998-12-31 year"),
    ("The 2015 deal is dead.", "2015", "unknown", "2015-01-01..2015-12-31 year"),
    (
        "It shrank in the first quarter of 2024.",
        "the first quarter of 2024",
        "past",
        "2024-01-01..2024-03-31 year",
    ),
    (
        "In the past two weeks it fired rockets.",
        "In the past two weeks",
        "past",
        "2024-06-10..2024-06-24 month",
    ),
    ("A few days ago it fell.", "A few days ago", "past", "2024-06-18..2024-06-24 week"),
    ("They struck last weekend.", "last weekend", "past", "2024-06-22..2024-06-23 week"),
]

INDONESIAN: list[Row] = [
    ("Mereka bertemu pada Jumat.", "Jumat", "past", "2024-06-21 day"),
    ("Mereka bertemu Jumat malam.", "Jumat malam", "past", "2024-06-21 day"),
    ("Mereka akan bertemu pada Jumat.", "Jumat", "future", "2024-06-28 day"),
    ("Ia tiba pada hari Kamis.", "hari Kamis", "past", "2024-06-20 day"),
    ("Ia tiba hari Minggu lalu.", "hari Minggu lalu", "past", "2024-06-23 day"),
    ("Ia tiba pada Minggu.", "Minggu", "past", "2024-06-23 day"),
    ("Minggu lalu ia tiba.", "Minggu lalu", "past", "2024-06-17..2024-06-23 week"),
    ("Ia tiba minggu lalu.", "minggu lalu", "past", "2024-06-17..2024-06-23 week"),
    ("Ia tiba pekan lalu.", "pekan lalu", "past", "2024-06-17..2024-06-23 week"),
    ("Ia tiba Senin pekan lalu.", "Senin pekan lalu", "past", "2024-06-17 day"),
    ("Ia tiba Senin lalu.", "Senin lalu", "past", "2024-06-17 day"),
    ("Ia berangkat Rabu depan.", "Rabu depan", "future", "2024-06-26 day"),
    ("Ia ditahan, Jumat (21/6/2024).", "Jumat (21/6/2024)", "past", "2024-06-21 day"),
    ("Ia ditahan Jumat (21/6) malam.", "Jumat (21/6) malam", "past", "2024-06-21 day"),
    ("Ia ditahan pada Jumat (21/6/24).", "Jumat (21/6/24)", "past", "2024-06-21 day"),
    ("Kesepakatan itu (20/6) batal.", "(20/6)", "past", "2024-06-20 day"),
    (
        "Pada tanggal 20 malam (waktu setempat), ia menelepon.",
        "tanggal 20 malam (waktu setempat)",
        "past",
        "2024-06-20 day",
    ),
    ("Ia berkata pada tanggal 21 bahwa damai.", "tanggal 21", "past", "2024-06-21 day"),
    ("Ia berkata pada tanggal 30.", "tanggal 30", "past", "2024-05-30 day"),
    ("Mereka akan bertemu tanggal 30.", "tanggal 30", "future", "2024-06-30 day"),
    ("Mereka bertemu 20 Juni.", "20 Juni", "past", "2024-06-20 day"),
    ("Mereka bertemu pada tanggal 20 Juni.", "tanggal 20 Juni", "past", "2024-06-20 day"),
    ("Mereka bertemu 20 Juni 2024.", "20 Juni 2024", "past", "2024-06-20 day"),
    ("Mereka bertemu 20 Agustus lalu.", "20 Agustus lalu", "past", "2023-08-20 day"),
    ("Kamis, 20 Juni 2024, perang pecah.", "Kamis, 20 Juni 2024", "past", "2024-06-20 day"),
    ("Tertanggal 2024-06-20 di Seoul.", "2024-06-20", "past", "2024-06-20 day"),
    ("Sejak 20-06-2024 di Seoul.", "20-06-2024", "past", "2024-06-20..2024-06-24 day"),
    ("Ditandatangani 20/06/2024 kemarin.", "20/06/2024", "past", "2024-06-20 day"),
    ("Latihan 3-5 Mei 2024 usai.", "3-5 Mei 2024", "past", "2024-05-03..2024-05-05 day"),
    ("Latihan 3 hingga 5 Mei usai.", "3 hingga 5 Mei", "past", "2024-05-03..2024-05-05 day"),
    (
        "Latihan dari 30 Mei hingga 2 Juni usai.",
        "30 Mei hingga 2 Juni",
        "past",
        "2024-05-30..2024-06-02 day",
    ),
    ("Mereka bertemu kemarin.", "kemarin", "past", "2024-06-23 day"),
    ("Mereka bertemu hari ini.", "hari ini", "unknown", "2024-06-24 day"),
    ("Mereka bertemu besok.", "besok", "future", "2024-06-25 day"),
    ("Mereka bertemu lusa.", "lusa", "future", "2024-06-26 day"),
    ("Rudal ditembakkan tadi malam.", "tadi malam", "past", "2024-06-23 day"),
    ("Rudal ditembakkan pagi tadi.", "pagi tadi", "past", "2024-06-24 day"),
    ("Ia kabur dua hari lalu.", "dua hari lalu", "past", "2024-06-22 day"),
    ("Ia kabur dua hari yang lalu.", "dua hari yang lalu", "past", "2024-06-22 day"),
    ("Ia kabur sepekan lalu.", "sepekan lalu", "past", "2024-06-17..2024-06-23 week"),
    ("Ia kabur tiga minggu lalu.", "tiga minggu lalu", "past", "2024-06-03..2024-06-09 week"),
    ("Ia kabur dua puluh satu hari lalu.", "dua puluh satu hari lalu", "past", "2024-06-03 day"),
    (
        "Ia kabur dua belas tahun silam.",
        "dua belas tahun silam",
        "past",
        "2012-01-01..2012-12-31 year",
    ),
    (
        "Pemilu digelar tiga bulan lagi.",
        "tiga bulan lagi",
        "future",
        "2024-09-01..2024-09-30 month",
    ),
    ("Mereka bertemu bulan depan.", "bulan depan", "future", "2024-07-01..2024-07-31 month"),
    ("Mereka bertemu tahun lalu.", "tahun lalu", "past", "2023-01-01..2023-12-31 year"),
    ("Mereka bertemu awal Mei.", "awal Mei", "past", "2024-05-01..2024-05-10 month"),
    (
        "Mereka bertemu pada pertengahan Juni.",
        "pertengahan Juni",
        "past",
        "2024-06-11..2024-06-20 month",
    ),
    (
        "Mereka bertemu akhir bulan lalu.",
        "akhir bulan lalu",
        "past",
        "2024-05-21..2024-05-31 month",
    ),
    ("Mereka bertemu pada Mei.", "Mei", "past", "2024-05-01..2024-05-31 month"),
    ("Mereka bertemu pada bulan Mei.", "bulan Mei", "past", "2024-05-01..2024-05-31 month"),
    ("Mereka bertemu Mei lalu.", "Mei lalu", "past", "2024-05-01..2024-05-31 month"),
    ("Mereka bertemu Mei 2015.", "Mei 2015", "past", "2015-05-01..2015-05-31 month"),
    (
        "Mereka bertemu Maret tahun lalu.",
        "Maret tahun lalu",
        "past",
        "2023-03-01..2023-03-31 month",
    ),
    ("Sanksi dijatuhkan sehari sebelumnya.", "sehari sebelumnya", "past", "2024-06-19 day"),
    ("Sanksi dijatuhkan dua hari sebelumnya.", "dua hari sebelumnya", "past", "2024-06-18 day"),
    ("Keesokan harinya ia kabur.", "Keesokan harinya", "past", "2024-06-21 day"),
    ("Tiga hari kemudian ia kabur.", "Tiga hari kemudian", "past", "2024-06-23 day"),
    ("Pada hari yang sama ia kabur.", "hari yang sama", "past", "2024-06-20 day"),
    ("Ia kabur malam itu.", "malam itu", "past", "2024-06-20 day"),
    ("Bulan sebelumnya ia kabur.", "Bulan sebelumnya", "past", "2024-05-01..2024-05-31 month"),
    ("Perang berkecamuk sejak 2014.", "2014", "past", "2014-01-01..2024-06-24 year"),
    ("Ia runtuh pada tahun 1998.", "tahun 1998", "past", "1998-01-01..1998-12-31 year"),
    ("Ia runtuh pada era 1990-an.", "era 1990-an", "past", "1990-01-01..1999-12-31 decade"),
    ("Perjanjian nuklir 2015 mati.", "2015", "unknown", "2015-01-01..2015-12-31 year"),
    (
        "Dalam tiga hari terakhir roket jatuh.",
        "Dalam tiga hari terakhir",
        "past",
        "2024-06-21..2024-06-24 week",
    ),
    (
        "Beberapa hari lalu roket jatuh.",
        "Beberapa hari lalu",
        "past",
        "2024-06-20..2024-06-24 week",
    ),
    ("Gencatan berlaku hingga Jumat.", "Jumat", "future", "2024-06-24..2024-06-28 day"),
    (
        "Mereka menyerang akhir pekan lalu.",
        "akhir pekan lalu",
        "past",
        "2024-06-22..2024-06-23 week",
    ),
    (
        "Ekspor turun pada kuartal pertama 2024.",
        "kuartal pertama 2024",
        "past",
        "2024-01-01..2024-03-31 year",
    ),
    (
        "Mereka bertemu dari Senin hingga Rabu.",
        "Senin hingga Rabu",
        "past",
        "2024-06-17..2024-06-19 day",
    ),
]


def found(reader: DateReader, text: str) -> list[str]:
    return [expression.text for expression in reader.find(text)]


def check(reader: DateReader, row: Row) -> None:
    sentence, expected, tense, days = row
    expressions = [one for one in reader.find(sentence) if one.text == expected]
    assert expressions, f"{expected!r} not among {found(reader, sentence)}"
    expression = expressions[0]
    assert sentence[expression.start : expression.end] == expected
    dated = reader.resolve(expression, published=PUBLISHED, spoken=SPOKEN, tense=tense)
    assert dated is not None
    shown = dated.start.isoformat()
    if dated.end != dated.start:
        shown += f"..{dated.end.isoformat()}"
    assert f"{shown} {dated.precision}" == days, expression


# the same for Japanese
NIHONGO: list[Row] = [
    ("外相は二日夜に会談した。", "二日夜", "past", "2024-06-02 day"),
    ("両外相は20日夜(現地時間)、電話で話した。", "20日夜(現地時間)", "past", "2024-06-20 day"),
    ("現地時間20日未明に砲撃があった。", "現地時間20日未明", "past", "2024-06-20 day"),
    ("首相は２０日、抗議した。", "２０日", "past", "2024-06-20 day"),
    ("首相は20日米国を非難した。", "20日", "past", "2024-06-20 day"),
    ("首相は30日に訪米する。", "30日", "future", "2024-06-30 day"),
    ("20日午後7時30分ごろ発射した。", "20日午後7時30分ごろ", "past", "2024-06-20 day"),
    ("20日（木）に署名した。", "20日（木）", "past", "2024-06-20 day"),
    ("6月18日付の書簡で謝罪した。", "6月18日付", "past", "2024-06-18 day"),
    ("六月二十日に署名した。", "六月二十日", "past", "2024-06-20 day"),
    ("2024年6月20日午後に署名した。", "2024年6月20日午後", "past", "2024-06-20 day"),
    ("令和6年6月20日に署名した。", "令和6年6月20日", "past", "2024-06-20 day"),
    ("令和元年に即位した。", "令和元年", "past", "2019-01-01..2019-12-31 year"),
    ("昭和16年12月8日に開戦した。", "昭和16年12月8日", "past", "1941-12-08 day"),
    ("24年5月に合意した。", "24年5月", "past", "2024-05-01..2024-05-31 month"),
    ("昨年12月に合意した。", "昨年12月", "past", "2023-12-01..2023-12-31 month"),
    ("先月末に撤退した。", "先月末", "past", "2024-05-21..2024-05-31 month"),
    ("来月20日に開く。", "来月20日", "future", "2024-07-20 day"),
    ("来週会う。", "来週", "future", "2024-07-01..2024-07-07 week"),
    ("先週金曜日に発表した。", "先週金曜日", "past", "2024-06-21 day"),
    ("きのう帰国した。", "きのう", "past", "2024-06-23 day"),
    ("昨夜、砲撃があった。", "昨夜", "past", "2024-06-23 day"),
    ("三日前に署名した。", "三日前", "past", "2024-06-21 day"),
    ("2カ月前に署名した。", "2カ月前", "past", "2024-04-01..2024-04-30 month"),
    ("前日に制裁を科した。", "前日", "past", "2024-06-19 day"),
    ("翌日、撤回した。", "翌日", "past", "2024-06-21 day"),
    ("同日夜に抗議した。", "同日夜", "past", "2024-06-20 day"),
    ("この日、停戦が発効した。", "この日", "past", "2024-06-20 day"),
    ("20～22日に訪問した。", "20～22日", "past", "2024-06-20..2024-06-22 day"),
    ("3日から5日まで訪問した。", "3日から5日", "past", "2024-06-03..2024-06-05 day"),
    ("20、21両日に協議した。", "20、21両日", "past", "2024-06-20..2024-06-21 day"),
    ("年内に訪朝する。", "年内", "unknown", "2024-06-24..2024-12-31 year"),
    ("この3年間続いた。", "この3年間", "past", "2021-06-24..2024-06-24 decade"),
    ("1990年代に始まった。", "1990年代", "past", "1990-01-01..1999-12-31 decade"),
]


@pytest.mark.parametrize("row", NIHONGO, ids=lambda row: row[0])
def test_japanese_phrase(row: Row) -> None:
    check(JA, row)


@pytest.mark.parametrize(
    "text",
    [
        "会談は3日間続いた。",
        "5日連続で抗議した。",
        "10日ぶりに再開した。",
        "四日市で集会が開かれた。",
        "日本と韓国は協議を続けた。",
        "9・11後の世界は変わった。",
        "1日当たり3人が死亡した。",
        "犬を3匹飼っている。",
        "二百十日を迎えた。",
    ],
)
def test_japanese_near_miss(text: str) -> None:
    assert found(JA, text) == []


# the same for Korean
HANGUL: list[Row] = [
    ("장관은 지난 20일(현지시간) 회담했다.", "지난 20일(현지시간)", "past", "2024-06-20 day"),
    ("양측은 20일 오후 만났다.", "20일 오후", "past", "2024-06-20 day"),
    ("일본은 20일 항의했다.", "20일", "past", "2024-06-20 day"),
    ("20일 여당이 반발했다.", "20일", "past", "2024-06-20 day"),
    ("20일 전화 통화를 했다.", "20일", "past", "2024-06-20 day"),
    ("전날 회담이 열렸다.", "전날", "past", "2024-06-19 day"),
    ("이튿날 항의했다.", "이튿날", "past", "2024-06-21 day"),
    ("이날 오전 발사했다.", "이날 오전", "past", "2024-06-20 day"),
    ("이틀 뒤 휴전했다.", "이틀 뒤", "past", "2024-06-22 day"),
    ("오는 25일 출국한다.", "오는 25일", "future", "2024-06-25 day"),
    ("지난 3일 밤 발사했다.", "지난 3일 밤", "past", "2024-06-03 day"),
    ("지난달 말 서명했다.", "지난달 말", "past", "2024-05-21..2024-05-31 month"),
    ("작년 12월 합의했다.", "작년 12월", "past", "2023-12-01..2023-12-31 month"),
    ("지난해 12월 3일 선포했다.", "지난해 12월 3일", "past", "2023-12-03 day"),
    ("내주 방문한다.", "내주", "future", "2024-07-01..2024-07-07 week"),
    ("이달 초 발사했다.", "이달 초", "past", "2024-06-01..2024-06-10 month"),
    ("다음 달 3일 만난다.", "다음 달 3일", "future", "2024-07-03 day"),
    ("다음 주 월요일에 만난다.", "다음 주 월요일", "future", "2024-07-01 day"),
    ("2024년 6월 20일 서명했다.", "2024년 6월 20일", "past", "2024-06-20 day"),
    ("2024.6.20 발표된 성명", "2024.6.20", "past", "2024-06-20 day"),
    ("금요일인 21일 만났다.", "금요일인 21일", "past", "2024-06-21 day"),
    ("사흘 전 발표했다.", "사흘 전", "past", "2024-06-21 day"),
    ("두 달 전에 체결했다.", "두 달 전에", "past", "2024-04-01..2024-04-30 month"),
    ("2년 전 침공했다.", "2년 전", "past", "2022-01-01..2022-12-31 year"),
    ("지난 20∼21일 회담했다.", "지난 20∼21일", "past", "2024-06-20..2024-06-21 day"),
    ("18일부터 20일까지 방문했다.", "18일부터 20일", "past", "2024-06-18..2024-06-20 day"),
    ("2022년 2월 이후 계속됐다.", "2022년 2월", "past", "2022-02-01..2024-06-24 month"),
    ("올해 상반기 늘었다.", "올해 상반기", "past", "2024-01-01..2024-06-24 year"),
    ("최근 3개월간 발사했다.", "최근 3개월간", "past", "2024-03-24..2024-06-24 year"),
    ("오는 11월 선거를 치른다.", "오는 11월", "future", "2024-11-01..2024-11-30 month"),
    ("1990년대 초반에 시작했다.", "1990년대 초반", "past", "1990-01-01..1993-12-31 decade"),
]


@pytest.mark.parametrize("row", HANGUL, ids=lambda row: row[0])
def test_korean_phrase(row: Row) -> None:
    check(KO, row)


@pytest.mark.parametrize(
    "text",
    [
        "공습은 20일간 이어졌다.",
        "3일 만에 풀려났다.",
        "징역 5년을 선고했다.",
        "3년 넘게 이어진 전쟁.",
        "3주째 시위했다.",
        "사흘간 방문한다.",
        "적에게 내주고 말았다.",
        "일본과 미국은 일부 합의했다.",
        "전쟁 전야의 긴장.",
    ],
)
def test_korean_near_miss(text: str) -> None:
    assert found(KO, text) == []


@pytest.mark.parametrize("row", ENGLISH, ids=lambda row: row[0])
def test_english_phrase(row: Row) -> None:
    check(EN, row)


@pytest.mark.parametrize("row", INDONESIAN, ids=lambda row: row[0])
def test_indonesian_phrase(row: Row) -> None:
    check(ID, row)


@pytest.mark.parametrize(
    "text",
    [
        "The treaty may be signed.",
        "Prime Minister Theresa May resigned.",
        "May said the plan failed.",
        "Protesters march through the capital.",
        "March with us, they said.",
        "The Sun reported it.",
        "The 20th century was bloody.",
        "The 75th anniversary passed.",
        "The 38th parallel divides them.",
        "A second man was held.",
        "Some 2,000 people fled.",
        "It paid $2015 for each.",
        "It cost 2015 dollars.",
        "They won 3-2.",
        "Call 021-555-2024 for help.",
        "World War II ended.",
        "He turned 20.",
        "The march there was peaceful, 1500 people said.",
        "About 1,998 votes were cast.",
        "The 5th Fleet sailed.",
        "To this day they wait.",
        "The Good Friday Agreement holds.",
        "She was the first woman there.",
        "Version 2.0.2024 failed.",
    ],
)
def test_english_near_miss(text: str) -> None:
    assert found(EN, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sebanyak 2000 orang ditahan.",
        "Ia membayar Rp 2015 juta.",
        "Mereka menang 3-2.",
        "Perang Dunia II usai.",
        "Ia divonis 20 tahun penjara.",
        "Mei Ling tiba di Jakarta.",
        "Sekitar 1.998 suara masuk.",
        "Mereka berjaga berminggu-minggu.",
        "Telepon 021-555-2024 segera.",
        "Ia orang kedua di sana.",
    ],
)
def test_indonesian_near_miss(text: str) -> None:
    assert found(ID, text) == []


def one(reader: DateReader, text: str) -> DateExpression:
    (expression,) = reader.find(text)
    return expression


def test_kinds_and_marks() -> None:
    assert one(EN, "The 2015 deal is dead.").kind == "modifier"
    assert one(EN, "On the 20th, local time, they met.").local
    assert one(ID, "Pada tanggal 20 malam (waktu setempat) ia pergi.").local
    assert one(ID, "Pada tanggal 20 malam ia pergi.").daypart == "night"
    assert one(EN, "It was a day earlier.").kind == "anaphor"
    assert one(EN, "They met on Friday.").kind == "weekday"
    assert one(EN, "They met last week.").kind == "offset"
    assert one(EN, "They met from 3 to 5 May.").kind == "span"
    assert one(EN, "They met over the past three days.").kind == "window"
    assert one(EN, "It has burnt since Friday.").bound == "since"
    assert one(EN, "It must end by Friday.").bound == "until"


def test_anaphor_counts_from_publication_where_no_day_was_spoken_of() -> None:
    dated = EN.resolve(one(EN, "A day earlier he fled."), published=PUBLISHED, tense="past")
    assert dated is not None
    assert dated.start == date(2024, 6, 23)


def test_a_next_day_that_has_not_come_is_not_told_in_the_past() -> None:
    expression = one(EN, "The next day he fled.")
    assert EN.resolve(expression, published=PUBLISHED, tense="past") is None
    assert EN.resolve(expression, published=PUBLISHED, tense="future") is not None


@pytest.mark.parametrize("day", ["31 June 2024", "31 June", "Friday, 31 June", "30 February"])
def test_a_date_that_does_not_exist_is_none(day: str) -> None:
    expression = one(EN, f"It was on {day}.")
    assert EN.resolve(expression, published=PUBLISHED) is None


def test_29_february_is_the_last_one_there_was() -> None:
    expression = one(EN, "It was on 29 February.")
    dated = EN.resolve(expression, published=date(2023, 6, 1), tense="past")
    assert dated is not None
    assert dated.start == date(2020, 2, 29)


def test_unknown_tense_takes_the_future_only_if_it_is_much_nearer() -> None:
    near = EN.resolve(one(EN, "the vote of June 28"), published=PUBLISHED)
    far = EN.resolve(one(EN, "the vote of June 10"), published=PUBLISHED)
    assert near is not None
    assert near.start == date(2024, 6, 28)
    assert far is not None
    assert far.start == date(2024, 6, 10)


def test_words_overrule_the_tense() -> None:
    expression = one(EN, "It was moved to later this month.")
    dated = EN.resolve(expression, published=PUBLISHED, tense="past")
    assert dated is not None
    assert (dated.start, dated.end) == (date(2024, 6, 24), date(2024, 6, 30))


def test_historical() -> None:
    long_ago = EN.resolve(one(EN, "It fell in 1998."), published=PUBLISHED)
    lately = EN.resolve(one(EN, "It fell last month."), published=PUBLISHED)
    assert long_ago is not None
    assert lately is not None
    assert is_historical(long_ago, PUBLISHED)
    assert not is_historical(lately, PUBLISHED)


ENGLISH_FORMATS = [
    "{day} {month} {year}",
    "{month} {day}, {year}",
    "{day} {short} {year}",
    "{short}. {day}, {year}",
    "{weekday}, {month} {day}, {year}",
    "{weekday}, {day} {month} {year}",
    "the {day}th of {month}, {year}",
    "{year}-{m:02}-{d:02}",
    "{year}/{m:02}/{d:02}",
    "{d}.{m}.{year}",
    "{d}-{short}-{year}",
]
INDONESIAN_FORMATS = [
    "{day} {month} {year}",
    "tanggal {day} {month} {year}",
    "{weekday}, {day} {month} {year}",
    "{weekday} ({d}/{m}/{year})",
    "{weekday} ({d:02}/{m:02}/{year}) malam",
    "{d}/{m}/{year}",
    "{d:02}-{m:02}-{year}",
    "{year}-{m:02}-{d:02}",
]

JAPANESE_FORMATS = [
    "{year}年{m}月{d}日",
    "{year}年{m}月{d}日（{weekday}）",
    "{year}年の{m}月{d}日",
    "{year}年{m}月{d}日付",
    "{year}/{m:02}/{d:02}",
    "{year}-{m:02}-{d:02}",
]


def split(words: str) -> list[str]:
    return words.split()


MONTHS = split(
    "January February March April May June July August September October November December"
)
BULAN = split(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)
WEEKDAYS = split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
HARI = split("Senin Selasa Rabu Kamis Jumat Sabtu Minggu")

days = st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31))
modern = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def written(form: str, day: date, months: list[str], weekdays: list[str]) -> str:
    name = months[day.month - 1]
    return form.format(
        day=day.day,
        d=day.day,
        m=day.month,
        month=name,
        short=name if name == "May" else name[:3],
        year=day.year,
        weekday=weekdays[day.isoweekday() - 1],
    ).replace("May. ", "May ")


@given(days, st.sampled_from(ENGLISH_FORMATS))
def test_every_english_format_is_read_back(day: date, form: str) -> None:
    text = f"It was signed on {written(form, day, MONTHS, WEEKDAYS)} in Geneva."
    dated = EN.resolve(one(EN, text), published=PUBLISHED)
    assert dated is not None
    assert (dated.start, dated.end, dated.precision) == (day, day, "day")


@given(days, st.sampled_from(INDONESIAN_FORMATS))
def test_every_indonesian_format_is_read_back(day: date, form: str) -> None:
    text = f"Pakta diteken pada {written(form, day, BULAN, HARI)} di Jenewa."
    dated = ID.resolve(one(ID, text), published=PUBLISHED)
    assert dated is not None
    assert (dated.start, dated.end, dated.precision) == (day, day, "day")


@given(days, st.sampled_from(JAPANESE_FORMATS), st.booleans())
def test_every_japanese_format_is_read_back(day: date, form: str, wide: bool) -> None:
    said = written(form, day, MONTHS, list("月火水木金土日"))
    if wide:
        said = said.translate({0x30 + n: 0xFF10 + n for n in range(10)})
    dated = JA.resolve(one(JA, f"条約は{said}に調印された。"), published=PUBLISHED)
    assert dated is not None
    assert (dated.start, dated.end, dated.precision) == (day, day, "day")


@given(modern, st.integers(1, 31))
def test_a_day_of_the_month_lies_within_reach_of_publication(published: date, day: int) -> None:
    expression = one(ID, f"Ia berkata pada tanggal {day} bahwa damai.")
    past = ID.resolve(expression, published=published, tense="past")
    future = ID.resolve(expression, published=published, tense="future")
    assert past is not None
    assert future is not None
    assert past.start.day == future.start.day == day
    assert timedelta(0) <= published - past.start <= timedelta(62)
    assert timedelta(0) <= future.start - published <= timedelta(62)


@given(modern, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_its_year_never_lies_after_publication(
    published: date, month: int, day: int
) -> None:
    expression = one(EN, f"It was signed on {day} {MONTHS[month - 1]}.")
    past = EN.resolve(expression, published=published, tense="past")
    assert past is not None
    assert timedelta(0) <= published - past.start <= timedelta(366)


@given(modern, st.sampled_from(WEEKDAYS), st.sampled_from(["past", "unknown", "future"]))
def test_a_weekday_is_within_a_week(published: date, weekday: str, tense: Tense) -> None:
    dated = EN.resolve(one(EN, f"They met on {weekday}."), published=published, tense=tense)
    assert dated is not None
    assert WEEKDAYS[dated.start.isoweekday() - 1] == weekday
    away = (dated.start - published).days
    assert 0 <= away < 7 if tense == "future" else -7 < away <= 0


@given(modern, modern, st.integers(1, 400))
def test_anaphors_count_from_the_day_spoken_of(published: date, spoken: date, count: int) -> None:
    earlier = one(EN, f"They had met {count} days earlier.")
    later = one(ID, f"Mereka bertemu {count} hari kemudian.")
    back = EN.resolve(earlier, published=published, spoken=spoken)
    on = ID.resolve(later, published=published, spoken=spoken)
    assert back is not None
    assert on is not None
    assert back.start == back.end == spoken - timedelta(count)
    assert on.start == on.end == spoken + timedelta(count)


@given(modern, st.integers(0, 999), st.sampled_from(["day", "week", "month", "year", "decade"]))
def test_counts_of_units_move_back(published: date, count: int, unit: str) -> None:
    dated = EN.resolve(one(EN, f"They met {count} {unit}s ago."), published=published)
    if dated is not None:
        assert dated.precision == unit
        assert dated.start <= published
        assert dated.start <= dated.end


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from([EN, ID, JA, KO]))
def test_any_text_can_be_read(text: str, reader: DateReader) -> None:
    _holds_together(reader, text)


WORDS = split(
    "on the 20th 3 31 2015 1990s 20/6/2024 2024-06-20 ( ) , . - ' İ ﬁ ２０ ’ a two last next"
    " this late mid- early June May Friday Minggu week pekan day hari ago lalu earlier later"
    " sebelumnya tanggal sejak since from to hingga between and yesterday kemarin night malam"
    " century $ Rp % 3,000 0 999 9999 first (waktu setempat) local time an awal akhir the"
    " 日 月 年 20日 二 十 昨年 来週 前 後 間 令和 元 同 夜 (現地時間) ～ 午後7時"
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([EN, ID, JA, KO]), modern)
def test_any_words_can_be_read(words: list[str], reader: DateReader, published: date) -> None:
    _holds_together(reader, " ".join(words), published)
    _holds_together(reader, "".join(words), published)


def _holds_together(reader: DateReader, text: str, published: date = PUBLISHED) -> None:
    end = 0
    for expression in reader.find(text):
        assert end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        end = expression.end
        for tense in ("past", "future", "unknown"):
            dated = reader.resolve(expression, published=published, spoken=SPOKEN, tense=tense)
            if dated is not None:
                assert dated.start <= dated.end
                assert dated.precision in {"day", "week", "month", "year", "decade"}


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 12, 31), date(9999, 1, 1)])
@pytest.mark.parametrize("row", ENGLISH[::3], ids=lambda row: row[0])
def test_the_ends_of_the_calendar(row: Row, published: date) -> None:
    _holds_together(EN, row[0], published)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1/2/",
        "20",
        " ",
        "a ",
        "may ",
        "on the 20th ",
        "Senin ",
        "twenty ",
        "two days ",
        "20 Juni - ",
    ],
)
@pytest.mark.parametrize("reader", [EN, ID, JA, KO], ids=["en", "id", "ja", "ko"])
def test_hostile_text_takes_linear_time(reader: DateReader, unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    reader.find(text)
    assert time.process_time() - began < 3


JAPANESE = """
edges: none
numerals:
  words: {〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9}
  scales: {十: 10, 百: 100}
  join: [""]
words:
  weekday: {1: [月曜], 2: [火曜], 3: [水曜], 4: [木曜], 5: [金曜], 6: [土曜], 7: [日曜]}
  unit: {day: [日], week: [週間], month: [カ月], year: [年]}
  relative: {0 day: [今日], -1 day: [昨日], 1 day: [明日],
    -1 month: [先月], 1 month: [来月], -1 week: [先週], 1 week: [来週],
    -1 year: [昨年], 0 year: [今年], -1 day night: [昨夜]}
  part: {1/3: [初め, 上旬], 2/3: [半ば, 中旬], 3/3: [末, 下旬]}
  daypart: {dawn: [未明], morning: [午前, 朝], afternoon: [午後], night: [夜]}
  era: {2018: [令和], 1988: [平成]}
  era_first: [元]
  local: [(現地時間), 現地時間]
tail: "([の]{daypart}[{local}]|{local})"
ranges: [{link: "(から|～)", close: "(まで|に|の)"}]
bounds:
  since: {after: "(以降|以来)"}
  until: {after: "までに"}
phrases:
  - say: ["[{era}{era_year}年|{year}年]{month_number}月({day}|{day_words})日", "{era}{era_year}年",
      "{year}年[{month_number}月[{part}]]", "{decade}年代"]
  - {say: "({day}|{day_words})日", not_before: "(間|ぶり|連続|目)"}
  - {say: ["{relative}[の]{weekday}[日]", "{relative}[[の]{part}]",
      "{relative}{month_number}月[{day}日]",
      "{relative}{day}日", "{month_number}月[{part}]"]}
  - {say: "{weekday}[日]"}
  - {say: "{count}{unit}前", sign: -1}
  - {say: 前日, kind: anaphor, shift: -1, unit: day}
  - {say: 翌日, kind: anaphor, shift: 1, unit: day}
  - {say: 同日, kind: anaphor, shift: 0, unit: day}
"""

KOREAN = """
edges: left
words:
  weekday: {1: [월요일], 5: [금요일]}
  unit: {day: [일], week: [주], month: [개월], year: [년]}
  relative: {0 day: [오늘], -1 day: [어제], 1 day: [내일],
    -1 month: [지난달], 1 month: [다음 달], -1 week: [지난주], -1 year: [지난해, 작년]}
  part: {1/3: [초], 2/3: [중순], 3/3: [말]}
  daypart: {dawn: [새벽], morning: [오전], afternoon: [오후], night: [밤]}
  local: [(현지시간)]
tail: "[ {daypart}][{local}]"
phrases:
  - {say: ["{year}년 {month_number}월 {day}일", "{month_number}월 {day}일",
      "{year}년[ {month_number}월]", "{month_number}월"]}
  - {say: "{day}일", not_before: "(간|째|동안)"}
  - {say: "지난 {day}일", shift: -1}
  - {say: "오는 {day}일", shift: 1}
  - {say: ["{relative}[ {part}]", "{relative} {month_number}월", "{weekday}"]}
  - {say: "{count}{unit} 전", sign: -1}
  - {say: 전날, kind: anaphor, shift: -1, unit: day}
  - {say: [다음날, 이튿날], kind: anaphor, shift: 1, unit: day}
  - {say: 이날, kind: anaphor, shift: 0, unit: day}
"""


def pack(tmp_path: Path, text: str) -> DateReader:
    path = tmp_path / "dates.yaml"
    path.write_text(text, "utf-8")
    return DateReader.from_file(path)


def test_a_script_without_blanks(tmp_path: Path) -> None:
    reader = pack(tmp_path, JAPANESE)
    rows: list[Row] = [
        ("外相は二十日夜に会談した。", "二十日夜", "past", "2024-06-20 day"),
        ("外相は20日（現地時間）に会談した。", "20日（現地時間）", "past", "2024-06-20 day"),
        ("外相は２０日に会談した。", "２０日", "past", "2024-06-20 day"),
        ("先月末に署名した。", "先月末", "past", "2024-05-21..2024-05-31 month"),
        ("令和6年に署名した。", "令和6年", "unknown", "2024-01-01..2024-12-31 year"),
        ("令和元年5月1日に即位した。", "令和元年5月1日", "past", "2019-05-01 day"),
        ("昨年署名した。", "昨年", "past", "2023-01-01..2023-12-31 year"),
        ("昨年12月に署名した。", "昨年12月", "past", "2023-12-01..2023-12-31 month"),
        ("先月20日に署名した。", "先月20日", "past", "2024-05-20 day"),
        ("2024年6月20日午後に署名した。", "2024年6月20日午後", "past", "2024-06-20 day"),
        ("三日前に署名した。", "三日前", "past", "2024-06-21 day"),
        ("前日に制裁を科した。", "前日", "past", "2024-06-19 day"),
        ("翌日に抗議した。", "翌日", "past", "2024-06-21 day"),
        ("来週の月曜日に会う。", "来週の月曜日", "future", "2024-07-01 day"),
        ("3日から5日まで訪問した。", "3日から5日", "past", "2024-06-03..2024-06-05 day"),
        ("5月以降は停戦だ。", "5月", "past", "2024-05-01..2024-06-24 month"),
        ("1990年代に始まった。", "1990年代", "past", "1990-01-01..1999-12-31 decade"),
        ("６月初めに会談した。", "６月初め", "past", "2024-06-01..2024-06-10 month"),
    ]
    for row in rows:
        check(reader, row)
    assert found(reader, "会談は三日間続いた。") == []


def test_particles_glued_on_behind(tmp_path: Path) -> None:
    reader = pack(tmp_path, KOREAN)
    rows: list[Row] = [
        ("장관은 지난 20일 회담했다.", "지난 20일", "past", "2024-06-20 day"),
        ("장관은 지난 30일 회담했다.", "지난 30일", "unknown", "2024-05-30 day"),
        ("장관은 오는 25일 출국한다.", "오는 25일", "unknown", "2024-06-25 day"),
        ("장관은 20일(현지시간) 회담했다.", "20일(현지시간)", "past", "2024-06-20 day"),
        ("장관은 20일에 회담했다.", "20일", "past", "2024-06-20 day"),
        ("정부는 전날 제재를 발표했다.", "전날", "past", "2024-06-19 day"),
        ("이튿날 장관이 항의했다.", "이튿날", "past", "2024-06-21 day"),
        ("지난달 말에 서명했다.", "지난달 말", "past", "2024-05-21..2024-05-31 month"),
        ("지난해 12월에 서명했다.", "지난해 12월", "past", "2023-12-01..2023-12-31 month"),
        ("2024년 6월 20일에 서명했다.", "2024년 6월 20일", "past", "2024-06-20 day"),
        ("3일 전 서명했다.", "3일 전", "past", "2024-06-21 day"),
        ("작년에 서명했다.", "작년", "past", "2023-01-01..2023-12-31 year"),
    ]
    for row in rows:
        check(reader, row)
    assert found(reader, "회담은 3일간 이어졌다.") == []


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        ("  - {say: '{moth} 3'}", 5, "{moth}, which is not known"),
        ("  - {say: '[{month} 3'}", 5, "lacks a closing"),
        ("  - {say: '[in ]'}", 5, "may be empty"),
        ("  - {say: 'in {month}', kinds: date}", 5, "kinds"),
        ("  - {say: 'in {month}', part: third}", 5, "no share such as 1/3"),
        ("  - {say: 'in {month}', sign: 1, shift: 2}", 5, "not both"),
    ],
)
def test_a_wrong_pack_is_told_by_file_and_line(
    tmp_path: Path, wrong: str, line: int, said: str
) -> None:
    text = f"words:\n  month: {{5: [May]}}\nphrases:\n  - {{say: 'in {{month}}'}}\n{wrong}\n"
    with pytest.raises(DataError) as caught:
        pack(tmp_path, text)
    assert f"dates.yaml:{line}: " in str(caught.value)
    assert said in str(caught.value)


def test_a_word_with_two_meanings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"dates\.yaml:1: words → month: 'May' means"):
        pack(tmp_path, "words: {month: {5: [May], 6: [May]}}\nphrases: []\n")


def test_results_do_not_depend_on_what_was_read_before() -> None:
    fresh = DateReader.from_file(LANGUAGES / "en" / "dates.yaml")
    sentences = [row[0] for row in ENGLISH]
    backwards = {text: fresh.find(text) for text in reversed(sentences)}
    assert [backwards[text] for text in sentences] == [EN.find(text) for text in sentences]
