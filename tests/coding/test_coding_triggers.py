"""Which expression of an act is found on which words, and which of several wins."""

from __future__ import annotations

import pytest
from parses import sentence
from worlds import EXPRESSIONS, INDONESIAN, World, agent, expression, world

from dragoman.coding.tree import Tree
from dragoman.coding.words.lexicon import Lexicon, spelt
from dragoman.coding.words.phrases import PhraseTable
from dragoman.languages import load_pack
from dragoman.languages.expressions import Expression

EN = world("en")


def triggers(place: World, notation: str) -> list[tuple[str, str, list[str]]]:
    """(act, kind, words) of each trigger."""
    analysis = place.analyse(notation)
    forms = analysis.scene.sentence.forms
    return [(t.act, t.kind, [forms[i] for i in t.tokens]) for t in analysis.triggers]


def acts(notation: str, *more: Expression) -> list[str]:
    place = world("en", more=more) if more else EN
    return [act for act, _, _ in triggers(place, notation)]


def test_a_verb_by_its_citation_form() -> None:
    assert triggers(
        EN, "Japan/P/nsubj>condemns condemns:condemn/V/root Russia/P/obj>condemns ."
    ) == [("condemn", "verb", ["condemns"])]


def test_a_verb_with_a_wanted_object() -> None:
    wanted = "Japan/P/nsubj>sent sent:send/V/root weapons/N/obj>sent/pl ."
    other = "Japan/P/nsubj>sent sent:send/V/root letters:letter/N/obj>sent/pl ."
    assert triggers(EN, wanted) == [("send_arms", "verb", ["sent", "weapons"])]
    assert triggers(EN, other) == []


def test_the_wanted_object_may_be_counted_or_coordinated() -> None:
    counted = (
        "Japan/P/nsubj>sent sent:send/V/root hundreds/N/obj>sent of/I/case>weapons"
        " weapons/N/nmod>hundreds/pl ."
    )
    listed = (
        "Japan/P/nsubj>sent sent:send/V/root food/N/obj>sent and/C/cc>weapons"
        " weapons/N/conj>food/pl ."
    )
    assert acts(counted) == ["send_arms"]
    assert acts(listed) == ["send_arms"]


def test_the_wanted_object_is_the_passives_subject() -> None:
    assert acts(
        "Weapons:weapons/N/nsubj:pass>sent/pl were:be/X/aux:pass>sent sent:send/V/root/pp"
        " to/I/case>Egypt Egypt/P/obl>sent ."
    ) == ["send_arms"]  # fmt: skip


def test_the_more_specific_of_two_wins_and_keeps_its_rival() -> None:
    shelled = expression("shell", verb=["attack"], object=["town"])
    place = world("en", more=[shelled])
    analysis = place.analyse(
        "Russia/P/nsubj>attacked attacked:attack/V/root a/D/det>town town/N/obj>attacked ."
    )
    [trigger] = analysis.triggers
    assert trigger.act == "shell"
    assert ("attack", "attack:1") in trigger.rivals


def test_a_condition_on_a_prepositional_phrase() -> None:
    shelled = expression("shell", verb=["attack"], **{"with": {"with": ("artillery",)}})
    by = (
        "Russia/P/nsubj>attacked attacked:attack/V/root Egypt/P/obj>attacked with/I/case>NOUN"
        " NOUN/N/obl>attacked ."
    )
    assert acts(by.replace("NOUN", "artillery"), shelled) == ["shell"]
    assert acts(by.replace("NOUN", "words"), shelled) == ["attack"]


UNLESS = {
    "object": ({"object": ("virus",)}, "the/D/det>virus virus/N/obj>attacked"),
    "subject": ({"subject": ("critic",)}, None),
    "particle": ({"particle": ("off",)}, "off/R/advmod>attacked"),
    "with": ({"with": {"on": ("stage",)}}, "on/I/case>stage stage/N/obl>attacked"),
}


