"""How likely a report is right, by how it was found.

A logistic regression: the weights of the kinds of evidence, whole numbers in hundredths, are added
up. They were fitted on stories of our own whose events are labelled (`training/events`); how well
they do is said in `CARD.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from dragoman.errors import DataError
from dragoman.model import Step

WEIGHTS = Path(__file__).parent / "weights.json"
_STEPS = 100
_TOLD = 3
"""So many kinds of evidence on each side are named in a trace."""

Weights = Mapping[str, int]
"""Kind of evidence → hundredths."""
NO_WEIGHTS: Weights = {}
"""With these a report is as sure as the rules say."""


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that `training/events/train.py` wrote.

    Raises:
        DataError: the file is missing or is no such table.
    """
    try:
        stored = json.loads(path.read_text("utf-8"))
        return {str(kind): int(weight) for kind, weight in stored.items()}
    except (OSError, AttributeError, TypeError, ValueError) as error:
        raise DataError(f"the weights of confidence: {error}", path) from error


def likelihood(kinds: Sequence[str], weights: Weights) -> float:
    """How likely a report with this evidence is right, 0.01 to 0.99."""
    value = sum([weights.get(kind, 0) for kind in kinds])
    return min(0.99, max(0.01, round(1 / (1 + math.exp(-value / _STEPS)), 2)))


def step(kinds: Sequence[str], weights: Weights, likely: float) -> Step:
    """What made a report sure or unsure, for its trace."""
    weighed = sorted((weights.get(k, 0), k) for k in kinds if k != "always")
    against = [f"{k} ({w:+d})" for w, k in weighed[:_TOLD] if w < 0]
    speaking = [f"{k} ({w:+d})" for w, k in reversed(weighed[-_TOLD:]) if w > 0]
    return Step("confidence", f"{likely:.2f}", "; ".join((*speaking, *against)))
