"""What a user asks for, checked, and what it makes: stories to code, and a coder for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import LanguageError, UsageError
from dragoman.model import Story
from dragoman.workers import StoryCoder, in_processes, in_this_process

if TYPE_CHECKING:
    from dragoman.pipeline import Coded, Pipeline
    from dragoman.reading import SetAside

Input = str | Path | Story


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the coder of a process; sent to worker processes."""

    languages: tuple[str, ...] | None
    actors: tuple[Path, ...]

    def __call__(self) -> StoryCoder:
        return pipeline(self.languages, self.actors).code


@lru_cache(4)
def pipeline(languages: tuple[str, ...] | None = None, actors: tuple[Path, ...] = ()) -> Pipeline:
    """The pipeline of these packs and dictionaries, made once in a process."""
    from dragoman.pipeline import Pipeline

    return Pipeline(languages, actors)


def given(inputs: Input | Iterable[Input]) -> tuple[Input, ...]:
    """The inputs, one or several.

    Raises:
        UsageError: there is none.
    """
    items = (inputs,) if isinstance(inputs, str | Path | Story) else tuple(inputs)
    if not items:
        raise UsageError("there is nothing to code: no input was given")
    return items


def maker(languages: Sequence[str] | None, actors: Sequence[str | Path], jobs: int) -> Maker:
    """What makes the coder of each process.

    Raises:
        UsageError: an argument makes no sense.
        LanguageError: there is no pack of that code, or its library is not installed.
        InputError: a dictionary of actors cannot be read.
    """
    if jobs < 1:
        raise UsageError(f"jobs must be 1 or more, not {jobs}")
    for path in actors:
        actor_problems(path)
    return Maker(_checked_languages(languages), tuple(Path(path) for path in actors))


def reader(
    items: Sequence[Input], lang: str | None, format: str | None, date: Date | str | None
) -> Callable[[], Iterator[Story | SetAside]]:
    """What reads the inputs, each time anew.

    Raises:
        UsageError: an argument makes no sense.
    """
    _check_format(format)
    published, _ = published_on(date)
    assumed = published.date() if published is not None else None

    def read() -> Iterator[Story | SetAside]:
        for one in _read(items, lang, format):
            if isinstance(one, Story) and one.published is None and assumed is not None:
                yield replace(one, assumed=assumed)
            else:
                yield one

    return read


def coded(items: Iterable[Story | SetAside], make: Maker, jobs: int) -> Iterator[Coded | SetAside]:
    """The outcomes of stories, in one process or several; what was set aside passes through."""
    if jobs == 1:
        return in_this_process(items, make)
    return in_processes(items, make, jobs)


def published_on(date: Date | str | None) -> tuple[datetime | None, str]:
    """A day or time as given by the user, and its precision.

    Raises:
        UsageError: it is no date.
    """
    from dragoman.reading.times import parse_published

    if date is None:
        return None, "minute"
    parsed = parse_published(date)
    if parsed is None:
        raise UsageError(f"{date!r:.40} is no date; right would be 2024-06-20")
    return parsed


def actor_problems(path: str | Path) -> tuple[str, ...]:
    """What is wrong in a dictionary of actors and was passed over, "file:line: message" each.

    Raises:
        InputError: the file cannot be read.
    """
    from dragoman.actors.tabari import load_actor_dictionary, load_agent_dictionary

    agents = Path(path).suffix == ".agents"
    problems = load_agent_dictionary(path)[1] if agents else load_actor_dictionary(path)[1]
    return tuple(str(problem) for problem in problems)


def _read(
    items: Sequence[Input], lang: str | None, format: str | None
) -> Iterator[Story | SetAside]:
    from dragoman.reading import read

    for stories, group in groupby(items, lambda item: isinstance(item, Story)):
        if stories:
            yield from (item for item in group if isinstance(item, Story))
        else:
            paths = [item for item in group if not isinstance(item, Story)]
            yield from read(paths, lang=lang, format=format)


def _checked_languages(languages: Sequence[str] | None) -> tuple[str, ...] | None:
    if languages is None:
        return None
    if isinstance(languages, str) or not languages:
        raise UsageError(f"languages must be a list of codes of packs, not {languages!r}")
    from dragoman.languages import load_pack

    for one in languages:
        missing = load_pack(one).missing
        if missing is not None:
            raise LanguageError(missing)
    return tuple(dict.fromkeys(languages))


def _check_format(format: str | None) -> None:
    if format is None:
        return
    from dragoman.reading import FORMATS

    if format not in FORMATS:
        raise UsageError(f"no input format '{format}'; there are: {', '.join(FORMATS)}")
