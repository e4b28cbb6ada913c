"""Findings of one sentence that are one deed told in two clauses, as those before nouns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import Role
from dragoman.coding.scene import Scene

_HOLDING = frozenset({"COERCE", "ASSAULT"})
"""Types of the deeds by which somebody comes to be held."""
_CALLED_FOR = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT"})
"""Types of what a crowd only calls for."""


def joined(scene: Scene, found: Sequence[Finding]) -> list[Finding]:
    """The findings, those that are one deed made one: a blow with who dealt it, a strike with what
    it is for; who holds a captive is asked to let him go."""
    if not scene.grammar.chaining:
        return list(found)
    kept = [_dealt(scene, one, found) for one in found]
    kept = [one for one in kept if not _is_blow_of(scene, one, kept)]
    kept = [one for one in kept if not any(_is_whose(scene, one, other) for other in kept)]
    kept = [_asked_of_holder(scene, one, kept) for one in kept]
    kept = [_eased_for(scene, one, kept) for one in kept]
    kept = [one for one in kept if not any(_is_eased(scene, one, other) for other in kept)]
    kept = [_against_called(scene, one, kept) for one in kept]
    return [one for one in kept if not any(_is_called_for(scene, one, other) for other in kept)]


def _tells_means(scene: Scene, finding: Finding, other: Finding) -> bool:
    """Whether a clause tells of the thing by which another deed befell somebody (괴한이 쏜 총에
    맞았다)."""
    tree, head = scene.tree, finding.head
    return (
        finding is not other
        and finding.act.event == other.act.event == "ASSAULT"
        and tree.base[head] == "acl"
        and tree.head(head) in (*other.core.nouns, *other.core.tokens)
        and other.head != head
    )


def _dealt(scene: Scene, finding: Finding, found: Sequence[Finding]) -> Finding:
    if finding.actor:
        return finding
    for other in found:
        if _tells_means(scene, other, finding) and other.actor:
            return replace(finding, actor=other.actor)
        freed = (
            finding.act.event in _HOLDING
            and "release" in other.act.modes
            and other.actor
            and scene.tree.is_passive(finding.head)
            and scene.tree.base[finding.head] == "acl"
            and scene.tree.head(finding.head) in other.recipient.tokens
        )
        if freed:  # who frees a captive held him
            return replace(finding, actor=other.actor)
    return finding


def _is_blow_of(scene: Scene, finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether it only tells of the thing, and its doer acts in the deed, too."""
    return any(
        _tells_means(scene, finding, other)
        and not finding.recipient.who
        and {p.key for p in finding.actor.who} <= {p.key for p in other.actor.who}
        for other in found
    )


def _is_whose(scene: Scene, finding: Finding, other: Finding) -> bool:
    """Whether it only says who put forward what another act accepts or rejects (이집트가 제안한
    휴전안을 거부했다)."""
    tree, head = scene.tree, finding.head
    return (
        finding is not other
        and tree.base[head] == "acl"
        and scene.lemmas[head] in scene.grammar.producing
        and finding.act.event in ("REQUEST", "AGREE")
        and other.act.event in ("REJECT", "SUPPORT", "ACCUSE", "CONCEDE", "AGREE")
        and other.core.kind == "verb"
        and tree.head(head) in (*other.core.nouns, *tree.objects(other.head))
    )


def _asked_of_holder(scene: Scene, finding: Finding, found: Sequence[Finding]) -> Finding:
    """A demand to free somebody is made of those who hold him, as a clause before his noun says,
    not of him (반군에 억류된 직원들을 풀어주라고 촉구했다)."""
    if finding.act.event != "REQUEST":
        return finding
    asked = finding.recipient.tokens
    if not finding.recipient:  # "the release of those held by"
        asked = tuple(o for noun in finding.core.nouns for o in scene.tree.owners(noun))
    for other in found:
        held = (
            other.act.event in _HOLDING
            and bool(other.actor)
            and scene.tree.base[other.head] == "acl"
            and scene.tree.head(other.head) in asked
        )
        if held:
            role = Role(other.actor.who, other.actor.tokens, finding.recipient.function or "owner")
            return replace(finding, recipient=role)
    return finding


def _is_eased(scene: Scene, finding: Finding, other: Finding) -> bool:
    """Whether it only says which measure is eased or lifted (이란에 부과한 관세를 낮췄다)."""
    tree, head = scene.tree, finding.head
    return (
        finding is not other
        and finding.act.event in ("SANCTION", "COERCE")
        and (other.act.event in ("CONCEDE", "RETREAT") or _is_about_easing(other))
        and tree.base[head] == "acl"
        and tree.head(head) in (*other.core.nouns, *tree.objects(other.head))
        and not scene.mentions.headed(tree.head(head))
    )


def _is_about_easing(finding: Finding) -> bool:
    """Whether somebody is asked to ease what is in force, or will not."""
    return finding.composed and "yield" in finding.act.modes


def _eased_for(scene: Scene, finding: Finding, found: Sequence[Finding]) -> Finding:
    """A measure is eased for those against whom it was taken."""
    if finding.recipient:
        return finding
    for other in found:
        if _is_eased(scene, other, finding) and other.recipient:
            return replace(finding, recipient=other.recipient)
    return finding


def _is_called_for(scene: Scene, finding: Finding, other: Finding) -> bool:
    """Whether it is only what those call for who protest, told in a clause beside (인상을 요구하며
    파업에 돌입했다): demands made in the street are the protest."""
    tree, grammar, head = scene.tree, scene.grammar, finding.head
    if other is finding or other.act.event != "PROTEST" or finding.act.event not in _CALLED_FOR:
        return False
    if _is_shouted(scene, finding, other):
        return True
    beside = (
        tree.base[head] == "advcl"
        and tree.head(head) == other.head
        and head < other.head
        and any(tree.says(m, grammar.alongside) for m in tree.with_rel(head, "mark"))
    )
    mine, theirs = ({p.key for p in one.actor.who} for one in (finding, other))
    return beside and (mine == theirs or not mine)


def _is_shouted(scene: Scene, finding: Finding, other: Finding) -> bool:
    """Whether those who protest in the clause before only shout it (횃불을 들고 사퇴를 외쳤다)."""
    tree = scene.tree
    return (
        finding.outer.act == "call_for"
        and tree.base[other.head] == "advcl"
        and tree.head(other.head) == finding.head
        and {p.key for p in finding.actor.who} == {p.key for p in other.actor.who}
    )


def _against_called(scene: Scene, finding: Finding, found: Sequence[Finding]) -> Finding:
    """A protest without a recipient is against those of whom it calls for something."""
    if finding.act.event != "PROTEST" or finding.recipient:
        return finding
    for other in found:
        against = bool(other.recipient) and other.act.event != "SUPPORT"
        if against and _is_called_for(scene, other, finding):
            return replace(finding, recipient=other.recipient)
    return finding
