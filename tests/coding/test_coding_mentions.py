"""Names, offices and agent nouns in a sentence, marked stretches, and places."""

from __future__ import annotations

import pytest
from worlds import World, key, world

from dragoman.coding.pairs.marking import MARKED, mark
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.places import CITY, STATE, Places

EN, ID = world("en"), world("id")


def mentions(place: World, notation: str) -> list[tuple[str, str, list[str]]]:
    """(words, kind, participants) of each mention."""
    analysis = place.analyse(notation)
    forms = analysis.scene.sentence.forms
    return [
        (" ".join(forms[m.first : m.last + 1]), m.kind, [key(p) for p in m.participants])
        for m in analysis.scene.mentions.all
    ]


def agents(place: World, notation: str) -> list[Mention]:
    found = place.analyse(notation).scene.mentions.all
    return [m for m in found if m.agent is not None]


NAMES = {
    "country": ("Japan/P/nsubj>left left:leave/V/root .", ("Japan", "country", ["JPN"])),
    "capital": ("Tokyo/P/nsubj>left left:leave/V/root .", ("Tokyo", "capital", ["JPN.GOV"])),
    "body": ("The/D/det>UN UN/P/nsubj>left left:leave/V/root .", ("UN", "body", ["UNO"])),
    "armed group": (
        "Dawn/P/compound>Front Front/P/nsubj>left left:leave/V/root .",
        ("Dawn Front", "group", ["TUR.REB"]),
    ),
    "person in office": (
        "Emre/P/nsubj>left Aksoy/P/flat>Emre left:leave/V/root .",
        ("Emre Aksoy", "person", ["TUR.GOV"]),
    ),
}


@pytest.mark.parametrize(("notation", "expected"), NAMES.values(), ids=NAMES)
def test_names(notation: str, expected: tuple[str, str, list[str]]) -> None:
    assert mentions(EN, notation) == [expected]


AGENTS = {
    "country before": (
        "en", "Japanese/A/amod>police police/N/nsubj>left left:leave/V/root .", ["JPN.COP"],
    ),
    "country before an adjective": (
        "en", "Japanese/A/amod>police local/A/amod>police police/N/nsubj>left left:leave/V/root .",
        ["JPN.COP"],
    ),
    "genitive": (
        "en", "Japan/P/nmod:poss>police 's/T/case>Japan police/N/nsubj>left left:leave/V/root .",
        ["JPN.COP"],
    ),
    "of": (
        "en", "the/D/det>government government/N/nsubj>left of/I/case>Japan Japan/P/nmod>government"
        " left:leave/V/root .",
        ["JPN.GOV"],
    ),
    "in": (
        "en", "protesters:protester/N/nsubj>left/pl in/I/case>Japan Japan/P/nmod>protesters"
        " left:leave/V/root .",
        ["JPN.OPP"],
    ),
    "several adjectives": (
        "en", "Japanese/A/amod>officials and/C/cc>Turkish Turkish/A/conj>Japanese"
        " officials:official/N/nsubj>left/pl left:leave/V/root .",
        ["JPN.GOV", "TUR.GOV"],
    ),
    "country behind": ("id", "polisi/N/nsubj>pergi Jepang/P/nmod>polisi pergi/V/root .",
                       ["JPN.COP"]),
    "country behind, by a preposition": (
        "id", "polisi/N/nsubj>pergi dari/I/case>Jepang Jepang/P/nmod>polisi pergi/V/root .",
        ["JPN.COP"],
    ),
    "none": ("en", "Police:police/N/nsubj>left left:leave/V/root .", [".COP"]),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "expected"), AGENTS.values(), ids=AGENTS)
def test_agents(lang: str, notation: str, expected: list[str]) -> None:
    [mention] = agents(EN if lang == "en" else ID, notation)
    assert [key(p) for p in mention.participants] == expected
    assert mention.open == (expected == [".COP"])


def test_a_country_that_is_no_owner() -> None:
    [mention] = agents(
        EN,
        "Police:police/N/nsubj>left left:leave/V/root Japan/P/obj>left .",
    )
    assert mention.open


def test_an_agent_phrase_within_a_longer_one() -> None:
    [mention] = agents(
        EN, "The/D/det>minister foreign/A/amod>minister minister/N/nsubj>left left:leave/V/root ."
    )
    assert mention.agent is not None
    assert mention.agent.office == "foreign_minister"
    assert (mention.first, mention.last) == (1, 2)


def test_a_title_with_its_person_is_one_mention() -> None:
    [mention] = agents(
        EN,
        "Turkish/A/amod>President President/N/nsubj>left Emre/P/flat>President Aksoy/P/flat>Emre"
        " left:leave/V/root .",
    )
    assert mention.is_person
    [one] = mention.participants
    assert one.entity == "emre_aksoy"
    assert key(one) == "TUR.GOV"


