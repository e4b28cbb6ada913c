"""The names that say whose an agent noun is ("French police", "lawmakers in Chile")."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, DEMONYM, GROUP, PEOPLE, PERSON, PLACE
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.spotting.names import Names
from dragoman.coding.tree import Tree
from dragoman.coding.words.phrases import PhraseMatch
from dragoman.languages.agents import AgentEntry
from dragoman.languages.grammar import Grammar

_OWNERS = frozenset({COUNTRY, DEMONYM, CAPITAL, PLACE, PEOPLE, BODY, GROUP})
_GROUNDS = frozenset({COUNTRY, PLACE})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINTS = frozenset({",", "-", "–", "/", "&", "、", "・", "·", "ㆍ"})
_TIES = frozenset({"-", "·", "・", "ㆍ", "‧", "∙"})
_FAR = 3
_GOVERNMENT = "government"


class Owners:
    """Looks among the names of one sentence for the owners of its agent nouns.

    Args:
        agents: agent phrase (citation form) → entry.
        titles: the words of all these phrases.
    """

    def __init__(
        self,
        grammar: Grammar,
        agents: Mapping[str, AgentEntry],
        titles: Collection[str],
        tree: Tree,
        names: Names,
    ) -> None:
        self.grammar, self.agents, self.titles = grammar, agents, titles
        self.tree, self.names = tree, names
        self.before = grammar.modifiers == "before"

    def of(self, match: PhraseMatch) -> list[Mention]:
        """The names that say whose the agent is."""
        if match.phrase in self.grammar.others:  # "Kenya's neighbours" are not, "NATO allies" are
            return self._adjacent_before(match, only=(BODY,)) if self.before else []
        found = self._adjacent_before(match) if self.before else self._adjacent_behind(match)
        found = found or self._head_of(match)
        if found:
            return found
        possessed = self._is_possessed(match)
        for token in range(match.first, match.last + 1):
            for child in self.tree.children[token]:
                if match.first <= child <= match.last:
                    continue
                if possessed and child > match.last:
                    continue  # "its troops in Syria" are not Syria's
                found += self._owning(child)
        found = found or self._before_named(match)
        if len(found) == 1 and self.before and found[0].first > match.last:
            found += self._listed(match, found[0])
        if not found and not self.before:
            found = self._adjacent_before(match, only=(BODY, GROUP, COUNTRY))
        return found

    def _before_named(self, match: PhraseMatch) -> list[Mention]:
        """Whose a title is that stands before a name, on which its genitive hangs (케냐의 외무장관
        알프레드 무투아)."""
        tree, name = self.tree, self.tree.head(match.head)
        if self.grammar.titles != "behind" or tree.base[match.head] != "compound":
            return []
        if name <= match.last or tree.sentence.upos[match.last + 1] != "PROPN":
            return []
        return [
            one
            for child in tree.with_rel(name, "nmod")
            if child < match.first and match.first - 1 in tree.with_rel(child, "case")
            for one in self._owning(child)
        ]

    def _head_of(self, match: PhraseMatch) -> list[Mention]:
        """The person by whose name a government goes, right before it (네타냐후 내각)."""
        agent = self.agents[match.phrase]
        regime = match.phrase in self.grammar.of_others
        if self.grammar.titles != "behind" or not (agent.organ == _GOVERNMENT or regime):
            return []
        return [
            name
            for name in self.names.ending.get(match.first - 1, ())
            if name.kind == PERSON and name.participants[0].code is not None
        ]

    def _is_possessed(self, match: PhraseMatch) -> bool:
        """Whether a pronoun beside it says whose the agent is ("its troops", pasukannya)."""
        tree = self.tree
        return any(
            tree.base[c] == "nmod"
            and tree.sentence.upos[c] == "PRON"
            and (c < match.first if self.before else c == match.last + 1)
            for t in range(match.first, match.last + 1)
            for c in tree.children[t]
        )

    def _listed(self, match: PhraseMatch, name: Mention) -> list[Mention]:
        """The countries that a plural shares in a list behind it ("the ministers of Japan, the
        United States and South Korea"), whose members parsers often hang elsewhere."""
        tree, at = self.tree, name.last + 1
        if name.kind != COUNTRY or "Number=Plur" not in tree.sentence.feats[match.head]:
            return []
        found: list[Mention] = []
        joint = last = False
        while at < tree.size and not (last and found and not joint):
            pos = tree.sentence.upos[at]
            names = [n for n in self.names.starting.get(at, ()) if n.kind == COUNTRY]
            if names and joint:
                found.append(names[0])
                at, joint = names[0].last + 1, False
            elif tree.lower[at] in _JOINTS or pos in ("CCONJ", "DET"):
                joint, last = True, last or pos == "CCONJ"
                at += 1
            else:
                break
        return found if last and not joint else []

    def _owning(self, child: int) -> list[Mention]:
        base = self.tree.base[child]
        cases = self.tree.cases(child)
        if base not in ("nmod", "amod", "compound", "obl", "det", "flat", "appos"):
            return []
        if base == "appos" and self.before:
            return []
        if cases and not any(case in self.grammar.belonging for case in cases):
            return []
        if base == "obl" and not cases:
            return []
        found: list[Mention] = []
        for one in self.tree.conjuncts(child):
            names = self.names.covering.get(one, ())
            found += [n for n in names if n.kind in _OWNERS and n.head == one]
            if not found and one == child:
                thing = self.before and not self.grammar.chaining  # not the three of 日米韓３カ国
                thing = thing and self.tree.sentence.lemmas[one].lower() not in self.titles
                inner = self.tree.with_rel(one, "compound", "nmod:poss") if thing else []
                for token in (one, *inner):  # "the governor of Chile's Biobio region"
                    names = self.names.covering.get(token, ())
                    fit = _OWNERS if token == one else _GROUNDS
                    found += [n for n in names if n.kind in fit and not found]
        return self._run(found)

    def _run(self, names: list[Mention]) -> list[Mention]:
        """Countries with those that stand right before them without a gap ("日米韓の外相")."""
        found = list(names)
        for name in names:
            at = name
            while at.kind == COUNTRY and at.match is not None:
                start = at.match.start
                before = [
                    n
                    for n in self.names.all
                    if n.kind in (COUNTRY, BODY) and n.match is not None and n.match.end == start
                ]
                if not before or before[0] in found:
                    break
                at = before[0]
                found.insert(found.index(name), at)
        return found

    def _adjacent_before(
        self, match: PhraseMatch, only: tuple[str, ...] | None = None
    ) -> list[Mention]:
        kinds = _OWNERS if only is None else frozenset(only)
        tree, at, skipped = self.tree, match.first - 1, 0
        found: list[Mention] = []
        while at >= 0:
            names = [n for n in self.names.ending.get(at, ()) if n.kind in kinds]
            if names:
                name = names[0]
                if found and not self._shares(name, found[-1], match):
                    break
                found += names
                at, skipped = min(n.first for n in names) - 1, 0
                continue
            word = tree.lower[at]
            if word in _POSSESSIVE or (found and (word in _JOINTS or tree.base[at] == "cc")):
                at -= 1
            elif (
                not found
                and skipped < _FAR
                and tree.sentence.upos[at] in ("ADJ", "NOUN", "PROPN", "VERB", "NUM")
                and at not in self.names.covering
                and tree.under(at, match.head)
                and tree.base[at] in ("amod", "compound", "nmod", "nummod", "det", "flat")
            ):
                at, skipped = at - 1, skipped + 1
            else:
                break
        return found[::-1]

    def _shares(self, name: Mention, later: Mention, match: PhraseMatch) -> bool:
        """Whether a name before another one shares the agent noun with it."""
        tree, first = self.tree, name.head
        if name.kind == CAPITAL and later.kind == COUNTRY and later.first - name.last == 1:
            return False  # where the countries meet
        if later.first - name.last == 1 or tree.lower[later.first - 1] in _TIES:
            return True
        if name.kind == DEMONYM:
            joined = later.first - name.last == 2 and tree.base[name.last + 1] == "cc"
            return later.kind == DEMONYM or (joined and later.kind in (COUNTRY, BODY))
        if self.grammar.titles == "behind":
            while tree.base[first] == "conj":  # the first of a row stands for all of it
                first = tree.head(first)
        head = tree.head(first)
        if head < 0 or first == tree.head(match.head):
            return self._is_last_of_row(first, match)
        return match.first <= head <= match.last and tree.base[first] in (
            "compound", "amod", "nmod", "det",
        )  # fmt: skip

    def _is_last_of_row(self, first: int, match: PhraseMatch) -> bool:
        """Whether the agent noun is several people and the last of a row that countries begin
        ("칠레와 페루, 볼리비아 정상들")."""
        tree, after = self.tree, match.last + 1
        several = after < tree.size and tree.lower[after] in self.grammar.plural
        return several and tree.base[match.head] == "conj" and tree.head(match.head) == first

    def _adjacent_behind(self, match: PhraseMatch) -> list[Mention]:
        tree, at = self.tree, match.last + 1
        found: list[Mention] = []
        if at < tree.size and _is_model(tree.sentence.forms[at]):
            at += 1  # "jet F-15K Korsel"
        while at < tree.size:
            names = [n for n in self.names.starting.get(at, ()) if n.kind in _OWNERS]
            if names:
                if found and not self._continues(found[-1], names[0], match):
                    break
                found += names
                at = max(n.last for n in names) + 1
                continue
            word = tree.lower[at]
            joint = word in _JOINTS or tree.base[at] == "cc"
            if found:
                reach = (1, 2) if joint and tree.base[at + 1 : at + 2] == ["cc"] else (1,)
                follows = (n for step in reach for n in self.names.starting.get(at + step, ()))
                goes_on = joint and any(n.kind in _OWNERS for n in follows)
            else:
                goes_on = word in self.grammar.owner and bool(self.names.starting.get(at + 1))
            if goes_on:
                at += 1
            else:
                break
        return found

    def _continues(self, name: Mention, after: Mention, match: PhraseMatch) -> bool:
        """Whether a country listed behind another one still belongs to the agent noun."""
        if after.kind not in (COUNTRY, CAPITAL, BODY, PLACE):
            return False
        return self.tree.under(after.head, match.head) or after.first - name.last == 1


def _is_model(form: str) -> bool:
    """Whether a word is the name of a type of aircraft, ship or weapon ("F-16")."""
    return form[:1].isupper() and any(map(str.isdigit, form))
