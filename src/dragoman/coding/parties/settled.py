"""Who acts and who is acted upon in a report, by all that its finding leaves open.

A finding has whom its words name. Here the speaker, the ground, the country that the story is told
from and what the story told before fill in or take away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.coding.acts.finding import Finding, settle
from dragoman.coding.parties.completing import (
    as_places,
    at_home,
    befalls_a_number,
    counted_people,
    crowd_of,
    domestic,
    local,
    not_taken_up,
    of_the_ground,
    of_the_land,
    on_ground,
    tells_of_own,
)
from dragoman.coding.parties.leading import led
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.of_story import of_the_story, subject_of
from dragoman.coding.parties.participants import distinct
from dragoman.coding.parties.places import CITY, Places
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.parties.recalling import of_both, set_free
from dragoman.coding.parties.whose.rivals import against_others
from dragoman.coding.relevance import OF_JUSTICE
from dragoman.coding.saying.attribution import Saying
from dragoman.coding.scene import Scene
from dragoman.coding.words.numbers import Count
from dragoman.model import Participant, Place, Sentence
from dragoman.ontology import Act, Ontology

if TYPE_CHECKING:
    from dragoman.coding.coder import Analysis
    from dragoman.coding.session import Session

_ON_GROUND = frozenset({"ASSAULT", "RETREAT", "MOBILIZE"})
"""Types that are done to a city or in it and so to its state."""
_OF_FORCE = frozenset({"ASSAULT"})
_OF_SPEECH = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of an act, who says that it is done, and where it is done.

    `finding` is that of the act that it is between these sides ("investigate" of two states is
    "investigate jointly"); `carried`: the actors are taken from a sentence that goes on here.
    """

    finding: Finding
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    speakers: tuple[Participant, ...]
    place: Place | None = None
    carried: bool = False


def sides_of(
    session: Session,
    analysis: Analysis,
    finding: Finding,
    speakers: tuple[Participant, ...],
    saying: Saying | None,
    counts: Sequence[Count],
    places: Places,
) -> Sides | None:
    """Who stands on which side of an act and where, or None where it is only mentioned as a deed of
    nobody. `counts`: the numbers in the sentence."""
    scene = analysis.scene
    finding = against_others(finding, analysis.cast.evidence)
    sides = _by_the_act(session.coder.ontology, scene, finding, speakers, saying)
    sides = _with_unnamed(session, scene.sentence, sides)
    if not sides.recipients:
        actors = of_both(scene, sides.finding, sides.actors, session.memory)
        sides = replace(sides, actors=actors)
    if not sides.actors:
        sides = replace(sides, actors=led(scene, finding, session.memory))
    if not sides.actors and not sides.recipients:
        actors = analysis.cast.of(finding.core.nouns, owners=False)
        if scene.grammar.chaining and any(is_guessed(p) for p in actors):
            return None
        sides = replace(sides, actors=actors)
    recipients = _freed_and_domestic(session, scene, sides)
    if not sides.actors and _is_mentioned(analysis, sides.finding):
        return None
    finding = sides.finding
    if not recipients and scene.grammar.chaining and befalls_a_number(scene, finding, counts):
        recipients = counted_people(scene, scene.tree.objects(finding.core.head))
        recipients = at_home(domestic(finding.act, sides.actors, recipients), _home_of(session))
    sides = _by_the_place(session, scene, replace(sides, recipients=recipients), places)
    if scene.grammar.chaining and not sides.actors and not _is_told_otherwise(analysis, finding):
        actors = of_the_story(finding.act, sides.recipients, session.memory.outlook)
        sides = replace(sides, actors=actors)
    return sides


def _is_told_otherwise(analysis: Analysis, finding: Finding) -> bool:
    """Whether another finding of the sentence tells of a deed of the same type."""
    return any(
        (one.actor.who or one.recipient.who)
        and one.act.event == finding.act.event
        and one.head != finding.head
        for one in analysis.findings
    )


def _by_the_act(
    ontology: Ontology,
    scene: Scene,
    finding: Finding,
    speakers: tuple[Participant, ...],
    saying: Saying | None,
) -> Sides:
    """The sides that the finding has, and the speakers as far as they take part or are others; the
    act that it is between several states, or by such ones."""
    act = finding.act
    actors, recipients = settle(finding)
    if tells_of_own(scene, finding, actors, speakers):
        actors = distinct((*speakers, *actors))
    if saying is not None and saying.beside:
        speakers = ()
    if act.together is not None and len({p.code for p in actors if p.code}) > 1:
        act = ontology.acts[act.together]
    blames = act.event == "ACCUSE" and act.id not in OF_JUSTICE
    done_to = scene.tree.is_passive(finding.core.head) and not scene.grammar.chaining
    if blames and not actors and speakers and finding.core.kind != "noun" and not done_to:
        actors, speakers = speakers, ()
    others = {act.by.get(p.sector or "") for p in actors}
    if len(others) == 1 and (other := others.pop()) is not None:
        act = ontology.acts[other]
    if act.recipient == "none":
        recipients = ()
    if act is not finding.act:
        finding = replace(finding, act=act)
    return Sides(finding, actors, recipients, speakers)


