"""The chunks of a sentence with the heads found so far, and what all rules ask of them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.languages.clauses import ClauseRules
from dragoman.parsing.clauses.chunk import (
    ADNOMINAL,
    BARE,
    CONJUNCTIVE,
    FINAL,
    GENITIVE,
    NOMINAL,
    OBJECT,
    OBLIQUE,
    PREDICATE,
    QUOTATIVE,
    SUBJECT,
    TOPIC,
    Chunk,
    is_nominal,
    same_class,
)

CONJUNCT = "conj"
OPEN = "open"
RANKS = {"narrow": 0, "linked": 1, "clause": 2, "paired": 3, "open": 3}


class Placing:
    """State and questions that the rules of the classes above share."""

    __slots__ = (
        "chunks",
        "ends",
        "governors",
        "headline",
        "heads",
        "last",
        "objects",
        "rels",
        "rules",
        "subjects",
        "topics",
    )

    def __init__(self, chunks: list[Chunk], rules: ClauseRules) -> None:
        self.chunks = chunks
        self.rules = rules
        n = len(chunks)
        self.heads = [-1] * n
        self.rels = [""] * n
        self.subjects: list[int] = [-1] * n
        self.topics: list[int] = [-1] * n
        self.objects: list[int] = [-1] * n
        self.governors: list[int] = []
        self.ends = self._quotation_ends()
        self.last = self._root()
        self.headline = self._headlines()

    def _root(self) -> int:
        """The chunk that everything else depends on: the last predicate, else the last noun."""
        last = len(self.chunks) - 1
        if self.chunks[last].link == BARE and last and self.chunks[last].kind == NOMINAL:
            before = self.chunks[last - 1]
            if before.kind == PREDICATE and before.link == ADNOMINAL:
                return last  # a caption: "X, who does …"
        for kinds in ((PREDICATE,), (NOMINAL,)):
            for i in range(last, -1, -1):
                if self.chunks[i].kind in kinds:
                    return i
        return last

    def _headlines(self) -> list[bool]:
        """For each chunk whether it stands in a headline: no full stop ends the sentence, and no
        topic or subject is marked before the next predicate that ends a sentence."""
        chunks = self.chunks
        if chunks[-1].comma:
            return [False] * len(chunks)
        found: list[bool] = []
        first = 0
        for i, chunk in enumerate(chunks):
            if (chunk.link == FINAL and not chunk.quote) or i + 1 == len(chunks):
                part = chunks[first : i + 1]
                plain = not any(
                    c.link in (TOPIC, SUBJECT)
                    and not c.quote
                    and not (c.case in self.rules.near_topics and c.noun == "common")
                    for c in part
                )
                found += [plain] * len(part)
                first = i + 1
        return found

    def _quotation_ends(self) -> list[int]:
        """For each chunk in quotation marks the last chunk within the same marks."""
        chunks = self.chunks
        n = len(chunks)
        ends = list(range(n))
        for i in range(n - 2, -1, -1):
            depth = chunks[i].quote
            if depth:
                j = i
                while j + 1 < n and chunks[j + 1].quote >= depth and not chunks[j].closes:
                    j += 1
                ends[i] = j
        return ends

    def follow(self, governors: Sequence[int]) -> None:
        """Take over the chunks' heads from another parser's tree of the tokens."""
        place = {}
        for i, chunk in enumerate(self.chunks):
            for token in (*chunk.words, *chunk.functions):
                place[token] = i
        for i, chunk in enumerate(self.chunks):
            tokens = (chunk.head, *chunk.words, *chunk.functions)
            above = [place.get(governors[token], -1) for token in tokens]
            self.governors.append(next((j for j in above if j not in (i, -1)), -1))

    def _name_qualities(self) -> None:
        """Adjectives with arguments of their own are clauses."""
        rels, chunks = self.rels, self.chunks
        for i, head in enumerate(self.heads):
            if (
                rels[head] in ("amod", "advmod")
                and chunks[head].noun == "quality"
                and (rels[i] != "advmod")
            ):
                rels[head] = "acl:relcl" if rels[head] == "amod" else "advcl"
        for i, rel in enumerate(rels):
            chunk = chunks[i]
            if (
                rel == "acl"
                and chunk.past
                and self.objects[i] < 0
                and (self.subjects[i] < 0) == (chunk.voice == "pass")
                and chunks[self.heads[i]].lemma in self.rules.works
                and chunk.case not in self.rules.content_marks
            ):
                rels[i] = "acl:relcl"  # a treaty that was signed, not that something was signed

    def _trail(self, i: int) -> None:
        """Attach what stands behind the root: an inversion, or a source in a headline."""
        chunk = self.chunks[i]
        attribute = {GENITIVE: "nmod", ADNOMINAL: "acl:relcl"}.get(chunk.link)
        if attribute is not None and i + 1 < len(self.chunks):
            self._set(i, i + 1, attribute)
            return
        rel = {NOMINAL: "dislocated", PREDICATE: "parataxis"}.get(chunk.kind, "dep")
        rel = {OBLIQUE: "obl", OBJECT: "obj", SUBJECT: "nsubj"}.get(chunk.link, rel)
        self._set(i, self.last, rel)

    def _candidates(self, i: int) -> list[int]:
        """The possible heads of chunk i, nearest first; the one that another parser chose, if it
        is one of them."""
        found = self._possible(i)
        if self.governors and self.governors[i] in found:
            return [self.governors[i]]
        return found

    def _possible(self, i: int) -> list[int]:
        chunks, heads = self.chunks, self.heads
        depth = chunks[i].quote
        found: list[int] = []
        j = i + 1
        if depth:
            end = self.ends[i]
            while True:
                if j <= end or (i == end and not (chunks[i].closes and chunks[j].quote >= depth)):
                    found.append(j)
                if heads[j] == j or (j >= end and i != end):
                    break
                j = heads[j]
            if not found:
                found.append(end if i != end else j)
            return found
        while True:
            other = chunks[j]
            if other.quote <= depth or (
                self.ends[j] == j and (other.kind == NOMINAL or j == self.last)
            ):
                found.append(j)
                if other.link == FINAL and other.quote == depth:
                    return found  # what follows is another sentence
            if heads[j] == j:
                return found or [j]
            j = heads[j]

    def _set(self, i: int, head: int, rel: str) -> None:
        self.heads[i], self.rels[i] = head, rel

    def _nominal(self, found: list[int], i: int) -> int:
        """The noun that a genitive or adnominal word belongs to: the nearest."""
        chunks = self.chunks
        nearest = -1
        for j in found:
            other = chunks[j]
            if other.kind == NOMINAL or (other.noun and other.noun != "quality"):
                if nearest < 0:
                    nearest = j
                if other.link != GENITIVE or not (
                    other.noun in ("time", "number") or other.lemma in self.rules.attributes
                ):
                    return j
        return nearest if nearest >= 0 else found[0]

    def _deed(self, i: int, found: list[int]) -> int:
        """The noun for an act that one with such a particle belongs to ("[attack] by X on Y's Z"):
        the first, behind names alone or, where only an act can have it, behind any noun with a
        genitive; -1 if there is none."""
        chunks = self.chunks
        alone = self.rules.with_deeds[chunks[i].case]
        for j in found:
            other = chunks[j]
            if other.act:
                return j
            if other.link != GENITIVE or not (alone or other.noun in ("name", "person")):
                break
        return -1

    def _any_predicate(self, found: list[int]) -> int:
        for j in found:
            if self.chunks[j].kind == PREDICATE:
                return j
        return found[-1]

    def _verbs(self, found: list[int]) -> list[int]:
        """The candidates that can have arguments: predicates but for adverbial adjectives."""
        chunks = self.chunks
        return [
            j for j in found if chunks[j].kind == PREDICATE and not self._is_adverbial(chunks[j])
        ] or [found[-1]]

    @staticmethod
    def _is_adverbial(chunk: Chunk) -> bool:
        """Whether an adjective only says how ("deeply")."""
        return (
            chunk.noun == "quality"
            and chunk.link == CONJUNCTIVE
            and not chunk.case
            and not chunk.comma
        )

    def _open_predicate(self, found: list[int]) -> int:
        """The last predicate of the level: what no clause before a noun or particle closes in."""
        chosen = -1
        for j in found:
            if self.chunks[j].kind == PREDICATE:
                chosen = j
        return chosen if chosen >= 0 else found[-1]

    def _level(self, j: int) -> str:
        chunk = self.chunks[j]
        if chunk.link == CONJUNCTIVE:
            return self.rules.levels.get(chunk.case, "clause")
        return OPEN if chunk.link in (FINAL, QUOTATIVE) else "clause"

    def _subject_rel(self, i: int, j: int) -> str:
        depth = self.chunks[i].quote
        if self.chunks[j].quote > depth and self.chunks[j].kind == PREDICATE:
            obj = self.objects[j]
            if not i < obj < j or self.chunks[obj].quote > depth:
                return "dislocated"  # whose words follow
        return "nsubj:pass" if self.chunks[j].voice == "pass" else "nsubj"

    def _is_when(self, chunk: Chunk) -> bool:
        """Whether a noun says when or in which case, particle or not."""
        return chunk.noun == "time" or (
            (len(chunk.words) == 1 or (chunk.link == BARE and chunk.noun != "name"))
            and chunk.lemma in self.rules.clause_nouns
        )

    def _speaks(self, i: int) -> bool:
        """Whether the quotation behind chunk i ends the sentence: then it says whose words."""
        end = self.ends[i + 1]
        return end == self.last or self.chunks[end].link == FINAL

    def _clause_rel(self, i: int, j: int) -> str:
        completes = self.rules.complements.get(self.chunks[i].case)
        return "ccomp" if completes and self.chunks[j].lemma in completes else "advcl"

    def _rank(self, i: int) -> int:
        return RANKS[self._level(i)]

    def _behind_subject(self, i: int) -> bool:
        """Whether a subject stands between a topic and chunk i: what is said has begun."""
        for k in range(i - 1, -1, -1):
            other = self.chunks[k]
            if other.kind == PREDICATE or other.link == TOPIC:
                return False
            if other.link == SUBJECT:
                return any(c.link == TOPIC and c.noun != "time" for c in self.chunks[:k])
        return False

    def _in_attribute(self, j: int) -> bool:
        """Whether a chunk is an argument in a clause before a noun."""
        other = self.chunks[self.heads[j]]
        return other.kind == PREDICATE and other.link == ADNOMINAL

    def _parallel(self, i: int, j: int) -> int:
        """Of "C's D's E" after "A's B and", what B is in a row with: the last of its class."""
        chunks = self.chunks
        if i and chunks[i - 1].link == GENITIVE:
            while chunks[j].link == GENITIVE and same_class(chunks[i], chunks[self.heads[j]]):
                j = self.heads[j]
        return j

    def tokens(self, size: int) -> tuple[list[int], list[str]]:
        """The tree of chunks as a tree of tokens."""
        chunks = self.chunks
        heads, rels = [-1] * size, [""] * size
        leads = self._firsts()
        for chunk in chunks:
            head = chunk.head
            inner = "compound" if is_nominal(chunk) else "aux"
            for word in chunk.words:
                if word != head:
                    heads[word], rels[word] = head, inner
            mark = "mark" if chunk.kind == PREDICATE else "case"
            for function in chunk.functions:
                heads[function], rels[function] = head, mark
        for i, chunk in enumerate(chunks):
            first = leads[i]
            token = chunk.head
            if first != i:
                heads[token], rels[token] = chunks[first].head, CONJUNCT
            final = self._end_of(i) if first == i else i
            if first == i:
                above = self.heads[final]
                if above == final:
                    heads[token], rels[token] = token, "root"
                else:
                    target = leads[above] if i < leads[above] else above
                    heads[token], rels[token] = chunks[target].head, self.rels[final]
            if self.rels[i] == CONJUNCT:
                for function in chunk.functions:
                    heads[function], rels[function] = chunks[self.heads[i]].head, "cc"
            elif first != i:
                for function in chunk.functions:
                    heads[function] = chunks[first].head
        return heads, rels

    def _firsts(self) -> list[int]:
        """For each chunk the first member of the coordination that it stands in, or itself."""
        leads = list(range(len(self.chunks)))
        for i, rel in enumerate(self.rels):
            if rel == CONJUNCT:
                j = self.heads[i]
                if leads[j] == j:
                    leads[j] = leads[i]
                else:  # two rows end in the same noun: they are one
                    one, whole = leads[i], leads[j]
                    leads = [whole if lead == one else lead for lead in leads]
        return leads

    def _end_of(self, i: int) -> int:
        """The last member of the coordination that begins with chunk i."""
        while self.rels[i] == CONJUNCT:
            i = self.heads[i]
        return i
