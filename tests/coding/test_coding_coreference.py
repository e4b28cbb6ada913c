"""Whom a story means by a pronoun, a surname, "the two ministers" or an agent without a country."""

from __future__ import annotations

import pytest
from worlds import DAY, actors, key, keys, world

from dragoman.coding.coder import Origin
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.reasons import NAMED_BEFORE
from dragoman.model import Participant

EN, ID = world("en"), world("id")

KURODA = "Taro/P/nsubj>left Kuroda/P/flat>Taro left:leave/V/root ."
SELIM = "Mira/P/nsubj>left Selim/P/flat>Mira left:leave/V/root ."
HE = "He/O/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."
SHE = "She/O/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."
IT = "It/O/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."
THEY = "They/O/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."
JAPAN_LEFT = "Japan/P/nsubj>left left:leave/V/root ."
JAPAN_MET_EGYPT = "Japan/P/nsubj>met and/C/cc>Egypt Egypt/P/conj>Japan met:meet/V/root ."
MINISTERS_MET = (
    "The/D/det>#4 Japanese/A/amod>#4 foreign/A/amod>#4 minister/N/nsubj>met"
    " met:meet/V/root the/D/det>#8 Egyptian/A/amod>#8 minister/N/obj>met ."
)


def last(told: list[str]) -> str:
    return told[-1]


PRONOUNS = {
    "he is the man": ([KURODA, SELIM, HE], "condemn JPN.GOV > RUS"),
    "she is the woman": ([SELIM, KURODA, SHE], "condemn EGY.GOV > RUS"),
    "it is the state": ([JAPAN_LEFT, KURODA, IT], "condemn JPN > RUS"),
    "they are those named together": ([JAPAN_MET_EGYPT, THEY], "condemn JPN+EGY > RUS"),
}


@pytest.mark.parametrize(("story", "expected"), PRONOUNS.values(), ids=PRONOUNS)
def test_pronouns(story: list[str], expected: str) -> None:
    assert last(EN.told(*story)) == expected


def test_what_a_pronoun_of_nobody_does_is_not_told() -> None:
    assert EN.told(HE) == []
    assert EN.told(KURODA, SHE) == []


def test_what_stands_behind_a_pronoun_has_not_been_spoken_of() -> None:
    assert EN.told("It/O/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned .") == []


def test_nothing_is_remembered_across_stories() -> None:
    EN.reports(KURODA)
    assert EN.told(HE) == []


def test_a_participant_named_before_has_the_pronouns_text() -> None:
    story = EN.story(KURODA, HE)
    [report] = EN.reports(KURODA, HE)
    [one] = report.actors
    assert one.span is not None
    assert story.text[one.span.start : one.span.end] == one.text == "He"
    assert one.entity == "taro_kuroda"


def test_an_indonesian_clitic() -> None:
    told = ID.told(
        "Presiden/N/nsubj>pergi Turki/P/nmod>Presiden Emre/P/flat>Presiden Aksoy/P/flat>Emre"
        " pergi/V/root .",
        "Dia/O/nsubj>mengecam mengecam/V/root/act Rusia/P/obj>mengecam .",
    )
    assert told == ["condemn TUR.GOV > RUS"]


# --- surnames


SURNAME = "Kuroda/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."


def test_a_surname_after_the_full_name() -> None:
    assert EN.told(KURODA, SURNAME) == ["condemn JPN.GOV > RUS"]


def test_a_surname_alone_is_nobody_known() -> None:
    [report] = EN.reports(SURNAME)
    assert [(p.code, p.sector, p.entity, p.text) for p in report.actors] == [
        (None, None, None, "Kuroda")
    ]


def test_a_title_and_a_surname() -> None:
    told = EN.told(
        "President/N/nsubj>condemned Aksoy/P/flat>President condemned:condemn/V/root"
        " Russia/P/obj>condemned ."
    )
    assert told == ["condemn TUR.GOV > RUS"]


# --- parties named before


def test_the_two_ministers() -> None:
    told = EN.told(
        MINISTERS_MET,
        "The/D/det>ministers two/M/nummod>ministers ministers:minister/N/nsubj>condemned/pl"
        " condemned:condemn/V/root Russia/P/obj>condemned .",
    )
    assert told == ["meet JPN.GOV+EGY.GOV > -", "condemn JPN.GOV+EGY.GOV > RUS"]


BOTH_SIDES_SIGNED = (
    "Both/D/det>sides sides/N/nsubj>signed/pl signed:sign/V/root"
    " an/D/det>agreement agreement/N/obj>signed ."
)


def test_both_sides() -> None:
    assert EN.told(JAPAN_MET_EGYPT, BOTH_SIDES_SIGNED) == [
        "meet JPN+EGY > -",
        "sign_agreement JPN+EGY > -",
    ]


def test_both_sides_that_were_never_named_are_unknown() -> None:
    [report] = EN.reports(BOTH_SIDES_SIGNED)
    assert [key(p) for p in report.actors] == [".UNK"]
    assert report.actors[0].text == "Both sides"


