"""A small world to code: two grammars, a handful of actors, agents and expressions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from parses import sentence

from dragoman.actors.entries import BodyEntry, CountryEntry, GroupEntry, OfficeEntry
from dragoman.actors.name_index import NameIndex
from dragoman.actors.names_file import NamesFile
from dragoman.actors.registry import Actors, Person, Term
from dragoman.coding.acts.finding import settle
from dragoman.coding.coder import Analysis, Coder, Origin, tools_for
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.places import Places
from dragoman.coding.same.merging import merge
from dragoman.languages import load_pack
from dragoman.languages.agents import AgentEntry
from dragoman.languages.expressions import (
    DEFAULT_ACTOR,
    DEFAULT_RECIPIENT,
    Expression,
    ExpressionEntry,
)
from dragoman.languages.grammar import Grammar
from dragoman.languages.morphology import Morphology, load_morphology
from dragoman.languages.pack import FOLDER, Pack
from dragoman.model import Event, Participant, Report, Sentence, Story
from dragoman.ontology import load_ontology

DAY = date(2024, 6, 20)

ENGLISH = Grammar.model_validate(
    {
        "modifiers": "before",
        "agent": ["by"],
        "owner": ["of"],
        "between": ["between"],
        "together": ["with", "alongside", "along with"],
        "belonging": ["of", "from", "in"],
        "place": ["in", "at", "near"],
        "content": ["of", "for", "on", "to"],
        "blame": ["for", "of", "over"],
        "infinitive": ["to"],
        "indefinite": ["a", "an", "some"],
        "light": ["pay", "hold", "make", "launch"],
        "suffering": ["draw", "suffer", "face"],
        "through": ["hundred", "hundreds", "dozens", "number", "one", "none"],
        "former": ["former"],
        "counterpart": ["counterpart"],
        "obliging": ["must", "should"],
        "negation": {"words": ["not", "n't", "never", "no", "none", "neither", "nor"]},
        "future": {"auxiliaries": ["will"], "modifiers": ["planned"], "governors": ["go"]},
        "hypothetical": {
            "auxiliaries": ["would", "could", "may", "must", "should"],
            "markers": ["if", "unless"],
            "adverbs": ["perhaps"],
        },
        "historical": {"modifiers": ["former"]},
        "reporting": {
            "verbs": ["say", "announce", "claim"],
            "according": ["according to"],
            "future": ["would"],
        },
        "pronouns": {
            "person": ["he", "him", "his", "she", "her"],
            "male": ["he", "him", "his"],
            "female": ["she", "her"],
            "thing": ["it", "its"],
            "several": ["they", "them", "their"],
            "speaker": ["i"],
            "speakers": ["we", "us"],
            "relative": ["who", "whom", "which", "that"],
        },
        "sides": {
            "words": ["both sides", "the two sides"],
            "countries": ["two countries", "both countries"],
            "numerals": {"two": 2, "three": 3, "both": 2},
        },
    }
)

INDONESIAN = Grammar.model_validate(
    {
        "modifiers": "behind",
        "agent": ["oleh"],
        "bare_agent": True,
        "owner": ["dari", "milik"],
        "between": ["antara"],
        "together": ["dengan", "bersama"],
        "belonging": ["dari", "di"],
        "place": ["di", "ke"],
        "content": ["untuk", "atas"],
        "blame": ["karena", "atas"],
        "infinitive": ["untuk"],
        "indefinite": ["seorang", "sejumlah"],
        "light": ["melakukan", "menggelar"],
        "suffering": ["menuai", "mendapat"],
        "through": ["ratusan", "sejumlah", "para"],
        "former": ["mantan"],
        "negation": {"words": ["tidak", "bukan"]},
        "future": {"auxiliaries": ["akan"]},
        "hypothetical": {"auxiliaries": ["dapat"], "markers": ["jika"]},
        "historical": {},
        "reporting": {"verbs": ["mengatakan"], "nouns": ["kata", "ujar"], "according": ["menurut"]},
        "pronouns": {"person": ["dia", "ia", "nya"], "several": ["mereka"], "relative": ["yang"]},
        "sides": {
            "words": ["kedua pihak"],
            "countries": ["kedua negara"],
            "numerals": {"kedua": 2},
        },
    }
)

_NAMES = {
    "JPN": ("Japan", "Japanese", "Tokyo", "Jepang"),
    "KOR": ("South Korea", "South Korean", "Seoul", "Korea Selatan"),
    "PRK": ("North Korea", "North Korean", "Pyongyang", "Korea Utara"),
    "RUS": ("Russia", "Russian", "Moscow", "Rusia"),
    "CHN": ("China", "Chinese", "Beijing", "Tiongkok"),
    "USA": ("US", "American", "Washington", "AS"),
    "EGY": ("Egypt", "Egyptian", "Cairo", "Mesir"),
    "TUR": ("Turkey", "Turkish", "Ankara", "Turki"),
    "IDN": ("Indonesia", "Indonesian", "Jakarta", "Indonesia"),
}


def _person(name: str, gender: str, code: str, office: str, rank: int) -> Person:
    return Person(
        id=name.lower().replace(" ", "_"),
        name=name,
        also=(),
        family=name.split()[-1],
        code=code,
        gender=gender,
        terms=(Term(office, code, "GOV", date(2020, 1, 1), date(2030, 1, 1), rank=rank),),
    )


@lru_cache(maxsize=1)
def actors() -> Actors:
    """Nine states, a body, a rebel group and three officials, in office from 2020 to 2029."""
    persons = [
        _person("Taro Kuroda", "m", "JPN", "foreign_minister", 3),
        _person("Mira Selim", "f", "EGY", "foreign_minister", 3),
        _person("Emre Aksoy", "m", "TUR", "president", 1),
    ]
    holders: dict[tuple[str, str], tuple[tuple[Term, Person], ...]] = {}
    for person in persons:
        for term in person.terms:
            holders[term.office, str(term.code)] = ((term, person),)
    return Actors(
        countries={
            code: CountryEntry(name=names[0], iso2=iso2)
            for (code, names), iso2 in zip(
                _NAMES.items(), ("JP", "KR", "KP", "RU", "CN", "US", "EG", "TR", "ID"), strict=True
            )
        },
        areas={},
        offices={
            "foreign_minister": OfficeEntry(name="foreign minister", sector="GOV", rank=3),
            "president": OfficeEntry(name="president", sector="GOV", rank=1),
        },
        bodies={"un": BodyEntry(name="United Nations", code="UNO")},
        groups={"front": GroupEntry(name="Dawn Front", code="TUR", sector="REB", kind="armed")},
        persons={p.id: p for p in persons},
        _holders=holders,
    )


@lru_cache(maxsize=2)
def names(lang: str) -> NameIndex:
    """How the language writes them."""
    at = 0 if lang == "en" else 3
    countries: dict[str, Any] = {
        code: {"names": [forms[at]], "capitals": [forms[2]]} for code, forms in _NAMES.items()
    }
    if lang == "en":
        for code, forms in _NAMES.items():
            countries[code]["demonyms"] = [forms[1]]
    file = NamesFile.model_validate(
        {
            "countries": countries,
            "bodies": {"un": ["UN", "PBB"]},
            "groups": {"front": ["Dawn Front", "Front Fajar"]},
        }
    )
    return NameIndex(actors(), {lang: file})


@lru_cache(maxsize=2)
def _morphology(lang: str) -> Morphology:
    """The language's rules of spelling, without a vocabulary."""
    return Morphology(load_morphology(FOLDER / lang / "morphology.yaml"), {})


