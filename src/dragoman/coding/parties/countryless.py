"""Whom an agent noun without a country stands for: "the two ministers", "the government"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.names import GROUP, PERSON
from dragoman.coding.parties.agent_wording import (
    counts_new,
    is_counterpart,
    is_definite,
    is_following,
    is_indefinite,
    is_of_party,
    is_of_region,
    is_of_states,
    is_specified,
    noun_of,
)
from dragoman.coding.parties.belonging import (
    is_of_both,
    of_several,
    of_the_body,
    of_the_guests,
    of_the_noun,
)
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.of_bodies import of_a_body
from dragoman.coding.parties.organs import lacking
from dragoman.coding.parties.participants import OF_STATE, as_country, distinct
from dragoman.coding.parties.pronouns import by_pronoun, narrates
from dragoman.coding.parties.reasons import NAMED_BEFORE, WEIGHED
from dragoman.coding.parties.whose.evidence import gather
from dragoman.coding.parties.whose.weighing import weigh
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_TOLD = frozenset({"obj", "iobj", "obl", "nmod"})
_GROUPED = frozenset({"REB", "PRM", "PTY", "OPP"})
_UNKNOWN = "UNK"
_LED = frozenset(
    {"REB", "PTY", "OPP", "PRM", "LAB", "UAF", "CRM", "SEP", "REL", "SOC", "EDU", "BUS", "AGR"}
)
_OF_ANY_BODY = frozenset({"GOV", "ELI", "UNK"})
_ANYBODYS = frozenset(
    {"president", "vice_president", "leader", "party_leader", "spokesperson", "official"}
)
"""Offices that associations and parties have as well as states."""
_ASSOCIATED = frozenset(
    {"LAB", "SOC", "BUS", "EDU", "MED", "REL", "JRN", "AGR", "PTY", "OPP", "NGO", "CVL"}
)
_OF_TOWN = frozenset({"LAB", "CVL", "OPP", "EDU", "MED", "REL"})


def of_countryless(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Whom a mention stands for that is an agent noun without a country: those named together
    before, those whose it is said to be, nobody's in particular, or those of the country for which
    the whole story speaks."""
    if is_of_party(cast.scene, mention):
        leader = replace(mention.participants[0], sector="PTY")
        mention = replace(mention, participants=(leader,))
    sector = _sector_of_body(cast, mention)
    if sector is not None:
        mention = replace(mention, participants=(replace(mention.participants[0], sector=sector),))
    return (
        _named_together(cast, mention)
        or _by_the_sentence(cast, mention)
        or _by_the_evidence(cast, mention)
        or mention.participants
    )


