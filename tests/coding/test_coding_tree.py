"""Functions of the tokens of a tree: who does it, to whom, whose it is."""

from __future__ import annotations

import pytest
from parses import sentence
from worlds import ENGLISH, INDONESIAN

from dragoman.coding.tree import Tree, units


def tree(notation: str, lang: str = "en") -> Tree:
    return Tree(sentence(notation, lang=lang), ENGLISH if lang == "en" else INDONESIAN)


def words(found: Tree, tokens: object) -> list[str]:
    assert isinstance(tokens, list | tuple)
    return [found.sentence.forms[t] for t in tokens]


def at(found: Tree, form: str) -> int:
    return found.sentence.forms.index(form)


# verb, its agents and its objects
VOICES = {
    "active": (
        "en", "Japan/P/nsubj>condemned condemned/V/root Russia/P/obj>condemned .",
        "condemned", ["Japan"], ["Russia"],
    ),
    "passive with agent": (
        "en",
        "Russia/P/nsubj:pass>condemned was/X/aux:pass>condemned condemned/V/root/pp"
        " by/I/case>Japan Japan/P/obl:agent>condemned .",
        "condemned", ["Japan"], ["Russia"],
    ),
    "passive with agent read as a plain oblique": (
        "en",
        "Russia/P/nsubj:pass>condemned was/X/aux:pass>condemned condemned/V/root/pp"
        " by/I/case>Japan Japan/P/obl>condemned .",
        "condemned", ["Japan"], ["Russia"],
    ),
    "passive without agent": (
        "en", "Russia/P/nsubj:pass>condemned was/X/aux:pass>condemned condemned/V/root/pp .",
        "condemned", [], ["Russia"],
    ),
    "oblique that is no agent": (
        "en",
        "Russia/P/nsubj:pass>condemned was/X/aux:pass>condemned condemned/V/root/pp"
        " in/I/case>Japan Japan/P/obl>condemned .",
        "condemned", [], ["Russia"],
    ),
    "Indonesian passive with preposition": (
        "id", "Rusia/P/nsubj:pass>dikecam dikecam/V/root/pass oleh/I/case>Jepang"
        " Jepang/P/obl>dikecam .",
        "dikecam", ["Jepang"], ["Rusia"],
    ),
    "Indonesian bare agent": (
        "id", "Rusia/P/nsubj:pass>dikecam dikecam/V/root/pass Jepang/P/obj>dikecam .",
        "dikecam", ["Jepang"], ["Rusia"],
    ),
    "a noun further behind is no bare agent": (
        "id", "Rusia/P/nsubj:pass>dikecam dikecam/V/root/pass kemarin/R/advmod>dikecam"
        " Senin/P/obl>dikecam .",
        "dikecam", [], ["Rusia"],
    ),
    "headline root with an object is active": (
        "id", "Polisi/N/nsubj:pass>Tangkap Tangkap/V/root/bare Demonstran/N/obj>Tangkap",
        "Tangkap", ["Polisi"], ["Demonstran"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "verb", "agents", "objects"), VOICES.values(),
                         ids=VOICES)  # fmt: skip
def test_voice(lang: str, notation: str, verb: str, agents: list[str], objects: list[str]) -> None:
    found = tree(notation, lang)
    assert words(found, found.agents(at(found, verb))) == agents
    assert words(found, found.objects(at(found, verb))) == objects


# whose deed a verb without a subject of its own is
SUBJECTS = {
    "coordinated verb shares the subject": (
        "Japan/P/nsubj>condemned condemned/V/root Russia/P/obj>condemned and/C/cc>urged"
        " urged/V/conj>condemned China/P/obj>urged .",
        "urged", ["Japan"],
    ),
    "subject control: promise": (
        "Japan/P/nsubj>promised promised/V/root to/T/mark>attack attack/V/xcomp>promised/inf"
        " Russia/P/obj>attack .",
        "attack", ["Japan"],
    ),
    "object control: urge": (
        "Japan/P/nsubj>urged urged/V/root China/P/obj>urged to/T/mark>attack"
        " attack/V/xcomp>urged/inf Russia/P/obj>attack .",
        "attack", ["China"],
    ),
    "relative clause": (
        "Troops/N/root who/O/nsubj>attacked attacked/V/acl:relcl>Troops Russia/P/obj>attacked .",
        "attacked", ["Troops"],
    ),
    "participle on its noun": (
        "Police/N/nsubj>left attacking/V/acl>Police/ing Russia/P/obj>attacking left/V/root .",
        "attacking", ["Police"],
    ),
    "participle after a comma is the subject's": (
        "Japan/P/nsubj>left left/V/root the/D/det>summit summit/N/obj>left ,"
        " condemning/V/acl>summit/ing Russia/P/obj>condemning .",
        "condemning", ["Japan"],
    ),
    "infinitive on a noun is the owner's": (
        "Japan/P/nmod:poss>plan 's/T/case>Japan plan/N/nsubj>failed to/T/mark>attack"
        " attack/V/acl>plan/inf Russia/P/obj>attack failed/V/root .",
        "attack", ["Japan"],
    ),
    "adverbial clause": (
        "Japan/P/nsubj>left left/V/root after/S/mark>attacking attacking/V/advcl>left/ing"
        " Russia/P/obj>attacking .",
        "attacking", ["Japan"],
    ),
    "what the object is blamed for is the object's deed": (
        "Japan/P/nsubj>condemned condemned/V/root Russia/P/obj>condemned for/S/mark>attacking"
        " attacking/V/advcl>condemned/ing Egypt/P/obj>attacking .",
        "attacking", ["Russia"],
    ),
    "parataxis shares nothing": (
        "Japan/P/nsubj>left left/V/root ; attack/V/parataxis>left Russia/P/obj>attack .",
        "attack", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "verb", "subjects"), SUBJECTS.values(), ids=SUBJECTS)
def test_subjects(notation: str, verb: str, subjects: list[str]) -> None:
    found = tree(notation)
    assert words(found, found.subjects(at(found, verb))) == subjects


def test_relative_clause_whose_object_is_the_antecedent() -> None:
    found = tree(
        "Rebels/N/root whom/O/obj>attacked Japan/P/nsubj>attacked attacked/V/acl:relcl>Rebels ."
    )
    assert words(found, found.agents(at(found, "attacked"))) == ["Japan"]
    assert words(found, found.objects(at(found, "attacked"))) == ["Rebels"]


def test_a_participle_behind_its_noun_is_passive() -> None:
    found = tree(
        "Rebels/N/nsubj>left attacked/V/acl>Rebels/pp by/I/case>Japan Japan/P/obl>attacked"
        " left/V/root ."
    )
    assert words(found, found.agents(at(found, "attacked"))) == ["Japan"]
    assert words(found, found.objects(at(found, "attacked"))) == ["Rebels"]


def test_coordinated_verbs_share_an_object_only_close_by() -> None:
    near = tree(
        "Police/N/nsubj>beat beat/V/root and/C/cc>arrested arrested/V/conj>beat"
        " farmers/N/obj>arrested ."
    )
    assert words(near, near.objects(at(near, "beat"))) == ["farmers"]
    far = tree(
        "Police/N/nsubj>came came/V/root on/I/case>Monday Monday/P/obl>came with/I/case>trucks"
        " trucks/N/obl>came and/C/cc>arrested arrested/V/conj>came farmers/N/obj>arrested ."
    )
    assert far.objects(at(far, "came")) == []


def test_coordinated_nouns_are_found_in_order() -> None:
    found = tree(
        "Japan/P/nsubj>met , China/P/conj>Japan and/C/cc>Russia Russia/P/conj>Japan met/V/root ."
    )
    assert words(found, found.conjuncts(at(found, "Japan"))) == ["Japan", "China", "Russia"]
    assert found.first_conjunct(at(found, "Russia")) == at(found, "Japan")


def test_owners() -> None:
    genitive = tree("Japan/P/nmod:poss>decision 's/T/case>Japan decision/N/root")
    assert words(genitive, genitive.owners(at(genitive, "decision"))) == ["Japan"]
    of = tree("the/D/det>decision decision/N/root of/I/case>Japan Japan/P/nmod>decision")
    assert words(of, of.owners(at(of, "decision"))) == ["Japan"]
    elsewhere = tree("the/D/det>talks talks/N/root in/I/case>Japan Japan/P/nmod>talks")
    assert elsewhere.owners(at(elsewhere, "talks")) == []
    behind = tree("keputusan/N/root Jepang/P/nmod>keputusan", "id")
    assert words(behind, behind.owners(at(behind, "keputusan"))) == ["Jepang"]


def test_attributes_have_no_preposition() -> None:
    found = tree("Russian/A/amod>attack attack/N/root on/I/case>Japan Japan/P/nmod>attack")
    assert words(found, found.attributes(at(found, "attack"))) == ["Russian"]


def test_prepositions_of_several_words() -> None:
    found = tree(
        "left/V/root because/I/case>rain of/I/fixed>because the/D/det>rain rain/N/obl>left"
    )
    rain = at(found, "rain")
    assert found.cases(rain)[0] == "because of"
    assert found.marked(rain, ["because of"])
    assert found.marked(rain, ["of"])
    assert not found.marked(rain, ["because of the", "by"])


def test_a_preposition_of_several_words_before_the_phrase() -> None:
    found = tree(
        "left/V/root according/V/case>police to/I/case>police the/D/det>police police/N/obl>left"
    )
    assert found.marked(at(found, "police"), ["according to"])


def test_the_second_of_two_coordinated_nouns_has_no_preposition_of_its_own() -> None:
    found = tree("aid/N/root to/I/case>Japan Japan/P/nmod>aid and/C/cc>China China/P/conj>Japan")
    assert found.cases(at(found, "China")) == ()


def test_a_noun_phrase_stops_at_clauses_and_coordination() -> None:
    found = tree(
        "in/I/case>troops the/D/det>troops two/M/nummod>troops troops/N/root"
        " of/I/case>Japan Japan/P/nmod>troops who/O/nsubj>left left/V/acl:relcl>troops"
        " and/C/cc>police police/N/conj>troops"
    )
    first, last = found.phrase(at(found, "troops"))
    assert found.sentence.forms[first : last + 1] == ("the", "two", "troops", "of", "Japan")


def test_the_head_of_a_stretch_is_its_noun() -> None:
    found = tree("Foreign/A/amod>Minister Minister/N/nsubj>left Ko/P/flat>Minister left/V/root")
    assert found.head_of(0, 2) == 1
    assert found.head_of(2, 2) == 2
    assert found.head_of(3, 3) == 3


def test_clause_heads() -> None:
    found = tree(
        "Japan/P/nsubj>said said/V/root that/S/mark>attacked Russia/P/nsubj>attacked"
        " attacked/V/ccomp>said on/I/case>Monday Monday/P/obl>attacked ."
    )
    assert found.clause_head(at(found, "Monday")) == at(found, "attacked")
    assert found.clause_head(at(found, "Japan")) == at(found, "said")


def test_subtrees_and_ancestors() -> None:
    found = tree("a/D/det>b b/N/nsubj>c c/V/root d/N/obj>c")
    assert found.subtree(2) == [0, 1, 2, 3]
    assert list(found.ancestors(0)) == [1, 2]
    assert found.under(0, 2)
    assert not found.under(0, 3)


def test_a_circle_is_no_endless_loop() -> None:
    """No parser should give one, but a verb whose subject is asked for while it is being read
    must not be asked for ever."""
    found = tree("a/V/conj>b b/V/conj>a root/V/root")
    assert found.subjects(0) == ()
    assert len(list(found.ancestors(0))) < 100
    assert found.first_conjunct(0) in (0, 1)


def test_offsets_are_those_of_the_sentence() -> None:
    one = sentence("Japan/P/nmod:poss>troops 's/T/case>Japan troops/N/root .", at=40)
    found = Tree(one, ENGLISH)
    assert one.text == "Japan's troops."
    assert [one.text[s:e] for s, e in found.offsets] == list(one.forms)
    assert one.starts[0] == 40


def test_units() -> None:
    assert units("Cease-fire: Now") == ("cease", "-", "fire", ":", "now")
    assert units(" ") == ()
