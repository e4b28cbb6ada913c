"""Who a noun stands for: mentions, pronouns, parties named before, or whose the noun is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.actors.names import (
    BODY,
    CAPITAL,
    COUNTRY,
    DEMONYM,
    GROUP,
    PEOPLE,
    PERSON,
    PLACE,
    TOWARD,
)
from dragoman.actors.registry import OUT_OF_OFFICE, Actors
from dragoman.coding.parties.belonging import (
    is_of_both,
    of_several,
    of_the_body,
    of_the_guests,
    of_the_noun,
    of_the_only_one,
    of_the_place,
)
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import AGENT, Mention
from dragoman.coding.parties.organs import lacking
from dragoman.coding.parties.places import Places
from dragoman.coding.saying.attribution import saying_of
from dragoman.coding.scene import Scene
from dragoman.languages.agents import AgentEntry
from dragoman.model import Participant

_DEEPEST = 4
_TOP = 2
"""Rank of an office whose holder is called by the surname alone (heads of state, government)."""
_TOLD = frozenset({"obj", "iobj", "obl", "nmod"})
_LANDS = frozenset({COUNTRY, CAPITAL, PLACE, PEOPLE})
_HEADS = {"presidency": "president", "pm_office": "prime_minister",
          "prime_ministers_office": "prime_minister"}  # fmt: skip
_PLACES = frozenset({"nsubj", "nmod", "obl", "obj", "compound"})
TOLD_FROM = "told from"
"""Why somebody has the country that a story is told from, for want of a better reason."""
_HYPHENS = frozenset({"-", "–", "/"})
LAST_SPOKEN = "country last spoken of"
_GROUPED = frozenset({"REB", "PRM", "PTY", "OPP"})
TOLD_BEFORE = "told before"
"""Why somebody stands behind a deed that is only taken up ("that decision")."""
NAMED_BEFORE = "named before"
_UNKNOWN = "UNK"
_ARMED = frozenset({"REB", "PRM"})
_REFUGEES = "REF"
"""Sector of those who are seldom of the country where they are."""
_OF_TOWN = frozenset({"LAB", "CVL", "OPP", "EDU", "MED", "REL"})
_OF_ONE_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY"})
"""Sectors whose titles always belong to some state."""
OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


class Cast:
    """Answers for one sentence who its nouns stand for; asked token by token, answers kept."""

    def __init__(
        self, scene: Scene, memory: Memory, actors: Actors, places: Places | None = None
    ) -> None:
        self.scene, self.memory, self.actors, self._places = scene, memory, actors, places
        self._known: dict[int, tuple[Participant, ...]] = {}
        self.speaker: tuple[Participant, ...] = ()
        self.speaks_here = False

    def of(self, tokens: Iterable[int], *, owners: bool = True) -> tuple[Participant, ...]:
        """Whom the nouns (with all that is coordinated with them) stand for, each once.

        `owners`: where a noun is no entity itself, whose it is counts ("Israel's decision").
        """
        found: list[Participant] = []
        for token in tokens:
            for one in self._members(token):
                direct = self.at(one)
                found += direct if direct or not owners else self.behind(one)
        return parties(found)

    def _members(self, token: int) -> list[int]:
        """The token and what is coordinated with it, as far as that can be an entity."""
        tree = self.scene.tree
        members = tree.conjuncts(token)
        for mention in self.scene.mentions.at(token):
            for inner in range(mention.first, mention.last + 1):
                members += [
                    c
                    for other in tree.with_rel(inner, "conj")
                    for c in tree.conjuncts(other)
                    if c not in members
                    and any(
                        m.agent or m.kind in (PERSON, GROUP) for m in self.scene.mentions.headed(c)
                    )
                ]
            members += [
                outer
                for inner in range(mention.first, mention.last + 1)
                if tree.base[inner] == "conj"
                and not mention.first <= (outer := tree.head(inner)) <= mention.last
                and outer not in members
                and tree.under(outer, token)
                and self.scene.mentions.at(outer)
            ]
        members += [
            c
            for apposed in tree.with_rel(token, "appos")
            if self._is_land(token)
            and self._is_land(apposed)
            and any(c > apposed for t in (apposed, token) for c in tree.with_rel(t, "conj"))
            for c in tree.conjuncts(apposed)
            if c not in members
        ]
        members = self._by_cc(self._without_kin(token, members))
        members = self._apposed(members)
        members = [members[0], *(m for m in members[1:] if not self._inside(m, token))]
        if len(members) > 1:
            members = [m for m in members if not self._left_out(m)] or members
        if len(members) > 1:
            members = [m for m in members if tree.sentence.upos[m] not in ("VERB", "AUX")]
        return members

    def _is_land(self, token: int) -> bool:
        return any(m.kind == COUNTRY for m in self.scene.mentions.headed(token))

    def _without_kin(self, token: int, members: list[int]) -> list[int]:
        """Without what stands behind an apposition that says whose relative somebody is: that is
        said of the other one ("X, the son of Y, a former governor and candidate")."""
        tree = self.scene.tree
        kin = [
            a
            for a in tree.with_rel(token, "appos")
            if self.scene.lemmas[a] in self.scene.grammar.relatives
        ]
        if not kin:
            return members
        return [m for m in members if m <= kin[0] or tree.with_rel(token, "cc")] or members

    def _by_cc(self, members: list[int]) -> list[int]:
        """Without what only a comma puts beside a person ("This year at the UN, Trump …")."""
        tree = self.scene.tree
        if self.scene.grammar.modifiers != "before" or len(members) != 2:
            return members
        first, second = members
        joined = any(tree.base[t] == "cc" for t in range(min(members), max(members)))
        if joined or any(tree.with_rel(m, "cc") for m in members) or not self.is_person(second):
            return members
        return members if self.is_person(first) else [second]

    def _apposed(self, members: list[int]) -> list[int]:
        """Without an office that only a comma puts before the name of who holds it, where titles
        stand behind names (外務省の報道官、マリア・ロペス)."""
        tree = self.scene.tree
        if self.scene.grammar.titles != "behind" or len(members) != 2:
            return members
        first, second = members
        if second < first or tree.with_rel(second, "cc") or not tree.under(second, first):
            return members
        offices = [
            m.agent
            for m in self.scene.mentions.headed(first)
            if m.agent is not None and m.agent.person and m.head == m.first and not m.stranger
        ]
        named = any(
            (m.stranger or m.kind == PERSON) and (m.agent is None or m.agent in offices)
            for m in self.scene.mentions.headed(second)
        )
        return [second] if offices and named else members

    def _left_out(self, member: int) -> bool:
        """Whether a negation takes one member out ("Japan, not Russia")."""
        tree, words = self.scene.tree, self.scene.grammar.negation.words
        return any(
            tree.lower[c] in words and c < member and tree.base[c] in ("advmod", "cc")
            for c in tree.children[member]
        )

    def _inside(self, member: int, token: int) -> bool:
        """Whether a coordinated word is part of a mention that another word heads ("Ministry of
        Fisheries and Agriculture")."""
        covering = self.scene.mentions.at(member)
        return (
            bool(covering)
            and all(m.head != member for m in covering)
            and any(m.first <= member <= m.last and m.first < member for m in covering)
        )

    def at(self, token: int) -> tuple[Participant, ...]:
        """Whom one noun itself stands for."""
        known = self._known.get(token)
        if known is None:
            self._known[token] = ()
            known = self._known[token] = self._at(token, 0)
        return known

    def _at(self, token: int, depth: int) -> tuple[Participant, ...]:
        scene = self.scene
        standing = [m for m in scene.mentions.headed(token) if self._stands(m, token)]
        if standing:  # "Chadian general" rather than "Chadian"
            return self.of_mention(max(standing, key=lambda m: m.agent is not None))
        sides = scene.words.get(token)
        if sides:
            found = self._sides(token, sides)
            if found:
                return found
        found = self._pronoun(token)
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

    def _stands(self, mention: Mention, token: int) -> bool:
        """Whether a mention stands for an actor where it stands, not for a place or quality."""
        tree, grammar = self.scene.tree, self.scene.grammar
        if mention.kind == TOWARD:
            return False
        if mention.kind == DEMONYM:
            if tree.base[token] in ("amod", "compound") or not _nominal(self.scene, token):
                return False
            return token == mention.head
        if mention.kind == AGENT and mention.agent is not None and mention.agent.person:
            quality = tree.sentence.deprels[token] == "amod" and token == mention.head
            if quality and mention.first == mention.last:
                return False  # "criminal charges", "rival rallies"
        if mention.kind == CAPITAL:
            return not tree.marked(token, grammar.place) and not self._in_name(mention)
        if mention.kind == PERSON and mention.partial and mention.agent is None:
            stranger = mention.participants[0].text in self.memory.strangers
            if stranger and not self._holds_top_office(mention):
                return False
            return self._known_person(mention) is not None or self._holds_top_office(mention)
        if mention.kind == PLACE and not any(p.code or p.sector for p in mention.participants):
            return False
        if mention.kind in (COUNTRY, PLACE, BODY, GROUP):
            return token == mention.head or mention.first <= token <= mention.last
        return True

    def _in_name(self, mention: Mention) -> bool:
        """Whether a capital is the last word of a longer name ("Rapid Vienna")."""
        tree, before = self.scene.tree, mention.first - 1
        return (
            before >= 0
            and tree.sentence.upos[before] == "PROPN"
            and tree.sentence.forms[before][:1].isupper()
            and not self.scene.mentions.at(before)
            and (tree.head(before) == mention.head or tree.head(mention.head) == before)
        )

    def _holds_top_office(self, mention: Mention) -> bool:
        """Whether a surname can only be that of somebody in a top office on the story's day."""
        match, one = mention.match, mention.participants[0]
        if mention.first and self.scene.tree.lower[mention.first - 1] in _HYPHENS:
            return False
        if match is None or len(match.candidates) != 1 or one.office is None:
            return False
        office = self.actors.offices.get(one.office)
        return office is not None and office.rank <= _TOP and one.sector != OUT_OF_OFFICE

    def _known_person(self, mention: Mention) -> Participant | None:
        match = mention.match
        if match is None:
            return None
        for candidate in match.candidates or (match.entity_id,):
            known = self.memory.person(candidate)
            if known is not None:
                return known
        return None

    def of_mention(self, mention: Mention) -> tuple[Participant, ...]:
        """Whom a mention stands for."""
        if mention.kind == PERSON and mention.partial:
            known = self._known_person(mention)
            if known is not None:
                own = mention.participants[0]
                return (
                    replace(
                        known, text=own.text, span=own.span, why=f"{known.why}; {NAMED_BEFORE}"
                    ),
                )
        if mention.open and mention.agent is not None:
            return self._open(mention)
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

    def _open(self, mention: Mention) -> tuple[Participant, ...]:
        """An agent noun without a country: "the two ministers", "the government"."""
        own = mention.participants[0]
        agent = mention.agent
        assert agent is not None
        if mention.count is not None and mention.count > 1 and not self._counts_new(mention):
            sector = None if own.sector in ("UNK", "ELI") else own.sector
            told = sector is not None and self.scene.tree.base[mention.head] in _TOLD
            others = [p.code for p in self.memory.topic if told and p.sector == sector]
            if self.scene.tree.base[mention.head] in ("obj", "iobj"):
                others += self.memory.subjects_here(mention.first)  # nobody thanks himself
            if told and self.scene.grammar.chaining:  # who speaks to them is none of them
                others += [p.code for p in self._subjects_of(mention.head)]
            together = self.memory.last_together(mention.count, sector, mention.first, others)
            if together:
                said = f"'{own.text}' = {NAMED_BEFORE}:"
                if own.sector == _UNKNOWN:  # "the two countries", whoever acted for them
                    together = distinct([_as_country(p) for p in together])
                return tuple(
                    replace(p, text=own.text, span=own.span, why=f"{said} {p.why}")
                    for p in together
                )
        owned = self._of_owners(mention) or self._of_city(mention)
        if owned:
            return owned
        ours = self._belongs_to(mention)
        if ours is None and self._is_narrators(mention):
            return mention.participants
        if mention.stranger:
            return self._stranger_of(mention)
        if own.sector == "UNK" and agent.organ is not None and self._is_definite(mention):
            code = self.speaker[0].code if self.speaker and self.speaks_here else None
            if code is not None:
                return (replace(own, code=code, sector=None, why=f"{own.why}; the speaker's"),)
        if ours is not None and own.code is None:
            return (replace(own, code=ours.code, why=f"{own.why} of {ours.code}: {ours.why}"),)
        stated = of_the_noun(self.scene, mention)
        if stated:
            return stated
        guest = of_the_guests(self.scene, mention, self.memory)
        if guest is not None:
            return (guest,)
        local = of_the_place(self.scene, mention, self._places, self.memory.home)
        if local is not None:
            return (local,)
        if self._is_of_region(mention):
            return mention.participants
        if of_several(self.scene, mention):
            return mention.participants
        if self._indefinite(mention):
            return self._at_home(mention.participants, agent)
        if self._counterpart(mention):
            return mention.participants
        if is_of_both(self.scene, mention):
            return mention.participants
        body = None if self._counts_new(mention) else of_the_body(self.scene, mention, self.memory)
        if body is not None:
            return (body,)
        noun = self.scene.sentence.lemmas[self._noun(mention)]
        called = self.memory.called(noun, own.sector, mention.first)
        if self._is_specified(mention):
            called = ()
        theirs = self.memory.domestic(mention.first, own.sector) if agent.organ else None
        spoken = of_the_only_one(self.scene, own, agent, self.memory)
        if spoken is not None and not called:
            return (spoken,)
        if called and (theirs is None or own.code is not None or called[0].code == theirs):
            return tuple(
                replace(
                    p, text=own.text, span=own.span, why=f"'{own.text}' = {NAMED_BEFORE}: {p.why}"
                )
                for p in called
            )
        if self._of_others(mention):
            speakers = {p.code for p in self.speaker}
            code = self.memory.last_state(mention.first, {self.memory.home, *speakers})
            if code is not None:
                why = f"{own.why}; the last foreign country spoken of: {code}"
                return (replace(own, code=code, why=why),)
        if agent.organ is not None or agent.office is not None:
            before = self._holder_before(mention)
            if before is not None and not agent.person:
                why = f"{own.why} of {before.code}, whose {before.office} was named before"
                return (replace(own, code=before.code, why=why),)
            if before is not None:
                return (
                    replace(
                        before, text=own.text, span=own.span, why=f"{before.why}; {NAMED_BEFORE}"
                    ),
                )
            rebels = own.sector in _ARMED and self.scene.grammar.chaining
            if self.speaker and self.speaks_here and agent.organ is not None and not rebels:
                code = self.speaker[0].code
                return (replace(own, code=code, why=f"{own.why} of the speaker's country {code}"),)
            if theirs is not None and own.code is None:
                why = f"{own.why}; of {theirs}, whose politician speaks of it"
                return (replace(own, code=theirs, why=why),)
            without = lacking(self.scene, mention)
            code = self.memory.last_state(mention.first, without)
            guessed = self.memory.home is None or self.memory.home in without
            if code is not None and own.sector in OF_STATE and guessed:
                return (replace(own, code=code, why=f"{own.why}; {LAST_SPOKEN}: {code}"),)
        there = self._seat(mention.head)
        if len({p.code for p in there}) == 1 and own.code is None:
            why = f"{own.why}; {there[0].text} is in {there[0].code}"
            return (replace(own, code=there[0].code, why=why),)
        without = lacking(self.scene, mention)
        if self.memory.home in without:
            code = self.memory.about
            if code is None or own.code is not None or own.sector not in OF_STATE:
                return mention.participants
            return (replace(own, code=code, why=f"{own.why}; the story is about {code}"),)
        return self._at_home(mention.participants, agent)

    def _seat(self, noun: int) -> tuple[Participant, ...]:
        """The country in which a noun is said to be, not to which it goes."""
        tree, grammar = self.scene.tree, self.scene.grammar
        there = [c for c in tree.obliques(noun) if tree.marked(c, grammar.belonging)]
        return self.lands([noun]) if there or grammar.modifiers != "behind" else ()

    def _of_city(self, mention: Mention) -> tuple[Participant, ...]:
        """An organ of state that is named by its city ("Chicago police"), or people of a city where
        names stand before them without any mark (카라치 주민)."""
        own, tree = mention.participants[0], self.scene.tree
        local = own.sector in _OF_TOWN and self.scene.grammar.titles == "behind"
        if self._places is None or own.code is not None or mention.stranger:
            return ()
        if own.sector not in OF_STATE and not local:
            return ()
        for child in (*tree.attributes(mention.head), *tree.owners(mention.head)):
            if tree.sentence.upos[child] != "PROPN" or self.scene.mentions.at(child):
                continue
            if any(tree.base[c] in ("flat", "compound") for c in tree.children[child]):
                continue  # part of a longer name
            name = tree.sentence.forms[child]
            code = self._places.country(name)
            if code is not None:
                return (replace(own, code=code, why=f"{own.why} of {name}, a city of {code}"),)
        return ()

    def _of_owners(self, mention: Mention) -> tuple[Participant, ...]:
        """An office of each of several states named before ("the leaders of the two countries"), or
        an agent of the state that the noun it belongs to is of (파키스탄 북서부의 모스크)."""
        own = mention.participants[0]
        for owner in self.scene.tree.owners(mention.head):
            if any(p.code for m in self.scene.mentions.headed(owner) for p in m.participants):
                continue
            states = {p.code: p for p in self.at(owner) if p.code}
            here = len(states) == 1 and own.code is None and self.scene.passes_through(owner)
            if len(states) > 1 or here:
                return tuple(
                    replace(own, code=code, why=f"{own.why} of {code}: {p.why}")
                    for code, p in states.items()
                )
        return ()

    def _stranger_of(self, mention: Mention) -> tuple[Participant, ...]:
        """A person whom no file knows, in an office whose country is not said."""
        own = mention.participants[0]
        group = self._group_of(mention)
        if group is not None:
            why = f"{own.why} of {group.text}: {group.why}"
            return (replace(own, code=group.code, sector=group.sector, why=why),)
        there = {p.code: p for p in self.lands([mention.head])}
        code = next(iter(there)) if len(there) == 1 else None
        if code is None and own.sector in _OF_ONE_STATE:
            without = lacking(self.scene, mention)
            home = self.memory.home if self.memory.home not in without else None
            code = home or self.memory.about or self.memory.last_state(mention.first, without)
            why = f"{own.why}; {LAST_SPOKEN}: {code}"
        else:
            why = f"{own.why}; of {code}"
        return (replace(own, code=code, why=why) if code is not None else own,)

    def _group_of(self, mention: Mention) -> Participant | None:
        """The group or party of no state whose the person is said to be."""
        owners = self.scene.tree.owners(mention.head) if self.scene.grammar.chaining else ()
        found = [
            m.participants[0]
            for owner in owners
            for m in self.scene.mentions.headed(owner)
            if m.kind == GROUP and m.participants[0].sector in _GROUPED
        ]
        return found[0] if len(found) == 1 else None

    def _at_home(self, who: tuple[Participant, ...], agent: AgentEntry) -> tuple[Participant, ...]:
        """Agents of no country, taken for those of the country that the story is told from; where
        that is only assumed, those of the state and parties alone."""
        home = self.memory.home
        if home is None:
            return who
        if (
            self.memory.of_press
            and self.scene.grammar.chaining
            and {p.sector for p in who} <= _ARMED
        ):
            return who
        political = agent.collective or agent.organ is not None
        if self.memory.assumed and not political and not OF_STATE & {p.sector for p in who}:
            return who
        return tuple(
            replace(p, code=home, why=f"{p.why}; {TOLD_FROM} {home}")
            if p.code is None and p.sector not in (_UNKNOWN, _REFUGEES)
            else p
            for p in who
        )

    def _of_others(self, mention: Mention) -> bool:
        """Whether the noun is one by which nobody calls the own government ("the regime")."""
        others, lemmas = self.scene.grammar.of_others, self.scene.sentence.lemmas
        parts = range(mention.first, mention.last + 1) if self.scene.grammar.chaining else ()
        return any(lemmas[t] in others for t in (self._noun(mention), *parts))

    def _is_definite(self, mention: Mention) -> bool:
        """Whether it is the one that everybody knows ("the country"), with nothing that tells it
        from others."""
        tree, definite = self.scene.tree, self.scene.grammar.definite
        children = [c for c in tree.children[mention.head] if tree.base[c] not in ("case", "punct")]
        return bool(children) and all(
            tree.base[c] == "det" and tree.lower[c] in definite for c in children
        )

    def _noun(self, mention: Mention) -> int:
        return min(max(mention.head, mention.first), mention.last)

    def _holder_before(self, mention: Mention) -> Participant | None:
        """Who was last spoken of in the office, or as the minister of the ministry."""
        agent = mention.agent
        assert agent is not None
        office = agent.office
        if office is None and agent.organ is not None:
            office = _HEADS.get(agent.organ, agent.organ.replace("ministry", "minister"))
        return self.memory.holder(office, mention.first)

    def _counterpart(self, mention: Mention) -> bool:
        lemmas = self.scene.sentence.lemmas
        return any(
            lemmas[t] in self.scene.grammar.counterpart
            for t in range(mention.first, mention.last + 1)
        )

    def _belongs_to(self, mention: Mention) -> Participant | None:
        """For whom a possessive pronoun on an agent noun stands ("its spokesman")."""
        tree = self.scene.tree
        before = tree.attributes(mention.head) if self.scene.grammar.titles == "behind" else []
        for child in (*tree.owners(mention.head), *before):
            if tree.lower[child] in self.scene.grammar.pronouns.reflexive:
                return self._of_the_subject(mention)
            if tree.sentence.upos[child] in ("PRON", "DET"):
                codes = {p.code: p for p in self._pronoun(child)}
                if len(codes) == 1 and None not in codes:
                    return next(iter(codes.values()))
        return None

    def _is_narrators(self, mention: Mention) -> bool:
        """Whether an agent noun is kin or anybody else of who writes the story ("my wife")."""
        tree, pronouns = self.scene.tree, self.scene.grammar.pronouns
        own = (*pronouns.speaker, *pronouns.speakers)
        return self._narrates() and any(
            tree.lower[child] in own for child in tree.owners(mention.head)
        )

    def _subjects_of(self, token: int) -> tuple[Participant, ...]:
        """Who does what the nearest predicate above a noun says."""
        tree = self.scene.tree
        verbs = (t for t in tree.ancestors(token) if tree.sentence.upos[t] == "VERB")
        verb = next(verbs, None)
        subjects = [] if verb is None else [s for s in tree.agents(verb) if s != token]
        mentions = [m for s in subjects for m in self.scene.mentions.headed(s)]
        return tuple(p for m in mentions for p in m.participants)

    def _is_of_region(self, mention: Mention) -> bool:
        """Whether an adjective with a capital letter says that the agent is of some region that is
        no country ("Western diplomats", "West African leaders")."""
        tree, sentence = self.scene.tree, self.scene.sentence
        if self.scene.grammar.modifiers != "before":
            return False
        if mention.participants[0].sector not in ("GOV", "MIL"):
            return False
        return any(
            child < mention.first
            and sentence.upos[child] in ("ADJ", "PROPN")
            and sentence.forms[child][:1].isupper()
            and sentence.forms[child][1:2].islower()
            and tree.base[child] in ("amod", "compound")
            and (child > 0 or sentence.forms[1][:1].isupper())
            and not self.scene.mentions.at(child)
            for child in tree.children[mention.head]
        )

    def _is_specified(self, mention: Mention) -> bool:
        """Whether words before an agent noun say which one is meant, so that it is not the one
        named before (대통령실 관계자)."""
        tree = self.scene.tree
        own = mention.agent is not None and mention.agent.office is None
        if (
            self.scene.grammar.chaining
            and own
            and any(m.first == mention.first and m.last < mention.last for m in self.scene.phrases)
        ):
            return True
        return bool(self.scene.grammar.chaining) and any(
            child < mention.first
            and tree.base[child] in ("compound", "nmod")
            and tree.sentence.upos[child] in ("NOUN", "PROPN")
            and not tree.marked(child, self.scene.grammar.content)
            for child in tree.children[mention.head]
        )

    def _of_the_subject(self, mention: Mention) -> Participant | None:
        """The state that speaks or acts in the sentence, whose "own" it is (自国の科学者)."""
        tree = self.scene.tree
        root = next((t for t in range(tree.size) if tree.is_root(t)), mention.head)
        found = {p.code: p for p in self.of(tree.subjects(root)) if p.code}
        if len(found) == 1:
            return next(iter(found.values()))
        return self.speaker[0] if self.speaker and self.speaks_here else None

    def _counts_new(self, mention: Mention) -> bool:
        """Whether a numeral counts somebody not named before ("three journalists")."""
        tree, grammar = self.scene.tree, self.scene.grammar
        if grammar.chaining and mention.agent is not None and mention.agent.office is not None:
            return False  # where nothing marks what is known: "two ministers" are "the two"
        near = tree.lower[max(0, mention.first - 2) : mention.last + 1]
        children = [tree.lower[c] for c in tree.children[mention.head]]
        cardinal = any(w in grammar.sides.cardinals for w in (*near, *children))
        return cardinal and not any(w in grammar.definite for w in (*near, *children))

    def _indefinite(self, mention: Mention) -> bool:
        tree = self.scene.tree
        if mention.first == 0:
            return False
        for child in tree.children[mention.head]:
            if tree.base[child] in ("nummod",) or (
                tree.base[child] == "det" and "Definite=Ind" in tree.sentence.feats[child]
            ):
                return True
        return tree.lower[mention.first - 1] in self.scene.grammar.indefinite

    def _sides(self, token: int, words: frozenset[str]) -> tuple[Participant, ...]:
        sides = self.scene.grammar.sides
        named = self.behind(token)
        if len(named) > 1:
            return named  # "米中両国"
        for phrase in sides.words:
            if phrase in words:
                if named and self.scene.grammar.chaining:  # "both sides in Sudan"
                    return (replace(named[0], sector=_UNKNOWN, why=f"sides in {named[0].why}"),)
                number = sides.numerals.get(phrase[:1]) if self.scene.grammar.chaining else None
                return self._named_before(token, number, None) or self._unknown(token)
        for phrase in sides.countries:
            if phrase in words:
                number = sides.numerals.get(phrase.split()[0])
                named = self._named_before(token, number, None)
                return tuple(map(_as_country, named)) or self._unknown(token)
        return ()

    def _unknown(self, token: int) -> tuple[Participant, ...]:
        """Parties that were never named: PLOVER's unknown actor."""
        tree = self.scene.tree
        first, last = tree.phrase(token)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        why = f"'{text}': no parties named before"
        return (Participant(None, "UNK", text, tree.sentence.span(first, last), why=why),)

    def _named_before(
        self, token: int, count: int | None, sector: str | None
    ) -> tuple[Participant, ...]:
        tree = self.scene.tree
        first, last = tree.phrase(token)
        span = tree.sentence.span(first, last)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        return tuple(
            replace(p, text=text, span=span, why=f"'{text}' = {NAMED_BEFORE}: {p.why}")
            for p in self.memory.last_together(count, sector, first)
        )

    def _pronoun(self, token: int) -> tuple[Participant, ...]:
        tree = self.scene.tree
        if tree.sentence.upos[token] not in ("PRON", "DET", "X"):
            return ()
        if "acl:relcl" in (tree.sentence.deprels[c] for c in tree.children[token]):
            return ()  # "those who …" are nobody named before
        word, pronouns = tree.lower[token], self.scene.grammar.pronouns
        if self.scene.grammar.chaining and tree.base[token] == "det":
            return ()  # "that attack", by the same word as "he"
        if word in pronouns.person and self._is_several(token):
            word = pronouns.several[0]
        found = self._speaker_itself(token, word)
        if found:
            return found
        if word in pronouns.person:
            found = self._whom_judged(token)
        if not found and word in pronouns.person and word in pronouns.thing:
            found = self._of_the_clause(token)
        if found:
            pass
        elif word in pronouns.person:
            gender = "m" if word in pronouns.male else "f" if word in pronouns.female else None
            one = self.memory.last_person(gender, token)
            found = (one,) if one is not None else ()
            if word in pronouns.named:
                found = self._named_here(token) or found
        elif word in pronouns.thing:
            if tree.base[token] in _PLACES and not self._expletive(token):
                body = self.memory.last_body(token, pronouns.organs.get(word))
                found = (body,) if body is not None and not self._is_beside(token, body) else ()
        elif word in pronouns.several:
            found = self._speaking_owners(token) or self.memory.last_several(token)
        elif self._narrates() and (
            word in pronouns.speaker
            or (word in pronouns.speakers and not self._speak_for_a_state())
        ):
            found = ()
        elif word in pronouns.speaker:
            found = self.speaker[:1]
        elif word in pronouns.speakers:
            found = self.speaker
        return self._taken_up(token, found, NAMED_BEFORE)

    def _is_several(self, token: int) -> bool:
        """Whether a part behind the pronoun makes it a plural (그들)."""
        tree, plural = self.scene.tree, self.scene.grammar.plural
        return any(tree.lower[c] in plural and c == token + 1 for c in tree.children[token])

    def _speaking_owners(self, token: int) -> tuple[Participant, ...]:
        """A body or several who are said to say what is theirs ("The rebels said that five of their
        fighters had died")."""
        tree = self.scene.tree
        if self.scene.grammar.chaining or tree.sentence.deprels[token] != "nmod:poss":
            return ()
        clause = next((t for t in tree.ancestors(token) if tree.base[t] == "ccomp"), None)
        saying = saying_of(self.scene, clause) if clause is not None else None
        if saying is None or len(saying.speakers) != 1 or self.is_person(saying.speakers[0]):
            return ()
        subjects = tree.own_subjects(clause) if clause is not None else []
        if subjects and not any(tree.under(token, subject) for subject in subjects):
            return ()
        return self.of(saying.speakers, owners=False)

    def _is_beside(self, token: int, body: Participant) -> bool:
        """Whether a body stands in the phrase of the subject whose verb has the pronoun as object:
        it is not meant ("Lund of the Green League called it a failure")."""
        tree = self.scene.tree
        if tree.base[token] != "obj" or body.span is None or self.scene.grammar.chaining:
            return False
        starts = self.scene.sentence.starts
        return any(
            starts[t] == body.span.start and t != subject
            for subject in tree.own_subjects(tree.head(token))
            for t in tree.subtree(subject)
        )

    def _narrates(self) -> bool:
        """Whether the words are those of who writes the story, not of somebody in it."""
        return not (self.speaks_here or self.scene.grammar.chaining)

    def _speak_for_a_state(self) -> bool:
        """Whether who spoke last are officials, whose statement may go on without marks ("we")."""
        return any(p.sector in OF_STATE for p in self.speaker)

    def _named_here(self, token: int) -> tuple[Participant, ...]:
        """The person last named in the sentence before a word that takes up whoever was, if only
        as the source ("according to X, the same said")."""
        before = [m for m in self.scene.mentions.all if m.is_person and m.last < token]
        one = max(before, key=lambda m: m.last, default=None)
        return self.of_mention(one) if one is not None and one.kind == PERSON else ()

    def _taken_up(
        self, pronoun: int, who: Iterable[Participant], how: str
    ) -> tuple[Participant, ...]:
        """Whom a pronoun stands for: in the words that name them, where these stand in the
        sentence, else by the pronoun."""
        tree = self.scene.tree
        text, span = tree.sentence.forms[pronoun], tree.sentence.span(pronoun, pronoun)
        first, last = tree.sentence.starts[0], tree.sentence.ends[-1]
        found = []
        for one in who:
            named = one.span is not None and first <= one.span.start and one.span.end <= last
            why = f"'{text}' = {how}: {one.why}"
            if named:
                found.append(replace(one, why=why))
            else:
                found.append(replace(one, text=text, span=span, why=why))
        return tuple(found)

    def _of_the_clause(self, token: int) -> tuple[Participant, ...]:
        """The subject of the clause in which something is said to be his, hers or its, by a pronoun
        that stands for all of them (Kanada … warganya)."""
        tree = self.scene.tree
        clause = tree.clause_head(token)
        if tree.base[token] not in ("nmod", "det") or tree.is_passive(clause):
            return ()
        subjects = tree.subjects(clause)
        if any(tree.under(token, s) or s > token for s in subjects):
            return ()
        return tuple(p for p in self.of(subjects) if p.code)

    def _whom_judged(self, token: int) -> tuple[Participant, ...]:
        """The person who is praised or blamed for something of his own ("praised Kim for his
        courage")."""
        tree, grammar = self.scene.tree, self.scene.grammar
        noun = tree.head(token)
        verb = tree.head(noun)
        if tree.base[token] not in ("nmod", "det") or tree.base[noun] not in ("obl", "nmod"):
            return ()
        if not tree.marked(noun, grammar.blame):
            return ()
        if self.is_person(verb):
            return self.of([verb], owners=False)
        verb = tree.head(verb) if tree.base[verb] == "obj" else verb
        heads = (verb, *tree.with_rel(verb, "obj"))  # "heaped praise on Kim for …"
        others = (o for h in heads for o in tree.with_rel(h, "obj", "obl", "nmod") if o < noun)
        persons = [o for o in others if self.is_person(o)]
        return self.of(persons, owners=False) if len(persons) == 1 else ()

    def _speaker_itself(self, token: int, word: str) -> tuple[Participant, ...]:
        """Who is said to say what the pronoun is the subject of, if the number fits ("Denmark and
        Sweden said they supported it")."""
        tree, pronouns = self.scene.tree, self.scene.grammar.pronouns
        if tree.base[token] != "nsubj" or tree.base[tree.head(token)] not in ("ccomp", "conj"):
            return ()
        saying = saying_of(self.scene, tree.head(token))
        if saying is None or token in saying.speakers or saying.word == tree.head(token):
            return ()
        speakers = self.of(saying.speakers)
        persons = all(self.is_person(s) for s in saying.speakers)
        plural = any("Number=Plur" in tree.sentence.feats[s] for s in saying.speakers)
        fits = (
            (word in pronouns.several and len(speakers) > 1)
            or (word in pronouns.person and len(speakers) == 1 and persons and not plural)
            or (word in pronouns.thing and len(speakers) == 1 and not persons)
        )
        if not fits:
            return ()
        return self._taken_up(token, speakers, "who says so")

    def _expletive(self, token: int) -> bool:
        tree = self.scene.tree
        head = tree.head(token)
        if tree.base[token] == "nsubj" and tree.sentence.upos[head] != "VERB":
            return True
        return bool(tree.with_rel(head, "csubj", "expl")) or tree.base[token] == "expl"

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
            if tree.is_passive(clause):
                found = self.of(tree.agents(clause), owners=False)
                if found:
                    return found
        for child in (*tree.owners(token), *tree.attributes(token)):
            found = self._owner(child, depth)
            if found:
                return found
        return self._from(token)

    def _from(self, token: int) -> tuple[Participant, ...]:
        """The country that goods or people are said to be from ("steel from Turkey")."""
        tree, grammar = self.scene.tree, self.scene.grammar
        for child in tree.obliques(token):
            cases = (*grammar.belonging, *grammar.together)
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
            found += self.at(one) or self.adjective(one)
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
        return self.is_person(token) or scene.tree.lower[token] in grammar.pronouns.person

    def adjective(self, token: int) -> tuple[Participant, ...]:
        """The country of an adjective or name used as one."""
        found: list[Participant] = []
        for mention in self.scene.mentions.at(token):
            if mention.kind in (DEMONYM, COUNTRY, CAPITAL, PEOPLE, BODY, GROUP, PLACE):
                found += mention.participants
        return distinct(found)

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
            if here and self._stands(mention, mention.head):
                found += [p for p in mention.participants if p.code]
        return distinct(found)

    def capital(self, token: int) -> tuple[Participant, ...]:
        """The country of a capital to or in which something is said to be done."""
        found = [
            replace(p, sector=None)
            for one in self.scene.tree.conjuncts(token)
            for mention in self.scene.mentions.headed(one)
            if mention.kind == CAPITAL
            for p in mention.participants
        ]
        return distinct(found)

    def toward(self, token: int) -> tuple[Participant, ...]:
        """The country towards which a word says that something is done (訪米, 대북 제재)."""
        return distinct(
            [p for m in self.scene.mentions.at(token) if m.kind == TOWARD for p in m.participants]
        )

    def lands(self, tokens: Iterable[int]) -> tuple[Participant, ...]:
        """The countries in which a noun is said to be ("a hospital in Kharkiv")."""
        tree = self.scene.tree
        found: list[Participant] = []
        for token in tokens:
            for child in tree.obliques(token):
                if tree.marked(child, self.scene.grammar.place):
                    for mention in self.scene.mentions.headed(child):
                        if mention.kind in _LANDS:
                            found += mention.participants
        return distinct(found)

    def is_place(self, token: int) -> bool:
        """Whether a name before a noun says where ("the Barcelona attack", "the Syria strikes"),
        not whose, as adjectives and abbreviations do ("Israeli strikes", "US strikes")."""
        if self.scene.grammar.modifiers != "before":
            return False
        form = self.scene.sentence.forms[token]
        return any(
            m.kind in (CAPITAL, PLACE)
            or (m.kind == COUNTRY and not form.replace(".", "").isupper())
            for m in self.scene.mentions.at(token)
        )

    def is_person(self, token: int) -> bool:
        """Whether the noun names an individual."""
        return any(m.is_person for m in self.scene.mentions.headed(token))


def _nominal(scene: Scene, token: int) -> bool:
    return scene.tree.base[token] in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "conj",
        "iobj",
        "root",
        "ROOT",
        "appos",
    )


def _as_country(one: Participant) -> Participant:
    """The country of a party, which "the two countries" means whoever was named."""
    return replace(one, sector=None, office=None) if one.sector not in OF_STATE else one


def parties(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Each participant once; of a country with and without a sector, those with one."""
    sectored = {p.code for p in found if p.sector}
    return distinct([p for p in found if p.sector or p.code not in sectored or p.code is None])


def distinct(found: Sequence[Participant]) -> tuple[Participant, ...]:
    """Each participant once, by whom it is; the first mention stays."""
    kept: dict[tuple[str | None, ...], Participant] = {}
    for one in found:
        key = (one.code, one.sector, one.entity, None if one.code else one.text)
        kept.setdefault(key, one)
    return tuple(kept.values())


__all__ = ["AGENT", "Cast", "distinct", "parties"]
