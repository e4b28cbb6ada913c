"""Findings that tell how things are, or would have been, and not what somebody does, where words
around the clause and not endings say so."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.modality import conditions, has_auxiliary
from dragoman.coding.scene import Scene
from dragoman.model import HYPOTHETICAL

_WARN = "warn"
_ELECTIONS = frozenset({"call_election", "call_for_election", "promise_election"})
_STATES = frozenset({"ADJ", "NOUN"})


def only_tells(scene: Scene, finding: Finding, auxiliary: Collection[str]) -> bool:
    """Whether the finding is no deed: a danger that somebody only sees ("warned that the country
    could slide into war"), a condition of nobody or one that was not met ("even if police had been
    sent"), or which election is meant ("the vote that he had called")."""
    if scene.grammar.chaining:
        return False
    return (
        _sees_danger(scene, finding)
        or (HYPOTHETICAL in auxiliary and _is_unmet(scene, finding))
        or _says_which(scene, finding)
    )


def _sees_danger(scene: Scene, finding: Finding) -> bool:
    """Whether a warning is of what is or may be, of which the one who warns is not the doer."""
    if finding.act.id != _WARN or finding.composed or finding.recipient:
        return False
    tree, grammar = scene.tree, scene.grammar
    clauses = tree.with_rel(finding.head, "ccomp")
    told = {*grammar.reporting.future, *grammar.obliging, *grammar.future.auxiliaries}
    may = tuple({*grammar.hypothetical.auxiliaries} - told)
    return (
        bool(clauses)
        and not any(has_auxiliary(scene, c, tuple(told)) for c in clauses)
        and all(
            (scene.sentence.upos[c] in _STATES and tree.with_rel(c, "cop"))
            or (has_auxiliary(scene, c, may) and not _is_own(scene, c))
            for c in clauses
        )
    )


def _is_own(scene: Scene, verb: int) -> bool:
    tree = scene.tree
    return any(scene.sentence.upos[s] == "PRON" for s in tree.own_subjects(verb))


def _is_unmet(scene: Scene, finding: Finding) -> bool:
    """Whether it is a condition of which nobody is the doer, or one told as past."""
    tree, head = scene.tree, finding.head
    if head not in conditions(scene, tree.head(head)):
        return False
    return not finding.actor or any(
        tree.says(a, scene.grammar.past) for a in tree.with_rel(head, "aux")
    )


def _says_which(scene: Scene, finding: Finding) -> bool:
    """Whether a clause behind a noun only says which election that is."""
    tree, head = scene.tree, finding.core.head
    return (
        finding.act.id in _ELECTIONS
        and tree.base[head] == "acl"
        and tree.head(head) in finding.core.nouns
    )
