"""What a story says for each state as that of an agent noun without a country ("the army").

Each state that the story has to do with is a candidate, and so is that none is said. Kinds of
evidence are keys of `kinds.yaml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.names import TOWARD
from dragoman.actors.registry import NON_STATE
from dragoman.coding.parties.agent_wording import is_of_others, is_specified
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.places import Places
from dragoman.coding.parties.whose.outlook import Outlook
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import HEADLINE, Participant

PEOPLE = "people"
_GROUPS = {
    "government": ("GOV", "LEG", "JUD", "COP", "SPY"),
    "army": ("MIL",),
    "opposition": ("OPP", "PTY"),
    "armed": ("REB", "PRM", "UAF"),
    "refugees": ("REF",),
    "unknown": ("UNK", "ELI", None),
}
_GROUP = {sector: group for group, sectors in _GROUPS.items() for sector in sectors}
"""Sector → the kind of agents it is one of; all others are people."""
_BODIES = frozenset({"EUR", "UNO", "IGO"})
"""Organisations that have officials and organs as states do."""
_OF_BODIES = frozenset({"topic", "noun", "holder", "speaker", "spoke", "previous"})
"""Without any of these, nobody means an organisation's by "the ministers"."""
_EARLIER = 4
"""So many sentences back at most somebody is told of earlier, not right before."""
_DESCRIBING = frozenset({"amod", "acl", "compound"})
_OBJECTS = frozenset({"obj", "iobj"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for whom.

    `states`: code → kinds of evidence; `none`: what speaks for or against any state at all.
    `sector` and `group` say what kind of agent it is, `family` whether the language marks what is
    known.
    """

    sector: str
    group: str
    family: str
    states: Mapping[str, frozenset[str]]
    none: frozenset[str]


def but(evidence: Evidence, codes: Collection[str | None]) -> Evidence:
    """The evidence without some of the states."""
    states = {code: kinds for code, kinds in evidence.states.items() if code not in codes}
    return replace(evidence, states=states)


class _Claims:
    """Kinds of evidence by state, while they are gathered."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = defaultdict(set)

    def add(self, codes: Iterable[str | None], *kinds: str) -> None:
        """Note kinds of evidence for those of the codes that are a state's or a body's."""
        for code in codes:
            if code is not None and (code not in NON_STATE or code in _BODIES):
                self.found[code].update(kinds)
                if code in _BODIES:
                    self.found[code].add("body")


def gather(
    scene: Scene,
    mention: Mention,
    memory: Memory,
    places: Places | None,
    speakers: Collection[Participant],
    *,
    speaks_here: bool,
    without: Collection[str | None] = (),
) -> Evidence:
    """The evidence for a mention, from its sentence, those before it and the outlook of the story.

    `speakers`: who speaks in the sentence or, if not `speaks_here`, did so before; `without`:
    states that have no such organ.
    """
    claims = _Claims()
    for code, kinds in memory.outlook.evidence.items():
        claims.found[code] |= kinds
    claims.add((memory.home,), "home")
    speaking = [p.code for p in speakers]
    claims.add(speaking, "speaker" if speaks_here else "spoke")
    if is_of_others(scene, mention):
        claims.add((memory.home, *speaking), "own")
    _by_the_sentence(scene, mention, memory.outlook, claims)
    if places is not None:
        clause = scene.tree.clause_head(mention.head)
        place = places.here(scene, mention.head) or places.of(scene, clause)
        if place is not None:
            claims.add((place.country,), "place")
        names = [t for t, pos in enumerate(scene.sentence.upos) if pos == "PROPN"]
        named = (places.city(scene, t) for t in names if t != mention.head)
        claims.add([one.code for one in named if one is not None], "city")
    _by_what_was_told(scene, mention, memory, claims)
    sector = mention.participants[0].sector
    return Evidence(
        str(sector),
        _GROUP.get(sector, PEOPLE),
        "chaining" if scene.grammar.chaining else "marking",
        {
            code: frozenset(kinds)
            for code, kinds in claims.found.items()
            if code not in without and (code not in _BODIES or not kinds.isdisjoint(_OF_BODIES))
        },
        frozenset((*_shape(scene, mention), *(("brief",) if memory.outlook.brief else ()))),
    )


def _named_beside(
    scene: Scene, mention: Mention, outlook: Outlook
) -> list[tuple[Mention, Sequence[str | None]]]:
    """The other mentions of the sentence whose country is said, with their codes; a surname alone
    may be anybody's of whose country the story does not speak."""
    found: list[tuple[Mention, Sequence[str | None]]] = []
    for other in scene.mentions.all:
        inside = mention.first <= other.first and other.last <= mention.last
        if other.open or inside or other.kind == TOWARD:
            continue
        codes = [p.code for p in other.participants if p.code]
        codes = [c for c in codes if c not in NON_STATE or c in _BODIES]
        if other.partial:
            codes = [c for c in codes if c in outlook.evidence]
        if codes:
            found.append((other, codes))
    return found


def _by_the_sentence(scene: Scene, mention: Mention, outlook: Outlook, claims: _Claims) -> None:
    tree = scene.tree
    named = _named_beside(scene, mention, outlook)
    alone = len({code for _, codes in named for code in codes}) == 1
    clause = tree.clause_head(mention.head)
    below = set(tree.subtree(mention.head))
    subjects = set(tree.subjects(clause))
    holder_of_own = tree.first_conjunct(mention.head)
    acts = tree.base[holder_of_own] == "nsubj"
    suffers = tree.base[holder_of_own] in (*_OBJECTS, "obl")
    for other, codes in named:
        before = other.first < mention.first
        holder = tree.first_conjunct(other.head)
        kinds = ["sentence", "sentence_before" if before else "sentence_after"]
        if alone:
            kinds.append("sentence_only")
        if other.head in below:
            kinds.append("under")
        elif tree.under(mention.head, other.head):
            kinds.append("above")
        if holder in subjects and not tree.under(mention.head, holder):
            kinds.append("clause_subject")
            if suffers:
                kinds.append("acts_on_it")
        elif tree.base[holder] == "nsubj" and before:
            kinds.append("subject_before")
        if holder == holder_of_own:
            kinds.append("beside")
        if tree.clause_head(other.head) == clause:
            kinds.append("clause")
            if tree.base[holder] in (*_OBJECTS, "obl"):
                kinds.append("clause_object")
        if acts and tree.under(other.head, tree.head(holder_of_own)) and other.head not in below:
            argument = _argument(scene, other.head, tree.head(holder_of_own))
            if argument in _OBJECTS:
                kinds.append("its_object")
            elif argument in ("obl", "nmod"):
                kinds.append("its_oblique")
        claims.add(codes, *kinds)


def _argument(scene: Scene, token: int, predicate: int) -> str:
    """The relation to the predicate of what the token is part of."""
    tree = scene.tree
    while tree.head(token) != predicate and not tree.is_root(token):
        token = tree.head(token)
    return tree.base[token]


def _by_what_was_told(scene: Scene, mention: Mention, memory: Memory, claims: _Claims) -> None:
    own, agent, first = mention.participants[0], mention.agent, mention.first
    noun = scene.sentence.lemmas[min(max(mention.head, first), mention.last)]
    claims.add([p.code for p in memory.topic], "topic")
    if not is_specified(scene, mention):
        claims.add([p.code for p in memory.called(noun, own.sector, first)], "noun")
    organs = memory.countries_of(own.sector)
    claims.add(organs, "organ_only" if len(organs) == 1 else "organ")
    holder = memory.holder(agent.office, first) if agent is not None and agent.office else None
    if holder is not None:
        claims.add((holder.code,), "holder")
    claims.add((memory.domestic(first, own.sector),), "theirs")
    claims.add((memory.last_state(first),), "last_state")
    (last, subjects), *earlier = memory.states_lately(_EARLIER)
    claims.add(last, "previous", *(("previous_only",) if len(last) == 1 else ()))
    claims.add(subjects, "previous_subject")
    for states, _ in earlier:
        claims.add(states, "earlier")


def _shape(scene: Scene, mention: Mention) -> Iterator[str]:
    """What the noun itself, without any state, says of whether one is meant."""
    tree, grammar, agent = scene.tree, scene.grammar, mention.agent
    children = tree.children[mention.head]
    words = {tree.lower[c] for c in children}
    yield "always"
    if scene.sentence.role == HEADLINE:
        yield "in_headline"
    if is_plural(scene, mention):
        yield "plural"
    if not words.isdisjoint(grammar.definite):
        yield "definite"
    if not words.isdisjoint(grammar.indefinite):
        yield "indefinite"
    counting = mention.first > 0 and scene.passes_through(tree.head(mention.head))
    if counting or tree.with_rel(mention.head, "nummod"):
        yield "counted"
    if mention.stranger:
        yield "named"
    if agent is not None and agent.person:
        yield "person"
    if agent is not None and agent.organ:
        yield "organ"
    if agent is not None and agent.office:
        yield "office"
    if any(tree.base[c] in _DESCRIBING for c in children):
        yield "described"
    base = tree.base[tree.first_conjunct(mention.head)]
    yield "subject" if base == "nsubj" else "object" if base in _OBJECTS else "elsewhere"
