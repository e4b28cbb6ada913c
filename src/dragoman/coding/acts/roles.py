"""Who does it and to whom: the roles of an act, by the functions its expression names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, PLACE
from dragoman.coding.acts.reaching import (
    among,
    around_gap,
    authors,
    beside,
    enclosed,
    nested,
    no_venues,
    shared_object,
    sources,
    told_in,
)
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.lands import as_adjective, directed_at, is_place, of_capital
from dragoman.coding.parties.participants import parties
from dragoman.coding.parties.reasons import TOLD_BEFORE
from dragoman.coding.saying.attribution import in_quotes, saying_of
from dragoman.coding.scene import Scene
from dragoman.languages.expressions import FUNCTIONS, Expression
from dragoman.model import HEADLINE, Participant


@dataclass(frozen=True, slots=True)
class Role:
    """One side of an act: who, the head tokens of the nouns, and the function they stand in.

    `unknown`: where `who` is nobody, the nouns that stand there of which nothing is known.
    """

    who: tuple[Participant, ...] = ()
    tokens: tuple[int, ...] = ()
    function: str = ""
    unknown: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.who)


NOBODY = Role()
_COMMITTING = frozenset({"promise", "offer", "plan", "decide", "refuse", "threaten", "agree_to"})
"""Operators whose actor is who does what they govern."""
_LOOSE = frozenset({"subject", "modifier", "complement", "owner"})
"""Places of a recipient where words stand that often are no party."""
_PRESS, _TOGETHER = "JRN", "together"
_OF_WORDS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
DOER = ("subject",)
"""Where the actor of a noun stands that names who does it (critic), not the act."""


class Roles:
    """Fills the roles of the triggers of one sentence.

    `acting`: token of a noun that is an act itself → who does that act ("condemned the attack by
    Hamas" blames Hamas); filled by the coder as it goes, inner acts first. `absorbed`: verbs that
    only served as prepositions ("a rally opposing the law"). `deeds`: act noun → its event
    type; `undergone`: act noun of nobody → whom it is done to; `accused`: noun of an accusation →
    whom it accuses ("investigates allegations against Iran").

    Args:
        nouns: act → its noun expressions, whose places also count for the noun of a light verb.
    """

    def __init__(self, scene: Scene, cast: Cast, nouns: Mapping[str, Sequence[Expression]]) -> None:
        self.scene, self.cast, self.tree = scene, cast, scene.tree
        self.acting: dict[int, tuple[Participant, ...]] = {}
        self.absorbed: set[int] = set()
        self.deeds: dict[int, str] = {}
        self.accused: dict[int, tuple[Participant, ...]] = {}
        self.undergone: dict[int, tuple[Participant, ...]] = {}
        self._nouns = nouns
        self._near: dict[int, list[int]] = {}
        self._event: str | None = None
        self._own: int | None = None
        self._looks_within = False

    def actor(self, trigger: Trigger, event: str | None = None) -> Role:
        """Who does it; `event` is the type of the act."""
        self._event, self._own = event, trigger.head
        functions = trigger.expression.actor
        if trigger.kind == "noun" and functions == DOER:
            return self._role(self._called(trigger.head), "subject")
        if trigger.kind == "noun":
            return (
                self._by_preposition_of(trigger)
                or self._role(sources(self.scene, trigger.head), "from", owners=False)
                or self._said_of(trigger.head)
                or self._carried(trigger)
                or self._first(trigger, functions)
                or self._during(trigger)
            )
        if functions != ("subject",):
            found = self._first(trigger, functions)
            if found or "subject" not in functions:
                return found
        if "subject" in trigger.expression.recipient and trigger.kind != "noun":
            return self._by_noun(trigger, "actor")
        state = self._is_state(trigger)
        passive = self.tree.is_passive(trigger.head) and not state
        owned = self._by_owner(trigger.head) or self._by_owner(self._begun_by(trigger.head))
        if owned:
            return owned
        doers = [*self.tree.subjects(trigger.head)] if state else self.agents(trigger)
        agents = self._within_quote(trigger.head, doers)
        sharing = self._sharing(trigger)
        agents = self._caused(trigger) or self._alleged(trigger) or sharing or agents
        expression = trigger.expression
        if expression.object or "object" in expression.recipient:
            agents = around_gap(self.scene, agents, trigger.head)
        told = self.scene.grammar.chaining and self.tree.base[trigger.head] == "ccomp"
        if told and not passive and not self.tree.objects(trigger.head):
            agents = [a for a in agents if a not in self.deeds]
        found = self._role(agents, "by" if passive else "subject")
        if passive and self._is_of_sufferer(trigger.head, agents, found):
            return NOBODY
        found = found or self._by_noun(trigger, "actor") or self._holding(trigger.head)
        if not found and self._event in _OF_WORDS:
            found = self._role(authors(self.scene, trigger.head), "subject")
        if sharing and not found:
            return NOBODY  # it is said who does it, though nobody knows him
        found = found or self._beyond(trigger)
        return found if found or passive else self._left_out(trigger.head)

    def _by_preposition_of(self, trigger: Trigger) -> Role:
        """Who does what a noun says, named behind it; whose the noun is does it where what stands
        behind "of" suffers it ("Niger's withdrawal of its troops", "announced the deployment of
        forces")."""
        functions, grammar = trigger.expression.actor, self.scene.grammar
        found = self._first(trigger, [f for f in functions if is_preposition(f)])
        if not found or found.function not in grammar.owner or grammar.modifiers != "before":
            return found
        whose = self._role(self.tree.with_rel(trigger.head, "nmod:poss"), "owner")
        if whose or any(p.code for p in found.who):
            return whose or found
        attributes = self._first(trigger, [f for f in functions if f == "modifier"])
        return attributes or self._carried(trigger) or found

    def _is_of_sufferer(self, verb: int, agents: Sequence[int], found: Role) -> bool:
        """Whether whom it is done to is found only as the owner of who does it ("was held by his
        own guards"), of whom then nothing is known."""
        if self.scene.grammar.chaining or self.cast.of(agents, owners=False):
            return False
        sufferers = {p.key for p in self.cast.of(self.tree.subjects(verb), owners=False)}
        return bool(sufferers) and {p.key for p in found.who} <= sufferers

    def _is_state(self, trigger: Trigger) -> bool:
        """Whether the auxiliary is one of the expression's own words, so that its participle tells
        what its subject is, not what is done to it ("is prepared to lift sanctions")."""
        tree = self.tree
        return trigger.kind == "verb" and any(
            tree.base[t] in ("aux", "cop") and tree.head(t) == trigger.head for t in trigger.tokens
        )

    def _caused(self, trigger: Trigger) -> list[int]:
        """Who is made to do it, where the verb says by its form that somebody makes others do so
        (軍に攻撃させた) and the noun is of a kind that acts."""
        tree, head = self.tree, trigger.head
        if "Voice=Cau" not in tree.sentence.feats[head] or not self.scene.grammar.chaining:
            return []
        return [
            noun
            for noun in tree.obliques(head)
            for mark, kinds in self.scene.grammar.loose_agent.items()
            if tree.marked(noun, (mark,))
            and not tree.marked(noun, self.scene.grammar.agent)
            and len(tree.cases(noun)) == 1
            and (mark not in trigger.expression.recipient or tree.with_rel(head, "obj"))
            and mark not in trigger.expression.with_
            and any((m.kind in kinds and m.agent is not None) or m.kind == BODY
                    for m in self.scene.mentions.headed(noun))
        ]  # fmt: skip

    def _alleged(self, trigger: Trigger) -> list[int]:
        """To whom is done for it what the main clause says, where that gives a past deed as its
        ground (取引したとして中国企業に制裁を科した)."""
        tree, head = self.tree, trigger.head
        if tree.own_subjects(head) or not self._is_ground(head):
            return []
        main = tree.head(head)
        while tree.sentence.lemmas[main] in self.scene.grammar.charges and not tree.is_root(main):
            main = tree.head(main)
        if tree.is_passive(main):
            return list(tree.subjects(main))
        return [
            noun
            for noun in (*tree.with_rel(main, "obj"), *tree.obliques(main))
            if noun > head and self.cast.of([noun])
        ][:1]

    def _is_ground(self, clause: int) -> bool:
        """Whether a clause says for what past deed the main clause's is done."""
        tree, grammar = self.tree, self.scene.grammar
        return (
            bool(grammar.alleged)
            and tree.base[clause] in ("advcl", "ccomp")
            and "Tense=Past" in tree.sentence.feats[clause]
            and (
                any(tree.says(m, grammar.alleged) for m in tree.with_rel(clause, "mark"))
                or (
                    tree.base[clause] == "ccomp"
                    and tree.sentence.lemmas[tree.head(clause)] in grammar.accusing
                    and bool(tree.with_rel(tree.head(clause), "obj"))
                )
            )
        )

    def _sharing(self, trigger: Trigger) -> list[int]:
        """Who commits himself to what a clause says, where the parser gives the subject to that
        clause (首相が支援すると約束した, 高官が会いたいと明言した)."""
        tree, head = self.tree, trigger.head
        if not self.scene.grammar.chaining or trigger.kind != "verb" or tree.is_passive(head):
            return []
        if tree.own_subjects(head):
            return []
        meant = [c for n in trigger.nouns for c in tree.with_rel(n, "acl")
                 if tree.sentence.deprels[c] == "acl"]  # fmt: skip
        for clause in (*tree.with_rel(head, "ccomp"), *meant):
            own = tree.own_subjects(clause)
            if not own and trigger.act in _COMMITTING:  # of the clause from which this one goes on
                before = tree.with_rel(clause, "advcl")
                own = [s for c in before if self._goes_on(c) for s in tree.own_subjects(c)]
            if (
                own
                and not tree.is_passive(clause)
                and (
                    trigger.act in _COMMITTING
                    or (
                        tree.with_rel(clause, "aux")
                        and any(
                            tree.says(c, self.scene.grammar.wishing)
                            for c in tree.with_rel(clause, "aux")
                        )
                    )
                )
            ):
                return own if not in_quotes(self.scene, own[0]) else []
        return []

    def _goes_on(self, clause: int) -> bool:
        """Whether the clause behind this one has the same subject, by the mark between."""
        tree, chaining = self.tree, self.scene.grammar.chaining
        marks = tree.with_rel(clause, "mark")
        return bool(marks) and all(tree.says(m, chaining) for m in marks)

    def _holding(self, verb: int) -> Role:
        """Who holds or issues what a clause before it describes, where that is nobody (정권을
        규탄하는 기자회견을 열었다)."""
        tree, noun = self.tree, self.tree.head(verb)
        grammar, lemmas = self.scene.grammar, self.scene.sentence.lemmas
        if not grammar.chaining or tree.base[verb] != "acl" or tree.is_passive(verb):
            return NOBODY
        gist = lemmas[noun] in grammar.gist and tree.base[noun] == "nmod"
        noun = tree.head(noun) if gist else noun
        outer = tree.head(noun)
        if tree.base[noun] != "obj" or tree.own_subjects(verb):
            return NOBODY
        relative = tree.sentence.deprels[verb] == "acl:relcl" and lemmas[outer] in grammar.light
        if not (relative or gist):
            return NOBODY
        return self._role(tree.agents(outer), "subject")

    def _begun_by(self, verb: int) -> int:
        """The gerund that an infinitive goes on from ("in taking steps to disarm"); else itself."""
        tree, holder = self.tree, self.tree.head(verb)
        infinitive = any(
            tree.says(m, self.scene.grammar.infinitive) for m in tree.with_rel(verb, "mark")
        )
        if not infinitive or self.scene.grammar.chaining or tree.own_subjects(verb):
            return verb
        return tree.head(holder) if tree.base[holder] == "obj" else holder

    def _by_owner(self, verb: int) -> Role:
        """Whose the noun is on which a gerund hangs ("his courage in disarming")."""
        tree = self.tree
        noun = tree.head(verb)
        if tree.base[verb] == "advcl":  # the parser hangs it on the verb before
            marks = tree.with_rel(verb, "mark", "case")
            noun = min(marks) - 1 if marks and min(marks) > 0 else noun
        feats = tree.sentence.feats[verb]
        gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Past" not in feats)
        marked = any(tree.base[c] in ("mark", "case") for c in tree.children[verb])
        behind = tree.base[verb] == "acl" or (
            tree.base[verb] == "advcl" and noun != tree.head(verb)
        )
        if not behind or not gerund or not marked or tree.is_passive(verb):
            return NOBODY
        if tree.sentence.upos[noun] != "NOUN" or tree.own_subjects(verb):
            return NOBODY
        return self._role(tree.owners(noun), "subject")

    def _beyond(self, trigger: Trigger) -> Role:
        """Who says it, where the clause before has a subject that is nobody or the expression's
        own noun ("said that distrust was growing and would not …", "said that it was ready")."""
        tree, verb = self.tree, trigger.head
        own = set(tree.own_subjects(verb)) - {*trigger.nouns, *trigger.doers, *self.deeds}
        if not self.scene.grammar.chaining or tree.is_passive(verb) or own:
            return NOBODY
        return self._role(tree.inherited_subjects(verb), "subject")

    def _left_out(self, verb: int) -> Role:
        """The subject that a clause leaves out: that of the sentence before."""
        tree = self.tree
        clauses = [c for c in (verb, *tree.ancestors(verb)) if tree.clause_head(c) == c]
        relative = any(tree.sentence.deprels[c] == "acl:relcl" for c in clauses)
        if not self.scene.grammar.chaining or relative or tree.subjects(verb):
            return NOBODY
        if self.scene.sentence.role == HEADLINE:
            return NOBODY
        why = "subject left out: as in the sentence before"
        who = tuple(replace(p, why=f"{why}: {p.why}") for p in self.cast.memory.topic)
        return Role(who, (), "subject") if who else NOBODY

    def agents(self, trigger: Trigger) -> list[int]:
        """Who does it by grammar. A passive's noun with a mark that also marks places, times or
        goals (に, 에) is its agent only if it is of a kind that acts, and the act has no recipient
        there."""
        tree, head = self.tree, trigger.head
        found = tree.agents(head)
        if not found and tree.is_passive(head):  # "was deemed illegal by Madrid"
            found = [
                agent
                for word in trigger.tokens
                if word != head and tree.base[word] in ("obj", "xcomp")
                for agent in tree.with_rel(word, "obl:agent")
            ] or [
                agent
                for place in tree.obliques(head)  # "sent to Haiti by Mexico"
                if place > head and tree.base[place] == "obl"
                for agent in tree.obliques(place)
                if agent > place and tree.marked(agent, self.scene.grammar.agent)
            ]
        loose = self.scene.grammar.loose_agent
        if found or not loose or not tree.is_passive(head):
            return found
        suffers = self._event in ("ASSAULT", "COERCE") and bool(tree.own_subjects(head))
        return [
            noun
            for noun in tree.obliques(head)
            for mark, kinds in loose.items()
            if tree.marked(noun, (mark,))
            and (mark not in trigger.expression.recipient or suffers)
            and mark not in trigger.expression.with_
            and any(m.kind in kinds for m in self.scene.mentions.headed(noun))
        ]

    def _within_quote(self, verb: int, agents: list[int]) -> list[int]:
        """Without the one who says what stands in quotation marks, whose own subject is meant
        (`"It insists on …," the minister said`)."""
        if not in_quotes(self.scene, verb):
            return agents
        saying = saying_of(self.scene, verb)
        if self.scene.grammar.chaining and self.tree.base[verb] == "acl":
            return [a for a in agents if in_quotes(self.scene, a)]
        if saying is None or saying.word == verb:
            return agents
        return [a for a in agents if a not in saying.speakers or in_quotes(self.scene, a)]

    def recipient(self, trigger: Trigger, actor: Role) -> Role:
        """To whom it is done: the first function of the expression that is filled."""
        taken = set(actor.tokens)
        if trigger.kind == "noun":
            suffered = self._suffered(trigger)
            if suffered:
                return suffered
        self._looks_within = True
        found = self._first(trigger, trigger.expression.recipient, taken)
        self._looks_within = False
        found = found or self._behind_doer(trigger, actor) or self._toward(trigger)
        blaming = self._event in ("ACCUSE", "SUPPORT") or self._has_ground(trigger)
        if not found and blaming and trigger.kind == "verb":
            found = self._blamed(trigger, taken)
        if not found and trigger.kind != "noun" and trigger.expression.recipient:
            found = self._by_noun(trigger, "recipient", taken)
        found = found or self._reached(trigger, taken)
        return found or self._nobody_known(trigger, taken)

    def _reached(self, trigger: Trigger, taken: Iterable[int]) -> Role:
        """A recipient that is further off than the places its expression names."""
        skip, grammar = set(taken), self.scene.grammar
        places = [f for f in trigger.expression.recipient if is_preposition(f)]
        for place in places:
            far = nested(self.scene, trigger, place, self.deeds) if place in grammar.toward else ()
            role = self._role([t for t in far if t not in skip], place)
            if role:
                return role
        if self._event == "ACCUSE":
            return NOBODY
        if any(f in grammar.between for f in places):
            role = self._role(among(self.scene, trigger), "between", owners=False)
            if role:
                return role
        tokens = told_in(self.scene, trigger.nouns, [f for f in places if f in grammar.content])
        return self._role([t for t in tokens if t not in skip], "told")

    def _nobody_known(self, trigger: Trigger, taken: Iterable[int]) -> Role:
        """The nouns that stand where the recipient is, of which nothing is known."""
        skip = {*taken, *trigger.tokens, *trigger.nouns}
        for function in trigger.expression.recipient:
            if function in _LOOSE and function != "complement":
                continue
            if self._event == "PROTEST" and function in self.scene.grammar.place:
                continue
            nouns = [t for t in self._tokens(trigger, function)
                     if t not in skip and self._may_be_party(t)]  # fmt: skip
            if self._event == "ASSAULT" and function in self.scene.grammar.place:
                # "in a new offensive"
                nouns = [t for t in nouns if t not in self.deeds]
            if function == "complement":
                nouns = [t for t in nouns if self.tree.sentence.upos[t] == "PROPN"]
            if nouns:
                return Role(function=function, unknown=tuple(nouns))
        return NOBODY

    def _may_be_party(self, token: int) -> bool:
        upos = self.tree.sentence.upos[token]
        return upos in ("NOUN", "PROPN", "NUM", "SYM") and not self.scene.grammar.chaining

    def within_content(self, trigger: Trigger, actor: Role) -> Role:
        """To whom it is done, told with the verb of what is promised or demanded, which is no act
        (장비를 한국에 공급하기로 약속했다)."""
        tree = self.tree
        marks = [f for f in trigger.expression.recipient if is_preposition(f)]
        clauses = [c for c in tree.complements(trigger.head) if c < trigger.head]
        if not marks or trigger.kind != "verb":
            return NOBODY
        tokens = [o for c in clauses for o in tree.obliques(c) if tree.marked(o, marks)]
        role = self._role(tokens, "content", owners=False)
        keys = {p.key for p in actor.who}
        return role if not any(p.key in keys for p in role.who) else NOBODY

    def _has_ground(self, trigger: Trigger) -> bool:
        """Whether a clause says for what a measure against somebody is (…したとして断交した)."""
        tree, alleged = self.tree, self.scene.grammar.alleged
        return self._event == "SANCTION" and any(
            tree.says(m, alleged)
            for c in tree.with_rel(trigger.head, "ccomp")
            for m in tree.with_rel(c, "mark")
        )

    def _only_says_where(self, token: int) -> bool:
        """Whether a genitive names a part of a country, so that it says where what is seized or
        frozen is, not whose it is (米国内の資産)."""
        lemma = self.scene.sentence.lemmas[token]
        return self._event in ("SANCTION", "COERCE") and lemma in self.scene.grammar.localities

    def _blamed(self, trigger: Trigger, taken: Iterable[int]) -> Role:
        """Who did what somebody complains of in a clause ("criticised that Moscow had …")."""
        tree, skip = self.tree, set(taken)
        clauses = [c for c in tree.complements(trigger.head) if tree.base[c] == "ccomp"]
        if not self.scene.grammar.chaining:  # "opened an inquiry into claims that …"
            about = [o for o in tree.obliques(trigger.head)
                     if tree.marked(o, trigger.expression.recipient)]  # fmt: skip
            told = [*about, *(n for noun in trigger.nouns for n in (noun, *tree.obliques(noun)))]
            clauses += [c for n in told for c in tree.with_rel(n, "acl", "ccomp")
                        if (tree.sentence.deprels[c] != "acl:relcl" or tree.with_rel(c, "mark"))
                        and tree.own_subjects(c)
                        and not tree.is_passive(c)]  # fmt: skip
        doers = [s for c in clauses for s in tree.agents(c) if s not in skip]
        if not doers and self.scene.grammar.chaining:
            # the subject may stand with what it is done for (利益を得るために占領していると非難)
            doers = [
                s
                for c in clauses
                for before in tree.with_rel(c, "advcl")
                for s in tree.own_subjects(before)
                if any(tree.says(m, self.scene.grammar.infinitive)
                       for m in tree.with_rel(before, "mark"))
            ]  # fmt: skip
        if not doers and self.scene.grammar.chaining and self._event == "SUPPORT":
            # the subject may stand with a clause within (X가 잘하는 사람이라고 칭찬했다)
            within = (t for c in clauses for t in tree.subtree(c))
            doers = [t for t in within if tree.base[t] == "nsubj" and t not in skip][:1]
        role = self._role(doers, "complement", owners=False) if doers else NOBODY
        if not role:  # the decision that the parser takes for the subject of what was decided
            deeds = self.scene.grammar.deeds
            doers = [d for d in doers if self.scene.sentence.lemmas[d] in deeds]
            role = self._role(doers, "complement")
        return role

    def _toward(self, trigger: Trigger) -> Role:
        """The country that a word of the act, or one before its noun, is directed at (訪米,
        대북 제재)."""
        nouns = (*trigger.tokens, *trigger.nouns)
        near = [a for noun in nouns for a in self.tree.attributes(noun)]
        for token in dict.fromkeys((*nouns, *near)):
            who = directed_at(self.scene, token)
            if who:
                return Role(who, (token,), "toward")
        return NOBODY

    def _behind_doer(self, trigger: Trigger, actor: Role) -> Role:
        """The recipient behind a doer that stands between ("the visit by X to Kabul")."""
        if actor.function != "by":
            return NOBODY
        for function in filter(is_preposition, trigger.expression.recipient):
            for doer in actor.tokens:
                there = [c for c in self.tree.obliques(doer) if self.tree.marked(c, (function,))]
                role = self._role(there, function)
                if role:
                    return role
        return NOBODY

    def _by_noun(self, trigger: Trigger, role: str, taken: Iterable[int] = ()) -> Role:
        """A role that stands on the act noun of a light verb ("Talks between A and B were …")."""
        for noun in trigger.nouns:
            for expression in self._nouns.get(trigger.act, ()):
                if self.scene.words.get(noun, frozenset()).isdisjoint(expression.words):
                    continue
                inner = replace(trigger, expression=expression, head=noun, nouns=(noun,))
                places = expression.actor if role == "actor" else expression.recipient
                found = self._first(inner, places, taken)
                if found:
                    return found
        return NOBODY

    def _carried(self, trigger: Trigger) -> Role:
        """The subject of a light verb that has the act noun as its object ("paid a visit"), or as
        its subject beside a topic (首相は用意がある, "as for the premier, there is readiness")."""
        tree, head = self.tree, trigger.head
        verb = tree.head(head)
        if self.scene.sentence.lemmas[verb] not in self.scene.grammar.light:
            return NOBODY
        if head in tree.objects(verb):
            return self._role(tree.agents(verb), "subject")
        if head in tree.with_rel(verb, "nsubj") and self.scene.grammar.chaining:
            others = [c for c in tree.with_rel(verb, "dislocated", "nsubj") if c != head]
            return self._role(others or tree.inherited_subjects(verb), "subject")
        return NOBODY

    def _called(self, noun: int) -> list[int]:
        """Who is said to be what a noun of doers says: its subject or whom it is apposed to ("Lee,
        a critic of the army")."""
        tree = self.tree
        own = tree.own_subjects(noun)
        return own or ([tree.head(noun)] if tree.base[noun] == "appos" else [])

    def _said_of(self, noun: int) -> Role:
        """Whom an act noun is said of that is the predicate, where titles follow names
        (방침이라고 밝혔다; "검찰, 자택 압수수색")."""
        tree = self.tree
        if self.scene.grammar.titles != "behind":
            return NOBODY
        shared = beside(self.scene, noun)
        if shared:
            return self._role(shared, "subject")
        if not tree.own_subjects(noun) and not tree.with_rel(noun, "cop"):
            return NOBODY
        return self._role(tree.subjects(noun), "subject")

    def _during(self, trigger: Trigger) -> Role:
        """Who does something during a mutual act ("in talks with Egypt, Qatar proposed …")."""
        tree, head = self.tree, trigger.head
        verb = tree.head(head)
        if not any(tree.marked(c, self.scene.grammar.together) for c in tree.obliques(head)):
            return NOBODY
        if tree.base[head] == "obl":
            return self._role(tree.agents(verb), "subject")
        if tree.base[head] == "nmod" and tree.cases(head):
            return self._role([verb], "subject", owners=False)
        return NOBODY

    def _suffered(self, trigger: Trigger) -> Role:
        """The subject of a verb by which an act noun befalls it ("drew criticism")."""
        tree, head = self.tree, trigger.head
        verb = tree.head(head)
        if self.scene.sentence.lemmas[verb] in self.scene.grammar.suffering and (
            head in tree.objects(verb) or head in tree.obliques(verb)
        ):
            return self._role(tree.agents(verb), "subject")
        return NOBODY

    def partners(self, trigger: Trigger) -> Role:
        """Who else does it together with the subject ("Japan, along with the United States")."""
        tree, grammar = self.tree, self.scene.grammar
        for holder in (trigger.head, *tree.agents(trigger.head), *trigger.nouns):
            for child in tree.obliques(holder):
                if tree.marked(child, grammar.together):
                    role = self._role([child], _TOGETHER, owners=False)
                    if role and not self._is_audience(role):
                        return role
        return NOBODY

    def _first(self, trigger: Trigger, functions: Sequence[str], taken: Iterable[int] = ()) -> Role:
        skip = set(taken)
        for function in functions:
            if function == "object" and trigger.kind == "verb":
                given = self._role(self._tokens(trigger, "iobject"), "iobject")
                if given:
                    return given
            tokens = [t for t in self._tokens(trigger, function) if t not in skip]
            owners = function not in ("with", "between")
            if not tokens and function == "object" and trigger.kind == "verb":
                shared = shared_object(self.scene, trigger.head)
                tokens = [t for t in shared if t not in skip and not self.acting.get(t)]
            if not tokens and function in ("object", "subject"):
                tokens = self._before_ground(trigger)
            role = self._role(tokens, function, owners=owners)
            if role and not self._is_audience(role):
                return role
        return NOBODY

    def _before_ground(self, trigger: Trigger) -> list[int]:
        """To whom it is done, who may stand before the ground (男が脅迫したとして逮捕された)."""
        tree = self.tree
        if not self.scene.grammar.alleged or not tree.is_passive(trigger.head):
            return []
        if tree.own_subjects(trigger.head):
            return []
        clauses = tree.with_rel(trigger.head, "advcl", "ccomp")
        return [s for c in clauses if self._is_ground(c) for s in tree.own_subjects(c)]

    def _is_audience(self, role: Role) -> bool:
        """Whether reporters without a country are only those to whom something is said of others
        (記者団に対し称賛した), or are met to be told something (기자들과 만나)."""
        together = (_TOGETHER, *self.scene.grammar.together)
        met = self._event == "CONSULT" and role.function in together
        if met and self.scene.grammar.chaining:
            return all(p.sector == _PRESS and p.entity is None for p in role.who)
        return (
            bool(self.scene.grammar.chaining)
            and self._event in _OF_WORDS
            and is_preposition(role.function)
            and all(p.sector == _PRESS and p.code is None for p in role.who)
        )

    def _role(self, tokens: Sequence[int], function: str, owners: bool = True) -> Role:
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
        if function == "subject" and self._looks_within:
            return self.cast.of([token]) or self.cast.within(token)
        if self.tree.lower[token] in self.scene.grammar.pronouns.relative:
            return self._antecedent(token)
        if function in ("modifier", "owner"):
            held = self._holder_of(token)
            if held:
                return held
        if function == "modifier":
            where = self._event == "ASSAULT" and is_place(self.scene, token)
            if where and not self._looks_within:
                return ()
            return self.cast.at(token) or as_adjective(self.scene, token)
        if function == "subject" and self._event == "ASSAULT" and self._is_where(token):
            return ()
        where = self._event == "PROTEST" and function in self.scene.grammar.place
        if where and not any(m.head == token for m in self.scene.mentions.at(token)):
            return ()  # where they march is not whom they march against
        direct = self.cast.of([token], owners=False)
        if direct:
            return direct
        if self._event == "ASSAULT" and function == "subject" and self._is_told_by_place(token):
            return ()
        if is_preposition(function):
            there = of_capital(self.scene, token)
            if there:
                return there
        if self.scene.sentence.lemmas[token] in self.scene.grammar.deeds:
            whose = self.cast.of(self.tree.with_rel(token, "nmod:poss"))
            if whose:  # "faulted the king's decision to let the army shoot"
                return whose
        for one in self.scene.content(token):
            if self.acting.get(one):
                return self.acting[one]
        if not owners and function != "object":
            return ()
        whose = self.cast.of([token]) or self._told_before(token)
        if self._event == "ACCUSE" and self.undergone.get(token):
            # concern about the exit from the EU is none about the EU
            suffering = {p.key for p in self.undergone[token]}
            whose = tuple(p for p in whose if p.key not in suffering)
        return whose

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
        if self.tree.head(token) == self._own:
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
        if self._event == "REQUEST" and scene.grammar.chaining:
            return ()  # who is asked to look into a deed need not have done it
        if event == self._event == "ACCUSE":
            return ()  # to investigate an accusation is not done to the accuser
        if event is None and scene.sentence.lemmas[token] not in scene.grammar.deeds:
            return ()
        why = f"'{tree.sentence.forms[token]}' {TOLD_BEFORE}"
        return tuple(replace(p, why=f"{why}: {p.why}") for p in self.cast.memory.doer(event or ""))

    # --- where the functions stand

    def _tokens(self, trigger: Trigger, function: str) -> list[int]:
        tree, head = self.tree, trigger.head
        nouns = trigger.nouns
        if function == "subject":
            return tree.agents(head) if trigger.kind != "noun" else self._noun_subject(head)
        if function == "object":
            return self._objects(trigger)
        if function == "iobject":
            given = tree.with_rel(head, "iobj")
            if tree.is_passive(head) and tree.with_rel(head, "obj"):
                given += [s for s in tree.subjects(head) if s not in tree.objects(head)]
            return given
        if function == "complement":
            clauses = tree.complements(head)
            doers = [s for c in clauses for s in tree.own_subjects(c)]
            if doers or not self.scene.grammar.chaining:
                return doers
            infinitive = self.scene.grammar.infinitive  # "urge X to do"
            clauses = [
                c
                for c in clauses
                if any(tree.says(m, infinitive) for m in tree.with_rel(c, "mark"))
            ]
            return [o for c in clauses for o in tree.with_rel(c, "obj")]
        if function == "owner":
            holders = list(dict.fromkeys((*(nouns or (head,)), *trigger.reach)))
            return [
                o
                for noun in holders
                for o in tree.owners(noun)
                if o not in trigger.tokens
                and not tree.marked(o, trigger.expression.recipient)
                and not self._only_says_where(o)
            ]
        if function == "modifier":
            own = [a for noun in (nouns or (head,)) for a in tree.own_attributes(noun)]
            own += [a for noun in trigger.reach for a in tree.own_attributes(noun)
                    if a not in trigger.reach]  # fmt: skip
            if self.scene.grammar.chaining:
                own = [c for a in own for c in tree.conjuncts(a)]
            return no_venues(self.scene, [a for a in dict.fromkeys(own) if a not in trigger.tokens])
        if function == "by":
            holders = list(dict.fromkeys((head, *nouns)))
            if trigger.kind == "noun":
                holders += [c for c in tree.with_rel(head, "acl") if tree.is_passive(c)]
            if trigger.kind == "noun" and head in tree.with_rel(tree.head(head), "obj"):
                holders.append(tree.head(head))
            found = [c for h in holders for c in tree.obliques(h)
                     if tree.marked(c, self.scene.grammar.agent)]  # fmt: skip
            if not found and trigger.kind == "verb" and self.scene.grammar.loose_agent:
                found = self.agents(trigger) if tree.is_passive(head) else []
            return found
        return self._by_preposition(trigger, function)

    def _objects(self, trigger: Trigger) -> list[int]:
        tree = self.tree
        tokens = list(tree.objects(trigger.head))
        further = trigger.tokens if trigger.kind == "verb" and not tokens else ()
        for word in further:
            if tree.sentence.upos[word] == "VERB" and word != trigger.head:
                tokens += [o for o in tree.objects(word) if o not in tokens]
        for token in trigger.tokens:
            noun = tree.head(token)
            introduced = tree.base[token] in ("case", "mark") and noun not in tokens
            if introduced and noun not in trigger.tokens:
                tokens.append(noun)
        return tokens or enclosed(self.scene, trigger)

    def _noun_subject(self, noun: int) -> list[int]:
        """The subject of the verb that has the noun as its object ("held talks")."""
        tree = self.tree
        own = tree.own_subjects(noun)
        if own:
            return own
        if tree.base[noun] in ("obj", "obl", "nmod"):
            return tree.agents(tree.head(noun))
        return []

    def _by_preposition(self, trigger: Trigger, preposition: str) -> list[int]:
        tree = self.tree
        holders: list[int] = [trigger.head]
        holders += [n for n in (*trigger.nouns, *trigger.reach) if n not in holders]
        if trigger.kind == "verb" and not self.scene.grammar.chaining:
            # "its rejection and condemnation of"
            holders += [c for n in trigger.nouns for c in tree.conjuncts(n) if c not in holders]
            holders += [t for t in trigger.tokens
                        if tree.sentence.upos[t] == "VERB" and t not in holders]  # fmt: skip
        if tree.is_passive(trigger.head) and self.scene.grammar.bare_agent:
            holders += [a for a in tree.agents(trigger.head) if a not in holders]
        if trigger.kind == "verb":
            holders += [o for o in self._objects(trigger) if o not in holders]
        elif trigger.head in tree.objects(tree.head(trigger.head)):
            holders.append(tree.head(trigger.head))
        elif self.scene.grammar.chaining and trigger.head in tree.with_rel(
            tree.head(trigger.head), "nsubj"
        ):
            holders.append(tree.head(trigger.head))  # "talks with X began"
        if self.scene.grammar.modifiers == "behind":
            holders = [one for holder in holders for one in self._compound(holder)]
        found = []
        for holder in holders:
            for child in self._around(holder):
                if tree.marked(child, (preposition,)) and child not in found:
                    found.append(child)
        for holder in holders if not found else ():
            for verb in tree.with_rel(holder, "acl", "xcomp", "advcl", "ccomp"):
                if preposition in (tree.lower[verb], self.scene.sentence.lemmas[verb]):
                    self.absorbed.add(verb)
                    found += tree.objects(verb)
        if preposition in self.scene.grammar.between:
            found = [c for token in found for c in tree.conjuncts(token)]
        return found

    def _compound(self, holder: int) -> list[int]:
        """A noun with the words of its compound, on any of which a preposition may hang."""
        found = [holder]
        if self.tree.sentence.upos[holder] in ("NOUN", "PROPN"):
            for child in self.tree.with_rel(holder, "compound", "flat", "amod", "nmod"):
                if child > holder and not self.tree.cases(child):
                    found += self._compound(child)
        return found

    def _around(self, holder: int) -> list[int]:
        """Nouns with a preposition on a predicate or noun; those on a coordinated verb behind."""
        known = self._near.get(holder)
        if known is None:
            known = self._near[holder] = self._look_around(holder)
        return known

    def _look_around(self, holder: int) -> list[int]:
        tree = self.tree
        found = tree.obliques(holder)
        found += [c for c in tree.with_rel(holder, "obj") if tree.cases(c)]
        for child in tree.obliques(holder):
            if tree.sentence.upos[holder] == "NOUN" and tree.marked(
                child, self.scene.grammar.owner
            ):
                found += tree.obliques(child)
        for name in ("advmod", "advcl", "dep", "acl", "xcomp"):
            for child in tree.with_rel(holder, name):
                named = bool(self.scene.mentions.headed(child))
                if tree.sentence.upos[child] in ("NOUN", "PROPN") or named:
                    found.append(child)
                    if named and tree.sentence.upos[holder] == "VERB":
                        found += tree.obliques(child)
        for verb in tree.with_rel(holder, "conj", "xcomp"):
            if tree.sentence.upos[verb] == "VERB" and not tree.own_subjects(verb):
                found += [c for c in tree.obliques(verb) if tree.base[verb] == "conj"]
        return found


def is_preposition(function: str) -> bool:
    """Whether a role place is a preposition of the language rather than one of `FUNCTIONS`."""
    return function not in FUNCTIONS
