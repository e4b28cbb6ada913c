"""What may stand in the actor files, one frozen model for each kind of entry.

The files are under `data/`; codes and sectors are PLOVER's (countries by ISO 3166-1 alpha-3).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, RootModel

from dragoman.data import Entry


def _day_text(value: object) -> object:
    """Years and days are kept as text (`2003`, `2003-05`, `2003-05-17`): it says how precise."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return f"{value:04d}"
    if isinstance(value, date):
        return value.isoformat()
    return value


Day = Annotated[
    str, BeforeValidator(_day_text), Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$")
]
"""A day, a month or a year; what is left out is not known."""

Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Phase(Entry):
    """A stretch of time in which an actor has another code or sector than its entry says."""

    code: Code | None = None
    sector: Code | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class CountryEntry(Entry):
    """A state, or a dependency (`fold`: the state it is coded as)."""

    name: str
    iso2: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    cow: int | None = None
    capital: str | None = None
    zone: str | None = None
    fold: Code | None = None
    since: Day | None = None
    until: Day | None = None
    successor: Code | None = None
    called: tuple[Literal["family", "first", "last"], ...] = ("family",)
    family_first: bool = False


class AreaEntry(Entry):
    """A region that is no state: part of one (`code`), breakaway (`sector: PRE`), or neither."""

    name: str
    code: Code | None = None
    sector: Code | None = None


class OfficeEntry(Entry):
    """An office; `body` is the international body whose code its holder bears.

    `covers` lists the offices meant by a general word ("leader"), in order of preference.
    """

    name: str
    sector: Code | None = None
    rank: int = 4
    body: str | None = None
    covers: tuple[str, ...] = ()


class BodyEntry(Entry):
    """An organisation: international, an organ of a state, a party, a firm, a medium, a court;
    `acronyms` are what it is called in any language."""

    name: str
    acronyms: tuple[str, ...] = ()
    code: Code | None = None
    sector: Code | None = None
    part_of: str | None = None
    since: Day | None = None
    until: Day | None = None
    phases: tuple[Phase, ...] = ()


class GroupEntry(Entry):
    """An armed group, a band of criminals, a movement, or an ethnic or religious group; `acronyms`
    are what it is called in any language."""

    name: str
    acronyms: tuple[str, ...] = ()
    code: Code | None = None
    sector: Code | None = None
    kind: Literal["armed", "criminal", "movement", "ethnic", "religious"]
    country: Code | None = None
    since: Day | None = None
    until: Day | None = None
    phases: tuple[Phase, ...] = ()


class TermEntry(Entry):
    """A stretch of time in an office; `body` and `code` where they differ from the person's."""

    office: str
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    body: str | None = None
    group: str | None = None
    code: Code | None = None
    sector: Code | None = None


class PersonEntry(Entry):
    """A person; `family` is the family name where it is not the last word of `name`.

    `country`, `body` or `group` (ids of the other files) says whose code the person bears.
    """

    name: str
    also: tuple[str, ...] = ()
    family: str | None = None
    country: Code | None = None
    body: str | None = None
    group: str | None = None
    gender: Literal["m", "f"] | None = None
    terms: tuple[TermEntry, ...] = ()


class CountriesFile(Entry):
    countries: dict[str, CountryEntry]
    areas: dict[str, AreaEntry] = {}


class OfficesFile(Entry):
    offices: dict[str, OfficeEntry]


class BodiesFile(Entry):
    bodies: dict[str, BodyEntry]


class GroupsFile(Entry):
    groups: dict[str, GroupEntry]


class PersonsFile(RootModel[dict[str, PersonEntry]]):
    """The persons of one region: id → person, without a heading."""
