"""Parties of whom a story says nothing but the words that name them."""

from __future__ import annotations

import pytest

from dragoman.api import code_text
from dragoman.model import Event


def coded(text: str) -> list[Event]:
    return list(code_text(text, lang="en").events)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("German police have opened an investigation into Brennermann.", "Brennermann"),
        ("Peru signed an agreement with Quellmax for spare parts.", "Quellmax"),
    ],
)
def test_whom_nobody_knows_is_the_recipient_by_its_words(text: str, words: str) -> None:
    (event,) = coded(text)
    found = [p for p in (*event.recipients, *event.actors) if p.text == words]
    assert [(p.code, p.sector) for p in found] == [(None, None)]
    assert found[0].span is not None
    assert text[found[0].span.start : found[0].span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the shelling of the old harbour.",
        "The opposition in Togo boycotted the vote on Sunday.",
    ],
)
def test_a_thing_without_a_name_is_no_party(text: str) -> None:
    (event,) = coded(text)
    assert event.recipients == ()


def test_a_name_that_nobody_knows_acts_on_a_state() -> None:
    (event,) = coded("Feldora has accused Poland of spying on its staff.")
    assert [(p.code, p.text) for p in event.actors] == [(None, "Feldora")]
    assert [p.code for p in event.recipients] == ["POL"]


def test_a_storm_with_a_name_attacks_nobody() -> None:
    assert coded("Storm Ludmilla attacked the coast of Portugal.") == []


def test_a_day_is_no_recipient() -> None:
    (event,) = coded("The government of Chile imposed a curfew on Friday.")
    assert event.recipients == ()


def test_a_pronoun_stands_for_the_words_that_name_whom_it_means() -> None:
    text = "Norway said it had expelled two diplomats of Belarus."
    (event,) = coded(text)
    (actor,) = event.actors
    assert actor.text == "Norway"
    assert actor.span is not None
    assert text[actor.span.start : actor.span.end] == "Norway"
    assert actor.why.startswith("'it' = who says so")


def test_the_first_of_two_countries_before_one_noun_is_a_party() -> None:
    (event,) = coded("Peru and Chile's foreign ministers met in Lima.")
    assert sorted(p.code or "" for p in event.actors) == ["CHL", "PER"]
