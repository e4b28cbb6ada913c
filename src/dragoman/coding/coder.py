"""The coder: the sentences of one story → reports of acts, with the trace of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from dragoman.actors.names import COUNTRY, DEMONYM, PERSON, NameIndex
from dragoman.actors.registry import NON_STATE, Actors
from dragoman.coding.announcing import as_announced, obliged
from dragoman.coding.attribution import CLOSING, OPENING, Saying, in_quotes, saying_of, sayings
from dragoman.coding.cast import LAST_SPOKEN, OF_STATE, TOLD_FROM, Cast, distinct
from dragoman.coding.findings import Composer, Finding, certainty, settle, threatened
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.marking import mark
from dragoman.coding.memory import Memory
from dragoman.coding.mentions import ARTIFACT, Mention, MentionFinder
from dragoman.coding.modality import conditions, modes_of
from dragoman.coding.naming import with_names
from dragoman.coding.numbers import Count, NumberReader
from dragoman.coding.phrases import PhraseMatch
from dragoman.coding.places import Places
from dragoman.coding.roles import Roles, is_preposition
from dragoman.coding.scene import Scene, is_plural, words_by_head
from dragoman.coding.strangers import STRANGER, given_names, is_stranger, with_strangers
from dragoman.coding.time import DateExpression, DateReader, is_historical
from dragoman.coding.time.rules import Tense
from dragoman.coding.tree import Tree
from dragoman.coding.triggers import Trigger, find_triggers
from dragoman.coding.unknown import with_unknown
from dragoman.languages import Pack
from dragoman.languages.agents import AgentEntry
from dragoman.model import (
    AUXILIARIES,
    FUTURE,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATION,
    Dated,
    Participant,
    Place,
    Report,
    Sentence,
    Step,
    Story,
)
from dragoman.ontology import Act, Ontology
from dragoman.reading import MACHINE_TRANSLATED

POLITICAL = frozenset(
    {
        "GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "OPP", "PTY", "PRM", "PRE", "REL",
        "REF", "SOC", "UNK",
    }
)  # fmt: skip
"""Sectors that make an actor without a country worth recording; firms, patients, farmers and
passers-by without one are not (what PLOVER calls non-political actors)."""

_OF_FORCE_OR_PROTEST = frozenset({"PROTEST", "ASSAULT", "COERCE"})

_AT_HOME = frozenset({"JUD", "COP", "LEG", "OPP", "PTY", "SOC", "LAB"})
"""Sectors that deal with those of their own country."""
_AT_HOME_DONE = frozenset({"COERCE", "PROTEST", "ACCUSE", "REQUEST"})
_HOME_ACTORS = _AT_HOME | {"GOV", "EDU", "CVL"}
_HOME_RECIPIENTS = frozenset({"OPP", "PTY", "GOV", "LEG", "JUD"})
_OF_JUSTICE = frozenset({"COP", "JUD"})
_ON_GROUND = frozenset({"ASSAULT", "RETREAT", "MOBILIZE"})
"""Types that are done to a city or in it and so to its state."""

_OF_THE_PLACE = frozenset({"OPP", "CVL", "LAB", "EDU", "SOC", "AGR"})
"""Protesters who are at home where they protest; exiles and refugees may not be."""

OF_WORKERS = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONCEDE"})
"""Types that workers and unions are political actors of, besides PROTEST."""
PRIVATE = frozenset({"BUS", "CVL", "JRN", "EDU", "AGR", "MED"})
OF_FORCE = frozenset({"PROTEST", "ASSAULT", "COERCE", "THREATEN", "CONCEDE"})
"""What firms, media and private people do to one another is no political event, unless it is of
these types."""

OF_JUSTICE = frozenset({"charge_with_crime", "indict", "prosecute", "accuse_of_crime"})
JUSTICE_MODES = frozenset({"arrest", "convict", "investigate"})
"""What the state does to a suspect, even where none of its organs is named."""

_OPENING, _MANY_WORKS = 3, 3
"""So many words for works of fiction in so many first sentences make a review."""
_LEAD, _MANY_GAMES = 6, 5
"""So many words of sport, at least one in two sentences of so many first ones, make a report of
sport."""

STORY = "story"
"""Precision of a date that is the story's, not the sentence's."""

_TOLD = frozenset({"REQUEST", "AGREE"})
"""What is said to someone."""

LEAST_SURE = 0.46
"""Confidence below which a finding is no report: an operator such as "expect" that stands alone."""

NEWS_DAYS = 7
"""A day that a story speaks of is its own only if it lies at most a week before publication."""


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
    is another than the dateline's."""

    country: str | None = None
    day: date | None = None
    home: str | None = None

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


