"""A parsed sentence as a tree: who depends on whom, and what stands in which function.

Everything here is Universal Dependencies (universaldependencies.org, version 2) and nothing else;
which words mark a passive's agent or a relative clause comes from the pack's grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dragoman.coding.subjects import find_subjects
from dragoman.languages.grammar import Grammar
from dragoman.model import HEADLINE, Sentence

_UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3"
_UNIT = re.compile(rf"[{_UNSPACED}]|\d+|[^\W\d{_UNSPACED}]+|[^\w\s]")
_UNSPACED_CHAR = re.compile(rf"[{_UNSPACED}]")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET", "ADJ"})
_COPULA = frozenset({"cop", "aux", "aux:pass"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})
_ATTRIBUTES = frozenset(
    {"nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "compound", "amod", "appos", "flat", "det"}
)
_NOT_OF_THE_PHRASE = frozenset(
    {
        "case", "cc", "conj", "punct", "mark", "cop", "aux", "nsubj", "advcl", "parataxis", "acl",
        "ccomp", "appos", "dep",
    }
)  # fmt: skip
_FARTHEST = 60
_NEAR = 3
_BEFORE_NAMES = frozenset({"ADP", "DET", "ADJ"})


def units(text: str) -> tuple[str, ...]:
    """A text's words and marks, lower-cased: what phrases are compared by. Of a script in which
    words are written together or apart as one likes, every character is a unit."""
    return tuple(_UNIT.findall(text.lower()))


def is_unspaced(unit: str) -> bool:
    """Whether the unit or text begins with a character of such a script."""
    return unit[0] >= "\u3040" and _UNSPACED_CHAR.match(unit) is not None


class Tree:
    """Functions of the tokens of one sentence, by token index."""

    __slots__ = (
        "_agents",
        "_by_case",
        "_cases",
        "_objects",
        "_passive",
        "_raised",
        "_rels",
        "_subjects",
        "base",
        "children",
        "grammar",
        "lower",
        "offsets",
        "sentence",
        "size",
    )

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        self.sentence = sentence
        self.grammar = grammar
        self.size = len(sentence)
        self.lower = [form.lower() for form in sentence.forms]
        self.base = [rel.split(":", 1)[0] for rel in sentence.deprels]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        self._rels: list[set[str]] = [set() for _ in range(self.size)]
        for token, head in enumerate(sentence.heads):
            if head != token:
                self.children[head].append(token)
                self._rels[head].add(self.base[token])
                self._rels[head].add(sentence.deprels[token])
        self.offsets = self._offsets()
        self._objects: dict[int, list[int]] = {}
        self._raised: dict[int, list[int]] = {}
        self._agents: dict[int, list[int]] = {}
        self._cases: dict[int, tuple[str, ...]] = {}
        self._by_case: dict[int, dict[str, list[int]]] = {}
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}

    def _offsets(self) -> list[tuple[int, int]]:
        """Where the tokens stand in `sentence.text`."""
        at, found = 0, []
        text = self.sentence.text
        for form in self.sentence.forms:
            start = text.find(form, at)
            start = at if start < 0 else start
            at = start + len(form)
            found.append((start, at))
        return found

    # --- structure

    def head(self, token: int) -> int:
        """The token's head; itself for the root."""
        return self.sentence.heads[token]

    def is_root(self, token: int) -> bool:
        """Whether the token is its own head."""
        return self.sentence.heads[token] == token

    def ancestors(self, token: int) -> Iterator[int]:
        """Head, head's head, … up to the root."""
        for _ in range(_FARTHEST):
            head = self.sentence.heads[token]
            if head == token:
                return
            yield head
            token = head

    def under(self, token: int, top: int) -> bool:
        """Whether `token` is `top` or hangs anywhere below it."""
        heads = self.sentence.heads
        for _ in range(_FARTHEST):
            head = heads[token]
            if token == top or head == token:
                break
            token = head
        return token == top

    def subtree(self, token: int) -> list[int]:
        """The token and all below it, in order."""
        found, todo = [], [token]
        while todo:
            one = todo.pop()
            found.append(one)
            todo += self.children[one]
        return sorted(found)

    def with_rel(self, token: int, *rels: str) -> list[int]:
        """Children whose full or main relation is one of `rels`."""
        if self._rels[token].isdisjoint(rels):
            return []
        deprels, base = self.sentence.deprels, self.base
        return [c for c in self.children[token] if base[c] in rels or deprels[c] in rels]

    def phrase(self, token: int) -> tuple[int, int]:
        """First and last token of the noun phrase of `token`, without clauses, coordination and
        what stands in front of it as a preposition."""
        first = last = token
        for child in self.children[token]:
            if self.base[child] in _NOT_OF_THE_PHRASE:
                continue
            inner = self.phrase(child)
            first, last = min(first, inner[0]), max(last, inner[1])
        return first, last

    def head_of(self, first: int, last: int) -> int:
        """The token among first..last that the others hang on."""
        outer = [
            token
            for token in range(first, last + 1)
            if not first <= self.sentence.heads[token] <= last or self.is_root(token)
        ]
        nouns = [token for token in outer if self.sentence.upos[token] in _NOUNS]
        if len(nouns) > 1:  # "air and ground attacks", where "ground" hangs on "air"
            nouns = [n for n in nouns if all(self.under(o, n) for o in nouns)] or nouns
        return next(iter((*nouns, *outer)), first)

    # --- prepositions and marks

    def cases(self, token: int) -> tuple[str, ...]:
        """The prepositions before (or postpositions behind) a noun: as one phrase, then singly."""
        known = self._cases.get(token)
        if known is None:
            known = self._cases[token] = self._read_cases(token)
        return known

    def _read_cases(self, token: int) -> tuple[str, ...]:
        marks: list[int] = []
        for child in self.children[token]:
            if self.base[child] in ("case", "mark"):
                marks.append(child)
                marks += self.with_rel(child, "fixed")
        if not marks and self.base[token] in ("conj",) and self.sentence.heads[token] < token:
            return ()
        marks.sort()
        words = [self.lower[m] for m in marks]
        if not words:
            return ()
        if self.grammar.chaining:
            words += [w for w in (self.sentence.lemmas[m] for m in marks) if w not in words]
            return tuple(words)
        phrase = " ".join(words)
        if len(words) > 1 and phrase in self.grammar.reporting.according:
            return (phrase,)  # "according to X" is nothing that goes to X
        return (phrase, *words) if len(words) > 1 else (phrase,)

    def marked(self, token: int, prepositions: Collection[str]) -> bool:
        """Whether one of the prepositions (of one or more words) introduces the noun `token`."""
        for case in self.cases(token):
            if case in prepositions:
                return True
        if " " not in "".join(prepositions):
            return False
        first = self.phrase(token)[0]
        before = " ".join(self.lower[max(0, first - 4) : first])
        return any(" " in p and before.endswith(p) for p in prepositions)

    def introduced(self, token: int, preposition: str) -> Sequence[int]:
        """Children that are `marked` by the preposition, in order."""
        if " " in preposition:
            return [c for c in self.children[token] if self.marked(c, (preposition,))]
        by_case = self._by_case.get(token)
        if by_case is None:
            by_case = self._by_case[token] = {}
            for child in self.children[token]:
                for case in dict.fromkeys(self.cases(child)):
                    by_case.setdefault(case, []).append(child)
        return by_case.get(preposition, ())

    def is_tied(self, start: int, end: int) -> bool:
        """Whether nothing but a preposition and what goes before a name stands from `start` up to
        `end` ("people in northern Somalia")."""
        upos = self.sentence.upos[start:end]
        return 0 < len(upos) <= _NEAR and upos[0] == "ADP" and set(upos) <= _BEFORE_NAMES

    def says(self, token: int, words: Collection[str]) -> bool:
        """Whether the token is one of the words, by its form or its citation form."""
        return self.lower[token] in words or self.sentence.lemmas[token] in words

    # --- coordination

    def conjuncts(self, token: int) -> list[int]:
        """The token and what is coordinated with it, in order."""
        found = [token]
        for child in self.children[token] if "conj" in self._rels[token] else ():
            if self.base[child] == "conj":
                found += self.conjuncts(child)
        return found

    def chained(self, verb: int) -> list[int]:
        """The clauses right before it that share its subject, tense and mood, as where only the
        last of several verbs has endings that say so ("will visit X and meet Y" in Korean)."""
        joining = self.grammar.joining
        found: list[int] = []
        for clause in self.with_rel(verb, "advcl") if joining else ():
            marks = self.with_rel(clause, "mark")
            if (
                clause < verb
                and all(self.says(mark, joining) for mark in marks)
                and "VerbForm=Conv" in self.sentence.feats[clause]
                and self.lower[max((clause, *marks)) + 1] != ","
                and "Tense=Past" not in self.sentence.feats[clause]
                and not (self.own_subjects(clause) and self.own_subjects(verb))
            ):
                found += [*self.chained(clause), clause]
        return found

    def last_of_chain(self, verb: int) -> int:
        """The verb whose endings hold for this one too: itself, or the last it is chained to."""
        for _ in range(_FARTHEST):
            head = self.head(verb)
            if self.base[verb] != "advcl" or verb not in self.chained(head):
                return verb
            verb = head
        return verb

    def first_conjunct(self, token: int) -> int:
        """The first member of the coordination that the token is in."""
        for _ in range(_FARTHEST):
            if self.base[token] != "conj" or self.is_root(token):
                return token
            token = self.sentence.heads[token]
        return token

    # --- predicates

    def predicate(self, token: int) -> int:
        """The token that bears a verb's arguments: itself, or what a copula or auxiliary is on."""
        return self.head(token) if self.sentence.deprels[token] in _COPULA else token

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's subject is what it is done to."""
        known = self._passive.get(verb)
        if known is None:
            known = self._passive[verb] = self._read_passive(verb)
        return known

    def _read_passive(self, verb: int) -> bool:
        feats = self.sentence.feats[verb]
        rels = {self.sentence.deprels[c] for c in self.children[verb]}
        if "Voice=Bare" in feats:
            return not any(self.base[c] == "obj" and c > verb for c in self.children[verb])
        morphological = "Voice=Pass" in feats and "VerbForm=Part" not in feats
        if "obj" in rels and self._is_headline_passive(verb, feats, rels - {"obj"}):
            after = self.lower[verb + 1 : verb + 2]
            if after == [","]:
                return True  # "Policeman killed, gunmen …"
        if "obj" in rels and "nsubj:pass" not in rels and not morphological:
            return False
        if "nsubj:pass" in rels or "aux:pass" in rels:
            return True
        if "obl:agent" in rels and self.base[verb] == "acl":
            return True  # "the missiles fired by Chad"
        participle = "VerbForm=Part" in feats
        if morphological or self._is_headline_passive(verb, feats, rels):
            return True
        if self.base[verb] == "conj":
            head = self.head(verb)
            own = any(self.base[c] in ("nsubj", "aux", "cop") for c in self.children[verb])
            past = participle and "Tense=Past" in feats
            return past and not own and self.is_passive(head)
        if self.sentence.deprels[verb] in ("acl", "advcl", "amod") and not self.own_subjects(verb):
            return participle and "Tense=Past" in feats
        if self.sentence.deprels[verb] == "xcomp" and not self.grammar.chaining:
            bare = rels.isdisjoint(("mark", "aux", "nsubj", "cop"))  # "ordered them jailed"
            listed = self.sentence.lemmas[verb] in self.grammar.bare_passives
            return bare and listed and "Tense=Past" in feats and self._has_object(verb)
        return False

    def _has_object(self, verb: int) -> bool:
        """Whether the predicate that a complement hangs on has an object before it."""
        return any(c < verb for c in self.with_rel(self.head(verb), "obj"))

    def _is_headline_passive(self, verb: int, feats: str, rels: set[str]) -> bool:
        """Whether a headline leaves out the auxiliary ("Five arrested over …")."""
        return (
            self.sentence.role == HEADLINE
            and "Tense=Past" in feats
            and rels.isdisjoint(("obj", "ccomp", "xcomp", "aux"))
            and self.sentence.lemmas[verb] in self.grammar.bare_passives
        )

    def own_subjects(self, verb: int) -> list[int]:
        """Subjects that hang on the verb itself; a relative pronoun is led to its antecedent."""
        found: list[int] = []
        relative = self.grammar.pronouns.relative
        for child in self.with_rel(verb, "nsubj", "csubj"):
            if self.lower[child] in relative and self.base[verb] == "acl":
                found.append(self.head(verb))
            else:
                found.append(child)
        return found

    def subjects(self, verb: int) -> tuple[int, ...]:
        """Who the verb is said of: own subjects, or those shared, controlled or modified."""
        known = self._subjects.get(verb)
        if known is None:
            self._subjects[verb] = ()
            known = self._subjects[verb] = tuple(find_subjects(self, verb))
        return known

    def objects(self, verb: int) -> list[int]:
        """What it is done to: objects, the passive's subject, a relative clause's antecedent."""
        known = self._objects.get(verb)
        if known is None:
            known = self._objects[verb] = self._read_objects(verb)
        return known

    def _read_objects(self, verb: int) -> list[int]:
        if self.is_passive(verb):
            kept = [o for o in self.with_rel(verb, "obj") if not self.grammar.bare_agent]
            return kept if kept and self.subjects(verb) else list(self.subjects(verb))
        found = self.with_rel(verb, "obj")
        relative = self.grammar.pronouns.relative
        found = [
            self.head(verb) if self.lower[o] in relative and self.base[verb] == "acl" else o
            for o in found
        ]
        if found:
            return found
        if self.sentence.deprels[verb] == "acl:relcl":
            own = self.own_subjects(verb)
            if (own and self.head(verb) not in own) or self.has_open_gap(verb):
                return [self.head(verb)]
        if self._takes_up(verb):
            return [self.head(verb)]
        for other in self.with_rel(verb, "conj"):
            shared = self.with_rel(other, "obj")
            if shared and not self.own_subjects(other) and other - verb <= 3:
                return shared
        if self.base[verb] == "conj" and self.sentence.upos[self.head(verb)] == "VERB":
            head = self.head(verb)
            if verb - head <= 3:
                return [o for o in self.with_rel(head, "obj") if o > verb]
        for clause in reversed(self.chained(verb)):  # "seized the ship and searched (it)"
            shared = self.with_rel(clause, "obj")
            if shared:
                return shared
        return []

    def _takes_up(self, verb: int) -> bool:
        """Whether a clause behind a noun, read as what the noun says, lacks the object that the
        noun is ("the deal that Peru had struck with Chile")."""
        if self.sentence.deprels[verb] != "acl" or self.grammar.chaining:
            return False
        relative = self.grammar.pronouns.relative
        marks = [m for m in self.with_rel(verb, "mark") if self.lower[m] in relative]
        noun = self.head(verb)
        tells = {self.lower[noun], self.sentence.lemmas[noun]} & {*self.grammar.reporting.nouns}
        empty = not self.with_rel(verb, "obj", "ccomp", "xcomp", "iobj", "cop")
        return bool(marks and self.own_subjects(verb)) and empty and not tells

    def has_open_gap(self, verb: int) -> bool:
        """Whether a relative clause has neither subject nor object of its own and nothing in it
        says which of them its noun is (拘束した記者: those who arrested, or were); whether the verb
        can have an object decides."""
        return (
            bool(self.grammar.chaining)
            and self.sentence.deprels[verb] == "acl:relcl"
            and not self.with_rel(verb, "nsubj", "obj", "csubj", "ccomp")
            and not self.is_passive(verb)
        )

    def agents(self, verb: int) -> list[int]:
        """Who does it: the subject, or in the passive the agent phrase."""
        known = self._agents.get(verb)
        if known is None:
            known = self._agents[verb] = self._read_agents(verb)
        return known

    def _read_agents(self, verb: int) -> list[int]:
        if not self.is_passive(verb):
            return list(self.subjects(verb))
        found = self.with_rel(verb, "obl:agent")
        if not found:
            found = [
                o for o in self.with_rel(verb, "obl", "nmod") if self.marked(o, self.grammar.agent)
            ]
        if not found and self.grammar.bare_agent:
            found = [
                c
                for c in self.children[verb]
                if self.base[c] in ("obj", "obl", "nmod", "xcomp", "compound", "flat")
                and (self.base[c] != "xcomp" or self.sentence.upos[c] != "VERB")
                and not self.cases(c)
                and not (self.base[c] == "xcomp" and self.sentence.upos[c] == "VERB")
                and self.phrase(c)[0] == verb + 1
            ]
        return found

    def raised(self, verb: int) -> list[int]:
        """The subject of an unmarked clause right behind a verb without an object, where verbs tell
        no infinitive: whom the verb is about ("mengizinkan inspektur masuk")."""
        known = self._raised.get(verb)
        if known is None:
            known = self._raised[verb] = self._read_raised(verb)
        return known

    def _read_raised(self, verb: int) -> list[int]:
        if self.grammar.chaining or self.with_rel(verb, "obj", "iobj"):
            return []
        if self.sentence.lemmas[verb] in self.grammar.reporting.verbs:
            return []  # what is said of somebody is not done to him
        return [
            s
            for c in self.with_rel(verb, "ccomp", "xcomp")
            if "VerbForm" not in self.sentence.feats[c]
            and "Tense" not in self.sentence.feats[c]
            and not self.with_rel(c, "mark", "aux", "cop")
            for s in self.with_rel(c, "nsubj")
            if verb < s < c
        ]

    def compound(self, holder: int) -> list[int]:
        """A noun with the words of its compound behind it; a preposition may hang on any."""
        found = [holder]
        if self.sentence.upos[holder] in ("NOUN", "PROPN"):
            for child in self.with_rel(holder, "compound", "flat", "amod", "nmod"):
                if child > holder and not self.cases(child):
                    found += self.compound(child)
            found += [c for c in self.with_rel(holder, "acl")
                      if c == holder + 1 and self.sentence.upos[c] == "NOUN"]  # fmt: skip
        return found

    def is_subject(self, token: int) -> bool:
        """Whether a noun is the subject of the predicate that it hangs on."""
        return self.base[token] == "nsubj" and not self.is_root(token)

    def obliques(self, token: int) -> list[int]:
        """Nouns that hang on a predicate or noun by a preposition or without one."""
        return self.with_rel(token, "obl", "nmod")

    def owners(self, noun: int) -> list[int]:
        """Whose it is: genitives, "of" phrases, and where attributes follow, the noun behind."""
        found = []
        for child in self.children[noun]:
            rel = self.sentence.deprels[child]
            if rel == "nmod:poss":
                found.append(child)
            elif self.base[child] == "nmod" and not rel.startswith(("nmod:desc",)):
                cases = self.cases(child)
                if (not cases and self.grammar.modifiers == "behind") or any(
                    case in self.grammar.owner for case in cases
                ):
                    found.append(child)
            elif (
                self.grammar.modifiers == "behind"
                and (self.base[child] in ("compound", "flat", "appos") or self._is_name(child))
                and child > noun
                and not self.cases(child)
            ):
                found.append(child)
        return found

    def _is_name(self, token: int) -> bool:
        """Whether an attribute is written like a name ("utang Somalia", read as an adjective)."""
        return self.base[token] == "amod" and self.sentence.forms[token][:1].isupper()

    def attributes(self, noun: int) -> list[int]:
        """Adjectives, nouns and names that modify a noun without a preposition; of a participle for
        who leads it also what stands before it ("the US-led strike")."""
        own = [
            c
            for c in self.children[noun]
            if self.sentence.deprels[c] in _ATTRIBUTES and not self.cases(c)
        ]
        if not own:
            return own
        led = [c for c in own if c < noun and self.lower[c] in self.grammar.leading]
        return own + [one for c in led for one in self.children[c] if self._leads(one, c)]

    def _leads(self, token: int, participle: int) -> bool:
        """Whether a hyphen joins a name to the participle behind it."""
        joined = token + 2 == participle and self.lower[token + 1] == "-"
        return joined and self.sentence.forms[token][:1].isupper()

    def own_attributes(self, noun: int) -> list[int]:
        """`attributes`, but no apposition behind a noun with a preposition, which it may belong to
        ("sanctions on the agency, the DGCIM")."""
        between = [c for c in self.children[noun] if c > noun and self.cases(c)]
        return [
            c
            for c in self.attributes(noun)
            if self.base[c] != "appos" or not any(one < c for one in between)
        ]

    def complements(self, token: int) -> list[int]:
        """Heads of the clauses that complete a predicate or noun."""
        return [
            c
            for c in self.children[token]
            if self.base[c] in ("ccomp", "xcomp", "acl", "advcl")
            and self.sentence.deprels[c] != "acl:relcl"
        ]

    def clause_head(self, token: int) -> int:
        """The predicate of the clause that the token stands in."""
        for _ in range(_FARTHEST):
            if self.is_root(token) or self.base[token] in _CLAUSES:
                return token
            if self.base[token] == "conj" and self.sentence.upos[token] in ("VERB", "AUX"):
                return token
            token = self.sentence.heads[token]
        return token
