"""Who has a part in an act of which a sentence names nobody: the state the story is about."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.parties.reasons import WEIGHED
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.model import Participant
from dragoman.ontology import Act

_OPENING = frozenset({"headline", "lead"})
_CROWD, _POLICE = "CVL", "COP"
_AGAINST_THE_STATE = frozenset({"stage_coup"})


def subject_of(outlook: Outlook) -> str | None:
    """The one state that a story is about: named in headline or lead, and most of all."""
    about = [
        code
        for code, kinds in outlook.evidence.items()
        if "most" in kinds and not _OPENING.isdisjoint(kinds)
    ]
    return about[0] if len(about) == 1 else None


def of_the_story(
    act: Act, recipients: Sequence[Participant], outlook: Outlook
) -> tuple[Participant, ...]:
    """Who protests, or arrests and forbids, where a sentence does not say who; nobody if the story
    is not about one state, or the deed is done to another."""
    land = subject_of(outlook)
    if land is None or any(p.code != land for p in recipients):
        return ()
    why = f"nobody is named; {WEIGHED} {land}"
    if act.event == "PROTEST":
        return (Participant(land, _CROWD, "", None, why=why),)
    if act.event == "ASSAULT" and "crowd-control" in act.modes:
        return (Participant(land, _POLICE, "", None, why=why),)
    if act.event == "COERCE" and act.id not in _AGAINST_THE_STATE:
        return (Participant(land, None, "", None, why=why),)
    return ()
