"""The canonical export: all of the present, sorted, without anything that is of one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.ledger.database import Database
from dragoman.ledger.intake import UNREAD_NOW

STORY, RECORD, EVENT, DECISION, UNREAD = "story", "record", "event", "decision", "unread"
"""Kinds of lines, in the order in which they come."""

_STORIES = """
    SELECT key, id, lang, strftime(published, '%Y-%m-%dT%H:%M:%S') AS published,
        CAST(day AS VARCHAR) AS day, title, url, publisher, flags, state, reason, stage, copies,
        copied FROM story_states ORDER BY key
"""
_RECORDS = "SELECT id, source, story, event, corrected, body FROM records_now ORDER BY source, id"
_EVENTS = """
    SELECT * REPLACE (CAST(date AS VARCHAR) AS date, CAST(enddate AS VARCHAR) AS enddate,
        CAST(first_day AS VARCHAR) AS first_day) FROM events_now ORDER BY source, id
"""
_DECISIONS = """
    SELECT kind AS decision, story, record, body, reason, by_ AS by,
        strftime(decided_at, '%Y-%m-%dT%H:%M:%S') AS at FROM decisions
    ORDER BY story, record, decided_at, number
"""


def canonical(database: Database) -> Iterator[dict[str, Any]]:
    """Lines of the kinds above, each a JSON object with its `kind` first.

    A story's origin is left out, for it says where its file stood. So are its times of intake and
    coding, and old codings.
    """
    for kind, sql in (
        (STORY, _STORIES),
        (RECORD, _RECORDS),
        (EVENT, _EVENTS),
        (DECISION, _DECISIONS),
    ):
        for row in database.stream(sql):
            if "body" in row:
                row["body"] = json.loads(row["body"])
            yield {"kind": kind, **row}
    for row in database.dicts(UNREAD_NOW):
        if not row["settled"]:
            yield {"kind": UNREAD, "stage": row["stage"], "reason": row["reason"]}
