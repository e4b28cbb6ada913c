"""Clauses that tell of no event, where verbs stand last and endings alone say so.

What is asked, only a condition, or what kind of thing a noun is: English says this with
words around the clause, and a reader of the record would still know; here nothing of it is left.
"""

from __future__ import annotations

from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.modality import conditions, told_by
from dragoman.coding.scene import Scene


def is_unasserted(scene: Scene, finding: Finding) -> bool:
    """Whether the finding is no event for what the sentence makes of its clause."""
    if not scene.grammar.chaining:
        return False
    return _is_asked(scene, finding) or _is_supposed(scene, finding) or _describes(scene, finding)


def _is_asked(scene: Scene, finding: Finding) -> bool:
    """Whether somebody only asks or is asked about it (解散を促すかを問われ)."""
    tree, grammar = scene.tree, scene.grammar
    outer = tree.head(finding.head)
    return scene.sentence.lemmas[outer] in grammar.asking and any(
        tree.says(m, grammar.questions) for m in tree.with_rel(finding.head, "mark", "aux")
    )


def _is_supposed(scene: Scene, finding: Finding) -> bool:
    """Whether it is a condition of which nobody is said to fulfil it (攻撃すれば, 攻撃があれば)."""
    tree = scene.tree
    verb = told_by(scene, finding.head)
    there = tree.head(finding.head)
    exists = scene.sentence.lemmas[there] in scene.grammar.negation.existential
    if finding.core.kind == "noun" and exists and finding.head in tree.with_rel(there, "nsubj"):
        verb = there
    elif finding.core.kind == "noun" or tree.own_subjects(verb):
        return False
    return tree.base[verb] == "advcl" and verb in conditions(scene, tree.head(verb))


def _describes(scene: Scene, finding: Finding) -> bool:
    """Whether a demand for nothing known only says what a noun is (撤収を促す決定)."""
    tree, head = scene.tree, finding.head
    return (
        finding.act.operator
        and finding.act.event == "REQUEST"
        and finding.core.kind == "verb"
        and not finding.composed
        and tree.base[head] == "acl"
        and "Tense=Past" not in tree.sentence.feats[head]
    )
