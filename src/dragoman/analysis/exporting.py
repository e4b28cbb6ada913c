"""The events of a ledger as records, for the writers of `interchange`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.analysis.events import ORDER_BY
from dragoman.analysis.filters import limited, where
from dragoman.analysis.query import Query

if TYPE_CHECKING:
    import duckdb

    from dragoman.ledger import Ledger

_CHUNK = 20_000

CITED = ("url", "publication", "published")
"""What a report of another story than the record's own says of that story."""


def records(ledger: Ledger, query: Query | None = None, **filters: Any) -> Iterator[dict[str, Any]]:
    """The events that a query asks for as records, each once, in the order of the query.

    A record is that of the record which speaks for the event, with the event's id and the reports
    of all its records. Reports of other stories also say of those what `CITED` lists.

    Args:
        ledger: where they are.
        query, filters: what is asked for (`Query`).

    Raises:
        UsageError: the query makes no sense.
    """
    asked = Query.of(query, **filters)
    found = where(ledger.connection, asked)
    limit, most = limited(asked)
    connection = ledger.connection.cursor()
    names: pa.Table = connection.sql(
        f"""SELECT e.id FROM events_now e WHERE {found.sql}
        ORDER BY {ORDER_BY[asked.order]}, e.id {limit}""",
        params=[*found.parameters, *most],
    ).to_arrow_table()
    return _told(connection, names)


def _told(connection: duckdb.DuckDBPyConnection, names: pa.Table) -> Iterator[dict[str, Any]]:
    for start in range(0, names.num_rows, _CHUNK):
        part = names.slice(start, _CHUNK)
        connection.register("wanted", part.append_column("place", pa.array(range(len(part)))))
        told = connection.execute(
            """SELECT w.id, r.body FROM wanted w JOIN events_now e ON e.id = w.id
            JOIN records_now r ON r.event = e.id
            ORDER BY w.place, r.id <> e.record, r.id"""
        ).fetchall()
        connection.unregister("wanted")
        for event, rows in groupby(told, key=lambda row: str(row[0])):
            yield merged(event, [json.loads(body) for _, body in rows])


def merged(event: str, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One record of all that tell of an event, the one that speaks for it first."""
    first, *others = told
    reports = list(first["reports"])
    for other in others:
        cited = {name: other["cite_info"][name] for name in CITED}
        reports += [{**one, **cited} for one in other["reports"]]
    return {**first, "id": event, "reports": reports}
