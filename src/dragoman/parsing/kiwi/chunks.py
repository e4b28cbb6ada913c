"""From the tokens of a Korean sentence to chunks: a noun or predicate with what closes it.

Here too it is decided which noun of a headline is its predicate, and what of a chunk hangs on what
within it. `parsing/clauses/` does the rest.
"""

from __future__ import annotations

from dragoman.languages.clauses import ClauseRules
from dragoman.languages.morphemes import MorphemeRules
from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.words import (
    ADJECTIVE,
    ADNOMINAL,
    ADVERB,
    AUXILIARY,
    CASE,
    CAUSATIVE,
    CLOSE,
    COMMA,
    CONVERB,
    COPULA,
    DETERMINER,
    DOT,
    ENDING,
    FINITE,
    FUTURE,
    JOINER,
    MARK,
    NOUN,
    NUMBER,
    OPEN,
    OTHER,
    PASSIVE,
    PAST,
    PLURAL,
    QUOTE,
    STOP,
    VERB,
    WordMaker,
    Words,
)

_DOUBLE = frozenset('"“”〝〞«»「」『』')
_COLONS = frozenset(":：")
_CLOSING = frozenset("”〞»」』’")
_SINGLE = {"'": "'", "‘": "’"}
_BRACKETS = frozenset("([{（［〔<〈【")
_NOMINAL, _VERBAL, _ENDING = (NOUN, NUMBER), (VERB, ADJECTIVE), (ENDING, QUOTE)
_QUOTES = (OPEN, CLOSE, MARK)
_COUNTED = frozenset({"digits", "number", "numeral"})
_ACTING = frozenset({"name", "person"})
_CORE = frozenset({"object", "oblique", "subject", "topic", "bare", "coordinate"})
_KEPT = FINITE | ADNOMINAL  # bits that only the last of a predicate's tokens shows


