"""Every written form of the actors in some languages, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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
from dragoman.actors.names_file import CountryNames, NamesFile, NameSpec
from dragoman.actors.registry import Actors, Person
from dragoman.actors.variants import full_names, short_names, spellings

IGNORE, SHORT = "ignore", "short"
"""Kinds of forms beside those of names: what is no name, and countries by one character."""

_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (IGNORE, COUNTRY, CAPITAL, BODY, GROUP, DEMONYM, PEOPLE, PLACE, TOWARD, SHORT, PERSON)
    )
}
_WIDE = {0xFF01 + n: chr(0x21 + n) for n in range(94)}
"""Letters, digits and marks of full width, to be read like plain ones."""
_FULL_HANGUL = re.compile("[가-힣]{3}")


@dataclass(slots=True)
class Form:
    """What one written form stands for."""

    entity_id: str
    kind: str
    code: str | None
    sector: str | None
    name: str
    entry: str
    partial: bool = False
    weak: bool = False
    spec: NameSpec | None = None
    candidates: tuple[str, ...] = ()


class Forms:
    """The forms of `packs` (a label, a language's code, to its names.yaml) and the Latin names of
    all persons, by how they are searched for: `table`.

    Where two packs read one form differently, the first decides. `plain` translates a text's
    characters to those that `table` has.
    """

    def __init__(self, actors: Actors, packs: Mapping[str, NamesFile]) -> None:
        self.table: dict[str, Form] = {}
        self.plain = dict(_WIDE)
        self._actors = actors
        self._not_alone = {word for pack in packs.values() for word in pack.not_alone}
        for label, pack in packs.items():
            self._add_pack(label, pack)
        self._add_acronyms()
        self._add_persons()

    def in_capitals(self, only_things: bool) -> Iterable[tuple[str, Form]]:
        """Forms in capitals; of persons only where a whole text is in capitals."""
        for text, form in self.table.items():
            if (form.kind == PERSON) == only_things or form.kind == SHORT:
                continue
            if form.spec is not None and form.spec.exact:
                continue
            upper = text.upper()
            if upper != text and len(upper) == len(text) and len(upper) > 2:
                yield upper, form

    def _add_pack(self, label: str, pack: NamesFile) -> None:
        at = f"{label}/names.yaml"
        actors = self._actors
        for char, others in pack.variants.items():
            self.plain.update(dict.fromkeys(map(ord, others), char))
        for text in pack.ignore:
            for form in spellings(text):
                self._put(form, Form("", IGNORE, None, None, text, f"{at}: ignore"))
        for code, names in pack.countries.items():
            country = actors.countries[code]
            where = f"{at}: countries.{code}"
            self._add_country(
                names, code, country.name, actors.country_code(code), None, where, COUNTRY, pack
            )
        for area_id, names in pack.areas.items():
            area = actors.areas[area_id]
            kind = COUNTRY if area.sector else PLACE
            self._add_country(
                names, area_id, area.name, area.code, area.sector, f"{at}: areas.{area_id}", kind,
                None,
            )  # fmt: skip
        for kind, entries in ((BODY, pack.bodies), (GROUP, pack.groups)):
            known = actors.bodies if kind == BODY else actors.groups
            for entity, forms in entries.items():
                thing = known[entity]
                where = f"{at}: {'bodies' if kind == BODY else 'groups'}.{entity}"
                for spec in forms:
                    self._add(spec, Form(entity, kind, thing.code, thing.sector, thing.name, where))
        for person_id, forms in pack.persons.items():
            where = f"{at}: persons.{person_id}"
            for spec in forms:
                self._add_written_person(person_id, spec, where, pack)

    def _add_acronyms(self) -> None:
        """What organisations and groups are called in any language, where the packs say nothing
        else of it."""
        actors = self._actors
        for kind, things, at in (
            (BODY, actors.bodies, "bodies"),
            (GROUP, actors.groups, "groups"),
        ):
            for entity, thing in things.items():
                where = f"{at}.yaml: {entity}"
                for text in thing.acronyms:
                    if self._read(text) not in self.table:
                        self._put(
                            text, Form(entity, kind, thing.code, thing.sector, thing.name, where)
                        )

    def _add_country(
        self,
        names: CountryNames,
        entity: str,
        name: str,
        code: str | None,
        sector: str | None,
        where: str,
        kind: str,
        pack: NamesFile | None,
    ) -> None:
        for spec in names.names:
            self._add(spec, Form(entity, kind, code, sector, name, f"{where}.names"))
        for spec in names.demonyms:
            self._add(spec, Form(entity, DEMONYM, code, sector, name, f"{where}.demonyms"))
        people = None if code is None else sector or "CVL"
        for spec in names.people:
            self._add(spec, Form(entity, PEOPLE, code, people, name, f"{where}.people"))
        for spec in names.capitals:
            self._add(spec, Form(entity, CAPITAL, code, "GOV", name, f"{where}.capitals"))
        for text in names.short:
            self._put(text, Form(entity, SHORT, code, sector, name, f"{where}.short"))
        for spec in names.toward:
            self._add(spec, Form(entity, TOWARD, code, sector, name, f"{where}.toward"))
        if pack is None:
            return
        for kind, bears, patterns in (
            (TOWARD, sector, pack.toward_patterns),
            (PEOPLE, people, pack.people_patterns),
            (PEOPLE, "MIL", pack.force_patterns),
        ):
            for pattern in patterns:
                for spec in names.names:
                    written = spec if isinstance(spec, str) else spec.name
                    form = Form(entity, kind, code, bears, name, f"{where}.names")
                    self._add(pattern.format(written), form)

    def _add(self, spec: str | NameSpec, form: Form) -> None:
        text = spec if isinstance(spec, str) else spec.name
        if not isinstance(spec, str):
            form.spec = spec if spec.bound or spec.exact else None
            form.weak, form.partial = spec.weak, spec.partial
        for spelling in spellings(text):
            self._put(spelling, form)
            if spelling[0].islower():
                self._put(spelling[0].upper() + spelling[1:], form)

    def _put(self, text: str, form: Form) -> None:
        text = self._read(text)
        other = self.table.get(text)
        if other is None or _RANK[form.kind] < _RANK[other.kind]:
            self.table[text] = form
        elif form.weak and other.weak and form.entity_id != other.entity_id:
            self.table[text] = _shared(other, form)

    def _add_written_person(
        self, person_id: str, spec: str | NameSpec, where: str, pack: NamesFile
    ) -> None:
        """A spelling of the pack; in a script without capitals a blank or dot parts the names."""
        person = self._actors.persons[person_id]
        text = spec if isinstance(spec, str) else spec.name
        partial = not isinstance(spec, str) and spec.partial
        bound = spec if not isinstance(spec, str) and spec.bound else None
        self._put_person(text, person_id, where, partial, bound)
        parts = re.split("[ ・]", text)
        if len(parts) < 2:
            self._put_syllable(person, text, where, pack)
            return
        if text.lower() != text or text.upper() != text:
            self._put_person(parts[-1], person_id, where, True, None)
            return
        for joint in ("", " ", "　"):
            self._put_person(joint.join(parts), person_id, where, partial, bound)
        for name in dict.fromkeys(parts[at] for at in self._called(person, pack)):
            if len(name) == 1 or (name in pack.not_alone and pack.surnames_before):
                alone = NameSpec(name=name, only_before=pack.surnames_before)
                if pack.surnames_before:
                    self._put_person(name, person_id, where, True, alone)
            elif name not in pack.not_alone:
                self._put_person(name, person_id, where, True, None)

    def _put_syllable(self, person: Person, text: str, where: str, pack: NamesFile) -> None:
        """The surname of a Korean name, its first syllable, before a title (조 장관)."""
        country = self._actors.countries.get(person.code or "")
        written = _FULL_HANGUL.fullmatch(text) is not None
        if written and country is not None and country.family_first and pack.surnames_before:
            name = text[0]
            if name not in pack.not_alone:
                alone = NameSpec(name=name, only_before=pack.surnames_before)
                self._put_person(name, person.id, where, True, alone)

    def _called(self, person: Person, pack: NamesFile) -> list[int]:
        """Which parts of a written name a person is called by alone: positions, 0 or -1."""
        country = self._actors.countries.get(person.code or "")
        family_first = (
            country is not None and country.family_first and person.code not in pack.family_last
        )
        family = 0 if family_first else -1
        return [{"first": 0, "last": -1}.get(custom, family) for custom in person.called]

    def _put_person(
        self, text: str, person_id: str, where: str, partial: bool, spec: NameSpec | None
    ) -> None:
        text = self._read(text)
        other = self.table.get(text)
        if other is None or (other.kind == PERSON and other.partial and not partial):
            code = self._actors.persons[person_id].code
            name = self._actors.persons[person_id].name
            self.table[text] = Form(
                person_id, PERSON, code, None, name, where, partial, False, spec, (person_id,)
            )
        elif (
            other.kind == PERSON and other.partial == partial and person_id not in other.candidates
        ):
            other.candidates += (person_id,)
            if other.code != self._actors.persons[person_id].code:
                other.code = None

    def _add_persons(self) -> None:
        countries = self._actors.countries
        surnames: list[tuple[str, str, str]] = []
        for person in self._actors.persons.values():
            country = countries.get(person.code or "")
            family_first = country is not None and country.family_first
            where = f"persons/{person.file}: {person.id}"
            for name in full_names(person, family_first):
                self._put_person(name, person.id, where, False, None)
            surnames += [(name, person.id, where) for name in short_names(person)]
        for name, person_id, where in surnames:
            if name not in self._not_alone:
                self._put_person(name, person_id, where, True, None)

    def _read(self, text: str) -> str:
        """A name with the characters for which it is searched (龍 is read as 竜)."""
        return text if text.isascii() else text.translate(self.plain)


def _shared(first: Form, other: Form) -> Form:
    """A general word for bodies of several countries, of none of them until the story says which:
    it is found where the first is."""
    known = first.candidates or (first.entity_id,)
    if other.entity_id in known:
        return first
    return replace(first, code=None, candidates=(*known, other.entity_id))
