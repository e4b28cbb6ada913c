"""Reading CoNLL-U files, plain or packed as ``.xz``, into sentences."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO


def words(text: str) -> list[str]:
    """The words of a list that is written as one text, between blanks."""
    return text.split()


@dataclass(slots=True)
class Token:
    """One word of a sentence; ``head`` is an index into the sentence, -1 for its root."""

    form: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space: bool = True


@dataclass(slots=True)
class Sentence:
    """A sentence as the treebank has it."""

    name: str
    tokens: list[Token] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The raw text, rebuilt from the words and the blanks after them."""
        return "".join(t.form + " " * t.space for t in self.tokens).strip()


def _open(folder: Path, name: str) -> TextIO:
    packed = folder / f"{name}.conllu.xz"
    if packed.exists():
        return lzma.open(packed, "rt", encoding="utf8")
    return (folder / f"{name}.conllu").open(encoding="utf8")


def read(folder: Path, name: str) -> Iterator[Sentence]:
    """Yield the sentences of one treebank file, with its labels untouched.

    The parts of a multiword token become words without a blank between them; empty nodes go.
    """
    sentence = Sentence(name)
    last_of_range, space_after_range = 0, True
    with _open(folder, name) as lines:
        for line in lines:
            if not line.strip():
                if sentence.tokens:
                    yield sentence
                sentence = Sentence(name)
                last_of_range = 0
                continue
            if line.startswith("#"):
                continue
            ident, form, _, upos, _, feats, head, deprel, _, misc = line.rstrip("\n").split("\t")
            space = "SpaceAfter=No" not in misc
            if "-" in ident:
                last_of_range, space_after_range = int(ident.split("-")[1]), space
                continue
            if "." in ident:
                continue
            if int(ident) <= last_of_range:
                space = space_after_range if int(ident) == last_of_range else False
            pairs = [pair.split("=") for pair in feats.split("|")] if feats != "_" else []
            sentence.tokens.append(Token(form, upos, dict(pairs), int(head) - 1, deprel, space))
    if sentence.tokens:
        yield sentence
