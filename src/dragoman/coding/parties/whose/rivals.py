"""No state deals with itself: of which other one somebody is whose country was only weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.parties.whose.evidence import Evidence, but
from dragoman.coding.parties.whose.weighing import weigh
from dragoman.model import Participant, Span

_BETWEEN_STATES = frozenset(
    {"ACCUSE", "AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION",
     "SUPPORT", "THREATEN"}
)  # fmt: skip
"""Types that nobody of a state does to this state as a whole."""
_FORCES = frozenset({"MIL"})
_STATE = frozenset({None, "GOV", "MIL"})
_OFFICIALS = frozenset({"GOV"})
_WHOLE = frozenset({None})
_BROKEN_OFF = "discontinue"
"""The mode of what a state breaks off with another one, be it with firms or people of it; at home
it is a ban."""
_SURE = 0.9
"""So likely is a state that it is rather its own people whom it deals with."""

Known = Mapping[Span, Evidence]


def against_others(finding: Finding, known: Known) -> Finding:
    """The finding; a side that would deal with its own state, and whose country was only weighed
    (`known`: the evidence, by where the words stand), is of the next likely one, if any is likely;
    who deals with a state as a whole is else of none.

    That is whoever speaks to or about a state as a whole, governments and officials that deal with
    those of a state or impose sanctions on its firms, forces that a state attacks, and whoever a
    state as a whole attacks.
    """
    actors, recipients = finding.actor.who, finding.recipient.who
    if finding.act.event in _BETWEEN_STATES:
        both = (*actors, *recipients)
        mutual = finding.act.mutual or finding.core.expression.mutual
        if mutual and len({p.code for p in both if _is_said(p, _WHOLE)}) > 1:
            return finding  # their own officials meet ("Japan, Korea hold ministers' talks")
        officials = {p.code for p in both if mutual and _is_said(p, _OFFICIALS)}
        dealt_with = {p.code for p in recipients if _is_said(p, _STATE)}
        if _BROKEN_OFF in finding.act.modes:
            dealt_with |= {p.code for p in recipients if not is_guessed(p)}
        acting = {p.code for p in actors if _is_said(p, _STATE)}
        whole = {p.code for p in recipients if _is_said(p, _WHOLE)}
        actors = _of_others(actors, whole, known, nobodys=True)
        actors = _of_others(actors, officials, known, _STATE, nobodys=True)
        actors = _of_others(actors, dealt_with, known, _STATE)
        recipients = _of_others(recipients, officials | acting, known, _WHOLE | _OFFICIALS)
    elif finding.act.event == "ASSAULT":
        attacking = {p.code for p in actors if p.sector in _STATE}
        recipients = _of_others(recipients, attacking, known, _FORCES)
        whole = {p.code for p in actors if _is_said(p, _WHOLE)}
        recipients = _of_others(recipients, whole, known, nobodys=True)
    if (actors, recipients) == (finding.actor.who, finding.recipient.who):
        return finding
    return replace(
        finding,
        actor=replace(finding.actor, who=actors),
        recipient=replace(finding.recipient, who=recipients),
    )


def _is_said(one: Participant, sectors: Collection[str | None]) -> bool:
    return one.sector in sectors and not is_guessed(one)


def _another(evidence: Evidence, rivals: Collection[str | None]) -> str | None:
    """The next likely state; none, where the first one is sure: then it deals with its own people
    (a president dismisses his minister)."""
    other = weigh(but(evidence, rivals))
    return other.code if other is not None and not _is_sure(evidence) else None


def _is_sure(evidence: Evidence) -> bool:
    first = weigh(evidence)
    return first is not None and first.likely >= _SURE


def _of_others(
    who: Sequence[Participant],
    rivals: Collection[str | None],
    known: Known,
    sectors: Collection[str | None] | None = None,
    *,
    nobodys: bool = False,
) -> tuple[Participant, ...]:
    found = []
    for one in who:
        wrong = one.code is not None and one.code in rivals and is_guessed(one)
        if wrong and (sectors is None or one.sector in sectors):
            evidence = known.get(one.span) if one.span is not None else None
            other = _another(evidence, rivals) if evidence is not None else None
            if other is not None or (nobodys and evidence is not None and not _is_sure(evidence)):
                one = replace(one, code=other, why=f"{one.why}; not of {one.code}, the other side")
        found.append(one)
    return tuple(found)
