"""From right to left: each chunk to its place, by its link."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.languages.clauses import ClauseRules
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
    OBJECT,
    PREDICATE,
    QUOTE,
    SUBJECT,
    SYMBOL,
    TOPIC,
    Chunk,
    fold,
    is_nominal,
    same_class,
)
from dragoman.parsing.clauses.placing import CONJUNCT
from dragoman.parsing.clauses.predicates import Predicates


class _Attachment(Predicates):
    """The attachment of one sentence's chunks: `heads` and `rels`, one entry a chunk."""

    def run(self) -> None:
        """Attach all chunks, from right to left."""
        root = self.last
        self.heads[root], self.rels[root] = root, "root"
        for i in range(len(self.chunks) - 1, -1, -1):
            if i > root:
                self._trail(i)
            elif i < root:
                self._attach(i)
        self._name_qualities()

    def _attach(self, i: int) -> None:
        chunk = self.chunks[i]
        found = self._candidates(i)
        link, kind = chunk.link, chunk.kind
        if kind == NOMINAL:
            if link == SUBJECT:
                self._subject(i, found)
            elif link == TOPIC:
                self._topic(i, found)
            elif link == OBJECT:
                self._object(i, found)
            elif link == GENITIVE:
                deed = self._deed(i, found) if chunk.case in self.rules.with_deeds else -1
                self._set(i, deed if deed >= 0 else self._nominal(found, i), "nmod")
            elif link == COORDINATE:
                self._coordinate(i, found)
            elif link == QUOTE:
                self._quote(i, found)
            elif link == BARE:
                self._bare(i, found)
            else:
                self._oblique(i, found)
        elif kind == PREDICATE:
            self._predicate(i, found)
        elif kind == ADNOMINAL_WORD:
            rel = "det" if chunk.lemma in self.rules.determiners else "amod"
            self._set(i, self._nominal(found, i), rel)
        elif kind == CONJUNCTION:
            self._set(i, self._open_predicate(found), "cc")
        elif kind == ADVERB:
            self._set(i, self._any_predicate(found), "advmod")
        else:
            self._set(i, found[0], "dep")

    def _bare(self, i: int, found: list[int]) -> None:
        """A noun without a particle: a time, a subject in a headline, or one of a row."""
        chunks = self.chunks
        chunk = chunks[i]
        other = chunks[i + 1]
        if self._is_when(chunk):
            outer = self._outer(i, found)
            self._set(i, outer if outer >= 0 else self._nearest(i, found), "obl")
        elif other.quote > chunk.quote and self._speaks(i):
            self._set(i, self.ends[i + 1], "dislocated")
            before = chunks[i - 1] if i else chunk
            if before.bare and before.link == CONJUNCTIVE and before.comma:
                before.link = FINAL  # "X fires on Y, Z `condemns it`": another part
        elif not chunk.comma:
            if other.quote > chunk.quote and is_nominal(chunks[self.ends[i + 1]]):
                self._set(i, self.ends[i + 1], "compound")
            elif found[0] == i + 1 and is_nominal(other):
                self._set(i, i + 1, "compound")
            else:
                self._unmarked(i, found)
        elif self._headline_subject(i, found):
            self._topic(i, found)
        else:
            partner = self._partner(i, found)
            if (
                partner < 0
                and found[0] == i + 1
                and is_nominal(other)
                and (other.noun not in ("time", "number"))
            ):
                partner = i + 1
                apart = chunk.noun == "common" and other.noun in ("name", "person")
                if (self.headline[i] and other.link in (BARE, SUBJECT)) or (
                    apart and other.link == SUBJECT
                ):
                    self._set(i, self._open_predicate(found), "parataxis")
                    return
            if partner >= 0:
                self._set(i, partner, CONJUNCT)
            else:
                self._topic(i, found)

    def _unmarked(self, i: int, found: list[int]) -> None:
        """A noun that lost its particle before a predicate ("3 soldiers dead", "call on X")."""
        j = self._nearest(i, found)
        chunk, other = self.chunks[i], self.chunks[j]
        rel = "obl"
        if j == i + 1 and not other.noun and (other.bare or self.headline[i]):
            if other.lemma in self.rules.happening or chunk.noun in ("name", "person"):
                if self.subjects[j] < 0:
                    self.subjects[j] = i
                    rel = self._subject_rel(i, j)
            elif self.objects[j] < 0:
                self.objects[j] = i
                rel = "obj"
        self._set(i, j, rel)

    def _headline_subject(self, i: int, found: list[int]) -> bool:
        """Whether a noun without a particle is the subject, not the first of a row: it stands
        first, but for its own attributes, and the predicate, in a headline, has no subject."""
        chunks = self.chunks
        chunk, other = chunks[i], chunks[i + 1]
        for k in range(i - 1, -1, -1):
            if chunks[k].quote < chunk.quote or self._ends_part(k, chunk.quote):
                break
            if k == i - 1 and chunks[k].link == BARE and not chunks[k].comma:
                continue  # "Chad and others, four countries, …"
            if chunks[k].link not in (GENITIVE, ADNOMINAL, COORDINATE) and (
                chunks[k].case not in self.rules.company
            ):
                return False
        last = self._open_predicate(found)
        if chunks[last].kind != PREDICATE or self.subjects[last] >= 0:
            return False
        if self.headline[i]:
            return not (other.link in (SUBJECT, TOPIC) and same_class(chunk, other))
        return (
            chunk.noun in ("name", "person")
            and other.link not in (BARE, COORDINATE)
            and self._partner(i, found) < 0
        )

    def _ends_part(self, k: int, depth: int) -> bool:
        """Whether what stands behind chunk k, outside its quotation, is another part of a headline:
        k ends a sentence or a quotation that nothing leads on from."""
        chunk = self.chunks[k]
        if chunk.quote > depth:
            return chunk.closes and chunk.link in (FINAL, BARE)
        return chunk.kind == SYMBOL or chunk.link == FINAL


