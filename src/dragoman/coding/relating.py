"""One relation: the event type by which a marked source acts on a marked target.

The same findings as for events, with the two marked stretches counting as actors. The finding that
joins source and target in its roles wins; where none does, the one that lies between them in the
tree, then the one nearest. How it was chosen lowers the confidence and stands in the trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dragoman.coding.announcing import as_announced
from dragoman.coding.attribution import saying_of
from dragoman.coding.coder import Analysis, Coder
from dragoman.coding.findings import Finding, settle
from dragoman.coding.memory import Memory
from dragoman.coding.roles import Role
from dragoman.coding.tree import Tree
from dragoman.model import Event, Participant, Sentence, Step
from dragoman.ontology import Act, Ontology

SOURCE, TARGET = "@source", "@target"
_MARKED = re.compile(r"</?[st]>")
_OPEN = {"source": "<s>", "target": "<t>"}

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
    """What was found: `event` in the codebook asked for (None: no act at all), the act, how sure
    (0 to 1), and the trace."""

    id: str
    event: str | None
    act: str | None
    confidence: float
    trace: tuple[Step, ...]


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
) -> Relation:
    """The relation of a row whose text was parsed into `sentences`.

    `codebook`: "plover" (the manual's types) or "cameo2plover" (the crosswalk's, by CAMEO code).
    """
    marks = {SOURCE: stretch(row, "source"), TARGET: stretch(row, "target")}
    memory = Memory(coder.actors)
    best: tuple[float, Finding, Analysis, str] | None = None
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
        for score, finding, how in _ranked(analysis, here, coder.ontology):
            if best is None or score > best[0]:
                best = (score, finding, analysis, how)
    if best is None:
        return Relation(row.id, None, None, 0.0, (Step("relation", "no act was found"),))
    score, finding, _, how = best
    act = finding.act
    event = event_in(act, coder.ontology, codebook)
    steps = (*finding.steps, Step("relation", how))
    return Relation(row.id, event, act.id, round(min(1.0, score), 3), steps)


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
                yields = codebook != "plover" and kind in ("CONCEDE", "RETREAT")
                found["YIELD" if yields else kind] = None
    return tuple(found)


def _any_overlaps(who: Iterable[Participant], place: tuple[int, int]) -> bool:
    return any(p.span and p.span.start < place[1] and place[0] < p.span.end for p in who)


def _stands_in(sentence: Sentence, place: tuple[int, int]) -> bool:
    return sentence.starts[0] < place[1] and place[0] < sentence.ends[-1]


def _ranked(
    analysis: Analysis, here: dict[str, tuple[int, int]], ontology: Ontology
) -> Iterable[tuple[float, Finding, str]]:
    tree = analysis.scene.tree
    heads = {
        mention.participants[0].entity: mention.head
        for mention in analysis.scene.mentions.all
        if mention.participants and mention.participants[0].entity in here
    }
    source, target = heads.get(SOURCE), heads.get(TARGET)
    path = _path(tree, source, target)
    scene = analysis.scene
    for found in analysis.findings:
        saying = saying_of(scene, found.head)
        speakers = analysis.cast.of(saying.speakers) if saying is not None else ()
        finding, _ = as_announced(
            scene, found, ontology, speakers, reported=saying is not None, bare=True
        )
        if finding.act.event is None:
            continue
        finding = _as_said(finding, ontology, speakers)
        fit, how = _fit(tree, finding, source, target, path)
        near = min((abs(finding.core.head - h) for h in heads.values()), default=0)
        yield fit * (0.6 + 0.4 * finding.confidence) - 0.002 * near, finding, how


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
        return JOINS, "it joins source and target in its roles"
    on_path = any(token in path for token in (finding.head, finding.core.head))
    below = target is not None and any(
        tree.under(target, h) for h in (finding.head, finding.core.head, *finding.core.nouns)
    )
    if SOURCE in acting and below:
        return ACTS_NEAR, "the source acts and the target hangs below the act"
    if TARGET in done_to and not acting:
        return (DONE_TO if on_path or source is None else BETWEEN), "it is done to the target"
    if SOURCE in acting and on_path:
        return DONE_TO, "the source acts, and the act lies between them"
    if on_path:
        return BETWEEN, "it lies between source and target"
    if TARGET in acting and (SOURCE in done_to or not done_to):
        return REVERSED, "it joins them the other way round"
    if SOURCE in acting or TARGET in done_to:
        return REVERSED + 0.05, "it has one of them in its role"
    return NEAR, "it is merely in the same sentence"


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
