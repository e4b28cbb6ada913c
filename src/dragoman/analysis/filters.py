"""What a query asks for, as conditions on the tables of a ledger.

No word of a user becomes part of SQL: what is asked for goes in as parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.analysis.parties import Party, country, party
from dragoman.analysis.query import ANY, PLAIN, Query
from dragoman.ledger.rows import folded
from dragoman.model import NEGATION
from dragoman.ontology import load_ontology

if TYPE_CHECKING:
    import duckdb

    from dragoman.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a row of `events_now AS e`, its parameters, and the field it comes from.

    `shown` is the value as the user wrote it.
    """

    field: str
    shown: str
    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that all hold."""

    conditions: tuple[Condition, ...]

    @property
    def sql(self) -> str:
        """What stands behind WHERE."""
        return " AND ".join(one.sql for one in self.conditions) or "true"

    @property
    def parameters(self) -> list[Any]:
        """What stands for its question marks, in their order."""
        return [value for one in self.conditions for value in one.parameters]

    def without(self, *fields: str) -> Where:
        """Without the conditions of these fields."""
        return Where(tuple(one for one in self.conditions if one.field not in fields))


def where(connection: duckdb.DuckDBPyConnection, query: Query) -> Where:
    """The conditions of a query on events.

    Raises:
        UsageError: a party is not known.
    """

    def who(said: str, field: str) -> Party:
        return party(connection, said, field)

    found: list[Condition] = []
    for field, sides in _SIDES.items():
        said = getattr(query, field)
        if said:
            parties = [who(one, field) for one in said]
            found.append(_any(field, said, [_on_side(one, sides) for one in parties]))
    if query.between:
        one, other = (who(said, "between") for said in query.between)
        found.append(_between(query.between, one, other))
    if query.sector:
        sql = f"e.id IN (SELECT p.event FROM parties_now p WHERE {_in('p.sector', query.sector)})"
        found.append(Condition("sector", _listed(query.sector), sql, query.sector))
    for field, column in _EQUAL.items():
        if values := getattr(query, field):
            found.append(Condition(field, _listed(values), _in(f"e.{column}", values), values))
    for field, column in _HOLDING.items():
        if values := getattr(query, field):
            sql = f"list_has_any(e.{column}, CAST(? AS VARCHAR[]))"
            found.append(Condition(field, _listed(values), sql, (list(values),)))
    if query.publisher:
        sql = "list_has_any(e.publishers, CAST(? AS VARCHAR[]))"
        names = spelt_publishers(connection, query.publisher)
        found.append(Condition("publisher", _listed(query.publisher), sql, (names,)))
    found += _days(query)
    if query.place:
        found.append(_any("place", query.place, [_at(one) for one in query.place]))
    if query.auxiliary:
        found.append(_any("auxiliary", query.auxiliary, [_how(one) for one in query.auxiliary]))
    if query.confidence is not None:
        shown = f"at least {query.confidence:g}"
        found.append(Condition("confidence", shown, "e.confidence >= ?", (query.confidence,)))
    found += [Condition("words", one, _WORDS, (folded(one),)) for one in query.words]
    if ANY not in query.source:
        sql = _in("e.source", query.source)
        found.append(Condition("source", _listed(query.source), sql, query.source))
    if not query.negated and NEGATION not in query.auxiliary:
        found.append(Condition("negated", "false", f"NOT list_contains(e.auxiliary, '{NEGATION}')"))
    return Where(tuple(found))


def arrow(ledger: Ledger, sql: str, parameters: Sequence[Any]) -> Any:
    """What a query finds, as an Arrow table."""
    return ledger.connection.sql(sql, params=list(parameters)).to_arrow_table()


def spelt_publishers(connection: duckdb.DuckDBPyConnection, said: Iterable[str]) -> list[str]:
    """Publishers of the ledger by their names in any case."""
    rows = connection.execute(
        """SELECT DISTINCT publisher FROM records_now
        WHERE list_contains(CAST(? AS VARCHAR[]), lower(publisher)) ORDER BY publisher""",
        [[one.lower() for one in said]],
    ).fetchall()
    return [name for (name,) in rows]


def limited(query: Query) -> tuple[str, list[int]]:
    """The LIMIT of a query, and its parameter."""
    return ("", []) if query.limit is None else ("LIMIT ?", [query.limit])


def cut(query: Query, rows: int) -> list[str]:
    """What is to be said of a list that ends at the query's limit."""
    return [f"the first {rows:,}; there may be more"] if rows == query.limit else []


