"""Parsing with a pack's spaCy pipeline (tokenizer, tok2vec, morphologizer, parser)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import LanguageError
from dragoman.languages.morphology import BARE, Analysis, Morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending import mend
from dragoman.parsing.trained.wording import (
    Words,
    is_headline,
    join_hyphenated,
    put_plainly,
    readings_with_verb,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dragoman.parsing.trained.steps import Steps
    from dragoman.parsing.trained.vectors import Vectors

LONGEST = 300
"""Tokens of the longest piece put to the parser; what is longer is a list or lacks full stops."""

BATCH = 64
"""Sentences a batch. Fixed: a batch's size can touch the last bits of the numbers in a model."""

_ODD_BLANK = re.compile(r"\s\s|[^\S ]|^\s|\s$")
TOK2VEC, PARSER = "tok2vec", "parser"
_JOINT = "parataxis"
_LONG_HEADLINE = 5  # tokens; a shorter one holds no second clause


class SpacyEngine:
    """An `Engine` on the spaCy pipeline in `model_folder`, which is loaded when first needed.

    `names` are parts of names with hyphens, each to be one token; `countries` names of one word,
    which a headline's small letters leave as they are.
    """

    def __init__(
        self,
        model_folder: Path,
        morphology: Morphology,
        names: Collection[str] = (),
        countries: Collection[str] = (),
    ) -> None:
        self._countries = frozenset(countries)
        self._hyphenated = frozenset(names)
        self._folder = model_folder
        self._morphology = morphology
        self._loaded: Language | None = None
        self._vectors: Vectors | None = None
        self._steps: Steps | None = None
        self._names = _Names(self)
        self._merged: dict[tuple[str, str], str] = {}

    @property
    def pipeline(self) -> Language:
        """The spaCy pipeline, loaded if it was not.

        Raises:
            LanguageError: the folder holds no pipeline that this spaCy can load.
        """
        if self._loaded is None:
            import spacy

            try:
                with _fast_matrices():
                    self._loaded = spacy.load(self._folder)
            except (OSError, ValueError) as error:
                raise LanguageError(
                    f"the parser in {self._folder} cannot be loaded: {error}"
                ) from error
            self._vectors = _vectors(self._loaded)
            if self._vectors is not None:
                self._steps = _steps(self._loaded)
        return self._loaded

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Parse sentences, one `Parsed` for each text in order; the whole call is one batch.

        A text of more than `LONGEST` tokens is parsed in pieces, whose roots hang on the first.
        """
        # several threads cost more than they gain on matrices this small, and may add up in
        # another order
        with _libraries().limit(limits=1, user_api="blas"):
            return self._parse(texts)

    def _parse(self, texts: Sequence[str]) -> list[Parsed]:
        words = [self._words(text) for text in texts]
        shown = [self._shown(text, tokens) for text, tokens in zip(texts, words, strict=True)]
        docs = [list(self._docs(s, w)) for s, w in zip(shown, words, strict=True)]
        self._tag([doc for pieces in docs for doc in pieces])
        self._tag_rare_verbs(shown, words, docs)
        self._attach([doc for pieces in docs for doc in pieces])
        reworded = self._read_again(shown, words, docs)
        return [
            mend(self._parsed(text, words[i], docs[i], reworded.get(i)), self._morphology)
            for i, text in enumerate(texts)
        ]

    def _shown(self, text: str, words: Words) -> list[str]:
        """The forms as the parser gets to see them."""
        forms = [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
        return put_plainly(forms, self._morphology, self._countries) if forms else forms

    def _tag_rare_verbs(
        self, shown: Sequence[list[str]], words: Sequence[Words], docs: list[list[Doc]]
    ) -> None:
        """Tag again, with common verbs in their place, where known verbs were not seen as such.

        The new text replaces the one in `docs`, so that it is what is parsed, where it has one of
        them for a verb.
        """
        tries: list[tuple[int, list[int], Doc]] = []
        for i, pieces in enumerate(docs):
            if len(pieces) != 1:
                continue
            changed: list[int] = []
            forms = list(shown[i])
            for token, pos in enumerate(pieces[0].to_array("POS").tolist()):
                form = forms[token]
                if form.islower():
                    worded = self._morphology.stand_in(form, self._names[pos])
                    if worded is not None:
                        forms[token] = worded
                        changed.append(token)
            if changed:
                tries += [(i, changed, doc) for doc in self._docs(forms, words[i])]
        self._tag([doc for _, _, doc in tries])
        for i, changed, doc in tries:
            if any(doc[token].pos_ == "VERB" for token in changed):
                docs[i] = [doc]

    def _read_again(
        self, shown: Sequence[list[str]], words: Sequence[Words], docs: list[list[Doc]]
    ) -> dict[int, int]:
        """Parse headlines without a verb again, with a likely verb in a plainer wording.

        Where that finds a clause (the word is the root and has a subject), the new parse replaces
        the one in `docs`. Returns: text → the token that was reworded.
        """
        tries: list[tuple[int, int, Doc]] = []
        for i, pieces in enumerate(docs):
            if len(pieces) != 1:
                continue
            if not _has_clause(pieces[0]):
                readings = readings_with_verb(shown[i], self._morphology)
            elif is_headline(shown[i]):
                hidden = _hidden_verb(pieces[0])
                readings = readings_with_verb(shown[i], self._morphology)
                readings = [r for r in readings if r[0] == hidden]
            else:
                continue
            for token, forms in readings:
                tries += [(i, token, doc) for doc in self._docs(forms, words[i])]
        again = [doc for _, _, doc in tries]
        self._tag(again)
        self._attach(again)
        chosen: dict[int, int] = {}
        for i, token, doc in tries:
            if i not in chosen and _has_clause(doc, token):
                chosen[i], docs[i] = token, [doc]
        return chosen

    def _words(self, text: str) -> Words:
        doc = self.pipeline.tokenizer(text)
        starts = doc.to_array("IDX").astype("int64").tolist()
        ends = (doc.to_array("IDX") + doc.to_array("LENGTH")).astype("int64").tolist()
        words = Words(starts, ends)
        if _ODD_BLANK.search(text):
            kept = [(s, e) for s, e in zip(starts, ends, strict=True) if not text[s:e].isspace()]
            words = Words([s for s, _ in kept], [e for _, e in kept])
        if "-" in text or "‑" in text or "‐" in text:
            words = join_hyphenated(text, words, self._morphology, self._hyphenated) or words
        return words

    def _docs(self, forms: Sequence[str], words: Words) -> Iterator[Doc]:
        from spacy.tokens import Doc

        if not forms:
            return
        spaces = _spaces(words)
        vocab = self.pipeline.vocab
        for first, end in _pieces(forms):
            bounds: list[bool | int | None] = [True]
            bounds += [False] * (end - first - 1)
            yield Doc(vocab, list(forms[first:end]), spaces[first:end], sent_starts=bounds)

    def _tag(self, docs: list[Doc]) -> None:
        """Give the tokens their vectors and classes: all that the parser goes by."""
        self._run(docs, [name for name in self.pipeline.pipe_names if name != PARSER])

    def _attach(self, docs: list[Doc]) -> None:
        """Give the tagged tokens heads and relations."""
        self._run(docs, [PARSER])

    def _run(self, docs: list[Doc], names: Sequence[str]) -> None:
        for first in range(0, len(docs), BATCH):
            chunk = docs[first : first + BATCH]
            for name in names:
                if name == TOK2VEC and self._vectors is not None:
                    self._vectors.set(chunk)
                    continue
                component: Any = self.pipeline.get_pipe(name)
                predict = component.predict
                if name == PARSER and self._steps is not None:
                    predict = self._steps
                component.set_annotations(chunk, predict(chunk))

    def _parsed(self, text: str, words: Words, docs: Sequence[Doc], reworded: int | None) -> Parsed:
        names, analyse = self._names, self._morphology.analyse
        upos: list[str] = []
        heads: list[int] = []
        deprels: list[str] = []
        model_feats: list[str] = []
        root = -1
        for doc in docs:
            first = len(heads)
            for i, (pos, dep, morph, head) in enumerate(
                doc.to_array(["POS", "DEP", "MORPH", "HEAD"]).astype("int64").tolist(), first
            ):
                upos.append(names[pos])
                heads.append(i + head)
                deprels.append(names[dep])
                model_feats.append(names[morph])
                if head == 0:
                    if root < 0:
                        root = i
                        deprels[i] = "root"
                    elif first or deprels[i] == "ROOT":
                        heads[i], deprels[i] = root, _JOINT
        if reworded is not None:
            model_feats[reworded] = model_feats[reworded].replace("Tense=Past", "Tense=Pres")
        forms = tuple([text[s:e] for s, e in zip(words.starts, words.ends, strict=True)])
        analyses = [analyse(form, pos) for form, pos in zip(forms, upos, strict=True)]
        if any(BARE in a.feats for a in analyses):
            shown = [token.text.lower() for doc in docs for token in doc]
            analyses = [
                Analysis(a.lemma, "") if BARE in a.feats and a.lemma == word else a
                for a, word in zip(analyses, shown, strict=True)
            ]  # what was put in full is active
        return Parsed(
            forms=forms,
            lemmas=tuple([a.lemma for a in analyses]),
            upos=tuple(upos),
            heads=tuple(heads),
            deprels=tuple(deprels),
            feats=tuple(
                [
                    self._merge(feats, a.feats) if a.feats else feats
                    for feats, a in zip(model_feats, analyses, strict=True)
                ]
            ),
            starts=tuple(words.starts),
            ends=tuple(words.ends),
            spaces=tuple(_spaces(words)),
        )

    def _merge(self, model: str, ours: str) -> str:
        """Two UD feature strings in one; where both have a feature, the second counts."""
        key = (model, ours)
        merged = self._merged.get(key)
        if merged is None:
            both = dict(p.split("=", 1) for feats in key for p in feats.split("|") if p)
            merged = "|".join(f"{name}={both[name]}" for name in sorted(both, key=str.lower))
            self._merged[key] = merged
        return merged


class _Names(dict[int, str]):
    """The strings of spaCy's symbols and hashes (signed, as an array of integers has them), each
    asked for once."""

    def __init__(self, engine: SpacyEngine) -> None:
        super().__init__()
        self._engine = engine

    def __missing__(self, key: int) -> str:
        name = self._engine.pipeline.vocab.strings[key % 2**64] if key else ""
        self[key] = "" if name == "_" else name
        return self[key]


@cache
def _libraries() -> Any:
    """The numeric libraries that are loaded; looking for them costs as much as a sentence."""
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _vectors(pipeline: Language) -> Vectors | None:
    """A quicker way to the pipeline's vectors, if it is of the usual build."""
    from dragoman.parsing.trained.vectors import Vectors

    try:
        component: Any = pipeline.get_pipe(TOK2VEC)
        return Vectors(component.model)
    except (KeyError, ValueError):
        return None


