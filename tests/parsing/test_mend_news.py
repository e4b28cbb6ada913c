"""Mends of what a parser that knows the news still gets wrong, in a short notation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from notation import FINITE, GERUND, PARTICIPLE, parsed, relations

from dragoman.parsing.heads import Heads
from dragoman.parsing.trained.mending import objects, spoken, voices
from dragoman.parsing.trained.mending.draft import Draft
from dragoman.parsing.trained.mending.relations import Relations


def mended(mend: Callable[[Draft], bool], notation: str) -> dict[str, str]:
    one = parsed(notation)
    tree = Draft(Heads(one.heads), Relations(one.deprels), one)
    mend(tree)
    return relations(replace(one, heads=tuple(tree.heads), deprels=tuple(tree.deprels)))


@pytest.mark.parametrize(
    ("ends", "expected"), [(" ./U/punct>drilled", "nsubj"), ("", "nsubj:pass")]
)
def test_a_bare_past_in_a_whole_sentence_is_active(ends: str, expected: str) -> None:
    found = mended(
        voices.free_subjects, f"Troops/N/nsubj:pass>drilled drilled/V/root/{PARTICIPLE}{ends}"
    )
    assert found["Troops"] == f"{expected}>drilled"


def test_a_passive_with_its_auxiliary_stays_one() -> None:
    found = mended(
        voices.free_subjects,
        "Troops/N/nsubj:pass>armed were/X/aux:pass>armed "
        f"armed/V/root/{PARTICIPLE} ./U/punct>armed",
    )
    assert found["Troops"] == "nsubj:pass>armed"


def test_a_preposition_before_a_title_is_that_of_its_bearer() -> None:
    found = mended(
        voices.mark_bearers,
        "Guards/N/nsubj>fled loyal/A/amod>Guards to/I/case>general general/N/nmod:desc>Banda "
        "Banda/P/appos>Guards fled/V/root",
    )
    assert found["to"] == "case>Banda"
    assert found["Banda"] == "obl>loyal"


def test_a_name_before_what_it_is_held_to_be_is_the_first_of_two_objects() -> None:
    found = mended(
        objects.swap_judged,
        "Togo/P/nsubj>deems deems/V/root Benin/P/xcomp>deems a/D/det>rival rival/N/obj>deems",
    )
    assert found["Benin"] == "iobj>deems"


def test_the_first_of_two_subjects_is_the_object_of_the_verb_before_it() -> None:
    found = mended(
        voices.part_first_subject,
        "Togo/P/nsubj>vetoed vetoed/V/root on/I/case>Friday Friday/P/obl>vetoed a/D/det>draft "
        "draft/N/nsubj>backed ,/U/punct>backed after/S/mark>backed Chad/P/nsubj>backed "
        "backed/V/advcl>vetoed it/O/obj>backed",
    )
    assert found["draft"] == "obj>vetoed"
    assert found["Chad"] == "nsubj>backed"


def test_a_main_clause_has_no_conjunction_before_its_second_subject() -> None:
    found = mended(
        voices.close_phrases,
        "refusal/N/nsubj>shows to/S/mark>talk talk/V/acl>refusal with/I/mark>shows "
        "unions/N/nsubj>shows shows/V/root",
    )
    assert found["with"] == "case>unions"
    assert found["unions"] == "obl>talk"


@pytest.mark.parametrize(("feats", "head"), [(GERUND, "raided"), (FINITE, "said")])
def test_a_gerund_before_the_verb_of_saying_goes_on_from_what_is_said(
    feats: str, head: str
) -> None:
    found = mended(
        spoken.hang_gerunds,
        f"Jets/N/nsubj>raided raided/V/ccomp>said/{FINITE} camps/N/obj>raided ,/U/punct>hitting "
        f"hitting/V/advcl>said/{feats} rebels/N/obj>hitting Doe/P/nsubj>said said/V/root/{FINITE}",
    )
    assert found["hitting"] == f"advcl>{head}"
