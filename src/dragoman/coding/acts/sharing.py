"""Recipients that a finding shares with another one in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.addressees import addressee
from dragoman.coding.acts.finding import Finding, abroad
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.participants import OF_STATE, distinct
from dragoman.coding.saying.modality import awaited, conditions
from dragoman.coding.scene import Scene
from dragoman.model import HEADLINE
from dragoman.ontology import Ontology

_OF_OFFICE = frozenset({"threaten_to_quit"})
"""Threats that those on whose deed they depend do not suffer ("will leave the coalition if …")."""
_AT_TALKS = frozenset({"AGREE", "ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN"})
"""Types of what is said or settled with a partner whom an earlier clause names."""
_OFFER = "offer"
_IN_POWER = frozenset({"BUS", "GOV", "LEG", "MIL"})
"""Sectors of those whom people at home make demands of."""
_SAID_AT_TALKS = frozenset({"AGREE", "CONCEDE", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of what one calls or meets somebody to say."""
_ADDRESSED = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Types of what is said to somebody, who stands once before all that is said to him."""


class Sharing:
    """Completes findings of one sentence with the recipients of others."""

    def __init__(self, scene: Scene, cast: Cast, ontology: Ontology) -> None:
        self.scene, self.cast, self.ontology = scene, cast, ontology
        self.tree = scene.tree

    def completed(self, finding: Finding, others: Sequence[Finding]) -> Finding:
        """A recipient that a coordinated verb shares, or that an accusation has in common with the
        act that it leads to or a demand with the accusation before it (批判し、撤回を求めた), whom
        one told so at talks (と会談し、…で合意した), or those on whose deed a threat depends. Who
        agreed at talks did so together."""
        if finding.act.event == "AGREE" and self.scene.grammar.chaining:
            told = self._told_at_talks(finding, others)
            if told is not None:
                return told
        if self._is_of_content(finding):
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
        partner = self._addressed_before(finding, others)
        if partner is not None:
            return replace(finding, recipient=partner)
        if self.scene.grammar.chaining:
            whole = finding.core.head == finding.head  # not what a resolution says
            if finding.act.event == "ACCUSE" and self.tree.base[finding.head] == "advcl" and whole:
                main = self.tree.head(finding.head)
                for other in others:
                    if other.head == main:
                        return replace(finding, recipient=abroad(other.recipient, finding.actor))
            about = finding.act.event in ("ACCUSE", "SUPPORT") and self._is_of_something(finding)
            if finding.act.event in _AT_TALKS and not about:
                told = self._told_at_talks(finding, others)
                if told is not None:
                    return told
        if finding.act.event == "ACCUSE" and self.scene.grammar.chaining:
            said = {
                t for c in self.tree.with_rel(finding.head, "ccomp") for t in self.tree.subtree(c)
            }
            for other in others:
                if other.act.event == "ACCUSE" and other.head in said and other.recipient:
                    return replace(finding, recipient=abroad(other.recipient, finding.actor))
            doer = self._deed_before(finding, others)
            if doer is not None:
                return replace(finding, recipient=doer)
        partner = self._told_by_talking(finding, others)
        if partner is not None:  # what the infinitive says is said then
            return replace(finding, recipient=partner, unasserted=False)
        linked = self._linked(finding, others) or self._held(finding, others)
        if linked is not None:
            return replace(finding, recipient=linked)
        meant = addressee(self.scene, self.cast, finding)
        if meant:
            return replace(finding, recipient=meant)
        return threatened(self.scene, self.cast, finding)

    def _addressed_before(self, finding: Finding, others: Sequence[Finding]) -> Role | None:
        """Whom one met, called or thanked before he asked for help or made an offer, in a verb that
        is coordinated with that one ("met Modi and asked for vaccines")."""
        asks = finding.act.event == "REQUEST" and "assist" in finding.act.modes
        if not (asks or finding.act.id == _OFFER) or self.scene.grammar.chaining:
            return None
        if self.tree.base[finding.head] != "conj" or not finding.actor:
            return None
        mine = {p.key for p in finding.actor.who}
        for other in others:
            met = other.act.event == "CONSULT" or (asks and other.act.event == "SUPPORT")
            if other.head != self.tree.head(finding.head) or not met:
                continue
            if other.recipient and {p.key for p in other.actor.who} == mine:
                return abroad(other.recipient, finding.actor)
        return None

    def _told_by_talking(self, finding: Finding, others: Sequence[Finding]) -> Role | None:
        """Whom one calls or meets in order to say something ("called the emir to convey his
        support")."""
        tree, head = self.tree, finding.head
        if finding.act.event not in _SAID_AT_TALKS or tree.base[head] not in ("advcl", "xcomp"):
            return None
        infinitive = self.scene.grammar.infinitive
        if self.scene.grammar.chaining or not any(
            tree.says(m, infinitive) for m in tree.with_rel(head, "mark")
        ):
            return None
        mine = {p.key for p in finding.actor.who}
        for other in others:
            talks = other.act.event == "CONSULT" and other.act.mutual
            talks = talks and other.head == tree.head(head)
            if talks and other.recipient and {p.key for p in other.actor.who} == mine:
                return abroad(other.recipient, finding.actor)
        return None

    def _is_of_content(self, finding: Finding) -> bool:
        """Whether whom a demand seems to be made of is only named in what is demanded."""
        if finding.act.event != "REQUEST" or not self.scene.grammar.chaining:
            return False
        clauses = self.tree.with_rel(finding.head, "ccomp")
        within = {t for c in clauses for t in self.tree.subtree(c)}
        return bool(finding.recipient.tokens) and within.issuperset(finding.recipient.tokens)

    def _is_of_something(self, finding: Finding) -> bool:
        """Whether what is condemned or praised is named, so that it is not who was talked to
        (大統領と協議し、空爆を非難した)."""
        objects = (
            self.tree.with_rel(finding.core.head, "obj") if finding.core.kind == "verb" else []
        )
        return any(o not in finding.tokens for o in objects)

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

    def _deed_before(self, finding: Finding, others: Sequence[Finding]) -> Role | None:
        """Whose hostile deed the first part of a headline tells of, where the last only says who
        condemns (…미사일 발사…한미일 "규탄")."""
        tree = self.tree
        if self.scene.sentence.role != HEADLINE or self._is_done_to_another(finding):
            return None
        mine = {p.code for p in finding.actor.who}
        for other in others:
            hostile = other.act.event is not None and self.ontology.quad(other.act.event) == 4
            before = other.head < finding.head and not tree.is_root(other.head)
            theirs = {p.code for p in other.actor.who}
            if hostile and before and other.actor and mine.isdisjoint(theirs):
                return other.actor
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
            if alike != (self.ontology.quad(event) > 2) and not self._is_addressed(finding, other):
                continue
            if {p.key for p in other.actor.who} == {p.key for p in finding.actor.who}:
                return other.recipient if "martial-law" not in finding.act.modes else None
        return None

    def _is_addressed(self, finding: Finding, other: Finding) -> bool:
        """Whether both are said to whom the earlier one names in a place that is one of this act,
        too (반군에 자제를 호소하고 협상을 제안했다)."""
        both = {finding.act.event, other.act.event} <= _ADDRESSED
        return both and other.recipient.function in finding.core.expression.recipient

    def _held(self, finding: Finding, others: Sequence[Finding]) -> Role | None:
        """Of whom the paper that is handed in asks what it says, where the clause of the paper has
        taken who gets it (정부에 휴전을 요구하는 청원서를 제출했다)."""
        places = finding.core.expression.recipient
        for other in others:
            asked = other.act.event == finding.act.event == "REQUEST" and other.recipient
            within = self.tree.base[other.head] == "acl"
            within = within and self.tree.head(other.head) in finding.tokens
            if asked and within and other.recipient.function in places:
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


def threatened(scene: Scene, cast: Cast, finding: Finding) -> Finding:
    """A threat without a recipient is made to those on whose deed it depends ("if Iran does …"), a
    refusal to those whose deed is waited for ("until Iran does …")."""
    refused = finding.act.event == "REJECT" and not scene.grammar.chaining
    if not (refused or finding.act.event == "THREATEN") or finding.act.id in _OF_OFFICE:
        return finding
    mine = {p.key for p in finding.actor.who} if scene.grammar.chaining else set()
    if any(p.key not in mine for p in finding.recipient.who):
        return finding
    if any(scene.sentence.upos[t] == "PROPN" for t in finding.recipient.unknown):
        return finding  # "threatened to bomb Mombasa if …"
    said = scene.tree.with_rel(finding.head, "ccomp") if scene.grammar.chaining else []
    heads = dict.fromkeys((finding.head, finding.core.head, *said))
    clauses = [c for head in heads for c in conditions(scene, head)]
    if refused:
        clauses += [c for head in heads for c in awaited(scene, head)]
    tokens = [s for c in clauses for s in _whose_deed(scene, c)]
    who = cast.of(tokens)
    if not who:
        return finding
    waited_for = Role(who, tuple(tokens), "condition")
    others = abroad(waited_for, finding.actor) or _over_others(waited_for, finding.actor)
    return replace(finding, recipient=others)


def _whose_deed(scene: Scene, clause: int) -> list[int]:
    """Who is to do what a clause says: its subject; of a passive its agent, else whose the thing is
    that it is done to ("unless the sanctions are lifted"), but not the person ("unless she is
    freed")."""
    tree, subjects = scene.tree, scene.tree.own_subjects(clause)
    if not tree.is_passive(clause):
        return subjects
    agents = [] if scene.grammar.chaining else tree.agents(clause)
    return agents or [s for s in subjects if not scene.is_person(s)]


def _over_others(role: Role, actor: Role) -> Role:
    """Those of a role with power over an actor who is none of his state's organs ("strike
    until the government …")."""
    governed = actor.who and all(p.sector not in (None, *OF_STATE) for p in actor.who)
    kept = tuple(p for p in role.who if p.sector in _IN_POWER) if governed else ()
    return Role(kept, role.tokens, role.function) if kept else NOBODY
