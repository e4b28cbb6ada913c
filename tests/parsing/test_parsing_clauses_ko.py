"""The clause analysis of Korean: one sentence of our own for every construction of the news.

A case names its construction and the relations that matter: "word relation head" with the head's
lemma; "root" alone names the root's lemma.
"""

from pathlib import Path

import pytest

from dragoman.errors import LanguageError
from dragoman.languages import pack
from dragoman.languages.clauses import ClauseRules, load_clauses
from dragoman.languages.morphology import Morphology, MorphologyRules
from dragoman.parsing.engine import Parsed
from dragoman.parsing.kiwi.engine import KiwiEngine

pytest.importorskip("kiwipiepy")

RULES = load_clauses(Path(pack.__file__).parent / "ko" / "clauses.yaml")


@pytest.fixture(scope="module")
def engine() -> KiwiEngine:
    return KiwiEngine(RULES, Morphology(MorphologyRules(), {}))


def relations(parsed: Parsed) -> set[str]:
    found = set()
    for i, (head, rel) in enumerate(zip(parsed.heads, parsed.deprels, strict=True)):
        if head == i:
            found.add(f"root {parsed.lemmas[i]}")
        for name in {parsed.forms[i], parsed.lemmas[i]}:
            found.add(f"{name} {rel} {parsed.lemmas[head]}")
    return found


