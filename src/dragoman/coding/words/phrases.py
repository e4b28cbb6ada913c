"""Finds the words and phrases of a lexicon in the tokens of a sentence, all in one walk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dragoman.coding.tree import Tree, is_unspaced, units

_END = ""
_KEPT = 200_000  # tokens taken apart that are kept


class PhraseMatch(NamedTuple):
    """A phrase of the lexicon found at tokens first..last, `head` being the one that governs."""

    phrase: str
    first: int
    last: int
    head: int


class _Cut(NamedTuple):
    """A token taken apart: form and lemma of each piece, the pieces with which a phrase may begin,
    and the phrases that the whole token is by its lemma."""

    pieces: tuple[tuple[str, str], ...]
    starts: tuple[int, ...]
    whole: tuple[str, ...]


class PhraseTable:
    """Phrases in citation form; each token is compared by its form and by its lemma.

    A sentence's tokens are taken apart into words and marks as the phrases are, so that
    "air-strike" is found whether or not the engine parts it, and 電話会談 whether it is cut into
    two words or none. A character of such a script begins a phrase only where a token begins, and
    phrases that differ only in how they are parted (정상 회담, 정상회담) are all found at once.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], head_last: bool) -> None:
        """`phrases`: phrase → the ways to write it, itself first; `head_last`: a phrase's noun
        stands behind its attributes."""
        self._root: dict[str, Any] = {}
        self._pairs: dict[str, dict[str, str]] = {}
        self._cuts: dict[tuple[str, str], _Cut] = {}
        listed = sorted((order, written, phrase) for phrase, spelt in phrases.items()
                        for order, written in enumerate(spelt))  # fmt: skip
        for _, written, phrase in listed:
            node = self._root
            for unit in units(written):
                node = node.setdefault(unit, {})
            same: tuple[str, ...] = node.get(_END, ())
            if not same or (phrase not in same and is_unspaced(units(written)[-1])):
                node[_END] = (*same, phrase)
            pair = tuple(written.lower().split(" "))
            if len(pair) == 2:
                attribute, noun = pair if head_last else pair[::-1]
                self._pairs.setdefault(noun, {}).setdefault(attribute, phrase)

    def apart(self, tree: Tree, found: list[PhraseMatch]) -> list[PhraseMatch]:
        """Two-word phrases whose words are a noun and its attribute with others between ("joint
        naval exercise" for "joint exercise")."""
        more: list[PhraseMatch] = []
        known = {(m.phrase, m.head) for m in found}
        lemmas = tree.sentence.lemmas
        before = tree.grammar.modifiers == "before"
        for noun, pos in enumerate(tree.sentence.upos):
            if pos not in ("NOUN", "PROPN"):
                continue
            pairs = self._pairs.get(lemmas[noun].lower())
            if pairs is None:
                continue
            for child in tree.children[noun]:
                if tree.base[child] not in ("amod", "compound", "nmod", "flat") or tree.cases(
                    child
                ):
                    continue
                if (child < noun) != before or abs(child - noun) < 2:
                    continue
                for word in {lemmas[child].lower(), tree.lower[child]}:
                    phrase = pairs.get(word)
                    if phrase is not None and (phrase, noun) not in known:
                        more.append(PhraseMatch(phrase, noun, noun, noun))
        return more

    def find(self, tree: Tree) -> list[PhraseMatch]:
        """Every phrase in the sentence, in the order of first token, then of length."""
        root, cuts = self._root, self._cuts
        found: list[PhraseMatch] = []
        starts: list[int] = []
        pieces: list[tuple[str, str]] = []
        tokens: list[int] = []
        for token, pair in enumerate(zip(tree.lower, tree.sentence.lemmas, strict=True)):
            cut = cuts.get(pair) or self._cut(*pair)
            for phrase in cut.whole:
                found.append(PhraseMatch(phrase, token, token, token))
            if cut.starts:
                starts += [len(pieces) + at for at in cut.starts]
            pieces += cut.pieces
            tokens += [token] * len(cut.pieces)
        pieces.append(("", ""))  # behind the last one nothing goes on
        tokens.append(tree.size)
        for start in starts:
            self._walk(root, pieces, tokens, start, tokens[start], found, tree)
        return found

    def _cut(self, form: str, lemma: str) -> _Cut:
        """A token taken apart, kept for the next time."""
        root = self._root
        parts = (form,) if form.isascii() and form.isalpha() else units(form)
        whole: tuple[str, ...] = ()
        if len(parts) == 1:
            pieces: tuple[tuple[str, str], ...] = ((parts[0], lemma.lower()),)
        else:
            base = units(lemma)
            paired = base if len(base) == len(parts) else parts
            pieces = tuple(zip(parts, paired, strict=True))
            if len(base) == 1 and len(parts) > 1:
                whole = root.get(base[0], {}).get(_END, ())
        starts = tuple(
            at
            for at, (unit, base_unit) in enumerate(pieces)
            if (unit in root or base_unit in root) and not (at and is_unspaced(unit))
        )
        if len(self._cuts) >= _KEPT:
            self._cuts.clear()
        cut = self._cuts[form, lemma] = _Cut(pieces, starts, whole)
        return cut

    def _walk(
        self,
        node: dict[str, Any],
        pieces: list[tuple[str, str]],
        tokens: list[int],
        at: int,
        first: int,
        found: list[PhraseMatch],
        tree: Tree,
    ) -> None:
        """Add the phrases that go on from a node with the piece `at`; `tokens` are the pieces'."""
        form, lemma = pieces[at]
        at += 1
        for unit in (form,) if lemma == form else (form, lemma):
            after = node.get(unit) if unit else None
            if after is None:
                continue
            phrases: tuple[str, ...] = after.get(_END, ())
            if phrases and tokens[at] != tokens[at - 1]:
                last = tokens[at - 1]
                head = tree.head_of(first, last)
                for phrase in phrases:
                    match = PhraseMatch(phrase, first, last, head)
                    if match not in found[-4:]:
                        found.append(match)
            if pieces[at][0] in after or pieces[at][1] in after:
                self._walk(after, pieces, tokens, at, first, found, tree)
