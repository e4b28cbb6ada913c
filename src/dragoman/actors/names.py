"""What a name found in a text is: its kind, and whom it may mean.

`name_index.py` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass

COUNTRY, DEMONYM, PEOPLE, CAPITAL = "country", "demonym", "people", "capital"
BODY, GROUP, PERSON, PLACE = "body", "group", "person", "place"
TOWARD = "toward"
KINDS = (COUNTRY, DEMONYM, PEOPLE, CAPITAL, BODY, GROUP, PERSON, PLACE, TOWARD)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found at text[start:end].

    `kind` is one of `KINDS`; `code` and `sector` are what the entity bears without regard to the
    day (the resolver knows better); `name` its name in the actor files; `entry` where the form
    stands. `partial`: a surname alone, to be used only where the whole name or a title is near.
    `weak`: a general word ("Congress") that gives way to another country of the story.
    `candidates`: every entity the form may mean, where a form is shared (persons always; bodies of
    several countries by a weak form, whose `code` is None).
    """

    start: int
    end: int
    entity_id: str
    kind: str
    code: str | None
    sector: str | None
    name: str
    partial: bool = False
    entry: str = ""
    weak: bool = False
    candidates: tuple[str, ...] = ()
