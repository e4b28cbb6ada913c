"""From a finding to the report of it, or to none: the last step of the coding of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.coding.acts.finding import Finding, certainty
from dragoman.coding.acts.tolls import numbers_of
from dragoman.coding.parties.completing import addressed, is_within_state, own_words
from dragoman.coding.parties.mentions import ARTIFACT
from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.parties.reasons import NAMED_BEFORE, is_guessed
from dragoman.coding.parties.recalling import of_the_enemy, struck
from dragoman.coding.parties.settled import Sides, sides_of
from dragoman.coding.parties.unknown import THING, is_one_another, with_unknown
from dragoman.coding.parts.evidence import Setting
from dragoman.coding.parts.weighing import weighed
from dragoman.coding.relevance import holds_office, is_among_kin, is_seat, worth_recording
from dragoman.coding.saying.asserting import asserted
from dragoman.coding.saying.attribution import in_quotes, saying_of
from dragoman.coding.saying.speakers import speakers_of
from dragoman.coding.scene import Scene, is_plural
from dragoman.coding.time import DateExpression
from dragoman.coding.time.bygone import is_background
from dragoman.coding.time.dating import date_of
from dragoman.coding.trust import weighing as trust
from dragoman.coding.trust.evidence import Draft, gather
from dragoman.coding.words.numbers import Count
from dragoman.model import (
    AUXILIARIES,
    FUTURE,
    HISTORICAL,
    HYPOTHETICAL,
    Dated,
    Participant,
    Report,
    Step,
)

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis, Tools
    from dragoman.coding.session import Session

_TOLD = frozenset({"REQUEST", "AGREE"})
"""What is said to someone."""
_END_OF_PROTEST = "call_off_protest"
LEAST_SURE = 0.46
"""What the rules doubt if they are less sure: an operator such as "expect" that stands alone."""
LEAST_LIKELY, LEAST_DOUBTED = 0.1, 0.45
"""Likelihood below which a finding is no report: one that the rules do not doubt (unless the text
is but one sentence, of which little is sure), and one that they do."""
UNSURE, ONLY_SAID, NOBODYS = "unsure", "only said", "of nobody who counts"
"""Why the rules doubt that a finding is a report; what it weighs is fitted."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A report with what was weighed for it, for whoever fits the weights."""

    report: Report
    setting: Setting
    kinds: tuple[str, ...]


