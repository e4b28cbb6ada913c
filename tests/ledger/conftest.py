"""A handful of stories of four presses, coded once by the real coder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.pipeline import Coded, Pipeline
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story
from dragoman.workers import code_story

Code = Callable[[Iterable[Story]], Iterator[Coded | SetAside]]

WIRE = (
    "TOKYO — Japan condemned North Korea on Wednesday. The cabinet secretary told reporters that "
    "the launch was a threat to the region. Fishing boats in the north were warned to stay in "
    "port. No damage was reported. South Korea and Japan will hold talks in Seoul on Friday."
)
TALES = {
    "meet-en": (
        "en", 19, "The foreign ministers of South Korea and Japan met in Tokyo on Tuesday."
    ),
    "meet-id": (
        "id", 20, "Menteri luar negeri Korea Selatan dan Jepang bertemu di Tokyo pada hari Selasa."
    ),
    "condemn-en": ("en", 20, "Japan condemned North Korea on Wednesday."),
    "condemn-id": ("id", 20, "Jepang mengecam Korea Utara pada hari Rabu."),
    "denied-en": ("en", 20, "Japan did not condemn North Korea on Wednesday."),
    "attack-en": ("en", 18, "Russian forces attacked Ukraine on Monday."),
    "shell-en": ("en", 18, "Russia shelled Kharkiv on Monday, killing three people."),
    "promise-en": ("en", 20, "Finland promised to send generators to Moldova."),
    "reject-en": ("en", 21, "Norway rejected talks with Iceland."),
    "nothing-en": ("en", 20, "The weather was fine."),
    "wire-en": ("en", 20, WIRE),
    "copy-en": ("en", 21, WIRE.replace("No damage", "No great damage")),
    "chinese": (None, 20, "外交部发言人星期二表示，双方将继续保持沟通。"),
}  # fmt: skip
"""Name → language, day of June 2024 on which it was published, text."""


def tale(name: str, text: str | None = None, **more: object) -> Story:
    """One of the stories, or one with another text."""
    lang, day, own = TALES[name]
    return make_story(
        text or own, origin=f"{name}.txt", id=name, lang=lang, publisher=f"Press {name}",
        published=datetime(2024, 6, day), precision="day", **more,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline(["en", "id"])


@pytest.fixture(scope="session")
def tales() -> list[Story]:
    return [tale(name) for name in TALES]


@pytest.fixture(scope="session")
def code(pipeline: Pipeline) -> Code:
    """The real coder; what it coded once it gives again."""
    known: dict[tuple[object, ...], Coded | SetAside] = {}

    def run(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for story in stories:
            name = (story.key, story.published, story.text)
            if name not in known:
                known[name] = code_story(pipeline.code, story)
            yield known[name]

    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some.duckdb"


@pytest.fixture
def full(path: Path, tales: list[Story], code: Code) -> Path:
    """A ledger with all the stories."""
    with Ledger(path) as ledger:
        ledger.add(tales, code)
    return path


def exported(path: Path) -> list[object]:
    with Ledger(path) as ledger:
        return list(ledger.export())
