"""How well the weights of parts and confidence do on stories that they were not fitted on.

    python training/events/check.py

Every story is coded with weights fitted on the other four fifths; the tables of the two cards.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from examples import LANGUAGES, Example, read_examples
from judging import RIGHT, WRONG
from train import FOLDS, Coding, Judged, choices, crossed, fit_trust, fold

from dragoman.coding.parts.weighing import NO_WEIGHTS
from dragoman.coding.trust.weighing import likelihood

_BARS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Print the tables."""
    examples, coding = list(read_examples()), Coding()
    ruled = list(coding.judged(examples, NO_WEIGHTS))
    judged = crossed(coding, examples, [*choices(ruled), *coding.of_cases()])
    _of_parts(ruled, judged)
    _of_trust(examples, judged)


def _of_parts(ruled: Sequence[Judged], judged: Sequence[Judged]) -> None:
    """Verdicts by the rules alone, and with parts weighed."""
    print("| | reports | right by the rules | wrong | right, weighed | wrong |")
    print("|---|---|---|---|---|---|")
    for lang in (*LANGUAGES, None):
        shares = []
        for reports in (ruled, judged):
            verdicts = [one.verdict.is_ for one in reports if lang in (None, one.lang)]
            shares += [verdicts.count(which) / len(verdicts) for which in (RIGHT, WRONG)]
        cells = " | ".join(f"{share:.1%}" for share in shares)
        print(f"| {lang or 'all'} | {len(verdicts)} | {cells} |")


def _of_trust(examples: Sequence[Example], judged: Sequence[Judged]) -> None:
    """How confidence sorts, what it promises, and what a bar costs."""
    likely = np.zeros(len(judged))
    folds = np.array([fold(one.story) for one in judged])
    for k in range(FOLDS):
        weights = fit_trust([one for one in judged if fold(one.story) != k])
        for n in np.flatnonzero(folds == k):
            likely[n] = likelihood(judged[n].kinds, weights)
    right = np.array([one.verdict.is_ == RIGHT for one in judged])
    wrong = np.array([one.verdict.is_ == WRONG for one in judged])
    rules = np.array([one.confidence for one in judged])
    areas = {lang: np.array([one.lang == lang for one in judged]) for lang in LANGUAGES}
    areas["all"] = np.ones(len(judged), bool)
    for name, own in areas.items():
        print(f"{name}: area {_area(likely[own], right[own]):.3f}; by the rules'"
              f" {_area(rules[own], right[own]):.3f}")  # fmt: skip
    print("| confidence | reports | right | wrong |\n|---|---|---|---|")
    for low in np.arange(0, 1, 0.1):
        own = (likely >= low) & (likely < low + 0.1)
        if own.any():
            print(f"| {low:.1f} to {low + 0.1:.1f} | {own.sum()} | {_share(right[own])} "
                  f"| {_share(wrong[own])} |")  # fmt: skip
    told = {(e.id, v.start) for e in examples for v in e.events if v.main}
    print("| at least | reports | right | wrong | main events found |\n|---|---|---|---|---|")
    for bar in _BARS:
        own = likely >= bar
        hit = {
            (one.story, one.verdict.event.start)
            for one, kept in zip(judged, own, strict=True)
            if kept and one.verdict.event is not None and "type" not in one.verdict.faults
        }
        print(f"| {bar} | {own.sum()} | {_share(right[own])} | {_share(wrong[own])} "
              f"| {len(hit & told) / len(told):.1%} |")  # fmt: skip


def _share(flags: np.ndarray) -> str:
    return f"{flags.mean():.1%}"


def _area(scores: np.ndarray, right: np.ndarray) -> float:
    """How often a right report scores higher than one that is not."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    good = int(right.sum())
    return float((ranks[right].sum() - good * (good + 1) / 2) / (good * (len(scores) - good)))


if __name__ == "__main__":
    main()
