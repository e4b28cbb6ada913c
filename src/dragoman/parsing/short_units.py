"""From short-unit words to the chunks that `parsing/clauses.py` attaches.

A sentence of short-unit words (nouns, verbs, auxiliaries and particles, each by itself) is read once
from left to right: a run of nouns with its particles is a nominal chunk, a verb, adjective or noun
with auxiliaries a predicate chunk. Which words do what is in the pack's `clauses.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.languages.clauses import ClauseRules, ShortUnits
from dragoman.parsing.clauses import (
    ADNOMINAL,
    ADNOMINAL_WORD,
    ADVERB,
    BARE,
    CONJUNCTION,
    CONJUNCTIVE,
    COORDINATE,
    FINAL,
    GENITIVE,
    NOMINAL,
    NOMINALIZED,
    OBJECT,
    OBLIQUE,
    PREDICATE,
    QUOTATIVE,
    SUBJECT,
    TOPIC,
    Chunk,
)

_NOUNS = frozenset({"noun", "verbal", "counter", "number", "prefix", "suffix"})
_BEHIND_NOUN = frozenset({"case", "topic", "particle"})
_CLOSING = _BEHIND_NOUN | {"final"}
_MARKS = frozenset({"open", "close", "comma", "stop", "symbol", "blank"})
_ENDS = frozenset({"comma", "stop", "blank", "close"})
_ARGUMENTS = frozenset({SUBJECT, TOPIC, OBJECT, OBLIQUE})
_NAME, _PERSON, _TIME, _NUMBER, _COMMON, _QUALITY = (
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

    def add(self, word: Word, start: int, end: int) -> None:
        """Append a token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)


