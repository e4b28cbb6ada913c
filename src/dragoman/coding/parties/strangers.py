"""People whom no actor file knows.

A name counts as a person's by a title or form of address before it, a given name that people of the
actor files bear, an office put beside it, or because the story named that person before. Whom such
a name stands for is what the story says of him: the title's sector and country, else a civilian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PERSON, PLACE
from dragoman.actors.registry import OUT_OF_OFFICE, Actors
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.coding.parties.places import land_of_city
from dragoman.coding.parties.set_off import is_set_off
from dragoman.coding.tree import Tree
from dragoman.model import Participant

STRANGER = "a name that no file knows"
PRIVATE_PERSON = "CVL"
_FAR = 5
_CROWDS = frozenset({PRIVATE_PERSON, "OPP", "REF", "LAB", "AGR"})
"""Sectors of agent nouns that are no titles: the name before them is of a place (파주 주민)."""
_TOP = 2
_OWNERS = frozenset({BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PLACE})
_AGES = range(10, 100)
_SYLLABIC = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_NAME = 4
"""So many such letters are hardly a common noun before a title or form of address."""
_BLOCKS = re.compile("[\uac00-\ud7a3]{2,}(?: [\uac00-\ud7a3]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")
_DOTS = frozenset({"・", "＝", "="})
_PARTING = re.compile("[・＝= ]")


def given_names(actors: Actors) -> Mapping[str, str | None]:
    """The given names of the persons in the actor files → their gender, None where both bear it."""
    found: dict[str, str | None] = {}
    for person in actors.persons.values():
        for name in (person.name, *person.also):
            words = name.split()
            if len(words) < 2 or words[0] == person.family or len(words[0]) < 3:
                continue
            same = found.setdefault(words[0], person.gender) == person.gender
            found[words[0]] = person.gender if same else None
    return found


def with_strangers(
    tree: Tree,
    mentions: Mentions,
    memory: Memory,
    given: Mapping[str, str | None],
) -> Mentions:
    """The mentions of a sentence and those of the people in it whom no file knows; `given` are the
    given names."""
    return _Search(tree, mentions, memory, given).run()


class _Search:
    def __init__(
        self, tree: Tree, mentions: Mentions, memory: Memory, given: Mapping[str, str | None]
    ) -> None:
        self.tree, self.grammar = tree, tree.grammar
        self.memory, self.actors, self.given = memory, memory.actors, given
        self.mentions = self._recalled(mentions)

    def run(self) -> Mentions:
        found: list[Mention] = []
        replaced: set[int] = set()
        for first, last in self._names():
            one = self._person(first, last, replaced)
            if one is not None:
                found.append(one)
                replaced.update(id(m) for t in range(first, last + 1) for m in self.mentions.at(t))
        if self.grammar.titles == "behind":
            for first, last in self._syllabic():
                one = self._foreigner(first, last)
                if one is not None:
                    found.append(one)
                    replaced.update(
                        id(m) for t in range(one.first, one.last + 1) for m in self.mentions.at(t)
                    )
            taken = {t for one in found for t in range(one.first, one.last + 1)}
            found += [one for one in self._addressed() if one.head not in taken]
            found += self._lone() if self.memory.by_initial else ()
        if not found:
            return self.mentions
        return Mentions([*(m for m in self.mentions.all if id(m) not in replaced), *found])

    def _lone(self) -> Iterator[Mention]:
        """Somebody whom the story has named in full, by a surname of one character (金 after
        金正恩); a noun that is part of a longer one or has parts is no name."""
        tree = self.tree
        for token in range(tree.size):
            form = tree.sentence.forms[token]
            if _HAN.fullmatch(form) is None or self.mentions.at(token):
                continue
            known = self.memory.by_initial.get(form)
            if known is None or tree.sentence.upos[token] not in ("NOUN", "PROPN"):
                continue
            part = tree.base[token] in ("compound", "flat") and not tree.cases(token)
            if part or not tree.cases(token) or tree.with_rel(token, "compound", "nummod", "acl"):
                continue
            own = tree.sentence.span(token, token)
            one = replace(known, text=form, span=own, why=f"{known.why}; named before")
            yield Mention(token, token, token, PERSON, (one,))

    def _recalled(self, mentions: Mentions) -> Mentions:
        """The mentions, those of whom the files know several by a surname and title as the one that
        the story has named."""
        found, changed = list(mentions.all), False
        for at, mention in enumerate(found):
            match = mention.match
            if mention.kind != PERSON or mention.partial or match is None:
                continue
            if not match.partial or len(match.candidates) < 2 or len(mention.participants) != 1:
                continue
            known = next(filter(None, map(self.memory.person, match.candidates)), None)
            if known is not None:
                own = mention.participants[0]
                why = f"{known.why}; named before"
                one = replace(known, text=own.text, span=own.span, why=why)
                found[at] = replace(mention, participants=(one,), open=False)
                changed = True
        return Mentions(found) if changed else mentions

    def _names(self) -> Iterator[tuple[int, int]]:
        """Runs of capitalised proper nouns that are no name of the files."""
        tree = self.tree
        first = None
        for token in range(tree.size + 1):
            if token < tree.size and self._may_be_name(token):
                first = token if first is None else first
                continue
            if first is not None:
                while first < token - 1 and tree.lower[first] in self.grammar.address:
                    first += 1
                if tree.lower[first] not in self.grammar.address:
                    yield first, token - 1
            first = None

    def _may_be_name(self, token: int) -> bool:
        tree, form = self.tree, self.tree.sentence.forms[token]
        if not form[:1].isupper() or (form.isupper() and len(form) > 2):
            return False
        mentions = self.mentions.at(token)
        if mentions:
            return all(m.kind == PERSON and m.first == m.last == token for m in mentions)
        return (
            tree.sentence.upos[token] == "PROPN"
            or self._is_misread(token)
            or self._goes_with_name(token)
        )

    def _syllabic(self) -> Iterator[tuple[int, int]]:
        """Runs of words in letters that stand for sounds and are kept for foreign names, with the
        dots within names."""
        tree, first = self.tree, None
        for token in range(tree.size + 1):
            form = tree.sentence.forms[token] if token < tree.size else ""
            if _SYLLABIC.fullmatch(form) or self._is_name_in_blocks(token):
                first = token if first is None else first
            elif form not in _DOTS and first is not None:
                yield first, token - (2 if tree.sentence.forms[token - 1] in _DOTS else 1)
                first = None

    def _is_name_in_blocks(self, token: int) -> bool:
        """Whether the token is a proper noun in Hangul that no file knows; native words are written
        in those letters, too."""
        tree = self.tree
        return (
            token < tree.size
            and tree.sentence.upos[token] == "PROPN"
            and _BLOCKS.fullmatch(tree.sentence.forms[token]) is not None
            and not self.mentions.at(token)
        )

    def _addressed(self) -> Iterator[Mention]:
        """Names, initials or the like with a form of address behind them (A씨, 김모 씨)."""
        tree = self.tree
        for token in range(1, tree.size):
            if tree.lower[token] not in self.grammar.address or self.mentions.at(token):
                continue
            parts = [c for c in tree.with_rel(token, "compound") if c < token]
            if not parts or any(self.mentions.at(c) for c in parts):
                continue
            if tree.sentence.upos[parts[-1]] not in ("PROPN", "PRON"):
                continue
            first = parts[0]
            while first and tree.head(first - 1) == first and not self.mentions.at(first - 1):
                first -= 1
            text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[token][1]]
            span = tree.sentence.span(first, token)
            why = f"'{text}': {STRANGER}"
            one = Participant(None, PRIVATE_PERSON, text, span, entity=f"?{text}", why=why)
            yield Mention(first, token, token, PERSON, (one,), stranger=text)

    def _bears_trade(self, first: int) -> bool:
        """Whether an office or trade stands right before a name in Hangul, in one compound with
        it."""
        tree, stated = self.tree, self._stated(first)
        return (
            stated is not None
            and stated.head == first - 1
            and tree.base[stated.head] == "compound"
            and tree.head(stated.head) >= first
            and self._is_name_in_blocks(first)
        )

    def _takes_part(self, head: int) -> bool:
        """Whether a name of several words in letters that also write places and firms is somebody
        who does or suffers something."""
        return self.tree.base[head] in ("nsubj", "obj", "dislocated")

    def _foreigner(self, first: int, last: int) -> Mention | None:
        """Somebody with a name in such letters: of several parts, with a title or form of address
        behind, or named in the story before."""
        tree, named = self.tree, self._before_gap(first, last)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[named][1]]
        parts = _PARTING.split(text)
        surname = parts[-1]
        if land_of_city(text) is not None and not self.memory.strangers.get(surname):
            return None
        known = [m for t in range(first, last + 1) for m in self.mentions.at(t)]
        if any(not self._by_surname(m) and m.first <= first for m in known):
            return None
        behind = last + 1
        title = next((m for m in self.mentions.at(behind) if self._is_title(m, behind)), None)
        title = title or self._title_of_country(first, behind)
        addressed = behind < tree.size and tree.lower[behind] in self.grammar.address
        before = self.memory.strangers.get(surname, ())
        if len(parts) == 1 and not before:
            common = tree.sentence.upos[last] != "PROPN" and len(text) < _NAME
            told = title is not None or addressed or self._bears_trade(first)
            if known or common or not told:
                return None
        if len(parts) == 1 and any(
            self._is_in_top_office(m) and not (before and self._may_have_left(m)) for m in known
        ):
            return None
        end = title.last if title is not None else behind if addressed else last
        head = tree.head_of(first, end)
        if title is None and not addressed and head != last:
            return None  # the first part of the name of a thing
        bare = title is None and not before and not addressed and self._stated(first) is None
        if bare and _BLOCKS.fullmatch(text) and not self._takes_part(head):
            return None
        if before and (len(parts) == 1 or title is None):
            own = tree.sentence.span(first, named)
            who = tuple(replace(p, text=text, span=own) for p in before)
            return Mention(first, end, head, PERSON, who, stranger=surname)
        stated = title or self._stated(first)
        one = Participant(None, PRIVATE_PERSON, text, tree.sentence.span(first, named))
        if stated is not None:
            one = replace(stated.participants[0], text=text, span=one.span, name=None)
        if len(parts) > 1 and (gender := self.given.get(parts[0])) is not None:
            self.memory.genders[f"?{text}"] = gender
        one = replace(one, entity=f"?{text}", why=one.why or f"'{text}': {STRANGER}")
        return Mention(
            first,
            end,
            head,
            PERSON,
            (one,),
            agent=stated.agent if stated is not None else None,
            open=stated is not None and stated.open,
            stranger=surname,
        )

    def _before_gap(self, first: int, last: int) -> int:
        """The last token of a name whose parts are joined by dots: what stands behind a blank then
        belongs to the title (グレッグ・クラーク ビジネス相)."""
        tree, dotted = self.tree, False
        for token in range(first + 1, last + 1):
            if dotted and tree.offsets[token][0] > tree.offsets[token - 1][1]:
                return token - 1
            dotted = dotted or tree.sentence.forms[token] in _DOTS
        return last

    def _may_have_left(self, mention: Mention) -> bool:
        """Whether somebody has left every office that the files know of, so that he holds it only
        in a story of no known day."""
        entity = mention.participants[0].entity
        known = self.actors.persons.get(entity or "")
        return known is not None and not any(self.actors.terms_on(known, date.max))

    def _title_of_country(self, first: int, behind: int) -> Mention | None:
        """The title behind a name and what it belongs to (왕원빈 중국 외교부 대변인), in one
        compound."""
        tree = self.tree
        if behind >= tree.size or tree.base[first] not in ("compound", "flat", "nmod"):
            return None
        owned = False
        for at in range(behind, min(tree.size, behind + _FAR)):
            if tree.cases(at - 1) or tree.sentence.upos[at] not in ("PROPN", "NOUN"):
                return None
            for mention in self.mentions.at(at):
                if owned and self._is_title(mention, mention.first) and mention.last == at:
                    return mention if not tree.cases(at - 1) else None
            owned = owned or any(
                m.kind in _OWNERS and m.agent is None for m in self.mentions.at(at)
            )
        return None

    def _by_surname(self, mention: Mention) -> bool:
        """Whether somebody of the files may only be meant because of the surname; one whom the
        story named before is meant where a title or form of address stands."""
        match = mention.match
        if mention.kind != PERSON or match is None or not match.partial:
            return False
        if mention.partial:
            return True
        return all(self.memory.person(c) is None for c in match.candidates or (match.entity_id,))

    @staticmethod
    def _is_title(mention: Mention, at: int) -> bool:
        agent = mention.agent
        return (
            agent is not None
            and agent.person
            and agent.sector not in _CROWDS
            and mention.first == at
            and mention.match is None
        )

    def _is_owner(self, title: Mention, at: int) -> bool:
        """Whether a surname that is known is that of whose friend, supporter or lawyer one is,
        right behind the noun where owners stand there ("pendukung Duterte")."""
        grammar = self.grammar
        if grammar.modifiers != "behind" or title.last + 1 != at:
            return False
        words = " ".join(self.tree.sentence.lemmas[title.first : at])
        if words not in grammar.relatives and words not in grammar.following:
            return False
        return any(m.kind == PERSON and m.partial for m in self.mentions.at(at))

    def _stated(self, first: int) -> Mention | None:
        """The office or trade that stands before a name ("the chairman, X"; "the chairman X")."""
        tree = self.tree
        at = first - 1
        if at > 0 and (tree.base[at] == "punct" or tree.marked(tree.head(at), self.grammar.owner)):
            at -= 1
        if at > 0 and tree.base[at] == "cop" and tree.sentence.deprels[at - 1] == "acl:relcl":
            at -= 1  # "X, who is an opposition leader" in front of the name (야당 지도자인 X)
        for mention in self.mentions.at(at) if at >= 0 else ():
            if mention.last == at and mention.agent is not None and mention.agent.person:
                return mention
        return None

    def _goes_with_name(self, token: int) -> bool:
        """Whether a capitalised word that is no proper noun to the parser is known for a name, or
        makes one with the proper noun behind it."""
        tree, form = self.tree, self.tree.sentence.forms[token]
        if tree.sentence.upos[token] not in ("NOUN", "ADJ", "X", "VERB"):
            return False
        if token and (form in self.given or self.memory.strangers.get(form)):
            return True
        behind = token + 1
        return (
            behind < tree.size
            and tree.sentence.upos[behind] == "PROPN"
            and tree.base[token] in ("compound", "flat", "nmod")
            and tree.head(token) == behind
            and not self.mentions.at(behind)
            and (
                form in self.given
                or (token == 0 and behind + 1 < tree.size and tree.lower[behind + 1] == ",")
            )
        )

    def _is_misread(self, token: int) -> bool:
        """Whether a first word that the parser takes for the verb of its surname stands where only
        a noun can ("Grant Lee, the son of …, was arrested")."""
        tree = self.tree
        surname = any(m.kind == PERSON and m.partial for m in self.mentions.at(token + 1))
        if not surname or tree.sentence.upos[token] not in ("VERB", "NOUN", "ADJ", "AUX"):
            return False
        if tree.base[token] in ("nsubj", "obj", "obl"):
            return True
        roots = [t for t in range(tree.size) if tree.is_root(t)]
        return token > 0 and all(tree.sentence.forms[t][:1].islower() for t in roots)

    def _person(self, first: int, last: int, replaced: set[int]) -> Mention | None:
        tree, forms = self.tree, self.tree.sentence.forms
        head = tree.head_of(first, last)
        words = forms[first : last + 1]
        full = " ".join(words)
        before = self.memory.strangers.get(words[-1], ())
        if first == last and not before:
            known_before = self.memory.of_family(words[-1])
            before = (known_before,) if known_before is not None else ()
        if first == last and any(not m.partial for m in self.mentions.at(last)):
            return None
        if any(
            m.partial
            and self._is_in_top_office(m)
            and not (before and first == last and self._may_have_left(m))
            for m in self.mentions.at(last)
        ):
            return None
        title = self._title(first, last)
        if title is not None and self._is_owner(title, first):
            return None
        if title is not None and title.match is None:
            replaced.add(id(title))
            self.memory.stranger(words[-1])
            return self._titled(title, first, last, head, full)
        apposed = self._apposed(head, last) if last > first else None
        known = last > first and (words[0] in self.given or self._is_kin(words[-1]))
        if known and apposed is None and self._is_thing(first):
            return None
        addressed = first > 0 and tree.lower[first - 1] in self.grammar.address
        if not (before or known or addressed or apposed or (last > first and self._speaks(head))):
            return None
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        span = tree.sentence.span(first, last)
        if before and not (apposed and before[0].sector == PRIVATE_PERSON):
            who = tuple(replace(p, text=text, span=span) for p in before)
            return Mention(first, last, head, PERSON, who, stranger=words[-1])
        if any(self.mentions.at(t) for t in range(first, last + 1)) and not known and not apposed:
            return None
        one = Participant(
            None, PRIVATE_PERSON, text, span, entity=f"?{full}", why=f"'{full}': {STRANGER}"
        )
        who = (one,)
        if apposed is not None:
            who = tuple(
                replace(p, text=text, span=span, name=None, entity=one.entity)
                for p in apposed.participants[:1]
            )
        self._note(words)
        agent = apposed.agent if apposed is not None else None
        is_open = apposed is not None and apposed.open
        return Mention(
            first, last, head, PERSON, who, agent=agent, open=is_open, stranger=words[-1]
        )

    def _is_thing(self, first: int) -> bool:
        """Whether an article stands before the words, as it does before no person's name ("the
        Jordan Boycott Act")."""
        before, grammar = first - 1, self.grammar
        return (
            grammar.modifiers == "before"
            and before >= 0
            and self.tree.lower[before] in grammar.definite
        )

    def _titled(self, title: Mention, first: int, last: int, head: int, full: str) -> Mention:
        """A name behind the noun of an office, which says what its bearer is."""
        tree = self.tree
        self._note(tree.sentence.forms[first : last + 1])
        surname = tree.sentence.forms[last]
        outer = head if tree.under(title.head, head) else title.head
        first, last = min(first, title.first), max(last, title.last)
        text = tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        span = tree.sentence.span(first, last)
        who = tuple(
            replace(p, text=text, span=span, name=None, entity=f"?{full}")
            for p in title.participants[:1]
        )
        return replace(
            title, first=first, last=last, head=outer, kind=PERSON, participants=who,
            stranger=surname,
        )  # fmt: skip

    def _note(self, words: tuple[str, ...] | list[str]) -> None:
        gender = self.given.get(words[0])
        if gender is not None and len(words) > 1:
            self.memory.genders[f"?{' '.join(words)}"] = gender

    def _title(self, first: int, last: int) -> Mention | None:
        """The noun of an office or trade right before the name, or behind it ("Jane Doe MP")."""
        at = first - (2 if is_set_off(self.tree, first, last) else 1)
        if at > 0 and self.grammar.modifiers == "behind":
            at = min((m.first - 1 for m in self.mentions.at(at) if m.kind in _OWNERS), default=at)
        for mention in self.mentions.at(at) if at >= 0 else ():
            if mention.agent is not None and mention.agent.person and mention.last == at:
                return mention
        for mention in self.mentions.at(last + 1) if last > first else ():
            capital = self.tree.sentence.forms[last + 1].isupper()
            if capital and mention.agent is not None and mention.agent.person:
                return mention
        return None

    def _apposed(self, head: int, last: int) -> Mention | None:
        """The office or trade that an apposition to the name states ("X, an official of …")."""
        tree = self.tree
        beside = tree.with_rel(head, "appos")
        if tree.lower[last + 1 : last + 2] == [","]:
            behind = range(last + 2, min(last + 5, tree.size))
            listed = any(tree.with_rel(t, "cc") for t in tree.with_rel(head, "conj"))
            beside += [
                t
                for t in behind
                if tree.base[t] == "appos"
                or (tree.base[t] == "conj" and tree.head(t) == head and not listed)
            ]
        for child in beside:
            for mention in self.mentions.at(child):
                one = mention.agent is not None and (
                    mention.agent.person or mention.agent.sector == PRIVATE_PERSON
                )
                if one and mention.head == child:
                    return mention
        return None

    def _is_kin(self, surname: str) -> bool:
        """Whether somebody of the files with this surname is named here or was before, so that
        another first name before it is a relative's."""
        families = {
            person.family
            for mention in self.mentions.all
            if mention.kind == PERSON and not mention.partial
            for one in mention.participants
            if (person := self.actors.persons.get(one.entity or "")) is not None
        }
        return surname in families or self.memory.knows_family(surname)

    def _speaks(self, head: int) -> bool:
        """Whether the name is of somebody who says something or whose age is given."""
        tree = self.tree
        verb = tree.head(head)
        if tree.base[head] == "nsubj" and (
            tree.sentence.lemmas[verb] in self.grammar.reporting.verbs
        ):
            return True
        aged = tree.with_rel(head, "nummod", "appos")
        return any(
            tree.lower[c].isdigit() and int(tree.lower[c]) in _AGES and tree.lower[c - 1] == ","
            for c in aged
        )

    def _is_in_top_office(self, mention: Mention) -> bool:
        """Whether a surname is that of the head of a state or government in the files."""
        match = mention.match
        if match is None or len(match.candidates) != 1:
            return False
        one = mention.participants[0]
        office = self.actors.offices.get(one.office or "")
        return office is not None and office.rank <= _TOP and one.sector != OUT_OF_OFFICE


def is_stranger(one: Participant) -> bool:
    """Whether a participant is only known by the name that the story gives."""
    return (one.entity or "").startswith("?")
