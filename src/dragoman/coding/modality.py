"""Auxiliary modes: is the act denied, still to come, only supposed, or long past?"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.coding.scene import Scene
from dragoman.languages.grammar import Marked
from dragoman.model import FUTURE, HISTORICAL, HYPOTHETICAL, NEGATION

_BEARERS = frozenset({"aux", "advmod", "det", "mark", "case", "cc", "neg", "amod"})


def is_negated(scene: Scene, token: int) -> bool:
    """Whether a negation hangs on the predicate or noun."""
    tree, words = scene.tree, scene.grammar.negation.words
    for child in tree.children[token]:
        if tree.lower[child] in words and tree.base[child] in _BEARERS:
            if child > 0 and tree.base[child - 1] == "cc" and child + 1 < token:
                continue  # "directly or not directly": it denies the adverb behind it
            return True
    return False


def modes_of(
    scene: Scene, token: int, nouns: Iterable[int] = (), *, reported: bool = False
) -> set[str]:
    """The auxiliary modes that the words around a predicate (or act noun) give it.

    `reported`: inside somebody's words, where "would" is a future seen from the past. `nouns` are the nouns of its expression: "no talks were held" denies the holding.
    """
    grammar, found = scene.grammar, set[str]()
    if is_negated(scene, token) or any(_no(scene, noun) for noun in nouns):
        found.add(NEGATION)
    if _marked(scene, token, grammar.future):
        found.add(FUTURE)
    if reported and has_auxiliary(scene, token, grammar.reporting.future):
        found.add(FUTURE)
    elif _marked(scene, token, grammar.hypothetical):
        found.add(HYPOTHETICAL)
    if NEGATION in found:
        found.discard(HYPOTHETICAL)
    if is_conditional(scene, token):
        found.add(HYPOTHETICAL)
    if _attribute(scene, (token, *nouns), grammar.historical.modifiers):
        found.add(HISTORICAL)
    if _attribute(scene, (token, *nouns), grammar.future.modifiers):
        found.add(FUTURE)
    if _attribute(scene, (token, *nouns), grammar.hypothetical.modifiers):
        found.add(HYPOTHETICAL)
    return found


def conditions(scene: Scene, token: int) -> list[int]:
    """The conditional clauses that hang on the predicate."""
    tree, markers = scene.tree, scene.grammar.hypothetical.markers
    return [
        c
        for c in tree.with_rel(token, "advcl")
        if any(tree.lower[m] in markers for m in tree.with_rel(c, "mark"))
    ]


def is_conditional(scene: Scene, token: int) -> bool:
    """Whether the predicate depends on a condition ("… if the shelling goes on")."""
    return bool(conditions(scene, token))


def has_auxiliary(scene: Scene, token: int, words: tuple[str, ...]) -> bool:
    """Whether one of the auxiliaries hangs on the predicate."""
    tree = scene.tree
    return any(
        tree.base[c] in ("aux", "advmod") and tree.lower[c] in words for c in tree.children[token]
    )


def _no(scene: Scene, noun: int) -> bool:
    tree, words = scene.tree, scene.grammar.negation.words
    return any(
        tree.lower[c] in words and tree.base[c] in ("det", "advmod") for c in tree.children[noun]
    )


def _marked(scene: Scene, token: int, signs: Marked) -> bool:
    tree, lemmas = scene.tree, scene.sentence.lemmas
    for child in tree.children[token]:
        word, base = tree.lower[child], tree.base[child]
        if base == "aux" and (word in signs.auxiliaries or lemmas[child] in signs.auxiliaries):
            return True
        if base == "advmod" and (word in signs.adverbs or word in signs.auxiliaries):
            return True
        if base in ("mark", "case") and word in signs.markers:
            return True
    if tree.base[token] == "conj":
        head = tree.head(token)
        own = any(tree.base[c] in ("aux", "nsubj") for c in tree.children[token])
        return not own and tree.sentence.upos[head] == "VERB" and _marked(scene, head, signs)
    return bool(tree.base[token] == "xcomp" and lemmas[tree.head(token)] in signs.governors)


def _attribute(scene: Scene, tokens: Iterable[int], words: tuple[str, ...]) -> bool:
    tree = scene.tree
    return bool(words) and any(
        tree.lower[c] in words and tree.base[c] in ("amod", "compound", "advmod", "det")
        for token in tokens
        if tree.sentence.upos[token] in ("NOUN", "PROPN")
        for c in tree.children[token]
    )
