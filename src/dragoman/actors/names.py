"""Finds the names of actors in a text, all at once.

One Aho-Corasick automaton holds every written form of one or more languages and the Latin names of
all persons. It is asked for overlapping matches, because only the word edges and the surroundings
say which of them are names; of those that are, the leftmost and among them the longest win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman.actors.names_file import CountryNames, NamesFile, NameSpec, ShortRules
from dragoman.actors.registry import Actors, Person
from dragoman.actors.variants import full_names, short_names, spellings
from dragoman.actors.word_edges import edge, followed, preceded, script

if TYPE_CHECKING:
    from dragoman.actors.tabari import UserDictionary

COUNTRY, DEMONYM, PEOPLE, CAPITAL = "country", "demonym", "people", "capital"
BODY, GROUP, PERSON, PLACE = "body", "group", "person", "place"
TOWARD = "toward"
KINDS = (COUNTRY, DEMONYM, PEOPLE, CAPITAL, BODY, GROUP, PERSON, PLACE, TOWARD)

_IGNORE, _SHORT = "ignore", "short"
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (_IGNORE, COUNTRY, CAPITAL, BODY, GROUP, DEMONYM, PEOPLE, PLACE, TOWARD, _SHORT, PERSON)
    )
}
_WIDE = {0xFF01 + n: chr(0x21 + n) for n in range(94)}
"""Letters, digits and marks of full width, to be read like plain ones."""

_INITIALS = re.compile(r"(\w[\w'’-]*) (?:[A-Z]\.? ?){1,2}\Z")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found at text[start:end].

    `kind` is one of `KINDS`; `code` and `sector` are what the entity bears without regard to the
    day (the resolver knows better); `name` its name in the actor files; `entry` where the form
    stands. `partial`: a surname alone, to be used only where the whole name or a title is near.
    `weak`: a general word ("Congress") that gives way to another country of the story.
    `candidates`: every entity the form may mean, where a form is shared (persons always).
    """

    start: int
    end: int
    entity_id: str
    kind: str
    code: str | None
    sector: str | None
    name: str
    partial: bool = False
    entry: str = ""
    weak: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class _Form:
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


