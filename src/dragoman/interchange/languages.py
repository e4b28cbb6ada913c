"""Codes of languages as other people's files write them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dragoman.data import Entry, load_yaml

_FILE = Path(__file__).parent / "data" / "languages.yaml"

Two = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Three = Annotated[str, Field(pattern=r"^[a-z]{3}$")]


class Languages(Entry):
    """`gdelt`: the language that GDELT's coder reads; `codes`: ISO 639-1 code → ISO 639-2 code."""

    gdelt: Two
    codes: dict[Two, Three]


def is_read_by_gdelt(code: str | None) -> bool:
    """Whether GDELT's coder reads a language without a translation."""
    return code == _languages().gdelt


def three_letters(code: str | None) -> str | None:
    """The ISO 639-2 code of a language given by its ISO 639-1 code; None if there is none."""
    return _languages().codes.get(code or "")


def two_letters(code: str | None) -> str | None:
    """The ISO 639-1 code of a language given by that or by its ISO 639-2 code, in whatever case;
    None if it is neither."""
    said = (code or "").lower()
    if said in _languages().codes:
        return said
    return next((two for two, three in _languages().codes.items() if three == said), None)


@lru_cache(maxsize=1)
def _languages() -> Languages:
    return load_yaml(_FILE, Languages)
