"""How all charts look: colours that keep their order in grey, sizes, type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""The columns of counts by quad code, 1 to 4."""

QUAD_COLOURS = ("#9ecae1", "#08519c", "#fdb863", "#a63603")
"""Words are light and deeds dark; cooperation is blue and stands above, conflict brown below."""

INK, SOFT, FAINT, PAPER = "#1a1a1a", "#5c5c5c", "#d9d9d9", "#ffffff"
SHADE = "#bdbdbd"
LAND, EDGE = "#f2f2f2", "#a3a3a3"
NOTHING = "#f5f5f5"
"""Where there is nothing to count."""

SCALE_RAMP = ("#cfe1f2", "#a6cbe6", "#6baed6", "#2171b5", "#08306b")
"""Counts: light to dark, one hue."""

SCORE_RAMP = ("#7f2704", "#d94801", "#fdae6b", "#c4c4c4", "#9ecae1", "#4292c6", "#08306b")
"""Scores from −10 to 10. In grey both ends are dark, so a shape or dash tells the sign, too."""

WIDTH = 720


def config(families: tuple[str, ...]) -> dict[str, Any]:
    """The Vega-Lite configuration of every chart; `families` are the fonts, the best first."""
    font = ", ".join((*families, "sans-serif"))
    return {
        "font": font,
        "background": PAPER,
        "padding": 14,
        "view": {"stroke": None},
        "title": {
            "anchor": "start", "fontSize": 18, "fontWeight": 600, "color": INK, "offset": 14,
            "subtitleFontSize": 12, "subtitleColor": SOFT, "subtitlePadding": 5,
            "subtitleLineHeight": 16, "frame": "group",
        },
        "axis": {
            "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "labelColor": INK, "titleColor": SOFT, "gridColor": "#ececec", "domainColor": EDGE,
            "tickColor": EDGE, "labelFont": font, "titleFont": font,
        },
        "legend": {
            "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
            "labelColor": INK, "titleColor": SOFT, "symbolSize": 130, "labelLimit": 260,
        },
        "header": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK},
        "text": {"font": font, "fontSize": 12, "color": INK},
        "concat": {"spacing": 18},
    }  # fmt: skip


def steps(counts: Iterable[int]) -> list[int]:
    """Numbers for a legend of sizes: the lowest, the highest, and one between."""
    ordered = sorted(counts) or [1]
    low, high = ordered[0], ordered[-1]
    return sorted({low, low + round((high - low) / 3), high})
