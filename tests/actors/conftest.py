"""The actors, and the names of the language that a test module is about (its `LANG`)."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman.languages
from dragoman.actors.name_index import NameIndex
from dragoman.actors.names_file import NamesFile, load_names
from dragoman.actors.registry import Actors, load_actors


@pytest.fixture(scope="session")
def actors() -> Actors:
    return load_actors()


@pytest.fixture(scope="module")
def names(request: pytest.FixtureRequest) -> NamesFile:
    return load_names(Path(dragoman.languages.__file__).parent / request.module.LANG / "names.yaml")


@pytest.fixture(scope="module")
def index(request: pytest.FixtureRequest, actors: Actors, names: NamesFile) -> NameIndex:
    return NameIndex(actors, {request.module.LANG: names})
