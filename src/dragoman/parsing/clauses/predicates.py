"""Where clauses hang: linked, quoted, made nouns of, or before a noun."""

from __future__ import annotations

from dragoman.parsing.clauses.chunk import (
    ADNOMINAL,
    CONJUNCTIVE,
    FINAL,
    GENITIVE,
    NOMINALIZED,
    OBJECT,
    PREDICATE,
    QUOTATIVE,
    QUOTE,
    SUBJECT,
    SYMBOL,
    TOPIC,
)
from dragoman.parsing.clauses.obliques import PAIRED
from dragoman.parsing.clauses.placing import OPEN, RANKS
from dragoman.parsing.clauses.subjects import Subjects


class Predicates(Subjects):
    """Places predicates."""

    def _quote(self, i: int, found: list[int]) -> None:
        verbs = self._verbs(found)
        grounds = self.chunks[i].past and self.chunks[i].case in self.rules.grounds
        for j in verbs[:1] if grounds else verbs:
            if self.chunks[j].lemma in self.rules.quoting:
                self._set(i, j, "ccomp")
                return
        self._set(i, verbs[0], "ccomp")

    def _predicate(self, i: int, found: list[int]) -> None:
        chunks, chunk = self.chunks, self.chunks[i]
        link = chunk.link
        if link in (QUOTATIVE, QUOTE):
            self._quote(i, found)
        elif link == ADNOMINAL:
            head = self._nominal(found, i)
            if chunk.case in self.rules.content_marks:
                head = self._content_noun(head)
            holder = self.heads[head]
            if (
                chunks[head].noun == "name"
                and chunks[head].link == GENITIVE
                and chunks[holder].noun == "person"
                and not chunk.noun
            ):
                head = holder  # "who met X, the minister of Y"
            if chunk.noun == "quality":
                rel = "amod"
            elif (
                self.chunks[head].lemma in self.rules.content_nouns
                or chunk.case in self.rules.content_marks
            ):
                rel = "acl"
            else:
                rel = "acl:relcl"
            self._set(i, head, rel)
        elif link == NOMINALIZED:
            self._nominalized(i, found)
        elif link == FINAL:
            end = self.ends[i]
            if end > i and self.chunks[end].link == QUOTATIVE and self.rels[end] == "ccomp":
                self._set(i, self.heads[end], "ccomp")
            else:
                self._set(i, self._open_predicate(found), "parataxis")
        elif self._is_adverbial(chunk):
            self._set(i, self._any_predicate(found), "advmod")
        else:
            occasion = self._occasion(i, found)
            if occasion >= 0:
                self._set(i, occasion, "advcl")
            else:
                self._conjunctive(i, found)

    def _occasion(self, i: int, found: list[int]) -> int:
        """The verb of saying or talking that a clause belongs to which tells of the meeting, paper
        or speech at which it was said ("X, calling [a session], that, if Y does, … , warned"); -1
        if it tells of none or nothing is said."""
        chunk, before = self.chunks[i], self.chunks[i - 1] if i else None
        if (
            before is None
            or before.link != OBJECT
            or before.lemma not in self.rules.occasions
            or before.quote != chunk.quote
            or self._topics_before(i, False) == 0
        ):
            return -1
        verbs = self._verbs(found)
        last = verbs[-1]
        if last == verbs[0] or self.chunks[last].lemma not in self.rules.quoting:
            return -1
        said = any(
            h == last and r == "ccomp"
            for h, r in zip(self.heads[i + 1 :], self.rels[i + 1 :], strict=True)
        )
        return last if said else -1

    def _content_noun(self, j: int) -> int:
        """The noun whose content a clause tells: the next that can have one, if what stands between
        is its owner ("[to stop] X's demand")."""
        chunks, content = self.chunks, self.rules.content_nouns
        head = j
        while chunks[head].lemma not in content:
            if chunks[head].link != GENITIVE or self.heads[head] == head:
                return j
            head = self.heads[head]
        return head

    def _nominalized(self, i: int, found: list[int]) -> None:
        link = self.chunks[i].case
        if link == GENITIVE:
            self._set(i, self._nominal(found, i), "acl")
            return
        if link in (SUBJECT, TOPIC):
            quoted = self._of_quotation(i) if link == TOPIC else -1
            if quoted >= 0:
                self.subjects[quoted] = i
                self._set(i, quoted, "csubj")
                return
            verbs = self._verbs(found)
            head = self._topical(i, found) if link == TOPIC else verbs[0]
            if self.chunks[head].noun == "quality" and self.heads[head] in verbs:
                head = self.heads[head]  # "that X leaves is [the only] condition"
            if link == TOPIC and self.subjects[head] > i:
                head = self._said_before(i, head, self._verbs(found))
            if self.subjects[head] < 0:
                self.subjects[head] = i
            self._set(i, head, "csubj")
            return
        head = self._verbs(found)[0]
        if link == OBJECT:
            self.objects[head] = i
        self._set(i, head, "ccomp" if link in (OBJECT, QUOTE) else "advcl")

    def _conjunctive(self, i: int, found: list[int]) -> None:
        """A clause goes to the nearest predicate whose clause can hold it; one without a comma may
        belong within a clause before a noun."""
        chunk = self.chunks[i]
        verbs = self._verbs(found)
        rank = self._rank(i)
        if self._begins_quality(i):
            self._set(i, i + 1, "advcl")
            return
        telling = rank >= RANKS[OPEN] or rank == RANKS["linked"]
        outside = chunk.comma and telling and self._topics_before(i, False) == 1
        completed = self.rules.complements.get(chunk.case, frozenset())
        for j in verbs:
            other = self.chunks[j]
            if self._goes_on(i, j, verbs):
                continue
            if j == verbs[0] and other.lemma in completed and not chunk.comma:
                pass
            elif other.link in (ADNOMINAL, NOMINALIZED):
                if chunk.comma or (rank > 1 and not self._shares_content(i, j)):
                    continue
                if j < verbs[-1] and self._opens_sentence(i) and self.subjects[verbs[-1]] < 0:
                    continue
            elif (rank > 1 and self._is_part_of_quality(j)) or (
                self._rank(j) < rank
                or (outside and other.link == QUOTATIVE and other.quote == chunk.quote)
                or (
                    (telling or self._is_told_aside(i))
                    and self._begins_behind(i, j)
                    and self._topics_before(i, False)
                )
                or self._speaks_later(i, j)
                or self._asks_later(i, j)
            ):
                continue
            if self._says(i, j):
                chunk.link = QUOTATIVE
                self._set(i, j, "ccomp")
            else:
                self._set(i, j, self._clause_rel(i, j))
            return
        self._set(i, verbs[-1], self._clause_rel(i, verbs[-1]))

    def _begins_quality(self, i: int) -> bool:
        """Whether an adjective is the first of a row of them before a noun."""
        chunk, after = self.chunks[i], i + 1
        return (
            chunk.noun == "quality"
            and chunk.case in self.rules.joint
            and not chunk.comma
            and after < len(self.chunks)
            and self.chunks[after].link == ADNOMINAL
            and self.chunks[after].noun == "quality"
        )

    def _is_part_of_quality(self, j: int) -> bool:
        """Whether a predicate only begins a row of qualities before a noun ("more [painful and
        destructive] answers")."""
        chunk, head = self.chunks[j], self.chunks[self.heads[j]]
        return (
            chunk.link == CONJUNCTIVE
            and chunk.case in self.rules.joint
            and head.link == ADNOMINAL
            and head.noun == "quality"
            and self.heads[j] == j + 1
        )

    def _is_told_aside(self, i: int) -> bool:
        """Whether a clause without a subject is set off by a comma, or says before or after what
        somebody speaks ("X, having met Y, that Z is …, said")."""
        chunk = self.chunks[i]
        aside = chunk.comma and self._level(i) == PAIRED
        return self.subjects[i] < 0 and (aside or chunk.case in self.rules.sequels)

    def _speaks_later(self, i: int, j: int) -> bool:
        """Whether the subject of a clause is who says what the predicate j tells of another one,
        since nobody else says it ("X expressed regret and, that [the blame is Y's], said")."""
        chunks, verb = self.chunks, self.heads[j]
        return (
            chunks[i].case in self.rules.joint
            and self._opens_sentence(i)
            and chunks[j].link == QUOTATIVE
            and chunks[j].quote == chunks[i].quote
            and self.subjects[j] > i
            and chunks[verb].lemma in self.rules.quoting
            and self.subjects[verb] < 0
            and verb > j
        )

    def _goes_on(self, i: int, j: int, verbs: list[int]) -> bool:
        """Whether a clause goes on with what the subject of the sentence did before it, so that it
        is no part of the clause of j, in or before a noun further on: the last predicate would
        have no subject else ("X, visiting Y, met Z and signed [an accord to do W]")."""
        chunks, chunk = self.chunks, self.chunks[i]
        within = chunks[j].link == ADNOMINAL or chunks[self.heads[j]].link == ADNOMINAL
        before = [c for c in chunks[:i] if c.kind == PREDICATE or c.link in (SUBJECT, TOPIC)]
        return (
            within
            and chunk.case in self.rules.joint
            and j < verbs[-1]
            and self.subjects[verbs[-1]] < 0
            and len(before) > 1
            and before[0].link == SUBJECT
            and all(c.link == CONJUNCTIVE and c.quote == chunk.quote for c in before[1:])
        )

    def _asks_later(self, i: int, j: int) -> bool:
        """Whether the subject of the first clause is who asks for what the predicate j tells, since
        nobody else does ("members held a rally and, [to stop the bill], demanded")."""
        chunks, verb = self.chunks, self.heads[j]
        before = [c for c in chunks[:i] if c.kind == PREDICATE or c.link in (SUBJECT, TOPIC)]
        return (
            chunks[i].case in self.rules.joint
            and [c.link for c in before] == [SUBJECT]
            and (chunks[j].link, chunks[j].noun) == (QUOTATIVE, "")
            and chunks[j].case in self.rules.ordering
            and chunks[j].quote == chunks[i].quote
            and self.subjects[j] < 0
            and self.subjects[verb] < 0
            and verb > j
        )

    def _opens_sentence(self, i: int) -> bool:
        """Whether a clause is the first one and has somebody as its subject, not as a topic."""
        chunks = self.chunks
        before = [c for c in chunks[:i] if c.quote == chunks[i].quote and c.kind != SYMBOL]
        mine = [c for c in before if c.link in (SUBJECT, TOPIC) or c.kind == PREDICATE]
        return len(mine) == 1 and mine[0].link == SUBJECT and mine[0].noun in ("name", "person")

    def _begins_behind(self, i: int, j: int) -> bool:
        """Whether what is said with the predicate j begins behind the clause i, with a subject of
        its own or of a clause in it ("X, criticising Y, warned that, if Z does, [W] will …")."""
        chunks = self.chunks
        said = j
        while chunks[said].link == CONJUNCTIVE and self.heads[said] != said:
            said = self.heads[said]
        if self.subjects[i] >= 0 or chunks[said].link != QUOTATIVE:
            return False
        if chunks[j].quote != chunks[i].quote:
            return False
        for k in range(i + 1, j):
            if chunks[k].link == SUBJECT and chunks[k].quote == chunks[i].quote:
                clause = self.heads[k]
                while chunks[clause].link == CONJUNCTIVE and clause < j:
                    clause = self.heads[clause]
                if clause in (j, said):
                    return True
        return False

    def _shares_content(self, i: int, j: int) -> bool:
        """Whether a clause and the next one, which has no subject of its own, are together what
        somebody plans, decides or demands ("plans to end X and (to) lift Y")."""
        chunk, other = self.chunks[i], self.chunks[j]
        if chunk.case not in self.rules.joint or self.subjects[j] >= 0:
            return False
        if other.link == NOMINALIZED:
            return other.case in (OBJECT, QUOTE)
        return j + 1 < len(self.chunks) and self.chunks[j + 1].lemma in self.rules.content_nouns

    def _says(self, i: int, j: int) -> bool:
        """Whether a clause whose particle may be "if" or "that" is what the verb says: it is a verb
        of saying that has nothing said yet and stands next or has its subject in between."""
        chunk = self.chunks[i]
        if chunk.case not in self.rules.company or not chunk.comma:
            return False
        if self.chunks[j].lemma not in self.rules.quoting:
            return False
        if j > i + 1 and not i < self.subjects[j] < j:
            return False
        return not any(
            head == j and rel == "ccomp"
            for head, rel in zip(self.heads[i + 1 :], self.rels[i + 1 :], strict=True)
        )
