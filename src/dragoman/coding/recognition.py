"""The same event told by several stories, in whatever language: recognised as the stories pass.

Two events are one if they tell the same act (or one says it more generally), by the same parties in
the same direction, on the same day, neither denied, planned or supposed where the other is not. A
story that dates its event only by its own publication may mean that day or the day before, since
news is read a day later in the east; two such stories must be of the same day.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.coding.coder import STORY
from dragoman.coding.merging import BLOCKING, kindred, same_side, united
from dragoman.model import Event, Same, Step, Story
from dragoman.ontology import Ontology

REMEMBERED = 100_000
"""Events that are kept to be known again; the oldest are forgotten first."""

_ROOT = 2  # digits of a CAMEO code that name its root
Key = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of an event to know it again."""

    event: Event
    lang: str
    day: date | None
    last: date | None
    published: date | None


class Recognizer:
    """Tells of each event of a run whether it was told before, and by which.

    Of the events that it was shown it remembers the last `remembered`, about a kilobyte each.
    """

    def __init__(self, ontology: Ontology, remembered: int = REMEMBERED) -> None:
        self._ontology = ontology
        self._remembered = remembered
        self._order: deque[Key] = deque()
        self._groups: dict[Key, list[list[_Known]]] = {}

    def recognise(self, event: Event, story: Story) -> Event:
        """The event, with `same_as` naming the first one of the run that it is the same as."""
        key = _key(event, self._ontology)
        if key is None:
            return event
        one = _known(event, story)
        self._order.append(key)
        self._forget()
        groups = self._groups.setdefault(key, [])
        for group in groups:
            if all(self._same(one, other) for other in group):
                first = group[0].event
                group.append(one)
                why = f"{event.event} by and towards the same parties, {_days(one, group[0])}"
                return replace(event, same_as=Same(first.id, first.story, why))
        groups.append([one])
        return event

    def _forget(self) -> None:
        while len(self._order) > self._remembered:
            key = self._order.popleft()
            groups = self._groups.get(key, [])
            if groups:
                oldest = groups[0]
                oldest.pop(0)
                if not oldest:
                    groups.pop(0)
            if not groups:
                self._groups.pop(key, None)

    def _same(self, one: _Known, other: _Known) -> bool:
        left, right = one.event, other.event
        if left.story == right.story:
            return False
        if left.modes and right.modes and left.modes != right.modes:
            return False
        if (set(left.auxiliary) ^ set(right.auxiliary)) & BLOCKING:
            return False
        if not _same_day(one, other):
            return False
        places = {e.place.country for e in (left, right) if e.place and e.place.country}
        if len(places) > 1:
            return False
        mutual = self._ontology.acts[left.act].mutual and self._ontology.acts[right.act].mutual
        if not mutual and not (
            same_side(left.actors, right.actors, strict=True)
            and same_side(left.recipients, right.recipients, strict=True)
        ):
            return False
        if kindred(left.act, right.act, self._ontology):
            return True
        return one.lang != other.lang and left.cameo[:_ROOT] == right.cameo[:_ROOT]


def merged(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events that were recognised as one (`Recognizer`) as one event each, in the order of the
    first: with the reports of all its stories, and a step that says why."""
    order: dict[str, list[Event]] = {}
    for event in events:
        order.setdefault(event.same_as.event if event.same_as else event.id, []).append(event)
    return tuple(_merged(group) for group in order.values())


def _merged(group: Sequence[Event]) -> Event:
    first, *others = group
    if not others:
        return first
    reports = list(first.reports)
    for other in others:
        assert other.same_as is not None
        step = Step("merging", f"same event as in story {first.story}", other.same_as.why)
        reports += [replace(r, trace=(*r.trace, step)) for r in other.reports]
    return replace(united(first, others), reports=tuple(reports))


def _key(event: Event, ontology: Ontology) -> Key | None:
    """What events must have in common to be compared at all; None for one too vague to be known
    again: of a mutual act with one party only, or of others without an actor."""
    actors = tuple(sorted({p.code for p in event.actors if p.code}))
    recipients = tuple(sorted({p.code for p in event.recipients if p.code}))
    if ontology.acts[event.act].mutual:
        both = tuple(sorted({*actors, *recipients}))
        return (event.event, both, ()) if len(both) > 1 else None
    return (event.event, actors, recipients) if actors else None


def _known(event: Event, story: Story) -> _Known:
    published = story.published.date() if story.published is not None else None
    lang = event.reports[0].lang
    light = replace(event, reports=(), contexts=(), attributed_to=(), numbers=(), flags=())
    dated = event.date if event.date is not None and event.date.precision != STORY else None
    if dated is None:
        return _Known(light, lang, None, None, published)
    return _Known(light, lang, dated.start, dated.end, published)


def _same_day(one: _Known, other: _Known) -> bool:
    if one.day and one.last and other.day and other.last:
        return one.day <= other.last and other.day <= one.last
    if one.day is None and other.day is None:
        return one.published is not None and one.published == other.published
    dated, undated = (one, other) if one.day else (other, one)
    if undated.published is None or dated.day is None or dated.last is None:
        return False
    before = undated.published - timedelta(days=1)
    return dated.day <= undated.published and before <= dated.last


def _days(one: _Known, other: _Known) -> str:
    days = [str(k.day or f"published {k.published}") for k in (other, one)]
    return f"on {days[0]}" if days[0] == days[1] else f"{days[0]} and {days[1]}"