def expression(act: str, **entry: Any) -> Expression:
    """An expression as an entry of a pack gives it, its lists written out."""
    one = ExpressionEntry.model_validate(entry)
    kind = "verb" if one.verb else "noun" if one.noun else "adj"
    return Expression(
        act=act,
        kind=kind,
        words=one.verb or one.noun or one.adj,
        object=frozenset(one.object),
        subject=frozenset(one.subject),
        with_={k: frozenset(v) for k, v in one.with_.items()},
        unless_object=frozenset(one.unless.object),
        unless_subject=frozenset(one.unless.subject),
        modifier=frozenset(one.modifier),
        negated=one.negated,
        unless_modifier=frozenset(one.unless.modifier),
        unless_particle=frozenset(one.unless.particle),
        unless_with={k: frozenset(v) for k, v in one.unless.with_.items()},
        actor=one.actor if one.actor is not None else DEFAULT_ACTOR[kind],
        recipient=one.recipient if one.recipient is not None else DEFAULT_RECIPIENT[kind],
        mutual=one.mutual,
        voice=one.voice,
        confidence=one.confidence,
        source=f"{act}:1",
    )


def agent(words: Iterable[str], sector: str, **more: Any) -> AgentEntry:
    """An agent entry."""
    return AgentEntry.model_validate({"words": tuple(words), "sector": sector, **more})


