"""Which acts an operator ("threaten to", "deny") governs in the tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dragoman.coding.acts.filling import Roles
from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.plain import Plain
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.saying.modality import is_dated_ahead
from dragoman.coding.scene import Scene
from dragoman.coding.subjects import is_manner
from dragoman.ontology import Ontology

ANNOUNCE, CANCEL, CONTINUE, FAIL = "announce", "cancel", "continue", "fail"
_ENDING = frozenset({CANCEL, "halt", "postpone"})
APPROVE = "approve"
_SETTLING = frozenset({"agree_to", "decide"})
"""Operators for what comes out of talks."""
_OF_COURSE = frozenset({"begin"})
"""Operators that say of a deed itself that it goes on, not of what somebody means to do."""
_AFTER_MEETING = _SETTLING | frozenset(
    {"promise", "call_on", "call_for", "demand", "order", "offer", "propose"}
)
"""Operators for what is said at a meeting that a clause before tells of."""


class Governed:
    """Finds what the operators of one sentence govern among the findings made so far. `over`: the
    predicates of meetings at which was said what an operator governs."""

    def __init__(
        self,
        scene: Scene,
        roles: Roles,
        ontology: Ontology,
        plain: Plain,
        done: Mapping[int, list[Finding]],
    ) -> None:
        self.scene, self.roles, self.ontology = scene, roles, ontology
        self.tree = scene.tree
        self._plain, self._done = plain, done
        self.over: set[int] = set()

    def inner(self, trigger: Trigger) -> list[Finding]:
        """What the operator governs: its clause, else the act noun that is its object."""
        tree = self.tree
        holders = [trigger.head, *(n for n in trigger.nouns if n != trigger.head)]
        places: list[list[int]] = []
        clauses = [c for h in holders for c in tree.complements(h) if self._governs(h, c)]
        clauses = [
            c for c in clauses if not (self._is_said(trigger, c) or self._is_purpose(trigger, c))
        ]
        places.append(self._demanded(trigger, clauses))
        places.append(self._behind_oblique(trigger.head) if trigger.kind == "verb" else [])
        objects = list(tree.objects(trigger.head)) if trigger.kind != "noun" else []
        if not objects and trigger.kind == "verb" and self.scene.grammar.chaining:
            # a deed as the topic of what is done to it (支援は受け付けない)
            objects = [s for s in tree.own_subjects(trigger.head) if s in self.roles.deeds]
        if trigger.kind == "verb" and not objects and self.scene.grammar.chaining:
            # "talks, off": of what is said without a voice
            objects = [s for s in tree.own_subjects(trigger.head) if s in self._done]
        if not objects and trigger.act == CANCEL and trigger.kind == "verb":
            # "the visit is off"
            objects = [s for s in tree.own_subjects(trigger.head) if s in self.roles.deeds]
        objects += [tree.head(t) for t in trigger.tokens if tree.base[t] in ("case", "mark")]
        if trigger.kind == "verb":
            final = bool(self.scene.grammar.chaining)
            told = [o for o in objects if not self._is_plan_told(trigger, o)]
            places.append([c for o in told for c in tree.complements(o) if final or c > o])
        places.append(objects)
        if not (self.scene.grammar.chaining and self._has_another_object(trigger)):
            places.append([o for h in holders for o in tree.obliques(h) if self._is_content(o)])
        if trigger.kind == "noun" or self.scene.grammar.chaining:
            heads = [trigger.head, *(n for n in trigger.nouns if self.scene.grammar.chaining)]
            places.append([a for h in dict.fromkeys(heads) for a in tree.attributes(h)])
        if trigger.act == APPROVE and self.scene.grammar.chaining:  # 支援予算案を可決した
            places.append([a for o in objects for a in tree.attributes(o)])
        seen = set(holders)
        for tokens in places:
            found: list[Finding] = []
            for token in tokens:
                for one in (
                    *tree.conjuncts(token),
                    *self.scene.content(token),
                    *tree.chained(token),
                ):
                    before = self._goes_on_from(one, token) or self._is_another(one, token)
                    if self._led_to(trigger, one, token):
                        self.over.add(one)
                        before = True
                    if one not in seen and not before:
                        seen.add(one)
                        found += self._done.get(one, [])
            if found:
                return found
        return self._deeper(trigger, holders)

    def _demanded(self, trigger: Trigger, clauses: list[int]) -> list[int]:
        """The clauses of what an operator is about, without those that only say what is said with
        it ("…"라며 사과를 요구했다; …한다며 …하라고 촉구했다)."""
        tree, grammar = self.tree, self.scene.grammar
        event = self.ontology.acts[trigger.act].event
        if not grammar.chaining or len(clauses) + (event == "REQUEST") < 2:
            return clauses
        told = [c for c in clauses if tree.base[c] == "ccomp" and self._is_quoted(c)]
        if event != "REQUEST":  # 유감이라며 내쫓기로 했다: what is said with it is not decided
            rest = [c for c in clauses if c not in told]
            return rest or [c for c in clauses if not self._is_said_along(c)] or clauses
        if trigger.kind != "verb":
            return clauses
        objects = [o for o in tree.with_rel(trigger.head, "obj") if o not in trigger.tokens]
        if objects:
            return [c for c in clauses if c not in told]
        return [c for c in clauses if c not in told[:-1]]

    def _is_quoted(self, clause: int) -> bool:
        """Whether a clause is marked as words, not as what is to be done."""
        tree, infinitive = self.tree, self.scene.grammar.infinitive
        marks = tree.with_rel(clause, "mark")
        return not any(
            tree.says(m, infinitive) or self.scene.sentence.upos[m] == "NOUN" for m in marks
        )

    def _is_said_along(self, clause: int) -> bool:
        """Whether the mark of quoted words also links them to what follows (다며, 다면서)."""
        tree, chaining = self.tree, self.scene.grammar.chaining
        return any(
            tree.lower[m] != self.scene.sentence.lemmas[m] and tree.lower[m].endswith(chaining)
            for m in tree.with_rel(clause, "mark")
        )

    def _is_plan_told(self, trigger: Trigger, noun: int) -> bool:
        """Whether a plan or promise is announced ("announced its plan to give aid"): it is what the
        operator governs, not the deed that is planned."""
        done = self._done.get(noun, ())
        return trigger.act == ANNOUNCE and any(finding.composed for finding in done)

    def _has_another_object(self, trigger: Trigger) -> bool:
        """Whether an operator that says of a deed how it goes on has an object that is no deed
        (協定のために番組を中断した): then no other noun beside it is what it governs."""
        act = self.ontology.acts[trigger.act]
        if trigger.kind != "verb" or act.event is not None:
            return False
        objects = self.tree.with_rel(trigger.head, "obj")
        return any(
            o not in trigger.tokens and o not in self.scene.words and o not in self._done
            for o in objects
        )

    def _behind_oblique(self, verb: int) -> list[int]:
        """Infinitives that the parser hangs on a noun between ("pledged in a meeting with the king
        to dismantle …")."""
        tree, infinitive = self.tree, self.scene.grammar.infinitive
        nouns = [n for o in tree.obliques(verb) if o > verb for n in (o, *tree.obliques(o))]
        return [
            c
            for noun in nouns
            for c in tree.with_rel(noun, "acl")
            if any(tree.lower[m] in infinitive for m in tree.with_rel(c, "mark"))
        ]

    def _is_another(self, verb: int, first: int) -> bool:
        """Whether a verb coordinated with what an operator governs has a subject of its own
        ("began to count the losses, and volunteers handed out masks")."""
        tree = self.tree
        return (
            verb != first
            and not self.scene.grammar.chaining
            and tree.base[verb] == "conj"
            and bool(tree.with_rel(verb, "nsubj"))
            and bool(tree.with_rel(verb, "cc"))
        )

    def _goes_on_from(self, verb: int, first: int) -> bool:
        """Whether a finite verb in the past is hung on an infinitive, whose operator it then is not
        under ("threatened to destroy …, heaped praise on …")."""
        feats = self.tree.sentence.feats[verb]
        return (
            verb != first
            and self._plain.is_infinitive(first)
            and "Tense=Past" in feats
            and "VerbForm=Part" not in feats
        )

    def _led_to(self, trigger: Trigger, verb: int, last: int) -> bool:
        """Whether a meeting is linked to what was agreed on, promised or asked for there, which is
        no talk itself, where clauses are chained (…와 회담하고 협력을 강화하기로 합의했다)."""
        grammar, met = self.scene.grammar, self._done.get(verb, [])
        if verb == last or not grammar.chaining or trigger.act not in _AFTER_MEETING:
            return False
        if not met or not all(f.act.event == "CONSULT" for f in met):
            return False
        if is_dated_ahead(self.scene, verb) or self.scene.lemmas[last] in grammar.talking:
            return False
        made = self._done.get(last, [])
        talks = [f for f in made if f.act.event in ("CONSULT", None)]
        if trigger.act in _SETTLING and talks:  # only talks, told as over, lead to a visit
            marks = self.tree.with_rel(verb, "mark")
            joined = any(self.tree.says(m, grammar.joining) for m in marks)
            visits = all(f.act.event == "CONSULT" and not f.act.mutual for f in talks)
            return visits and joined and all(f.act.mutual for f in met)
        return not talks

    def _is_content(self, noun: int) -> bool:
        """Whether an oblique noun may say what an operator is about, not where or when."""
        cases = self.tree.cases(noun)
        return not cases or not set(cases).isdisjoint(self.scene.grammar.content)

    def _governs(self, holder: int, clause: int) -> bool:
        """An adverbial clause is governed only if it is an infinitive behind the operator, or,
        where verbs stand last, marked before it as what the operator is about."""
        grammar = self.scene.grammar
        if is_manner(self.tree, clause):
            return False
        if self._stands_beside(holder, clause):
            return False
        if self.tree.base[clause] != "advcl":
            return True
        if grammar.chaining:
            # a mark that may also say why it is done does not say what is promised or stopped
            about = {*grammar.content, *(set(grammar.infinitive) - set(grammar.blame))}
            marks_before = self.tree.with_rel(clause, "mark")
            if any(self._says_when(m, about) for m in marks_before):
                return False
            return clause < holder and any(self.tree.says(m, about) for m in marks_before)
        marks = {self.tree.lower[c] for c in self.tree.with_rel(clause, "mark")}
        bare = not marks and "Tense=Past" not in self.scene.sentence.feats[clause]
        infinitive = bare or not marks.isdisjoint(self.scene.grammar.infinitive)
        if not marks and self._is_set_off(clause):
            return False
        return clause > holder and not self.tree.own_subjects(clause) and infinitive

    def _stands_beside(self, holder: int, clause: int) -> bool:
        """Whether a clause with a subject of its own only follows, behind a comma, one that has
        none and begins the sentence ("Tolak revisi, mahasiswa geruduk parlemen")."""
        tree = self.tree
        subjects = tree.own_subjects(clause)
        if holder != 0 or not subjects or tree.with_rel(clause, "mark"):
            return False
        start = min(tree.phrase(s)[0] for s in subjects)
        return (
            start > 0
            and tree.lower[start - 1] == ","
            and self.scene.sentence.upos[holder] == "VERB"
            and not tree.own_subjects(holder)
        )

    def _is_set_off(self, clause: int) -> bool:
        """Whether a participle behind a comma says what somebody does besides ("told deputies of
        the plan, ruling out early elections")."""
        tree = self.tree
        feats = tree.sentence.feats[clause]
        present = "VerbForm=Ger" in feats or {"Tense=Pres", "VerbForm=Part"} <= {*feats.split("|")}
        first = min((c for c in tree.children[clause] if c < clause), default=clause)
        return present and first > 0 and tree.sentence.forms[first].startswith(",")

    def _says_when(self, mark: int, about: Collection[str]) -> bool:
        """Whether a noun among its marks makes a clause one of time ("before it was done")."""
        return self.scene.sentence.upos[mark] == "NOUN" and not self.tree.says(mark, about)

    def _is_said(self, trigger: Trigger, clause: int) -> bool:
        """Whether a clause says what is maintained, not with what somebody goes on or what he asks
        for, which stands behind the verb ("nobody had crossed over, he insisted")."""
        tree = self.tree
        before = clause < trigger.head and not self.scene.grammar.chaining
        if before and self.ontology.acts[trigger.act].event == "REQUEST":
            return tree.base[clause] == "ccomp"
        return (
            trigger.act == CONTINUE
            and not self.scene.grammar.chaining
            and tree.base[clause] == "ccomp"
            and bool(tree.own_subjects(clause))
        )

    def _is_purpose(self, trigger: Trigger, clause: int) -> bool:
        """Whether an infinitive says to what end something is ended or put off ("pulled out of the
        project to punish its neighbour")."""
        grammar, tree = self.scene.grammar, self.tree
        if trigger.act not in _ENDING or grammar.chaining or tree.base[clause] != "advcl":
            return False
        return any(tree.says(m, grammar.infinitive) for m in tree.with_rel(clause, "mark"))

    def _deeper(self, trigger: Trigger, holders: Sequence[int]) -> list[Finding]:
        """An act within a clause whose own verb says nothing ("agreed to strive to expand trade",
        "agreed to work for peace")."""
        tree = self.tree
        if trigger.act in _OF_COURSE and not self.scene.grammar.chaining:
            return []
        for holder in holders:
            for clause in tree.complements(holder):
                if not self._governs(holder, clause):
                    continue
                if tree.base[clause] == "ccomp":
                    if tree.sentence.upos[clause] == "ADJ":  # "said she was certain that …"
                        sure = [
                            f for c in tree.with_rel(clause, "ccomp") for f in self._done.get(c, [])
                        ]
                        if sure:
                            return sure
                    continue
                further = [c for v in tree.conjuncts(clause) for c in tree.with_rel(v, "xcomp")]
                found = [
                    f for v in further for c in tree.conjuncts(v) for f in self._done.get(c, [])
                ]
                if found:
                    return found
                for token in (*tree.objects(clause), *tree.obliques(clause)):
                    for one in self.scene.content(token):
                        if self._is_past_attribute(one):
                            continue
                        behind = one > holder or bool(self.scene.grammar.chaining)
                        if behind and self._tells(trigger, one):
                            return self._done[one]
        return []

    def _is_past_attribute(self, verb: int) -> bool:
        """Whether a past clause only says which thing is meant (합의한 방안을 이행하라고)."""
        tree = self.tree
        past = "Tense=Past" in tree.sentence.feats[verb]
        return bool(self.scene.grammar.chaining) and past and tree.base[verb] == "acl"

    def _tells(self, trigger: Trigger, noun: int) -> bool:
        """Whether an act noun deep in a clause says what the operator is about: who is called on to
        respect the agreements is not asked for an agreement."""
        found = self._done.get(noun, [])
        act = self.ontology.acts[trigger.act]
        return bool(found) and (
            (act.event != "REQUEST" and act.id != FAIL)
            or any(f.actor or f.recipient for f in found)
        )
