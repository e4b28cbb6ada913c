"""The actors, loaded and checked: countries, areas, offices, bodies, groups, persons.

All dates are days of the world, both ends inclusive; a year or month alone means the whole of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.actors.days import first_day, last_day
from dragoman.actors.entries import (
    AreaEntry,
    BodiesFile,
    BodyEntry,
    CountriesFile,
    CountryEntry,
    GroupEntry,
    GroupsFile,
    OfficeEntry,
    OfficesFile,
    PersonEntry,
    PersonsFile,
    Phase,
)
from dragoman.data import line_of, load_yaml
from dragoman.errors import DataError

DATA = Path(__file__).parent / "data"

NON_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes for actors that belong to no state (manual draft 2.0)."""

SECTORS = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
    "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
"""PLOVER's sectors (manual draft 2.0)."""

OUT_OF_OFFICE = "ELI"
"""Sector of a person on a day without an office: PLOVER's elite, as in dated CAMEO dictionaries."""
OUTLAWS = frozenset({"REB", "UAF", "PRM", "CRM"})
"""Sectors that nobody leaves by losing his office in them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of time in an office. `code` and `sector` are what its holder bears meanwhile.

    `precision` is "day", "month" or "year": how exactly both ends are known (the coarser one).
    """

    office: str
    code: str | None
    sector: str | None
    start: date
    end: date
    precision: str = "day"
    rank: int = 4

    def covers(self, day: date) -> bool:
        """Whether the office was held on `day`."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `family` is the family name, `code` the country (or non-state code) borne."""

    id: str
    name: str
    also: tuple[str, ...]
    family: str
    code: str | None
    gender: str | None
    terms: tuple[Term, ...]
    called: tuple[str, ...] = ("family",)
    file: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The code and sector that an entity bears on a day, and why."""

    code: str | None
    sector: str | None
    why: str
    office: str | None = None


@dataclass(frozen=True)
class Actors:
    """All actors by id; built by `load_actors`."""

    countries: dict[str, CountryEntry]
    areas: dict[str, AreaEntry]
    offices: dict[str, OfficeEntry]
    bodies: dict[str, BodyEntry]
    groups: dict[str, GroupEntry]
    persons: dict[str, Person]
    _holders: dict[tuple[str, str], tuple[tuple[Term, Person], ...]] = field(repr=False)

    def person(self, person_id: str) -> Person:
        """The person of this id.

        Raises:
            KeyError: there is none.
        """
        return self.persons[person_id]

    def terms_on(self, person: Person, day: date) -> tuple[Term, ...]:
        """The offices a person held on a day, the highest first, then the one begun last."""
        held = [term for term in person.terms if term.covers(day)]
        held.sort(key=lambda term: (term.rank, -term.start.toordinal(), term.office))
        return tuple(held)

    def holders(self, office: str, code: str, day: date) -> tuple[Person, ...]:
        """Who held `office` for `code` on `day`, the last to begin first.

        A general office ("leader") stands for those in its `covers`, the first that anyone held.
        The day of a handover has both holders.

        Raises:
            KeyError: there is no such office.
        """
        entry = self.offices[office]
        for wanted in (office, *entry.covers):
            found = [
                (term, person)
                for term, person in self._holders.get((wanted, code), ())
                if term.covers(day)
            ]
            if found:
                found.sort(key=lambda pair: (-pair[0].start.toordinal(), pair[1].id))
                return tuple(dict.fromkeys(person for _, person in found))
        return ()

    def country_code(self, code: str, day: date | None = None) -> str:
        """The code a country or dependency is coded as on `day`: folded, or its successor's.

        A dissolved state keeps its own code where no day is given. Unknown codes come back as is.
        """
        seen = {code}
        while (entry := self.countries.get(code)) is not None:
            if entry.fold is not None:
                code = entry.fold
            elif entry.successor is not None and day is not None and day > last_day(entry.until):
                code = entry.successor
            else:
                break
            if code in seen:
                break
            seen.add(code)
        return code

    def standing(self, entity: str, day: date | None = None) -> Standing:
        """The code and sector an entity (a country code, or an area, body, group or person) bears.

        Without a day: what it bears now, or bore last.

        Raises:
            KeyError: no such entity.
        """
        if (country := self.countries.get(entity)) is not None:
            code = self.country_code(entity, day)
            if code == entity:
                return Standing(code, None, "country")
            if country.fold:
                return Standing(code, None, f"{country.name} is coded as {code}")
            return Standing(code, None, f"{country.name} ended {country.until}, successor {code}")
        if (area := self.areas.get(entity)) is not None:
            return Standing(area.code, area.sector, "area" if area.code else "area without a code")
        if (person := self.persons.get(entity)) is not None:
            return self._person_standing(person, day)
        other = self.bodies.get(entity) or self.groups[entity]
        if day is not None:
            for phase in other.phases:
                if first_day(phase.since) <= day <= last_day(phase.until):
                    return Standing(
                        phase.code or other.code,
                        phase.sector or other.sector,
                        f"{other.name} from {phase.since or '…'} until {phase.until or '…'}",
                    )
        borne = self.country_code(other.code, day) if other.code is not None else None
        return Standing(borne, other.sector, other.name)

    def _person_standing(self, person: Person, day: date | None) -> Standing:
        if not person.terms:
            return Standing(person.code, OUT_OF_OFFICE, f"{person.name}: no office is known")
        if day is None:
            term = max(person.terms, key=lambda t: (t.end, t.start, -t.rank, t.office))
            why = f"{person.name}: last known office, no day given"
            return Standing(term.code, term.sector, why, term.office)
        held = self.terms_on(person, day)
        if not held:
            code = self.country_code(person.code, day) if person.code else None
            outlaw = _last_outlaw(person, day)
            if outlaw is not None:
                name = self.offices[outlaw.office].name
                return Standing(code, outlaw.sector, f"{person.name}: {name} {_stretch(outlaw)}")
            return Standing(code, OUT_OF_OFFICE, f"{person.name}: no office on {day}")
        term = held[0]
        code = self.country_code(term.code, day) if term.code else None
        name = self.offices[term.office].name
        why = f"{person.name}: {name} {_stretch(term)}"
        return Standing(code, term.sector, why, term.office)


def _last_outlaw(person: Person, day: date) -> Term | None:
    """What a person last was before a day, if that is a rebel or bandit: who is caught, tried or
    gives himself up is one still, and nobody's former official."""
    before = [term for term in person.terms if term.end < day]
    last = max(before, key=lambda t: (t.end, t.start), default=None)
    return last if last is not None and last.sector in OUTLAWS else None