def _with_unnamed(session: Session, sentence: Sentence, sides: Sides) -> Sides:
    """The sides with the speaker whose sentence goes on here, and with the country of the story
    where a measure needs a recipient."""
    act, actors, recipients = sides.finding.act, sides.actors, sides.recipients
    carried = not actors and bool(recipients) and _goes_on(sentence, act)
    if carried:
        actors = _of_the_speaker(session.memory)
    if act.recipient == "required" and actors and not recipients and not act.mutual:
        recipients = _implied(session, actors)
    if actors is sides.actors and recipients is sides.recipients:
        return sides
    return replace(sides, actors=actors, recipients=recipients, carried=carried)


def _freed_and_domestic(session: Session, scene: Scene, sides: Sides) -> tuple[Participant, ...]:
    """The recipients: whoever is set free, and those of the actor's country who have none."""
    act, actors = sides.finding.act, sides.actors
    core = session.coder.ontology.acts[sides.finding.core.act]
    recipients = set_free(core, actors, sides.recipients, session.memory)
    recipients = domestic(act, actors, not_taken_up(actors, recipients))
    if scene.grammar.chaining and act.event == "ASSAULT":
        recipients = as_places(recipients)
    return recipients


def _by_the_place(session: Session, scene: Scene, sides: Sides, places: Places) -> Sides:
    """The sides with those of the place where the act is done, and that place."""
    finding, actors, recipients = sides.finding, sides.actors, sides.recipients
    act = finding.act
    heads = (finding.head, finding.core.head, *finding.core.doers)
    place = places.of(scene, *heads, but=finding.recipient.tokens) or places.of(
        scene, *scene.tree.chained(finding.head), but=finding.recipient.tokens
    )
    if place is not None and _is_time(session, scene, place):
        place = None
    if act.event in _ON_GROUND and not any(p.code for p in recipients):
        recipients = on_ground(recipients, of_the_ground(scene, finding, actors, places))
    if not actors:
        actors = of_the_land(scene, finding, place)
    if act.event == "PROTEST" and not actors:
        actors = _protesters(session, scene, finding, place)
    if place is not None:
        actors, recipients = (
            local(act, actors, recipients, place),
            local(act, recipients, actors, place),
        )
    return replace(sides, actors=actors, recipients=recipients, place=place)


def _is_time(session: Session, scene: Scene, place: Place) -> bool:
    """Whether a city's name is said of a time ("In March, …")."""
    sentence = scene.sentence
    return place.resolution == CITY and any(
        place.name in sentence.text[one.start : one.end].split()
        for one in session.date_expressions(sentence, session.coder.tools[sentence.lang])
    )


def _protesters(
    session: Session, scene: Scene, finding: Finding, place: Place | None
) -> tuple[Participant, ...]:
    """Who protests where nobody is named: the people of the place, else a crowd at home."""
    if place is None or not place.country:
        return at_home(crowd_of(scene, finding), session.memory.home)
    where = place.span
    text = session.story.text[where.start : where.end] if where is not None else ""
    why = f"a protest in {place.name}"
    return (Participant(place.country, None, text, place.span, why=why),)


def _is_mentioned(analysis: Analysis, finding: Finding) -> bool:
    """Whether a noun only names a deed of nobody about which somebody says something
    ("described the raid as a mistake", "deplored the assault")."""
    scene = analysis.scene
    if scene.grammar.chaining or finding.core.kind != "noun" or finding.composed:
        return False
    if finding.act.event not in _OF_FORCE:
        return False
    verb = scene.tree.head(finding.core.head)
    if scene.tree.base[finding.core.head] not in ("obj", "obl", "nsubj"):
        return False
    if scene.sentence.lemmas[verb] in scene.grammar.reporting.verbs:
        return True
    return any(
        other.act.event in _OF_SPEECH and verb in (other.head, other.core.head)
        for other in analysis.findings
        if other is not finding
    )


def _home_of(session: Session) -> str | None:
    """The one country that the story is about, else the one that it is told from."""
    return subject_of(session.memory.outlook) or session.memory.home


def _implied(session: Session, actors: Sequence[Participant]) -> tuple[Participant, ...]:
    """The country that the story is told from, to which foreigners' aid or measures go of which
    no recipient is named."""
    place = session.place
    if place is None or any(p.code in (place, None) for p in actors):
        return ()
    why = f"no recipient named; the story is told from {place}"
    countries = session.coder.actors.countries
    name = countries[place].name if place in countries else place
    return (Participant(place, None, "", None, name=name, entity=place, why=why),)


def _goes_on(sentence: Sentence, act: Act) -> bool:
    """Whether a measure stands in a sentence that goes on with the one before it."""
    lost = {"continues", "broken"} & set(sentence.flags)
    return bool(lost) and act.event in ("SANCTION", "COERCE", "AID", "CONCEDE", "MOBILIZE")


def _of_the_speaker(memory: Memory) -> tuple[Participant, ...]:
    """The speaker's government, whose measures a broken-off sentence goes on to list."""
    return tuple(
        replace(p, why=f"speaker of the sentence that goes on here: {p.why}")
        for p in memory.speaker[:1]
        if p.code
    )
