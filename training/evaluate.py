"""Score a trained pipeline: ``python training/evaluate.py en MODEL --treebanks DIR``.

Prints a Markdown table for each test file: attachment scores on the treebank's own words and on raw
text, precision and recall of the relations that carry events, speed on one core, load time, size.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import spacy
from prepare import FILES, collapse, folder_of
from spacy.language import Language
from spacy.tokens import Doc
from train import to_doc
from treebank import Sentence, read

RELATIONS = {
    "nsubj(+pass)": {"nsubj", "nsubj:pass"},
    "nsubj:pass": {"nsubj:pass"},
    "obj": {"obj"},
    "obl (all kinds)": {"obl", "obl:agent", "obl:tmod", "obl:unmarked"},
    "obl:agent": {"obl:agent"},
    "ccomp": {"ccomp"},
    "xcomp": {"xcomp"},
    "advcl": {"advcl"},
    "acl(+relcl)": {"acl", "acl:relcl"},
    "conj": {"conj"},
}
"""Rows of the relation table: a prediction counts with its head right and its label in the set."""

Arc = tuple[int, tuple[int, int], tuple[int, int] | None, str]
"""Sentence number, the word's span of characters, its head's span (None for a root), its label."""


def one_sentence(doc: Doc) -> Doc:
    """The document with its sentence boundaries fixed: a single sentence."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def parsed(nlp: Language, sentences: list[Sentence], *, raw: bool) -> list[Doc]:
    """The analysed sentences, each a document of its own, from gold words or from raw text."""
    docs = [
        one_sentence(nlp.make_doc(s.text) if raw else to_doc(nlp, [s], gold=False))
        for s in sentences
    ]
    return list(nlp.pipe(docs, batch_size=256))


def _spans(words: list[str]) -> list[tuple[int, int]]:
    """Where each word lies in the text without its blanks."""
    spans, at = [], 0
    for word in words:
        size = len("".join(word.split()))
        spans.append((at, at + size))
        at += size
    return spans


def gold_arcs(sentences: list[Sentence], language: str, *, full: bool) -> list[tuple[Arc, str]]:
    """The treebank's arcs with word classes; labels as they are, or as the models have them."""
    arcs = []
    for number, sentence in enumerate(sentences):
        spans = _spans([t.form for t in sentence.tokens])
        for span, token in zip(spans, sentence.tokens, strict=True):
            head = spans[token.head] if token.head >= 0 else None
            label = token.deprel if full else collapse(token.deprel, language)
            arcs.append(((number, span, head, label), token.upos))
    return arcs


def model_arcs(docs: list[Doc]) -> list[tuple[Arc, str]]:
    """The pipeline's arcs with word classes."""
    arcs = []
    for number, doc in enumerate(docs):
        spans = _spans([t.text for t in doc])
        for span, token in zip(spans, doc, strict=True):
            if span[0] == span[1]:
                continue
            root = token.head.i == token.i
            head = None if root else spans[token.head.i]
            arcs.append(((number, span, head, "root" if root else token.dep_), token.pos_))
    return arcs


def f1(good: int, found: int, wanted: int) -> float:
    """Balanced F-score in percent."""
    return 200 * good / (found + wanted) if found + wanted else 0.0


def scores(gold: list[tuple[Arc, str]], ours: list[tuple[Arc, str]]) -> dict[str, float]:
    """Word, class and attachment scores (F1; on gold words that is the accuracy)."""

    def count(cut: Counter[object], wanted: Counter[object]) -> float:
        return f1(sum((cut & wanted).values()), sum(cut.values()), sum(wanted.values()))

    def bag(arcs: list[tuple[Arc, str]], kind: str) -> Counter[object]:
        if kind == "LAS-P":
            arcs = [a for a in arcs if a[0][3] != "punct"]
        return Counter(
            (a[0], a[1])
            if kind == "words"
            else (a[0], a[1], upos)
            if kind == "UPOS"
            else a[:3]
            if kind == "UAS"
            else (*a[:3], a[3].partition(":")[0])
            if kind == "LAS (main types)"
            else a
            for a, upos in arcs
        )

    kinds = ("words", "UPOS", "UAS", "LAS", "LAS (main types)", "LAS-P")
    return {kind: count(bag(ours, kind), bag(gold, kind)) for kind in kinds}


def relation_rows(gold: list[tuple[Arc, str]], ours: list[tuple[Arc, str]]) -> list[str]:
    """Precision and recall by relation, a table row each."""
    rows = []
    for name, labels in RELATIONS.items():
        wanted = {a[:3] for a, _ in gold if a[3] in labels}
        found = {a[:3] for a, _ in ours if a[3] in labels}
        good = len(wanted & found)
        if wanted:
            precision = 100 * good / max(1, len(found))
            recall = 100 * good / len(wanted)
            rows.append(f"| {name} | {len(wanted)} | {precision:.1f} | {recall:.1f} |")
    return rows


def speed(nlp: Language, texts: list[str]) -> tuple[float, float]:
    """Words and sentences a second of processor time, from raw single-sentence texts."""
    list(nlp.pipe(texts[:200]))
    began = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    took = time.process_time() - began
    return words / took, len(texts) / took


def load_seconds(model: Path) -> float:
    """Seconds that ``spacy.load`` takes in a fresh process, after importing spaCy."""
    code = "import time,sys,spacy;t=time.time();spacy.load(sys.argv[1]);print(time.time()-t)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(model)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=sorted(FILES))
    parser.add_argument("model", type=Path)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--part", default="test", choices=["dev", "test", "news-dev"])
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    size = sum(f.stat().st_size for f in args.model.rglob("*") if f.is_file())
    texts: list[str] = []
    head = "| file | input | words | UPOS | UAS | LAS | LAS (main types) | LAS without punct |"
    print(head + "\n|" + "---|" * 8)
    tables = []
    for name in FILES[args.language][args.part]:
        sentences = list(read(folder_of(args.part, args.treebanks), name))
        texts += [s.text for s in sentences]
        for raw in (False, True):
            docs = parsed(nlp, sentences, raw=raw)
            ours = model_arcs(docs)
            found = scores(gold_arcs(sentences, args.language, full=True), ours)
            cells = " | ".join(f"{v:.1f}" for v in found.values())
            print(f"| {name} | {'raw text' if raw else 'gold words'} | {cells} |")
            if not raw:
                rows = relation_rows(gold_arcs(sentences, args.language, full=False), ours)
                tables.append((name, rows))
    for name, rows in tables:
        print(f"\n{name}, gold words:\n\n| relation | in gold | precision | recall |")
        print("|---|---|---|---|\n" + "\n".join(rows))
    words, count = speed(nlp, texts * (1 + 4000 // len(texts)))
    print(f"\nspeed on one core, raw text: {words:,.0f} words/s, {count:,.0f} sentences/s")
    print(f"load time: {load_seconds(args.model):.2f} s; size: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
