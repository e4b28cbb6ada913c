"""Mentions: the names, offices and agent nouns of a sentence, with whom they stand for.

Names come from the actor files by the pack's `names.yaml`, agent nouns from `agents.yaml`. An agent
noun takes its country from what modifies it ("French police", "polisi Prancis", "lawmakers in
Chile"), its person from the name beside it; who holds an office is asked as of the story's day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import (
    BODY,
    CAPITAL,
    COUNTRY,
    DEMONYM,
    GROUP,
    PEOPLE,
    PERSON,
    PLACE,
    NameMatch,
)
from dragoman.actors.registry import NON_STATE, OUT_OF_OFFICE, Actors, Standing
from dragoman.coding.parties.headline import in_full
from dragoman.coding.tree import Tree
from dragoman.coding.words.phrases import PhraseMatch
from dragoman.languages.agents import AgentEntry
from dragoman.languages.grammar import Grammar
from dragoman.model import Participant

AGENT = "agent"
ARTIFACT = "translation artifact"

_LANDS = frozenset({COUNTRY, DEMONYM, CAPITAL, PLACE, PEOPLE})
_OWNERS = frozenset({COUNTRY, DEMONYM, CAPITAL, PLACE, PEOPLE, BODY, GROUP})
_GROUNDS = frozenset({COUNTRY, PLACE})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({",", "-", "–", "/", "&", "、", "・", "·", "ㆍ"})
_PARTING = frozenset({"PUNCT", "ADP", "SCONJ", "CCONJ", "VERB", "AUX", "PART"})
_TIES = frozenset({"-", "·", "・", "ㆍ", "‧", "∙"})
_NO_NOUNS = frozenset({"VERB", "AUX", "ADV", "ADP"})
_OF_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_GOVERNMENT = "government"
_FAR = 3
_OF_NO_ORGAN = frozenset({None, "GOV", "CVL", "UNK", "ELI", "MIL", "COP"})
"""Sectors of nouns that do not say what kind of official somebody is: a leader of the people."""
_READING = 12
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens that names an entity, and whom it stands for.

    `kind` is that of the name, or "agent". `participants` are several where one noun is shared
    ("the foreign ministers of Japan and Korea"). `open`: an agent noun whose country is not said
    here. `partial`: a surname alone. `count`: how many are meant where a numeral says so.
    `stranger`: the surname of somebody whom no file knows.
    """

    first: int
    last: int
    head: int
    kind: str
    participants: tuple[Participant, ...]
    agent: AgentEntry | None = None
    match: NameMatch | None = None
    open: bool = False
    partial: bool = False
    count: int | None = None
    stranger: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it names one or several individuals."""
        return self.kind == PERSON or (self.agent is not None and self.agent.person)


class Mentions:
    """All mentions of one sentence, found by token."""

    __slots__ = ("_by_token", "all")

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = tuple(sorted(mentions, key=lambda m: (m.first, -m.last)))
        self._by_token: dict[int, list[Mention]] = {}
        for mention in self.all:
            for token in range(mention.first, mention.last + 1):
                self._by_token.setdefault(token, []).append(mention)

    def at(self, token: int) -> Sequence[Mention]:
        """The mentions that cover a token."""
        return self._by_token.get(token, ())

    def run(self, mention: Mention) -> list[Mention]:
        """The one-character names that stand in one run with this one (日米韓, 한·미·일)."""
        if not _is_character(mention):
            return []
        short = [m for m in self.all if _is_character(m)]
        at = short.index(mention)
        first = last = at
        while first > 0 and _adjoin(short[first - 1], short[first]):
            first -= 1
        while last + 1 < len(short) and _adjoin(short[last], short[last + 1]):
            last += 1
        return short[first:at] + short[at + 1 : last + 1]

    def headed(self, token: int) -> list[Mention]:
        """The mentions whose head is the token; where there is none, those that cover it."""
        here = self._by_token.get(token, ())
        headed = [m for m in here if m.head == token]
        return headed or list(here)


def _is_character(mention: Mention) -> bool:
    match = mention.match
    return match is not None and match.kind == COUNTRY and match.end - match.start == 1


def _adjoin(one: Mention, other: Mention) -> bool:
    assert one.match is not None
    assert other.match is not None
    gap = other.match.start - one.match.end
    return gap == 0 or (gap == 1 and one.last + 2 == other.first)


_TITLED = frozenset({None, OUT_OF_OFFICE, "LAB", "SOC", "BUS", "CVL", "JRN"})
"""Sectors of people that a title of state makes something else."""
_POLITICAL = frozenset({"OPP", "PTY", "LEG"})
"""Sectors of politicians that only an office of government makes something else: parties and
parliaments have leaders, too."""
_MINISTERIAL = 3
"""The rank of ministers."""
_SPEAKING = frozenset({"government_spokesperson", "foreign_ministry_spokesperson"})
"""Offices of those who speak for whoever is named."""


def _speaks(mention: Mention) -> bool:
    """Whether an agent noun is a spokesman's or an official's, who may be anybody's."""
    agent = mention.agent
    return agent is not None and (agent.office is None or agent.office in _SPEAKING)


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
        self._actors, self._names, self._grammar, self._agents = actors, names, grammar, agents
        self._before = grammar.modifiers == "before"
        self._titles = frozenset(word for phrase in agents for word in phrase.split())
        self._artifacts = dict(artifacts)

    def find(
        self,
        tree: Tree,
        phrases: Sequence[PhraseMatch],
        day: date | None,
        *,
        translated: bool = False,
        story: str = "",
    ) -> Mentions:
        """The mentions of a sentence, resolved as of `day`; surnames by whom `story` names.

        `translated`: the story is a machine translation, in which names may stand that do not
        exist; they are led back to the countries that were meant.
        """
        return _Search(self, tree, day, self._artifacts if translated else {}, story).run(phrases)


