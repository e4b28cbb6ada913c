"""The country that a word names without standing for it: adjective, capital, goal or place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PEOPLE, PLACE, TOWARD
from dragoman.coding.parties.participants import distinct
from dragoman.coding.scene import Scene
from dragoman.model import Participant

_LANDS = frozenset({COUNTRY, CAPITAL, PLACE, PEOPLE})


def as_adjective(scene: Scene, token: int) -> tuple[Participant, ...]:
    """The country of an adjective or name used as one."""
    found: list[Participant] = []
    for mention in scene.mentions.at(token):
        if mention.kind in (DEMONYM, COUNTRY, CAPITAL, PEOPLE, BODY, GROUP, PLACE):
            found += mention.participants
    return distinct(found)


def of_capital(scene: Scene, token: int) -> tuple[Participant, ...]:
    """The country of a capital to or in which something is said to be done."""
    found = [
        replace(p, sector=None)
        for one in scene.tree.conjuncts(token)
        for mention in scene.mentions.headed(one)
        if mention.kind == CAPITAL
        for p in mention.participants
    ]
    return distinct(found)


def directed_at(scene: Scene, token: int) -> tuple[Participant, ...]:
    """The country towards which a word says that something is done (訪米, 대북 제재)."""
    return distinct(
        [p for m in scene.mentions.at(token) if m.kind == TOWARD for p in m.participants]
    )


def in_lands(scene: Scene, tokens: Iterable[int]) -> tuple[Participant, ...]:
    """The countries in which a noun is said to be ("a hospital in Kharkiv")."""
    tree = scene.tree
    found: list[Participant] = []
    for token in tokens:
        for child in tree.obliques(token):
            if tree.marked(child, scene.grammar.place):
                for mention in scene.mentions.headed(child):
                    if mention.kind in _LANDS:
                        found += mention.participants
    return distinct(found)


def is_place(scene: Scene, token: int) -> bool:
    """Whether a name before a noun says where ("the Barcelona attack", "the Syria strikes"),
    not whose, as adjectives and abbreviations do ("Israeli strikes", "US strikes")."""
    if scene.grammar.modifiers != "before":
        return False
    form = scene.sentence.forms[token]
    return any(
        m.kind in (CAPITAL, PLACE) or (m.kind == COUNTRY and not form.replace(".", "").isupper())
        for m in scene.mentions.at(token)
    )
