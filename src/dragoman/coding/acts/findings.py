"""From triggers to findings: each act with its roles, operators joined with what they govern.

"promised to send arms" is one act (a promise of military aid), not two: the operator's row in the
ontology's composition table says what the inner act becomes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.names import COUNTRY
from dragoman.coding.acts.roles import DOER, NOBODY, Role, Roles
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast, distinct
from dragoman.coding.saying.modality import conditions, is_bygone, is_negated
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import HYPOTHETICAL, NEGATION, Participant, Step
from dragoman.ontology import Act, Ontology, Row

CALL_ON, FAIL, PLAN = "call_on", "fail", "plan"
AGREE_TO = "agree_to"
ACCUSE, CONDEMN = "accuse", "condemn"
HALT, REFUSE, ALLOW, ORDER = "halt", "refuse", "allow", "order"
_TOLD = 0.7
"""How sure an act noun is that is the predicate of its actor ("EU: sanctions on Iran")."""
_SETTLING = frozenset({"agree_to", "decide"})
"""Operators for what comes out of talks."""
_AT_TALKS = frozenset({"AGREE", "ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN"})
"""Types of what is said or settled with a partner whom an earlier clause names."""
_PROMISES = frozenset({"AGREE", "CONCEDE"})
"""Types that an operator of promising makes of an act."""
_OF_JUSTICE = frozenset({"ACCUSE", "COERCE", "SANCTION", "THREATEN"})
_ATTITUDES = frozenset({"support", "endorse", "oppose", "criticise", "support_candidate"})
_ENDING = frozenset({"halt", "cancel"})
"""The operator for what is negated under another one ("urged them not to attack")."""

_NO_RECIPIENT = 0.75
_BROKEN = 0.55
_ALONE, _ALONE_PERSON = 0.7, 0.4
_BACKGROUND = 0.4
_GOVERNED = 0.65
_BOTH_NAMED = 0.65
_OF_POLITICS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD"})
_ARMED = frozenset({"REB", "UAF", "PRM"})
_POLICE = "COP"
_OF_NATURE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of what storms and accidents that bear names seem to do."""
_INVESTIGATORS = frozenset({"COP", "JUD"})


@dataclass(frozen=True, slots=True)
class Finding:
    """An act found in a sentence, with its roles.

    `head` is the predicate on which modality and attribution hang (the outermost operator's),
    `tokens` all words of the expressions; `core` the inner act's trigger; `steps` the trace.
    `joint`: the recipient of a mutual act acts, too; not so where one side only agrees to it.
    `background`: an act noun that is only mentioned; `unasserted`: an infinitive; `nobodys`: done
    by somebody or something that is no actor; `lone`: done by one single person.
    """

    act: Act
    head: int
    tokens: tuple[int, ...]
    core: Trigger
    outer: Trigger
    actor: Role
    recipient: Role
    auxiliary: frozenset[str]
    confidence: float
    steps: tuple[Step, ...]
    composed: bool = False
    joint: bool = True
    background: bool = False
    unasserted: bool = False
    nobodys: bool = False
    lone: bool = False