def report_of(
    session: Session,
    analysis: Analysis,
    finding: Finding,
    dated: Sequence[tuple[DateExpression, Dated, int]],
    counts: Sequence[Count],
    tools: Tools,
) -> Report | None:
    """The report of a finding, or None where the sentence does not say that it is done, where it is
    no political event, and where it is too unsure.

    `dated`: the sentence's date expressions, each with its day and token; `counts`: its numbers.
    """
    scene, sentence = analysis.scene, analysis.scene.sentence
    if session.is_fiction:
        return None
    saying = saying_of(scene, finding.head)
    speakers = speakers_of(analysis, saying, finding)
    reported = saying is not None or bool(analysis.quoted)
    said = asserted(analysis, finding, session.coder.ontology, speakers, reported=reported)
    if said is None:
        return None
    finding, auxiliary = said
    sides = sides_of(session, analysis, finding, speakers, saying, counts, tools.places)
    if sides is None or not _is_event(session, analysis, sides):
        return None
    doubts = [] if _is_worth_it(sides, sides.actors, sides.recipients) else [NOBODYS]
    finding, speakers, act = sides.finding, sides.speakers, sides.finding.act
    when = _when(session, scene, finding, dated, auxiliary, tools)
    if (
        session.published
        and (dated or when)
        and is_background(scene, finding, when, dated, session.published)
    ):
        auxiliary.add(HISTORICAL)
    named = own_words(sides.actors, speakers), sides.recipients
    if act.event in _TOLD:
        named = named[0], addressed(named[1], session.memory, finding.head)
    expressions = session.date_expressions(sentence, tools)
    spans = [(d.start, d.end) for d in expressions]
    actors, recipients = with_unknown(scene, finding, *named, spans, tools.places)
    recipients = struck(act, actors, recipients, speakers, session.memory)
    recipients = of_the_enemy(act, actors, recipients, session.memory)
    if not recipients and _is_only_said(finding, actors):
        doubts.append(ONLY_SAID)
    others = named[1]
    if named != (actors, recipients) and _are_names(scene, finding.recipient.unknown):
        others = (*recipients, *actors[len(named[0]) :])
    ruled = certainty(finding, named[0], others, sentence.flags, auxiliary)
    if ruled < LEAST_SURE:
        doubts.append(UNSURE)
    setting = Setting(
        scene,
        analysis.cast,
        finding,
        actors,
        recipients,
        speakers,
        analysis.topic,
        analysis.findings,
        analysis.triggers,
        not recipients
        and (_is_to_nobody(session, finding) or _is_to_one_another(scene, finding, actors)),
    )
    parts = weighed(setting, session.coder.parts)
    actors, recipients = parts.actors, parts.recipients
    if not actors and not recipients:
        return None
    if NOBODYS in doubts and not _is_worth_it(sides, actors, recipients):
        return None
    draft = Draft(
        scene,
        finding,
        actors,
        recipients,
        speakers,
        frozenset(auxiliary),
        len(analysis.findings),
        ruled,
        tuple(doubts),
    )
    kinds = gather(draft)
    confidence = ruled
    if session.coder.trust:
        confidence = trust.likelihood(kinds, session.coder.trust)
    if confidence < session.least[bool(doubts)]:
        return None
    assert act.event is not None  # of all acts that are asserted
    within = scene.tree.subtree(finding.head) if len(analysis.findings) > 1 else None
    first, last = finding.tokens[0], finding.tokens[-1]
    offsets = scene.tree.offsets
    report = Report(
        story=session.story.id,
        sentence=sentence.index,
        lang=sentence.lang,
        role=sentence.role,
        span=sentence.span(0, len(sentence) - 1),
        trigger=sentence.span(first, last),
        trigger_text=sentence.text[offsets[first][0] : offsets[last][1]],
        act=act.id,
        event=act.event,
        modes=act.modes,
        contexts=_contexts(scene, act.contexts, tools.contexts, within),
        auxiliary=tuple(a for a in AUXILIARIES if a in auxiliary),
        actors=actors,
        recipients=recipients,
        attributed_to=speakers,
        date=when,
        place=sides.place,
        numbers=numbers_of(scene, finding, counts),
        confidence=confidence,
        flags=_flags(scene, sides, actors, recipients),
        trace=(
            *_trace(finding, actors, recipients, speakers, when),
            *parts.steps,
            trust.step(kinds, session.coder.trust, confidence),
        ),
    )
    if session.coder.heed is not None:
        session.coder.heed(Considered(report, setting, kinds))
    return report


def without_things(reports: Sequence[Report]) -> list[Report]:
    """The reports without recipients that are things, of which their traces tell; none of those
    that then are of nobody."""
    found = []
    for report in reports:
        things = [p for p in report.recipients if p.code is None and THING in p.why]
        if things:
            kept = tuple(p for p in report.recipients if p not in things)
            trace = tuple(
                replace(step, what=f"not {step.what}", by=THING) if THING in step.by else step
                for step in report.trace
            )
            report = replace(report, recipients=kept, trace=trace)
        if report.actors or report.recipients:
            found.append(report)
    return found


def _is_to_nobody(session: Session, finding: Finding) -> bool:
    """Whether what somebody refuses to do would be done to nobody ("refused to call elections")."""
    refused = finding.act.event == "REJECT" and finding.composed
    core = session.coder.ontology.acts.get(finding.core.act)
    return refused and core is not None and core.recipient == "none"


def _is_to_one_another(scene: Scene, finding: Finding, actors: Sequence[Participant]) -> bool:
    """Whether those who do it do it to each other, and so to nobody else ("rivals trade blame")."""
    core = finding.core
    if not actors or finding.composed:
        return False
    words = (*core.tokens, *scene.tree.children[core.head])
    said = any(is_one_another(scene, t) for t in words)
    if not said and not core.expression.mutual:
        return False
    heads = (m for t in finding.actor.tokens for m in scene.mentions.headed(t))
    several = len(actors) > 1 or any(is_plural(scene, m) for m in heads)
    # where words are cut by their sense, it may be a part of another one (각서로)
    return several or (said and not scene.grammar.chaining)