def test_both_countries_are_not_the_armies_of_which_was_spoken() -> None:
    troops_met = (
        "The/D/det>#2 troops/N/nsubj>met/pl of/I/case>Japan Japan/P/nmod>troops"
        " and/C/cc>Egypt Egypt/P/conj>Japan met:meet/V/root ."
    )
    both = (
        "Both/D/det>#2 countries:country/N/nsubj>condemned/pl condemned:condemn/V/root"
        " Russia/P/obj>condemned ."
    )
    assert EN.told(troops_met) == ["meet JPN.MIL+EGY.MIL > -"]
    assert last(EN.told(troops_met, both)) == "condemn JPN+EGY > RUS"


def test_both_countries_in_indonesian() -> None:
    talks = (
        "Kedua/M/nummod>negara negara/N/nsubj>menggelar menggelar/V/root/act"
        " perundingan/N/obj>menggelar ."
    )
    assert ID.told(
        "Jepang/P/nsubj>pergi dan/C/cc>Mesir Mesir/P/conj>Jepang pergi/V/root .", talks
    ) == ["hold_talks JPN+EGY > -"]
    assert ID.told(talks) == ["hold_talks .UNK > -"]


# --- agents without a country


POLICE = (
    "Police:police/N/nsubj>arrested arrested:arrest/V/root activists:activist/N/obj>arrested/pl ."
)


def test_agents_belong_where_the_story_is_told_from() -> None:
    assert EN.told(POLICE, origin=Origin("TUR", DAY)) == ["arrest TUR.COP > TUR.OPP"]


def test_the_ministry_is_the_one_named_before() -> None:
    told = EN.told(
        "The/D/det>ministry Japanese/A/amod>ministry foreign/A/amod>ministry ministry/N/nsubj>left"
        " left:leave/V/root .",
        "The/D/det>ministry foreign/A/amod>ministry ministry/N/nsubj>condemned"
        " condemned:condemn/V/root Russia/P/obj>condemned .",
    )
    assert told == ["condemn JPN.GOV > RUS"]


def test_we_are_the_speaker() -> None:
    told = EN.told(
        "The/D/det>minister Japanese/A/amod>minister foreign/A/amod>minister minister/N/nsubj>said"
        " said:say/V/root we/O/nsubj>condemn condemn/V/ccomp>said Russia/P/obj>condemn ."
    )
    assert told == ["condemn JPN.GOV > RUS"]


def test_someone_new_is_not_the_one_named_before() -> None:
    (report,) = EN.reports(
        "The/D/det>minister Japanese/A/amod>minister foreign/A/amod>minister minister/N/nsubj>left"
        " left:leave/V/root .",
        "A/D/det>minister/ind foreign/A/amod>minister minister/N/nsubj>condemned"
        " condemned:condemn/V/root Russia/P/obj>condemned .",
    )
    (actor,) = report.actors
    assert NAMED_BEFORE not in actor.why


# --- memory by itself


def person(entity: str) -> Participant:
    found = actors().persons[entity]
    return Participant(found.code, "GOV", found.name, None, found.name, entity, "president")


def state(code: str) -> Participant:
    return Participant(code, None, code, None, code, code)


def test_the_most_recent_counts_and_of_one_sentence_the_subject() -> None:
    memory = Memory(actors())
    memory.speak([state("JPN")], token=0, person=False, subject=True)
    memory.speak([state("EGY")], token=4, person=False, subject=False)
    memory.sentence = 1
    body = memory.last_body(3)
    assert body is not None
    assert body.code == "JPN"
    memory.speak([state("RUS")], token=0, person=False, subject=True)
    body = memory.last_body(3)
    assert body is not None
    assert body.code == "RUS"


def test_what_was_said_long_ago_is_forgotten() -> None:
    memory = Memory(actors())
    memory.speak([person("taro_kuroda")], token=0, person=True, subject=True)
    memory.sentence = 50
    assert memory.last_person("m", 0) is None
    known = memory.person("taro_kuroda")
    assert known is not None, "a surname may come back any time"


def test_genders() -> None:
    memory = Memory(actors())
    memory.speak([person("taro_kuroda")], token=0, person=True, subject=True)
    memory.speak([person("mira_selim")], token=5, person=True, subject=False)
    memory.sentence = 1
    found = [memory.last_person(gender, 0) for gender in ("m", "f", None)]
    assert [p.entity if p else None for p in found] == ["taro_kuroda", "mira_selim", "taro_kuroda"]


def test_several_named_together_or_most_often() -> None:
    memory = Memory(actors())
    memory.speak([state("JPN"), state("EGY")], token=0, person=False, subject=True)
    memory.sentence = 1
    assert keys(memory.last_together(2, None, 0)) == "JPN+EGY"
    assert keys(memory.last_together(2, "GOV", 0)) == "JPN.GOV+EGY.GOV"
    assert memory.last_together(3, None, 0) == ()


def test_participants_without_code_or_entity_are_not_remembered() -> None:
    memory = Memory(actors())
    memory.speak([Participant(None, "COP", "police", None)], token=0, person=False, subject=True)
    memory.sentence = 1
    assert memory.last_body(0) is None


# --- what stories are made of


def test_offsets_of_later_sentences_are_the_storys() -> None:
    story = EN.story(JAPAN_LEFT, KURODA, SURNAME)
    [report] = EN.reports(JAPAN_LEFT, KURODA, SURNAME)
    assert story.text[report.trigger.start : report.trigger.end] == "condemned"
    assert story.text[report.span.start : report.span.end] == "Kuroda condemned Russia."
    for one in (*report.actors, *report.recipients):
        assert one.span is not None
        assert story.text[one.span.start : one.span.end] == one.text
