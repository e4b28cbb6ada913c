"""Whose people and organs are meant that stand without a country, by what stands near them.

For languages that mark nothing as known and leave out what is (`chaining`): there "the army" and
"an army" look alike, and the country is said once, often as the place.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.names import COUNTRY, TOWARD
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import Participant

_OF_THE_PLACE = frozenset(
    {"LAB", "CVL", "OPP", "EDU", "MED", "REL", "AGR", "COP", "JUD", "REB", "MIL", "UAF", "PRM"}
)
"""Sectors of people and forces who are of the place where they are told of."""
_OF_ONE_COUNTRY = frozenset({"MIL", "COP", "JUD", "LEG", "OPP", "PTY", "REB"})
"""Sectors of bodies that are the ones of which the story spoke before."""
_OF_STATES = frozenset({"EUR", "IGO", "UNO"})
_UNKNOWN = "UNK"
_HEADING = frozenset(
    {"head_of_state", "president", "prime_minister", "leader", "foreign_minister", "cabinet_member",
     "defence_minister", "finance_minister", "minister"}
)  # fmt: skip
"""Offices of which an organisation's states hold meetings."""


def of_the_noun(scene: Scene, mention: Mention) -> tuple[Participant, ...]:
    """Forces or people who do something in a clause before the name of a state, for that state's
    (軍が実権を握るマリ)."""
    own, tree = mention.participants[0], scene.tree
    clause = tree.clause_head(mention.head)
    if not scene.grammar.chaining or own.code is not None or own.sector not in _OF_THE_PLACE:
        return ()
    if tree.sentence.deprels[clause] != "acl:relcl" or mention.head > clause:
        return ()
    states = [
        m.participants[0]
        for noun in tree.conjuncts(tree.head(clause))
        for m in scene.mentions.headed(noun)
        if m.kind == COUNTRY
    ]
    return tuple(replace(own, code=p.code, why=f"{own.why} of {p.text}") for p in states)


def of_the_guests(scene: Scene, mention: Mention, memory: Memory) -> Participant | None:
    """An envoy to a state who is not said to be of another (駐日大使): of the one last spoken of
    beside it."""
    own = mention.participants[0]
    hosts = {
        p.code
        for token in (*range(mention.first, mention.last + 1), *scene.tree.attributes(mention.head))
        for m in scene.mentions.at(token)
        if m.kind == TOWARD
        for p in m.participants
    }
    if not scene.grammar.chaining or own.code is not None or not hosts:
        return None
    code = memory.last_state(mention.first, hosts)
    return replace(own, code=code, why=f"{own.why} of {code}, the other state spoken of")


def of_the_body(scene: Scene, mention: Mention, memory: Memory) -> Participant | None:
    """The heads of the states of the organisation that was last a subject (連合は… 首脳らは)."""
    own, agent = mention.participants[0], mention.agent
    if not scene.grammar.chaining or agent is None or own.code is not None:
        return None
    if agent.office not in _HEADING or not is_plural(scene, mention):
        return None
    body = memory.last_of(_OF_STATES, mention.first)
    if body is None:
        return None
    sector = own.sector if body.code == "EUR" else _UNKNOWN
    return replace(own, code=body.code, sector=sector, why=f"{own.why} of {body.name}: {body.why}")


def is_of_both(scene: Scene, mention: Mention) -> bool:
    """Whether the mention means the heads or ministers of both sides, of whom nobody was named."""
    if mention.count is None or mention.count < 2 or not scene.grammar.chaining:
        return False
    forms, sides = scene.sentence.forms, scene.grammar.sides.words
    alone = "".join(forms[mention.first : mention.last + 1])
    return alone in sides or "".join(forms[max(0, mention.first - 1) : mention.last + 1]) in sides


def of_several(scene: Scene, mention: Mention) -> bool:
    """Whether somebody is of several states that are not named ("envoys of ten countries")."""
    return any(
        other.agent is not None
        and {p.sector for p in other.participants} == {_UNKNOWN}
        and other.participants[0].code is None
        and is_plural(scene, other)
        and not scene.tree.says(other.first, scene.grammar.definite)
        for owner in scene.tree.owners(mention.head)
        for other in scene.mentions.headed(owner)
    )
