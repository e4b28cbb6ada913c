"""Whom an agent noun stands for: the person beside it, who holds the office, its owner's agent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.names import BODY, COUNTRY, GROUP, PERSON, PLACE
from dragoman.actors.registry import NON_STATE, OUT_OF_OFFICE
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.set_off import is_set_off
from dragoman.coding.parties.spotting.names import Names, NameSearch
from dragoman.coding.parties.spotting.peoples import CIVILIAN
from dragoman.coding.words.phrases import PhraseMatch
from dragoman.languages.agents import AgentEntry
from dragoman.model import Participant

_TITLED = frozenset({None, OUT_OF_OFFICE, "LAB", "SOC", "BUS", "CVL", "JRN"})
"""Sectors of people that a title of state makes something else."""
_POLITICAL = frozenset({"OPP", "PTY", "LEG"})
"""Sectors of politicians that only an office of government makes something else: parties and
parliaments have leaders, too."""
_SPEAKER, _PARTY = "speaker_of_parliament", "PTY"
_TRADE = "BUS"
_MINISTERIAL = 3
"""The rank of ministers."""
_OF_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_OF_OFFICE_OR_PARTY = _OF_OFFICE | {"PTY", "OPP", "UNK"}
"""Sectors that somebody has left who is said to be a former one; former rebels, workers or students
are still told of as such."""
_CIVIL = frozenset({"LAB", "SOC", "BUS", "JRN", "REL", "EDU"})
_GENERAL = frozenset({"president", "leader", "party_leader", "chairman"})
"""Offices that associations have, too."""
_PARTISAN = frozenset({"PTY", "OPP"})
_ARMED = frozenset({"REB", "PRM", "UAF"})
_FOLLOWED = _ARMED | {"MIL", "CRM"}
_ELECTED = frozenset({"governor", "mayor"})
_SERVING = frozenset(
    {None, "minister", "deputy_minister", "official", "adviser", "presidential_adviser"}
)
_SERVED = 2
"""The rank of those whom ministers and officials serve."""
_TREASURERS = frozenset({"finance_minister"})
"""Ministers by whose word parties call their own officers ("treasurer")."""
_READING = 12
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")


class Titles:
    """Resolves the agent nouns of one sentence: of what country and sector, and who by name."""

    def __init__(self, search: NameSearch, names: Names) -> None:
        self.search, self.names = search, names
        self.actors, self.grammar = search.actors, search.grammar
        self.tree, self.day = search.tree, search.day

    def person(self, match: PhraseMatch, owners: Sequence[Mention]) -> Mention | None:
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
                for name in self.names.starting.get(match.last + 2, ()):
                    if name.kind == PERSON:
                        return name  # "国務長官のブリンケン氏"
        behind = {match.last + 1} | {o.last + 1 for o in owners if o.first > match.last}
        behind |= {b + 1 for b in behind if b < tree.size and tree.lower[b] in self.grammar.former}
        for at in [b + 1 for b in behind]:
            behind |= {
                at for n in self.names.starting.get(at, ()) if is_set_off(tree, n.first, n.last)
            }
        for at in sorted(behind):
            for name in self.names.starting.get(at, ()):
                if name.kind == PERSON:
                    return name
        for child in tree.with_rel(match.head, "appos", "flat"):
            for name in self.names.covering.get(child, ()):
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
        for name in self.names.ending.get(at, ()):
            if name.kind == PERSON:
                return name
        return None

    @staticmethod
    def is_of_another(person: Mention, owners: Sequence[Mention]) -> bool:
        """Whether a surname is that of somebody known of another country than the title says."""
        codes = {p.code for owner in owners if owner.kind == COUNTRY for p in owner.participants}
        return person.partial and bool(codes) and person.participants[0].code not in codes

    def is_owned_by(self, entry: AgentEntry, match: PhraseMatch, person: Mention) -> bool:
        """Whether somebody known, named right behind a noun where owners stand, is whose that is,
        not that one himself ("pendukung Duterte", "juru bicara Putin")."""
        if self.grammar.modifiers != "behind" or person.first != match.last + 1:
            return False
        if match.phrase in self.grammar.relatives or match.phrase in self.grammar.following:
            return True
        office = self.actors.offices.get(person.participants[0].office or "")
        serves = entry.sector == "GOV" and entry.office in _SERVING
        return serves and office is not None and office.rank <= _SERVED

    def resolved(
        self,
        entry: AgentEntry,
        match: PhraseMatch,
        owners: Sequence[Mention],
        person: Mention | None,
        former: bool,
    ) -> tuple[Participant, ...]:
        """Whom an agent noun stands for: the person named beside it, with what the title says of
        him; else an agent of each owner, or of none."""
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
            left = former and entry.person and entry.sector in _OF_OFFICE_OR_PARTY
            sector = OUT_OF_OFFICE if left else entry.sector
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
                return self.search.participant(
                    replace(match, entity_id=known.id, name=known.name, candidates=(known.id,)),
                    person.first,
                    person.last,
                )
        return one

    def is_another(self, entry: AgentEntry, person: Mention) -> bool:
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

    def _is_of_state(self, entry: AgentEntry) -> bool:
        """Whether the title is of an office that no party has, but a member of one may hold."""
        office = str(entry.office)
        minister = office.endswith("_minister") and office not in _TREASURERS
        return office in _ELECTED or (minister and self._governs(entry))

    def _leads_others(self, office: str, one: Participant) -> bool:
        """Whether somebody leads an association ("the president of the union") and has never held
        the office of state that the title could mean."""
        known = self.actors.persons.get(one.entity or "")
        if known is None or one.sector not in _CIVIL or one.office is None:
            return False
        offices = self.actors.offices
        held = (t.office for t in known.terms if t.office in offices)
        return not any(offices[o].sector == "GOV" and self._means(office, o) for o in held)

    def _titled(
        self, entry: AgentEntry, one: Participant, owners: Sequence[Mention], former: bool
    ) -> Participant:
        """A known person with a title: the name decides who, the title what they are here."""
        if one.code is None and owners:
            one = replace(one, code=owners[0].participants[0].code)
        if former and one.sector == OUT_OF_OFFICE:
            return one
        if entry.office in _GENERAL and self._leads_others(entry.office, one):
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
        listed = self._in_list(owner.last + 1, match.first) or (
            tree.base[owner.head] == "conj" and self._in_list(match.last + 1, owner.first)
        )
        if apart and not (listed or tree.is_tied(match.last + 1, owner.first)):
            first, last = match.first, match.last
        span = tree.sentence.span(first, last)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        code, sector = base.code, str(entry.sector) if entry.sector else None
        why = f"agent '{match.phrase}' of {base.name}; {base.why}"
        if owner.kind == PERSON and match.phrase in self.grammar.following:
            sector = base.sector if base.sector in _FOLLOWED else sector
        elif base.sector in _PARTISAN and (sector in _ARMED or self._is_of_state(entry)):
            pass  # a party's fighters, governor or minister
        elif owner.kind == GROUP and not (sector and base.sector == CIVILIAN):
            sector = base.sector or sector
        elif sector == _TRADE and owner.kind == BODY and base.sector in _OF_OFFICE:
            sector = base.sector  # a coast guard's ship
        elif sector == "GOV" and (code in NON_STATE or (owner.kind == BODY and base.sector)):
            sector = base.sector  # a firm's or party's spokesman
        elif sector == _PARTY and owner.kind == BODY and base.sector in _OF_OFFICE:
            sector = base.sector  # a central bank's governor, where both are one word (総裁)
        elif entry.office == _SPEAKER and base.sector == _PARTY:
            sector = base.sector  # the chairman of a party, where both are one word (議長)
        elif former and entry.person and entry.sector in _OF_OFFICE_OR_PARTY:
            sector = OUT_OF_OFFICE
        if owner.kind in (COUNTRY, PLACE) and base.sector == "PRE" and sector == "GOV":
            sector = "PRE"
        known = owner.kind in (BODY, GROUP)
        name, entity = (base.name, base.entity) if known else (None, None)
        of_state = not known or sector in _OF_OFFICE or code in NON_STATE
        if entry.office and code and not former and of_state:  # a party's leader is not its land's
            holders = self._holders(entry.office, code)
            if len(holders) == 1:
                name, entity = holders[0]
                why += f"; {entry.office} of {code} on {self.day}: {name}"
        return Participant(code, sector, text or said, span, name, entity, entry.office, why)

    def _in_list(self, start: int, end: int) -> bool:
        """Whether nothing but further names stands between ("Peru and Chile's ministers")."""
        tree = self.tree
        return start < end and all(
            tree.base[t] in ("cc", "punct", "case") or self.names.starting.get(t) is not None
            for t in range(start, end)
        )

    def _holders(self, office: str, code: str) -> list[tuple[str, str]]:
        if self.day is None or office not in self.actors.offices:
            return []
        if self.actors.offices[office].rank > 3:
            return []
        return [(p.name, p.id) for p in self.actors.holders(office, code, self.day)[:2]]
