"""Names that are one country's only for want of another: "Congress", "the Supreme Court"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.coding.parties.of_story import subject_of


def of_home(mentions: Mentions, memory: Memory) -> Mentions:
    """The mentions; a body that a general word names is taken for the one of the country that the
    story is told from, or else about, where the body's own country has not been spoken of."""
    if not any(_is_general(m) for m in mentions.all):
        return mentions
    home = memory.home or subject_of(memory.outlook)
    if home is None:
        return mentions
    here = {p.code for m in mentions.all if not _is_general(m) for p in m.participants}

    def placed(mention: Mention) -> Mention:
        if not _is_general(mention):
            return mention
        who = tuple(
            p
            if p.code in (None, home) or p.code in here or memory.speaks_of(p.code)
            else replace(
                p, code=home, name=None, entity=None, why=f"'{p.text}' of {home}, not of {p.code}"
            )
            for p in mention.participants
        )
        return replace(mention, participants=who)

    return Mentions([placed(mention) for mention in mentions.all])


def _is_general(mention: Mention) -> bool:
    return mention.match is not None and mention.match.weak