@pytest.mark.parametrize(("unless", "rest"), UNLESS.values(), ids=UNLESS)
def test_what_keeps_an_expression_away(unless: dict[str, object], rest: str | None) -> None:
    bound = expression("kill", verb=["attack"], object=["@actor", "virus"], confidence=1.0,
                       unless=unless)  # fmt: skip
    loose = expression("kill", verb=["attack"], confidence=1.0, unless=unless)
    subject = "critics:critic/N/nsubj>attacked/pl" if rest is None else "Japan/P/nsubj>attacked"
    notation = f"{subject} attacked:attack/V/root {rest or ''} ."
    assert acts(notation, loose) == ["attack"]
    free = "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ."
    assert acts(free, bound) == ["kill"]


def test_voice() -> None:
    only_passive = expression("kill", verb=["attack"], voice="passive", confidence=1.0)
    active = "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ."
    passive = "Russia/P/nsubj:pass>attacked was:be/X/aux:pass>attacked attacked:attack/V/root/pp ."
    assert acts(active, only_passive) == ["attack"]
    assert acts(passive, only_passive) == ["kill"]


CLASSES = {
    "@country": "Russia/P/obj>attacked",
    "@actor": "soldiers:soldier/N/obj>attacked/pl",
    "@group": "soldiers:soldier/N/obj>attacked/pl",
    "@person": "minister/N/obj>attacked",
    "@place": "Russia/P/obj>attacked",
    "@number-of-people": "12/M/nummod>men men:man/N/obj>attacked/pl",
}


@pytest.mark.parametrize("name", CLASSES)
def test_classes_of_mentions(name: str) -> None:
    narrow = expression("kill", verb=["attack"], object=[name], confidence=1.0)
    told = "Japan/P/nsubj>attacked attacked:attack/V/root {} ."
    assert acts(told.format(CLASSES[name]), narrow) == ["kill"]
    assert acts(told.format("table/N/obj>attacked"), narrow) == ["attack"]


def test_phrases_of_a_verb_and_its_particle() -> None:
    crackdown = expression("crack_down", verb=["crack down on"], recipient=["on"])
    near = (
        "Police:police/N/nsubj>cracked cracked:crack/V/root down/R/advmod>cracked on/I/case>rebels"
        " rebels:rebel/N/obl>cracked/pl ."
    )
    apart = (
        "Police:police/N/nsubj>cracked cracked:crack/V/root down/R/advmod>cracked"
        " hard/R/advmod>cracked on/I/case>rebels rebels:rebel/N/obl>cracked/pl ."
    )
    wrong = "Police:police/N/nsubj>cracked cracked:crack/V/root the/D/det>door door/N/obj>cracked ."
    assert acts(near, crackdown) == ["crack_down"]
    assert acts(apart, crackdown) == ["crack_down"]
    assert acts(wrong, crackdown) == []
    assert world("en", more=[crackdown]).found(near) == ["crack_down .COP > .REB"]


def test_a_phrase_does_not_reach_into_another_clause() -> None:
    crackdown = expression("crack_down", verb=["crack down"])
    assert (
        acts(
            "Police:police/N/nsubj>cracked cracked:crack/V/root and/C/cc>sat sat:sit/V/conj>cracked"
            " down/R/advmod>sat .",
            crackdown,
        )
        == []
    )


def test_a_noun() -> None:
    assert triggers(EN, "The/D/det>attack attack/N/nsubj>failed failed:fail/V/root .") == [
        ("attack", "noun", ["attack"])
    ]


def test_an_adjective_with_a_subject() -> None:
    critical = expression("condemn", adj=["critical"], recipient=["of"])
    told = (
        "Japan/P/nsubj>critical was:be/X/cop>critical critical/A/root of/I/case>Russia"
        " Russia/P/obl>critical ."
    )
    assert world("en", more=[critical]).found(told) == ["condemn JPN > RUS"]
    assert acts("the/D/det>state critical/A/amod>state state/N/root .", critical) == []


def test_the_noun_of_a_verb_phrase_is_no_second_act() -> None:
    assert acts(
        "Japan/P/nsubj>held held:hold/V/root talks/N/obj>held/pl with/I/case>Russia"
        " Russia/P/nmod>talks ."
    ) == ["hold_talks"]


