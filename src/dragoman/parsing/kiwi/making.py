"""From Kiwi's morphemes to the tokens of Korean as Dragoman writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from dragoman.parsing.kiwi.lexicon import Lexicon
from dragoman.parsing.kiwi.naming import split_names, take_particle
from dragoman.parsing.kiwi.words import (
    ADJECTIVE,
    ADNOMINAL,
    ADVERB,
    AUXILIARY,
    CASE,
    CAUSATIVE,
    CLOSE,
    COMMA,
    CONVERB,
    COPULA,
    DETERMINER,
    DOT,
    ENDING,
    FINITE,
    FUTURE,
    IMPERATIVE,
    JOINER,
    MARK,
    NEGATIVE,
    NOMINALS,
    NOUN,
    NUMBER,
    OPEN,
    OTHER,
    PASSIVE,
    PAST,
    PLURAL,
    PREDICATES,
    QUOTE,
    SILENT,
    STOP,
    VERB,
    Words,
)

_OPENING = frozenset("([{〈《「『<【〔（［")
_UPOS = {
    "noun": "NOUN", "name": "PROPN", "pronoun": "PRON", "latin": "PROPN", "hanja": "PROPN",
    "number": "NUM", "digits": "NUM", "numeral": "NUM",
}  # fmt: skip
_TAKING_PREFIX = frozenset({*_UPOS, "prefix"} - {"numeral"})


class Morpheme(Protocol):
    """What is used of a morpheme of Kiwi's."""

    form: str
    tag: str
    start: int
    len: int


def make_words(text: str, morphemes: Sequence[Morpheme], lexicon: Lexicon) -> Words:
    """The tokens of one sentence, whose morphemes are given, by a pack's rules."""
    return _Making(lexicon, text, morphemes).run()


