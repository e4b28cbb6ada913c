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


def general(names: NamesFile) -> set[tuple[str, str]]:
    """Entity and form of the general words, which bodies of several countries may share."""
    return {
        (owner, spec.name)
        for owner, specs in (*names.bodies.items(), *names.groups.items())
        for spec in specs
        if not isinstance(spec, str) and spec.weak
    }


def test_names_every_entity_but_persons(actors: Actors, names: NamesFile) -> None:
    assert set(names.countries) == set(actors.countries)
    assert all(country.names for country in names.countries.values())
    assert set(names.areas) == set(actors.areas)
    assert set(names.bodies) == set(actors.bodies)
    assert set(names.groups) == set(actors.groups)
    assert set(names.persons) <= set(actors.persons)


def test_no_form_names_two_entities(names: NamesFile) -> None:
    owners = defaultdict(set)
    shared = general(names)
    for owner, form in forms(names):
        if (owner, form) not in shared:
            owners[form].add(owner)
    for owner, form in shared:
        if form in owners:
            owners[form].add(owner)
    assert {form: sorted(who) for form, who in owners.items() if len(who) > 1} == {}


def test_a_general_word_names_one_body_of_a_country(actors: Actors, names: NamesFile) -> None:
    owners = defaultdict(list)
    for owner, form in general(names):
        owners[form, (actors.bodies.get(owner) or actors.groups[owner]).code].append(owner)
    assert {form: who for form, who in owners.items() if len(who) > 1} == {}
