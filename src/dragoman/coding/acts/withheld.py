"""Whom a refusal or threat concerns, where only its infinitive says so and that is no act itself
("refused to give the mission any records", "refused to let a Chadian carrier land")."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.acts.finding import abroad
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.scene import Scene

_DIRECTED = frozenset({"REJECT", "THREATEN"})
_POLITICAL = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "PTY", "REB"})
_DEEPEST = 3


def withheld(scene: Scene, cast: Cast, trigger: Trigger, event: str, actor: Role) -> Role:
    """The other party in the infinitives behind an operator of this event type: who is to be given
    something, who is to do something, to whom, with whom or from whom it is done. Nobody where
    clauses stand before their verb, or of reporters who are told nothing."""
    if event not in _DIRECTED or trigger.kind == "adj" or scene.grammar.chaining:
        return NOBODY
    named: list[int] = []
    for clause in _infinitives(scene, trigger.head, _DEEPEST):
        for tokens in _places(scene, clause):
            who = tuple(p for p in cast.of(tokens) if p.code or p.sector in _POLITICAL)
            role = abroad(Role(who, tuple(tokens), "content"), actor) if who else NOBODY
            if role:
                return role
            named += tokens
    return Role(unknown=tuple(named[:1]), function="content") if named else NOBODY


def _infinitives(scene: Scene, verb: int, deep: int) -> Iterator[int]:
    """The infinitives behind a predicate or noun, from the outer to the inner ones."""
    tree = scene.tree
    for clause in tree.with_rel(verb, "xcomp", "ccomp", "acl") if deep else ():
        marks = tree.with_rel(clause, "mark")
        bare = not marks and tree.base[clause] == "xcomp" and scene.grammar.bare_agent
        if clause > verb and (bare or any(tree.says(m, scene.grammar.infinitive) for m in marks)):
            yield clause
            yield from _infinitives(scene, clause, deep - 1)


def _places(scene: Scene, clause: int) -> Iterator[list[int]]:
    """The nouns of an infinitive that may name the other side, the likeliest first."""
    tree, grammar = scene.tree, scene.grammar
    yield tree.with_rel(clause, "iobj")
    yield [s for s in tree.own_subjects(clause) if s > tree.head(clause)]
    yield tree.with_rel(clause, "obj")
    toward = (*grammar.toward, *grammar.together, *grammar.sources)
    things = (clause, *tree.with_rel(clause, "obj"), *tree.obliques(clause))
    yield [o for thing in things for o in tree.obliques(thing) if tree.marked(o, toward)]
