"""Japanese clauses: what hangs on what in constructions of the news."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman.languages
from dragoman.errors import DataError, LanguageError
from dragoman.languages.clauses import load_clauses
from dragoman.languages.morphology import Morphology, MorphologyRules, Spellings
from dragoman.parsing.engine import Parsed
from dragoman.parsing.sudachi import ginza
from dragoman.parsing.sudachi.engine import SudachiEngine

pytest.importorskip("sudachipy", reason="SudachiPy is not installed")
pytest.importorskip("sudachidict_core", reason="SudachiPy's core dictionary is not installed")

RULES = load_clauses(Path(dragoman.languages.__file__).parent / "ja" / "clauses.yaml")
VOCABULARY = {
    "verb": ["電話会談する", "明らかにする", "呼びかける", "応じる", "打ち切る", "強制送還する"],
    "noun": ["制裁", "報道官", "可能性"],
}
SPELLINGS = Spellings(groups=(("呼びかける", "呼び掛ける"),))


@pytest.fixture(scope="module")
def engine() -> SudachiEngine:
    return SudachiEngine(RULES, Morphology(MorphologyRules(spellings=SPELLINGS), VOCABULARY))


def relations(parsed: Parsed) -> set[str]:
    """Every dependency as "dependent relation head" ("root" alone for the root)."""
    forms = parsed.forms
    return {
        f"{forms[i]} root" if head == i else f"{forms[i]} {parsed.deprels[i]} {forms[head]}"
        for i, head in enumerate(parsed.heads)
    }


CONSTRUCTIONS = {
    # headlines
    "headline without a verb: bare subject and verbal noun": (
        "ノルウェー、対イラン制裁を解除",
        ["ノルウェー nsubj 解除", "制裁 obj 解除", "解除 root"],
    ),
    "headline: title as bare subject": (
        "豪首相、隣国のミサイル発射を非難",
        ["首相 nsubj 非難", "発射 obj 非難", "隣国 nmod 発射", "非難 root"],
    ),
    "headline: two coordinated owners of the bare subject": (
        "タイとラオスの首脳、停戦協定に署名",
        ["首脳 nsubj 署名", "タイ nmod 首脳", "ラオス conj タイ", "協定 obl 署名"],
    ),
    "headline: へ announces the verbal noun": (
        "チリ、ペルーに防空システムを供与へ",
        ["チリ nsubj 供与", "ペルー obl 供与", "システム obj 供与", "へ mark 供与"],
    ),
    "headline: か asks for the verbal noun": (
        "ミサイル発射、日本海に落下か",
        ["海 obl 落下", "落下 root", "か mark 落下"],
    ),
    "headline: verb without its object's particle": (
        "仏大統領、トルコ首相に自制求める",
        ["大統領 nsubj 求める", "首相 obl 求める", "自制 obj 求める"],
    ),
    "headline: number and verbal noun": (
        "首都で爆発、兵士3人死亡",
        ["兵士 nsubj 死亡", "人 nummod 兵士", "死亡 root"],
    ),
    "headline: two clauses, the first with a verbal noun": (
        "英国防相がキーウを訪問、追加支援を約束",
        ["相 nsubj 訪問", "キーウ obj 訪問", "訪問 advcl 約束", "支援 obj 約束"],
    ),
    "headline: adverb before the verbal noun": (
        "韓国軍、北の挑発に断固対応",
        ["軍 nsubj 対応", "挑発 obl 対応", "断固 advmod 対応"],
    ),
    "headline: speaker before a quotation": (
        "英仏独首脳「中ロ覚書、アジア地域の秩序・安全を大きく損なう」",
        [
            "首脳 dislocated 損なう",
            "覚書 nsubj 損なう",
            "秩序 obj 損なう",
            "安全 conj 秩序",
            "地域 nmod 秩序",
        ],
    ),
    "headline: speaker before a quotation with a copula": (
        "カナダ外務省「隣国の対応は無責任だ」",
        ["省 dislocated 責任", "対応 nsubj 責任", "だ cop 責任"],
    ),
    "two headlines in one line, each with its subject": (
        "首相、協議再開に意欲　野党は増税を批判",
        ["首相 nsubj 意欲", "意欲 parataxis 批判", "野党 nsubj 批判"],
    ),
    "headline: place or charge behind the predicate": (
        "韓国検察、前大統領を起訴　内乱罪で",
        ["起訴 root", "検察 nsubj 起訴", "罪 obl 起訴", "前 compound 大統領"],
    ),
    "headline: quotation of a speaker and what that does": (
        "キューバ大統領「関税に報復」　隣国をけん制",
        ["大統領 dislocated 報復", "報復 parataxis けん制", "隣国 obj けん制"],
    ),
    # names, titles, rows
    "title behind a name is the head": (
        "フィンランドのハーパニエミ外相が辞任した。",
        ["ハーパニエミ compound 外相", "外相 nsubj 辞任", "フィンランド nmod 外相"],
    ),
    "reading of a name in brackets": (
        "趙兌烈（チョ・テヨル）外相は辞任した。",
        ["外相 nsubj 辞任", "テヨル appos 烈", "烈 compound 外相"],
    ),
    "row of names with commas and a closing particle": (
        "オランダ、ベルギー、ルクセンブルクが協定を結んだ。",
        ["オランダ nsubj 結ん", "ベルギー conj オランダ", "ルクセンブルク conj オランダ"],
    ),
    "row of persons with their countries": (
        "外相は米国のスミス国務長官、英国のジョーンズ外相と電話会談を行った。",
        ["長官 obl 行っ", "外相 conj 長官", "米国 nmod 長官", "英国 nmod 外相", "と case 長官"],
    ),
    "coordination of two names before が": (
        "トルコとギリシャが国境問題で合意した。",
        ["トルコ nsubj 合意", "ギリシャ conj トルコ", "と cc ギリシャ", "が case トルコ"],
    ),
    "coordination before との": (
        "ペルー政府と左翼ゲリラとの交渉が再開された。",
        ["政府 nmod 交渉", "ゲリラ conj 政府", "との case 政府"],
    ),
    "company, not coordination: と before a mutual verb": (
        "ケニア大統領はソマリアの首相と会談した。",
        ["大統領 nsubj 会談", "首相 obl 会談", "と case 首相"],
    ),
    "company, not coordination: noun of another kind": (
        "デンマークはスウェーデンと協力を強化した。",
        ["スウェーデン obl 強化", "協力 obj 強化"],
    ),
    "or, and so on: や and など": (
        "軍はミサイルや無人機などを使った。",
        ["ミサイル obj 使っ", "機 conj ミサイル"],
    ),
    "one-letter countries are cut": (
        "日米韓が会談した。米軍が撤退した。",
        ["日 compound 韓", "米 compound 軍", "軍 nsubj 撤退"],
    ),
    # arguments and clauses
    "topic with dropped subjects behind it": (
        "両首脳は声明を発表し、撤退を確認した。",
        ["首脳 nsubj 発表", "発表 advcl 確認", "撤退 obj 確認"],
    ),
    "two topics: each to its clause": (
        "国連総会は決議を採択したが、キューバは棄権した。",
        ["総会 nsubj 採択", "採択 advcl 棄権", "が mark 採択", "キューバ nsubj 棄権"],
    ),
    "object as a topic": (
        "その提案は大統領が拒否した。",
        ["大統領 nsubj 拒否", "提案 obj 拒否"],
    ),
    "double particle: には": (
        "首都には軍が展開している。",
        ["首都 obl 展開", "に case 首都", "は case 首都", "いる aux 展開"],
    ),
    "passive with agent": (
        "商船が海賊に襲撃された。",
        ["商船 nsubj:pass 襲撃", "海賊 obl 襲撃", "に case 海賊"],
    ),
    "causative": (
        "両国は外交関係を正常化させた。",
        ["関係 obj 化", "せ aux 化"],
    ),
    "te-form": (
        "外務省は大使を呼び出して抗議した。",
        ["呼び出し advcl 抗議", "て mark 呼び出し", "大使 obj 呼び出し"],
    ),
    "progressive is no clause": (
        "市民が抗議している。",
        ["て aux 抗議", "いる aux 抗議", "市民 nsubj 抗議"],
    ),
    "condition": (
        "攻撃を続ければ、報復する。",
        ["続けれ advcl 報復", "ば mark 続けれ"],
    ),
    "clause noun: 後": (
        "外相は辞任した後、帰国した。",
        ["辞任 advcl 帰国", "後 mark 辞任"],
    ),
    "clause noun behind a verbal noun with an object": (
        "大統領は隣国を訪問中に倒れた。",
        ["訪問 advcl 倒れ", "隣国 obj 訪問", "中 mark 訪問"],
    ),
    "since: て以来": (
        "軍が侵攻して以来、住民は避難している。",
        ["侵攻 advcl 避難", "以来 mark 侵攻"],
    ),
    "relative clause": (
        "逮捕された活動家が解放された。",
        ["逮捕 acl:relcl 家", "家 nsubj:pass 解放"],
    ),
    "relative clause with its own subject": (
        "米国が提出した決議案は否決された。",
        ["提出 acl:relcl 案", "米国 nsubj 提出"],
    ),
    "a signed treaty is no content": (
        "昨年署名された条約は発効していない。",
        ["署名 acl:relcl 条約"],
    ),
    "content clause: 方針だ": (
        "政府は隣国に対する制裁を科す方針だ。",
        ["方針 root", "政府 nsubj 方針", "科す acl 方針", "隣国 nmod 制裁", "に対する case 隣国"],
    ),
    "content clause: 見通しだ": (
        "会議に代表団が参加する見通しだ。",
        ["参加 acl 見通し", "団 nsubj 参加"],
    ),
    "content clause with との": (
        "首相が辞任するとの見方が広がっている。",
        ["辞任 acl 見方", "との mark 辞任", "首相 nsubj 辞任"],
    ),
    "possibility": (
        "軍が施設を攻撃する可能性がある。",
        ["攻撃 acl 性", "性 nsubj ある", "軍 nsubj 攻撃"],
    ),
    "having a plan": (
        "首相は対話を再開する用意がある。",
        ["首相 nsubj ある", "用意 obj ある", "再開 acl 用意"],
    ),
    "nominalized object: ことを": (
        "両国は協力することを決めた。",
        ["協力 ccomp 決め", "こと mark 協力", "を mark 協力"],
    ),
    "nominalized: ことで": (
        "両国は協力することで合意した。",
        ["協力 advcl 合意", "で mark 協力"],
    ),
    "nominalized topic: のは": (
        "必要なのは平和だ。",
        ["必要 csubj 平和"],
    ),
    "one deed of several: など": (
        "市民が警官に石を投げるなどした。",
        ["投げる root", "など aux 投げる", "市民 nsubj 投げる"],
    ),
    "despite: にもかかわらず": (
        "停戦したにもかかわらず、戦闘が続いた。",
        ["停戦 advcl 続い", "にもかかわらず mark 停戦"],
    ),
    # quotations and reports
    "quotation with と述べた": (
        "外相は記者団に対し「われわれは制裁を解除しない」と述べた。",
        ["外相 nsubj 述べ", "団 obl 述べ", "解除 ccomp 述べ", "われわれ nsubj 解除"],
    ),
    "quotation of two sentences": (
        "大統領は「制裁は違法だ。われわれは屈しない」と強調した。",
        ["違法 ccomp 強調", "屈し ccomp 強調", "大統領 nsubj 強調"],
    ),
    "indirect speech: date and place of the saying": (
        "外務省は12日、外交官6人を追放すると発表した。",
        ["日 obl 発表", "追放 ccomp 発表", "省 nsubj 発表"],
    ),
    "indirect speech: a second topic is inside": (
        "同氏は、制裁は違法だと批判した。",
        ["同氏 nsubj 批判", "制裁 nsubj 違法", "違法 ccomp 批判"],
    ),
    "indirect speech: what comes before it belongs to the speaker": (
        "首相は議会で演説し、対話を再開する用意があると表明した。",
        ["首相 nsubj 演説", "演説 advcl 表明", "ある ccomp 表明"],
    ),
    "indirect speech: speaker behind it": (
        "軍が施設を攻撃する可能性があると、専門家はみている。",
        ["ある ccomp み", "家 nsubj み"],
    ),
    "indirect speech: として": (
        "政府は判決は受け入れられないとして、大使を帰国させた。",
        ["受け入れ ccomp 帰国", "として mark 受け入れ"],
    ),
    "demand: one who is asked": (
        "エジプトはスーダンに停戦を守るよう求めた。",
        ["スーダン obl 求め", "守る ccomp 求め", "よう mark 守る", "停戦 obj 守る"],
    ),
    "according to": (
        "報道官によると、軍は村を砲撃し、12人が死亡した。",
        ["官 obl 死亡", "によると case 官", "軍 nsubj 砲撃", "砲撃 advcl 死亡"],
    ),
    "subject before a comma is outside the relative clause": (
        "海軍の艦艇が、遭難した漁船の乗組員を救助した。",
        ["艦艇 nsubj 救助", "遭難 acl:relcl 漁船"],
    ),
    "what follows したうえで is said by the same": (
        "外相は、隣国が約束を破ったと非難したうえで、対抗措置を取ると警告した。",
        ["非難 advcl 警告", "取る ccomp 警告", "破っ ccomp 非難", "外相 nsubj 警告"],
    ),
    "という: hearsay": (
        "死傷者は出なかったという。",
        ["出 ccomp いう", "いう root"],
    ),
    # nominal predicates, postpositions, times
    "denied nominal predicate": (
        "この島は売り物ではない。",
        ["島 nsubj 売り物", "で cop 売り物", "ない aux 売り物"],
    ),
    "compound postposition as one token": (
        "両国は漁業権をめぐり対立している。",
        ["権 obl 対立", "をめぐり case 権"],
    ),
    "postposition before a noun": (
        "統一政府の樹立に向けた協議が終わった。",
        ["樹立 nmod 協議", "に向けた case 樹立"],
    ),
    "two members with and through 含む": (
        "攻撃で子ども3人を含む10人が死亡した。",
        ["子ども nmod 人", "を含む case 子ども", "攻撃 obl 死亡"],
    ),
    "counted noun": (
        "スロバキアはロシアの外交官1人を追放した。",
        ["ロシア nmod 官", "1人 nummod 官", "官 obj 追放"],
    ),
    "by and to an act": (
        "隣国による首都の製油所への攻撃が続いた。",
        ["隣国 nmod 攻撃", "所 nmod 攻撃", "攻撃 nsubj 続い"],
    ),
    "headline: postponed": (
        "日中首脳会談、延期に",
        ["会談 nsubj 延期", "延期 root"],
    ),
    "date in front": (
        "2023年3月10日、両国は国交を回復した。",
        ["日 obl 回復", "国交 obj 回復"],
    ),
    "time without a particle": (
        "首相は来月隣国を訪れる。",
        ["来月 obl 訪れる", "隣国 obj 訪れる"],
    ),
    "light verb": (
        "両外相は会談を行った。",
        ["会談 obj 行っ", "外相 nsubj 行っ"],
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction(engine: SudachiEngine, name: str) -> None:
    text, expected = CONSTRUCTIONS[name]
    found = relations(engine.parse([text])[0])
    assert [one for one in expected if one not in found] == []


LEMMAS = {
    "verbal noun with する": ("政府は軍を派遣した。", "派遣", "派遣する", "VERB"),
    "verbal noun as the predicate of a headline": ("外相、攻撃を非難", "非難", "非難する", "VERB"),
    "longest verb that the lexicon has": ("外相らが電話会談した。", "会談", "電話会談する", "VERB"),
    "suffix belongs to the verb": ("国有化する方針だ。", "化", "国有化する", "VERB"),
    "verb of two verbs, in the lexicon's spelling": (
        "党首が参加を呼び掛けた。",
        "呼び掛け",
        "呼びかける",
        "VERB",
    ),
    "verb of two verbs that is no word of the lexicon": (
        "外務省が大使を呼び出した。",
        "呼び出し",
        "呼び出す",
        "VERB",
    ),
    "spelling by the normalized form": ("対話に応ずる。", "応ずる", "応じる", "VERB"),
    "verb with the adjective before it": (
        "政府は計画を明らかにした。",
        "し",
        "明らかにする",
        "VERB",
    ),
    "particle before の": ("台湾への売却", "への", "へ", "ADP"),
    "postposition": ("隣国に対する制裁", "に対する", "に対して", "ADP"),
    "word with a suffix": ("攻撃の可能性", "性", "可能性", "NOUN"),
    "past of another sound": ("要求を拒んだ。", "だ", "た", "AUX"),
    "obligation": ("攻撃をやめなければならない。", "なければならない", "なければならない", "AUX"),
}


@pytest.mark.parametrize("name", LEMMAS)
def test_lemma(engine: SudachiEngine, name: str) -> None:
    text, form, lemma, upos = LEMMAS[name]
    parsed = engine.parse([text])[0]
    at = parsed.forms.index(form)
    assert (parsed.lemmas[at], parsed.upos[at]) == (lemma, upos)


FEATS = {
    "past": ("軍が撤退した。", "撤退", "Tense=Past|VerbForm=Fin"),
    "negated": ("軍は撤退しない。", "撤退", "Polarity=Neg|VerbForm=Fin"),
    "not passive": ("判決を受け入れられない。", "受け入れ", "Mood=Pot|Polarity=Neg|VerbForm=Fin"),
    "passive before a noun": ("拘束された記者", "拘束", "Tense=Past|VerbForm=Adn|Voice=Pass"),
    "causative": ("大使を帰国させた。", "帰国", "Tense=Past|VerbForm=Fin|Voice=Cau"),
    "prohibition": ("「攻撃するな」と警告した。", "攻撃", "Mood=Imp|Polarity=Neg|VerbForm=Fin"),
    "condition": ("攻撃すれば報復する。", "攻撃", "Mood=Cnd|VerbForm=Conv"),
}  # fmt: skip


@pytest.mark.parametrize("name", FEATS)
def test_feats(engine: SudachiEngine, name: str) -> None:
    text, form, feats = FEATS[name]
    parsed = engine.parse([text])[0]
    assert parsed.feats[parsed.forms.index(form)] == feats


ODD = [
    "",
    "。",
    "「」",
    "（写真）",
    "は",
    "、、、",
    "…と",
    "ABC 123",
    "　首相　",
    "の" * 50,
    "「「「は",
    "）と述べた。",
]


def check_tree(text: str, parsed: Parsed) -> None:
    """One tree over tokens that are the text's own, in order and apart."""
    assert [text[s:e] for s, e in zip(parsed.starts, parsed.ends, strict=True)] == list(
        parsed.forms
    )
    assert all(e <= s for e, s in zip(parsed.ends, parsed.starts[1:], strict=False))
    roots = [i for i, head in enumerate(parsed.heads) if head == i]
    assert len(roots) == (1 if parsed.forms else 0)
    for i in range(len(parsed.forms)):
        seen = set()
        while parsed.heads[i] != i:
            assert i not in seen
            seen.add(i)
            i = parsed.heads[i]


