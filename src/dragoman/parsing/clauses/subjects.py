"""Of which predicate a noun is the subject or the topic."""

from __future__ import annotations

from collections.abc import Iterator

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
    TOPIC,
    Chunk,
)
from dragoman.parsing.clauses.obliques import PAIRED, Obliques
from dragoman.parsing.clauses.placing import OPEN, RANKS

_NARROW = "narrow"


class Subjects(Obliques):
    """Places subjects and topics."""

    def _subject(self, i: int, found: list[int]) -> None:
        if self._begins_quotation(i):
            return
        verbs = self._verbs(found)
        chosen = self._quoted_of(i)
        if chosen >= 0:
            self.subjects[chosen] = i
            self._set(i, chosen, "nsubj:pass" if self.chunks[chosen].voice == "pass" else "nsubj")
            return
        within = False
        for j in verbs:
            within = within or i < self.subjects[j] < j
            if self.subjects[j] >= 0 or self._level(j) == _NARROW or self._closed(i, j, verbs):
                continue
            other = self.chunks[j]
            if self._asks_elsewhere(i, j):
                continue
            outer = within and other.link == QUOTATIVE and j != verbs[-1]
            if outer and not self._topics_before(i, False):
                continue
            inner = other.link in (ADNOMINAL, NOMINALIZED)
            somebody = self.chunks[i].noun in ("name", "person")
            apart = self.chunks[i].comma or (other.noun == "quality" and (j > i + 1 or somebody))
            if inner and apart and self._unfilled(j, verbs):
                continue
            chosen = j
            break
        if chosen < 0:
            chosen = verbs[-1]
        if self.subjects[chosen] < 0:
            self.subjects[chosen] = i
        self._set(i, chosen, self._subject_rel(i, chosen))

    def _asks_elsewhere(self, i: int, j: int) -> bool:
        """Whether the predicate j is only what is asked of somebody named behind it, by chunk i
        since nobody else asks ("X, to urge it of Y, demanded of Z")."""
        asks = self.heads[j]
        case = self.chunks[j].case
        return (
            asks != j
            and self.chunks[asks].lemma in self.rules.complements.get(case, ())
            and self.subjects[asks] < 0
            and any(self._has_addressee(asks, j, one) for one in self.rules.addressing)
            and not self._topics_before(i, False)
        )

    def _quoted_of(self, i: int) -> int:
        """The predicate of the quotation right behind a subject to which that subject belongs,
        since a topic before it says who quotes ("X, that Y `is making a mistake`, objected"); -1 if
        there is none."""
        chunks, after = self.chunks, i + 1
        if after >= len(chunks) or chunks[i].link != SUBJECT:
            return -1
        last = self.ends[after]
        if chunks[after].quote <= chunks[i].quote:  # a mere noun is no quotation of its own
            last = after
            while chunks[last].link == GENITIVE and last + 1 < len(chunks):
                last += 1
            if chunks[last].link != QUOTE or chunks[last].kind == PREDICATE:
                return -1
        free = self.subjects[last] < 0
        said = chunks[last].link in (QUOTATIVE, QUOTE) and last + 1 < len(chunks)
        said = said or self._is_nominalized(last)
        return last if free and said and self._is_told_by_topic(i) else -1

    def _is_nominalized(self, j: int) -> bool:
        """Whether quotation marks close between the predicate j and what makes it a noun ("that Y
        `is overreacting`")."""
        chunks = self.chunks
        if chunks[j].link != ADNOMINAL or j + 1 >= len(chunks):
            return False
        noun = chunks[j + 1]
        return noun.quote < chunks[j].quote and noun.lemma in self.rules.nominalizers

    def _is_told_by_topic(self, i: int) -> bool:
        """Whether somebody who is the topic stands before chunk i, with nothing between but clauses
        that go on with the same subject."""
        for chunk in self._same_clause_before(i):
            if chunk.link == SUBJECT:
                return False
            if chunk.link == TOPIC and chunk.noun != "time":
                return chunk.noun in ("name", "person")
        return False

    def _same_clause_before(self, i: int) -> Iterator[Chunk]:
        """The chunks before chunk i outside other quotations, from the nearest on, as far as only
        clauses stand between that go on with the same subject."""
        for chunk in reversed(self.chunks[:i]):
            if chunk.quote != self.chunks[i].quote:
                continue
            if chunk.kind == PREDICATE and chunk.case not in self.rules.joint:
                return
            yield chunk

    def _closed(self, i: int, j: int, verbs: list[int]) -> bool:
        """Whether a subject stands outside the clause of j before a noun: j has its object, so that
        the noun itself is who does it ("X [broke windows] men arrested"), or nobody else in the
        sentence could do what the last predicate says."""
        chunks = self.chunks
        chunk = chunks[j]
        if chunk.link not in (ADNOMINAL, NOMINALIZED):
            return False
        if chunk.noun:  # "the candidate that X is" is X
            noun = chunks[self.heads[j]]
            named = chunk.noun in ("name", "person") and noun.noun in ("name", "person")
            return chunk.link == ADNOMINAL and named and self._unfilled(j, verbs)
        if not self.rules.gapped or not self._unfilled(j, verbs):
            return False
        noun = chunks[self.heads[j]]
        acting = noun.noun in ("name", "person") and j > i + 1
        if chunk.link == ADNOMINAL and acting and chunk.lemma in self.rules.objectless:
            return True
        if (
            chunk.link == ADNOMINAL
            and j > i + 1
            and noun.link == OBJECT
            and self.rules.taking_place.get(chunks[self.heads[self.heads[j]]].lemma) == OBJECT
        ):
            return True
        content = (
            noun.lemma in self.rules.content_nouns
            or chunk.case in self.rules.content_marks
            or noun.noun == "time"
        )
        if chunk.link == ADNOMINAL and self.objects[j] >= 0 and not content:
            return not self._topics_before(i, False)
        outer = self._told_last(verbs)
        return self._leads(i, outer) and (chunk.link == ADNOMINAL or chunk.case == OBJECT)

    def _told_last(self, verbs: list[int]) -> int:
        """The last predicate, or, where who says so stands behind it, what is said ("that X [raided
        the office that Z has], said Y")."""
        last = verbs[-1]
        if self.subjects[last] < 0:
            return last
        said = [
            k
            for k in verbs[:-1]
            if self.chunks[k].link == QUOTATIVE and self.heads[k] == last and self.subjects[k] < 0
        ]
        return said[-1] if said else last

    def _leads(self, i: int, last: int) -> bool:
        """Whether chunk i, somebody who acts, is the first to act and the last predicate, an active
        verb, has no other subject."""
        chunks = self.chunks
        return (
            chunks[i].noun in ("name", "person")
            and self.subjects[last] < 0
            and not (chunks[last].noun or chunks[last].voice == "pass")
            and not any(
                TOPIC in (c.link, c.case if c.link == NOMINALIZED else "") or c.link == SUBJECT
                for c in chunks[:i]
            )
        )

    def _unfilled(self, j: int, verbs: list[int]) -> bool:
        """Whether a predicate further on still lacks a subject."""
        return any(
            k > j and self.subjects[k] < 0 and self.chunks[k].noun != "quality" for k in verbs
        )

    def _topic(self, i: int, found: list[int]) -> None:
        """A topic goes to the last predicate of its level, or, where another topic follows, to
        the last clause before that."""
        chunks = self.chunks
        if self._is_when(chunks[i]):
            self._set(i, self._topical(i, found), "obl")
            return
        if chunks[i].case in self.rules.near_topics:
            self._subject(i, found)
            return
        verbs = self._verbs(found)
        if self._begins_quotation(i):
            return
        last = self._others_words(i, verbs)
        if last >= 0:
            self.topics[last] = i
            if self.subjects[last] >= 0:
                self._set(i, last, "dislocated")
            else:
                self.subjects[last] = i
                self._set(i, last, self._subject_rel(i, last))
            return
        last = verbs[-1]
        for j in verbs:
            if chunks[j].link in (ADNOMINAL, NOMINALIZED):
                continue
            last = j
            if (
                self._level(j) == OPEN
                and chunks[j].link == CONJUNCTIVE
                and (self.topics[j] < 0 or self.subjects[verbs[-1]] >= 0)
                and not self._passes(i, j, verbs)
            ):
                break
        if chunks[last].quote > chunks[i].quote and chunks[last].link == FINAL:
            last = self._deed_before_words(i, last, verbs)
        following = self.topics[last]
        if following > i:
            before = [
                j
                for j in verbs
                if j < following
                and self._level(j) in (OPEN, PAIRED)
                and (chunks[j].link != QUOTATIVE or not chunks[i].comma)
            ]
            if before:
                last = before[-1]
        elif self.subjects[last] > i:
            last = self._said_before(i, last, verbs)
        self.topics[last] = i
        if self.subjects[last] >= 0:
            if chunks[last].lemma in self.rules.having and self.objects[last] < 0:
                had = self.subjects[last]
                self.objects[last], self.rels[had] = had, "obj"
                self.subjects[last] = i
                self._set(i, last, self._subject_rel(i, last))
                return
            if (
                chunks[last].noun == ""
                and chunks[i].noun == "common"
                and not self._has_said(last)
                and self.objects[last] < 0
                and not chunks[last].voice
            ):
                self._set(i, last, "obj")
                self.objects[last] = i
            else:
                self._set(i, last, "dislocated")
            return
        self.subjects[last] = i
        self._set(i, last, self._subject_rel(i, last))

    def _deed_before_words(self, i: int, last: int, verbs: list[int]) -> int:
        """The predicate that tells the deed of a headline's subject, where words that follow in
        quotation marks are added to it ("X refuses to sign … 'will hear the people'")."""
        chunks = self.chunks
        deeds = [
            j
            for j in verbs
            if i < j < last
            and chunks[j].quote == chunks[i].quote
            and (chunks[j].link, chunks[j].case, chunks[j].comma) == (CONJUNCTIVE, "", True)
            and self.subjects[j] < 0
        ]
        return deeds[0] if deeds else last

    def _of_quotation(self, i: int) -> int:
        """The last predicate in the quotation marks right behind chunk i, if somebody else, a
        topic before, says it, so that chunk i is what it is said of ("X, of the charge: 'it is
        baseless', said"); -1 if not."""
        chunks = self.chunks
        if i + 1 >= len(chunks) or chunks[i + 1].quote <= chunks[i].quote:
            return -1
        end = self.ends[i + 1]
        if chunks[end].link not in (QUOTATIVE, QUOTE) or end == self.last:
            return -1
        return end if self._speaks_before(i) else -1

    def _begins_quotation(self, i: int) -> bool:
        """Attach a subject or topic that stands right before what is quoted of it."""
        end = self._of_quotation(i)
        if end < 0:
            return False
        if self.subjects[end] >= 0:
            self._set(i, end, "dislocated")
            return True
        self.subjects[end] = i
        self._set(i, end, "nsubj:pass" if self.chunks[end].voice == "pass" else "nsubj")
        return True

    def _speaks_before(self, i: int) -> bool:
        """Whether somebody is the topic of the clauses before chunk i, none of them finite."""
        chunks = self.chunks
        for k in range(i - 1, -1, -1):
            chunk = chunks[k]
            if chunk.quote < chunks[i].quote:
                break
            if chunk.quote > chunks[i].quote:
                continue
            if chunk.link == TOPIC and chunk.noun in ("name", "person"):
                return True
            if chunk.kind == PREDICATE and (
                chunk.link == FINAL
                or (self._rank(k) >= RANKS[OPEN] and chunks[i].noun in ("name", "person"))
            ):
                break
        return False

    def _shared_subject(self, j: int) -> int:
        """The subject of a clause, or of the nearest one before that leads to it; -1 if none."""
        if self.subjects[j] >= 0:
            return self.subjects[j]
        for k in range(j - 1, -1, -1):
            if self.heads[k] == j and self.chunks[k].link == CONJUNCTIVE:
                shared = self._shared_subject(k)
                if shared >= 0:
                    return shared
        return -1

    def _passes(self, i: int, j: int, verbs: list[int]) -> bool:
        """Whether somebody who is the topic is not of a clause that has its subject already, since
        who says what is quoted further on is not named otherwise."""
        chunks = self.chunks
        if chunks[i].noun not in ("name", "person") or self._shared_subject(j) <= i:
            return False
        last = verbs[-1]
        return (
            chunks[j].noun != "quality"
            and chunks[last].lemma in self.rules.quoting
            and self.subjects[last] < 0
            and self._has_said(last)
        )

    def _has_said(self, j: int) -> bool:
        """Whether something quoted hangs on a predicate."""
        return any(h == j and r == "ccomp" for h, r in zip(self.heads, self.rels, strict=True))

    def _others_words(self, i: int, verbs: list[int]) -> int:
        """The clause without a subject that a topic belongs to because the one who says it, another
        topic, stands further to the left; -1 if there is none."""
        chunks = self.chunks
        depth = chunks[i].quote
        said = [j for j in verbs if chunks[j].link == QUOTATIVE and chunks[j].quote == depth]
        if not said or self.topics[said[0]] >= 0:
            return -1
        if chunks[i].noun == "common" and self._is_spoken_before(i) and self.subjects[said[0]] < 0:
            return said[0]
        for k in range(i - 1, -1, -1):
            chunk = chunks[k]
            if chunk.quote != chunks[i].quote:
                continue
            if chunk.link == TOPIC and chunk.noun in ("name", "person"):
                return said[0]
            if chunk.kind == PREDICATE:
                level = self._level(k)
                if level == OPEN or (chunk.comma and level == PAIRED):
                    return -1
                if chunk.case in self.rules.contrasts:
                    return -1
        return -1

    def _is_spoken_before(self, i: int) -> bool:
        """Whether somebody who may speak stands before chunk i as the subject of a clause from
        which the sentence goes on ("X expressed regret and that [the blame is Y's], said")."""
        for chunk in self._same_clause_before(i):
            if chunk.link == SUBJECT:
                spoken = self.chunks[i - 1].kind == PREDICATE
                return spoken and chunk.noun in ("name", "person")
        return False

    def _topics_before(self, i: int, near: bool) -> int:
        """How many topics stand before chunk i on its level; `near`: within the same clause, else
        if no subject stands nearer that is not one of a clause in between."""
        chunks = self.chunks
        depth = chunks[i].quote
        count = owing = 0
        for k in range(i - 1, -1, -1):
            other = chunks[k]
            if other.quote < depth:
                break
            if other.quote > depth:
                continue
            if other.kind == PREDICATE:
                owing = 1
            elif other.link == SUBJECT and not (near or count):
                if not owing:
                    break
                owing = 0
            if other.link == TOPIC:
                count += other.noun != "time" and other.case not in self.rules.near_topics
            elif near and other.link == CONJUNCTIVE and self._rank(k) >= RANKS[OPEN]:
                break
        return count

    def _said_before(self, i: int, last: int, verbs: list[int]) -> int:
        """Where a topic belongs whose last predicate has a subject of its own further on: to what
        that one says, if it still lacks a subject ("that X is illegal, groups said"), or to the
        clause before that one's."""
        chosen = paired = last
        for j in verbs:
            chunk = self.chunks[j]
            if j > self.subjects[last]:
                break
            if self.subjects[j] < 0 and chunk.link == CONJUNCTIVE and self._level(j) == PAIRED:
                paired = j
            if self.subjects[j] < 0 and (
                chunk.link not in (ADNOMINAL, NOMINALIZED) or chunk.case in self.rules.content_marks
            ):
                chosen = j
            if chunk.link == QUOTATIVE or chunk.case in self.rules.content_marks:
                return chosen
        return paired
