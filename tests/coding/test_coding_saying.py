"""Tense, modality, negation and attribution: what is denied, announced, refused, demanded, said."""

from __future__ import annotations

import pytest
from worlds import keys, tell, world

WORLDS = {"en": world("en"), "id": world("id")}

MODALITY = {
    "negation": (
        "en", "Japan/P/nsubj>attack did:do/X/aux>attack not/T/advmod>attack attack/V/root"
        " Russia/P/obj>attack .",
        ["attack JPN > RUS negation"],
    ),
    "negation on the act noun": (
        "en", "Japan/P/nsubj>held held:hold/V/root no/D/det>talks talks/N/obj>held/pl"
        " with/I/case>Russia Russia/P/nmod>talks .",
        ["hold_talks JPN+RUS > - negation"],
    ),
    "a negation on another word denies nothing": (
        "en", "Japan/P/nsubj>attacked ,"
        " which/O/nsubj>sign did:do/X/aux>sign not/T/advmod>sign sign/V/acl:relcl>Japan ,"
        " attacked:attack/V/root Russia/P/obj>attacked .",
        ["attack JPN > RUS"],
    ),
    "a negation that two verbs share": (
        "en", "Japan/P/nsubj>attack did:do/X/aux>attack not/T/advmod>attack attack/V/root/inf"
        " Russia/P/obj>attack or/C/cc>invade invade/V/conj>attack/inf Egypt/P/obj>invade .",
        ["attack JPN > RUS negation", "invade JPN > EGY negation"],
    ),
    "a negation that a second verb does not share": (
        "en", "Japan/P/nsubj>attack did:do/X/aux>attack not/T/advmod>attack attack/V/root/inf"
        " Russia/P/obj>attack but/C/cc>invaded invaded:invade/V/conj>attack/past"
        " Egypt/P/obj>invaded .",
        ["attack JPN > RUS negation", "invade JPN > EGY"],
    ),
    "no ...": (
        "en", "No/D/det>protesters protesters:protester/N/nsubj:pass>arrested/pl"
        " were:be/X/aux:pass>arrested arrested:arrest/V/root/pp by/I/case>police"
        " police/N/obl:agent>arrested .",
        ["arrest .COP > .OPP negation"],
    ),
    "none of": (
        "en", "None:none/O/nsubj>attacked of/I/case>rebels the/D/det>rebels"
        " rebels:rebel/N/nmod>None/pl attacked:attack/V/root Egypt/P/obj>attacked .",
        ["attack .REB > EGY negation"],
    ),
    "neither nor": (
        "en", "Neither:neither/C/cc:preconj>Japan Japan/P/nsubj>attacked nor/C/cc>Russia"
        " Russia/P/conj>Japan attacked:attack/V/root Egypt/P/obj>attacked .",
        ["attack JPN+RUS > EGY negation"],
    ),
    "no longer": (
        "en", "Japan/P/nsubj>attacks no/R/advmod>longer longer:long/R/advmod>attacks"
        " attacks:attack/V/root Egypt/P/obj>attacks .",
        ["attack JPN > EGY negation"],
    ),
    "an object that there is none of": (
        "en", "Police:police/N/nsubj>arrested arrested:arrest/V/root no/D/det>protesters"
        " protesters:protester/N/obj>arrested/pl .",
        ["arrest .COP > .OPP negation"],
    ),
    "Indonesian negation": (
        "id", "Jepang/P/nsubj>menyerang tidak/T/advmod>menyerang menyerang/V/root/act"
        " Rusia/P/obj>menyerang .",
        ["attack JPN > RUS negation"],
    ),
    "cooperation to come is agreement": (
        "en", "Japan/P/nsubj>send will/X/aux>send send/V/root weapons/N/obj>send to/I/case>Egypt"
        " Egypt/P/obl>send .",
        ["promise_military_aid JPN > EGY"],
    ),
    "hostility that another foretells stays what it is": (
        "en", "Japan/P/nsubj>attack will/X/aux>attack attack/V/root Russia/P/obj>attack ,"
        " China/P/nsubj>said said:say/V/parataxis>attack .",
        ["attack JPN > RUS future"],
    ),
    "hostility announced by its actor is a threat": (
        "en", "Japan/P/nsubj>said said:say/V/root it/O/nsubj>attack will/X/aux>attack"
        " attack/V/ccomp>said Russia/P/obj>attack .",
        ["threaten_attack JPN > RUS"],
    ),
    "would in reported speech is the future": (
        "en", "Japan/P/nsubj>said said:say/V/root it/O/nsubj>send would/X/aux>send"
        " send/V/ccomp>said weapons/N/obj>send to/I/case>Egypt Egypt/P/obl>send .",
        ["promise_military_aid JPN > EGY"],
    ),
    "would elsewhere is a supposition": (
        "en", "Japan/P/nsubj>attack would/X/aux>attack attack/V/root Russia/P/obj>attack .",
        ["attack JPN > RUS hypothetical"],
    ),
    "may": (
        "en", "Japan/P/nsubj>attack may/X/aux>attack attack/V/root Russia/P/obj>attack .",
        ["attack JPN > RUS hypothetical"],
    ),
    "cooperation that depends on a condition": (
        "en", "Japan/P/nsubj>visit will/X/aux>visit visit/V/root Egypt/P/obj>visit if/S/mark>calls"
        " Egypt/P/nsubj>calls calls:call/V/advcl>visit .",
        ["visit JPN > EGY hypothetical"],
    ),
    "will not: a refusal": (
        "en", "Japan/P/nsubj>send will/X/aux>send not/T/advmod>send send/V/root weapons/N/obj>send"
        " to/I/case>Egypt Egypt/P/obl>send .",
        ["refuse_military_aid JPN > EGY"],
    ),
    "must, said by another: a demand": (
        "en", "Russia/P/nsubj>withdraw must/X/aux>withdraw withdraw/V/root troops/N/obj>withdraw ,"
        " Japan/P/nsubj>said said:say/V/parataxis>withdraw .",
        ["appeal_for_withdrawal JPN > RUS"],
    ),
    "must without a speaker is only a supposition": (
        "en", "Russia/P/nsubj>withdraw must/X/aux>withdraw withdraw/V/root troops/N/obj>withdraw .",
        ["withdraw_troops RUS > - hypothetical"],
    ),
    "a conditional threat by the actor": (
        "en", "Japan/P/nsubj>said said:say/V/root it/O/nsubj>attack will/X/aux>attack"
        " attack/V/ccomp>said if/S/mark>returns Russia/P/nsubj>returns"
        " returns:return/V/advcl>attack .",
        ["threaten_attack JPN > RUS"],
    ),
    "Indonesian future": (
        "id", "Jepang/P/nsubj>mengunjungi akan/X/aux>mengunjungi mengunjungi/V/root/act"
        " Mesir/P/obj>mengunjungi .",
        ["announce_visit JPN > EGY"],
    ),
    "Indonesian condition": (
        "id", "Jepang/P/nsubj>menyerang akan/X/aux>menyerang menyerang/V/root/act"
        " Rusia/P/obj>menyerang jika/S/mark>datang Mesir/P/nsubj>datang datang/V/advcl>menyerang .",
        ["attack JPN > RUS hypothetical"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "expected"), MODALITY.values(), ids=MODALITY)
def test_modality(lang: str, notation: str, expected: list[str]) -> None:
    assert WORLDS[lang].told(notation) == expected


ATTRIBUTION = {
    "none": (
        "en", "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked .", "-",
    ),
    "before": (
        "en", "China/P/nsubj>said said:say/V/root that/S/mark>attacked Japan/P/nsubj>attacked"
        " attacked:attack/V/ccomp>said Russia/P/obj>attacked .", "CHN",
    ),
    "after": (
        "en", "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ,"
        " China/P/nsubj>said said:say/V/parataxis>attacked .", "CHN",
    ),
    "according to": (
        "en", "According:according/V/case>officials to/I/fixed>According"
        " Chinese/A/amod>officials officials:official/N/obl>attacked/pl ,"
        " Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked .", "CHN.GOV",
    ),
    "a subordinate verb of saying's own subject": (
        "en", "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ,"
        " a/D/det>spokesman/ind Chinese/A/amod>spokesman spokesman/N/nsubj>said"
        " said:say/V/parataxis>attacked .", "CHN.GOV",
    ),
    "menurut": (
        "id", "Menurut/I/case>Tiongkok Tiongkok/P/obl>menyerang , Jepang/P/nsubj>menyerang"
        " menyerang/V/root/act Rusia/P/obj>menyerang .", "CHN",
    ),
    "kata": (
        "id", "Jepang/P/nsubj>menyerang menyerang/V/root/act Rusia/P/obj>menyerang ,"
        " kata/V/parataxis>menyerang Tiongkok/P/nsubj>kata .", "CHN",
    ),
    "performative: who condemns is no source of it": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned .", "-",
    ),
    "performative: who announces a measure is its actor": (
        "en", "Japan/P/nsubj>announced announced:announce/V/root sanctions/N/obj>announced"
        " against/I/case>Russia Russia/P/nmod>sanctions .", "-",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "speakers"), ATTRIBUTION.values(), ids=ATTRIBUTION)
