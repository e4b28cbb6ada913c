"""The coder: the sentences of one story → reports of acts, with the trace of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from dragoman.actors.name_index import NameIndex
from dragoman.actors.registry import Actors
from dragoman.coding.acts.filling import Roles
from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.findings import Composer
from dragoman.coding.acts.media import told_through
from dragoman.coding.acts.triggers import Trigger, find_triggers
from dragoman.coding.objects import with_objects
from dragoman.coding.pairs.marking import mark
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.homely import of_home
from dragoman.coding.parties.leading import set_leader
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.naming import with_names
from dragoman.coding.parties.places import Places
from dragoman.coding.parties.short_names import note_short_names, with_short_names
from dragoman.coding.parties.spoken import meet_strangers, quoted_by, set_speaker, set_topic, speak
from dragoman.coding.parties.spotting.finder import MentionFinder
from dragoman.coding.parties.strangers import given_names, with_strangers
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.coding.parts import weighing as parts
from dragoman.coding.reporting import LEAST_DOUBTED, LEAST_LIKELY, Considered
from dragoman.coding.saying.announcing import obliged
from dragoman.coding.scene import Scene, words_by_head
from dragoman.coding.session import Session
from dragoman.coding.time import DateReader
from dragoman.coding.tree import Tree
from dragoman.coding.trust import weighing as trust
from dragoman.coding.words.lexicon import Lexicon
from dragoman.coding.words.numbers import NumberReader
from dragoman.languages import Pack
from dragoman.languages.agents import AgentEntry
from dragoman.model import HEADLINE, Participant, Report, Sentence, Story
from dragoman.ontology import Ontology

_OPENING = 3
_LEAD = 6
_MANY_WORDS = 4
"""So many words of sport, at least one in two sentences of so many first ones, make a report of
sport."""


@dataclass(frozen=True)
class Tools:
    """What the coder needs of one language, compiled once."""

    pack: Pack
    names: NameIndex
    lexicon: Lexicon
    mentions: MentionFinder
    dates: DateReader
    numbers: NumberReader
    places: Places
    contexts: Mapping[str, tuple[str, ...]]


def tools_for(
    pack: Pack,
    actors: Actors,
    names: NameIndex,
    places: Places,
    agents: Sequence[AgentEntry] = (),
) -> Tools:
    """Compile a pack; `agents` of the user's own come before the pack's.

    Raises:
        DataError: one of its files is wrong.
    """
    contexts = pack.contexts
    topics = [phrase for phrases in contexts.values() for phrase in phrases]
    lexicon = Lexicon(
        pack.expressions, (*agents, *pack.agents), pack.grammar, pack.morphology, topics
    )
    by_phrase: dict[str, tuple[str, ...]] = {}
    for context, phrases in contexts.items():
        for phrase in phrases:
            by_phrase[phrase] = (*by_phrase.get(phrase, ()), context)
    return Tools(
        pack=pack,
        names=names,
        lexicon=lexicon,
        mentions=MentionFinder(actors, names, pack.grammar, lexicon.agents, pack.names.artifacts),
        dates=DateReader.from_file(pack.folder / "dates.yaml"),
        numbers=NumberReader.from_file(pack.folder / "numbers.yaml"),
        places=places.written(pack.names.cities),
        contexts=by_phrase,
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a story is told from: the dateline's country and the day of publication there,
    from which dates are counted; `home`: the country of agents whose country is nowhere said, if it
    is another than the dateline's; `outlook`: which states the whole story names, and where."""

    country: str | None = None
    day: date | None = None
    home: str | None = None
    outlook: Outlook = field(default_factory=Outlook)

    @classmethod
    def of(cls, story: Story) -> Origin:
        """Of a story that is told from nowhere."""
        return cls(None, story.published.date() if story.published is not None else None)


@dataclass(frozen=True)
class Analysis:
    """One sentence with all that was found in it, for explanations and relations; `topic` is who
    the sentence before it was about, `quoted` whose words it is as a whole."""

    scene: Scene
    cast: Cast
    triggers: tuple[Trigger, ...]
    findings: tuple[Finding, ...]
    topic: tuple[Participant, ...] = ()
    quoted: tuple[Participant, ...] = ()


def _is_about(words: Sequence[Collection[str]], lead: Sequence[Sequence[str]]) -> bool:
    """Whether the first sentences of a story (their lemmas) are full of these words (of each one's
    language)."""
    found = [sum(map(own.__contains__, lemmas)) for own, lemmas in zip(words, lead, strict=True)]
    return sum(found) >= _MANY_WORDS and 2 * sum(map(bool, found)) >= len(lead)


