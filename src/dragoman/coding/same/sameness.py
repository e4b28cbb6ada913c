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

from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.same.merging import BLOCKING, kindred
from dragoman.coding.time.dating import STORY
from dragoman.model import FUTURE, HISTORICAL, HYPOTHETICAL, Event, Participant, Story
from dragoman.ontology import Ontology

Key = tuple[str, tuple[str, ...], tuple[str, ...]]

COARSE = frozenset({"month", "year", "decade"})
"""Precisions of dates that hardly say when: "earlier this month" may be one day on the 2nd."""

_ROOT = 2  # digits of a CAMEO code that name its root
_SHORT, _MONTH, _AHEAD = 8, 30, 366
"""Days of the longest stretch that still says when something happened: a week and its end."""

_MOST, _BONUS = 0.98, 1.1
_ONE_SIDED, _ONE_SIDED_KIN, _NAMED, _UNSAID = 0.6, 0.85, 0.97, 0.97
_MISSING, _UNCODED, _FEWER, _SECTORS = 0.7, 0.8, 0.75, 0.8
_SAME_STRETCH, _LONG, _LONG_KIN, _SOME_DAY = 0.6, 0.45, 0.6, 0.6
_HALF_DATED, _SPOKEN, _PUBLISHED = 0.85, 0.9, 0.8
_GENERAL, _GENERAL_ONE_SIDED, _ROOTED = 0.9, 0.8, 0.65
_SUBJECT, _SURE = 1.2, 0.75

ENOUGH = 0.5
"""How sure two tellings must at least be the same to be held for one event."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of an event as one story tells it.

    `story` is the story's key, by which two of one story are told. `first` and `last` are the days
    that its own sentence names (`coarse` if it names a month or more), `spoken` is the day that the
    story speaks of, `published` that of publication; any may be unknown.
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
    coarse: bool
    spoken: date | None
    published: date | None
    country: str | None
    place: str | None

    @property
    def key(self) -> Key | None:
        """What tellings must have in common to be compared without further ground; None for one
        too vague: of a mutual act with one party only, or of others that name nobody by code."""
        actors, recipients = _codes(self.actors), _codes(self.recipients)
        if self.mutual:
            both = (*self.actors, *self.recipients)
            names = actors | recipients
            if len(names) == 1:
                # police and protesters of one country
                names = {f"{one.code}.{one.sector}" for one in both if one.code and one.sector}
            return (self.event, tuple(sorted(names)), ()) if len(names) > 1 else None
        if not actors and not recipients:
            return None
        return (self.event, tuple(sorted(actors)), tuple(sorted(recipients)))

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day on which it may have happened, as far as is known."""
        if self.first is not None and self.last is not None:
            return self.first, self.last
        if HISTORICAL in self.auxiliary:
            return None
        if self.published is None:
            return (self.spoken, self.spoken) if self.spoken is not None else None
        before = self.published - timedelta(days=1)
        ahead = timedelta(days=_AHEAD if self.is_ahead else 0)
        return min(before, self.spoken or before), self.published + ahead

    @property
    def is_ahead(self) -> bool:
        """Whether it is yet to happen, if it does at all."""
        return FUTURE in self.auxiliary or HYPOTHETICAL in self.auxiliary


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
        coarse=own is not None and own.precision in COARSE,
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
    day, when = _day(one, other, kin)
    act, what = _act(one, other, ontology, kin)
    sure = parties * day * act
    if one.place is not None and one.place == other.place:
        sure, when = sure * _BONUS, f"{when}, in {one.place}"
    return round(min(sure, _MOST), 2), f"{what} {who}, {when}"


Bond = tuple[float, str, str]
"""How sure two tellings of two stories are one event, and the ids of both."""


def of_one_subject(bonds: Sequence[Bond], further: Sequence[Bond], records: int) -> bool:
    """Whether two stories are of one subject, by what they tell in common.

    `bonds` are of tellings that are sure enough by themselves, `further` of those that would be if
    the stories were of one subject; `records` is how many events the shorter of the two tells. Two
    of the first are enough, or a sure one if half of the story is in common.
    """
    if sum(sure for sure, *_ in _distinct(bonds)) >= _SUBJECT:
        return True
    best = max((sure for sure, *_ in bonds), default=0.0)
    return best >= _SURE and 2 * len(_distinct(further)) >= records


