"""Stories, codings and records as rows of the ledger and as lines of its journal, and back."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dragoman.errors import StoryError, UsageError
from dragoman.interchange.jsonl import dumps
from dragoman.interchange.record import record
from dragoman.model import BODY, Event, Passage, Story
from dragoman.pipeline import Coded
from dragoman.reading import SetAside
from dragoman.reading.identity import scrub

CODED, EMPTY, SET_ASIDE, WAITING = "coded", "empty", "set_aside", "waiting"
"""States of a story."""

OURS = "dragoman"
"""`source` of records that were coded here."""

SIDES = ("actor", "recipient", "speaker")
"""Sides of a record's parties, in the order in which their entities are kept."""

_KEYS = {"actor": "actor", "recipient": "recipient", "speaker": "attributed_to"}
_RUN_FLAGS = frozenset({"duplicate-id"})
"""Flags that say how a story stood among others of one reading, not what it is."""


def kept(story: Story) -> Story:
    """The story without what it only is beside other stories of one run.

    Raises:
        StoryError: it holds what no file can.
    """
    flags = tuple(flag for flag in story.flags if flag not in _RUN_FLAGS)
    told = (story.id, story.key, story.text, story.lang, story.title, story.url, story.publisher)
    if any(scrub(one or "")[1] for one in told):
        raise StoryError(
            "it holds a NUL or half a surrogate pair, which cannot be kept; put U+FFFD for them"
        )
    # the name of a file may hold bytes that are no text
    return replace(story, flags=flags, origin=scrub(story.origin)[0])


def clean(value: Any) -> Any:
    """A JSON value whose strings hold only what a file can."""
    if isinstance(value, str):
        return scrub(value)[0]
    if isinstance(value, Mapping):
        return {scrub(name)[0]: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value


def story_line(story: Story) -> dict[str, Any]:
    """A story as JSON, whole."""
    return {
        "key": story.key,
        "id": story.id,
        "text": story.text,
        "lang": story.lang,
        "published": story.published.isoformat() if story.published else None,
        "published_precision": story.published_precision,
        "assumed": story.assumed.isoformat() if story.assumed else None,
        "title": story.title,
        "url": story.url,
        "publisher": story.publisher,
        "flags": list(story.flags),
        "origin": story.origin,
    }


def story_of(line: Mapping[str, Any]) -> Story:
    """The story that a line or a row of `stories` with its text holds."""
    published, assumed = line["published"], line["assumed"]
    if isinstance(assumed, str):
        assumed = date.fromisoformat(assumed)
    return Story(
        id=line["id"],
        key=line["key"],
        text=line["text"],
        lang=line["lang"],
        published=datetime.fromisoformat(published) if published else None,
        published_precision=line["published_precision"],
        assumed=assumed,
        title=line["title"],
        url=line["url"],
        publisher=line["publisher"],
        flags=tuple(line["flags"]),
        origin=line["origin"],
    )


def variant_of(line: Mapping[str, Any]) -> str:
    """What tells apart what different inputs say of the same text (its date, its id, its title).

    Of several the smallest counts, so that it does not matter which came first: the one with the
    earliest time of publication, then those with a day to assume, then the others.
    """
    said = [line[name] for name in ("published", "published_precision", "assumed", "id", "lang")]
    said += [line["title"], line["flags"]]
    digest = hashlib.sha256(dumps({"said": said}).encode()).hexdigest()[:16]
    at, _ = instant(line["published"])
    if at is not None:
        return f"0 {at.isoformat()} {digest}"
    return f"1 {line['assumed']} {digest}" if line["assumed"] else f"2 {digest}"


def story_row(line: Mapping[str, Any], taken: int, at: str) -> dict[str, Any]:
    """A journal's line as a row of `stories`."""
    row = {name: value for name, value in line.items() if name != "text"}
    assumed = line["assumed"]
    row["assumed"] = date.fromisoformat(assumed) if assumed else None
    row |= {
        "variant": variant_of(line),
        "taken": taken,
        "taken_at": datetime.fromisoformat(at),
    }
    return row


def coding_row(
    number: int, key: str, variant: str, outcome: Coded | SetAside, coder: str, reason: str | None
) -> dict[str, Any]:
    """What a story became as a row of `codings`; `reason` is why it is empty, if it is."""
    row: dict[str, Any] = {
        "number": number, "story": key, "variant": variant, "coder": coder, "stage": None,
        "reason": reason, "lang": None, "published": None, "title": None, "url": None,
        "publisher": None, "flags": [], "coded_at": datetime.now(UTC),
    }  # fmt: skip
    if isinstance(outcome, SetAside):
        reason, _ = scrub(outcome.reason)
        return row | {"state": SET_ASIDE, "stage": outcome.stage, "reason": reason}
    story = outcome.story
    return row | {
        "state": CODED if outcome.events else EMPTY,
        "lang": story.lang or _language(outcome.passages),
        "published": story.published.isoformat() if story.published else None,
        "title": story.title,
        "url": story.url,
        "publisher": story.publisher,
        "flags": list(story.flags),
    }


def record_rows(first: int, coding: int, outcome: Coded, coder: str) -> list[dict[str, Any]]:
    """The records of a coded story as rows of `records`, numbered from `first`."""
    return [
        {
            "number": first + i,
            "coding": coding,
            "source": OURS,
            "position": i,
            "id": event.id,
            "coder": coder,
            "entities": _entities(event),
            "body": dumps(record(event, outcome.story, coder=coder)),
        }
        for i, event in enumerate(outcome.events)
    ]


def instant(published: str | None) -> tuple[datetime | None, date | None]:
    """A time of publication as a moment, and its day in its own zone; a time without a zone is
    taken for UTC."""
    if published is None:
        return None, None
    said = datetime.fromisoformat(published)
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC), said.date()


