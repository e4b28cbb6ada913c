"""Train a language's pipeline: ``python training/train.py en --treebanks DIR --out DIR``.

In: the treebanks' files (see README.md). Out: a spaCy pipeline in a folder, as
``spacy.load(folder)`` takes it: tokenizer, shared tok2vec, morphologizer, parser.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import spacy
from augment import vary
from prepare import load
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from tokenization import CODES, make_tokenizer
from treebank import Sentence

WIDTH = 96
LICENCE = "CC BY-SA 4.0"
SOURCES: dict[str, list[dict[str, str]]] = {
    "en": [
        {
            "name": "Universal Dependencies English-EWT",
            "author": "Natalia Silveira, Timothy Dozat, Christopher Manning, Sebastian Schuster, "
            "Nathan Schneider and the other contributors that its README names",
            "url": "https://github.com/UniversalDependencies/UD_English-EWT",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "Universal Dependencies English-GUM (openly licensed documents only)",
            "author": "Amir Zeldes, Siyao Peng and the other contributors that its README names",
            "url": "https://github.com/UniversalDependencies/UD_English-GUM",
            "license": "the documents' own open licences (CC BY, public domain)",
        },
    ],
    "id": [
        {
            "name": "Universal Dependencies Indonesian-GSD",
            "author": "Ryan McDonald, Joakim Nivre, Daniel Zeman, Ika Alfina and the other "
            "contributors that its README names",
            "url": "https://github.com/UniversalDependencies/UD_Indonesian-GSD",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "Universal Dependencies Indonesian-CSUI",
            "author": "Ika Alfina and the other contributors that its README names",
            "url": "https://github.com/UniversalDependencies/UD_Indonesian-CSUI",
            "license": "CC BY-SA 4.0",
        },
        {
            "name": "Universal Dependencies Indonesian-PUD",
            "author": "Hans Uszkoreit, Vivien Macketanz, Aljoscha Burchardt, Ika Alfina and the "
            "other contributors that its README names",
            "url": "https://github.com/UniversalDependencies/UD_Indonesian-PUD",
            "license": "CC BY-SA 3.0",
        },
    ],
}
"""Whose work the models are made from; written into ``meta.json``."""

SETTINGS: dict[str, dict[str, Any]] = {
    "en": {
        "epochs": 12,
        "batch": 200,
        "dropout": 0.15,
        "rows": [9000, 1000, 3500, 1500],
        "repeat": {},
    },
    "id": {
        "epochs": 20,
        "batch": 250,
        "dropout": 0.3,
        "rows": [9000, 1000, 3500, 1000],
        "repeat": {"id_csui-train": 2, "id_pud": 2},
    },
}
"""What the shipped models were trained with: epochs, words in a batch, dropout, rows of the hash
embeddings (norm, prefix, suffix, shape), and how often a file is seen in an epoch."""

DEPTH = 4
RATE = 0.0015


def build(language: str, settings: dict[str, Any]) -> Language:
    """An untrained pipeline: its components, and the sizes of their networks."""
    nlp = spacy.blank(CODES[language])
    nlp.tokenizer = make_tokenizer(nlp, language)
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": settings["rows"],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": WIDTH,
        "upstream": "tok2vec",
    }
    nlp.meta.update(
        name="dragoman_ud",
        version="0.1.0",
        description=f"Word classes and UD dependencies for {language}, from openly licensed data",
        author="the Dragoman project, from the treebanks named under sources",
        license=LICENCE,
        spacy_version=">=3.8.0,<3.9.0",
        sources=SOURCES[language],
    )
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    nlp.add_pipe(
        "morphologizer",
        config={
            "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None},
        },
    )
    nlp.add_pipe(
        "parser",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "tok2vec": listener,
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
            },
            "min_action_freq": 20,
        },
    )
    return nlp


def to_doc(nlp: Language, group: list[Sentence], *, gold: bool) -> Doc:
    """One document of a few sentences; with its analysis, or only words and sentence starts."""
    words: list[str] = []
    spaces, heads, deps, pos, morphs = [], [], [], [], []
    for sentence in group:
        base = len(words)
        for i, token in enumerate(sentence.tokens):
            words.append(token.form)
            spaces.append(token.space)
            heads.append(base + (token.head if token.head >= 0 else i))
            deps.append("ROOT" if token.head < 0 else token.deprel)
            pos.append(token.upos)
            morphs.append("|".join(f"{k}={v}" for k, v in sorted(token.feats.items())))
    if not gold:
        return Doc(nlp.vocab, words=words, spaces=spaces)
    return Doc(
        nlp.vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, morphs=morphs
    )


def to_example(nlp: Language, group: list[Sentence]) -> Example:
    """What the model learns from: the bare words, and the analysis."""
    return Example(to_doc(nlp, group, gold=False), to_doc(nlp, group, gold=True))


def batches(
    nlp: Language, sentences: list[Sentence], words: int, rng: Random
) -> Iterator[list[Example]]:
    """One epoch of shuffled, varied sentences, in batches of about that many words.

    One document in twenty is two sentences, so that the parser learns to part them.
    """
    order = sentences[:]
    rng.shuffle(order)
    batch: list[Example] = []
    size = 0
    while order:
        group = [vary(order.pop(), rng)]
        if order and rng.random() < 0.05:
            group.append(vary(order.pop(), rng))
        batch.append(to_example(nlp, group))
        size += len(batch[-1].reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def las(nlp: Language, sentences: list[Sentence]) -> tuple[float, float]:
    """Labelled attachment and word class, in percent, on gold words, one sentence a document."""
    docs = []
    for sentence in sentences:
        doc = to_doc(nlp, [sentence], gold=False)
        for token in doc[1:]:
            token.is_sent_start = False
        docs.append(doc)
    good = tagged = total = 0
    for sentence, doc in zip(sentences, nlp.pipe(docs), strict=True):
        for gold, token in zip(sentence.tokens, doc, strict=True):
            head = -1 if token.head.i == token.i else token.head.i
            good += head == gold.head and (head < 0 or token.dep_ == gold.deprel)
            tagged += token.pos_ == gold.upos
            total += 1
    return 100 * good / total, 100 * tagged / total


def kept(nlp: Language, sgd: Adam, dev: dict[str, list[Sentence]], out: Path) -> str:
    """Write the averaged weights; the scores on the development files, to be shown."""
    with nlp.use_params(sgd.averages):
        found = {name: las(nlp, group) for name, group in dev.items()}
        nlp.to_disk(out)
    return " ".join(f"{name}: LAS {a:.2f} UPOS {b:.2f}" for name, (a, b) in found.items())


def train(language: str, treebanks: Path, out: Path, seed: int, settings: dict[str, Any]) -> None:
    """Train, and write the averaged weights to ``out`` after each epoch; the last ones stay."""
    fix_random_seed(seed)
    rng = Random(seed)
    files = load(treebanks, language, "train")
    sentences = [
        s for name, group in files.items() for s in group * settings["repeat"].get(name, 1)
    ]
    dev = load(treebanks, language, "dev")
    nlp = build(language, settings)
    sample = [to_example(nlp, [s]) for s in sentences]
    nlp.initialize(lambda: sample)
    sgd = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    words = sum(len(s.tokens) for s in sentences)
    done = 0
    began = time.perf_counter()
    for epoch in range(1, settings["epochs"] + 1):
        losses: dict[str, float] = {}
        for batch in batches(nlp, sentences, settings["batch"], rng):
            warm = min(1.0, done / (0.3 * words) + 0.05)
            sgd.learn_rate = RATE * warm * max(0.02, 1 - done / (settings["epochs"] * words))
            done += sum(len(e.reference) for e in batch)
            nlp.update(batch, sgd=sgd, drop=settings["dropout"], losses=losses)
        print(
            f"{epoch:3d} {time.perf_counter() - began:6.0f} s  {kept(nlp, sgd, dev, out)}",
            flush=True,
        )


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(SETTINGS))
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, help="another number of epochs")
    args = parser.parse_args()
    settings = dict(SETTINGS[args.language])
    if args.epochs:
        settings["epochs"] = args.epochs
    train(args.language, args.treebanks, args.out, args.seed, settings)


if __name__ == "__main__":
    main()
