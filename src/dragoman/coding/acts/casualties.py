"""Whom an attack killed or hurt, where a clause that goes on from it tells so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import Role
from dragoman.coding.parties.participants import distinct
from dragoman.coding.scene import Scene

_TOLLS = frozenset({"kill", "injure"})
"""Acts that say no more than what became of people."""


def with_casualties(scene: Scene, found: Sequence[Finding]) -> list[Finding]:
    """The findings, with those killed or hurt among the recipients of the attack that did it
    ("shelled a market, killing 22 civilians"), not in an attack of their own."""
    if scene.grammar.chaining:
        return list(found)
    found = [f for f in found if not any(_is_toll_of_both(scene, f, fight) for fight in found)]
    kept: dict[int, Finding] = dict(enumerate(found))
    told: dict[int, int] = {}
    for at in range(len(found)):
        toll = kept[at]
        above = told.get(scene.tree.head(toll.core.head))  # "killing two and wounding nine"
        places = kept if above is None else (above,)
        place = next(
            (k for k in places if k != at and _is_of(scene, toll, kept[k], k == above)), None
        )
        if place is None:
            continue
        del kept[at]
        told[toll.core.head] = place
        attack = kept[place]
        if not attack.act.mutual:
            who = distinct((*attack.recipient.who, *toll.recipient.who))
            tokens = (*attack.recipient.tokens, *toll.recipient.tokens)
            function = attack.recipient.function or toll.recipient.function
            unknown = attack.recipient.unknown or toll.recipient.unknown
            kept[place] = replace(attack, recipient=Role(who, tokens, function, unknown))
    return list(kept.values())


def _is_toll_of_both(scene: Scene, toll: Finding, fight: Finding) -> bool:
    """Whether a clause joined to a fight only says how many of those who fought were killed or hurt
    in it ("exchanged fire, and five of them were killed")."""
    tree, head = scene.tree, toll.core.head
    if toll.act.id not in _TOLLS or toll.composed or toll.actor or not tree.is_passive(head):
        return False
    fought = fight.act.event == "ASSAULT" and fight.act.mutual and fight.core.kind == "verb"
    if not fought or tree.base[head] != "conj" or tree.head(head) != fight.head:
        return False
    theirs = {p.key for p in fight.actor.who}
    return bool(toll.recipient) and {p.key for p in toll.recipient.who} <= theirs


def _is_of(scene: Scene, toll: Finding, attack: Finding, listed: bool) -> bool:
    """Whether a participle on the attack, or `listed` with one, tells of its toll, done by nobody
    else; where verbs have no participles, a verb behind a comma, of a fight."""
    tree, head = scene.tree, toll.core.head
    alike = toll.act.id in _TOLLS or toll.act.id == attack.act.id
    if not alike or toll.composed or toll.core.kind != "verb":
        return False
    if attack.act.event != "ASSAULT" or attack.act.id in _TOLLS:
        return False
    feats = scene.sentence.feats[head]
    going_on = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    bare = "Voice=Act" in feats and "VerbForm" not in feats and "Tense" not in feats
    going_on = going_on or (bare and attack.act.mutual and tree.lower[head - 1] == ",")
    if not going_on or tree.base[head] not in ("advcl", "acl", "conj", "xcomp"):
        return False
    above = {attack.head, attack.core.head, *attack.core.nouns}
    if not (listed or tree.head(head) in above) or tree.own_subjects(head):
        return False
    theirs = {p.key for p in attack.actor.who}
    return {p.key for p in toll.actor.who} <= theirs and toll.auxiliary == attack.auxiliary
