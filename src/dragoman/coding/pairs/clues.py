"""What in a sentence hints at the relation of a marked pair: the input of the statistical chooser.

A clue is a name with a weight. Clues of words carry the language's code, those of grammar and of
the lexicon's own findings do not, so that what one language teaches counts in the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree, is_unspaced
from dragoman.coding.words.lexicon import NO_ENTRIES, Lexicon
from dragoman.model import Sentence

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN", "AUX", "PART", "ADP", "SCONJ"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
_NEAR = 3
_PATH = 12
_GRAMS = (3, 4)
_SHORT_GRAMS = (1, 2)
_FORE, _AFT = 6, 8
_AHEAD = 7
_PHRASE, _WITH_OBJECT, _BARE, _WITHOUT = 0.8, 1.0, 0.6, 0.15
"""How much the words of an expression say whose conditions are not looked at: a phrase, a verb with
one of its objects, a word that asks for none, a verb without its object."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An act that the lexicon found: its class, id, how it fits the pair (a word) and how well, and
    whether an operator made it of another act."""

    kind: str
    act: str
    how: str
    score: float
    composed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked pair in a sentence: heads and stretches (first and last token) of source and
    target, None where it does not stand there."""

    source: int | None
    target: int | None
    source_at: tuple[int, int] | None
    target_at: tuple[int, int] | None


def clues(
    scene: Scene,
    pair: Pair,
    candidates: Sequence[Candidate],
    triggers: Sequence[Trigger],
    lexicon: Lexicon,
    kinds: Mapping[str, str | None],
) -> dict[str, float]:
    """The clues of a pair: name → weight.

    `candidates` are the lexicon's findings, the best first; `triggers` its expressions in the
    sentence; `kinds`: act → its class (None: an operator).
    """
    found: dict[str, float] = {}

    def add(name: str, weight: float = 1.0) -> None:
        if weight > found.get(name, 0.0):
            found[name] = weight

    for name, weight in _of_lexicon(candidates):
        add(name, weight)
    words = _Words(scene, pair)
    for name, weight in words.all():
        add(name, weight)
    path = words.path
    for trigger in triggers:
        place = "on" if trigger.head in path or not path.isdisjoint(trigger.nouns) else "off"
        add(f"act:{place}:{trigger.act}")
        add(f"kind:{place}:{kinds.get(trigger.act) or 'operator'}")
        for act, _ in trigger.rivals:
            add(f"rival:{place}:{act}", 0.5)
    for name, weight in _of_expressions(scene, words, lexicon, kinds):
        add(name, weight)
    return found


def _of_expressions(
    scene: Scene, words: _Words, lexicon: Lexicon, kinds: Mapping[str, str | None]
) -> Iterator[tuple[str, float]]:
    """What the words on the way mean in expressions whose other conditions may not be met: packs
    ask for much, lest whole coding find acts that are none; here it is known that there is one."""
    tree = scene.tree
    for token in words.predicates():
        lemma = scene.lemmas[token]
        objects = [*tree.objects(token), *tree.obliques(token)]
        reach = slice(token + 1, token + _AHEAD)
        ahead = dict.fromkeys((*tree.lower[reach], *scene.lemmas[reach]))
        verb = lexicon.verbs.get(lemma, NO_ENTRIES)
        for rest, expression, _ in (*verb.bare, *verb.among(ahead)):
            weight = _PHRASE if rest else _BARE
            if expression.object:
                fits = scene.any_fits(objects, expression.object) is not None
                weight = _WITH_OBJECT if fits else _WITHOUT
            yield f"may:{kinds.get(expression.act) or expression.act}", weight
            yield f"may:act:{expression.act}", weight * _BARE
        for expression, _ in (*lexicon.nouns.get(lemma, ()), *lexicon.adjectives.get(lemma, ())):
            yield f"may:{kinds.get(expression.act) or expression.act}", _BARE
            yield f"may:act:{expression.act}", _BARE * _BARE


def _of_lexicon(candidates: Sequence[Candidate]) -> Iterator[tuple[str, float]]:
    if not candidates:
        yield "lexicon:none", 1.0
        return
    best = candidates[0]
    yield f"best:{best.kind}", best.score
    yield f"best:{best.how}:{best.kind}", 1.0
    yield f"best:act:{best.act}", best.score
    yield f"fit:{best.how}", 1.0
    if best.composed:
        yield f"best:composed:{best.kind}", 1.0
    for other in candidates[1:4]:
        yield f"other:{other.kind}", other.score
        yield f"other:{other.how}:{other.kind}", 0.5


