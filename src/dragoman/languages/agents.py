"""Agents: role nouns, titles and organs of state with their sector (a pack's `agents.yaml`)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from dragoman.data import Entry, load_yaml


class AgentEntry(Entry):
    """Words (citation forms) for one kind of agent.

    `sector` is PLOVER's. `office` names the office whose holder is meant, where the actor files
    know holders; `organ` an institution that acts for its state; `person` says the words mean
    individuals, `collective` bodies of people; `also` is the sector of the second body that the
    words name ("army-police"). `code` is for agents of no state (NGO, IGO, MNC).
    """

    words: tuple[str, ...]
    sector: str
    office: str | None = None
    organ: str | None = None
    also: str | None = None
    person: bool = False
    collective: bool = False
    code: str | None = None
    confidence: float = Field(default=1.0, gt=0, le=1)


class AgentsFile(Entry):
    agents: tuple[AgentEntry, ...]


def load_agents(path: Path) -> tuple[AgentEntry, ...]:
    """The agents of a pack, in file order.

    Raises:
        DataError: the file is missing or wrong.
    """
    return load_yaml(path, AgentsFile).agents
