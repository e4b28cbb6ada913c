"""Word forms: from the citation words of a pack's lexicon to the forms a text may show, and back.

A pack's `morphology.yaml` says how its verbs, nouns and adjectives are inflected (`MorphologyRules`
lists the keys). `Morphology` writes out every form of the pack's vocabulary once; after that, a
token is analysed by looking it up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, field_validator, model_validator

from dragoman.data import Entry, load_yaml

VERB, NOUN, ADJECTIVE = "verb", "noun", "adj"
CLASSES = (VERB, NOUN, ADJECTIVE)
_CLASS_OF = {
    "VERB": VERB,
    "AUX": VERB,
    "NOUN": NOUN,
    "PROPN": NOUN,
    "ADJ": ADJECTIVE,
}
BARE = "Voice=Bare"
_VOICES = {"passive": "Voice=Pass", "bare": BARE}
_AGENTS = {"first_singular": "Person[agt]=1", "second_singular": "Person[agt]=2"}

# What beats what where two words share a form (the lower the sooner): what `homographs` says, a
# form that the file lists (rose: rise), a citation itself, a form made by rule, a form of another
# spelling or of a word that only the file's tables name.
_SETTLED, _LISTED, _CITED, _MADE, _REMOTE = range(5)
_CACHE = 200_000  # forms kept; a year of news holds fewer


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"'{text}' is no regular expression: {error}") from error
    return text


def _slot(name: str) -> AfterValidator:
    def check(text: str) -> str:
        if f"{{{name}}}" not in text:
            raise ValueError(f"'{text}' lacks its {{{name}}}")
        return text

    return AfterValidator(check)


Pattern = Annotated[str, AfterValidator(_pattern)]


class Replacing(Entry):
    """A regular expression for a whole word; each template in a subclass takes its groups."""

    match: Pattern

    def fill(self, template: str, word: str) -> str | None:
        """`template` with the groups of this rule's match in `word`; None if it does not match."""
        found = _compiled(self.match).fullmatch(word)
        return None if found is None else found.expand(template)


class RootRule(Replacing):
    """The root of a citation form: `match` → `root`."""

    root: str


class Inflection(Replacing):
    """The forms of one slot of a paradigm: `match` → `forms` (several where usage wavers)."""

    forms: tuple[str, ...]


class Variant(Replacing):
    """Another spelling of a citation form: `match` → `also`."""

    also: str


class Guess(Replacing):
    """The citation form of a word that no table knows: `match` → `citation`, for these `upos`."""

    citation: str
    upos: tuple[str, ...]
    voice: Literal["passive", "bare"] | None = None


class StandIn(Entry):
    """A stand-in for the forms that `match` (a regular expression for the whole form)."""

    match: str
    form: str


class RootForm(Entry):
    """A form built on the root. `unless` lists forms that are words of their own.

    `upos` restricts it to tokens of these classes, `ending` to roots with one of these endings.
    """

    pattern: Annotated[str, _slot("root")]
    voice: Literal["passive", "bare"]
    agent: Literal["first_singular", "second_singular"] | None = None
    upos: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def feats(self) -> str:
        """The UD features of the form."""
        parts = [_VOICES[self.voice]]
        if self.agent:
            parts.append(_AGENTS[self.agent])
        return "|".join(sorted(parts))


class StandIns(Entry):
    """Common verbs put in the place of rare ones that the parser took for something else.

    A form that can only be a verb, but was tagged as one of `instead_of`, is read again as the
    `form` of the first rule that matches it (its ending or prefix, which the parser goes by).
    """

    instead_of: tuple[str, ...]
    forms: tuple[StandIn, ...]


