"""Finds the names of actors in a text, all at once.

One Aho-Corasick automaton holds every written form of one or more languages and the Latin names of
all persons. It is asked for overlapping matches, because only the word edges and the surroundings
say which of them are names; of those that are, the leftmost and among them the longest win.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman.actors.forms import IGNORE, SHORT, Form, Forms
from dragoman.actors.names import CAPITAL, COUNTRY, DEMONYM, PEOPLE, PERSON, PLACE, NameMatch
from dragoman.actors.names_file import NamesFile, NameSpec
from dragoman.actors.registry import Actors
from dragoman.actors.short_countries import Found, merged_shorts, settle_shorts
from dragoman.actors.word_edges import edge, followed, is_ideograph, preceded, script

if TYPE_CHECKING:
    from dragoman.actors.tabari import UserDictionary

_INITIALS = re.compile(r"(\w[\w'’-]*) (?:[A-Z]\.? ?){1,2}\Z")
_UNCASED = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_CAPITALISED = re.compile(r" ([A-ZÀ-Þ][\w'’.-]*)")
_INITIAL_ENDS = frozenset(". ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_COUNTRYLIKE = frozenset({COUNTRY, DEMONYM, PEOPLE, CAPITAL, PLACE, SHORT})
_COUNTRY_WORDS = frozenset({COUNTRY, DEMONYM})
_DOTS = "・ 　"


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
        self._suffixes = tuple(suffix for pack in packs.values() for suffix in pack.suffixes)
        self._follow = frozenset(word for pack in packs.values() for word in pack.follow)
        self._not_capital_before = tuple(
            word for pack in packs.values() for word in pack.not_capital_before
        )
        self._no_country_before = tuple(
            word for pack in packs.values() for word in pack.no_country_before
        )
        files = packs.values()
        self._owned = frozenset({"", " "}).union(*(names.owner_marks for names in files))
        self._owners = frozenset({" "}).union(*(names.owner_behind for names in files))
        self._shorts = merged_shorts(packs.values())
        self._forms = Forms(actors, packs)
        self._plain = self._forms.plain
        table = {**dict(self._forms.in_capitals(only_things=True)), **self._forms.table}
        self._syllables = frozenset(
            text
            for text, form in self._forms.table.items()
            if form.kind == SHORT and script(text) == 3
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

    @cached_property
    def _loud(self) -> tuple[AhoCorasick, list[str], list[Form]]:
        """The automaton for a text that is all in capitals, built when the first one comes."""
        quiet = {word for pack in self._packs.values() for word in pack.not_in_capitals}
        table = dict(zip(self._texts, self._table, strict=True))
        for text, form in self._forms.in_capitals(only_things=False):
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
        kept: list[Found] = []
        for number, start, end in raw:
            if (
                start == 0
                or edge(text[start - 1], text[start])
                or (text[start - 1] in self._syllables and self._in_run(text, start, table[number]))
            ) and (end == len(text) or self._ends(text, end)):
                form = table[number]
                single = end - start == 1 and form.kind == PERSON
                if single and is_ideograph(text[start - 1 : start]):
                    continue  # the end of a longer surname
                if (
                    (
                        form.spec is None
                        or not form.spec.bound
                        or self._fits(text, start, end, form.spec, raw)
                    )
                    and (
                        form.kind != CAPITAL
                        or not self._not_capital_before
                        or not text.startswith(self._not_capital_before, end)
                    )
                    and not (
                        form.kind in _COUNTRY_WORDS
                        and self._no_country_before
                        and followed(text, end, self._no_country_before)
                    )
                ):
                    kept.append((start, -end, form))
        if not kept:
            return []
        if len(kept) > 1:
            kept.sort(key=_place)
        chosen: list[Found] = []
        at = 0
        for start, minus_end, form in kept:
            if start >= at:
                chosen.append((start, -minus_end, form))
                at = -minus_end
        if self._shorts is not None:
            chosen = settle_shorts(text, chosen, self._shorts)
        return self._matches(text, chosen)

    def _matches(self, text: str, chosen: list[Found]) -> list[NameMatch]:
        found: list[NameMatch] = []
        for i, (start, end, form) in enumerate(chosen):
            kind = form.kind
            if kind == IGNORE:
                continue
            if kind == PERSON and (
                _strange(text, start, end, chosen)
                if form.partial
                else _goes_on(text, end, chosen[i + 1 :])
            ):
                continue
            weak = form.weak
            if weak and (beside := self._beside_country(text, chosen, i)) is not None:
                own = self._of_country(form, beside)
                if own is None:
                    continue
                form, weak = own, False
            match = NameMatch(
                start, end, form.entity_id, COUNTRY if kind == SHORT else kind, form.code,
                form.sector, form.name, form.partial, form.entry, weak, form.candidates,
            )  # fmt: skip
            if kind == PERSON and form.partial and text[start - 2 : start - 1] in _INITIAL_ENDS:
                match = self._with_initials(text, match)
            found.append(match)
        return found

    def _beside_country(self, text: str, chosen: list[Found], i: int) -> str | None:
        """The code of a country, adjective or people before, or behind what marks owners."""
        start, end, _ = chosen[i]
        if i > 0:
            _, last, form = chosen[i - 1]
            if form.code and form.kind in _COUNTRYLIKE and text[last:start] in self._owned:
                return form.code
        if i + 1 < len(chosen):
            first, _, form = chosen[i + 1]
            if form.code and form.kind in _COUNTRYLIKE and text[end:first] in self._owners:
                return form.code
        return None

    def _of_country(self, form: Form, code: str) -> Form | None:
        """The form of a general word for the body of one country, if it has one of that name."""
        for one in form.candidates or (form.entity_id,):
            thing = self.actors.bodies.get(one) or self.actors.groups.get(one)
            if thing is not None and thing.code == code:
                return replace(
                    form, entity_id=one, code=code, sector=thing.sector, name=thing.name,
                    candidates=(),
                )  # fmt: skip
        return None

    def _in_run(self, text: str, start: int, form: Form) -> bool:
        """Whether a country stands behind nothing but one-syllable countries (한미일, 남북한)."""
        if form.kind not in (SHORT, COUNTRY):
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


def _automaton(texts: list[str]) -> AhoCorasick:
    return AhoCorasick(texts, matchkind=MatchKind.Standard, store_patterns=False)


def _place(item: Found) -> tuple[int, int]:
    return item[0], item[1]


def _strange(text: str, start: int, end: int, chosen: list[Found]) -> bool:
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


def _goes_on(text: str, end: int, behind: list[Found]) -> bool:
    """Whether a dot joins a name in katakana to a further part, so that it is only how the name of
    somebody else begins (ジョン・ハワード・ジョンソン)."""
    if text[end : end + 1] != _DOTS[0] or script(text[end - 1]) != 2:
        return False
    joined = next((form for start, _, form in behind if start == end + 1), None)
    return script(text[end + 1 : end + 2] or " ") == 2 and (joined is None or joined.kind == PERSON)


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
