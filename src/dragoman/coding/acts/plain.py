"""A trigger and those in its places: an act before any operator is applied."""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.acts.doers import actor_of
from dragoman.coding.acts.filling import Roles
from dragoman.coding.acts.finding import Finding, either
from dragoman.coding.acts.mentioned import is_only_named, is_perfect, is_ranked
from dragoman.coding.acts.recipients import partners_of, recipient_of
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import Step
from dragoman.ontology import Act

_TOLD = 0.7
"""How sure an act noun is that is the predicate of its actor ("EU: sanctions on Iran")."""
_ARMED = frozenset({"REB", "UAF", "PRM"})
_OF_NATURE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of what storms and accidents that bear names seem to do."""
_CROWDS = frozenset({"OPP", "CVL", "LAB", "EDU", "REF", "AGR"})
"""Sectors of those who arrest nobody."""
_INVESTIGATORS = frozenset({"COP", "JUD"})

_BY_LAW = frozenset({"arrest", "convict", "deport"})
"""Modes of what is done in the name of a state, by whomever."""


class Plain:
    """Makes findings of the triggers of one sentence, one by one."""

    def __init__(self, scene: Scene, roles: Roles) -> None:
        self.scene, self.roles = scene, roles
        self.tree = scene.tree

    def make(self, trigger: Trigger, act: Act) -> Finding:
        """The finding of a trigger that stands for this act, with who stands in its places."""
        actor = actor_of(self.roles, trigger, act.event)
        recipient = recipient_of(self.roles, trigger, actor)
        if act.mutual and not recipient:
            recipient = either(partners_of(self.roles, trigger), recipient)
        if self._are_seized(trigger, act, actor):
            actor, recipient = NOBODY, actor
        if self._is_seized(trigger, act, actor, recipient):
            actor, recipient = NOBODY, replace(actor, function="object")
        if self._investigates(act, recipient):  # 검찰 수사: who is named before it does it
            actor, recipient = recipient, recipient_of(self.roles, trigger, recipient)
        if self._strikes(trigger, act, recipient) and not actor:  # 반군 습격
            actor, recipient = replace(recipient, function="owner"), NOBODY
        if self._marches(trigger, act, recipient) and not actor:  # 学生デモ
            actor, recipient = replace(recipient, function="owner"), NOBODY
        nobodys = not actor and self._is_nobodys(trigger)
        if nobodys and not _BY_LAW.isdisjoint(act.modes):
            nobodys = not self._are_people(trigger)
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
            unasserted=is_only_named(self.scene, self._bearer(trigger))
            or self.is_infinitive(self._bearer(trigger)),
            nobodys=nobodys,
            lone=bool(actor) and all(self._is_one_person(t) for t in actor.tokens),
        )

    def _are_seized(self, trigger: Trigger, act: Act, actor: Role) -> bool:
        """Whether a crowd that a headline tells of before an arrest is who suffers it (시위대,
        의회 난입…100명 연행)."""
        return (
            bool(self.scene.grammar.chaining)
            and "arrest" in act.modes
            and bool(actor)
            and all(p.sector in _CROWDS for p in actor.who)
            and "VerbForm" not in self.scene.sentence.feats[trigger.head]
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

    def _marches(self, trigger: Trigger, act: Act, recipient: Role) -> bool:
        """Whether the crowd named right before a noun of protest is who protests."""
        return (
            bool(self.scene.grammar.chaining)
            and trigger.kind == "noun"
            and act.event == "PROTEST"
            and recipient.function == "modifier"
            and all(p.sector in _CROWDS for p in recipient.who)
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

    def _are_people(self, trigger: Trigger) -> bool:
        """Whether those by whom it is done are likely people: several, or somebody's."""
        tree = self.tree
        return any(
            "Number=Plur" in tree.sentence.feats[agent] for agent in tree.agents(trigger.head)
        ) or any(
            tree.sentence.deprels[c] == "nmod:poss"
            for agent in tree.agents(trigger.head)
            for c in tree.children[agent]
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

    def is_bare_demand(self, operator: int, verb: int) -> bool:
        """Whether those of whom something is demanded stand between the verb of the demand and what
        they are to do, without a mark, where verbs have no infinitive (meminta Suriah membebaskan
        …, against "told her that he would …")."""
        tree, feats = self.tree, self.tree.sentence.feats[verb]
        subjects = tree.own_subjects(verb)
        between = bool(subjects) and all(operator < s < verb for s in subjects)
        return (
            between
            and "VerbForm" not in feats
            and "Tense" not in feats
            and not tree.with_rel(operator, "obj", "iobj")
            and not tree.with_rel(verb, "mark")
        )

    def is_stated(self, verb: int) -> bool:
        """Whether a clause says what is so or will be, against what somebody is to do ("insisted
        that it was helping them", against "insisted that it help them")."""
        tree, sentence = self.tree, self.scene.sentence
        if tree.base[verb] != "ccomp" or not tree.own_subjects(verb):
            return False
        auxiliaries = tree.with_rel(verb, "aux", "cop")
        if any(tree.says(a, self.scene.grammar.obliging) for a in auxiliaries):
            return False
        if auxiliaries:
            return "VerbForm=Fin" in sentence.feats[auxiliaries[0]]
        return "Mood=Ind" in sentence.feats[verb] and tree.lower[verb] != sentence.lemmas[verb]

    def is_infinitive(self, verb: int) -> bool:
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
        if is_perfect(self.scene, verb) or is_ranked(self.scene, verb):
            return False  # "claimed to have fired", "was the first to fire"
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