# construction, sentence, relations
CASES = [
    ("topic far from its verb", "정부는 북한의 발사를 규탄한다고 발표했다.",
     "정부 nsubj 발표하다; 발사 obj 규탄하다; 규탄하다 ccomp 발표하다; 북한 nmod 발사"),
    ("talks with a partner and two ministers in a row",
     "조태열 장관은 20일 블링컨 미국 국무장관, 가미카와 요코 일본 외무상과 각각 전화 통화를 했다.",
     "장관 nsubj 하다; 외무상 conj 장관; 와 case 장관; 통화 obj 하다; 일 obl 하다"),
    ("a name of two words stays whole", "토니 블링컨 장관이 방한했다.",
     "토니 블링컨 compound 장관; 장관 nsubj 방한하다"),
    ("company is no coordination", "칠레 정부는 베네수엘라와 외교 관계를 단절했다.",
     "베네수엘라 obl 단절하다; 관계 obj 단절하다; 정부 nsubj 단절하다"),
    ("coordination closed by a particle", "인도와 파키스탄은 휴전 협정을 체결했다.",
     "인도 nsubj 체결하다; 파키스탄 conj 인도; 와 cc 파키스탄; 는 case 인도"),
    ("three in a row", "한국과 미국, 일본은 공동성명을 통해 도발을 규탄했다.",
     "한국 nsubj 규탄하다; 미국 conj 한국; 일본 conj 한국; 를 통해 case 성명; 성명 obl 규탄하다"),
    ("two persons with titles", "박진 외교부 장관과 왕이 중국 외교부장은 칭다오에서 만났다.",
     "장관 nsubj 만나다; 외교부장 conj 장관; 칭다오 obl 만나다"),
    ("names with dots before a shared noun", "한·미·일 3국은 합동 훈련을 실시한다.",
     "미 conj 한; 일 conj 한; 한 compound 3국; 3국 nsubj 실시하다"),
    ("names with a dot before a place", "태국·캄보디아 국경에서 총격전이 벌어졌다.",
     "캄보디아 conj 태국; 태국 compound 국경; 국경 obl 벌어지다"),
    ("names joined before their ministers", "프랑스와 독일 외무장관이 베를린에서 만났다.",
     "독일 conj 프랑스; 프랑스 compound 장관; 장관 nsubj 만나다"),
    ("between two parties", "정부군과 반군 사이에 교전이 벌어졌다.",
     "정부군 obl 벌어지다; 반군 conj 정부군; 사이 case 정부군; 교전 nsubj 벌어지다"),
    ("between two parties, before a noun", "러시아와 북한 간 군사 협력이 강화됐다.",
     "러시아 nmod 협력; 북한 conj 러시아; 간 case 러시아"),
    ("quotation in marks", '대통령은 "동맹을 계속 지지하겠다"고 말했다.',
     "대통령 nsubj 말하다; 동맹 obj 지지하다; 지지하다 ccomp 말하다; 고 mark 지지하다"),
    ("two quotations", "총리는 “제재는 부당하다”며 “대화를 원한다”고 강조했다.",
     "총리 nsubj 강조하다; 제재 nsubj 부당하다; 부당하다 ccomp 강조하다; 원하다 ccomp 강조하다"),
    ("a quotation that is no clause", '장관은 제재를 "검토 중"이라고 말했다.',
     "제재 obj 검토하다; 검토하다 ccomp 말하다; 장관 nsubj 말하다; 중 aux 검토하다"),
    ("speaker behind what is said", "협상이 결렬됐다고 현지 언론이 전했다.",
     "언론 nsubj 전하다; 협상 nsubj:pass 결렬하다; 결렬하다 ccomp 전하다"),
    ("topic within what somebody else says", "구금은 국제법 위반이라고 인권단체가 비판했다.",
     "구금 nsubj 위반; 위반 ccomp 비판하다; 단체 nsubj 비판하다; 이다 cop 위반"),
    ("two topics, one speaks", "총리는 이번 합의는 역사적 성과라고 말했다.",
     "총리 nsubj 말하다; 합의 nsubj 성과; 성과 ccomp 말하다"),
    ("accusation with -며", "필리핀은 중국 선박이 영해를 침범했다며 항의했다.",
     "필리핀 nsubj 항의하다; 선박 nsubj 침범하다; 침범하다 ccomp 항의하다; 다고 mark 침범하다"),
    ("decision with 기로", "양국은 협력을 강화하기로 합의했다.",
     "양국 nsubj 합의하다; 강화하다 ccomp 합의하다; 기로 mark 강화하다; 협력 obj 강화하다"),
    ("기로 하다", "유럽연합(EU)은 제재를 부과하기로 했다.",
     "유럽연합 nsubj 하다; EU appos 유럽연합; 부과하다 ccomp 하다; 는 case 유럽연합"),
    ("plan as a predicate", "정부는 제재를 해제할 방침이다.",
     "root 방침; 정부 nsubj 방침; 해제하다 acl 방침; 이다 cop 방침"),
    ("expectation with 것으로 보이다", "정부가 군대를 파견할 것으로 보인다.",
     "root 보이다; 파견하다 ccomp 보이다; 것 mark 파견하다; 정부 nsubj 파견하다"),
    ("것이다 is an auxiliary", "정부는 반군과 협상하지 않을 것이라고 밝혔다.",
     "것이다 aux 협상하다; 않다 aux 협상하다; 협상하다 ccomp 밝히다; 반군 obl 협상하다"),
    ("can", "이란은 협상에 복귀할 수 있다.", "root 복귀하다; 수 있다 aux 복귀하다"),
    ("must", "군은 철수해야 한다.", "root 철수하다; 어야 하다 aux 철수하다; 어야 mark 철수하다"),
    ("progressive",
     "정부는 이를 검토하고 있다.", "root 검토하다; 있다 aux 검토하다; 이 obj 검토하다"),
    ("passive with its agent", "언론인 두 명이 괴한에게 납치당했다.",
     "언론인 nsubj:pass 납치하다; 명 nummod 언론인; 두 nummod 명; 괴한 obl 납치하다"),
    ("passive relative clause", "경찰에 체포된 야당 지도자가 석방됐다.",
     "체포하다 acl:relcl 지도자; 경찰 obl 체포하다; 지도자 nsubj:pass 석방하다"),
    ("relative clause whose object is the noun",
     "우크라이나가 장악한 마을을 러시아군이 탈환했다.",
     "우크라이나 nsubj 장악하다; 장악하다 acl:relcl 마을; 군 nsubj 탈환하다; 러시아 compound 군"),
    ("subject outside a complete relative clause", "경찰이 상점을 약탈한 청년들을 연행했다.",
     "경찰 nsubj 연행하다; 상점 obj 약탈하다; 약탈하다 acl:relcl 청년"),
    ("content clause with 다는", "정부는 반군이 인질을 석방했다는 보도를 부인했다.",
     "석방하다 acl 보도; 반군 nsubj 석방하다; 보도 obj 부인하다; 정부 nsubj 부인하다"),
    ("content clause before an owner", "총리는 휴전안을 수용하라는 미국의 요구를 거절했다.",
     "수용하다 acl 요구; 미국 nmod 요구; 요구 obj 거절하다"),
    ("nominalized object", "의회가 무기를 보내는 것을 승인했다.",
     "보내다 ccomp 승인하다; 의회 nsubj 승인하다; 것 mark 보내다"),
    ("nominalized topic", "군부가 언론인을 구금한 것은 위법이다.",
     "구금하다 csubj 위법; 군부 nsubj 구금하다"),
    ("purpose", "일본은 관계를 개선하기 위해 특사를 파견했다.",
     "개선하다 advcl 파견하다; 를 위해 mark 개선하다; 일본 nsubj 파견하다"),
    ("time clause", "북한이 남한을 위협한 뒤 미국은 항공모함을 보냈다.",
     "위협하다 advcl 보내다; 뒤 mark 위협하다; 북한 nsubj 위협하다; 미국 nsubj 보내다"),
    ("before", "그가 체포되기 전 시위가 있었다.",
     "체포하다 advcl 있다; 전 mark 체포하다; 시위 nsubj 있다"),
    ("condition within a threat", "미국은 중국이 무기를 제공하면 제재를 가하겠다고 경고했다.",
     "중국 nsubj 제공하다; 제공하다 advcl 가하다; 가하다 ccomp 경고하다; 미국 nsubj 경고하다"),
    ("case of 경우", "중국은 미국이 무기를 팔 경우 보복하겠다고 위협했다.",
     "팔다 advcl 보복하다; 경우 mark 팔다; 중국 nsubj 위협하다"),
    ("two clauses with topics of their own", "군정은 철수를 요구했고 안보리는 이를 받아들였다.",
     "군정 nsubj 요구하다; 안보리 nsubj 받아들이다; 요구하다 advcl 받아들이다"),
    ("one topic, two clauses", "야당은 결정을 비판하고 총리의 사임을 촉구했다.",
     "야당 nsubj 촉구하다; 비판하다 advcl 촉구하다; 고 mark 비판하다; 총리 nmod 사임"),
    ("fused connective", "반군은 수도를 공격해 민간인 12명을 살해했다.",
     "공격하다 advcl 살해하다; 수도 obj 공격하다; 민간인 obj 살해하다"),
    ("who is asked to do something", "유엔은 수단 정부에 공격을 중단하라고 요구했다.",
     "정부 obl 요구하다; 공격 obj 중단하다; 중단하다 ccomp 요구하다"),
    ("who is asked, with 것을", "국왕이 이스라엘에 건설을 중단할 것을 요구했다.",
     "이스라엘 obl 요구하다; 중단하다 ccomp 요구하다; 국왕 nsubj 요구하다"),
    ("with regard to a clause", "북한이 미사일을 발사한 데 대해 일본이 항의했다.",
     "발사하다 advcl 항의하다; 북한 nsubj 발사하다; 일본 nsubj 항의하다; 에 대해 mark 발사하다"),
    ("source with 에 따르면", "로이터통신에 따르면 터키는 국경을 폐쇄했다.",
     "에 따르면 case 로이터통신; 로이터통신 obl 폐쇄하다; 터키 nsubj 폐쇄하다"),
    ("adnominal postposition", "이란에 대한 제재가 강화됐다.",
     "이란 nmod 제재; 에 대해 case 이란; 제재 nsubj:pass 강화하다"),
    ("two particles before a noun", "터키는 시리아와의 국경을 폐쇄했다.",
     "시리아 nmod 국경; 와 case 시리아"),
    ("in the course of", "국방부 장관이 미국을 방문 중이다.",
     "root 방문하다; 미국 obj 방문하다; 장관 nsubj 방문하다; 이다 cop 방문하다"),
    ("in the course of, before a noun", "정부는 미국을 방문 중인 장관을 소환했다.",
     "방문하다 acl:relcl 장관; 미국 obj 방문하다; 장관 obj 소환하다"),
    ("date with the time zone in brackets", "대통령은 15일(현지 시각) 군을 철수하겠다고 발표했다.",
     "시각 appos 일; 대통령 nsubj 발표하다; 군 obj 철수하다"),
    ("age in brackets", "네타냐후 이스라엘 총리(74)는 요구를 거절했다.",
     "74 appos 총리; 총리 nsubj 거절하다; 네타냐후 compound 총리"),
    ("times between names", "대통령은 전날 서울에서 기시다 일본 총리와 회담을 가졌다.",
     "전날 obl 가지다; 서울 obl 가지다; 총리 obl 가지다; 대통령 nsubj 가지다"),
    ("numbers and counters", "시위대 3천여 명이 거리로 나섰다.",
     "시위대 nsubj 나서다; 명 nummod 시위대; 3천여 nummod 명; 가 case 시위대"),
    ("former office behind a name", "반기문 전 유엔 사무총장이 미얀마를 방문했다.",
     "반기문 compound 사무총장; 사무총장 nsubj 방문하다"),
    ("compound with an act noun", "외교부는 이란 제재 강화 방안을 발표했다.",
     "이란 compound 제재; 제재 compound 강화; 강화 compound 방안; 방안 obj 발표하다"),
    ("suffix cut off a known name", "이스라엘군이 다리를 폭파했다.",
     "이스라엘 compound 군; 군 nsubj 폭파하다"),
    ("headline: verbal noun with a bare object", "미, 이란 제재 해제",
     "root 해제하다; 미 nsubj 해제하다; 제재 obj 해제하다; 이란 compound 제재"),
    ("headline: object is a country", "중국, 대만 비난",
     "root 비난하다; 중국 nsubj 비난하다; 대만 obj 비난하다"),
    ("headline: verbal noun with a particle before it", "한일 외교장관, 안보 협력 강화에 합의",
     "root 합의하다; 장관 nsubj 합의하다; 강화 obl 합의하다"),
    ("headline: manner before the verbal noun", "중국, 미국의 관세 조치 강력 규탄",
     "강력 advmod 규탄하다; 조치 obj 규탄하다; 미국 nmod 조치; 중국 nsubj 규탄하다"),
    ("headline: two parts", "바이든, 젤렌스키와 통화…추가 지원 약속",
     "root 약속하다; 통화하다 advcl 약속하다; 젤렌스키 obl 통화하다; 지원 obj 약속하다"),
    ("headline: what happened to whom", "국경서 자폭 공격…군인 20여명 사망",
     "root 사망하다; 군인 nsubj 사망하다; 명 nummod 군인"),
    ("headline: speaker before a quotation", '외교부 "일본에 유감 표명"',
     "root 표명하다; 외교부 dislocated 표명하다; 유감 obj 표명하다; 일본 obl 표명하다"),
    ("headline: speaker, must", '북한 "미국의 적대 정책 철회해야"',
     "북한 dislocated 철회하다; 정책 obj 철회하다; 미국 nmod 정책"),
    ("headline: a noun", "한미 정상, 북핵 논의",
     "root 논의하다; 정상 nsubj 논의하다; 북핵 obj 논의하다"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_constructions(engine: KiwiEngine, sentence: str, expected: str) -> None:
    found = relations(engine.parse([sentence])[0])
    assert {one.strip() for one in expected.split(";")} <= found


@pytest.mark.parametrize("sentence", [c[1] for c in CASES])
def test_a_tree_over_tokens_that_do_not_overlap(engine: KiwiEngine, sentence: str) -> None:
    parsed = engine.parse([sentence])[0]
    assert all(
        sentence[s:e] == form
        for s, e, form in zip(parsed.starts, parsed.ends, parsed.forms, strict=True)
    )
    assert all(e <= s for e, s in zip(parsed.ends, parsed.starts[1:], strict=False))
    written = "".join(parsed.forms)
    assert written.replace(" ", "") == sentence.replace(" ", "")
    assert sum(h == i for i, h in enumerate(parsed.heads)) == 1
    for i in range(len(parsed.forms)):
        seen, at = 0, i
        while parsed.heads[at] != at:
            at, seen = parsed.heads[at], seen + 1
            assert seen <= len(parsed.forms), f"{parsed.forms[i]} hangs in a circle"


@pytest.mark.parametrize(
    ("sentence", "form", "lemma", "feats"),
    [
        ("정부는 조약을 비준했다.", "비준했다", "비준하다", "Tense=Past|VerbForm=Fin"),
        ("조약이 비준됐다.", "비준됐다", "비준하다", "Tense=Past|VerbForm=Fin|Voice=Pass"),
        ("군을 철수시켰다.", "철수시켰다", "철수하다", "Tense=Past|VerbForm=Fin|Voice=Cau"),
        ("조약을 비준하지 않았다.", "비준하", "비준하다", "Polarity=Neg|Tense=Past|VerbForm=Fin"),
        ("조약을 비준하겠다.", "비준하겠다", "비준하다", "Tense=Fut|VerbForm=Fin"),
        ("시위대를 도왔다.", "도왔다", "돕다", "Tense=Past|VerbForm=Fin"),
        ("비준한 조약", "비준한", "비준하다", "Tense=Past|VerbForm=Adn"),
        ("비준한다고 말했다.", "비준한", "비준하다", "VerbForm=Conv"),
    ],
)
def test_fused_endings_are_features(
    engine: KiwiEngine, sentence: str, form: str, lemma: str, feats: str
) -> None:
    parsed = engine.parse([sentence])[0]
    at = parsed.forms.index(form)
    assert parsed.lemmas[at] == lemma
    assert parsed.feats[at] == feats


def test_a_lexicon_verb_of_several_nouns_is_one_word() -> None:
    morphology = Morphology(MorphologyRules(), {"verb": ["정상회담하다"]})
    parsed = KiwiEngine(RULES, morphology).parse(["양국이 정상회담했다."])[0]
    assert "정상회담하다" in parsed.lemmas


def test_nothing_in_nothing_out(engine: KiwiEngine) -> None:
    parses = engine.parse(["", "  ", "…", "(", '"', "ㅋㅋㅋ", "12:30"])
    assert [len(p.forms) > 0 for p in parses] == [False, False, True, True, True, True, True]


def test_what_comes_before_changes_nothing(engine: KiwiEngine) -> None:
    sentence = CASES[1][1]
    alone = engine.parse([sentence])
    assert engine.parse([c[1] for c in CASES] + [sentence])[-1:] == alone


def test_rules_without_morphemes_are_refused() -> None:
    with pytest.raises(LanguageError, match="morphemes"):
        KiwiEngine(ClauseRules(), Morphology(MorphologyRules(), {}))
