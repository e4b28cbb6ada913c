"""From the analyser's words to tokens: what is written as several words is joined, what is one word
of several names is cut, and a few words are taken for what they are by what follows.

Postpositions ("with regard to") are looked for behind nouns, auxiliaries and conjunctions of
several words behind predicates, both by their letters and only up to the end of a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.clauses import ClauseRules, ShortUnits
from dragoman.parsing.sudachi.words import NOUNS, QUALITIES, Tokens, Verbs, Word, is_syllabic

_NOMINAL = NOUNS | QUALITIES
_BEHIND_PREDICATE = frozenset({"verb", "adjective", "auxiliary", "connective"})
_BEFORE_NOUN = _NOMINAL | {"open", "adnominal"}
_BEFORE_ANY_NOUN = _BEFORE_NOUN | {"adjective", "verb", "comma", "adverb"}
_AFTER_CASE = _NOMINAL | {"adverb", "adnominal", "open", "conjunction"}
_PARTICLES = frozenset({"case", "particle", "topic"})
_LATIN_END = 0x2E80
"""Behind this character come the scripts that are written without blanks."""

_Entry = tuple[str, Word]
_Table = dict[str, list[_Entry]]


class Joins:
    """The tables of one pack, by the first letter of what they hold, longest first."""

    def __init__(self, rules: ClauseRules, units: ShortUnits, verbs: Verbs) -> None:
        self.rules = rules
        self.units = units
        self.verbs = verbs
        self.postpositions = _table(
            [
                *(
                    (form, Word("case", "ADP", one.lemma, form, link=link))
                    for one in units.postpositions
                    for forms, link in ((one.forms, "oblique"), (one.adnominal, "genitive"))
                    for form in forms
                ),
                *((form, self._particle(form)) for form in units.joined),
            ]
        )
        self.phrases = _table(
            [
                (
                    form,
                    Word(
                        "particle" if one.link else "auxiliary", one.upos, one.lemma, form,
                        form="" if one.link else "final", link=one.link or "",
                        negative=one.negative,
                    ),
                )
                for one in units.phrases
                for form in one.forms
            ]
        )  # fmt: skip
        self.fixed = _table(
            [
                (form, Word(tag.kind, tag.upos, form, form, noun=tag.noun))
                for form, tag in units.fixed.items()
            ]
        )
        self.cases = {form: self._particle(form) for form in units.particles if form in units.te}
        copula = min(units.copula)
        self.copula = Word("auxiliary", "AUX", copula, copula, "continuative")

    def _particle(self, form: str) -> Word:
        particle = self.units.particles[form]
        return Word("case", "ADP", particle.lemma, form, link=particle.link)

    def tokens(self, text: str, words: list[Word], ends: list[int]) -> Tokens:
        """The tokens of a text of which the analyser's words, with their ends, are given."""
        return _Line(self, text, words, ends).read()


