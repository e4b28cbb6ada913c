"""One relation: the event type by which a marked source acts on a marked target.

The same findings as for events, with the two marked stretches counting as actors. The finding that
joins source and target in its roles wins; where none does, the one that lies between them in the
tree, then the one nearest. How it was chosen lowers the confidence and stands in the trace. With a
chooser, another type is answered where the words speak for it clearly more than for that finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from dragoman.coding.acts.finding import Finding, settle
from dragoman.coding.acts.roles import Role
from dragoman.coding.coder import Analysis, Coder
from dragoman.coding.pairs.choosing import Choice, Chooser
from dragoman.coding.pairs.clues import Candidate, Pair, clues, in_words
from dragoman.coding.parties.memory import Memory
from dragoman.coding.saying.announcing import as_announced
from dragoman.coding.saying.attribution import saying_of
from dragoman.coding.tree import Tree
from dragoman.model import Event, Participant, Sentence, Step
from dragoman.ontology import Act, Ontology

SOURCE, TARGET = "@source", "@target"
_MARKED = re.compile(r"</?[st]>")
_OPEN = {"source": "<s>", "target": "<t>"}

STATISTICAL = "statistical"
"""The flag of a relation whose type the chooser decided."""

MARGIN, LEAST = 0.1, 0.4
"""By how much another type must be likelier than the lexicon's answer, and how likely at least, to
take its place. Chosen by the held-out examples, where all of 0 to 0.2 and 0 to 0.5 lie within two
points; between those, the answer that can be explained was given the better chance, for the
examples are rich in words that the lexicon lacks."""

_BEHIND = 0.01
"""How much less a meeting fits than what was done at it."""

_UNEXPLAINED = 0.8
"""What the confidence of a type is multiplied by that rests on the chooser."""

JOINS, ACTS_NEAR, DONE_TO, BETWEEN, REVERSED, NEAR = 1.0, 0.72, 0.6, 0.5, 0.35, 0.2
"""How well a finding fits: it joins both in its roles; the source acts and the target hangs below
it; it is done to the target and the source hangs by it; it stands on the path between them; it
joins them the other way round; it is merely there."""


class MarkedText(Protocol):
    """A text with its source and target, as the rows of `dragoman.evaluation.relations` are."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def marked(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """What was found: `event` in the codebook asked for (None: no act at all), the act (None: only
    the type is known), how sure (0 to 1), the trace, and the flag `statistical` where the type
    rests on the chooser."""

    id: str
    event: str | None
    act: str | None
    confidence: float
    trace: tuple[Step, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A finding, how well it fits the pair, and in what way."""

    score: float
    finding: Finding
    fit: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found for a pair by a coder: findings, the best first, and the sentence in which
    most of the pair stands, with where."""

    coder: Coder
    ranked: tuple[_Ranked, ...]
    analysis: Analysis | None
    pair: Pair | None


def stretch(row: MarkedText, which: str) -> tuple[int, int] | None:
    """Where the source or target ("source", "target") stands in the text, if it does."""
    if row.marked is not None and _OPEN[which] in row.marked:
        at = len(_MARKED.sub("", row.marked[: row.marked.index(_OPEN[which])]))
        wanted = getattr(row, which)
        if row.text[at : at + len(wanted)] == wanted:
            return at, at + len(wanted)
    wanted = getattr(row, which)
    at = row.text.find(wanted) if wanted else -1
    return (at, at + len(wanted)) if at >= 0 else None


def relate(
    coder: Coder,
    sentences: Sequence[Sentence],
    row: MarkedText,
    codebook: str = "cameo2plover",
    chooser: Chooser | None = None,
) -> Relation:
    """The relation of a row whose text was parsed into `sentences`.

    `codebook`: "plover" (the manual's types) or "cameo2plover" (the crosswalk's, by CAMEO code).
    `chooser` weighs the lexicon's answer against what the words hint at; None leaves it as it is.
    """
    return decide(row, look(coder, sentences, row), codebook, chooser)


def decide(row: MarkedText, found: Found, codebook: str, chooser: Chooser | None) -> Relation:
    """The relation by what was found."""
    ontology = found.coder.ontology
    by_lexicon = _by_lexicon(row, found, ontology, codebook)
    if chooser is None or found.analysis is None or found.pair is None:
        return by_lexicon
    choice = chooser.choose(clues_of(found))
    return _weighed(by_lexicon, found, choice, chooser, ontology, codebook)


def look(coder: Coder, sentences: Sequence[Sentence], row: MarkedText) -> Found:
    """What the sentences hold on a row's pair."""
    marks = {SOURCE: stretch(row, "source"), TARGET: stretch(row, "target")}
    memory = Memory(coder.actors)
    ranked: list[_Ranked] = []
    chosen: Analysis | None = None
    most = 0
    for sentence in sentences:
        memory.sentence = sentence.index
        here = {
            name: place
            for name, place in marks.items()
            if place is not None and _stands_in(sentence, place)
        }
        analysis = coder.analyse(sentence, memory, None, here)
        if not here:
            continue
        ranked.extend(_ranked(analysis, here, coder.ontology))
        if len(here) > most:
            chosen, most = analysis, len(here)
    ranked.sort(key=lambda r: -r.score)
    return Found(coder, tuple(ranked), chosen, _pair(chosen) if chosen is not None else None)


