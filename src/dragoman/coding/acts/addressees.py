"""Whom somebody says something to that the verb of saying names: that one is meant by it."""

from __future__ import annotations

from dragoman.coding.acts.finding import Finding, abroad
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.parties.cast import Cast
from dragoman.coding.scene import Scene

_TO_SOMEBODY = frozenset({"AGREE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
"""Types of what is said to somebody, with whom or against whom it goes."""


def addressee(scene: Scene, cast: Cast, finding: Finding) -> Role:
    """Whom another state's speaker tells that he refuses, demands, threatens or promises something
    ("told her American counterpart that no base would be accepted")."""
    tree = scene.tree
    if scene.grammar.chaining or finding.act.event not in _TO_SOMEBODY:
        return NOBODY
    clause = tree.clause_head(finding.head)
    verb = tree.head(clause)
    if tree.base[clause] != "ccomp" or tree.sentence.upos[verb] != "VERB":
        return NOBODY
    codes = {p.code for p in finding.actor.who if p.code}
    speakers = {p.code for p in cast.of(tree.agents(verb)) if p.code}
    if not codes or codes.isdisjoint(speakers):
        return NOBODY
    told = tree.with_rel(verb, "iobj") or tree.with_rel(verb, "obj")
    who = tuple(p for p in cast.of(told, owners=False) if p.code)
    return abroad(Role(who, tuple(told), "told"), finding.actor) if who else NOBODY