def test_attribution(lang: str, notation: str, speakers: str) -> None:
    [report] = WORLDS[lang].reports(notation)
    assert keys(report.attributed_to) == speakers


def test_a_speaker_at_the_end_that_the_parser_hung_elsewhere() -> None:
    [report] = WORLDS["en"].reports(
        "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ,"
        " Chinese/A/amod>officials officials:official/N/obl>attacked/pl said:say/V/advcl>attacked ."
    )
    assert tell(report) == "attack JPN > RUS"
    assert keys(report.attributed_to) == "CHN.GOV"


def test_quoted_words_are_flagged() -> None:
    [quoted] = WORLDS["en"].reports(
        "“ Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ” ,"
        " China/P/nsubj>said said:say/V/parataxis>attacked ."
    )
    [plain] = WORLDS["en"].reports(
        "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked ."
    )
    assert "quoted" in quoted.flags
    assert "quoted" not in plain.flags


def test_a_state_of_which_its_own_official_speaks() -> None:
    [report] = WORLDS["en"].reports(
        "The/D/det>minister Japanese/A/amod>minister foreign/A/amod>minister"
        " minister/N/nsubj>said said:say/V/root Japan/P/nsubj>condemned"
        " condemned:condemn/V/ccomp>said Russia/P/obj>condemned ."
    )
    assert tell(report) == "condemn JPN.GOV > RUS"


def test_denied_acts_are_less_sure() -> None:
    denied, plain = (
        WORLDS["en"].reports(notation)[0].confidence
        for notation in (
            MODALITY["negation"][1],
            "Japan/P/nsubj>attacked attacked:attack/V/root Russia/P/obj>attacked .",
        )
    )
    assert denied < plain
