"""What each construction of a language does to an act and its roles."""

from __future__ import annotations

import pytest
from worlds import World, world

from dragoman.languages import load_pack

WORLDS = {"en": world("en"), "id": world("id")}

ROLES = {
    "active": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned .",
        ["condemn JPN > RUS"],
    ),
    "passive with agent": (
        "en",
        "Russia/P/nsubj:pass>condemned was:be/X/aux:pass>condemned condemned:condemn/V/root/pp"
        " by/I/case>Japan Japan/P/obl>condemned .",
        ["condemn JPN > RUS"],
    ),
    "passive without agent": (
        "en", "Russia/P/nsubj:pass>condemned was:be/X/aux:pass>condemned"
        " condemned:condemn/V/root/pp .",
        ["condemn - > RUS"],
    ),
    "Indonesian passive with preposition": (
        "id", "Rusia/P/nsubj:pass>dikecam dikecam:mengecam/V/root/pass oleh/I/case>Jepang"
        " Jepang/P/obl>dikecam .",
        ["condemn JPN > RUS"],
    ),
    "Indonesian bare agent of two words": (
        "id", "Rusia/P/nsubj:pass>dikecam dikecam:mengecam/V/root/pass Korea/P/obj>dikecam"
        " Utara/P/flat>Korea .",
        ["condemn PRK > RUS"],
    ),
    "several subjects": (
        "en", "Japan/P/nsubj>condemned and/C/cc>China China/P/conj>Japan"
        " condemned:condemn/V/root Russia/P/obj>condemned .",
        ["condemn JPN+CHN > RUS"],
    ),
    "several objects": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " and/C/cc>China China/P/conj>Russia .",
        ["condemn JPN > RUS+CHN"],
    ),
    "several verbs": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " and/C/cc>visited visited:visit/V/conj>condemned China/P/obj>visited .",
        ["condemn JPN > RUS", "visit JPN > CHN"],
    ),
    "relative clause": (
        "en", "Japan/P/nsubj>left , which/O/nsubj>condemned condemned:condemn/V/acl:relcl>Japan"
        " Russia/P/obj>condemned , left:leave/V/root .",
        ["condemn JPN > RUS"],
    ),
    "relative clause on an agent noun": (
        "en", "Turkish/A/amod>troops troops:troops/N/nsubj>left/pl who/O/nsubj>attacked"
        " attacked:attack/V/acl:relcl>troops Russia/P/obj>attacked left:leave/V/root .",
        ["attack TUR.MIL > RUS"],
    ),
    "Indonesian relative clause": (
        "id", "Jepang/P/nsubj>pergi yang/O/nsubj>mengecam mengecam/V/acl:relcl>Jepang/act"
        " Rusia/P/obj>mengecam pergi/V/root .",
        ["condemn JPN > RUS"],
    ),
    "participle after a comma": (
        "en", "Japan/P/nsubj>left left:leave/V/root the/D/det>summit summit/N/obj>left ,"
        " condemning:condemn/V/acl>summit/ing Russia/P/obj>condemning .",
        ["condemn JPN > RUS"],
    ),
    "iobject": (
        "en", "Japan/P/nsubj>gave gave:give/V/root Egypt/P/iobj>gave weapons/N/obj>gave/pl .",
        ["send_arms JPN > EGY"],
    ),
    "iobject, passive": (
        "en", "Egypt/P/nsubj:pass>given was:be/X/aux:pass>given given:give/V/root/pp"
        " weapons/N/obj>given/pl by/I/case>Japan Japan/P/obl:agent>given .",
        ["send_arms JPN > EGY"],
    ),
    "blamed for a deed": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " for/S/mark>attacking attacking:attack/V/advcl>condemned/ing Egypt/P/obj>attacking .",
        ["condemn JPN > RUS", "attack RUS > EGY"],
    ),
    "urged in the passive": (
        "en", "Russia/P/nsubj:pass>urged was:be/X/aux:pass>urged urged:urge/V/root/pp"
        " by/I/case>Japan"
        " Japan/P/obl:agent>urged to/T/mark>withdraw withdraw/V/xcomp>urged/inf"
        " troops/N/obj>withdraw .",
        ["appeal_for_withdrawal JPN > RUS"],
    ),
    "several agents of a passive": (
        "en", "Russia/P/nsubj:pass>condemned was:be/X/aux:pass>condemned"
        " condemned:condemn/V/root/pp by/I/case>Japan Japan/P/obl:agent>condemned and/C/cc>China"
        " China/P/conj>Japan .",
        ["condemn JPN+CHN > RUS"],
    ),
    "not by one but by another": (
        "en", "Egypt/P/nsubj:pass>attacked was:be/X/aux:pass>attacked attacked:attack/V/root/pp"
        " not/T/advmod>Japan by/I/case>Japan Japan/P/obl:agent>attacked but/C/cc>Russia"
        " by/I/case>Russia Russia/P/conj>Japan .",
        ["attack RUS > EGY"],
    ),
    "preposition on the verb": (
        "en", "Japan/P/nsubj>sent sent:send/V/root weapons/N/obj>sent to/I/case>Egypt"
        " Egypt/P/obl>sent .",
        ["send_arms JPN > EGY"],
    ),
    "preposition on the object noun": (
        "en", "Japan/P/nsubj>imposed imposed:impose/V/root sanctions/N/obj>imposed"
        " on/I/case>Russia Russia/P/nmod>sanctions .",
        ["impose_sanctions JPN > RUS"],
    ),
    "preposition on the last word of an Indonesian compound": (
        "id", "Jepang/P/nsubj>mengirim mengirim/V/root/act senjata/N/obj>mengirim"
        " berat/A/amod>senjata ke/I/case>Mesir Mesir/P/nmod>berat .",
        ["send_arms JPN > EGY"],
    ),
    "light verb": (
        "en", "Japan/P/nsubj>paid paid:pay/V/root a/D/det>visit visit/N/obj>paid to/I/case>Egypt"
        " Egypt/P/nmod>visit .",
        ["visit JPN > EGY"],
    ),
    "suffering verb": (
        "en", "Russia/P/nsubj>drew drew:draw/V/root criticism/N/obj>drew from/I/case>Japan"
        " Japan/P/nmod>criticism .",
        ["condemn JPN > RUS"],
    ),
    "hundreds of": (
        "en", "Hundreds:hundred/N/nsubj>attacked of/I/case>troops Turkish/A/amod>troops"
        " troops:troops/N/nmod>Hundreds/pl attacked:attack/V/root Russia/P/obj>attacked .",
        ["attack TUR.MIL > RUS"],
    ),
    "ratusan": (
        "id", "Ratusan/N/nsubj>menyerang tentara/N/nmod>Ratusan Turki/P/nmod>tentara"
        " menyerang/V/root/act Rusia/P/obj>menyerang .",
        ["attack TUR.MIL > RUS"],
    ),
    "names joined by a hyphen": (
        "en", "US/P/compound>talks -/U/punct>US Japan/P/flat>US talks/N/nsubj>ended/pl"
        " ended:end/V/root .",
        ["hold_talks USA+JPN > -"],
    ),
    "between two parties": (
        "en", "Talks:talks/N/nsubj>ended/pl between/I/case>Japan Japan/P/nmod>Talks"
        " and/C/cc>Russia Russia/P/conj>Japan ended:end/V/root .",
        ["hold_talks JPN+RUS > -"],
    ),
    "talks with": (
        "en", "Japan/P/nsubj>held held:hold/V/root talks/N/obj>held/pl with/I/case>Russia"
        " Russia/P/nmod>talks .",
        ["hold_talks JPN+RUS > -"],
    ),
    "mutual act of two subjects": (
        "en", "Japan/P/nsubj>met and/C/cc>Russia Russia/P/conj>Japan met:meet/V/root .",
        ["meet JPN+RUS > -"],
    ),
    "owner of an act noun": (
        "en", "Russia/P/nmod:poss>attack 's/T/case>Russia attack/N/nsubj>failed"
        " on/I/case>Japan Japan/P/nmod>attack failed:fail/V/root .",
        ["attack RUS > JPN"],
    ),
    "adjective of an act noun": (
        "en", "The/D/det>attack Russian/A/amod>attack attack/N/nsubj>failed on/I/case>Japan"
        " Japan/P/nmod>attack failed:fail/V/root .",
        ["attack RUS > JPN"],
    ),
    "who does an act that is condemned": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root the/D/det>attack"
        " attack/N/obj>condemned"
        " by/I/case>Russia Russia/P/nmod>attack .",
        ["condemn JPN > RUS", "attack RUS > -"],
    ),
    "agent noun with its country before": (
        "en", "Turkish/A/amod>police police/N/nsubj>arrested arrested:arrest/V/root"
        " an/D/det>activist/ind"
        " Egyptian/A/amod>activist activist/N/obj>arrested .",
        ["arrest TUR.COP > EGY.OPP"],
    ),
    "agent noun with its country behind": (
        "id", "Polisi/N/nsubj>menangkap Turki/P/nmod>Polisi menangkap/V/root/act"
        " demonstran/N/obj>menangkap Mesir/P/nmod>demonstran .",
        ["arrest TUR.COP > EGY.OPP"],
    ),
    "capital as a government": (
        "en", "Moscow/P/nsubj>condemned condemned:condemn/V/root Tokyo/P/obj>condemned .",
        ["condemn RUS.GOV > JPN.GOV"],
    ),
    "capital as a place": (
        "en", "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " in/I/case>Moscow"
        " Moscow/P/obl>condemned .",
        ["condemn JPN > RUS"],
    ),
    "office held on the day": (
        "en", "The/D/det>minister Egyptian/A/amod>minister foreign/A/amod>minister"
        " minister/N/nsubj>condemned"
        " condemned:condemn/V/root Russia/P/obj>condemned .",
        ["condemn EGY.GOV > RUS"],
    ),
    "two countries share an agent noun": (
        "en", "The/D/det>ministers foreign/A/amod>ministers ministers:minister/N/nsubj>met/pl"
        " of/I/case>Japan"
        " Japan/P/nmod>ministers and/C/cc>Egypt Egypt/P/conj>Japan met:meet/V/root .",
        ["meet JPN.GOV+EGY.GOV > -"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "expected"), ROLES.values(), ids=ROLES)
