"""Trains the statistical chooser on the examples that are not held out.

    python training/readings/train.py [--out FILE] [--cost C]

Writes the weights that `dragoman.coding.pairs.choosing.Chooser` reads. Deterministic: the same
examples, the same packs and the same version of scikit-learn give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from examples import Example, read_examples
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from dragoman.coding.pairs.choosing import SIZE, WEIGHTS, counted
from dragoman.coding.pairs.relating import clues_of
from dragoman.pipeline import Pipeline
from dragoman.relations import Answerer

COST = 30.0
"""Inverse strength of the regularisation; 10 and 100 were no better in cross-validation."""

WEIGHTS_OF = {"en": 1.0}
OTHERS = 2.0
"""How much an example counts, by its language. English has more examples than the others together,
which share its clues of grammar; counted twice, the others are read a little better on the held-out
examples and English no worse (1.5 and 3 are no better)."""


def clues_of_all(rows: Sequence[Example]) -> list[dict[str, float]]:
    """The clues of every example; {} where its marks are not found."""
    answerer = Answerer(Pipeline(), "plover", statistical=False)
    found = []
    for row in rows:
        seen = answerer.look(row, row.lang)
        whole = seen.analysis is not None and seen.pair is not None
        found.append(clues_of(seen) if whole else {})
    return found


def matrix(clues: Sequence[dict[str, float]]) -> csr_matrix:
    """Rows of length one, a column for each place."""
    data, columns, starts = [], [], [0]
    for one in clues:
        counts = counted(one)
        data.extend(float(n) for n in counts.values())
        columns.extend(counts)
        starts.append(len(columns))
    return normalize(csr_matrix((data, columns, starts), shape=(len(clues), SIZE)))


def fit(rows: Sequence[Example], clues: Sequence[dict[str, float]], cost: float) -> dict:
    """Weights, bias, scale and classes, as they are stored."""
    model = LogisticRegression(C=cost, max_iter=1000, tol=1e-5)
    weights = np.array([WEIGHTS_OF.get(row.lang, OTHERS) for row in rows])
    model.fit(matrix(clues), [row.kind for row in rows], sample_weight=weights)
    scale = float(np.abs(model.coef_).max()) / 127
    weights = np.rint(model.coef_.T / scale).astype(np.int8)
    return {
        "weights": weights,
        "bias": np.round(model.intercept_.astype(np.float64), 6),
        "scale": np.float64(round(scale, 9)),
        "classes": np.array(json.dumps(list(model.classes_))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--cost", type=float, default=COST)
    given = parser.parse_args()
    rows = [row for row in read_examples() if not row.held_out]
    stored = fit(rows, clues_of_all(rows), given.cost)
    given.out.parent.mkdir(exist_ok=True)
    np.savez_compressed(given.out, **stored)
    print(f"{given.out}: {len(rows)} examples, {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
