"""Whether what was found is a political event of this world."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.actors.registry import NON_STATE
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.parties.strangers import is_stranger
from dragoman.coding.saying.modality import conditions
from dragoman.coding.scene import Scene
from dragoman.model import Participant, Place
from dragoman.ontology import Act

if TYPE_CHECKING:
    from dragoman.coding.acts.finding import Finding
    from dragoman.coding.coder import Analysis

POLITICAL = frozenset(
    {
        "GOV", "MIL", "COP", "JUD", "LEG", "REB", "UAF", "SPY", "OPP", "PTY", "PRM", "PRE", "REL",
        "REF", "SOC", "UNK",
    }
)  # fmt: skip
"""Sectors that make an actor without a country worth recording; firms, patients, farmers and
passers-by without one are not (what PLOVER calls non-political actors)."""
OF_WORKERS = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONCEDE"})
"""Types that workers and unions are political actors of, besides PROTEST."""
PRIVATE = frozenset({"BUS", "CVL", "JRN", "EDU", "AGR", "MED"})
_UNARMED = PRIVATE | {"UNK", None}
_FIRMS = frozenset({"BUS", "JRN"})
OF_FORCE = frozenset({"PROTEST", "ASSAULT", "COERCE", "THREATEN", "CONCEDE"})
"""What firms, media and private people do to one another is no political event, unless it is of
these types."""
OF_JUSTICE = frozenset({"charge_with_crime", "indict", "prosecute", "accuse_of_crime"})
JUSTICE_MODES = frozenset({"arrest", "convict", "investigate"})
"""What the state does to a suspect, even where none of its organs is named."""
_MARKS_OF_TITLES = frozenset("'\"‘“「『《〈<")


def worth_recording(
    act: Act,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    place: Place | None,
    *,
    of_protest: bool = False,
) -> bool:
    """Whether a state, a political actor, or anyone at a known place has a part in it; a protest,
    or its end (`of_protest`), makes anyone political, and what the police and courts do to somebody
    is done by the state."""
    event = act.event
    protest = (event == "PROTEST" or of_protest) and bool(actors)
    everyone = (*actors, *recipients)
    if recipients and (act.id in OF_JUSTICE or not JUSTICE_MODES.isdisjoint(act.modes)):
        return True
    if any(map(is_stranger, everyone)) and not any(
        (p.code and not _is_unplaced(p)) or p.sector in POLITICAL for p in everyone
    ):
        return protest
    accused = event == "ACCUSE" and "allege" in act.modes and recipients and not actors
    if accused and any(map(is_stranger, recipients)):
        return True
    known = place is not None and place.country is not None
    if event not in OF_FORCE and all(
        p.sector in PRIVATE and p.code not in NON_STATE for p in everyone
    ):
        return known and event == "AID"
    if place is not None and place.country is not None and everyone:
        return True
    if event in OF_WORKERS and any(p.sector == "LAB" for p in actors):
        return True
    return protest or any(_counts(p, event) or p.sector in POLITICAL for p in everyone)


def _counts(one: Participant, event: str | None) -> bool:
    """Whether somebody is of a country; firms and media, and private people where no force is used,
    only if it is said of which."""
    unsaid = _FIRMS if event in OF_FORCE else _FIRMS | PRIVATE | {"LAB"}
    if _is_unplaced(one):
        return False
    return one.code is not None and not (one.sector in unsaid and is_guessed(one))


def _is_unplaced(one: Participant) -> bool:
    """Whether nothing but the story says of which country somebody unknown is."""
    return is_stranger(one) and is_guessed(one) and one.sector in PRIVATE


def is_fiction(scene: Scene, token: int) -> bool:
    """Whether a work tells it ("a film about the siege", "the novel describes an invasion")."""
    tree, lemmas, fiction = scene.tree, scene.lemmas, scene.grammar.fiction
    if fiction.isdisjoint(lemmas):
        return False
    named = [c for c in tree.with_rel(token, "compound") if lemmas[c] in fiction and c < token]
    if any(tree.lower[c + 1] in _MARKS_OF_TITLES for c in named):
        return True  # "the film 'The Siege'"
    for above in (token, *tree.ancestors(token)):
        if above != token and lemmas[above] in fiction:
            return True
        for subject in tree.with_rel(above, "nsubj"):
            titled = [c for c in tree.with_rel(subject, "compound") if lemmas[c] in fiction]
            if lemmas[subject] in fiction or any(
                tree.lower[c + 1] in _MARKS_OF_TITLES for c in titled
            ):
                return True
        told = (o for o in tree.obliques(above) if tree.marked(o, scene.grammar.place))
        if any(lemmas[o] in fiction for o in told):
            return True
    return False


def is_among_kin(
    scene: Scene,
    finding: Finding,
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
) -> bool:
    """Whether private people do violence to their own kin or neighbours, or to themselves."""
    if finding.act.event != "ASSAULT":
        return False
    tree, verb = scene.tree, finding.core.head
    objects = tree.objects(verb)
    reflexive = scene.grammar.pronouns.reflexive
    if any(tree.lower[o] in reflexive and o in finding.recipient.tokens for o in objects):
        return True
    if not actors or not all(p.sector in _UNARMED for p in (*actors, *recipients)):
        return False
    around = (*objects, *tree.subjects(verb), *tree.agents(verb))
    return any(scene.lemmas[t] in scene.grammar.kin for t in around)


def is_seat(analysis: Analysis, finding: Finding, speakers: Sequence[Participant]) -> bool:
    """Whether a rally of nobody in particular is only where an official speaks (집회에서)."""
    scene = analysis.scene
    tree, nouns = scene.tree, (finding.core.head, *finding.core.nouns, tree_head(scene, finding))
    if not scene.grammar.chaining or finding.actor:
        return False
    seats = [n for n in nouns if tree.base[n] == "obl" and tree.marked(n, scene.grammar.place)]
    heads = {tree.head(n) for n in seats}
    who = speakers or analysis.cast.of([s for h in heads for s in tree.subjects(h)])
    return bool(seats) and any(p.sector in ("GOV", "ELI") for p in who)


def tree_head(scene: Scene, finding: Finding) -> int:
    """What the finding hangs on."""
    return scene.tree.head(finding.head)


def holds_office(who: Sequence[Participant]) -> bool:
    """Whether all are persons who govern or have governed."""
    return bool(who) and all(p.entity is not None and p.sector in ("GOV", "ELI") for p in who)


def is_kept_from(scene: Scene, token: int) -> bool:
    """Whether something is done lest it happen (통과되지 않도록 노력하다)."""
    tree, infinitive = scene.tree, scene.grammar.infinitive
    return bool(scene.grammar.chaining) and any(
        tree.base[verb] == "advcl"
        and any(tree.says(m, infinitive) for m in tree.with_rel(verb, "mark"))
        for verb in (token, tree.head(token))
    )


def is_undecided(scene: Scene, verb: int) -> bool:
    """Whether it is only asked or decided whether it will be done (수용할지 여부를 결정하다)."""
    tree, whether = scene.tree, scene.grammar.whether
    above = (verb, tree.head(verb), tree.head(tree.head(verb)))
    near = (c for one in above for c in (one, *tree.with_rel(one, "obj")))
    return bool(whether) and any(scene.sentence.lemmas[t] in whether for t in near)


def is_condition(scene: Scene, verb: int) -> bool:
    """Whether a linked clause only says on what something depends (풀려나지 않으면)."""
    return verb in conditions(scene, scene.tree.head(verb))