class _Search:
    """One search over one sentence."""

    def __init__(
        self,
        finder: MentionFinder,
        tree: Tree,
        day: date | None,
        artifacts: Mapping[str, Sequence[str]],
        story: str = "",
    ) -> None:
        self.actors, self.grammar, self._story = finder._actors, finder._grammar, story
        self.agents, self.before = finder._agents, finder._before
        self.tree, self.day = tree, day
        self.users = finder._names.users
        self._titles = finder._titles
        self.names = self._without_strangers(list(self._names(finder._names)))
        for written, codes in artifacts.items():
            self._restore(written, codes)
        self.starting: dict[int, list[Mention]] = {}
        self.ending: dict[int, list[Mention]] = {}
        self.naming: dict[int, list[Mention]] = {}
        for name in self.names:
            self.starting.setdefault(name.first, []).append(name)
            self.ending.setdefault(name.last, []).append(name)
            for token in range(name.first, name.last + 1):
                self.naming.setdefault(token, []).append(name)

    def run(self, phrases: Sequence[PhraseMatch]) -> Mentions:
        found: list[Mention] = []
        used: set[int] = set()
        for match in self._chosen(phrases):
            mention, persons = self._agent(match)
            found.append(mention)
            used.update(persons)
        found = [self._of_organ(m, found) for m in found]
        found += [n for n in self.names if id(n) not in used]
        return Mentions(found)

    def _of_organ(self, mention: Mention, agents: Sequence[Mention]) -> Mention:
        """An agent noun without a country, whose organ has one ("北朝鮮外務省の報道官").

        Where titles stand before names, an office of an organisation that is none of state ("a
        spokesman for the union")."""
        if not mention.open:
            return mention
        tree, own = self.tree, mention.participants[0]
        before = self.grammar.titles != "behind"
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

    # --- names

    def _without_strangers(self, names: list[Mention]) -> list[Mention]:
        """Names without surnames that stand in the name of somebody unknown ("Scott Pelley")."""
        covered = {t for n in names for t in range(n.first, n.last + 1)}
        return [n for n in names if not (n.partial and self._has_strange_part(n, covered))]

    def _has_strange_part(self, name: Mention, covered: set[int]) -> bool:
        tree = self.tree
        for beside in (name.first - 1, name.last + 1):
            if not 0 <= beside < tree.size or beside in covered:
                continue
            form = tree.sentence.forms[beside]
            # a given name that the parser does not know looks like an adjective to it
            likely = tree.sentence.upos[beside] == "ADJ" and 0 < beside < name.first
            if not (tree.sentence.upos[beside] == "PROPN" or likely) or not form[:1].isupper():
                continue
            if tree.lower[beside] in self._titles or tree.sentence.lemmas[beside] in self._titles:
                continue
            if tree.lower[beside] in self.grammar.address:
                continue
            if not (tree.under(beside, name.head) or tree.under(name.head, beside)):
                continue
            if not self._is_given_name(form, name):
                return True
        return False

    def _is_given_name(self, form: str, name: Mention) -> bool:
        match = name.match
        known = [self.actors.persons.get(c) for c in match.candidates] if match else []
        return any(
            form in n.replace("-", " ").split()
            for p in known
            if p is not None
            for n in (p.name, *p.also)
        )

    def _restore(self, written: str, codes: Sequence[str]) -> None:
        """Put a mention of the countries meant where a name stands that does not exist."""
        tree = self.tree
        at = tree.sentence.text.find(written)
        while at >= 0:
            tokens = [
                t for t, (s, e) in enumerate(tree.offsets) if e > at and s < at + len(written)
            ]
            at = tree.sentence.text.find(written, at + len(written))
            if not tokens:
                continue
            first, last = tokens[0], tokens[-1]
            who = tuple(
                Participant(
                    code=code,
                    sector=None,
                    text=written,
                    span=tree.sentence.span(first, last),
                    name=self.actors.countries[code].name,
                    entity=code,
                    why=f"{ARTIFACT}: '{written}' stands for {' and '.join(codes)}",
                )
                for code in codes
            )
            self.names = [n for n in self.names if n.last < first or n.first > last]
            self.names.append(Mention(first, last, tree.head_of(first, last), COUNTRY, who))

    def _names(self, index: NameIndex) -> Iterator[Mention]:
        offsets = self.tree.offsets
        starts = [start for start, _ in offsets]
        for found in index.find(self.tree.sentence.text):
            match = in_full(found, self.tree.sentence.text, self._story, self.actors)
            first = max(0, bisect_right(starts, match.start) - 1)
            last = max(first, bisect_right(starts, match.end - 1) - 1)
            named, last = last, self._with_address(match, last)
            head = self.tree.head_of(first, last)
            participant = self._participant(match, first, last)
            known = last > named and len(match.candidates) == 1 and participant.office is not None
            yield Mention(first, last, head, match.kind, (participant,), None, match,
                          partial=match.partial and not known)  # fmt: skip

    def _with_address(self, match: NameMatch, last: int) -> int:
        """The last token of a name and the form of address that heads it ("ブリンケン氏")."""
        tree, behind = self.tree, last + 1
        if (
            match.kind == PERSON
            and self.grammar.titles == "behind"
            and behind < tree.size
            and tree.lower[behind] in self.grammar.address
        ):
            return behind
        return last

    def _participant(self, match: NameMatch, first: int, last: int) -> Participant:
        standing = self._standing(match)
        sector = standing.sector
        if match.kind in (PEOPLE, CAPITAL):
            sector = match.sector or sector
        return Participant(
            code=standing.code,
            sector=sector,
            text=self.tree.sentence.text[match.start : match.end],
            span=self.tree.sentence.span(first, last),
            name=match.name,
            entity=match.entity_id,
            office=standing.office,
            why=f"{match.entry}; {standing.why}",
        )

    def _standing(self, match: NameMatch) -> Standing:
        for user in self.users:
            if match.entity_id in user:
                return user.standing(match.entity_id, self.day)
        candidates = match.candidates or (match.entity_id,)
        try:
            found = [self.actors.standing(one, self.day) for one in candidates]
        except KeyError:
            return Standing(match.code, match.sector, match.entry)
        if len(found) > 1:
            held = [s for s in found if s.sector != OUT_OF_OFFICE]
            if held:
                return held[0]
        return found[0]

    # --- agent nouns

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
            if any(self._names_it(name) for t in tokens for name in self.naming.get(t, ())):
                continue
            if self.tree.sentence.upos[match.head] in _NO_NOUNS:
                nouns = [t for t in tokens if self.tree.sentence.upos[t] in ("NOUN", "PROPN")]
                if len(tokens) < 2 or not nouns:
                    continue
                match = replace(match, head=nouns[0])
            taken.update(tokens)
            chosen.append(match)
        return sorted(chosen, key=lambda m: m.first)

    @staticmethod
    def _names_it(name: Mention) -> bool:
        return not name.partial

    def _agent(self, match: PhraseMatch) -> tuple[Mention, list[int]]:
        entry = self.agents[match.phrase]
        owners = self._owners(match)
        person = self._person(match, owners) if entry.person else None
        if person is not None and self._is_of_another(person, owners):
            person = None
        first = min([match.first, *(o.first for o in owners if o.last == match.first - 1)])
        last = match.last
        used: list[int] = []
        if person is not None:
            used.append(id(person))
            first, last = min(first, person.first), max(last, person.last)
        former = self._former(match)
        unknown = person is not None and self._is_another(entry, person)
        participants = self._resolved(entry, match, owners, None if unknown else person, former)
        return (
            Mention(
                first=match.first if person is None else min(match.first, person.first),
                last=last if person is not None else match.last,
                head=match.head if person is None else self._outer(match.head, person.head),
                kind=AGENT if person is None else PERSON,
                participants=participants,
                agent=entry,
                match=person.match if person is not None else None,
                open=(person is None or unknown) and not owners and entry.code is None,
                count=self._count(match),
            ),
            used,
        )

    @staticmethod
    def _is_of_another(person: Mention, owners: Sequence[Mention]) -> bool:
        """Whether a surname is that of somebody known of another country than the title says."""
        codes = {p.code for owner in owners if owner.kind == COUNTRY for p in owner.participants}
        return person.partial and bool(codes) and person.participants[0].code not in codes

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

    def _owners(self, match: PhraseMatch) -> list[Mention]:
        """The names that say whose the agent is."""
        found = self._adjacent_before(match) if self.before else self._adjacent_behind(match)
        found = found or self._head_of(match)
        if found:
            return found
        possessed = self._is_possessed(match)
        for token in range(match.first, match.last + 1):
            for child in self.tree.children[token]:
                if match.first <= child <= match.last:
                    continue
                if possessed and child > match.last:
                    continue  # "its troops in Syria" are not Syria's
                found += self._owning(child)
        if len(found) == 1 and self.before and found[0].first > match.last:
            found += self._listed(match, found[0])
        if not found and not self.before:
            found = self._adjacent_before(match, only=(BODY, GROUP, COUNTRY))
        return found

    def _head_of(self, match: PhraseMatch) -> list[Mention]:
        """The person by whose name a government goes, right before it (네타냐후 내각)."""
        agent = self.agents[match.phrase]
        regime = match.phrase in self.grammar.of_others
        if self.grammar.titles != "behind" or not (agent.organ == _GOVERNMENT or regime):
            return []
        return [
            name
            for name in self.ending.get(match.first - 1, ())
            if name.kind == PERSON and name.participants[0].code is not None
        ]

    def _is_possessed(self, match: PhraseMatch) -> bool:
        """Whether a pronoun beside it says whose the agent is ("its troops", pasukannya)."""
        tree = self.tree
        return any(
            tree.base[c] == "nmod"
            and tree.sentence.upos[c] == "PRON"
            and (c < match.first if self.before else c == match.last + 1)
            for t in range(match.first, match.last + 1)
            for c in tree.children[t]
        )

    def _listed(self, match: PhraseMatch, name: Mention) -> list[Mention]:
        """The countries that a plural shares in a list behind it ("the ministers of Japan, the
        United States and South Korea"), whose members parsers often hang elsewhere."""
        tree, at = self.tree, name.last + 1
        if name.kind != COUNTRY or "Number=Plur" not in tree.sentence.feats[match.head]:
            return []
        found: list[Mention] = []
        joint = last = False
        while at < tree.size and not (last and found and not joint):
            pos = tree.sentence.upos[at]
            names = [n for n in self.starting.get(at, ()) if n.kind == COUNTRY]
            if names and joint:
                found.append(names[0])
                at, joint = names[0].last + 1, False
            elif tree.lower[at] in _JOINTS or pos in ("CCONJ", "DET"):
                joint, last = True, last or pos == "CCONJ"
                at += 1
            else:
                break
        return found if last and not joint else []

    def _owning(self, child: int) -> list[Mention]:
        base = self.tree.base[child]
        cases = self.tree.cases(child)
        if base not in ("nmod", "amod", "compound", "obl", "det", "flat", "appos"):
            return []
        if base == "appos" and self.before:
            return []
        if cases and not any(case in self.grammar.belonging for case in cases):
            return []
        if base == "obl" and not cases:
            return []
        found: list[Mention] = []
        for one in self.tree.conjuncts(child):
            found += [n for n in self.naming.get(one, ()) if n.kind in _OWNERS and n.head == one]
            if not found and one == child:
                thing = self.before and not self.grammar.chaining  # not the three of 日米韓３カ国
                thing = thing and self.tree.sentence.lemmas[one].lower() not in self._titles
                inner = self.tree.with_rel(one, "compound", "nmod:poss") if thing else []
                for token in (one, *inner):  # "the governor of Chile's Biobio region"
                    names = self.naming.get(token, ())
                    fit = _OWNERS if token == one else _GROUNDS
                    found += [n for n in names if n.kind in fit and not found]
        return self._run(found)

    def _run(self, names: list[Mention]) -> list[Mention]:
        """Countries with those that stand right before them without a gap ("日米韓の外相")."""
        found = list(names)
        for name in names:
            at = name
            while at.kind == COUNTRY and at.match is not None:
                start = at.match.start
                before = [
                    n
                    for n in self.names
                    if n.kind in (COUNTRY, BODY) and n.match is not None and n.match.end == start
                ]
                if not before or before[0] in found:
                    break
                at = before[0]
                found.insert(found.index(name), at)
        return found

    def _adjacent_before(
        self, match: PhraseMatch, only: tuple[str, ...] | None = None
    ) -> list[Mention]:
        kinds = _OWNERS if only is None else frozenset(only)
        tree, at, skipped = self.tree, match.first - 1, 0
        found: list[Mention] = []
        while at >= 0:
            names = [n for n in self.ending.get(at, ()) if n.kind in kinds]
            if names:
                name = names[0]
                if found and not self._shares(name, found[-1], match):
                    break
                found += names
                at, skipped = min(n.first for n in names) - 1, 0
                continue
            word = tree.lower[at]
            if word in _POSSESSIVE or (found and (word in _JOINTS or tree.base[at] == "cc")):
                at -= 1
            elif (
                not found
                and skipped < _FAR
                and tree.sentence.upos[at] in ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
                and at not in self.naming
                and tree.under(at, match.head)
                and tree.base[at] in ("amod", "compound", "nmod", "nummod", "det", "flat")
            ):
                at, skipped = at - 1, skipped + 1
            else:
                break
        return found[::-1]

    def _shares(self, name: Mention, later: Mention, match: PhraseMatch) -> bool:
        """Whether a name before another one shares the agent noun with it."""
        tree, first = self.tree, name.head
        if name.kind == CAPITAL and later.kind == COUNTRY and later.first - name.last == 1:
            return False  # where the countries meet
        if later.first - name.last == 1 or tree.lower[later.first - 1] in _TIES:
            return True
        if name.kind == DEMONYM:
            joined = later.first - name.last == 2 and tree.base[name.last + 1] == "cc"
            return later.kind == DEMONYM or (joined and later.kind in (COUNTRY, BODY))
        if self.grammar.titles == "behind":
            while tree.base[first] == "conj":  # the first of a row stands for all of it
                first = tree.head(first)
        head = tree.head(first)
        return match.first <= head <= match.last and tree.base[first] in (
            "compound", "amod", "nmod", "det",
        )  # fmt: skip

    def _adjacent_behind(self, match: PhraseMatch) -> list[Mention]:
        tree, at = self.tree, match.last + 1
        found: list[Mention] = []
        while at < tree.size:
            names = [n for n in self.starting.get(at, ()) if n.kind in _OWNERS]
            if names:
                if found and not self._continues(found[-1], names[0], match):
                    break
                found += names
                at = max(n.last for n in names) + 1
                continue
            word = tree.lower[at]
            joint = word in _JOINTS or tree.base[at] == "cc"
            if found:
                reach = (1, 2) if joint and tree.base[at + 1 : at + 2] == ["cc"] else (1,)
                follows = (n for step in reach for n in self.starting.get(at + step, ()))
                goes_on = joint and any(n.kind in _OWNERS for n in follows)
            else:
                goes_on = word in self.grammar.owner and bool(self.starting.get(at + 1))
            if goes_on:
                at += 1
            else:
                break
        return found

    def _continues(self, name: Mention, after: Mention, match: PhraseMatch) -> bool:
        """Whether a country listed behind another one still belongs to the agent noun."""
        if after.kind not in (COUNTRY, CAPITAL, BODY, PLACE):
            return False
        return self.tree.under(after.head, match.head) or after.first - name.last == 1

    def _person(self, match: PhraseMatch, owners: Sequence[Mention]) -> Mention | None:
        """The name of the person in the office: right behind (the owners), before them where titles
        follow the name, or apposed."""
        tree = self.tree
        if self.grammar.titles == "behind":
            ahead = {match.first - 1} | {o.first - 1 for o in owners if o.last < match.first}
            for at in sorted(ahead, reverse=True):
                found = self._named_before(at)
                if found is not None:
                    return found
            if tree.lower[match.last + 1 : match.last + 2] in [[w] for w in self.grammar.owner]:
                for name in self.starting.get(match.last + 2, ()):
                    if name.kind == PERSON:
                        return name  # "国務長官のブリンケン氏"
        behind = {match.last + 1} | {o.last + 1 for o in owners if o.first > match.last}
        behind |= {b + 1 for b in behind if b < tree.size and tree.lower[b] in self.grammar.former}
        for at in sorted(behind):
            for name in self.starting.get(at, ()):
                if name.kind == PERSON:
                    return name
        for child in tree.with_rel(match.head, "appos", "flat"):
            for name in self.naming.get(child, ()):
                if name.kind == PERSON:
                    return name
        return None

    def _named_before(self, at: int) -> Mention | None:
        """The person whose name ends at a token, or before a word for a former title or a reading
        in brackets that stand there ("トランプ前大統領", "趙兌烈(チョ・テヨル)外相")."""
        tree = self.tree
        if at >= 0 and tree.lower[at] in self.grammar.former:
            at -= 1
        if at >= 0 and tree.lower[at] in _CLOSING:
            opened = [t for t in range(max(0, at - _READING), at) if tree.lower[t] in _OPENING]
            at = opened[-1] - 1 if opened else at
        for name in self.ending.get(at, ()):
            if name.kind == PERSON:
                return name
        return None

    # --- resolving

    def _resolved(
        self,
        entry: AgentEntry,
        match: PhraseMatch,
        owners: Sequence[Mention],
        person: Mention | None,
        former: bool,
    ) -> tuple[Participant, ...]:
        tree = self.tree
        text_from, text_to = tree.offsets[match.first][0], tree.offsets[match.last][1]
        said = tree.sentence.text[text_from:text_to]
        span = tree.sentence.span(match.first, match.last)
        if person is not None:
            one = self._in_office(entry, person)
            first, last = min(match.first, person.first), max(match.last, person.last)
            words = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
            one = replace(one, text=words, span=tree.sentence.span(first, last))
            return (self._titled(entry, one, owners, former),)
        if not owners:
            sector = OUT_OF_OFFICE if former and entry.person else entry.sector
            why = f"agent '{match.phrase}'"
            return (Participant(entry.code, sector, said, span, office=entry.office, why=why),)
        found: list[Participant] = []
        for owner in owners:
            found.append(self._owned(entry, match, owner, said, former))
        return tuple(dict.fromkeys(found))

    def _in_office(self, entry: AgentEntry, person: Mention) -> Participant:
        """Of several who bear a surname, the one who holds the office of the title."""
        match, one = person.match, person.participants[0]
        if match is None or len(match.candidates) < 2 or entry.office in (None, one.office):
            return one
        if self.day is None or entry.office is None:
            return one
        for candidate in match.candidates:
            known = self.actors.persons.get(candidate)
            terms = self.actors.terms_on(known, self.day) if known is not None else ()
            if known is not None and any(self._means(entry.office, t.office) for t in terms):
                return self._participant(
                    replace(match, entity_id=known.id, name=known.name, candidates=(known.id,)),
                    person.first,
                    person.last,
                )
        return one

    def _is_another(self, entry: AgentEntry, person: Mention) -> bool:
        """Whether none of the several known people who bear a surname can be meant, since none of
        them ever held the office of the title, or nothing like it."""
        match = person.match
        if match is None or not match.partial or len(match.candidates) < 2:
            return False
        if entry.office is None:
            return entry.sector in _OF_OFFICE and person.participants[0].sector != entry.sector
        known = (self.actors.persons.get(c) for c in match.candidates)
        held = (term.office for one in known if one is not None for term in one.terms)
        return not any(self._means(entry.office, office) for office in held)

    def _means(self, said: str, held: str) -> bool:
        """Whether the word for an office may mean another one: that itself, one that it covers, or
        one of its kind (minister: defence_minister)."""
        general = self.actors.offices.get(said)
        covers = general.covers if general is not None else ()
        return held == said or held in covers or held.endswith(f"_{said}")

    def _governs(self, entry: AgentEntry) -> bool:
        """Whether the title is that of one office of a government, down to ministers."""
        office = self.actors.offices.get(entry.office or "")
        return (
            office is not None
            and office.sector == "GOV"
            and office.rank <= _MINISTERIAL
            and not office.covers
        )

    def _titled(
        self, entry: AgentEntry, one: Participant, owners: Sequence[Mention], former: bool
    ) -> Participant:
        """A known person with a title: the name decides who, the title what they are here."""
        if one.code is None and owners:
            one = replace(one, code=owners[0].participants[0].code)
        if former and one.sector == OUT_OF_OFFICE:
            return one
        governs = one.sector in _POLITICAL and self._governs(entry)
        if (
            (one.sector in _TITLED or governs)
            and entry.sector != one.sector
            and (one.sector in (None, OUT_OF_OFFICE) or entry.sector == "GOV")
        ):
            why = f"{one.why}; title gives {entry.sector}"
            one = replace(one, sector=entry.sector, office=entry.office or one.office, why=why)
        return one

    def _owned(
        self, entry: AgentEntry, match: PhraseMatch, owner: Mention, said: str, former: bool
    ) -> Participant:
        base = owner.participants[0]
        tree = self.tree
        first, last = min(match.first, owner.first), max(match.last, owner.last)
        apart = not (owner.last == match.first - 1 or owner.first == match.last + 1)
        listed = self._in_list(owner.last + 1, match.first)
        if apart and not (listed or tree.is_tied(match.last + 1, owner.first)):
            first, last = match.first, match.last
        span = tree.sentence.span(first, last)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        code, sector = base.code, str(entry.sector) if entry.sector else None
        why = f"agent '{match.phrase}' of {base.name}; {base.why}"
        if owner.kind == GROUP:
            sector = base.sector or sector
        elif sector == "GOV" and (code in NON_STATE or (owner.kind == BODY and base.sector)):
            sector = base.sector  # a firm's or party's spokesman
        elif former and entry.person:
            sector = OUT_OF_OFFICE
        if owner.kind in (COUNTRY, PLACE) and base.sector == "PRE" and sector == "GOV":
            sector = "PRE"
        known = owner.kind in (BODY, GROUP)
        name, entity = (base.name, base.entity) if known else (None, None)
        if entry.office and code and not former:
            holders = self._holders(entry.office, code)
            if len(holders) == 1:
                name, entity = holders[0]
                why += f"; {entry.office} of {code} on {self.day}: {name}"
        return Participant(code, sector, text or said, span, name, entity, entry.office, why)

    def _in_list(self, start: int, end: int) -> bool:
        """Whether nothing but further names stands between ("Peru and Chile's ministers")."""
        tree = self.tree
        return start < end and all(
            tree.base[t] in ("cc", "punct", "case") or self.starting.get(t) is not None
            for t in range(start, end)
        )

    def _holders(self, office: str, code: str) -> list[tuple[str, str]]:
        if self.day is None or office not in self.actors.offices:
            return []
        if self.actors.offices[office].rank > 3:
            return []
        return [(p.name, p.id) for p in self.actors.holders(office, code, self.day)[:2]]
