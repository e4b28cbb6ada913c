"""Which of the dates in a sentence is the one of an act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.modality import modes_of
from dragoman.coding.scene import Scene
from dragoman.coding.time import DateExpression
from dragoman.coding.time.rules import Tense
from dragoman.coding.tree import Tree
from dragoman.model import FUTURE, HYPOTHETICAL, Dated

STORY = "story"
"""Precision of a date that is the story's, not the sentence's."""

_TO_COME = frozenset({"AGREE", "REQUEST", "THREATEN", "CONCEDE"})


def token_at(tree: Tree, start: int, end: int) -> int:
    for token, (left, right) in enumerate(tree.offsets):
        if right > start and left < end:
            return token
    return 0


def last_token(tree: Tree, end: int) -> int:
    last = 0
    for token, (left, _) in enumerate(tree.offsets):
        if left < end:
            last = token
    return last


def tense_of(scene: Scene, token: int) -> Tense:
    tree = scene.tree
    clause = tree.clause_head(token)
    modes = modes_of(scene, clause)
    if FUTURE in modes:
        return "future"
    feats = scene.sentence.feats[clause]
    if "Tense=Past" in feats or any(
        "Tense=Past" in scene.sentence.feats[c] for c in tree.with_rel(clause, "aux", "cop")
    ):
        return "past"
    return "future" if HYPOTHETICAL in modes else "unknown"


def date_of(
    scene: Scene,
    finding: Finding,
    dated: Sequence[tuple[DateExpression, Dated, int]],
    nouns: Collection[int],
) -> Dated | None:
    """The date that hangs in the act's own clause, and not on another act's noun there ("condemned
    the previous day's launch"); `nouns` are the heads of all act nouns."""
    if not dated:
        return None
    tree = scene.tree
    clauses = {tree.clause_head(finding.head)}
    if not finding.composed or finding.act.id == finding.core.act:
        clauses.add(tree.clause_head(finding.core.head))
    own = (*finding.tokens, finding.head)
    for said, when, token in dated:
        above = tuple(takewhile(lambda t: t not in own, tree.ancestors(token)))
        if any(t in nouns for t in above) and token not in own:
            continue
        others = [t for t in nouns if finding.head < t < token and t not in own]
        if said.kind == "anaphor" and _is_of_the_next(scene, token, finding.head, nouns, own):
            continue
        if said.kind == "anaphor" and any(tree.under(t, finding.head) for t in others):
            continue  # "condemned the launch a day earlier": the day of the launch
        holder = next((t for t in (token, *tree.ancestors(token)) if t in finding.tokens), None)
        announced = finding.composed and finding.act.event in _TO_COME
        if announced and holder not in (None, finding.head):
            continue  # the day on which it is to be ("offered to hold talks on Friday")
        if tree.clause_head(token) in clauses or tree.head(token) in finding.tokens:
            return when
    return None


def _is_of_the_next(
    scene: Scene, token: int, head: int, nouns: Collection[int], own: Collection[int]
) -> bool:
    """Whether "the day before" stands right before the phrase of another deed, where verbs stand
    last (전날 북한의 발사를 규탄했다: the day of the launch)."""
    tree = scene.tree
    if not scene.grammar.chaining or tree.with_rel(token, "case"):
        return False
    return any(
        token < deed < head
        and deed not in own
        and tree.head(deed) == tree.head(token)
        and tree.subtree(deed)[0] == token + 1
        for deed in nouns
    )
