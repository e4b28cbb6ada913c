"""Fits who has which part in an act, and how sure a report is.

    python training/events/train.py [--check]

Writes the files that `dragoman.coding.parts.weighing` and `dragoman.coding.trust.weighing` load.
`--check` writes nothing: every story is coded with weights fitted on the other four fifths, and the
tables of the two cards are printed. Deterministic: the same examples, packs and versions of NumPy
and SciPy give the same files.

How sure a report is is fitted on reports whose parts were weighed by what was fitted on other
stories; on those that the weights had seen it would be too sure.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from examples import LANGUAGES, Example, Party, read_examples
from judging import RIGHT, WRONG, Verdict, judge, side
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dragoman.arguments import published_on
from dragoman.coding.parts import weighing as parts
from dragoman.coding.parts.evidence import ACTOR, NOBODY, OTHER, RECIPIENT, RULED, Answer, Evidence
from dragoman.coding.reporting import Considered
from dragoman.coding.trust import weighing as trust
from dragoman.evaluation.events import read_events
from dragoman.languages import FOLDER
from dragoman.languages.check import CASES
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

FOLDS = 5
PENALTY_OF_PARTS = 5.0
PENALTY_OF_TRUST = 8.0
"""Half the weight of the squared weights."""
LEAST = 3
"""A weight is fitted for what at least so many answers or reports have."""
CASE = 0.3
"""How much a case of a pack counts beside a report of a story: the rules were made for them."""
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3)


@dataclass(frozen=True)
class Choice:
    """The answers to who has a part in an act, and which are right."""

    story: str
    part: str
    answers: tuple[Answer, ...]
    right: tuple[bool, ...]
    counts: float


@dataclass(frozen=True)
class Judged:
    """A report with its verdict and what was weighed for it; `rules`: how sure the rules are."""

    lang: str
    story: str
    kinds: tuple[str, ...]
    verdict: Verdict
    confidence: float
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)


class Coding:
    """Codes stories and cases with given weights."""

    def __init__(self) -> None:
        self._pipelines = {lang: Pipeline([lang]) for lang in LANGUAGES}

    def judged(self, examples: Sequence[Example], weights: parts.Weights) -> Iterator[Judged]:
        """The reports of labelled stories, judged; not filtered by how sure they are."""
        for example in examples:
            seen = self._code(example.lang, example.text, example.published, weights)
            for one, answers in seen:
                yield Judged(
                    example.lang,
                    example.id,
                    one.kinds,
                    judge(one.report, example),
                    one.report.confidence,
                    answers,
                )

    def of_cases(self) -> Iterator[Choice]:
        """The choices in the cases of the packs, as far as a case says who is right."""
        for lang in LANGUAGES:
            for row in read_events(FOLDER / lang / CASES).rows:
                typed = [event for event in row.events if "event" in event]
                types = Counter(event["event"] for event in typed)
                events = {e["event"]: e for e in typed if types[e["event"]] == 1}
                day = str(row.day) if row.day is not None else None
                for one, answers in self._code(lang, row.text, day, parts.NO_WEIGHTS):
                    expected = events.get(one.report.event)
                    for part in (ACTOR, RECIPIENT) if expected is not None else ():
                        if part in expected and answers[part]:
                            wanted = [_expected(text) for text in expected[part]]
                            found = _choice(f"{lang}-{row.line}", part, answers[part], wanted, CASE)
                            if found is not None:
                                yield found

    def _code(
        self, lang: str, text: str, day: str | None, weights: parts.Weights
    ) -> list[tuple[Considered, Mapping[str, tuple[Answer, ...]]]]:
        pipeline = self._pipelines[lang]
        coder = pipeline.coder([lang])
        published, precision = published_on(day) if day is not None else (None, "minute")
        story = make_story(
            text, origin="text", id=None, lang=lang, published=published, precision=precision
        )
        seen = []

        def heed(one: Considered) -> None:
            evidence = Evidence(one.setting)
            mutual = one.setting.finding.act.mutual or one.setting.finding.act.recipient == "none"
            found = {ACTOR: tuple(evidence.answers(ACTOR)), RECIPIENT: ()}
            if not mutual:
                found[RECIPIENT] = tuple(evidence.answers(RECIPIENT))
            seen.append((one, found))

        coder.parts, coder.trust, coder.heed = weights, trust.NO_WEIGHTS, heed
        pipeline.code(story)
        coder.heed = None
        return seen


def _expected(written: str) -> Party:
    """A party of a case: "KOR" may be of any sector."""
    code, _, sector = written.partition(".")
    return Party(((code or None, sector or None),))


def choices(judged: Sequence[Judged]) -> Iterator[Choice]:
    """The choices in reports whose event is known."""
    for one in judged:
        event = one.verdict.event
        if event is None or "type" in one.verdict.faults:
            continue
        for part, wanted in ((ACTOR, event.actors), (RECIPIENT, event.recipients)):
            if one.answers[part]:
                found = _choice(one.story, part, one.answers[part], wanted, 1.0)
                if found is not None:
                    yield found


def _choice(
    story: str, part: str, answers: tuple[Answer, ...], wanted: Sequence[Party], counts: float
) -> Choice | None:
    """The choice, if one of the answers is near enough to what is right."""
    off = [sum(side(one.who, wanted)[:2]) + side(one.who, wanted)[2] / 2 for one in answers]
    best = min(off)
    right = tuple(value == best for value in off)
    if len(answers) < 2 or all(right) or (best >= 1 and not (right[0] and best == 1)):
        return None
    return Choice(story, part, answers, right, counts)


def fit_parts(found: Sequence[Choice]) -> parts.Weights:
    """The weights under which the right answers are likeliest."""
    return {part: _fit_part([one for one in found if one.part == part]) for part in (ACTOR, RECIPIENT)}


def _fit_part(found: Sequence[Choice]) -> dict[str, dict[str, int]]:
    rows = [[(a.whose, kind) for kind in dict.fromkeys(a.kinds)] for c in found for a in c.answers]
    has, names = _matrix(rows)
    right = np.array([r for c in found for r in c.right], float)
    counts = np.array([c.counts for c in found])
    sizes = [len(c.answers) for c in found]
    starts = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(found)), sizes)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = has @ weights
        scores -= np.maximum.reduceat(scores, starts)[of]
        powers = np.exp(scores)
        every = np.add.reduceat(powers, starts)
        good = np.add.reduceat(powers * right, starts)
        value = float(counts @ (np.log(every) - np.log(good)))
        value += PENALTY_OF_PARTS / 2 * float(weights @ weights)
        slope = counts[of] * (powers / every[of] - powers * right / good[of])
        return value, has.T @ slope + PENALTY_OF_PARTS * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    table: dict[str, dict[str, int]] = {RULED: {}, OTHER: {}, NOBODY: {}}
    for (whose, kind), value in zip(names, fitted, strict=True):
        if round(100 * value):
            table[whose][kind] = round(100 * value)
    return table


def fit_trust(judged: Sequence[Judged]) -> dict[str, int]:
    """The weights under which the verdicts are likeliest."""
    has, names = _matrix([one.kinds for one in judged])
    right = np.array([one.verdict.is_ == RIGHT for one in judged], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        likely = 1 / (1 + np.exp(-(has @ weights)))
        value = -float(np.sum(np.log(np.where(right == 1, likely, 1 - likely) + 1e-12)))
        value += PENALTY_OF_TRUST / 2 * float(weights @ weights)
        return value, has.T @ (likely - right) + PENALTY_OF_TRUST * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(100 * v) for name, v in zip(names, fitted, strict=True) if round(100 * v)}


def _matrix(rows: Sequence[Sequence[Any]]) -> tuple[csr_matrix, list[Any]]:
    """Which rows have which kinds of evidence, and the names of the columns."""
    times = Counter(kind for row in rows for kind in row)
    names = sorted(kind for kind, count in times.items() if count >= LEAST)
    places = {kind: place for place, kind in enumerate(names)}
    at = [(n, places[kind]) for n, row in enumerate(rows) for kind in row if kind in places]
    lines, columns = zip(*at, strict=True)
    return csr_matrix((np.ones(len(at)), (lines, columns)), (len(rows), len(names))), names


def fold(story: str) -> int:
    """The fold of a story."""
    return zlib.crc32(story.encode()) % FOLDS


def crossed(
    coding: Coding, examples: Sequence[Example], found: Sequence[Choice]
) -> list[Judged]:
    """The reports of all stories, each coded with weights fitted on the other folds."""
    judged: list[Judged] = []
    for k in range(FOLDS):
        weights = fit_parts([c for c in found if fold(c.story) != k])
        judged += coding.judged([e for e in examples if fold(e.id) == k], weights)
    return judged


def check(examples: Sequence[Example], ruled: Sequence[Judged], judged: Sequence[Judged]) -> None:
    """Print how well the weights do on stories that they were not fitted on."""
    print("| | reports by the rules | right | wrong | with parts weighed | right | wrong |")
    for lang in (*LANGUAGES, None):
        cells = []
        for reports in (ruled, judged):
            own = [r.verdict.is_ for r in reports if lang in (None, r.lang)]
            shares = [f"{sum(v == which for v in own) / max(1, len(own)):.1%}" for which in (RIGHT, WRONG)]
            cells += [str(len(own)), *shares]
        print(f"| {lang or 'all'} | {' | '.join(cells)} |")
    likely = np.zeros(len(judged))
    folds = np.array([fold(one.story) for one in judged])
    for k in range(FOLDS):
        weights = fit_trust([one for one in judged if fold(one.story) != k])
        for n in np.flatnonzero(folds == k):
            likely[n] = trust.likelihood(judged[n].kinds, weights)
    right = np.array([one.verdict.is_ == RIGHT for one in judged])
    wrong = np.array([one.verdict.is_ == WRONG for one in judged])
    rules = np.array([one.confidence for one in judged])
    print(f"area under the curve: {_area(likely, right):.3f}; of the rules' confidence: {_area(rules, right):.3f}")
    order = np.argsort(-likely, kind="stable")
    print("| kept | confidence at least | right | wrong |")
    for share in _SHARES:
        kept = order[: int(share * len(order))]
        print(f"| {share:.0%} | {likely[kept].min():.2f} | {right[kept].mean():.1%} | {wrong[kept].mean():.1%} |")
    print("| confidence | reports | right | wrong |")
    for low in np.arange(0, 1, 0.1):
        own = (likely >= low) & (likely < low + 0.1)
        if own.any():
            print(f"| {low:.1f} to {low + 0.1:.1f} | {own.sum()} | {right[own].mean():.1%} | {wrong[own].mean():.1%} |")
    told = {(e.id, v.start) for e in examples for v in e.events if v.main}
    print("| confidence at least | reports | right | wrong | main events found |")
    for least in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8):
        own = likely >= least
        hit = {
            (one.story, one.verdict.event.start)
            for one, kept in zip(judged, own, strict=True)
            if kept and one.verdict.event is not None and "type" not in one.verdict.faults
        }
        print(f"| {least} | {own.sum()} | {right[own].mean():.1%} | {wrong[own].mean():.1%} | {len(hit & told) / len(told):.1%} |")
    for lang in LANGUAGES:
        own = np.array([one.lang == lang for one in judged])
        print(lang, "area", round(_area(likely[own], right[own]), 3))


def _area(scores: np.ndarray, right: np.ndarray) -> float:
    """How often a right report scores higher than one that is not."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    good = int(right.sum())
    return float((ranks[right].sum() - good * (good + 1) / 2) / max(1, good * (len(scores) - good)))


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    examples, coding = list(read_examples()), Coding()
    ruled = list(coding.judged(examples, parts.NO_WEIGHTS))
    found = [*choices(ruled), *coding.of_cases()]
    judged = crossed(coding, examples, found)
    if arguments.check:
        check(examples, ruled, judged)
        return
    _write(fit_parts(found), parts.WEIGHTS)
    _write(fit_trust(judged), trust.WEIGHTS)
    print(f"{len(found)} choices, {len(judged)} reports; written")


def _write(table: object, path: Path) -> None:
    path.write_text(json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