class Composer:
    """Joins the triggers of one sentence into findings."""

    def __init__(self, scene: Scene, roles: Roles, ontology: Ontology) -> None:
        self.scene, self.roles, self.ontology = scene, roles, ontology
        self.tree = scene.tree
        self._done: dict[int, list[Finding]] = {}
        self._taken: set[int] = set()

    def findings(self, triggers: Sequence[Trigger]) -> list[Finding]:
        """All acts of the sentence, inner ones joined to their operators."""
        depth = {t.head: sum(1 for _ in self.tree.ancestors(t.head)) for t in triggers}
        for trigger in sorted(triggers, key=lambda t: (-depth[t.head], t.head)):
            made = self._make(trigger)
            self._done[trigger.head] = made
            if trigger.kind == "noun" and made and made[0].act.event is not None:
                self.roles.deeds[trigger.head] = made[0].act.event
            for finding in made:
                if finding.act.event == "ACCUSE" and trigger.kind == "noun":
                    self.roles.accused[trigger.head] = finding.recipient.who
                if trigger.kind == "noun" and not finding.actor.who and not finding.act.mutual:
                    self.roles.undergone[trigger.head] = finding.recipient.who
                if finding.actor.who:
                    for noun in trigger.nouns:
                        self.roles.acting.setdefault(noun, finding.actor.who)
        found = [f for made in self._done.values() for f in made if not self._is_taken(f)]
        found = [self._completed(f, found) for f in found]
        found = [f for f in found if not any(self._is_spelt_out(f, other) for other in found)]
        found = [f for f in found if not self._is_kind(f)]
        found = [f for f in found if not any(self._is_purpose(f, other) for other in found)]
        found = [f for f in found if not any(self._is_left_out(f, other) for other in found)]
        return sorted(found, key=lambda f: (f.core.head, f.act.id))

    def _is_spelt_out(self, finding: Finding, other: Finding) -> bool:
        """Whether the clause before its noun says what the measure is, which is an act itself
        (外交官を追放する対抗措置を取る)."""
        tree = self.tree
        if not self.scene.grammar.chaining or finding is other or finding.core.kind != "verb":
            return False
        told = tree.base[other.head] == "acl" and tree.head(other.head) in finding.core.nouns
        return told and finding.act.event in ("SANCTION", "THREATEN")

    def _is_purpose(self, finding: Finding, other: Finding) -> bool:
        """Whether it only says what another act of the same type and actors is for ("met to
        discuss the crisis"), or what a noun of saying in another one holds ("rejected a proposal
        to expel diplomats")."""
        tree, head = self.tree, finding.head
        if finding is other or tree.base[head] not in ("advcl", "xcomp", "acl"):
            return False
        if self._is_content_of(finding, other):
            return True
        marks = tree.with_rel(head, "mark")
        if not any(tree.says(m, self.scene.grammar.infinitive) for m in marks):
            return False
        holder = tree.head(head)
        if holder in other.core.nouns and other.act.event != finding.act.event:
            return self.ontology.quad(other.act.event or "") in (1, 3) if other.act.event else False
        same = {p.key for p in finding.actor.who} <= {p.key for p in other.actor.who}
        return holder == other.head and other.act.event == finding.act.event and same

    def _is_content_of(self, finding: Finding, other: Finding) -> bool:
        """Whether it is what a noun before which verbs stand says that another act is about, not
        what happened (関税を下げるという求め, "calls to lower tariffs")."""
        tree, head = self.tree, finding.head
        if not self.scene.grammar.chaining or tree.sentence.deprels[head] != "acl":
            return False
        verbal = other.act.event is not None and self.ontology.quad(other.act.event) in (1, 3)
        return (
            verbal
            and tree.head(head) in other.core.nouns
            and "Tense=Past" not in tree.sentence.feats[head]
        )

    def _is_left_out(self, finding: Finding, other: Finding) -> bool:
        return (
            self._is_denied(finding, other)
            or self._is_charge(finding, other)
            or self._is_suspected(finding, other)
            or self._is_disliked(finding, other)
            or self._is_refused(finding, other)
            or self._is_threatened_for(finding, other)
        )

    def _is_kind(self, finding: Finding) -> bool:
        """Whether a clause before a noun for people only says which of them, by what they are for
        or against (독립을 찬성하는 시위대)."""
        tree, head = self.tree, finding.head
        return (
            bool(self.scene.grammar.chaining)
            and tree.sentence.deprels[head] == "acl:relcl"
            and finding.act.id in _ATTITUDES
            and "Tense=Past" not in tree.sentence.feats[head]
            and finding.actor.tokens == (tree.head(head),)
            and any(
                m.agent is not None and m.match is None and not m.stranger
                for m in self.scene.mentions.headed(tree.head(head))
            )
        )

    def _is_threatened_for(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what a threat is made for, where it is said before it (…すれば)."""
        if other.act.event != "THREATEN" or other is finding or not self.scene.grammar.chaining:
            return False
        said = (other.head, other.core.head, *self.tree.with_rel(other.head, "ccomp"))
        return any(finding.head in conditions(self.scene, verb) for verb in said)

    def _is_suspected(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody is seized, charged or punished for (…した疑いで逮捕)."""
        tree, lemmas = self.tree, self.scene.sentence.lemmas
        noun = tree.head(finding.head)
        return (
            other is not finding
            and tree.base[finding.head] == "acl"
            and lemmas[noun] in self.scene.grammar.charges
            and other.act.event in _OF_JUSTICE
            and (tree.head(noun) == other.head or noun in other.tokens)
        )

    def _is_refused(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only the demand that another act refuses (양보하라는 요구를 거절했다)."""
        return (
            other is not finding
            and bool(self.scene.grammar.chaining)
            and finding.act.event == "REQUEST"
            and other.act.event == "REJECT"
            and other.core.kind == "verb"
            and finding.head in self.tree.objects(other.head)
        )

    def _is_disliked(self, finding: Finding, other: Finding) -> bool:
        """Whether it is a thing known to all that a noun of cooperation names, which somebody
        condemns or opposes ("condemned the joint drills")."""
        event = finding.act.event
        return (
            other is not finding
            and bool(self.scene.grammar.chaining)
            and finding.core.kind == "noun"
            and not finding.composed
            and event is not None
            and (self.ontology.quad(event) <= 2 or (event == "SANCTION" and not finding.recipient))
            and other.act.event == "ACCUSE"
            and other.core.kind == "verb"
            and finding.head in self.tree.objects(other.head)
        )

    def _is_charge(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody is accused of, by nobody who is named ("was accused of
        attacking his father")."""
        marks = self.tree.with_rel(finding.head, "mark", "case")
        told = (
            self.tree.base[finding.head] == "ccomp" and self.tree.head(finding.head) == other.head
        )
        return (
            other.act.event == "ACCUSE"
            and other is not finding
            and not other.actor
            and finding.act.event == "ASSAULT"
            and (
                told
                or (
                    self.tree.head(finding.head) in (other.head, *other.recipient.tokens)
                    and any(self.tree.says(m, self.scene.grammar.blame) for m in marks)
                )
            )
        )

    def _is_denied(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what an accusation says that another act denies ("denied the
        allegation that he attacked her")."""
        base = self.tree.base[finding.head]
        apart = base == "advcl" and self.tree.head(finding.head) == other.head
        apart = apart and bool(self.tree.own_subjects(finding.head)) and bool(other.core.nouns)
        return (
            (base in ("acl", "ccomp") or (apart and not self.scene.grammar.chaining))
            and other is not finding
            and other.act.event == "REJECT"
            and not {*other.core.nouns, other.core.head}.isdisjoint(
                self.tree.ancestors(finding.head)
            )
            and finding.act.event == "ASSAULT"
        )

    def _completed(self, finding: Finding, others: Sequence[Finding]) -> Finding:
        """A recipient that a coordinated verb shares, or that an accusation has in common with the
        act that it leads to or a demand with the accusation before it (批判し、撤回を求めた), whom
        one told so at talks (と会談し、…で合意した), or those on whose deed a threat depends. Who
        agreed at talks did so together."""
        if finding.act.event == "AGREE" and self.scene.grammar.chaining:
            told = self._told_at_talks(finding, others)
            if told is not None:
                return told
        if finding.recipient:
            return finding
        if self.tree.base[finding.head] == "conj":
            first = self.tree.head(finding.head)
            for other in others:
                if other.head == first and other.act.event == finding.act.event:
                    return replace(finding, recipient=other.recipient)
        if self.scene.grammar.chaining:
            if finding.act.event == "ACCUSE" and self.tree.base[finding.head] == "advcl":
                main = self.tree.head(finding.head)
                for other in others:
                    if other.head == main:
                        return replace(finding, recipient=_abroad(other.recipient, finding.actor))
            if finding.act.event in _AT_TALKS:
                told = self._told_at_talks(finding, others)
                if told is not None:
                    return told
        linked = self._linked(finding, others)
        if linked is not None:
            return replace(finding, recipient=linked)
        return threatened(self.scene, self.roles.cast, finding)

    def _told_at_talks(self, finding: Finding, others: Sequence[Finding]) -> Finding | None:
        """The act with the partner in the talks, or whom the accusation names, that go before it
        and are of the same actors."""
        said = (finding.head, *self.tree.complements(finding.head))
        clauses = [c for verb in said for c in self.tree.with_rel(verb, "advcl")]
        mine = {p.key for p in finding.actor.who}
        for other in others:
            if other.head not in clauses or not other.recipient:
                continue
            if {p.key for p in other.actor.who} != mine:
                continue
            agreed = finding.act.event == "AGREE"
            partners = {p.key for p in other.recipient.who}
            if other.act.mutual and agreed and {p.key for p in finding.recipient.who} <= partners:
                actors = distinct((*finding.actor.who, *other.recipient.who))
                together = replace(finding.actor, who=actors)
                return replace(finding, actor=together, recipient=NOBODY)
            demanded = other.act.event == "ACCUSE" and finding.act.event == "REQUEST"
            if (other.act.mutual and not agreed) or demanded:
                return replace(finding, recipient=other.recipient)
        return None

    def _linked(self, finding: Finding, others: Sequence[Finding]) -> Role | None:
        """Whom the act of the clause that this one goes on from is done to, of the same kind and by
        the same ones (ロシアを非難し、制裁を科した)."""
        tree, grammar = self.tree, self.scene.grammar
        event, verb = finding.act.event, finding.head
        if not grammar.chaining or event is None or finding.core.kind != "verb":
            return None
        if finding.act.mutual or finding.act.recipient == "none" or not finding.actor:
            return None
        if tree.is_passive(verb) or self._is_done_to_another(finding):
            return None
        for other in others:
            linked = (
                other.head < verb
                and tree.base[other.head] == "advcl"
                and tree.head(other.head) == verb
                and all(tree.says(m, grammar.chaining) for m in tree.with_rel(other.head, "mark"))
            )
            if not linked or not other.recipient or other.act.mutual or other.act.event is None:
                continue
            alike = self.ontology.quad(other.act.event) > 2
            if alike != (self.ontology.quad(event) > 2):
                continue
            if {p.key for p in other.actor.who} == {p.key for p in finding.actor.who}:
                return other.recipient
        return None

    def _is_done_to_another(self, finding: Finding) -> bool:
        """Whether its verb has an object or noun in a place of a recipient that is not part of the
        expression: it is done to that, though that is nobody known."""
        tree = self.tree
        places = finding.core.expression.recipient
        own = (finding.core.head, finding.head)
        if "object" in places:
            there = [o for h in own for o in tree.with_rel(h, "obj")]
        else:
            there = [o for h in own for o in tree.obliques(h) if tree.marked(o, places)]
        deeds = self.scene.grammar.deeds
        return any(
            o not in finding.tokens
            and o not in self.scene.words  # "summoned the ambassador and protested the sanctions"
            and self.scene.sentence.lemmas[o] not in deeds
            for o in there
        )

    def _is_taken(self, finding: Finding) -> bool:
        head = finding.outer.head
        return head in self._taken or head in self.roles.absorbed

    def _make(self, trigger: Trigger) -> list[Finding]:
        act = self.ontology.acts.get(trigger.act)
        if act is None:
            return []
        if act.id == ACCUSE and self._is_judged(trigger.head):
            act = self.ontology.acts[CONDEMN]
        own = self._plain(trigger, act)
        if trigger.kind == "noun" and trigger.expression.actor == DOER and not own.actor:
            return []  # only a word for those who do it: "critics of the army"
        if not act.operator:
            return [own]
        inner = self._inner(trigger)
        if act.event == "REQUEST" and self._only_asks(trigger):
            self._taken.update(one.outer.head for one in inner)
            return []
        inner = [one for one in inner if not self._is_told(own, one)]
        made = [joined for one in inner for joined in self._joined(own, one)]
        if inner:
            self._taken.update(one.outer.head for one in inner if one.outer.head != trigger.head)
            if made:
                return made
        if act.event is None or act.alone is None:
            return []
        if not own.recipient and self.scene.grammar.chaining:
            own = replace(own, recipient=self.roles.within_content(trigger, own.actor))
        both = _is_somebody(own.actor) and _is_somebody(own.recipient)
        sure = max(act.alone, _BOTH_NAMED) if both or self._is_political(own.actor) else act.alone
        return [replace(own, confidence=own.confidence * sure)]

    def _is_judged(self, verb: int) -> bool:
        """Whether the clause says what somebody or his deed is, not what he did, where clauses of
        both kinds look alike (부당하다고 비난했다)."""
        tree, upos = self.tree, self.scene.sentence.upos
        clauses = tree.with_rel(verb, "ccomp") if self.scene.grammar.chaining else []
        return bool(clauses) and all(upos[c] in ("ADJ", "NOUN", "PROPN") for c in clauses)

    def _is_political(self, role: Role) -> bool:
        """Whether a state, its organ or a party of a known country does it: that such a one
        promises or demands something is an event, whatever it is."""
        if any((p.code and p.sector in _OF_POLITICS) or p.sector == _POLICE for p in role.who):
            return True
        mentions = (m for t in role.tokens for m in self.scene.mentions.headed(t))
        return any(m.kind == COUNTRY for m in mentions)

    def _only_asks(self, trigger: Trigger) -> bool:
        """Whether somebody wants to know something, not to have it done ("asked whether …")."""
        tree, questions = self.tree, self.scene.grammar.questions
        return any(
            tree.base[clause] == "ccomp" and tree.lower[tree.subtree(clause)[0]] in questions
            for clause in tree.complements(trigger.head)
        )

    def _is_told(self, operator: Finding, inner: Finding) -> bool:
        """Whether the operator only reports a clause ("says X attacked", "said to have left")."""
        row = self._row(operator.act.id, inner)
        if operator.act.id == CALL_ON and self.tree.base[inner.head] == "ccomp":
            told = not self.scene.grammar.chaining  # "told her that he would …"
            return told and bool(self.tree.own_subjects(inner.head))
        clause = self.tree.base[inner.head] in ("ccomp", "advcl", "parataxis")
        past = "Tense=Past" in self.scene.sentence.feats[inner.head]
        if operator.act.event == "REQUEST" and self.scene.grammar.chaining and clause and past:
            return True  # what was done is claimed, not asked for
        if self.tree.base[inner.head] == "xcomp":
            clause = not self._is_infinitive(inner.head) or self.tree.is_passive(operator.head)
        return (
            row is not None
            and row.keep
            and self.scene.sentence.lemmas[operator.head] in self.scene.grammar.reporting.verbs
            and (clause or bool(self.tree.own_subjects(inner.head)))
        )

    def _plain(self, trigger: Trigger, act: Act) -> Finding:
        actor = self.roles.actor(trigger, act.event)
        recipient = self.roles.recipient(trigger, actor)
        if act.mutual and not recipient:
            recipient = either(self.roles.partners(trigger), recipient)
        if self._is_seized(trigger, act, actor, recipient):
            actor, recipient = NOBODY, replace(actor, function="object")
        if self._investigates(act, recipient):  # 검찰 수사: who is named before it does it
            actor, recipient = recipient, self.roles.recipient(trigger, recipient)
        if self._strikes(trigger, act, recipient) and not actor:  # 반군 습격
            actor, recipient = replace(recipient, function="owner"), NOBODY
        nobodys = not actor and self._is_nobodys(trigger)
        if nobodys and act.event not in _OF_NATURE and any(p.code for p in recipient.who):
            names = self._names(trigger)
            actor, nobodys = Role(function="subject", unknown=names), not names
        expression = trigger.expression
        told = (
            trigger.kind == "noun"
            and actor.function == "subject"
            and (self.tree.is_root(trigger.head) and bool(self.tree.own_subjects(trigger.head)))
        )
        text = self.scene.sentence.text
        offsets = self.tree.offsets
        words = " … ".join(text[offsets[t][0] : offsets[t][1]] for t in trigger.tokens)
        step = Step(
            "act",
            f"'{words}' → {act.id}",
            expression.source,
            self.scene.sentence.span(trigger.tokens[0], trigger.tokens[-1]),
        )
        return Finding(
            act=act,
            head=trigger.head,
            tokens=trigger.tokens,
            core=trigger,
            outer=trigger,
            actor=actor,
            recipient=recipient,
            auxiliary=frozenset(),
            confidence=max(expression.confidence, _TOLD if told else 0.0),
            steps=(step,),
            background=trigger.kind == "noun" and self._in_the_background(trigger.head),
            unasserted=self._is_infinitive(self._bearer(trigger)),
            nobodys=nobodys,
            lone=bool(actor) and all(self._is_one_person(t) for t in actor.tokens),
        )

    def _is_seized(self, trigger: Trigger, act: Act, actor: Role, recipient: Role) -> bool:
        """Whether a person in the genitive of a noun of coercion is who suffers it (그의 체포)."""
        return (
            bool(self.scene.grammar.chaining)
            and trigger.kind == "noun"
            and act.event == "COERCE"
            and actor.function == "owner"
            and not recipient
            and "owner" in trigger.expression.recipient
            and all(self._is_one_person(t) for t in actor.tokens)
        )

    def _strikes(self, trigger: Trigger, act: Act, recipient: Role) -> bool:
        """Whether the armed ones named right before a noun of violence are who commits it."""
        return (
            bool(self.scene.grammar.chaining)
            and trigger.kind == "noun"
            and act.event == "ASSAULT"
            and recipient.function == "modifier"
            and all(p.sector in _ARMED for p in recipient.who)
        )

    def _investigates(self, act: Act, recipient: Role) -> bool:
        """Whether the body named right before a noun of inquiry is the one that inquires."""
        return (
            bool(self.scene.grammar.chaining)
            and act.event == "ACCUSE"
            and "investigate" in act.modes
            and recipient.function == "modifier"
            and all(p.sector in _INVESTIGATORS for p in recipient.who)
        )

    def _is_nobodys(self, trigger: Trigger) -> bool:
        """Whether an act without an actor is done by something that is none."""
        return trigger.kind == "verb" and self._has_other_subject(trigger)

    def _names(self, trigger: Trigger) -> tuple[int, ...]:
        """The subjects, if all are names (of whom nobody knows anything)."""
        found = self.roles.agents(trigger)
        if self.scene.grammar.chaining or not all(
            self.scene.sentence.upos[t] == "PROPN" and self.scene.sentence.forms[t][:1].isupper()
            for t in found
        ):
            return ()
        return tuple(found)

    def _bearer(self, trigger: Trigger) -> int:
        """The predicate that tells of the act: of an act noun, the light verb that carries it."""
        verb = self.tree.head(trigger.head)
        light = self.scene.sentence.lemmas[verb] in self.scene.grammar.light
        if trigger.kind == "noun" and light and trigger.head in self.tree.objects(verb):
            return verb
        return trigger.head

    def _is_one_person(self, token: int) -> bool:
        """Whether a noun or pronoun means a single individual."""
        pronouns = self.scene.grammar.pronouns
        if self.tree.lower[token] in (*pronouns.person, *pronouns.speaker):
            return True
        return any(
            m.is_person and len(m.participants) == 1 and not is_plural(self.scene, m)
            for m in self.scene.mentions.headed(token)
        )

    def _is_infinitive(self, verb: int) -> bool:
        """Whether the verb is an infinitive, which asserts nothing ("resisted calls to …")."""
        if self.tree.base[verb] not in ("xcomp", "acl", "advcl", "ccomp", "csubj"):
            return False
        if self._is_named(verb):
            return True
        feats = self.tree.sentence.feats[verb]
        if self.tree.base[verb] == "csubj" and (
            "VerbForm=Part" in feats or "VerbForm=Ger" in feats
        ):
            return not self.tree.own_subjects(verb)
        hard = self.scene.sentence.lemmas[self.tree.head(verb)]
        if self.tree.base[verb] == "csubj" and hard in self.scene.grammar.hypothetical.governors:
            return True  # "to go on talking is hard"
        marks = self.tree.with_rel(verb, "mark")
        if self.scene.grammar.chaining and "Tense=Past" in self.tree.sentence.feats[verb]:
            blame = self.scene.grammar.blame  # "because" it was done, not "in order to"
            marks = [m for m in marks if not self.tree.says(m, blame)]
        return any(self.tree.says(m, self.scene.grammar.infinitive) for m in marks)

    def _is_named(self, verb: int) -> bool:
        """Whether an ending makes a noun of the verb (keluarnya, "the leaving of it")."""
        tree, pronouns = self.tree, self.scene.grammar.pronouns
        return not tree.own_subjects(verb) and any(
            c == verb + 1 and tree.lower[c] in pronouns.person for c in tree.with_rel(verb, "det")
        )

    def _has_other_subject(self, trigger: Trigger) -> bool:
        """Whether somebody or something does it who is no actor ("a pig attacked …")."""
        tree = self.tree
        if trigger.doers or "subject" in trigger.expression.recipient:
            return False
        if trigger.expression.actor != ("subject",):
            return False
        relative = self.scene.grammar.pronouns.relative
        return any(
            self.scene.sentence.upos[s] in ("NOUN", "PROPN", "NUM", "PRON")
            and s not in trigger.tokens
            and tree.lower[s] not in relative
            and self.roles.deeds.get(s) != "ASSAULT"  # "the attack killed …"
            for s in self.roles.agents(trigger)
        )

    def _in_the_background(self, noun: int) -> bool:
        """Whether an act noun is neither what a verb is said of nor what it is done to, so that the
        sentence only mentions it ("asked about the attack")."""
        first = self.tree.first_conjunct(noun)
        return self.tree.base[first] not in ("nsubj", "obj", "root", "parataxis", "csubj")

    # --- operators

    def _inner(self, trigger: Trigger) -> list[Finding]:
        """What the operator governs: its clause, else the act noun that is its object."""
        tree = self.tree
        holders = [trigger.head, *(n for n in trigger.nouns if n != trigger.head)]
        places: list[list[int]] = []
        places.append([c for h in holders for c in tree.complements(h) if self._governs(h, c)])
        places.append(self._behind_oblique(trigger.head) if trigger.kind == "verb" else [])
        objects = list(tree.objects(trigger.head)) if trigger.kind != "noun" else []
        if not objects and trigger.kind == "verb" and self.scene.grammar.chaining:
            # a deed as the topic of what is done to it (支援は受け付けない)
            objects = [s for s in tree.own_subjects(trigger.head) if s in self.roles.deeds]
        if trigger.kind == "verb" and not objects and self.scene.grammar.chaining:
            # "talks, off": of what is said without a voice
            objects = [s for s in tree.own_subjects(trigger.head) if s in self._done]
        objects += [tree.head(t) for t in trigger.tokens if tree.base[t] in ("case", "mark")]
        if trigger.kind == "verb":
            final = bool(self.scene.grammar.chaining)
            places.append([c for o in objects for c in tree.complements(o) if final or c > o])
        places.append(objects)
        if not (self.scene.grammar.chaining and self._has_another_object(trigger)):
            places.append([o for h in holders for o in tree.obliques(h) if self._is_content(o)])
        if trigger.kind == "noun" or self.scene.grammar.chaining:
            places.append(tree.attributes(trigger.head))
        seen = set(holders)
        for tokens in places:
            found: list[Finding] = []
            for token in tokens:
                for one in (
                    *tree.conjuncts(token),
                    *self.scene.content(token),
                    *tree.chained(token),
                ):
                    before = self._goes_on_from(one, token) or self._led_to(trigger, one, token)
                    if one not in seen and not before:
                        seen.add(one)
                        found += self._done.get(one, [])
            if found:
                return found
        return self._deeper(trigger, holders)

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

    def _goes_on_from(self, verb: int, first: int) -> bool:
        """Whether a finite verb in the past is hung on an infinitive, whose operator it then is not
        under ("threatened to destroy …, heaped praise on …")."""
        feats = self.tree.sentence.feats[verb]
        return (
            verb != first
            and self._is_infinitive(first)
            and "Tense=Past" in feats
            and "VerbForm=Part" not in feats
        )

    def _led_to(self, trigger: Trigger, verb: int, last: int) -> bool:
        """Whether a meeting is linked to what was agreed on there, which is no talk itself, where
        clauses are chained (…와 회담하고 협력을 강화하기로 합의했다)."""
        return (
            verb != last
            and bool(self.scene.grammar.chaining)
            and trigger.act in _SETTLING
            and verb in self._done
            and all(f.act.event == "CONSULT" for f in self._done[verb])
            and not any(f.act.event in ("CONSULT", None) for f in self._done.get(last, []))
            and self.scene.lemmas[last] not in self.scene.grammar.talking
        )

    def _is_content(self, noun: int) -> bool:
        """Whether an oblique noun may say what an operator is about, not where or when."""
        cases = self.tree.cases(noun)
        return not cases or not set(cases).isdisjoint(self.scene.grammar.content)

    def _governs(self, holder: int, clause: int) -> bool:
        """An adverbial clause is governed only if it is an infinitive behind the operator, or,
        where verbs stand last, marked before it as what the operator is about."""
        if self.tree.base[clause] != "advcl":
            return True
        grammar = self.scene.grammar
        if grammar.chaining:
            # a mark that may also say why it is done does not say what is promised or stopped
            about = {*grammar.content, *(set(grammar.infinitive) - set(grammar.blame))}
            marks_before = self.tree.with_rel(clause, "mark")
            return clause < holder and any(self.tree.says(m, about) for m in marks_before)
        marks = {self.tree.lower[c] for c in self.tree.with_rel(clause, "mark")}
        infinitive = not marks or not marks.isdisjoint(self.scene.grammar.infinitive)
        return clause > holder and not self.tree.own_subjects(clause) and infinitive

    def _deeper(self, trigger: Trigger, holders: Sequence[int]) -> list[Finding]:
        """An act within a clause whose own verb says nothing ("agreed to strive to expand trade",
        "agreed to work for peace")."""
        tree = self.tree
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
                        behind = one > holder or bool(self.scene.grammar.chaining)
                        if behind and self._tells(trigger, one):
                            return self._done[one]
        return []

    def _tells(self, trigger: Trigger, noun: int) -> bool:
        """Whether an act noun deep in a clause says what the operator is about: who is called on to
        respect the agreements is not asked for an agreement."""
        found = self._done.get(noun, [])
        act = self.ontology.acts[trigger.act]
        return bool(found) and (
            (act.event != "REQUEST" and act.id != FAIL)
            or any(f.actor or f.recipient for f in found)
        )

    def _joined(self, operator: Finding, inner: Finding) -> list[Finding]:
        if operator.act.id in _ENDING and HYPOTHETICAL in inner.auxiliary:
            actor = inner.actor or operator.actor  # what was only considered, not done, is dropped
            dropped = (inner.auxiliary - {HYPOTHETICAL}) | {NEGATION}
            return [
                replace(
                    inner, outer=operator.outer, head=operator.head, actor=actor, auxiliary=dropped
                )
            ]
        if (
            operator.act.id == PLAN
            and self.scene.grammar.chaining
            and is_bygone(self.scene, operator.head)
            and inner.act.event is not None
        ):
            actor = inner.actor or operator.actor  # what was once planned need not have been done
            meant = inner.auxiliary | {HYPOTHETICAL}
            return [
                replace(
                    inner, outer=operator.outer, head=operator.head, actor=actor, auxiliary=meant
                )
            ]
        if operator.act.id == ALLOW and self._is_owned_up(inner):
            actor = inner.actor or operator.actor
            return [replace(inner, outer=operator.outer, head=operator.head, actor=actor)]
        others = self._is_of_others(operator, inner)
        row = self._row(operator.act.id, inner, others)
        if row is None:
            return []
        lacking = self.tree.head(inner.head) == operator.head and is_negated(
            self.scene, operator.head
        )  # "has no plan to": it is the plan that is denied
        if is_negated(self.scene, inner.head) and inner.head != operator.head and not lacking:
            halt = self._row(HALT, inner)
            halted = self._apply(halt, operator, inner, silent=True)
            undone = halt is not None and halt.keep and not row.keep
            if undone and self._commits(row):  # "decided not to visit"
                row = self._row(REFUSE, inner) or row
            elif halted is not None and not row.keep:
                inner = replace(halted, head=inner.head)
                row = self._row(operator.act.id, inner, others)
            elif row.keep and self.scene.grammar.chaining:  # "decided not to ask for it"
                inner = replace(inner, auxiliary=inner.auxiliary | {NEGATION})
        made = self._apply(row, operator, inner)
        return [made] if made is not None else []

    def _is_owned_up(self, inner: Finding) -> bool:
        """Whether what is allowed by the words is over, where to allow and to admit are one verb
        (攻撃したことを認めた)."""
        return bool(self.scene.grammar.chaining) and (
            "Tense=Past" in self.scene.sentence.feats[inner.head]
        )

    def _commits(self, row: Row) -> bool:
        """Whether an operator makes a promise of an act."""
        return row.act is not None and self.ontology.acts[row.act].event in _PROMISES

    def _is_of_others(self, operator: Finding, inner: Finding) -> bool:
        """Whether another country's people are to do what the operator speaks of."""
        own = {p.code for p in operator.actor.who if p.code}
        doers = {p.code for p in (operator.recipient or inner.actor).who if p.code}
        return bool(own and doers) and own.isdisjoint(doers)

    def _row(self, operator: str, inner: Finding, of_others: bool = False) -> Row | None:
        if operator not in self.ontology.composition:
            return None
        return self.ontology.compose(operator, inner.act, of_others)

    def _apply(
        self, row: Row | None, operator: Finding, inner: Finding, silent: bool = False
    ) -> Finding | None:
        if row is None or row.drop:
            return None
        act = inner.act if row.keep else self.ontology.acts[row.act or inner.act.id]
        actor = inner.actor if silent else self._new_actor(row, operator, inner)
        recipient = inner.recipient if silent else self._new_recipient(row, operator, inner, actor)
        if self._is_joint(operator, actor, recipient):  # "A agreed with B": both did
            actor = replace(actor, who=distinct((*actor.who, *recipient.who)))
            recipient = NOBODY
        said = f"{operator.act.id} + {inner.act.id} → {act.id}"
        if row.auxiliary:
            said += f" ({', '.join(row.auxiliary)})"
        step = Step("composition", said, f"{row.file}:{row.line}")
        return Finding(
            act=act,
            head=inner.head if silent else operator.head,
            tokens=tuple(sorted({*operator.tokens, *inner.tokens})),
            core=inner.core,
            outer=inner.outer if silent else operator.outer,
            actor=actor,
            recipient=recipient,
            auxiliary=(inner.auxiliary if row.keep else frozenset()) | frozenset(row.auxiliary),
            confidence=min(operator.confidence, self._governed(inner)) * row.confidence,
            steps=(*inner.steps, *(() if silent else operator.steps), step),
            composed=True,
            unasserted=inner.unasserted if silent else operator.unasserted,
            nobodys=operator.nobodys and not actor,
            lone=operator.lone if actor is operator.actor else inner.lone,
            joint=not recipient or recipient is operator.recipient or row.keep,
        )

    def _is_joint(self, operator: Finding, actor: Role, recipient: Role) -> bool:
        """Whether the recipient is the partner of who agrees, where one particle says so."""
        return (
            bool(self.scene.grammar.chaining)
            and operator.act.id == AGREE_TO
            and actor is operator.actor
            and recipient is operator.recipient
            and recipient.function in self.scene.grammar.together
        )

    def _governed(self, inner: Finding) -> float:
        """How sure an act under an operator is: a noun that might mean something else by itself is
        an act where something is done to it."""
        plain = inner.core.kind == "noun" and not inner.act.operator
        if self.scene.grammar.chaining and plain:
            return max(inner.confidence, _GOVERNED)
        return inner.confidence

    def _new_actor(self, row: Row, operator: Finding, inner: Finding) -> Role:
        if row.keep or row.actor == "inner":
            return either(inner.actor, operator.actor)
        return operator.actor

    def _new_recipient(self, row: Row, operator: Finding, inner: Finding, actor: Role) -> Role:
        if row.recipient == "none":
            return NOBODY
        own = operator.recipient
        if any(t in inner.tokens or t == inner.core.head for t in own.tokens):
            operator = replace(operator, recipient=NOBODY)
        if row.recipient == "operator":
            return operator.recipient
        if row.recipient == "inner":
            return either(inner.recipient, operator.recipient)
        if row.recipient == "inner_actor":
            return inner.actor
        if row.keep and operator.act.id == ORDER and self.scene.grammar.chaining:
            return inner.recipient  # who is ordered to do it suffers nothing
        if row.keep:
            return either(inner.recipient, operator.recipient)
        if operator.recipient:
            return operator.recipient
        others = _without(inner.actor, actor)
        if others:
            return others
        return either(_without(inner.recipient, actor), operator.recipient)


def _is_somebody(role: Role) -> bool:
    return any(p.code or p.sector not in (None, "UNK") for p in role.who)


def either(first: Role, second: Role) -> Role:
    """The first role in which somebody stands, else in which something does."""
    return first or second or (first if first.unknown else second)


def _abroad(role: Role, actor: Role) -> Role:
    """A role without those of the actor's own country."""
    codes = {p.code for p in actor.who if p.code}
    kept = tuple(p for p in role.who if p.code not in codes)
    return Role(kept, role.tokens, role.function) if kept else NOBODY


def _without(role: Role, others: Role) -> Role:
    """A role without those who are in the other one."""
    keys = {p.key for p in others.who} | {("", "")}
    kept = tuple(p for p in role.who if p.key not in keys)
    return Role(kept, role.tokens, role.function) if kept else Role(unknown=role.unknown)


def threatened(scene: Scene, cast: Cast, finding: Finding) -> Finding:
    """A threat without a recipient is made to those on whose deed it depends ("if Iran does …")."""
    if finding.act.event != "THREATEN" or finding.recipient:
        return finding
    said = scene.tree.with_rel(finding.head, "ccomp") if scene.grammar.chaining else []
    heads = dict.fromkeys((finding.head, finding.core.head, *said))
    clauses = [c for head in heads for c in conditions(scene, head)]
    tokens = [s for c in clauses for s in scene.tree.own_subjects(c)]
    who = cast.of(tokens)
    if not who:
        return finding
    return replace(finding, recipient=_abroad(Role(who, tuple(tokens), "condition"), finding.actor))


def settle(finding: Finding) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients as the event has them: all parties of a mutual act are actors."""
    actors, recipients = finding.actor.who, finding.recipient.who
    mutual = finding.act.mutual or finding.core.expression.mutual
    if mutual and finding.joint and not (finding.composed and not finding.act.mutual):
        return distinct((*actors, *recipients)), ()
    keys = {(p.code, p.sector, p.entity, p.office) for p in actors}
    others = tuple(p for p in recipients if (p.code, p.sector, p.entity, p.office) not in keys)
    own = {p.code for p in actors if p.code}
    return actors, tuple(p for p in others if p.code not in own or p.sector)


def certainty(
    finding: Finding,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    flags: Sequence[str],
    auxiliary: Collection[str],
) -> float:
    """The finding's confidence, lowered where a recipient that its type needs is missing, where
    it denies something, where of a mutual act only one party is named, and where a part of the
    sentence is lost (flag "broken")."""
    value = finding.confidence
    parties = len(settle(finding)[0])
    alone = parties < 2 and not recipients
    if finding.act.mutual and alone and "multilateral" not in finding.act.modes:
        value *= _ALONE_PERSON if finding.lone else _ALONE
    if finding.background and parties < 2 and not (actors and recipients):
        value *= _BACKGROUND
    if finding.unasserted or finding.nobodys:
        value *= _BACKGROUND
    if "broken" in flags:
        value *= _BROKEN
    if finding.act.recipient == "required" and not recipients and not finding.act.mutual:
        value *= _NO_RECIPIENT
    if NEGATION in auxiliary:
        value *= 0.95
    return max(0.05, min(1.0, round(value, 3)))