class NameIndex:
    """Every written form of the actors in some languages; see `find`.

    `packs` maps a label (a language's code) to its names.yaml; where two packs read one form
    differently, the first decides. `users` are dictionaries that outrank everything else.
    """

    def __init__(
        self,
        actors: Actors,
        packs: Mapping[str, NamesFile],
        users: Sequence[UserDictionary] = (),
    ) -> None:
        self.actors = actors
        self.users = tuple(users)
        self._packs = dict(packs)
        self._forms: dict[str, _Form] = {}
        self._suffixes: tuple[str, ...] = ()
        self._follow: frozenset[str] = frozenset()
        self._not_capital_before: tuple[str, ...] = ()
        self._plain = dict(_WIDE)
        self._shorts = _merged_shorts(packs.values())
        for label, pack in packs.items():
            self._add_pack(label, pack)
        self._add_persons()
        capitals = dict(self._in_capitals(only_things=True))
        table = {**capitals, **self._forms}
        self._syllables = frozenset(
            text for text, form in self._forms.items() if form.kind == _SHORT and script(text) == 3
        )
        self._texts = list(table)
        self._table = list(table.values())
        self._automaton = _automaton(self._texts)

    def __len__(self) -> int:
        return len(self._table)

    def find(self, text: str) -> list[NameMatch]:
        """The names in `text`, in order, none overlapping another.

        A name counts as written or in capitals, between word edges; what may be written on to a
        name (the pack's `suffixes`, Korean particles) and hyphens are edges too. In scripts
        without blanks the longest form wins and no edge is looked for.
        """
        found = self._search(text)
        for user in self.users:
            found = _overlay(found, user.find(text))
        return found

    # --- building

    def _add_pack(self, label: str, pack: NamesFile) -> None:
        at = f"{label}/names.yaml"
        actors = self.actors
        self._suffixes += pack.suffixes
        self._follow |= frozenset(pack.follow)
        self._not_capital_before += pack.not_capital_before
        for char, others in pack.variants.items():
            self._plain.update(dict.fromkeys(map(ord, others), char))
        for text in pack.ignore:
            for form in spellings(text):
                self._put(form, _Form("", _IGNORE, None, None, text, f"{at}: ignore"))
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
                    self._add(
                        spec, _Form(entity, kind, thing.code, thing.sector, thing.name, where)
                    )
        for person_id, forms in pack.persons.items():
            where = f"{at}: persons.{person_id}"
            for spec in forms:
                self._add_written_person(person_id, spec, where, pack)

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
            self._add(spec, _Form(entity, kind, code, sector, name, f"{where}.names"))
        for spec in names.demonyms:
            self._add(spec, _Form(entity, DEMONYM, code, sector, name, f"{where}.demonyms"))
        people = None if code is None else sector or "CVL"
        for spec in names.people:
            self._add(spec, _Form(entity, PEOPLE, code, people, name, f"{where}.people"))
        for spec in names.capitals:
            self._add(spec, _Form(entity, CAPITAL, code, "GOV", name, f"{where}.capitals"))
        for text in names.short:
            self._put(text, _Form(entity, _SHORT, code, sector, name, f"{where}.short"))
        for spec in names.toward:
            self._add(spec, _Form(entity, TOWARD, code, sector, name, f"{where}.toward"))
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
                    form = _Form(entity, kind, code, bears, name, f"{where}.names")
                    self._add(pattern.format(written), form)

    def _add(self, spec: str | NameSpec, form: _Form) -> None:
        text = spec if isinstance(spec, str) else spec.name
        if not isinstance(spec, str):
            form.spec = spec if spec.bound or spec.exact else None
            form.weak, form.partial = spec.weak, spec.partial
        for spelling in spellings(text):
            self._put(spelling, form)
            if spelling[0].islower():
                self._put(spelling[0].upper() + spelling[1:], form)

    def _put(self, text: str, form: _Form) -> None:
        text = self._read(text)
        other = self._forms.get(text)
        if other is None or _RANK[form.kind] < _RANK[other.kind]:
            self._forms[text] = form

    def _read(self, text: str) -> str:
        """A name with the characters for which it is searched (龍 is read as 竜)."""
        return text if text.isascii() else text.translate(self._plain)

    def _add_written_person(
        self, person_id: str, spec: str | NameSpec, where: str, pack: NamesFile
    ) -> None:
        """A spelling of the pack; in a script without capitals a blank or dot parts the names."""
        person = self.actors.persons[person_id]
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
        country = self.actors.countries.get(person.code or "")
        written = _FULL_HANGUL.fullmatch(text) is not None
        if written and country is not None and country.family_first and pack.surnames_before:
            name = text[0]
            if name not in pack.not_alone:
                alone = NameSpec(name=name, only_before=pack.surnames_before)
                self._put_person(name, person.id, where, True, alone)

    def _called(self, person: Person, pack: NamesFile) -> list[int]:
        """Which parts of a written name a person is called by alone: positions, 0 or -1."""
        country = self.actors.countries.get(person.code or "")
        family_first = (
            country is not None and country.family_first and person.code not in pack.family_last
        )
        family = 0 if family_first else -1
        return [{"first": 0, "last": -1}.get(custom, family) for custom in person.called]

    def _put_person(
        self, text: str, person_id: str, where: str, partial: bool, spec: NameSpec | None
    ) -> None:
        text = self._read(text)
        other = self._forms.get(text)
        if other is None or (other.kind == PERSON and other.partial and not partial):
            code = self.actors.persons[person_id].code
            name = self.actors.persons[person_id].name
            self._forms[text] = _Form(
                person_id, PERSON, code, None, name, where, partial, False, spec, (person_id,)
            )
        elif (
            other.kind == PERSON and other.partial == partial and person_id not in other.candidates
        ):
            other.candidates += (person_id,)
            if other.code != self.actors.persons[person_id].code:
                other.code = None

    def _add_persons(self) -> None:
        alone = {word for pack in self._packs.values() for word in pack.not_alone}
        countries = self.actors.countries
        surnames: list[tuple[str, str, str]] = []
        for person in self.actors.persons.values():
            country = countries.get(person.code or "")
            family_first = country is not None and country.family_first
            where = f"persons/{person.file}: {person.id}"
            for name in full_names(person, family_first):
                self._put_person(name, person.id, where, False, None)
            surnames += [(name, person.id, where) for name in short_names(person)]
        for name, person_id, where in surnames:
            if name not in alone:
                self._put_person(name, person_id, where, True, None)

    def _in_capitals(self, only_things: bool) -> Iterable[tuple[str, _Form]]:
        """Forms in capitals; of persons only where a whole text is in capitals."""
        for text, form in self._forms.items():
            if (form.kind == PERSON) == only_things or form.kind == _SHORT:
                continue
            if form.spec is not None and form.spec.exact:
                continue
            upper = text.upper()
            if upper != text and len(upper) == len(text) and len(upper) > 2:
                yield upper, form

    @cached_property
    def _loud(self) -> tuple[AhoCorasick, list[str], list[_Form]]:
        """The automaton for a text that is all in capitals, built when the first one comes."""
        quiet = {word for pack in self._packs.values() for word in pack.not_in_capitals}
        table = dict(zip(self._texts, self._table, strict=True))
        for text, form in self._in_capitals(only_things=False):
            table.setdefault(text, form)
        for word in quiet:
            table.pop(word, None)
        return _automaton(list(table)), list(table), list(table.values())

    # --- searching

    def _search(self, text: str) -> list[NameMatch]:
        try:
            if not text.isascii():
                text = text.translate(self._plain)
            raw = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            # half a surrogate pair: no name holds one, and a mark keeps the positions
            text = "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)
            raw = self._automaton.find_matches_as_indexes(text, overlapping=True)
        table = self._table
        if raw and text.isupper() and not _UNCASED.search(text):
            automaton, _, table = self._loud
            raw = automaton.find_matches_as_indexes(text, overlapping=True)
        if not raw:
            return []
        kept: list[tuple[int, int, _Form]] = []
        for number, start, end in raw:
            if (
                start == 0
                or edge(text[start - 1], text[start])
                or (text[start - 1] in self._syllables and self._in_run(text, start, table[number]))
            ) and (end == len(text) or self._ends(text, end)):
                form = table[number]
                if form.kind == PERSON and end - start == 1 and _ideograph(text[start - 1 : start]):
                    continue  # the end of a longer surname
                if (
                    form.spec is None
                    or not form.spec.bound
                    or self._fits(text, start, end, form.spec, raw)
                ) and (
                    form.kind != CAPITAL
                    or not self._not_capital_before
                    or not text.startswith(self._not_capital_before, end)
                ):
                    kept.append((start, -end, form))
        if not kept:
            return []
        if len(kept) > 1:
            kept.sort(key=_place)
        chosen: list[tuple[int, int, _Form]] = []
        at = 0
        for start, minus_end, form in kept:
            if start >= at:
                chosen.append((start, -minus_end, form))
                at = -minus_end
        if self._shorts is not None:
            chosen = self._settle_shorts(text, chosen)
        return self._matches(text, chosen)

    def _matches(self, text: str, chosen: list[tuple[int, int, _Form]]) -> list[NameMatch]:
        found: list[NameMatch] = []
        for i, (start, end, form) in enumerate(chosen):
            kind = form.kind
            if kind == _IGNORE:
                continue
            if kind == PERSON and form.partial and _strange(text, start, end, chosen):
                continue
            if form.weak and _beside_country(text, chosen, i):
                continue
            match = NameMatch(
                start, end, form.entity_id, COUNTRY if kind == _SHORT else kind, form.code,
                form.sector, form.name, form.partial, form.entry, form.weak, form.candidates,
            )  # fmt: skip
            if kind == PERSON and form.partial and text[start - 2 : start - 1] in _INITIAL_ENDS:
                match = self._with_initials(text, match)
            found.append(match)
        return found

    def _in_run(self, text: str, start: int, form: _Form) -> bool:
        """Whether a country stands behind nothing but one-syllable countries (한미일, 남북한)."""
        if form.kind not in (_SHORT, COUNTRY):
            return False
        at = start - 1
        while at > 0 and text[at - 1] in self._syllables:
            at -= 1
        return at == 0 or edge(text[at - 1], text[at])

    def _ends(self, text: str, end: int) -> bool:
        after, last = text[end], text[end - 1]
        if edge(last, after) or "가" <= last <= "힣":
            return True
        for suffix in self._suffixes:
            if text.startswith(suffix, end):
                rest = end + len(suffix)
                if rest == len(text) or edge(text[rest - 1], text[rest]):
                    return True
        return False

    def _fits(
        self, text: str, start: int, end: int, spec: NameSpec, raw: list[tuple[int, int, int]]
    ) -> bool:
        if spec.unless and any(word in text for word in spec.unless):
            return False
        if spec.only_with and not any(word in text for word in spec.only_with):
            return False
        if spec.not_before and followed(text, end, spec.not_before):
            return False
        if spec.not_after and preceded(text, start, spec.not_after):
            return False
        if spec.only_before and not followed(text, end, spec.only_before):
            return False
        if spec.only_after and not preceded(text, start, spec.only_after):
            return False
        return not (spec.given and self._is_first_name(text, end, raw))

    def _is_first_name(self, text: str, end: int, raw: list[tuple[int, int, int]]) -> bool:
        """Whether a capitalised word follows that is neither a name nor one of `follow`."""
        match = _CAPITALISED.match(text, end)
        if match is None or match.group(1) in self._follow or match.group(1).isupper():
            return False
        at = end + 1
        return not any(
            start == at and self._table[number].kind != PERSON for number, start, _ in raw
        )

    def _with_initials(self, text: str, match: NameMatch) -> NameMatch:
        """A surname after a first name and initials ("Antony J. Blinken") is the whole name."""
        before = _INITIALS.search(text, max(0, match.start - 40), match.start)
        if before is None:
            return match
        persons = self.actors.persons
        fitting = tuple(
            person_id
            for person_id in match.candidates
            if any(
                name.split()[0] == before.group(1)
                for name in (persons[person_id].name, *persons[person_id].also)
            )
        )
        if not fitting:
            return match
        person = persons[fitting[0]]
        return replace(
            match, start=before.start(), partial=False, candidates=fitting, entity_id=person.id,
            code=person.code, name=person.name,
        )  # fmt: skip

    def _settle_shorts(
        self, text: str, chosen: list[tuple[int, int, _Form]]
    ) -> list[tuple[int, int, _Form]]:
        """Drops one-character country forms that stand neither in a run nor by a title."""
        if not any(form.kind == _SHORT for _, _, form in chosen):
            return chosen
        rules = self._shorts
        assert rules is not None
        kept: list[tuple[int, int, _Form]] = []
        i = 0
        while i < len(chosen):
            if chosen[i][2].kind not in _RUNNING:
                kept.append(chosen[i])
                i += 1
                continue
            j = i + 1
            while (
                j < len(chosen)
                and chosen[j][2].kind in _RUNNING
                and _joined(text, chosen[j - 1], chosen[j], rules.joints)
            ):
                j += 1
            run = chosen[i:j]
            if len(run) > 1 and text[run[0][0] - 1 : run[0][0]] in (*rules.not_after, "\0"):
                j = i + 1
                run = chosen[i:j]
            if _run_counts(text, run, rules):
                kept += run
            else:
                kept += [
                    one
                    for one in run
                    if one[2].kind != _SHORT
                    or (text[one[0] : one[1]] in rules.lone and _lone(text, one))
                ]
            i = j
        return kept


