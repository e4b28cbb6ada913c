"""Parses with the errors that parsers make, and what is made of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from notation import FINITE, GERUND, PARTICIPLE, parsed, relations, trees

from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending import mend

MENDED = {
    "a relative clause behind a name set off after a phrase": (
        "at/I/case>Unesco Unesco/P/obl>spoke ,/U/punct>Ruto Ruto/P/appos>Unesco ,/U/punct>warned"
        " who/O/nsubj>warned warned/V/acl:relcl>Unesco spoke/V/root ./U/punct>spoke",
        {"warned": "acl:relcl>Ruto"},
    ),
    "a participle joined to an adverb": (
        f"Ruto/P/nsubj>spoke spoke/V/root loudly/R/advmod>spoke and/C/cc>denying"
        f" denying/V/conj>loudly/{GERUND} it/O/obj>denying",
        {"denying": "advcl>spoke"},
    ),
    "a participle that has the noun's subject is the verb": (
        f"states/N/nsubj>sanctions lifted/V/amod>sanctions/{PARTICIPLE} sanctions/N/root"
        " on/I/case>Iran Iran/P/nmod>sanctions ./U/punct>sanctions",
        {"lifted": "root", "states": "nsubj>lifted", "sanctions": "obj>lifted",
         "Iran": "nmod>sanctions", ".": "punct>lifted"},
    ),
    "a participle with a subject of its own": (
        "left/V/root as/S/mark>sanctions states/N/nsubj>lifted"
        f" lifted/V/amod>sanctions/{PARTICIPLE} sanctions/N/advcl>left",
        {"lifted": "advcl>left", "states": "nsubj>lifted", "sanctions": "obj>lifted",
         "as": "mark>lifted"},
    ),
    "an adjective that has a subject of its own": (
        "Japan/P/nsubj>rejected rejected/A/amod>reports reports/N/root ./U/punct>reports",
        {"rejected": "root", "Japan": "nsubj>rejected", "reports": "obj>rejected"},
    ),
    "who speaks before the colon of a headline": (
        "Putin/P/nsubj:pass>left :/U/punct>Putin Oslo/P/flat:name>Putin must/X/aux>left"
        " be/X/aux:pass>left left/V/root",
        {"Putin": "dislocated>left", "Oslo": "nsubj>left"},
    ),
    "a verb behind a comma that seems a complement": (
        "warga/N/nsubj>turun turun/V/root jalan/N/obl>turun ,/U/punct>menuntut"
        " menuntut/V/xcomp>turun roti/N/obj>menuntut",
        {"menuntut": "conj>turun"},
    ),
    "what is counted roughly": (
        "AS/P/nsubj>kirim kirim/V/root/Voice=Act sekitar/R/case>peluru 90/M/nummod>peluru"
        " peluru/N/obl>kirim ./U/punct>kirim",
        {"sekitar": "advmod>peluru", "peluru": "obj>kirim"},
    ),
    "what somebody is asked to do": (
        "MUI/P/nsubj>meminta meminta/V/root polisi/N/obj>meminta Bali/P/nmod>polisi"
        " mengusut/V/nmod>polisi/Voice=Act suap/N/obj>mengusut ./U/punct>meminta",
        {"mengusut": "xcomp>meminta", "polisi": "obj>meminta"},
    ),
    "the second part of a headline": (
        "DPR/P/nsubj>sahkan sahkan/V/root RUU/P/obj>sahkan ,/U/punct>turun"
        " warga/N/nsubj>turun turun/V/ccomp>sahkan",
        {"turun": "parataxis>sahkan"},
    ),
    "the agent of a passive in a relative clause": (
        "vote/N/nsubj>ended which/O/nsubj>boycotted boycotted/V/acl:relcl>vote/Voice=Pass"
        " Serbs/N/nmod>vote ended/V/root ./U/punct>ended",
        {"Serbs": "obl:agent>boycotted", "vote": "nsubj>ended"},
    ),
    "a verb right behind a name that seems to govern it": (
        "governor/N/nsubj>Ali Ali/P/root met/V/xcomp>Ali workers/N/obj>met",
        {"met": "root", "Ali": "nsubj>met", "workers": "obj>met"},
    ),
    "a participle behind a relative clause": (
        f"minister/N/root who/O/nsubj>flew flew/V/acl:relcl>minister/{FINITE}"
        f" spoke/V/acl>minister/{FINITE} first/R/advmod>spoke ./U/punct>minister",
        {"spoke": "root", "minister": "nsubj>spoke", "flew": "acl:relcl>minister",
         ".": "punct>spoke"},
    ),
    "a past verb behind the comma after a relative clause": (
        f"minister/N/root who/O/nsubj>flew flew/V/acl:relcl>minister/{FINITE} ,/U/punct>offered"
        f" offered/V/advcl>flew/{PARTICIPLE} talks/N/obj>offered but/C/cc>warned"
        f" warned/V/conj>flew/{FINITE} ./U/punct>minister",
        {"offered": "root", "minister": "nsubj>offered", "flew": "acl:relcl>minister",
         "warned": "conj>offered"},
    ),
    "a clause coordinated with the one before": (
        f"It/O/nsubj>banned banned/V/root/{FINITE} rallies/N/obj>banned ,/U/punct>union"
        f" and/C/cc>union union/N/conj>rallies called/V/acl>union/{PARTICIPLE}"
        " strikes/N/obj>called ./U/punct>banned",
        {"called": "conj>banned", "union": "nsubj>called", "and": "cc>called",
         "rallies": "obj>banned"},
    ),
    "a finite verb among the attributes of a noun": (
        f"The/D/det>artefacts agency/N/compound>artefacts returned/V/amod>artefacts/{FINITE}"
        " artefacts/N/root to/I/case>Italy Italy/P/nmod>artefacts ./U/punct>artefacts",
        {"returned": "root", "agency": "nsubj>returned", "artefacts": "obj>returned"},
    ),
    "a verb read as a part of the name before it": (
        "Ekuador/P/root memutus/V/flat:name>Ekuador/Voice=Act hubungan/N/obj>memutus"
        " ./U/punct>Ekuador",
        {"memutus": "root", "Ekuador": "nsubj>memutus", "hubungan": "obj>memutus"},
    ),
    "a name right behind a verb without an object": (
        "Irak/P/nsubj>menginvasi menginvasi/V/root Kuwait/A/amod>menginvasi ./U/punct>menginvasi",
        {"Kuwait": "obj>menginvasi"},
    ),
    "a name coordinated with the noun before another name": (
        "kerja/N/root Rusia/P/nmod>kerja dan/C/cc>Korea Korea/P/conj>kerja",
        {"Korea": "conj>Rusia", "Rusia": "nmod>kerja"},
    ),
    "a past tense coordinated with an infinitive": (
        f"He/O/nsubj>refused refused/V/root/{FINITE} to/S/mark>resign resign/V/xcomp>refused"
        f" but/C/cc>offered offered/V/conj>resign/{FINITE} talks/N/obj>offered",
        {"offered": "conj>refused", "resign": "xcomp>refused"},
    ),
    "a past tense coordinated with a gerund": (
        f"He/O/nsubj>accused accused/V/root/{FINITE} them/O/obj>accused"
        " of/S/mark>selling selling/V/acl>them/VerbForm=Ger and/C/cc>called"
        f" called/V/conj>selling/{PARTICIPLE} for/I/case>talks talks/N/obl>called",
        {"called": "conj>accused", "selling": "acl>them"},
    ),
    "a clause that the conjunction's noun is the subject of": (
        "He/O/nsubj>well is/X/cop>well well/A/root and/C/cc>police police/N/conj>well"
        f" have/X/aux>appealed appealed/V/conj>well/{PARTICIPLE}"
        " for/I/case>calm calm/N/obl>appealed",
        {"police": "nsubj>appealed", "and": "cc>appealed", "appealed": "conj>well"},
    ),
    "a clause on the one who is told it": (
        f"She/O/nsubj>told told/V/root/{FINITE} court/N/iobj>told that/S/mark>beat"
        f" guards/N/nsubj>beat beat/V/acl>court/{FINITE} her/O/obj>beat",
        {"beat": "ccomp>told", "court": "obj>told"},
    ),
    "a noun of time before those who act": (
        "Yesterday/N/root ,/U/punct>Yesterday leaders/N/vocative>Yesterday"
        f" met/V/acl>leaders/{FINITE} ./U/punct>Yesterday",
        {"met": "root", "leaders": "nsubj>met", "Yesterday": "obl:unmarked>met", ".": "punct>met"},
    ),
    "a subject that was taken for a preposition's noun": (
        "They/O/nsubj>wait wait/V/root until/I/case>union union/N/obl>wait Agrees/V/advcl>wait",
        {"union": "nsubj>Agrees", "until": "mark>Agrees", "Agrees": "advcl>wait"},
    ),
    "a clause in the pluperfect whose conjunction was taken for a preposition": (
        f"They/O/nsubj>sent sent/V/root/{FINITE} tents/N/obj>sent after/I/case>storm"
        f" storm/N/obl>sent had/X/aux>killed killed/V/conj>sent/{PARTICIPLE} ten/M/obj>killed",
        {"storm": "nsubj>killed", "after": "mark>killed", "killed": "advcl>sent"},
    ),
    "a verb as the attribute of a name that is told to do it": (
        "Buruh/N/nsubj>menuntut menuntut/V/root/Voice=Act Menteri/P/obj>menuntut"
        " Moro/P/flat:name>Menteri mundur/V/amod>Moro ./U/punct>menuntut",
        {"mundur": "xcomp>menuntut", "Menteri": "obj>menuntut"},
    ),
    "a verb behind its auxiliary taken for a part of its object": (
        "king/P/compound>talks who/O/nsubj>reigns reigns/V/acl:relcl>king will/X/aux>host"
        " host/V/compound>talks talks/N/root ./U/punct>talks",
        {"host": "root", "king": "nsubj>host", "talks": "obj>host"},
    ),
    "a verb that opens the clause of another one": (
        "Ruto/P/nsubj>menambahkan menambahkan/V/root/Voice=Act ,/U/punct>Membangun"
        " Membangun/V/ccomp>menambahkan/Voice=Act aliansi/N/obj>Membangun"
        " ,/U/punct>Membangun kami/O/nsubj>melawan akan/X/aux>melawan"
        " melawan/V/parataxis>Membangun/Voice=Act ./U/punct>menambahkan",
        {"melawan": "ccomp>menambahkan", "Membangun": "advcl>melawan"},
    ),
    "names that open a headline": (
        "Peru/P/root ;/U/punct>Chile Chile/P/conj>Peru ,/U/punct>sign"
        f" Bolivia/P/nsubj>sign sign/V/acl:relcl>Peru/{FINITE} pact/N/obj>sign",
        {"sign": "root", "Peru": "nsubj>sign", "Chile": "conj>Peru", "Bolivia": "conj>Peru"},
    ),
    "two objects": (
        "Japan/P/nsubj>promised promised/V/root Ukraine/P/obj>promised aid/N/obj>promised",
        {"Ukraine": "iobj>promised", "aid": "obj>promised"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), MENDED.values(), ids=MENDED)
def test_mended(notation: str, expected: dict[str, str]) -> None:
    found = relations(mend(parsed(notation)))
    assert {form: found[form] for form in expected} == expected


SOUND = {
    "a relative clause behind two names that a conjunction joins": (
        "Chad/P/nsubj>spoke for/I/case>Unesco Unesco/P/obl>spoke and/C/cc>Ruto Ruto/P/conj>Unesco"
        " ,/U/punct>warned who/O/nsubj>warned warned/V/acl:relcl>Unesco spoke/V/root"
    ),
    "a plain clause": "Japan/P/nsubj>lifted lifted/V/root sanctions/N/obj>lifted ./U/punct>lifted",
    "a nominal predicate with a copula": (
        f"That/O/nsubj>sanctions is/X/cop>sanctions lifted/V/amod>sanctions/{PARTICIPLE}"
        " sanctions/N/root"
    ),
    "a participle behind a determiner": (
        f"Japan/P/nsubj>left left/V/root the/D/det>area disputed/V/amod>area/{PARTICIPLE}"
        " area/N/obj>left ./U/punct>left"
    ),
    "a headline without a full stop": (
        f"minister/N/root attacked/V/acl>minister/{PARTICIPLE} in/I/case>Cairo Cairo/P/obl>attacked"
    ),
    "a gerund on its noun": f"man/N/root selling/V/acl>man/{GERUND} arms/N/obj>selling"
    " ./U/punct>man",
    "a name with a preposition behind a verb": (
        "Irak/P/nsubj>masuk masuk/V/root ke/I/case>Kuwait Kuwait/P/nmod>masuk"
    ),
    "a name that already has an object beside it": (
        "Polisi/N/nsubj>menahan menahan/V/root Ali/P/obj>menahan"
    ),
    "names coordinated with each other": (
        "kerja/N/root Rusia/P/nmod>kerja dan/C/cc>Korea Korea/P/conj>Rusia"
    ),
    "objects before and behind": "aid/N/obj>promised promised/V/root Ukraine/P/obj>promised",
    "a relative clause on the one who is told something": (
        f"She/O/nsubj>told told/V/root/{FINITE} court/N/iobj>told who/O/nsubj>sat"
        f" sat/V/acl:relcl>court/{FINITE} all/N/obj>told"
    ),
    "a coordinated verb in the pluperfect": (
        f"They/O/nsubj>rose rose/V/root/{FINITE} after/I/case>storm storm/N/obl>rose"
        f" and/C/cc>eaten had/X/aux>eaten eaten/V/conj>rose/{PARTICIPLE}"
    ),
    "a coordinated noun before a participle": (
        f"He/O/nsubj>met met/V/root/{FINITE} police/N/obj>met and/C/cc>men men/N/conj>police"
        f" called/V/acl>men/{PARTICIPLE} in/I/compound:prt>called"
    ),
    "a name behind the passive, which may be whose that is": (
        "leader/N/nsubj>fled who/O/nsubj>ousted ousted/V/acl:relcl>leader/Voice=Pass"
        " Ali/P/nmod>leader fled/V/root ./U/punct>fled"
    ),
    "an active verb behind a noun that is no object": (
        "polisi/N/nsubj>tewas mengusut/V/nmod>polisi/Voice=Act suap/N/obj>mengusut tewas/V/root"
        " ./U/punct>tewas"
    ),
    "a noun with a preposition behind a passive": (
        "vote/N/nsubj>ended which/O/nsubj>boycotted boycotted/V/acl:relcl>vote/Voice=Pass"
        " in/I/case>Serbia Serbia/P/nmod>vote ended/V/root ./U/punct>ended"
    ),
    "a colon in a sentence that ends like one": (
        "Putin/P/nsubj>said :/U/punct>said Oslo/P/obj>said said/V/root ./U/punct>said"
    ),
    "a clause beside one that has a subject": (
        "Mali/P/nsubj>Membangun Membangun/V/root/Voice=Act jalan/N/obj>Membangun"
        " ,/U/punct>Membangun kami/O/nsubj>melawan melawan/V/parataxis>Membangun/Voice=Act"
        " ./U/punct>Membangun"
    ),
    "nothing": "",
}


@pytest.mark.parametrize("notation", SOUND.values(), ids=SOUND)
def test_what_is_sound_stays_the_same_object(notation: str) -> None:
    one = parsed(notation)
    assert mend(one) is one


def test_a_name_that_hangs_on_the_one_behind_it_is_not_joined_to_it() -> None:
    found = mend(
        parsed(
            "kerja/N/root Rusia/P/compound>Korea dan/C/cc>Korea Korea/P/conj>kerja ./U/punct>kerja"
        )
    )
    assert [t for t, head in enumerate(found.heads) if head == t] == [0]


def test_only_heads_and_relations_change() -> None:
    one = parsed(MENDED["two objects"][0])
    other = mend(one)
    for name in ("forms", "lemmas", "upos", "feats", "starts", "ends", "spaces"):
        assert getattr(one, name) == getattr(other, name)


@settings(deadline=None, max_examples=200)
@given(trees())
def test_whatever_is_mended_stays_one_tree(one: Parsed) -> None:
    other = mend(one)
    assert len(other.heads) == len(other.deprels) == len(one.forms)
    roots = [t for t, head in enumerate(other.heads) if head == t]
    assert len(roots) == 1
    for token in range(len(one.forms)):
        seen = {token}
        while other.heads[token] != token:
            token = other.heads[token]
            assert token not in seen, "a circle"
            seen.add(token)
