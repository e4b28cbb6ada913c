"""Forces, heads and judges of an organisation of states, whom a story names without it.

"The peacekeepers", "the secretary-general" and, where the story last spoke of a court of nations,
"the judges" are nobody's at home.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.parties.agent_wording import counts_new, is_indefinite, noun_of
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.scene import Scene
from dragoman.model import Participant

BODIES = frozenset({"UNO", "IGO", "EUR"})
_OF_SEVERAL = "multinational_force"
_HEAD = "igo_head"
_COURT, _JUSTICE = "court", "JUD"
_JUDGES = frozenset({"judge", "prosecutor", "prosecutor_general"})


def of_a_body(scene: Scene, mention: Mention, memory: Memory) -> tuple[Participant, ...]:
    """Whom the mention stands for, if it is of an organisation that the story spoke of; as it is
    said, if it may only be one's and the story spoke of none."""
    own, agent = mention.participants[0], mention.agent
    if agent is None or own.code is not None or mention.stranger:
        return ()
    if agent.organ == _OF_SEVERAL or agent.office == _HEAD:
        noun = scene.sentence.lemmas[noun_of(scene, mention)]
        if memory.called(noun, own.sector, mention.first):
            return ()
        body = memory.last_coded(BODIES, mention.first)
        if body is None:
            return mention.participants if agent.organ == _OF_SEVERAL else ()
        return _of(own, body)
    if own.sector != _JUSTICE or mention.first != mention.last:
        return ()
    if (agent.organ != _COURT and agent.office not in _JUDGES) or is_indefinite(scene, mention):
        return ()
    if counts_new(scene, mention):
        return ()
    last = memory.last_in(_JUSTICE, mention.first)
    return _of(own, last) if last is not None and last.code in BODIES else ()


def _of(own: Participant, body: Participant) -> tuple[Participant, ...]:
    return (replace(own, code=body.code, why=f"{own.why} of {body.name or body.text}: {body.why}"),)
