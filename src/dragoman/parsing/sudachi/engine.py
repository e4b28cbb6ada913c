"""Parsing with SudachiPy's short units and a pack's clause analysis (`clauses.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dragoman.errors import LanguageError
from dragoman.languages.clauses import ClauseRules, Tag
from dragoman.languages.morphology import Morphology
from dragoman.parsing.clauses import attach, punctuate
from dragoman.parsing.engine import Parsed
from dragoman.parsing.sudachi.joins import Joins
from dragoman.parsing.sudachi.units import Reader
from dragoman.parsing.sudachi.words import NOUNS, QUALITIES, Tokens, Verbs, Word

_KNOWN = 200_000  # analysed words kept
_CITED = frozenset({"verb", "adjective"})
_NOUNS = NOUNS | QUALITIES
LONGEST = 4_000
"""Characters of the longest text that is analysed in one piece; the rest of a longer one is cut
at this length, so that no text exceeds what the analyser takes."""


class SudachiEngine:
    """An `Engine` on SudachiPy; its dictionary is loaded when first needed.

    `rules` must hold the section `units`.
    """

    def __init__(self, rules: ClauseRules, morphology: Morphology) -> None:
        if rules.units is None:
            raise LanguageError("the pack's clauses.yaml has no section 'units'")
        self.rules = rules
        self.units = rules.units
        self._morphology = morphology
        self._analyser: Any = None
        self._parts: list[tuple[Tag, str]] = []
        self._words: dict[tuple[int, str, str], Word] = {}
        self._verbs = Verbs(morphology.knows, self._cite_verb, self.units.doing)
        self._joins = Joins(rules, self.units, self._verbs)
        self._closing = frozenset(self.units.quotes.values())
        self._seams = re.compile(self.units.seams) if self.units.seams else None

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Parse sentences, one `Parsed` for each text in order.

        Raises:
            LanguageError: SudachiPy or its dictionary is not installed.
        """
        if self._analyser is None:
            self._load()
        return [self._parse(text) for text in texts]

    def _load(self) -> None:
        try:
            from sudachipy import Dictionary, SplitMode

            dictionary = Dictionary(dict="core")
            parts = list(dictionary.pos_matcher(lambda pos: True))
            # before SudachiPy 0.7 the method had another name
            make = getattr(dictionary, "tokenizer", None) or dictionary.create
            self._analyser = make(mode=SplitMode.A)
        except ImportError as error:
            raise LanguageError(
                "SudachiPy and its core dictionary, which this pack needs, are not installed"
            ) from error
        self._parts = [self._read_tag(part) for part in parts]

    # --- words

    def _read_tag(self, part: Sequence[str]) -> tuple[Tag, str]:
        """A part of speech as the engine's kind of word and conjugated form."""
        names = [name for name in part[:4] if name != "*"]
        tags = self.units.tags
        tag = Tag(kind="symbol", upos="X")
        for length in range(len(names), 0, -1):
            found = tags.get("-".join(names[:length]))
            if found is not None:
                tag = found
                break
        form = ""
        for start, name in self.units.forms.items():
            if part[5].startswith(start):
                form = name
        return tag, form

    def _word(self, morpheme: Any) -> Word:
        key = (morpheme.part_of_speech_id(), morpheme.dictionary_form(), morpheme.normalized_form())
        word = self._words.get(key)
        if word is None:
            if len(self._words) >= _KNOWN:
                self._words.clear()
            word = self._words[key] = self._make_word(*key)
        return word

    def _make_word(self, part: int, base: str, normal: str) -> Word:
        tag, form = self._parts[part]
        tag = self.units.words.get(base, tag)
        kind = tag.kind
        lemma, link = base, ""
        if kind in _CITED:
            lemma = self._cite(base, normal, tag.upos)
        elif kind in _NOUNS:
            lemma = base.lower()
            if not self._morphology.knows(base) and self._morphology.knows(normal):
                lemma = normal
        elif kind in ("case", "topic", "particle"):
            particle = self.units.particles.get(base)
            if particle is not None:
                lemma, link = particle.lemma, particle.link
        upos = tag.upos
        if kind == "adnominal" and base in self.rules.determiners:
            upos = "DET"
        if kind == "auxiliary":
            base = lemma = normal
        cuts = self._cuts(base) if kind == "noun" and tag.noun != "person" else ()
        return Word(kind, upos, lemma, base, form, tag.noun, link, tag.able, cuts=cuts)

    def _cite_verb(self, verb: str) -> str:
        return self._morphology.analyse(verb, "VERB").lemma

    def _cuts(self, base: str) -> tuple[Word, ...]:
        """The one-letter names (and the rest) that a noun is written of; none for other nouns."""
        units = self.units
        if not 2 <= len(base) <= 4 or base[0] not in units.letters or base in units.uncut:
            return ()
        names = [Word("noun", "PROPN", letter, letter, noun="name") for letter in base]
        if all(letter in units.letters for letter in base):
            return tuple(names)
        rest = base[1:]
        if rest not in units.letter_nouns:
            return ()
        return (names[0], Word("noun", "NOUN", rest, rest, noun="name"))

    def _cite(self, base: str, normal: str, upos: str) -> str:
        """The citation form in the lexicon's spelling."""
        for old, new in self.units.older_endings.items():
            if base.endswith(old):
                base = base.removesuffix(old) + new
        for form in (base, normal):
            if self._morphology.knows(form):
                return self._morphology.analyse(form, upos).lemma
        return base

    # --- one text

    def _tokens(self, text: str) -> Tokens:
        """The tokens of a text, with what is written as several words joined."""
        words: list[Word] = []
        ends: list[int] = []
        seams = [m.start() for m in self._seams.finditer(text)] if self._seams is not None else ()
        cuts = sorted({*range(0, len(text), LONGEST), *seams, len(text)})
        for piece, behind in pairwise(cuts):
            for morpheme in self._analyser.tokenize(text[piece:behind]):
                end = piece + morpheme.end()
                if end > (ends[-1] if ends else 0):
                    words.append(self._word(morpheme))
                    ends.append(end)
        return self._joins.tokens(text, words, ends)

    def _parse(self, text: str) -> Parsed:
        return self._parsed(self._tokens(text))

    def _parsed(self, tokens: Tokens) -> Parsed:
        text = tokens.text
        size = len(tokens.words)
        heads, rels = self._whole_tree(tokens)
        starts, ends = tokens.starts, tokens.ends
        return Parsed(
            forms=tuple([text[s:e] for s, e in zip(starts, ends, strict=True)]),
            lemmas=tuple(tokens.lemmas),
            upos=tuple(tokens.upos),
            heads=tuple(heads),
            deprels=tuple(rels),
            feats=tuple(tokens.feats),
            starts=tuple(starts),
            ends=tuple(ends),
            spaces=tuple([i + 1 < size and starts[i + 1] > ends[i] for i in range(size)]),
        )

    def _whole_tree(self, tokens: Tokens) -> tuple[list[int], list[str]]:
        """The tree of a sentence. What stands in brackets is read by itself and hung on the word
        before it."""
        size = len(tokens.words)
        inserted = self._insertions(tokens)
        if not inserted:
            return self._tree(tokens, list(range(size)))
        inner = {i for first, end in inserted for i in range(first, end)}
        heads, rels = self._tree(tokens, [i for i in range(size) if i not in inner])
        root = rels.index("root")
        for first, end in inserted:
            within = list(range(first + 1, end - 1))
            above = first - 1 if first else root
            while rels[above] in ("case", "mark", "punct", "cc", "aux", "cop"):
                above = heads[above]
            if within:
                some_heads, some_rels = self._tree(tokens, within)
                for i in within:
                    heads[i], rels[i] = some_heads[i], some_rels[i]
                    if rels[i] == "root":
                        named = tokens.upos[i] in ("NOUN", "PROPN", "NUM")
                        heads[i], rels[i] = above, "appos" if named else "parataxis"
            for i in (first, end - 1):
                heads[i], rels[i] = above, "punct"
        return heads, rels

    def _insertions(self, tokens: Tokens) -> list[tuple[int, int]]:
        """First and end of every stretch in brackets that are no quotation marks, outermost, but
        for one that is the whole sentence."""
        words, text, starts = tokens.words, tokens.text, tokens.starts
        found: list[tuple[int, int]] = []
        depth = first = 0
        for i, word in enumerate(words):
            if word.kind == "open" and text[starts[i]] not in self.units.quotes:
                if not depth:
                    first = i
                depth += 1
            elif word.kind == "close" and depth and text[starts[i]] not in self._closing:
                depth -= 1
                if not depth:
                    found.append((first, i + 1))
        whole = sum(end - first for first, end in found)
        rest = [w for w in words if w.kind not in ("stop", "comma", "blank", "symbol")]
        return found if found and whole < len(rest) else []

    def _tree(self, tokens: Tokens, order: list[int]) -> tuple[list[int], list[str]]:
        size = len(tokens.words)
        reader = Reader(tokens, order, self.rules, self.units, self._verbs)
        chunks = reader.read()
        if not chunks:
            first = order[0] if order else 0
            heads, rels = [first] * size, ["punct"] * size
            if size:
                rels[first] = "root"
            return heads, rels
        heads, rels = attach(chunks, self.rules, size, tokens.governors)
        for token, rel in tokens.rels.items():
            if rels[token] not in ("root", "") and heads[token] != token:
                rels[token] = rel
        root = rels.index("root")
        opening = {i for i, word in enumerate(tokens.words) if word.kind == "open"}
        punctuate(heads, rels, opening, root)
        return heads, rels
