"""How many people an act befalls or brings together."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.acts.finding import Finding
from dragoman.coding.scene import Scene
from dragoman.coding.words.numbers import Count


def numbers_of(
    scene: Scene, finding: Finding, counts: Sequence[Count]
) -> tuple[tuple[str, int], ...]:
    """Counts of people in the clause of the act; protests take the size of the crowd."""
    if finding.act.event not in ("ASSAULT", "PROTEST", "COERCE"):
        return ()
    found: dict[str, int] = {}
    for count in counts:
        if not count.vague or count.kind == "size":
            found[count.kind] = max(count.value, found.get(count.kind, 0))
    return tuple(sorted(found.items()))
