"""Whether a sentence says that an act is done, and how: denied, to come, only supposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.sharing import threatened
from dragoman.coding.relevance import is_condition, is_fiction, is_kept_from, is_undecided
from dragoman.coding.saying.announcing import as_announced, is_command
from dragoman.coding.saying.telling import only_tells
from dragoman.coding.saying.unasserted import (
    CONDEMN,
    is_called_for_later,
    is_intolerable,
    is_unasserted,
)
from dragoman.model import FUTURE, NEGATION, Participant
from dragoman.ontology import Ontology

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis


def asserted(
    analysis: Analysis,
    finding: Finding,
    ontology: Ontology,
    speakers: Sequence[Participant],
    *,
    reported: bool,
) -> tuple[Finding, set[str]] | None:
    """The finding as the act that the sentence says is done, and its auxiliary modes; None if the
    sentence does not say so.

    `speakers`: to whom it is ascribed; `reported`: whether it stands in somebody's words.
    """
    scene = analysis.scene
    commanded = not speakers and is_command(scene, finding.head)
    finding, auxiliary = as_announced(scene, finding, ontology, speakers, reported=reported)
    if commanded and finding.act.event not in ("REQUEST", "AGREE"):
        return None  # ordered by nobody knows whom, and not done
    if NEGATION in auxiliary and is_condition(scene, finding.head):
        return None  # what would have to happen first, and does not
    if is_intolerable(scene, finding, ontology):
        finding = replace(finding, act=ontology.acts[CONDEMN])
    if is_called_for_later(scene, finding):
        auxiliary.add(FUTURE)
    if is_unasserted(scene, finding) or only_tells(scene, finding, auxiliary):
        return None
    heads = (finding.head, finding.core.head)
    if NEGATION in auxiliary and any(is_kept_from(scene, head) for head in heads):
        return None
    finding = threatened(scene, analysis.cast, finding)
    if finding.act.event is None or is_fiction(scene, finding.head):
        return None
    if is_undecided(scene, finding.head) or is_undecided(scene, finding.core.head):
        return None
    return finding, auxiliary