AGENTS = {
    "en": (
        agent(["government"], "GOV", organ="government"),
        agent(["foreign minister"], "GOV", office="foreign_minister", person=True),
        agent(["president"], "GOV", office="president", person=True),
        agent(["minister", "official", "spokesman"], "GOV", person=True),
        agent(["foreign ministry"], "GOV", organ="foreign_ministry"),
        agent(["police"], "COP", collective=True),
        agent(["troops", "soldier"], "MIL", collective=True),
        agent(["rebel"], "REB", collective=True),
        agent(["protester", "activist"], "OPP", collective=True),
        agent(["farmer"], "AGR", collective=True),
    ),
    "id": (
        agent(["pemerintah"], "GOV", organ="government"),
        agent(["menteri luar negeri"], "GOV", office="foreign_minister", person=True),
        agent(["presiden"], "GOV", office="president", person=True),
        agent(["menteri"], "GOV", person=True),
        agent(["polisi"], "COP", collective=True),
        agent(["tentara", "pasukan"], "MIL", collective=True),
        agent(["demonstran"], "OPP", collective=True),
    ),
}

EXPRESSIONS = {
    "en": (
        expression("condemn", verb=["condemn"]),
        expression("condemn", noun=["condemnation", "criticism"],
                   actor=["from", "by", "owner", "modifier"], recipient=["of"]),
        expression("accuse", verb=["accuse"]),
        expression("attack", verb=["attack"]),
        expression("attack", noun=["attack", "offensive"], recipient=["on", "against"]),
        expression("bomb", verb=["bomb"]),
        expression("arrest", verb=["arrest"]),
        expression("invade", verb=["invade"]),
        expression("visit", verb=["visit"]),
        expression("visit", noun=["visit"], recipient=["to"]),
        expression("meet", verb=["meet"]),
        expression("hold_talks", verb=["hold"], object=["talks"], recipient=["with"]),
        expression("hold_talks", noun=["talks"], actor=["between", "by", "owner", "modifier"],
                   recipient=["with"]),
        expression("send_arms", verb=["send"], object=["weapons", "arms"], recipient=["to"]),
        expression("send_arms", verb=["give"], object=["weapons", "arms"],
                   recipient=["iobject", "to"]),
        expression("impose_sanctions", verb=["impose"], object=["sanctions"],
                   recipient=["on", "against"]),
        expression("impose_sanctions", noun=["sanctions"], recipient=["on", "against"]),
        expression("withdraw_troops", verb=["withdraw"], object=["troops"], recipient=["from"]),
        expression("release", verb=["release"]),
        expression("sign_agreement", verb=["sign"], object=["agreement"], recipient=["with"]),
        expression("demonstrate", verb=["demonstrate", "protest"], recipient=["against"]),
        expression("promise", verb=["promise", "vow"], recipient=[]),
        expression("call_on", verb=["urge"]),
        expression("refuse", verb=["refuse"], recipient=[]),
        expression("halt", verb=["halt", "stop"], recipient=[]),
        expression("threaten", verb=["threaten"]),
        expression("announce", verb=["announce"], recipient=[]),
        expression("try", verb=["try"], recipient=[]),
        expression("demand", verb=["demand"], recipient=["from"]),
    ),
    "id": (
        expression("condemn", verb=["mengecam"]),
        expression("condemn", noun=["kecaman"], recipient=["terhadap"]),
        expression("attack", verb=["menyerang"]),
        expression("arrest", verb=["menangkap"]),
        expression("visit", verb=["mengunjungi"]),
        expression("send_arms", verb=["mengirim"], object=["senjata"], recipient=["ke", "kepada"]),
        expression("hold_talks", noun=["perundingan"], actor=["antara", "owner"],
                   recipient=["dengan"]),
        expression("hold_talks", verb=["menggelar"], object=["perundingan"],
                   recipient=["dengan"]),
        expression("call_on", verb=["meminta"]),
        expression("refuse", verb=["menolak"], recipient=[]),
    ),
}  # fmt: skip


