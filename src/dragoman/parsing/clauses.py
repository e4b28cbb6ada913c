"""From chunks to a tree, in languages that mark functions with particles and put predicates last.

An engine cuts a sentence into chunks: content words with the particles or endings behind them.
Every chunk depends on a chunk to its right, and no two dependencies cross; so, going from right to
left, the possible heads of a chunk are the next one, that one's head, and so on. Which of them it
is, follows from the chunk's particle (`Chunk.link`) and from what the candidates have already. How
much a subordinate clause can hold goes back to Minami Fujio's levels of clauses (1974).

What comes out follows Universal Dependencies, coordinations with their first member as the head.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.languages.clauses import ClauseRules

NOMINAL, PREDICATE, ADVERB = "nominal", "predicate", "adverb"
ADNOMINAL_WORD, CONJUNCTION, SYMBOL = "adnominal", "conjunction", "symbol"

SUBJECT, TOPIC, OBJECT, OBLIQUE, GENITIVE = "subject", "topic", "object", "oblique", "genitive"
COORDINATE, QUOTE, BARE = "coordinate", "quote", "bare"
ADNOMINAL, CONJUNCTIVE, QUOTATIVE = "adnominal", "conjunctive", "quotative"
NOMINALIZED, FINAL = "nominal", "final"

_CONJUNCT = "conj"
_OPEN = "open"
_NARROW = "narrow"
_PAIRED = "paired"
_RANKS = {"narrow": 0, "linked": 1, "clause": 2, "paired": 3, "open": 3}


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


class _Attachment:
    """The attachment of one sentence's chunks: `heads` and `rels`, one entry a chunk."""

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
                plain = not any(c.link in (TOPIC, SUBJECT) and not c.quote for c in part)
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

    def _set(self, i: int, head: int, rel: str) -> None:
        self.heads[i], self.rels[i] = head, rel

    # --- which candidate

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
        return _OPEN if chunk.link in (FINAL, QUOTATIVE) else "clause"

    # --- arguments

    def _subject_rel(self, i: int, j: int) -> str:
        depth = self.chunks[i].quote
        if self.chunks[j].quote > depth and self.chunks[j].kind == PREDICATE:
            obj = self.objects[j]
            if not i < obj < j or self.chunks[obj].quote > depth:
                return "dislocated"  # whose words follow
        return "nsubj:pass" if self.chunks[j].voice == "pass" else "nsubj"

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
        return last if free and said and self._is_told_by_topic(i) else -1

    def _is_told_by_topic(self, i: int) -> bool:
        """Whether somebody who is the topic stands before chunk i, with nothing between but clauses
        that go on with the same subject."""
        chunks = self.chunks
        for k in range(i - 1, -1, -1):
            chunk = chunks[k]
            if chunk.quote != chunks[i].quote:
                continue
            if chunk.kind == PREDICATE and chunk.case not in self.rules.joint:
                return False
            if chunk.link == SUBJECT:
                return False
            if chunk.link == TOPIC and chunk.noun != "time":
                return chunk.noun in ("name", "person")
        return False

    def _closed(self, i: int, j: int, verbs: list[int]) -> bool:
        """Whether a subject stands outside the clause of j before a noun: j has its object, so that
        the noun itself is who does it ("X [broke windows] men arrested"), or nobody else in the
        sentence could do what the last predicate says."""
        chunks = self.chunks
        chunk = chunks[j]
        if not self.rules.gapped or chunk.link not in (ADNOMINAL, NOMINALIZED):
            return False
        if chunk.noun:  # "the candidate that X is" is X
            noun = chunks[self.heads[j]]
            named = chunk.noun in ("name", "person") and noun.noun in ("name", "person")
            return chunk.link == ADNOMINAL and named and self._unfilled(j, verbs)
        if not self._unfilled(j, verbs):
            return False
        noun = chunks[self.heads[j]]
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
        return self._leads(i, verbs[-1]) and (chunk.link == ADNOMINAL or chunk.case == OBJECT)

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
                self._level(j) == _OPEN
                and chunks[j].link == CONJUNCTIVE
                and (self.topics[j] < 0 or self.subjects[verbs[-1]] >= 0)
                and not self._passes(i, j, verbs)
            ):
                break
        following = self.topics[last]
        if following > i:
            before = [
                j
                for j in verbs
                if j < following
                and self._level(j) in (_OPEN, _PAIRED)
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
                or (self._rank(k) >= _RANKS[_OPEN] and chunks[i].noun in ("name", "person"))
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
                if level == _OPEN or (chunk.comma and level == _PAIRED):
                    return -1
                if chunk.case in self.rules.contrasts:
                    return -1
        return -1

    def _is_spoken_before(self, i: int) -> bool:
        """Whether somebody who may speak stands before chunk i as the subject of a clause from
        which the sentence goes on ("X expressed regret and that [the blame is Y's], said")."""
        chunks = self.chunks
        for k in range(i - 1, -1, -1):
            chunk = chunks[k]
            if chunk.quote != chunks[i].quote:
                continue
            if chunk.kind == PREDICATE and chunk.case not in self.rules.joint:
                return False
            if chunk.link == SUBJECT:
                return chunk.noun in ("name", "person") and chunks[i - 1].kind == PREDICATE
        return False

    def _is_when(self, chunk: Chunk) -> bool:
        """Whether a noun says when or in which case, particle or not."""
        return chunk.noun == "time" or (
            (len(chunk.words) == 1 or (chunk.link == BARE and chunk.noun != "name"))
            and chunk.lemma in self.rules.clause_nouns
        )

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
            elif near and other.link == CONJUNCTIVE and self._rank(k) >= _RANKS[_OPEN]:
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
            if self.subjects[j] < 0 and chunk.link == CONJUNCTIVE and self._level(j) == _PAIRED:
                paired = j
            if self.subjects[j] < 0 and (
                chunk.link not in (ADNOMINAL, NOMINALIZED) or chunk.case in self.rules.content_marks
            ):
                chosen = j
            if chunk.link == QUOTATIVE or chunk.case in self.rules.content_marks:
                return chosen
        return paired

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
                self._set(i, partner, _CONJUNCT)
                return
        held = self._held(i, found) if self.chunks[i].case in self.rules.venues else -1
        if held >= 0:
            head = held
        elif self.chunks[i].case in self.rules.far:
            head = self._open_predicate(found)
        elif self.chunks[i].topical:
            head = self._topical(i, found)
        else:
            head = self._outer(i, found)
            if head < 0:
                head = self._before_condition(i)
            if head < 0:
                head = self._addressed(i, self._nearest(i, found), found)
        self._set(i, head, "obl")

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

    def _behind_subject(self, i: int) -> bool:
        """Whether a subject stands between a topic and chunk i: what is said has begun."""
        for k in range(i - 1, -1, -1):
            other = self.chunks[k]
            if other.kind == PREDICATE or other.link == TOPIC:
                return False
            if other.link == SUBJECT:
                return any(c.link == TOPIC and c.noun != "time" for c in self.chunks[:k])
        return False

    def _nearest(self, i: int, found: list[int]) -> int:
        """The nearest predicate that can have an oblique: an adjective before a noun only one
        that stands right before it and says with regard to what."""
        chunks = self.chunks
        verbs = self._verbs(found)
        for j in verbs:
            other = chunks[j]
            if other.link == ADNOMINAL and chunks[i].comma:
                continue
            if other.noun != "quality" or other.link != ADNOMINAL:
                return j
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
            if self._level(j) == _OPEN:
                break
        return chosen

    def _partner(self, i: int, found: list[int]) -> int:
        """The noun that chunk i can be in a row with: the next one, or one of the same class that
        the next ones belong to; -1 if there is none."""
        chunks, heads = self.chunks, self.heads
        chunk = chunks[i]
        for j in found:
            other = chunks[j]
            if _is_nominal(other):
                if _same_class(chunk, other):
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

    def _parallel(self, i: int, j: int) -> int:
        """Of "C's D's E" after "A's B and", what B is in a row with: the last of its class."""
        chunks = self.chunks
        if i and chunks[i - 1].link == GENITIVE:
            while chunks[j].link == GENITIVE and _same_class(chunks[i], chunks[self.heads[j]]):
                j = self.heads[j]
        return j

    def _in_attribute(self, j: int) -> bool:
        """Whether a chunk is an argument in a clause before a noun."""
        other = self.chunks[self.heads[j]]
        return other.kind == PREDICATE and other.link == ADNOMINAL

    def _joined(self, i: int, found: list[int]) -> int:
        """With which noun one with "and/with" is coordinated; -1 if it is company."""
        chunk, following = self.chunks[i], self.chunks[i + 1]
        if following.kind == PREDICATE and not _is_nominal(following) and following.noun == "":
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
            while self.chunks[whole].link == GENITIVE or self.rels[whole] == _CONJUNCT:
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
        self._set(i, partner if partner >= 0 else self._nominal(found, i), _CONJUNCT)

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
        elif not chunk.comma:
            if other.quote > chunk.quote and _is_nominal(chunks[self.ends[i + 1]]):
                self._set(i, self.ends[i + 1], "compound")
            elif found[0] == i + 1 and _is_nominal(other):
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
                and _is_nominal(other)
                and (other.noun not in ("time", "number"))
            ):
                partner = i + 1
                if self.headline[i] and other.link in (BARE, SUBJECT):
                    self._set(i, self._open_predicate(found), "parataxis")
                    return
            if partner >= 0:
                self._set(i, partner, _CONJUNCT)
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
            if other.link == CONJUNCTIVE and self._rank(j) < _RANKS[_PAIRED]:
                continue
            return j
        return -1

    def _speaks(self, i: int) -> bool:
        """Whether the quotation behind chunk i ends the sentence: then it says whose words."""
        end = self.ends[i + 1]
        return end == self.last or self.chunks[end].link == FINAL

    def _headline_subject(self, i: int, found: list[int]) -> bool:
        """Whether a noun without a particle is the subject, not the first of a row: it stands
        first, but for its own attributes, and the predicate, in a headline, has no subject."""
        chunks = self.chunks
        chunk, other = chunks[i], chunks[i + 1]
        for k in range(i - 1, -1, -1):
            if chunks[k].quote < chunk.quote:
                break
            if chunks[k].link not in (GENITIVE, ADNOMINAL, COORDINATE) and (
                chunks[k].case not in self.rules.company
            ):
                return False
        last = self._open_predicate(found)
        if chunks[last].kind != PREDICATE or self.subjects[last] >= 0:
            return False
        if self.headline[i]:
            return not (other.link in (SUBJECT, TOPIC) and _same_class(chunk, other))
        return (
            chunk.noun in ("name", "person")
            and other.link not in (BARE, COORDINATE)
            and self._partner(i, found) < 0
        )

    # --- clauses

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
            self._conjunctive(i, found)

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
        telling = rank >= _RANKS[_OPEN] or rank == _RANKS["linked"]
        outside = chunk.comma and telling and self._topics_before(i, False) == 1
        completed = self.rules.complements.get(chunk.case, frozenset())
        for j in verbs:
            other = self.chunks[j]
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
        aside = chunk.comma and self._level(i) == _PAIRED
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

    def _clause_rel(self, i: int, j: int) -> str:
        completes = self.rules.complements.get(self.chunks[i].case)
        return "ccomp" if completes and self.chunks[j].lemma in completes else "advcl"

    def _rank(self, i: int) -> int:
        return _RANKS[self._level(i)]

    # --- tokens

    def tokens(self, size: int) -> tuple[list[int], list[str]]:
        """The tree of chunks as a tree of tokens."""
        chunks = self.chunks
        heads, rels = [-1] * size, [""] * size
        leads = self._firsts()
        for chunk in chunks:
            head = chunk.head
            inner = "compound" if _is_nominal(chunk) else "aux"
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
                heads[token], rels[token] = chunks[first].head, _CONJUNCT
            final = self._end_of(i) if first == i else i
            if first == i:
                above = self.heads[final]
                if above == final:
                    heads[token], rels[token] = token, "root"
                else:
                    target = leads[above] if i < leads[above] else above
                    heads[token], rels[token] = chunks[target].head, self.rels[final]
            if self.rels[i] == _CONJUNCT:
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
            if rel == _CONJUNCT:
                j = self.heads[i]
                if leads[j] == j:
                    leads[j] = leads[i]
                else:  # two rows end in the same noun: they are one
                    one, whole = leads[i], leads[j]
                    leads = [whole if lead == one else lead for lead in leads]
        return leads

    def _end_of(self, i: int) -> int:
        """The last member of the coordination that begins with chunk i."""
        while self.rels[i] == _CONJUNCT:
            i = self.heads[i]
        return i


def _is_nominal(chunk: Chunk) -> bool:
    """Whether a chunk is a noun, if only as a predicate."""
    return chunk.kind == NOMINAL or chunk.noun not in ("", "quality")


def _same_class(one: Chunk, other: Chunk) -> bool:
    return one.noun == other.noun


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
