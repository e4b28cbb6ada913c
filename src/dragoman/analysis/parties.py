"""Who is meant by what a user writes: a code, a country's name in any language, an id, a name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dragoman.actors.entries import CountriesFile
from dragoman.actors.names_file import NameSpec
from dragoman.actors.registry import DATA, NON_STATE, SECTORS, load_actors
from dragoman.analysis.query import near
from dragoman.data import load_yaml
from dragoman.errors import UsageError
from dragoman.languages import available, load_pack

if TYPE_CHECKING:
    import duckdb

_LISTED, _NEAR = 6, 3
_CODE = 3


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a query means it; what is None may be anything.

    `said` is what the user wrote; `code` and `sector` are PLOVER's; `entity` is an id of the actor
    files; `name` is in lower case, and a party's resolved name or its words are equal to it.
    """

    said: str
    code: str | None = None
    sector: str | None = None
    entity: str | None = None
    name: str | None = None

    def condition(self, alias: str) -> tuple[str, list[Any]]:
        """The condition on a row of `parties_now`, and its parameters."""
        if self.name is not None:
            return (
                f"(lower({alias}.name) = ? OR lower({alias}.text) = ?)",
                [self.name, self.name],
            )
        said = [
            (name, value)
            for name in ("code", "sector", "entity")
            if (value := getattr(self, name)) is not None
        ]
        return (
            "(" + " AND ".join(f"{alias}.{name} = ?" for name, _ in said) + ")",
            [value for _, value in said],
        )


def party(connection: duckdb.DuckDBPyConnection, said: str, field: str) -> Party:
    """The party that is meant.

    Args:
        connection: to the ledger, where names stand that no file knows.
        said: what the user wrote.
        field: the name of the query's field, for messages.

    Raises:
        UsageError: nobody of that name is known here, or it may be one of several.
    """
    head, dot, sector = said.partition(".")
    if dot and sector.upper() in SECTORS and (not head or _code(head)):
        return Party(said, _code(head), sector.upper())
    if dot and not sector and (code := _code(head)):
        return Party(said, code)
    if code := _code(said):
        return Party(said, code)
    codes = country_names().get(said.casefold(), ())
    if len(codes) > 1:
        raise UsageError(f"{field} '{said}' may be {' or '.join(codes)}; say which")
    if codes:
        return Party(said, codes[0])
    return _named(connection, said, field)


def country(said: str) -> str | None:
    """The code of a country, by its code or a name in any pack's language; None if there is none
    of that name, or more than one."""
    code = said.upper()
    if code in _countries().countries:
        return _folded(code)
    codes = country_names().get(said.casefold(), ())
    return codes[0] if len(codes) == 1 else None


@lru_cache(1)
def country_names() -> Mapping[str, tuple[str, ...]]:
    """Names of countries in the languages of all packs, in lower case → their codes."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for code, entry in _countries().countries.items():
        found[entry.name.casefold()][_folded(code)] = None
    for language in available():
        for code, names in load_pack(language).names.countries.items():
            for name in (*names.names, *names.short):
                text = name.name if isinstance(name, NameSpec) else name
                found[text.casefold()].setdefault(_folded(code))
    return {name: tuple(codes) for name, codes in found.items()}


def _named(connection: duckdb.DuckDBPyConnection, said: str, field: str) -> Party:
    """A party by an id of the actor files, or by a name or words that stand in the ledger."""
    name = said.lower()
    rows: list[tuple[str | None, str | None]] = []
    for condition in _NAMES:  # as it is written first, which is far the quickest to look for
        rows = connection.execute(
            f"""SELECT entity, coalesce(min(name), substr(entity, 2)) FROM parties_now
            WHERE {condition} GROUP BY entity ORDER BY count(*) DESC, entity""",
            {"name": name} if "$name" in condition else {"said": said},
        ).fetchall()
        if rows:
            break
    entities = [(entity, shown) for entity, shown in rows if entity is not None]
    if len(entities) == 1:
        return Party(said, entity=entities[0][0])
    if len(entities) > 1:
        listed = ", ".join(f"{shown} ({entity})" for entity, shown in entities[:_LISTED])
        more = f" and {len(entities) - _LISTED} more" if len(entities) > _LISTED else ""
        raise UsageError(f"{field} '{said}' may be {listed}{more}; give the id in brackets")
    if rows:
        return Party(said, name=name)
    if len(name) > _CODE and (entity := _entity(name)) is not None:
        return Party(said, entity=entity)
    raise UsageError(f"no {field} '{said}'; {_near(connection, said)}")


_NAMES = (
    "entity IN ($said, '?' || $said) OR name = $said OR text = $said",
    "lower(entity) IN ($name, '?' || $name) OR lower(name) = $name OR lower(text) = $name",
    """entity IS NOT NULL AND (contains(lower(name), $name)
    OR starts_with(entity, '?') AND contains(lower(entity), $name))""",
)
"""Conditions on who is meant by a name: it is the same, but for its case, or part of a name."""


def _entity(name: str) -> str | None:
    """The id in the actor files of one who is not in the ledger, by id or name."""
    plain = _plain(name)
    for language in available():
        names = load_pack(language).names
        for table in (names.bodies, names.groups, names.persons):
            for entity, forms in table.items():
                texts = (one.name if isinstance(one, NameSpec) else one for one in forms)
                if name == entity or any(_plain(text) == plain for text in texts):
                    return entity
    for person in load_actors().persons.values():
        if name == person.id or any(_plain(one) == plain for one in (person.name, *person.also)):
            return person.id
    return None


def _plain(name: str) -> str:
    """A name without case, blanks and points between its parts."""
    return re.sub(r"[\s・]", "", name.casefold())


def _near(connection: duckdb.DuckDBPyConnection, said: str) -> str:
    """What a message says of those like one whom nobody knows."""
    counts = dict(
        connection.execute(
            """SELECT code, count(*) FROM parties_now WHERE code IS NOT NULL GROUP BY code"""
        ).fetchall()
    )
    if len(said) == _CODE and said.isascii() and said.isalpha():
        codes = _near_codes(said.upper(), counts)
        if codes:
            return f"near: {', '.join(codes)}"
    names = connection.execute(
        "SELECT DISTINCT name FROM parties_now WHERE name IS NOT NULL ORDER BY name"
    ).fetchall()
    entries = _countries().countries.values()
    close = near(said, {name for (name,) in names} | {entry.name for entry in entries})
    return close if close.startswith("near") else "'dragoman actors' lists those of the ledger"


def _near_codes(said: str, counts: Mapping[str, int]) -> list[str]:
    """Codes of the ledger, or else any, that share all but one of the letters of one that is none;
    the more alike and the more frequent ones first."""
    letters = Counter(said)
    ranked = []
    for code in {*(_folded(code) for code in _countries().countries), *NON_STATE}:
        shared = (letters & Counter(code)).total()
        in_place = sum(one == other for one, other in zip(code, said, strict=True))
        if shared == _CODE or (shared == _CODE - 1 and (code in counts or in_place == shared)):
            ranked.append((-shared, -counts.get(code, 0), -in_place, code))
    return [code for *_, code in sorted(ranked)[:_NEAR]]


def _code(said: str) -> str | None:
    code = said.upper()
    if code in NON_STATE:
        return code
    return _folded(code) if code in _countries().countries else None


def _folded(code: str) -> str:
    entry = _countries().countries.get(code)
    return entry.fold if entry is not None and entry.fold is not None else code


@lru_cache(1)
def _countries() -> CountriesFile:
    return load_yaml(DATA / "countries.yaml", CountriesFile)
