"""Stretches of a sentence that a user marked: they count as actors, whatever they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.coding.tree import Tree
from dragoman.model import Participant

MARKED = "marked"


def mark(tree: Tree, mentions: Mentions, marked: Mapping[str, tuple[int, int]]) -> Mentions:
    """Mentions with one for each marked stretch, in place of those that it covers.

    `marked`: name → (start, end) in the story. The entity of a stretch's participant is its name;
    its kind and agent are those of the mention that has the same head, so that conditions on
    persons or countries still apply.
    """
    kept = list(mentions.all)
    for name, (start, end) in marked.items():
        starts, ends = tree.sentence.starts, tree.sentence.ends
        tokens = [t for t in range(tree.size) if ends[t] > start and starts[t] < end]
        if not tokens:
            continue
        first, last = tokens[0], tokens[-1]
        head = tree.head_of(first, last)
        under = next((m for m in kept if m.head == head), None)
        base = under.participants[0] if under is not None and under.participants else None
        who = Participant(
            code=base.code if base is not None else None,
            sector=base.sector if base is not None else None,
            text=tree.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]],
            span=tree.sentence.span(first, last),
            entity=name,
            why="marked",
        )
        kept = [m for m in kept if m.last < first or m.first > last]
        if under is not None:
            kind = MARKED if under.kind == "demonym" else under.kind
            kept.append(
                replace(
                    under,
                    first=first,
                    last=last,
                    participants=(who,),
                    open=False,
                    partial=False,
                    kind=kind,
                )
            )
        else:
            kept.append(Mention(first, last, head, MARKED, (who,)))
    return Mentions(kept)
