"""Whether an act is told as background of long ago, by the dates of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.coding.acts.finding import Finding
from dragoman.coding.scene import Scene
from dragoman.coding.time import DateExpression, is_historical
from dragoman.coding.time.dating import last_token
from dragoman.model import Dated

_PAST = 28
_PAST_IN_RELATIVE = 10
"""Days after which what is told is no news any more: of a clause that tells who is meant ("the
soldiers who toppled him last month") sooner."""
_WITH_ITS_YEAR = 300
_SINCE = "since"
_WHOLE_YEARS = frozenset({"year", "decade"})
_RELATIVE = "acl"
_TOLD_BESIDE = frozenset({"acl", "advcl", "ccomp"})
_SUBORDINATE = frozenset({"acl", "advcl", "nmod", "obl", "obj", "xcomp", "compound", "advmod"})
_LINKED = frozenset({"advcl", "conj"})


def is_background(
    scene: Scene,
    finding: Finding,
    when: Dated | None,
    dated: Sequence[tuple[DateExpression, Dated, int]],
    published: date,
) -> bool:
    """Whether an act is past background: by its own day `when`, or by one of `dated` that stands
    with what the act is told beside or within ("severed ties in 2022 over a visit")."""
    core = finding.core.head
    if when is not None:
        if any(
            day is when
            and (_is_of_other(scene, finding, said, at) or _is_to_come(said, day, published))
            for said, day, at in dated
        ):
            return False
        clause = scene.tree.clause_head(core)
        relative = scene.tree.base[clause] == _RELATIVE
        begun = replace(when, end=when.start)
        if scene.tree.base[clause] in _TOLD_BESIDE and is_historical(begun, published):
            return True  # "held since 2015", of who is meant
        since = [
            max(at, last_token(scene.tree, said.end))
            for said, day, at in dated
            if day is when and said.bound == _SINCE
        ]
        if since:  # "ties severed since 1978", not "the first to do so since 1978"
            own = any(_is_own(scene, finding, at) for at in since)
            own = own and not _is_record(scene)
            return own and is_historical(begun, published, _WITH_ITS_YEAR)
        if when.precision in _WHOLE_YEARS and when.end < published:
            return True
        return is_historical(when, published, _PAST_IN_RELATIVE if relative else _PAST)
    return any(
        is_historical(day, published, _PAST)
        and not _is_to_come(said, day, published)
        and _covers(scene, said, token, core)
        for said, day, token in dated
    )


def _is_to_come(said: DateExpression, day: Dated, published: date) -> bool:
    """Whether a day without its year, which is taken for the last one there was, is rather the next
    one: nobody names one of almost a year ago so ("announced strikes for March 23")."""
    point = said.first
    yearless = {point.year, point.decade, point.unit, point.shift} == {None}
    return yearless and is_historical(day, published, _WITH_ITS_YEAR)


def _is_of_other(scene: Scene, finding: Finding, said: DateExpression, token: int) -> bool:
    """Whether a day is not the one on which the act was done but until which it holds ("put off
    until December"), or, where verbs stand last, that of a noun beside it (20日の選挙をめぐり)."""
    tree = scene.tree
    if said.bound == "until" and said.first.year is None:
        return True
    last = max(token, last_token(tree, said.end))
    if _is_time_of(scene, finding, tree.head(last)):
        return False
    return (
        bool(scene.grammar.chaining)
        and tree.base[last] in ("nmod", "compound")
        and tree.head(last) not in finding.tokens
        and scene.sentence.upos[finding.core.head] == "VERB"
    )


def _is_record(scene: Scene) -> bool:
    """Whether something is the first or worst of its kind ("the worst attack since 1998")."""
    return any(scene.tree.says(t, scene.grammar.ranking) for t in range(scene.tree.size))


def _is_own(scene: Scene, finding: Finding, token: int) -> bool:
    return scene.tree.base[token] == "obl" and scene.tree.head(token) in finding.tokens


def _is_time_of(scene: Scene, finding: Finding, noun: int) -> bool:
    """Whether a noun that a day belongs to says when the act was done (3年前の知事選で推薦した)."""
    return _is_own(scene, finding, noun) and scene.tree.marked(noun, scene.grammar.place)


def _covers(scene: Scene, said: DateExpression, token: int, act: int) -> bool:
    """Whether the day that stands at `token` is the one of what the act belongs to."""
    tree, offsets = scene.tree, scene.tree.offsets
    holder = next(
        (t for t in tree.ancestors(token) if not said.start <= offsets[t][0] < said.end), None
    )
    if holder is None or _is_now(scene.sentence.feats[tree.clause_head(act)]):
        return False
    below = _path(scene, act, holder)
    if below is not None:
        return bool(below) and all(
            tree.base[t] in _SUBORDINATE or (token < act and tree.base[t] in ("conj", "nsubj"))
            for t in below
        )
    if not scene.grammar.chaining:
        return False
    behind = holder + 1 + len(tree.with_rel(holder, "mark", "aux"))
    if behind < tree.size and tree.base[behind] == _RELATIVE:
        return False  # 총에 맞아 숨진: within the relative clause that follows
    clause = tree.clause_head(act)
    over = {clause, *tree.ancestors(clause)}
    top = next((t for t in tree.ancestors(holder) if t in over), None)
    if top is None or holder > act:
        return False
    above = _path(scene, holder, top) or []
    beside = [] if top == clause else _path(scene, clause, top) or []
    going_on = (*scene.grammar.chaining, *scene.grammar.infinitive)
    return all(
        tree.base[t] in _LINKED and all(tree.says(m, going_on) for m in tree.with_rel(t, "mark"))
        for t in (*above, *beside)
    )


def _is_now(feats: str) -> bool:
    return "Tense=Pres" in feats and "VerbForm=Fin" in feats


def _path(scene: Scene, lower: int, upper: int) -> list[int] | None:
    """The words from `lower` up to `upper` without it, or None where it does not hang below."""
    path = [lower]
    for token in scene.tree.ancestors(lower):
        if token == upper:
            return path
        path.append(token)
    return None