def test_a_word_within_a_name_is_no_act() -> None:
    named = expression("attack", noun=["front"])
    assert acts("Dawn/P/compound>Front Front/P/nsubj>left left:leave/V/root .", named) == []
    assert acts("The/D/det>front front/N/nsubj>left left:leave/V/root .", named) == ["attack"]


def test_an_auxiliary_expresses_nothing() -> None:
    have = expression("hold_talks", verb=["have"], object=["talks"])
    assert acts(
        "Japan/P/nsubj>refused has:have/X/aux>refused refused:refuse/V/root"
        " talks/N/obj>refused/pl .",
        have,
    )[0] == "refuse"  # fmt: skip


# --- phrases


def table(*phrases: str, last: bool = True) -> PhraseTable:
    return PhraseTable({p: (p,) for p in phrases}, head_last=last)


def found(phrases: PhraseTable, notation: str) -> list[tuple[str, int, int]]:
    tree = Tree(sentence(notation), EN.coder.tools["en"].pack.grammar)
    return [(m.phrase, m.first, m.last) for m in phrases.find(tree)]


def test_phrases_by_form_and_lemma() -> None:
    lexicon = table("air strike", "missile", "human rights")
    assert found(
        lexicon,
        "air/N/compound>strikes strikes:strike/N/root/pl and/C/cc>missiles"
        " missiles:missile/N/conj>strikes/pl",
    ) == [("air strike", 0, 1), ("missile", 3, 3)]
    assert found(lexicon, "human/A/amod>rights rights:right/N/root/pl") == [("human rights", 0, 1)]


def test_hyphens_do_not_matter_to_how_a_word_is_parted() -> None:
    lexicon = table("cease-fire", "air strike")
    assert found(lexicon, "cease-fire/N/root") == [("cease-fire", 0, 0)]
    assert found(lexicon, "cease/N/root -/U/punct>cease fire/N/dep>cease") == [("cease-fire", 0, 2)]
    assert found(lexicon, "fire/N/root") == []


def test_a_phrase_never_ends_within_a_token() -> None:
    lexicon = table("anti")
    assert found(lexicon, "anti-tank/N/root") == []


def test_phrases_whose_words_stand_apart() -> None:
    lexicon = table("joint exercise")
    tree = Tree(
        sentence("joint/A/amod>exercise naval/A/amod>exercise exercise/N/root"),
        EN.coder.tools["en"].pack.grammar,
    )
    assert [m.phrase for m in lexicon.apart(tree, lexicon.find(tree))] == ["joint exercise"]
    behind = table("latihan bersama", last=False)
    tree = Tree(
        sentence("latihan/N/root laut/N/nmod>latihan bersama/A/amod>latihan", lang="id"), INDONESIAN
    )
    assert [m.phrase for m in behind.apart(tree, behind.find(tree))] == ["latihan bersama"]


def test_an_empty_table() -> None:
    assert found(table(), "Japan/P/nsubj>left left:leave/V/root .") == []


# --- the lexicon


def test_spellings_of_a_phrase() -> None:
    rules = load_pack("en").morphology
    assert spelt("defence pact", rules)[0] == "defence pact"
    assert "defense pact" in spelt("defence pact", rules)


def test_a_lexicon_knows_its_words() -> None:
    pack = EN.coder.tools["en"].pack
    lexicon = Lexicon(
        EXPRESSIONS["en"], [agent(["police"], "COP")], pack.grammar, pack.morphology, ("uranium",)
    )
    assert {entry.expression.act for entry in lexicon.verbs["hold"].bare} == {"hold_talks"}
    assert {e.act for e, _ in lexicon.nouns["visit"]} == {"visit"}
    assert [e.act for e in lexicon.noun_of_act["visit"]] == ["visit"]
    assert lexicon.agents["police"].sector == "COP"
    assert "both sides" in lexicon.sides
    tree = Tree(sentence("uranium/N/root"), pack.grammar)
    assert [m.phrase for m in lexicon.table.find(tree)] == ["uranium"]
