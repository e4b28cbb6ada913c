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


def _is_of(scene: Scene, toll: Finding, attack: Finding, listed: bool) -> bool:
    """Whether a participle on the attack, or `listed` with one, tells of its toll, done by nobody
    else."""
    tree, head = scene.tree, toll.core.head
    alike = toll.act.id in _TOLLS or toll.act.id == attack.act.id
    if not alike or toll.composed or toll.core.kind != "verb":
        return False
    if attack.act.event != "ASSAULT" or attack.act.id in _TOLLS:
        return False
    feats = scene.sentence.feats[head]
    going_on = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    if not going_on or tree.base[head] not in ("advcl", "acl", "conj", "xcomp"):
        return False
    above = {attack.head, attack.core.head, *attack.core.nouns}
    if not (listed or tree.head(head) in above) or tree.own_subjects(head):
        return False
    theirs = {p.key for p in attack.actor.who}
    return {p.key for p in toll.actor.who} <= theirs and toll.auxiliary == attack.auxiliary
