"""Parties whom only the deeds that the story told before make known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.reasons import NAMED_BEFORE, is_guessed
from dragoman.model import Participant
from dragoman.ontology import Act

_ANYBODY = frozenset({None, "CVL", "UNK"})
_ATTACKED = frozenset({"CVL", "MED", "EDU", "REF", "REL"})
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
