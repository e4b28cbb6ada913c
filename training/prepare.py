"""From treebank files to the sentences a model learns: which files, which labels.

In: a folder with the treebanks' CoNLL-U files (plain, or packed as ``.xz``).
Out: lists of :class:`~treebank.Sentence`, in the labels that the shipped models use.
"""

from __future__ import annotations

from pathlib import Path

from indonesian import modernise
from tokenization import splitter
from treebank import Sentence, read

FILES: dict[str, dict[str, list[str]]] = {
    "en": {
        "train": ["en_ewt-train", "en_gum-open-train"],
        "dev": ["en_ewt-dev", "en_gum-open-dev"],
        "news": ["en_news-train"],
        "news-dev": ["en_news-dev"],
        "test": ["en_ewt-test", "en_gum-open-test"],
    },
    "id": {
        "train": ["id_gsd-2.x-train", "id_csui-train", "id_pud"],
        "dev": ["id_gsd-dev"],
        "news": ["id_news-train"],
        "news-dev": ["id_news-dev"],
        "test": ["id_gsd-test", "id_csui-test"],
    },
}
"""Which files are used for what. Those of news are our own and lie beside this file."""

NEWS = Path(__file__).parent / "news"

OLD = "id_gsd-2.x-train"
"""The file under older guidelines, brought to the newer ones by :func:`modernise`."""

KEPT_FEATS = {
    "VERB": ("VerbForm", "Tense", "Mood", "Voice"),
    "AUX": ("VerbForm", "Tense", "Mood"),
    "NOUN": ("Number",),
    "PROPN": ("Number",),
    "PRON": ("Person", "Number"),
    "PART": ("Polarity",),
    "ADV": ("Polarity",),
    "DET": ("Polarity",),
}
"""The features a model learns, by word class; all others are dropped."""

KEPT_SUBTYPES = {
    "en": {
        "nsubj:pass", "obl:agent", "aux:pass", "obl:unmarked", "nmod:poss", "nmod:unmarked",
        "nmod:desc", "compound:prt", "acl:relcl",
    },
    "id": {
        "nsubj:pass", "obl:agent", "obl:tmod", "nmod:poss", "nmod:tmod", "nmod:lmod", "acl:relcl",
        "flat:name", "advmod:emph", "case:adv",
    },
}  # fmt: skip
"""Subtypes of relations that are kept; any other is cut to its main type."""


def collapse(deprel: str, language: str) -> str:
    """The label a model uses for a treebank's label: ``det:predet`` becomes ``det``."""
    return deprel if deprel in KEPT_SUBTYPES[language] else deprel.partition(":")[0]


def keep_feats(upos: str, feats: dict[str, str]) -> dict[str, str]:
    """The few features that are learnt for a word of this class."""
    return {k: feats[k] for k in KEPT_FEATS.get(upos, ()) if k in feats}


def folder_of(part: str, treebanks: Path) -> Path:
    """Where the files of a part lie."""
    return NEWS if part.startswith("news") else treebanks


def load(folder: Path, language: str, part: str) -> dict[str, list[Sentence]]:
    """The sentences of a part (a key of `FILES`) by file, in the models' labels."""
    found: dict[str, list[Sentence]] = {}
    for name in FILES[language][part]:
        sentences = list(read(folder_of(part, folder), name))
        if name == OLD:
            newer = [s for n in ("id_csui-train", "id_pud") for s in read(folder, n)]
            sentences = modernise(sentences, newer, splitter())
        for sentence in sentences:
            for token in sentence.tokens:
                token.deprel = collapse(token.deprel, language)
                token.feats = keep_feats(token.upos, token.feats)
        found[name] = sentences
    return found