def _stretch(term: Term) -> str:
    start = "…" if term.start == date.min else str(term.start)
    end = "…" if term.end == date.max else str(term.end)
    return f"{start} to {end}"


@lru_cache(maxsize=2)
def load_actors(folder: Path = DATA) -> Actors:
    """Read and check the actor files; the result is kept for the life of the process.

    Raises:
        DataError: a file is wrong, a code, sector, office or `part_of` points nowhere, an id is
            given twice; the message names file and line.
    """
    countries_file = load_yaml(folder / "countries.yaml", CountriesFile)
    offices = load_yaml(folder / "offices.yaml", OfficesFile).offices
    bodies = load_yaml(folder / "bodies.yaml", BodiesFile).bodies
    groups = load_yaml(folder / "groups.yaml", GroupsFile).groups
    countries, areas = countries_file.countries, countries_file.areas
    check = _Check(folder, set(countries) | NON_STATE, set(bodies), set(groups), set(offices))

    at = folder / "countries.yaml"
    for code, country in countries.items():
        check.code(country.fold, at, "countries", code, "fold")
        check.code(country.successor, at, "countries", code, "successor")
        check.days(country.since, country.until, at, "countries", code)
    for area_id, area in areas.items():
        check.code(area.code, at, "areas", area_id, "code")
        check.sector(area.sector, at, "areas", area_id, "sector")
    at = folder / "offices.yaml"
    for office_id, office in offices.items():
        check.sector(office.sector, at, "offices", office_id, "sector")
        check.one_of("body", office.body, bodies, at, "offices", office_id, "body")
        for covered in office.covers:
            check.one_of("office", covered, offices, at, "offices", office_id, "covers")
    at = folder / "bodies.yaml"
    for body_id, body in bodies.items():
        check.actor(body, at, "bodies", body_id)
        check.one_of("body", body.part_of, bodies, at, "bodies", body_id, "part_of")
    at = folder / "groups.yaml"
    for group_id, group in groups.items():
        check.actor(group, at, "groups", group_id)
        check.code(group.country, at, "groups", group_id, "country")
    seen: dict[str, str] = {}
    kinds = (("country", countries), ("area", areas), ("body", bodies), ("group", groups))
    for kind, ids in kinds:
        for entity in ids:
            if entity in seen:
                raise DataError(
                    f"the id '{entity}' is a {seen[entity]} already; a {kind} needs another", folder
                )
            seen[entity] = kind

    persons: dict[str, Person] = {}
    holders: dict[tuple[str, str], list[tuple[Term, Person]]] = {}
    for path in sorted((folder / "persons").glob("*.yaml")):
        for person_id, entry in load_yaml(path, PersonsFile).root.items():
            if person_id in persons or person_id in seen:
                where = persons[person_id].file if person_id in persons else seen[person_id]
                raise DataError(
                    f"the id '{person_id}' stands already in {where}; make one entry of them",
                    path,
                    line_of(path, (person_id,)),
                )
            person = _person(person_id, entry, path, check, countries, bodies, groups, offices)
            persons[person_id] = person
            for term in person.terms:
                if term.code is not None:
                    holders.setdefault((term.office, term.code), []).append((term, person))
    return Actors(
        countries,
        areas,
        offices,
        bodies,
        groups,
        persons,
        {key: tuple(found) for key, found in holders.items()},
    )