def _is_event(session: Session, analysis: Analysis, sides: Sides) -> bool:
    """Whether it may be a political event, by who stands on its sides."""
    finding, actors, recipients = sides.finding, sides.actors, sides.recipients
    act, chaining = finding.act, analysis.scene.grammar.chaining
    demonstrates = act.modes == ("demo",)
    if demonstrates and finding.lone and holds_office(actors):
        return False  # who governs does not protest: a rally of a campaign
    if chaining and is_within_state(act, actors, recipients):
        return False
    if demonstrates and is_seat(analysis, finding, sides.speakers):
        return False
    if _is_quality(analysis.scene, sides) or is_among_kin(
        analysis.scene, finding, actors, recipients
    ):
        return False
    of_state = any(p.sector in OF_STATE for p in (*actors, *recipients))
    return of_state or not session.of_private  # countries are teams in a story of sport


def _is_worth_it(
    sides: Sides, actors: Sequence[Participant], recipients: Sequence[Participant]
) -> bool:
    """Whether it is worth recording if these stand on its sides."""
    strikes = sides.finding.core.act == _END_OF_PROTEST
    return worth_recording(sides.finding.act, actors, recipients, sides.place, of_protest=strikes)


def _is_only_said(finding: Finding, who: Sequence[Participant]) -> bool:
    """Whether somebody whose country is not said promises or refuses nothing that is known ("the
    minister is ready for everything")."""
    if not finding.act.operator or finding.composed or finding.core.act != finding.act.id:
        return False
    return not any(p.code and (not is_guessed(p) or NAMED_BEFORE in p.why) for p in who)


def _is_quality(scene: Scene, sides: Sides) -> bool:
    """Whether what nobody is said to have done only says which people are meant whose country is
    not said ("freed a man held hostage")."""
    verb = sides.finding.core.head
    if sides.actors or not scene.tree.sentence.deprels[verb].startswith("acl"):
        return False
    inside = {t for m in scene.mentions.headed(scene.tree.head(verb)) for t in (m.first, m.last)}
    heads = {scene.tree.head(verb), *inside}
    return (
        bool(sides.recipients)
        and all(map(is_guessed, sides.recipients))
        and any(
            scene.sentence.starts[t] == p.span.start
            for t in heads
            for p in sides.recipients
            if p.span is not None
        )
    )


def _when(
    session: Session,
    scene: Scene,
    finding: Finding,
    dated: Sequence[tuple[DateExpression, Dated, int]],
    auxiliary: Collection[str],
    tools: Tools,
) -> Dated | None:
    """The day of the act; none that is to come of what has been done."""
    nouns = {m.head for m in scene.phrases if m.phrase in tools.lexicon.nouns}
    when = date_of(scene, finding, dated, nouns)
    if when is not None and session.published is not None and when.start > session.published:
        return when if FUTURE in auxiliary or HYPOTHETICAL in auxiliary else None
    return when


def _are_names(scene: Scene, tokens: Sequence[int]) -> bool:
    return any(scene.sentence.upos[t] == "PROPN" for t in tokens)


def _flags(
    scene: Scene,
    sides: Sides,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
) -> tuple[str, ...]:
    """The sentence's flags and those of the report."""
    flags = [*scene.sentence.flags]
    if in_quotes(scene, sides.finding.core.head):
        flags.append("quoted")
    if any(p.why.startswith(ARTIFACT) for p in (*actors, *recipients)):
        flags.append("translation-artifact")
    if sides.carried:
        flags.append("carried-actor")
    if any(p.span is None for p in recipients):
        flags.append("implied-recipient")
    return tuple(dict.fromkeys(flags))


def _trace(
    finding: Finding,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    speakers: Sequence[Participant],
    when: Dated | None,
) -> tuple[Step, ...]:
    """The steps by which the report was found: the act's, then those of parties and date."""
    steps = [*finding.steps]
    for kind, who in (("actor", actors), ("recipient", recipients), ("attribution", speakers)):
        steps += [Step(kind, p.text, p.why, p.span) for p in who]
    if when is not None:
        steps.append(Step("date", f"{when.start} ({when.precision})", when.why, when.span))
    return tuple(steps)


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
        if longer and any(
            m.first <= match.first and match.last <= m.last and m != match for m in longer
        ):
            continue
        for context in by_phrase.get(match.phrase, ()):
            found.setdefault(context)
    return tuple(found)