class _Words:
    """Clues of the words and the grammar."""

    def __init__(self, scene: Scene, pair: Pair) -> None:
        self.scene, self.pair = scene, pair
        self.tree: Tree = scene.tree
        self.sentence: Sentence = scene.sentence
        self.lang = scene.sentence.lang
        self.inside = _tokens(pair.source_at) | _tokens(pair.target_at)
        self.up, self.down = way(self.tree, pair.source, pair.target)
        self.path = frozenset((*self.up, *self.down))

    def word(self, token: int) -> str:
        return self.scene.lemmas[token]

    def predicates(self) -> list[int]:
        """The words on the way outside the two, the one that governs each, and what they govern
        as a verb or noun of a phrase."""
        known = {t for t in self.path if t not in self.inside}
        for token in (self.pair.source, self.pair.target):
            holder = self._predicate(token) if token is not None else None
            if holder is not None:
                known.add(holder)
        for token in list(known):
            children = self.tree.with_rel(token, "obj", "xcomp", "ccomp", "compound", "conj")
            known.update(c for c in children if c not in self.inside)
        return sorted(known)

    def all(self) -> Iterator[tuple[str, float]]:
        yield f"lang:{self.lang}", 0.5
        yield from self._places()
        yield from self._of_path()
        yield from self._of_predicates()
        yield from self._between()
        yield from self._of_names()

    def _places(self) -> Iterator[tuple[str, float]]:
        source, target = self.pair.source, self.pair.target
        if source is None or target is None:
            yield f"missing:{'source' if source is None else 'target'}", 1.0
            return
        order = "source-first" if source < target else "target-first"
        yield f"order:{order}", 0.5
        yield f"rels:{self.tree.base[source]}:{self.tree.base[target]}:{order}", 0.5

    def _of_path(self) -> Iterator[tuple[str, float]]:
        steps = [*(("up", t) for t in self.up), *(("down", t) for t in self.down)]
        between = [(way, t) for way, t in steps if t not in self.inside][:_PATH]
        for way, token in between:
            word = self.word(token)
            yield f"{self.lang}:path:{word}", 1.0
            yield f"{self.lang}:path:{way}:{word}", 0.7
            for gram in _grams(word):
                yield f"{self.lang}:gram:{gram}", 0.35
        shape = ">".join(f"{way}.{self.tree.base[t]}" for way, t in steps[:_PATH])
        yield f"shape:{shape}", 0.5

    def _of_predicates(self) -> Iterator[tuple[str, float]]:
        tree = self.tree
        for role, token in (("source", self.pair.source), ("target", self.pair.target)):
            if token is None:
                continue
            holder = self._predicate(token)
            if holder is None:
                continue
            word = self.word(holder)
            passive = "passive" if tree.is_passive(holder) else "active"
            rel = tree.base[token]
            cases = "+".join(tree.cases(token)) or "-"
            yield f"{self.lang}:{role}:of:{word}", 0.8
            yield f"{self.lang}:{role}:{rel}:{word}:{passive}", 0.8
            yield f"{self.lang}:{role}:{cases}:{word}", 0.8
            yield f"{role}:{rel}:{passive}", 0.4
            yield f"{self.lang}:{role}:case:{cases}", 0.4
            for child in tree.children[holder]:
                if child in self.inside or child == token:
                    continue
                base = tree.base[child]
                if base in (
                    "obj",
                    "xcomp",
                    "ccomp",
                    "obl",
                    "compound",
                    "advmod",
                    "aux",
                    "mark",
                    "nsubj",
                    "advcl",
                    "conj",
                    "nmod",
                    "cop",
                    "amod",
                    "acl",
                    "fixed",
                ):
                    yield f"{self.lang}:{word}>{base}:{self.word(child)}", 0.8
                    yield f"{self.lang}:child:{self.word(child)}", 0.6
                    for gram in _grams(self.word(child)):
                        yield f"{self.lang}:gram:{gram}", 0.2

    def _predicate(self, token: int) -> int | None:
        tree = self.tree
        for one in tree.ancestors(token):
            if one not in self.inside:
                return one
        return None

    def _between(self) -> Iterator[tuple[str, float]]:
        at = [p for p in (self.pair.source_at, self.pair.target_at) if p is not None]
        first, last = min(p[0] for p in at), max(p[1] for p in at)
        for token in range(self.tree.size):
            if token in self.inside or self.sentence.upos[token] not in _CONTENT:
                continue
            word = self.word(token)
            if first < token < last:
                where = "between"
            elif last < token <= last + _AFT:
                where = "after"
            elif first - _FORE <= token < first:
                where = "before"
            else:
                continue
            yield f"{self.lang}:{where}:{word}", 0.5
            yield f"{self.lang}:word:{word}", 0.4
            if self.sentence.upos[token] in ("VERB", "NOUN", "ADJ"):
                for gram in _grams(word):
                    yield f"{self.lang}:gram:{gram}", 0.15
            after = token + 1
            if after < self.tree.size and after not in self.inside:
                yield f"{self.lang}:two:{word} {self.word(after)}", 0.5

    def _of_names(self) -> Iterator[tuple[str, float]]:
        for role, head, at in (
            ("source", self.pair.source, self.pair.source_at),
            ("target", self.pair.target, self.pair.target_at),
        ):
            if head is None or at is None:
                continue
            yield f"{self.lang}:{role}:named:{self.word(head)}", 0.6
            for token in range(at[0], at[1] + 1):
                if self.sentence.upos[token] != "PROPN":
                    yield f"{self.lang}:{role}:has:{self.word(token)}", 0.3
            for mention in self.scene.mentions.headed(head):
                for who in mention.participants:
                    if who.sector:
                        yield f"{role}:sector:{who.sector}", 0.6
                yield f"{role}:kind:{mention.kind}", 0.4


