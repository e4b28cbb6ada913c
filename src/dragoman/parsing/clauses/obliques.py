"""Where objects, obliques and coordinated nouns hang."""

from __future__ import annotations

from dragoman.parsing.clauses.chunk import (
    ADNOMINAL,
    ADNOMINAL_WORD,
    ADVERB,
    CONJUNCTIVE,
    COORDINATE,
    GENITIVE,
    NOMINAL,
    NOMINALIZED,
    OBJECT,
    PREDICATE,
    QUOTATIVE,
    SUBJECT,
    TOPIC,
    is_nominal,
    same_class,
)
from dragoman.parsing.clauses.placing import CONJUNCT, OPEN, RANKS, Placing

PAIRED = "paired"


class Obliques(Placing):
    """Places chunks that are neither subject, topic nor predicate."""

    def _partner(self, i: int, found: list[int]) -> int:
        """The noun that chunk i can be in a row with: the next one, or one of the same class that
        the next ones belong to; -1 if there is none."""
        chunks, heads = self.chunks, self.heads
        chunk = chunks[i]
        for j in found:
            other = chunks[j]
            if is_nominal(other):
                if same_class(chunk, other):
                    if j == i + 1:
                        return j
                    if not self._in_attribute(j):
                        return self._parallel(i, j)
                elif other.link != GENITIVE and not self._in_attribute(j):
                    return -1
            elif other.link != ADNOMINAL and other.kind != ADNOMINAL_WORD:
                return -1
            if heads[j] == j:
                return -1
        return -1

    def _joined(self, i: int, found: list[int]) -> int:
        """With which noun one with "and/with" is coordinated; -1 if it is company."""
        chunk, following = self.chunks[i], self.chunks[i + 1]
        if following.kind == PREDICATE and not is_nominal(following) and following.noun == "":
            return -1  # the verb right behind it takes it
        for j in found:
            other = self.chunks[j]
            if other.kind != NOMINAL or other.link != GENITIVE:
                break
            if other.case in self.rules.company:
                return j
        apart = chunk.comma and chunk.noun in ("name", "person")
        partner = -1 if apart else self._partner(i, found)
        mutual = self.chunks[self._any_predicate(found)].lemma in self.rules.mutual
        if partner >= 0 and mutual and self.chunks[partner].act and not chunk.act:
            return -1
        if partner < 0 or chunk.noun not in ("name", "person"):
            return partner
        if mutual:
            whole = partner
            while self.chunks[whole].link == GENITIVE or self.rels[whole] == CONJUNCT:
                whole = self.heads[whole]
            if (
                self.chunks[whole].link not in (SUBJECT, TOPIC, COORDINATE)
                and not self.chunks[whole].comma
                and self.chunks[whole].lemma not in self.rules.mutual_nouns
            ):
                return -1
        return partner

    def _coordinate(self, i: int, found: list[int]) -> None:
        partner = self._partner(i, found)
        self._set(i, partner if partner >= 0 else self._nominal(found, i), CONJUNCT)

    def _held(self, i: int, found: list[int]) -> int:
        """The verb of taking place that has as its subject or object the noun before which the
        nearest predicate stands ("in X [a rally [against Y] took place]"); -1 if there is none."""
        chunks, heads = self.chunks, self.heads
        j = self._any_predicate(found)
        if chunks[j].kind != PREDICATE or chunks[j].link != ADNOMINAL or j == i + 1:
            return -1
        noun = heads[j]
        verb = heads[noun]
        if verb not in found or self.subjects[j] >= 0:
            return -1
        return verb if self.rules.taking_place.get(chunks[verb].lemma) == chunks[noun].link else -1

    def _before_condition(self, i: int) -> int:
        """The predicate that a clause with a subject of its own hangs on, if chunk i stands
        between a topic and that subject ("X, at the talks, if Y does, will …"); -1 if not."""
        chunks, after = self.chunks, i + 1
        if after >= len(chunks) or chunks[after].link != SUBJECT:
            return -1
        clause = self.heads[after]
        if chunks[clause].kind != PREDICATE or chunks[clause].link != CONJUNCTIVE:
            return -1
        for k in range(i - 1, -1, -1):
            if chunks[k].kind == PREDICATE or chunks[k].link == SUBJECT:
                return -1
            if chunks[k].link == TOPIC and chunks[k].noun != "time":
                return self.heads[clause]
        return -1

    def _addressed(self, i: int, nearest: int, found: list[int]) -> int:
        """The predicate of one who is spoken to: the verb of saying or asking rather than what is
        said or asked, unless the noun stands right before that."""
        chunk, said = self.chunks[i], self.chunks[nearest]
        if (
            nearest == i + 1
            or chunk.case not in self.rules.addressing
            or chunk.noun not in ("name", "person")
            or self._behind_subject(i)
        ):
            return nearest
        for j in found:
            other = self.chunks[j]
            if j <= nearest or other.kind != PREDICATE:
                continue
            if self._has_addressee(j, nearest, chunk.case):
                return nearest  # "to urge [of X] it, demanded of Y"
            if said.case in self.rules.complements:
                return j if other.lemma in self.rules.complements[said.case] else nearest
            if said.link == QUOTATIVE or (said.link == NOMINALIZED and said.case == OBJECT):
                speaks = other.lemma in self.rules.addressing[chunk.case] or (
                    chunk.noun == "person"
                    and other.lemma in self.rules.addressing_persons.get(chunk.case, ())
                )
                return j if speaks or chunk.comma else nearest
            return nearest
        return nearest

    def _has_addressee(self, j: int, behind: int, case: str) -> bool:
        """Whether somebody who is spoken to stands between a predicate before it and the verb j."""
        return any(
            self.heads[k] == j
            and self.chunks[k].case == case
            and self.chunks[k].noun in ("name", "person")
            for k in range(behind + 1, j)
        )

    def _nearest(self, i: int, found: list[int]) -> int:
        """The nearest predicate that can have an oblique: an adjective before a noun only one
        that stands right before it and says with regard to what."""
        chunks = self.chunks
        verbs = self._verbs(found)
        by = self.rules.with_deeds.get(chunks[i].case, False)
        for j in verbs:
            other = chunks[j]
            if other.link == ADNOMINAL and chunks[i].comma:
                continue
            if by and other.noun and other.link in (QUOTATIVE, CONJUNCTIVE):
                holder = self.chunks[self.heads[j]]
                if holder.voice == "pass" and not chunks[i].comma:
                    continue  # by him it is deemed [unlawful]
            if other.noun != "quality" or other.link != ADNOMINAL:
                return j
            noun = self.heads[j]
            verb = chunks[self.heads[noun]]
            if chunks[noun].link == OBJECT and verb.lemma in self.rules.quoting:
                continue  # 決定に強い失望を表明した: to the decision, not strong in it
            needed = self.rules.qualities.get(chunks[i].case)
            if j == i + 1 and needed is not None and (not needed or other.lemma in needed):
                return j
        return verbs[-1]

    def _topical(self, i: int, found: list[int]) -> int:
        """The predicate of a topic that is no argument: the last open one of its level."""
        chunks = self.chunks
        chosen = -1
        for j in self._verbs(found):
            if chunks[j].link in (ADNOMINAL, NOMINALIZED):
                if chosen < 0:
                    chosen = j
                continue
            chosen = j
            if self._level(j) == OPEN:
                break
        return chosen

    def _contrasts(self, i: int, found: list[int]) -> bool:
        """Whether a topic particle only sets off an argument of the verb right behind it (交渉には
        応じない考え), which no time or place is."""
        chunk, verb = self.chunks[i], self.chunks[i + 1]
        return (
            found[0] == i + 1
            and not chunk.comma
            and chunk.noun != "time"
            and chunk.case not in self.rules.venues
            and verb.kind == PREDICATE
            and not verb.noun
        )

    def _outer(self, i: int, found: list[int]) -> int:
        """The verb of saying that a time or place behind a topic and before a comma belongs to,
        not to what is said; -1 if nothing shows that."""
        chunks = self.chunks
        if not chunks[i].comma:
            return -1
        for k in range(i - 1, -2, -1):
            if (
                k < 0
                or chunks[k].kind not in (NOMINAL, ADVERB)
                or chunks[k].quote != chunks[i].quote
            ):
                return -1
            if chunks[k].link in (TOPIC, SUBJECT):
                break
        for j in self._verbs(found):
            other = chunks[j]
            if other.link in (ADNOMINAL, NOMINALIZED):
                continue
            if other.link == QUOTATIVE and other.quote >= chunks[i].quote:
                continue
            if other.link == CONJUNCTIVE and self._rank(j) < RANKS[PAIRED]:
                continue
            return j
        return -1

    def _object(self, i: int, found: list[int]) -> None:
        verbs = self._verbs(found)
        chosen = -1
        for j in verbs:
            if self.objects[j] < 0 and not self.chunks[j].noun:
                chosen = j
                break
        if chosen < 0:
            chosen = verbs[0]
        self.objects[chosen] = i
        self._set(i, chosen, "obj")

    def _oblique(self, i: int, found: list[int]) -> None:
        if self.chunks[i].case in self.rules.company:
            partner = self._joined(i, found)
            if partner >= 0:
                self._set(i, partner, CONJUNCT)
                return
        held = self._held(i, found) if self.chunks[i].case in self.rules.venues else -1
        if held >= 0:
            head = held
        elif self.chunks[i].case in self.rules.far:
            head = self._open_predicate(found)
        elif self.chunks[i].topical:
            head = i + 1 if self._contrasts(i, found) else self._topical(i, found)
        else:
            head = self._outer(i, found)
            if head < 0:
                head = self._before_condition(i)
            if head < 0:
                head = self._addressed(i, self._nearest(i, found), found)
        self._set(i, head, "obl")
