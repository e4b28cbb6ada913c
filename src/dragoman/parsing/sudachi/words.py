"""Short-unit words: what is known of each, and a place to read them from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.languages.clauses import ClauseRules, ShortUnits

NOUNS = frozenset({"noun", "verbal", "counter", "number", "prefix", "suffix"})
QUALITIES = frozenset({"quality", "quality-suffix"})
BEHIND_NOUN = frozenset({"case", "topic", "particle"})
INFLECTED = frozenset({"verb", "adjective", "auxiliary"})
NAME, PERSON, TIME, NUMBER, COMMON, QUALITY = (
    "name", "person", "time", "number", "common", "quality",
)  # fmt: skip


@dataclass(slots=True, frozen=True)
class Word:
    """What is known of a token by itself.

    `kind` and `noun` are those of `languages.clauses.Tag`, `form` the conjugated form, `base` the
    dictionary form as written, `lemma` the citation form of the lexicon, `link` that of a particle
    or of a phrase that ends a clause.
    """

    kind: str
    upos: str
    lemma: str
    base: str
    form: str = ""
    noun: str = ""
    link: str = ""
    able: bool = False
    negative: bool = False
    cuts: tuple[Word, ...] = ()
    """What a token of several one-letter names is cut into, the first ones one character each."""


@dataclass(slots=True)
class Tokens:
    """The tokens of one text; the reader fills in what depends on the others."""

    text: str
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    rels: dict[int, str] = field(default_factory=dict)
    """Relations that a chunk's inner tokens have for certain."""
    governors: list[int] | None = None
    """The heads that another parser gives the tokens, if one was asked (see `clauses.attach`)."""

    def add(self, word: Word, start: int, end: int) -> None:
        """Append a token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)


class Words:
    """The words `order` (token indices) of a text, by their place among each other."""

    __slots__ = ("depth", "order", "rules", "size", "tokens", "units", "words")

    def __init__(
        self, tokens: Tokens, order: list[int], rules: ClauseRules, units: ShortUnits
    ) -> None:
        self.tokens = tokens
        self.order = order
        self.size = len(order)
        self.words = [tokens.words[i] for i in order]
        self.rules = rules
        self.units = units
        self.depth = 0

    def kind(self, at: int) -> str:
        """The kind of the word at a place; behind the last one, "stop"."""
        return self.words[at].kind if at < self.size else "stop"

    def form(self, at: int) -> str:
        """A word as written; behind the last one, ""."""
        if at >= self.size:
            return ""
        token = self.order[at]
        return self.tokens.text[self.tokens.starts[token] : self.tokens.ends[token]]

    def close(self, mark: str) -> None:
        """Leave the quotation that a closing mark ends."""
        if self.depth and mark in self.units.quotes.values():
            self.depth -= 1


class Verbs:
    """Citation forms of the verbs that runs of nouns make (`of`): with the light verb `do`."""

    def __init__(self, knows: Callable[[str], bool], cite: Callable[[str], str], do: str) -> None:
        self.knows = knows
        self._cite = cite
        self._wholes: dict[str, str] = {}
        self._do = do
        self._made: dict[tuple[str, ...], str] = {}

    def of(self, nouns: list[str]) -> str:
        """The longest tail of the nouns that makes a verb of the lexicon, else the last noun."""
        key = tuple(nouns[-4:])
        made = self._made.get(key)
        if made is None:
            made = self._make(key)
            if len(self._made) > 50_000:
                self._made.clear()
            self._made[key] = made
        return made

    def whole(self, verb: str) -> str:
        """The citation form of a verb of several words; "" if the lexicon has none."""
        known = self._wholes.get(verb)
        if known is None:
            if len(self._wholes) > 50_000:
                self._wholes.clear()
            known = self._wholes[verb] = self._cite(verb) if self.knows(verb) else ""
        return known

    def _make(self, nouns: tuple[str, ...]) -> str:
        for first in range(len(nouns)):
            verb = "".join(nouns[first:]) + self._do
            if self.knows(verb):
                return self._cite(verb)
        tail = nouns[-1]
        if len(tail) == 1 and len(nouns) > 1:
            tail = nouns[-2] + tail
        return tail + self._do


def is_syllabic(character: str) -> bool:
    """Whether a letter stands for a sound: dots join names in such letters."""
    return "\u30a0" <= character <= "\u30ff"
