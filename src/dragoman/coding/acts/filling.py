"""Whom the nouns that stand in the functions of an act's expression stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, PLACE
from dragoman.coding.acts.functions import Functions
from dragoman.coding.acts.grounds import before_ground
from dragoman.coding.acts.reaching import shared_object
from dragoman.coding.acts.roles import NOBODY, Role, is_preposition
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.lands import as_adjective, is_place, of_capital
from dragoman.coding.parties.participants import OF_STATE, parties
from dragoman.coding.parties.reasons import TOLD_BEFORE
from dragoman.coding.scene import Scene
from dragoman.languages.expressions import Expression
from dragoman.model import Participant

OF_WORDS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of what is said."""
TOGETHER = "together"
"""The function of who does something together with the actor."""
_OF_PERSONS = frozenset({"ACCUSE", "SUPPORT"})
"""Types of what is said of persons by what is theirs."""
_PRESS = "JRN"


class Roles:
    """Fills the roles of the triggers of one sentence.

    `acting`: token of a noun that is an act itself → who does that act ("condemned the attack by
    Hamas" blames Hamas); filled by the coder as it goes, inner acts first. `deeds`: act noun → its
    event type; `undergone`: act noun of nobody → whom it is done to; `accused`: noun of an
    accusation → whom it accuses ("investigates allegations against Iran"). `event`, `own`: type and
    head of the act whose roles are looked for; `looks_within`: whether all who are named within a
    subject count, too.

    Args:
        nouns: act → its noun expressions, whose places also count for the noun of a light verb.
    """

    def __init__(self, scene: Scene, cast: Cast, nouns: Mapping[str, Sequence[Expression]]) -> None:
        self.scene, self.cast, self.tree = scene, cast, scene.tree
        self.acting: dict[int, tuple[Participant, ...]] = {}
        self.deeds: dict[int, str] = {}
        self.accused: dict[int, tuple[Participant, ...]] = {}
        self.undergone: dict[int, tuple[Participant, ...]] = {}
        self.functions = Functions(scene)
        self._nouns = nouns
        self.event: str | None = None
        self.own: int | None = None
        self.looks_within = False

    def tokens(self, trigger: Trigger, function: str) -> list[int]:
        """The head tokens of the nouns that stand in a function of the trigger."""
        return self.functions.tokens(trigger, function, self.event)

    def agents(self, trigger: Trigger) -> list[int]:
        """Who does it by grammar."""
        return self.functions.agents(trigger, self.event)

    def by_noun(self, trigger: Trigger, role: str, taken: Iterable[int] = ()) -> Role:
        """A role that stands on the act noun of a light verb ("Talks between A and B were …")."""
        for noun in trigger.nouns:
            for expression in self._nouns.get(trigger.act, ()):
                if self.scene.words.get(noun, frozenset()).isdisjoint(expression.words):
                    continue
                inner = replace(trigger, expression=expression, head=noun, nouns=(noun,))
                places = expression.actor if role == "actor" else expression.recipient
                found = self.first(inner, places, taken)
                if found:
                    return found
        return NOBODY

    def names_deed(self, act: str, noun: int) -> bool:
        """Whether the noun alone also expresses the act."""
        words = self.scene.words.get(noun, frozenset())
        return any(not words.isdisjoint(e.words) for e in self._nouns.get(act, ()))

    def first(self, trigger: Trigger, functions: Sequence[str], taken: Iterable[int] = ()) -> Role:
        """The first of the functions in which somebody stands; `taken` are tokens that do not
        count."""
        skip = set(taken)
        for function in functions:
            if function == "object" and trigger.kind == "verb":
                given = self.role(self.tokens(trigger, "iobject"), "iobject")
                if given:
                    return given
            tokens = [t for t in self.tokens(trigger, function) if t not in skip]
            owners = function not in ("with", "between")
            if not tokens and function == "object" and trigger.kind == "verb":
                shared = shared_object(self.scene, trigger.head)
                tokens = [t for t in shared if t not in skip and not self.acting.get(t)]
            if not tokens and function in ("object", "subject"):
                tokens = before_ground(self.scene, trigger)
            role = self.role(tokens, function, owners=owners)
            if role and not self.is_audience(role):
                return role
        return NOBODY

    def is_audience(self, role: Role) -> bool:
        """Whether reporters without a country are only those to whom something is said of others
        (記者団に対し称賛した), or are met to be told something (기자들과 만나)."""
        together = (TOGETHER, *self.scene.grammar.together)
        met = self.event == "CONSULT" and role.function in together
        if met and self.scene.grammar.chaining:
            return all(p.sector == _PRESS and p.entity is None for p in role.who)
        return (
            bool(self.scene.grammar.chaining)
            and self.event in OF_WORDS
            and is_preposition(role.function)
            and all(p.sector == _PRESS and p.code is None for p in role.who)
        )

    def role(self, tokens: Sequence[int], function: str, owners: bool = True) -> Role:
        """The role of those for whom nouns in a function stand; with `owners`, also of those whose
        the nouns are."""
        found: list[Participant] = []
        kept: list[int] = []
        for token in tokens:
            # a sea or region is nobody: it is known, but of no country and no kind
            who = tuple(
                p for p in self._who(token, function, owners) if p.code or p.sector or not p.name
            )
            if who:
                found += who
                kept.append(token)
        return Role(parties(found), tuple(kept), function) if found else NOBODY

    def _who(self, token: int, function: str, owners: bool) -> tuple[Participant, ...]:
        if function == "subject" and self.tree.base[token] in ("amod", "compound"):
            return self.cast.at(token) or as_adjective(self.scene, token)
        if function == "subject" and self.looks_within:
            return self.cast.of([token]) or self.cast.within(token)
        if self.tree.lower[token] in self.scene.grammar.pronouns.relative:
            return self._antecedent(token)
        if function in ("modifier", "owner"):
            held = self._holder_of(token)
            if held:
                return held
        if function == "modifier":
            where = self.event == "ASSAULT" and is_place(self.scene, token)
            if where and not self.looks_within:
                return ()
            return self.cast.at(token) or as_adjective(self.scene, token)
        if function == "subject" and self.event == "ASSAULT" and self._is_where(token):
            return ()
        where = self.event == "PROTEST" and function in self.scene.grammar.place
        if where and not any(m.head == token for m in self.scene.mentions.at(token)):
            # where they march is not whom they march against, but for "in front of the embassy"
            inside = [one for one in self.scene.content(token) if one != token]
            who = self.cast.of(inside, owners=False)
            return tuple(p for p in who if p.sector in OF_STATE)
        direct = self.cast.of([token], owners=False)
        if direct and is_preposition(function):  # "from Rome and Berlin"
            there = of_capital(self.scene, token)
            direct = (*(p for p in there if p.code not in {d.code for d in direct}), *direct)
        if direct:
            return (*direct, *self._beside(token))
        if self.event == "ASSAULT" and function == "subject" and self._is_told_by_place(token):
            return ()
        if is_preposition(function):
            there = of_capital(self.scene, token)
            if there:
                return there
        if self.scene.sentence.lemmas[token] in self.scene.grammar.deeds:
            whose = self.cast.of(self._deciding(token))
            if whose:  # "faulted the king's decision to let the army shoot"
                return whose
        if self.event in _OF_PERSONS and token not in self.deeds:
            whose = self._person_behind(token)
            if whose:
                return whose
        for one in self.scene.content(token):
            if self.acting.get(one):
                return self.acting[one]
        if not owners and function != "object":
            return ()
        whose = self.cast.of([token]) or self._told_before(token)
        if self.event == "ACCUSE" and self.undergone.get(token):
            # concern about the exit from the EU is none about the EU
            suffering = {p.key for p in self.undergone[token]}
            whose = tuple(p for p in whose if p.key not in suffering)
        return whose

    def _deciding(self, token: int) -> list[int]:
        """Whose a deed is: its genitive, else the body or organ before its noun ("a Supreme Court
        decision")."""
        whose = self.tree.with_rel(token, "nmod:poss")
        if whose or self.scene.grammar.modifiers != "before" or self.scene.grammar.chaining:
            return whose
        return [
            one
            for one in self.tree.with_rel(token, "compound")
            if any(
                m.kind == BODY or (m.agent is not None and not m.agent.person)
                for m in self.scene.mentions.headed(one)
            )
        ]

    def _person_behind(self, token: int) -> tuple[Participant, ...]:
        """The person whose doings are looked into, praised or condemned ("an inquiry into the
        mayor's dealings with a bank")."""
        tree, grammar = self.tree, self.scene.grammar
        lemmas = self.scene.sentence.lemmas
        if grammar.chaining or lemmas[token] in grammar.relatives or token in self.scene.words:
            return ()
        owners = [o for o in tree.with_rel(token, "nmod:poss") if self.scene.is_person(o)]
        return self.cast.of(owners, owners=False) if owners else ()

    def _beside(self, token: int) -> tuple[Participant, ...]:
        """Whose the counterpart is that is coordinated with somebody known, if it is known by the
        country only ("Menlu Mesir dan mitranya dari Turki")."""
        tree, lemmas = self.tree, self.scene.sentence.lemmas
        if tree.grammar.modifiers != "behind":
            return ()
        others = [c for c in tree.with_rel(token, "conj") if lemmas[c] in tree.grammar.counterpart]
        lands = [
            o for c in others for o in tree.obliques(c) if tree.marked(o, tree.grammar.belonging)
        ]
        return self.cast.of(lands, owners=False)

    def _antecedent(self, pronoun: int) -> tuple[Participant, ...]:
        """Whom a relative pronoun takes up whose clause the parser hangs elsewhere: the noun before
        it."""
        before = pronoun - 1
        if before > 0 and self.tree.lower[before] == ",":
            before -= 1
        if before < 0 or self.tree.base[self.tree.head(pronoun)] != "advcl":
            return ()
        return self.cast.of([before], owners=False)

    def _is_where(self, token: int) -> bool:
        """Whether a place only says where the deed behind it was, so that a clause before it is not
        of the place (二人が死んだパリの爆破事件)."""
        return (
            bool(self.scene.grammar.chaining)
            and self.tree.base[token] == "nmod"
            and bool(self.tree.with_rel(token, "acl"))
            and any(m.kind in (PLACE, CAPITAL, COUNTRY) for m in self.scene.mentions.headed(token))
        )

    def _is_told_by_place(self, token: int) -> bool:
        """Whether what names a deed is where it was ("the Paris attack killed …")."""
        return any(is_place(self.scene, a) for a in self.tree.attributes(token))

    def _holder_of(self, token: int) -> tuple[Participant, ...]:
        """The agent that an attribute belongs to ("summoned the Russian ambassador")."""
        if self.tree.head(token) == self.own:
            return ()  # the act itself, read as an agent: "Russia's opposition to the plan"
        for mention in self.scene.mentions.headed(self.tree.head(token)):
            if mention.agent is not None and any(p.code for p in mention.participants):
                return mention.participants
        return ()

    def _told_before(self, token: int) -> tuple[Participant, ...]:
        """Whose a definite deed is that the story told before ("welcomed the decision")."""
        scene, tree = self.scene, self.tree
        definite = scene.grammar.definite
        if not any(tree.lower[c] in definite for c in tree.with_rel(token, "det")):
            return ()
        event = self.deeds.get(token)
        if self.event == "REQUEST" and scene.grammar.chaining:
            return ()  # who is asked to look into a deed need not have done it
        if event == self.event == "ACCUSE":
            return ()  # to investigate an accusation is not done to the accuser
        if event is None and scene.sentence.lemmas[token] not in scene.grammar.deeds:
            return ()
        why = f"'{tree.sentence.forms[token]}' {TOLD_BEFORE}"
        return tuple(replace(p, why=f"{why}: {p.why}") for p in self.cast.memory.doer(event or ""))
