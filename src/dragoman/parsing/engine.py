"""What the parsing stage asks of a parser of one language, whatever library it is made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parsed:
    """One parsed text, one entry per token in every tuple, in Universal Dependencies.

    `heads[i]` is the index of i's head (i itself for the root); `starts`/`ends` are offsets into
    the text given, in characters, and `forms[i]` is `text[starts[i]:ends[i]]`; `feats[i]` is the
    UD feature string ("" if none); `spaces[i]` says whether a blank follows.
    """

    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    feats: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    spaces: tuple[bool, ...]


class Engine(Protocol):
    """A parser of one language."""

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Parse sentences, one `Parsed` for each text in order, as one batch.

        The same texts in the same call give the same result, whatever was parsed before.
        """
        ...
