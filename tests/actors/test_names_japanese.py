"""Which actors the Japanese names.yaml finds in sentences, and which it must not find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman.languages
from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import PERSON, TOWARD
from dragoman.actors.names_file import NamesFile, load_names
from dragoman.actors.registry import load_actors

PATH = Path(dragoman.languages.__file__).parent / "ja" / "names.yaml"
NAMES = load_names(PATH)
INDEX = NameIndex(load_actors(), {"ja": NAMES})


def found(text: str) -> str:
    """The ids of what is found, in order; "?" behind what only may be meant (bare surnames), ">"
    before what something is aimed at."""
    return " ".join(
        f"{'>' if match.kind == TOWARD else ''}{match.entity_id}{'?' if match.partial else ''}"
        for match in INDEX.find(text)
    )


COUNTRIES = [
    ("日米韓の外相が電話で会談した。", "JPN USA KOR"),
    ("北ロが条約を結んだ。", "PRK RUS"),
    ("日朝、露朝、中台の関係は冷え込んだ。", "JPN PRK RUS PRK CHN TWN"),
    ("英仏独は声明を出した。", "GBR FRA DEU"),
    ("日・米・韓の当局者が集まった。", "JPN USA KOR"),
    ("米、英、仏の3カ国は声明を出した。", "USA GBR FRA"),
    ("米、対中制裁を強化", "USA >CHN"),
    ("北、弾道ミサイルを発射", "PRK"),
    ("独首相と伊首相が会談した。", "DEU ITA"),
    ("米国務長官は韓国防相と話した。", "USA KOR"),
    ("米国連大使は拒否権を使った。", "USA"),
    ("朝鮮民主主義人民共和国と中華人民共和国の関係", "PRK CHN"),
    ("韓國と臺灣と日本國", "KOR TWN JPN"),
    ("南アフリカ、南スーダン、スーダン、北マケドニア", "ZAF SSD SDN MKD"),
    ("コンゴ民主共和国とコンゴ共和国", "COD COG"),
    ("アルジェリア政府とアルジェの住民", "DZA DZA"),
    ("イラク北部でイスラエルの無人機が飛んだ。", "IRQ ISR"),
    ("20日米政府は発表した。", "USA"),
    ("同日米政府は発表した。", "USA"),
    ("日タイ両国は合意した。", "JPN THA"),
    ("韓国人2人とロシア人が拘束された。", "KOR RUS"),
]

TOWARDS = [
    ("首相は訪米を延期した。", ">USA"),
    ("対イラン制裁を科した。", ">IRN"),
    ("反日デモが起きた。", ">JPN"),
    ("駐日米国大使が抗議した。", ">JPN USA"),
    ("訪米中の首相は会見した。", ">USA"),
    ("訪日韓国人が増えた。", ">JPN KOR"),
]

CAPITALS = [
    ("北京と平壌は連携を強めた。", "CHN PRK"),
    ("ソウル市は条例を改めた。", ""),
    ("東京電力は賠償に応じた。", "tepco"),
    ("パリ協定から離脱した。", ""),
    ("ワシントン州で山火事が起きた。", "washington_state"),
]

BODIES = [
    ("国連安保理は決議を採択した。", "un_security_council"),
    ("ＥＵとＮＡＴＯと東南アジア諸国連合", "eu nato asean"),
    ("国際刑事裁判所が逮捕状を出した。", "icc"),
    ("国際原子力機関(IAEA)が査察した。", "iaea iaea"),
    ("米国防総省が発表した。", "pentagon"),
    ("在韓米軍が演習をした。", "usfk"),
    ("イスラム組織ハマスとヒズボラ", "hamas hezbollah"),
    ("共に民主党と国民の力", "democratic_party_korea people_power_party"),
    ("トランプ氏は民主党を批判した。", "donald_trump? democrats"),
    ("米議会では社会民主党ではなく立憲民主党が話題になった。", "us_congress cdp_japan"),
    ("トルコの野党、人民民主党(HDP)", "TUR hdp hdp"),
    ("NATOの欧州連合軍最高司令官", "nato nato"),
    ("英軍と統一アイルランド党とシンフェイン党", "GBR fine_gael sinn_fein"),
    ("ニジェール・デルタ解放運動と大サハラのイスラム国", "mend isgs"),
    ("イタリアの「同盟」と五つ星運動", "ITA lega five_star"),
    ("（タイ）国民党（タイ）が抗議した。", "THA peoples_party_thailand"),
    ("スーダンの主権評議会と即応支援部隊", "SDN sudan_sovereign_council rsf_sudan"),
]

PERSONS = [
    ("尹錫悦大統領が演説した。", "yoon_suk_yeol"),
    ("尹大統領は反発した。", "yoon_suk_yeol?"),
    ("趙兌烈(チョ・テヨル)外相が会った。", "cho_tae_yul cho_tae_yul"),
    ("金正恩氏は視察した。", "kim_jong_un"),
    ("習近平国家主席は歓迎した。習氏は笑った。", "xi_jinping xi_jinping?"),
    ("アントニー・ブリンケン氏", "antony_blinken"),
    ("アントニーブリンケン氏", "antony_blinken"),
    ("ブリンケン氏は帰国した。", "antony_blinken?"),
    ("石破茂首相は辞任した。石破氏は沈黙した。", "shigeru_ishiba shigeru_ishiba?"),
    ("林外相は応じた。小林氏は黙った。", "yoshimasa_hayashi?"),
    ("橋本龍太郎首相と金龍顕国防相", "ryutaro_hashimoto kim_yong_hyun"),
    ("タクシン氏が帰国した。", "thaksin_shinawatra?"),
    ("オルバン首相は拒んだ。", "viktor_orban?"),
    ("ウォン外相は会見した。100ウォンを払った。", "penny_wong?"),
    ("スー・チー氏は拘束された。", "aung_san_suu_kyi"),
    ("グレン・アーミテージとノエル ペイリン", ""),
    ("トランプ・バイデン両氏", "donald_trump? joe_biden?"),
    ("マイク ペンス氏", "mike_pence"),
]

NOTHING = [
    "北海道新聞は休刊日だった。",
    "伊藤氏は独立を訴えた。",
    "会談中、首相は笑わなかった。",
    "中小企業の支援を急ぐ。",
    "世界中の研究者が集まった。",
    "台風が接近した。",
    "仙台の高台に避難した。",
    "米の値段が上がった。",
    "米農家は苦しい。",
    "印刷の技術が進んだ。",
    "朝食をとり、夕方に出た。",
    "20日に開かれた。",
    "日曜日朝に開かれた。",
    "二十日夜に開かれた。",
    "前日から降り続いた。",
    "英語と仏教と独学の本",
    "参加者が増加した。",
    "豪雨で橋が流れた。",
    "東北の河北地方を北上した。",
    "比較の対象が存在しない。",
    "優越感と暴露と披露",
    "タイトルとタイプとインドアとギニアピッグ",
    "マリオとオマーン湾岸ではなくチリソース",
    "日本語と中国語とロシア文学",
    "1ドル=150円台で取引された。",
    "全米オープンで優勝した。",
    "サッカー日本代表が勝った。",
    "ローマ字で書いた。",
    "両首脳は「同盟」の強化を確認した。",
    "赤シャツを着た観客と黄色いベストを着た作業員",
    "エコノミストは利上げを予想する。",
    "新勢力が台頭し、コントラストが鮮明になった。",
    "市の環境保護局が調べた。",
    "カタログとマイマイとセイムは売れた。",
    "BIFFで映画を見て、RTXを積んだ機械と新IRA法の話をした。",
    "サーミ・ヒルトネンとエル・ハッジが走った。",
]


@pytest.mark.parametrize(("text", "expected"), [*COUNTRIES, *TOWARDS, *CAPITALS, *BODIES, *PERSONS])
def test_finds(text: str, expected: str) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_finds_no_country(text: str) -> None:
    places = {"hokkaido", "gulf_of_oman"}
    assert set(found(text).split()) <= places


def written() -> list[tuple[str, str]]:
    """Every name of a country that holds wherever it stands → its code."""
    return [
        (name, code)
        for code, names in NAMES.countries.items()
        for name in names.names
        if isinstance(name, str)
    ]


@settings(deadline=None)
@given(st.sampled_from(written()), st.sampled_from(["が", "は", "の", "と", "、", "に対し"]))
def test_a_country_is_found_before_particles(name: tuple[str, str], particle: str) -> None:
    assert name[1] in found(f"昨日、{name[0]}{particle}抗議した。").split()


@settings(deadline=None)
@given(
    st.sampled_from([w for w in written() if re.fullmatch("[ァ-ヺー]+", w[0])]),
    st.sampled_from("ムヌメワ"),
)
def test_a_katakana_name_is_never_cut_out_of_a_longer_word(
    name: tuple[str, str], more: str
) -> None:
    assert name[1] not in found(f"昨日、{name[0]}{more}{more}が届いた。").split()


@settings(deadline=None)
@given(st.sampled_from(NAMES.ignore), st.sampled_from(["が", "を", "の"]))
def test_what_is_ignored_names_nobody(word: str, particle: str) -> None:
    assert found(f"ここで{word}{particle}話した。") == ""


@settings(deadline=None, max_examples=300)
@given(
    st.text(
        alphabet="日米韓中北朝ロ英仏独伊印台国人連大統領外相会談訪対。、・がのアイル20", max_size=24
    )
)
def test_any_text_can_be_searched(text: str) -> None:
    end = 0
    for match in INDEX.find(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


def test_persons_are_those_of_the_actor_files() -> None:
    assert isinstance(NAMES, NamesFile)
    assert len(NAMES.persons) > 1000
    assert all(match.kind == PERSON for match in INDEX.find("安倍晋三"))