@pytest.mark.parametrize("text", [*ODD, *(text for text, _ in CONSTRUCTIONS.values())])
def test_every_parse_is_one_tree_over_the_text(engine: SudachiEngine, text: str) -> None:
    check_tree(text, engine.parse([text])[0])


LETTERS = sorted({letter for text, _ in CONSTRUCTIONS.values() for letter in text + " ()1a"})


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(alphabet=LETTERS, max_size=40))
def test_any_text_is_parsed_as_one_tree(engine: SudachiEngine, text: str) -> None:
    check_tree(text, engine.parse([text])[0])


def test_sentences_do_not_depend_on_each_other(engine: SudachiEngine) -> None:
    texts = [text for text, _ in CONSTRUCTIONS.values()]
    together = engine.parse(texts)
    fresh = SudachiEngine(RULES, Morphology(MorphologyRules(spellings=SPELLINGS), VOCABULARY))
    assert together == [fresh.parse([text])[0] for text in reversed(texts)][::-1]


def test_a_long_text_is_cut_and_parsed(engine: SudachiEngine) -> None:
    text = "政府は制裁を科す。" * 1000
    parsed = engine.parse([text])[0]
    assert parsed.ends[-1] == len(text)


def test_rules_without_units_are_refused() -> None:
    empty = RULES.model_copy(update={"units": None})
    with pytest.raises(LanguageError, match="units"):
        SudachiEngine(empty, Morphology(MorphologyRules(), {}))


