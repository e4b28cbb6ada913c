"""Whose organs and people a story means that is told from a country which it is not about."""

from __future__ import annotations

from dragoman.actors.names import TOWARD
from dragoman.actors.registry import NON_STATE
from dragoman.coding.parties.memory import Memory
from dragoman.coding.scene import Scene
from dragoman.model import BODY, HEADLINE


def states_named(scene: Scene) -> list[str]:
    """The codes of the states that a sentence names, in their order."""
    codes = (
        one.code
        for mention in scene.mentions.all
        if mention.kind != TOWARD
        for one in mention.participants
    )
    return list(dict.fromkeys(code for code in codes if code and code not in NON_STATE))


class Setting:
    """The country of organs and people of whom no country is said, while a story is read.

    That is the dateline's, unless the headline and the first sentence below it name others alone
    and the same one first ("MOSCOW - Kazakhstan's president …. The interior ministry …"). Only for
    languages that leave out what is known, and not where the dateline is at home for the press,
    which does not name its own country. `memory.about` is the state that both name first.
    """

    def __init__(self, memory: Memory) -> None:
        self._home = memory.home
        self._abroad = memory.home is not None and not memory.of_press
        self._headed: str | None = None
        self._read = False

    def look(self, scene: Scene, memory: Memory) -> None:
        """Set `memory.home` and `memory.about` by the sentence just read."""
        role = scene.sentence.role
        if self._read or role not in (HEADLINE, BODY) or not scene.grammar.chaining:
            return
        named = states_named(scene)
        first = named[0] if named else None
        if role == HEADLINE:
            self._headed = self._headed or first
            if self._abroad and named:
                memory.home = self._home if self._home in named else first
            return
        self._read = True
        memory.about = first if first == self._headed else None
        if self._abroad:
            elsewhere = memory.about is not None and self._home not in named
            memory.home = memory.about if elsewhere else self._home
