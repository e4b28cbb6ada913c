"""A language pack: everything that Dragoman knows of one language, loaded from its folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.actors.names_file import NamesFile, load_names
from dragoman.data import Entry, load_yaml
from dragoman.errors import LanguageError
from dragoman.languages.agents import AgentEntry, load_agents
from dragoman.languages.expressions import Expression, load_expressions
from dragoman.languages.grammar import Grammar, load_grammar
from dragoman.languages.morphology import Morphology, load_morphology
from dragoman.languages.topics import load_contexts
from dragoman.model import Sentence
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    from dragoman.languages.clauses import ClauseRules

FOLDER = Path(__file__).parent
FILE = "pack.yaml"
_FOREIGN_NAMES = 3
"""So many different names spelt like foreign ones are not met in a story of the own country that
names no place."""


class PackInfo(Entry):
    """A pack's pack.yaml: name, the engine that parses it (a name of `parsing`), the maintainer,
    the licence of the model it ships, and the modules that the engine `needs` beyond Dragoman's
    own, which the extra named like the pack installs. `home`: the country in whose press alone the
    language is written, and which that press means by "the government" wherever it reports from;
    `own`: a pattern of how that press names officials of its own country and no others, `abroad`
    of what stands only in stories from abroad, `foreign` of how a foreign name is spelt.
    `by_own`: the language is also written of other countries without naming them (in translation),
    so only what `own` matches, in a story without a dateline that is known, tells of the home."""

    name: str
    engine: str
    model: str | None = None
    model_licence: str | None = None
    maintainer: str = "The Dragoman team"
    needs: tuple[str, ...] = ()
    home: str | None = None
    own: str | None = None
    abroad: str | None = None
    foreign: str | None = None
    by_own: bool = False

    def is_abroad(self, texts: Sequence[str], sentences: Sequence[Sentence]) -> bool:
        """Whether a story of these paragraphs and sentences, which names no place that is known,
        must play abroad."""
        if self.abroad and any(re.search(self.abroad, text) for text in texts):
            return True
        if self.foreign is None:
            return False
        spelt = re.compile(self.foreign)
        names = {
            form
            for sentence in sentences
            for form, upos in zip(sentence.forms, sentence.upos, strict=True)
            if upos == "PROPN" and spelt.fullmatch(form)
        }
        return len(names) >= _FOREIGN_NAMES


@dataclass(frozen=True)
class Pack:
    """One language, its parts read from disk when first asked for.

    Every part raises a DataError that names file and line if its file is wrong.
    """

    code: str
    folder: Path
    info: PackInfo

    @property
    def missing(self) -> str | None:
        """What is not installed that the pack needs, and how to install it; None if all is."""
        gone = [module for module in self.info.needs if find_spec(module) is None]
        if not gone:
            return None
        return (
            f"{self.info.name} needs {' and '.join(gone)}, not installed here;"
            f" 'pip install \"dragoman[{self.code}]\"' brings it"
        )

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """How the language expresses acts."""
        return load_expressions(self.folder / "acts")

    @cached_property
    def agents(self) -> tuple[AgentEntry, ...]:
        """Role nouns, titles and organs."""
        return load_agents(self.folder / "agents.yaml")

    @cached_property
    def grammar(self) -> Grammar:
        """Negation, modality, reporting, pronouns."""
        return load_grammar(self.folder / "grammar.yaml")

    @cached_property
    def names(self) -> NamesFile:
        """How the language writes the actors."""
        return load_names(self.folder / "names.yaml")

    @cached_property
    def morphology(self) -> Morphology:
        """From a form in the text to the citation form in the lexicon."""
        return Morphology(load_morphology(self.folder / "morphology.yaml"), self.vocabulary())

    @cached_property
    def clauses(self) -> ClauseRules:
        """How particles and endings make clauses, for the engines that go by them."""
        from dragoman.languages.clauses import load_clauses

        return load_clauses(self.folder / "clauses.yaml")

    @cached_property
    def contexts(self) -> dict[str, tuple[str, ...]]:
        """Context → phrases that show it; none where the pack has no such file."""
        if not (self.folder / "contexts.yaml").exists():
            return {}
        return load_contexts(self.folder / "contexts.yaml", load_ontology().contexts)

    def vocabulary(self) -> dict[str, frozenset[str]]:
        """All words of the pack in citation form, by class: verb, noun, adj.

        Words that stand only beside others (further words of a phrase, conditions, contexts) are
        taken for nouns unless they are verbs of the lexicon.
        """
        words: dict[str, set[str]] = {"verb": set(), "noun": set(), "adj": set()}
        weak: set[str] = set()
        for one in self.expressions:
            for phrase in one.words:
                first, *rest = phrase.split()
                if one.kind == "verb":
                    words["verb"].add(first)
                    weak.update(rest)
                else:
                    own, behind = _before_infinitive(phrase.split(), self.grammar.infinitive)
                    words[one.kind].update(own)
                    weak.update(behind)
            for phrase in (*one.object, *one.subject):
                words["noun"].update(w for w in phrase.split() if not w.startswith("@"))
            for phrases in (one.unless_object, one.unless_subject, *one.with_.values(),
                            *one.unless_with.values()):  # fmt: skip
                for phrase in phrases:
                    weak.update(w for w in phrase.split() if not w.startswith("@"))
        for agent in self.agents:
            for phrase in agent.words:
                words["noun"].update(phrase.split())
        grammar = self.grammar
        words["verb"].update(v.split()[0] for v in grammar.reporting.verbs)
        for marked in (grammar.future, grammar.hypothetical, grammar.historical):
            words["verb"].update(v.split()[0] for v in marked.governors)
        for topics in self.contexts.values():
            weak.update(word for phrase in topics for word in phrase.split())
        for nouns in (grammar.through, grammar.counterpart, grammar.reporting.nouns):
            words["noun"].update(nouns)
        words["noun"] |= weak - words["verb"]
        return {kind: frozenset(found) for kind, found in words.items()}


def _before_infinitive(
    words: Sequence[str], infinitive: Collection[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a phrase up to an infinitive in it, and those of it ("threat to withdraw")."""
    at = next((i for i, word in enumerate(words) if word in infinitive), len(words))
    return words[:at], words[at:]


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of all packs on disk, sorted."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


@lru_cache(maxsize=16)
def load_pack(code: str, folder: Path = FOLDER) -> Pack:
    """The pack of a language; kept for the life of the process.

    Raises:
        LanguageError: there is no such pack.
        DataError: its pack.yaml is wrong.
    """
    path = folder / code / FILE
    if not path.exists():
        known = ", ".join(available(folder)) or "none"
        raise LanguageError(f"there is no language pack '{code}'; at hand: {known}")
    return Pack(code, path.parent, load_yaml(path, PackInfo))
