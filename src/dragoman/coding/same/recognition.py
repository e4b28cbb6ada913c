"""The same event told by several stories, in whatever language: recognised as the stories pass.

What makes two tellings one event is said in `sameness`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.coding.same.merging import united
from dragoman.coding.same.sameness import ENOUGH, Key, Telling, contradict, evidence, telling
from dragoman.model import Event, Same, Step, Story
from dragoman.ontology import Ontology

REMEMBERED = 100_000
"""Events that are kept to be known again; the oldest are forgotten first."""


class Recognizer:
    """Tells of each event of a run whether it was told before, and by which.

    Of the events that it was shown it remembers the last `remembered`, about a kilobyte each.
    """

    def __init__(self, ontology: Ontology, remembered: int = REMEMBERED) -> None:
        self._ontology = ontology
        self._remembered = remembered
        self._order: deque[Key] = deque()
        self._groups: dict[Key, list[list[tuple[Telling, str]]]] = {}

    def recognise(self, event: Event, story: Story) -> Event:
        """The event, with `same_as` naming the first one of the run that it is the same as."""
        one = telling(event, story, self._ontology)
        key = one.key
        if key is None:
            return event
        self._order.append(key)
        self._forget()
        groups = self._groups.setdefault(key, [])
        best: tuple[float, str, list[tuple[Telling, str]]] | None = None
        for group in groups:
            if any(contradict(one, other) for other, _ in group):
                continue
            sure, why = max(evidence(one, other, self._ontology) for other, _ in group)
            if sure >= ENOUGH and (best is None or sure > best[0]):
                best = (sure, why, group)
        if best is None:
            groups.append([(one, story.id)])
            return event
        _, why, group = best
        first, name = group[0]
        group.append((one, story.id))
        return replace(event, same_as=Same(first.id, name, why))

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
