"""What is announced, refused or demanded of others by tense and modal verbs alone.

PLOVER has types for what is still to come: cooperation to come is AGREE (or CONCEDE), hostility
that its actor announces THREATEN, what somebody says not to do REJECT, and what somebody says that
another must do REQUEST. Only what no type expresses stays an auxiliary mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.findings import Finding
from dragoman.coding.modality import has_auxiliary, is_conditional, modes_of
from dragoman.coding.roles import Role
from dragoman.coding.scene import Scene
from dragoman.model import FUTURE, HYPOTHETICAL, NEGATION, Participant, Step
from dragoman.ontology import Ontology, Row

PLAN, REFUSE, THREATEN, CALL_ON = "plan", "refuse", "threaten", "call_on"
"""Operators without words of their own, by which the composition table says what comes out."""


def as_announced(
    scene: Scene,
    finding: Finding,
    ontology: Ontology,
    speakers: Sequence[Participant],
    *,
    reported: bool,
    bare: bool = False,
) -> tuple[Finding, set[str]]:
    """The finding with what tense and modality make of it, and its auxiliary modes.

    `speakers`: who says it; `reported`: whether it stands in somebody's words. `bare`: there will
    be no auxiliary modes (a relation has none), so hostility to come is a threat whoever says it.
    """
    grammar = scene.grammar
    auxiliary = set(finding.auxiliary) | modes_of(
        scene, finding.head, finding.outer.nouns, reported=reported
    )
    act = finding.act
    if act.event is None:
        return finding, auxiliary
    own = _keys(finding.actor.who) & _keys(speakers)
    friendly = ontology.quad(act.event) <= 2
    would = has_auxiliary(scene, finding.head, grammar.reporting.future)
    if NEGATION in auxiliary and (FUTURE in auxiliary or would) and (friendly or own):
        return _made(REFUSE, finding, ontology, auxiliary, {FUTURE, NEGATION, HYPOTHETICAL})
    obliging = has_auxiliary(scene, finding.head, grammar.obliging)
    if obliging and speakers and not own and NEGATION not in auxiliary:
        asked = replace(
            finding, actor=Role(tuple(speakers), (), "speaker"), recipient=finding.actor
        )
        return _made(CALL_ON, asked, ontology, auxiliary, {HYPOTHETICAL})
    if FUTURE not in auxiliary:
        return finding, auxiliary
    conditional = is_conditional(scene, finding.head)
    if conditional and (friendly or not (own or bare)):
        return finding, auxiliary - {FUTURE}
    if not friendly:
        auxiliary -= {HYPOTHETICAL} if conditional else set()
    if friendly and act.event != "AGREE":
        return _made(PLAN, finding, ontology, auxiliary, {FUTURE})
    if not friendly and (own or bare) and act.event != "THREATEN":
        return _made(THREATEN, finding, ontology, auxiliary, {FUTURE})
    said = act.event == "AGREE" or (act.event == "THREATEN" and (own or not speakers))
    return finding, auxiliary - {FUTURE} if said else auxiliary


def _keys(who: Sequence[Participant]) -> set[str]:
    return {key for p in who for key in (p.code, p.entity) if key}


def _made(
    operator: str,
    finding: Finding,
    ontology: Ontology,
    auxiliary: set[str],
    said: set[str],
) -> tuple[Finding, set[str]]:
    """The act that the operator makes of it; `said` are the modes that it then expresses."""
    row: Row = ontology.compose(operator, finding.act)
    if row.act is None or row.drop:
        return finding, auxiliary
    made = ontology.acts[row.act]
    step = Step(
        "composition", f"{operator} + {finding.act.id} → {made.id}", f"{row.file}:{row.line}"
    )
    changed = replace(
        finding,
        act=made,
        steps=(*finding.steps, step),
        confidence=finding.confidence * row.confidence,
        composed=True,
    )
    return changed, (auxiliary - said) | set(row.auxiliary)
