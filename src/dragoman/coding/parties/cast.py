"""Who a noun stands for: mentions, pronouns, parties named before, or whose the noun is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, GROUP, PEOPLE, PERSON, PLACE
from dragoman.actors.registry import Actors
from dragoman.coding.parties.countryless import of_countryless, of_stranger
from dragoman.coding.parties.lands import as_adjective
from dragoman.coding.parties.meant import is_meant, known_person
from dragoman.coding.parties.members import members_of
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.participants import distinct, parties
from dragoman.coding.parties.places import Places
from dragoman.coding.parties.pronouns import by_pronoun
from dragoman.coding.parties.reasons import NAMED_BEFORE
from dragoman.coding.parties.sides import of_sides
from dragoman.coding.parties.whose.evidence import Evidence
from dragoman.coding.saying.attribution import saying_of
from dragoman.coding.scene import Scene
from dragoman.model import Participant, Span

_DEEPEST = 4
_LANDS = frozenset({COUNTRY, CAPITAL, PLACE, PEOPLE})
_HYPHENS = frozenset({"-", "–", "/"})


class Cast:
    """Answers for one sentence who its nouns stand for; asked token by token, answers kept.

    `evidence`: where agents without a country stand, what spoke for which country; `named`:
    everybody whom the words stand for, once it was asked.
    """

    def __init__(
        self, scene: Scene, memory: Memory, actors: Actors, places: Places | None = None
    ) -> None:
        self.scene, self.memory, self.actors, self.places = scene, memory, actors, places
        self._known: dict[int, tuple[Participant, ...]] = {}
        self._members: dict[int, list[int]] = {}
        self.speaker: tuple[Participant, ...] = ()
        self.speaks_here = False
        self.evidence: dict[Span, Evidence] = {}
        self.named: list[tuple[int, tuple[Participant, ...]]] | None = None

    def of(self, tokens: Iterable[int], *, owners: bool = True) -> tuple[Participant, ...]:
        """Whom the nouns (with all that is coordinated with them) stand for, each once.

        `owners`: where a noun is no entity itself, whose it is counts ("Israel's decision").
        """
        found: list[Participant] = []
        for token in tokens:
            members = self._members.get(token)
            if members is None:
                members = self._members[token] = members_of(self.scene, token)
            for one in members:
                direct = self.at(one)
                found += direct if direct or not owners else self.behind(one)
        return parties(found)

    def at(self, token: int) -> tuple[Participant, ...]:
        """Whom one noun itself stands for."""
        known = self._known.get(token)
        if known is None:
            self._known[token] = ()
            known = self._known[token] = self._at(token, 0)
        return known

    def _at(self, token: int, depth: int) -> tuple[Participant, ...]:
        scene = self.scene
        standing = [m for m in scene.mentions.headed(token) if is_meant(self, m, token)]
        if standing:  # "Chadian general" rather than "Chadian"
            one = max(standing, key=lambda m: m.agent is not None)
            return self._counted(one, token) or self.of_mention(one)
        sides = scene.words.get(token)
        if sides:
            found = of_sides(self, token, sides)
            if found:
                return found
        found = by_pronoun(self, token) or self._named_behind(token)
        if found:
            return found
        if depth < _DEEPEST and scene.passes_through(token):
            children = scene.tree.children[token]
            if scene.grammar.chaining:  # the noun that it counts or groups stands next to it
                children = children[::-1]
            for child in children:
                if scene.tree.base[child] in ("nmod", "compound", "flat", "amod", "obl"):
                    inner = [p for c in scene.tree.conjuncts(child) for p in self._at(c, depth + 1)]
                    if inner:
                        return distinct(inner)
        return ()

    def _counted(self, mention: Mention, token: int) -> tuple[Participant, ...]:
        """Whose men an army's part of no known country is made up of ("contingents of Kenyan
        troops")."""
        scene = self.scene
        if not (mention.open and mention.agent is not None and scene.passes_through(token)):
            return ()
        inside = [
            c
            for c in scene.counted(token)
            if any(m.agent is not None and not m.open for m in scene.mentions.headed(c))
        ]
        return distinct([p for c in inside for p in self.at(c)])

    def _named_behind(self, token: int) -> tuple[Participant, ...]:
        """The person whose name stands right behind the noun that says what he is or was ("the
        former Chile striker Juan Soto")."""
        scene, tree = self.scene, self.scene.tree
        before = scene.grammar.modifiers == "before" and not scene.grammar.chaining
        if not before or scene.sentence.upos[token] != "NOUN" or token + 1 >= tree.size:
            return ()
        for mention in scene.mentions.at(token + 1):
            apposed = tree.base[mention.head] in ("appos", "flat")
            if apposed and mention.kind == PERSON and mention.first == token + 1:
                return self.of_mention(mention)
        return ()

    def of_mention(self, mention: Mention) -> tuple[Participant, ...]:
        """Whom a mention stands for: of a noun for two bodies both."""
        found = self._of_mention(mention)
        also = mention.agent.also if mention.agent is not None else None
        return distinct((*found, *(replace(p, sector=also) for p in found))) if also else found

    def _of_mention(self, mention: Mention) -> tuple[Participant, ...]:
        if mention.kind == PERSON and mention.partial:
            known = known_person(self, mention)
            if known is not None:
                own = mention.participants[0]
                return (
                    replace(
                        known, text=own.text, span=own.span, why=f"{known.why}; {NAMED_BEFORE}"
                    ),
                )
        if mention.open and mention.agent is not None:
            return of_countryless(self, mention)
        if mention.stranger and mention.agent is None:
            return of_stranger(self, mention)
        if mention.kind in (COUNTRY, BODY, CAPITAL):
            return self._chain(mention)
        return mention.participants

    def _chain(self, mention: Mention) -> tuple[Participant, ...]:
        """A name with those that hyphens join to it ("Japan-US-South Korea"), or that stand in one
        run of one-character names (日米韓)."""
        found = list(mention.participants)
        for one in self.scene.mentions.run(mention):
            found += one.participants
        for step in (-1, 1):
            at = mention.first - 1 if step < 0 else mention.last + 1
            while 0 < at < self.scene.tree.size - 1 and self.scene.tree.lower[at] in _HYPHENS:
                beside = [m for m in self.scene.mentions.at(at + step) if m.kind in _LANDS]
                if not beside:
                    break
                found += beside[0].participants
                at = beside[0].first - 1 if step < 0 else beside[0].last + 1
        return distinct(found)

    def behind(self, token: int, depth: int = 0) -> tuple[Participant, ...]:
        """Whose a noun is: by-phrase, genitive, adjective ("the Russian decision")."""
        tree, grammar = self.scene.tree, self.scene.grammar
        if self.scene.lemmas[token] in grammar.relatives:
            return ()
        for child in tree.obliques(token):
            if tree.marked(child, grammar.agent):
                found = self.of([child], owners=False)
                if found:
                    return found
        for clause in tree.with_rel(token, "acl"):
            if tree.is_passive(clause) or self.scene.lemmas[clause] in grammar.producing:
                whose = tree.agents if tree.is_passive(clause) else tree.own_subjects
                found = self.of(whose(clause), owners=False)
                if found:
                    return found
        attributes = tree.attributes(token)
        near = [a for a in attributes if self._acts(a)] if grammar.chaining else []
        for child in (*near, *tree.owners(token), *attributes):
            found = self._owner(child, depth)
            if found:
                return found
        if grammar.chaining:  # 中国など債権国
            for child in tree.with_rel(token, "compound"):
                found = self._owner(child, depth) if tree.cases(child) else ()
                if found:
                    return found
        return self._from(token)

    def _acts(self, token: int) -> bool:
        """Whether an attribute names those who act, whose the thing is rather than of the place
        before them (레바논 남부의 헤즈볼라 기지)."""
        return any(
            m.kind in (BODY, GROUP) or (m.agent is not None and any(p.code for p in m.participants))
            for m in self.scene.mentions.headed(token)
        )

    def _from(self, token: int) -> tuple[Participant, ...]:
        """The country that goods or people are said to be from ("steel from Turkey")."""
        tree, grammar = self.scene.tree, self.scene.grammar
        cases = (*grammar.belonging, *grammar.together)
        for child in tree.obliques(token):
            if tree.marked(child, cases) and not tree.marked(child, grammar.between):
                found = self.of([child], owners=False)
                if found:
                    return found
        return ()

    def _owner(self, token: int, depth: int) -> tuple[Participant, ...]:
        found: list[Participant] = []
        for one in self.scene.tree.conjuncts(token):
            if depth == 0 and self._only_a_person(one):
                return ()
            found += self.at(one) or as_adjective(self.scene, one)
        if not found and depth < _DEEPEST:
            found += self.behind(token, depth + 1)
        return distinct(found)

    def _only_a_person(self, token: int) -> bool:
        """Whether an owner is an individual, who does not act through what is his ("her book"),
        unless that is a deed."""
        grammar, scene = self.scene.grammar, self.scene
        owned = scene.tree.head(token)
        if (
            scene.lemmas[owned] in grammar.deeds
            or owned in scene.words
            or scene.passes_through(owned)
        ):
            return False
        return self.scene.is_person(token) or scene.tree.lower[token] in grammar.pronouns.person

    def within(self, token: int) -> tuple[Participant, ...]:
        """Everyone who is named in a subject, up to its predicate ("said that whatever helps Iran
        is …"); in reported speech from its beginning on, since long subjects are often misread."""
        tree = self.scene.tree
        predicate = tree.head(token)
        saying = saying_of(self.scene, predicate)
        first = tree.subtree(token)[0]
        if saying is not None and saying.word < first:
            first = saying.word + 1
        # where verbs stand last, objects lie between subject and predicate
        last = token + 1 if self.scene.grammar.chaining else predicate
        found: list[Participant] = []
        for mention in self.scene.mentions.all:
            here = first <= mention.first < last and not mention.open
            if here and is_meant(self, mention, mention.head):
                found += [p for p in mention.participants if p.code]
        return distinct(found)
