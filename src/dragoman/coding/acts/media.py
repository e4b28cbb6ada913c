"""What is said or done by way of a letter, a call, a mission or a resolution.

"Sent a letter threatening to cut aid", "phoned him to offer help", "passed a resolution condemning
the raid": who writes, calls, sends or votes does what the clause says, to those who are written to
or called where it names nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import Role
from dragoman.coding.scene import Scene

MEDIA = frozenset(
    {"adopt_resolution", "announce_visit", "issue_joint_statement", "send_delegation", "send_envoy",
     "send_letter", "talk_by_phone", "visit"}
)  # fmt: skip
"""Acts that are often only the way in which another one is done."""

_SPOKEN = frozenset({"adopt_resolution", "issue_joint_statement", "send_letter"})
"""Those that are nothing beside what they say."""

_SAYING = frozenset({*_SPOKEN, "talk_by_phone"})
"""Those by which it is said at once, where a mission has still to say it."""

_BY_WORDS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_CLAUSES = frozenset({"acl", "advcl", "xcomp", "ccomp"})


def told_through(scene: Scene, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the parties of a medium in what is said through it, and without a medium
    that says nothing else."""
    if scene.grammar.chaining:
        return list(findings)
    made, spent = list(findings), set[int]()
    for place, medium in enumerate(findings):
        if medium.act.id not in MEDIA or not medium.actor:
            continue
        for other, finding in enumerate(findings):
            if other != place and _is_said_by(scene, finding, medium):
                made[other] = _with_parties(finding, medium)
                if medium.act.id in _SPOKEN and not _is_infinitive(scene, finding.head):
                    spent.add(place)
    return [finding for place, finding in enumerate(made) if place not in spent]


def _is_said_by(scene: Scene, finding: Finding, medium: Finding) -> bool:
    """Whether a finding is the clause behind a medium: its infinitive or participle without a
    subject of its own."""
    tree, head = scene.tree, finding.head
    if finding.act.event not in _BY_WORDS or finding.core.kind == "noun":
        return False
    if tree.base[head] not in _CLAUSES or scene.sentence.deprels[head] == "acl:relcl":
        return False
    if head < medium.head or tree.own_subjects(head) or tree.is_passive(head):
        return False
    above, nouns = tree.head(head), (*medium.core.nouns, *medium.recipient.tokens)
    if above != medium.head and not any(above == n or tree.under(above, n) for n in nouns):
        return False
    marks = tree.with_rel(head, "mark")
    if marks and not _is_infinitive(scene, head):
        return False
    feats = scene.sentence.feats[head]
    past = "Tense=Past" in feats and "VerbForm=Part" not in feats
    return not past and not tree.with_rel(head, "aux")


def _is_infinitive(scene: Scene, verb: int) -> bool:
    marks = scene.tree.with_rel(verb, "mark")
    return any(scene.tree.says(m, scene.grammar.infinitive) for m in marks)


def _with_parties(finding: Finding, medium: Finding) -> Finding:
    senders = {p.key for p in medium.actor.who}
    told = {p.key for p in medium.recipient.who}
    recipient = finding.recipient
    named = {p.key for p in recipient.who}
    if not named or named <= senders:
        recipient = medium.recipient
    actor = finding.actor
    if not actor or {p.key for p in actor.who} <= told | senders:
        actor = Role(medium.actor.who, medium.actor.tokens, medium.actor.function)
    said = medium.act.id in _SAYING
    return replace(
        finding,
        actor=actor,
        recipient=recipient,
        nobodys=False,
        unasserted=finding.unasserted and not said,
    )