class ClassRules(Entry):
    """How the words of one class are inflected.

    On roots: `roots` (citation → root; null: the citation is its only form), else the first of
    `rules` that matches, else, for words in `bare_transitive`, the citation; `forms` are built on
    the root. On the citation: `plural` are templates with {form}; of each slot of `regular` the
    first rule that matches gives the forms, unless `irregular` lists the word under that slot.
    `homographs` says whose form a form is that two words share, or that a form is a word of its
    own (arms: arms). `clitics` are written onto a form. `headline` is the slot whose form no other
    class shares: with it, an ambiguous headline is read (Police arrest X as Police arrested X).
    Of an expression of several words the first or last is the `head`, the one that is inflected.
    """

    head: Literal["first", "last"] = "first"
    rules: tuple[RootRule, ...] = ()
    roots: Mapping[str, str | None] = {}
    bare_transitive: tuple[str, ...] = ()
    forms: tuple[RootForm, ...] = ()
    bare_agents: tuple[str, ...] = ()
    plural: tuple[Annotated[str, _slot("form")], ...] = ()
    plural_determiners: tuple[str, ...] = ()
    regular: Mapping[str, tuple[Inflection, ...]] = {}
    irregular: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    homographs: Mapping[str, str] = {}
    headline: str | None = None
    stand_ins: StandIns | None = None
    clitics: tuple[str, ...] = ()

    @field_validator("clitics")
    @classmethod
    def _whole(cls, clitics: tuple[str, ...]) -> tuple[str, ...]:
        for clitic in clitics:
            if not clitic or " " in clitic:
                raise ValueError(f"'{clitic}' is not one clitic; list each by itself")
        return clitics

    def root(self, citation: str) -> str | None:
        """The root of a citation form, None if it has no other forms."""
        if citation in self.roots:
            return self.roots[citation]
        for rule in self.rules:
            root = rule.fill(rule.root, citation)
            if root is not None:
                return root
        return citation if citation in self.bare_transitive else None


