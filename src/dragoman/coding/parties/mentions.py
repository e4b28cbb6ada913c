"""Mentions: the names, offices and agent nouns of a sentence, with whom they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.names import COUNTRY, PERSON, NameMatch
from dragoman.languages.agents import AgentEntry
from dragoman.model import Participant

AGENT = "agent"
ARTIFACT = "translation artifact"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens that names an entity, and whom it stands for.

    `kind` is that of the name, or "agent". `participants` are several where one noun is shared
    ("the foreign ministers of Japan and Korea"). `open`: an agent noun whose country is not said
    here. `partial`: a surname alone. `count`: how many are meant where a numeral says so.
    `stranger`: the surname of somebody whom no file knows.
    """

    first: int
    last: int
    head: int
    kind: str
    participants: tuple[Participant, ...]
    agent: AgentEntry | None = None
    match: NameMatch | None = None
    open: bool = False
    partial: bool = False
    count: int | None = None
    stranger: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it names one or several individuals."""
        return self.kind == PERSON or (self.agent is not None and self.agent.person)


class Mentions:
    """All mentions of one sentence, found by token."""

    __slots__ = ("_by_token", "_headed", "all")

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all = tuple(sorted(mentions, key=lambda m: (m.first, -m.last)))
        self._by_token: dict[int, list[Mention]] = {}
        for mention in self.all:
            for token in range(mention.first, mention.last + 1):
                self._by_token.setdefault(token, []).append(mention)
        self._headed = {
            token: [m for m in here if m.head == token] or here
            for token, here in self._by_token.items()
        }

    def at(self, token: int) -> Sequence[Mention]:
        """The mentions that cover a token."""
        return self._by_token.get(token, ())

    def run(self, mention: Mention) -> list[Mention]:
        """The one-character names that stand in one run with this one (日米韓, 한·미·일)."""
        if not _is_character(mention):
            return []
        short = [m for m in self.all if _is_character(m)]
        at = short.index(mention)
        first = last = at
        while first > 0 and _adjoin(short[first - 1], short[first]):
            first -= 1
        while last + 1 < len(short) and _adjoin(short[last], short[last + 1]):
            last += 1
        return short[first:at] + short[at + 1 : last + 1]

    def headed(self, token: int) -> Sequence[Mention]:
        """The mentions whose head is the token; where there is none, those that cover it."""
        return self._headed.get(token, ())


def _is_character(mention: Mention) -> bool:
    match = mention.match
    return match is not None and match.kind == COUNTRY and match.end - match.start == 1


def _adjoin(one: Mention, other: Mention) -> bool:
    assert one.match is not None
    assert other.match is not None
    gap = other.match.start - one.match.end
    return gap == 0 or (gap == 1 and one.last + 2 == other.first)
