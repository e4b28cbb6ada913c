"""What an engine on Korean-style morphemes goes by: the part `morphemes` of a `clauses.yaml`.

The morpheme analyser gives stems, endings and particles with their tags; these tables say what
they make of the chunk that they close, and which of them are written as one.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.data import Entry


class Mark(Entry):
    """A particle or ending: its canonical form and what it does to the chunk before it.

    Links are those of `parsing/clauses/`, and for endings also "content" (adnominal, of what is
    quoted).
    """

    lemma: str
    link: str


class Compound(Entry):
    """A postposition made of a particle and a verb form ("with regard to").

    `particle` is the canonical form of its particle, `words` are the verb's forms before a
    predicate, `adnominal` those before a noun. Behind the nouns in `MorphemeRules.hosts` it goes
    without the particle.
    """

    lemma: str
    particle: str
    words: tuple[str, ...] = ()
    adnominal: tuple[str, ...] = ()


class MorphemeRules(Entry):
    """How morphemes become tokens and chunks.

    - `tags`: the analyser's tag → class of morpheme; `names`: names that it would misread, `nouns`:
      compounds that it would cut, so that a part of them counts as somebody (press conference);
    - `particles`: form → mark; `topics`: particles that behind another one add nothing;
      `complement`: tag of the particle of a complement (to become something);
    - `compounds`: compound postpositions; `hosts`: nominal endings and nouns behind which they
      lose their particle;
    - `endings`: form → mark, `ending_tails`: the same by how the form ends, the longest that fits
      counts; `nominalized`: noun that makes a clause an argument → its particle → link;
      `adverbs`: those that make adverbs of adjectives; `nominal_endings`: those that make
      a noun of a clause, `nominal_marks`: (nominal ending + particle) → mark of the clause,
      `nominal_nouns`: nouns behind them that end an adverbial clause; `quotative`: canonical form
      of an ending that stands behind a finished sentence;
    - `past`, `future`, `imperative`: endings that say so; `finished`: adnominal endings that tell
      the past, of verbs or (`ever`) of all;
    - `suffixes`: verbal suffixes of nouns (do, be done, suffer, cause) → voice ("", pass, cau);
      `citation`: the one that the citation form has, `dictionary`: the ending of
      citation forms; `lone`: verbs in one of these suffixes that
      are words of their own;
    - `passives`: auxiliaries that make a passive → the ending before them;
    - `auxiliaries`: ending → stems that are auxiliaries behind it; `whole_auxiliaries`: those whose
      lemma holds the ending ("must" is "only if … does"); `auxiliary_tag`: tag of those
      that always are; `auxiliary_nouns`: noun behind an adnominal form → stem behind it → lemma;
      `copula`: lemma of the copula; `negative`: lemmas of negative auxiliaries and predicates;
    - `plural`: suffixes that count; `apart`: suffixes that are tokens of their own; `of_names`:
      what is glued to a name ("army", "people") and cut off from it;
    - `people`: the one of these that makes a people of a country's name, which looks like a copula;
    - `inner`: determiners that may stand within a name with its office ("former");
      `numerals`: words before nouns that count; `between`: words that join two nouns;
      `among`: nouns behind others that stand for a postposition ("between");
    - `adverb_verbs`: forms of verbs that are adverbs ("in a row");
    - `origins`: what is glued to a country's name for its products;
    - `purposes`: act nouns that before a predicate like "protest" say for what it is;
      `ending_headlines`: endings that tell the past at the end of a headline; `clipped_ends`:
      endings and nouns at the end of a headline or quotation → the auxiliary that they stand for;
    - `clipped`: noun glued to a name that is a particle there → the particle; `behind_bare`: adverb
      behind a bare noun that is its postposition there ("without"); `attributive`: suffixes of
      nouns that only stand before others ("-ic");
    - `counters`: nouns that count people or things before them; `times`: nouns for times,
      `regions`: those of them that, behind a name, mean a region; `moments`: those that stand
      by themselves ("today"); `persons`: titles and other words for a person; `groups`: words for
      those who act together;
    - `adverbial`: nouns that stand like adverbs before a verbal noun; `approximate`: before
      numbers;
    - `coming`: forms of verbs that before a time or number only say which ("the coming 25th");
      `charged`: nouns for what somebody is charged with, before which a headline names him;
      `either_way`: verbal nouns that headlines use with and without an object;
    - `listing`: nouns that end a list ("and others");
    - `verbal_nouns`: nouns that make a predicate of their own in headlines; `intransitive`: those
      whose bare noun before them is the subject; `during`: nouns that follow such a predicate in
      running text ("in the middle of"); `held`: verbal nouns that with one of these and without
      an object say what is done to the noun behind ("[being] held" before "crew").
    """

    tags: Mapping[str, str]
    names: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    particles: Mapping[str, Mark]
    topics: frozenset[str]
    complement: str
    compounds: tuple[Compound, ...]
    hosts: frozenset[str]
    endings: Mapping[str, Mark]
    ending_tails: Mapping[str, Mark]
    adverbs: frozenset[str]
    nominalized: Mapping[str, Mapping[str, str]] = {}
    nominal_endings: frozenset[str]
    nominal_nouns: frozenset[str]
    nominal_marks: Mapping[str, Mark]
    quotative: str
    past: frozenset[str]
    finished: frozenset[str]
    ever: frozenset[str]
    future: frozenset[str]
    imperative: frozenset[str]
    suffixes: Mapping[str, str]
    citation: str
    dictionary: str
    lone: frozenset[str] = frozenset()
    passives: Mapping[str, str] = {}
    auxiliaries: Mapping[str, tuple[str, ...]]
    whole_auxiliaries: frozenset[str] = frozenset()
    auxiliary_tag: str
    auxiliary_nouns: Mapping[str, Mapping[str, str]]
    copula: str
    negative: frozenset[str]
    plural: frozenset[str]
    apart: frozenset[str]
    of_names: frozenset[str]
    people: str = ""
    inner: frozenset[str]
    numerals: frozenset[str]
    between: frozenset[str]
    among: frozenset[str]
    adverb_verbs: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    ending_headlines: frozenset[str] = frozenset()
    clipped_ends: Mapping[str, str] = {}
    clipped: Mapping[str, str] = {}
    behind_bare: frozenset[str] = frozenset()
    attributive: tuple[str, ...] = ()
    counters: frozenset[str]
    times: frozenset[str]
    regions: frozenset[str] = frozenset()
    moments: frozenset[str]
    persons: frozenset[str]
    groups: frozenset[str]
    adverbial: frozenset[str]
    approximate: frozenset[str]
    listing: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    charged: frozenset[str] = frozenset()
    either_way: frozenset[str] = frozenset()
    verbal_nouns: frozenset[str]
    intransitive: frozenset[str]
    during: frozenset[str]
    held: frozenset[str] = frozenset()