def _person(
    person_id: str,
    entry: PersonEntry,
    path: Path,
    check: _Check,
    countries: dict[str, CountryEntry],
    bodies: dict[str, BodyEntry],
    groups: dict[str, GroupEntry],
    offices: dict[str, OfficeEntry],
) -> Person:
    check.code(entry.country, path, person_id, "country")
    check.one_of("body", entry.body, bodies, path, person_id, "body")
    check.one_of("group", entry.group, groups, path, person_id, "group")
    code = _bearer(entry.country, entry.body, entry.group, bodies, groups)
    if code is None:
        raise DataError(
            f"{person_id} has neither country nor body nor group; one of them says its code",
            path,
            line_of(path, (person_id,)),
        )
    terms = []
    for number, term in enumerate(entry.terms):
        loc = (person_id, "terms", number)
        check.one_of("office", term.office, offices, path, *loc, "office")
        check.code(term.code, path, *loc, "code")
        check.sector(term.sector, path, *loc, "sector")
        check.one_of("body", term.body, bodies, path, *loc, "body")
        check.one_of("group", term.group, groups, path, *loc, "group")
        check.days(term.since, term.until, path, *loc)
        office = offices[term.office]
        terms.append(
            Term(
                office=term.office,
                code=_bearer(term.code, term.body or office.body, term.group, bodies, groups)
                or code,
                sector=term.sector or office.sector,
                start=first_day(term.since),
                end=last_day(term.until),
                precision=_precision(term.since, term.until),
                rank=office.rank,
            )
        )
    country = countries.get(entry.country or "")
    return Person(
        id=person_id,
        name=entry.name,
        also=entry.also,
        family=entry.family or entry.name.split()[-1],
        code=code,
        gender=entry.gender,
        terms=tuple(terms),
        called=country.called if country is not None else ("family",),
        file=path.name,
    )


def _bearer(
    code: str | None,
    body: str | None,
    group: str | None,
    bodies: dict[str, BodyEntry],
    groups: dict[str, GroupEntry],
) -> str | None:
    """The code a person bears: its own, or that of the body or group it belongs to."""
    if code is not None:
        return code
    if body is not None:
        return bodies[body].code
    return groups[group].code if group is not None else None


def _precision(*days: str | None) -> str:
    shortest = min((len(day) for day in days if day is not None), default=10)
    return {4: "year", 7: "month"}.get(shortest, "day")


@dataclass(frozen=True)
class _Check:
    """Raises a DataError, with file and line, for whatever points nowhere."""

    folder: Path
    codes: set[str]
    bodies: set[str]
    groups: set[str]
    offices: set[str]

    def fail(self, message: str, path: Path, loc: tuple[str | int, ...]) -> None:
        raise DataError(message, path, line_of(path, loc))

    def code(self, value: str | None, path: Path, *loc: str | int) -> None:
        if value is not None and value not in self.codes:
            self.fail(
                f"'{value}' is no country of countries.yaml nor one of {sorted(NON_STATE)}",
                path,
                loc,
            )

    def sector(self, value: str | None, path: Path, *loc: str | int) -> None:
        if value is not None and value not in SECTORS:
            self.fail(f"'{value}' is no PLOVER sector; these are: {sorted(SECTORS)}", path, loc)

    def one_of(
        self, kind: str, value: str | None, known: object, path: Path, *loc: str | int
    ) -> None:
        if value is not None and value not in known:  # type: ignore[operator]
            self.fail(f"there is no {kind} '{value}' in the actor files", path, loc)

    def days(self, since: str | None, until: str | None, path: Path, *loc: str | int) -> None:
        if since is None and until is None:
            return
        try:
            if first_day(since) <= last_day(until):
                return
        except ValueError as error:
            self.fail(f"no such day: {error}", path, loc)
        self.fail(f"'{since}' to '{until}' ends before it begins", path, loc)

    def actor(self, entry: BodyEntry | GroupEntry, path: Path, *loc: str | int) -> None:
        self.code(entry.code, path, *loc, "code")
        self.sector(entry.sector, path, *loc, "sector")
        self.days(entry.since, entry.until, path, *loc)
        phases: tuple[Phase, ...] = entry.phases
        for phase in phases:
            self.code(phase.code, path, *loc, "phases")
            self.sector(phase.sector, path, *loc, "phases")
            self.days(phase.since, phase.until, path, *loc)
