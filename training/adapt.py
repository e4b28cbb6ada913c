"""Go on training a pipeline on news: ``python training/adapt.py en --model DIR --treebanks DIR
--out DIR``.

The treebanks hold little edited news, and none of the long sentences in which agencies write. What
`train.py` has made of them goes on here with news sentences of our own (`news/`), and with a share
of the treebanks in every epoch, so that nothing is unlearnt.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random
from typing import Any

import spacy
from prepare import load
from thinc.api import Adam, fix_random_seed
from train import SETTINGS, batches, kept

ADAPTING: dict[str, dict[str, Any]] = {
    "en": {"epochs": 5, "share": 0.25, "repeat": 2, "rate": 0.0009},
    "id": {"epochs": 6, "share": 0.25, "repeat": 2, "rate": 0.0009},
}
"""Epochs, the share of the treebanks' sentences and how often the news are seen in each, and the
first rate of learning, which falls to nothing."""


def adapt(language: str, model: Path, treebanks: Path, out: Path, seed: int) -> None:
    """Train, and write the averaged weights to ``out`` after each epoch; the last ones stay."""
    fix_random_seed(seed)
    rng = Random(seed)
    settings = ADAPTING[language]
    old = [s for group in load(treebanks, language, "train").values() for s in group]
    news = [s for group in load(treebanks, language, "news").values() for s in group]
    dev = {**load(treebanks, language, "dev"), **load(treebanks, language, "news-dev")}
    count = int(settings["share"] * len(old))
    nlp = spacy.load(model)
    sgd = Adam(settings["rate"], L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    nlp.resume_training(sgd=sgd)
    sizes = [sum(len(s.tokens) for s in group) for group in (old, news)]
    total = settings["epochs"] * (settings["share"] * sizes[0] + settings["repeat"] * sizes[1])
    done = 0
    began = time.perf_counter()
    for epoch in range(1, settings["epochs"] + 1):
        sentences = rng.sample(old, count) + news * settings["repeat"]
        for batch in batches(nlp, sentences, SETTINGS[language]["batch"], rng):
            sgd.learn_rate = settings["rate"] * max(0.02, 1 - done / total)
            done += sum(len(e.reference) for e in batch)
            nlp.update(batch, sgd=sgd, drop=SETTINGS[language]["dropout"])
        print(
            f"{epoch:3d} {time.perf_counter() - began:6.0f} s  {kept(nlp, sgd, dev, out)}",
            flush=True,
        )


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(ADAPTING))
    parser.add_argument("--model", type=Path, required=True, help="what train.py has made")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    adapt(args.language, args.model, args.treebanks, args.out, args.seed)


if __name__ == "__main__":
    main()
