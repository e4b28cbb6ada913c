"""An event as the plain JSON object that every format is written from.

Field names and shapes are PLOVER's (manual draft 2.0) where it has them; ours are added beside
them: story, date_precision, date_info (the words of the date), auxiliary, cameo, act,
attributed_to, confidence, flags, reports, same_as, source, `published` in cite_info, and `start`,
`end` and `why` in entities. Every key stands in every record, in one order. What is not known is
null, what there is none of is an empty list. `source` is null in records that were coded here, and
says where the others come from.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.model import Event, Participant, Place, Report, Same, Span, Story

PUBLICATION = "publication"
"""`date_precision` of a record whose date is that of publication, for want of one of its own."""

SIZES = ("dead", "injured", "arrested", "displaced", "size")
"""Kinds of numbers: the first three are PLOVER's; `size` is how many took part."""


def record(event: Event, story: Story, *, coder: str) -> dict[str, Any]:
    """The record of `event` as coded from `story`; `coder` names program and version.

    `date` is the first day the event may have happened on and `enddate` the last, where the two
    differ; an event without a date takes the day of publication in the story's own zone. An event
    with the auxiliary mode "negation" becomes a record like any other. Offsets count characters
    of the untouched text of the story that is named beside them, `end` exclusive. `same_as` names
    the first event of the run, of another story, that this one is the same as.
    """
    first = event.reports[0] if event.reports else None
    day, enddate, precision = _days(event, story)
    return {
        "id": event.id,
        "story": event.story,
        "date": day,
        "enddate": enddate,
        "date_precision": precision,
        "date_info": _date_info(event, story),
        "actor": [entity(one) for one in event.actors],
        "recipient": [entity(one) for one in event.recipients],
        "event": [event.event],
        "mode": list(event.modes),
        "context": list(event.contexts),
        "auxiliary": list(event.auxiliary),
        "quad_code": event.quad,
        "event_scale": float(event.score),
        "cameo": event.cameo or None,
        "act": event.act,
        "event_text": list(dict.fromkeys(r.trigger_text for r in event.reports if r.trigger_text)),
        "event_loc": None if event.place is None else _location(event.place, story),
        "size": _size(event.numbers),
        "attributed_to": [entity(one) for one in event.attributed_to],
        "confidence": float(event.confidence),
        "flags": list(event.flags),
        "text_info": None if first is None else _text_info(first),
        "cite_info": {
            "url": story.url,
            "title": story.title,
            "language": story.lang or (first.lang if first is not None else None),
            "publication": story.publisher,
            "published": _published(story),
        },
        "reports": [_report(one) for one in event.reports],
        "same_as": None if event.same_as is None else _same(event.same_as),
        "source": None,
        "coder": coder,
    }


def entity(participant: Participant) -> dict[str, Any]:
    """PLOVER's entity object; `identifier_text` is the resolved name, `why` how it was found."""
    start, end = _ends(participant.span)
    return {
        "code": participant.code or None,
        "sector": participant.sector or None,
        "entity_text": participant.text or None,
        "identifier_text": participant.name or None,
        "office": participant.office or None,
        "start": start,
        "end": end,
        "why": participant.why or None,
    }


def _days(event: Event, story: Story) -> tuple[str | None, str | None, str | None]:
    if event.date is not None:
        stretch = event.date.end != event.date.start
        end = _iso(event.date.end) if stretch else None
        return _iso(event.date.start), end, event.date.precision
    if story.published is not None:
        return _iso(story.published.date()), None, PUBLICATION
    return None, None, None


def _published(story: Story) -> str | None:
    """When the story was published: the day, or the moment with its zone where that is known."""
    if story.published is None:
        return None
    if story.published_precision == "day":
        return _iso(story.published.date())
    return story.published.isoformat()


def _date_info(event: Event, story: Story) -> dict[str, Any] | None:
    """The words that the date is from, and how they were read."""
    if event.date is None or event.date.span is None:
        return None
    start, end = _ends(event.date.span)
    return {
        "text": story.text[start:end],
        "start": start,
        "end": end,
        "why": event.date.why or None,
    }


def _iso(day: date) -> str:
    # strftime drops the zeros of years before 1000 on some systems, isoformat does not
    return day.isoformat()


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _location(place: Place, story: Story) -> dict[str, Any]:
    """PLOVER's location object, as far as a place is known; its country is an ISO-3 code."""
    start, end = _ends(place.span)
    extracted = story.text[start:end] if start is not None else ""
    return {
        "extracted_place": extracted or None,
        "resolved_place": place.name,
        "geonameid": place.geonameid,
        "lat": None if place.lat is None else float(place.lat),
        "lon": None if place.lon is None else float(place.lon),
        "province": place.province,
        "country_code": place.country,
        "resolution": place.resolution,
        "start": start,
        "end": end,
    }


def _size(numbers: tuple[tuple[str, int], ...]) -> dict[str, int | None] | None:
    """The first number of each kind, or null where no kind has one."""
    known: dict[str, int] = {}
    for kind, count in numbers:
        known.setdefault(kind, count)
    if not any(kind in known for kind in SIZES):
        return None
    return {kind: known.get(kind) for kind in SIZES}


def _text_info(report: Report) -> dict[str, Any]:
    return {
        "lang": report.lang,
        "sequence": report.sentence,
        "start": report.span.start,
        "end": report.span.end,
    }


def _same(same: Same) -> dict[str, str]:
    return {"id": same.event, "story": same.story, "why": same.why}


def _report(report: Report) -> dict[str, Any]:
    return {
        "story": report.story,
        "lang": report.lang,
        "sequence": report.sentence,
        "start": report.span.start,
        "end": report.span.end,
        "trigger": report.trigger_text or None,
        "trigger_start": report.trigger.start,
        "trigger_end": report.trigger.end,
    }
