"""PLOVER's code and sector of an actor as a CAMEO actor code (JPNGOV, IGOUNO).

The table is data/cameo_actors.yaml; the other direction is `dragoman.actors.cameo_codes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dragoman.actors.cameo_codes import countries_only
from dragoman.actors.entries import Code
from dragoman.actors.registry import NON_STATE, SECTORS
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError

DATA = Path(__file__).parent / "data"


class CameoActorsFile(Entry):
    """The whole table; the keys are explained in the file."""

    countries: dict[Code, dict[Literal["icews", "oeda", "gdelt"], Code]]
    bearers: dict[Code, str]
    sectors: dict[Code, Code | None]
    alone: dict[Code, Code]


@dataclass(frozen=True, slots=True)
class CameoActor:
    """A CAMEO actor code in its parts: first blocks, country if it is one, role."""

    first: str = ""
    country: str = ""
    role: str = ""

    @property
    def full(self) -> str:
        """The whole code."""
        return self.first + self.role


@lru_cache(maxsize=4096)
def cameo_actor(code: str | None, sector: str | None, variant: str) -> CameoActor:
    """Code and sector of a record's party as CAMEO writes them; empty where neither says anything.

    `variant` is the list of codes meant, one of `cameo.VARIANTS`.
    """
    table = _table()
    role = table.sectors.get(sector or "") or ""
    if code is None:
        return CameoActor(role=table.alone.get(sector or "", role))
    if code in table.bearers:
        return CameoActor(table.bearers[code], "", role)
    written = table.countries.get(code, {}).get(variant, code)  # type: ignore[call-overload]
    return CameoActor(written, written, role)


def load_table(path: Path) -> CameoActorsFile:
    """Read and check a table such as data/cameo_actors.yaml.

    Raises:
        DataError: the file is wrong, lacks a sector or a code of no state, or has one that is none.
    """
    table = load_yaml(path, CameoActorsFile)
    parts: tuple[tuple[str, set[str], set[str]], ...] = (
        ("countries", set(table.countries), set(countries_only().countries)),
        ("bearers", set(table.bearers), set(NON_STATE)),
        ("sectors", set(table.sectors), set(SECTORS)),
        ("alone", set(table.alone), set(SECTORS)),
    )
    for part, given, known in parts:
        for code in sorted(given - known):
            at = line_of(path, (part, code))
            raise DataError(f"'{code}' is none of PLOVER's {part}", path, at)
        if part in ("bearers", "sectors") and known - given:
            missing = ", ".join(sorted(known - given))
            raise DataError(f"{part} lacks {missing}", path, line_of(path, (part,)))
    return table


@lru_cache(maxsize=1)
def _table() -> CameoActorsFile:
    return load_table(DATA / "cameo_actors.yaml")
