"""Which state the evidence speaks for most, if for any.

A log-linear choice among the candidates and "none said": the weights of the evidence for each,
whole numbers in hundredths, are added up. They were fitted on stories of our own whose agents are
labelled (`training/whose`); how well it does is said in `CARD.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dragoman.coding.parties.whose.evidence import Evidence
from dragoman.data import read_yaml
from dragoman.errors import DataError

WEIGHTS = Path(__file__).parent / "weights.json"
KINDS = Path(__file__).parent / "kinds.yaml"
LEAST = 0.45
"""A state that is less likely is not written down: a country that is wrong misleads, one that is
missing does not. On stories that the weights had not seen, this left out 14 of 81 wrong countries
and 7 of 465 right ones."""
_STEPS = 100
_TOLD = 3
"""So many kinds of evidence are named in a trace."""

Row = Mapping[str, int]
Table = Mapping[str, Row]
"""Kind of evidence → for which agents ("*": all) → hundredths."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What evidence weighs for a state and for none."""

    states: Table
    none: Table
    _summed: dict[tuple[str, ...], tuple[Row, Row]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def of(self, evidence: Evidence) -> tuple[Row, Row]:
        """Kind of evidence → hundredths, for a state and for none, of such an agent."""
        keys = agents(evidence, none=True)
        known = self._summed.get(keys)
        if known is None:
            own = agents(evidence)
            known = self._summed[keys] = _sums(self.states, own), _sums(self.none, keys)
        return known


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state found, how likely it is (0 to 1), and why, in words."""

    code: str
    likely: float
    why: str


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that `training/whose/train.py` wrote.

    Raises:
        DataError: the file is missing, or its evidence is not that of `kinds.yaml`.
    """
    try:
        stored = json.loads(path.read_text("utf-8"))
        weights = Weights(stored["states"], stored["none"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"the weights of countries cannot be read: {error}", path) from error
    unknown = weights.states.keys() - kinds().keys()
    if unknown:
        raise DataError(f"no such evidence in kinds.yaml: {', '.join(sorted(unknown))}", path)
    return weights


@cache
def kinds() -> Mapping[str, str]:
    """Kind of evidence for a state → how a trace says it."""
    found = read_yaml(KINDS)
    return {str(kind): str(words) for kind, words in found.items()}


def agents(evidence: Evidence, *, none: bool = False) -> tuple[str, ...]:
    """For which agents a weight may be that counts for this evidence."""
    keys = ("*", evidence.group, evidence.family)
    return (*keys, evidence.sector) if none else keys


def weigh(evidence: Evidence, weights: Weights | None = None) -> Verdict | None:
    """The likeliest state, or None if that is none or not likely enough. The first by its code of
    several that weigh the same."""
    weights = weights or load_weights()
    if not evidence.states:
        return None
    states, nones = weights.of(evidence)
    sums = {
        code: sum([states.get(kind, 0) for kind in found])
        for code, found in evidence.states.items()
    }
    none = sum([nones.get(kind, 0) for kind in evidence.none])
    best = min(sums, key=lambda code: (-sums[code], code))
    if sums[best] <= none:
        return None
    powers = (math.exp((value - sums[best]) / _STEPS) for value in (*sums.values(), none))
    likely = 1 / math.fsum(powers)
    if likely < LEAST:
        return None
    return Verdict(best, likely, _words(states, evidence.states[best]))


def _sums(table: Table, keys: Iterable[str]) -> Row:
    own = tuple(keys)
    return {kind: sum(row.get(key, 0) for key in own) for kind, row in table.items()}


def _words(states: Row, found: Iterable[str]) -> str:
    weighed = {kind: states.get(kind, 0) for kind in found}
    best = sorted((k for k in weighed if weighed[k] > 0), key=lambda k: (-weighed[k], k))
    return ", ".join(kinds()[kind] for kind in best[:_TOLD])