class Chunks:
    """Makes the chunks of one sentence.

    `inner` are (token, head, relation) that are known from within a chunk and overrule what the
    attachment says.
    """

    __slots__ = (
        "_closed", "_cur", "_done", "_ended", "_maker", "_morphemes", "_quote", "_rules", "_runs",
        "_words", "found", "inner",
    )  # fmt: skip

    def __init__(self, words: Words, rules: ClauseRules, maker: WordMaker) -> None:
        assert rules.morphemes is not None
        self._words = words
        self._rules = rules
        self._morphemes: MorphemeRules = rules.morphemes
        self._maker = maker
        self._cur: Chunk | None = None
        self._done = False  # the current chunk takes no more content words
        self._quote = 0  # number of the quotation that the current token stands in, 0 for none
        self._ended: set[int] = set()  # head tokens of chunks before a full stop or an ellipsis
        self._closed: set[int] = set()  # quotations whose marks were closed
        self._runs: list[int] = []  # the quotation of each chunk
        self.found: list[Chunk] = []
        self.inner: list[tuple[int, int, str]] = []

    def run(self) -> None:
        """Fill `found` and `inner`."""
        words = self._words
        kinds = words.kinds
        i, size, quotes = 0, len(kinds), 0
        spoken = self._spoken()
        while i < size:
            kind = kinds[i]
            if kind in _NOMINAL:
                self._nominal(i)
            elif kind == CASE:
                self._case(i)
            elif kind in _VERBAL:
                self._predicate(i)
            elif kind in _ENDING:
                self._ending(i)
            elif kind == AUXILIARY:
                self._auxiliary(i)
            elif kind == COPULA:
                self._copula(i)
            elif kind == PLURAL:
                self._plural(i)
            elif kind == ADVERB:
                if not (self._joins(i) or self._governs(i)):
                    self._single(i, clauses.ADVERB)
            elif kind == DETERMINER and not self._inner(i):
                self._single(i, clauses.ADNOMINAL_WORD)
            elif kind == JOINER:
                self._joiner(i)
            elif kind in (COMMA, MARK, STOP) and words.form(i) in _COLONS:
                self._colon()
            elif kind == COMMA:
                if self._cur is not None:
                    self._cur.comma = True
                self._done = True
            elif kind == DOT:
                if self._cur is not None and self._cur.link == clauses.BARE:
                    self._cur.link = clauses.COORDINATE
                self._done = True
            elif kind in _QUOTES and (words.form(i) in _DOUBLE or i in spoken):
                if words.form(i) in _CLOSING or (self._quote and words.form(i) in "\"'"):
                    clausal = False
                    if self._quote:
                        self._closed.add(self._quote)
                        clausal = any(
                            run == self._quote
                            and chunk.kind == clauses.PREDICATE
                            and chunk.link != clauses.ADNOMINAL
                            for chunk, run in zip(self.found, self._runs, strict=True)
                        )
                    self._quote = 0
                    self._done = clausal or (self._cur is not None and bool(self._cur.functions))
                else:
                    quotes += 1
                    self._quote = quotes
                    self._done = True
            elif kind == OPEN:
                if words.form(i) in _BRACKETS:
                    i = self._bracket(i)
                else:
                    self._done = self._cur is not None and self._cur.kind != clauses.NOMINAL
            elif kind == STOP:
                self._stop()
            elif kind == MARK:
                self._done = self._done or self._cur is None
            elif kind == OTHER:
                self._single(i, clauses.SYMBOL)
            i += 1
        self._finish()

    def _spoken(self) -> set[int]:
        """The single marks around somebody's words ('…'라며), not around a term or a title."""
        words, found = self._words, set[int]()
        opened, closing = -1, ""
        for i, kind in enumerate(words.kinds):
            if kind not in _QUOTES:
                continue
            form = words.form(i)
            if opened < 0 or form != closing:
                opened, closing = (i, _SINGLE[form]) if form in _SINGLE else (opened, closing)
                continue
            if (
                i + 1 < len(words.kinds)
                and words.starts[i + 1] == words.ends[i]
                and words.kinds[i + 1] not in _VERBAL
                and words.links[i + 1] in (clauses.QUOTE, clauses.QUOTATIVE)
            ):
                found |= {opened, i}
            opened = -1
        return found

    # --- one token each

    def _open(self, i: int, kind: str, link: str, lemma: str = "") -> Chunk:
        chunk = Chunk([i], i, [], kind, link, lemma=lemma)
        self.found.append(chunk)
        self._runs.append(self._quote)
        self._cur, self._done = chunk, False
        return chunk

    def _nominal(self, i: int) -> None:
        cur, words = self._cur, self._words
        lemma = words.lemma(i)
        if (
            cur is not None
            and cur.link == clauses.NOMINALIZED
            and cur.kind == clauses.PREDICATE
            and lemma in self._morphemes.nominal_nouns
            and not self._done
        ):  # "before", "because" behind a nominal form
            cur.functions.append(i)
            cur.link, cur.case = clauses.CONJUNCTIVE, lemma
            self._done = True
            return
        if (
            lemma in self._morphemes.among
            and cur is not None
            and cur.kind == clauses.NOMINAL
            and not (cur.functions or self._done)
            and words.kinds[cur.words[-1]] != NUMBER
            and words.lemma(cur.words[-1]) not in self._morphemes.times
        ):  # "between": a postposition, before a noun if no particle follows
            words.kinds[i], words.upos[i] = CASE, "ADP"
            cur.functions.append(i)
            cur.link = clauses.GENITIVE
            if len(self.found) > 1 and self.found[-2].case in self._rules.company:
                self.found[-2].link = clauses.COORDINATE
            return
        if (
            cur is None
            or self._done
            or cur.kind != clauses.NOMINAL
            or cur.functions
            or self._breaks(cur, i)
        ):
            closes = (
                cur is not None
                and cur.kind == clauses.PREDICATE
                and (
                    cur.link == clauses.ADNOMINAL and "" in self._rules.clause_nouns.get(lemma, ())
                )
            )
            chunk = self._open(i, clauses.NOMINAL, clauses.BARE)
            self._done = closes
        else:
            cur.words.append(i)
            chunk = cur
        if words.links[i]:  # the particle is fused with it
            self._close_with(chunk, words.links[i], words.cases[i])
            self._done = True

    def _breaks(self, cur: Chunk, i: int) -> bool:
        """Whether a noun without a particle ends before token i: what it says is a time."""
        words, times = self._words, self._morphemes.times
        last = cur.words[-1]
        if words.starts[i] == words.ends[last]:
            return False
        if words.lemma(last) not in times:
            following = i + 1 < len(words.kinds) and words.kinds[i + 1] == NOUN
            return words.lemma(i) in self._morphemes.moments or (
                words.kinds[i] == NUMBER and following and words.lemma(i + 1) in times
            )
        if words.classes[last] == "name" or words.kinds[last] == DETERMINER:
            return False
        if (
            words.lemma(last) in self._morphemes.regions
            and len(cur.words) > 1
            and words.classes[cur.words[-2]] == "name"
        ):  # "state", not "week"
            return False
        if words.lemma(last) in self._morphemes.during and (
            len(cur.words) == 1 or words.classes[cur.words[-2]] == "name"
        ):  # "former", not "before"
            return False
        return not (words.kinds[i] == NUMBER or words.lemma(i) in times)

    def _plural(self, i: int) -> None:
        cur = self._cur
        if cur is None or cur.kind != clauses.NOMINAL:
            self._open(i, clauses.NOMINAL, clauses.BARE)
        elif cur.functions:
            cur.functions.append(i)
        else:
            self.inner.append((i, cur.words[-1], "dep"))
            cur.words.append(i)

    def _close_with(self, chunk: Chunk, link: str, case: str) -> None:
        """A particle closes a noun: the first one decides."""
        if link == "complement":
            link = clauses.OBLIQUE
        if chunk.case and (case in self._morphemes.topics or chunk.link != clauses.TOPIC):
            return
        chunk.link, chunk.case = link, case

    def _mark_topical(self, chunk: Chunk, case: str) -> None:
        """A topic particle behind another one."""
        if chunk.case != case and self._morphemes.particles[case].link == clauses.TOPIC:
            chunk.topical = True

    def _case(self, i: int) -> None:
        cur, words = self._cur, self._words
        if cur is None or cur.kind in (clauses.ADNOMINAL_WORD, clauses.SYMBOL, clauses.CONJUNCTION):
            cur = self._open(i, clauses.NOMINAL, words.links[i])
            cur.case = words.lemma(i)
            return
        cur.functions.append(i)
        self._done = True
        link, lemma = words.links[i], words.cases[i]
        if cur.kind == clauses.NOMINAL:
            self._close_with(cur, link, lemma)
            if cur.case != lemma and lemma in self._morphemes.particles:
                self._mark_topical(cur, lemma)
        elif cur.kind == clauses.PREDICATE:
            if cur.link == clauses.NOMINALIZED:
                whole = self._morphemes.nominal_marks.get(cur.case + lemma)
                if whole is not None:
                    self._mark(cur, whole.link, whole.lemma)
                elif lemma in self._maker.hosted:
                    cur.link = (
                        clauses.ADNOMINAL if link == clauses.GENITIVE else clauses.CONJUNCTIVE
                    )
                    cur.case = lemma
                elif cur.case in self._morphemes.nominal_endings:
                    cur.case = link
            elif cur.noun and cur.link == clauses.FINAL:
                cur.link = clauses.CONJUNCTIVE

    def _predicate(self, i: int) -> None:
        cur, words = self._cur, self._words
        if cur is not None and cur.kind == clauses.PREDICATE and not self._done:
            stems = self._morphemes.auxiliaries.get(self._last_ending(cur), ())
            if (
                words.stems[i] in stems
                and words.stems[i] + self._morphemes.dictionary == words.lemmas[i]
                and cur.link != clauses.FINAL
            ):
                words.kinds[i], words.upos[i] = AUXILIARY, "AUX"
                self._auxiliary(i)
                return
        glued = -1
        if (
            cur is not None
            and cur.kind == clauses.NOMINAL
            and not (cur.functions or self._done)
            and words.ends[cur.words[-1]] == words.starts[i]
        ):  # the rest of a compound verb
            glued = cur.words.pop()
            if not cur.words:
                self.found.pop()
                self._runs.pop()
        chunk = self._open(i, clauses.PREDICATE, clauses.FINAL, words.lemma(i))
        if glued >= 0:
            chunk.words.insert(0, glued)
            self.inner.append((glued, i, "compound"))
        if words.kinds[i] == ADJECTIVE:
            chunk.noun = "quality"
        self._conclude(chunk, i)

    def _with_ending(self, i: int) -> None:
        """Name an auxiliary by the ending before it too, where only both say what it means."""
        words = self._words
        whole = f"{words.lemma(i - 1)} {words.lemma(i)}"
        if whole in self._morphemes.whole_auxiliaries:
            words.lemmas[i] = whole

    def _last_ending(self, cur: Chunk) -> str:
        if cur.functions:
            return "".join(self._words.lemma(f) for f in cur.functions[-2:])
        return cur.case

    def _conclude(self, chunk: Chunk, i: int) -> None:
        """Take over the endings that token i, verb or auxiliary, is fused with."""
        words = self._words
        link = words.links[i]
        if link:
            self._mark(chunk, link, words.cases[i])
        else:
            chunk.link, chunk.case = clauses.FINAL, ""

    def _mark(self, chunk: Chunk, link: str, case: str) -> None:
        if link == "content":
            link = clauses.ADNOMINAL
        elif link == clauses.QUOTE:
            chunk.link, chunk.case = clauses.NOMINALIZED, clauses.QUOTE
            return
        if chunk.noun == "quality" and case in self._morphemes.adverbs:
            case = ""  # "strongly"
        chunk.link, chunk.case = link, case

    def _ending(self, i: int) -> None:
        cur, words = self._cur, self._words
        if cur is None or cur.kind not in (clauses.NOMINAL, clauses.PREDICATE):
            self._single(i, clauses.SYMBOL)
            return
        cur.functions.append(i)
        link, case = words.links[i], words.cases[i]
        if cur.kind == clauses.NOMINAL:
            if link == clauses.QUOTE:
                cur.link, cur.case = clauses.QUOTE, case
                self._done = True
                return
            if words.kinds[i] == QUOTE:
                self._close_with(cur, link, case)
                self._done = True
                return
            self._to_predicate(cur)
        quoted = cur.link == clauses.FINAL and words.links[cur.words[-1]] == clauses.FINAL
        if (words.kinds[i] == QUOTE and link != clauses.GENITIVE) or (
            quoted and link == clauses.CONJUNCTIVE
        ):
            cur.link, cur.case = clauses.QUOTATIVE, case
            if words.kinds[i] != QUOTE:
                words.lemmas[i] = cur.case = self._morphemes.quotative
        elif link == clauses.GENITIVE:
            cur.link, cur.case = clauses.ADNOMINAL, case
        else:
            self._mark(cur, link, case)

    def _to_predicate(self, chunk: Chunk) -> None:
        """A noun with a copula."""
        chunk.kind = clauses.PREDICATE
        chunk.noun = "common"

    def _auxiliary(self, i: int) -> None:
        cur, words = self._cur, self._words
        if cur is None or cur.kind != clauses.PREDICATE:
            if words.stems[i] and words.lemmas[i]:
                words.kinds[i] = VERB
                words.upos[i] = "VERB"
                chunk = self._open(i, clauses.PREDICATE, clauses.FINAL, words.lemma(i))
                self._conclude(chunk, i)
            return
        before = cur.case if cur.link != clauses.FINAL else ""
        self._with_ending(i)
        cur.words.append(i)
        bits = words.bits[i]
        head = cur.head
        if before and before == self._morphemes.passives.get(words.lemmas[i]) and not cur.noun:
            bits |= PASSIVE
        words.bits[head] = (words.bits[head] & ~(_KEPT | FUTURE | CONVERB)) | bits
        self._conclude(cur, i)
        self._done = False

    def _copula(self, i: int) -> None:
        cur, words = self._cur, self._words
        if cur is None or cur.kind not in (clauses.NOMINAL, clauses.PREDICATE):
            words.kinds[i] = VERB
            words.upos[i] = "VERB"
            cur = self._open(i, clauses.PREDICATE, clauses.FINAL, words.lemma(i))
        else:
            cur.functions.append(i)
            if cur.kind == clauses.NOMINAL:
                self._to_predicate(cur)
            self.inner.append((i, -2, "cop"))
        self._conclude(cur, i)

    def _single(self, i: int, kind: str) -> None:
        self._open(i, kind, clauses.BARE, self._words.lemma(i))

    def _inner(self, i: int) -> bool:
        """A determiner between a name and its office ("former"): part of the compound."""
        cur = self._cur
        if (
            cur is None
            or self._done
            or cur.kind != clauses.NOMINAL
            or cur.functions
            or self._words.form(i) not in self._morphemes.inner
        ):
            return False
        cur.words.append(i)
        return True

    def _joiner(self, i: int) -> None:
        if not self._joins(i):
            self._single(i, clauses.CONJUNCTION)

    def _joins(self, i: int) -> bool:
        """Whether an adverb ("and", "or") joins the noun before it to the next one."""
        cur = self._cur
        if (
            cur is None
            or cur.kind != clauses.NOMINAL
            or cur.link != clauses.BARE
            or self._words.form(i) not in self._morphemes.between
        ):
            return False
        cur.link, cur.case = clauses.COORDINATE, self._words.form(i)
        cur.functions.append(i)
        self._done = True
        return True

    def _governs(self, i: int) -> bool:
        """Whether an adverb is the postposition of the bare noun before it ("without")."""
        cur, words = self._cur, self._words
        if (
            cur is None
            or self._done
            or cur.kind != clauses.NOMINAL
            or cur.functions
            or words.form(i) not in self._morphemes.behind_bare
        ):
            return False
        words.kinds[i], words.upos[i] = CASE, "ADP"
        cur.functions.append(i)
        cur.link, cur.case = clauses.OBLIQUE, words.form(i)
        self._done = True
        return True

    def _stop(self) -> None:
        if self._cur is not None:
            self._cur.comma = True
            self._ended.add(self._cur.words[-1])
        self._done = True

    def _colon(self) -> None:
        """A colon: what stands before it, alone, speaks or is spoken of."""
        cur = self._cur
        if (
            cur is not None
            and cur is self.found[0]
            and cur.kind == clauses.NOMINAL
            and cur.link == clauses.BARE
        ):
            self._settle_nominal(cur)
            cur.kind = clauses.SYMBOL
            self.inner.append((cur.head, -1, "dislocated"))
        self._stop()

    def _bracket(self, i: int) -> int:
        """What stands in brackets behind a noun hangs on it; returns the closing mark's index."""
        words = self._words
        depth, j = 0, i
        while j < len(words.kinds):
            if words.kinds[j] == OPEN and words.form(j) in _BRACKETS:
                depth += 1
            elif words.kinds[j] == CLOSE and words.form(j) not in _DOUBLE:
                depth -= 1
                if depth == 0:
                    break
            j += 1
        else:
            self._done = True
            return i
        within = [
            k
            for k in range(i + 1, j)
            if words.kinds[k] not in (OPEN, CLOSE, COMMA, DOT, STOP, MARK)
        ]
        if not within:
            return j
        chief = next((k for k in reversed(within) if words.kinds[k] in (NOUN, VERB)), within[-1])
        host = self._cur.words[-1] if self._cur is not None and i else -1
        for k in within:
            if k != chief:
                nominal = words.kinds[k] in (NOUN, NUMBER) and k < chief
                self.inner.append((k, chief, "compound" if nominal else "dep"))
        rel = "appos" if words.kinds[chief] in (NOUN, NUMBER) and host >= 0 else "parataxis"
        self.inner.append((chief, host, rel))
        return j

    # --- the whole

    def _finish(self) -> None:
        if not self.found:
            return
        self._settle_quotes()
        for chunk in self.found:
            if chunk.kind == clauses.NOMINAL or chunk.noun == "common":
                self._settle_nominal(chunk)
        self._find_predicates()
        self._find_whens()
        self._join()
        self._last()
        for chunk in self.found[:-1] if self._ended else ():
            if (
                chunk.words[-1] in self._ended
                and chunk.link == clauses.BARE
                and chunk.kind == clauses.NOMINAL
            ):
                chunk.kind = clauses.SYMBOL
                self.inner.append((chunk.head, -1, "parataxis"))
        self._find_speaker()
        words = self._words
        for chunk, after in zip(self.found, [*self.found[1:], None], strict=True):
            if (
                chunk.link == clauses.ADNOMINAL
                and after is not None
                and after.lemma in self._rules.clause_nouns
            ):
                words.bits[chunk.head] &= ~FUTURE
            if chunk.kind == clauses.PREDICATE and not chunk.noun:
                bits = words.bits[chunk.head]
                chunk.voice = "pass" if bits & PASSIVE else "cau" if bits & CAUSATIVE else ""

    def _settle_quotes(self) -> None:
        """Marks around less than a clause, or never closed, do not hold a clause together."""
        runs = self._runs
        if not any(runs):
            return
        told = False
        for i, (chunk, run) in enumerate(zip(self.found, runs, strict=True)):
            told = told and bool(i) and run == runs[i - 1]
            if run and chunk.link == clauses.QUOTE and told:  # "that X is a Y": a clause
                self._to_predicate(chunk)
                chunk.link, chunk.case = clauses.QUOTATIVE, self._morphemes.quotative
            told = (
                bool(run)
                and chunk.kind != clauses.PREDICATE
                and (told or chunk.link in (clauses.TOPIC, clauses.SUBJECT))
            )
        sizes: dict[int, int] = {}
        clausal: set[int] = set()
        for chunk, run in zip(self.found, runs, strict=True):
            if run:
                sizes[run] = sizes.get(run, 0) + 1
                if chunk.kind == clauses.PREDICATE:
                    clausal.add(run)
        last, final = self.found[-1], runs[-1]
        if (
            final
            and last.kind == clauses.NOMINAL
            and not last.functions
            and self._maker.is_verbal_noun(self._words.lemma(last.words[-1]))
        ):
            clausal.add(final)
            sizes[final] += len(last.words) - 1
        for chunk, run, after in zip(self.found, runs, [*runs[1:], 0], strict=True):
            if run in self._closed and sizes[run] > 1 and run in clausal:
                chunk.quote = 1
                chunk.closes = after != run

    def _find_speaker(self) -> None:
        """A bare noun right before a quotation that nothing leads on from names the speaker."""
        found = self.found
        for i in range(len(found) - 1):
            speaker = found[i]
            if (
                speaker.quote
                or not found[i + 1].quote
                or speaker.kind != clauses.NOMINAL
                or speaker.link != clauses.BARE
            ):
                continue
            end = i + 1
            while end + 1 < len(found) and found[end + 1].quote:
                end += 1
            verb = found[end]
            if verb.kind == clauses.PREDICATE and (
                end == len(found) - 1 or verb.link == clauses.FINAL or verb.comma
            ):
                speaker.kind = clauses.SYMBOL
                self.inner.append((speaker.head, verb.head, "dislocated"))

    def _settle_nominal(self, chunk: Chunk) -> None:
        """The head of a compound, what it is, and what hangs on what in it."""
        words, rules = self._words, self._morphemes
        content = [w for w in chunk.words if words.kinds[w] != PLURAL]
        if not content:
            return
        head = content[-1]
        if len(content) > 1:
            lemma = words.lemma(head)
            previous = content[-2]
            counting = words.kinds[previous] == NUMBER and (
                lemma in rules.counters or words.kinds[head] == NUMBER
            )
            counted = head
            if counting and lemma in rules.counters:
                self.inner.append((previous, head, "nummod"))
                before = [w for w in content[:-2] if words.lemma(w) not in rules.approximate]
                if before and words.lemma(before[-1]) not in rules.times:
                    counted = before[-1]
                    self.inner.append((head, counted, "nummod"))
                    head = counted
            for w in content:
                if w == head or (counting and w >= previous):
                    continue
                if words.kinds[w] == NUMBER:
                    after = content[content.index(w) + 1]
                    self.inner.append((w, after, "nummod"))
                elif (
                    words.lemma(w) in rules.approximate
                    and counting
                    and (w > counted or counted == content[-1])
                ):
                    self.inner.append((w, previous, "advmod"))
                else:
                    self.inner.append((w, self._governor(content, w, head), "compound"))
        chunk.head = head
        chunk.lemma = words.lemma(head)
        noun = self._class(content, head)
        chunk.noun = noun if chunk.kind == clauses.NOMINAL else "common"
        attribute = chunk.link == clauses.ADNOMINAL and chunk.kind == clauses.PREDICATE
        if attribute and chunk.noun == "common" and chunk.lemma.endswith(rules.attributive):
            chunk.noun = "quality"  # "historical", said as "that is historical"
        links = rules.nominalized.get(chunk.lemma)
        if links and chunk.kind == clauses.NOMINAL:
            chunk.link = links.get(chunk.case, chunk.link)

    def _governor(self, content: list[int], w: int, head: int) -> int:
        """What a word of a compound belongs to: the last of what it is written together with, else
        the next verbal noun, else the head."""
        words = self._words
        last = w
        at = content.index(w) + 1
        if at + 1 < len(content) and words.lemma(content[at]) in self._morphemes.origins:
            at += 1  # "Russian-made": the name belongs to the product
        elif at > 1 and words.lemma(w) in self._morphemes.origins and w != head:
            return content[at - 2]
        for other in content[at:]:
            glued = words.starts[other] == words.ends[last] and last == other - 1
            if other >= head and not (glued and other == head):
                break
            if glued:
                last = other
            elif last != w:
                break
            elif words.upos[other] == "NOUN" and self._maker.is_verbal_noun(words.lemma(other)):
                return other
        return last if last != w else head

    def _class(self, content: list[int], head: int) -> str:
        words, rules = self._words, self._morphemes
        lemma, group = words.lemma(head), words.classes[head]
        if group in ("name", "hanja", "latin") or lemma in rules.groups:
            return "name"
        if lemma in rules.times:
            return "time"
        if lemma in rules.persons or group == "pronoun":
            return "person"
        if group in _COUNTED:
            return "number"
        return "common"

    def _find_predicates(self) -> None:
        """Verbal nouns that are the predicate: at the end of a headline or of one of its parts, in
        lists of what somebody does, and before "in the course of"."""
        found = self.found
        i = 0
        while i < len(found):
            chunk = found[i]
            if chunk.kind == clauses.NOMINAL and not chunk.functions and chunk.link in (
                clauses.BARE, clauses.COORDINATE,
            ):  # fmt: skip
                i += self._as_predicate(i, chunk)
            elif chunk.link == clauses.QUOTE or (
                chunk.kind == clauses.PREDICATE and chunk.noun == "common"
            ):
                i += self._as_progress(i, chunk)
            elif chunk.kind == clauses.PREDICATE and chunk.link != clauses.NOMINALIZED and i:
                self._bare_object(i, chunk)
            i += 1

    def _find_whens(self) -> None:
        """Nouns for "after", "before", "during" behind one for what happened: postpositions."""
        words, rules = self._words, self._morphemes
        for chunk in self.found:
            content = [w for w in chunk.words if words.kinds[w] != PLURAL]
            if chunk.kind != clauses.NOMINAL or len(content) < 2 or chunk.words[-1] != content[-1]:
                continue
            before, when = content[-2:]
            if (
                words.lemma(when) not in rules.during
                or chunk.head != when
                or words.kinds[before] != NOUN
                or (
                    words.starts[when] == words.ends[before]
                    and not self._maker.is_verbal_noun(words.lemma(before))
                )
                or words.classes[before] != "noun"
                or words.lemma(before) in rules.times
                or words.lemma(before) in rules.persons
            ):
                continue
            words.kinds[when], words.upos[when] = CASE, "ADP"
            chunk.words.pop()
            chunk.functions.insert(0, when)
            self.inner = [
                (token, before if head == when else head, rel)
                for token, head, rel in self.inner
                if token not in (before, when)
            ]
            chunk.head, chunk.lemma = before, words.lemma(before)
            chunk.noun = "common"
            chunk.case = chunk.case or words.lemma(when)
            if chunk.link == clauses.BARE:
                chunk.link = clauses.OBLIQUE

    def _as_predicate(self, i: int, chunk: Chunk) -> int:
        words, found = self._words, self.found
        content = [w for w in chunk.words if words.kinds[w] != PLURAL]
        if not content:
            return 0
        at = content[-1]
        before = found[i - 1] if i else None
        last = i == len(found) - 1
        during = -1
        if len(content) > 1 and words.lemma(at) in self._morphemes.during:
            during, at = at, content[-2]
        if words.upos[at] != "NOUN" or not self._maker.is_verbal_noun(words.lemma(at)):
            return 0
        rest = [w for w in chunk.words if w < at]
        if rest and words.ends[rest[-1]] == words.starts[at]:
            return 0  # the last part of a compound word
        if chunk.link == clauses.COORDINATE:
            return 0
        argument = (
            before is not None
            and before.kind == clauses.NOMINAL
            and not before.comma
            and before.link in (clauses.OBJECT, clauses.OBLIQUE)
            and before.quote == chunk.quote
        )
        closed = before is not None and (
            before.link in (clauses.ADNOMINAL, clauses.GENITIVE)
            or before.kind == clauses.ADNOMINAL_WORD
        )
        if during >= 0:
            if not (argument and not rest and before is not None and before.link == clauses.OBJECT):
                return 0
        elif last or self._ends_quote(i):
            if not argument and not rest and (closed or before is None):
                return 0
        elif not (chunk.comma and (argument or (rest and chunk.words[-1] in self._ended))):
            return 0
        return self._split(i, chunk, at, rest, during)

    def _ends_quote(self, i: int) -> bool:
        """Whether the chunk is the last within quotation marks, which nothing leads on from."""
        runs = self._runs
        return bool(runs[i]) and (i + 1 == len(runs) or runs[i + 1] != runs[i])

    def _split(self, i: int, chunk: Chunk, at: int, rest: list[int], during: int) -> int:
        """Make token `at` a predicate and the words before it a noun of their own."""
        words, found, rules = self._words, self.found, self._morphemes
        noun = words.lemma(at)
        words.lemmas[at] = noun + rules.citation
        words.upos[at], words.kinds[at] = "VERB", VERB
        link = clauses.CONJUNCTIVE
        if during < 0 and (
            i == len(found) - 1
            or (chunk.words[-1] in self._ended and (self._befalls() or self._turns(i)))
        ):
            link = clauses.FINAL
        elif during < 0 and self._ends_quote(i):
            said = self._tells(i + 1)
            link = clauses.QUOTATIVE if said else clauses.FINAL
        predicate = Chunk(
            [at], at, [], clauses.PREDICATE, link,
            comma=chunk.comma, lemma=words.lemmas[at], quote=chunk.quote,
        )  # fmt: skip
        if during >= 0:
            predicate.functions.append(during)
            predicate.case = words.lemma(during)
        self.inner = [one for one in self.inner if one[0] not in chunk.words]
        found[i] = predicate
        if not rest:
            if i and found[i - 1].kind == clauses.ADVERB:
                self._bare_object(i, predicate)
            return 0
        manner: list[int] = []
        while rest and (
            words.lemma(rest[-1]) in rules.adverbial
            or (len(rest) > 1 and words.lemma(rest[-1]).endswith(rules.attributive))
        ):
            manner.insert(0, rest.pop())
        for w in manner:
            predicate.words.insert(0, w)
            self.inner.append((w, at, "advmod"))
        if rest and self._belongs(rest, noun):
            for w, after in zip(rest, [*rest[1:], at], strict=True):  # "a protest against the mine"
                self.inner.append((w, after, "compound"))
            predicate.words[:0] = rest
            return 0
        if not rest:
            return 0
        noun_chunk = Chunk(rest, rest[-1], [], clauses.NOMINAL, clauses.BARE, quote=chunk.quote)
        self._settle_nominal(noun_chunk)
        before = found[i - 1] if i else None
        taken = before is not None and before.link == clauses.OBJECT and not before.comma
        if not taken:
            bare = noun_chunk
            if noun_chunk.noun == "time" and before is not None and not before.comma:
                bare = before
            if bare.link == clauses.BARE and bare.noun != "time":
                meets = bare.noun in _ACTING and noun + rules.citation in self._rules.mutual
                acts = noun in rules.intransitive or meets
                bare.link = clauses.SUBJECT if acts else clauses.OBJECT
                at_bare = i if bare is noun_chunk else i - 1
                if bare.link == clauses.OBJECT and at_bare:
                    self._lead(found[at_bare - 1])
        found.insert(i, noun_chunk)
        self._runs.insert(i, self._runs[i])
        return 1

    def _belongs(self, rest: list[int], noun: str) -> bool:
        """Whether the nouns before a verbal noun say what kind it is, not who or what is done:
        for what a protest is, who meets at talks."""
        words, rules = self._words, self._morphemes
        lemma = words.lemma(rest[-1])
        if lemma in rules.purposes:
            return noun in rules.intransitive
        return (
            lemma in rules.persons
            and noun + rules.citation in self._rules.mutual
            and all(words.classes[w] == "noun" for w in rest)
        )

    def _befalls(self) -> bool:
        """Whether the last part of a headline says what happened to others ("…6 dead")."""
        last, words = self.found[-1], self._words
        if last.kind == clauses.PREDICATE:
            return last.lemma in self._rules.happening
        return len(last.words) > 1 and words.lemma(last.words[-1]) in self._morphemes.intransitive

    def _turns(self, i: int) -> bool:
        """Whether what stands behind chunk i, a part of a headline, is of somebody else: it has a
        topic or subject, or begins with who says what is quoted."""
        behind = self.found[i + 1 :]
        while behind[:1] and behind[0].link == clauses.COORDINATE and not behind[0].quote:
            behind = behind[1:]
        if any(c.link in (clauses.TOPIC, clauses.SUBJECT) and not c.quote for c in behind):
            return True
        return (
            len(behind) > 1
            and behind[0].kind == clauses.NOMINAL
            and behind[0].link == clauses.BARE
            and not behind[0].quote
            and bool(behind[1].quote)
        )

    def _tells(self, i: int) -> bool:
        """Whether chunk i is a verb, or the verbal noun that ends a headline."""
        chunk, words = self.found[i], self._words
        if chunk.kind == clauses.PREDICATE:
            return chunk.noun == ""
        return (
            i == len(self.found) - 1
            and chunk.kind == clauses.NOMINAL
            and not chunk.functions
            and len(chunk.words) == 1
            and self._maker.is_verbal_noun(words.lemma(chunk.words[0]))
        )

    @staticmethod
    def _lead(chunk: Chunk) -> None:
        """Somebody before a comma and what a headline's predicate is done to: who does it."""
        if (
            chunk.kind == clauses.NOMINAL
            and chunk.link == clauses.BARE
            and chunk.comma
            and chunk.noun in _ACTING
        ):
            chunk.link = clauses.TOPIC

    def _as_progress(self, i: int, chunk: Chunk) -> int:
        """ "is in the course of visiting": the verbal noun is the predicate."""
        words, found = self._words, self.found
        content = chunk.words
        if len(content) < 2 or words.lemma(content[-1]) not in self._morphemes.during:
            return 0
        at = content[-2]
        if not self._maker.is_verbal_noun(words.lemma(at)) or words.upos[at] != "NOUN":
            return 0
        link, case, functions = chunk.link, chunk.case, chunk.functions
        rest = [w for w in content if w < at]
        grown = self._split(i, chunk, at, rest, content[-1])
        predicate = found[i + grown]
        self.inner = [one for one in self.inner if one[0] != content[-1]]
        self.inner.append((content[-1], at, "aux"))
        predicate.link = clauses.QUOTATIVE if link == clauses.QUOTE else link
        predicate.case = case
        predicate.functions += functions
        for f in functions:
            if words.kinds[f] == COPULA:
                self.inner = [one for one in self.inner if one[0] != f]
                self.inner.append((f, at, "cop"))
                words.bits[at] |= words.bits[f]
        return grown

    def _bare_object(self, i: int, predicate: Chunk) -> None:
        """A noun without a particle right before a verb is its object (or, of a passive or an
        intransitive, its subject), unless there is one."""
        words, rules = self._words, self._morphemes
        at = i - 1
        while at and self.found[at].kind == clauses.ADVERB and not self.found[at].comma:
            at -= 1
        chunk = self.found[at]
        if (
            chunk.kind != clauses.NOMINAL or chunk.link != clauses.BARE or chunk.comma
            or chunk.functions or chunk.noun in ("time", "number", "")
            or predicate.noun not in ("", "quality")
            or chunk.quote != predicate.quote
        ):  # fmt: skip
            return
        before = self.found[at - 1] if at else None
        if before is not None and before.link == clauses.OBJECT and not before.comma:
            return
        if chunk.lemma in rules.adverbial or chunk.lemma in rules.approximate:
            return
        noun = predicate.lemma.removesuffix(rules.citation)
        subject = (
            words.bits[predicate.head] & PASSIVE
            or noun in rules.intransitive
            or predicate.lemma in self._rules.happening
        )
        chunk.link = clauses.SUBJECT if subject or predicate.noun else clauses.OBJECT

    def _join(self) -> None:
        """Coordination: which nouns with "and/with" are joined to the next; names before the
        shared noun that they all belong to."""
        found = self.found
        i = 0
        while i < len(found) - 1:
            chunk, other = found[i], found[i + 1]
            if chunk.link == clauses.COORDINATE and other.kind == clauses.PREDICATE:
                if chunk.case in self._rules.company and not other.noun:
                    chunk.link = clauses.OBLIQUE  # the verb's partner
            elif (
                chunk.kind == clauses.NOMINAL
                and other.kind == clauses.NOMINAL
                and (chunk.case in self._rules.company or chunk.case in self._maker.joining)
                and chunk.link in (clauses.COORDINATE, clauses.OBLIQUE)
            ):
                if (
                    chunk.link == clauses.OBLIQUE
                    and not chunk.comma
                    and other.link in (clauses.SUBJECT, clauses.TOPIC)
                    and other.noun in _ACTING
                    and chunk.noun in _ACTING
                ):
                    chunk.link = clauses.COORDINATE
                elif chunk.case in self._rules.company and not self._alike(i):
                    chunk.link = clauses.OBLIQUE
                if chunk.link == clauses.COORDINATE and self._shared(chunk, other):
                    self._cut(i + 1, other)
            i += 1

    def _alike(self, i: int) -> bool:
        """Whether two nouns are of one kind, so that they can be in a row."""
        chunk, other = self.found[i], self.found[i + 1]
        if self._shared(chunk, other) or chunk.noun == other.noun:
            return True
        if other.functions and self._words.lemma(other.functions[0]) in self._morphemes.among:
            return True
        return (
            chunk.noun in _ACTING
            and other.link in (clauses.SUBJECT, clauses.TOPIC, clauses.COORDINATE)
            and (other.noun in _ACTING or not self._maker.is_verbal_noun(other.lemma))
        )

    def _shared(self, chunk: Chunk, other: Chunk) -> bool:
        """Whether both are names before one noun ("of A and B" before "the border")."""
        words = self._words
        content = [w for w in other.words if words.kinds[w] != PLURAL]
        loose = chunk.case in self._maker.joining
        if (
            len(content) < 2
            or len(chunk.words) > 1
            or chunk.noun != "name"
            or not (self._is_name(chunk.head, loose) and self._is_name(content[0], loose))
            or words.starts[content[1]] == words.ends[content[0]]
            or self._is_name(other.head, False)
        ):
            return False
        return (
            (loose and not chunk.case)
            or other.noun not in _ACTING
            or other.lemma in self._morphemes.persons
            or other.lemma in self._rules.mutual_nouns
        )

    def _is_name(self, token: int, loose: bool) -> bool:
        """Whether the token is a name, or (`loose`) a body that can stand in a row like one."""
        words = self._words
        return words.classes[token] in ("name", "hanja") or (
            loose and words.lemma(token) in self._morphemes.groups
        )

    def _cut(self, i: int, chunk: Chunk) -> None:
        first = chunk.words[0]
        name = Chunk(
            [first], first, [], clauses.NOMINAL, clauses.BARE, noun="name", quote=chunk.quote,
            lemma=self._words.lemma(first),
        )  # fmt: skip
        del chunk.words[0]
        self.inner = [one for one in self.inner if one[0] != first]
        self.found.insert(i, name)
        self._runs.insert(i, self._runs[i])

    def _last(self) -> None:
        """The last predicate of the sentence is final, whatever its ending."""
        if self.found:
            last = self.found[-1]
            if last.kind == clauses.PREDICATE and last.case in self._morphemes.ending_headlines:
                self._words.bits[last.head] |= PAST  # "…, says X": the headline's past
            if last.kind == clauses.PREDICATE and last.link in (
                clauses.CONJUNCTIVE, clauses.ADNOMINAL, clauses.NOMINALIZED,
            ):  # fmt: skip
                last.link = clauses.FINAL