Watch = Callable[[Analysis], object]


class Coder:
    """Codes stories.

    Args:
        ontology: types, acts, composition.
        actors: the actor files.
        tools: compiled packs by language code.

    `parts`, `trust`: the weights of who has which part and of how sure a report is; `least`: how
    sure it has to be, without and with doubts of the rules; `heed`: is told what was weighed for
    each report.
    """

    def __init__(self, ontology: Ontology, actors: Actors, tools: Mapping[str, Tools]) -> None:
        self.ontology, self.actors, self.tools = ontology, actors, dict(tools)
        self._given = given_names(actors)
        self.parts: parts.Weights = parts.load_weights()
        self.trust: trust.Weights = trust.load_weights()
        self.least = (LEAST_LIKELY, LEAST_DOUBTED)
        self.heed: Callable[[Considered], object] | None = None

    def code(
        self,
        story: Story,
        sentences: Sequence[Sentence],
        origin: Origin | None = None,
        watch: Watch | None = None,
    ) -> tuple[Report, ...]:
        """The reports of one story, in the order of its text.

        `origin` is where and when the story is told from; by default, nowhere and the day of
        publication in its own zone. `watch` is told the analysis of each sentence.

        A report without a date of its own gets the day that the story speaks of first.
        """
        session = Session(self, story, origin or Origin.of(story), alone=len(sentences) == 1)
        found: list[Report] = []
        grammars = [self.tools[one.lang].pack.grammar for one in sentences[:_LEAD]]
        lead = [[lemma.lower() for lemma in one.lemmas] for one in sentences[:_LEAD]]
        session.of_private = any(
            _is_about(words, lead)
            for words in ([g.games for g in grammars], [g.trades for g in grammars])
        )
        for grammar, lemmas in zip(grammars[:_OPENING], lead, strict=False):
            session.works += sum(map(grammar.fiction.__contains__, lemmas))
        for sentence in sentences:
            analysis = session.analyse(sentence)
            if watch is not None:
                watch(analysis)
            found += session.reports(analysis)
        return tuple(session.dated(report) for report in found)

    def analyse(
        self,
        sentence: Sentence,
        memory: Memory,
        day: date | None,
        marked: Mapping[str, tuple[int, int]] | None = None,
        *,
        translated: bool = False,
    ) -> Analysis:
        """One sentence's tree, mentions, triggers and findings.

        `marked`: names for stretches of the story that are to count as actors whatever they are
        (`{"@source": (start, end)}`).
        """
        tools = self.tools[sentence.lang]
        tree = Tree(sentence, tools.pack.grammar)
        table = tools.lexicon.table
        phrases = table.find(tree)
        phrases += table.apart(tree, phrases)
        story = memory.text if sentence.role == HEADLINE else ""
        find = partial(
            tools.mentions.find, day=day, translated=translated, story=story,
            settle=partial(of_home, memory=memory, actors=self.actors, day=day),
        )  # fmt: skip
        mentions = find(tree, phrases)
        if tools.pack.grammar.chaining:
            mended = with_objects(tree, words_by_head(phrases), mentions, tools.lexicon)
        else:
            mended = with_names(sentence, mentions)
        if mended is not sentence:
            sentence = mended
            tree = Tree(sentence, tools.pack.grammar)
            phrases = table.find(tree)
            phrases += table.apart(tree, phrases)
            mentions = find(tree, phrases)
        mentions = with_short_names(tree, mentions, memory)
        mentions = with_strangers(tree, mentions, memory, self._given)
        if marked:
            mentions = mark(tree, mentions, marked)
        lemmas = tuple(lemma.lower() for lemma in sentence.lemmas)
        words = words_by_head(phrases)
        scene = Scene(sentence, tree, tools.pack.grammar, phrases, words, mentions, lemmas)
        speak(scene, memory)
        cast = Cast(scene, memory, self.actors, tools.places)
        meet_strangers(scene, cast, memory)
        note_short_names(scene, cast, memory)
        triggers = find_triggers(scene, tools.lexicon)
        set_speaker(scene, cast, memory, triggers, self.ontology)
        roles = Roles(scene, cast, tools.lexicon.noun_of_act)
        composer = Composer(scene, roles, self.ontology)
        findings = (
            *told_through(scene, composer.findings(triggers)),
            *obliged(scene, cast, triggers, self.ontology),
        )
        topic = memory.topic
        if scene.grammar.pauses:
            set_leader(scene, cast, memory)
        quoted = quoted_by(scene, cast, memory)
        set_topic(scene, cast, memory)
        return Analysis(scene, cast, tuple(triggers), findings, topic, quoted)