def record_state(
    number: int, coding: int | None, story: str | None, source: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    """The columns of `record_states` that a record's body says; the rest is added where it is
    known."""
    place = body["event_loc"] or {}
    return {
        "number": number,
        "coding": coding,
        "id": body["id"],
        "story": story,
        "date": _day(body["date"]),
        "enddate": _day(body["enddate"]),
        "date_precision": body["date_precision"],
        "type": body["event"][0],
        "modes": body["mode"],
        "contexts": body["context"],
        "auxiliary": body["auxiliary"],
        "quad": body["quad_code"],
        "score": body["event_scale"],
        "cameo": body["cameo"],
        "act": body["act"],
        "confidence": body["confidence"],
        "flags": body["flags"],
        "lang": (body["text_info"] or body["cite_info"]).get("lang")
        or body["cite_info"].get("language"),
        "publisher": body["cite_info"]["publication"],
        "place": place.get("resolved_place"),
        "country": place.get("country_code"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "source": source,
        "coder": body["coder"],
    }


def party_rows(
    body: Mapping[str, Any], entities: Iterable[str | None], event: str
) -> list[dict[str, Any]]:
    """The parties of a record as rows of `parties_now`."""
    known = iter(entities)
    return [
        {
            "record": body["id"], "event": event, "side": side, "position": i,
            "code": one["code"], "sector": one["sector"], "text": one["entity_text"],
            "name": one["identifier_text"], "entity": next(known, None), "office": one["office"],
            "start_": one["start"], "end_": one["end"],
        }
        for side in SIDES
        for i, one in enumerate(body[_KEYS[side]])
    ]  # fmt: skip


def folded(text: str) -> str:
    """Text as words are sought in it: no matter whether small or capital, narrow or wide."""
    return unicodedata.normalize("NFKC", text).casefold()


def report_rows(body: Mapping[str, Any], story: str, text: str, event: str) -> list[dict[str, Any]]:
    """The reports of a record as rows of `reports_now`; `text` is the story's."""
    return [
        {
            "record": body["id"], "event": event, "position": i, "story": story,
            "lang": one["lang"], "sequence": one["sequence"], "start_": one["start"],
            "end_": one["end"], "trigger_": one["trigger"], "trigger_start": one["trigger_start"],
            "trigger_end": one["trigger_end"], "folded": folded(text[one["start"] : one["end"]]),
        }
        for i, one in enumerate(body["reports"])
    ]  # fmt: skip


def imported(record: Mapping[str, Any], source: str) -> dict[str, Any]:
    """A record of another source as it can be kept.

    Raises:
        UsageError: it lacks what a record must have.
    """
    name = str(record.get("id", "without an id"))
    body: dict[str, Any] = clean({**record, "id": f"{source}:{name.removeprefix(f'{source}:')}"})
    try:
        record_state(0, None, None, source, body)
        party_rows(body, (), "")
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"the record {name} of {source} cannot be kept ({type(error).__name__}: {error}); "
            "right would be what interchange.record makes"
        ) from error
    return body


def body_of(text: str) -> dict[str, Any]:
    """A record's body from its JSON."""
    body: dict[str, Any] = json.loads(text)
    return body


def _entities(event: Event) -> list[str | None]:
    sides = (event.actors, event.recipients, event.attributed_to)
    return [one.entity for side in sides for one in side]


def _language(passages: Iterable[Passage]) -> str | None:
    """The language of the first passage of the body that has one, else of any."""
    known = [(p.role != BODY, p.index, p.lang) for p in passages if p.lang is not None]
    return min(known)[2] if known else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
