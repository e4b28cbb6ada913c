"""Whether two stories, in whatever language, tell the same event, and how sure that is.

There is one definition, used as stories pass (`recognition`) and over all that is kept (the
ledger). It has two parts. Two tellings that *contradict* each other are never one event: of
different days, places, modes, directions or persons, or one denied, planned or supposed where the
other is not. Where nothing contradicts, `evidence` says how much speaks for one event; with too
little they stay two.

A story that dates an event only by its own publication may mean that day or the day before, since
news is read a day later in the east.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.coding.cast import OF_STATE
from dragoman.coding.coder import STORY
from dragoman.coding.merging import BLOCKING, kindred
from dragoman.model import HISTORICAL, Event, Participant, Story
from dragoman.ontology import Ontology

Key = tuple[str, tuple[str, ...], tuple[str, ...]]

_ROOT = 2  # digits of a CAMEO code that name its root
_SHORT = 8
"""Days of the longest stretch that still says when something happened: a week and its end."""

_MOST, _BONUS = 0.98, 1.1
_ONE_SIDED, _ONE_SIDED_KIN, _NAMED, _UNSAID = 0.6, 0.85, 0.97, 0.97
_MISSING, _UNCODED, _FEWER, _SECTORS = 0.7, 0.8, 0.85, 0.8
_SAME_STRETCH, _LONG, _HALF_DATED, _SPOKEN, _PUBLISHED = 0.6, 0.45, 0.85, 0.9, 0.8
_GENERAL, _ROOTED = 0.9, 0.65
_SUBJECT, _SURE = 1.2, 0.75

ENOUGH = 0.5
"""How sure two tellings must at least be the same to be held for one event."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of an event as one story tells it.

    `story` is the story's key, by which two of one story are told. `first` and `last` are the days
    that its own sentence names, `spoken` is the day that the story speaks of, `published` that of
    publication; any may be unknown.
    """

    id: str
    story: str
    lang: str
    event: str
    act: str
    root: str
    mutual: bool
    modes: tuple[str, ...]
    auxiliary: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    first: date | None
    last: date | None
    spoken: date | None
    published: date | None
    country: str | None
    place: str | None

    @property
    def key(self) -> Key | None:
        """What tellings must have in common to be compared without further ground; None for one
        too vague: of a mutual act with one party only, or of others without an actor."""
        actors, recipients = _codes(self.actors), _codes(self.recipients)
        if self.mutual:
            both = tuple(sorted(actors | recipients))
            return (self.event, both, ()) if len(both) > 1 else None
        return (self.event, tuple(sorted(actors)), tuple(sorted(recipients))) if actors else None

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day on which it may have happened."""
        if self.first is not None and self.last is not None:
            return self.first, self.last
        if self.published is None:
            return (self.spoken, self.spoken) if self.spoken is not None else None
        before = self.published - timedelta(days=1)
        return min(before, self.spoken or before), self.published


def telling(event: Event, story: Story, ontology: Ontology) -> Telling:
    """What there is to know an event of a story by."""
    own = event.date if event.date is not None and event.date.precision != STORY else None
    place = event.place
    return Telling(
        id=event.id,
        story=story.key,
        lang=event.reports[0].lang,
        event=event.event,
        act=event.act,
        root=event.cameo[:_ROOT],
        mutual=ontology.acts[event.act].mutual,
        modes=event.modes,
        auxiliary=event.auxiliary,
        actors=event.actors,
        recipients=event.recipients,
        first=own.start if own else None,
        last=own.end if own else None,
        spoken=event.date.start if event.date is not None and own is None else None,
        published=story.published.date() if story.published is not None else None,
        country=place.country if place else None,
        place=place.name if place else None,
    )


def contradict(one: Telling, other: Telling) -> bool:
    """Whether two tellings cannot be of one event."""
    if one.event != other.event or one.story == other.story:
        return True
    if one.modes and other.modes and one.modes != other.modes:
        return True
    if (set(one.auxiliary) ^ set(other.auxiliary)) & BLOCKING:
        return True
    if one.country and other.country and one.country != other.country:
        return True
    return _other_days(one, other) or _other_parties(one, other)


def evidence(
    one: Telling, other: Telling, ontology: Ontology, *, kin: bool = False
) -> tuple[float, str]:
    """How sure two tellings that do not contradict each other are of one event, and why.

    `kin` says that their stories are of one subject: they tell other events in common, or one is a
    copy of the other. Then less is asked of the parties.
    """
    parties, who = _parties(one, other, kin)
    day, when = _day(one, other)
    act, what = _act(one, other, ontology, kin)
    sure = parties * day * act
    if one.place is not None and one.place == other.place:
        sure, when = sure * _BONUS, f"{when}, in {one.place}"
    return round(min(sure, _MOST), 2), f"{what} {who}, {when}"


def of_one_subject(links: Sequence[tuple[float, str, str]], records: int) -> bool:
    """Whether two stories are of one subject, by what they tell in common.

    `links` are how sure two of their tellings are one event, and the ids of both; `records` is how
    many events the shorter of the two tells. Two surer ones in common are enough, or one sure one
    if that is half of the story.
    """
    seen: set[str] = set()
    common: list[float] = []
    for sure, one, other in sorted(links, key=lambda link: (-link[0], link[1:])):
        if one not in seen and other not in seen:
            seen |= {one, other}
            common.append(sure)
    return sum(common) >= _SUBJECT or (common[0] >= _SURE and 2 * len(common) >= records)


