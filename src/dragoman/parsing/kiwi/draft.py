"""The chunks of a Korean sentence while they are made: what every step works on."""

from __future__ import annotations

from dragoman.languages.clauses import ClauseRules
from dragoman.languages.morphemes import MorphemeRules
from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.lexicon import Lexicon
from dragoman.parsing.kiwi.words import Words

ACTING = frozenset({"name", "person"})
"""Classes of nouns for those who act."""


class Draft:
    """The chunks found so far (`found`), in order, and what is known of them.

    - `words`, `rules`, `morphemes`, `lexicon`: the sentence's tokens and the pack's rules;
    - `inner`: (token, head, relation) known from within a chunk, which overrule what the
      attachment says; the head is -1 for the root, -2 where only the relation is known;
    - `runs`: the number of the quotation that each chunk stands in, 0 for none;
    - `closed`: quotations whose marks were closed;
    - `ended`: last tokens of the chunks before a full stop or an ellipsis.
    """

    __slots__ = (
        "closed", "ended", "found", "inner", "lexicon", "morphemes", "rules", "runs", "words",
    )  # fmt: skip

    def __init__(self, words: Words, rules: ClauseRules, lexicon: Lexicon) -> None:
        assert rules.morphemes is not None
        self.words = words
        self.rules = rules
        self.morphemes: MorphemeRules = rules.morphemes
        self.lexicon = lexicon
        self.found: list[Chunk] = []
        self.inner: list[tuple[int, int, str]] = []
        self.runs: list[int] = []
        self.closed: set[int] = set()
        self.ended: set[int] = set()


def say_of(chunk: Chunk) -> None:
    """Make a noun that something is said to be (a noun with a copula) a predicate."""
    chunk.kind = clauses.PREDICATE
    chunk.noun = "common"
