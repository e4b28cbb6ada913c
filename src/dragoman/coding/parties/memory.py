"""What a story has spoken of so far: whom a pronoun, a surname or "the two sides" may mean.

Nothing is remembered across stories. The most recent fitting mention counts; a subject before
others of the same sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.actors.registry import NON_STATE, Actors
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.model import Participant, Report

_REMEMBERED = 120
_RECENT = 6
_NEAR = 2
_OFTEN = 2
"""So often two must have been named together to be the two sides of a story."""
_MANY = 3
_DOMESTIC = frozenset({"OPP", "PTY", "LEG", "REB"})
_ARMED = frozenset({"MIL", "COP", "SPY"})
_GENERAL = frozenset({None, "UNK", "ELI"})
_PRIVATE = "CVL"
_ONLY_SAID = frozenset({"ACCUSE", "REQUEST"})
"""Types that "that decision" does not take up."""
_SEIZING = frozenset({"abduct", "arrest"})


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Someone spoken of: in which sentence and at which token, whether as subject (`main`: of the
    main clause) or person."""

    sentence: int
    token: int
    who: tuple[Participant, ...]
    person: bool
    subject: bool
    noun: str = ""
    several: bool = False
    deed: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the story told before: who did what to whom, and in which sentence; `did`, `suffered`:
    the codes of either side; by the keys participants are compared."""

    sentence: int
    event: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    did: frozenset[str]
    suffered: frozenset[str]
    actor_keys: frozenset[tuple[str, str]]
    recipient_keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, report: Report) -> Told:
        """What a report tells."""
        did, suffered = (
            frozenset(p.code for p in side if p.code) for side in (report.actors, report.recipients)
        )
        keys = [frozenset(p.key for p in side) for side in (report.actors, report.recipients)]
        sides = report.actors, report.recipients
        return cls(report.sentence, report.event, *sides, did, suffered, *keys)


@dataclass(slots=True)
class Memory:
    """Coreference within one story.

    Questions name the token of the present sentence at which they are asked: what stands behind
    it has not been spoken of yet. `topic` is who the sentence before was about: its subject, or the
    one that it left out; `leader` whom the headline names first. `lead` is whose words quotations
    are that follow, `quoting` whether one is
    still open. `home` is the country that the story is told from. `by_initial`: the persons of the
    actor files by the first letter of their name as last written. `seized`: who was last captured
    or arrested, `seizers`: the countries of those who did so; `fought`: the countries between which
    there was violence.
    `short`: initials, or the last word of a long name, → whoever goes by them.
    `told`: what was reported of the sentences before.
    `text`: the whole story, by which its headline is read; `outlook`: which states it names, where.
    """

    actors: Actors
    home: str | None = None
    _spoken: list[_Spoken] = field(default_factory=list)
    sentence: int = 0
    speaker: tuple[Participant, ...] = ()
    _deeds: dict[str, tuple[Participant, ...]] = field(default_factory=dict)
    _last_deed: int = -1
    strangers: dict[str, tuple[Participant, ...]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    by_initial: dict[str, Participant] = field(default_factory=dict)
    short: dict[str, Participant] = field(default_factory=dict)
    topic: tuple[Participant, ...] = ()
    leader: tuple[Participant, ...] = ()
    lead: tuple[Participant, ...] = ()
    quoting: bool = False
    seized: tuple[Participant, ...] = ()
    seizers: frozenset[str | None] = frozenset()
    fought: set[str] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)
    text: str = ""
    outlook: Outlook = field(default_factory=Outlook)

    def speak(
        self,
        who: Sequence[Participant],
        *,
        token: int,
        person: bool,
        subject: bool,
        noun: str = "",
        several: bool = False,
        deed: bool = False,
        main: bool = False,
    ) -> None:
        """Note that someone is spoken of in the present sentence, by the agent noun `noun`.

        `several`: by a plural; `deed`: as those who did something together. Without `who` somebody
        unknown is spoken of, for whom a later pronoun may stand as well.
        """
        known = tuple(p for p in who if p.code or p.entity or (person and p.sector))
        if person and len(known) == 1 and known[0].entity in self.actors.persons:
            self.by_initial[known[0].text[:1]] = known[0]
        if known or not who:
            several = several or len(known) > 1
            self._spoken.append(
                _Spoken(self.sentence, token, known, person, subject, noun, several, deed, main)
            )
            del self._spoken[:-_REMEMBERED]

    def stranger(self, surname: str, who: Sequence[Participant] = ()) -> None:
        """Note that somebody unknown has this surname and may be meant where it stands alone; `who`
        is what the story says of him: a title once said holds."""
        known = self.strangers.setdefault(surname, tuple(who))
        if who and (not known or known[0].sector == _PRIVATE or known[0].code is None):
            self.strangers[surname] = tuple(who)

    def knows_family(self, surname: str) -> bool:
        """Whether somebody of the actor files with this surname has been spoken of."""
        return self.of_family(surname) is not None

    def of_family(self, surname: str) -> Participant | None:
        """The person of the actor files last spoken of who has this surname."""
        for spoken in reversed(self._spoken):
            for one in spoken.who:
                person = self.actors.persons.get(one.entity or "")
                if person is not None and person.family == surname:
                    return one
        return None

    def speaks_of(self, code: str | None) -> bool:
        """Whether anybody of a country has been spoken of lately."""
        return any(one.code == code for spoken in self._spoken for one in spoken.who)

    def states_lately(self, sentences: int) -> list[tuple[set[str], set[str]]]:
        """Of each of the last sentences before this one, the last first, the states spoken of, and
        those of them that were subjects."""
        found: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in range(sentences)]
        for spoken in reversed(self._spoken):
            back = self.sentence - spoken.sentence
            if back > sentences:
                break
            if back > 0:
                every, subjects = found[back - 1]
                codes = [one.code for one in spoken.who if one.code]
                every.update(codes)
                if spoken.subject:
                    subjects.update(codes)
        return found

    def spoken_before(self, sentences: int) -> list[tuple[int, Participant]]:
        """Those spoken of in the last sentences before this one, the last first, with how many
        sentences back."""
        return [
            (self.sentence - spoken.sentence, one)
            for spoken in reversed(self._spoken)
            if 0 < self.sentence - spoken.sentence <= sentences
            for one in spoken.who
            if one.code
        ]

    def did(self, event: str, who: Sequence[Participant]) -> None:
        """Note who did something of an event type (""; anything)."""
        if who:
            self._deeds[event] = tuple(who)
        if who and event not in _ONLY_SAID:
            self._deeds[""] = tuple(who)
            self._last_deed = self.sentence

    def befell(
        self,
        event: str,
        modes: Collection[str],
        who: Sequence[Participant],
        whom: Sequence[Participant],
    ) -> None:
        """Note who did something to whom, as far as later sentences may mean them by it."""
        if event == "ASSAULT" and len({p.code for p in (*who, *whom) if p.code}) > 1:
            self.fought.update(p.code for p in (*who, *whom) if p.code)
        known = tuple(p for p in whom if p.code)
        if known and not _SEIZING.isdisjoint(modes):
            self.seized, self.seizers = known, frozenset(p.code for p in who)

    def doer(self, event: str) -> tuple[Participant, ...]:
        """Who last did something of an event type ("" for anything, in the sentence before)."""
        if not event and self.sentence - self._last_deed > 1:
            return ()
        return self._deeds.get(event, ())

    def person(self, entity: str | None) -> Participant | None:
        """A person spoken of anywhere in the story so far by the whole name or with a title."""
        for spoken in reversed(self._spoken):
            for one in spoken.who:
                if entity and one.entity == entity:
                    return one
        return None

    def called(self, noun: str, sector: str | None, token: int) -> tuple[Participant, ...]:
        """Who was last spoken of by this agent noun ("the ministry" after "Japan's ministry"), of
        this sector unless it is a general one."""
        for spoken in reversed(self._spoken):
            before = spoken.sentence < self.sentence or spoken.token < token
            if spoken.noun == noun and before and spoken.who:
                if sector not in _GENERAL and spoken.who[0].sector != sector:
                    continue
                return spoken.who
        return ()

    def countries_of(self, sector: str | None) -> set[str]:
        """The countries of those of a sector who were spoken of."""
        return {
            one.code
            for spoken in self._spoken
            for one in spoken.who
            if sector and one.sector == sector and one.code
        }

    def holder(self, office: str | None, token: int) -> Participant | None:
        """Who was last spoken of in an office."""
        for spoken in self._recent(token):
            for one in spoken.who:
                if office and one.office == office and one.code:
                    return one
        return None

    def last_person(
        self, gender: str | None, token: int, but: Collection[tuple[str, str]] = ()
    ) -> Participant | None:
        """The person most recently spoken of, of that gender ("m", "f") where it is known: the
        subject, else the only one of the sentence; nobody if that is a stranger. `but`: the keys
        of those who are not meant."""
        near: int | None = None
        fitting: list[tuple[Participant | None, bool]] = []
        for spoken in self._recent(token, persons=True):
            if near is not None and spoken.sentence != near:
                break
            one = spoken.who[0] if len(spoken.who) == 1 else None
            if not spoken.person or spoken.several or (spoken.who and one is None):
                continue
            if one is not None and one.key in but:
                continue
            if gender is None or one is None or self._gender(one) in (None, gender):
                fitting.append((one, spoken.subject))
                near = spoken.sentence
        if not fitting:
            return None
        subjects = [one for one, subject in fitting if subject]
        if subjects:
            named = (s for s in subjects if s is not None and (s.entity or s.office))
            return subjects[0] if subjects[0] is None else next(named, subjects[0])
        others = {p.entity or p.text if p is not None else None for p, _ in fitting}
        return fitting[0][0] if len(others) == 1 else None

    def _gender(self, one: Participant) -> str | None:
        known = self.actors.persons.get(one.entity or "")
        return known.gender if known is not None else self.genders.get(one.entity or "")

    def last_body(self, token: int, sector: str | None = None) -> Participant | None:
        """The state, organisation or group most recently spoken of; one of the `sector` first."""
        if sector is not None:
            for spoken in self._recent(token):
                one = spoken.who[0] if len(spoken.who) == 1 else None
                if one is not None and not spoken.person and one.sector == sector:
                    return one
        for spoken in self._recent(token):
            if not spoken.who and not spoken.several:
                return None
            if not spoken.person and len(spoken.who) == 1:
                return spoken.who[0]
        return None

    def last_several(self, token: int) -> tuple[Participant, ...]:
        """Several most recently spoken of together or by a plural, else the last body."""
        recent = [s for s in self._recent(token) if self.sentence - s.sentence <= _NEAR]
        near = [s for s in recent if self.sentence - s.sentence < _NEAR]
        for spoken in near:
            if spoken.several:
                return spoken.who
        for spoken in recent:
            if spoken.several or (spoken.subject and not spoken.person):
                return spoken.who
        bodies = [s for s in near if not s.person and len(s.who) == 1]
        return bodies[0].who if len({s.who[0].key for s in bodies}) == 1 else ()

    def addressed(self, codes: Collection[str], token: int) -> dict[str, str]:
        """Code → sector of the officials of these countries whom the story has just spoken of
        together ("the two ministers"), in this sentence or the one before; empty if it has not."""
        for spoken in self._recent(token):
            if self.sentence - spoken.sentence > 1:
                break
            sectors = {p.code: p.sector for p in spoken.who if p.code and p.sector}
            if spoken.person and spoken.several and sectors.keys() >= set(codes):
                return sectors
        return {}

    def last_together(
        self,
        count: int | None,
        sector: str | None,
        token: int,
        but: Collection[str | None] = (),
        *,
        states: bool = False,
    ) -> tuple[Participant, ...]:
        """The `count` parties (two where None) last named together, in this or the sentence
        before; else those who last did something together; else those of whom the sentences before
        told in turn; else the states that the story has spoken of most; `but` left out. With
        `sector` if given; `states`: only parties of different states."""
        wanted = count or 2
        for spoken in self._recent(token):
            parties = _by_code(spoken.who, but)
            if len(parties) == wanted and self.sentence - spoken.sentence <= 1:
                return tuple(_as(p, sector) for p in parties)
        deeds = [_by_code(spoken.who, but) for spoken in reversed(self._spoken) if spoken.deed]
        if wanted > 2:  # so many named at once are seldom anybody else
            deeds += [_by_code(s.who, but) for s in reversed(self._spoken) if not s.deed]
        if wanted == 2 and sector is None and not states:  # the army and rebels of one state
            within = [s.who for s in self._recent(token) if s.deed and not but]
            if within and len(within[0]) == wanted and len(_by_code(within[0])) < wanted:
                return within[0]
        fitting = [parties for parties in deeds if len(parties) == wanted]
        often = Counter(frozenset(p.code for p in _by_code(s.who, but)) for s in self._spoken)

        def once(parties: Sequence[Participant]) -> bool:
            return often[frozenset(p.code for p in parties)] < _OFTEN

        if fitting and all(map(once, fitting)):
            named = [_by_code(s.who, but) for s in reversed(self._spoken) if not s.deed]
            fitting += [parties for parties in named if len(parties) == wanted]
        # two who met once in a story on two others are not its two sides
        fitting.sort(key=lambda parties: (any(p.sector != sector for p in parties), once(parties)))
        if fitting:
            return tuple(_as(p, sector) for p in fitting[0])
        in_turn = self._in_turn(wanted, but)
        if in_turn:
            return tuple(_as(p, sector) for p in in_turn)
        times: dict[str, int] = {}
        found: dict[str, Participant] = {}
        for spoken in reversed(self._spoken):
            if spoken.sentence == self.sentence and spoken.token >= token:
                continue
            for one in _by_code(spoken.who, but):
                if one.code and one.code not in NON_STATE and one.sector != _PRIVATE:
                    times[one.code] = times.get(one.code, 0) + 1
                    found.setdefault(one.code, one)
        most = sorted(times, key=lambda code: -times[code])[:wanted]
        if len(most) < wanted:
            return ()
        return tuple(_as(found[code], sector) for code in most)

    def _in_turn(self, wanted: int, but: Collection[str | None]) -> list[Participant]:
        """The states that were subjects of the sentences before, if they are just so many; of two,
        those are as often others that the story is not about."""
        if wanted < _MANY:
            return []
        found: dict[str, Participant] = {}
        last = self.sentence
        for spoken in reversed(self._spoken):
            if spoken.sentence == self.sentence or not spoken.subject:
                continue
            if spoken.sentence < last and len(found) >= wanted:
                break
            last = spoken.sentence
            for one in _by_code(spoken.who, but):
                if one.code and one.code not in NON_STATE:
                    found.setdefault(one.code, one)
        return list(found.values()) if len(found) == wanted else []

    def subjects_here(self, token: int) -> set[str]:
        """The countries of the subjects that the present sentence names before the token."""
        return {
            one.code
            for spoken in self._spoken
            if spoken.sentence == self.sentence and spoken.subject and spoken.token < token
            for one in spoken.who
            if one.code
        }

    def domestic(self, token: int, sector: str | None) -> str | None:
        """The country of a party, lawmaker or rebel who is a subject of this sentence: by "the
        government" such a one means the own, as a government does by "the army" (`sector`)."""
        for spoken in self._recent(token):
            if spoken.sentence == self.sentence and spoken.subject and len(spoken.who) == 1:
                one = spoken.who[0]
                own = one.sector in _DOMESTIC or (one.sector == "GOV" and sector in _ARMED)
                return one.code if own else None
        return None

    def last_coded(self, codes: Collection[str], token: int) -> Participant | None:
        """Who of these codes was last spoken of, however long ago."""
        for one in self._before(token):
            if one.code in codes:
                return one
        return None

    def last_in(self, sector: str, token: int) -> Participant | None:
        """Who of a country and this sector was last spoken of, however long ago."""
        for one in self._before(token):
            if one.code and one.sector == sector:
                return one
        return None

    def _before(self, token: int) -> Iterator[Participant]:
        for spoken in reversed(self._spoken):
            if spoken.sentence < self.sentence or spoken.token < token:
                yield from spoken.who

    def last_of(self, codes: Collection[str], token: int) -> Participant | None:
        """The body with one of the codes that was last a subject."""
        for spoken in self._recent(token):
            one = spoken.who[0] if len(spoken.who) == 1 else None
            if one is not None and spoken.subject and not spoken.person and one.code in codes:
                return one
        return None

    def last_state(self, token: int, but: Collection[str | None] = ()) -> str | None:
        """The code of the state last spoken of as a subject, else at all; none of `but`."""
        recent = self._recent(token)
        for subject in (True, False):
            for spoken in recent:
                for one in spoken.who:
                    fits = one.code not in NON_STATE and one.code not in but
                    if (spoken.subject or not subject) and one.code and fits:
                        return one.code
        return None

    def _recent(self, token: int, *, persons: bool = False) -> list[_Spoken]:
        """What was spoken of, the likeliest first. `persons`: of the sentences before, the subjects
        of main clauses come first, who are what these sentences are about."""
        near = [
            s
            for s in self._spoken
            if self.sentence - s.sentence <= _RECENT
            and (s.sentence < self.sentence or s.token < token)
        ]
        near.sort(
            key=lambda s: (
                s.sentence,
                s.subject,
                persons and s.main and s.sentence < self.sentence,
                s.token,
            )
        )
        return near[::-1]


def _by_code(who: Sequence[Participant], but: Collection[str | None] = ()) -> list[Participant]:
    found: dict[str, Participant] = {}
    for one in who:
        if one.code and one.code not in but:
            found.setdefault(one.code, one)
    return list(found.values())


def _as(one: Participant, sector: str | None) -> Participant:
    return one if sector is None or one.sector == sector else replace(one, sector=sector)