class Spellings(Entry):
    """Other spellings of the same word: by rule, or as listed groups."""

    rules: tuple[Variant, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


class Mending(Entry):
    """The words and forms that the mending of parses goes by.

    `past`: the slot of a verb's past forms; of several that are listed for a verb the last is its
    participle. `plural`: the slot of a noun's forms that verbs share. `days`: names of days, with
    the words `before_days`, that may stand between subject and verb; so may `adverbs` (a pattern).
    `limits`: pairs of words before a number that say it is the most (up to). `relative`: possessors
    that begin a relative clause (whose). `spans`: nouns for how long before a clause something was
    ("days after the army left"). `attached`: prepositions that tie an attribute to a name (loyal
    *to* Machar); `owning`: those that only stand before an owner or what is counted (of);
    `circumstance`: those that also begin a clause (after). `perfect`: verbs that form the perfect.
    `giving`: verbs with two objects, the first of which is the one to whom.
    """

    past: str
    plural: str
    days: frozenset[str] = frozenset()
    before_days: tuple[str, ...] = ()
    adverbs: Pattern | None = None
    limits: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    circumstance: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    owning: tuple[str, ...] = ()
    giving: tuple[str, ...] = ()

    @field_validator("limits")
    @classmethod
    def _pairs(cls, limits: tuple[str, ...]) -> tuple[str, ...]:
        for limit in limits:
            if len(limit.split()) != 2:
                raise ValueError(f"'{limit}' is not two words")
        return limits

    def is_adverb(self, form: str) -> bool:
        """Whether a form looks like an adverb by the pattern."""
        return self.adverbs is not None and _compiled(self.adverbs).fullmatch(form) is not None


class MorphologyRules(Entry):
    """A pack's `morphology.yaml`.

    `lemmas` are forms of function words; `small_words` stay small in a title in capitals;
    `loose_hyphens`: a hyphen within a word makes no difference (co-operate, cooperate). `shown`:
    words on which the parser goes astray → as many others of the same kind, which it is shown in
    their place (a noun with a verb in it: bunuh diri). `deeds`: nouns on which a clause hangs
    without any mark (keputusan X menutup …), `judging` the active verbs that are said of them
    behind it (menuai kecaman), `sources` the prepositions for whose they are; `measures`: nouns
    for how long something lasts, before whose deed it is (kunjungan tiga hari X); `reciprocal`:
    words that with a stem say what several do to each other (baku tembak). `mending`: without it,
    parses are mended only by what the tree shows.
    """

    verb: ClassRules = ClassRules()
    noun: ClassRules = ClassRules()
    adjective: ClassRules = ClassRules()
    spellings: Spellings = Spellings()
    guesses: tuple[Guess, ...] = ()
    lemmas: Mapping[str, str] = {}
    small_words: tuple[str, ...] = ()
    loose_hyphens: bool = False
    shown: Mapping[str, str] = {}
    deeds: tuple[str, ...] = ()
    judging: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    reciprocal: tuple[str, ...] = ()
    mending: Mending | None = None

    @model_validator(mode="after")
    def _slots(self) -> MorphologyRules:
        if self.mending is not None:
            for rules, slot in ((self.verb, self.mending.past), (self.noun, self.mending.plural)):
                if slot not in rules.regular:
                    known = ", ".join(rules.regular) or "none"
                    raise ValueError(f"mending: there is no slot '{slot}'; slots: {known}")
        return self

    @field_validator("shown")
    @classmethod
    def _as_many(cls, shown: Mapping[str, str]) -> Mapping[str, str]:
        for words, others in shown.items():
            if len(words.split()) != len(others.split()):
                raise ValueError(f"'{words}' and '{others}' are not equally many words")
        return shown

    def of(self, word_class: str) -> ClassRules:
        """The rules of a class; a class without rules is not inflected."""
        return {VERB: self.verb, NOUN: self.noun, ADJECTIVE: self.adjective}.get(word_class, _NONE)


_NONE = ClassRules()


def load_morphology(path: Path) -> MorphologyRules:
    """Read a pack's `morphology.yaml`.

    Raises:
        DataError: the file is missing, no YAML, or a key or value in it is wrong (with its line).
    """
    return load_yaml(path, MorphologyRules)


@dataclass(frozen=True)
class Analysis:
    """What a form is: its citation form in lower case, and a UD feature string ("" if none)."""

    lemma: str
    feats: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a form."""

    word_class: str
    rank: int
    analysis: Analysis
    upos: tuple[str, ...] = ()


class Morphology:
    """The forms of a vocabulary: word class ("verb", "noun", "adj") → citation words.

    Of an expression of several words only the inflected one counts. A word that is a plain form
    of another word of the vocabulary (sanctions, sanction) is read as that form.
    """

    def __init__(self, rules: MorphologyRules, vocabulary: Mapping[str, Collection[str]]) -> None:
        self.rules = rules
        self.small_words = frozenset(rules.small_words)
        self._shown: dict[str, list[tuple[list[str], list[str]]]] = {}
        for words, others in rules.shown.items():
            first = words.split()[0]
            self._shown.setdefault(first, []).append((words.split(), others.split()))
        self._groups = {word: group for group in rules.spellings.groups for word in group}
        self._table: dict[str, list[_Reading]] = {}
        self._cache: dict[tuple[str, str], Analysis] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._plurals: dict[str, bool] = {}
        self._tenses: dict[str, tuple[bool, bool]] = {}
        for word_class in dict.fromkeys((*CLASSES, *sorted(vocabulary))):
            self._add_class(word_class, vocabulary.get(word_class, ()))

    def analyse(self, form: str, upos: str) -> Analysis:
        """The citation form and features of a token.

        Args:
            form: the token as written.
            upos: its universal word class; readings of that class are preferred.

        Returns:
            The reading by the tables; else, with clitics taken off, by the tables; else by the
            pack's guesses; else the form in lower case, without features.
        """
        key = (form, upos)
        known = self._cache.get(key)
        if known is None:
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            known = self._cache[key] = self._analyse(_plain(form), upos)
        return known

    def show(self, forms: list[str]) -> None:
        """Put into the forms of a sentence the words that the parser is to see in their place."""
        for at, form in enumerate(forms):
            for words, others in self._shown.get(form.lower(), ()):
                if [f.lower() for f in forms[at : at + len(words)]] == words:
                    first = others[0].capitalize() if form[:1].isupper() else others[0]
                    forms[at : at + len(words)] = [first, *others[1:]]

    def knows(self, form: str) -> bool:
        """Whether the form is in the tables: a form of the vocabulary or a function word."""
        plain = _plain(form)
        return plain in self._table or self._bare(plain) in self._table

    def full(self, form: str) -> str | None:
        """The citation form of a bare root that is nothing but a verb; None for any other form.

        Headlines drop a verb's prefix; a parser of edited prose knows the word with it.
        """
        readings = self._table.get(_plain(form))
        if not readings or any(BARE not in r.analysis.feats for r in readings):
            return None
        return readings[0].analysis.lemma

    def only(self, form: str, word_class: str) -> bool:
        """Whether the tables know the form, and only as a word of this class."""
        known = self._classes.get(form)
        if known is None:
            known = self.classes(form)
        return len(known) == 1 and word_class in known

    def classes(self, form: str) -> frozenset[str]:
        """The word classes as which the tables know the form."""
        known = self._classes.get(form)
        if known is None:
            if len(self._classes) >= _CACHE:
                self._classes.clear()
            known = self._classes[form] = frozenset(
                [reading.word_class for reading in self._table.get(_plain(form), ())]
            )
        return known

    def may_be(self, form: str, word_class: str) -> bool:
        """Whether the tables know the form as a word of this class, among others."""
        return any(r.word_class == word_class for r in self._table.get(_plain(form), ()))

    def stand_in(self, form: str, upos: str) -> str | None:
        """A common verb for a form that is nothing but a verb and yet was tagged `upos`; None
        where the tag may be right, or the pack has no stand-in for such a form."""
        rules = self.rules.verb.stand_ins
        if rules is None or upos not in rules.instead_of:
            return None
        plain = _plain(form)
        readings = self._table.get(plain)
        if not readings or any(r.word_class != VERB for r in readings):
            return None
        for rule in rules.forms:
            if re.fullmatch(rule.match, plain):
                return rule.form if rule.form != plain else None
        return None

    def as_verb(self, form: str) -> str | None:
        """A form in a wording that can only be a verb; None if it is no verb or is so worded.

        That is the citation form of a bare root, else the form in the slot that the rules' key
        `headline` names.
        """
        readings = [r for r in self._table.get(_plain(form), ()) if r.word_class == VERB]
        if not readings:
            return None
        best = min(readings, key=lambda r: r.rank).analysis
        rules = self.rules.verb
        worded: str | None = None
        if BARE in best.feats:
            worded = best.lemma
        elif rules.headline is not None:
            worded = next(iter(_slot_forms(rules, rules.headline, best.lemma)), None)
        return None if worded == _plain(form) else worded

    def forms(self, word_class: str, citation: str) -> tuple[str, ...]:
        """Every form of a citation word of that class, itself first, all in lower case."""
        rules = self.rules.of(word_class)
        made = dict.fromkeys(form for form, _ in self._spelled(rules, _plain(citation)))
        return tuple(made)

    def tenses(self, form: str) -> tuple[bool, bool]:
        """Whether a verb's form may be its past, and whether its participle, by the slot that the
        rules for mending name; neither without them, nor for a citation form."""
        known = self._tenses.get(form)
        if known is None:
            if len(self._tenses) >= _CACHE:
                self._tenses.clear()
            known = self._tenses[form] = self._read_tenses(form)
        return known

    def _read_tenses(self, form: str) -> tuple[bool, bool]:
        mending, plain = self.rules.mending, _plain(form)
        citation = self.analyse(form, "VERB").lemma
        if mending is None or plain == citation:
            return False, False
        listed = self.rules.verb.irregular.get(mending.past, {}).get(citation, ())
        if len(listed) > 1 and plain in listed:
            return plain != listed[-1], plain == listed[-1]
        made = self._fills(self.rules.verb, mending.past, citation, plain)
        return made, made

    def is_plural(self, form: str) -> bool:
        """Whether a form is a noun's plural, by the slot that the rules for mending name."""
        plain, mending = _plain(form), self.rules.mending
        known = self._plurals.get(plain)
        if known is None:
            citation = self.analyse(form, "NOUN").lemma
            known = self._plurals[plain] = mending is not None and self._fills(
                self.rules.noun, mending.plural, citation, plain
            )
        return known

    def _fills(self, rules: ClassRules, slot: str, citation: str, form: str) -> bool:
        spellings = self.spellings(citation)
        return any(form in _slot_forms(rules, slot, word) for word in spellings)

    def spellings(self, word: str) -> tuple[str, ...]:
        """A citation word in all spellings that mean the same, itself first, in lower case."""
        word = _plain(word)
        found = {word: None}
        found.update(dict.fromkeys(self._groups.get(word, ())))
        for rule in self.rules.spellings.rules:
            also = rule.fill(rule.also, word)
            if also is not None:
                found[also] = None
        return tuple(found)

    def _analyse(self, form: str, upos: str) -> Analysis:
        found = self._look_up(form, upos)
        if found is None and (lemma := self.rules.lemmas.get(form)) is not None:
            return Analysis(lemma, "")
        return found or self._without_clitic(form, upos) or self._guess(form, upos)

    def _look_up(self, form: str, upos: str) -> Analysis | None:
        readings = self._table.get(form) or self._table.get(self._bare(form)) or []
        fitting = [r for r in readings if not r.upos or upos in r.upos]
        if not fitting:
            return None
        wanted = _CLASS_OF.get(upos)
        return min(fitting, key=lambda r: (r.word_class != wanted, r.rank)).analysis

    def _without_clitic(self, form: str, upos: str) -> Analysis | None:
        """Up to two clitics off the end: (menjatuhkan)nya, (sanksi)nya·lah."""
        wanted = _CLASS_OF.get(upos)
        classes = CLASSES if wanted is None else (wanted,)
        for clitics in (self.rules.of(name).clitics for name in classes):
            stems = [form]
            for _ in range(2):
                stems = [
                    stem[: -len(clitic)].removesuffix("-")
                    for stem in stems
                    for clitic in clitics
                    if stem.endswith(clitic) and len(stem) >= len(clitic) + 3
                ]
                for stem in stems:
                    found = self._look_up(stem, upos)
                    if found is not None:
                        return found
        return None

    def _guess(self, form: str, upos: str) -> Analysis:
        for guess in self.rules.guesses:
            if upos in guess.upos:
                citation = guess.fill(guess.citation, form)
                if citation is not None:
                    return Analysis(citation, _VOICES.get(guess.voice or "", ""))
        return Analysis(form, "")

    def _bare(self, form: str) -> str:
        return form.replace("-", "") if self.rules.loose_hyphens else form

    def _add_class(self, word_class: str, words: Collection[str]) -> None:
        rules = self.rules.of(word_class)
        heads = {_plain(_head(word, rules.head)) for word in words if word.strip()}
        settled = rules.homographs
        inflected = {
            form
            for citation in heads
            for form, origin in _inflect(rules, citation, own=True)
            if form != citation and not origin.feats and form not in settled
        }
        heads -= inflected
        for citation in sorted(heads):
            self._add_word(word_class, rules, citation, _MADE)
        named = {*rules.roots, *(w for slot in rules.irregular.values() for w in slot)}
        for citation in sorted(named - heads - inflected):
            # else `rose` would be read as a verb of its own where `rise` is not in the vocabulary
            self._add_word(word_class, rules, citation, _REMOTE)
        for form, citation in settled.items():
            self._add(form, _Reading(word_class, _SETTLED, Analysis(citation, "")))

    def _add_word(self, word_class: str, rules: ClassRules, citation: str, rank: int) -> None:
        listed = {f for slot in rules.irregular.values() for f in slot.get(citation, ())}
        for form, origin in self._spelled(rules, citation):
            if form == citation:
                at = _CITED if rank == _MADE else _REMOTE
            elif form in listed:
                at = _LISTED
            else:
                at = rank if origin.own else _REMOTE
            self._add(form, _Reading(word_class, at, Analysis(citation, origin.feats), origin.upos))

    def _add(self, form: str, reading: _Reading) -> None:
        self._table.setdefault(form, []).append(reading)
        bare = self._bare(form)
        if bare != form:
            self._table.setdefault(bare, []).append(reading)

    def _spelled(self, rules: ClassRules, word: str) -> Iterator[tuple[str, _Origin]]:
        """The forms of a word in all its spellings, each with what it is."""
        for spelling in self.spellings(word):
            own = spelling == word
            yield spelling, _OWN if own else _OTHER
            yield from _inflect(rules, spelling, own)


@dataclass(frozen=True, slots=True)
class _Origin:
    """How a form came about: of the citation's own spelling or of another one."""

    own: bool
    feats: str = ""
    upos: tuple[str, ...] = ()


_OWN, _OTHER = _Origin(True), _Origin(False)


def _inflect(rules: ClassRules, word: str, own: bool) -> Iterator[tuple[str, _Origin]]:
    """The forms of one spelling of a word but for itself."""
    plain = _OWN if own else _OTHER
    for template in rules.plural:
        yield template.replace("{form}", word), plain
    for slot in dict.fromkeys((*rules.regular, *rules.irregular)):
        for form in _slot_forms(rules, slot, word):
            yield form, plain
    root = rules.root(word) if rules.forms else None
    if root is None:
        return
    for made in rules.forms:
        form = made.pattern.replace("{root}", root)
        if form not in made.unless and (not made.ending or root.endswith(made.ending)):
            yield form, _Origin(own, made.feats, made.upos)


def _slot_forms(rules: ClassRules, slot: str, word: str) -> tuple[str, ...]:
    """The forms of a word in one slot of its paradigm."""
    listed = rules.irregular.get(slot, {}).get(word)
    if listed is not None:
        return listed
    for rule in rules.regular.get(slot, ()):
        found = _compiled(rule.match).fullmatch(word)
        if found is not None:
            return tuple(found.expand(form) for form in rule.forms)
    return ()


@lru_cache(None)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _plain(form: str) -> str:
    """A form as the tables have it: in lower case, with a straight apostrophe."""
    return form.lower().replace("’", "'")


def _head(expression: str, which: str) -> str:
    words = expression.split()
    return words[0] if which == "first" else words[-1]