def test_roles(lang: str, notation: str, expected: list[str]) -> None:
    assert WORLDS[lang].found(notation) == expected


COMPOSED = {
    "promise of what is sent": (
        "en", "Japan/P/nsubj>promised promised:promise/V/root to/T/mark>send"
        " send/V/xcomp>promised/inf"
        " weapons/N/obj>send to/I/case>Egypt Egypt/P/obl>send .",
        ["promise_military_aid JPN > EGY"],
    ),
    "promise of hostility": (
        "en", "Japan/P/nsubj>vowed vowed:vow/V/root to/T/mark>impose impose/V/xcomp>vowed/inf"
        " sanctions/N/obj>impose on/I/case>Russia Russia/P/obl>impose .",
        ["threaten_sanctions JPN > RUS"],
    ),
    "urging someone": (
        "en", "Japan/P/nsubj>urged urged:urge/V/root Russia/P/obj>urged to/T/mark>withdraw"
        " withdraw/V/xcomp>urged/inf troops/N/obj>withdraw .",
        ["appeal_for_withdrawal JPN > RUS"],
    ),
    "urging someone not to attack": (
        "en", "Japan/P/nsubj>urged urged:urge/V/root Russia/P/obj>urged not/T/advmod>attack"
        " to/T/mark>attack attack/V/xcomp>urged/inf Egypt/P/obj>attack .",
        ["appeal_for_ceasefire JPN > RUS"],
    ),
    "urging, the clause hanging on the object": (
        "id", "Jepang/P/nsubj>meminta meminta/V/root/act Rusia/P/obj>meminta"
        " mengunjungi/V/acl>Rusia/act"
        " Mesir/P/obj>mengunjungi .",
        ["appeal_for_talks JPN > RUS"],
    ),
    "a measure that is announced is the measure": (
        "en", "Japan/P/nsubj>announced announced:announce/V/root sanctions/N/obj>announced"
        " against/I/case>Russia Russia/P/nmod>sanctions .",
        ["impose_sanctions JPN > RUS"],
    ),
    "halting a deed": (
        "en", "Russia/P/nsubj>halted halted:halt/V/root its/O/nmod:poss>offensive"
        " offensive/N/obj>halted"
        " against/I/case>Japan Japan/P/nmod>offensive .",
        ["suspend_offensive RUS > JPN"],
    ),
    "halting aid": (
        "en", "Japan/P/nsubj>stopped stopped:stop/V/root sending:send/V/xcomp>stopped/ing"
        " weapons/N/obj>sending to/I/case>Egypt Egypt/P/obl>sending .",
        ["discontinue_military_aid JPN > EGY"],
    ),
    "an act that halting leaves nothing of": (
        "en", "Japan/P/nsubj>stopped stopped:stop/V/root condemning:condemn/V/xcomp>stopped/ing"
        " Russia/P/obj>condemning .",
        [],
    ),
    "trying to strike is striking": (
        "en", "Japan/P/nsubj>tried tried:try/V/root to/T/mark>arrest arrest/V/xcomp>tried/inf"
        " rebels:rebel/N/obj>arrest/pl .",
        ["arrest JPN > .REB"],
    ),
    "refusing what was asked for": (
        "en", "Japan/P/nsubj>refused refused:refuse/V/root to/T/mark>send send/V/xcomp>refused/inf"
        " weapons/N/obj>send to/I/case>Egypt Egypt/P/obl>send .",
        ["refuse_military_aid JPN > EGY"],
    ),
    "an operator over two coordinated acts": (
        "en", "Japan/P/nsubj>promised promised:promise/V/root to/T/mark>visit"
        " visit/V/xcomp>promised/inf"
        " Egypt/P/obj>visit and/C/cc>send send/V/conj>visit weapons/N/obj>send to/I/case>Turkey"
        " Turkey/P/obl>send .",
        ["announce_visit JPN > EGY", "promise_military_aid JPN > TUR"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "notation", "expected"), COMPOSED.values(), ids=COMPOSED)
def test_composition(lang: str, notation: str, expected: list[str]) -> None:
    assert WORLDS[lang].found(notation) == expected


def test_an_operator_alone_is_less_sure_than_one_with_its_act() -> None:
    alone = WORLDS["en"].analyse(
        "Japan/P/nsubj>urged urged:urge/V/root Russia/P/obl>urged to/T/mark>leave"
        " leave/V/xcomp>urged/inf ."
    )
    joined = WORLDS["en"].analyse(
        "Japan/P/nsubj>urged urged:urge/V/root Russia/P/obj>urged to/T/mark>withdraw"
        " withdraw/V/xcomp>urged/inf troops/N/obj>withdraw ."
    )
    assert [f.act.id for f in alone.findings] == ["call_on"]
    assert alone.findings[0].confidence < joined.findings[0].confidence


def test_a_composed_finding_says_by_which_row() -> None:
    [finding] = (
        WORLDS["en"]
        .analyse(
            "Japan/P/nsubj>promised promised:promise/V/root to/T/mark>send"
            " send/V/xcomp>promised/inf weapons/N/obj>send to/I/case>Egypt Egypt/P/obl>send ."
        )
        .findings
    )
    assert finding.composed
    assert finding.steps[-1].stage == "composition"
    assert finding.steps[-1].by.startswith("composition.yaml:")
    forms = ["Japan", "promised", "to", "send", "weapons", "to", "Egypt", "."]
    assert [forms[t] for t in finding.tokens] == ["promised", "send", "weapons"]


def test_an_act_whose_clause_is_only_told_keeps_its_own_actor() -> None:
    told = WORLDS["en"].found(
        "Japan/P/nsubj>announced announced:announce/V/root that/S/mark>attacked"
        " Russia/P/nsubj>attacked attacked:attack/V/ccomp>announced Egypt/P/obj>attacked ."
    )
    assert told == ["attack RUS > EGY"]


@pytest.fixture(scope="module")
def real() -> dict[str, World]:
    return {code: world(code, grammar=load_pack(code).grammar) for code in ("en", "id")}


@pytest.mark.parametrize("name", [*ROLES, *COMPOSED])
def test_the_packs_own_grammars_agree(name: str, real: dict[str, World]) -> None:
    lang, notation, expected = {**ROLES, **COMPOSED}[name]
    assert real[lang].found(notation) == expected