def clues_of(found: Found) -> dict[str, float]:
    """The clues to the relation of a pair that stands in some sentence."""
    assert found.analysis is not None
    assert found.pair is not None
    ontology = found.coder.ontology
    candidates = [
        Candidate(
            kind,
            one.finding.act.id,
            one.fit,
            min(1.0, max(0.0, one.score)),
            one.finding.composed,
        )
        for one in found.ranked
        if (kind := class_of(one.finding.act, ontology)) is not None
    ]
    scene = found.analysis.scene
    return clues(
        scene,
        found.pair,
        candidates,
        found.analysis.triggers,
        found.coder.tools[scene.sentence.lang].lexicon,
        kinds_of(ontology),
    )


@cache
def kinds_of(ontology: Ontology) -> dict[str, str | None]:
    """Act → its class, None for operators."""
    return {name: class_of(act, ontology) for name, act in ontology.acts.items()}


def class_of(act: Act, ontology: Ontology) -> str | None:
    """The chooser's class of an act: its type and, behind a stroke, the crosswalk's if that counts
    it as another one. CONCEDE and RETREAT, which the crosswalk's classes join, are not told apart
    by it."""
    if act.event is None:
        return None
    other = event_in(act, ontology, "cameo2plover")
    if other is None or other == act.event or {other, act.event} == {"CONCEDE", "RETREAT"}:
        return act.event
    return f"{act.event}/{other}"


def type_of(kind: str, codebook: str) -> str:
    """The event type of one of the chooser's classes."""
    first, _, other = kind.partition("/")
    return first if codebook == "plover" or not other else other


def _by_lexicon(row: MarkedText, found: Found, ontology: Ontology, codebook: str) -> Relation:
    if not found.ranked:
        return Relation(row.id, None, None, 0.0, (Step("relation", "no act was found"),))
    best = found.ranked[0]
    act = best.finding.act
    steps = (*best.finding.steps, Step("relation", _IN_WORDS[best.fit]))
    event = event_in(act, ontology, codebook)
    return Relation(row.id, event, act.id, round(min(1.0, best.score), 3), steps)


