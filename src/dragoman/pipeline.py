"""The one place where the stages meet: a story goes in, its coding comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import CAPITAL, COUNTRY, PLACE, NameMatch
from dragoman.actors.registry import NON_STATE, Actors, load_actors
from dragoman.actors.tabari import UserDictionary, load_actor_dictionary, load_agent_dictionary
from dragoman.coding.coder import Coder, Origin, Tools, Watch, tools_for
from dragoman.coding.pairs.choosing import Chooser
from dragoman.coding.parties.places import Places
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.coding.same.merging import merge
from dragoman.coding.time import resolve
from dragoman.errors import DataError, LanguageError, StoryError
from dragoman.languages import Pack, available, load_pack
from dragoman.languages.agents import AgentEntry
from dragoman.languages.pack import PackInfo
from dragoman.model import BODY, DATELINE, HEADLINE, Event, Passage, Report, Sentence, Story
from dragoman.ontology import Ontology, load_ontology
from dragoman.parsing import Engine, Parser, SpacyEngine
from dragoman.reading import prepare, unreadable
from dragoman.reading.times import DAY
from dragoman.version import CODER

T = TypeVar("T")

AGENTS, UNKNOWN = ".agents", "UNK"
_RARELY = 4
"""A country that is named in so many times fewer passages than another is not what a story is
about."""
_OFTEN = 2
"""In so many passages at least a country is named that a story is about."""
_LEAD = 2
"""Headline and first paragraph: what a story is about stands there."""


def _countries(pack: Pack) -> set[str]:
    """The names of countries that are one word."""
    return {
        name
        for country in pack.names.countries.values()
        for form in country.names
        if " " not in (name := form if isinstance(form, str) else form.name)
    }


def _spacy(pack: Pack, names: Collection[str]) -> Engine:
    countries = _countries(pack)
    folder = pack.folder / (pack.info.model or "model")
    return SpacyEngine(folder, pack.morphology, names, countries)


def _sudachi(pack: Pack, names: Collection[str]) -> Engine:
    from dragoman.parsing.sudachi.engine import SudachiEngine

    return SudachiEngine(pack.clauses, pack.morphology)


def _ginza(pack: Pack, names: Collection[str]) -> Engine:
    from dragoman.parsing.sudachi.ginza import GinzaEngine

    return GinzaEngine(pack.clauses, pack.morphology)


def _kiwi(pack: Pack, names: Collection[str]) -> Engine:
    from dragoman.parsing.kiwi.engine import KiwiEngine

    return KiwiEngine(pack.clauses, pack.morphology, countries=_countries(pack))


ENGINES: dict[str, Callable[[Pack, Collection[str]], Engine]] = {
    "spacy": _spacy,
    "sudachi": _sudachi,
    "ginza": _ginza,
    "kiwi": _kiwi,
}
"""Engine name of a pack.yaml → how it is made, with the hyphenated parts of the actors' names."""


@dataclass(frozen=True)
class Coded:
    """What one story became. `sentences`, `reports` and `events` are in the order of the text."""

    story: Story
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    reports: tuple[Report, ...]
    events: tuple[Event, ...]


def why_empty(coded: Coded) -> str | None:
    """Why a story has no event, in one sentence; None if it has one."""
    if coded.events:
        return None
    count = len(coded.sentences)
    unread = sum(passage.lang is None for passage in coded.passages)
    if not count:
        reason = "it has no sentence to code"
    elif count == 1:
        reason = "its one sentence tells of no act by or towards a known actor"
    else:
        reason = f"none of its {count} sentences tells of an act by or towards a known actor"
    if unread:
        reason += f"; {unread} of its passages are in languages without a pack"
    return reason


