"""What a role of an act is: who stands in it, by which words, in which function."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.languages.expressions import FUNCTIONS
from dragoman.model import Participant


@dataclass(frozen=True, slots=True)
class Role:
    """One side of an act: who, the head tokens of the nouns, and the function they stand in.

    `unknown`: where `who` is nobody, the nouns that stand there of which nothing is known.
    """

    who: tuple[Participant, ...] = ()
    tokens: tuple[int, ...] = ()
    function: str = ""
    unknown: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.who)


NOBODY = Role()


def is_preposition(function: str) -> bool:
    """Whether a role place is a preposition of the language rather than one of `FUNCTIONS`."""
    return function not in FUNCTIONS
