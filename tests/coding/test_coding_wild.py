"""No tree is too odd: whatever a parser may give, the coder says something sound or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import World, world

from dragoman.coding.same.merging import merge
from dragoman.model import Sentence, Story

WORLDS = {"en": world("en"), "id": world("id")}
ENGLISH = """
    Japan/P Russia/P Moscow/P Kuroda/P Taro/P Egyptian/A minister/N police/N rebels:rebel/N
    government/N sides:side/N both/D two/M the/D a/D he/O it/O they/O we/O who/O not/T to/T
    will/X would/X must/X was:be/X by/I with/I of/I on/I in/I between/I if/S that/S and/C
    condemned:condemn/V attack/N attacked:attack/V said:say/V promised:promise/V urged:urge/V
    held:hold/V talks/N sanctions/N imposed:impose/V sent:send/V weapons/N hundreds/N
    According:according/V halted:halt/V refused:refuse/V threatened:threaten/V -/U , . “ ”
    Monday/P 2009/M former/A visit/N paid:pay/V met:meet/V
"""
INDONESIAN = """
    Jepang/P Rusia/P Korea/P Utara/P Presiden/N polisi/N pemerintah/N demonstran/N kedua/M
    negara/N pihak/N dia/O nya/O mereka/O yang/O tidak/R akan/X jika/S untuk/S oleh/I dari/I
    di/I ke/I antara/I dengan/I dan/C mengecam/V dikecam:mengecam/V serangan/N menyerang/V
    mengatakan/V kata/V meminta/V menggelar/V perundingan/N mengirim/V senjata/N ratusan/N
    menolak/V menurut/I para/D mantan/A Senin/P , . “ ”
"""
RELATIONS = """
    nsubj nsubj nsubj:pass obj obj iobj obl obl:agent nmod nmod:poss amod compound flat appos acl
    acl:relcl advcl ccomp xcomp parataxis conj cc case mark aux aux:pass cop advmod det nummod fixed
    dep expl csubj vocative
"""
WORDS = {"en": ENGLISH.split(), "id": INDONESIAN.split()}
SOUND = {
    "en": (
        "",
        "Japan/P/nsubj>#2 condemned:condemn/V/root Russia/P/obj>#2",
        "Kuroda/P/nsubj>#2 said:say/V/root it/O/nsubj>#5 will/X/aux>#5 attack/V/ccomp>#2"
        " Russia/P/obj>#5",
        "Russia/P/nsubj>#2 promised:promise/V/root to/T/mark>#4 send/V/xcomp>#2 weapons/N/obj>#4"
        " to/I/case>#7 Egypt/P/obl>#4",
        "both/D/det>#2 sides:side/N/nsubj>#3 held:hold/V/root talks/N/obj>#3",
        "police/N/nsubj:pass>#3 was:be/X/aux:pass>#3 attacked:attack/V/root/pp by/I/case>#5"
        " rebels:rebel/N/obl>#3",
    ),
    "id": (
        "",
        "Jepang/P/nsubj>#2 mengecam/V/root/act Rusia/P/obj>#2",
        "polisi/N/nsubj:pass>#2 diserang:menyerang/V/root/pass demonstran/N/obj>#2",
        "kedua/M/nummod>#2 negara/N/nsubj>#3 menggelar/V/root/act perundingan/N/obj>#3",
    ),
}
FEATS = ("", "", "pp", "ing", "past", "inf", "pl", "pass", "act", "bare", "ind")


@st.composite
def notations(draw: st.DrawFn, lang: str) -> str:
    """A sound clause or none, and any words hung anywhere on it, in the notation of `parses`."""
    tokens = draw(st.sampled_from(SOUND[lang])).split()
    for word in draw(st.lists(st.sampled_from(WORDS[lang]), min_size=1, max_size=9)):
        place = "root"
        if tokens:
            rel = draw(st.sampled_from(RELATIONS.split()))
            place = f"{rel}>#{draw(st.integers(1, len(tokens)))}"
        feats = draw(st.sampled_from(FEATS)) if word.endswith(("/V", "/N")) else ""
        tokens.append("/".join((word if "/" in word else f"{word}/U", place, feats)))
    return shuffled(
        tokens, draw(st.permutations(range(len(tokens)))) if draw(st.booleans()) else ()
    )


def shuffled(tokens: Sequence[str], order: Sequence[int]) -> str:
    """The tokens in another order, on the same heads."""
    places = {old: new for new, old in enumerate(order or range(len(tokens)))}
    told = [""] * len(tokens)
    for at, token in enumerate(tokens):
        before, mark, rest = token.partition(">#")
        head, slash, feats = rest.partition("/")
        told[places[at]] = f"{before}>#{places[int(head) - 1] + 1}{slash}{feats}" if mark else token
    return " ".join(told)


def check(place: World, told: Sequence[str], flags: tuple[str, ...]) -> None:
    story: Story = place.story(*told, flags=flags)
    sentences: Sequence[Sentence] = place.sentences(*told)
    reports = place.coder.code(story, sentences)
    assert reports == place.coder.code(story, sentences)
    assert [r.sentence for r in reports] == sorted(r.sentence for r in reports)
    for report in reports:
        assert story.text[report.trigger.start : report.trigger.end] == report.trigger_text
        assert report.span.start <= report.trigger.start < report.trigger.end <= report.span.end
        assert 0 < report.confidence <= 1
        assert report.event == place.coder.ontology.acts[report.act].event
        assert report.actors or report.recipients
        if place.coder.ontology.acts[report.act].recipient == "none":
            assert report.recipients == ()
        for who in (*report.actors, *report.recipients, *report.attributed_to):
            assert who.span is not None
            assert story.text[who.span.start : who.span.end] == who.text
    events = merge(reports, story, place.coder.ontology, "test 1")
    assert sum(len(e.reports) for e in events) == len(reports)


@settings(deadline=None, max_examples=80)
@given(st.lists(notations("en"), min_size=1, max_size=4), st.booleans())
def test_any_english_trees(told: list[str], translated: bool) -> None:
    check(WORLDS["en"], told, ("machine-translated",) if translated else ())


@settings(deadline=None, max_examples=60)
@given(st.lists(notations("id"), min_size=1, max_size=4), st.booleans())
def test_any_indonesian_trees(told: list[str], translated: bool) -> None:
    check(WORLDS["id"], told, ("machine-translated",) if translated else ())