def _plain(kind: int, upos: str) -> Callable[[_Making, int, str, int, int], int]:
    """A step that makes each morpheme a token of that kind."""

    def step(self: _Making, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        end = start + length
        if words.ends and start < words.ends[-1]:
            start = words.ends[-1]
        if start < end:
            words.add(kind, start, end, upos)
        return 1

    return step


class _Making:
    """The making of one sentence's tokens."""

    __slots__ = ("_glue", "_lexicon", "_morphemes", "_rules", "_text", "_words")

    def __init__(self, lexicon: Lexicon, text: str, morphemes: Sequence[Morpheme]) -> None:
        self._lexicon = lexicon
        self._rules = lexicon.rules
        self._text = text
        self._morphemes = morphemes
        self._words = Words(text)
        self._glue = -1  # where a prefix began that belongs to the next noun

    def run(self) -> Words:
        tags = self._lexicon.tags
        i, size = 0, len(self._morphemes)
        while i < size:
            one = self._morphemes[i]
            i += _STEPS[tags.get(one.tag, "other")](self, i, one.form, one.start, one.len)
        return self._words

    # --- nouns

    def _noun(self, i: int, form: str, start: int, length: int) -> int:
        return self._nominal(i, form, start, length, "noun")

    def _name(self, i: int, form: str, start: int, length: int) -> int:
        return self._nominal(i, form, start, length, "name")

    def _pronoun(self, i: int, form: str, start: int, length: int) -> int:
        return self._nominal(i, form, start, length, "pronoun")

    def _hanja(self, i: int, form: str, start: int, length: int) -> int:
        return self._nominal(i, form, start, length, "hanja")

    def _nominal(self, i: int, form: str, start: int, length: int, group: str) -> int:
        words, lexicon = self._words, self._lexicon
        if group == "noun" and form in self._rules.auxiliary_nouns and self._glue < 0:
            skip = self._auxiliary_noun(i, form, start)
            if skip:
                return skip
        end = start + length
        if self._glue >= 0:
            start, self._glue = self._glue, -1
            form = self._text[start:end]
        if words.ends and start < words.ends[-1]:
            start = words.ends[-1]
            if start >= end:
                return 1
        if form in self._rules.clipped and self._clipped(i, form, start, end):
            return 1
        upos = _UPOS[group]
        if group == "name" and take_particle(words, lexicon, form, start):
            return 1
        if group == "name" and (
            "·" in form or (" " in form and form.split()[0] in self._rules.persons)
        ):
            split_names(words, form, start)
            return 1
        ends = length > 2 and form[-1] in self._rules.of_names and form not in self._rules.names
        if ends and lexicon.names(form[:-1]):
            words.add(NOUN, start, end - 1, "PROPN", "", "name")
            words.add(NOUN, end - 1, end, "NOUN", "", "noun")
            return 1
        words.add(NOUN, start, end, upos, form if words.text[start:end] != form else "", group)
        return 1

    def _clipped(self, i: int, form: str, start: int, end: int) -> bool:
        """A particle that headlines shorten, behind a name and before a blank."""
        words = self._words
        if not self._touches(start) or words.classes[-1] != "name":
            return False
        after = self._morphemes[i + 1 : i + 2]
        if after and after[0].start == end:
            return False
        mark = self._rules.particles[self._rules.clipped[form]]
        at = words.add(CASE, start, end, "ADP", mark.lemma)
        words.links[at], words.cases[at] = mark.link, mark.lemma
        return True

    def _clipped_verb(self, i: int, form: str, end: int) -> int:
        """The same read as a verb with a fused ending; returns the number of morphemes read."""
        morphemes, j = self._morphemes, i + 1
        if j < len(morphemes) and morphemes[j].start < end:  # the fused ending
            j += 1
        if j >= len(morphemes) or morphemes[j].start <= end:
            return 0
        mark = self._rules.particles[self._rules.clipped[form]]
        at = self._words.add(CASE, end - len(form), end, "ADP", mark.lemma)
        self._words.links[at], self._words.cases[at] = mark.link, mark.lemma
        return j - i

    def _auxiliary_noun(self, i: int, form: str, start: int) -> int:
        """A noun that makes an auxiliary with the stem behind it ("can", "is to"), as one token.

        Returns the number of morphemes read, 0 if it is an ordinary noun here.
        """
        words, morphemes, tags = self._words, self._morphemes, self._lexicon.tags
        if not words.links or words.links[-1] not in ("adnominal", "content"):
            return 0
        stems = self._rules.auxiliary_nouns[form]
        j = i + 1
        while j < len(morphemes) and j < i + 3 and tags.get(morphemes[j].tag) == "particle":
            j += 1
        if j >= len(morphemes):
            return 0
        stem = morphemes[j]
        lemma = stems.get(stem.form)
        if lemma is None or tags.get(stem.tag) not in ("verb", "adjective", "verbal", "copula"):
            return 0
        at = words.add(AUXILIARY, start, stem.start + stem.len, "AUX", lemma)
        words.stems[at] = form
        if lemma in self._rules.negative:
            words.bits[at] |= NEGATIVE
        return j + 1 - i

    def _digits(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if self._touches(start) and words.classes[-1] in ("digits", "number", "latin"):
            words.ends[-1] = start + length
            return 1
        if self._glue >= 0:
            length, start, self._glue = length + start - self._glue, self._glue, -1
        words.add(NUMBER, start, start + length, "NUM", "", "digits")
        return 1

    def _number(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if self._touches(start) and words.kinds[-1] == NUMBER:
            words.ends[-1] = start + length
            return 1
        if self._glue >= 0:
            length, start, self._glue = length + start - self._glue, self._glue, -1
        words.add(NUMBER, start, start + length, "NUM", "", "number")
        return 1

    def _numeral(self, i: int, form: str, start: int, length: int) -> int:
        self._words.add(NUMBER, start, start + length, "NUM", form, "numeral")
        return 1

    def _latin(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if (
            self._touches(start) and words.kinds[-1] == NUMBER and form in self._rules.counters
        ):  # "2만t"
            words.add(NOUN, start, start + length, "NOUN", "", "noun")
            return 1
        if self._touches(start) and words.classes[-1] in ("latin", "digits"):
            words.ends[-1] = start + length
            words.kinds[-1], words.upos[-1], words.classes[-1] = NOUN, "PROPN", "latin"
            return 1
        words.add(NOUN, start, start + length, "PROPN", "", "latin")
        return 1

    def _prefix(self, i: int, form: str, start: int, length: int) -> int:
        after = self._morphemes[i + 1 : i + 2]
        if (
            after
            and after[0].start == start + length
            and self._lexicon.tags.get(after[0].tag) in _TAKING_PREFIX
        ):
            self._glue = start if self._glue < 0 else self._glue
            return 1
        return self._nominal(i, form, start, length, "noun")

    def _suffix(self, i: int, form: str, start: int, length: int) -> int:
        words, rules = self._words, self._rules
        if form in rules.plural:
            words.add(PLURAL, start, start + length, "PART")
        elif not self._touches(start) or words.kinds[-1] not in NOMINALS:
            return self._nominal(i, form, start, length, "noun")
        elif form in rules.apart and words.kinds[-1] != NUMBER:
            words.add(NOUN, start, start + length, "NOUN", "", "noun")
        else:
            words.ends[-1] = start + length
            words.lemmas[-1] = ""
        return 1

    def _touches(self, start: int) -> bool:
        ends = self._words.ends
        return bool(ends) and ends[-1] == start

    # --- predicates

    def _verbal(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if not words.kinds or start - words.ends[-1] > 1:
            return self._predicate(VERB, form, start, length)
        if words.kinds[-1] == CLOSE and self._touches(start):
            self._unquote()
        if words.kinds[-1] in NOMINALS or words.kinds[-1] == ADVERB:
            return self._derived(form, start, length, self._morphemes[i].tag)
        return self._predicate(VERB, form, start, length)

    def _unquote(self) -> None:
        """Take away the mark that closes a quotation before the suffix of its last noun."""
        words = self._words
        at = len(words.kinds) - 2
        if at < 0 or words.kinds[at] != NOUN or words.ends[at] != words.starts[-1]:
            return
        opened = next((k for k in range(at, -1, -1) if words.kinds[k] == OPEN), -1)
        if opened >= 0:
            words.pop()
            words.kinds[opened] = SILENT

    def _derived(self, form: str, start: int, length: int, tag: str) -> int:
        """A predicate made of the noun before it and a suffix."""
        words, rules = self._words, self._rules
        at = len(words.kinds) - 1
        root = words.lemma(at)
        if words.kinds[at] == ADVERB and root + form + self._rules.dictionary in rules.negative:
            words.pop()
            begin = start - len(root)
            return self._predicate(AUXILIARY, root + form, begin, start + length - begin)
        while (
            at > 0
            and words.kinds[at - 1] == NOUN
            and words.ends[at - 1] == words.starts[at]
            and self._lexicon.knows(words.lemma(at - 1) + root + rules.citation)
        ):
            root = words.lemma(at - 1) + root
            words.pop()
            at -= 1
        voice = rules.suffixes.get(form, "")
        if root + form + self._rules.dictionary in rules.lone:
            lemma, voice = root + form + self._rules.dictionary, ""
        else:
            lemma = root + (
                rules.citation if form in rules.suffixes else form + self._rules.dictionary
            )
        quality = tag.startswith("XSA")
        words.kinds[at] = ADJECTIVE if quality else VERB
        words.upos[at] = "ADJ" if quality else "VERB"
        words.ends[at] = start + length
        words.lemmas[at] = lemma
        words.stems[at] = form
        words.classes[at] = ""
        words.bits[at] = PASSIVE if voice == "pass" else CAUSATIVE if voice == "cau" else 0
        return 1

    def _verb(self, i: int, form: str, start: int, length: int) -> int:
        words, rules = self._words, self._rules
        tag = self._morphemes[i].tag
        if form in rules.clipped and self._touches(start) and words.kinds[-1] == NOUN:
            skip = self._clipped_verb(i, form, start + length)
            if skip:
                return skip
        if words.kinds and length:
            kind, gap = words.kinds[-1], start - words.ends[-1]
            if form in rules.suffixes and kind == NOUN and gap <= 1:
                glued = gap == 0 and words.classes[-1] == "noun"
                if glued or (gap and self._lexicon.is_verbal_noun(words.lemma(-1))):
                    return self._derived(form, start, length, tag)
            if gap <= 1 and self._text[start : start + 1] in self._lexicon.initials:
                skip = self._hosted(i, start)
                if skip:
                    return skip
        kind = AUXILIARY if tag.startswith(rules.auxiliary_tag) else VERB
        return self._predicate(kind, form, start, length)

    def _adjective(self, i: int, form: str, start: int, length: int) -> int:
        return self._predicate(ADJECTIVE, form, start, length)

    def _predicate(self, kind: int, form: str, start: int, length: int) -> int:
        words = self._words
        upos = {VERB: "VERB", ADJECTIVE: "ADJ"}.get(kind, "AUX")
        if words.ends:
            length += min(0, start - words.ends[-1])
            start = max(start, words.ends[-1])
        if length <= 0:  # left out in writing ("다면" is short for "다고 하면")
            return 1
        at = words.add(kind, start, start + length, upos, form + self._rules.dictionary)
        words.stems[at] = form
        if words.lemmas[at] in self._rules.negative:
            words.bits[at] = NEGATIVE
        return 1

    def _copula(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        start = max(start, words.ends[-1]) if words.ends else start
        people = self._touches(start) and words.classes[-1] == "name"
        if people and self._text[start : start + 2] == f"{self._rules.people} ":
            words.add(NOUN, start, start + 1, "NOUN", "", "noun")
            return 2
        at = words.add(COPULA, start, start + length, "AUX", self._rules.copula)
        words.stems[at] = form
        return 1

    # --- endings

    def _prefinal(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if not words.kinds or words.kinds[-1] not in PREDICATES:
            return self._other(i, form, start, length)
        if form in self._rules.past:
            words.bits[-1] |= PAST
        elif form in self._rules.future:
            words.bits[-1] |= FUTURE
        words.ends[-1] = max(words.ends[-1], start + length)
        return 1

    def _final(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if not words.kinds or words.kinds[-1] not in PREDICATES:
            return self._other(i, form, start, length)
        words.ends[-1] = max(words.ends[-1], start + length)
        words.bits[-1] |= FINITE
        if form in self._rules.imperative:
            words.bits[-1] |= IMPERATIVE
        words.links[-1], words.cases[-1] = "final", form
        return 1

    def _adnominal(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if not words.kinds or words.kinds[-1] not in PREDICATES:
            return self._other(i, form, start, length)
        words.ends[-1] = max(words.ends[-1], start + length)
        mark = self._lexicon.ending(form, "adnominal")
        words.links[-1], words.cases[-1] = mark.link, mark.lemma
        bits = ADNOMINAL
        if form in self._rules.future:
            bits |= FUTURE
        elif form in self._rules.ever or (
            form in self._rules.finished and words.kinds[-1] in (VERB, AUXILIARY)
        ):
            bits |= PAST
        words.bits[-1] |= bits
        return 1

    def _connective(self, i: int, form: str, start: int, length: int) -> int:
        return self._linking(form, start, length, "connective")

    def _nominalizing(self, i: int, form: str, start: int, length: int) -> int:
        return self._linking(form, start, length, "nominal")

    def _linking(self, form: str, start: int, length: int, group: str) -> int:
        """A connective or nominal ending: a token of its own as far as it can be told apart."""
        words = self._words
        mark = self._lexicon.ending(form, group)
        if not words.kinds:
            return self._other(0, form, start, length)
        last = len(words.kinds) - 1
        end = start + length
        begin = max(start, words.ends[last])
        if words.kinds[last] in PREDICATES:
            words.bits[last] |= CONVERB
            if form in self._rules.future:
                words.bits[last] |= FUTURE
            words.links[last], words.cases[last] = mark.link, mark.lemma
            if words.kinds[last] == COPULA and words.starts[last] == words.ends[last]:
                words.kinds[last], words.upos[last] = ENDING, "PART"
                words.ends[last], words.lemmas[last] = end, mark.lemma
                return 1
        if words.kinds[last] == VERB and (
            self._text[words.starts[last] : end] in self._rules.adverb_verbs
        ):
            words.kinds[last], words.upos[last], words.ends[last] = ADVERB, "ADV", end
            words.lemmas[last] = words.links[last] = words.cases[last] = ""
            words.bits[last] = 0
            return 1
        if begin < end:
            at = words.add(ENDING, begin, end, "PART", mark.lemma)
            words.links[at], words.cases[at] = mark.link, mark.lemma
        return 1

    # --- particles

    def _particle(self, i: int, form: str, start: int, length: int) -> int:
        words, rules, lexicon = self._words, self._rules, self._lexicon
        mark = rules.particles.get(form)
        link, lemma = (mark.link, mark.lemma) if mark else ("oblique", form)
        if not words.kinds:
            return self._other(i, form, start, length)
        last = len(words.kinds) - 1
        tag = self._morphemes[i].tag
        if tag == rules.complement:
            link = "complement"
        elif tag == "JC" and link == "oblique":
            link = "coordinate"
        end = start + length
        begin = max(start, words.ends[last])
        glued = start <= words.ends[last]
        if glued and words.kinds[last] == ENDING and words.links[last] == "nominal":
            whole = rules.nominal_marks.get(words.lemmas[last] + lemma)
            if whole is not None and begin == start:
                words.ends[last], words.lemmas[last] = end, whole.lemma
                words.links[last], words.cases[last] = whole.link, whole.lemma
                return 1
        key = lemma
        if glued and words.kinds[last] == CASE:
            if link == "genitive":
                words.ends[last], words.links[last] = end, "genitive"
                return 1
            key = words.lemmas[last] + lemma
        variants = lexicon.compounds.get(key)
        if variants:
            found = self._compound(i, end, variants)
            if found is not None:
                word_end, whole_lemma, whole_link, skip = found
                if key != lemma:
                    words.ends[last], words.lemmas[last] = word_end, whole_lemma
                    words.links[last], words.cases[last] = whole_link, whole_lemma
                    return skip
                at = words.add(CASE, begin, word_end, "ADP", whole_lemma)
                words.links[at], words.cases[at] = whole_link, whole_lemma
                return skip
        if begin >= end:  # fused with its noun
            words.links[last], words.cases[last] = link, lemma
            return 1
        at = words.add(CASE, begin, end, "ADP", lemma)
        words.links[at], words.cases[at] = link, lemma
        return 1

    def _compound(
        self, i: int, end: int, variants: Iterable[tuple[str, str, str]]
    ) -> tuple[int, str, str, int] | None:
        """A verb form behind morpheme i that makes a postposition with it: where it ends, its
        canonical form, its link, and the number of morphemes read."""
        text, morphemes = self._text, self._morphemes
        if i + 1 >= len(morphemes):
            return None
        begin = morphemes[i + 1].start
        if begin - end > 1:
            return None
        for word, lemma, link in variants:
            if text.startswith(word, begin):
                stop = begin + len(word)
                j = i + 1
                while j < len(morphemes) and morphemes[j].start < stop:
                    j += 1
                last = morphemes[j - 1]
                if last.start + last.len == stop:
                    return stop, lemma, link, j - i
        return None

    def _hosted(self, i: int, start: int) -> int:
        """A compound postposition that has lost its particle ("in order to"); 0 if none."""
        words = self._words
        if words.lemma(len(words.kinds) - 1) not in self._rules.hosts or i == 0:
            return 0
        before = self._morphemes[i - 1]
        found = self._compound(i - 1, before.start + before.len, self._lexicon.unmarked)
        if found is None:
            return 0
        end, lemma, link, skip = found
        at = words.add(CASE, start, end, "ADP", lemma)
        words.links[at], words.cases[at] = link, lemma
        return skip - 1

    def _quote(self, i: int, form: str, start: int, length: int) -> int:
        mark = self._rules.particles.get(form)
        begin = max(start, self._words.ends[-1]) if self._words.ends else start
        if begin >= start + length:
            return 1
        at = self._words.add(QUOTE, begin, start + length, "ADP", mark.lemma if mark else form)
        self._words.links[at] = mark.link if mark else "quote"
        self._words.cases[at] = mark.lemma if mark else form
        return 1

    # --- the rest

    _adverb = _plain(ADVERB, "ADV")
    _interjection = _plain(ADVERB, "INTJ")
    _conjunction = _plain(JOINER, "CCONJ")
    _open = _plain(OPEN, "PUNCT")
    _close = _plain(CLOSE, "PUNCT")
    _stop = _plain(STOP, "PUNCT")
    _symbol = _plain(OTHER, "SYM")
    _other = _plain(OTHER, "X")

    def _determiner(self, i: int, form: str, start: int, length: int) -> int:
        after = self._morphemes[i + 1] if i + 1 < len(self._morphemes) else None
        if after is not None:
            counted = after.form in self._rules.counters or after.tag == "NNB"
            if counted and form in self._rules.numerals:
                return self._numeral(i, form, start, length)
            if after.start == start + length and self._lexicon.tags.get(after.tag) == "noun":
                self._glue = start
                return 1
        self._words.add(DETERMINER, start, start + length, "DET")
        return 1

    def _comma(self, i: int, form: str, start: int, length: int) -> int:
        self._words.add(DOT if form in "·ㆍ・/" else COMMA, start, start + length, "PUNCT")
        return 1

    def _mark(self, i: int, form: str, start: int, length: int) -> int:
        words = self._words
        if form == "-" and self._touches(start) and words.classes[-1] == "latin":
            after = self._morphemes[i + 1 : i + 2]
            if after and after[0].start == start + length:
                words.ends[-1] = start + length
                return 1
        kind = OPEN if form in _OPENING else DOT if form in "·ㆍ・" else MARK
        words.add(kind, start, start + length, "PUNCT")
        return 1


_STEPS = {
    "noun": _Making._noun,
    "name": _Making._name,
    "pronoun": _Making._pronoun,
    "hanja": _Making._hanja,
    "number": _Making._number,
    "digits": _Making._digits,
    "numeral": _Making._numeral,
    "latin": _Making._latin,
    "prefix": _Making._prefix,
    "suffix": _Making._suffix,
    "verbal": _Making._verbal,
    "verb": _Making._verb,
    "adjective": _Making._adjective,
    "copula": _Making._copula,
    "prefinal": _Making._prefinal,
    "final": _Making._final,
    "adnominal": _Making._adnominal,
    "connective": _Making._connective,
    "nominal": _Making._nominalizing,
    "particle": _Making._particle,
    "quote": _Making._quote,
    "adverb": _Making._adverb,
    "interjection": _Making._interjection,
    "determiner": _Making._determiner,
    "conjunction": _Making._conjunction,
    "open": _Making._open,
    "close": _Making._close,
    "comma": _Making._comma,
    "stop": _Making._stop,
    "mark": _Making._mark,
    "symbol": _Making._symbol,
    "other": _Making._other,
}
