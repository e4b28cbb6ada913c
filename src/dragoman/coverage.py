"""Which words between two actors are in no expression of a pack, by frequency.

For whoever extends a pack: the verbs and nouns on the way through the tree from one actor to
another, in sentences where no expression of the lexicon stands on that way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dragoman.actors.names import CAPITAL, DEMONYM, PLACE
from dragoman.coding.coder import Analysis
from dragoman.coding.pairs.clues import way
from dragoman.coding.parties.memory import Memory
from dragoman.coding.words.lexicon import Lexicon
from dragoman.errors import DragomanError
from dragoman.model import Sentence, Story
from dragoman.reading import SetAside
from dragoman.reading.outcome import SKIPPED

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.pipeline import Pipeline

VERB, NOUN = "verb", "noun"
_KINDS = {"VERB": VERB, "NOUN": NOUN}
_FARTHEST = 8
"""Two actors whose way through the tree is longer have nothing to do with each other."""
_EXAMPLE = 160
_NO_ACTORS = frozenset({DEMONYM, CAPITAL, PLACE})


@dataclass(frozen=True, slots=True)
class MissingWord:
    """A word that joins actors and stands in no expression found there.

    `kind` is verb or noun, `times` in how many sentences it joins two, `stories` in how many
    stories. `listed`: the pack has an expression with the word, but none whose conditions are met
    here. `example` is one sentence, of the story `story`.
    """

    lang: str
    word: str
    kind: str
    times: int
    stories: int
    listed: bool
    example: str
    story: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found: the words, most frequent first; how many sentences have two actors, and in
    how many of them an expression stands between two; what could not be read."""

    words: tuple[MissingWord, ...]
    sentences: int
    joined: int
    set_aside: tuple[SetAside, ...]

    def __rich__(self) -> RenderableType:
        from rich.table import Table
        from rich.text import Text

        from dragoman.interchange.text import printable

        table = Table(pad_edge=False, header_style="bold")
        for name in ("Lang", "Word", "Kind"):
            table.add_column(name)
        for name in ("Times", "Stories"):
            table.add_column(name, justify="right")
        table.add_column("Listed")
        table.add_column("Example", overflow="fold")
        for one in self.words:
            listed = "elsewhere" if one.listed else "no"
            cells = (one.lang, one.word, one.kind, one.times, one.stories, listed, one.example)
            table.add_row(*(Text(printable(str(cell))) for cell in cells))
        return table


@dataclass(slots=True)
class _Tally:
    times: int = 0
    stories: set[str] = field(default_factory=set)
    listed: bool = False
    example: str = ""
    story: str = ""


def coverage(
    pipeline: Pipeline, stories: Iterable[Story | SetAside], limit: int | None = None
) -> Coverage:
    """The missing words of some stories; at most `limit` of them.

    A story that cannot be read is set aside with its reason.
    """
    tallies: dict[tuple[str, str, str], _Tally] = {}
    counts: Counter[str] = Counter()
    aside: list[SetAside] = []
    for story in stories:
        if isinstance(story, SetAside):
            if story.stage != SKIPPED:
                aside.append(story)
            continue
        try:
            _add(pipeline, story, tallies, counts)
        except DragomanError as error:
            aside.append(SetAside(story.origin, "coverage", str(error), story.id))
    words = sorted(
        (
            MissingWord(lang, word, kind, t.times, len(t.stories), t.listed, t.example, t.story)
            for (lang, word, kind), t in tallies.items()
        ),
        key=lambda w: (-w.times, w.lang, w.word, w.kind),
    )
    return Coverage(tuple(words[:limit]), counts["sentences"], counts["joined"], tuple(aside))


def as_record(word: MissingWord) -> dict[str, Any]:
    """The JSON object of a word."""
    return {name: getattr(word, name) for name in MissingWord.__slots__}


def _add(
    pipeline: Pipeline,
    story: Story,
    tallies: dict[tuple[str, str, str], _Tally],
    counts: Counter[str],
) -> None:
    story, passages = pipeline.read(story)
    sentences = pipeline.parse(passages)
    coder = pipeline.coder(sorted({s.lang for s in sentences}))
    memory = Memory(coder.actors)
    for sentence in sentences:
        memory.sentence = sentence.index
        analysis = coder.analyse(sentence, memory, None)
        lexicon = coder.tools[sentence.lang].lexicon
        seen, joined, several = _between(analysis, lexicon)
        counts["sentences"] += several
        counts["joined"] += joined
        for word, kind, listed in seen:
            tally = tallies.setdefault((sentence.lang, word, kind), _Tally())
            tally.times += 1
            tally.stories.add(story.id)
            tally.listed = tally.listed or listed
            if not tally.example:
                tally.example, tally.story = _cut(sentence, word), story.id


def _between(
    analysis: Analysis, lexicon: Lexicon
) -> tuple[list[tuple[str, str, bool]], bool, bool]:
    """The missing words of a sentence, each once; whether an expression stands between two actors;
    whether there are two."""
    scene = analysis.scene
    heads = sorted(
        {
            mention.head
            for mention in scene.mentions.all
            if mention.kind not in _NO_ACTORS and mention.participants
        }
    )
    matched = {
        token
        for trigger in analysis.triggers
        for token in (trigger.head, *trigger.tokens, *trigger.nouns)
    }
    named = {t for m in scene.mentions.all for t in range(m.first, m.last + 1)}
    reporting = scene.grammar.reporting.verbs
    found: dict[tuple[str, str, bool], None] = {}
    joined = False
    for one, other in combinations(heads, 2):
        up, down = way(scene.tree, one, other)
        path = [t for t in (*up, *down) if t not in (one, other)]
        if not path or len(path) > _FARTHEST:
            continue
        if not matched.isdisjoint(path):
            joined = True
            continue
        for token in path:
            kind = _KINDS.get(scene.sentence.upos[token])
            if kind is None or token in named:
                continue
            word = scene.lemmas[token]
            if word in lexicon.agents or word in reporting or scene.passes_through(token):
                continue
            found.setdefault((word, kind, _is_listed(word, lexicon)))
    return list(found), joined, len(heads) > 1


def _is_listed(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.verbs or word in lexicon.nouns or word in lexicon.adjectives


def _cut(sentence: Sentence, word: str) -> str:
    """The sentence, or as much of it around the word as an example needs."""
    text = " ".join(sentence.text.split())
    if len(text) <= _EXAMPLE:
        return text
    at = max(0, text.lower().find(word[:4]) - _EXAMPLE // 2)
    start = min(at, len(text) - _EXAMPLE)
    cut = text[start : start + _EXAMPLE]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXAMPLE < len(text) else ''}"