class Coder:
    """Codes stories.

    Args:
        ontology: types, acts, composition.
        actors: the actor files.
        tools: compiled packs by language code.
    """

    def __init__(self, ontology: Ontology, actors: Actors, tools: Mapping[str, Tools]) -> None:
        self.ontology, self.actors, self.tools = ontology, actors, dict(tools)
        self._given = given_names(actors)

    def code(
        self, story: Story, sentences: Sequence[Sentence], origin: Origin | None = None
    ) -> tuple[Report, ...]:
        """The reports of one story, in the order of its text.

        `origin` is where and when the story is told from; by default, nowhere and the day of
        publication in its own zone.

        A report without a date of its own gets the day that the story speaks of first.
        """
        session = _Session(self, story, origin or Origin.of(story))
        found: list[Report] = []
        lead = sentences[:_LEAD]
        games = [
            sum(lemma in self.tools[one.lang].pack.grammar.games for lemma in one.lemmas)
            for one in lead
        ]
        session.of_sport = sum(games) >= _MANY_GAMES and 2 * sum(map(bool, games)) >= len(lead)
        for sentence in sentences[:_OPENING]:
            works = self.tools[sentence.lang].pack.grammar.fiction
            session.works += sum(lemma.lower() in works for lemma in sentence.lemmas)
        for sentence in sentences:
            found += session.reports(sentence)
        return tuple(
            session.dated(report) for report in _of_the_story(found, session.memory.organs())
        )

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
        mentions = tools.mentions.find(tree, phrases, day, translated=translated)
        mended = sentence if tools.pack.grammar.chaining else with_names(sentence, mentions)
        if mended is not sentence:
            sentence = mended
            tree = Tree(sentence, tools.pack.grammar)
            phrases = table.find(tree)
            phrases += table.apart(tree, phrases)
            mentions = tools.mentions.find(tree, phrases, day, translated=translated)
        mentions = with_strangers(tree, mentions, memory, self._given)
        if marked:
            mentions = mark(tree, mentions, marked)
        lemmas = tuple(lemma.lower() for lemma in sentence.lemmas)
        words = words_by_head(phrases)
        scene = Scene(sentence, tree, tools.pack.grammar, phrases, words, mentions, lemmas)
        _speak(scene, memory)
        cast = Cast(scene, memory, self.actors, tools.places)
        _meet_strangers(scene, cast, memory)
        triggers = find_triggers(scene, tools.lexicon)
        _set_speaker(scene, cast, memory, triggers, self.ontology)
        roles = Roles(scene, cast, tools.lexicon.noun_of_act)
        composer = Composer(scene, roles, self.ontology)
        findings = (
            *composer.findings(triggers),
            *obliged(scene, cast, triggers, self.ontology),
        )
        topic = memory.topic
        quoted = _quoted(scene, cast, memory)
        _set_topic(scene, cast, memory)
        return Analysis(scene, cast, tuple(triggers), findings, topic, quoted)