def test_the_holder_of_an_office_is_found_by_the_country() -> None:
    [mention] = agents(
        EN, "Egyptian/A/amod>minister foreign/A/amod>minister minister/N/nsubj>left"
        " left:leave/V/root .",
    )  # fmt: skip
    [one] = mention.participants
    assert (one.entity, one.office) == ("mira_selim", "foreign_minister")


def test_a_former_official_is_out_of_office() -> None:
    [mention] = agents(
        EN, "a/D/det>minister/ind former/A/amod>minister Egyptian/A/amod>minister"
        " foreign/A/amod>minister minister/N/nsubj>left left:leave/V/root .",
    )  # fmt: skip
    [one] = mention.participants
    assert key(one) == "EGY.ELI"
    assert one.entity is None


def test_how_many_are_meant() -> None:
    [mention] = agents(
        EN, "The/D/det>ministers two/M/nummod>ministers ministers:minister/N/nsubj>left/pl"
        " left:leave/V/root .",
    )  # fmt: skip
    assert mention.count == 2


def test_an_agent_tagged_as_a_verb_is_none() -> None:
    assert agents(EN, "They/O/nsubj>police police/V/root the/D/det>area area/N/obj>police .") == []


def test_mentions_by_token() -> None:
    found = EN.analyse(
        "Japanese/A/amod>police police/N/nsubj>left left:leave/V/root ."
    ).scene.mentions
    assert {m.kind for m in found.at(0)} == {"demonym"}
    assert [m.kind for m in found.headed(1)] == ["agent"]
    assert list(found.at(2)) == []


# --- marked stretches

CONDEMNED = "Japan/P/nsubj>condemned condemned:condemn/V/root the/D/det>raid raid/N/obj>condemned ."


def test_a_marked_stretch_counts_as_an_actor() -> None:
    scene = EN.analyse(CONDEMNED).scene
    text = scene.sentence.text
    at = text.index("the raid")
    found = mark(scene.tree, scene.mentions, {"@target": (at, at + len("the raid"))})
    [raid] = found.headed(3)
    assert raid.kind == MARKED
    assert raid.participants[0].entity == "@target"
    assert raid.participants[0].text == "the raid"


def test_a_marked_name_keeps_what_is_known_of_it() -> None:
    scene = EN.analyse(CONDEMNED).scene
    found = mark(scene.tree, scene.mentions, {"@source": (0, 5)})
    [japan] = found.headed(0)
    assert (japan.kind, key(japan.participants[0])) == ("country", "JPN")
    assert japan.participants[0].entity == "@source"


def test_a_stretch_elsewhere_changes_nothing() -> None:
    scene = EN.analyse(CONDEMNED).scene
    found = mark(scene.tree, scene.mentions, {"@source": (500, 505)})
    assert found.all == scene.mentions.all


# --- places

PLACES = {
    "country": ("Egypt", ("Egypt", "EGY", STATE)),
    "capital": ("Cairo", ("Cairo", "EGY", CITY)),
    "another city": ("Kobe", ("Kobe", "JPN", CITY)),
    "no place": ("Blorbville", None),
}


@pytest.mark.parametrize(("name", "expected"), PLACES.values(), ids=PLACES)
def test_places(name: str, expected: tuple[str, str, int] | None) -> None:
    scene = EN.analyse(
        f"Russia/P/nsubj>attacked attacked:attack/V/root in/I/case>{name} {name}/P/obl>attacked ."
    ).scene
    found = EN.coder.tools["en"].places.of(scene, 1)
    assert (found and (found.name, found.country, found.resolution)) == expected
    if found is not None:
        assert found.span is not None
        assert scene.sentence.text[found.span.start : found.span.end] == name


def test_a_name_without_a_preposition_of_place_is_none() -> None:
    scene = EN.analyse(
        "Russia/P/nsubj>attacked attacked:attack/V/root with/I/case>Egypt Egypt/P/obl>attacked ."
    ).scene
    assert EN.coder.tools["en"].places.of(scene, 1) is None


DATELINES = {
    "CAIRO, June 3 (Agency) --": ("EGY", "Africa/Cairo"),
    "Kobe, Japan": ("JPN", "Asia/Tokyo"),
    "NEW YORK (Agency) -": ("USA", "America/New_York"),
    "RIO DE JANEIRO, Brazil": (None, "America/Sao_Paulo"),
    "(Agency) --": (None, None),
    "": (None, None),
}
"""Text → country, where the small world has it, and time zone."""


@pytest.mark.parametrize("text", DATELINES)
def test_datelines(text: str) -> None:
    assert Places(EN.coder.actors).dateline(text) == DATELINES[text]
