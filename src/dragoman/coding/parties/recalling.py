"""Parties whom only the deeds that the story told before make known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.reasons import NAMED_BEFORE, WEIGHED, is_guessed
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import Participant
from dragoman.ontology import Act

_ANYBODY = frozenset({None, "CVL", "UNK"})
_ATTACKED = frozenset({"CVL", "MED", "EDU", "REF", "REL"})
_OFFICIAL = frozenset({"GOV", "MIL"})
_TWO_SIDED = frozenset({"AGREE", "ASSAULT", "CONSULT"})
_FORCES = frozenset({None, "MIL"})


def set_free(
    act: Act,
    actors: Sequence[Participant],
    recipients: tuple[Participant, ...],
    memory: Memory,
) -> tuple[Participant, ...]:
    """Those who are to be freed, where no country of theirs is named here: whom the story told to
    have been seized by the same side ("captured two Armenian soldiers … will release the two")."""
    if "release" not in act.modes or not recipients or not memory.seized:
        return recipients
    if actors and memory.seizers.isdisjoint(p.code for p in actors):
        return recipients
    if not all(map(_is_guessed, recipients)):
        return recipients
    sectors = {p.sector for p in recipients}
    if not sectors <= _ANYBODY and sectors.isdisjoint(p.sector for p in memory.seized):
        return recipients
    first = recipients[0]
    return tuple(
        replace(p, text=first.text, span=first.span, why=f"'{first.text}' = seized before: {p.why}")
        for p in memory.seized
    )


def of_both(
    scene: Scene, finding: Finding, actors: tuple[Participant, ...], memory: Memory
) -> tuple[Participant, ...]:
    """Soldiers or officials of whom only a plural says that they deal with each other, of no
    country that is said, are those of both states that fight in the story ("commanders met")."""
    act = finding.act
    if not act.mutual or act.event not in _TWO_SIDED or len(actors) != 1:
        return actors
    one = actors[0]
    guessed = WEIGHED in one.why and NAMED_BEFORE not in one.why
    if one.sector not in _OFFICIAL or not (guessed or one.code is None):
        return actors
    plural = any(
        is_plural(scene, m)
        for t in finding.actor.tokens
        if scene.tree.is_subject(t)
        for m in scene.mentions.headed(t)
    )
    both = _opponents(one, finding.head, memory) if plural else ()
    if len(both) != 2:
        return actors
    said = f"{one.text!r} = {NAMED_BEFORE}"
    return tuple(
        replace(p, sector=one.sector, text=one.text, span=one.span, why=f"{said}: {p.why}")
        for p in both
    )


def _opponents(one: Participant, token: int, memory: Memory) -> tuple[Participant, ...]:
    """The two states that fight each other in the story; two that are only named together may not
    be those who deal with each other."""
    if len(memory.fought) != 2 or one.code not in (None, *memory.fought):
        return ()
    sides = [memory.last_coded((code,), token) for code in sorted(memory.fought)]
    return tuple(p for p in sides if p is not None)


def struck(
    act: Act,
    actors: Sequence[Participant],
    recipients: tuple[Participant, ...],
    speakers: Sequence[Participant],
    memory: Memory,
) -> tuple[Participant, ...]:
    """Whose side is attacked that nobody names: that of those who tell it, if the story told before
    that these and the attackers fight each other."""
    if act.event != "ASSAULT" or act.mutual or any(p.code for p in recipients):
        return recipients
    attackers, tellers = ({p.code for p in side if p.code} for side in (actors, speakers))
    if len(attackers) != 1 or len(tellers) != 1 or attackers == tellers:
        return recipients
    if not attackers | tellers <= memory.fought:
        return recipients
    (code,) = tellers
    teller = next(p for p in speakers if p.code == code)
    why = f"attacked by the other side, as {teller.text} says"
    if recipients:
        return tuple(replace(p, code=code, why=f"{p.why}; {why}") for p in recipients)
    country = memory.actors.countries.get(code)
    name = country.name if country is not None else None
    return (Participant(code, None, teller.text, teller.span, name=name, entity=code, why=why),)


def of_the_enemy(
    act: Act,
    actors: Sequence[Participant],
    recipients: tuple[Participant, ...],
    memory: Memory,
) -> tuple[Participant, ...]:
    """The recipients; people whom a state's forces attack, and whose country is not said, are the
    other state's where the story told that these two fight each other and nobody else does."""
    attackers = {p.code for p in actors if p.sector in _FORCES}
    if act.event != "ASSAULT" or act.mutual or len(attackers) != 1 or len(memory.fought) != 2:
        return recipients
    (own,) = attackers
    if own not in memory.fought or len(attackers) != len({p.code for p in actors}):
        return recipients
    (enemy,) = memory.fought - {own}
    why = f"not of {own}, whose forces fight {enemy} in the story"
    return tuple(
        replace(p, code=enemy, why=f"{p.why}; {why}")
        if p.code == own and p.sector in _ATTACKED and is_guessed(p)
        else p
        for p in recipients
    )


def _is_guessed(one: Participant) -> bool:
    return one.code is None or is_guessed(one) or NAMED_BEFORE in one.why
