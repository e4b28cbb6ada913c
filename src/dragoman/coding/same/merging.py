"""Reports of the same event within a story become one event with several reports.

Two reports are one event if they tell the same type, none contradicts the other in mode, date or
auxiliary mode, and the parties on each side are the same as far as both name them. Nothing is
merged across different days, directions or contradicting auxiliary modes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.time.dating import STORY
from dragoman.model import HEADLINE, Dated, Event, Participant, Report, Step, Story
from dragoman.ontology import Ontology

SAID = frozenset({"REJECT", "REQUEST", "AGREE"})
"""Types of what is done in words, of which one actor may do several of one act to nobody named."""
_SHARED = 0.4
_SHORTEST = 4
BLOCKING = frozenset({"negation", "future", "hypothetical"})


def merge(
    reports: Sequence[Report], story: Story, ontology: Ontology, coder: str
) -> tuple[Event, ...]:
    """The events of one story, in the order of their first reports.

    `coder` is the coder's name and version, part of every event's id.
    """
    groups: list[list[Report]] = []
    for report in reports:
        for group in groups:
            if all(
                _same(report, other, ontology) and _of_one_content(report, other, story)
                for other in group
            ):
                group.append(report)
                break
        else:
            groups.append([report])
    return tuple(_event(group, story, ontology, coder) for group in groups)


def kindred(one: str, other: str, ontology: Ontology) -> bool:
    """Whether one act is the other, or the same said more generally (CAMEO 19 and 195)."""
    if one == other:
        return True
    codes = [(ontology.acts[act].cameo or "").rstrip("0") for act in (one, other)]
    return len(min(codes)) > 1 and (codes[0].startswith(codes[1]) or codes[1].startswith(codes[0]))


def _same(one: Report, other: Report, ontology: Ontology) -> bool:
    if one.event != other.event or not kindred(one.act, other.act, ontology):
        return False
    if one.modes and other.modes and one.modes != other.modes:
        return False
    if (set(one.auxiliary) ^ set(other.auxiliary)) & BLOCKING:
        return False
    if not _same_day(one.date, other.date):
        return False
    if one.act != other.act and one.sentence == other.sentence:
        return False
    if same_side(one.actors, other.actors, strict=True):
        if not _same_parties(one, other, ontology):
            return False
        return same_side(one.recipients, other.recipients, strict=False)
    if one.actors and other.actors:
        return False
    return bool(one.recipients) and same_side(one.recipients, other.recipients, strict=True)


def _of_one_content(one: Report, other: Report, story: Story) -> bool:
    """Whether two reports of words to nobody who is known may be the same words: one is the
    headline, or their sentences share enough of their longer words or characters."""
    if one.event not in SAID or (_known(one.recipients) and _known(other.recipients)):
        return True
    if HEADLINE in (one.role, other.role) or one.sentence == other.sentence:
        return True
    parties = _words(" ".join(p.text for r in (one, other) for p in (*r.actors, *r.recipients)))
    first, second = (_words(story.text[r.span.start : r.span.end]) - parties for r in (one, other))
    return len(first & second) >= _SHARED * min(len(first), len(second))


def _words(text: str) -> set[str]:
    """The longer words of a text; where words are not written apart, its pairs of characters."""
    words = {w for w in re.findall(r"\w+", text.lower()) if len(w) > _SHORTEST}
    if any(c >= "\u3040" for c in text):
        joined = "".join(re.findall(r"[\u3040-\u9fff\uac00-\ud7a3]+", text))
        return {joined[i : i + 2] for i in range(len(joined) - 1)}
    return words


def _same_parties(one: Report, other: Report, ontology: Ontology) -> bool:
    """Whether the actors are the same, or of a mutual act one report names only one of them."""
    left, right = ({p.code or p.sector for p in r.actors} for r in (one, other))
    if left == right:
        return True
    mutual = ontology.acts[one.act].mutual and one.act == other.act
    return mutual and min(len(left), len(right)) == 1


def _same_day(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None or STORY in (one.precision, other.precision):
        return True
    return one.start <= other.end and other.start <= one.end


def same_side(one: Sequence[Participant], other: Sequence[Participant], *, strict: bool) -> bool:
    """Whether two lists name the same parties, those of whom nothing is known aside; an empty list
    fits any unless `strict`."""
    one, other = _known(one), _known(other)
    if not one or not other:
        return not strict or (not one and not other)
    left, right = {p.code or p.sector for p in one}, {p.code or p.sector for p in other}
    if left != right and not (left <= right or right <= left):
        return False
    sectors = {(p.code, p.sector) for p in one} & {(p.code, p.sector) for p in other}
    if sectors:
        return True
    return any(
        p.code == q.code
        and None in (p.sector, q.sector)
        and {p.sector, q.sector} <= OF_STATE | {None}
        for p in one
        for q in other
    )


def _known(side: Sequence[Participant]) -> Sequence[Participant]:
    return [p for p in side if p.code or p.sector]


def _event(group: Sequence[Report], story: Story, ontology: Ontology, coder: str) -> Event:
    best = max(group, key=lambda r: (r.confidence, len(r.modes), -r.sentence, -r.trigger.start))
    act = ontology.acts[best.act]
    modes = max((r.modes for r in group), key=len)
    reports = tuple(
        r
        if r is group[0]
        else replace(
            r, trace=(*r.trace, Step("merging", "same type, parties and time", group[0].act))
        )
        for r in group
    )
    contexts = dict.fromkeys(c for r in group for c in r.contexts)
    flags = dict.fromkeys((*story.flags, *(f for r in group for f in r.flags)))
    numbers: dict[str, int] = {}
    for report in group:
        for kind, value in report.numbers:
            numbers[kind] = max(value, numbers.get(kind, 0))
    return Event(
        id=_identity(group, story, coder),
        story=story.id,
        act=best.act,
        event=best.event,
        modes=modes,
        contexts=tuple(contexts),
        auxiliary=best.auxiliary,
        actors=_side([r.actors for r in group]),
        recipients=_side([r.recipients for r in group]),
        attributed_to=_side([r.attributed_to for r in group]),
        date=_surest([r.date for r in group if r.date is not None]),
        place=next((r.place for r in group if r.place is not None), None),
        numbers=tuple(sorted(numbers.items())),
        confidence=max(r.confidence for r in group),
        flags=tuple(flags),
        reports=reports,
        quad=ontology.quad(best.event),
        score=ontology.score(best.event, modes),
        cameo=act.cameo or "",
    )


def united(first: Event, others: Sequence[Event]) -> Event:
    """The first event with what others that are the same add to it; its reports stay its own."""
    every = (first, *others)
    numbers: dict[str, int] = {}
    for event in every:
        for kind, value in event.numbers:
            numbers[kind] = max(value, numbers.get(kind, 0))
    return replace(
        first,
        modes=max((e.modes for e in every), key=len),
        contexts=tuple(dict.fromkeys(c for e in every for c in e.contexts)),
        actors=_side([e.actors for e in every]),
        recipients=_side([e.recipients for e in every]),
        attributed_to=_side([e.attributed_to for e in every]),
        date=_surest([e.date for e in every if e.date is not None]),
        place=next((e.place for e in every if e.place is not None), None),
        numbers=tuple(sorted(numbers.items())),
        confidence=max(e.confidence for e in every),
        flags=tuple(dict.fromkeys(f for e in every for f in e.flags)),
    )


def _surest(dates: Sequence[Dated]) -> Dated | None:
    """The date that a sentence names rather than the story's, and the shortest stretch."""
    return min(dates, key=lambda d: (d.precision == STORY, d.end - d.start), default=None)


def _side(sides: Sequence[Sequence[Participant]]) -> tuple[Participant, ...]:
    """The parties of one side over all reports: of one code the one of whom most is known."""
    found: dict[tuple[str | None, str], list[Participant]] = {}
    for side in sides:
        for one in side:
            found.setdefault((one.code, "" if one.code else one.text), []).append(one)
    merged: list[Participant] = []
    for same in found.values():
        by_sector: dict[str | None, Participant] = {}
        for one in same:
            known = by_sector.get(one.sector)
            if known is None or (known.entity is None and one.entity is not None):
                by_sector[one.sector] = one
        if len(by_sector) > 1:
            by_sector.pop(None, None)
        merged += by_sector.values()
    return tuple(merged)


def _identity(group: Sequence[Report], story: Story, coder: str) -> str:
    """A hash of story, span, act, roles and coder: coding again changes nothing."""
    first = group[0]
    parts = [story.key, coder, first.act, str(first.trigger.start), str(first.trigger.end)]
    for side in (first.actors, first.recipients):
        parts.append(";".join(sorted(f"{p.code}.{p.sector}.{p.text}" for p in side)))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
