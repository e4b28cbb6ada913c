"""Who a surname in a headline is, by the whole name that the story below it gives."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.names import PERSON, NameMatch
from dragoman.actors.registry import Actors


def in_full(match: NameMatch, headline: str, story: str, actors: Actors) -> NameMatch:
    """The match of a surname alone in a headline, as that of the one person of those who bear it
    whom the `story` below names in full; any other match as it is."""
    if not story or not match.partial or match.kind != PERSON:
        return match
    for candidate in match.candidates or (match.entity_id,):
        person = actors.persons.get(candidate)
        if person is not None and any(
            " " in name and name in story and name not in headline
            for name in (person.name, *person.also)
        ):
            return replace(
                match,
                entity_id=person.id,
                name=person.name,
                code=person.code,
                candidates=(person.id,),
                partial=False,
            )
    return match
