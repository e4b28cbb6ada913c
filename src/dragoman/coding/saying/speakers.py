"""To whom an act is ascribed: the subject of a verb of saying, or who speaks without one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.names import COUNTRY
from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.attribution import Saying
from dragoman.coding.scene import Scene
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis


def speakers_of(
    analysis: Analysis, saying: Saying | None, finding: Finding
) -> tuple[Participant, ...]:
    """To whom an act is ascribed: who says the clause in which it stands, who is quoted, or who
    accuses somebody of it."""
    if saying is None:
        return analysis.quoted or accuser(analysis, finding)
    if saying.word in finding.tokens:
        return ()
    if not saying.speakers or speaks_of(analysis, saying, finding):
        return _left_out(analysis)
    return analysis.cast.of(saying.speakers) or source_of(analysis.scene, saying)


def _left_out(analysis: Analysis) -> tuple[Participant, ...]:
    """The speaker whom a sentence without a subject leaves out."""
    why = "subject left out: as in the sentence before"
    return tuple(replace(p, why=f"{why}: {p.why}") for p in analysis.topic)


def speaks_of(analysis: Analysis, saying: Saying, finding: Finding) -> bool:
    """Whether the only subject is a state of which somebody spoken of before says what it is doing,
    so that the one who speaks is left out (米国は制裁を科していると述べた)."""
    scene, tree = analysis.scene, analysis.scene.tree
    topic = analysis.topic
    if not scene.grammar.chaining or len(topic) != 1 or topic[0].office is None:
        return False
    said = finding.head != saying.word and tree.head(finding.head) == saying.word
    going_on = [
        c
        for c in tree.with_rel(finding.head, "aux")
        if tree.says(c, scene.grammar.negation.existential)
    ]
    return (
        said
        and bool(going_on)
        and set(finding.actor.tokens) == set(saying.speakers)
        and not tree.own_subjects(finding.head)
        and all(_is_state(scene, s) for s in saying.speakers)
        and all(p.code != topic[0].code for p in finding.actor.who)
    )


def _is_state(scene: Scene, token: int) -> bool:
    return any(m.kind == COUNTRY for m in scene.mentions.headed(token))


def source_of(scene: Scene, saying: Saying) -> tuple[Participant, ...]:
    """An outlet that nobody knows, to which something is ascribed by its name in capitals."""
    if not scene.grammar.chaining or not scene.tree.marked(
        saying.word, scene.grammar.reporting.according
    ):
        return ()
    form = scene.sentence.forms[saying.word]
    if not (form.isascii() and form.isupper() and len(form) > 1):
        return ()
    span = scene.sentence.span(saying.word, saying.word)
    return (Participant(None, "JRN", form, span, why=f"'{form}': a source by its name"),)


def accuser(analysis: Analysis, finding: Finding) -> tuple[Participant, ...]:
    """Who accuses somebody of the act ("accused them of arming rebels"): that it was done is the
    accuser's word."""
    scene, tree, head = analysis.scene, analysis.scene.tree, finding.head
    marks = {tree.lower[c] for c in tree.with_rel(head, "mark", "case")}
    blamed = tree.base[head] in ("acl", "advcl") and not marks.isdisjoint(scene.grammar.blame)
    if not blamed and tree.base[head] not in ("xcomp", "ccomp"):
        return ()
    for other in analysis.findings:
        holders = (other.head, *other.actor.tokens, *other.recipient.tokens)
        accuses = other.act.event == "ACCUSE" and other.core.kind == "verb"
        if accuses and other.head != head and tree.head(head) in holders:
            return other.actor.who
    return ()
