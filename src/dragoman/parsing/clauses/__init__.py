"""From chunks to a tree, in languages that mark functions with particles and put predicates last.

An engine cuts a sentence into chunks: content words with the particles or endings behind them.
Every chunk depends on a chunk to its right, and no two dependencies cross; so, going from right to
left, the possible heads of a chunk are the next one, that one's head, and so on. Which of them it
is, follows from the chunk's particle (`Chunk.link`) and from what the candidates have already. How
much a subordinate clause can hold goes back to Minami Fujio's levels of clauses (1974).

What comes out follows Universal Dependencies, coordinations with their first member as the head.
"""

from dragoman.parsing.clauses.attachment import attach, punctuate
from dragoman.parsing.clauses.chunk import (
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
    QUOTE,
    SUBJECT,
    SYMBOL,
    TOPIC,
    Chunk,
)

__all__ = [
    "ADNOMINAL",
    "ADNOMINAL_WORD",
    "ADVERB",
    "BARE",
    "CONJUNCTION",
    "CONJUNCTIVE",
    "COORDINATE",
    "FINAL",
    "GENITIVE",
    "NOMINAL",
    "NOMINALIZED",
    "OBJECT",
    "OBLIQUE",
    "PREDICATE",
    "QUOTATIVE",
    "QUOTE",
    "SUBJECT",
    "SYMBOL",
    "TOPIC",
    "Chunk",
    "attach",
    "punctuate",
]