class _Session:
    """The coding of one story: what has been spoken of, and when."""

    def __init__(self, coder: Coder, story: Story, origin: Origin) -> None:
        self.coder, self.story = coder, story
        self.memory = Memory(
            coder.actors,
            home=origin.home or origin.country,
            assumed=origin.home is not None,
        )
        self.place = origin.country
        self.published = origin.day
        self.spoken: date | None = None
        self.day: Dated | None = None
        self.works = 0
        self._looked: tuple[int, Sequence[DateExpression]] = (-1, ())
        self.of_sport = False

    def reports(self, sentence: Sentence) -> list[Report]:
        self.memory.sentence = sentence.index
        analysis = self.coder.analyse(
            sentence,
            self.memory,
            self.published,
            translated=MACHINE_TRANSLATED in self.story.flags,
        )
        tools = self.coder.tools[sentence.lang]
        dated = self._dates(analysis, tools)
        counts = tools.numbers.find_numbers(sentence.text) if analysis.findings else []
        found = []
        for finding in analysis.findings:
            report = self._report(analysis, finding, dated, counts, tools)
            if report is not None:
                found.append(report)
                if not report.auxiliary:
                    self.memory.did(report.event, report.actors)
                if len(report.actors) > 1:
                    mutual = self.coder.ontology.acts[report.act].mutual
                    self.memory.speak(
                        report.actors, token=0, person=False, subject=True, deed=mutual
                    )
        return _once(found)

    @property
    def is_fiction(self) -> bool:
        """Whether the story is about a work of fiction, which it says at the beginning."""
        return self.works >= _MANY_WORKS

    def dated(self, report: Report) -> Report:
        """The report with the story's day where it has none of its own."""
        if report.date is not None or self.day is None or HISTORICAL in report.auxiliary:
            return report
        why = "no date of its own: the day that the story speaks of first"
        day = replace(self.day, precision=STORY, why=why)
        step = Step("date", f"{day.start} ({STORY})", why, day.span)
        return replace(report, date=day, trace=(*report.trace, step))

    # --- time

    def _dates(self, analysis: Analysis, tools: Tools) -> list[tuple[DateExpression, Dated, int]]:
        """Date expressions with their days and the token each stands at; notes the last day."""
        if self.published is None:
            return []
        scene = analysis.scene
        found = []
        for expression in self._expressions(scene.sentence, tools):
            token = _token_at(scene.tree, expression.start, expression.end)
            tense = _tense(scene, token)
            dated = tools.dates.resolve(
                expression, published=self.published, spoken=self.spoken, tense=tense
            )
            if dated is None or expression.kind == "modifier":
                continue
            last = _last_token(scene.tree, expression.end)
            dated = replace(dated, span=scene.sentence.span(token, last))
            found.append((expression, dated, token))
            if dated.precision == "day" and not is_historical(dated, self.published):
                if expression.kind != "anaphor":
                    self.spoken = dated.start
                if self.day is None and 0 <= (self.published - dated.start).days <= NEWS_DAYS:
                    self.day = dated
        return found

    def _expressions(self, sentence: Sentence, tools: Tools) -> Sequence[DateExpression]:
        """The date expressions of a sentence, looked for once."""
        if self._looked[0] != sentence.index:
            self._looked = (sentence.index, tuple(tools.dates.find(sentence.text)))
        return self._looked[1]

    # --- reports

    def _report(
        self,
        analysis: Analysis,
        finding: Finding,
        dated: Sequence[tuple[DateExpression, Dated, int]],
        counts: Sequence[Count],
        tools: Tools,
    ) -> Report | None:
        scene, sentence = analysis.scene, analysis.scene.sentence
        saying = saying_of(scene, finding.head)
        speakers = self._speakers(analysis, saying, finding)
        finding, auxiliary = as_announced(
            scene,
            finding,
            self.coder.ontology,
            speakers,
            reported=saying is not None or bool(analysis.quoted),
        )
        if NEGATION in auxiliary and _is_condition(scene, finding.head):
            return None  # what would have to happen first, and does not
        finding = threatened(scene, analysis.cast, finding)
        act = finding.act
        if act.event is None or self.is_fiction or _is_fiction(scene, finding.head):
            return None
        actors, recipients = settle(finding)
        event = act.event
        if _tells_of_own(scene, finding, actors, speakers):
            actors = distinct((*speakers, *actors))
        if saying is not None and saying.beside:
            speakers = ()
        if act.together is not None and len({p.code for p in actors if p.code}) > 1:
            act = self.coder.ontology.acts[act.together]
            finding = replace(finding, act=act)
            event = act.event or event
        blames = act.event == "ACCUSE" and act.id not in OF_JUSTICE
        if blames and not actors and speakers and finding.core.kind != "noun":
            actors, speakers = speakers, ()
        if act.recipient == "none":
            recipients = ()
        carried = not actors and bool(recipients) and self._goes_on(sentence, act)
        if carried:
            actors = self._carried()
        if act.recipient == "required" and actors and not recipients and not act.mutual:
            recipients = self._implied(actors)
        if not actors and not recipients:
            actors = analysis.cast.of(finding.core.nouns, owners=False)
        recipients = _domestic(act, actors, _not_by_guess(actors, recipients))
        if not recipients and scene.grammar.chaining and _befalls_a_number(scene, finding, counts):
            recipients = _counted(scene, scene.tree.objects(finding.core.head))
        heads = (finding.head, finding.core.head, *finding.core.doers)
        place = tools.places.of(scene, *heads, but=finding.recipient.tokens) or tools.places.of(
            scene, *scene.tree.chained(finding.head), but=finding.recipient.tokens
        )
        if not recipients and act.event in _ON_GROUND:
            recipients = _of_the_ground(scene, finding, actors, tools.places)
        if act.event == "PROTEST" and not actors and place is not None and place.country:
            where = place.span
            text = self.story.text[where.start : where.end] if where is not None else ""
            why = f"a protest in {place.name}"
            actors = (Participant(place.country, None, text, place.span, why=why),)
        if act.event == "PROTEST" and not actors:
            actors = _crowd(scene, finding)
        if place is not None:
            actors, recipients = (
                _local(act, actors, recipients, place),
                _local(act, recipients, actors, place),
            )
        if act.modes == ("demo",) and finding.lone and _holds_office(actors):
            return None  # who governs does not protest: a rally of a campaign
        if self.of_sport and not any(p.sector in OF_STATE for p in (*actors, *recipients)):
            return None  # countries are teams there
        if not _worth_recording(act, actors, recipients, place):
            return None
        nouns = {m.head for m in scene.phrases if m.phrase in tools.lexicon.nouns}
        when = _date_of(scene, finding, dated, nouns)
        if when is not None and self.published is not None and when.start > self.published:
            when = when if FUTURE in auxiliary or HYPOTHETICAL in auxiliary else None
        if when is not None and self.published and is_historical(when, self.published):
            auxiliary.add(HISTORICAL)
        actors = _own_words(actors, speakers)
        if act.event in _TOLD:
            recipients = _addressed(recipients, self.memory, finding.head)
        steps = [*finding.steps, *_role_steps(actors, recipients)]
        if speakers:
            steps += [Step("attribution", p.text, p.why, p.span) for p in speakers]
        if when is not None:
            steps.append(Step("date", f"{when.start} ({when.precision})", when.why, when.span))
        flags = [*sentence.flags]
        known = actors, recipients
        said = [(d.start, d.end) for d in self._expressions(sentence, tools)]
        actors, recipients = with_unknown(scene, finding, actors, recipients, said, tools.places)
        named = known != (actors, recipients) and any(
            scene.sentence.upos[t] == "PROPN" for t in finding.recipient.unknown
        )
        others = (*recipients, *actors[len(known[0]) :]) if named else known[1]
        confidence = certainty(finding, known[0], others, flags, auxiliary)
        if confidence < LEAST_SURE:
            return None
        if in_quotes(scene, finding.core.head):
            flags.append("quoted")
        if any(p.why.startswith(ARTIFACT) for p in (*actors, *recipients)):
            flags.append("translation-artifact")
        if carried:
            flags.append("carried-actor")
        if any(p.span is None for p in recipients):
            flags.append("implied-recipient")
        within = scene.tree.subtree(finding.head) if len(analysis.findings) > 1 else None
        contexts = _contexts(scene, act.contexts, tools.contexts, within)
        first, last = finding.tokens[0], finding.tokens[-1]
        offsets = scene.tree.offsets
        return Report(
            story=self.story.id,
            sentence=sentence.index,
            lang=sentence.lang,
            role=sentence.role,
            span=sentence.span(0, len(sentence) - 1),
            trigger=sentence.span(first, last),
            trigger_text=sentence.text[offsets[first][0] : offsets[last][1]],
            act=act.id,
            event=event,
            modes=act.modes,
            contexts=contexts,
            auxiliary=tuple(a for a in AUXILIARIES if a in auxiliary),
            actors=actors,
            recipients=recipients,
            attributed_to=speakers,
            date=when,
            place=place,
            numbers=_numbers(scene, finding, counts),
            confidence=confidence,
            flags=tuple(dict.fromkeys(flags)),
            trace=tuple(steps),
        )

    def _implied(self, actors: Sequence[Participant]) -> tuple[Participant, ...]:
        """The country that the story is told from, to which foreigners' aid or measures go of which
        no recipient is named."""
        place = self.place
        if place is None or any(p.code in (place, None) for p in actors):
            return ()
        why = f"no recipient named; the story is told from {place}"
        countries = self.coder.actors.countries
        name = countries[place].name if place in countries else place
        return (Participant(place, None, "", None, name=name, entity=place, why=why),)

    def _goes_on(self, sentence: Sentence, act: Act) -> bool:
        """Whether a measure stands in a sentence that goes on with the one before it."""
        lost = {"continues", "broken"} & set(sentence.flags)
        return bool(lost) and act.event in ("SANCTION", "COERCE", "AID", "CONCEDE", "MOBILIZE")

    def _carried(self) -> tuple[Participant, ...]:
        """The speaker's government, whose measures a broken-off sentence goes on to list."""
        return tuple(
            replace(p, why=f"speaker of the sentence that goes on here: {p.why}")
            for p in self.memory.speaker[:1]
            if p.code
        )

    def _speakers(
        self, analysis: Analysis, saying: Saying | None, finding: Finding
    ) -> tuple[Participant, ...]:
        if saying is None:
            return analysis.quoted or _accuser(analysis, finding)
        if saying.word in finding.tokens:
            return ()
        if not saying.speakers or _speaks_of(analysis, saying, finding):
            return self._left_out(analysis)
        return analysis.cast.of(saying.speakers) or _source(analysis.scene, saying)

    def _left_out(self, analysis: Analysis) -> tuple[Participant, ...]:
        """The speaker whom a sentence without a subject leaves out."""
        why = "subject left out: as in the sentence before"
        return tuple(replace(p, why=f"{why}: {p.why}") for p in analysis.topic)


