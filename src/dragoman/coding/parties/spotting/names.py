"""The names in a sentence, with whom they stand for on the story's day by themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import BODY, CAPITAL, COUNTRY, PEOPLE, PERSON, PLACE, NameMatch
from dragoman.actors.registry import OUT_OF_OFFICE, Actors, Standing
from dragoman.coding.parties.headline import in_full
from dragoman.coding.parties.mentions import ARTIFACT, Mention
from dragoman.coding.tree import Tree
from dragoman.languages.grammar import Grammar
from dragoman.model import Participant

_PRIVATE = "NGO"


class Names:
    """The names of a sentence: all of them, and by the tokens that they start at, end at, cover."""

    __slots__ = ("all", "covering", "ending", "starting")

    def __init__(self, names: Sequence[Mention]) -> None:
        self.all = names
        self.starting: dict[int, list[Mention]] = {}
        self.ending: dict[int, list[Mention]] = {}
        self.covering: dict[int, list[Mention]] = {}
        for name in names:
            self.starting.setdefault(name.first, []).append(name)
            self.ending.setdefault(name.last, []).append(name)
            for token in range(name.first, name.last + 1):
                self.covering.setdefault(token, []).append(name)


class NameSearch:
    """Looks for names in one sentence.

    Args:
        index: the written forms of the language.
        titles: the words of agent nouns, which are no part of anybody's name.
        story: the story's text, if it tells the whole name of surnames in the sentence.
    """

    def __init__(
        self,
        actors: Actors,
        index: NameIndex,
        grammar: Grammar,
        titles: Collection[str],
        tree: Tree,
        day: date | None,
        story: str,
    ) -> None:
        self.actors, self.index, self.grammar, self.titles = actors, index, grammar, titles
        self.tree, self.day, self.story = tree, day, story

    def run(self, artifacts: Mapping[str, Sequence[str]]) -> list[Mention]:
        """The names of the sentence; `artifacts`: names that do not exist → codes of the countries
        meant by them."""
        found = self._with_branches(self._without_strangers(list(self._names())))
        for written, codes in artifacts.items():
            found = self._restored(found, written, codes)
        return found

    def _with_branches(self, names: list[Mention]) -> list[Mention]:
        """The names, those of an organisation with the country behind them whose branch of it is
        meant ("Greenpeace Canada"), which is not the state."""
        if self.grammar.modifiers != "before":
            return names
        found: list[Mention] = []
        for name in names:
            one = found[-1] if found else None
            if one is not None and name.kind == COUNTRY and self._is_branch(one, name):
                head = self.tree.head_of(one.first, name.last)
                found[-1] = replace(one, last=name.last, head=head)
            else:
                found.append(name)
        return found

    @staticmethod
    def _is_branch(body: Mention, country: Mention) -> bool:
        ngo = body.kind == BODY and body.participants[0].code == _PRIVATE
        return ngo and body.last + 1 == country.first

    def _without_strangers(self, names: list[Mention]) -> list[Mention]:
        """The names but for those that stand in the name of somebody unknown ("Scott Pelley")."""
        covered = {t for n in names for t in range(n.first, n.last + 1)}
        parts = {t for one, other in pairwise(names) if self._are_one_stranger(one, other)
                 for t in (one.first, other.first)}  # fmt: skip
        return [
            n
            for n in names
            if n.first not in parts and not (n.partial and self._has_strange_part(n, covered))
        ]

    def _are_one_stranger(self, one: Mention, other: Mention) -> bool:
        """Whether two surnames of different people are the name of a third ("Omar Faraj"), or a
        whole name and a surname ("John Howard Johnson")."""
        if one.kind != PERSON or other.kind != PERSON or not other.partial:
            return False
        if one.last + 1 != other.first or self.grammar.titles != "before":
            return False
        joined = self.tree.base[other.first] in ("flat", "compound")
        return joined and not self._is_given_name(self.tree.sentence.forms[one.last], other)

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
            if tree.lower[beside] in self.titles or tree.sentence.lemmas[beside] in self.titles:
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

    def _restored(self, names: list[Mention], written: str, codes: Sequence[str]) -> list[Mention]:
        """The names, with the countries meant where a name stands that does not exist."""
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
            names = [n for n in names if n.last < first or n.first > last]
            names.append(Mention(first, last, tree.head_of(first, last), COUNTRY, who))
        return names

    def _names(self) -> Iterator[Mention]:
        starts = [start for start, _ in self.tree.offsets]
        for found in self.index.find(self.tree.sentence.text):
            if self._is_reading(found):
                continue
            match = in_full(found, self.tree.sentence.text, self.story, self.actors)
            last = self._last(match, starts)
            if self._begins_another(match, last):
                country = self._country_of(match) if match.kind == PEOPLE else None
                if country is None:
                    continue
                match, last = country, self._last(country, starts)
            first = max(0, bisect_right(starts, match.start) - 1)
            named, last = last, self._with_address(match, last)
            head = self.tree.head_of(first, last)
            participant = self.participant(match, first, last)
            known = last > named and len(match.candidates) == 1 and participant.office is not None
            yield Mention(first, last, head, match.kind, (participant,), None, match,
                          partial=match.partial and not known)  # fmt: skip

    def _is_reading(self, match: NameMatch) -> bool:
        """Whether a surname alone in brackets only tells how the word before them is spelt in other
        letters (로사(Rosa))."""
        text, start, end = self.tree.sentence.text, match.start, match.end
        if not (match.partial and self.grammar.titles == "behind" and start > 1):
            return False
        bracketed = text[start - 1] in "(（" and text[end : end + 1] in (")", "）")
        return bracketed and text[start].isascii() and text[start - 2].isalpha()

    @staticmethod
    def _last(match: NameMatch, starts: Sequence[int]) -> int:
        """The last token of a name, `starts` being where the tokens start."""
        first, last = (bisect_right(starts, at) - 1 for at in (match.start, match.end - 1))
        return max(0, first, last)

    def _country_of(self, people: NameMatch) -> NameMatch | None:
        """The country that the name of a people begins with."""
        before = self.index.find(self.tree.sentence.text[: people.end - 1])
        return next((m for m in before if m.start == people.start and m.kind == COUNTRY), None)

    def _begins_another(self, match: NameMatch, last: int) -> bool:
        """Whether a place is only how a longer name begins that nobody knows (수바 in 수바우키), or
        a people how the word for something of theirs does (시민 in 시민권)."""
        left = self.tree.offsets[last][1] - match.end
        if match.kind == PEOPLE and left > 0 and self.grammar.titles == "behind":
            return self.tree.sentence.forms[last] not in self.titles
        rest = self.tree.sentence.forms[last][-left:] if left > 1 else ""
        known = match.kind in (CAPITAL, PLACE, PERSON) and self.grammar.titles == "behind"
        strange = bool(rest) and rest not in self.titles
        return known and strange and self.tree.sentence.upos[last] == "PROPN"

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

    def participant(self, match: NameMatch, first: int, last: int) -> Participant:
        """Whom a name stands for that is written from the first to the last token."""
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
        for user in self.index.users:
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