# --- what contradicts


def _other_days(one: Telling, other: Telling) -> bool:
    left, right = one.span, other.span
    if left is None or right is None:
        return False
    if left[0] > right[1] or right[0] > left[1]:
        return True
    if one.first is not None or other.first is not None:
        return False
    if one.spoken is not None and other.spoken is not None and one.spoken == other.spoken:
        return False
    return one.published != other.published


def _other_parties(one: Telling, other: Telling) -> bool:
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    if one.mutual or other.mutual:
        left, right = (
            _codes((*one.actors, *one.recipients)),
            _codes((*other.actors, *other.recipients)),
        )
        return bool(left and right) and not left & right
    for left_side, right_side in sides:
        for named in (_codes, _persons):
            left, right = named(left_side), named(right_side)
            if left and right and not left & right:
                return True
    return False


# --- what speaks for it


def _parties(one: Telling, other: Telling, kin: bool) -> tuple[float, str]:
    if one.mutual and other.mutual:
        left = (*one.actors, *one.recipients)
        right = (*other.actors, *other.recipients)
        return _side(left, right, kin, mutual=True), "by the same parties"
    actors = _side(one.actors, other.actors, kin)
    if not one.recipients and not other.recipients:
        return actors * (_ONE_SIDED_KIN if kin else _ONE_SIDED), "by the same parties"
    return actors * _side(one.recipients, other.recipients, kin), (
        "by and towards the same parties"
    )


def _side(
    one: Sequence[Participant], other: Sequence[Participant], kin: bool, mutual: bool = False
) -> float:
    """How far two lists of parties name the same."""
    left, right = _codes(one), _codes(other)
    if not one or not other:
        return _MISSING if kin else 0.0
    if left != right:
        if not kin:
            return 0.0
        if not left or not right:
            return _UNCODED if _sectors(one) & _sectors(other) else 0.0
        if not (left <= right or right <= left):
            return 0.0
        return _FEWER
    if not left:
        same = {p.text.casefold() for p in one} & {p.text.casefold() for p in other}
        if same:
            return 1.0
        return _UNCODED if kin and _sectors(one) & _sectors(other) else 0.0
    if mutual:
        return 1.0
    sure = 1.0 if _persons(one) & _persons(other) else _NAMED
    if {(p.code, p.sector) for p in one if p.code} & {(p.code, p.sector) for p in other if p.code}:
        return sure
    unsaid = any(
        p.code == q.code
        and None in (p.sector, q.sector)
        and {p.sector, q.sector} <= OF_STATE | {None}
        for p in one
        if p.code
        for q in other
    )
    return sure * (_UNSAID if unsaid else _SECTORS if kin else 0.0)


def _day(one: Telling, other: Telling) -> tuple[float, str]:
    lengths = [_length(one), _length(other)]
    if all(lengths):
        said = f"on {one.first}" if one.first == other.first else f"{one.first} and {other.first}"
        if max(lengths) <= _SHORT:
            return (1.0 if lengths == [1, 1] else 0.9), said
        same = (one.first, one.last) == (other.first, other.last)
        return (_SAME_STRETCH if same else _LONG), said
    if any(lengths):
        dated, undated = (one, other) if lengths[0] else (other, one)
        said = f"{dated.first} and published {undated.published}"
        if undated.published is None:
            return 0.0, said
        past = HISTORICAL in undated.auxiliary
        return (_LONG if max(lengths) > _SHORT or past else _HALF_DATED), said
    if one.published is None or other.published is None:
        return 0.0, "undated"
    past = HISTORICAL in one.auxiliary or HISTORICAL in other.auxiliary
    if one.spoken is not None and one.spoken == other.spoken:
        return (_LONG if past else _SPOKEN), f"{one.spoken} in both stories"
    return (_LONG if past else _PUBLISHED), f"published {one.published}"


def _act(one: Telling, other: Telling, ontology: Ontology, kin: bool) -> tuple[float, str]:
    what = one.event
    if one.act == other.act:
        return 1.0, what
    if (
        one.act in ontology.acts
        and other.act in ontology.acts
        and kindred(one.act, other.act, ontology)
    ):
        return _GENERAL, what
    sided = one.mutual or bool(one.recipients)
    if (
        one.root == other.root
        and one.mutual == other.mutual
        and (kin or (sided and one.lang != other.lang))
    ):
        return _ROOTED, what
    return 0.0, what


def _length(one: Telling) -> int:
    """Days of the stretch that the sentence names; 0 if it names none."""
    if one.first is None or one.last is None:
        return 0
    return (one.last - one.first).days + 1


def _sectors(side: Sequence[Participant]) -> set[str]:
    return {one.sector for one in side if one.sector}


def _codes(side: Sequence[Participant]) -> set[str]:
    return {one.code for one in side if one.code}


def _persons(side: Sequence[Participant]) -> set[str]:
    return {one.entity for one in side if one.entity and one.office}
