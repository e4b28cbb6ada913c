"""From an event to a sentence: nothing is said that its record does not hold.

The patterns are the pack's (`languages.sentences`), the verb phrase is the act's label, the names
are the actor files'. What no pattern has a place for is left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.actors.registry import NON_STATE, load_actors
from dragoman.analysis.briefs.told import Told, Who
from dragoman.analysis.naming import Names, names_in
from dragoman.interchange.record import PUBLICATION
from dragoman.interchange.text import printable
from dragoman.languages.sentences import (
    PLAIN,
    SLOT,
    TENSES,
    SentencesFile,
    load_sentences,
)
from dragoman.model import AUXILIARIES, FUTURE, HYPOTHETICAL
from dragoman.ontology import Act, load_ontology

_HANGUL, _HANGUL_END, _FINALS = 0xAC00, 0xD7A4, 28
"""Syllables of Hangul stand in order, 28 to a beginning, the first without a final consonant."""

_MARK = 0xE000
"""Private characters stand for particles until the word before each is known."""

_STRETCHES = ("month", "year", "decade")
_DEEDS = (2, 4)

UNKNOWN = "?"
"""What the `entity` of a person begins with whom no file knows; his name follows."""

_LATIN = 0x250
"""Letters below this are read by readers of any language."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party in words; `people` if they are people and no state or body."""

    text: str
    people: bool = False


