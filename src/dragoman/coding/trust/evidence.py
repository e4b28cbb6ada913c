"""What speaks for and against a report: how its act, its sides and its circumstances were found.

Kinds of evidence are written so that a trace can show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.acts.finding import Finding
from dragoman.coding.parties.reasons import NAMED_BEFORE, is_guessed
from dragoman.coding.parts.evidence import group_of
from dragoman.coding.scene import Scene
from dragoman.model import HEADLINE, Participant

_LONG = 12
_DEEPEST = 3
_LIKELY = re.compile(r"\((\d+)%\)")
_STATES = ("background", "unasserted", "nobodys", "lone", "over", "composed")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is known how sure it is. `findings`: how many acts its sentence has;
    `ruled`: how sure the rules are of it, 0 to 1; `doubts`: why they would make no report of it."""

    scene: Scene
    finding: Finding
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    speakers: tuple[Participant, ...]
    auxiliary: frozenset[str]
    findings: int
    ruled: float
    doubts: tuple[str, ...] = ()


def gather(draft: Draft) -> tuple[str, ...]:
    """The kinds of evidence of a report, each once."""
    return tuple(
        dict.fromkeys(
            (*_of_act(draft), *_of_sentence(draft), *_of_side(draft, "actor"),
             *_of_side(draft, "recipient"), *_of_sides(draft))
        )
    )  # fmt: skip


def _of_act(draft: Draft) -> Iterator[str]:
    finding, scene = draft.finding, draft.scene
    act, core, tree = finding.act, finding.core, scene.tree
    event, lang, kind = act.event, scene.sentence.lang, core.kind
    base = tree.base[core.head]
    yield "always"
    yield f"{event}"
    yield f"{event} in {lang}"
    yield f"act {act.id}"
    yield from (f"mode {event} {mode}" for mode in act.modes)
    yield f"a {kind}"
    yield f"{event} by a {kind}"
    yield f"a {kind} in {lang}"
    yield f"a {kind} of {min(len(core.tokens), 4)} words"
    yield f"rules {int(draft.ruled * 10)}"
    yield f"expression {core.expression.confidence}"
    yield from (state for state in _STATES if getattr(finding, state))
    if finding.composed:
        yield f"under {finding.outer.act}"
        yield f"{event} under {finding.outer.act}"
    yield f"a {kind} as {base}"
    yield f"{event} as {base}"
    if tree.is_passive(core.head):
        yield "passive"
        yield f"{event} passive in {lang}"
    if core.rivals:
        yield "rivals"
    for doubt in draft.doubts:
        yield f"doubt: {doubt}"
        yield f"doubt: {doubt}, {event}"
        yield f"doubt: {doubt}, in {lang}"
    if len(draft.doubts) > 1:
        yield f"doubts: {', '.join(draft.doubts)}"
    yield f"depth {min(sum(1 for _ in tree.ancestors(core.head)), _DEEPEST)}"


def _of_sentence(draft: Draft) -> Iterator[str]:
    scene, event = draft.scene, draft.finding.act.event
    sentence = scene.sentence
    yield f"in {sentence.lang}"
    yield f"length {min(scene.tree.size // _LONG, 5)}"
    yield f"acts {min(draft.findings, 4)}"
    if sentence.role == HEADLINE:
        yield "headline"
        yield f"headline in {sentence.lang}"
    yield from (f"flag {flag}" for flag in sentence.flags)
    for auxiliary in sorted(draft.auxiliary):
        yield auxiliary
        yield f"{event} {auxiliary}"
    if not draft.auxiliary:
        yield "asserted"
    yield "attributed" if draft.speakers else "not attributed"


def _of_side(draft: Draft, side: str) -> Iterator[str]:
    finding = draft.finding
    event, kind = finding.act.event, finding.core.kind
    actors = side == "actor"
    who = draft.actors if actors else draft.recipients
    function = (finding.actor if actors else finding.recipient).function or "else"
    yield f"{side}s {min(len(who), 3)}"
    if not who:
        return
    yield f"{side} by {function}"
    yield f"{side} of a {kind} by {function}"
    yield f"{side} of {event} by {function}"
    for group in sorted({group_of(p) for p in who}):
        yield f"{side} {group}"
        yield f"{side} {group} of {event}"
    for sector in sorted({p.sector or "state" for p in who}):
        yield f"{side} {sector} of {event}"
        yield f"{side} {sector} of {finding.act.id}"
    if any(map(is_guessed, who)):
        yield f"{side} guessed"
        yield f"{side} guessed in {draft.scene.sentence.lang}"
    likely = [int(m[1]) // 10 for p in who for m in _LIKELY.finditer(p.why)]
    if likely:
        yield f"{side} weighed at {min(likely)}"
    if any(p.code is None for p in who):
        yield f"{side} of no country"
    if any(p.code is None and p.sector is None for p in who):
        yield f"{side} unknown"
    if any(NAMED_BEFORE in p.why for p in who):
        yield f"{side} named before"
    if any(p.span is None for p in who):
        yield f"{side} implied"
    if any(p.entity for p in who):
        yield f"{side} known"
    if any(p.why.startswith("subject left out") for p in who):
        yield f"{side} left out"


def _of_sides(draft: Draft) -> Iterator[str]:
    act = draft.finding.act
    sides = f"{_some(draft.actors)} to {_some(draft.recipients)}"
    yield sides
    yield f"{sides} of {act.event}"
    yield f"{sides}, recipient {act.recipient}, mutual {act.mutual}"
    actors = {p.code for p in draft.actors if p.code}
    recipients = {p.code for p in draft.recipients if p.code}
    if actors and recipients:
        where = "within" if actors & recipients else "across"
        yield f"{act.event} {where} states"
    if actors & {p.code for p in draft.speakers if p.code}:
        yield "speaks of own"
    if not actors and not recipients:
        yield "no state"


def _some(who: Sequence[Participant]) -> str:
    return "somebody" if who else "nobody"
