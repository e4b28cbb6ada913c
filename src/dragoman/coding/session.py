"""The coding of one story: its sentences one after the other, with what has been spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dragoman.coding.parties.memory import Memory, Told
from dragoman.coding.parties.reasons import LEADS
from dragoman.coding.reporting import report_of, without_things
from dragoman.coding.time import DateExpression, is_historical
from dragoman.coding.time.dating import STORY, last_token, tense_of, token_at
from dragoman.coding.words.numbers import Counts
from dragoman.model import (
    HISTORICAL,
    NEGATION,
    Dated,
    Report,
    Sentence,
    Step,
    Story,
)
from dragoman.ontology import Ontology
from dragoman.reading import MACHINE_TRANSLATED

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis, Coder, Origin, Tools


_OF_JUSTICE = frozenset({"COP", "JUD"})
_LETTER = "send_letter"
_WRITTEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "CONCEDE"})
_MANY_WORKS = 3
"""So many words for works of fiction in so many first sentences make a review."""

NEWS_DAYS = 7
"""A day that a story speaks of is its own only if it lies at most a week before publication."""


class Session:
    """The coding of one story: what has been spoken of, and when. `alone`: it is one sentence."""

    def __init__(self, coder: Coder, story: Story, origin: Origin, *, alone: bool = False) -> None:
        self.coder, self.story = coder, story
        least, doubted = coder.least
        self.least = (0.0 if alone else least, doubted)
        self.memory = Memory(
            coder.actors,
            home=origin.home or origin.country,
            text=story.text,
            outlook=origin.outlook,
        )
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
        translated = MACHINE_TRANSLATED in self.story.flags
        return self.coder.analyse(sentence, self.memory, self.published, translated=translated)

    def reports(self, analysis: Analysis) -> list[Report]:
        """The reports of the sentence that was analysed last."""
        sentence = analysis.scene.sentence
        tools = self.coder.tools[sentence.lang]
        dated = self._dates(analysis, tools)
        counts = Counts(tools.numbers, sentence.text)
        found = []
        for finding in analysis.findings:
            report = report_of(self, analysis, finding, dated, counts, tools)
            if report is not None:
                found.append(report)
                self.memory.told.append(Told.of(report))
                if not report.auxiliary:
                    self.memory.did(report.event, report.actors)
                if NEGATION not in report.auxiliary:
                    self.memory.befell(report.event, report.modes, report.actors, report.recipients)
                if len(report.actors) > 1 and LEADS not in report.actors[0].why:
                    mutual = self.coder.ontology.acts[report.act].mutual
                    self.memory.speak(
                        report.actors, token=0, person=False, subject=True, deed=mutual
                    )
        apart = not tools.pack.grammar.chaining
        return without_things(_once(found, self.coder.ontology, apart=apart))

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
        *found, sure = report.trace
        return replace(report, date=day, trace=(*found, step, sure))

    # --- time

    def _dates(self, analysis: Analysis, tools: Tools) -> list[tuple[DateExpression, Dated, int]]:
        """Date expressions with their days and the token each stands at; notes the last day."""
        if self.published is None:
            return []
        scene = analysis.scene
        found = []
        for expression in self.date_expressions(scene.sentence, tools):
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

    def date_expressions(self, sentence: Sentence, tools: Tools) -> Sequence[DateExpression]:
        """The date expressions of a sentence, looked for once."""
        if self._looked[0] != sentence.index:
            self._looked = (sentence.index, tuple(tools.dates.find(sentence.text)))
        return self._looked[1]


def _once(reports: Sequence[Report], ontology: Ontology, *, apart: bool) -> list[Report]:
    """Reports of one sentence that say the same, once: the one of the more special act, of these
    the surest; and none of a state as a whole beside one of its people. `apart`: not one are those
    whose recipients are named by different words ("attacked a base and killed twelve soldiers");
    where clauses are chained, these are one deed."""
    kept: dict[tuple[object, ...], Report] = {}
    for report in sorted(reports, key=lambda r: (ontology.acts[r.act].is_general, -r.confidence)):
        key = (
            *_sort(report),
            *_together(report, apart=apart),
            frozenset((p.key, p.span if apart else None) for p in report.recipients),
        )
        kept.setdefault(key, report)
    found = list(kept.values())
    people = {
        (*_sort(r), frozenset(p.code for p in r.recipients))
        for r in found
        if r.recipients and all(p.sector for p in r.recipients)
    }
    found = [
        r
        for r in found
        if not r.recipients
        or any(p.sector for p in r.recipients)
        or (*_sort(r), frozenset(p.code for p in r.recipients)) not in people
    ]
    found = [r for r in found if not any(_is_letter_of(r, other) for other in found)]
    return sorted(found, key=lambda r: (r.trigger.start, r.act))


def _together(report: Report, *, apart: bool) -> tuple[object, ...]:
    """The words of who does something together of whom several have one code ("met members of a
    delegation for talks with the guild")."""
    several = len({p.key for p in report.actors}) < len(report.actors)
    if not apart or not several or report.recipients:
        return ()
    return (frozenset(p.span for p in report.actors),)


def _is_letter_of(report: Report, other: Report) -> bool:
    """Whether it is only the letter in which the same ones ask for or say something."""
    if report.act != _LETTER or other.event not in _WRITTEN:
        return False
    return {p.key for p in report.actors} == {p.key for p in other.actors}


def _sort(report: Report) -> tuple[object, ...]:
    actors = frozenset(p.key for p in report.actors)
    return report.event, report.modes, report.auxiliary, actors
