"""Parties that a sentence does not name: whose people, organs and places are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.registry import NON_STATE
from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import is_preposition
from dragoman.coding.acts.tolls import numbers_of
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.places import PROVINCE, Places
from dragoman.coding.parties.reasons import TOLD_BEFORE, TOLD_FROM
from dragoman.coding.parties.strangers import STRANGER
from dragoman.coding.relevance import JUSTICE_MODES
from dragoman.coding.scene import Scene
from dragoman.coding.words.numbers import Count
from dragoman.model import Participant, Place
from dragoman.ontology import Act

_OF_FORCE_OR_PROTEST = frozenset({"PROTEST", "ASSAULT", "COERCE"})
_AT_HOME = frozenset({"JUD", "COP", "LEG", "OPP", "PTY", "SOC", "LAB"})
"""Sectors that deal with those of their own country."""
_AT_HOME_DONE = frozenset({"COERCE", "PROTEST", "ACCUSE", "REQUEST", "THREATEN"})
_HOME_ACTORS = _AT_HOME | {"GOV", "EDU", "CVL"}
_OF_LAW = frozenset({"COP", "JUD", "GOV"})
CROWD = "a crowd"
_HOME_RECIPIENTS = frozenset({"OPP", "PTY", "GOV", "LEG", "JUD"})
_OPPONENTS = frozenset({"OPP", "PTY"})
_BY_LAW = frozenset({"COERCE", "SANCTION"})
_BY_THE_STATE = frozenset({"arrest", "convict", "expel"})
_OF_THE_PLACE = frozenset({"OPP", "CVL", "LAB", "EDU", "SOC", "AGR"})
"""Protesters who are at home where they protest; exiles and refugees may not be."""


def local(
    act: Act, who: Sequence[Participant], others: Sequence[Participant], place: Place
) -> tuple[Participant, ...]:
    """People of no country that is named are those of the place where there is violence, force or a
    protest; protesters only where nobody's country is named, else they may be that one's abroad."""
    if act.event not in _OF_FORCE_OR_PROTEST or not place.country:
        return tuple(who)
    protest = act.event == "PROTEST"
    if protest and any(p.code for p in (*who, *others)):
        return tuple(who)
    why = f"{'a protest ' if protest else ''}in {place.name}"
    return tuple(
        replace(p, code=place.country, why=f"{p.why}; {why}")
        if p.code is None
        and p.sector is not None
        and p.entity is None
        and (p.sector in _OF_THE_PLACE or not protest)
        and STRANGER not in p.why
        else p
        for p in who
    )


def of_the_ground(
    scene: Scene, finding: Finding, actors: Sequence[Participant], places: Places
) -> tuple[Participant, ...]:
    """The state whose city is struck, taken or left ("shelled Kharkiv", "withdrew from Herat"),
    unless it is the actor's own."""
    expression, tree, head = finding.core.expression, scene.tree, finding.core.head
    tokens = [*tree.objects(head)] if finding.core.kind == "verb" else []
    prepositions = [f for f in expression.recipient if is_preposition(f)]
    tokens += [t for t in tree.obliques(head) if tree.marked(t, prepositions)]
    if (
        scene.grammar.chaining and "subject" in expression.recipient
    ):  # 마리우폴의 극장이 폭격을 받았다
        tokens += [o for s in tree.agents(head) for o in (s, *tree.owners(s))]
    for token in tokens:
        one = places.city(scene, token)
        if one is not None and one.code not in {p.code for p in actors}:
            return (one,)
    return ()