def _speaks_of(analysis: Analysis, saying: Saying, finding: Finding) -> bool:
    """Whether the only subject is a state of which somebody spoken of before says what it is doing,
    so that the one who speaks is left out (米国は制裁を科していると述べた)."""
    scene, tree = analysis.scene, analysis.scene.tree
    topic = analysis.topic
    if not scene.grammar.chaining or len(topic) != 1 or topic[0].office is None:
        return False
    said = finding.head != saying.word and tree.head(finding.head) == saying.word
    going_on = [
        c
        for c in tree.with_rel(finding.head, "aux")
        if tree.says(c, scene.grammar.negation.existential)
    ]
    return (
        said
        and bool(going_on)
        and set(finding.actor.tokens) == set(saying.speakers)
        and not tree.own_subjects(finding.head)
        and all(_is_state(scene, s) for s in saying.speakers)
        and all(p.code != topic[0].code for p in finding.actor.who)
    )


def _is_state(scene: Scene, token: int) -> bool:
    return any(m.kind == COUNTRY for m in scene.mentions.headed(token))


def _source(scene: Scene, saying: Saying) -> tuple[Participant, ...]:
    """An outlet that nobody knows, to which something is ascribed by its name in capitals."""
    if not scene.grammar.chaining or not scene.tree.marked(
        saying.word, scene.grammar.reporting.according
    ):
        return ()
    form = scene.sentence.forms[saying.word]
    if not (form.isascii() and form.isupper() and len(form) > 1):
        return ()
    span = scene.sentence.span(saying.word, saying.word)
    return (Participant(None, "JRN", form, span, why=f"'{form}': a source by its name"),)


def _local(
    act: Act, who: Sequence[Participant], others: Sequence[Participant], place: Place
) -> tuple[Participant, ...]:
    """People of no country that is named are those of the place where there is violence, force or a
    protest; protesters only where nobody's country is named, else they may be that one's abroad."""
    if act.event not in _OF_FORCE_OR_PROTEST or not place.country:
        return tuple(who)
    protest = act.event == "PROTEST"
    if protest and any(p.code for p in (*who, *others)):
        return tuple(who)
    why = f"{'a protest ' if protest else ''}in {place.name}"
    return tuple(
        replace(p, code=place.country, why=f"{p.why}; {why}")
        if (p.code is None or TOLD_FROM in p.why)
        and p.sector is not None
        and p.entity is None
        and (p.sector in _OF_THE_PLACE or not protest)
        and STRANGER not in p.why
        else p
        for p in who
    )


def _of_the_ground(
    scene: Scene, finding: Finding, actors: Sequence[Participant], places: Places
) -> tuple[Participant, ...]:
    """The state whose city is struck, taken or left ("shelled Kharkiv", "withdrew from Herat"),
    unless it is the actor's own."""
    expression, tree, head = finding.core.expression, scene.tree, finding.core.head
    tokens = [*tree.objects(head)] if finding.core.kind == "verb" else []
    prepositions = [f for f in expression.recipient if is_preposition(f)]
    tokens += [t for t in tree.obliques(head) if tree.marked(t, prepositions)]
    for token in tokens:
        one = places.city(scene, token)
        if one is not None and one.code not in {p.code for p in actors}:
            return (one,)
    return ()


