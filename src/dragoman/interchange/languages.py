"""Codes of languages as other people's files write them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel

from dragoman.data import load_yaml

_FILE = Path(__file__).parent / "data" / "languages.yaml"

Two = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Three = Annotated[str, Field(pattern=r"^[a-z]{3}$")]


class LanguageCodes(RootModel[dict[Two, Three]]):
    """ISO 639-1 code → ISO 639-2 code."""


def three_letters(code: str | None) -> str | None:
    """The ISO 639-2 code of a language given by its ISO 639-1 code; None if there is none."""
    return _codes().get(code or "")


def two_letters(code: str | None) -> str | None:
    """The ISO 639-1 code of a language given by that or by its ISO 639-2 code, in whatever case;
    None if it is neither."""
    said = (code or "").lower()
    if said in _codes():
        return said
    return next((two for two, three in _codes().items() if three == said), None)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return load_yaml(_FILE, LanguageCodes).root
