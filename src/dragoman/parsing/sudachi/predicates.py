"""What stands behind a predicate's content words: auxiliaries, endings, what they make of it."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.parsing.clauses import (
    ADNOMINAL,
    CONJUNCTIVE,
    FINAL,
    GENITIVE,
    NOMINALIZED,
    OBJECT,
    OBLIQUE,
    PREDICATE,
    QUOTATIVE,
    TOPIC,
    Chunk,
)
from dragoman.parsing.sudachi.words import (
    BEHIND_NOUN,
    COMMON,
    INFLECTED,
    NOUNS,
    QUALITY,
    Word,
    Words,
)

_CLOSING_LINKS = frozenset({CONJUNCTIVE, QUOTATIVE, ADNOMINAL, NOMINALIZED})
_ADDRESSEE = 4
"""So many words at most has the noun for those who are spoken to."""
_BEFORE_NOUN = frozenset({"adnominal", "verb", "adjective", "quality", "open"}) | NOUNS
_AFTER_STEM = frozenset({"verb", "verbal", "comma", "noun"})
_DENYING = frozenset({"topic", "auxiliary", "particle"})


class Tail:
    """Reads what stands behind the content words begin..end of a predicate, up to `at`.

    `link` and `case` are then those of `Chunk`, `form` the last conjugated form.
    """

    __slots__ = (
        "able", "asking", "at", "bare", "begin", "case", "closed", "content", "depth", "end",
        "first", "form", "functions", "head", "link", "mood", "negative", "noun", "past",
        "quoted", "voice", "words",
    )  # fmt: skip

    def __init__(self, words: Words, begin: int, end: int, head_at: int, noun: str) -> None:
        self.words = words
        self.begin, self.end, self.at = begin, end, end
        self.first = first = words.words[head_at]
        self.head = words.order[head_at]
        if first.kind == "quality-suffix" and end - begin > 1:
            self.head = words.order[head_at - 1]
        if first.kind == "adjective":
            noun = QUALITY
        elif first.kind == "auxiliary":
            noun = noun or COMMON
        self.noun = noun
        self.bare = noun == "" and first.kind not in INFLECTED
        self.form = first.form
        self.depth = words.depth
        self.content = words.order[begin:end]
        self.functions: list[int] = []
        self.link = self.case = self.voice = self.mood = ""
        self.past = self.negative = self.able = self.asking = self.closed = self.quoted = False

    def read(self) -> None:
        """Read to the end of the predicate."""
        words = self.words
        while self.at < words.size:
            word = words.words[self.at]
            step = _STEPS.get(word.kind)
            if step is None or not step(self, word):
                break
        if not self.link:
            self.link, self.case = self._open_end()

    def chunk(self) -> Chunk:
        """The predicate's chunk; features of its head are entered on the way."""
        tokens = self.words.tokens
        tokens.rels.pop(self.head, None)
        if self.voice == "pass" and self.negative and self.able and self.first.kind == "verb":
            self.voice, self.mood = "", "Pot"
        plain = len(self.content) == self.end - self.begin and not self.functions
        verbal = tokens.upos[self.head] in ("VERB", "ADJ")
        tokens.feats[self.head] = self._feats(verbal)
        return Chunk(
            self.content, self.head, self.functions, PREDICATE, self.link, self.case, self.noun,
            self.voice, self.depth, False, tokens.lemmas[self.head],
            bare=self.bare and plain, past=self.past,
        )  # fmt: skip

    # --- one word each: whether the predicate goes on behind it

    def _verb(self, word: Word) -> bool:
        """Light verbs behind verbal nouns, verbs of aspect behind verbs, the longer copula."""
        words, units = self.words, self.words.units
        first = self.at == self.end or (self.quoted and self.at == self.end + 1)
        if first:
            carries = self.bare or (self.form == "continuative" and word.base in units.aspect)
        else:
            carries = (
                not self.functions
                and words.kind(self.at - 1) == "verb"
                and word.base in units.aspect
            )
        if carries:
            if word.base in units.potential:
                self.mood = self.mood or "Pot"
            self.voice = units.do_voices.get(word.base, self.voice)
            self._auxiliary(self.content, word)
        elif self.noun and self.functions and word.base in units.being:
            self._auxiliary(self.functions, word)
        else:
            return False
        return True

    def _auxiliary(self, target: list[int], word: Word) -> None:
        tokens, token = self.words.tokens, self.words.order[self.at]
        target.append(token)
        tokens.rels[token] = "aux"
        if tokens.upos[token] in ("VERB", "ADJ"):
            tokens.upos[token] = "AUX"
        self.form = word.form
        self.at += 1

    def _adjective(self, word: Word) -> bool:
        denies = word.base in self.words.units.negation and self.at > self.end
        if not denies or self.words.kind(self.at - 1) not in _DENYING:
            return False
        return self._inflected(word)

    def _stem(self, word: Word) -> bool:
        """A stem that ends a clause of purpose or manner, else an auxiliary."""
        words, units = self.words, self.words.units
        mark = units.purposes.get(word.lemma)
        after = words.form(self.at + 1)
        if mark is None or not (
            after in units.purpose_particles or words.kind(self.at + 1) in _AFTER_STEM
        ):
            return self._inflected(word)
        if self.at + 1 >= words.size:
            return self._inflected(word)
        self.link, self.case, self.form = CONJUNCTIVE, mark, ""
        self._take()
        if after in units.purpose_particles:
            self._take()
            if words.kind(self.at) == "topic":
                self._take()
        return False

    def _inflected(self, word: Word) -> bool:
        """An auxiliary or copula."""
        units = self.words.units
        base = word.base
        if base in units.past:
            self.past = True
        elif base in units.negation:
            self.negative = True
        elif base in units.passive:
            self.voice, self.able = "pass", base in units.able
        elif base in units.causative:
            self.voice = "cau"
        self.negative = self.negative or word.negative
        copula = base in units.copula
        behind = self.functions or self.noun not in ("", QUALITY) or (copula and self.noun)
        token, form = self.words.order[self.at], self.form
        self._auxiliary(self.functions if behind else self.content, word)
        self.form = word.form or form
        if copula and self.noun:
            self.words.tokens.rels[token] = "cop"
        return True

    def _connective(self, word: Word) -> bool:
        """A connective, or the one between a verb and its auxiliary verb."""
        words, units = self.words, self.words.units
        after = words.words[self.at + 1] if self.at + 1 < words.size else None
        te = word.base in units.te
        behind = words.words[self.at + 2] if self.at + 2 < words.size else None
        if (
            te
            and after is not None
            and (after.kind == "topic" and behind is not None and behind.kind in INFLECTED)
            and behind.base in units.support
        ):
            target = self.functions or self.content  # the topic particle stresses the denial
            for part in (word, after, behind):
                self._auxiliary(target, part)
            return True
        if te and after is not None and after.base in units.support and after.kind in INFLECTED:
            target = self.functions or self.content
            self._auxiliary(target, word)
            self._auxiliary(target, after)
            return True
        self.link, self.case = CONJUNCTIVE, word.lemma
        self._take()
        if te and self.at < words.size and words.words[self.at].lemma in units.te_nouns:
            self.case = words.words[self.at].lemma
            self._take()
            return False
        if word.lemma in units.quotation and self._says(self.at):
            self.link = QUOTATIVE
        while self._is_light(self.at):
            if words.kind(self.at) == "case":
                self.case = words.words[self.at].lemma
            self._take()
        if words.kind(self.at) == "case" and words.words[self.at].link == GENITIVE:
            self.link = ADNOMINAL
            self._take()
        return False

    def _is_light(self, at: int) -> bool:
        """Whether a particle only adds to the connective before it."""
        return self.words.kind(at) in BEHIND_NOUN and self.words.words[at].link in (
            TOPIC, OBLIQUE, "",
        )  # fmt: skip

    def _says(self, at: int) -> bool:
        words = self.words
        if words.kind(at) == "quality" and words.kind(at + 2) == "verb":  # "makes known"
            whole = words.form(at) + words.form(at + 1) + words.words[at + 2].base
            return whole in words.rules.quoting
        if words.kind(at) in NOUNS:
            at = self._behind_addressee(at)
        return words.kind(at) == "verb" and words.words[at].lemma in words.rules.quoting

    def _behind_addressee(self, at: int) -> int:
        """The place behind a noun with the particle of those who are spoken to
        (撤回すると記者団に表明した)."""
        words, end = self.words, at
        while words.kind(end) in NOUNS and end < at + _ADDRESSEE:
            end += 1
        spoken_to = words.kind(end) == "case" and words.words[end].lemma in words.rules.addressing
        return end + 1 if spoken_to else at

    def _final(self, word: Word) -> bool:
        if word.lemma in self.words.units.prohibition and self.form == "final":
            self.mood, self.negative = "Imp", True
        if word.lemma in self.words.units.asking:
            self.asking = True
        self._take()
        return True

    def _nominalizer(self, word: Word) -> bool:
        """A nominalizer with a copula: an auxiliary, or a reason."""
        words, units = self.words, self.words.units
        after = words.words[self.at + 1] if self.at + 1 < words.size else None
        if after is None or after.kind != "auxiliary" or after.base not in units.copula:
            return False
        reason = words.form(self.at) + words.form(self.at + 1) in units.reasons
        if reason and words.kind(self.at + 2) not in ("verb", "topic"):
            self.link = CONJUNCTIVE
            self.case = words.form(self.at) + words.form(self.at + 1)
            self._take()
            self._take()
            return False
        self._auxiliary(self.functions, word)
        self._auxiliary(self.functions, after)
        return True

    def _mark(self, word: Word) -> bool:
        """A closing quotation mark, if particles follow."""
        mark = self.words.form(self.at)
        if mark not in self.words.units.quotes.values():
            return False
        words, behind = self.words, self.at + 1
        if self.at == self.end and self.bare and words.kind(behind) == "verb":
            if words.words[behind].base not in words.units.do:
                return False
            words.close(mark)  # the verb is in quotation marks but for what makes it one
            self.quoted, self.depth = True, words.depth
            self.at += 1
            return True
        if self.words.kind(self.at + 1) not in BEHIND_NOUN | {"connective"}:
            return False
        self.words.close(mark)
        self.closed = True
        self.at += 1
        return True

    def _particle(self, word: Word) -> bool:
        words = self.words
        if (
            word.kind == "topic"
            and self.at > self.end
            and words.kind(self.at - 1) == "auxiliary"
            and words.kind(self.at + 1) in INFLECTED
        ):
            form = self.form
            self._auxiliary(self.functions, word)
            self.form = form
            return True
        if word.lemma in words.units.listing:
            return self._list(word)
        if word.link in _CLOSING_LINKS:
            self.link, self.case = word.link, word.lemma
            self._take()
            if self.link == NOMINALIZED:
                behind = words.kind(self.at) in BEHIND_NOUN
                self.case = words.words[self.at].link if behind else OBJECT
            while words.kind(self.at) in BEHIND_NOUN:
                self._take()
            return False
        self._take()
        if word.lemma in words.units.asking:
            self.asking = True
            if words.kind(self.at) in BEHIND_NOUN and words.words[self.at].link != OBLIQUE:
                self.link, self.case = NOMINALIZED, words.words[self.at].link
                self._take()
                return False
        elif word.link == OBLIQUE or word.kind == "topic":
            self.link, self.case = CONJUNCTIVE, word.lemma
        return True

    def _list(self, word: Word) -> bool:
        """A particle that makes the clause one of several: an auxiliary with a light verb."""
        words = self.words
        after = words.words[self.at + 1] if self.at + 1 < words.size else None
        if after is not None and after.kind == "verb" and after.base in words.units.do:
            self._auxiliary(self.functions, word)
            self._auxiliary(self.functions, after)
            return True
        self.link, self.case = CONJUNCTIVE, word.lemma
        self._take()
        if words.kind(self.at) == "case" and words.words[self.at].link == GENITIVE:
            self.link = ADNOMINAL
            self._take()
        return False

    def _case(self, word: Word) -> bool:
        """A case particle behind a clause: of quotation, or of the clause as a noun."""
        words = self.words
        quotes = word.lemma in words.units.quotation or word.base in words.units.quotation
        after = words.words[self.at + 1] if self.at + 1 < words.size else None
        if (
            quotes
            and self.form == "volitional"
            and after is not None
            and after.kind == "verb"
            and after.base in words.units.do
        ):
            self._auxiliary(self.content, word)  # try to do
            self._auxiliary(self.content, after)
            return True
        self._take()
        if word.link == GENITIVE:
            self.link, self.case = ADNOMINAL, word.base
        elif quotes:
            self.link, self.case = QUOTATIVE, word.lemma
            self._take_light()
        elif word.link == OBLIQUE and not self.closed:
            self.link, self.case = CONJUNCTIVE, word.lemma
            self._take_light()
        else:
            self.link, self.case = NOMINALIZED, word.link
        return False

    def _take_light(self) -> None:
        while self.words.kind(self.at) in ("topic", "particle"):
            self._take()

    def _take(self) -> None:
        """Read one word as a function word."""
        self.functions.append(self.words.order[self.at])
        self.at += 1

    # --- what nothing marks

    def _open_end(self) -> tuple[str, str]:
        """Link of a predicate that no particle closes, by its last form and what follows."""
        words, units = self.words, self.words.units
        following, after = words.kind(self.at), words.kind(self.at + 1)
        unmarked = units.conditional if self.form == "conditional" else ""
        linking = self.form in ("continuative", "irrealis", "conditional")
        if following == "stop":
            return FINAL, ""
        if following in ("comma", "blank"):
            if self.asking:
                return CONJUNCTIVE, min(units.asking)
            if linking or self.form == "":
                return CONJUNCTIVE, unmarked
            before_noun = following == "comma" and after in _BEFORE_NOUN
            return (ADNOMINAL if before_noun else FINAL), ""
        if following == "close":
            if after in NOUNS and words.form(self.at) in units.quotes.values():
                return ADNOMINAL, units.said
            if self.form == "continuative" and after == "comma":
                return CONJUNCTIVE, ""
            return FINAL, ""
        if linking or (self.form == "" and self.noun == ""):
            return CONJUNCTIVE, unmarked
        if self.form == "imperative":
            return FINAL, ""
        return ADNOMINAL, ""

    def _feats(self, verbal: bool) -> str:
        """UD features of the predicate."""
        if not verbal:
            return "Polarity=Neg" if self.negative else ""
        key = (self.form, self.link, self.past, self.negative, self.voice, self.mood)
        made = _FEATS.get(key)
        if made is None:
            made = _FEATS[key] = _written(*key)
        return made


_STEPS: dict[str, Callable[[Tail, Word], bool]] = {
    "verb": Tail._verb,
    "adjective": Tail._adjective,
    "auxiliary": Tail._inflected,
    "stem": Tail._stem,
    "connective": Tail._connective,
    "final": Tail._final,
    "nominalizer": Tail._nominalizer,
    "close": Tail._mark,
    "topic": Tail._particle,
    "particle": Tail._particle,
    "case": Tail._case,
}
_FEATS: dict[tuple[str, str, bool, bool, str, str], str] = {}
_SHAPES = {ADNOMINAL: "Adn", FINAL: "Fin", QUOTATIVE: "Fin"}


def _written(form: str, link: str, past: bool, negative: bool, voice: str, mood: str) -> str:
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
    parts.append(f"VerbForm={_SHAPES.get(link, 'Conv')}")
    if voice:
        parts.append(f"Voice={voice.capitalize()}")
    return "|".join(parts)
