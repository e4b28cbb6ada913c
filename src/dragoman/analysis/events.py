"""The events of a ledger that a query asks for."""

from __future__ import annotations

from typing import Any

from dragoman.analysis.filters import Where, arrow, limited, where
from dragoman.analysis.query import Query
from dragoman.analysis.result import Column, Result
from dragoman.analysis.why import why_nothing
from dragoman.ledger import Ledger

SHORT = 8
"""Characters of an id that tables show; they are enough to name it by."""

_ID = 20

ORDER_BY = {
    "newest": "e.date DESC NULLS LAST",
    "oldest": "e.date NULLS LAST",
    "told": "e.stories DESC, e.records DESC, e.date DESC NULLS LAST",
    "sure": "e.confidence DESC, e.date DESC NULLS LAST",
    "hostile": "e.score, e.date DESC NULLS LAST",
    "friendly": "e.score DESC, e.date DESC NULLS LAST",
}

PARTIES = """
    SELECT p.record,
        {sides}
    FROM parties_now p SEMI JOIN {found} ON {found}.record = p.record GROUP BY p.record"""
"""The parties of records in `{found}`: labels and names of each side, in lists."""

SIDES = ",\n        ".join(
    f"""coalesce(list(concat_ws('.', coalesce(p.code, ''), p.sector) ORDER BY p.position)
            FILTER (p.side = '{side}'), []) AS {side}s,
        coalesce(list(coalesce(p.name, p.text) ORDER BY p.position)
            FILTER (p.side = '{side}'), []) AS {side}_names"""
    for side in ("actor", "recipient", "speaker")
)

# parties and words are those of the record that speaks for an event
_EVENTS = f"""
    WITH found AS MATERIALIZED (
        SELECT * FROM events_now e WHERE {{where}} ORDER BY {{order}}, e.id {{limit}}),
    parties AS ({PARTIES.format(sides=SIDES, found="found")}),
    words AS (
        SELECT r.record, list(DISTINCT r.trigger_ ORDER BY r.trigger_) AS words
        FROM reports_now r SEMI JOIN found ON found.record = r.record GROUP BY r.record)
    SELECT e.id, e.date, e.enddate, e.date_precision,
        coalesce(p.actors, []) AS actors, coalesce(p.actor_names, []) AS actor_names,
        coalesce(p.recipients, []) AS recipients,
        coalesce(p.recipient_names, []) AS recipient_names,
        coalesce(p.speakers, []) AS speakers, coalesce(p.speaker_names, []) AS speaker_names,
        e.type, e.modes, e.contexts, e.auxiliary, e.quad, e.score, e.cameo, e.act,
        coalesce(w.words, []) AS words, e.place, e.country, e.lat, e.lon, e.confidence, e.sure,
        e.why, e.records, e.stories, e.languages, e.publishers, e.first_day, e.record, e.source
    FROM found e LEFT JOIN parties p ON p.record = e.record
    LEFT JOIN words w ON w.record = e.record ORDER BY {{order}}, e.id
"""


def events(ledger: Ledger, query: Query | None = None, **filters: Any) -> Result:
    """The events that a query asks for, a row each.

    `actors`, `recipients` and `speakers` are labels ("KOR.GOV", ".MIL" without a country), with
    the names or words of each in the list beside; `words` are those of the act.

    Args:
        ledger: where they are.
        query, filters: what is asked for (`Query`).

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    limit, most = limited(asked)
    sql = _EVENTS.format(where=found.sql, order=ORDER_BY[asked.order], limit=limit)
    table = arrow(ledger, sql, [*found.parameters, *most])
    return Result(table, COLUMNS, _notes(ledger, asked, found, table.num_rows))


def _notes(ledger: Ledger, asked: Query, found: Where, rows: int) -> list[str]:
    if not rows:
        return [why_nothing(ledger.connection, found)]
    if asked.limit is not None and rows == asked.limit:
        sql = f"SELECT count(*) FROM events_now e WHERE {found.sql}"
        ((count,),) = ledger.connection.execute(sql, found.parameters).fetchall()
        if count > rows:
            return [f"{rows:,} of {count:,} events, {_FIRST[asked.order]} first"]
    return []


_FIRST = {
    "newest": "the newest", "oldest": "the oldest", "told": "those of most stories",
    "sure": "the surest", "hostile": "the most hostile", "friendly": "the most friendly",
}  # fmt: skip


def shown_id(id: str) -> str:
    """As much of an id as a table shows."""
    return id[:SHORT] if len(id) == _ID else id


def shown_day(row: dict[str, Any], name: str = "date") -> str:
    """The day of an event, or only the month or year where no more is known."""
    length = {"month": 7, "year": 4}.get(row["date_precision"], 10)
    return (row[name] or NOBODY)[:length]


def shown_what(row: dict[str, Any]) -> str:
    """ "ACCUSE disapprove (future)": type, modes and auxiliary modes."""
    what = " ".join([row["type"], *row["modes"]])
    return f"{what} ({', '.join(row['auxiliary'])})" if row["auxiliary"] else what


def shown_who(row: dict[str, Any]) -> str:
    """ "KOR.GOV → PRK": both sides, by their words where no code is known."""
    actors = _side(row["actors"], row["actor_names"])
    recipients = _side(row["recipients"], row["recipient_names"])
    return f"{actors} → {recipients}" if row["recipients"] else actors


def _side(labels: list[str], names: list[str]) -> str:
    shown = [
        label if label and not label.startswith(".") else " ".join(filter(None, (name, label)))
        for label, name in zip(labels, names, strict=True)
    ]
    return ", ".join(dict.fromkeys(shown)) or NOBODY


NOBODY = "—"


def _told(row: dict[str, Any]) -> str:
    return f"{row['stories']} {' '.join(row['languages'])}".strip()


COLUMNS = (
    Column("Date", shown_day, width=10),
    Column("Who → whom", shown_who, ratio=4),
    Column("What", shown_what, ratio=4),
    Column("Words", lambda row: " … ".join(row["words"]), ratio=5, wide=90),
    Column("Where", lambda row: row["place"] or row["country"] or "", ratio=2, wide=120),
    Column("Told by", _told, ratio=2, wide=100),
    Column("Id", lambda row: shown_id(row["id"])),
)