def may_be_of_one_subject(bonds: Sequence[Bond]) -> bool:
    """Whether it is worth while to look for further tellings in common."""
    return len(bonds) > 1 or any(sure >= _SURE for sure, *_ in bonds)


def _distinct(bonds: Sequence[Bond]) -> list[Bond]:
    """The surest of them, such that no telling is in two."""
    seen: set[str] = set()
    kept = []
    for bond in sorted(bonds, key=lambda bond: (-bond[0], bond[1:])):
        if not seen & set(bond[1:]):
            seen.update(bond[1:])
            kept.append(bond)
    return kept


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
    if one.mutual != other.mutual:
        # one tells of both, the other of who does it to whom
        names = _codes((*one.actors, *one.recipients))
        same = kin and len(names) > 1 and names == _codes((*other.actors, *other.recipients))
        return (_SECTORS if same else 0.0), "by the same parties"
    if not one.actors and not other.actors:
        # something done to somebody by nobody knows whom happens twice a day, but not in one place
        there = one.place is not None and one.place == other.place
        to = _side(one.recipients, other.recipients, kin) if kin or there else 0.0
        return to * (_ONE_SIDED_KIN if kin else _ONE_SIDED), "towards the same parties"
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


def _day(one: Telling, other: Telling, kin: bool) -> tuple[float, str]:
    lengths = sorted((_length(one), _length(other)))
    past = HISTORICAL in one.auxiliary or HISTORICAL in other.auxiliary
    if lengths[0]:
        said = f"on {one.first}" if one.first == other.first else f"{one.first} and {other.first}"
        if lengths[1] <= _SHORT:
            return (1.0 if lengths == [1, 1] else 0.9), said
        if (one.first, one.last) == (other.first, other.last):
            return _SAME_STRETCH, said
        return (_LONG_KIN if kin and lengths[1] <= 2 * lengths[0] else _LONG), said
    if lengths[1]:
        dated, undated = (one, other) if one.first is not None else (other, one)
        said = f"{dated.first} and published {undated.published}"
        if undated.published is None:
            return 0.0, said
        if lengths[1] > _SHORT or past:
            return _LONG, said
        ahead = undated.is_ahead and dated.first is not None and dated.first > undated.published
        return (_SOME_DAY if ahead else _HALF_DATED), said
    if one.published is None or other.published is None:
        return 0.0, "undated"
    said = f"published {one.published}"
    if past:
        return (_LONG_KIN if kin else _LONG), said
    if one.spoken is not None and one.spoken == other.spoken:
        return _SPOKEN, f"{one.spoken} in both stories"
    return _PUBLISHED, said


def _act(one: Telling, other: Telling, ontology: Ontology, kin: bool) -> tuple[float, str]:
    what = one.event
    if one.act == other.act:
        return 1.0, what
    sided = one.mutual or bool(one.recipients and other.recipients)
    known = one.act in ontology.acts and other.act in ontology.acts
    if known and kindred(one.act, other.act, ontology):
        return (_GENERAL if sided else _GENERAL_ONE_SIDED), what
    told_alike = one.root == other.root and one.mutual == other.mutual
    if told_alike and (kin or (sided and one.lang != other.lang)):
        return _ROOTED, what
    return 0.0, what


def _length(one: Telling) -> int:
    """Days of the stretch that the sentence names; 0 if it names none."""
    if one.first is None or one.last is None:
        return 0
    if one.coarse:
        return max(_MONTH, (one.last - one.first).days + 1)
    return (one.last - one.first).days + 1


def _sectors(side: Sequence[Participant]) -> set[str]:
    return {one.sector for one in side if one.sector}


def _codes(side: Sequence[Participant]) -> set[str]:
    return {one.code for one in side if one.code}


def _persons(side: Sequence[Participant]) -> set[str]:
    return {one.entity for one in side if one.entity and one.office}
