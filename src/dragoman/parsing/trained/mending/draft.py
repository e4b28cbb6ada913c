"""A tree being mended, and what all mends ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.parsing.engine import Parsed
from dragoman.parsing.heads import Heads
from dragoman.parsing.trained.mending.relations import Relations

OF_THE_CLAUSE = frozenset({"nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "mark", "advmod",
                            "advcl", "obl", "ccomp", "parataxis", "cc", "discourse", "vocative",
                            "dislocated", "expl", "obl:unmarked"})  # fmt: skip

ENDS = frozenset(".!?。")
"""What a sentence ends with, and a headline does not."""
_STOPS = frozenset(".!?。”\"'")


@dataclass(slots=True)
class Draft:
    """Heads and relations that may be changed, beside the parse that they come from."""

    heads: Heads
    deprels: Relations
    parsed: Parsed

    def having(self, *rels: str) -> Iterable[int]:
        """The tokens with one of the relations, in order; what is changed on the way counts."""
        return self.deprels.having(rels)

    def having_kind(self, *kinds: str) -> Iterable[int]:
        """The tokens with one of the relations or a subtype of it (flat: flat:name), in order."""
        return self.deprels.having_kind(kinds)

    def children(self, token: int) -> list[int]:
        """The dependents of a token, in their order; not to be changed."""
        return self.heads.children(token)

    def under(self, token: int, top: int) -> bool:
        """Whether a token is the other one or hangs below it."""
        return self.heads.is_under(token, top)

    def below(self, top: int) -> set[int]:
        """The token and all tokens that hang below it."""
        found, todo = {top}, [top]
        while todo:
            for child in self.children(todo.pop()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found

    def bare_root(self, *barred: str) -> int | None:
        """The root of a sentence with a full stop, if it is a noun without subject, copula and
        auxiliary (nor a child of a barred relation): no predicate, so the verb is elsewhere."""
        parsed = self.parsed
        if not parsed.forms or parsed.forms[-1] not in _STOPS:
            return None
        root = self.heads.root
        if root is None or parsed.upos[root] not in ("NOUN", "PROPN"):
            return None
        rels = {self.deprels[t] for t in self.children(root)}
        return None if rels & {"cop", "nsubj", "nsubj:pass", "aux", *barred} else root

    def ends(self, token: int) -> bool:
        return token + 1 >= len(self.heads)

    def is_verbal(self, token: int) -> bool:
        if self.parsed.upos[token] == "VERB":
            return True
        return self.parsed.upos[token] == "ADJ" and "VerbForm=Part" in self.parsed.feats[token]

    def is_subject(self, token: int) -> bool:
        return self.deprels[token] in ("nsubj", "nsubj:pass")

    def raise_verb(self, verb: int, noun: int, children: list[int]) -> None:
        """The participle becomes the predicate in the noun's place, the noun its object."""
        root = self.heads[noun] == noun
        self.heads[verb] = verb if root else self.heads[noun]
        self.deprels[verb] = self.deprels[noun]
        self.heads[noun], self.deprels[noun] = verb, "obj"
        for child in children:
            if child == verb:
                continue
            of_clause = self.deprels[child] in OF_THE_CLAUSE or (
                self.deprels[child] == "punct" and root
            )
            if of_clause and not noun > child > verb:
                self.heads[child] = verb

    def turn(self, noun: int, verb: int, children: list[int]) -> None:
        self.heads[verb], self.deprels[verb] = verb, "root"
        self.heads[noun], self.deprels[noun] = verb, "nsubj"
        for child in children:
            if child != verb and ((self.deprels[child] in ("punct", "obl", "advcl", "ccomp")
                                  and child > verb) or self.deprels[child] == "mark"):  # fmt: skip
                self.heads[child] = verb

    def is_tree(self) -> bool:
        roots = [t for t, head in enumerate(self.heads) if t == head]
        return len(roots) == 1 and all(
            self.under(token, roots[0]) for token in range(len(self.heads))
        )
