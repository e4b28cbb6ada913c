"""Where the functions of an expression stand in the tree: subject, object, owner, a preposition."""

from __future__ import annotations

from dragoman.coding.acts.reaching import enclosed, no_venues
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.scene import Scene


class Functions:
    """Finds the nouns that stand in the functions of the triggers of one sentence.

    `absorbed`: verbs that only served as prepositions ("a rally opposing the law"); filled as they
    are met.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene, self.tree = scene, scene.tree
        self.absorbed: set[int] = set()
        self._near: dict[int, list[int]] = {}
        self._trigger: Trigger | None = None
        self._found: dict[tuple[str, str | None], list[int]] = {}
        self._held: dict[bool, list[int]] = {}

    def tokens(self, trigger: Trigger, function: str, event: str | None) -> list[int]:
        """The head tokens of the nouns that stand in a function of a trigger, whose act is of the
        type `event`. Those of the last trigger are kept: actor, recipient and who else may be
        either are looked for one after the other; not to be changed."""
        if trigger is not self._trigger:
            self._trigger = trigger
            self._found, self._held = {}, {}
        known = self._found.get((function, event))
        if known is None:
            known = self._found[function, event] = self._look_for(trigger, function, event)
        return known

    def _look_for(self, trigger: Trigger, function: str, event: str | None) -> list[int]:
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
            clauses = [c for c in clauses if self._is_content(c)] or clauses
            doers = [s for c in clauses for s in self._doers(c)]
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
                and not self._only_says_where(o, event)
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
                if self.scene.grammar.bare_agent:
                    done = [agent for verb in self._told_of(head) for agent in tree.agents(verb)]
                    if done:
                        return done
            if trigger.kind == "noun" and head in tree.with_rel(tree.head(head), "obj"):
                holders.append(tree.head(head))
            found = [c for h in holders for c in tree.obliques(h)
                     if tree.marked(c, self.scene.grammar.agent)]  # fmt: skip
            if not found and trigger.kind == "verb" and self.scene.grammar.loose_agent:
                found = self.agents(trigger, event) if tree.is_passive(head) else []
            return found
        found = self._by_preposition(trigger, function)
        if event == "REQUEST" and trigger.kind == "verb" and self.scene.grammar.chaining:
            # whom the help is for that is asked for is not who is asked (XへのY支援を求めた)
            found = [f for f in found if tree.base[f] != "nmod" or tree.head(f) not in nouns]
        return found

    def agents(self, trigger: Trigger, event: str | None) -> list[int]:
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
        # of deeds alone: what one is accused or asked of has objects ("dituduh membunuh hakim")
        deed = event in ("ASSAULT", "COERCE") and self.scene.grammar.bare_agent
        if not found and deed and tree.is_passive(head):
            found = self._behind_phrase(trigger)
        loose = self.scene.grammar.loose_agent
        if found or not loose or not tree.is_passive(head):
            return found
        suffers = event in ("ASSAULT", "COERCE") and bool(tree.subjects(head))
        return [
            noun
            for noun in tree.obliques(head)
            for mark, kinds in loose.items()
            if tree.marked(noun, (mark,))
            and (mark not in trigger.expression.recipient or suffers)
            and mark not in trigger.expression.with_
            and any(
                m.kind in kinds
                for one in self.scene.content(noun)
                for m in self.scene.mentions.headed(one)
            )
        ]

    def _behind_phrase(self, trigger: Trigger) -> list[int]:
        """A passive's agent without a preposition right behind the last word of an expression of
        several ("ditembak mati polisi", "diambil alih militer")."""
        tree, last = self.tree, trigger.head
        while last + 1 in trigger.tokens:
            last += 1
        return [
            c
            for word in range(trigger.head, last + 1)
            for c in tree.children[word]
            if last > trigger.head
            and c > last
            and tree.base[c] in ("obj", "obl", "nmod", "compound", "flat", "nsubj")
            and self.scene.sentence.upos[c] in ("NOUN", "PROPN", "PRON")
            and not tree.cases(c)
            and tree.phrase(c)[0] == last + 1
        ]

    def _is_content(self, clause: int) -> bool:
        """Whether a clause says what is said or asked, not only what went before it, where clauses
        are chained."""
        tree, grammar = self.tree, self.scene.grammar
        if not grammar.chaining or tree.base[clause] != "advcl":
            return True
        marks = tree.with_rel(clause, "mark")
        return not marks or any(tree.says(m, grammar.infinitive) for m in marks)

    def _objects(self, trigger: Trigger) -> list[int]:
        tree = self.tree
        tokens = list(tree.objects(trigger.head))
        further = trigger.tokens if trigger.kind == "verb" and not tokens else ()
        for word in further:
            if tree.sentence.upos[word] in ("VERB", "ADJ") and word != trigger.head:
                tokens += [o for o in tree.objects(word) if o not in tokens]
        for word in trigger.tokens if not tokens and not self.scene.grammar.chaining else ():
            if tree.base[word] == "xcomp" and tree.head(word) == trigger.head:
                tokens += tree.own_subjects(word)  # "called the remarks unacceptable"
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

    def _only_says_where(self, token: int, event: str | None) -> bool:
        """Whether a genitive names a part of a country, so that it says where what is seized or
        frozen is, not whose it is (米国内の資産)."""
        lemma = self.scene.sentence.lemmas[token]
        return event in ("SANCTION", "COERCE") and lemma in self.scene.grammar.localities

    def _holders(self, trigger: Trigger, *, between: bool) -> list[int]:
        """The words of a trigger and around it on which its prepositions hang; `between`: those of
        the parties of a mutual noun."""
        known = self._held.get(between)
        if known is None:
            known = self._held[between] = self._look_for_holders(trigger, between)
        return known

    def _look_for_holders(self, trigger: Trigger, between: bool) -> list[int]:
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
            verb = tree.head(trigger.head)
            light = self.scene.sentence.lemmas[verb] in self.scene.grammar.light
            if light or not self.scene.grammar.chaining:
                holders.append(verb)
        elif self.scene.grammar.chaining and trigger.head in tree.with_rel(
            tree.head(trigger.head), "nsubj"
        ):
            holders.append(tree.head(trigger.head))  # "talks with X began"
        elif between and tree.is_subject(trigger.head):
            holders.append(tree.head(trigger.head))  # "clashes broke out between X and Y"
        within = trigger.kind == "noun" and tree.base[trigger.head] == "compound"
        if within and self.scene.grammar.chaining:  # Xへの支援予算案
            holders.append(tree.head(trigger.head))
        if self.scene.grammar.modifiers == "behind":
            holders = [one for holder in holders for one in self.tree.compound(holder)]
        return holders

    def _by_preposition(self, trigger: Trigger, preposition: str) -> list[int]:
        tree, between = self.tree, preposition in self.scene.grammar.between
        holders = self._holders(trigger, between=between)
        found = []
        for holder in holders:
            for child in self._around(holder):
                if tree.marked(child, (preposition,)) and child not in found:
                    found.append(child)
        if not found and trigger.kind == "verb" and not self.scene.grammar.chaining:
            found = self._on_governor(trigger.head, preposition)
        if not found and preposition in self.scene.grammar.content and self._suffers(trigger):
            found = tree.with_rel(trigger.head, "dislocated")
        for holder in holders if not found else ():
            for verb in tree.with_rel(holder, "acl", "xcomp", "advcl", "ccomp"):
                if preposition in (tree.lower[verb], self.scene.sentence.lemmas[verb]):
                    self.absorbed.add(verb)
                    bare = [o for o in tree.obliques(verb) if not tree.cases(o)]
                    found += tree.objects(verb) or bare
        if between:
            # "to mediate in the conflict between A and B"
            found = found or [
                c
                for holder in holders
                for outer in tree.obliques(holder)
                for c in tree.obliques(outer)
                if tree.marked(c, (preposition,))
            ]
            found = [c for token in found for c in self._both(token)]
        return found

    def _suffers(self, trigger: Trigger) -> bool:
        """Whether a topic may be to whom something is done of which a passive tells, with another
        subject (大統領は容疑がかけられている)."""
        tree, head = self.tree, trigger.head
        return (
            trigger.kind == "verb"
            and self.scene.grammar.chaining != ()
            and tree.is_passive(head)
            and bool(tree.own_subjects(head))
        )

    def _doers(self, clause: int) -> list[int]:
        """Who is to do what a clause says: its subject, or the agent of a passive."""
        tree = self.tree
        if self.scene.grammar.bare_agent and tree.is_passive(clause):
            return tree.agents(clause)
        return tree.own_subjects(clause)

    def _told_of(self, noun: int) -> list[int]:
        """The passive light verbs in clauses on an act noun that say who did it, also within what
        is only supposed ("serangan yang diduga dilakukan Chad")."""
        tree = self.tree
        clauses = [c for c in tree.with_rel(noun, "acl") if tree.is_passive(c)]
        clauses += [v for c in clauses for v in tree.with_rel(c, "xcomp", "ccomp")]
        light = self.scene.grammar.light
        return [c for c in clauses
                if tree.is_passive(c) and self.scene.sentence.lemmas[c] in light]  # fmt: skip

    def _on_governor(self, verb: int, preposition: str) -> list[int]:
        """What the parser hangs on the verb that governs a verb, behind that one ("plans to give
        rice to Chad")."""
        tree, above = self.tree, self.tree.head(verb)
        if tree.base[verb] not in ("xcomp", "ccomp") or tree.own_subjects(verb):
            return []
        if tree.sentence.upos[above] not in ("VERB", "ADJ") or above > verb:
            return []
        if tree.sentence.lemmas[above] in self.scene.grammar.reporting.verbs:
            return []
        return [o for o in tree.obliques(above) if o > verb and tree.marked(o, (preposition,))]

    def _both(self, token: int) -> list[int]:
        """The members of a list behind "between", also where the second hangs on the last noun of
        the first one's phrase ("antara polisi Kenya dan mahasiswa")."""
        tree = self.tree
        found = tree.conjuncts(token)
        if len(found) == 1 and self.scene.grammar.modifiers == "behind":
            found += [c for one in tree.compound(token) for c in tree.with_rel(one, "conj")]
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
        for clause in tree.with_rel(holder, "advcl", "acl"):  # "a ban on women entering"
            found += [s for s in tree.own_subjects(clause) if s > holder and tree.cases(s)]
        for verb in tree.with_rel(holder, "conj", "xcomp"):
            if tree.sentence.upos[verb] != "VERB" or tree.own_subjects(verb):
                continue
            apart = tree.with_rel(verb, "obj") and tree.with_rel(holder, "obj")
            if tree.base[verb] == "conj" and not apart:
                found += tree.obliques(verb)
        return found
