"""What holds for the names of every pack: each entity is known and named by forms of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from dragoman.actors.names_file import NamesFile, NameSpec, load_names
from dragoman.actors.registry import Actors
from dragoman.languages.pack import FOLDER, available

LANGUAGES = sorted(available())


@pytest.fixture(scope="module", params=LANGUAGES)
def names(request: pytest.FixtureRequest) -> NamesFile:
    return load_names(FOLDER / request.param / "names.yaml")


def forms(names: NamesFile) -> Iterator[tuple[str, str]]:
    """Entity and form of every name that is no person's (namesakes are told apart by office)."""

    def written(owner: str, specs: tuple[str | NameSpec, ...]) -> Iterator[tuple[str, str]]:
        for spec in specs:
            yield owner, spec if isinstance(spec, str) else spec.name

    for owner, one in (*names.countries.items(), *names.areas.items()):
        yield from written(owner, (*one.names, *one.demonyms, *one.people, *one.capitals))
    for owner, specs in (*names.bodies.items(), *names.groups.items()):
        yield from written(owner, specs)


def test_names_every_entity_but_persons(actors: Actors, names: NamesFile) -> None:
    assert set(names.countries) == set(actors.countries)
    assert all(country.names for country in names.countries.values())
    assert set(names.areas) == set(actors.areas)
    assert set(names.bodies) == set(actors.bodies)
    assert set(names.groups) == set(actors.groups)
    assert set(names.persons) <= set(actors.persons)


def test_no_form_names_two_entities(names: NamesFile) -> None:
    owners = defaultdict(set)
    for owner, form in forms(names):
        owners[form].add(owner)
    assert {form: sorted(who) for form, who in owners.items() if len(who) > 1} == {}
