"""Peoples that say who somebody is, though not of which country ("Tuareg rebels")."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.names import GROUP
from dragoman.model import Participant

CIVILIAN = "CVL"
"""The sector of a people."""
_OF_NO_LAND = "ISM"


def is_of_many_lands(kind: str, who: Sequence[Participant]) -> bool:
    """Whether a mention of such a kind is a people that lives in several countries, so that the
    story must tell of which one they are."""
    return kind == GROUP and all(p.code == _OF_NO_LAND and p.sector == CIVILIAN for p in who)
