"""How a language is written for its readers: the names, labels and dates of charts and briefs.

A pack that has a `writing.yaml` can be written in; one without it can only be read.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from dragoman.data import Entry, load_yaml
from dragoman.errors import LanguageError
from dragoman.languages.pack import FOLDER, available

FILE = "writing.yaml"
DEFAULT = "en"
"""The language of charts and briefs where none is asked for."""


def _locale(value: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(value)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"'{value}' is no locale that Babel knows") from error
    return value


def keyed(*keys: str | int) -> AfterValidator:
    """A mapping must have these keys and no other."""

    def check(value: dict[str | int, str]) -> dict[str | int, str]:
        if set(value) != set(keys):
            raise ValueError(f"the keys must be {', '.join(map(str, keys))}")
        return value

    return AfterValidator(check)


Periods = Annotated[dict[str, str], keyed("day", "week", "month", "year")]
Kinds = Annotated[dict[str, str], keyed("cooperation", "conflict")]
Quads = Annotated[dict[int, str], keyed(1, 2, 3, 4)]


class ChartWords(Entry):
    """What stands in charts. Words in braces are filled in; `axis` are d3's time formats.

    `quads` are the four quad codes, 1 to 4; `per` is the title of an axis that counts events.
    """

    axis: Periods
    per: Periods
    quads: Quads
    cooperation: str
    conflict: str
    all: str
    pair: str
    towards: str
    intensity: str
    types: str
    network: str
    countries: str
    places: str
    events: str
    score: str
    score_axis: tuple[str, ...]
    level: str
    burst: Kinds
    kleinberg: str
    counted: Annotated[dict[str, str], keyed("number", "share")]
    pelt: str
    bursts_by: str
    levels_by: str
    too_few: str
    no_burst: str
    no_change: str
    sources: str
    denied_out: str
    edges: str
    shown_of: str
    borders: str
    unplaced: str


class WritingFile(Entry):
    """A pack's writing.yaml.

    - `locale`: whose dates, numbers and names of countries Babel gives;
    - `fonts`: families that show the language, the best first;
    - `countries`: names that newspapers prefer to Babel's; `codes`: names of the non-state codes;
    - `charts`: what stands in charts.
    """

    locale: Annotated[str, AfterValidator(_locale)]
    fonts: tuple[str, ...]
    countries: dict[str, str] = {}
    codes: dict[str, str]
    charts: ChartWords


@lru_cache(maxsize=16)
def load_writing(code: str, folder: Path = FOLDER) -> WritingFile:
    """What a pack says of how its language is written; kept for the life of the process.

    Raises:
        LanguageError: no pack of that code can be written in.
        DataError: its writing.yaml is wrong.
    """
    path = folder / code / FILE
    if not path.exists():
        known = ", ".join(writable(folder))
        raise LanguageError(f"nothing can be written in '{code}'; there are: {known}")
    return load_yaml(path, WritingFile)


def writable(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of the packs that can be written in, sorted."""
    return tuple(code for code in available(folder) if (folder / code / FILE).exists())
