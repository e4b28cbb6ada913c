"""Parsing with SudachiPy's short units and a pack's clause analysis (`clauses.yaml`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.errors import LanguageError
from dragoman.languages.clauses import ClauseRules, Tag
from dragoman.languages.morphology import Morphology
from dragoman.parsing.clauses import attach, punctuate
from dragoman.parsing.engine import Parsed
from dragoman.parsing.short_units import Reader, is_syllabic
from dragoman.parsing.short_words import Tokens, Verbs, Word

_KNOWN = 200_000  # analysed words kept
_CITED = frozenset({"verb", "adjective"})
_BEHIND_PREDICATE = frozenset({"verb", "adjective", "auxiliary", "connective"})
_NOUNS = frozenset(
    {"noun", "verbal", "counter", "number", "prefix", "suffix", "quality", "quality-suffix"}
)
_BEFORE_NOUN = _NOUNS | {"open", "adnominal"}
_QUALITIES = frozenset({"quality", "quality-suffix"})
_PARTICLES = frozenset({"case", "particle", "topic"})
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
        self._postpositions = self._table_of_postpositions()
        self._phrases = self._table_of_phrases()
        self._closing = frozenset(self.units.quotes.values())
        self._cases = {
            form: Word("case", "ADP", particle.lemma, form, link=particle.link)
            for form, particle in self.units.particles.items()
            if form in self.units.te
        }
        self._fixed = self._table_of_fixed()
        copula = min(self.units.copula)
        self._copula = Word("auxiliary", "AUX", copula, copula, "continuative")

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
                "Japanese needs SudachiPy and its core dictionary; install them with: "
                'pip install "dragoman[ja]"'
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
        for form in (base, normal):
            if self._morphology.knows(form):
                return self._morphology.analyse(form, upos).lemma
        return base

    def _table_of_postpositions(self) -> dict[str, list[tuple[str, Word, bool]]]:
        table: dict[str, list[tuple[str, Word, bool]]] = {}
        for one in self.units.postpositions:
            for form in one.forms:
                word = Word("case", "ADP", one.lemma, form, link="oblique")
                table.setdefault(form[0], []).append((form, word, False))
            for form in one.adnominal:
                word = Word("case", "ADP", one.lemma, form, link="genitive")
                table.setdefault(form[0], []).append((form, word, True))
        for form in self.units.joined:
            particle = self.units.particles[form]
            word = Word("case", "ADP", particle.lemma, form, link=particle.link)
            table.setdefault(form[0], []).append((form, word, False))
        for found in table.values():
            found.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        return table

    def _table_of_phrases(self) -> dict[str, list[tuple[str, Word]]]:
        table: dict[str, list[tuple[str, Word]]] = {}
        for one in self.units.phrases:
            for form in one.forms:
                word = Word(
                    "particle" if one.link else "auxiliary",
                    one.upos,
                    one.lemma,
                    form,
                    form="" if one.link else "final",
                    link=one.link or "",
                    negative=one.negative,
                )
                table.setdefault(form[0], []).append((form, word))
        for found in table.values():
            found.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        return table

    def _table_of_fixed(self) -> dict[str, list[tuple[str, Word]]]:
        table: dict[str, list[tuple[str, Word]]] = {}
        for form, tag in sorted(self.units.fixed.items(), key=lambda entry: -len(entry[0])):
            word = Word(tag.kind, tag.upos, form, form, noun=tag.noun)
            table.setdefault(form[0], []).append((form, word))
        return table

    # --- one text

    def _tokens(self, text: str) -> Tokens:
        """The tokens of a text, with what is written as several words joined."""
        words: list[Word] = []
        ends: list[int] = []
        for piece in range(0, len(text), LONGEST):
            for morpheme in self._analyser.tokenize(text[piece : piece + LONGEST]):
                end = piece + morpheme.end()
                if end > (ends[-1] if ends else 0):
                    words.append(self._word(morpheme))
                    ends.append(end)
        tokens = Tokens(text)
        units = self.units
        postpositions, phrases = self._postpositions, self._phrases
        at, size, start = 0, len(words), 0
        before = inside = ""
        while at < size:
            word = words[at]
            kind = word.kind
            end = ends[at]
            if kind == "close":
                inside = before
            fixed = self._fixed.get(text[start])
            if (
                fixed is not None
                and before not in _BEHIND_PREDICATE
                and (found := _first(fixed, text, start, ends, at)) is not None
            ):
                made, at = found
                tokens.add(made, start, ends[at])
                before = made.kind
            elif kind == "blank":
                if (
                    end - start == 1
                    and text[start] == " "
                    and not (tokens.words and _parts(text[start - 1], text[end : end + 1]))
                ):
                    at += 1
                    start = end
                    continue
                tokens.add(word, start, end)
                before = kind
            elif word.cuts and end - start == sum(len(part.base) for part in word.cuts):
                for part in word.cuts:
                    tokens.add(part, start, start + len(part.base))
                    start += len(part.base)
                before = "noun"
            elif (
                before == "close"
                and inside in _BEHIND_PREDICATE
                and (
                    found := self._match_phrase(
                        phrases.get(text[start]), text, start, words, ends, at
                    )
                )
                and found[0].link
            ):
                made, at = found
                tokens.add(made, start, ends[at])
                before = made.kind
            elif (
                kind == "verb"
                and before in ("noun", "verbal")
                and (joined_verb := self._with_noun(tokens, word, start)) is not None
            ):
                tokens.words[-1] = joined_verb
                tokens.ends[-1] = end
                before = "verb"
            elif before in _NOUNS or before in ("close", "particle"):
                entries = postpositions.get(text[start]) if kind in _PARTICLES else None
                joined = (
                    self._match_postposition(entries, text, start, words, ends, at)
                    if entries
                    else None
                )
                if joined is not None:
                    made, at = joined
                    tokens.add(made, start, ends[at])
                    before = made.kind
                elif (
                    kind == "case" and text[start:end] in self._cases and self._is_copula(words, at)
                ):
                    tokens.add(self._copula, start, end)
                    before = "auxiliary"
                elif (
                    kind == "auxiliary"
                    and before not in _QUALITIES
                    and self._is_case(text[start:end], words, at)
                ):
                    tokens.add(self._cases[text[start:end]], start, end)
                    before = "case"
                elif before == "close" and (
                    phrase := self._match_phrase(
                        phrases.get(text[start]), text, start, words, ends, at
                    )
                ):
                    made, at = phrase
                    tokens.add(made, start, ends[at])
                    before = made.kind
                else:
                    tokens.add(word, start, end)
                    before = kind
            elif before in _BEHIND_PREDICATE:
                phrase = self._match_phrase(phrases.get(text[start]), text, start, words, ends, at)
                if phrase is not None:
                    made, at = phrase
                    tokens.add(made, start, ends[at])
                    before = made.kind
                elif (
                    kind == "verb"
                    and before == "verb"
                    and words[at - 1].form == "continuative"
                    and words[at - 1].base not in units.do
                    and word.base not in units.do
                    and (made2 := self._compound(tokens, word, start)) is not None
                ):
                    tokens.words[-1] = made2
                    tokens.ends[-1] = end
                    before = "verb"
                else:
                    tokens.add(word, start, end)
                    before = kind
            else:
                tokens.add(word, start, end)
                before = kind
            start = ends[at]
            at += 1
        tokens.lemmas = [word.lemma for word in tokens.words]
        tokens.upos = [word.upos for word in tokens.words]
        tokens.feats = [""] * len(tokens.words)
        return tokens

    def _is_copula(self, words: list[Word], at: int) -> bool:
        """Whether what the analyser took for a particle is a copula: it is denied or followed by
        its own auxiliary right behind."""
        units = self.units
        if words[at].base not in units.te:
            return False
        topical = at + 1 < len(words) and words[at + 1].kind == "topic"
        after = words[at + 2 if topical else at + 1] if at + 1 + topical < len(words) else None
        if after is None or after.kind not in ("adjective", "auxiliary", "verb"):
            return False
        return after.base in units.negation or (after.base in units.being and not topical)

    def _is_case(self, form: str, words: list[Word], at: int) -> bool:
        """Whether what the analyser took for a copula is a particle: nothing behind it shows that
        a clause ends here."""
        if form not in self._cases or words[at].form != "continuative" or at + 1 == len(words):
            return False
        after = words[at + 1]
        if after.kind in ("verb", "adjective"):
            return after.base not in self.units.support and after.base not in self.units.negation
        return after.kind in _NOUNS or after.kind in ("adverb", "adnominal", "open", "conjunction")

    def _match_postposition(
        self,
        entries: list[tuple[str, Word, bool]],
        text: str,
        start: int,
        words: list[Word],
        ends: list[int],
        at: int,
    ) -> tuple[Word, int] | None:
        for form, word, adnominal in entries:
            if not text.startswith(form, start):
                continue
            last = _ending(ends, at, start + len(form))
            if last < 0:
                continue
            after = words[last + 1] if last + 1 < len(words) else None
            if adnominal:
                if after is None or not (
                    after.kind in _NOUNS
                    or after.kind in ("open", "adnominal", "adjective", "verb", "comma", "adverb")
                ):
                    continue
                if after.lemma in self.rules.clause_nouns:
                    continue
            elif after is not None and (
                (words[last].base in self.units.te and after.base in self.units.support)
                or after.kind == "auxiliary"
            ):
                continue
            return word, last
        return None

    def _match_phrase(
        self,
        entries: list[tuple[str, Word]] | None,
        text: str,
        start: int,
        words: list[Word],
        ends: list[int],
        at: int,
    ) -> tuple[Word, int] | None:
        if entries is None:
            return None
        for form, word in entries:
            if text.startswith(form, start):
                last = _ending(ends, at, start + len(form))
                if last < 0:
                    continue
                after = words[last + 1] if last + 1 < len(words) else None
                if word.link and words[at - 1].form == "volitional":
                    continue  # tried to
                if word.link == "adnominal":
                    if after is None or after.kind not in _BEFORE_NOUN:
                        continue
                elif (
                    word.link
                    and after is not None
                    and (after.base in self.units.support or after.kind == "auxiliary")
                ):
                    continue
                return word, last
        return None

    def _with_noun(self, tokens: Tokens, verb: Word, start: int) -> Word | None:
        """The verb of the lexicon that the last token, a noun, and a verb make; None if none."""
        if verb.base in self.units.do:
            return None
        base = tokens.text[tokens.starts[-1] : start] + verb.base
        known = self._verbs.whole(base)
        return Word("verb", "VERB", known, base, verb.form) if known else None

    def _compound(self, tokens: Tokens, second: Word, start: int) -> Word | None:
        """The verb that the last token, a verb, and a second verb make; None if it is no word."""
        stem = tokens.text[tokens.starts[-1] : start]
        base = stem + second.base
        known = self._morphology.knows(base)
        if not known and second.base in self.units.aspect:
            return None
        lemma = self._cite(base, base, "VERB")
        return Word("verb", "VERB", lemma, base, second.form)

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
        return found if found and whole < len(rest) - 0 else []

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


def _first(
    entries: Sequence[tuple[str, Word]], text: str, start: int, ends: list[int], at: int
) -> tuple[Word, int] | None:
    """The first entry that stands at `start` and ends with a word, and that word's index."""
    for form, word in entries:
        if text.startswith(form, start):
            last = _ending(ends, at, start + len(form))
            if last >= 0:
                return word, last
    return None


def _ending(ends: list[int], at: int, end: int) -> int:
    """The index from `at` on of the word that ends at `end`, -1 if none does."""
    size = len(ends)
    while at < size and ends[at] < end:
        at += 1
    return at if at < size and ends[at] == end else -1


def _parts(before: str, after: str) -> bool:
    """Whether a blank between two characters ends a phrase. It does not beside Latin letters,
    digits and brackets, nor between two parts of a name in letters that stand for sounds."""
    if ord(before) <= 0x2E80 or not after or ord(after) <= 0x2E80:
        return False
    return not (is_syllabic(before) and is_syllabic(after))
