"""Who leads a headline: whom it names first, before a pause (日米外相、… で一致 …を確認)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.coding.acts.finding import Finding
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.parties.reasons import LEADS
from dragoman.coding.scene import Scene
from dragoman.model import HEADLINE, Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_TWO = 2


def set_leader(scene: Scene, cast: Cast, memory: Memory) -> None:
    """Note who leads the headline's part that was read; a part that names nobody so goes on with
    the leader of the part before, and below the headline nobody leads."""
    if scene.sentence.role != HEADLINE:
        memory.leader = ()
        return
    leader = _leader(scene, cast)
    if leader:
        memory.leader = leader


def _leader(scene: Scene, cast: Cast) -> tuple[Participant, ...]:
    """Whoever stands between the beginning and the first pause, with nothing behind."""
    text, tree, pauses = scene.sentence.text, scene.tree, scene.grammar.pauses
    offsets = tree.offsets
    for last in range(tree.size):
        end = offsets[last][1]
        if end < len(text) and text[end] in pauses:
            named = [m for m in scene.mentions.all if m.last <= last]
            if not named or named[0].first > 0 or named[-1].last != last:
                return ()
            gaps = {t for t in range(last) if not scene.mentions.at(t)}
            together = all(tree.says(t, scene.grammar.together) for t in gaps)
            return cast.of(m.head for m in (named if gaps and together else named[-1:]))
    return ()


def led(scene: Scene, finding: Finding, memory: Memory) -> tuple[Participant, ...]:
    """Who does what a headline leaves to its leader: nobody where it says who does it, or where
    the leader is one to whom it is done. No government protests, and none but the state arrests."""
    leader = memory.leader
    if not leader or finding.actor.unknown or scene.tree.agents(finding.head):
        return ()
    keys = {p.key for p in leader}
    if any(p.key in keys for p in finding.recipient.who):
        return ()
    sectors = {p.sector for p in leader}
    event = finding.act.event
    if event == "PROTEST" and not sectors.isdisjoint(OF_STATE):
        return ()
    if event == "COERCE" and not sectors <= {None, *OF_STATE}:
        return ()
    if event == "CONSULT" and len(leader) < _TWO and not finding.recipient.who:
        return ()
    return tuple(replace(p, why=f"{p.why}; {LEADS}") for p in leader)
