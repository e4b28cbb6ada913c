"""Names that are one country's only for want of another: "Congress", "the Supreme Court"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.actors.registry import Actors, Standing
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.of_story import subject_of
from dragoman.model import Participant


def of_home(
    names: Sequence[Mention], memory: Memory, actors: Actors, day: date | None
) -> list[Mention]:
    """The names of a sentence; a body that a general word names is taken for the one of the country
    that the story is told from, or else about, where the body's own has not been spoken of.

    Of the bodies of several countries that share the word, that of this country is meant, else
    one of a country spoken of; failing that the first, but for abbreviations."""
    if not any(map(_is_general, names)):
        return list(names)
    home = memory.home or subject_of(memory.outlook)
    here = {p.code for m in names if not _is_general(m) for p in m.participants}

    def placed(mention: Mention) -> Mention:
        if not _is_general(mention):
            return mention
        who = mention.participants
        known = _namesakes(mention, actors, day)
        chosen = [
            *(one for code, one in known if code == home),
            *(one for code, one in known if code in here),
            *(one for code, one in known if memory.speaks_of(code)),
        ]
        if chosen:
            return replace(mention, participants=tuple(_named(p, chosen[0]) for p in who))
        if known and all(one.text.isupper() for one in who):  # letters tell of no country
            why = f"'{who[0].text}' of several countries"
            return replace(mention, participants=tuple(
                replace(one, code=home, name=None, entity=None, why=why) for one in who
            ))  # fmt: skip
        return replace(mention, participants=tuple(map(at_home, who)))

    def at_home(one: Participant) -> Participant:
        if home is None or one.code in (None, home) or one.code in here:
            return one
        if memory.speaks_of(one.code):
            return one
        why = f"'{one.text}' of {home}, not of {one.code}"
        return replace(one, code=home, name=None, entity=None, why=why)

    return [placed(mention) for mention in names]


_Namesake = tuple[str, str, Standing]


def _namesakes(
    mention: Mention, actors: Actors, day: date | None
) -> list[tuple[str | None, _Namesake]]:
    """The bodies that share the word of a mention, each by its country; none if only one has it."""
    if mention.match is None or len(mention.match.candidates) < 2:
        return []
    found: list[tuple[str | None, _Namesake]] = []
    for entity in mention.match.candidates:
        thing = actors.bodies.get(entity) or actors.groups[entity]
        standing = actors.standing(entity, day)
        found.append((standing.code, (entity, thing.name, standing)))
    return found


def _named(one: Participant, namesake: _Namesake) -> Participant:
    entity, name, standing = namesake
    why = f"'{one.text}' of {standing.code}, {standing.why}"
    return replace(
        one, code=standing.code, sector=standing.sector, name=name, entity=entity, why=why
    )


def _is_general(mention: Mention) -> bool:
    return mention.match is not None and mention.match.weak