def _steps(pipeline: Language) -> Steps | None:
    """A quicker way through the parser's steps, if it is of the usual build."""
    from dragoman.parsing.trained.steps import Steps

    try:
        return Steps(pipeline.get_pipe(PARSER), pipeline.make_doc("."))
    except (KeyError, ValueError):
        return None


@contextmanager
def _fast_matrices() -> Iterator[None]:
    """Let the models made meanwhile multiply with NumPy's own library.

    Thinc's default, BLIS, takes three times as long for the sizes at hand on current processors.
    """
    import numpy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            return numpy.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)

    before = get_current_ops()
    set_current_ops(Ops())
    try:
        yield
    finally:
        set_current_ops(before)


def _has_clause(doc: Doc, at: int | None = None) -> bool:
    """Whether the root (if given, it must be token `at`) is a verb with a subject before it."""
    if at is None:
        return any(token.pos_ in ("VERB", "AUX") and token.dep_ != "amod" for token in doc)
    token = doc[at]
    return (
        token.dep_ == "ROOT"
        and token.pos_ == "VERB"
        and any(child.dep_.startswith("nsubj") for child in token.lefts)
    )


def _hidden_verb(doc: Doc) -> int | None:
    """The second word of a headline, if it and the first are parts of a noun behind them that is
    the subject of a later verb ("Police arrest man … after woman is stabbed")."""
    if len(doc) < _LONG_HEADLINE or doc[1].head.i != doc[0].head.i:
        return None
    noun = doc[1].head
    parts = all(doc[t].dep_ == "compound" and doc[t].pos_ == "NOUN" for t in (0, 1))
    return 1 if parts and noun.i > 1 and noun.dep_.startswith("nsubj") else None


def _spaces(words: Words) -> list[bool]:
    starts, ends = words.starts, words.ends
    spaces = [end < start for end, start in zip(ends, starts[1:], strict=False)]
    if starts:
        spaces.append(False)
    return spaces


def _pieces(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, end) of the stretches to parse: all, or cut after the last comma that fits."""
    first = 0
    while len(forms) - first > LONGEST:
        end = first + LONGEST
        comma = next(
            (i for i in range(end - 1, first + LONGEST // 2, -1) if forms[i] in ",;"), None
        )
        cut = end if comma is None else comma + 1
        yield first, cut
        first = cut
    yield first, len(forms)
