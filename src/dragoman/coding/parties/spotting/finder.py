"""The search for the mentions of a sentence: names, agent nouns, and both together.

Names come from the actor files by the pack's `names.yaml`, agent nouns from `agents.yaml`. An agent
noun takes its country from what modifies it ("French police", "polisi Prancis", "lawmakers in
Chile"), its person from the name beside it; who holds an office is asked as of the story's day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import BODY, GROUP, PERSON
from dragoman.actors.registry import Actors
from dragoman.coding.parties.mentions import AGENT, Mention, Mentions
from dragoman.coding.parties.spotting.names import Names, NameSearch
from dragoman.coding.parties.spotting.owners import Owners
from dragoman.coding.parties.spotting.peoples import is_of_many_lands
from dragoman.coding.parties.spotting.titles import Titles
from dragoman.coding.tree import Tree
from dragoman.coding.words.phrases import PhraseMatch
from dragoman.languages.agents import AgentEntry
from dragoman.languages.grammar import Grammar

_PARTING = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "VERB", "AUX", "PART"})
_NO_NOUNS = frozenset({"VERB", "AUX", "ADV", "ADP"})
_FAR = 3
_OF_NO_ORGAN = frozenset({None, "GOV", "CVL", "UNK", "ELI", "MIL", "COP"})
"""Sectors of nouns that do not say what kind of official somebody is: a leader of the people."""
_LED = frozenset(
    {"REB", "PTY", "OPP", "PRM", "LAB", "UAF", "CRM", "SEP", "REL", "SOC", "EDU", "BUS", "AGR"}
)
"""Sectors of people who have leaders and spokesmen of their own."""
_OFFICIAL = frozenset({"GOV", "ELI", "UNK"})
_LEADING = frozenset({"leader", "spokesperson", "igo_head"})
_SPEAKING = frozenset({"government_spokesperson", "foreign_ministry_spokesperson"})
"""Offices of those who speak for whoever is named."""

Settle = Callable[[Sequence[Mention]], Sequence[Mention]]
"""Says whom those names of a sentence stand for that need the story to tell."""


class MentionFinder:
    """Finds mentions by one pack's names and agents.

    Args:
        actors: the actor files.
        names: the written forms of the pack's language.
        grammar: the pack's grammar.
        agents: agent phrase (citation form) → entry.
        artifacts: the pack's names that only machine translation makes → country codes.
    """

    def __init__(
        self,
        actors: Actors,
        names: NameIndex,
        grammar: Grammar,
        agents: dict[str, AgentEntry],
        artifacts: Mapping[str, Sequence[str]],
    ) -> None:
        self.actors, self.names, self.grammar, self.agents = actors, names, grammar, agents
        self.titles = frozenset(word for phrase in agents for word in phrase.split())
        self._artifacts = dict(artifacts)

    def find(
        self,
        tree: Tree,
        phrases: Sequence[PhraseMatch],
        day: date | None,
        *,
        translated: bool = False,
        story: str = "",
        settle: Settle = list,
    ) -> Mentions:
        """The mentions of a sentence, resolved as of `day`; surnames by whom `story` names.

        `settle` says whom names stand for that the sentence leaves open.

        `translated`: the story is a machine translation, in which names may stand that do not
        exist; they are led back to the countries that were meant.
        """
        return _Search(self, tree, day, self._artifacts if translated else {}, story, settle).run(
            phrases
        )


class _Search:
    """One search over one sentence."""

    def __init__(
        self,
        finder: MentionFinder,
        tree: Tree,
        day: date | None,
        artifacts: Mapping[str, Sequence[str]],
        story: str = "",
        settle: Settle = list,
    ) -> None:
        self.grammar, self.agents, self.tree = finder.grammar, finder.agents, tree
        search = NameSearch(
            finder.actors, finder.names, finder.grammar, finder.titles, tree, day, story
        )
        self.names = Names(settle(search.run(artifacts)))
        self._owners = Owners(finder.grammar, finder.agents, finder.titles, tree, self.names)
        self._titles = Titles(search, self.names)

    def run(self, phrases: Sequence[PhraseMatch]) -> Mentions:
        found: list[Mention] = []
        used: set[int] = set()
        for match in self._chosen(phrases):
            mention, persons = self._agent(match)
            found.append(mention)
            used.update(persons)
        found = [self._of_organ(m, found) for m in found]
        found += [n for n in self.names.all if id(n) not in used and not self._is_part(n, found)]
        return Mentions(found)

    def _is_part(self, name: Mention, agents: Sequence[Mention]) -> bool:
        """Whether a general name is only a word of a longer agent noun."""
        return any(
            a.kind == AGENT
            and name.kind in (BODY, GROUP)
            and a.first <= name.first
            and name.last <= a.last
            and a.last - a.first > name.last - name.first
            for a in agents
        )

    def _of_organ(self, mention: Mention, agents: Sequence[Mention]) -> Mention:
        """An agent noun without a country, whose organ has one ("北朝鮮外務省の報道官").

        Where titles stand before names, an office of an organisation that is none of state ("a
        spokesman for the union")."""
        if not mention.open:
            return mention
        tree, own = self.tree, mention.participants[0]
        before = self.grammar.titles != "behind"
        kind = self._kind_beside(mention, agents) if before else None
        if kind is not None:
            return replace(mention, participants=(replace(own, sector=kind),))
        if before and (own.sector != "GOV" or not mention.is_person):
            return mention
        for child in tree.children[mention.head]:
            cases = tree.cases(child)
            if tree.base[child] not in ("nmod", "compound") or (
                cases and not any(case in self.grammar.belonging for case in cases)
            ):
                continue
            for organ in agents:
                spoken_for = _speaks(mention) and bool(cases)
                if organ.head != child or organ is mention:
                    continue
                held = before and organ.participants[0].code is not None
                sector = organ.participants[0].sector
                if before and sector in _OF_NO_ORGAN and not (held and sector == "GOV"):
                    continue
                spoken_for = spoken_for and own.sector == "GOV" and not before
                if _represents(mention, organ):
                    own = replace(own, sector=organ.participants[0].sector)
                    if organ.participants[0].code is None:
                        return replace(mention, participants=(own,))
                if held or spoken_for or not organ.is_person:
                    said = tuple(
                        replace(
                            own,
                            code=one.code,
                            sector=one.sector if own.sector == "GOV" else own.sector,
                            why=f"{own.why} of '{one.text}'; {one.why}",
                        )
                        for one in organ.participants
                        if one.code
                    )
                    if said:
                        return replace(mention, participants=said, open=False)
                    sectors = {one.sector for one in organ.participants if one.sector}
                    if own.sector == "GOV" and len(sectors) == 1:
                        there = replace(own, sector=min(sectors))
                        return replace(mention, participants=(there,))
        return mention

    def _kind_beside(self, mention: Mention, agents: Sequence[Mention]) -> str | None:
        """What those are who stand right beside one who speaks for them or leads them, where what
        describes a noun stands ("the rebel spokesman", "juru bicara pemberontak")."""
        agent, own = mention.agent, mention.participants[0].sector
        if agent is None or not mention.is_person or own not in _OFFICIAL:
            return None
        if agent.office not in _LEADING and not _speaks(mention):
            return None
        behind = self.grammar.modifiers == "behind"
        for other in agents:
            gap = other.first - mention.last if behind else mention.first - other.last
            if gap == 1 and other.open and not self.tree.cases(other.head):
                sector = other.participants[0].sector
                return sector if sector in _LED else None
        return None

    def _chosen(self, phrases: Sequence[PhraseMatch]) -> list[PhraseMatch]:
        """Agent phrases, the longest where they overlap, without those inside a name."""
        agents = [m for m in phrases if m.phrase in self.agents]
        agents.sort(key=lambda m: (m.first - m.last, m.first))
        taken: set[int] = set()
        chosen = []
        for match in agents:
            tokens = range(match.first, match.last + 1)
            if any(t in taken for t in tokens):
                continue
            names = [name for t in tokens for name in self.names.covering.get(t, ())]
            if any(self._names_it(name, match) for name in names):
                continue
            if self.tree.sentence.upos[match.head] in _NO_NOUNS:
                nouns = [t for t in tokens if self.tree.sentence.upos[t] in ("NOUN", "PROPN")]
                if len(tokens) < 2 or not nouns:
                    continue
                match = match._replace(head=nouns[0])
            taken.update(tokens)
            chosen.append(match)
        return sorted(chosen, key=lambda m: m.first)

    def _names_it(self, name: Mention, match: PhraseMatch) -> bool:
        """Whether the words are in a name, not a general name in the words ("Labour Congress")."""
        longer = match.last - match.first > name.last - name.first
        within = match.first <= name.first and name.last <= match.last
        general = name.kind in (BODY, GROUP)
        return not (name.partial or (general and longer and within))

    def _agent(self, match: PhraseMatch) -> tuple[Mention, list[int]]:
        entry = self.agents[match.phrase]
        owners = [o for o in self._owners.of(match) if not is_of_many_lands(o.kind, o.participants)]
        owners = owners or self._within(match)
        person = self._titles.person(match, owners) if entry.person else None
        if person is not None and self._titles.is_of_another(person, owners):
            person = None
        if person is not None and self._titles.is_owned_by(entry, match, person):
            owners, person = owners or ([] if person.partial else [person]), None
        first = min([match.first, *(o.first for o in owners if o.last == match.first - 1)])
        last = match.last
        used: list[int] = []
        if person is not None:
            used.append(id(person))
            first, last = min(first, person.first), max(last, person.last)
        former = self._former(match)
        unknown = person is not None and self._titles.is_another(entry, person)
        participants = self._titles.resolved(
            entry, match, owners, None if unknown else person, former
        )
        return (
            Mention(
                first=match.first if person is None else min(match.first, person.first),
                last=last if person is not None else match.last,
                head=match.head if person is None else self._outer(match.head, person.head),
                kind=AGENT if person is None else PERSON,
                participants=participants,
                agent=entry,
                match=person.match if person is not None else None,
                open=(person is None or unknown)
                and not owners
                and entry.code is None
                and match.phrase not in self.grammar.others,
                count=self._count(match),
            ),
            used,
        )

    def _within(self, match: PhraseMatch) -> list[Mention]:
        """The body by which a title goes that holds its name ("wakil ketua DPR")."""
        if self.grammar.modifiers != "behind":
            return []
        inside = range(match.first + 1, match.last + 1)
        bodies = (n for t in inside for n in self.names.starting.get(t, ()) if n.kind == BODY)
        return list(bodies)[:1]

    def _outer(self, one: int, other: int) -> int:
        return other if self.tree.under(one, other) else one

    def _count(self, match: PhraseMatch) -> int | None:
        numerals = self.grammar.sides.numerals
        for child in self.tree.children[match.head]:
            if self.tree.lower[child] in numerals:
                return numerals[self.tree.lower[child]]
        if match.first > 0:
            return numerals.get(self.tree.lower[match.first - 1])
        return None

    def _former(self, match: PhraseMatch) -> bool:
        former = self.grammar.former
        low = max(0, match.first - _FAR)
        if self.grammar.titles == "behind":
            low = next((t + 1 for t in range(match.first - 1, low - 1, -1) if self._parts(t)), low)
        around = self.tree.lower[low : match.first]
        if self.grammar.modifiers == "behind":
            around = [*around, *self.tree.lower[match.last + 1 : match.last + 2]]
        if any(word in former for word in around):
            return True
        return match.phrase.split()[0] in former

    def _parts(self, token: int) -> bool:
        """Whether a mark or particle stands there, so that no compound goes on over it."""
        return self.tree.sentence.upos[token] in _PARTING


def _represents(mention: Mention, others: Mention) -> bool:
    """Whether an agent noun is somebody prominent of no office, who is what those are whom the
    noun on it names ("환경단체 대표")."""
    agent, own = mention.agent, mention.participants[0]
    sector = others.participants[0].sector
    return (
        agent is not None
        and agent.office is None
        and own.sector == "ELI"
        and sector not in _OF_NO_ORGAN - {"CVL"}
    )


def _speaks(mention: Mention) -> bool:
    """Whether an agent noun is a spokesman's or an official's, who may be anybody's."""
    agent = mention.agent
    return agent is not None and (agent.office is None or agent.office in _SPEAKING)
