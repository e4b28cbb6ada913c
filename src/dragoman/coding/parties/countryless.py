"""Whom an agent noun without a country stands for: "the two ministers", "the government"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.names import GROUP
from dragoman.coding.parties.agent_wording import (
    counts_new,
    is_counterpart,
    is_definite,
    is_indefinite,
    is_of_others,
    is_of_region,
    is_specified,
    noun_of,
)
from dragoman.coding.parties.belonging import (
    is_of_both,
    of_several,
    of_the_body,
    of_the_guests,
    of_the_noun,
    of_the_only_one,
    of_the_place,
)
from dragoman.coding.parties.lands import in_lands
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.organs import lacking
from dragoman.coding.parties.participants import OF_STATE, as_country, distinct
from dragoman.coding.parties.pronouns import by_pronoun, narrates
from dragoman.coding.parties.reasons import LAST_SPOKEN, NAMED_BEFORE, TOLD_FROM
from dragoman.languages.agents import AgentEntry
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_TOLD = frozenset({"obj", "iobj", "obl", "nmod"})
_HEADS = {"presidency": "president", "pm_office": "prime_minister",
          "prime_ministers_office": "prime_minister"}  # fmt: skip
_GROUPED = frozenset({"REB", "PRM", "PTY", "OPP"})
_UNKNOWN = "UNK"
_ARMED = frozenset({"REB", "PRM"})
_REFUGEES = "REF"
"""Sector of those who are seldom of the country where they are."""
_OF_TOWN = frozenset({"LAB", "CVL", "OPP", "EDU", "MED", "REL"})
_OF_ONE_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY"})
"""Sectors whose titles always belong to some state."""


def of_countryless(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Whom a mention stands for that is an agent noun without a country: those named before, else
    by its sentence, else by what the story spoke of before; else it is of where the story is."""
    return (
        _named_together(cast, mention)
        or _by_the_sentence(cast, mention)
        or _by_what_was_told(cast, mention)
        or _by_the_setting(cast, mention)
    )


