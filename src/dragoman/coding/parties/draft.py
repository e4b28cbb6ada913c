"""A sentence whose tree is put right by the names that are known to stand in it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Sentence
from dragoman.parsing.heads import Heads

_BETWEEN = frozenset({"ADV", "AUX", "PART"})


class Draft:
    """Heads, relations, classes and features that may be changed, and the sentence as it was."""

    def __init__(self, sentence: Sentence) -> None:
        self.old = sentence
        self.upos, self.feats = list(sentence.upos), list(sentence.feats)
        self.heads, self.rels = Heads(sentence.heads), list(sentence.deprels)

    def sentence(self) -> Sentence:
        return replace(
            self.old,
            upos=tuple(self.upos),
            feats=tuple(self.feats),
            heads=tuple(self.heads),
            deprels=tuple(self.rels),
        )

    def verb_behind(self, last: int) -> int | None:
        """The predicate that stands right behind the name, with auxiliaries and adverbs between."""
        for token in range(last + 1, min(last + 5, len(self.heads))):
            if self.upos[token] == "VERB":
                marks = [c for c in self.children(token) if self.base(c) == "mark"]
                marked = any(self.upos[c] != "PROPN" for c in marks)
                return None if marked or "VerbForm=Ger" in self.feats[token] else token
            if self.upos[token] not in _BETWEEN:
                return None
        return None

    def base(self, token: int) -> str:
        return self.rels[token].partition(":")[0]

    def children(self, token: int) -> list[int]:
        return self.heads.children(token)

    def has(self, token: int, rel: str) -> bool:
        return any(self.rels[c] == rel or self.base(c) == rel for c in self.children(token))

    def under(self, token: int, top: int) -> bool:
        return self.heads.is_under(token, top)
