"""From short-unit words to the chunks that `parsing/clauses/` attaches.

A sentence of short-unit words (nouns, verbs, auxiliaries and particles, each by itself) is read
once from left to right: a run of nouns with its particles is a nominal chunk, a verb, adjective or
noun with auxiliaries a predicate chunk. Which words do what is in the pack's `clauses.yaml`.
"""

from __future__ import annotations

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
from dragoman.parsing.sudachi.nouns import (
    ENDS,
    before_count,
    class_of,
    does,
    is_counted,
    is_do,
    leads_title,
    run_end,
)
from dragoman.parsing.sudachi.predicates import Tail
from dragoman.parsing.sudachi.words import (
    BEHIND_NOUN,
    COMMON,
    INFLECTED,
    NAME,
    NOUNS,
    NUMBER,
    PERSON,
    QUALITY,
    TIME,
    Tokens,
    Verbs,
    Word,
    Words,
)

_CLOSING = BEHIND_NOUN | {"final"}
_MARKS = frozenset({"open", "close", "comma", "stop", "symbol", "blank"})
_ARGUMENTS = frozenset({SUBJECT, TOPIC, OBJECT, OBLIQUE})
_BEHIND_NOUNS = frozenset(
    {"case", "topic", "particle", "connective", "final", "auxiliary", "suffix"}
)


