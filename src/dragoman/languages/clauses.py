"""How a language with particles builds its clauses: a pack's `clauses.yaml`.

The file belongs to an engine that has no trained parser: it cuts a sentence into chunks (a noun or
predicate with the particles behind it), and `parsing/clauses/` attaches them by these rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dragoman.data import Entry, load_yaml
from dragoman.languages.morphemes import MorphemeRules

Link = Literal[
    "subject", "topic", "object", "oblique", "genitive", "coordinate", "quote", "bare",
    "adnominal", "conjunctive", "quotative", "nominal", "final",
]  # fmt: skip
"""What a chunk does to what stands to its right; `parsing/clauses/` describes each."""

Level = Literal["narrow", "linked", "clause", "paired", "open"]
"""How much a subordinate clause can hold: no subject, a subject (linked: only what happens next,
clause: clauses of reason and condition), a topic if another one follows (paired), or a topic."""


class Particle(Entry):
    """What a particle or ending makes of the chunk before it: its canonical form and its link."""

    lemma: str
    link: Link


class Postposition(Entry):
    """A postposition of several tokens that is read as one: its spellings before a predicate
    (`forms`) and before a noun (`adnominal`)."""

    lemma: str
    forms: tuple[str, ...] = ()
    adnominal: tuple[str, ...] = ()


class Tag(Entry):
    """What a tag of the analyser, or the beginning of one, means: the engine's kind of word, its
    universal class, the class of nominal if it is of one, and whether it is an adjective too."""

    kind: Literal[
        "noun", "verbal", "counter", "number", "prefix", "suffix", "quality", "quality-suffix",
        "verb", "adjective", "auxiliary", "stem", "adverb", "adnominal", "conjunction", "case",
        "topic", "particle", "connective", "nominalizer", "final", "open", "close", "comma", "stop",
        "symbol", "blank",
    ]  # fmt: skip
    upos: str
    noun: str = ""
    able: bool = False


class Phrase(Entry):
    """An auxiliary or conjunction of several words behind a predicate, read as one token; with a
    `link` it ends the clause."""

    lemma: str
    upos: str
    forms: tuple[str, ...]
    link: Link | None = None
    negative: bool = False


class ShortUnits(Entry):
    """What the engine for short-unit words (UniDic's, as Sudachi's shortest mode gives them) needs.

    Tags and tokens:

    - `tags`: part of speech (or its beginning) → what it means; `words`: the same for single words
      that the dictionary tags otherwise than the press uses them; `fixed`: words that the analyser
      cuts; `forms`: conjugated form (or its beginning) → continuative, final, adnominal,
      conditional, imperative, irrealis, volitional or stem;
    - `adverbs`: nouns and adjectives that are adverbs where they stand apart (近く);
    - `particles` behind nouns, by form; `joined`: pairs of them that are one token; `postpositions`
      and `phrases` of several words;
    - `dots` (between coordinated nouns or parts of a name), `quotes` (opening → closing);
    - `letters`: one-letter names of countries: tokens made of several, or of one and one of
      `letter_nouns`, are cut, but for `uncut`.

    Predicates, by citation form:

    - `te`, the connective that auxiliary verbs (`support`) follow; `te_nouns`, nouns that close a
      clause behind it;
    - `older_endings`: ending of a citation form that the dictionary gives → that of today's;
    - `seams`: a pattern of where a word ends that the analyser joins to the next (市民|数千人);
    - `do`, verbs that make a verbal noun a predicate; `doing`, the one in whose citation form they
      are entered; `do_voices`, those that are a voice of it; `potential`, those that mean can;
    - `listing`: particles that make a clause one of several, alone or with a light verb;
    - `aspect`, verbs that only say how far an action is when they stand behind another verb;
      `manner`, verbs that only say how often or how when they stand right before another verb;
    - `copula`; `being`, what lengthens it; `adjectival`, its forms that make a noun an adjective if
      it may be one; `negation`, `past`, `passive` (`able`: those of them that, denied, rather mean
      that one cannot), `causative`;
    - `quotation` and `asking`: particles behind what is said or asked; `said`: what stands for them
      between a quotation and a noun; `prohibition`: final particles that forbid; `conditional`:
      what a conditional form counts as; `reasons`: nominalizers with a copula that give a reason;
      `purposes`: stem → mark of the clause that it ends before one of `purpose_particles` or a
      predicate;
    - `headline_ends`: particles behind a verbal noun that ends a headline as its predicate.

    Nouns:

    - `time_units` make a time with a number (`calendar`: those that begin a time of their own
      behind other nouns), `time_words` without; `time_nouns_attached` may stand within one;
    - `leading`: words that, before a title, are part of it ("ex-"), whatever else they may be;
    - `persons` and `organs`: last words or characters of nouns for persons and bodies; `countries`:
      short forms; `clause_suffixes`: nouns that end a clause right behind its verbal noun;
      `stages`: those behind a verbal noun that say how far its act is (訪問中だ);
      `naming_suffixes`: suffixes that make an adjective a noun, or one noun several, whose stem
      remains the head;
    - `counters` behind a number, and the words that hold both (`counted`), count the noun before
      them; `abouts` may stand before the number, `amounts` behind.
    """

    tags: Mapping[str, Tag]
    words: Mapping[str, Tag] = {}
    forms: Mapping[str, str]
    particles: Mapping[str, Particle]
    adverbs: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()
    fixed: Mapping[str, Tag] = {}
    postpositions: tuple[Postposition, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    listing: frozenset[str] = frozenset()
    te: frozenset[str]
    te_nouns: frozenset[str] = frozenset()
    naming_suffixes: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    abouts: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    support: frozenset[str]
    do: frozenset[str]
    potential: frozenset[str] = frozenset()
    aspect: frozenset[str] = frozenset()
    manner: frozenset[str] = frozenset()
    copula: frozenset[str]
    negation: frozenset[str]
    past: frozenset[str]
    passive: frozenset[str]
    able: frozenset[str] = frozenset()
    causative: frozenset[str]
    adjectival: frozenset[str] = frozenset()
    asking: frozenset[str]
    being: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    conditional: str
    do_voices: Mapping[str, Literal["pass", "cau"]] = {}
    doing: str
    older_endings: Mapping[str, str] = {}
    seams: str = ""
    prohibition: frozenset[str] = frozenset()
    purpose_particles: frozenset[str] = frozenset()
    purposes: Mapping[str, str] = {}
    quotation: frozenset[str]
    reasons: frozenset[str] = frozenset()
    said: str
    dots: frozenset[str] = frozenset()
    quotes: Mapping[str, str]
    headline_ends: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    letter_nouns: frozenset[str] = frozenset()
    uncut: frozenset[str] = frozenset()
    time_units: frozenset[str]
    time_words: frozenset[str]
    time_nouns_attached: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    clause_suffixes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()


class ClauseRules(Entry):
    """A pack's `clauses.yaml`.

    What the attachment of chunks goes by, whatever the analyser:

    - `content_nouns`: nouns that a clause before them tells the content of, not a gap in it ("the
      plan that …"); `works`: those of them that are made, so that a clause may also say who
      made them; `content_marks`: what stands between such a clause and any noun;
    - `clause_nouns`: nouns that end an adverbial clause ("the time when"), each with the particles
      they do it with ("" for none); `nominalizers`: nouns that only make a clause an argument
      ("the fact that");
    - `quoting`: predicates that take what is quoted; `grounds`: marks of a clause that, of what is
      over, rather say for what reason something is done (…したとして);
    - `complements`: mark of a clause → predicates that it completes; `addressing`: particle of
      one who is spoken to → verbs of speaking to somebody, `addressing_persons`: those with which
      only a person is spoken to;
    - `mutual`: predicates that have a partner, `mutual_nouns`: nouns for what is between two;
      `happening`: predicates whose noun without a particle is the subject in headlines ("3 dead");
      `having`: predicates whose topic has what their subject names ("X has a plan", said as "of X a
      plan is"); `copular`: predicates whose complement stands with a particle (become);
    - `company`: particles by which two nouns are coordinated or one is a partner; `near_topics`:
      topic particles whose noun goes with the nearest predicate, as a subject does; `qualities`:
      particles of what an adjective needs to be complete → those adjectives (none: any); `far`:
      particles whose noun belongs to the whole sentence ("according to"); `venues`: those of
      places, which belong to a verb of taking place (`taking_place`: verb → whether what does is
      its subject or its object) rather than to a clause on what does; `with_deeds`: particles
      before a noun that rather go with the name of an act than with another name, each with whether
      only an act can have them ("by");
    - `attributes`: nouns that, with a genitive, only describe ("of the first kind"), and pronouns
      ("of him"), so that what stands before them belongs to the noun behind;
    - `levels`: particle or ending of a subordinate clause ("" for none) → how much it can hold;
    - `joint`: of these, those of a clause that is planned or demanded together with the next one;
      `contrasts`: those behind which a new topic begins a sentence of its own ("but");
      `sequels`: nouns for after or before a clause, which has the subject of the sentence;
      `ordering`: marks of what somebody is told or asked to do, whose subject is not the speaker;
    - `occasions`: nouns for meetings, papers and speeches at or in which something is said;
      `objectless`: verbs without an object, so that the noun behind a clause with one is who does
      it ("police fired at [those who protest against X]");
    - `determiners`: words before nouns that only point.

    What an analyser's engine needs beyond that stands under the analyser's own key.
    """

    content_nouns: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    clause_nouns: Mapping[str, tuple[str, ...]] = {}
    nominalizers: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    mutual_nouns: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    copular: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    near_topics: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    taking_place: Mapping[str, str] = {}
    venues: frozenset[str] = frozenset()
    with_deeds: Mapping[str, bool] = {}
    addressing: Mapping[str, frozenset[str]] = {}
    addressing_persons: Mapping[str, frozenset[str]] = {}
    qualities: Mapping[str, frozenset[str]] = {}
    levels: Mapping[str, Level] = {}
    occasions: frozenset[str] = frozenset()
    objectless: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    morphemes: MorphemeRules | None = None
    content_marks: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()
    sequels: frozenset[str] = frozenset()
    ordering: frozenset[str] = frozenset()
    complements: Mapping[str, frozenset[str]] = {}
    gapped: bool = False
    units: ShortUnits | None = None


def load_clauses(path: Path) -> ClauseRules:
    """Read a pack's clauses.yaml.

    Raises:
        DataError: the file is missing or wrong; with file and line.
    """
    return load_yaml(path, ClauseRules)
