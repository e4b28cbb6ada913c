"""Which actors the Korean names.yaml finds in sentences, and which it must not find."""

from __future__ import annotations

import pytest

from dragoman.actors.name_index import NameIndex

LANG = "ko"


def found(index: NameIndex, text: str) -> str:
    """The ids of what is found for certain (no bare surnames), in order."""
    return " ".join(match.entity_id for match in index.find(text) if not match.partial)


COUNTRIES = [
    ("한국과 일본은 합의했다.", "KOR JPN"),
    ("북한의 도발을 중국이 막았다.", "PRK CHN"),
    ("조선민주주의인민공화국 외무성이 담화를 냈다.", "PRK"),
    ("대만은 반발했고 튀르키예도 거들었다.", "TWN TUR"),
    ("인도네시아와 인도, 이라크와 이란이 참석했다.", "IDN IND IRQ IRN"),
    ("남수단과 콩고민주공화국, 콩고공화국이 서명했다.", "SSD COD COG"),
    ("아랍에미리트(UAE)에서 회의가 열렸다.", "ARE"),
    ("우크라이나산 곡물과 러시아제 무기를 들여왔다.", "UKR RUS"),
    ("옛소련 국가인 조지아가 가입을 신청했다.", "SUN GEO"),
    ("수단 정부군이 하르툼을 되찾았고 수단은 환영했다.", "sudan_armed_forces SDN SDN"),
]

RUNS = [
    ("한미일이 공조를 다짐했다.", "KOR USA JPN"),
    ("한·미·일 외교장관이 통화했다.", "KOR USA JPN"),
    ("북러 조약을 규탄했다.", "PRK RUS"),
    ("북·러가 손을 잡았다.", "PRK RUS"),
    ("미중 갈등이 깊어졌다.", "USA CHN"),
    ("한중일 3국 협력이 재개됐다.", "KOR CHN JPN"),
    ("남북 정상회담이 열렸다.", "KOR PRK"),
    ("남북한은 합의를 지켰다.", "KOR PRK"),
    ("북미 정상회담이 결렬됐다.", "PRK USA"),
    ("러-우 전쟁이 길어진다.", "RUS UKR"),
    ("한·아세안 정상회의가 열렸다.", "KOR asean"),
    ("미·이란 협상이 재개됐다.", "USA IRN"),
    ("韓美日 공조", "KOR USA JPN"),
    ("北中 밀착", "PRK CHN"),
    ("중일 정상이 만났다.", "CHN JPN"),
    ("한-베트남 관계가 격상됐다.", "KOR VNM"),
]

TITLES = [
    ("미 국방장관이 밝혔다.", "USA"),
    ("미 대통령이 서명했다.", "USA"),
    ("日 외무상이 항의했다.", "JPN"),
    ("美 국무장관이 도착했다.", "USA"),
    ("러 외무장관이 비난했다.", "RUS"),
    ("北 미사일 발사", "PRK"),
    ("中, 대만에 경고", "CHN TWN"),
    ('중 외교부 "단호히 반대"', "CHN"),
    ("일 방위상, 미 국방장관과 회담", "JPN USA"),
    ("2024년 미 대선 후보가 나섰다.", "USA"),
]

TOWARD = [
    ("방미 일정을 마쳤다.", "USA"),
    ("대북 제재를 강화했다.", "PRK"),
    ("대러 수출을 통제한다.", "RUS"),
    ("대중 수출이 줄었다.", "CHN"),
    ("대이란 제재를 풀었다.", "IRN"),
    ("방한 중인 대표단이 떠났다.", "KOR"),
    ("주한 미국대사가 방문했다.", "KOR USA"),
    ("반이스라엘 시위가 번졌다.", "ISR"),
    ("친러 성향의 후보가 이겼다.", "RUS"),
]

PEOPLE = [
    ("일본인 3명이 억류됐다.", "JPN"),
    ("미국인들은 귀국했다.", "USA"),
    ("중국 국민이 항의했다.", "CHN"),
]

CAPITALS = [
    ("베이징은 반대했다.", "CHN"),
    ("평양이 침묵했다.", "PRK"),
    ("워싱턴의 결정을 기다린다.", "USA"),
    ("키이우와 모스크바가 맞섰다.", "UKR RUS"),
]

AREAS = [
    ("가자지구를 공습했다.", "gaza"),
    ("크림반도와 돈바스를 점령했다.", "crimea donbas"),
    ("남중국해에서 충돌했다.", "south_china_sea"),
    ("신장 위구르 자치구를 제재했다.", "xinjiang"),
    ("조지아주에 공장을 지었다.", "us_georgia"),
    ("남미와 중동을 순방했다.", "south_america middle_east"),
]