def _weighed(
    answer: Relation,
    found: Found,
    choice: Choice,
    chooser: Chooser,
    ontology: Ontology,
    codebook: str,
) -> Relation:
    """The lexicon's answer, or the type that is likelier by the margin."""
    likely: dict[str, float] = {}
    for kind, p in choice.likely.items():
        name = type_of(kind, codebook)
        likely[_joined(name, codebook)] = likely.get(_joined(name, codebook), 0.0) + p
    top = max(likely, key=lambda name: likely[name])
    own = likely.get(_joined(answer.event, codebook), 0.0) if answer.event is not None else 0.0
    sure = likely[top] - own > MARGIN and likely[top] >= LEAST
    if answer.event is not None and (top == _joined(answer.event, codebook) or not sure):
        return answer
    kind = max(
        (k for k in choice.likely if _joined(type_of(k, codebook), codebook) == top),
        key=lambda k: choice.likely[k],
    )
    hints = "; ".join(in_words(clue) for clue in chooser.strongest(choice, kind))
    against = f", {answer.event} {own:.2f}" if answer.event is not None else ""
    step = Step(
        STATISTICAL, f"{type_of(kind, codebook)} {likely[top]:.2f}{against}: {hints}", "readings"
    )
    reading = next((r for r in found.ranked if class_of(r.finding.act, ontology) == kind), None)
    steps = (*(reading.finding.steps if reading is not None else ()), step)
    return Relation(
        answer.id,
        type_of(kind, codebook),
        reading.finding.act.id if reading is not None else None,
        round(likely[top] * _UNEXPLAINED, 3),
        steps,
        (STATISTICAL,),
    )


def _joined(event: str, codebook: str) -> str:
    """The class that a type counts as in a codebook."""
    return "YIELD" if codebook != "plover" and event in ("CONCEDE", "RETREAT") else event


_IN_WORDS = {
    "joins": "it joins source and target in its roles",
    "acts-near": "the source acts and the target hangs below the act",
    "done-to": "it is done to the target",
    "acts-on-path": "the source acts, and the act lies between them",
    "between": "it lies between source and target",
    "reversed": "it joins them the other way round",
    "one": "it has one of them in its role",
    "near": "it is merely in the same sentence",
}
"""In what way a finding fits → how the trace says it."""

WHOLE_ROOTS = {"19": "ASSAULT"}
"""CAMEO roots that relation sets count as one type. CAMEO2PLOVER-2021 heads the block 19 with
ASSAULT and lists blockades and occupations (191, 192) under COERCE; coded relation sets follow the
head of the block."""


def event_in(act: Act, ontology: Ontology, codebook: str) -> str | None:
    """The act's event type by a codebook; by the crosswalk where its CAMEO code has a row."""
    if codebook == "plover" or act.cameo is None:
        return act.event
    if act.cameo[:2] in WHOLE_ROOTS:
        return WHOLE_ROOTS[act.cameo[:2]]
    entry = ontology.crosswalk(codebook, act.cameo)
    return entry.event if entry is not None else act.event


def joining(
    events: Iterable[Event],
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
    ontology: Ontology,
    codebook: str,
) -> tuple[str, ...]:
    """The event types by which coded events join two stretches of their story, from the first to
    the second; YIELD for what `codebook` "cameo2plover" joins under that name.

    A party counts for a stretch if the words it was found in overlap it; of a mutual event both
    stretches are actors.
    """
    found: dict[str, None] = {}
    if source is None or target is None:
        return ()
    for event in events:
        for report in event.reports:
            acts = _any_overlaps(report.actors, source)
            done_to = _any_overlaps(report.recipients or report.actors, target)
            kind = event_in(ontology.acts[report.act], ontology, codebook)
            if acts and done_to and kind is not None:
                found[_joined(kind, codebook)] = None
    return tuple(found)


def _any_overlaps(who: Iterable[Participant], place: tuple[int, int]) -> bool:
    return any(p.span and p.span.start < place[1] and place[0] < p.span.end for p in who)


def _stands_in(sentence: Sentence, place: tuple[int, int]) -> bool:
    return sentence.starts[0] < place[1] and place[0] < sentence.ends[-1]


def _ranked(
    analysis: Analysis, here: dict[str, tuple[int, int]], ontology: Ontology
) -> Iterable[_Ranked]:
    tree = analysis.scene.tree
    heads = {
        mention.participants[0].entity: mention.head
        for mention in analysis.scene.mentions.all
        if mention.participants and mention.participants[0].entity in here
    }
    source, target = heads.get(SOURCE), heads.get(TARGET)
    path = _path(tree, source, target)
    scene = analysis.scene
    ranked: list[_Ranked] = []
    for found in analysis.findings:
        saying = saying_of(scene, found.head)
        speakers = analysis.cast.of(saying.speakers) if saying is not None else ()
        finding, _ = as_announced(
            scene, found, ontology, speakers, reported=saying is not None, bare=True
        )
        if finding.act.event is None:
            continue
        finding = _as_said(finding, ontology, speakers)
        weight, fit = _fit(tree, finding, source, target, path)
        near = min((abs(finding.core.head - h) for h in heads.values()), default=0)
        score = weight * (0.6 + 0.4 * finding.confidence) - 0.002 * near
        ranked.append(_Ranked(score, finding, fit))
    return [_as_occasion(tree, one, ranked) for one in ranked]