def on_ground(
    who: tuple[Participant, ...], ground: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """People of no country whom it befalls in a city, as those of its state ("shelled Kharkiv,
    killing three"); the state, where nobody else is named."""
    if not who or not ground:
        return who or ground
    (city,) = ground
    why = f"on the ground of {city.text}"
    return tuple(
        replace(p, code=city.code, why=f"{p.why}; {why}") if p.sector is not None else p
        for p in who
    )


def of_the_land(scene: Scene, finding: Finding, place: Place | None) -> tuple[Participant, ...]:
    """The state on whose ground somebody is arrested or convicted or from which somebody is
    expelled, where it is not said by whom; not where only a part of a country is named, which
    another state may hold."""
    act, head = finding.act, finding.core.head
    by_law = act.event in _BY_LAW and not _BY_THE_STATE.isdisjoint(act.modes)
    if not by_law or place is None or place.country is None or place.span is None:
        return ()
    if finding.core.kind != "verb" or not scene.tree.is_passive(head) or finding.nobodys:
        return ()
    if place.resolution == PROVINCE or scene.tree.agents(head):
        return ()
    spans = (scene.sentence.span(o, o) for o in scene.tree.obliques(head))
    if not any(place.span.start <= s.start and s.end <= place.span.end for s in spans):
        return ()  # "arrested after his flight to Vilnius"
    why = f"in {place.name}, and it is not said by whom"
    text = place.name
    return (Participant(place.country, None, text, place.span, why=why),)


def crowd_of(scene: Scene, finding: Finding) -> tuple[Participant, ...]:
    """A crowd that is only counted ("thousands marched")."""
    return counted_people(
        scene, scene.tree.agents(finding.head) if finding.core.kind == "verb" else ()
    )


def at_home(who: tuple[Participant, ...], home: str | None) -> tuple[Participant, ...]:
    """A crowd as people of the country that the story is told from."""
    if home is None:
        return who
    return tuple(
        replace(p, code=home, why=f"{p.why}; {TOLD_FROM} {home}") if p.code is None else p
        for p in who
    )


def befalls_a_number(scene: Scene, finding: Finding, counts: Sequence[Count]) -> bool:
    """Whether a deed is done to people who are only counted (50人を逮捕した, 6人が殺害された)."""
    if finding.core.kind != "verb":
        return False
    if not JUSTICE_MODES.isdisjoint(finding.act.modes):
        return True
    return finding.act.event == "ASSAULT" and bool(numbers_of(scene, finding, counts))


def counted_people(scene: Scene, tokens: Sequence[int]) -> tuple[Participant, ...]:
    """People of whom only the number is said ("thousands", 数十名)."""
    for token in tokens:
        if scene.passes_through(token) and not _is_compound(scene, token):
            text = scene.sentence.forms[token]
            span = scene.sentence.span(token, token)
            return (Participant(None, "CVL", text, span, why=f"'{text}': {CROWD}"),)
    return ()


def _is_compound(scene: Scene, token: int) -> bool:
    """Whether a counting noun is only the last part of another word (ゴム弾, "rubber bullets")."""
    tree, upos = scene.tree, scene.sentence.upos
    parts = tree.with_rel(token, "compound") if scene.grammar.chaining else []
    return any(upos[p] in ("NOUN", "PROPN") for p in parts) and not tree.with_rel(token, "nummod")


def tells_of_own(
    scene: Scene,
    finding: Finding,
    actors: Sequence[Participant],
    speakers: Sequence[Participant],
) -> bool:
    """Whether who speaks is the other party of a mutual act of which one is named ("X said at a
    meeting with Y", "X said the talks with Y …")."""
    together = finding.recipient.function in scene.grammar.together
    several = any(len(scene.tree.conjuncts(t)) > 1 for t in finding.recipient.tokens)
    alone = finding.act.mutual and not finding.actor and together and len(speakers) == 1
    alone = alone and not several  # "praised the talks of X and Y"
    return (
        alone and finding.core.kind == "noun" and speakers[0].code not in {p.code for p in actors}
    )


def own_words(
    actors: Sequence[Participant], speakers: Sequence[Participant]
) -> tuple[Participant, ...]:
    """A state of which its own official speaks acts through that official's government."""
    sectors = {p.code: p.sector for p in speakers if p.code and p.sector}
    return tuple(
        replace(p, sector=sectors[p.code], why=f"{p.why}; said by its own {sectors[p.code]}")
        if p.sector is None and p.code in sectors
        else p
        for p in actors
    )


def addressed(
    recipients: Sequence[Participant], memory: Memory, token: int
) -> tuple[Participant, ...]:
    """States that are asked or offered something, right after their officials were spoken of
    together, are asked through these."""
    bare = {p.code for p in recipients if p.code and p.sector is None}
    sectors = memory.addressed(bare, token) if len(bare) > 1 else {}
    return tuple(
        replace(p, sector=sectors[p.code], why=f"{p.why}; its {sectors[p.code]} was spoken to")
        if p.sector is None and p.code in sectors
        else p
        for p in recipients
    )


def not_taken_up(
    actors: Sequence[Participant], recipients: Sequence[Participant]
) -> tuple[Participant, ...]:
    """The recipients without those who only stand behind an own deed that is taken up ("criticised
    that decision")."""
    own = {p.code for p in actors if p.sector not in _AT_HOME}
    return tuple(p for p in recipients if not (p.code in own and TOLD_BEFORE in p.why))


def as_places(recipients: Sequence[Participant]) -> tuple[Participant, ...]:
    """Of violence done in or to a capital, its state suffers, not the government."""
    return tuple(
        replace(p, sector=None) if ".capitals" in p.why and p.sector == "GOV" else p
        for p in recipients
    )


def is_within_state(
    act: Act, actors: Sequence[Participant], recipients: Sequence[Participant]
) -> bool:
    """Whether officials only visit or tell those of their own state."""
    codes = {p.code for p in (*actors, *recipients)}
    one = len(codes) == 1 and None not in codes and not codes & NON_STATE
    return act.event == "CONSULT" and not act.mutual and bool(actors and recipients) and one


def domestic(
    act: Act, actors: Sequence[Participant], recipients: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The opposition and organs of state of whom no country is named, with which a state, its
    courts or its people deal at home."""
    codes = {p.code for p in actors}
    if len(codes) != 1 or None in codes or codes & NON_STATE:
        return recipients
    if act.event == "COERCE" and all(p.sector in _OF_LAW for p in actors):
        (own,) = codes
        recipients = tuple(
            replace(p, code=own, why=f"{p.why}; of {own}, where it is done")
            if p.code is None and CROWD in p.why
            else p
            for p in recipients
        )
    police = all(p.sector in ("COP", "SPY") for p in actors) and act.event in ("COERCE", "ASSAULT")
    at_home = act.event in _AT_HOME_DONE and all(p.sector in _HOME_ACTORS for p in actors)
    if not at_home and not police:
        return recipients
    (code,) = codes
    meant = _OPPONENTS if act.event == "THREATEN" else _HOME_RECIPIENTS
    return tuple(
        replace(p, code=code, why=f"{p.why}; of {code}, where it is done")
        if p.code is None
        and (p.sector in meant or (police and p.sector in _OF_THE_PLACE - {"CVL"}))
        else p
        for p in recipients
    )
