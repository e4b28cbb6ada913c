"""How the records of an event were coded, step by step: their stories are coded again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.arguments import pipeline
from dragoman.errors import DragomanError, UsageError

if TYPE_CHECKING:
    from dragoman.analysis import Ledger, Shown
    from dragoman.analysis.provenance import Told
    from dragoman.model import Event, Story

_STORY = """
    SELECT s.*, t.text FROM story_states p
    JOIN stories s ON s.key = p.key AND s.variant = p.variant JOIN texts t ON t.key = p.key
    WHERE p.key = ?
"""


def traced(ledger: Ledger, shown: Shown) -> Shown:
    """What is shown, with the trace of each record: which stage decided what, by which entry.

    A ledger does not keep traces; the stories are coded again. What a present coder no longer codes
    from the same words has none.

    Raises:
        UsageError: no story can be coded again, or none gives these records any more.
    """
    told = tuple(_traced(ledger, one) for one in shown.records)
    if not any(one.trace for one in told):
        raise UsageError(
            f"{shown.event['id']} cannot be traced: its stories are no longer coded like this; "
            "'dragoman recode' codes them again"
        )
    return replace(shown, records=told)


def _traced(ledger: Ledger, told: Told) -> Told:
    from dragoman.relations import step_record

    if told.story is None:
        return told
    try:
        events = pipeline().code(_story(ledger, told.story["key"])).events
    except DragomanError:
        return told
    event = _same(told.body, events)
    if event is None:
        return told
    steps = (step_record(step) for report in event.reports for step in report.trace)
    return replace(told, trace=tuple(steps))


def _same(body: Mapping[str, Any], events: tuple[Event, ...]) -> Event | None:
    """The event of a record: by its id, or else by the words of its act."""
    for event in events:
        if event.id == body["id"]:
            return event
    words = {(report["trigger_start"], report["trigger_end"]) for report in body["reports"]}
    for event in events:
        spans = {(report.trigger.start, report.trigger.end) for report in event.reports}
        if event.event == body["event"][0] and spans & words:
            return event
    return None


def _story(ledger: Ledger, key: str) -> Story:
    from dragoman.ledger.rows import story_of

    cursor = ledger.connection.execute(_STORY, [key])
    names = [column[0] for column in cursor.description]
    (row,) = cursor.fetchall()
    return story_of(dict(zip(names, row, strict=True)))
