"""Fits the weights by which agents without a country are given one.

    python training/whose/train.py [--out FILE] [--check]

Writes the file that `dragoman.coding.parties.whose.weighing.load_weights` reads. `--check` writes
nothing: it fits on four fifths of the stories, asks for the other fifth, five times, and prints how
often the answer was right. Deterministic: the same examples, packs and versions of NumPy and SciPy
give the same file.

What a story has said of an agent is evidence for the next one, so the stories are read twice: with
no weights, and with those fitted on the first reading.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dragoman.arguments import published_on
from dragoman.coding.coder import Analysis
from dragoman.coding.parties.whose.evidence import Evidence
from dragoman.coding.parties.whose.weighing import WEIGHTS, Weights, agents, load_weights, weigh
from dragoman.model import Span
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story

EXAMPLES = Path(__file__).parent / "examples"
LANGUAGES = ("en", "id", "ja", "ko")
NONE = "-"
PENALTY = 12.0
"""Half the weight of the squared weights; 5 and 30 did as well in cross-validation."""
LEAST = 3
"""A weight is fitted for what at least so many candidates have."""
ALONE = 0.5
"""How much an agent in a paragraph alone counts. There a country that the paragraph does not name
is none, since nobody could know it; without these, a story of one sentence gives any state that it
names to everybody."""
FOLDS = 5
_PARAGRAPH = re.compile(r"[^\n]+")
BY_FAMILY = frozenset({"home", "dateline", "dateline_unnamed", "press", "press_unnamed"})
"""Evidence that speaks otherwise in languages that mark nothing as known."""

Feature = tuple[str, str, str]
"""A table of the weights, kind of evidence, and for which agents."""


@dataclass(frozen=True)
class Example:
    """An agent of a labelled story: its evidence, the code that is right (NONE: none), and how much
    it counts."""

    lang: str
    story: str
    evidence: Evidence
    code: str
    counts: float

    @property
    def candidates(self) -> list[str]:
        """All answers: none first."""
        return [NONE, *sorted(self.evidence.states)]

    def features(self, candidate: str) -> Iterator[Feature]:
        """What speaks for a candidate."""
        own = self.evidence
        none = candidate == NONE
        for kind in sorted(own.none if none else own.states[candidate]):
            for key in agents(own, none=none):
                if none or key != own.family or kind in BY_FAMILY:
                    yield ("none" if none else "states", kind, key)


def read_examples() -> list[Example]:
    """The agents of the labelled stories that the coder asks about, in the whole story and in each
    of its paragraphs alone."""
    found = []
    for lang in LANGUAGES:
        pipeline = Pipeline([lang])
        for line in (EXAMPLES / f"{lang}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            agents = {Span(start, end): code for start, end, code in row["agents"]}
            seen = look(pipeline, lang, row["text"], row["published"])
            found += [
                Example(lang, row["id"], seen[span], code, 1.0)
                for span, code in agents.items()
                if span in seen
            ]
            for paragraph in _PARAGRAPH.finditer(row["text"]):
                start = paragraph.start()
                within = {Span(s.start - start, s.end - start): c for s, c in agents.items()}
                if not within.keys() & {s for s in within if 0 <= s.start < len(paragraph[0])}:
                    continue
                seen = look(pipeline, lang, paragraph[0], row["published"])
                for span, code in within.items():
                    if span in seen:
                        known = code if named(seen[span], code) else NONE
                        found.append(Example(lang, row["id"], seen[span], known, ALONE))
    return found


def named(evidence: Evidence, code: str) -> bool:
    """Whether the story names the state itself, or it is at home there by what it does name."""
    return not {"most", "often", "seldom", "home"}.isdisjoint(evidence.states.get(code, ()))


def look(pipeline: Pipeline, lang: str, text: str, day: str) -> dict[Span, Evidence]:
    """The evidence for each agent without a country that the coder asks about."""
    published, precision = published_on(day)
    story = make_story(
        text, origin="text", id=None, lang=lang, published=published, precision=precision
    )
    seen: dict[Span, Evidence] = {}

    def watch(analysis: Analysis) -> None:
        seen.update(analysis.cast.evidence)

    pipeline.code(story, watch)
    return seen


def fit(examples: Sequence[Example]) -> Weights:
    """The weights under which the right answers are likeliest, with a penalty on large ones."""
    examples = [e for e in examples if e.code in e.candidates]
    rows = [(e, c, list(e.features(c))) for e in examples for c in e.candidates]
    times = Counter(feature for _, _, features in rows for feature in features)
    places = {f: n for n, f in enumerate(sorted(f for f, n in times.items() if n >= LEAST))}
    has = np.zeros((len(rows), len(places)))
    for n, (_, _, features) in enumerate(rows):
        has[n, [places[f] for f in features if f in places]] = 1
    right = np.array([c == e.code for e, c, _ in rows], float)
    counts = np.array([e.counts for e, _, _ in rows])
    sizes = [len(e.candidates) for e in examples]
    starts = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(examples)), sizes)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = has @ weights
        scores -= np.maximum.reduceat(scores, starts)[of]
        sums = np.add.reduceat(np.exp(scores), starts)[of]
        likely = np.exp(scores) / sums
        value = -float(np.sum(counts * (scores - np.log(sums)) * right))
        value += PENALTY / 2 * float(weights @ weights)
        return value, has.T @ (counts * (likely - right)) + PENALTY * weights

    found = minimize(loss, np.zeros(len(places)), jac=True, method="L-BFGS-B").x
    tables: dict[str, dict[str, dict[str, int]]] = {"states": {}, "none": {}}
    for (table, kind, key), at in places.items():
        weight = round(100 * float(found[at]))
        if weight:
            tables[table].setdefault(kind, {})[key] = weight
    return Weights(tables["states"], tables["none"])


def check(examples: Sequence[Example]) -> None:
    """Print how often the answer is right for stories that the weights were not fitted on."""
    stories = sorted({e.story for e in examples})
    fold = {story: n % FOLDS for n, story in enumerate(stories)}
    counts = {(lang, whole): Counter[str]() for whole in (1.0, ALONE) for lang in LANGUAGES}
    for k in range(FOLDS):
        weights = fit([e for e in examples if fold[e.story] != k])
        for example in examples:
            if fold[example.story] != k:
                continue
            verdict = weigh(example.evidence, weights)
            code = verdict.code if verdict is not None else NONE
            kind = "right" if code == example.code else "missing" if code == NONE else "wrong"
            counts[example.lang, example.counts][kind] += 1
    print("| | agents | right | wrong country | country missing |\n|---|---|---|---|---|")
    for (lang, whole), count in counts.items():
        shares = [f"{count[k] / count.total():.1%}" for k in ("right", "wrong", "missing")]
        alone = "" if whole == 1 else ", a paragraph alone"
        print(f"| {lang}{alone} | {count.total()} | {' | '.join(shares)} |")


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.check:
        check(read_examples())
        return
    write(Weights({}, {}), WEIGHTS)
    for out in (WEIGHTS, arguments.out):
        load_weights.cache_clear()
        examples = read_examples()
        write(fit(examples), out)
    print(f"{len(examples)} agents; {arguments.out} written")


def write(weights: Weights, out: Path) -> None:
    """Write the file that `load_weights` reads."""
    stored = {"states": weights.states, "none": weights.none}
    out.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
