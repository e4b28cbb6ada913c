"""A pack's expressions and agents, indexed so that a sentence finds its candidates quickly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.coding.tree import units
from dragoman.coding.words.phrases import PhraseTable
from dragoman.languages.agents import AgentEntry
from dragoman.languages.expressions import CLASSES, Expression
from dragoman.languages.grammar import Grammar
from dragoman.languages.morphology import Morphology

Rest = tuple[str, ...]


class VerbEntry(NamedTuple):
    """An expression with a verb: the further units of its phrase, and its place in the pack."""

    rest: Rest
    expression: Expression
    place: int


@dataclass(slots=True)
class VerbEntries:
    """The entries of one verb: those without further units (`bare`), the others by the first of
    these. Of the bare ones, those that ask no more of the object than that one of some words heads
    it are also listed by these words, and the rest of them as `open`."""

    bare: list[VerbEntry] = field(default_factory=list)
    behind: dict[str, list[VerbEntry]] = field(default_factory=dict)
    open: list[VerbEntry] = field(default_factory=list)
    named: dict[str, list[VerbEntry]] = field(default_factory=dict)

    def add(self, entry: VerbEntry) -> None:
        if entry.rest:
            self.behind.setdefault(entry.rest[0], []).append(entry)
            return
        self.bare.append(entry)
        objects = entry.expression.object
        if not objects or objects & CLASSES:
            self.open.append(entry)
        else:
            for word in objects:
                self.named.setdefault(word, []).append(entry)

    def among(self, words: Iterable[str]) -> list[VerbEntry]:
        """The entries whose next unit is one of the words."""
        return [e for word in words for e in self.behind.get(word, ())]

    def with_object(self, words: Iterable[str]) -> list[VerbEntry]:
        """The bare entries that may fit a verb whose object one of the words heads."""
        found = {e.place: e for word in words for e in self.named.get(word, ())}
        return [*self.open, *found.values()]


NO_ENTRIES = VerbEntries()


class Lexicon:
    """What words of a language may express acts or name agents.

    `verbs`: first unit of a verb phrase → its entries;
    `nouns`, `adjectives`: phrase → expressions with their places; `noun_of_act`: act → its nouns;
    `agents`: phrase → entry; `table` finds all phrases, those of `topics` too.
    """

    def __init__(
        self,
        expressions: Iterable[Expression],
        agents: Iterable[AgentEntry],
        grammar: Grammar,
        morphology: Morphology,
        topics: Iterable[str] = (),
    ) -> None:
        self.verbs: dict[str, VerbEntries] = {}
        self.nouns: dict[str, list[tuple[Expression, int]]] = {}
        self.adjectives: dict[str, list[tuple[Expression, int]]] = {}
        self.agents: dict[str, AgentEntry] = {}
        self.noun_of_act: dict[str, list[Expression]] = {}
        words: set[str] = set(topics)
        for place, one in enumerate(expressions):
            for phrase in one.words:
                if one.kind == "verb":
                    verb, _, further = phrase.partition(" ")
                    for first in morphology.spellings(verb):
                        entry = VerbEntry(units(further), one, place)
                        self.verbs.setdefault(first, VerbEntries()).add(entry)
                elif one.kind == "noun":
                    self.nouns.setdefault(phrase, []).append((one, place))
                    words.add(phrase)
                    listed = self.noun_of_act.setdefault(one.act, [])
                    if one not in listed[-1:]:
                        listed.append(one)
                else:
                    self.adjectives.setdefault(phrase, []).append((one, place))
                    words.add(phrase)
            words.update(one.object, one.subject, one.unless_object, one.unless_subject)
            words.update(one.modifier, one.unless_modifier, one.unless_particle)
            for table in (one.with_, one.unless_with):
                for nouns in table.values():
                    words.update(nouns)
        for agent in agents:
            for phrase in agent.words:
                self.agents.setdefault(phrase, agent)
                words.add(phrase)
        sides = grammar.sides
        self.sides = frozenset((*sides.words, *sides.countries, *sides.other))
        words.update(self.sides)
        written = {w: spelt(w, morphology) for w in words if not w.startswith("@")}
        self.table = PhraseTable(written, head_last=grammar.modifiers == "before")


def spelt(phrase: str, morphology: Morphology) -> tuple[str, ...]:
    """A phrase in all spellings of its words that mean the same, itself first; where several of
    its words have others, one is varied at a time."""
    words = phrase.split(" ")
    found = {phrase: None}
    for at, word in enumerate(words):
        for other in morphology.spellings(word):
            if other != word.lower():
                found[" ".join((*words[:at], other, *words[at + 1 :]))] = None
    return tuple(found)