class Reader(Words):
    """Reads the tokens `order` (indices) of a text as chunks; `verbs` gives the citation form of
    the verb that a run of nouns makes."""

    __slots__ = ("at", "chunks", "verbs")

    def __init__(
        self, tokens: Tokens, order: list[int], rules: ClauseRules, units: ShortUnits, verbs: Verbs
    ) -> None:
        super().__init__(tokens, order, rules, units)
        self.verbs = verbs
        self.at = 0
        self.chunks: list[Chunk] = []

    def read(self) -> list[Chunk]:
        """The chunks, in order."""
        words, size = self.words, self.size
        while self.at < size:
            if self._is_adverb(self.at):
                form = self.form(self.at)
                words[self.at] = Word("adverb", "ADV", form, form)
                token = self.order[self.at]
                self.tokens.upos[token], self.tokens.lemmas[token] = "ADV", form
            kind = words[self.at].kind
            if kind in _MARKS:
                self._mark(kind)
            elif (kind == "verb" and self._is_noun(self.at)) or (
                kind == "adjective"
                and words[self.at].form == "stem"
                and self.kind(self.at + 1) == "suffix"
            ):
                token = self.order[self.at]
                form = self.form(self.at)
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

    def _is_adverb(self, at: int) -> bool:
        """Whether a noun or adjective that may be an adverb stands apart as one: behind a particle
        or a comma, with no particle of its own (外相は近く辞任する, but 国境近くで)."""
        if self.form(at) not in self.units.adverbs or self.kind(at + 1) in _BEHIND_NOUNS:
            return False
        last = self.chunks[-1] if self.chunks else None
        return last is None or last.comma or last.link in _ARGUMENTS

    def _is_noun(self, at: int) -> bool:
        """Whether a verb's continuative form is the first part of a compound noun."""
        if self.words[at].form != "continuative" or self.kind(at + 1) not in NOUNS:
            return False
        if not self.chunks or self.words[at].base in self.units.do:
            return False
        last = self.chunks[-1]
        return last.comma or last.link not in (OBJECT, OBLIQUE)

    # --- single words

    def _mark(self, kind: str) -> None:
        form = self.form(self.at)
        if kind == "open":
            if form in self.units.quotes:
                self.depth += 1
        elif kind == "close":
            self.close(form)
        elif kind in ("comma", "blank", "stop"):
            if self.chunks:
                self.chunks[-1].comma = True
                if kind == "blank":
                    self._end_headline()
        elif form in self.units.dots and self.chunks:
            last = self.chunks[-1]
            if last.kind == NOMINAL and last.link == BARE:
                last.link = COORDINATE
                last.functions.append(self.order[self.at])
        self.at += 1

    def _single(self, kind: str) -> None:
        word = self.words[self.at]
        token = self.order[self.at]
        chunk = Chunk([token], token, [], kind, BARE, "", "", "", self.depth, False, word.lemma)
        self.at += 1
        while self.kind(self.at) in ("topic", "case", "particle") and kind == ADVERB:
            if self.words[self.at].link == GENITIVE:
                chunk.kind, chunk.link = NOMINAL, GENITIVE
            elif self.words[self.at].link in (SUBJECT, OBJECT):
                chunk.kind, chunk.link = NOMINAL, self.words[self.at].link
            chunk.functions.append(self.order[self.at])
            self.at += 1
        if (
            kind == ADVERB
            and self.kind(self.at) == "auxiliary"
            and self.words[self.at].base in self.units.copula
        ):
            self._predicate(self.at - 1, self.at, self.at - 1, QUALITY)
            return
        if kind == ADVERB and is_do(self, self.at):
            self._predicate(self.at - 1, self.at, self.at - 1, "")
            return
        self.chunks.append(chunk)

    def _end_headline(self) -> None:
        """Let a blank end the first of two headlines, if what stands before it is a clause."""
        last = self.chunks[-1]
        if last.kind != NOMINAL or last.link != BARE or last.noun == TIME:
            return
        for chunk in reversed(self.chunks[:-1]):
            if chunk.link == FINAL:
                return
            if chunk.link in _ARGUMENTS or (chunk.link == BARE and chunk.comma):
                last.kind, last.link, last.bare = PREDICATE, FINAL, True
                return

    def _conjunction(self) -> None:
        """A conjunction; between nouns ("and", "or") it coordinates them."""
        last = self.chunks[-1] if self.chunks else None
        if (
            last is not None
            and last.kind == NOMINAL
            and last.link == BARE
            and self.kind(self.at + 1) in NOUNS
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
        if word.lemma in self.units.quotation and last.kind == PREDICATE and word.kind == "case":
            last.link, last.case = QUOTATIVE, word.lemma

    # --- nouns

    def _nominal(self) -> None:
        begin = self.at
        end = self._run(begin)
        words = self.words
        if end == begin:
            end = begin + 1
        last = words[end - 1]
        following = self.kind(end)
        noun = class_of(self, begin, end)
        if last.kind == "suffix" and end - begin > 1:
            self._name_whole(begin, end)
        if following == "close" and last.kind == "verbal" and does(self, end + 1):
            self._predicate(begin, end, end - 1, "")
            return
        if following == "verb" and is_do(self, end) and noun != TIME:
            self._predicate(begin, end, end - 1, "")
            return
        if following == "auxiliary" and noun == NAME and self._is_place(end):
            following = "case"
        if self._says_how_far(begin, end):
            self._under_way(begin, end)
            return
        if following == "auxiliary":
            other = words[end]
            quality = last.kind in ("quality", "quality-suffix") or (
                last.able
                and other.form in ("adnominal", "continuative")
                and self.form(end) in self.units.adjectival
            )
            self._predicate(begin, end, end - 1, QUALITY if quality else noun)
            return
        if following == "stem":
            self._predicate(begin, end, end - 1, noun)
            return
        if self._is_clause_suffix(begin, end):
            self._suffixed(begin, end)
            return
        if last.kind in ("quality", "quality-suffix") and following in ("verb", "adjective"):
            self._predicate(begin, end, end - 1, QUALITY)
            return
        if self._is_bare_verb(begin, end, noun):
            self._predicate(begin, end, end - 1, "")
            return
        if self._closes_headline(begin, end):
            self._predicate(begin, end, end - 1, "")
            return
        self._with_particles(begin, end, noun)

    def _is_place(self, at: int) -> bool:
        """Whether what looks like a copula behind a name and before a comma is a particle: no
        topic or subject stands before it, so that there is nothing the name could be said of."""
        particle = self.units.particles.get(self.form(at))
        if particle is None or self.kind(at + 1) != "comma":
            return False
        for chunk in reversed(self.chunks):
            if chunk.link == GENITIVE:
                continue
            if chunk.link in (TOPIC, SUBJECT):
                return False
            break
        self.words[at] = Word("case", "ADP", particle.lemma, self.form(at), link=particle.link)
        token = self.order[at]
        self.tokens.upos[token], self.tokens.lemmas[token] = "ADP", particle.lemma
        return True

    def _run(self, begin: int) -> int:
        """Where a run of nouns ends; a time and what follows it are two."""
        words, at = self.words, begin
        if (
            words[at].lemma in self.rules.clause_nouns
            and self.chunks
            and self.chunks[-1].link == ADNOMINAL
            and self.chunks[-1].kind == PREDICATE
            and not self.chunks[-1].comma
            and self.kind(at + 1) not in ("suffix", "quality-suffix")
            and not leads_title(self, at)
        ):
            return at + 1
        return run_end(self, begin)

    def _name_whole(self, begin: int, end: int) -> None:
        """Give a suffix the lemma of the word it makes ("possible" + "-ity"), if that is known."""
        whole = ""
        for at in range(end - 1, max(begin, end - 4) - 1, -1):
            whole = self.form(at) + whole
            if self.words[at].kind == "number":
                return
            if at < end - 1 and (whole in self.rules.content_nouns or self.verbs.knows(whole)):
                self.tokens.lemmas[self.order[end - 1]] = whole
                return

    def _with_particles(self, begin: int, end: int, noun: str) -> None:
        tokens, words, order = self.tokens, self.words, self.order
        inner = order[begin:end]
        counted = before_count(self, begin, end)
        if counted < end and words[counted - 1].kind == "suffix" and counted - begin > 1:
            self._name_whole(begin, counted)
        head = order[counted - 1]
        if counted - begin > 1 and (
            words[counted - 1].lemma in self.units.naming_suffixes
            or words[counted - 1].kind == "quality-suffix"
        ):
            head = order[counted - 2]
        depth = self.depth
        functions: list[int] = []
        if self._is_when_of_act(begin, end):  # カナダ首相との会談後: the talks are with him
            inner, head, functions = order[begin : end - 1], order[end - 2], [order[end - 1]]
            tokens.upos[order[end - 1]] = "ADP"
        link, case = BARE, ""
        at = end
        closed = topical = False
        while at < self.size:
            word = words[at]
            kind = word.kind
            if kind == "close":
                if self.kind(at + 1) not in BEHIND_NOUN:
                    break
                self.close(self.form(at))
                closed = True
            elif kind in BEHIND_NOUN:
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
            tokens.lemmas[head], topical, act=words[counted - 1].kind == "verbal",
        )  # fmt: skip
        self._inner(begin, end)
        if counted < end:
            for i in range(counted, end):
                tokens.rels[order[i]] = "nummod"
            chunk.noun = NUMBER if link == BARE else class_of(self, begin, counted)
        tokens.rels.pop(head, None)
        self.at = at
        if case in self.units.quotation and link == OBLIQUE and (closed or self._speaks(at, noun)):
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

    def _is_when_of_act(self, begin: int, end: int) -> bool:
        """Whether a run is a verbal noun with an attribute and a noun for after or during it."""
        if end - begin < 2 or self.words[end - 1].lemma not in self.units.clause_suffixes:
            return False
        last = self.chunks[-1] if self.chunks else None
        return (
            self.words[end - 2].kind == "verbal"
            and last is not None
            and last.link == GENITIVE
            and last.quote == self.depth
        )

    def _speaks(self, at: int, noun: str) -> bool:
        """Whether what follows a particle of quotation right away is a verb that quotes."""
        if noun in (PERSON, NAME) or at >= self.size:
            return False
        word = self.words[at]
        if word.kind == "verb":
            lemma = word.lemma
        elif word.kind == "verbal":
            end = self._run(at)
            if not (is_do(self, end) or self.kind(end) in ENDS):
                return False
            lemma = self.verbs.of([self.form(i) for i in range(at, end)])
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

    def _is_clause_suffix(self, begin: int, end: int) -> bool:
        """Whether a run is a verbal noun with its own object and a noun that ends a clause."""
        if end - begin < 2 or self.words[end - 1].lemma not in self.units.clause_suffixes:
            return False
        if self.words[end - 2].kind != "verbal" or not self.chunks:
            return False
        last = self.chunks[-1]
        if last.link == SUBJECT and not any(
            word.link in (SUBJECT, TOPIC) for word in self.words[end:]
        ):
            return False  # its subject is that of the sentence
        argument = last.link in (OBJECT, SUBJECT) or (
            last.link == OBLIQUE and last.noun not in (TIME, NUMBER) and not last.comma
        )
        return argument and last.quote == self.depth

    def _says_how_far(self, begin: int, end: int) -> bool:
        """Whether a run that is the predicate is a verbal noun with an object or partner of its own
        and a noun for how far the act is (フランスを訪問中だ, 国を承認済みである)."""
        if end - begin < 2 or self.words[end - 1].lemma not in self.units.stages:
            return False
        if self.words[end - 2].kind != "verbal" or not self.chunks:
            return False
        last = self.chunks[-1]
        if last.quote != self.depth or last.comma:
            return False
        following = self.kind(end)
        if following == "auxiliary" and self.words[end].base in self.units.copula:
            return last.link == OBJECT or (last.link == OBLIQUE and last.noun not in (TIME, NUMBER))
        return last.link == OBJECT and following in ENDS and following not in ("comma", "blank")

    def _under_way(self, begin: int, end: int) -> None:
        """A verbal noun and the noun that says how far the act is: a verb with an auxiliary."""
        at = end - 1
        word, token = self.words[at], self.order[at]
        self.words[at] = Word("auxiliary", "AUX", word.lemma, word.lemma)
        self.tokens.upos[token] = "AUX"
        self._predicate(begin, at, at - 1, "")

    def _suffixed(self, begin: int, end: int) -> None:
        """A verbal noun and the noun that ends its clause: a predicate with a mark."""
        order = self.order
        head = order[end - 2]
        self._verbal(begin, end - 1)
        functions = [order[end - 1]]
        link, case = CONJUNCTIVE, self.words[end - 1].lemma
        at = end
        while self.kind(at) in BEHIND_NOUN:
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
        following = self.kind(end)
        if following not in ENDS:
            return False
        last = self.chunks[-1]
        if last.quote < self.depth:
            return False
        if following in ("comma", "blank"):
            if last.kind != NOMINAL:
                return False
            if last.link in (OBJECT, SUBJECT) or (last.link == BARE and is_counted(self, begin)):
                return True
            return last.link == OBLIQUE and not last.comma and last.noun != TIME
        for chunk in reversed(self.chunks):
            if chunk.kind == ADVERB:
                continue
            if chunk.kind == NOMINAL and chunk.quote >= self.depth:
                bare = chunk.link == BARE and (chunk.comma or is_counted(self, begin))
                return bare or chunk.link in _ARGUMENTS
            return chunk.kind == PREDICATE and chunk.link in (QUOTATIVE, CONJUNCTIVE)
        return False

    def _closes_headline(self, begin: int, end: int) -> bool:
        """Whether a verbal noun with one particle ends a headline as its predicate."""
        if self.words[end - 1].kind != "verbal" or self.kind(end) not in _CLOSING:
            return False
        if self.kind(end + 1) not in ENDS or self.kind(end + 1) == "comma":
            return False
        if self.kind(end + 1) == "close" and end + 2 < self.size:
            return False
        form = self.form(end)
        if form not in self.units.headline_ends:
            return False
        return self.words[end].link == OBLIQUE or any(c.quote == self.depth for c in self.chunks)

    def _verbal(self, begin: int, end: int) -> None:
        """Make the noun before `end` a verb."""
        token = self.order[end - 1]
        tokens = self.tokens
        tokens.upos[token] = "VERB"
        tokens.lemmas[token] = self.verbs.of([self.form(i) for i in range(begin, end)])

    def _inner_verb(self, begin: int, end: int) -> None:
        for at in range(begin, end - 1):
            self.tokens.rels[self.order[at]] = (
                "nummod" if self.words[at].kind == "number" else "compound"
            )

    def _predicate(self, begin: int, end: int, head_at: int, noun: str) -> None:
        """A predicate whose content words are begin..end, with what stands behind it."""
        first = self.words[head_at]
        if noun == "" and first.kind not in INFLECTED:
            self._verbal(begin, end)
        if first.kind == "verb" and self.chunks:
            self._joined_with_manner(head_at, self.chunks[-1])
        self._inner_verb(begin, end)
        tail = Tail(self, begin, end, head_at, noun)
        tail.read()
        self.at = tail.at
        self.chunks.append(tail.chunk())

    def _joined_with_manner(self, at: int, manner: Chunk) -> None:
        """Give a verb and the adjective, noun or verb right before it the citation form that the
        lexicon has of the two ("make known", 白紙に戻す, 買って出る)."""
        plain = manner.kind == NOMINAL and manner.link in (OBLIQUE, OBJECT)
        if manner.comma or not (plain or manner.link == CONJUNCTIVE):
            return
        tokens, token = self.tokens, self.order[at]
        begin = tokens.starts[manner.words[0]]
        whole = tokens.text[begin : tokens.starts[token]] + self.words[at].base
        known = self.verbs.whole(whole)
        if known:
            tokens.lemmas[token] = known

    # --- the end

    def _finish(self) -> None:
        """What ends the sentence is its predicate, whatever it looks like."""
        if not self.chunks:
            return
        last = self.chunks[-1]
        if last.kind == PREDICATE:
            if last.link in (ADNOMINAL, CONJUNCTIVE, NOMINALIZED):
                last.link = FINAL
        elif last.kind == NOMINAL and last.link in (BARE, COORDINATE) and not self._is_source():
            last.kind, last.link, last.bare = PREDICATE, FINAL, True
            last.noun = last.noun or COMMON

    def _is_source(self) -> bool:
        """Whether a headline ends in a mere noun, behind its predicate: who does it or says so."""
        at = len(self.chunks) - 2
        while at >= 0 and self.chunks[at].link in (GENITIVE, ADNOMINAL):
            at -= 1
        before = self.chunks[at] if at >= 0 else None
        return (
            before is not None
            and before.kind == PREDICATE
            and before.comma
            and (before.link == FINAL or (before.link == CONJUNCTIVE and before.bare))
        )