def _about(
    country: str | None, matched: Sequence[Sequence[NameMatch]], *, headed: bool = False
) -> str | None:
    """The country of the dateline; if it is named in much fewer passages than others (`matched`:
    their names, those of the headline first if it is `headed`), the state that is named in most, if
    that is one alone; or the one of the headline, if that and the first paragraph do not name the
    dateline's. Surnames count for persons whose whole name the story gives."""
    whole = {match.entity_id for found in matched for match in found if not match.partial}
    times = Counter(
        code
        for found in matched
        for code in {m.code for m in found if not m.partial or whole.intersection(m.candidates)}
    )
    states = {code: n for code, n in times.items() if code and code not in NON_STATE}
    most = max(states.values(), default=0)
    if country is None or most < _OFTEN:
        return country
    if states.get(country, 0) * 2 >= most:
        lead = [{match.code for match in found} for found in matched[:_LEAD]]
        above = [code for code in states if headed and code in lead[0]]
        if len(above) != 1 or any(country in codes for codes in lead):
            return country
        return above[0] if states[above[0]] > states.get(country, 0) else country
    first = [code for code, n in states.items() if n == most]
    return first[0] if len(first) == 1 else None


class Pipeline:
    """Codes stories one by one; everything is loaded when first needed and then kept.

    Args:
        languages: codes of the packs to use; default: all whose libraries are installed.
        actor_files: the user's own TABARI/PETRARCH dictionaries, of actors or (.agents) of agents.

    Raises:
        LanguageError: a pack that was asked for is not there or lacks its library.
    """

    def __init__(
        self,
        languages: Sequence[str] | None = None,
        actor_files: Sequence[Path] = (),
    ) -> None:
        packs = [load_pack(code) for code in languages or available()]
        self._missing = {p.code: why for p in packs if (why := p.missing) is not None}
        if languages is not None and self._missing:
            raise LanguageError(next(iter(self._missing.values())))
        self.languages = tuple(p.code for p in packs if p.code not in self._missing)
        self._actor_files = tuple(p for p in actor_files if p.suffix != AGENTS)
        self._agent_files = tuple(p for p in actor_files if p.suffix == AGENTS)
        self._tools: dict[str, Tools] = {}
        self._engines: dict[str, Engine] = {}
        self._coders: dict[tuple[str, ...], Coder] = {}
        self._broken: dict[str, str] = {}

    @cached_property
    def ontology(self) -> Ontology:
        """Types, acts, composition."""
        return load_ontology()

    @cached_property
    def chooser(self) -> Chooser:
        """What chooses among readings of a marked pair."""
        return Chooser()

    @cached_property
    def actors(self) -> Actors:
        """The actor files."""
        return load_actors()

    @cached_property
    def _hyphenated(self) -> frozenset[str]:
        return frozenset(
            word
            for person in self.actors.persons.values()
            for name in (person.name, *person.also)
            for word in name.split()
            if "-" in word.strip("-")
        )

    @cached_property
    def _places(self) -> Places:
        return Places(self.actors)

    @cached_property
    def _users(self) -> tuple[UserDictionary, ...]:
        return tuple(load_actor_dictionary(path)[0] for path in self._actor_files)

    @cached_property
    def _agents(self) -> tuple[AgentEntry, ...]:
        """The agents of the user's own dictionaries."""
        return tuple(
            AgentEntry(
                words=(agent.phrase.replace("_", " ").strip().lower(),),
                sector=agent.actor.sector or UNKNOWN,
                code=agent.actor.code,
            )
            for path in self._agent_files
            for agent in load_agent_dictionary(path)[0].agents
        )

    def tools(self, lang: str) -> Tools:
        """The compiled pack of a language.

        Raises:
            LanguageError: there is no such pack.
            DataError: one of its files is wrong.
        """
        return self._kept(self._tools, lang, self._new_tools)

    def engine(self, lang: str) -> Engine:
        """The parser of a language."""
        return self._kept(self._engines, lang, self._new_engine)

    def _new_engine(self, pack: Pack) -> Engine:
        return ENGINES[pack.info.engine](pack, self._hyphenated)

    def _new_tools(self, pack: Pack) -> Tools:
        names = NameIndex(self.actors, {pack.code: pack.names}, self._users)
        return tools_for(pack, self.actors, names, self._places, self._agents)

    def _kept(self, kept: dict[str, T], lang: str, make: Callable[[Pack], T]) -> T:
        """What was made for a language. A pack that failed once fails at once from then on: ten
        thousand stories would otherwise read its files ten thousand times."""
        if lang in self._broken:
            raise DataError(self._broken[lang])
        if lang not in kept:
            try:
                kept[lang] = make(load_pack(lang))
            except DataError as error:
                self._broken[lang] = str(error)
                raise
        return kept[lang]

    def coder(self, langs: Sequence[str]) -> Coder:
        """A coder for these languages."""
        wanted = tuple(sorted(set(langs)))
        if wanted not in self._coders:
            tools = {lang: self.tools(lang) for lang in wanted}
            self._coders[wanted] = Coder(self.ontology, self.actors, tools)
        return self._coders[wanted]

    def read(self, story: Story) -> tuple[Story, tuple[Passage, ...]]:
        """The story with what it says of itself, and its passages.

        Raises:
            StoryError: nothing in it can be read by the packs at hand.
        """
        story, passages = prepare(story, self.languages)
        reason = unreadable(passages, self.languages, self._missing)
        if reason is not None:
            raise StoryError(reason)
        if story.published is None:
            day = self._dateline_day(passages) or story.assumed
            if day is not None:
                published = datetime(day.year, day.month, day.day)
                story = replace(story, published=published, published_precision=DAY)
        return story, passages

    def _dateline_day(self, passages: Sequence[Passage]) -> date | None:
        """The day that a dateline names with its year ("OSLO, Feb. 12, 2019 —")."""
        for passage in passages:
            if passage.role != DATELINE or passage.lang not in self.languages:
                continue
            for said in self.tools(str(passage.lang)).dates.find(passage.text):
                point = said.first
                if point.year and point.month and point.day and said.last is None:
                    dated = resolve(said, published=date(point.year, point.month, 1))
                    return dated.start if dated is not None else None
        return None

    def parse(self, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
        """The sentences of a story's passages."""
        langs = {p.lang for p in passages if p.lang in self.languages}
        return Parser({lang: self.engine(lang) for lang in langs if lang}).parse(passages)

    def _told_from(
        self, story: Story, passages: Sequence[Passage], sentences: Sequence[Sentence] = ()
    ) -> Origin:
        """The country that the story is told from, and the day of publication there."""
        country: str | None = None
        published = story.published
        for passage in passages:
            if passage.role == DATELINE:
                country, zone = self._dateline(passage)
                exact = story.published_precision == "minute"
                if zone and exact and published is not None and published.tzinfo is not None:
                    published = published.astimezone(ZoneInfo(zone))
                break
        dateline = country
        named = self._named(passages)
        country, home = self._home(country, passages, sentences, [found for _, found in named])
        outlook = Outlook.of(
            [(role, [match.code for match in found if not match.partial]) for role, found in named],
            dateline,
            self._press(passages, sentences, [found for _, found in named]),
        )
        day = published.date() if published is not None else None
        return Origin(country, day, home, outlook)

    def _press(
        self,
        passages: Sequence[Passage],
        sentences: Sequence[Sentence],
        matched: Sequence[Sequence[NameMatch]],
    ) -> str | None:
        """The one country whose press writes in the languages of the passages; none of a story that
        does not name it and must play abroad."""
        langs = {p.lang for p in passages if p.role == BODY and p.lang in self.languages}
        packs = [load_pack(lang).info for lang in langs if lang is not None]
        homes = {pack.home for pack in packs}
        press = next(iter(homes)) if len(homes) == 1 else None
        if press is None or any(match.code == press for found in matched for match in found):
            return press
        texts = [p.text for p in passages if p.role in (HEADLINE, BODY) and p.lang in langs]
        return None if self._plays_abroad(packs, texts, sentences, press) else press

    def _plays_abroad(
        self,
        packs: Sequence[PackInfo],
        texts: Sequence[str],
        sentences: Sequence[Sentence],
        press: str,
    ) -> bool:
        """Whether the names in a story's texts and sentences tell that it plays in another country
        than that of the press."""
        abroad = any(pack.is_abroad(texts, sentences) for pack in packs)
        return abroad or not self._places.countries_of(sentences) <= {press}

    def _named(self, passages: Sequence[Passage]) -> list[tuple[str, list[NameMatch]]]:
        """The names of actors in headlines and text: of each passage its role and them."""
        langs = {p.lang for p in passages if p.role == BODY and p.lang in self.languages}
        return [
            (
                passage.role,
                [
                    match
                    for match in self.tools(str(passage.lang)).names.find(passage.text)
                    if match.code is not None and match.sector != "BUS"
                ],
            )
            for passage in passages
            if passage.role in (HEADLINE, BODY) and passage.lang in langs
        ]

    def _home(
        self,
        country: str | None,
        passages: Sequence[Passage],
        sentences: Sequence[Sentence],
        matched: Sequence[Sequence[NameMatch]],
    ) -> tuple[str | None, str | None]:
        """The country that a story with this dateline is told from, and whose "the government" is.

        Both are the dateline's if the story is about its country, else the country that it is
        about: correspondents sit in one city for all countries around it, and talks are held in
        third ones. For a press of one country, the dateline counts only if the story is about its
        country, and else the one country that the headline above it names. And such a press means
        its own government wherever it reports from, if it names its country, or an official of its
        own in the way that it names no other's, not only in passing. A dateline of no known country
        is one of its own towns.
        """
        langs = {p.lang for p in passages if p.role == BODY and p.lang in self.languages}
        packs = [load_pack(lang).info for lang in langs if lang is not None]
        homes = {pack.home for pack in packs}
        press = next(iter(homes)) if len(homes) == 1 else None
        if country is not None and country == press:
            return country, None
        if press is None:
            headed = any(p.role == HEADLINE and p.lang in langs for p in passages)
            return _about(country, matched, headed=headed), None
        named = [{match.code for match in found if not match.partial} for found in matched]
        times = Counter(code for codes in named for code in codes)
        everyone = set().union(*named)
        texts = [p.text for p in passages if p.role in (HEADLINE, BODY) and p.lang in langs]
        own = [pack.own for pack in packs if pack.own]
        officials = any(re.search(pattern, text) for pattern in own for text in texts)
        if any(pack.by_own for pack in packs):
            told = country is None and officials
            if told and any(p.role == DATELINE for p in passages):
                return press, None
            return country, press if told else None
        place = country if any(country in codes for codes in named[:_LEAD]) else None
        ours = times[press] * _RARELY >= max(times.values(), default=0)
        abroad = self._plays_abroad(packs, texts, sentences, press)
        if (
            officials
            or (press in everyone and ours)
            or (country is None and not everyone and not abroad)
        ):
            at_home = country is None and any(p.role == DATELINE for p in passages)
            return (press, None) if at_home else (place, press)
        if place is None and len(named) > 1 and len(named[0]) == 1:
            (place,) = named[0]
        return place, None

    def _dateline(self, passage: Passage) -> tuple[str | None, str | None]:
        """Country and zone of a dateline: by the names of its language, else by the cities."""
        if passage.lang in self.languages and passage.lang is not None:
            for match in self.tools(passage.lang).names.find(passage.text.title()):
                if match.code is not None and match.kind in (CAPITAL, COUNTRY, PLACE):
                    return match.code, self._places.zone(match.code)
        return self._places.dateline(passage.text)

    def code(self, story: Story, watch: Watch | None = None) -> Coded:
        """Code one story; `watch` is told the analysis of each sentence.

        Raises:
            StoryError: it cannot be coded; the message says why.
        """
        story, passages = self.read(story)
        sentences = self.parse(passages)
        coder = self.coder(sorted({s.lang for s in sentences}))
        reports = coder.code(story, sentences, self._told_from(story, passages, sentences), watch)
        events = merge(reports, story, self.ontology, CODER)
        return Coded(story, passages, sentences, reports, events)