class _Line:
    """The joining of one text: `at` is the next word, `start` its first character; `before` is the
    kind of the last token, `inside` that of the one before the last closing mark."""

    __slots__ = ("at", "before", "ends", "inside", "joins", "start", "text", "tokens", "words")

    def __init__(self, joins: Joins, text: str, words: list[Word], ends: list[int]) -> None:
        self.joins = joins
        self.text = text
        self.words = words
        self.ends = ends
        self.tokens = Tokens(text)
        self.at = self.start = 0
        self.before = self.inside = ""

    def read(self) -> Tokens:
        words, size = self.words, len(self.words)
        while self.at < size:
            word = words[self.at]
            if word.kind == "close":
                self.inside = self.before
            if self._fixed() or self._special(word):
                continue
            if self.before in _BEHIND_PREDICATE:
                if self._behind_predicate(word):
                    continue
            elif (self.before in _NOMINAL or self.before in ("close", "particle")) and (
                self._behind_noun(word)
            ):
                continue
            self._take(word, self.at)
        tokens = self.tokens
        tokens.lemmas = [word.lemma for word in tokens.words]
        tokens.upos = [word.upos for word in tokens.words]
        tokens.feats = [""] * len(tokens.words)
        return tokens

    def _take(self, word: Word, last: int) -> bool:
        """Make a token of the words up to `last`."""
        end = self.ends[last]
        self.tokens.add(word, self.start, end)
        self.before, self.start, self.at = word.kind, end, last + 1
        return True

    def _replace(self, word: Word) -> bool:
        """Join the next word to the last token."""
        end = self.ends[self.at]
        self.tokens.words[-1], self.tokens.ends[-1] = word, end
        self.before, self.start, self.at = word.kind, end, self.at + 1
        return True

    def _next(self, last: int) -> Word | None:
        return self.words[last + 1] if last + 1 < len(self.words) else None

    def _matches(self, table: _Table) -> Sequence[tuple[Word, int]]:
        """The entries that stand here, each with the index of the word that it ends with."""
        entries = table.get(self.text[self.start])
        if entries is None:
            return ()
        text, start = self.text, self.start
        found = []
        for form, word in entries:
            if text.startswith(form, start):
                last = self._ending(start + len(form))
                if last >= 0:
                    found.append((word, last))
        return found

    def _ending(self, end: int) -> int:
        """The index from here on of the word that ends at `end`, -1 if none does."""
        ends, at = self.ends, self.at
        while at < len(ends) and ends[at] < end:
            at += 1
        return at if at < len(ends) and ends[at] == end else -1

    # --- one step each: whether it took something

    def _fixed(self) -> bool:
        """Words that the analyser cuts."""
        if self.before in _BEHIND_PREDICATE:
            return False
        for word, last in self._matches(self.joins.fixed):
            return self._take(word, last)
        return False

    def _special(self, word: Word) -> bool:
        """Blanks that mean nothing, and names of several countries in one word."""
        end = self.ends[self.at]
        if word.kind == "blank":
            single = end - self.start == 1 and self.text[self.start] == " "
            if single and not (
                self.tokens.words and _parts(self.text[self.start - 1], self.text[end : end + 1])
            ):
                self.start, self.at = end, self.at + 1
                return True
        elif word.cuts and end - self.start == sum(len(part.base) for part in word.cuts):
            start = self.start
            for part in word.cuts:
                self.tokens.add(part, start, start + len(part.base))
                start += len(part.base)
            self.before, self.start, self.at = "noun", end, self.at + 1
            return True
        return False

    def _behind_noun(self, word: Word) -> bool:
        """Postpositions; verbs of a noun and a verb; what closes a quoted clause."""
        joins, kind = self.joins, word.kind
        if self.before == "close" and self.inside in _BEHIND_PREDICATE and self._phrase(True):
            return True
        if kind == "verb" and self.before in ("noun", "verbal"):
            verb = self._with_noun(word)
            if verb is not None:
                return self._replace(verb)
        if kind in _PARTICLES:
            for made, last in self._matches(joins.postpositions):
                if self._fits(made, last):
                    return self._take(made, last)
        if kind == "case" and self._is_copula(word):
            return self._take(joins.copula, self.at)
        if kind == "auxiliary" and self.before not in QUALITIES:
            form = self.text[self.start : self.ends[self.at]]
            if form in joins.cases and self._is_case(word):
                return self._take(joins.cases[form], self.at)
        return self.before == "close" and self._phrase(False)

    def _fits(self, made: Word, last: int) -> bool:
        """Whether what follows suits a postposition: a noun or not."""
        after = self._next(last)
        if made.link == "genitive" and len(made.base) > 2:
            return (
                after is not None
                and after.kind in _BEFORE_ANY_NOUN
                and not (
                    after.lemma in self.joins.rules.clause_nouns and not self._goes_on(last + 2)
                )
            )
        units = self.joins.units
        return after is None or not (
            (self.words[last].base in units.te and after.base in units.support)
            or after.kind == "auxiliary"
            or (after.kind == "connective" and after.base in units.te)
        )

    def _goes_on(self, at: int) -> bool:
        """Whether the word at a place shows that the noun before it is no clause noun."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        return word.kind in _NOMINAL or word.link == "genitive"

    def _behind_predicate(self, word: Word) -> bool:
        """Auxiliaries and conjunctions of several words; second verbs."""
        if self._phrase(False):
            return True
        if word.kind != "verb" or self.before != "verb":
            return False
        do, first = self.joins.units.do, self.words[self.at - 1]
        if first.form != "continuative" or first.base in do or word.base in do:
            return False
        verb = self._compound(word)
        return verb is not None and self._replace(verb)

    def _phrase(self, linking: bool) -> bool:
        units = self.joins.units
        for made, last in self._matches(self.joins.phrases):
            after = self._next(last)
            if made.link == "adnominal":
                fits = after is not None and after.kind in _BEFORE_NOUN
            else:
                fits = (
                    not made.link
                    or after is None
                    or not (after.base in units.support or after.kind == "auxiliary")
                )
            if made.link and self.words[self.at - 1].form == "volitional":
                fits = False  # tried to
            if fits and (made.link or not linking):
                return self._take(made, last)
        return False

    def _is_copula(self, word: Word) -> bool:
        """Whether what the analyser took for a particle is a copula: it is denied or followed by
        its own auxiliary right behind."""
        units = self.joins.units
        if word.base not in units.te:
            return False
        after = self._next(self.at)
        topical = after is not None and after.kind == "topic"
        if topical:
            after = self._next(self.at + 1)
        if after is None or after.kind not in ("adjective", "auxiliary", "verb"):
            return False
        if self._is_fixed_behind():
            return False
        return after.base in units.negation or (after.base in units.being and not topical)

    def _is_fixed_behind(self) -> bool:
        """Whether words that the analyser cuts begin right behind the next word, so that what it
        took for an auxiliary there is a part of them."""
        end = self.ends[self.at]
        entries = self.joins.fixed.get(self.text[end : end + 1], ())
        return any(self.text.startswith(form, end) for form, _ in entries)

    def _is_case(self, word: Word) -> bool:
        """Whether what the analyser took for a copula is a particle: nothing behind it shows that
        a clause ends here."""
        after = self._next(self.at)
        if word.form != "continuative":
            return False
        if after is None:
            return True
        if after.kind in ("verb", "adjective"):
            units = self.joins.units
            if self._is_fixed_behind():
                return True
            return after.base not in units.support and after.base not in units.negation
        return after.kind in _AFTER_CASE

    def _with_noun(self, verb: Word) -> Word | None:
        """The verb of the lexicon that the last token, a noun, and a verb make; None if none."""
        if verb.base in self.joins.units.do:
            return None
        base = self.text[self.tokens.starts[-1] : self.start] + verb.base
        known = self.joins.verbs.whole(base)
        return Word("verb", "VERB", known, base, verb.form) if known else None

    def _compound(self, second: Word) -> Word | None:
        """The verb that the last token, a verb, and a second verb make; None if the second only
        says how far the action of the first is."""
        base = self.text[self.tokens.starts[-1] : self.start] + second.base
        known = self.joins.verbs.whole(base)
        if not known and second.base in self.joins.units.aspect:
            return None
        only = self.tokens.words[-1].base in self.joins.units.manner
        lemma = known or (second.lemma if only else base)
        return Word("verb", "VERB", lemma, base, second.form)


def _table(entries: Sequence[_Entry]) -> _Table:
    table: _Table = {}
    for entry in sorted(entries, key=lambda entry: (-len(entry[0]), entry[0])):
        table.setdefault(entry[0][0], []).append(entry)
    return table


def _parts(before: str, after: str) -> bool:
    """Whether a blank between two characters ends a phrase. It does not beside Latin letters,
    digits and brackets, nor between two parts of a name in letters that stand for sounds."""
    if ord(before) <= _LATIN_END or not after or ord(after) <= _LATIN_END:
        return False
    return not (is_syllabic(before) and is_syllabic(after))