def _named_together(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """As many as a numeral says, who were named together before ("the two ministers")."""
    own = mention.participants[0]
    if mention.count is None or mention.count < 2 or counts_new(cast.scene, mention):
        return ()
    sector = None if own.sector in (_UNKNOWN, "ELI") else own.sector
    told = sector is not None and cast.scene.tree.base[mention.head] in _TOLD
    others = [p.code for p in cast.memory.topic if told and p.sector == sector]
    if len(set(others)) > 1:
        others = []  # they themselves may be meant ("commanders of both armies")
    if cast.scene.tree.base[mention.head] in ("obj", "iobj"):
        others += cast.memory.subjects_here(mention.first)  # nobody thanks himself
    if told and cast.scene.grammar.chaining:  # who speaks to them is none of them
        others += [p.code for p in _subjects_of(cast, mention.head)]
    together = cast.memory.last_together(mention.count, sector, mention.first, others)
    if own.sector == _UNKNOWN:  # "the two countries", whoever acted for them
        together = distinct([as_country(p) for p in together])
    said = f"'{own.text}' = {NAMED_BEFORE}:"
    return tuple(replace(p, text=own.text, span=own.span, why=f"{said} {p.why}") for p in together)


def _by_the_sentence(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those of the owner, pronoun, group or guest that the sentence names; as they are said, where
    it says that they are nobody's who was named."""
    scene, memory = cast.scene, cast.memory
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    owned = _counted(cast, mention) or _of_owners(cast, mention) or _of_city(cast, mention)
    if owned:
        return owned
    if is_counterpart(scene, mention):
        return ()
    ours = _belongs_to(cast, mention)
    if ours is None and _is_narrators(cast, mention):
        return mention.participants
    group = _group_of(cast, mention) if mention.stranger else None
    if group is not None:
        why = f"{own.why} of {group.text}: {group.why}"
        return (replace(own, code=group.code, sector=group.sector, why=why),)
    if own.sector == _UNKNOWN and agent.organ is not None and is_definite(scene, mention):
        code = cast.speaker[0].code if cast.speaker and cast.speaks_here else None
        if code is not None:
            return (replace(own, code=code, sector=None, why=f"{own.why}; the speaker's"),)
    if ours is not None and own.code is None:
        led = is_following(scene, mention, ours.sector) or _speaks_for(mention, ours)
        sector = ours.sector if led else own.sector
        why = f"{own.why} of {ours.code}: {ours.why}"
        return (replace(own, code=ours.code, sector=sector, why=why),)
    followers = _followers(cast, mention)
    if followers:
        return followers
    stated = of_the_noun(scene, mention)
    if stated:
        return stated
    bodys = of_a_body(scene, mention, memory)
    if bodys:
        return bodys
    guest = of_the_guests(scene, mention, memory)
    if guest is None and not counts_new(scene, mention):
        guest = of_the_body(scene, mention, memory)
    if guest is not None:
        return (guest,)
    nobodys = (
        is_of_region(scene, mention) or of_several(scene, mention) or is_of_states(scene, mention)
    )
    if nobodys or is_of_both(scene, mention):
        return mention.participants
    return ()


def _by_the_evidence(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those of the country for which most speaks: they themselves, if they were named before."""
    own = mention.participants[0]
    if own.code is not None:
        return ()
    evidence = gather(
        cast.scene,
        mention,
        cast.memory,
        cast.places,
        cast.speaker,
        speaks_here=cast.speaks_here,
        without=(*lacking(cast.scene, mention), *_own_side(cast, mention)),
    )
    if own.span is not None:
        cast.evidence[own.span] = evidence
    verdict = weigh(evidence)
    if verdict is None:
        return ()
    why = f"{WEIGHED} {verdict.code} ({verdict.likely:.0%}): {verdict.why}"
    before = _named_before(cast, mention)
    if before and {p.code for p in before} == {verdict.code}:
        said = f"'{own.text}' = {NAMED_BEFORE}"
        return tuple(
            replace(p, text=own.text, span=own.span, why=f"{said}: {p.why}; {why}") for p in before
        )
    return (replace(own, code=verdict.code, why=f"{own.why}; {why}"),)


def _own_side(cast: Cast, mention: Mention) -> tuple[str | None, ...]:
    """The states whose a counterpart is not: those of the one whose counterpart he is."""
    if not is_counterpart(cast.scene, mention):
        return ()
    ours = _belongs_to(cast, mention)
    others = [p.code for p in _subjects_of(cast, mention.head)]
    return (*others, ours.code) if ours is not None else tuple(others)


def of_stranger(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Whom a name that no file knows stands for, where the story says nothing of its bearer: one of
    the country for which most in the story speaks."""
    return _by_the_evidence(cast, mention) or mention.participants


def _named_before(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Who was last spoken of by the same noun or, of persons, in the office."""
    scene, agent = cast.scene, mention.agent
    if agent is None or mention.stranger:
        return ()
    if is_specified(scene, mention) or is_indefinite(scene, mention):
        return ()
    noun = scene.sentence.lemmas[noun_of(scene, mention)]
    called = cast.memory.called(noun, mention.participants[0].sector, mention.first)
    if called or not agent.person or agent.office is None:
        return called
    holder = cast.memory.holder(agent.office, mention.first)
    return (holder,) if holder is not None else ()


def _of_city(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """An organ of state that is named by its city ("Chicago police"), or people of a city where
    names stand before them without any mark (카라치 주민)."""
    own, tree = mention.participants[0], cast.scene.tree
    local = own.sector in _OF_TOWN and cast.scene.grammar.titles == "behind"
    if cast.places is None or own.code is not None or mention.stranger:
        return ()
    if own.sector not in OF_STATE and not local:
        return ()
    for child in (*tree.attributes(mention.head), *tree.owners(mention.head)):
        if tree.sentence.upos[child] != "PROPN" or cast.scene.mentions.at(child):
            continue
        if any(tree.base[c] in ("flat", "compound") for c in tree.children[child]):
            continue  # part of a longer name
        before = child < mention.first and cast.scene.grammar.titles == "before"
        if before and tree.cases(child):
            continue  # "In March, troops …"
        name = tree.sentence.forms[child]
        code = cast.places.country(name)
        if code is not None:
            return (replace(own, code=code, why=f"{own.why} of {name}, a city of {code}"),)
    return ()


def _counted(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those whom an agent noun only groups, if their country is said ("a contingent of Kenyan
    soldiers")."""
    if not cast.scene.passes_through(mention.head) or mention.participants[0].code is not None:
        return ()
    owners = cast.scene.tree.owners(mention.head)
    grouped = [p for c in owners for m in cast.scene.mentions.headed(c) for p in m.participants
               if m.agent is not None]  # fmt: skip
    return tuple(grouped) if grouped and all(p.code and p.sector for p in grouped) else ()


def _of_owners(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """An office of each of several states named before ("the leaders of the two countries"), or
    an agent of the state that the noun it belongs to is of (파키스탄 북서부의 모스크)."""
    own = mention.participants[0]
    for owner in (*cast.scene.tree.owners(mention.head), *_sides_before(cast, mention)):
        if any(p.code for m in cast.scene.mentions.headed(owner) for p in m.participants):
            continue
        states = {p.code: p for p in cast.at(owner) if p.code}
        here = len(states) == 1 and own.code is None and cast.scene.passes_through(owner)
        if len(states) > 1 or here:
            return tuple(
                replace(own, code=code, why=f"{own.why} of {code}: {p.why}")
                for code, p in states.items()
            )
    return ()


def _sides_before(cast: Cast, mention: Mention) -> list[int]:
    """Words for both sides right before the noun, where nothing marks whose it is (양측 지휘관)."""
    scene = cast.scene
    if not scene.grammar.chaining:
        return []
    meant = {*scene.grammar.sides.words, *scene.grammar.sides.countries}
    before = scene.tree.with_rel(mention.head, "compound", "det")
    return [t for t in before if not meant.isdisjoint(scene.words.get(t, ()))]


def _group_of(cast: Cast, mention: Mention) -> Participant | None:
    """The group or party of no state whose the person is said to be."""
    owners = cast.scene.tree.owners(mention.head) if cast.scene.grammar.chaining else ()
    found = [
        m.participants[0]
        for owner in owners
        for m in cast.scene.mentions.headed(owner)
        if m.kind == GROUP and m.participants[0].sector in _GROUPED
    ]
    return found[0] if len(found) == 1 else None


def _belongs_to(cast: Cast, mention: Mention) -> Participant | None:
    """For whom a possessive pronoun on an agent noun stands ("its spokesman")."""
    tree = cast.scene.tree
    before = tree.attributes(mention.head) if cast.scene.grammar.titles == "behind" else []
    inside = range(mention.first, mention.last + 1) if not before else ()
    behind = [c for t in inside for c in tree.owners(t) if c > mention.last]
    for child in dict.fromkeys((*tree.owners(mention.head), *behind, *before)):
        if tree.lower[child] in cast.scene.grammar.pronouns.reflexive:
            return _of_the_subject(cast, mention)
        if tree.sentence.upos[child] in ("PRON", "DET"):
            codes = {p.code: p for p in by_pronoun(cast, child)}
            if len(codes) == 1 and None not in codes:
                return next(iter(codes.values()))
    return None


def _speaks_for(mention: Mention, ours: Participant) -> bool:
    """Whether the noun is a leader's or spokesman's who may be anybody's, and those whose he is are
    no state ("its spokesman" of a union's)."""
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    open_ = own.sector in ("ELI", _UNKNOWN) or (own.sector == "GOV" and agent.office is None)
    return open_ and mention.is_person and ours.sector in _LED


def _followers(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those who serve under a soldier, rebel or ruler who is named ("General Odhiambo's men"), or
    are anybody's who is named right behind them, where owners stand there ("pendukung Duterte")."""
    own = mention.participants[0]
    for owner in cast.scene.tree.owners(mention.head):
        who = cast.at(owner) if cast.scene.is_person(owner) else ()
        if len(who) != 1 or not who[0].code:
            continue
        led = is_following(cast.scene, mention, who[0].sector)
        named = any(m.kind == PERSON for m in cast.scene.mentions.headed(owner))
        behind = cast.scene.grammar.modifiers == "behind" and owner == mention.last + 1
        if led or (named and behind):
            why = f"{own.why} of {who[0].text}: {who[0].why}"
            sector = who[0].sector if led else own.sector
            return (replace(own, code=who[0].code, sector=sector, why=why),)
    return ()


def _sector_of_body(cast: Cast, mention: Mention) -> str | None:
    """The sector of an association, party or the like of which "its" makes somebody the president
    or spokesman, who is then nobody of the government."""
    tree, agent, own = cast.scene.tree, mention.agent, mention.participants[0]
    pronouns = cast.scene.grammar.pronouns
    if agent is None or not agent.person or own.sector not in _OF_ANY_BODY:
        return None
    if agent.office is not None and agent.office not in _ANYBODYS:
        return None
    for child in tree.owners(mention.head):
        word = tree.lower[child]
        if word in pronouns.thing and word not in pronouns.person:
            bodies = {p.sector for p in by_pronoun(cast, child)}
            if len(bodies) == 1 and bodies <= _ASSOCIATED:
                return next(iter(bodies))
    return None


def _is_narrators(cast: Cast, mention: Mention) -> bool:
    """Whether an agent noun is kin or anybody else of who writes the story ("my wife")."""
    tree, pronouns = cast.scene.tree, cast.scene.grammar.pronouns
    own = (*pronouns.speaker, *pronouns.speakers)
    return narrates(cast) and any(tree.lower[child] in own for child in tree.owners(mention.head))


def _subjects_of(cast: Cast, token: int) -> tuple[Participant, ...]:
    """Who does what the nearest predicate above a noun says."""
    tree = cast.scene.tree
    verbs = (t for t in tree.ancestors(token) if tree.sentence.upos[t] == "VERB")
    verb = next(verbs, None)
    subjects = [] if verb is None else [s for s in tree.agents(verb) if s != token]
    mentions = [m for s in subjects for m in cast.scene.mentions.headed(s)]
    return tuple(p for m in mentions for p in m.participants)


def _of_the_subject(cast: Cast, mention: Mention) -> Participant | None:
    """The state that speaks or acts in the sentence, whose "own" it is (自国の科学者)."""
    tree = cast.scene.tree
    root = next((t for t in range(tree.size) if tree.is_root(t)), mention.head)
    found = {p.code: p for p in cast.of(tree.subjects(root)) if p.code}
    if len(found) == 1:
        return next(iter(found.values()))
    return cast.speaker[0] if cast.speaker and cast.speaks_here else None
