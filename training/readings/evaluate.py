"""Scores the chooser on the held-out examples: the tables of its CARD.md.

    python training/readings/evaluate.py [--errors FILE]

Prints macro-F1 and the share of right answers for each language and codebook, by the lexicon alone
and with the chooser. `--errors` writes the rows that either got wrong, as JSON Lines.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from examples import LANGUAGES, Example, read_examples

from dragoman.evaluation.metrics import classify
from dragoman.evaluation.relations import CODEBOOKS
from dragoman.pipeline import Pipeline
from dragoman.relations import Answerer


def gold_of(row: Example, codebook: str) -> str:
    """The class of a row in a codebook."""
    event = row.event if codebook == "plover" or row.crosswalk is None else row.crosswalk
    return CODEBOOKS[codebook][event]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=Path)
    given = parser.parse_args()
    pipeline = Pipeline()
    errors = []
    print("| | rows | codebook | lexicon macro-F1 | right | with chooser macro-F1 | right |")
    print("|---|---|---|---|---|---|---|")
    for lang in LANGUAGES:
        rows = [row for row in read_examples((lang,)) if row.held_out]
        for codebook in CODEBOOKS:
            gold = [gold_of(row, codebook) for row in rows]
            cells = []
            for statistical in (False, True):
                answerer = Answerer(pipeline, codebook, statistical=statistical)
                found = [answerer.relation(row, lang) for row in rows]
                scores = classify(gold, [one.event for one in found])
                cells += [f"{100 * scores.macro_f1:.1f}", f"{100 * scores.accuracy:.1f}"]
                errors += [
                    {
                        "id": row.id, "codebook": codebook, "statistical": statistical,
                        "marked": row.marked, "gold": wanted, "got": one.event, "act": one.act,
                        "why": one.trace[-1].what,
                    }
                    for row, one, wanted in zip(rows, found, gold, strict=True)
                    if one.event != wanted
                ]  # fmt: skip
            print(f"| {lang} | {len(rows)} | {codebook} | {' | '.join(cells)} |", flush=True)
    if given.errors is not None:
        lines = (json.dumps(one, ensure_ascii=False) for one in errors)
        given.errors.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
