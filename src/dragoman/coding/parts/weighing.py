"""Which answer the evidence speaks for most.

A log-linear choice: the weights of the kinds of evidence for each answer, whole numbers in
hundredths, are added up. They were fitted on stories of our own whose events are labelled
(`training/events`); how well it does is said in `CARD.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import repeat
from pathlib import Path

from dragoman.coding.acts.roles import is_preposition
from dragoman.coding.parties.reasons import OUTRIGHT, reason_of
from dragoman.coding.parties.unknown import GROUND
from dragoman.coding.parts.evidence import (
    ACTOR,
    NOBODY,
    OTHER,
    RECIPIENT,
    RULED,
    Answer,
    Evidence,
    Kinds,
    Setting,
)
from dragoman.errors import DataError
from dragoman.model import Participant, Step

WEIGHTS = Path(__file__).parent / "weights.json"
LEAST_NAMED, LEAST_UNNAMED = 0.2, 0.6
"""Least likelihood of somebody whom the sentence names, or does not name, where the rules had
another answer. On stories that the weights had not seen, a higher one for those named leaves more
right answers out; a lower one for those not named gains nothing and fills in more wrong ones."""
_STEPS = 100
_KEPT = 50_000
_TOLD = 3
"""So many kinds of evidence are named in a trace."""


class Row(dict[str, int]):
    """What kinds of evidence weigh for the answers of one (kind of evidence → hundredths)."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        super().__init__(weights)
        self._sums: dict[Kinds, int] = {}

    def sum_of(self, kinds: Kinds) -> int:
        """What they weigh together; kept, for the same come together again and again."""
        known = self._sums.get(kinds)
        if known is None:
            if len(self._sums) > _KEPT:
                self._sums.clear()
            known = self._sums[kinds] = sum(map(self.get, kinds, repeat(0)))
        return known


Table = Mapping[str, Row]
"""Whose answer it is → what evidence weighs for it."""
Weights = Mapping[str, Table]
"""Part → what evidence weighs for its answers."""
NO_WEIGHTS: Weights = {}
"""With these the rules' answers stand."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Who has which part; `steps` say what the rules had said otherwise."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    steps: tuple[Step, ...] = ()


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that `training/events/train.py` wrote.

    Raises:
        DataError: the file is missing or is no such table.
    """
    try:
        stored = json.loads(path.read_text("utf-8"))
        return {
            part: {whose: Row(stored[part][whose]) for whose in (RULED, OTHER, NOBODY)}
            for part in (ACTOR, RECIPIENT)
        }
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise DataError(f"the weights of actors and recipients: {error}", path) from error


def weighed(setting: Setting, weights: Weights) -> Parts:
    """The sides of an act after weighing what speaks for everybody, for the actor first. Where the
    rules have both, theirs stand: the actors always, all if it is sure who they are."""
    parts = Parts(setting.actors, setting.recipients)
    act = setting.finding.act
    both = bool(setting.actors and (setting.recipients or act.recipient == "none"))
    if not weights or (both and _are_sure(setting)):
        return parts
    evidence = Evidence(setting)
    for part in (ACTOR, RECIPIENT):
        if both if part == ACTOR else act.recipient == "none" or act.mutual:
            continue
        if part == RECIPIENT and (_is_own_object(setting) or setting.to_nobody):
            continue
        answers = evidence.answers(part)
        chosen, likely = choose(answers, weights[part])
        if chosen is answers[0]:
            continue
        parts = _with(parts, part, answers[0], chosen, likely, weights[part])
        if part == ACTOR:
            evidence = Evidence(replace(setting, actors=parts.actors))
    return parts


def _is_own_object(setting: Setting) -> bool:
    """Whether it is done to somebody of whom only the words are known, the object of its verb or
    a name behind a preposition of the recipient, or a place of no known country."""
    role, who, scene = setting.finding.recipient, setting.recipients, setting.scene
    if not who or any(p.code or p.sector for p in who):
        return False
    if role.function == "object":
        return setting.finding.core.kind == "verb"
    if any(GROUND in p.why for p in who):
        return True
    named = any(scene.sentence.upos[t] == "PROPN" for t in role.unknown)
    return named and is_preposition(role.function) and not setting.finding.composed


def _are_sure(setting: Setting) -> bool:
    """Whether all are named outright, or the act has only actors."""
    act, who = setting.finding.act, (*setting.actors, *setting.recipients)
    alone = act.mutual or act.recipient == "none"
    return alone or all(p.code and reason_of(p) == OUTRIGHT for p in who)


def choose(answers: Sequence[Answer], table: Table) -> tuple[Answer, float]:
    """The likeliest answer, the first of those that weigh the same, and how likely it is; others
    than the rules' only if they are likely enough."""
    sums = [_sum(one, table) for one in answers]
    best = max(sums)
    powers = [math.exp((value - best) / _STEPS) for value in sums]
    every = math.fsum(powers)
    first, *others = zip(powers, answers, strict=True)
    likely = [
        (power, one)
        for power, one in others
        if power >= every * (LEAST_NAMED if one.named else LEAST_UNNAMED)
    ]
    power, one = max((first, *likely), key=lambda pair: pair[0])
    return one, power / every


def _sum(answer: Answer, table: Table) -> int:
    return sum(map(table[answer.whose].sum_of, answer.grouped))


def _with(
    parts: Parts, part: str, ruled: Answer, chosen: Answer, likely: float, table: Table
) -> Parts:
    """The parts with the answer chosen in place of the rules'."""
    row = table[chosen.whose]
    best = sorted({k for k in chosen.kinds if row.get(k, 0) > 0}, key=lambda k: (-row[k], k))
    why = f"weighed as {part} ({likely:.0%}): {', '.join(best[:_TOLD])}"
    before = {p.key for p in ruled.who}
    who = tuple(p if p.key in before else replace(p, why=f"{p.why}; {why}") for p in chosen.who)
    gone = [p for p in ruled.who if p.key not in {q.key for q in who}]
    steps = tuple(Step(part, f"not {p.text}", why, p.span) for p in gone)
    return (
        Parts(who, parts.recipients, (*parts.steps, *steps))
        if part == ACTOR
        else Parts(parts.actors, who, (*parts.steps, *steps))
    )