def _holds_office(who: Sequence[Participant]) -> bool:
    """Whether all are persons who govern or have governed."""
    return bool(who) and all(p.entity is not None and p.sector in ("GOV", "ELI") for p in who)


def _crowd(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """A crowd that is only counted ("thousands marched")."""
    return _counted(scene, scene.tree.agents(finding.head) if finding.core.kind == "verb" else ())


def _befalls_a_number(scene: Scene, finding: Finding, counts: Sequence[Count]) -> bool:
    """Whether a deed is done to people who are only counted (50人を逮捕した, 6人が殺害された)."""
    if finding.core.kind != "verb":
        return False
    if not JUSTICE_MODES.isdisjoint(finding.act.modes):
        return True
    return finding.act.event == "ASSAULT" and bool(_numbers(scene, finding, counts))


def _counted(scene: Scene, tokens: Sequence[int]) -> tuple[Participant, ...]:
    """People of whom only the number is said ("thousands", 数十名)."""
    for token in tokens:
        if scene.passes_through(token):
            text = scene.sentence.forms[token]
            span = scene.sentence.span(token, token)
            return (Participant(None, "CVL", text, span, why=f"'{text}': a crowd"),)
    return ()


def _tells_of_own(
    scene: Scene,
    finding: Finding,
    actors: Sequence[Participant],
    speakers: Sequence[Participant],
) -> bool:
    """Whether who speaks is the other party of a mutual act of which one is named ("X said at a
    meeting with Y", "X said the talks with Y …")."""
    together = finding.recipient.function in scene.grammar.together
    several = any(len(scene.tree.conjuncts(t)) > 1 for t in finding.recipient.tokens)
    alone = finding.act.mutual and not finding.actor and together and len(speakers) == 1
    alone = alone and not several  # "praised the talks of X and Y"
    return (
        alone and finding.core.kind == "noun" and speakers[0].code not in {p.code for p in actors}
    )


def _accuser(analysis: Analysis, finding: Finding) -> tuple[Participant, ...]:
    """Who accuses somebody of the act ("accused them of arming rebels"): that it was done is the
    accuser's word."""
    scene, tree, head = analysis.scene, analysis.scene.tree, finding.head
    marks = {tree.lower[c] for c in tree.with_rel(head, "mark", "case")}
    blamed = tree.base[head] in ("acl", "advcl") and not marks.isdisjoint(scene.grammar.blame)
    if not blamed and tree.base[head] not in ("xcomp", "ccomp"):
        return ()
    for other in analysis.findings:
        holders = (other.head, *other.actor.tokens, *other.recipient.tokens)
        accuses = other.act.event == "ACCUSE" and other.core.kind == "verb"
        if accuses and other.head != head and tree.head(head) in holders:
            return other.actor.who
    return ()


def _own_words(
    actors: Sequence[Participant], speakers: Sequence[Participant]
) -> tuple[Participant, ...]:
    """A state of which its own official speaks acts through that official's government."""
    sectors = {p.code: p.sector for p in speakers if p.code and p.sector}
    return tuple(
        replace(p, sector=sectors[p.code], why=f"{p.why}; said by its own {sectors[p.code]}")
        if p.sector is None and p.code in sectors
        else p
        for p in actors
    )


def _addressed(
    recipients: Sequence[Participant], memory: Memory, token: int
) -> tuple[Participant, ...]:
    """States that are asked or offered something, right after their officials were spoken of
    together, are asked through these."""
    bare = {p.code for p in recipients if p.code and p.sector is None}
    sectors = memory.addressed(bare, token) if len(bare) > 1 else {}
    return tuple(
        replace(p, sector=sectors[p.code], why=f"{p.why}; its {sectors[p.code]} was spoken to")
        if p.sector is None and p.code in sectors
        else p
        for p in recipients
    )


def _not_by_guess(
    actors: Sequence[Participant], recipients: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Nobody does something to the own country's people on no better ground than that this country
    was spoken of last."""
    own = {p.code for p in actors if p.sector not in _AT_HOME}
    return tuple(
        replace(p, code=None) if p.code in own and LAST_SPOKEN in p.why else p for p in recipients
    )


def _is_condition(scene: Scene, verb: int) -> bool:
    """Whether a linked clause only says on what something depends (풀려나지 않으면)."""
    return bool(scene.grammar.chaining) and verb in conditions(scene, scene.tree.head(verb))


def _domestic(
    act: Act, actors: Sequence[Participant], recipients: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The opposition and organs of state of whom no country is named, with which a state, its
    courts or its people deal at home."""
    codes = {p.code for p in actors}
    if len(codes) != 1 or None in codes or codes & NON_STATE:
        return recipients
    if act.event not in _AT_HOME_DONE or not all(p.sector in _HOME_ACTORS for p in actors):
        return recipients
    (code,) = codes
    return tuple(
        replace(p, code=code, why=f"{p.why}; of {code}, where it is done")
        if p.code is None and p.sector in _HOME_RECIPIENTS
        else p
        for p in recipients
    )


def _worth_recording(
    act: Act,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    place: Place | None,
) -> bool:
    """Whether a state, a political actor, or anyone at a known place has a part in it; a protest
    makes anyone political, and what the police and courts do to somebody is done by the state."""
    event = act.event
    protest = event == "PROTEST" and bool(actors)
    everyone = (*actors, *recipients)
    if recipients and (act.id in OF_JUSTICE or not JUSTICE_MODES.isdisjoint(act.modes)):
        return True
    if any(map(is_stranger, everyone)) and not any(
        p.code or p.sector in POLITICAL for p in everyone
    ):
        return protest
    accused = event == "ACCUSE" and "allege" in act.modes and recipients and not actors
    if accused and any(map(is_stranger, recipients)):
        return True
    known = place is not None and place.country is not None
    if event not in OF_FORCE and all(
        p.sector in PRIVATE and p.code not in NON_STATE for p in everyone
    ):
        return known and event == "AID"
    if place is not None and place.country is not None and everyone:
        return True
    if event in OF_WORKERS and any(p.sector == "LAB" for p in actors):
        return True
    return protest or any(p.code or p.sector in POLITICAL for p in everyone)


_MARKS_OF_TITLES = frozenset("'\"‘“「『《〈<")


def _is_fiction(scene: Scene, token: int) -> bool:
    """Whether a work tells it ("a film about the siege", "the novel describes an invasion")."""
    tree, lemmas, fiction = scene.tree, scene.lemmas, scene.grammar.fiction
    named = [c for c in tree.with_rel(token, "compound") if lemmas[c] in fiction and c < token]
    if any(tree.lower[c + 1] in _MARKS_OF_TITLES for c in named):
        return True  # "the film 'The Siege'"
    for above in (token, *tree.ancestors(token)):
        if above != token and lemmas[above] in fiction:
            return True
        for subject in tree.with_rel(above, "nsubj"):
            titled = [c for c in tree.with_rel(subject, "compound") if lemmas[c] in fiction]
            if lemmas[subject] in fiction or any(
                tree.lower[c + 1] in _MARKS_OF_TITLES for c in titled
            ):
                return True
        told = (o for o in tree.obliques(above) if tree.marked(o, scene.grammar.place))
        if any(lemmas[o] in fiction for o in told):
            return True
    return False


def _of_the_story(reports: Sequence[Report], organs: Mapping[str, set[str]]) -> list[Report]:
    """Organs of state without a country belong to that of which all others of their sector in the
    story are: of those that do something, else, of police and courts, of all that are spoken of
    (`organs`)."""
    codes: dict[str, set[str]] = {}
    for report in reports:
        for one in (*report.actors, *report.recipients):
            if one.code and one.sector in OF_STATE:
                codes.setdefault(one.sector, set()).add(one.code)

    def settled(who: tuple[Participant, ...]) -> tuple[Participant, ...]:
        found = []
        for one in who:
            known = codes.get(one.sector or "", set())
            if not known and one.sector in _OF_JUSTICE:
                known = organs.get(one.sector, set())
            if one.code is None and len(known) == 1:
                (code,) = known
                why = f"{one.why}; as all of {one.sector} in this story: {code}"
                one = replace(one, code=code, why=why)
            found.append(one)
        return distinct(found)

    return [replace(r, actors=settled(r.actors), recipients=settled(r.recipients)) for r in reports]


def _once(reports: Sequence[Report]) -> list[Report]:
    """Reports of one sentence that say the same, once: the surest."""
    kept: dict[tuple[object, ...], Report] = {}
    for report in reports:
        key = (
            report.event, report.modes, report.auxiliary,
            frozenset(p.key for p in report.actors), frozenset(p.key for p in report.recipients),
        )  # fmt: skip
        other = kept.get(key)
        if other is None or report.confidence > other.confidence:
            kept[key] = report
    return sorted(kept.values(), key=lambda r: (r.trigger.start, r.act))


def _role_steps(actors: Sequence[Participant], recipients: Sequence[Participant]) -> list[Step]:
    steps = [Step("actor", p.text, p.why, p.span) for p in actors]
    return steps + [Step("recipient", p.text, p.why, p.span) for p in recipients]


def _contexts(
    scene: Scene,
    own: Sequence[str],
    by_phrase: Mapping[str, tuple[str, ...]],
    within: Collection[int] | None,
) -> tuple[str, ...]:
    """The act's own contexts and those that words of its clause tell, longest phrases first."""
    found = dict.fromkeys(own)
    longer = [m for m in scene.phrases if m.last > m.first and m.phrase in by_phrase]
    for match in scene.phrases:
        if within is not None and match.head not in within:
            continue
        if any(m.first <= match.first and match.last <= m.last and m != match for m in longer):
            continue
        for context in by_phrase.get(match.phrase, ()):
            found.setdefault(context)
    return tuple(found)


def _numbers(
    scene: Scene, finding: Finding, counts: Sequence[Count]
) -> tuple[tuple[str, int], ...]:
    """Counts of people in the clause of the act; protests take the size of the crowd."""
    if finding.act.event not in ("ASSAULT", "PROTEST", "COERCE"):
        return ()
    found: dict[str, int] = {}
    for count in counts:
        if not count.vague or count.kind == "size":
            found[count.kind] = max(count.value, found.get(count.kind, 0))
    return tuple(sorted(found.items()))


# --- dates


def _token_at(tree: Tree, start: int, end: int) -> int:
    for token, (left, right) in enumerate(tree.offsets):
        if right > start and left < end:
            return token
    return 0


def _last_token(tree: Tree, end: int) -> int:
    last = 0
    for token, (left, _) in enumerate(tree.offsets):
        if left < end:
            last = token
    return last


def _tense(scene: Scene, token: int) -> Tense:
    tree = scene.tree
    clause = tree.clause_head(token)
    modes = modes_of(scene, clause)
    if FUTURE in modes:
        return "future"
    feats = scene.sentence.feats[clause]
    if "Tense=Past" in feats or any(
        "Tense=Past" in scene.sentence.feats[c] for c in tree.with_rel(clause, "aux", "cop")
    ):
        return "past"
    return "future" if HYPOTHETICAL in modes else "unknown"


_TO_COME = frozenset({"AGREE", "REQUEST", "THREATEN", "CONCEDE"})


def _date_of(
    scene: Scene,
    finding: Finding,
    dated: Sequence[tuple[DateExpression, Dated, int]],
    nouns: Collection[int],
) -> Dated | None:
    """The date that hangs in the act's own clause, and not on another act's noun there ("condemned
    the previous day's launch"); `nouns` are the heads of all act nouns."""
    if not dated:
        return None
    tree = scene.tree
    clauses = {tree.clause_head(finding.head)}
    if not finding.composed or finding.act.id == finding.core.act:
        clauses.add(tree.clause_head(finding.core.head))
    own = (*finding.tokens, finding.head)
    for said, when, token in dated:
        above = tuple(takewhile(lambda t: t not in own, tree.ancestors(token)))
        if any(t in nouns for t in above) and token not in own:
            continue
        others = [t for t in nouns if finding.head < t < token and t not in own]
        if said.kind == "anaphor" and _is_of_the_next(scene, token, finding.head, nouns, own):
            continue
        if said.kind == "anaphor" and any(tree.under(t, finding.head) for t in others):
            continue  # "condemned the launch a day earlier": the day of the launch
        holder = next((t for t in (token, *tree.ancestors(token)) if t in finding.tokens), None)
        announced = finding.composed and finding.act.event in _TO_COME
        if announced and holder not in (None, finding.head):
            continue  # the day on which it is to be ("offered to hold talks on Friday")
        if tree.clause_head(token) in clauses or tree.head(token) in finding.tokens:
            return when
    return None


def _is_of_the_next(
    scene: Scene, token: int, head: int, nouns: Collection[int], own: Collection[int]
) -> bool:
    """Whether "the day before" stands right before the phrase of another deed, where verbs stand
    last (전날 북한의 발사를 규탄했다: the day of the launch)."""
    tree = scene.tree
    if not scene.grammar.chaining or tree.with_rel(token, "case"):
        return False
    return any(
        token < deed < head
        and deed not in own
        and tree.head(deed) == tree.head(token)
        and tree.subtree(deed)[0] == token + 1
        for deed in nouns
    )


# --- memory, speakers


def _speak(scene: Scene, memory: Memory) -> None:
    """Everyone named in the sentence is spoken of, coordinated ones together."""
    tree = scene.tree
    _speak_of_strangers(scene, memory)
    grouped: dict[int, list[Participant]] = {}
    for mention in scene.mentions.all:
        if mention.open and mention.count is None and is_plural(scene, mention):
            _speak_of_several(scene, memory, mention)
        if mention.kind == DEMONYM or mention.open or (mention.kind == PERSON and mention.partial):
            continue
        first = tree.first_conjunct(mention.head)
        subject = tree.base[first] == "nsubj"
        if _is_quality(scene, mention):
            continue
        memory.speak(
            mention.participants,
            token=_when_spoken(scene, mention),
            person=mention.is_person,
            subject=subject,
            noun=scene.sentence.lemmas[mention.head] if mention.agent is not None else "",
            several=is_plural(scene, mention),
        )
        grouped.setdefault(first, []).extend(mention.participants)
    for first, who in grouped.items():
        if len(who) > 1:
            subject = tree.base[first] == "nsubj"
            memory.speak(who, token=first, person=False, subject=subject)


def _when_spoken(scene: Scene, mention: Mention) -> int:
    """The token from which on a pronoun may mean the mention: not in the sentence for which it is
    only the source ("according to the spokesman, he …")."""
    tree = scene.tree
    holder = tree.first_conjunct(mention.head)
    while tree.base[holder] in ("appos", "flat", "compound", "nmod") and not tree.is_root(holder):
        if tree.marked(holder, scene.grammar.reporting.according):
            break
        holder = tree.head(holder)
    source = tree.marked(holder, scene.grammar.reporting.according)
    return tree.size if source else mention.first


def _speak_of_several(scene: Scene, memory: Memory, mention: Mention) -> None:
    """People whose country is not said here ("hundreds of fishermen"), for a "them" behind."""
    tree = scene.tree
    holder = tree.first_conjunct(mention.head)
    counting = tree.head(holder)
    subject = tree.base[counting if scene.passes_through(counting) else holder] == "nsubj"
    who = [replace(p, code=p.code or memory.home) for p in mention.participants]
    if mention.is_person and subject and not _is_quality(scene, mention):
        memory.speak(who, token=mention.first, person=True, subject=True, several=True)


def _is_quality(scene: Scene, mention: Mention) -> bool:
    """Whether a noun for persons only says what kind something is ("rival rallies"), or is part of
    a name ("the Veteran's Court")."""
    tree, head = scene.tree, mention.head
    if mention.agent is None or not mention.agent.person:
        return False
    owns = tree.base[head] in ("nmod", "compound") and tree.head(head) > head
    named = tree.sentence.forms[tree.head(head)][:1].isupper()
    upper = tree.sentence.forms[head][:1].isupper()
    return tree.base[head] == "amod" or (owns and named and upper and head > 0)


def _speak_of_them(scene: Scene, cast: Cast, memory: Memory, mention: Mention) -> None:
    """People counted who were named before ("the two ministers") are spoken of again."""
    subject = scene.tree.base[scene.tree.first_conjunct(mention.head)] == "nsubj"
    memory.speak(
        cast.of_mention(mention),
        token=mention.first,
        person=True,
        subject=subject,
        several=True,
    )


def _meet_strangers(scene: Scene, cast: Cast, memory: Memory) -> None:
    """People are remembered by their surname, as what their title in the story makes them; those
    who are called by a surname only are spoken of as well."""
    for mention in scene.mentions.all:
        if mention.stranger:
            memory.stranger(mention.stranger, cast.of_mention(mention))
        if mention.open and mention.count is not None and mention.count > 1 and mention.is_person:
            _speak_of_them(scene, cast, memory, mention)
        if (mention.stranger and mention.open) or (mention.kind == PERSON and mention.partial):
            first = scene.tree.first_conjunct(mention.head)
            subject = scene.tree.base[first] == "nsubj"
            who = cast.at(mention.head)
            if who:
                token = _when_spoken(scene, mention)
                memory.speak(who, token=token, person=True, subject=subject)
        elif mention.open and mention.is_person and is_plural(scene, mention):
            place = scene.tree.base[scene.tree.first_conjunct(mention.head)]
            if place in ("nsubj", "obj"):
                who = cast.of_mention(mention)
                subject = place == "nsubj"
                memory.speak(who, token=mention.first, person=True, subject=subject, several=True)


def _speak_of_strangers(scene: Scene, memory: Memory) -> None:
    """Names that nobody knows, as subjects or of several words, and plural subjects that are no
    actors: a pronoun behind them is more likely theirs."""
    tree, upos, forms = scene.tree, scene.sentence.upos, scene.sentence.forms
    for token in range(tree.size):
        if _is_crowd(scene, token):
            memory.speak((), token=token, person=False, subject=True, several=True)
        if upos[token] != "PROPN" or not forms[token][:1].isupper():
            continue
        if tree.base[token] in ("flat", "compound"):
            continue
        mentions = scene.mentions.at(token)
        if mentions and not all(m.kind == PERSON and m.partial for m in mentions):
            continue
        parts = tree.with_rel(token, "compound", "flat")
        if any(scene.mentions.at(c) for c in parts):
            continue
        subject = tree.base[token] == "nsubj"
        if subject or any(upos[c] == "PROPN" for c in parts):
            memory.speak((), token=token, person=True, subject=subject)
        if subject and parts:
            memory.stranger(forms[max(token, *parts)])


def _is_crowd(scene: Scene, token: int) -> bool:
    """Whether the word is a plural subject that is nobody known ("the houses")."""
    tree, sentence = scene.tree, scene.sentence
    return (
        tree.base[token] == "nsubj"
        and sentence.upos[token] == "NOUN"
        and "Number=Plur" in sentence.feats[token]
        and not scene.mentions.at(token)
        and token not in scene.words
    )


def _set_topic(scene: Scene, cast: Cast, memory: Memory) -> None:
    """Who the sentence is about, for the next one that leaves out its subject."""
    tree = scene.tree
    root = next((t for t in range(tree.size) if tree.is_root(t)), None)
    if root is None or scene.sentence.upos[root] not in ("VERB", "ADJ", "AUX", "NOUN"):
        return
    subjects = tree.subjects(root)
    if subjects:
        memory.topic = cast.of(subjects, owners=False)


def _quoted(scene: Scene, cast: Cast, memory: Memory) -> tuple[Participant, ...]:
    """Whose words a sentence is that is a quotation as a whole: of who is said to speak in the
    sentence before the quotations, whose subject may be left out (次のように述べた。「…」「…」)."""
    tree = scene.tree
    if not scene.grammar.chaining or not tree.size:
        return ()
    begun = memory.quoting or tree.lower[0] in OPENING
    closed = [t for t in range(tree.size) if tree.lower[t] in CLOSING]
    memory.quoting = in_quotes(scene, tree.size - 1) if not memory.quoting else not closed
    behind = range(closed[-1] + 1, tree.size) if closed else ()
    if begun and all(scene.sentence.upos[t] == "PUNCT" for t in behind):
        return memory.lead
    root = next((t for t in range(tree.size) if tree.is_root(t)), 0)
    memory.lead = ()
    if scene.sentence.lemmas[root] in scene.grammar.reporting.verbs:
        memory.lead = cast.of(tree.agents(root), owners=False) or (
            () if tree.agents(root) else memory.topic
        )
    return ()


def _set_speaker(
    scene: Scene, cast: Cast, memory: Memory, triggers: Sequence[Trigger], ontology: Ontology
) -> None:
    """Who speaks in the sentence, for "we" and "the government" inside what is said."""
    heads = {t.head for t in triggers if ontology.acts[t.act].event not in (None, "REQUEST")}
    said = sayings(scene)
    if scene.grammar.chaining:
        said.reverse()  # the main verb stands last
    for saying in said:
        if saying.word not in heads:
            who = cast.of(saying.speakers)
            if who:
                cast.speaker = memory.speaker = who
                cast.speaks_here = True
                return
    cast.speaker = memory.speaker
    cast.speaks_here = in_quotes(scene, scene.tree.size - 1)


__all__ = ["NEGATION", "Analysis", "Coder", "PhraseMatch", "Tools", "tools_for"]