def mutual_acts() -> list[str]:
    """The acts whose parties all stand as actors: what two of them do, they do to each other."""
    return sorted(id for id, act in load_ontology().acts.items() if act.mutual)


_SIDES = {
    "actor": ("actor",),
    "recipient": ("recipient",),
    "country": ("actor", "recipient"),
    "speaker": ("speaker",),
}
_EQUAL = {"type": "type", "quad": "quad"}
_HOLDING = {"mode": "modes", "context": "contexts", "lang": "languages"}

_CODES = {"actor": "e.actor_codes", "recipient": "e.recipient_codes"}

_WORDS = "e.id IN (SELECT r.event FROM reports_now r WHERE contains(r.folded, ?))"

_Part = tuple[str, Sequence[Any]]


def _any(field: str, said: Iterable[str], parts: Sequence[_Part]) -> Condition:
    sql = " OR ".join(one for one, _ in parts)
    return Condition(
        field,
        _listed(said),
        f"({sql})" if len(parts) > 1 else sql,
        tuple(value for _, values in parts for value in values),
    )


def _on_side(one: Party, sides: Sequence[str]) -> _Part:
    """A party stands on one of these sides."""
    plain = one.code is not None and one.sector is None and all(side in _CODES for side in sides)
    if plain:
        parts = [f"list_contains({_CODES[side]}, ?)" for side in sides]
        return _bracketed(parts), [one.code] * len(parts)
    sql, parameters = one.condition("p")
    named = ", ".join(f"'{side}'" for side in sides)
    return (
        f"e.id IN (SELECT p.event FROM parties_now p WHERE p.side IN ({named}) AND {sql})",
        parameters,
    )


def _between(said: Sequence[str], one: Party, other: Party) -> Condition:
    """One acts towards the other, or both act together."""
    parts: list[str] = []
    parameters: list[Any] = []
    for first, second in ((one, "actor"), (other, "recipient")), (
        (other, "actor"), (one, "recipient")
    ):  # fmt: skip
        sides = [_on_side(who, (side,)) for who, side in (first, second)]
        parts.append(_bracketed([sql for sql, _ in sides], " AND "))
        parameters += [value for _, values in sides for value in values]
    together = [_on_side(who, ("actor",)) for who in (one, other)]
    joint = [sql for sql, _ in together]
    parts.append(_bracketed([*joint, "len(e.recipient_codes) = 0", _MUTUAL], " AND "))
    parameters += [value for _, values in together for value in values]
    parameters.append(mutual_acts())
    shown = f"{said[0]} and {said[1]}"
    return Condition("between", shown, _bracketed(parts), tuple(parameters))


_MUTUAL = "list_contains(CAST(? AS VARCHAR[]), e.act)"


def _days(query: Query) -> list[Condition]:
    found = []
    for field, sign in (("since", ">="), ("until", "<=")):
        day = getattr(query, field)
        if day is not None:
            found.append(Condition(field, str(day), f"e.date {sign} ?", (day,)))
    return found


def _at(said: str) -> _Part:
    code = country(said)
    name = "lower(e.place) = ?"
    if code is None:
        return name, [said.lower()]
    return f"(e.country = ? OR {name})", [code, said.lower()]


def _how(auxiliary: str) -> _Part:
    if auxiliary == PLAIN:
        return "len(e.auxiliary) = 0", ()
    return "list_contains(e.auxiliary, ?)", (auxiliary,)


def _in(column: str, values: Sequence[Any]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"


def _bracketed(parts: Sequence[str], joint: str = " OR ") -> str:
    return f"({joint.join(parts)})" if len(parts) > 1 else parts[0]


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)