_FULL_HANGUL = re.compile("[가-힣]{3}")
_UNCASED = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_CAPITALISED = re.compile(r" ([A-ZÀ-Þ][\w'’.-]*)")
_INITIAL_ENDS = frozenset(". ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _automaton(texts: list[str]) -> AhoCorasick:
    return AhoCorasick(texts, matchkind=MatchKind.Standard, store_patterns=False)


def _place(item: tuple[int, int, _Form]) -> tuple[int, int]:
    return item[0], item[1]


def _beside_country(text: str, chosen: list[tuple[int, int, _Form]], i: int) -> bool:
    """Whether a country, adjective or people stands right before, or after "of (the)"."""
    start, end, _ = chosen[i]
    if i > 0:
        _, last, form = chosen[i - 1]
        if form.code and form.kind in _COUNTRYLIKE and text[last:start] in _GAPS:
            return True
    if i + 1 < len(chosen):
        first, _, form = chosen[i + 1]
        if form.code and form.kind in _COUNTRYLIKE and text[end:first] in _OF:
            return True
    return False


_COUNTRYLIKE = frozenset({COUNTRY, DEMONYM, PEOPLE, CAPITAL, PLACE, _SHORT})
_RUNNING = frozenset({COUNTRY, BODY, _SHORT})
_DOTS = "・ 　"
_GAPS = frozenset({" ", "'s ", "’s ", "' ", "’ "})
_OF = frozenset({" ", " of ", " of the ", " in ", " in the "})


def _merged_shorts(packs: Iterable[NamesFile]) -> ShortRules | None:
    rules = [pack.short for pack in packs if any(c.short for c in pack.countries.values())]
    if not rules:
        return None
    first = rules[0]
    if len(rules) == 1:
        return first
    return ShortRules(
        before=tuple(dict.fromkeys(w for r in rules for w in r.before)),
        prefixes=tuple(dict.fromkeys(w for r in rules for w in r.prefixes)),
        lone=tuple(dict.fromkeys(w for r in rules for w in r.lone)),
        not_after="".join(dict.fromkeys("".join(r.not_after for r in rules))),
        ends=tuple(dict.fromkeys(w for r in rules for w in r.ends)),
        joints="".join(dict.fromkeys("".join(r.joints for r in rules))),
        together=tuple(dict.fromkeys(w for r in rules for w in r.together)),
        particled=tuple(dict.fromkeys(w for r in rules for w in r.particled)),
        heading=tuple(dict.fromkeys(w for r in rules for w in r.heading)),
        marks="".join(dict.fromkeys("".join(r.marks for r in rules))),
    )


def _joined(
    text: str, one: tuple[int, int, _Form], other: tuple[int, int, _Form], joints: str
) -> bool:
    """Whether two names stand in one run; behind a long name a short one is another word (the
    north in "ロシア北部")."""
    end, start = one[1], other[0]
    if end == start:
        return one[2].kind == _SHORT or other[2].kind != _SHORT
    return start == end + 1 and text[end] in joints


def _run_counts(text: str, run: list[tuple[int, int, _Form]], rules: ShortRules) -> bool:
    """Whether the short forms of a run of adjoining countries are meant as countries."""
    start, end = run[0][0], run[-1][1]
    before = text[start - 1] if start else ""
    if before and before in rules.not_after:
        return False
    spaced = script(text[start]) == 3
    after_prefix = bool(before) and before in rules.prefixes
    if spaced and before and script(before) == 3 and not after_prefix:
        return False
    titled = text.startswith(rules.before, end) or (
        text[end : end + 1] == " " and text.startswith(rules.before, end + 1)
    )
    if text[end : end + 1] in (*rules.marks, "\0") and not before.isalnum():
        titled = True
    if len(run) == 1:
        form = text[start:end]
        if form in rules.together or (form in rules.heading and _within(text, start)):
            titled = False
        if form in rules.particled and not edge(form, text[end : end + 1] or " "):
            titled = titled or _run_ends(text, end, rules)
        return titled or (after_prefix and (not spaced or _run_ends(text, end, rules)))
    return not spaced or titled or _run_ends(text, end, rules)


def _within(text: str, start: int) -> bool:
    """Whether a word stands before, with or without a blank."""
    before = text[:start].rstrip(" ")[-1:]
    return bool(before) and script(before) != 0


def _run_ends(text: str, end: int, rules: ShortRules) -> bool:
    if end == len(text) or edge(text[end - 1], text[end]):
        return True
    return any(
        text.startswith(word, end)
        and (end + len(word) == len(text) or edge(text[end + len(word) - 1], text[end + len(word)]))
        for word in rules.ends
    )


def _strange(text: str, start: int, end: int, chosen: list[tuple[int, int, _Form]]) -> bool:
    """Whether a surname in katakana is part of the name of somebody unknown: a dot or a blank joins
    it to katakana that is no name itself ("グレン・アーミテージ")."""
    if script(text[start]) != 2:
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if len(before) == 2 and before[1] in _DOTS and script(before[0]) == 2:
        return not any(other[1] == start - 1 for other in chosen)
    if len(after) == 2 and after[0] in _DOTS and script(after[1]) == 2:
        return not any(other[0] == end + 1 for other in chosen)
    return False


def _lone(text: str, one: tuple[int, int, _Form]) -> bool:
    """Whether no ideograph adjoins."""
    start, end, _ = one
    return not (_ideograph(text[start - 1 : start]) or _ideograph(text[end : end + 1]))


def _ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _overlay(found: list[NameMatch], added: list[NameMatch]) -> list[NameMatch]:
    """The user's names over ours, but for ours that are longer and hold one of them."""
    if not added:
        return found
    added = [
        mine
        for mine in added
        if not any(
            other.start <= mine.start
            and mine.end <= other.end
            and other.end - other.start > mine.end - mine.start
            for other in found
        )
    ]
    kept = [
        other
        for other in found
        if not any(mine.start < other.end and other.start < mine.end for mine in added)
    ]
    return sorted([*kept, *added], key=lambda match: match.start)
