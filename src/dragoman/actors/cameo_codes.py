"""CAMEO actor codes (JPNGOV, IGOUNO, PSEINS) to PLOVER's code and sector.

The table is data/cameo_actors.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from dragoman.actors.entries import Code, CountriesFile
from dragoman.actors.registry import DATA, NON_STATE, SECTORS, Actors
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError


class BearerEntry(Entry):
    """A first block that belongs to no state; the keys are explained in the file."""

    code: Code | None = None
    sector: Code | None = None
    roles: frozenset[Code] | None = None
    members: dict[Code, Code] = Field(default={})


class CameoActorsFile(Entry):
    """The whole table."""

    countries: dict[Code, Code]
    bearers: dict[Code, BearerEntry]
    sectors: dict[Code, Code]
    neither: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class PloverActor:
    """What a CAMEO actor code says in PLOVER: a code, a sector, both or neither."""

    code: str | None = None
    sector: str | None = None


@lru_cache(maxsize=4096)
def plover_actor(cameo: str) -> PloverActor:
    """Translate a CAMEO actor code.

    Raises:
        ValueError: it does not consist of blocks of three capitals, or its first block is unknown;
            the message says what would be right.
    """
    if not cameo.isascii() or not cameo.isalpha() or not cameo.isupper() or len(cameo) % 3:
        raise ValueError(
            f"'{cameo}' is no CAMEO actor code; right would be blocks of three capitals, "
            "such as JPNGOV"
        )
    table, countries = _table(), countries_only().countries
    first, *rest = (cameo[i : i + 3] for i in range(0, len(cameo), 3))
    if (bearer := table.bearers.get(first)) is not None:
        members = [bearer.members[block] for block in rest if block in bearer.members]
        code = members[0] if members else bearer.code
        roles = [b for b in rest if bearer.roles is None or b in bearer.roles]
        return PloverActor(code, _sector(roles) or bearer.sector)
    if first in table.countries or first in countries:
        return PloverActor(table.countries.get(first, first), _sector(rest))
    if first in table.sectors:
        return PloverActor(None, _sector([first]))
    if first in table.neither:
        return PloverActor(None, _sector(rest))
    raise ValueError(
        f"'{first}' in '{cameo}' is no country, role or other actor code that is known here"
    )


@lru_cache(maxsize=1)
def countries_only() -> Actors:
    """The countries and areas without the rest, which takes ten times as long to load."""
    file = load_yaml(DATA / "countries.yaml", CountriesFile)
    return Actors(file.countries, file.areas, {}, {}, {}, {}, {})


def load_table(path: Path) -> CameoActorsFile:
    """Read and check a table such as data/cameo_actors.yaml.

    Raises:
        DataError: the file is wrong, or a code or sector in it is none of PLOVER's.
    """
    table = load_yaml(path, CameoActorsFile)
    codes = set(countries_only().countries) | NON_STATE
    for block, code in table.countries.items():
        _check(code, codes, "code", path, "countries", block)
    for block, bearer in table.bearers.items():
        _check(bearer.code, codes, "code", path, "bearers", block, "code")
        _check(bearer.sector, SECTORS, "sector", path, "bearers", block, "sector")
        for member, code in bearer.members.items():
            _check(code, codes, "code", path, "bearers", block, "members", member)
        for role in sorted(bearer.roles or ()):
            _check(role, table.sectors, "role of `sectors`", path, "bearers", block, "roles")
    for block, sector in table.sectors.items():
        _check(sector, SECTORS, "sector", path, "sectors", block)
    for part in ("bearers", "sectors", "neither"):
        for block in getattr(table, part):
            if block in countries_only().countries:
                raise DataError(
                    f"'{block}' is a country already; a block has one meaning",
                    path,
                    line_of(path, (part, block)),
                )
    return table


@lru_cache(maxsize=1)
def _table() -> CameoActorsFile:
    return load_table(DATA / "cameo_actors.yaml")


def _sector(blocks: list[str]) -> str | None:
    sectors = _table().sectors
    return next((sectors[block] for block in blocks if block in sectors), None)


def _check(value: str | None, known: object, kind: str, path: Path, *loc: str) -> None:
    if value is not None and value not in known:  # type: ignore[operator]
        raise DataError(f"'{value}' is no {kind} of PLOVER's", path, line_of(path, loc))