def key(one: Participant) -> str:
    """JPN, JPN.GOV, .UNK, ?"""
    return ".".join(p or "" for p in (one.code, one.sector)).rstrip(".") or "?"


def keys(who: Sequence[Participant]) -> str:
    """Participants joined with a plus."""
    return "+".join(key(p) for p in who) or "-"


@dataclass(frozen=True)
class World:
    """A coder of one language with a small lexicon."""

    coder: Coder
    lang: str

    def story(self, *notations: str, flags: tuple[str, ...] = (), **more: Any) -> Story:
        """A story of these sentences, published at noon of `DAY`."""
        text = " ".join(s.text for s in self.sentences(*notations))
        at = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
        return Story(id="s", key="k", text=text, published=at, flags=flags, **more)

    def sentences(self, *notations: str) -> list[Sentence]:
        """The parses one after another; a leading `broken!` or `continues!` is a flag."""
        found: list[Sentence] = []
        at = 0
        for index, notation in enumerate(notations):
            mark, bang, rest = notation.partition("!")
            flags = (mark,) if bang and mark in ("broken", "continues") else ()
            one = sentence(
                rest if flags else notation, index=index, at=at, lang=self.lang, flags=flags
            )
            found.append(one)
            at += len(one.text) + 1
        return found

    def analyse(self, notation: str) -> Analysis:
        """One sentence alone."""
        [one] = self.sentences(notation)
        return self.coder.analyse(one, Memory(self.coder.actors), DAY)

    def found(self, notation: str) -> list[str]:
        """The findings of one sentence, as "act actors > recipients"."""
        told = []
        for finding in self.analyse(notation).findings:
            actors, recipients = settle(finding)
            told.append(f"{finding.act.id} {keys(actors)} > {keys(recipients)}")
        return told

    def reports(
        self, *notations: str, flags: tuple[str, ...] = (), origin: Origin | None = None
    ) -> tuple[Report, ...]:
        """The reports of a story; `origin` with a country needs its day too."""
        return self.coder.code(
            self.story(*notations, flags=flags), self.sentences(*notations), origin
        )

    def told(
        self, *notations: str, flags: tuple[str, ...] = (), origin: Origin | None = None
    ) -> list[str]:
        """Its reports as "act actors > recipients auxiliary …"."""
        return [tell(r) for r in self.reports(*notations, flags=flags, origin=origin)]

    def events(self, *notations: str) -> tuple[Event, ...]:
        """Its events."""
        story = self.story(*notations)
        return merge(self.reports(*notations), story, self.coder.ontology, "test 1")


def tell(report: Report | Event) -> str:
    """ "act actors > recipients auxiliary …" """
    told = f"{report.act} {keys(report.actors)} > {keys(report.recipients)}"
    return " ".join((told, *report.auxiliary))


def world(
    lang: str = "en",
    *,
    more: Sequence[Expression] = (),
    grammar: Grammar | None = None,
    artifacts: dict[str, tuple[str, ...]] | None = None,
) -> World:
    """A small world; `grammar`: another one than `ENGLISH` or `INDONESIAN`."""
    real = load_pack(lang)
    pack = Pack(lang, real.folder, real.info)
    pack.__dict__.update(
        grammar=grammar or (ENGLISH if lang == "en" else INDONESIAN),
        expressions=(*EXPRESSIONS[lang], *more),
        agents=AGENTS[lang],
        morphology=_morphology(lang),
        names=NamesFile(artifacts=artifacts or {}),
        contexts={"military": ("missile",)},
    )
    tools = tools_for(pack, actors(), names(lang), Places(actors()))
    coder = Coder(load_ontology(), actors(), {lang: tools})
    coder.least = (0.0, math.inf)  # what the rules find: of single sentences little is sure
    return World(coder, lang)