def _named_together(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """As many as a numeral says, who were named together before ("the two ministers")."""
    own = mention.participants[0]
    if mention.count is None or mention.count < 2 or counts_new(cast.scene, mention):
        return ()
    sector = None if own.sector in (_UNKNOWN, "ELI") else own.sector
    told = sector is not None and cast.scene.tree.base[mention.head] in _TOLD
    others = [p.code for p in cast.memory.topic if told and p.sector == sector]
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
    """Those of the owner, pronoun, guest or place that the sentence names; as they are said, where
    it says that they are nobody's who was named."""
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    owned = _counted(cast, mention) or _of_owners(cast, mention) or _of_city(cast, mention)
    if owned:
        return owned
    ours = _belongs_to(cast, mention)
    if ours is None and _is_narrators(cast, mention):
        return mention.participants
    if mention.stranger:
        return _stranger_of(cast, mention)
    if own.sector == _UNKNOWN and agent.organ is not None and is_definite(cast.scene, mention):
        code = cast.speaker[0].code if cast.speaker and cast.speaks_here else None
        if code is not None:
            return (replace(own, code=code, sector=None, why=f"{own.why}; the speaker's"),)
    if ours is not None and own.code is None:
        return (replace(own, code=ours.code, why=f"{own.why} of {ours.code}: {ours.why}"),)
    stated = of_the_noun(cast.scene, mention)
    if stated:
        return stated
    there = of_the_guests(cast.scene, mention, cast.memory) or of_the_place(
        cast.scene, mention, cast.places, cast.memory.home
    )
    if there is not None:
        return (there,)
    if is_of_region(cast.scene, mention) or of_several(cast.scene, mention):
        return mention.participants
    if is_indefinite(cast.scene, mention):
        return _at_home(cast, mention.participants, agent)
    if is_counterpart(cast.scene, mention) or is_of_both(cast.scene, mention):
        return mention.participants
    return ()


def _by_what_was_told(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those of whom the story spoke before: by the same noun, in the office, of the state."""
    scene, memory = cast.scene, cast.memory
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    body = None if counts_new(scene, mention) else of_the_body(scene, mention, memory)
    if body is not None:
        return (body,)
    noun = scene.sentence.lemmas[noun_of(scene, mention)]
    called = memory.called(noun, own.sector, mention.first)
    if is_specified(scene, mention):
        called = ()
    theirs = memory.domestic(mention.first, own.sector) if agent.organ else None
    spoken = of_the_only_one(scene, own, agent, memory)
    if spoken is not None and not called:
        return (spoken,)
    if called and (theirs is None or own.code is not None or called[0].code == theirs):
        why = f"'{own.text}' = {NAMED_BEFORE}"
        return tuple(
            replace(p, text=own.text, span=own.span, why=f"{why}: {p.why}") for p in called
        )
    if is_of_others(scene, mention):
        speakers = {p.code for p in cast.speaker}
        code = memory.last_state(mention.first, {memory.home, *speakers})
        if code is not None:
            why = f"{own.why}; the last foreign country spoken of: {code}"
            return (replace(own, code=code, why=why),)
    if agent.organ is None and agent.office is None:
        return ()
    found = _of_the_state_told_of(cast, mention, theirs)
    return (found,) if found is not None else ()


def _of_the_state_told_of(cast: Cast, mention: Mention, theirs: str | None) -> Participant | None:
    """An organ or office of the state of whose like the story spoke, whose politician speaks
    (`theirs` if at home), or that was last spoken of."""
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    before = _holder_before(cast, mention)
    if before is not None and not agent.person:
        why = f"{own.why} of {before.code}, whose {before.office} was named before"
        return replace(own, code=before.code, why=why)
    if before is not None:
        why = f"{before.why}; {NAMED_BEFORE}"
        return replace(before, text=own.text, span=own.span, why=why)
    rebels = own.sector in _ARMED and cast.scene.grammar.chaining
    if cast.speaker and cast.speaks_here and agent.organ is not None and not rebels:
        code = cast.speaker[0].code
        return replace(own, code=code, why=f"{own.why} of the speaker's country {code}")
    if theirs is not None and own.code is None:
        why = f"{own.why}; of {theirs}, whose politician speaks of it"
        return replace(own, code=theirs, why=why)
    without = lacking(cast.scene, mention)
    code = cast.memory.last_state(mention.first, without)
    guessed = cast.memory.home is None or cast.memory.home in without
    if code is not None and own.sector in OF_STATE and guessed:
        return replace(own, code=code, why=f"{own.why}; {LAST_SPOKEN}: {code}")
    return None


def _by_the_setting(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """Those of where they are said to be, of what the story is about, or of where it is told."""
    own, agent = mention.participants[0], mention.agent
    assert agent is not None
    there = _seat(cast, mention.head)
    if len({p.code for p in there}) == 1 and own.code is None:
        why = f"{own.why}; {there[0].text} is in {there[0].code}"
        return (replace(own, code=there[0].code, why=why),)
    if cast.memory.home in lacking(cast.scene, mention):
        code = cast.memory.about
        if code is None or own.code is not None or own.sector not in OF_STATE:
            return mention.participants
        return (replace(own, code=code, why=f"{own.why}; the story is about {code}"),)
    return _at_home(cast, mention.participants, agent)


def _seat(cast: Cast, noun: int) -> tuple[Participant, ...]:
    """The country in which a noun is said to be, not to which it goes."""
    tree, grammar = cast.scene.tree, cast.scene.grammar
    there = [c for c in tree.obliques(noun) if tree.marked(c, grammar.belonging)]
    return in_lands(cast.scene, [noun]) if there or grammar.modifiers != "behind" else ()


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
    for owner in cast.scene.tree.owners(mention.head):
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


def _stranger_of(cast: Cast, mention: Mention) -> tuple[Participant, ...]:
    """A person whom no file knows, in an office whose country is not said."""
    own = mention.participants[0]
    group = _group_of(cast, mention)
    if group is not None:
        why = f"{own.why} of {group.text}: {group.why}"
        return (replace(own, code=group.code, sector=group.sector, why=why),)
    there = {p.code: p for p in in_lands(cast.scene, [mention.head])}
    code = next(iter(there)) if len(there) == 1 else None
    if code is None and own.sector in _OF_ONE_STATE:
        without = lacking(cast.scene, mention)
        home = cast.memory.home if cast.memory.home not in without else None
        code = home or cast.memory.about or cast.memory.last_state(mention.first, without)
        why = f"{own.why}; {LAST_SPOKEN}: {code}"
    else:
        why = f"{own.why}; of {code}"
    return (replace(own, code=code, why=why) if code is not None else own,)


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


def _at_home(
    cast: Cast, who: tuple[Participant, ...], agent: AgentEntry
) -> tuple[Participant, ...]:
    """Agents of no country, taken for those of the country that the story is told from; where
    that is only assumed, those of the state and parties alone."""
    home = cast.memory.home
    if home is None:
        return who
    if cast.memory.of_press and cast.scene.grammar.chaining and {p.sector for p in who} <= _ARMED:
        return who
    political = agent.collective or agent.organ is not None
    if cast.memory.assumed and not political and not OF_STATE & {p.sector for p in who}:
        return who
    return tuple(
        replace(p, code=home, why=f"{p.why}; {TOLD_FROM} {home}")
        if p.code is None and p.sector not in (_UNKNOWN, _REFUGEES)
        else p
        for p in who
    )


def _holder_before(cast: Cast, mention: Mention) -> Participant | None:
    """Who was last spoken of in the office, or as the minister of the ministry."""
    agent = mention.agent
    assert agent is not None
    office = agent.office
    if office is None and agent.organ is not None:
        office = _HEADS.get(agent.organ, agent.organ.replace("ministry", "minister"))
    return cast.memory.holder(office, mention.first)


def _belongs_to(cast: Cast, mention: Mention) -> Participant | None:
    """For whom a possessive pronoun on an agent noun stands ("its spokesman")."""
    tree = cast.scene.tree
    before = tree.attributes(mention.head) if cast.scene.grammar.titles == "behind" else []
    for child in (*tree.owners(mention.head), *before):
        if tree.lower[child] in cast.scene.grammar.pronouns.reflexive:
            return _of_the_subject(cast, mention)
        if tree.sentence.upos[child] in ("PRON", "DET"):
            codes = {p.code: p for p in by_pronoun(cast, child)}
            if len(codes) == 1 and None not in codes:
                return next(iter(codes.values()))
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