class Teller:
    """Tells events in one language; made by `teller`."""

    def __init__(self, code: str) -> None:
        self.names: Names = names_in(code)
        self.patterns: SentencesFile = load_sentences(code)
        self._ontology, self._actors = load_ontology(), load_actors()
        self._marks = {name: chr(_MARK + i) for i, name in enumerate(self.patterns.particles)}

    def sentence(self, told: Told, *, about: str | None = None, dated: bool = True) -> str:
        """An event as one sentence.

        Args:
            told: the event.
            about: the code of whom the brief is about; in what several do together it stands first.
            dated: say the day, too; one that is only that of the report is said in any case.
        """
        clause = self._attributed(told, self._clause(told, about))
        clause = self._dated(told, clause, dated)
        numbers = self._numbers(told.numbers)
        text = self._filled(self.patterns.sentence, clause=clause, numbers=numbers)
        return text[:1].upper() + text[1:] if self.patterns.capital else text

    def party(self, who: Who) -> Party:
        """A party by name, office, sector and country, as far as its record knows them."""
        patterns = self.patterns.parties
        country = self._country(who.code) if who.code else None
        state = country if who.code not in NON_STATE else None
        named = self._name(who)
        office = self._office(who)
        if named is not None and self._person(who):
            of = {"name": named, "country": state or "", "office": office or ""}
            if office is not None:
                pattern = patterns.holder if state else patterns.holder_alone
            else:
                pattern = patterns.person if state else patterns.person_alone
            return Party(self._filled(pattern, **of), True)
        if named is not None:
            return Party(self._with_article(named))
        people = who.sector in self.patterns.animate_sectors
        if office is not None and who.office is not None:
            if state is None:
                text = self._filled(patterns.office_alone, office=office)
            else:
                pattern = self.patterns.unnamed_offices.get(who.office, patterns.office)
                text = self._filled(pattern, office=office, country=state)
            return Party(text, True)
        if who.sector is not None and who.sector in self.patterns.sectors:
            of_country, alone = self.patterns.sectors[who.sector]
            if country is not None:
                return Party(self._filled(of_country, country=country), people)
            return Party(alone, people)
        if country is not None:
            return Party(self._filled(patterns.country, country=country))
        words = printable(who.text or who.name or "")
        return Party(self._filled(patterns.words, words=words)) if words else Party("")

    def parties(self, several: Sequence[Who]) -> Party:
        """Parties as a list in words, each once."""
        found = list(dict.fromkeys(one for who in several if (one := self.party(who)).text))
        if not found:
            return Party("")
        texts = [one.text for one in found]
        *before, last = texts
        if before:
            joined = self.patterns.list
            pattern = f"{{before}}{joined.last}{{last}}"
            last = self._filled(pattern, before=joined.other.join(before), last=last)
        return Party(last, found[-1].people)

    def when(self, told: Told) -> str | None:
        """The day or stretch that an event is dated by; None if it has no date."""
        if told.day is None:
            return None
        if told.precision in _STRETCHES:
            every = "month" if told.precision == "month" else "year"
            return self.names.period(told.day, every)
        return self.names.day(told.day)

    def quoted(self, words: str) -> str:
        """Words of a story between the language's quotation marks."""
        opening, closing = self.patterns.quotes
        return f"{opening}{printable(words)}{closing}"

    def said(self, speakers: Sequence[Who], words: str) -> str:
        """Who said what, in the words of the story."""
        speaker = self.parties(speakers).text
        text = self._filled(self.patterns.said, speaker=speaker, words=self.quoted(words))
        return text[:1].upper() + text[1:] if self.patterns.capital else text

    # --- the clause

    def _clause(self, told: Told, about: str | None) -> str:
        act = self._ontology.acts[told.act]
        actors, recipients = told.actors, told.recipients
        if act.mutual and not recipients and len(actors) > 1:
            first = next(
                (one for one in actors if about is not None and one.code == about), actors[0]
            )
            actors, recipients = (first,), tuple(one for one in actors if one is not first)
        subject, object_ = self.parties(actors), self.parties(recipients)
        if object_.text == subject.text or act.recipient == "none":
            object_ = Party("")
        nobody = self.patterns.nobody
        label = act.label[self.names.code]
        if not object_.text and self._needs_recipient(act, label):
            object_ = Party(nobody.recipient)
        if not object_.text:
            label = self._without_recipient(label)
        phrase, behind = self._phrase(label, told.auxiliary, object_)
        clause = self.patterns.clause
        patterns = (clause.alone, clause.full, clause.unnamed_alone, clause.unnamed_actor)
        pattern = patterns[bool(object_.text) + 2 * (not subject.text)]
        return self._filled(
            pattern,
            actor=subject.text or nobody.actor,
            act=phrase,
            recipient=object_.text + behind,
            place=self._place(told),
        )

    def _phrase(self, label: str, auxiliary: Sequence[str], to: Party) -> tuple[str, str]:
        """The verb phrase in its tense, and what of it stands behind the recipient's slot."""
        before, verb, after = self.patterns.split(label)
        modes = " ".join(mode for mode in AUXILIARIES if mode in auxiliary) or PLAIN
        tense = self.patterns.tenses[modes if modes in TENSES else PLAIN]
        text = f"{before}{tense.format(**self.patterns.conjugated(verb))}{after}"
        if to.text and self.patterns.recipient == "before":
            text = self._joined(text, to)
        first, slot, last = text.partition(SLOT)
        return (first.rstrip(), last) if slot else (text, "")

    def _joined(self, text: str, to: Party) -> str:
        """A label that begins with a particle, behind a recipient."""
        particle, _, rest = text.partition(" ")
        following = rest.partition(" ")[0]
        if to.people and following not in self.patterns.animate_not_before:
            particle = self.patterns.animate.get(particle, particle)
        mark = self._marks.get(particle, particle)
        return f"{mark} {rest}" if rest else mark

    def _needs_recipient(self, act: Act, label: str) -> bool:
        needs = self.patterns.needs_recipient
        return act.recipient != "none" and needs is not None and bool(re.search(needs, label))

    def _without_recipient(self, label: str) -> str:
        """A label without the words that only lead to its recipient."""
        for loose in sorted(self.patterns.loose, key=len, reverse=True):
            if self.patterns.recipient == "before" and label.startswith(loose):
                return label.removeprefix(loose).lstrip()
            if self.patterns.recipient == "after" and label.endswith(f" {loose}"):
                return label.removesuffix(f" {loose}")
        return label.replace(f"{SLOT} ", "")

    def _place(self, told: Told) -> str:
        if told.place is None:
            return ""
        own = printable(told.place)
        place = self.names.place(own, told.country)
        langs = {source.lang for source in told.sources}
        lang = langs.pop() if len(langs) == 1 else None
        foreign = place == own and not self._readable(place, lang)
        if told.country is not None and (foreign or place == self._country_name(told.country)):
            place = self._country(told.country)
        elif foreign:
            return ""
        return self._filled(self.patterns.place, place=self._with_article(place))

    def _readable(self, name: str, lang: str | None) -> bool:
        """Whether a name that stands in a story of a language is one for the reader, too."""
        return lang == self.names.code or all(ord(sign) < _LATIN for sign in name)

    def _country_name(self, code: str) -> str | None:
        entry = self._actors.countries.get(code)
        return entry.name if entry is not None else None

    # --- around the clause

    def _attributed(self, told: Told, clause: str) -> str:
        speaker = self.parties(told.speakers)
        if not speaker.text:
            return clause
        actors = {self.party(one).text for one in told.actors}
        if {self.party(one).text for one in told.speakers} <= actors:
            # what somebody says is said by himself in any case
            return self._filled(self.patterns.own, clause=clause) if told.quad in _DEEDS else clause
        return self._filled(self.patterns.attributed, speaker=speaker.text, clause=clause)

    def _dated(self, told: Told, clause: str, dated: bool) -> str:
        when = self.when(told)
        reported = told.precision == PUBLICATION
        if when is None or not (dated or reported):
            return clause
        patterns = self.patterns.dated
        pattern = patterns.day
        if reported:
            pattern = patterns.publication
        elif self._to_come(told):
            pattern = patterns.as_of
        elif told.precision in _STRETCHES:
            pattern = patterns.stretch
        elif told.precision == "week":
            pattern = patterns.week
        return self._filled(pattern, when=when, clause=clause)

    def _to_come(self, told: Told) -> bool:
        """Whether an event was still to come on the day that it is dated by."""
        if told.day is None or not {FUTURE, HYPOTHETICAL} & set(told.auxiliary):
            return False
        return told.told_on is None or told.day <= told.told_on

    def _numbers(self, numbers: Sequence[tuple[str, int]]) -> str:
        said = [
            self._filled(self.patterns.numbers[kind], count=self.names.number(count))
            for kind, count in numbers
        ]
        around = self.patterns.numbers_in
        return f"{around.open}{around.between.join(said)}{around.close}" if said else ""

    # --- parties

    def _with_article(self, name: str) -> str:
        words = set(name.split())
        for article, nouns in self.patterns.article.items():
            if words & set(nouns) and not name.lower().startswith(f"{article} "):
                return f"{article} {name}"
        return name

    def _country(self, code: str) -> str:
        return self.patterns.countries.get(code) or self.names.actor(code)

    def _person(self, who: Who) -> bool:
        return who.entity is not None and (
            who.entity.startswith(UNKNOWN) or who.entity in self._actors.persons
        )

    def _name(self, who: Who) -> str | None:
        """The name of a person, body or group; None where none is known, or it is not the party's
        own but that of a country or city it belongs to."""
        if who.entity is None:
            return None
        if who.entity.startswith(UNKNOWN):
            name = printable(who.entity.removeprefix(UNKNOWN))
            if self._readable(name, who.lang):
                return name
            return self._filled(self.patterns.parties.words, words=name)
        tables = (
            self._actors.persons,
            self._actors.bodies,
            self._actors.groups,
            self._actors.areas,
        )
        if who.name is None or not any(who.entity in table for table in tables):
            return None
        if who.office is not None and who.sector is not None:
            office = self._actors.offices.get(who.office)
            if office is not None and office.sector not in (None, who.sector):
                return None  # somebody named beside the party, as whose men they are
        return self.names.entity(who.entity) or printable(who.name)

    def _office(self, who: Who) -> str | None:
        if who.office is None or who.office not in self._actors.offices:
            return None
        offices = self.patterns.offices
        if who.sector not in (None, self._actors.offices[who.office].sector):
            return None
        named = offices.get(f"{who.code}.{who.office}") or offices.get(who.office)
        return named or self._actors.offices[who.office].name

    # --- patterns

    def _filled(self, pattern: str, **values: str) -> str:
        """A pattern with its values, and its particles as the words before them ask for."""
        text = pattern.format(**values, **self._marks)
        for particle, mark in self._marks.items():
            while mark in text:
                before, _, after = text.partition(mark)
                text = before + self._particle(particle, before) + after
        return text

    def _particle(self, particle: str, before: str) -> str:
        closed, open_ = self.patterns.particles[particle]
        last = next((sign for sign in reversed(before) if sign.isalnum()), "")
        if _HANGUL <= ord(last or "a") < _HANGUL_END:
            return closed if (ord(last) - _HANGUL) % _FINALS else open_
        return closed if last in self.patterns.closed else open_


@lru_cache(maxsize=8)
def teller(code: str) -> Teller:
    """What tells events in a language.

    Raises:
        LanguageError: no briefs can be written in it.
    """
    return Teller(code)