def _tokens(at: tuple[int, int] | None) -> frozenset[int]:
    return frozenset(range(at[0], at[1] + 1)) if at is not None else frozenset()


def way(tree: Tree, source: int | None, target: int | None) -> tuple[list[int], list[int]]:
    """The tokens from the source up to where the two meet, that one included, and from there down
    to the target."""
    if source is None or target is None:
        known = source if source is not None else target
        return ([known, *tree.ancestors(known)][:_NEAR], []) if known is not None else ([], [])
    up = [source, *tree.ancestors(source)]
    down = [target, *tree.ancestors(target)]
    common = next((t for t in up if t in down), None)
    if common is None:
        return [source], [target]
    return up[: up.index(common) + 1], down[: down.index(common)][::-1]


def _grams(word: str) -> Iterator[str]:
    """Pieces of a word: three and four letters, of scripts with many characters one and two."""
    sizes = _SHORT_GRAMS if word and is_unspaced(word) else _GRAMS
    edged = word if sizes is _SHORT_GRAMS else f"<{word}>"
    for size in sizes:
        for at in range(len(edged) - size + 1):
            yield edged[at : at + size]


def in_words(clue: str) -> str:
    """A clue as an explanation names it: "'lambast' on the path between them"."""
    parts = clue.split(":")
    lexical = len(parts[0]) == 2
    name, *rest = parts[1:] if lexical else parts
    said = _SAID.get(name)
    if said is None:
        return f"'{':'.join(rest)}' under '{name.partition('>')[0]}'" if ">" in name else clue
    return said.format(f"'{':'.join(rest)}'")


_SAID = {
    "path": "{} on the path between them",
    "gram": "the letters {} in the words between them",
    "source": "{} by the source",
    "target": "{} by the target",
    "child": "{} under the predicate",
    "between": "{} between them",
    "before": "{} before them",
    "after": "{} after them",
    "word": "{} near them",
    "two": "{} near them",
    "best": "the best reading {}",
    "other": "another reading {}",
    "fit": "the best reading fits as {}",
    "act": "the expression {}",
    "kind": "an expression of the kind {}",
    "rival": "a rival reading {}",
    "may": "words that may mean {}",
    "rels": "the functions {}",
    "shape": "the shape of the tree {}",
    "order": "the order {}",
    "lexicon": "no act in the lexicon",
    "missing": "no {} in the sentence",
    "lang": "the language {}",
}
