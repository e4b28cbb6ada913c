"""Everybody for whom the words of a sentence stand."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.parties.cast import Cast
from dragoman.model import Participant


def named_in(cast: Cast) -> list[tuple[int, tuple[Participant, ...]]]:
    """The heads of the words, in order, with those for whom they stand and all who are coordinated
    with them; looked for once a sentence."""
    if cast.named is None:
        cast.named = list(_look(cast))
    return cast.named


def _look(cast: Cast) -> Iterator[tuple[int, tuple[Participant, ...]]]:
    scene = cast.scene
    mentions, upos = scene.mentions.all, scene.sentence.upos
    longer = [m for m in mentions if m.last > m.first]
    heads = {
        m.head
        for m in mentions
        if not any(
            o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in longer
        )
    }
    heads.update(t for t in range(scene.tree.size) if upos[t] == "PRON")
    heads.update(t for t in scene.words if not scene.mentions.at(t))
    for token in sorted(heads):
        who = cast.at(token)
        if any(p.code or p.sector for p in who):
            if scene.tree.with_rel(token, "conj"):
                who = cast.of([token], owners=False) or who
            yield token, who
