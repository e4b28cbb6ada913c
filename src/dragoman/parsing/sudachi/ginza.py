"""Parsing with the trained parser of GinZa (`ja_ginza`) behind the clause analysis.

Tokens, citation forms and relations are those of `SudachiEngine`; which predicate or noun a phrase
belongs to is GinZa's choice wherever that is one of the possible ones. It needs spaCy's pipeline
`ja_ginza`, which is not among Dragoman's own dependencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.errors import LanguageError
from dragoman.languages.clauses import ClauseRules
from dragoman.languages.morphology import Morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.sudachi.engine import LONGEST, SudachiEngine

MODEL = "ja_ginza"
BATCH = 32
"""Sentences a batch. Fixed: a batch's size can touch the last bits of the numbers in a model."""
_UNUSED = ("ner", "morphologizer")


class GinzaEngine(SudachiEngine):
    """An `Engine` on `ja_ginza` and SudachiPy; both are loaded when first needed."""

    def __init__(self, rules: ClauseRules, morphology: Morphology) -> None:
        super().__init__(rules, morphology)
        self._pipeline: Any = None

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Parse sentences, one `Parsed` for each text in order; the whole call is one batch.

        Raises:
            LanguageError: GinZa, SudachiPy or its dictionary is not installed.
        """
        if self._pipeline is None:
            self._load()
            self._pipeline = _load_model()
        docs = self._pipeline.pipe([text[:LONGEST] for text in texts], batch_size=BATCH)
        parsed = []
        for text, doc in zip(texts, docs, strict=True):
            tokens = self._tokens(text)
            tokens.governors = _governors(doc, tokens.starts, len(text))
            parsed.append(self._parsed(tokens))
        return parsed


def _load_model() -> Any:
    try:
        import spacy

        return spacy.load(MODEL, exclude=_UNUSED)
    except (ImportError, OSError, ValueError) as error:
        raise LanguageError(
            f"the parser {MODEL} cannot be loaded ({error}); install it with: "
            "pip install ginza ja-ginza"
        ) from error


def _governors(doc: Any, starts: Sequence[int], length: int) -> list[int]:
    """For each of our tokens (by its start) the one that its word in `doc` hangs on, -1 if none."""
    word_at = [-1] * (length + 1)
    for word in doc:
        word_at[word.idx : word.idx + len(word)] = [word.i] * len(word)
    token_of: dict[int, int] = {}
    for token, start in enumerate(starts):
        if word_at[start] >= 0:
            token_of.setdefault(word_at[start], token)
    found = []
    for start in starts:
        word = word_at[start]
        above = doc[word].head.i if word >= 0 else word
        found.append(-1 if above == word else token_of.get(above, -1))
    return found
