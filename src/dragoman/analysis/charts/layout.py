"""Where the actors of a network stand: near those they deal with, no label upon another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.analysis.extras import needed

WIDTH, HEIGHT = 720, 560
_MARGIN_X, _MARGIN_Y, _STRIP = 60.0, 36.0, 84.0
_ROUNDS = 400
_LETTER, _LINE, _CIRCLE = 7.0, 17.0, 12.0
"""Of a label: the width of a letter, its height, and that of the circle under it."""

Spots = dict[str, tuple[float, float]]


def layout(pairs: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> Spots:
    """Where each actor stands, by code, in points from the upper left of `WIDTH` by `HEIGHT`.

    Actors that no line joins to the greatest group stand in strips below it. The result depends on
    nothing but what is given.

    Args:
        pairs: `pair` (two codes) each.
        labels: what is written over each actor.

    Raises:
        UsageError: the extra `charts` is not installed.
    """
    networkx = needed("networkx", "charts")
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(labels))
    graph.add_edges_from(sorted(one["pair"] for one in pairs))
    groups = sorted((sorted(g) for g in networkx.connected_components(graph)), key=_bigger)
    if not groups:
        return {}
    rest = groups[1:]
    in_row = 5
    rows = -(-len(rest) // in_row)
    low = HEIGHT - rows * _STRIP
    spots = _placed(networkx, graph, groups[0], (0, 0, WIDTH, low))
    for number, group in enumerate(rest):
        row, column = divmod(number, in_row)
        wide = WIDTH / min(in_row, len(rest))
        box = (column * wide, low + row * _STRIP, (column + 1) * wide, low + (row + 1) * _STRIP)
        spots |= _placed(networkx, graph, group, box)
    return _apart(spots, labels)


def _bigger(group: Sequence[str]) -> tuple[int, Sequence[str]]:
    return (-len(group), group)


def _placed(
    networkx: Any, graph: Any, group: Sequence[str], box: tuple[float, float, float, float]
) -> Spots:
    """One group within a box, by the algorithm of Kamada and Kawai (1989)."""
    left, top, right, bottom = box
    x0, x1 = left + _MARGIN_X, right - _MARGIN_X
    y0, y1 = min(top + _MARGIN_Y, bottom - 12), bottom - 12
    found = networkx.kamada_kawai_layout(graph.subgraph(group).copy(), weight=None)
    across = {code: float(found[code][0]) for code in group}
    down = {code: float(found[code][1]) for code in group}
    if len(group) == 2:  # a pair would be drawn at any angle
        across = {group[0]: 0.0, group[1]: 1.0}
        down = dict.fromkeys(group, 0.0)
    return {code: (_into(across, code, x0, x1), _into(down, code, y0, y1)) for code in group}


def _into(values: Mapping[str, float], code: str, low: float, high: float) -> float:
    first, last = min(values.values()), max(values.values())
    share = 0.5 if last == first else (values[code] - first) / (last - first)
    return low + share * (high - low)


def _apart(spots: Spots, labels: Mapping[str, str]) -> Spots:
    """Push circles with their labels apart until none covers another, or the rounds are over."""
    codes = sorted(spots)
    at = {code: list(spots[code]) for code in codes}
    half = {code: _width(labels[code]) / 2 for code in codes}
    tall = _LINE + _CIRCLE
    for _ in range(_ROUNDS):
        moved = False
        for i, a in enumerate(codes):
            for b in codes[i + 1 :]:
                over_x = half[a] + half[b] + 4 - abs(at[a][0] - at[b][0])
                over_y = tall - abs(at[a][1] - at[b][1])
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                axis, over = (1, over_y) if over_y < over_x else (0, over_x)
                sign = 1 if at[a][axis] >= at[b][axis] else -1
                at[a][axis] += sign * over / 2
                at[b][axis] -= sign * over / 2
        for code in codes:
            at[code][0] = min(max(at[code][0], half[code]), WIDTH - half[code])
            at[code][1] = min(max(at[code][1], _LINE + _CIRCLE), HEIGHT - _CIRCLE)
        if not moved:
            break
    # rounded, so that the last digits of a processor's sums change no file
    return {code: (round(x, 1), round(y, 1)) for code, (x, y) in at.items()}


def _width(label: str) -> float:
    return _LETTER * sum(2 if ord(sign) > 0x1100 else 1 for sign in label)
