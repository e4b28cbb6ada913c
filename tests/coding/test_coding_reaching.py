"""Parties and places that stand further off than an act's own words."""

from __future__ import annotations

import pytest

from dragoman.api import code_text
from dragoman.coding.parties.unknown import THING
from dragoman.model import Event


def coded(text: str) -> list[Event]:
    return list(code_text(text, lang="en").events)


def words(event: Event) -> list[str]:
    return [p.text for p in event.recipients]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Kenyan government has agreed to build a new vaccine plant in Eldoret.", "Eldoret"),
        ("Bolivia has dispatched the army to restore order in Cobija.", "Cobija"),
        ("The rebels of the ELN declared a ceasefire in Colombia.", "Colombia"),
    ],
)
def test_a_place_at_home_for_which_it_is_done_stands_by_its_words(text: str, place: str) -> None:
    (event,) = coded(text)
    assert words(event) == [place]
    assert [p.code for p in event.recipients] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan government agreed in Eldoret to build a new vaccine plant.",
        "The Kenyan government has agreed to build a new vaccine plant in spring.",
        "The Kenyan government has agreed to build a new vaccine plant in a hurry.",
    ],
)
def test_where_or_when_it_is_promised_is_no_recipient(text: str) -> None:
    (event,) = coded(text)
    assert event.recipients == ()


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The rebels stormed a power station near the border.", "a power station near the border"),
        ("Sudan's army captured three large dams.", "three large dams"),
        ("Swiss prosecutors opened an inquiry into the sale of the mine.", "the sale of the mine"),
    ],
)
def test_a_thing_struck_or_looked_into_is_no_recipient_and_stands_in_the_trace(
    text: str, thing: str
) -> None:
    (event,) = coded(text)
    assert event.recipients == ()
    steps = [step for step in event.reports[0].trace if step.stage == "recipient"]
    assert [(step.what, step.by) for step in steps] == [(f"not {thing}", THING)]


@pytest.mark.parametrize(
    "text",
    ["The rebels opened fire.", "Sudan's army killed dozens.", "The army fired rockets at dawn."],
)
def test_the_means_and_bare_numbers_are_no_recipients(text: str) -> None:
    for event in coded(text):
        assert event.recipients == ()


def test_the_last_noun_behind_a_relative_clause_is_whom_it_is_given_to() -> None:
    text = (
        "Estonia returned a silver crown that soldiers took in 1944 out of a chapel near Narva"
        " to the Finnish government."
    )
    (event,) = coded(text)
    assert event.event == "RETREAT"
    assert [(p.code, p.sector) for p in event.recipients] == [("FIN", "GOV")]


def test_the_words_of_a_party_are_those_that_give_its_country() -> None:
    text = "The European Union gave tents to people in northern Somalia."
    (event,) = coded(text)
    (one,) = event.recipients
    assert (one.code, one.sector, one.text) == ("SOM", "CVL", "people in northern Somalia")
    assert one.span is not None
    assert text[one.span.start : one.span.end] == one.text
