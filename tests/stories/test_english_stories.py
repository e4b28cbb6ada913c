"""English stories as wholes: whose story it is, what its headline says, what is no news."""

from __future__ import annotations

import functools
from datetime import datetime

import pytest

from dragoman.model import Participant, Story
from dragoman.pipeline import Pipeline


@functools.cache
def _pipeline() -> Pipeline:
    return Pipeline(["en"])


def _side(who: tuple[Participant, ...]) -> str:
    return "+".join(f"{p.code or ''}.{p.sector or ''}".rstrip(".") for p in who) or "-"


def told(text: str) -> list[str]:
    """The events of a story as `TYPE actors > recipients`."""
    story = Story(id="s", key="s", text=text, lang="en", published=datetime(2022, 5, 11))
    return [
        f"{e.event} {_side(e.actors)} > {_side(e.recipients)}"
        for e in _pipeline().code(story).events
    ]


def test_a_story_is_told_from_the_country_that_it_is_about() -> None:
    found = told(
        "Tajik ministers meet miners\n\nDUBAI, May 10 - Tajikistan's president met miners."
        "\n\nPolice detained 14 protesters.\n\nTajikistan's parliament is to debate the law."
    )
    assert "COERCE TJK.COP > TJK.OPP" in found


def test_a_story_about_the_country_of_its_dateline_is_told_from_there() -> None:
    found = told(
        "Police detain protesters\n\nOSLO, May 10 - Police in Norway detained 14 protesters who"
        " had blocked the Swedish embassy.\n\nProsecutors charged the mayor with fraud."
    )
    assert "ACCUSE NOR.JUD > NOR.GOV" in found


def test_people_are_of_the_country_that_the_headline_alone_names() -> None:
    found = told(
        "Two die in Laos unrest\n\nHANOI, May 10 - Officials of nine countries criticised the"
        " arrests in Laos.\n\nPolice beat two students on Monday.\n\nVietnam closed the border."
    )
    assert any(line.startswith("ASSAULT LAO.COP > LAO") for line in found)
    assert any(line.startswith("ACCUSE .GOV >") for line in found)


def test_people_are_of_the_dateline_if_the_first_paragraph_names_its_country() -> None:
    found = told(
        "Unease over Laos\n\nHANOI, May 10 - Vietnam fears unrest.\n\n"
        "Police beat two students on Monday.\n\nLaos closed the border."
    )
    assert any(line.startswith("ASSAULT VNM.COP > VNM") for line in found)


def test_general_names_of_bodies_are_those_of_the_country_told_of() -> None:
    found = told(
        "Court frees editor\n\nNAIROBI, May 10 - Kenya's Supreme Court met on Tuesday.\n\n"
        "The Supreme Court acquitted the editor Wanja Otieno of libel."
    )
    assert any(line.startswith("CONCEDE KEN.JUD") for line in found)


def test_he_is_whom_the_sentence_before_is_about() -> None:
    found = told(
        "Swedish President Gustav Hallberg, who was told by Portuguese Minister Ana Sousa that"
        " it was too late, left.\n\nHe condemned Belgium."
    )
    assert found == ["ACCUSE SWE.GOV > BEL"]


@pytest.mark.parametrize(
    ("headline", "event"),
    [
        ("Chadian general jailed over plot", "COERCE - > TCD.MIL"),
        ("Peru's mayor ousted, blames Chile", "SANCTION - > PER.GOV"),
        ("Niger releases general", "RETREAT NER > "),
        ("Kenyan policeman killed, gunmen flee", "ASSAULT - > KEN.COP"),
    ],
)
def test_past_forms_in_headlines_are_passives(headline: str, event: str) -> None:
    found = told(f"{headline}\n\nThe rains came late this year, farmers said at the market.")
    assert any(line.startswith(event) for line in found)


def test_clauses_behind_semicolons_stand_alone() -> None:
    found = told(
        "Denmark's premier, Mette Lund, thanked Iceland for the boats; Rasmus Holm, the Greenlandic"
        " speaker, accused the Danish navy of looking away."
    )
    assert "SUPPORT DNK.GOV > ISL" in found
    assert not any("DNK.GOV > DNK.MIL" in line for line in found)


def test_semicolons_in_quotations_and_short_lists_do_not_end_sentences() -> None:
    found = told('"We regret it; we shall not come back to it soon," Estonia told Latvia.')
    assert len(found) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian rider attacks on last climb\n\nA Norwegian rider attacked the peloton on Sunday"
        " and took the yellow jersey.\n\nThe Belgian squad hit back with a sprint.\n\nThe Dutch"
        " coach blamed the Belgian rider for the defeat.",
        "Danish retailer rejects Swedish bid\n\nShares of a Danish retailer rose by 4 percent after"
        " it rejected a Swedish takeover.\n\nSweden's Lundgren withdrew from talks with the"
        " shareholders.\n\nIts profit fell.",
        "My war on the Swedish meatball\n\nMy husband accuses me of snobbery, and my children have"
        " threatened to move out.\n\nI propose a treaty, and I demand its signature.",
    ],
)
def test_sport_markets_and_essays_tell_no_events(text: str) -> None:
    assert told(text) == []


def test_several_refusals_of_one_actor_stay_several_events() -> None:
    found = told(
        "Denmark's minister rejected the proposal to drill beneath the old harbour.\n\n"
        "Fishermen sang.\n\nDenmark's minister rejected the notion that whales hear nothing."
    )
    assert len(found) == 2


def test_a_refusal_told_twice_is_one_event() -> None:
    found = told(
        "Denmark's minister rejected the proposal to drill beneath the old harbour.\n\n"
        "Fishermen sang.\n\nThe Danish minister rejected the drilling proposal for the harbour."
    )
    assert len(found) == 1


def test_what_a_pronoun_condemns_is_not_beside_the_subject() -> None:
    found = told("Jens Holm of the Danish National Bank called it a disgrace for Denmark.")
    assert not any("DNK.BUS > DNK.BUS" in line for line in found)
