"""The tokens of a Korean sentence: their kinds, what predicates say, and the lists that hold them.

Tokens never overlap, as Kiwi's morphemes do where they are fused in writing (했 is 하 + 었): a
predicate is one token with what is fused with it and with its final or adnominal ending;
connective endings, particles and nouns are tokens of their own.
"""

from __future__ import annotations

# Kinds of tokens.
NOUN, NUMBER, PLURAL, CASE, VERB, ADJECTIVE, AUXILIARY, ENDING, COPULA = range(9)
ADVERB, DETERMINER, JOINER, MARK, OPEN, CLOSE, COMMA, DOT, STOP, QUOTE, OTHER = range(9, 20)
SILENT = 20  # a mark that says nothing of the clause
NOMINALS = frozenset({NOUN, NUMBER})
PREDICATES = frozenset({VERB, ADJECTIVE, AUXILIARY, COPULA})

# What the endings of a predicate say, as bits; `FEATS` writes them out.
PAST, FUTURE, NEGATIVE, IMPERATIVE, FINITE, ADNOMINAL, CONVERB, PASSIVE, CAUSATIVE = (
    1, 2, 4, 8, 16, 32, 64, 128, 256,
)  # fmt: skip
_FEATURES = (
    (IMPERATIVE, "Mood=Imp"),
    (NEGATIVE, "Polarity=Neg"),
    (FUTURE, "Tense=Fut"),
    (PAST, "Tense=Past"),
    (ADNOMINAL, "VerbForm=Adn"),
    (CONVERB, "VerbForm=Conv"),
    (FINITE, "VerbForm=Fin"),
    (CAUSATIVE, "Voice=Cau"),
    (PASSIVE, "Voice=Pass"),
)
FEATS = tuple("|".join(text for bit, text in _FEATURES if bits & bit) for bits in range(512))


class Words:
    """The tokens of one sentence; parallel lists, one entry a token.

    `lemmas[i]` is "" where it is the form; `stems` are the analyser's stems of predicates; `links`
    and `cases` are what a particle or ending makes of its chunk; `bits` are the features of
    predicates; `classes` is the class of the morpheme.
    """

    __slots__ = (
        "bits", "cases", "classes", "ends", "kinds", "lemmas", "links", "starts", "stems", "text",
        "upos",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lemmas: list[str] = []
        self.upos: list[str] = []
        self.bits: list[int] = []
        self.stems: list[str] = []
        self.links: list[str] = []
        self.cases: list[str] = []
        self.classes: list[str] = []

    def add(
        self, kind: int, start: int, end: int, upos: str, lemma: str = "", group: str = ""
    ) -> int:
        """Append a token; returns its index."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.upos.append(upos)
        self.lemmas.append(lemma)
        self.bits.append(0)
        self.stems.append("")
        self.links.append("")
        self.cases.append("")
        self.classes.append(group)
        return len(self.kinds) - 1

    def pop(self) -> None:
        """Take the last token away."""
        for column in (
            self.kinds, self.starts, self.ends, self.upos, self.lemmas, self.bits, self.stems,
            self.links, self.cases, self.classes,
        ):  # fmt: skip
            column.pop()

    def form(self, i: int) -> str:
        """The token as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def lemma(self, i: int) -> str:
        """Its citation form."""
        return self.lemmas[i] or self.text[self.starts[i] : self.ends[i]]
