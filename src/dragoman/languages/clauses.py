"""How a language with particles builds its clauses: a pack's `clauses.yaml`.

The file belongs to an engine that has no trained parser: it cuts a sentence into chunks (a noun or
predicate with the particles behind it), and `parsing/clauses.py` attaches them by these rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from dragoman.data import Entry, load_yaml

Link = Literal[
    "subject", "topic", "object", "oblique", "genitive", "coordinate", "quote", "bare",
    "adnominal", "conjunctive", "quotative", "nominal", "final",
]  # fmt: skip
"""What a chunk does to what stands to its right; `parsing/clauses.py` describes each."""

Level = Literal["narrow", "clause", "open"]
"""How much a subordinate clause can hold of its own: no subject, a subject, or a topic too."""


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


class ClauseRules(Entry):
    """A pack's `clauses.yaml`.

    What the attachment of chunks goes by, whatever the analyser:

    - `content_nouns`: nouns that a clause before them tells the content of, not a gap in it ("the
      plan that …"); `clause_nouns`: nouns that end an adverbial clause ("the time when"), each
      with the particles they do it with ("" for none); `nominalizers`: nouns that only make a
      clause an argument ("the fact that"); `connectors`: adverbial nouns that go with the noun
      before them, not with the predicate;
    - `quoting`: predicates that take what is quoted; `mutual`: predicates that have a partner;
      `copular`: predicates whose complement stands with a particle (become);
    - `company`: particles by which two nouns are coordinated or one is a partner; `places`:
      particles whose noun, though a topic, is no subject;
    - `levels`: particle or ending of a subordinate clause ("" for none) → how much it can hold;
    - `determiners`: words before nouns that only point.

    What an analyser's engine needs beyond that stands under the analyser's own key.
    """

    content_nouns: frozenset[str] = frozenset()
    clause_nouns: Mapping[str, tuple[str, ...]] = {}
    nominalizers: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    quoting: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    copular: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = {}
    determiners: frozenset[str] = frozenset()


def load_clauses(path: Path) -> ClauseRules:
    """Read a pack's clauses.yaml.

    Raises:
        DataError: the file is missing or wrong; with file and line.
    """
    return load_yaml(path, ClauseRules)
