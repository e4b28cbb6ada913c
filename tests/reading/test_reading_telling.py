"""The language of short texts: headlines of one line, near languages, foreign names inside."""

from __future__ import annotations

import pytest

from dragoman.reading.rules import load_rules
from dragoman.reading.telling import Teller

TELLER = Teller(load_rules())

HEADLINES = {
    "en": [
        "Seoul protests Tokyo's new export rules",
        "Rebels free 12 hostages",
        "Iran, Iraq sign border pact",
        "Troops fire on crowd in Khartoum",
        "Kim meets Putin",
        "UN envoy in Sanaa for talks",
        "Police arrest 40",
    ],
    "id": [
        "Menlu RI temui Menlu Jepang",
        "Polisi tangkap 12 demonstran",
        "Korut luncurkan rudal",
        "Rusia kecam sanksi baru UE",
        "Gencatan senjata diperpanjang",
        "Dubes AS dipanggil Kemlu",
        "Iran ancam tutup Selat Hormuz",
        "PBB kirim bantuan ke Gaza",
    ],
    "ja": [
        "日米韓外相電話会談",
        "日米首脳会談",
        "安保理緊急会合",
        "自衛隊派遣決定",
        "米、対中追加関税",
        "北朝鮮がミサイル発射",
        "Kim Jong Un氏、Putin大統領と会談",
        "ＮＡＴＯ事務総長訪日",
    ],
    "ko": [
        "한미 정상회담",
        "北 미사일 발사",
        "尹대통령 訪美",
        "美·中 무역협상 재개",
        "Blinken 장관 방한",
        "韓美日 외교장관회담",
    ],
    "ms": [
        "Perdana Menteri akan melawat Jepun esok",
        "Polis tahan 12 penunjuk perasaan",
        "Menteri Luar bertemu rakan sejawat Singapura",
        "Anwar berkata kerajaan tidak akan berkompromi",
        "Kerajaan umum bantuan kepada mangsa banjir",
        "PBB hantar bantuan kecemasan ke Gaza",
    ],
    "zh": [
        "中美元首通电话",
        "外交部发言人答记者问",
        "韩国总统访问北京",
        "習近平會見普京",
        "美國宣布對華制裁",
    ],
}


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in HEADLINES.items() for text in texts]
)
def test_the_language_of_a_headline(lang: str, text: str) -> None:
    assert TELLER.tell(text) == lang


@pytest.mark.parametrize("name", ["Kerajaan Arab Saudi", "kereta api", "Wang Yi", "Bandar Lampung"])
def test_words_that_both_write_do_not_make_a_line_malay(name: str) -> None:
    assert TELLER.tell(f"{name} disebut dalam pidato presiden di Jakarta") == "id"
