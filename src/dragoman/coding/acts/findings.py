"""From triggers to findings: each act with its roles, operators joined with what they govern.

"promised to send arms" is one act (a promise of military aid), not two: the operator's row in the
ontology's composition table says what the inner act becomes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.names import BODY, COUNTRY
from dragoman.coding.acts.casualties import with_casualties
from dragoman.coding.acts.doers import DOER
from dragoman.coding.acts.filling import Roles
from dragoman.coding.acts.finding import Finding, either, is_somebody, without
from dragoman.coding.acts.governed import Governed
from dragoman.coding.acts.joined import joined
from dragoman.coding.acts.overlaps import Overlaps
from dragoman.coding.acts.plain import Plain
from dragoman.coding.acts.recipients import cannot, within_content
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.acts.sharing import Sharing
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.acts.withheld import withheld
from dragoman.coding.parties.participants import distinct
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.saying.modality import is_bygone, is_negated
from dragoman.coding.scene import Scene
from dragoman.model import HYPOTHETICAL, NEGATION, Step
from dragoman.ontology import Ontology, Row

CALL_ON, PLAN, PROMISE = "call_on", "plan", "promise"
AGREE_TO, APPROVE, AGREE = "agree_to", "approve", "AGREE"
SANCTION, THREATEN = "SANCTION", "THREATEN"
ACCUSE, CONDEMN = "accuse", "condemn"
ANNOUNCE = "announce"
HALT, REFUSE, ALLOW, ORDER = "halt", "refuse", "allow", "order"
DEESCALATE = "deescalate"
"""Acts of the ontology whose composition depends on more than their row says."""
_PROMISES = frozenset({"AGREE", "CONCEDE"})
"""Types that an operator of promising makes of an act."""
_FORCE = frozenset({"ASSAULT", "THREATEN"})
"""Types whose promised absence is restraint, no truce and no concession."""
RESOLVING = frozenset({"adopt_resolution", "issue_joint_statement"})
"""Acts that are nothing beside what the paper says."""
_ENDING = frozenset({"halt", "cancel"})
"""Operators that end or call off a deed, also one that was only considered."""
_GOVERNED = 0.65
"""Least confidence of an act noun that an operator governs."""
_BOTH_NAMED = 0.65
"""Least confidence of an operator that stands alone between two known parties."""
_OF_POLITICS = frozenset({"GOV", "LEG", "OPP", "PTY", "JUD", "MIL", "REB"})
_POLICE = "COP"
_UNIONS_OF_STATES = frozenset({"UNO", "IGO", "EUR"})


class Composer:
    """Joins the triggers of one sentence into findings."""

    def __init__(self, scene: Scene, roles: Roles, ontology: Ontology) -> None:
        self.scene, self.roles, self.ontology = scene, roles, ontology
        self.tree = scene.tree
        self._done: dict[int, list[Finding]] = {}
        self._taken: set[int] = set()
        self._plain = Plain(scene, roles)
        self._governed_acts = Governed(scene, roles, ontology, self._plain, self._done)
        self._overlaps = Overlaps(scene, ontology)
        self._sharing = Sharing(scene, roles.cast, ontology)

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
        found = [self._sharing.completed(f, found) for f in found]
        found = joined(self.scene, self._overlaps.without(found))
        found = with_casualties(self.scene, found)
        over = self._governed_acts.over
        found = [replace(f, over=True) if f.head in over else f for f in found]
        return sorted(found, key=lambda f: (f.core.head, f.act.id))

    def _is_taken(self, finding: Finding) -> bool:
        head = finding.outer.head
        return head in self._taken or head in self.roles.functions.absorbed

    def _make(self, trigger: Trigger) -> list[Finding]:
        act = self.ontology.acts.get(trigger.act)
        if act is None:
            return []
        if act.id == ACCUSE and self._is_judged(trigger.head):
            act = self.ontology.acts[CONDEMN]
        own = self._plain.make(trigger, act)
        if trigger.kind == "noun" and trigger.expression.actor == DOER and not own.actor:
            return []  # only a word for those who do it: "critics of the army"
        if not act.operator:
            return self._resolved(own) or [own]
        inner = self._governed_acts.inner(trigger)
        if act.event == "REQUEST" and self._only_asks(trigger):
            self._taken.update(one.outer.head for one in inner)
            return []
        if self._only_says(trigger, act.event):
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
            own = replace(own, recipient=within_content(self.roles, trigger, own.actor))
        if not own.recipient:
            own = replace(own, recipient=self._concerned(trigger, act.event, own))
        both = is_somebody(own.actor) and is_somebody(own.recipient)
        if self._is_joint(own, own.actor, own.recipient):
            together = distinct((*own.actor.who, *own.recipient.who))
            own = replace(own, actor=replace(own.actor, who=together), recipient=NOBODY)
        sure = max(act.alone, _BOTH_NAMED) if both or self._is_political(own.actor) else act.alone
        return [replace(own, confidence=own.confidence * sure)]

    def _resolved(self, own: Finding) -> list[Finding]:
        """What a resolution or statement says in the clause before it, where clauses stand before
        nouns (制裁を科す決議を採択した): who adopts it does that, and no more."""
        if own.act.id not in RESOLVING or not self.scene.grammar.chaining or not own.actor:
            return []
        told = [
            one
            for noun in own.core.nouns
            for clause in self.tree.with_rel(noun, "acl")
            if not self.tree.own_subjects(clause)
            and "Tense=Past" not in self.scene.sentence.feats[clause]
            for one in self._done.get(clause, [])
            if one.act.event is not None
        ]
        rows = [(self._row(APPROVE, one), replace(one, actor=own.actor)) for one in told]
        own = replace(own, recipient=NOBODY)
        made = [f for row, one in rows if (f := self._apply(row, own, one)) is not None]
        if made:
            self._taken.update(one.outer.head for one in told)
        return made

    def _concerned(self, trigger: Trigger, event: str, own: Finding) -> Role:
        """Whom an operator without a recipient concerns by what it governs."""
        found = withheld(self.scene, self.roles.cast, trigger, event, own.actor)
        return found or own.recipient

    def _is_judged(self, verb: int) -> bool:
        """Whether the clause says what somebody or his deed is, not what he did, where clauses of
        both kinds look alike (부당하다고 비난했다)."""
        tree, upos = self.tree, self.scene.sentence.upos
        clauses = tree.with_rel(verb, "ccomp") if self.scene.grammar.chaining else []
        return bool(clauses) and all(
            upos[c] in ("ADJ", "NOUN", "PROPN") or cannot(self.roles, c) for c in clauses
        )

    def _is_political(self, role: Role) -> bool:
        """Whether a state, its organ or a party of a known country does it: that such a one
        promises or demands something is an event, whatever it is."""
        if any((p.code and p.sector in _OF_POLITICS) or p.sector == _POLICE for p in role.who):
            return True
        if any(p.code in _UNIONS_OF_STATES and p.sector in (None, "UNK") for p in role.who):
            return True  # who speaks for it, too
        mentions = (m for t in role.tokens for m in self.scene.mentions.headed(t))
        return any(
            m.kind == COUNTRY or (m.kind == BODY and m.participants[0].sector is None)
            for m in mentions
        )

    def _only_asks(self, trigger: Trigger) -> bool:
        """Whether somebody wants to know something, not to have it done ("asked whether …")."""
        tree, questions = self.tree, self.scene.grammar.questions
        return any(
            tree.base[clause] == "ccomp" and tree.lower[tree.subtree(clause)[0]] in questions
            for clause in tree.complements(trigger.head)
        )

    def _only_says(self, trigger: Trigger, event: str | None) -> bool:
        """Whether a verb of asking that is also one of saying tells what is so ("insists that it
        has withdrawn")."""
        if event != "REQUEST" or trigger.kind != "verb" or self.scene.grammar.chaining:
            return False
        if self.scene.lemmas[trigger.head] not in self.scene.grammar.reporting.verbs:
            return False
        clauses = [c for c in self.tree.complements(trigger.head) if c > trigger.head]
        return bool(clauses) and all(self._plain.is_stated(clause) for clause in clauses)

    def _is_told(self, operator: Finding, inner: Finding) -> bool:
        """Whether the operator only reports a clause ("says X attacked", "said to have left")."""
        row = self._row(operator.act.id, inner)
        if operator.act.id == CALL_ON and self.tree.base[inner.head] == "ccomp":
            told = not self.scene.grammar.chaining  # "told her that he would …"
            told = told and not self._plain.is_bare_demand(operator.head, inner.head)
            return told and bool(self.tree.own_subjects(inner.head))
        if operator.act.id == ANNOUNCE and not self.scene.grammar.chaining:
            own = self.tree.base[inner.head] == "ccomp" and self.tree.own_subjects(inner.head)
            if own and is_negated(self.scene, inner.head):
                return True  # "said that it would not stop": no end of anything is announced
        clause = self.tree.base[inner.head] in ("ccomp", "advcl", "parataxis")
        past = "Tense=Past" in self.scene.sentence.feats[inner.head]
        if operator.act.event == "REQUEST" and self.scene.grammar.chaining and clause and past:
            return True  # what was done is claimed, not asked for
        if self.tree.base[inner.head] == "xcomp":
            clause = not self._plain.is_infinitive(inner.head) or self.tree.is_passive(
                operator.head
            )
        future = "Tense=Fut" in self.scene.sentence.feats[inner.head]
        if operator.act.id == PROMISE and self.scene.grammar.chaining and future:
            return False
        return (
            row is not None
            and row.keep
            and self.scene.sentence.lemmas[operator.head] in self.scene.grammar.reporting.verbs
            and (clause or bool(self.tree.own_subjects(inner.head)))
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
        told = inner.core.expression.negated or inner.outer.expression.negated
        denied = is_negated(self.scene, inner.head) and not told
        # "called on them to refrain from force": what was composed as not done is not asked for
        shunned = operator.act.event == "REQUEST" and inner.composed
        shunned = shunned and NEGATION in inner.auxiliary and not self.scene.grammar.chaining
        if (denied and inner.head != operator.head and not lacking) or shunned:
            halt = self._row(HALT, inner)
            halted = self._apply(halt, operator, inner, silent=True)
            promised = inner.act.event == AGREE  # nothing is under way that could be ended
            # "vowed not to negotiate": what had not begun is refused, not broken off
            ended = halted is not None and halted.act.event == SANCTION
            undone = halt is not None and (halt.keep or promised or ended) and not row.keep
            if undone and self._commits(row):  # "decided not to visit"
                row = self._row(REFUSE, inner) or row
            elif halted is not None and (not row.keep or inner.act.event == THREATEN):
                restrained = inner.act.event in _FORCE
                inner = replace(halted, head=inner.head)
                row = self._row(operator.act.id, inner, others)
                if restrained and row is not None and (row.keep or self._commits(row)):
                    inner = replace(inner, act=self.ontology.acts[DEESCALATE])
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
            confidence=min(operator.confidence, self._governed(row, inner)) * row.confidence,
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

    def _governed(self, row: Row, inner: Finding) -> float:
        """How sure an act under an operator is: a noun that might mean something else by itself is
        an act where something is done to it, and so is an operator that alone says little ("refused
        a request")."""
        plain = inner.core.kind == "noun" and not inner.act.operator
        if self.scene.grammar.chaining and plain:
            return max(inner.confidence, _GOVERNED)
        alone = inner.act.operator and not inner.composed and not row.keep
        if alone and not self.scene.grammar.chaining:
            return inner.core.expression.confidence
        return inner.confidence

    def _new_actor(self, row: Row, operator: Finding, inner: Finding) -> Role:
        if self._is_scheduled(operator):
            return inner.actor
        if row.keep or row.actor == "inner":
            if operator.act.id == ORDER and not self.scene.grammar.chaining:
                return either(_commanded(inner.actor, operator.actor), operator.actor)
            return either(inner.actor, operator.actor)
        if operator.act.id == PLAN and self.scene.grammar.chaining:
            return either(operator.actor, inner.actor)  # whose the plan is stands with the deed
        return operator.actor

    def _is_scheduled(self, operator: Finding) -> bool:
        """Whether it is only told of somebody that he is to do it, as planned by nobody who is
        named ("dijadwalkan tiba")."""
        return (
            operator.act.id == PLAN
            and self.scene.grammar.bare_agent
            and not operator.actor
            and self.tree.is_passive(operator.head)
        )

    def _new_recipient(self, row: Row, operator: Finding, inner: Finding, actor: Role) -> Role:
        if self._is_scheduled(operator):
            return inner.recipient
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
            return either(without(inner.actor, actor), operator.recipient)
        if row.keep and operator.act.id == ORDER and self.scene.grammar.chaining:
            return inner.recipient  # who is ordered to do it suffers nothing
        if row.keep:
            return either(inner.recipient, operator.recipient)
        if operator.recipient:
            return operator.recipient
        others = without(inner.actor, actor)
        states = {p.code for p in actor.who if p.code and p.sector in (None, "GOV")}
        if any(p.code not in states or p.sector not in (None, "GOV") for p in others.who):
            return others  # not the state for which the minister speaks
        return either(without(inner.recipient, actor), operator.recipient)


def _commanded(forces: Role, commander: Role) -> Role:
    """Forces of which it is only guessed whose they are, as those of who commands them."""
    codes = {p.code for p in commander.who}
    if len(codes) != 1 or None in codes:
        return forces
    (code,) = codes
    return replace(
        forces,
        who=tuple(
            replace(p, code=code, why=f"{p.why}; of {code}, which commands it")
            if p.code is None or is_guessed(p)
            else p
            for p in forces.who
        ),
    )