def test_a_missing_analyser_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    engine = SudachiEngine(RULES, Morphology(MorphologyRules(), {}))
    with pytest.raises(LanguageError, match="SudachiPy"):
        engine.parse(["雨。"])


def test_an_unknown_key_of_the_rules_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "clauses.yaml"
    path.write_text("company: [と]\nlevls: {が: open}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"clauses\.yaml:2: levls.*levels"):
        load_clauses(path)


def test_an_unknown_level_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clauses.yaml"
    path.write_text("levels: {が: wide}\n", encoding="utf-8")
    with pytest.raises(DataError, match="wide"):
        load_clauses(path)


class Word:
    """A word of another parser's tree, as spaCy has it."""

    def __init__(self, i: int, idx: int, form: str) -> None:
        self.i, self.idx, self.form = i, idx, form
        self.head = self

    def __len__(self) -> int:
        return len(self.form)


def tree(forms: str, heads: list[int]) -> list[Word]:
    """Words apart by blanks, each with the place of its head."""
    words: list[Word] = []
    at = 0
    for i, form in enumerate(forms.split()):
        words.append(Word(i, at, form))
        at += len(form)
    for word, head in zip(words, heads, strict=True):
        word.head = words[head]
    return words


def test_ginza_s_choice_of_heads_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "辞任した市長の秘書が来た。"
    words = tree("辞任 し た 市長 の 秘書 が 来 た 。", [5, 0, 0, 5, 3, 7, 5, 7, 7, 7])

    class Pipeline:
        def pipe(self, texts: list[str], batch_size: int) -> list[list[Word]]:
            return [words for _ in texts]

    monkeypatch.setattr(ginza, "_load_model", Pipeline)
    morphology = Morphology(MorphologyRules(), {})
    ours = SudachiEngine(RULES, morphology).parse([text])[0]
    theirs = ginza.GinzaEngine(RULES, morphology).parse([text])[0]
    assert "辞任 acl:relcl 秘書" in relations(theirs)
    assert "辞任 acl:relcl 秘書" not in relations(ours)
    assert ours.lemmas == theirs.lemmas


def test_ginza_without_its_model_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise OSError("[E050] no such model")

    monkeypatch.setattr("spacy.load", missing)
    engine = ginza.GinzaEngine(RULES, Morphology(MorphologyRules(), {}))
    with pytest.raises(LanguageError, match="ja-ginza"):
        engine.parse(["雨。"])
