"""Everything known of one sentence before acts are looked for: tree, words, mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PEOPLE, PLACE
from dragoman.coding.parties.mentions import AGENT, Mention, Mentions
from dragoman.coding.tree import Tree
from dragoman.coding.words.phrases import PhraseMatch
from dragoman.languages.expressions import CLASSES
from dragoman.languages.grammar import Grammar
from dragoman.model import Sentence

_KINDS = {
    "@country": frozenset({COUNTRY, CAPITAL, PEOPLE, DEMONYM}),
    "@place": frozenset({COUNTRY, CAPITAL, PLACE}),
    "@group": frozenset({BODY, GROUP}),
}


class _Meaning(NamedTuple):
    """The tokens by which a noun may be what is wanted, and the phrases that they head."""

    tokens: tuple[int, ...]
    phrases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its tree, the lexicon's phrases in it, and its mentions.

    `words`: token → the phrases whose head it is; `lemmas` are the sentence's, lower-cased.
    """

    sentence: Sentence
    tree: Tree
    grammar: Grammar
    phrases: Sequence[PhraseMatch]
    words: dict[int, frozenset[str]]
    mentions: Mentions
    lemmas: tuple[str, ...]
    _meanings: dict[int, _Meaning] = field(default_factory=dict, repr=False, compare=False)

    def content(self, token: int) -> Iterator[int]:
        """The token, what is coordinated with it, and what a counting or grouping noun counts."""
        for one in self.tree.conjuncts(token):
            yield one
            if self.passes_through(one):
                for child in self.tree.children[one]:
                    if self.tree.base[child] in (
                        "nmod",
                        "compound",
                        "flat",
                        "amod",
                        "appos",
                        "obl",
                    ):
                        yield from self.tree.conjuncts(child)

    def counted(self, token: int) -> list[int]:
        """What a noun of measure or kind measures ("tonnes of supplies")."""
        tree = self.tree
        return [
            c
            for c in tree.obliques(token)
            if tree.marked(c, self.grammar.owner) or not tree.cases(c)
        ]

    def passes_through(self, token: int) -> bool:
        """Whether the noun only counts or groups what hangs on it ("hundreds of troops")."""
        through = self.grammar.through
        return self.tree.lower[token] in through or self.sentence.lemmas[token] in through

    def fits(self, token: int, wanted: frozenset[str]) -> bool:
        """Whether a noun is one of the wanted words, or a mention of a wanted class."""
        meaning = self._meanings.get(token)
        if meaning is None:
            meaning = self._meanings[token] = self._meaning(token)
        if not meaning.phrases.isdisjoint(wanted):
            return True
        if wanted.isdisjoint(CLASSES):
            return False
        classes = wanted & CLASSES
        return any(self.is_class(one, name) for one in meaning.tokens for name in classes)

    def _meaning(self, token: int) -> _Meaning:
        tokens = (*self.content(token), *self._titles(token), *self.named_by(token))
        heads = [self.words[one] for one in tokens if one in self.words]
        return _Meaning(tokens, frozenset().union(*heads))

    def named_by(self, token: int) -> list[int]:
        """The nouns that say what bears the name in quotation marks behind them, which the tree
        takes for the head, or the number behind that (無人機「レイヴン」2機を)."""
        if not self.grammar.chaining:
            return []
        tree, upos = self.tree, self.sentence.upos
        within = tree.with_rel(token, "compound")
        if token > 0 and token - 1 in within and upos[token - 1] == "NOUN":
            named = upos[token] == "PROPN" or is_katakana(self.sentence.forms[token])
            if named and not is_katakana(self.sentence.forms[token - 1]):
                return [token - 1]  # 要衝キダルを
        within += [c for one in within for c in tree.with_rel(one, "compound")]
        return [
            c for c in within if c + 1 < token and upos[c + 1] == "PUNCT" and tree.head(c + 1) > c
        ]

    def _titles(self, token: int) -> list[int]:
        """What stands before a name that says what somebody is ("journalist Lena Okoro")."""
        if self.grammar.titles == "behind" or not self.sentence.forms[token][:1].isupper():
            return []
        return [
            c
            for c in self.tree.with_rel(token, "compound", "nmod:desc")
            if c < token and any(m.agent is not None for m in self.mentions.at(c))
        ]

    def any_fits(self, tokens: Iterable[int], wanted: frozenset[str]) -> int | None:
        """The first of the tokens that `fits`."""
        for token in tokens:
            if self.fits(token, wanted):
                return token
        return None

    def is_person(self, token: int) -> bool:
        """Whether the noun names an individual."""
        return any(m.is_person for m in self.mentions.headed(token))

    def is_class(self, token: int, name: str) -> bool:
        """Whether a token is a mention of an @class."""
        if name == "@number-of-people":
            tree = self.tree
            return bool(tree.with_rel(token, "nummod")) or self.passes_through(token)
        if name == "@several":  # parties in a row
            row = self.tree.conjuncts(token)
            return len(row) > 1 and all(self.is_class(one, "@actor") for one in row)
        for mention in self.mentions.headed(token):
            if name == "@actor" and mention.kind != DEMONYM:
                return True
            if name == "@person" and mention.is_person:
                return True
            kinds = _KINDS.get(name)
            if kinds is not None and mention.kind in kinds:
                return True
            if name == "@group" and mention.kind == AGENT and not mention.is_person:
                return True
        if name in ("@actor", "@person"):
            return self.tree.lower[token] in self.grammar.pronouns.person
        return False


def is_katakana(form: str) -> bool:
    """Whether a word is written in the letters of foreign names."""
    return all("\u30a0" <= letter <= "\u30ff" for letter in form)


def words_by_head(phrases: Sequence[PhraseMatch]) -> dict[int, frozenset[str]]:
    """Token → the phrases that it governs."""
    found: dict[int, set[str]] = {}
    for match in phrases:
        found.setdefault(match.head, set()).add(match.phrase)
    return {token: frozenset(words) for token, words in found.items()}


def is_plural(scene: Scene, mention: Mention) -> bool:
    """Whether an agent noun means several: by a numeral, its form, or a counting noun."""
    if mention.count is not None:
        return mention.count > 1
    head = mention.head
    plural = "Number=Plur" in scene.sentence.feats[head] or any(
        scene.passes_through(c) or scene.tree.lower[c] in scene.grammar.plural
        for c in scene.tree.children[head]
    )
    return mention.agent is not None and (plural or scene.passes_through(scene.tree.head(head)))