BODIES = [
    ("유엔 안보리는 결의를 채택했다.", "un_security_council"),
    ("나토(NATO)와 유럽연합(EU)이 지지했다.", "nato eu"),
    ("국제원자력기구(IAEA)가 사찰했다.", "iaea iaea"),
    ("미 국무부와 백악관이 부인했다.", "state_department white_house"),
    ("주한미군과 합참이 발표했다.", "usfk jcs_korea"),
    ("이스라엘군이 헤즈볼라를 공격했다.", "idf hezbollah"),
    ("조선중앙통신이 보도했다.", "kcna"),
    ("미국 민주당과 공화당이 합의했다.", "democrats republicans"),
    ("일본 국회가 통과시켰다.", "diet"),
]

GROUPS = [
    ("하마스와 후티 반군이 공격했다.", "hamas houthis"),
    ("탈레반이 카불을 장악했다.", "taliban AFG"),
    ("로힝야족 난민이 늘었다.", "rohingya"),
]

PERSONS = [
    ("윤석열 대통령은 출국했다.", "yoon_suk_yeol"),
    ("尹대통령이 도착했다.", "yoon_suk_yeol"),
    ("시진핑 국가주석과 푸틴 대통령이 만났다.", "xi_jinping vladimir_putin"),
    ("시 주석은 답했다.", "xi_jinping"),
    ("토니 블링컨 국무장관과 가미카와 요코 외무상", "antony_blinken yoko_kamikawa"),
    ("왕이 중국 외교부장이 방한했다.", "wang_yi CHN KOR"),
    ("조태열 외교부 장관과 조현 전 차관", "cho_tae_yul cho_hyun"),
    ("북한 김정은 국무위원장과 김 위원장의 딸", "PRK kim_jong_un kim_jong_un"),
    ("프란치스코 교황이 기도했다.", "pope_francis"),
    ("무함마드 빈 살만 왕세자가 맞았다.", "mohammed_bin_salman"),
    ("김대중 전 대통령을 기렸다.", "kim_dae_jung"),
]

# names are never cut out of longer words
NEAR_MISSES = [
    ("미사일과 미래, 미디어와 미숙", ""),
    ("한 명이 숨졌고 한편 한다고 했다.", ""),
    ("20일 일부 지역에서 일단 일주일", ""),
    ("회의 중 대통령이 입장했다.", ""),
    ("도중 총리는 자리를 떴다.", ""),
    ("북부와 북구, 북쪽과 북극곰", "arctic"),
    ("그러나 러닝셔츠", ""),
    ("영향과 영토, 영원", ""),
    ("호소와 호우, 호응", ""),
    ("평화이란 무엇인가. '자유'이란 말", ""),
    ("인도적 지원과 인도주의, 범죄인 인도 조약", ""),
    ("신병을 인도하라고 요구했다.", ""),
    ("우호 조약과 친한 친구", ""),
    ("그 문제에 대한 제재와 대한 추위", ""),
    ("대중은 환호했고 대중교통은 멈췄다.", ""),
    ("북미 지역과 북중미 월드컵", ""),
    ("검토 중일 때 불러 말했다.", ""),
    ("수단과 방법을 가리지 않았다. 외교적 수단을 쓴다.", ""),
    ("오만한 태도를 말리는 사람이 없다. 어디로 가나.", ""),
    ("국왕이 말했고 왕이 웃었다.", ""),
    ("14세 소년과 2세들", ""),
    ("조현병 환자와 박진감", ""),
    ("서울시장과 서울대, 도쿄전력", "tepco"),
    ("한 정부 관계자는 한 외교 소식통을 인용했다.", ""),
    ("현대중공업과 재미있는 대미를 장식", ""),
    ("한국어와 일본어, 중국집", ""),
    ("미국 달러와 위안화", ""),
    ("한미약품과 한남동 관저", ""),
    ("베트남전쟁과 걸프전, 한국전쟁", ""),
    ("부시장이 대처 방안을 냈다.", ""),
    ("파리협정과 오슬로협정", ""),
    ("마약 중독과 일독, 미남", ""),
    ("지난 20일 방위상은", ""),
    ("주일학교와 주중 경기", ""),
    ("방한복과 호주머니", ""),
    ("우한 연구소", ""),
]

CASES = [
    *COUNTRIES, *RUNS, *TITLES, *TOWARD, *PEOPLE, *CAPITALS, *AREAS, *BODIES, *GROUPS, *PERSONS,
    *NEAR_MISSES,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_finds(index: NameIndex, text: str, expected: str) -> None:
    assert found(index, text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "sector"),
    [
        ("일본인", "people", "CVL"),
        ("러시아군", "people", "MIL"),
        ("대북", "toward", None),
        ("친이란", "toward", None),
        ("워싱턴", "capital", "GOV"),
        ("홍해", "place", None),
        ("백악관", "body", "GOV"),
        ("하마스", "group", "REB"),
    ],
)
def test_kind(index: NameIndex, text: str, kind: str, sector: str | None) -> None:
    assert [(match.kind, match.sector) for match in index.find(text)] == [(kind, sector)]


def test_a_title_with_a_surname_means_whoever_held_it(index: NameIndex) -> None:
    (match,) = index.find("이 대통령은 밝혔다.")
    assert set(match.candidates) == {"lee_jae_myung", "lee_myung_bak"}
