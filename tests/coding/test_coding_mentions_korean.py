"""Names, offices and agent nouns in Korean sentences, as the Korean engine parses them."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("kiwipiepy")

from dragoman.actors.name_index import NameIndex
from dragoman.actors.registry import load_actors
from dragoman.coding.parties.spotting.finder import MentionFinder
from dragoman.coding.tree import Tree
from dragoman.coding.words.lexicon import Lexicon
from dragoman.languages import load_pack
from dragoman.model import Participant, Sentence
from dragoman.pipeline import ENGINES

DAY = date(2024, 6, 24)
PACK = load_pack("ko")
ACTORS = load_actors()
NAMES = NameIndex(ACTORS, {"ko": PACK.names})
LEXICON = Lexicon((), PACK.agents, PACK.grammar, PACK.morphology)
FINDER = MentionFinder(ACTORS, NAMES, PACK.grammar, LEXICON.agents, PACK.names.artifacts)
ENGINE = ENGINES["kiwi"](PACK, ())


def _key(one: Participant) -> str:
    return f"{one.code or ''}.{one.sector}" if one.sector else one.code or ""


def mentions(text: str) -> list[str]:
    """Each mention that is no mere country: its last word and who it stands for."""
    (parse,) = ENGINE.parse([text])
    size = len(parse.forms)
    sentence = Sentence(
        0, "ko", "body", text, tuple(parse.forms), tuple(parse.lemmas), tuple(parse.upos),
        tuple(parse.heads), tuple(parse.deprels), tuple(parse.feats), tuple(parse.starts),
        tuple(parse.ends), (False,) * size,
    )  # fmt: skip
    tree = Tree(sentence, PACK.grammar)
    phrases = LEXICON.table.find(tree)
    found = FINDER.find(tree, [*phrases, *LEXICON.table.apart(tree, phrases)], DAY).all
    return [
        f"{text[sentence.starts[m.first] : sentence.ends[m.last]].split()[-1]} "
        + " ".join(sorted(_key(p) for p in m.participants))
        for m in found
        if m.kind not in ("country", "toward", "place")
    ]


ROWS = [
    ("토니 블링컨 미국 국무장관이 도착했다.", ["국무장관 USA.GOV"]),
    ("조태열 외교부 장관은 출국했다.", ["장관 KOR.GOV"]),
    (
        "푸틴 러시아 대통령과 김정은 북한 국무위원장이 만났다.",
        ["대통령 RUS.GOV", "국무위원장 PRK.GOV"],
    ),
    ("尹대통령, 기시다 日총리와 회담", ["尹대통령 KOR.GOV", "日총리 JPN.GOV"]),
    ("한미일 외교장관이 통화했다.", ["외교장관 JPN.GOV KOR.GOV USA.GOV"]),
    ("한·미·일 국방장관이 만났다.", ["국방장관 JPN.GOV KOR.GOV USA.GOV"]),
    ("미국, 일본, 한국의 외교장관이 만났다.", ["외교장관 JPN.GOV KOR.GOV USA.GOV"]),
    ("파키스탄과 인도의 군 당국이 합의했다.", ["당국 IND.MIL PAK.MIL"]),
    ("주한 미국대사가 방문했다.", ["대사 USA.GOV"]),
    ("일본 정부는 한국 대사를 불렀다.", ["정부 JPN.GOV", "대사 KOR.GOV"]),
    ("북한 외무성 대변인은 비난했다.", ["대변인 PRK.GOV"]),
    ("러시아군이 우크라이나를 공격했다.", ["러시아군 RUS.MIL"]),
    ("미군과 한국군이 훈련했다.", ["미군 USA.MIL", "한국군 KOR.MIL"]),
    ("우리 군은 대응했다.", ["군 KOR.MIL"]),
    ("프랑스 경찰이 시위대를 해산했다.", ["경찰 FRA.COP", "시위대 .OPP"]),
    ("대만 국방부는 밝혔다.", ["국방부 TWN.GOV"]),
    ("트럼프 전 대통령은 부인했다.", ["대통령 USA.ELI"]),
    ("인도 총리 나렌드라 모디가 방문했다.", ["모디 IND.GOV"]),
    ("영국의 키어 스타머 총리가 도착했다.", ["총리 GBR.GOV"]),
    ("김여정 노동당 부부장은 비난했다.", ["부부장 PRK.GOV", "노동당 PRK.GOV"]),
    ("중국 인민해방군이 훈련했다.", ["인민해방군 CHN.MIL"]),
    ("일본인 관광객이 억류됐다.", ["일본인 JPN.CVL", "관광객 JPN.CVL"]),
    ("홍콩 경찰은 활동가를 체포했다.", ["경찰 HKG.COP", "활동가 .SOC"]),
    ("러 국방장관 방북", ["국방장관 RUS.GOV"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_mentions(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected
