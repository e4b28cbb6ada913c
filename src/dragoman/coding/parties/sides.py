"""Whom words for several parties at once mean: "both sides", "the two countries"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.coding.parties.participants import as_country
from dragoman.coding.parties.reasons import NAMED_BEFORE
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_UNKNOWN = "UNK"


def of_sides(cast: Cast, token: int, words: frozenset[str]) -> tuple[Participant, ...]:
    """The parties that a noun with one of the pack's words for sides or countries (`words`) means:
    those said to be its own, else those named together before, else unknown ones; none where it is
    no such noun."""
    sides = cast.scene.grammar.sides
    named = cast.behind(token)
    if not named and cast.scene.grammar.chaining:  # "four countries, among them X"
        named = cast.of(cast.scene.tree.with_rel(token, "compound"), owners=False)
    if len(named) > 1:
        return named  # "米中両国"
    for phrase in sides.words:
        if phrase in words:
            if named and cast.scene.grammar.chaining:  # "both sides in Sudan"
                return (replace(named[0], sector=_UNKNOWN, why=f"sides in {named[0].why}"),)
            first = phrase[:1] if cast.scene.grammar.chaining else phrase.split()[0]
            number = sides.numerals.get(first)
            return _named_before(cast, token, number) or _unknown(cast, token)
    for phrase in sides.countries:
        if phrase in words:
            if named and cast.scene.grammar.chaining:
                return tuple(map(as_country, named))
            number = sides.numerals.get(phrase.split()[0])
            named = _named_before(cast, token, number, states=True)
            return tuple(map(as_country, named)) or _unknown(cast, token)
    return ()


def _unknown(cast: Cast, token: int) -> tuple[Participant, ...]:
    """Parties that were never named: PLOVER's unknown actor."""
    tree = cast.scene.tree
    first, last = tree.phrase(token)
    text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
    why = f"'{text}': no parties named before"
    return (Participant(None, _UNKNOWN, text, tree.sentence.span(first, last), why=why),)


def _named_before(
    cast: Cast, token: int, count: int | None, *, states: bool = False
) -> tuple[Participant, ...]:
    tree = cast.scene.tree
    first, last = tree.phrase(token)
    span = tree.sentence.span(first, last)
    text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
    return tuple(
        replace(p, text=text, span=span, why=f"'{text}' = {NAMED_BEFORE}: {p.why}")
        for p in cast.memory.last_together(count, None, first, states=states)
    )
