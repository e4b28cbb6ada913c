"""The statistical chooser: how likely each class of relation is, by the clues of a marked pair.

A multinomial logistic regression over hashed clues, with whole-numbered weights: scores are sums
of whole numbers, so they are the same on every machine. How it was made and on what is said in
`readings/CARD.md`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dragoman.errors import DataError

WEIGHTS = Path(__file__).parent / "readings" / "weights.npz"
SIZE = 2**16
STEPS = 20
"""Weights of clues are counted in twentieths."""


def place(clue: str) -> int:
    """Where the weights of a clue stand."""
    return crc32(clue.encode("utf-8")) % SIZE


def counted(clues: Mapping[str, float]) -> dict[int, int]:
    """Clues → place → weight in twentieths; clues that share a place are added up."""
    found: dict[int, int] = {}
    for name in sorted(clues):
        at = place(name)
        found[at] = found.get(at, 0) + round(clues[name] * STEPS)
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """How likely the classes are (class → probability), and the names of the clues."""

    likely: dict[str, float]
    clues: Mapping[str, float]


class Chooser:
    """The model, loaded from a file that `training/readings/train.py` wrote.

    Raises:
        DataError: the file is missing or is no such model.
    """

    def __init__(self, path: Path = WEIGHTS) -> None:
        try:
            with np.load(path) as stored:
                self.classes: tuple[str, ...] = tuple(json.loads(str(stored["classes"])))
                self._weights: npt.NDArray[np.int8] = stored["weights"]
                self._bias: npt.NDArray[np.float64] = stored["bias"]
                self._scale = float(stored["scale"])
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"the weights of the chooser cannot be read: {error}", path) from error
        if self._weights.shape != (SIZE, len(self.classes)):
            raise DataError(
                f"the weights must be {SIZE} × {len(self.classes)} numbers, not "
                f"{' × '.join(map(str, self._weights.shape))}",
                path,
            )

    def choose(self, clues: Mapping[str, float]) -> Choice:
        """How likely each class is."""
        counts = counted(clues)
        length = math.sqrt(sum(n * n for n in counts.values())) or 1.0
        places = list(counts)
        sums = np.zeros(len(self.classes), np.int64)
        if places:
            amounts = np.array([counts[p] for p in places], np.int64)
            sums = amounts @ self._weights[places].astype(np.int64)
        scores = [
            bias + self._scale * int(n) / length
            for bias, n in zip(self._bias.tolist(), sums, strict=True)
        ]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        whole = math.fsum(powers)
        likely = {name: p / whole for name, p in zip(self.classes, powers, strict=True)}
        return Choice(likely, clues)

    def strongest(self, choice: Choice, kind: str, count: int = 3) -> tuple[str, ...]:
        """The clues that speak most for a class, against the mean of all classes."""
        column = self.classes.index(kind)
        gains: dict[str, float] = {}
        for name, weight in choice.clues.items():
            row = self._weights[place(name)].astype(np.int64)
            gains[name] = weight * (len(self.classes) * int(row[column]) - int(row.sum()))
        best = sorted((n for n in gains if gains[n] > 0), key=lambda n: (-gains[n], n))
        return tuple(best[:count])
