"""The coding of one story: its sentences one after the other, with what has been spoken of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dragoman.coding.acts.finding import Finding, certainty, settle
from dragoman.coding.acts.sharing import threatened
from dragoman.coding.acts.tolls import numbers_of
from dragoman.coding.parties.completing import (
    addressed,
    as_places,
    at_home,
    befalls_a_number,
    counted_people,
    crowd_of,
    domestic,
    is_guessed,
    is_within_state,
    local,
    not_by_guess,
    not_their_own,
    of_the_ground,
    of_the_land,
    own_words,
    tells_of_own,
)
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import ARTIFACT
from dragoman.coding.parties.participants import OF_STATE, distinct
from dragoman.coding.parties.recalling import set_free, struck
from dragoman.coding.parties.setting import Setting
from dragoman.coding.parties.unknown import with_unknown
from dragoman.coding.relevance import (
    OF_JUSTICE,
    holds_office,
    is_condition,
    is_fiction,
    is_kept_from,
    is_seat,
    is_undecided,
    worth_recording,
)
from dragoman.coding.saying.announcing import as_announced
from dragoman.coding.saying.attribution import Saying, in_quotes, saying_of
from dragoman.coding.saying.speakers import accuser, source_of, speaks_of
from dragoman.coding.saying.unasserted import (
    CONDEMN,
    is_called_for_later,
    is_intolerable,
    is_unasserted,
)
from dragoman.coding.scene import Scene
from dragoman.coding.time import DateExpression, is_historical
from dragoman.coding.time.dating import STORY, date_of, last_token, tense_of, token_at
from dragoman.coding.words.numbers import Count
from dragoman.model import (
    AUXILIARIES,
    FUTURE,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATION,
    Dated,
    Participant,
    Report,
    Sentence,
    Step,
    Story,
)
from dragoman.ontology import Act
from dragoman.reading import MACHINE_TRANSLATED

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis, Coder, Origin, Tools


_OF_JUSTICE = frozenset({"COP", "JUD"})
_ON_GROUND = frozenset({"ASSAULT", "RETREAT", "MOBILIZE"})
"""Types that are done to a city or in it and so to its state."""
_MANY_WORKS = 3
"""So many words for works of fiction in so many first sentences make a review."""

_OF_FORCE = frozenset({"ASSAULT"})
_OF_SPEECH = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
_TOLD = frozenset({"REQUEST", "AGREE"})
"""What is said to someone."""
LEAST_SURE = 0.46
"""Confidence below which a finding is no report: an operator such as "expect" that stands alone."""
NEWS_DAYS = 7
"""A day that a story speaks of is its own only if it lies at most a week before publication."""


class Session:
    """The coding of one story: what has been spoken of, and when."""

    def __init__(self, coder: Coder, story: Story, origin: Origin) -> None:
        self.coder, self.story = coder, story
        self.memory = Memory(
            coder.actors,
            home=origin.home or origin.country,
            assumed=origin.home is not None,
            of_press=(origin.home or origin.country)
            in {tools.pack.info.home for tools in coder.tools.values()},
            text=story.text,
        )
        self.setting = Setting(self.memory)
        self.place = origin.country
        self.published = origin.day
        self.spoken: date | None = None
        self.day: Dated | None = None
        self.works = 0
        self._looked: tuple[int, Sequence[DateExpression]] = (-1, ())
        self.of_private = False

    def analyse(self, sentence: Sentence) -> Analysis:
        """What is found in the next sentence, after all those before it."""
        self.memory.sentence = sentence.index
        analysis = self.coder.analyse(
            sentence,
            self.memory,
            self.published,
            translated=MACHINE_TRANSLATED in self.story.flags,
        )
        self.setting.look(analysis.scene, self.memory)
        return analysis

    def reports(self, analysis: Analysis) -> list[Report]:
        """The reports of the sentence that was analysed last."""
        sentence = analysis.scene.sentence
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
                if NEGATION not in report.auxiliary:
                    self.memory.befell(report.event, report.modes, report.actors, report.recipients)
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
            token = token_at(scene.tree, expression.start, expression.end)
            tense = tense_of(scene, token)
            dated = tools.dates.resolve(
                expression, published=self.published, spoken=self.spoken, tense=tense
            )
            if dated is None or expression.kind == "modifier":
                continue
            last = last_token(scene.tree, expression.end)
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
        if NEGATION in auxiliary and is_condition(scene, finding.head):
            return None  # what would have to happen first, and does not
        if is_intolerable(scene, finding, self.coder.ontology):
            finding = replace(finding, act=self.coder.ontology.acts[CONDEMN])
        if is_called_for_later(scene, finding):
            auxiliary.add(FUTURE)
        if is_unasserted(scene, finding):
            return None
        if NEGATION in auxiliary and (
            is_kept_from(scene, finding.head) or is_kept_from(scene, finding.core.head)
        ):
            return None
        finding = threatened(scene, analysis.cast, finding)
        act = finding.act
        if act.event is None or self.is_fiction or is_fiction(scene, finding.head):
            return None
        if is_undecided(scene, finding.head) or is_undecided(scene, finding.core.head):
            return None
        actors, recipients = settle(finding)
        event = act.event
        if tells_of_own(scene, finding, actors, speakers):
            actors = distinct((*speakers, *actors))
        if saying is not None and saying.beside:
            speakers = ()
        if act.together is not None and len({p.code for p in actors if p.code}) > 1:
            act = self.coder.ontology.acts[act.together]
            finding = replace(finding, act=act)
            event = act.event or event
        blames = act.event == "ACCUSE" and act.id not in OF_JUSTICE
        done_to = scene.tree.is_passive(finding.core.head) and not scene.grammar.chaining
        if blames and not actors and speakers and finding.core.kind != "noun" and not done_to:
            actors, speakers = speakers, ()
        if act.id == "deploy_troops" and actors and all(p.sector == "COP" for p in actors):
            act = self.coder.ontology.acts["deploy_police"]
            finding = replace(finding, act=act)
        if act.recipient == "none":
            recipients = ()
        carried = not actors and bool(recipients) and self._goes_on(sentence, act)
        if carried:
            actors = self._carried()
        if act.recipient == "required" and actors and not recipients and not act.mutual:
            recipients = self._implied(actors)
        if not actors and not recipients:
            actors = analysis.cast.of(finding.core.nouns, owners=False)
            if scene.grammar.chaining and any(is_guessed(p) for p in actors):
                return None
        core = self.coder.ontology.acts[finding.core.act]
        recipients = set_free(core, actors, recipients, self.memory)
        recipients = domestic(act, actors, not_by_guess(actors, recipients))
        if scene.grammar.chaining and act.event == "ASSAULT":
            recipients = as_places(not_their_own(actors, recipients))
        if not actors and self._is_mentioned(analysis, finding):
            return None
        if not recipients and scene.grammar.chaining and befalls_a_number(scene, finding, counts):
            recipients = counted_people(scene, scene.tree.objects(finding.core.head))
        heads = (finding.head, finding.core.head, *finding.core.doers)
        place = tools.places.of(scene, *heads, but=finding.recipient.tokens) or tools.places.of(
            scene, *scene.tree.chained(finding.head), but=finding.recipient.tokens
        )
        if not recipients and act.event in _ON_GROUND:
            recipients = of_the_ground(scene, finding, actors, tools.places)
        if not actors:
            actors = of_the_land(scene, finding, place)
        if act.event == "PROTEST" and not actors and place is not None and place.country:
            where = place.span
            text = self.story.text[where.start : where.end] if where is not None else ""
            why = f"a protest in {place.name}"
            actors = (Participant(place.country, None, text, place.span, why=why),)
        if act.event == "PROTEST" and not actors:
            actors = at_home(crowd_of(scene, finding), self.memory.home)
        if place is not None:
            actors, recipients = (
                local(act, actors, recipients, place),
                local(act, recipients, actors, place),
            )
        if act.modes == ("demo",) and finding.lone and holds_office(actors):
            return None  # who governs does not protest: a rally of a campaign
        if scene.grammar.chaining and is_within_state(act, actors, recipients):
            return None
        if act.modes == ("demo",) and is_seat(analysis, finding, speakers):
            return None
        if self.of_private and not any(p.sector in OF_STATE for p in (*actors, *recipients)):
            return None  # a story of sport or markets: countries are teams or firms there
        if not worth_recording(act, actors, recipients, place):
            return None
        nouns = {m.head for m in scene.phrases if m.phrase in tools.lexicon.nouns}
        when = date_of(scene, finding, dated, nouns)
        if when is not None and self.published is not None and when.start > self.published:
            when = when if FUTURE in auxiliary or HYPOTHETICAL in auxiliary else None
        if when is not None and self.published and is_historical(when, self.published):
            auxiliary.add(HISTORICAL)
        actors = own_words(actors, speakers)
        if act.event in _TOLD:
            recipients = addressed(recipients, self.memory, finding.head)
        steps = [*finding.steps, *_role_steps(actors, recipients)]
        if speakers:
            steps += [Step("attribution", p.text, p.why, p.span) for p in speakers]
        if when is not None:
            steps.append(Step("date", f"{when.start} ({when.precision})", when.why, when.span))
        flags = [*sentence.flags]
        known = actors, recipients
        said = [(d.start, d.end) for d in self._expressions(sentence, tools)]
        actors, recipients = with_unknown(scene, finding, actors, recipients, said, tools.places)
        recipients = struck(act, actors, recipients, speakers, self.memory)
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
            numbers=numbers_of(scene, finding, counts),
            confidence=confidence,
            flags=tuple(dict.fromkeys(flags)),
            trace=tuple(steps),
        )

    def _is_mentioned(self, analysis: Analysis, finding: Finding) -> bool:
        """Whether a noun only names a deed of nobody about which somebody says something
        ("described the raid as a mistake", "deplored the assault")."""
        scene = analysis.scene
        if scene.grammar.chaining or finding.core.kind != "noun" or finding.composed:
            return False
        if finding.act.event not in _OF_FORCE:
            return False
        verb = scene.tree.head(finding.core.head)
        if scene.tree.base[finding.core.head] not in ("obj", "obl", "nsubj"):
            return False
        if scene.sentence.lemmas[verb] in scene.grammar.reporting.verbs:
            return True
        return any(
            other.act.event in _OF_SPEECH and verb in (other.head, other.core.head)
            for other in analysis.findings
            if other is not finding
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
            return analysis.quoted or accuser(analysis, finding)
        if saying.word in finding.tokens:
            return ()
        if not saying.speakers or speaks_of(analysis, saying, finding):
            return self._left_out(analysis)
        return analysis.cast.of(saying.speakers) or source_of(analysis.scene, saying)

    def _left_out(self, analysis: Analysis) -> tuple[Participant, ...]:
        """The speaker whom a sentence without a subject leaves out."""
        why = "subject left out: as in the sentence before"
        return tuple(replace(p, why=f"{why}: {p.why}") for p in analysis.topic)


def of_the_story(reports: Sequence[Report], organs: Mapping[str, set[str]]) -> list[Report]:
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
