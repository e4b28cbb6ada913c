"""Parses that are mended by what the lexicon knows of the words, and predicates without their
subjects."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from notation import FINITE, GERUND, PARTICIPLE, parsed, relations, trees

from dragoman.languages.morphology import Morphology, load_morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending import mend

LANGUAGES = Path(__file__).parents[2] / "src" / "dragoman" / "languages"

VOCABULARY = {
    "verb": ["withdraw", "free", "fault", "shell", "arrest", "resign", "ease", "lend", "lift"],
    "noun": ["troops", "force", "shell", "sanction", "loan"],
}


ENGLISH = Morphology(load_morphology(LANGUAGES / "en" / "morphology.yaml"), VOCABULARY)


MENDED = {
    "a past verb that is no participle": (
        f"UN/P/compound>observers withdrew/V/amod>observers/{FINITE} observers/N/root"
        " ./U/punct>observers",
        {"withdrew": "root", "UN": "nsubj>withdrew", "observers": "obj>withdrew"},
    ),
    "a past verb behind a day": (
        "court/N/nsubj>leader on/I/case>Monday Monday/P/nmod>court"
        f" freed/V/amod>leader/{PARTICIPLE} leader/N/root ./U/punct>leader",
        {"freed": "root", "court": "nsubj>freed", "leader": "obj>freed"},
    ),
    "a past verb before a possessor": (
        f"mayor/N/nsubj>decision faulted/V/amod>Kenya/{PARTICIPLE} Kenya/P/nmod:poss>decision"
        " decision/N/root ./U/punct>decision",
        {"faulted": "root", "mayor": "nsubj>faulted", "decision": "obj>faulted",
         "Kenya": "nmod:poss>decision"},
    ),
    "a plural taken for a verb that is a subject": (
        f"IDF/P/nsubj>forces forces/V/nsubj>arrested arrested/V/root/{FINITE} men/N/obj>arrested"
        " ./U/punct>arrested",
        {"IDF": "compound>forces", "forces": "nsubj>arrested"},
    ),
    "a plural taken for a verb before the verb of its object": (
        f"state/N/nsubj>forces forces/V/root shelled/V/amod>town/{PARTICIPLE}"
        " town/N/obj>forces ./U/punct>forces",
        {"shelled": "root", "forces": "nsubj>shelled", "town": "obj>shelled",
         "state": "compound>forces"},
    ),
    "a plural with a clause behind it": (
        f"They/O/nsubj>killed killed/V/root/{FINITE} army/N/nsubj>forces forces/V/obj>killed"
        f" while/S/mark>fled fled/V/advcl>forces/{FINITE} ./U/punct>killed",
        {"forces": "obj>killed", "army": "compound>forces", "fled": "advcl>killed"},
    ),
    "the limit of a sum": (
        "will/X/aux>lend lend/V/root up/R/advmod>lend to/I/case>50 50/M/obl>lend ./U/punct>lend",
        {"50": "obj>lend", "up": "advmod>50", "to": "fixed>up"},
    ),
    "a verb with a conjunction and a subject taken for an adjective": (
        "They/O/nsubj>demand demand/V/root that/S/mark>resign cabinet/N/nsubj>resign"
        " resign/A/obj>demand ./U/punct>demand",
        {"resign": "ccomp>demand", "cabinet": "nsubj>resign", "that": "mark>resign"},
    ),
    "a verb with a particle taken for a noun": (
        "They/O/nsubj>demand demand/V/root that/S/mark>step the/D/det>step mayor/N/compound>step"
        " step/N/ccomp>demand down/I/compound:prt>step ./U/punct>demand",
        {"step": "ccomp>demand", "mayor": "nsubj>step", "the": "det>mayor"},
    ),
    "a verb between two nouns behind a conjunction": (
        "demand/N/root that/S/mark>sanctions Peru/P/compound>sanctions ease/N/compound>sanctions"
        " sanctions/N/nmod>demand",
        {"ease": "acl>demand", "Peru": "nsubj>ease", "sanctions": "obj>ease", "that": "mark>ease"},
    ),
    "an auxiliary that is the predicate": (
        f"Togo/P/nsubj>has has/X/root lifted/V/amod>bans/{PARTICIPLE} bans/N/obj>has ./U/punct>has",
        {"lifted": "root", "has": "aux>lifted", "Togo": "nsubj>lifted", "bans": "obj>lifted"},
    ),
    "a name behind the phrase that opens the sentence": (
        "After/I/case>summit the/D/det>summit summit/N/obl>held ,/U/punct>Ruto"
        f" Ruto/P/appos>summit held/V/root/{FINITE} talks/N/obj>held ./U/punct>held",
        {"Ruto": "nsubj>held", "summit": "obl>held"},
    ),
    "a name behind an adverb's phrase, in a clause that is reported": (
        "Ahead/R/advmod>held of/I/case>summit summit/N/obl>Ahead ,/U/punct>Ruto"
        f" Ruto/P/appos>summit held/V/ccomp>reported/{FINITE} talks/N/obj>held"
        f" radio/N/nsubj>reported reported/V/root/{FINITE}",
        {"Ruto": "nsubj>held", "summit": "obl>Ahead"},
    ),
    "a subject that hangs on the auxiliary": (
        f"council/N/nsubj>has has/X/aux>refused so/R/advmod>refused refused/V/root/{PARTICIPLE}",
        {"council": "nsubj>refused", "has": "aux>refused"},
    ),
    "two names of which the second is taken for a subject": (
        "Li/P/root and/C/cc>counterpart his/O/nmod:poss>counterpart counterpart/N/conj>Li"
        f" Khan/P/nsubj>signed signed/V/acl:relcl>counterpart/{FINITE} treaty/N/obj>signed"
        " ./U/punct>Li",
        {"signed": "root", "Li": "nsubj>signed", "counterpart": "conj>Li",
         "Khan": "appos>counterpart"},
    ),
    "a past verb behind how long before": (
        f"Talks/N/nsubj>resumed resumed/V/root/{FINITE} day/N/obj>resumed after/I/case>state"
        f" state/N/nmod>day freed/V/conj>resumed/{FINITE} men/N/obj>freed ./U/punct>resumed",
        {"freed": "advcl>resumed", "state": "nsubj>freed", "after": "mark>freed",
         "day": "obl:unmarked>resumed"},
    ),
    "a preposition's noun that is the subject of a past verb": (
        f"It/O/nsubj>came came/V/root/{FINITE} after/I/case>state state/N/obl>came"
        f" freed/V/xcomp>came/{FINITE} men/N/obj>freed ./U/punct>came",
        {"freed": "advcl>came", "state": "nsubj>freed", "after": "mark>freed"},
    ),
    "names with the same preposition behind them": (
        "Kahn/P/nsubj>met of/I/case>Chad Chad/P/nmod>Kahn and/C/cc>Lund Lund/P/conj>Chad"
        f" of/I/case>Mali Mali/P/nmod>Lund met/V/root/{FINITE}",
        {"Lund": "conj>Kahn"},
    ),
    "a plural taken for a verb with a participle behind it": (
        f"army/N/nsubj>forces forces/V/nsubj>shelled backed/V/xcomp>forces/{PARTICIPLE}"
        f" shelled/V/root/{FINITE} town/N/obj>shelled",
        {"forces": "nsubj>shelled", "army": "compound>forces", "backed": "acl>forces"},
    ),
    "a preposition on the first part of a compound": (
        "freed/V/root by/I/case>UN UN/P/obl:unmarked>backed -/U/punct>UN"
        f" backed/V/amod>state/{PARTICIPLE} state/N/obl>freed",
        {"by": "case>state"},
    ),
    "an unknown plural taken for a verb, where a party stands": (
        f"They/O/nsubj>killed killed/V/root/{FINITE} army/N/nsubj>trainees trainees/V/obj>killed",
        {"trainees": "obj>killed", "army": "compound>trainees"},
    ),
    "a verb behind the last noun of a relative clause": (
        "soldiers/N/root who/O/nsubj>part are/X/cop>part part/N/acl:relcl>soldiers"
        f" of/I/case>team team/N/nmod>part arrived/V/acl>team/{PARTICIPLE} ./U/punct>soldiers",
        {"arrived": "root", "soldiers": "nsubj>arrived", "part": "acl:relcl>soldiers"},
    ),
    "a name before the noun that says who it is": (
        "Ruto/P/obl>held ,/U/punct>Ruto president/N/nsubj>held ,/U/punct>president"
        f" held/V/root/{FINITE} talks/N/obj>held",
        {"Ruto": "nsubj>held", "president": "appos>Ruto"},
    ),
    "a sum right behind a verb": (
        f"They/O/nsubj>gave gave/V/root/{FINITE} away/I/compound:prt>gave worth/N/obl>gave"
        " of/I/case>food food/N/nmod>worth",
        {"worth": "obj>gave"},
    ),
    "a gerund that took the subject": (
        f"coalition/N/nsubj>fighting fighting/V/advcl>declared/{GERUND} rebels/N/nsubj>declared"
        f" has/X/aux>declared declared/V/root/{PARTICIPLE} truce/N/obj>declared ./U/punct>declared",
        {"coalition": "nsubj>declared", "fighting": "acl>coalition", "rebels": "obj>fighting"},
    ),
    "a gerund that is the subject": (
        f"rebels/N/nsubj>fighting fighting/V/csubj>declared/{GERUND} troops/N/obj>fighting"
        f" have/X/aux>declared declared/V/root/{PARTICIPLE} truce/N/obj>declared",
        {"rebels": "nsubj>declared", "fighting": "acl>rebels", "troops": "obj>fighting"},
    ),
    "a noun with an article taken for a verb": (
        f"the/D/det>force peace/N/compound>force force/V/nsubj>left left/V/root/{FINITE}",
        {"force": "nsubj>left", "peace": "compound>force"},
    ),
    "a verb taken for a noun coordinated with the name before": (
        f"Anna/P/root ,/U/punct>envoy the/D/det>envoy envoy/N/appos>Anna ;/U/punct>left"
        f" ,/U/punct>left left/V/conj>Anna/{FINITE} town/N/obj>left ./U/punct>Anna",
        {"left": "root", "Anna": "nsubj>left", "envoy": "appos>Anna"},
    ),
    "an abbreviation in brackets taken for the subject of a relative clause": (
        "Organization/P/root (/U/punct>WHO WHO/O/nsubj>sending )/U/punct>WHO is/X/aux>sending"
        f" sending/V/acl:relcl>Organization/{GERUND} doctors/N/obj>sending ./U/punct>Organization",
        {"sending": "root", "Organization": "nsubj>sending", "WHO": "appos>Organization"},
    ),
    "a clause with an object of its own on the one who is told it": (
        f"She/O/nsubj>told told/V/root/{FINITE} court/N/iobj>told that/O/obj>beat"
        f" guards/N/nsubj>beat beat/V/acl:relcl>court/{FINITE} ./U/punct>told",
        {"beat": "ccomp>told", "court": "obj>told", "that": "mark>beat"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), MENDED.values(), ids=MENDED)
def test_mended(notation: str, expected: dict[str, str]) -> None:
    found = relations(mend(parsed(notation), ENGLISH))
    assert {form: found[form] for form in expected} == expected


SOUND = {
    "a participle that may be an attribute": (
        f"army/N/compound>man freed/V/amod>man/{PARTICIPLE} man/N/obj>met met/V/root/{FINITE}"
        " ./U/punct>met"
    ),
    "a plural that is a verb": (
        "He/O/nsubj>forces forces/V/root them/O/obj>forces out/R/advmod>forces ./U/punct>forces"
    ),
    "a place up to which something goes": (
        "walked/V/root up/R/advmod>walked to/I/case>Rome Rome/P/obl>walked ./U/punct>walked"
    ),
    "a noun with a particle and no conjunction": (
        "the/D/det>step first/A/amod>step step/N/nsubj>hurt down/I/compound:prt>step"
        f" hurt/V/root/{FINITE}"
    ),
    "an adjective with a conjunction and a copula": (
        "say/V/root that/S/mark>sad mayor/N/nsubj>sad is/X/cop>sad sad/A/ccomp>say"
    ),
    "a verb's noun in a compound": (
        "that/D/det>loans troops/N/compound>loans ease/N/compound>loans loans/N/root"
    ),
    "an auxiliary with a nominal object": "He/O/nsubj>has has/X/root old/A/amod>men men/N/obj>has",
    "a preposition on a part without a hyphen": (
        "freed/V/root by/I/case>UN UN/P/obl>backed so/R/advmod>backed"
        f" backed/V/amod>state/{PARTICIPLE} state/N/obl>freed"
    ),
    "a noun with a preposition behind a verb": (
        f"They/O/nsubj>ran ran/V/root/{FINITE} to/I/case>town town/N/obl>ran"
    ),
    "a day before a past verb": (
        f"They/O/nsubj>met met/V/root/{FINITE} on/I/case>Friday Friday/P/obl>met"
        f" freed/V/advcl>met/{FINITE} men/N/obj>freed ./U/punct>met"
    ),
    "a past verb behind a noun of something else": (
        f"Troops/N/nsubj>held held/V/root/{FINITE} camp/N/obj>held near/I/case>state"
        f" state/N/nmod>camp freed/V/conj>held/{FINITE} men/N/obj>freed ./U/punct>held"
    ),
    "a participle behind a preposition's noun": (
        f"It/O/nsubj>came came/V/root/{FINITE} after/I/case>men men/N/obl>came"
        f" freed/V/acl>men/{PARTICIPLE} left/R/advmod>freed ./U/punct>came"
    ),
    "an apposition before a verb with a subject": (
        "After/I/case>talks talks/N/obl>left ,/U/punct>Doha Doha/P/appos>talks he/O/nsubj>left"
        f" left/V/root/{FINITE} ./U/punct>left"
    ),
    "a verb with an article's noun before it": (
        "The/D/det>men men/N/nsubj>force force/V/root him/O/obj>force ./U/punct>force"
    ),
    "a name with a list behind it and no verb": (
        "Anna/P/root ,/U/punct>Bert Bert/P/conj>Anna and/C/cc>Carl Carl/P/conj>Anna ./U/punct>Anna"
    ),
    "a name in brackets that is no subject": (
        "Organization/P/root (/U/punct>WHO WHO/P/appos>Organization )/U/punct>WHO"
        " ,/U/punct>based based/A/amod>Organization ./U/punct>Organization"
    ),
    "a gerund with a comma behind it": (
        f"rain/N/nsubj>falling falling/V/advcl>stayed/{GERUND} ,/U/punct>falling"
        f" they/O/nsubj>stayed stayed/V/root/{FINITE} ./U/punct>stayed"
    ),
    "a relative clause on the one who is told something": (
        f"She/O/nsubj>told told/V/root/{FINITE} court/N/iobj>told that/O/nsubj>sat"
        f" sat/V/acl:relcl>court/{FINITE} all/N/obj>told"
    ),
}


@pytest.mark.parametrize("notation", SOUND.values(), ids=SOUND)
def test_what_is_sound_stays_the_same_object(notation: str) -> None:
    one = parsed(notation)
    assert mend(one, ENGLISH) is one


@settings(deadline=None, max_examples=200)
@given(one=trees())
def test_whatever_is_mended_by_words_stays_one_tree(one: Parsed) -> None:
    other = mend(one, ENGLISH)
    roots = [t for t, head in enumerate(other.heads) if head == t]
    assert len(roots) == 1
    for token in range(len(other.forms)):
        for _ in range(len(other.forms)):
            token = other.heads[token]
        assert token == roots[0]
