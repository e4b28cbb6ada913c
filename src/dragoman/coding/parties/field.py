"""Whose armed forces and victims are meant in a story that is told from home about a war abroad."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.coding.parties.reasons import LAST_SPOKEN, TOLD_FROM
from dragoman.model import Participant, Report

GUESSED = (TOLD_FROM, LAST_SPOKEN)
"""Reasons of a country that are guesses."""
_ARMED = frozenset({"MIL", "PRM", "REB"})
_OF_FORCE = frozenset({"ASSAULT", "COERCE"})


def in_the_field(reports: Sequence[Report], named: Mapping[str, set[str]]) -> list[Report]:
    """The reports with armed forces that are of the country that the story is told from, for want
    of a better reason, given to the state of which all others are that it names ("the army" behind
    "the Sudanese army"); and whom they, or nobody, did violence to.

    `named`: sectors of those spoken of → the countries that they are said to be of.
    """
    armed = set().union(*(named.get(sector, set()) for sector in _ARMED))
    if len(armed) != 1:
        return list(reports)
    (code,) = armed

    def settled(one: Participant, victim: bool) -> Participant:
        guessed = any(why in one.why for why in GUESSED) and one.code != code
        if not guessed or not (victim or one.sector in _ARMED):
            return one
        why = f"{one.why}; as all armed forces that this story names: {code}"
        return replace(one, code=code, why=why)

    found = []
    for report in reports:
        actors = tuple(settled(one, False) for one in report.actors)
        there = report.event in _OF_FORCE and all(p.code == code for p in actors)
        suffered = there and (report.event == "ASSAULT" or bool(actors))
        recipients = tuple(settled(one, suffered) for one in report.recipients)
        found.append(replace(report, actors=actors, recipients=recipients))
    return found