class Reader:
    """Reads the tokens `order` (indices) of a text as chunks.

    `verbs(nouns)` gives the citation form of the verb that a run of nouns (their forms) makes.
    """

    __slots__ = (
        "at",
        "chunks",
        "depth",
        "order",
        "rules",
        "size",
        "tokens",
        "units",
        "verbs",
        "words",
    )

    def __init__(
        self, tokens: Tokens, order: list[int], rules: ClauseRules, units: ShortUnits, verbs: Verbs
    ) -> None:
        self.tokens = tokens
        self.order = order
        self.size = len(order)
        self.words = [tokens.words[i] for i in order]
        self.rules = rules
        self.units = units
        self.verbs = verbs
        self.at = 0
        self.depth = 0
        self.chunks: list[Chunk] = []

    def read(self) -> list[Chunk]:
        """The chunks, in order."""
        words, size = self.words, self.size
        while self.at < size:
            kind = words[self.at].kind
            if kind in _MARKS:
                self._mark(kind)
            elif (kind == "verb" and self._is_noun(self.at)) or (
                kind == "adjective"
                and words[self.at].form == "stem"
                and self._kind(self.at + 1) == "suffix"
            ):
                token = self.order[self.at]
                word = words[self.at]
                form = self._form(self.at)
                words[self.at] = Word("noun", "NOUN", form, form)
                self.tokens.upos[token], self.tokens.lemmas[token] = "NOUN", form
                self._nominal()
            elif kind in ("verb", "adjective", "auxiliary"):
                self._predicate(self.at, self.at + 1, self.at, "")
            elif kind in ("case", "topic", "particle", "connective", "final"):
                self._stray()
            elif kind == "adverb":
                self._single(ADVERB)
            elif kind == "adnominal":
                self._single(ADNOMINAL_WORD)
            elif kind == "conjunction":
                self._conjunction()
            else:
                self._nominal()
        self._finish()
        return self.chunks

    def _is_noun(self, at: int) -> bool:
        """Whether a verb's continuative form is the first part of a compound noun."""
        if self.words[at].form != "continuative" or self._kind(at + 1) not in _NOUNS:
            return False
        if not self.chunks or self.words[at].base in self.units.do:
            return False
        last = self.chunks[-1]
        return last.comma or last.link not in (OBJECT, OBLIQUE)

    # --- single words

    def _kind(self, at: int) -> str:
        return self.words[at].kind if at < self.size else "stop"

    def _mark(self, kind: str) -> None:
        form = self._form(self.at)
        if kind == "open":
            if form in self.units.quotes:
                self.depth += 1
        elif kind == "close":
            self._close(form)
        elif kind in ("comma", "blank", "stop"):
            if self.chunks:
                self.chunks[-1].comma = True
        elif form in self.units.dots and self.chunks:
            last = self.chunks[-1]
            if last.kind == NOMINAL and last.link == BARE:
                last.link = COORDINATE
                last.functions.append(self.order[self.at])
        self.at += 1

    def _close(self, form: str) -> None:
        if self.depth and form in self.units.quotes.values():
            self.depth -= 1

    def _form(self, at: int) -> str:
        token = self.order[at]
        return self.tokens.text[self.tokens.starts[token] : self.tokens.ends[token]]

    def _single(self, kind: str) -> None:
        word = self.words[self.at]
        token = self.order[self.at]
        chunk = Chunk([token], token, [], kind, BARE, "", "", "", self.depth, False, word.lemma)
        self.at += 1
        while self._kind(self.at) in ("topic", "case", "particle") and kind == ADVERB:
            if self.words[self.at].link == GENITIVE:
                chunk.kind, chunk.link = NOMINAL, GENITIVE
            elif self.words[self.at].link in (SUBJECT, OBJECT):
                chunk.kind, chunk.link = NOMINAL, self.words[self.at].link
            chunk.functions.append(self.order[self.at])
            self.at += 1
        if (
            kind == ADVERB
            and self._kind(self.at) == "auxiliary"
            and self.words[self.at].base in self.units.copula
        ):
            self._predicate(self.at - 1, self.at, self.at - 1, _QUALITY)
            return
        if kind == ADVERB and self._is_do(self.at):
            self._predicate(self.at - 1, self.at, self.at - 1, "")
            return
        self.chunks.append(chunk)

    def _conjunction(self) -> None:
        """A conjunction; between nouns ("and", "or") it coordinates them."""
        last = self.chunks[-1] if self.chunks else None
        if (
            last is not None
            and last.kind == NOMINAL
            and last.link == BARE
            and self._kind(self.at + 1) in _NOUNS
        ):
            last.link = COORDINATE
            last.functions.append(self.order[self.at])
            self.at += 1
        else:
            self._single(CONJUNCTION)

    def _stray(self) -> None:
        """A particle that follows nothing it could belong to: it goes with the chunk before."""
        token = self.order[self.at]
        word = self.words[self.at]
        self.at += 1
        if not self.chunks:
            self.chunks.append(Chunk([token], token, [], "symbol", BARE, quote=self.depth))
            return
        last = self.chunks[-1]
        last.functions.append(token)
        if word.lemma == "と" and last.kind == PREDICATE and word.kind == "case":
            last.link, last.case = QUOTATIVE, word.lemma

    # --- nouns

    def _nominal(self) -> None:
        begin = self.at
        end = self._run(begin)
        words = self.words
        if end == begin:
            end = begin + 1
        last = words[end - 1]
        following = self._kind(end)
        noun = self._class(begin, end)
        if last.kind == "suffix" and end - begin > 1:
            self._name_whole(begin, end)
        if following == "verb" and self._is_do(end) and noun != _TIME:
            self._predicate(begin, end, end - 1, "")
            return
        if following == "auxiliary":
            other = words[end]
            quality = last.kind in ("quality", "quality-suffix") or (
                last.able
                and other.form in ("adnominal", "continuative")
                and self._form(end) in "なに"
            )
            self._predicate(begin, end, end - 1, _QUALITY if quality else noun)
            return
        if following == "stem":
            self._predicate(begin, end, end - 1, noun)
            return
        if following == "suffix-clause":  # pragma: no cover
            return
        if self._is_clause_suffix(begin, end):
            self._suffixed(begin, end)
            return
        if last.kind in ("quality", "quality-suffix") and following in ("verb", "adjective"):
            self._predicate(begin, end, end - 1, _QUALITY)
            return
        if self._is_bare_verb(begin, end, noun):
            self._predicate(begin, end, end - 1, "")
            return
        if self._closes_headline(begin, end):
            self._predicate(begin, end, end - 1, "")
            return
        self._with_particles(begin, end, noun)

    def _run(self, begin: int) -> int:
        """Where a run of nouns ends; a time and what follows it are two."""
        words, units = self.words, self.units
        at = begin
        timely = True
        if (
            words[at].lemma in self.rules.clause_nouns
            and self.chunks
            and self.chunks[-1].link == ADNOMINAL
            and self.chunks[-1].kind == PREDICATE
            and not self.chunks[-1].comma
            and self._kind(at + 1) != "suffix"
        ):
            return at + 1
        while at < self.size:
            word = words[at]
            kind = word.kind
            if kind not in _NOUNS:
                if kind in ("quality", "quality-suffix"):
                    if self._kind(at + 1) not in _NOUNS and self._kind(at + 1) != "quality-suffix":
                        return at + 1
                elif kind == "stem" or kind == "nominalizer":
                    return at + 1 if at == begin else at
                elif kind == "symbol" and begin < at:
                    if not self._joins(at):
                        return at
                elif kind == "blank" and begin < at:
                    if not (
                        words[at - 1].noun == _PERSON
                        and self._kind(at + 1) in _NOUNS
                        and words[at + 1].noun == _PERSON
                    ):
                        return at
                elif kind == "particle" and begin < at and self._links_numbers(at):
                    pass
                else:
                    return at
            elif timely and at > begin:
                if not self._is_time(at) and kind != "number" and self._complete_time(at - 1):
                    if kind != "suffix" and not (
                        kind == "counter" and word.lemma in units.time_units
                    ):
                        return at
                    timely = self._is_time(at)
            elif (
                not timely
                and kind == "number"
                and self._kind(at + 1) in ("counter", "noun", "suffix")
                and words[at + 1].lemma in units.time_units
                and words[at + 1].lemma in ("日", "月", "年")
                and words[at - 1].kind not in ("number", "prefix")
            ):
                return at
            if (
                kind == "verbal"
                and at > begin + 1
                and words[at - 1].kind in ("counter", "suffix")
                and words[at - 2].kind == "number"
                and (self._kind(at + 1) in _ENDS or self._is_do(at + 1))
            ):
                return at  # "3 soldiers dead"
            timely = timely and (kind == "number" or kind == "prefix" or self._is_time(at))
            at += 1
        return at

    def _links_numbers(self, at: int) -> bool:
        return False

    def _is_time(self, at: int) -> bool:
        lemma = self.words[at].lemma
        units = self.units
        return (
            lemma in units.time_units
            or lemma in units.time_words
            or lemma in units.time_nouns_attached
        )

    def _complete_time(self, at: int) -> bool:
        """Whether the time read so far can stand for itself: not a mere number or prefix."""
        word = self.words[at]
        return word.kind not in ("number", "prefix") and (
            word.lemma in self.units.time_words
            or word.lemma in self.units.time_units
            or word.lemma in self.units.time_nouns_attached
        )

    def _joins(self, at: int) -> bool:
        """Whether a symbol within a run of nouns belongs to it (a dot in a name, a sign)."""
        if self._kind(at + 1) not in _NOUNS:
            return self._form(at) not in self.units.dots
        if self._form(at) not in self.units.dots:
            return True
        before, after = self.words[at - 1], self.words[at + 1]
        text, starts, ends = self.tokens.text, self.tokens.starts, self.tokens.ends
        if not (
            _is_syllabic(text[ends[self.order[at - 1]] - 1])
            and _is_syllabic(text[starts[self.order[at + 1]]])
        ):
            return False
        return not (before.noun == _NAME and after.noun == _NAME)

    def _class(self, begin: int, end: int) -> str:
        """The class of a nominal (see `Chunk.noun`)."""
        words, units = self.words, self.units
        last = words[end - 1]
        lemma = last.lemma
        if self._is_time(end - 1):
            if lemma in units.time_words and end - begin == 1:
                return _TIME
            if all(
                words[i].kind in ("number", "prefix", "symbol") or self._is_time(i)
                for i in range(begin, end)
            ):
                return _TIME if end - begin > 1 else _COMMON
        if last.kind == "number":
            return _NUMBER
        if last.kind == "counter" and end - begin > 1 and words[end - 2].kind == "number":
            return _NUMBER
        if last.noun == _PERSON or lemma in units.persons or lemma[-1:] in units.persons:
            return _PERSON
        if last.noun or lemma in units.countries or lemma in units.organs:
            return _NAME
        if lemma[-1:] in units.organs and last.upos == "NOUN" and len(lemma) > 1:
            return _NAME
        return _COMMON

    def _name_whole(self, begin: int, end: int) -> None:
        """Give a suffix the lemma of the word it makes ("possible" + "-ity"), if that is known."""
        whole = ""
        for at in range(end - 1, max(begin, end - 4) - 1, -1):
            whole = self._form(at) + whole
            if self.words[at].kind == "number":
                return
            if at < end - 1 and (whole in self.rules.content_nouns or self.verbs.knows(whole)):
                self.tokens.lemmas[self.order[end - 1]] = whole

    def _with_particles(self, begin: int, end: int, noun: str) -> None:
        tokens, words, order = self.tokens, self.words, self.order
        inner = order[begin:end]
        head = order[end - 1]
        if end - begin > 1 and words[end - 1].lemma in self.units.naming_suffixes:
            head = order[end - 2]
        depth = self.depth
        functions: list[int] = []
        link, case = BARE, ""
        at = end
        closed = topical = False
        while at < self.size:
            word = words[at]
            kind = word.kind
            if kind == "close":
                if self._kind(at + 1) not in _BEHIND_NOUN:
                    break
                self._close(self._form(at))
                closed = True
            elif kind in _BEHIND_NOUN:
                functions.append(order[at])
                if word.link == TOPIC:
                    if link in (BARE, SUBJECT):
                        link, case = TOPIC, word.lemma
                    else:
                        topical = True
                elif word.link and (link == BARE or word.link != COORDINATE):
                    link, case = word.link, word.lemma
            else:
                break
            at += 1
        chunk = Chunk(
            inner, head, functions, NOMINAL, link, case, noun, "", depth, False,
            tokens.lemmas[head], topical,
        )  # fmt: skip
        self._inner(begin, end)
        self.at = at
        if case == "と" and link == OBLIQUE and (closed or self._speaks(at, noun)):
            before = self.chunks[-1] if self.chunks else None
            if (
                words[end - 1].kind == "verbal"
                and before is not None
                and (before.link == OBJECT and before.quote == depth)
            ):
                chunk.noun = ""
                self._verbal(begin, end)
                chunk.lemma = tokens.lemmas[head]
            chunk.kind, chunk.link = PREDICATE, QUOTATIVE
        self.chunks.append(chunk)

    def _speaks(self, at: int, noun: str) -> bool:
        """Whether what follows "と" right away is a verb that quotes."""
        if noun in (_PERSON, _NAME) or at >= self.size:
            return False
        word = self.words[at]
        if word.kind == "verb":
            lemma = word.lemma
        elif word.kind == "verbal":
            end = self._run(at)
            if not (self._is_do(end) or self._kind(end) in _ENDS):
                return False
            lemma = self.verbs.of([self._form(i) for i in range(at, end)])
        else:
            return False
        rules = self.rules
        return lemma in rules.quoting and lemma not in rules.mutual and lemma not in rules.copular

    def _inner(self, begin: int, end: int) -> None:
        """Relations within a compound: numbers on their counter."""
        words, rels, order = self.words, self.tokens.rels, self.order
        if end - begin > 1:
            for at in range(begin, end - 1):
                kind = words[at].kind
                if kind == "number":
                    rels[order[at]] = "nummod"
                elif kind == "symbol":
                    rels[order[at]] = "punct"

    # --- predicates

    def _is_do(self, at: int) -> bool:
        if self._kind(at) != "verb":
            return False
        word = self.words[at]
        if word.base not in self.units.do:
            return False
        before = self.words[at - 1]
        return before.kind in ("verbal", "noun", "suffix", "adverb", "quality") and (
            before.kind == "verbal" or word.base not in self.units.potential
        )

    def _is_clause_suffix(self, begin: int, end: int) -> bool:
        """Whether a run is a verbal noun with its own object and a noun that ends a clause."""
        if end - begin < 2 or self.words[end - 1].lemma not in self.units.clause_suffixes:
            return False
        if self.words[end - 2].kind != "verbal" or not self.chunks:
            return False
        last = self.chunks[-1]
        return last.link == OBJECT and last.quote == self.depth

    def _suffixed(self, begin: int, end: int) -> None:
        """A verbal noun and the noun that ends its clause: a predicate with a mark."""
        order = self.order
        head = order[end - 2]
        self._verbal(begin, end - 1)
        functions = [order[end - 1]]
        link, case = CONJUNCTIVE, self.words[end - 1].lemma
        at = end
        while self._kind(at) in _BEHIND_NOUN:
            functions.append(order[at])
            if self.words[at].link == GENITIVE:
                link = ADNOMINAL
            at += 1
        chunk = Chunk(
            order[begin : end - 1], head, functions, PREDICATE, link, case, "", "", self.depth,
            False, self.tokens.lemmas[head],
        )  # fmt: skip
        self._inner_verb(begin, end - 1)
        self.at = at
        self.chunks.append(chunk)

    def _is_bare_verb(self, begin: int, end: int, noun: str) -> bool:
        """Whether a verbal noun without a verb is a predicate, as in headlines."""
        if self.words[end - 1].kind != "verbal" or not self.chunks:
            return False
        following = self._kind(end)
        if following not in _ENDS:
            return False
        last = self.chunks[-1]
        if last.quote < self.depth:
            return False
        if following in ("comma", "blank"):
            if last.kind != NOMINAL:
                return False
            if last.link in (OBJECT, SUBJECT) or (last.link == BARE and self._counted(begin)):
                return True
            return last.link == OBLIQUE and not last.comma and last.noun != _TIME
        for chunk in reversed(self.chunks):
            if chunk.kind == ADVERB:
                continue
            if chunk.kind == NOMINAL and chunk.quote >= self.depth:
                bare = chunk.link == BARE and (chunk.comma or self._counted(begin))
                return bare or chunk.link in _ARGUMENTS
            return chunk.kind == PREDICATE and chunk.link in (QUOTATIVE, CONJUNCTIVE)
        return False

    def _counted(self, at: int) -> bool:
        """Whether a number and its counter stand right before a word."""
        return at > 1 and self.words[at - 2].kind == "number"

    def _closes_headline(self, begin: int, end: int) -> bool:
        """Whether a verbal noun with one particle ends a headline as its predicate."""
        if self.words[end - 1].kind != "verbal" or self._kind(end) not in _CLOSING:
            return False
        if self._kind(end + 1) not in _ENDS or self._kind(end + 1) == "comma":
            return False
        if self._kind(end + 1) == "close" and end + 2 < self.size:
            return False
        form = self._form(end)
        if form not in self.units.headline_ends:
            return False
        return self.words[end].link == OBLIQUE or any(c.quote == self.depth for c in self.chunks)

    def _verbal(self, begin: int, end: int) -> None:
        """Make the noun before `end` a verb."""
        token = self.order[end - 1]
        tokens = self.tokens
        tokens.upos[token] = "VERB"
        tokens.lemmas[token] = self.verbs.of([self._form(i) for i in range(begin, end)])

    def _inner_verb(self, begin: int, end: int) -> None:
        for at in range(begin, end - 1):
            self.tokens.rels[self.order[at]] = (
                "nummod" if self.words[at].kind == "number" else "compound"
            )

    def _predicate(self, begin: int, end: int, head_at: int, noun: str) -> None:
        """A predicate whose content words are begin..end, with what stands behind it."""
        tokens, words, order, units = self.tokens, self.words, self.order, self.units
        head = order[head_at]
        content = order[begin:end]
        depth = self.depth
        first = words[head_at]
        form = first.form
        if noun == "" and first.kind not in ("verb", "adjective", "auxiliary"):
            self._verbal(begin, end)
        if first.kind == "verb" and self.chunks:
            self._joined_with_manner(head_at, self.chunks[-1])
        if first.kind == "adjective":
            noun = _QUALITY
        elif first.kind == "auxiliary":
            noun = noun or _COMMON
        if first.kind == "quality-suffix" and end - begin > 1:
            head = order[head_at - 1]
        self._inner_verb(begin, end)
        functions: list[int] = []
        rels = tokens.rels
        voice = ""
        past = negative = able = False
        mood = ""
        link = case = ""
        closed = False
        at = end
        bare = noun == "" and first.kind not in ("verb", "adjective", "auxiliary")
        while at < self.size:
            word = words[at]
            kind = word.kind
            token = order[at]
            if kind == "verb":
                if (
                    (bare and at == end)
                    or (form == "continuative" and word.base in units.aspect and at == end)
                    or (
                        functions == []
                        and at > end
                        and words[at - 1].kind == "verb"
                        and word.base in units.aspect
                    )
                ):
                    if word.base in units.potential:
                        mood = mood or "Pot"
                    if word.base == "させる":
                        voice = "cau"
                    elif word.base == "される":
                        voice = "pass"
                    content.append(token)
                    rels[token] = "aux"
                    tokens.upos[token] = "AUX"
                    form = word.form
                elif noun and word.base == "ある" and functions:
                    functions.append(token)  # で ある: the longer copula
                    rels[token] = "aux"
                    tokens.upos[token] = "AUX"
                    form = word.form
                    link = case = ""
                else:
                    break
            elif (
                kind == "auxiliary"
                or kind == "stem"
                or (
                    kind == "adjective"
                    and word.base in units.negation
                    and at > end
                    and words[at - 1].kind in ("topic", "auxiliary", "particle")
                )
            ):
                base = word.base
                if base in units.past or (base == "だ" and word.lemma == "た"):
                    past = True
                elif base in units.negation:
                    negative = True
                elif base in units.passive:
                    voice = "pass"
                    able = base in units.able
                elif base in units.causative:
                    voice = "cau"
                if kind == "stem" and self._purpose(at):
                    functions.append(token)
                    link, case = CONJUNCTIVE, "ように"
                    form = ""
                    at += 1
                    if self._form(at) == "に":
                        functions.append(order[at])
                        at += 1
                        if self._kind(at) == "topic":
                            functions.append(order[at])
                            at += 1
                    break
                if noun not in ("", _QUALITY) or (noun == _QUALITY and base in units.copula):
                    functions.append(token)
                    rels[token] = "cop" if base in units.copula else "aux"
                else:
                    (content if not functions else functions).append(token)
                    rels[token] = "aux"
                if word.link:
                    functions.append(token) if token not in functions else None
                form = word.form or form
                if word.negative:
                    negative = True
                if kind == "adjective":
                    tokens.upos[token] = "AUX"
            elif kind == "connective":
                following = words[at + 1] if at + 1 < self.size else None
                if (
                    word.base in units.te
                    and following is not None
                    and (
                        (following.kind == "verb" and following.base in units.support)
                        or (following.kind == "adjective" and following.base in units.support)
                    )
                ):
                    target = content if not functions else functions
                    target += [token, order[at + 1]]
                    rels[token] = rels[order[at + 1]] = "aux"
                    tokens.upos[order[at + 1]] = "AUX"
                    form = following.form
                    at += 2
                    continue
                functions.append(token)
                link, case = CONJUNCTIVE, word.lemma
                at += 1
                if at < self.size and words[at].lemma in units.te_nouns and word.base in units.te:
                    functions.append(order[at])
                    case = words[at].lemma
                    at += 1
                    break
                if word.lemma == "と" and self._quoted_next(at):
                    link = QUOTATIVE
                while self._kind(at) in ("topic", "case", "particle") and words[at].link in (
                    TOPIC, OBLIQUE, "",
                ):  # fmt: skip
                    if self._kind(at) == "case":
                        case = words[at].lemma
                    functions.append(order[at])
                    at += 1
                if self._kind(at) == "case" and words[at].link == GENITIVE:
                    functions.append(order[at])
                    link = ADNOMINAL
                    at += 1
                break
            elif kind == "final":
                functions.append(token)
                rels[token] = "mark"
                if word.lemma == "な" and form == "final":
                    mood, negative = "Imp", True
            elif kind == "nominalizer":
                other = words[at + 1] if at + 1 < self.size else None
                if other is not None and other.kind == "auxiliary" and other.base in units.copula:
                    functions += [token, order[at + 1]]
                    rels[token] = rels[order[at + 1]] = "aux"
                    form = other.form
                    if (
                        self._form(at + 1) == "で"
                        and self._kind(at + 2) != "verb"
                        and self._kind(at + 2) != "topic"
                    ):
                        link, case = CONJUNCTIVE, "ので"
                        rels[token] = rels[order[at + 1]] = "mark"
                        at += 2
                        break
                    at += 2
                    continue
                break
            elif kind == "close":
                if self._form(at) not in units.quotes.values():
                    break
                if self._kind(at + 1) not in ("case", "topic", "particle", "connective"):
                    break
                self._close(self._form(at))
                closed = True
            elif kind in ("topic", "particle"):
                if (
                    kind == "topic"
                    and at > end
                    and words[at - 1].kind in ("auxiliary",)
                    and (self._kind(at + 1) in ("adjective", "verb", "auxiliary"))
                ):
                    functions.append(token)
                    rels[token] = "aux"
                    at += 1
                    continue
                if word.link in (CONJUNCTIVE, QUOTATIVE, ADNOMINAL, NOMINALIZED):
                    functions.append(token)
                    link, case = word.link, word.lemma
                    at += 1
                    if link == NOMINALIZED:
                        case = self._argument_link(at)
                    while self._kind(at) in _BEHIND_NOUN:
                        functions.append(order[at])
                        at += 1
                    break
                functions.append(token)
                if word.lemma == "か":
                    case = "か"
                    if self._kind(at + 1) in _BEHIND_NOUN and words[at + 1].link != OBLIQUE:
                        link = NOMINALIZED
                        at += 1
                        case = words[at].link
                        functions.append(order[at])
                        at += 1
                        break
                elif word.link == OBLIQUE or kind == "topic":
                    link, case = CONJUNCTIVE, word.lemma
            elif kind == "case":
                if form == "volitional" and word.lemma == "と" and self._is_do_verb(at + 1):
                    content += [token, order[at + 1]]
                    rels[token] = rels[order[at + 1]] = "aux"
                    tokens.upos[order[at + 1]] = "AUX"
                    form = words[at + 1].form
                    at += 2
                    continue
                functions.append(token)
                at += 1
                if word.lemma == "と" and word.link != GENITIVE or word.base == "って":
                    link, case = QUOTATIVE, "と"
                    while self._kind(at) == "topic" or self._kind(at) == "particle":
                        functions.append(order[at])
                        at += 1
                elif word.link == GENITIVE:
                    link, case = ADNOMINAL, "との" if word.base == "との" else word.lemma
                elif word.link == OBLIQUE and not closed:
                    link, case = CONJUNCTIVE, word.lemma
                    while self._kind(at) in ("topic", "particle"):
                        functions.append(order[at])
                        at += 1
                else:
                    link, case = NOMINALIZED, word.link
                break
            else:
                break
            at += 1
        if not link or (link == CONJUNCTIVE and case == "か"):
            link, case = self._open_end(form, at, bare, noun, case == "か")
            if link == QUOTATIVE:
                while self._kind(at) in _BEHIND_NOUN:
                    functions.append(order[at])
                    at += 1
        rels.pop(head, None)
        if voice == "pass" and negative and able and first.kind == "verb":
            voice, mood = "", "Pot"
        chunk = Chunk(
            content, head, functions, PREDICATE, link, case, noun, voice, depth, False,
            tokens.lemmas[head], bare=bare and len(content) == end - begin and not functions,
            past=past,
        )  # fmt: skip
        tokens.feats[head] = _feats(
            form, link, past, negative, voice, mood, tokens.upos[head] in ("VERB", "ADJ")
        )
        self.at = at
        self.chunks.append(chunk)

    def _joined_with_manner(self, at: int, manner: Chunk) -> None:
        """Give a verb and the adjective right before it the citation form that the lexicon has of
        the two ("make known")."""
        if manner.noun != _QUALITY or manner.link != CONJUNCTIVE or manner.comma:
            return
        tokens, token = self.tokens, self.order[at]
        begin = tokens.starts[manner.words[0]]
        whole = tokens.text[begin : tokens.starts[token]] + self.words[at].base
        known = self.verbs.whole(whole)
        if known:
            tokens.lemmas[token] = known

    def _is_do_verb(self, at: int) -> bool:
        return self._kind(at) == "verb" and self.words[at].base in self.units.do

    def _argument_link(self, at: int) -> str:
        return self.words[at].link if self._kind(at) in _BEHIND_NOUN else OBJECT

    def _quoted_next(self, at: int) -> bool:
        return (
            at < self.size
            and self.words[at].kind == "verb"
            and self.words[at].lemma in self.rules.quoting
        )

    def _purpose(self, at: int) -> bool:
        """Whether a stem like "よう" ends a clause of purpose or manner: before に or a verb."""
        if self.words[at].lemma != "よう":
            return False
        if at + 1 >= self.size:
            return False
        return self._form(at + 1) == "に" or self._kind(at + 1) in (
            "verb",
            "verbal",
            "comma",
            "noun",
        )

    def _open_end(self, form: str, at: int, bare: bool, noun: str, asking: bool) -> tuple[str, str]:
        """Link of a predicate that no particle closes, by its last form and what follows."""
        following = self._kind(at)
        if following == "comma" or following == "blank":
            after = self._kind(at + 1)
            if asking:
                return CONJUNCTIVE, "か"
            if form in ("continuative", "irrealis", "") or (bare and form == ""):
                return CONJUNCTIVE, ""
            if form == "conditional":
                return CONJUNCTIVE, "たら"
            if after in _NOUNS or after in (
                "adnominal",
                "verb",
                "adjective",
                "quality",
                "open",
                "prefix",
            ):
                return (ADNOMINAL if following == "comma" else FINAL), ""
            return FINAL, ""
        if following == "stop":
            return FINAL, ""
        if following == "close":
            after = self._kind(at + 1)
            if after in _NOUNS and self._form(at) in self.units.quotes.values():
                return ADNOMINAL, "という"
            if form == "continuative" and after in ("comma",):
                return CONJUNCTIVE, ""
            return FINAL, ""
        if form in ("continuative", "irrealis"):
            return CONJUNCTIVE, ""
        if form == "conditional":
            return CONJUNCTIVE, "たら"
        if form == "imperative":
            return FINAL, ""
        if form == "" and noun == "":
            return CONJUNCTIVE, ""
        return ADNOMINAL, ""

    # --- the end

    def _finish(self) -> None:
        """What ends the sentence is its predicate, whatever it looks like."""
        for at in range(len(self.chunks) - 1, -1, -1):
            chunk = self.chunks[at]
            if chunk.kind == PREDICATE:
                if at == len(self.chunks) - 1 and chunk.link in (
                    ADNOMINAL,
                    CONJUNCTIVE,
                    NOMINALIZED,
                ):
                    chunk.link = FINAL
                break
            if chunk.kind == NOMINAL:
                if chunk.link in (BARE, COORDINATE) and at == len(self.chunks) - 1:
                    chunk.kind, chunk.link, chunk.bare = PREDICATE, FINAL, True
                    chunk.noun = chunk.noun or _COMMON
                break


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


def _is_syllabic(character: str) -> bool:
    return "゠" <= character <= "ヿ"


_FEATS: dict[tuple[str, str, bool, bool, str, str], str] = {}


def _feats(
    form: str, link: str, past: bool, negative: bool, voice: str, mood: str, verb: bool
) -> str:
    """UD features of a predicate."""
    if not verb:
        return "Polarity=Neg" if negative else ""
    key = (form, link, past, negative, voice, mood)
    made = _FEATS.get(key)
    if made is None:
        parts = []
        if form == "imperative" or mood == "Imp":
            parts.append("Mood=Imp")
        elif form == "conditional":
            parts.append("Mood=Cnd")
        elif mood:
            parts.append(f"Mood={mood}")
        if negative:
            parts.append("Polarity=Neg")
        if past:
            parts.append("Tense=Past")
        shape = {ADNOMINAL: "Adn", FINAL: "Fin", QUOTATIVE: "Fin"}.get(link, "Conv")
        parts.append(f"VerbForm={shape}")
        if voice:
            parts.append(f"Voice={voice.capitalize()}")
        made = _FEATS[key] = "|".join(parts)
    return made
