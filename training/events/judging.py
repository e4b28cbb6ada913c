"""Whether a report is right by the events that careful readers wrote down of its story.

Right: type, both sides with country and a defensible sector, as far as the sentence names them, and
auxiliary modes. Partly: one or two of these are off. Wrong: no such event, another type, or another
actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from examples import Example, Labelled, Party

from dragoman.model import Participant, Report, Span

RIGHT, PARTLY, WRONG = "right", "partly", "wrong"
_KINDS = {
    "state": (None, "GOV", "LEG", "JUD", "COP", "SPY", "MIL", "ELI", "UNK"),
    "opposition": ("OPP", "PTY"),
    "armed": ("REB", "PRM", "UAF", "PRE", "SEP", "CRM"),
}
_KIND = {sector: kind for kind, sectors in _KINDS.items() for sector in sectors}
_POLITICIANS = frozenset({"ELI", "OPP", "PTY", "LEG", "GOV"})
_PROTESTERS = frozenset({"OPP", "CVL", "SOC"})
_ANY = (None, "UNK")
NONE, LAND, DEFENSIBLE, EXACT = range(4)


@dataclass(frozen=True)
class Verdict:
    """What a report is, what is off, and the event that it tells."""

    is_: str
    faults: tuple[str, ...]
    event: Labelled | None


def fit(code: str | None, sector: str | None, party: Party) -> int:
    """How well a coding fits a labelled party: `NONE`, `LAND`, `DEFENSIBLE` or `EXACT`."""
    best = NONE
    for land, own in party.codings:
        if land != code:
            continue
        if own == sector:
            return EXACT
        near = _KIND.get(own, "people") == _KIND.get(sector, "people")
        open_ = own in _ANY or sector in _ANY
        both = {own, sector}
        defensible = near or open_ or both <= _POLITICIANS or both <= _PROTESTERS
        best = max(best, DEFENSIBLE if defensible else LAND)
    return best


def side(who: Sequence[Participant], parties: Sequence[Party]) -> tuple[int, int, int]:
    """How many labelled parties are missing, how many coded ones are too many, and how many have
    another sector. Of whom nothing but the words is coded counts for nobody."""
    found: set[int] = set()
    extra = off = 0
    for one in who:
        fits = [fit(one.code, one.sector, p) for p in parties]
        best = max(range(len(fits)), key=lambda n: (fits[n], n not in found), default=None)
        if best is None or fits[best] == NONE:
            extra += one.code is not None or one.sector is not None
            continue
        off += fits[best] == LAND
        found.add(best)
    missing = sum(1 for n, p in enumerate(parties) if n not in found and not p.optional)
    return missing, extra, off


def event_of(report: Report, span: Span, events: Sequence[Labelled]) -> Labelled | None:
    """The event of the sentence at `span` that a report tells: of the same type, where the words
    are the same, whose sides fit best."""
    here = [e for e in events if span.start <= e.start < span.end]

    def likeness(event: Labelled) -> tuple[bool, bool, int, bool]:
        actors, recipients = (
            side(report.actors, event.actors),
            side(report.recipients, event.recipients),
        )
        return (
            report.event in event.types,
            _meets(event, report.trigger),
            -sum(actors[:2]) - sum(recipients[:2]),
            report.event == event.types[0],
        )

    here = [e for e in here if report.event in e.types or _meets(e, report.trigger)]
    return max(here, key=likeness, default=None)


def _meets(event: Labelled, span: Span) -> bool:
    return event.start < span.end and span.start < event.end


def judge(report: Report, story: Example, named: Sequence[Participant]) -> Verdict:
    """The verdict on a report of a labelled story; a recipient that the sentence does not name
    (`named`: whom it does) may be missing."""
    event = event_of(report, report.span, story.events)
    if event is None:
        return Verdict(WRONG, ("no event",), None)
    if report.event not in event.types:
        return Verdict(WRONG, ("type",), event)
    lacks, extra, off = side(report.actors, event.actors)
    acting = {p.key for p in report.actors}
    others = [n for n in named if n.key not in acting]
    recipients = [
        replace(
            p, optional=p.optional or all(fit(n.code, n.sector, p) < DEFENSIBLE for n in others)
        )
        for p in event.recipients
    ]
    lacks_r, extra_r, off_r = side(report.recipients, recipients)
    auxiliary = set(report.auxiliary)
    faults = tuple(
        name
        for name, is_off in (
            ("actor missing", lacks and event.actors),
            ("actor too many", extra),
            ("recipient missing", lacks_r),
            ("recipient too many", extra_r),
            ("sector", off or off_r),
            ("auxiliary missing", event.must - auxiliary),
            ("auxiliary too many", auxiliary - event.may),
        )
        if is_off
    )
    if not faults:
        return Verdict(RIGHT, (), event)
    other = {"actor missing", "actor too many"} <= set(faults)
    return Verdict(WRONG if other or len(faults) > 2 else PARTLY, faults, event)
