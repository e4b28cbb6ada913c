"""An act found in a sentence, with its roles, before it is a report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.participants import distinct
from dragoman.model import NEGATION, Participant, Step
from dragoman.ontology import Act

_NO_RECIPIENT = 0.75
_BROKEN = 0.55
_ALONE, _ALONE_PERSON = 0.7, 0.4
_BACKGROUND = 0.4
_ONE_SIDED = frozenset({"accept", "agree_to", "approve", "decide", "fail", "refuse", "reject"})
"""Operators that make of what several do what one side says or does ("agreed to talks")."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An act found in a sentence, with its roles.

    `head` is the predicate on which modality and attribution hang (the outermost operator's),
    `tokens` all words of the expressions; `core` the inner act's trigger; `steps` the trace.
    `joint`: the recipient of a mutual act acts, too; not so where one side only agrees to it.
    `background`: an act noun that is only mentioned; `unasserted`: an infinitive; `nobodys`: done
    by somebody or something that is no actor; `lone`: done by one single person; `over`: a meeting
    at which was said what an operator governs.
    """

    act: Act
    head: int
    tokens: tuple[int, ...]
    core: Trigger
    outer: Trigger
    actor: Role
    recipient: Role
    auxiliary: frozenset[str]
    confidence: float
    steps: tuple[Step, ...]
    composed: bool = False
    joint: bool = True
    background: bool = False
    unasserted: bool = False
    nobodys: bool = False
    lone: bool = False
    over: bool = False


def is_somebody(role: Role) -> bool:
    return any(p.code or p.sector not in (None, "UNK") for p in role.who)


def either(first: Role, second: Role) -> Role:
    """The first role in which somebody stands, else in which something does."""
    return first or second or (first if first.unknown else second)


def abroad(role: Role, actor: Role) -> Role:
    """A role without those of the actor's own country."""
    codes = {p.code for p in actor.who if p.code}
    kept = tuple(p for p in role.who if p.code not in codes)
    return Role(kept, role.tokens, role.function) if kept else NOBODY


def without(role: Role, others: Role) -> Role:
    """A role without those who are in the other one."""
    keys = {p.key for p in others.who} | {("", "")}
    kept = tuple(p for p in role.who if p.key not in keys)
    return Role(kept, role.tokens, role.function) if kept else Role(unknown=role.unknown)


def settle(finding: Finding) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients as the event has them: all parties of a mutual act are actors."""
    actors, recipients = finding.actor.who, finding.recipient.who
    mutual = finding.act.mutual or finding.core.expression.mutual
    if mutual and finding.joint and not (finding.composed and not finding.act.mutual):
        return distinct((*actors, *recipients)), ()
    keys = {(p.code, p.sector, p.entity, p.office) for p in actors}
    others = tuple(p for p in recipients if (p.code, p.sector, p.entity, p.office) not in keys)
    own = {p.code for p in actors if p.code}
    if finding.act.event == "MOBILIZE":  # where one's forces are sent at home is done to nobody
        others = tuple(p for p in others if p.code not in own or p.sector != "GOV")
    return actors, tuple(p for p in others if p.code not in own or p.sector)


def certainty(
    finding: Finding,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    flags: Sequence[str],
    auxiliary: Collection[str],
) -> float:
    """The finding's confidence, lowered where a recipient that its type needs is missing, where
    it denies something, where of a mutual act only one party is named, and where a part of the
    sentence is lost (flag "broken")."""
    value = finding.confidence
    parties = len(settle(finding)[0])
    alone = parties < 2 and not recipients
    one_sided = bool(actors) and finding.outer.act in _ONE_SIDED
    whole = one_sided or "multilateral" in finding.act.modes
    if finding.act.mutual and alone and not whole:
        value *= _ALONE_PERSON if finding.lone else _ALONE
    if finding.background and parties < 2 and not (actors and recipients):
        value *= _BACKGROUND
    if finding.unasserted or finding.nobodys:
        value *= _BACKGROUND
    if "broken" in flags:
        value *= _BROKEN
    if finding.act.recipient == "required" and not recipients and not finding.act.mutual:
        value *= _NO_RECIPIENT
    if NEGATION in auxiliary:
        value *= 0.95
    return max(0.05, min(1.0, round(value, 3)))
