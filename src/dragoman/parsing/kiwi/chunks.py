"""From the tokens of a Korean sentence to chunks: a noun or predicate with what closes it.

`parsing/clauses/` attaches them.
"""

from __future__ import annotations

from dragoman.languages.clauses import ClauseRules
from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.compounds import settle_nominal
from dragoman.parsing.kiwi.draft import Draft, say_of
from dragoman.parsing.kiwi.lexicon import Lexicon
from dragoman.parsing.kiwi.quotations import QUOTE_KINDS, spoken_marks
from dragoman.parsing.kiwi.settling import settle
from dragoman.parsing.kiwi.words import (
    ADJECTIVE,
    ADNOMINAL,
    ADVERB,
    AUXILIARY,
    CASE,
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
    PLURAL,
    QUOTE,
    STOP,
    VERB,
    Words,
)

_DOUBLE = frozenset('"“”〝〞«»「」『』')
_COLONS = frozenset(":：")
_CLOSING = frozenset("”〞»」』’")
_BRACKETS = frozenset("([{（［〔<〈【")
_NOMINAL, _VERBAL, _ENDING = (NOUN, NUMBER), (VERB, ADJECTIVE), (ENDING, QUOTE)
_KEPT = FINITE | ADNOMINAL  # bits that only the last of a predicate's tokens shows


def make_chunks(words: Words, rules: ClauseRules, lexicon: Lexicon) -> Draft:
    """The chunks of one sentence, in order, and what is known of the tokens within them."""
    draft = Draft(words, rules, lexicon)
    _Cutting(draft).run()
    settle(draft)
    return draft


class _Cutting:
    """Goes over the tokens of one sentence once and fills a draft with chunks."""

    __slots__ = (
        "_cur", "_done", "_draft", "_found", "_inner", "_lexicon", "_morphemes", "_quote", "_rules",
        "_words",
    )  # fmt: skip

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._words = draft.words
        self._rules = draft.rules
        self._morphemes = draft.morphemes
        self._lexicon = draft.lexicon
        self._found = draft.found
        self._inner = draft.inner
        self._cur: Chunk | None = None
        self._done = False  # the current chunk takes no more content words
        self._quote = 0  # number of the quotation that the current token stands in, 0 for none

    def run(self) -> None:
        """Fill the draft."""
        words = self._words
        kinds = words.kinds
        i, size, quotes = 0, len(kinds), 0
        spoken = spoken_marks(words)
        while i < size:
            kind = kinds[i]
            if kind in _NOMINAL:
                self._nominal(i)
            elif kind == CASE:
                self._case(i)
            elif kind in _VERBAL and self._is_coming(i):
                words.kinds[i], words.upos[i], words.bits[i] = DETERMINER, "DET", 0
                self._single(i, clauses.ADNOMINAL_WORD)
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
                if not (self._joins(i) or self._governs(i) or self._counts(i)):
                    self._single(i, clauses.ADVERB)
            elif kind == DETERMINER and not self._in_compound(i):
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
            elif kind in QUOTE_KINDS and (words.form(i) in _DOUBLE or i in spoken):
                if words.form(i) in _CLOSING or (self._quote and words.form(i) in "\"'"):
                    clausal = bool(self._quote) and self._is_clause_quoted()
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

    def _is_coming(self, i: int) -> bool:
        """Whether a verb before a time only says which one (오는 토요일)."""
        words, after = self._words, i + 1
        if words.form(i) not in self._morphemes.coming or after >= len(words.kinds):
            return False
        return words.kinds[after] == NUMBER or words.lemma(after) in self._morphemes.times

    def _is_clause_quoted(self) -> bool:
        """Whether the quotation that closes here holds a clause, if only one whose predicate is a
        noun behind another one with its particle; notes that it is closed."""
        self._draft.closed.add(self._quote)
        quoted = [c for c, r in zip(self._found, self._draft.runs, strict=True) if r == self._quote]
        if any(c.kind == clauses.PREDICATE and c.link != clauses.ADNOMINAL for c in quoted):
            return True
        last = quoted[-1] if len(quoted) > 1 else None
        return (
            last is not None
            and last is self._cur
            and len(last.words) == 1
            and last.link == clauses.BARE
            and quoted[-2].kind == clauses.NOMINAL
            and quoted[-2].link in (clauses.TOPIC, clauses.SUBJECT, clauses.OBJECT)
            and self._lexicon.is_verbal_noun(self._words.lemma(last.words[0]))
        )

    # --- one token each

    def _open(self, i: int, kind: str, link: str, lemma: str = "") -> Chunk:
        chunk = Chunk([i], i, [], kind, link, lemma=lemma)
        self._found.append(chunk)
        self._draft.runs.append(self._quote)
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
            if len(self._found) > 1 and self._found[-2].case in self._rules.company:
                self._found[-2].link = clauses.COORDINATE
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
            self._inner.append((i, cur.words[-1], "dep"))
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
                elif lemma in self._lexicon.hosted:
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
                self._found.pop()
                self._draft.runs.pop()
        chunk = self._open(i, clauses.PREDICATE, clauses.FINAL, words.lemma(i))
        if glued >= 0:
            chunk.words.insert(0, glued)
            self._inner.append((glued, i, "compound"))
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
            say_of(cur)
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
                say_of(cur)
            self._inner.append((i, -2, "cop"))
        self._conclude(cur, i)

    def _single(self, i: int, kind: str) -> None:
        self._open(i, kind, clauses.BARE, self._words.lemma(i))

    def _in_compound(self, i: int) -> bool:
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

    def _counts(self, i: int) -> bool:
        """Whether an adverb only begins the number behind a list that "and others" ends (등 모두
        5명): part of the compound."""
        cur, words = self._cur, self._words
        listed = (
            cur is not None
            and not (self._done or cur.functions or cur.comma)
            and cur.kind == clauses.NOMINAL
            and words.lemma(cur.words[-1]) in self._morphemes.listing
            and words.form(i) in self._morphemes.approximate
            and i + 1 < len(words.kinds)
            and words.kinds[i + 1] == NUMBER
        )
        if listed and cur is not None:
            words.kinds[i], words.upos[i] = NOUN, "NOUN"
            cur.words.append(i)
        return listed

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
            self._draft.ended.add(self._cur.words[-1])
        self._done = True

    def _colon(self) -> None:
        """A colon: what stands before it, alone, speaks or is spoken of."""
        cur = self._cur
        if (
            cur is not None
            and cur is self._found[0]
            and cur.kind == clauses.NOMINAL
            and cur.link == clauses.BARE
        ):
            settle_nominal(self._draft, cur)
            cur.kind = clauses.SYMBOL
            self._inner.append((cur.head, -1, "dislocated"))
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
                self._inner.append((k, chief, "compound" if nominal else "dep"))
        rel = "appos" if words.kinds[chief] in (NOUN, NUMBER) and host >= 0 else "parataxis"
        self._inner.append((chief, host, rel))
        return j
