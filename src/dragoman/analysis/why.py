"""Why a query found nothing, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.analysis.filters import Condition, Where
from dragoman.analysis.query import OWN, near

if TYPE_CHECKING:
    import duckdb

_NAMED = 3

_VALUES = {
    "place": """SELECT DISTINCT place FROM events_now WHERE place IS NOT NULL""",
    "publisher": "SELECT DISTINCT unnest(publishers) FROM events_now",
    "lang": "SELECT DISTINCT unnest(languages) FROM events_now",
    "source": "SELECT DISTINCT source FROM events_now",
    "type": "SELECT DISTINCT type FROM events_now",
    "mode": "SELECT DISTINCT unnest(modes) FROM events_now",
    "context": "SELECT DISTINCT unnest(contexts) FROM events_now",
    "auxiliary": "SELECT DISTINCT unnest(auxiliary) FROM events_now",
}
"""Fields whose values in the ledger a message can name."""

_SILENT = frozenset({("negated", "false"), ("source", OWN)})
"""What every query asks unless it is told otherwise."""


def why_nothing(
    connection: duckdb.DuckDBPyConnection, found: Where, otherwise: str = "none can be counted"
) -> str:
    """Why nothing was found: no event meets all these conditions, or `otherwise`.

    Either the ledger is empty, or no event meets one of them, or they do not meet in one event;
    then the sentence says which of them left out would find how many.
    """
    if not _count(connection, Where(())):
        return "the ledger has no events yet; 'dragoman add' takes stories in"
    if count := _count(connection, found):
        return f"of {count:,} events {otherwise}" if count > 1 else f"of the one event {otherwise}"
    for one in found.conditions:
        if not _count(connection, Where((one,))):
            return _of_one(connection, one)
    without = [
        (_count(connection, found.without(field)), field)
        for field in dict.fromkeys(one.field for one in found.conditions)
    ]
    helpful = sorted((pair for pair in without if pair[0]), key=lambda pair: (-pair[0], pair[1]))
    said = " and ".join(
        _said(one) for one in found.conditions if (one.field, one.shown) not in _SILENT
    )
    if not helpful:
        return f"no event {said}" if said else "there is nothing but what did not happen"
    ways = ", ".join(f"{_left_out(field)} {count:,}" for count, field in helpful[:_NAMED])
    return f"no event {said}; {ways}" if said else f"no event that happened; {ways}"


def _of_one(connection: duckdb.DuckDBPyConnection, one: Condition) -> str:
    if one.field == "negated":
        return "the ledger holds only what did not happen; --negated shows it"
    sentence = f"no event {_said(one)}"
    if one.field in ("since", "until"):
        sql = "SELECT min(date), max(date) FROM events_now"
        ((first, last),) = connection.execute(sql).fetchall()
        return f"{sentence}; the ledger's events are of {first} to {last}"
    if one.field not in _VALUES:
        return sentence
    values = [value for (value,) in connection.execute(_VALUES[one.field]).fetchall()]
    return f"{sentence}; {near(one.shown, values)}" if values else sentence


_PHRASES = {
    "actor": "has the actor {}", "recipient": "has the recipient {}",
    "country": "is by or towards {}", "between": "is between {}",
    "speaker": "is told by the speaker {}", "since": "is of {} or later",
    "until": "is of {} or earlier", "place": "has the place {}", "lang": "is told in {}",
    "publisher": "is told by the publisher {}", "words": "is told with the words '{}'",
    "confidence": "has a confidence of {}", "source": "is of the source {}",
    "auxiliary": "has the auxiliary mode {}",
}  # fmt: skip


def _said(one: Condition) -> str:
    return _PHRASES.get(one.field, f"has the {one.field} {{}}").format(one.shown)


def _left_out(field: str) -> str:
    return "with --negated" if field == "negated" else f"without {field}"


def _count(connection: duckdb.DuckDBPyConnection, found: Where) -> int:
    sql = f"SELECT count(*) FROM events_now e WHERE {found.sql}"
    ((count,),) = connection.execute(sql, found.parameters).fetchall()
    return int(count)