def attach(
    chunks: Sequence[Chunk],
    rules: ClauseRules,
    size: int = 0,
    governors: Sequence[int] | None = None,
) -> tuple[list[int], list[str]]:
    """Head and relation of every token named in the chunks.

    Args:
        chunks: the chunks of one sentence, in order; their functions and links may be changed
            (clause nouns and nominalizers become part of the predicate before them).
        rules: the pack's.
        size: number of tokens of the sentence; by default up to the last one named.
        governors: for each token the one that another parser hangs it on, -1 where it says nothing
            of use; it is followed where it names one of the possible heads.

    Returns:
        For each token its head (its own index for the root) and relation. Words of a chunk hang on
        its head as `compound` (predicates: `aux`), functions as `case` (predicates: `mark`); a
        token that no chunk names has head -1 and relation "". The engine knows better in places
        (copulas) and may overwrite relations.
    """
    size = size or 1 + max((max(c.words + c.functions) for c in chunks), default=-1)
    if not chunks:
        return [-1] * size, [""] * size
    folded = fold(chunks, rules)
    clause = _Attachment(folded, rules)
    if governors is not None:
        clause.follow(governors)
    clause.run()
    return clause.tokens(size)


def punctuate(heads: list[int], rels: list[str], opening: Collection[int], root: int) -> None:
    """Hang every token without a head: opening marks on what follows, others on what precedes."""
    size = len(heads)
    near = -1
    for i in range(size):
        if heads[i] >= 0:
            near = i if rels[i] != "punct" else near
        elif i not in opening:
            heads[i] = near if near >= 0 else root
            rels[i] = "punct"
    near = -1
    for i in range(size - 1, -1, -1):
        if heads[i] < 0:
            heads[i], rels[i] = (near if near >= 0 else root), "punct"
        elif rels[i] != "punct":
            near = i