def _as_occasion(tree: Tree, one: _Ranked, ranked: Sequence[_Ranked]) -> _Ranked:
    """A meeting, call or letter, behind what was done by it to the same one ("phoned her to express
    his support")."""
    if one.fit != "joins" or one.finding.act.event != "CONSULT":
        return one
    said = (
        other
        for other in ranked
        if other.fit == "joins"
        and other.finding.act.event != "CONSULT"
        and other.finding.head != one.finding.head
        and tree.under(other.finding.head, one.finding.head)
    )
    best = max((other.score for other in said), default=0.0)
    return replace(one, score=min(one.score, best - _BEHIND)) if best else one


def _pair(analysis: Analysis) -> Pair | None:
    """Where source and target stand in a sentence that holds one of them."""
    marked = {
        mention.participants[0].entity: mention
        for mention in analysis.scene.mentions.all
        if mention.participants and mention.participants[0].entity in (SOURCE, TARGET)
    }
    source, target = marked.get(SOURCE), marked.get(TARGET)
    if source is None and target is None:
        return None
    return Pair(
        source.head if source is not None else None,
        target.head if target is not None else None,
        (source.first, source.last) if source is not None else None,
        (target.first, target.last) if target is not None else None,
    )


def _as_said(finding: Finding, ontology: Ontology, speakers: Sequence[Participant]) -> Finding:
    """The finding with who speaks as the accuser where nobody else is, and, of an act that is
    another one if several do it together, that one."""
    actors = finding.actor.who
    if not actors and speakers and finding.act.event == "ACCUSE" and finding.core.kind != "noun":
        return replace(finding, actor=Role(tuple(speakers), (), "speaker"))
    sides = {p.entity for p in actors}
    if finding.act.together is not None and {SOURCE, TARGET} <= sides:
        return replace(finding, act=ontology.acts[finding.act.together])
    return finding


def _fit(
    tree: Tree, finding: Finding, source: int | None, target: int | None, path: set[int]
) -> tuple[float, str]:
    actors, recipients = settle(finding)
    acting = {p.entity for p in actors}
    done_to = {p.entity for p in recipients}
    mutual = not recipients and finding.act.mutual
    if SOURCE in acting and (TARGET in done_to or (mutual and TARGET in acting)):
        return JOINS, "joins"
    on_path = any(token in path for token in (finding.head, finding.core.head))
    below = target is not None and any(
        tree.under(target, h) for h in (finding.head, finding.core.head, *finding.core.nouns)
    )
    if SOURCE in acting and below:
        return ACTS_NEAR, "acts-near"
    if TARGET in done_to and not acting:
        return (DONE_TO if on_path or source is None else BETWEEN), "done-to"
    if SOURCE in acting and on_path:
        return DONE_TO, "acts-on-path"
    if on_path:
        return BETWEEN, "between"
    if TARGET in acting and (SOURCE in done_to or not done_to):
        return REVERSED, "reversed"
    if SOURCE in acting or TARGET in done_to:
        return REVERSED + 0.05, "one"
    return NEAR, "near"


def _path(tree: Tree, source: int | None, target: int | None) -> set[int]:
    """The tokens between two tokens in the tree, both ends and the common ancestor included."""
    if source is None or target is None:
        known = source if source is not None else target
        return {known, *tree.ancestors(known)} if known is not None else set()
    up = [source, *tree.ancestors(source)]
    down = [target, *tree.ancestors(target)]
    common = next((t for t in up if t in down), None)
    if common is None:
        return set()
    return {*up[: up.index(common) + 1], *down[: down.index(common) + 1]}
