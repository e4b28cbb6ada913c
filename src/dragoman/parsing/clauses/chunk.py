"""Chunks: content words with the particles or endings behind them; folded where two are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.languages.clauses import ClauseRules

NOMINAL, PREDICATE, ADVERB = "nominal", "predicate", "adverb"
ADNOMINAL_WORD, CONJUNCTION, SYMBOL = "adnominal", "conjunction", "symbol"
SUBJECT, TOPIC, OBJECT, OBLIQUE, GENITIVE = "subject", "topic", "object", "oblique", "genitive"
COORDINATE, QUOTE, BARE = "coordinate", "quote", "bare"
ADNOMINAL, CONJUNCTIVE, QUOTATIVE = "adnominal", "conjunctive", "quotative"
NOMINALIZED, FINAL = "nominal", "final"


@dataclass(slots=True)
class Chunk:
    """Content words and the particles or endings behind them; all numbers are token indices.

    - `words`: the content tokens (a compound noun; a verb with its auxiliaries); `head`: the one
      that stands for the chunk; `functions`: particles, endings, copula behind, in order;
    - `kind`: nominal, predicate, adverb, adnominal (a word that only stands before nouns),
      conjunction or symbol;
    - `link`: what it does to its right. Of nominals: subject, topic, object, oblique, genitive,
      coordinate, quote, bare (no particle); of predicates: adnominal (before a noun), conjunctive,
      quotative, nominal (nominalized: then `case` is the link of its particle), final;
    - `case`: canonical form of the particle or ending that decides; `lemma`: of the head;
    - `noun`: class of a nominal (name, person, time, number, common) or of a predicate's noun; of
      adjectives "quality"; "" for verbs;
    - `voice`: "pass" or "cau" of a predicate; `quote`: depth of the quotation marks it stands in;
      `comma`: whether a comma follows; `topical`: whether a topic particle follows its own;
      `bare`: a predicate that is a mere noun, as in headlines; `past`: one in the past tense;
      `closes`: whether its quotation marks close behind it, though others may open at once; `act`:
      a noun that is also a verb ("attack").
    """

    words: list[int]
    head: int
    functions: list[int]
    kind: str
    link: str
    case: str = ""
    noun: str = ""
    voice: str = ""
    quote: int = 0
    comma: bool = False
    lemma: str = ""
    topical: bool = False
    bare: bool = False
    past: bool = False
    closes: bool = False
    act: bool = False


def fold(chunks: Sequence[Chunk], rules: ClauseRules) -> list[Chunk]:
    """Chunks in which nominalizers and clause nouns belong to the predicate before them."""
    folded: list[Chunk] = []
    for i, chunk in enumerate(chunks):
        if (
            chunk.link == BARE
            and chunk.comma
            and chunk.kind == NOMINAL
            and chunk.noun != "time"
            and 0 < i < len(chunks) - 1
            and chunks[i - 1].link in (TOPIC, SUBJECT)
            and chunks[i + 1].link in (TOPIC, SUBJECT)
        ):
            chunk.kind, chunk.link = PREDICATE, CONJUNCTIVE
        elif _tells_alone(chunks, i):
            chunk.kind, chunk.link, chunk.bare = PREDICATE, FINAL, True
        before = folded[-1] if folded else None
        if (
            before is None
            or before.link != ADNOMINAL
            or before.kind != PREDICATE
            or before.quote != chunk.quote
            or len(chunk.words) > 1
        ):
            folded.append(chunk)
            continue
        lemma = chunk.lemma
        if chunk.kind == NOMINAL and chunk.case in rules.clause_nouns.get(lemma, ()):
            before.link, before.case = CONJUNCTIVE, lemma
        elif lemma in rules.nominalizers:
            if chunk.kind == NOMINAL:
                before.link, before.case = NOMINALIZED, chunk.link
            else:
                before.link, before.case = chunk.link, chunk.case
        else:
            folded.append(chunk)
            continue
        before.functions += chunk.words + chunk.functions
        before.comma = chunk.comma
    return folded


def _tells_alone(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a noun with a place before it and a comma behind is the first of the clauses of a
    headline ("in Kabul attack, ten dead")."""
    chunk = chunks[i]
    return (
        0 < i < len(chunks) - 1
        and chunk.comma
        and (chunk.kind, chunk.link, chunk.noun) == (NOMINAL, BARE, "common")
        and not chunks[-1].comma
        and chunks[i - 1].link == OBLIQUE
        and not chunks[i - 1].comma
        and not (chunks[i + 1].kind == NOMINAL and chunks[i + 1].noun == "common")
    )


def is_nominal(chunk: Chunk) -> bool:
    """Whether a chunk is a noun, if only as a predicate."""
    return chunk.kind == NOMINAL or chunk.noun not in ("", "quality")


def same_class(one: Chunk, other: Chunk) -> bool:
    return one.noun == other.noun
