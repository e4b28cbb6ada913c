"""Fits who has which part in an act, and how sure a report is.

    python training/events/train.py

Writes the files that `dragoman.coding.parts.weighing` and `dragoman.coding.trust.weighing` load;
how well they do on other stories, `check.py` tells. Deterministic: the same examples, packs and
versions of NumPy and SciPy give the same files.

How sure a report is is fitted on reports whose parts were weighed by what was fitted on other
stories; on those that the weights had seen it would be too sure.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from examples import LANGUAGES, Example, Party, read_examples
from judging import RIGHT, Verdict, judge, side
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
from dragoman.model import Participant
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

FOLDS = 5
SLOPE, SHIFT = 0.78, -0.45
"""What the logits of confidence are multiplied by and what is added. On stories that the packs were
mended on more is right than on others: by these two figures the likelihoods fit the verdicts on 600
reports from stories that nobody had worked on (the card has the table)."""
PENALTY_OF_PARTS = 10.0
PENALTY_OF_TRUST = 8.0
"""Half the weight of the squared weights."""
LEAST = 3
"""A weight is fitted for what at least so many answers or reports have."""
CASE = 1.0
"""How much a case of a pack counts beside a report of a story: the rules were made for them."""


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
            for one, answers, named in seen:
                yield Judged(
                    example.lang,
                    example.id,
                    one.kinds,
                    judge(one.report, example, named),
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
                for one, answers, _ in self._code(lang, row.text, day, parts.NO_WEIGHTS):
                    expected = events.get(one.report.event)
                    for part in (ACTOR, RECIPIENT) if expected is not None else ():
                        if part in expected and answers[part]:
                            wanted = [_expected(text) for text in expected[part]]
                            found = _choice(f"{lang}-{row.line}", part, answers[part], wanted, CASE)
                            if found is not None:
                                yield found

    def _code(
        self, lang: str, text: str, day: str | None, weights: parts.Weights
    ) -> list[tuple[Considered, Mapping[str, tuple[Answer, ...]], tuple[Participant, ...]]]:
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
            seen.append((one, found, evidence.named))

        coder.parts, coder.trust, coder.heed = weights, trust.NO_WEIGHTS, heed
        coder.least = (0.0, 0.0)
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
    return {
        part: _fit_part([one for one in found if one.part == part]) for part in (ACTOR, RECIPIENT)
    }


def _fit_part(found: Sequence[Choice]) -> parts.Table:
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
    return {whose: parts.Row(row) for whose, row in table.items()}


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


def scaled(weights: Mapping[str, int]) -> dict[str, int]:
    """The weights as they hold on stories that nobody has worked on."""
    found = {kind: round(SLOPE * weight) for kind, weight in weights.items()}
    found["always"] = found.get("always", 0) + round(100 * SHIFT)
    return {kind: weight for kind, weight in found.items() if weight}


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


def crossed(coding: Coding, examples: Sequence[Example], found: Sequence[Choice]) -> list[Judged]:
    """The reports of all stories, each coded with weights fitted on the other folds."""
    judged: list[Judged] = []
    for k in range(FOLDS):
        weights = fit_parts([c for c in found if fold(c.story) != k])
        judged += coding.judged([e for e in examples if fold(e.id) == k], weights)
    return judged


def main() -> None:
    """Fit and write."""
    examples, coding = list(read_examples()), Coding()
    ruled = list(coding.judged(examples, parts.NO_WEIGHTS))
    found = [*choices(ruled), *coding.of_cases()]
    judged = crossed(coding, examples, found)
    _write(fit_parts(found), parts.WEIGHTS)
    _write(scaled(fit_trust(judged)), trust.WEIGHTS)
    print(f"{len(found)} choices, {len(judged)} reports; written")


def _write(table: object, path: Path) -> None:
    path.write_text(json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
