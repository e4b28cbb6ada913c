"""How a language expresses acts: the typed entries of a pack's `acts/*.yaml`.

A file has `acts` (act id → entries) and may have `lists` (name → words); an item `$name` of any
word list stands for the words of that list, looked up in the file first, then in `_lists.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, model_validator

from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError

CLASSES = frozenset(
    {"@actor", "@country", "@person", "@place", "@group", "@number-of-people", "@several"}
)
"""Words with @ stand for any mention of a class instead of a written word."""

FUNCTIONS = frozenset({"subject", "object", "iobject", "complement", "owner", "modifier", "by"})
"""Role places that are no prepositions. `owner` is a genitive ("Japan's", "of Japan", a noun
directly behind in Indonesian), `modifier` an adjective or noun before, `by` the agent phrase."""

DEFAULT_ACTOR: dict[str, tuple[str, ...]] = {
    "verb": ("subject",),
    "adj": ("subject",),
    "noun": ("by", "owner", "modifier"),
}
DEFAULT_RECIPIENT: dict[str, tuple[str, ...]] = {"verb": ("object",), "adj": (), "noun": ()}
"""Where the roles stand if an entry does not say."""

LISTS = "_lists.yaml"


class Unless(Entry):
    """What must not stand there; any one of these keeps the entry from applying."""

    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    with_: dict[str, tuple[str, ...]] = Field(default={}, alias="with")


class ExpressionEntry(Entry):
    """One way to express an act, as written in a pack.

    Exactly one of `verb`, `noun`, `adj` gives the words (citation forms; of a phrase with a verb
    the verb stands first). `object`, `subject`, `with` (preposition → nouns) and `modifier` (a word
    such as "jointly" on the verb or its noun) must be there, `unless` must not. `negated`: only
    where it is denied, which then is no negation of the act ("would not hesitate to"). `actor` and
    `recipient` say where the roles stand, the first that is filled counts:
    a preposition or one of `FUNCTIONS`; left out, the places of `DEFAULT_ACTOR` and
    `DEFAULT_RECIPIENT` count, and `[]` means nowhere. `mutual`: both sides act. `voice: passive`:
    only in the passive. `confidence` is between 0 and 1.
    """

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adj: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    with_: dict[str, tuple[str, ...]] = Field(default={}, alias="with")
    modifier: tuple[str, ...] = ()
    negated: bool = False
    unless: Unless = Unless()
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    mutual: bool = False
    voice: str | None = Field(default=None, pattern="^(active|passive)$")
    confidence: float = Field(default=0.9, gt=0, le=1)

    @model_validator(mode="after")
    def _one_kind(self) -> ExpressionEntry:
        if sum(bool(words) for words in (self.verb, self.noun, self.adj)) != 1:
            raise ValueError("an entry needs exactly one of verb, noun, adj")
        return self


class ExpressionsFile(Entry):
    lists: dict[str, tuple[str, ...]] = {}
    acts: dict[str, tuple[ExpressionEntry, ...]] = {}


@dataclass(frozen=True, slots=True)
class Expression:
    """An entry with its lists filled in. `kind` is "verb", "noun" or "adj"; `source` file:line."""

    act: str
    kind: str
    words: tuple[str, ...]
    object: frozenset[str]
    subject: frozenset[str]
    with_: Mapping[str, frozenset[str]]
    modifier: frozenset[str]
    negated: bool
    unless_object: frozenset[str]
    unless_subject: frozenset[str]
    unless_modifier: frozenset[str]
    unless_particle: frozenset[str]
    unless_with: Mapping[str, frozenset[str]]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    voice: str | None
    confidence: float
    source: str


def load_expressions(folder: Path) -> tuple[Expression, ...]:
    """All expressions of a pack, in the order of the files' names and of the entries.

    `folder` is the pack's `acts` folder.

    Raises:
        DataError: a file is wrong, a `$list` or an `@class` is unknown; with file and line.
    """
    shared: Mapping[str, tuple[str, ...]] = {}
    if (folder / LISTS).exists():
        shared = load_yaml(folder / LISTS, ExpressionsFile).lists
    found: list[Expression] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name != LISTS:
            found += _expressions(path, shared)
    return tuple(found)


def _expressions(path: Path, shared: Mapping[str, tuple[str, ...]]) -> Iterator[Expression]:
    file = load_yaml(path, ExpressionsFile)
    lists = {**shared, **file.lists}
    lines = entry_lines(path)
    where = f"{path.parent.parent.name}/acts/{path.name}"
    for act, entries in file.acts.items():
        for number, entry in enumerate(entries):
            fill = _Filler(lists, path, ("acts", act, number))
            kind = "verb" if entry.verb else "noun" if entry.noun else "adj"
            yield Expression(
                act=act,
                kind=kind,
                words=fill.words(entry.verb or entry.noun or entry.adj, kind),
                object=frozenset(fill.words(entry.object, "object")),
                subject=frozenset(fill.words(entry.subject, "subject")),
                with_=fill.table(entry.with_, "with"),
                modifier=frozenset(fill.words(entry.modifier, "modifier")),
                negated=entry.negated,
                unless_object=frozenset(fill.words(entry.unless.object, "unless")),
                unless_subject=frozenset(fill.words(entry.unless.subject, "unless")),
                unless_modifier=frozenset(fill.words(entry.unless.modifier, "unless")),
                unless_particle=frozenset(fill.words(entry.unless.particle, "unless")),
                unless_with=fill.table(entry.unless.with_, "unless"),
                actor=entry.actor if entry.actor is not None else DEFAULT_ACTOR[kind],
                recipient=(
                    entry.recipient if entry.recipient is not None else DEFAULT_RECIPIENT[kind]
                ),
                mutual=entry.mutual,
                voice=entry.voice,
                confidence=entry.confidence,
                source=f"{where}:{lines.get((act, number), 0)}",
            )


class _Filler:
    """Fills `$name` items; raises a DataError with the entry's line for what is not known."""

    def __init__(
        self,
        lists: Mapping[str, tuple[str, ...]],
        path: Path,
        loc: tuple[str | int, ...],
    ) -> None:
        self._lists, self._path, self._loc = lists, path, loc

    def words(self, items: tuple[str, ...], key: str) -> tuple[str, ...]:
        out: list[str] = []
        for item in items:
            if item.startswith("$") and len(item) > 1:
                if item[1:] not in self._lists:
                    known = ", ".join(sorted(self._lists))
                    self._fail(f"there is no list '{item}'; known: {known}", key)
                out += self.words(self._lists[item[1:]], key)
            elif item.startswith("@") and item not in CLASSES:
                self._fail(f"'{item}' is no class of mentions; known: {sorted(CLASSES)}", key)
            else:
                out.append(item)
        return tuple(dict.fromkeys(out))

    def table(self, items: Mapping[str, tuple[str, ...]], key: str) -> dict[str, frozenset[str]]:
        return {prep: frozenset(self.words(words, key)) for prep, words in items.items()}

    def _fail(self, message: str, key: str) -> None:
        raise DataError(message, self._path, line_of(self._path, (*self._loc, key)))


def entry_lines(path: Path) -> dict[tuple[str, int], int]:
    """(act id, number of its entry) → line, read off the layout that all packs keep: acts at two
    blanks under `acts:`, entries as `- ` items at four."""
    lines: dict[tuple[str, int], int] = {}
    act, number, inside = "", 0, False
    for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line[0].isspace():
            inside = line.startswith("acts:")
        elif inside and line.startswith("    - "):
            lines[act, number] = at
            number += 1
        elif inside and line.startswith("  ") and line[2:3] not in (" ", "#", ""):
            act, number = line.strip().rstrip(":"), 0
    return lines
