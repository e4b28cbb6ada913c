"""Whether a mention stands for an actor where it stands, not for a place or quality."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PERSON, PLACE, TOWARD
from dragoman.actors.registry import OUT_OF_OFFICE
from dragoman.coding.parties.mentions import AGENT, Mention
from dragoman.coding.scene import Scene
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_TOP = 2
"""Rank of an office whose holder is called by the surname alone (heads of state, government)."""
_HYPHENS = frozenset({"-", "–", "/"})


def is_meant(cast: Cast, mention: Mention, token: int) -> bool:
    """Whether a mention stands for an actor where it stands, not for a place or quality."""
    tree, grammar = cast.scene.tree, cast.scene.grammar
    if mention.kind == TOWARD:
        return False
    if mention.kind == DEMONYM:
        if tree.base[token] in ("amod", "compound") or not _nominal(cast.scene, token):
            return False
        return token == mention.head
    if mention.kind == AGENT and mention.agent is not None and mention.agent.person:
        quality = tree.sentence.deprels[token] == "amod" and token == mention.head
        if quality and mention.first == mention.last:
            return False  # "criminal charges", "rival rallies"
    if mention.kind == CAPITAL:
        return not tree.marked(token, grammar.place) and not _in_name(cast, mention)
    if mention.kind == PERSON and mention.partial and mention.agent is None:
        stranger = mention.participants[0].text in cast.memory.strangers
        if stranger and not (_holds_top_office(cast, mention) and _is_in_office(cast, mention)):
            return False
        return known_person(cast, mention) is not None or _holds_top_office(cast, mention)
    if mention.kind == PLACE and not any(p.code or p.sector for p in mention.participants):
        return False
    if mention.kind in (COUNTRY, PLACE, BODY, GROUP):
        return token == mention.head or mention.first <= token <= mention.last
    return True


def _in_name(cast: Cast, mention: Mention) -> bool:
    """Whether a capital is the last word of a longer name ("Rapid Vienna")."""
    tree, before = cast.scene.tree, mention.first - 1
    return (
        before >= 0
        and tree.sentence.upos[before] == "PROPN"
        and tree.sentence.forms[before][:1].isupper()
        and not cast.scene.mentions.at(before)
        and (tree.head(before) == mention.head or tree.head(mention.head) == before)
    )


def _holds_top_office(cast: Cast, mention: Mention) -> bool:
    """Whether a surname can only be that of somebody in a top office on the story's day."""
    match, one = mention.match, mention.participants[0]
    if mention.first and cast.scene.tree.lower[mention.first - 1] in _HYPHENS:
        return False
    if match is None or len(match.candidates) != 1 or one.office is None:
        return False
    office = cast.actors.offices.get(one.office)
    return office is not None and office.rank <= _TOP and one.sector != OUT_OF_OFFICE


def _is_in_office(cast: Cast, mention: Mention) -> bool:
    """Whether the files know of no end of somebody's last office."""
    entity = mention.participants[0].entity
    person = cast.actors.persons.get(entity or "")
    return person is not None and bool(cast.actors.terms_on(person, date.max))


def known_person(cast: Cast, mention: Mention) -> Participant | None:
    """Whom the story named before of those who bear a name."""
    match = mention.match
    if match is None:
        return None
    for candidate in match.candidates or (match.entity_id,):
        known = cast.memory.person(candidate)
        if known is not None:
            return known
    return None


def _nominal(scene: Scene, token: int) -> bool:
    return scene.tree.base[token] in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "conj",
        "iobj",
        "root",
        "ROOT",
        "appos",
    )
