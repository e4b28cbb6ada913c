"""Parsing Korean with Kiwi's morphemes and a clause analysis by particles and endings.

Kiwi (kiwipiepy) cuts a sentence into stems, endings and particles. `making.py` makes tokens of
them (`words.py`) and `chunks.py` chunks; `settling.py` decides what shows only when all of these
are there (`compounds.py`, `headlines.py`, `quotations.py`, `rows.py`), and `parsing/clauses/`
attaches them. All words of the language are in the pack's `clauses.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from dragoman.errors import LanguageError
from dragoman.languages.clauses import ClauseRules
from dragoman.languages.morphology import Morphology
from dragoman.parsing.clauses import attach, punctuate
from dragoman.parsing.engine import Parsed
from dragoman.parsing.kiwi.chunks import make_chunks
from dragoman.parsing.kiwi.lexicon import Lexicon
from dragoman.parsing.kiwi.making import make_words
from dragoman.parsing.kiwi.words import FEATS, OPEN, Words

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_NAME = "NNP"
_NOUN = "NNG"
_WHOLE = 20.0
"""By how much a compound is preferred to its parts."""
_CUTOFF = 5.0
"""How much less likely than the best a path may be to be followed further: below the analyser's own
8, a sixth faster with no worse results on treebanks."""
_NOTHING = Parsed((), (), (), (), (), (), (), (), ())


class KiwiEngine:
    """An `Engine` on Kiwi, which is loaded when first needed.

    `rules` are the pack's, with their part `morphemes`; `morphology` tells which nouns the lexicon
    has as verbs; from `names`, and from what Kiwi knows as names, glued suffixes are cut off.
    `countries` are the names of countries.
    """

    def __init__(
        self,
        rules: ClauseRules,
        morphology: Morphology,
        names: Collection[str] = (),
        countries: Collection[str] = (),
    ) -> None:
        if rules.morphemes is None:
            raise LanguageError("the pack's clauses.yaml lacks the part 'morphemes'")
        self._rules = rules
        self._names, self._nouns = rules.morphemes.names, rules.morphemes.nouns
        self._lexicon = Lexicon(rules.morphemes, morphology, names, self._is_name, countries)
        self._loaded: Kiwi | None = None

    @property
    def kiwi(self) -> Kiwi:
        """The morpheme analyser, loaded if it was not.

        Raises:
            LanguageError: it is not installed.
        """
        if self._loaded is None:
            try:
                from kiwipiepy import Kiwi
            except ImportError as error:
                raise LanguageError("kiwipiepy, which this pack needs, is not installed") from error
            # one thread, and the plain model: the bigger one takes three times as long. The list
            # of names of several words keeps foreign names together.
            kiwi = Kiwi(
                num_workers=1, model_type="cong", load_typo_dict=False, load_multi_dict=True
            )
            kiwi.global_config.cutoff_threshold = _CUTOFF
            for name in self._names:
                kiwi.add_user_word(name, _NAME)
            for noun in self._nouns:
                kiwi.add_user_word(noun, _NOUN, score=_WHOLE)
            self._loaded = kiwi
        return self._loaded

    def _is_name(self, word: str) -> bool:
        morphemes = self.kiwi.tokenize(word)
        return len(morphemes) == 1 and morphemes[0].tag == _NAME

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Parse sentences, one `Parsed` for each text in order."""
        tokenize = self.kiwi.tokenize
        return [self._parse(text, tokenize(text)) if text.strip() else _NOTHING for text in texts]

    def _parse(self, text: str, morphemes: Sequence[object]) -> Parsed:
        words = make_words(text, morphemes, self._lexicon)  # type: ignore[arg-type]
        size = len(words.kinds)
        if not size:
            return _NOTHING
        chunks = make_chunks(words, self._rules, self._lexicon)
        heads, rels = attach(chunks.found, self._rules, size)
        root = next((i for i in range(size) if heads[i] == i), -1)
        if root < 0:  # nothing but marks and what stands in brackets
            root = next((token for token, head, _ in chunks.inner if head == -1), 0)
            heads[root], rels[root] = root, "root"
        _overrule(heads, rels, chunks.inner, root)
        opening = [i for i in range(size) if words.kinds[i] == OPEN]
        punctuate(heads, rels, opening, root)
        return _parsed(words, heads, rels)


def _overrule(
    heads: list[int], rels: list[str], inner: Sequence[tuple[int, int, str]], root: int
) -> None:
    """Put in what is known from within the chunks: the head is a token, -1 for the root, or below
    that where only the relation is known."""
    for token, head, rel in inner:
        if token == root:
            continue
        if head >= -1:
            heads[token] = head if head >= 0 else root
        rels[token] = rel


def _parsed(words: Words, heads: list[int], rels: list[str]) -> Parsed:
    text, starts, ends = words.text, words.starts, words.ends
    forms = tuple([text[s:e] for s, e in zip(starts, ends, strict=True)])
    spaces = [e < s for e, s in zip(ends, starts[1:], strict=False)]
    spaces.append(False)
    return Parsed(
        forms=forms,
        lemmas=tuple([lemma or form for lemma, form in zip(words.lemmas, forms, strict=True)]),
        upos=tuple(words.upos),
        heads=tuple(heads),
        deprels=tuple(rels),
        feats=tuple([FEATS[bits] for bits in words.bits]),
        starts=tuple(starts),
        ends=tuple(ends),
        spaces=tuple(spaces),
    )
