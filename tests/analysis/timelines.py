"""Timelines for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.analysis.periods import following


def timeline(
    cooperation: Sequence[int],
    conflict: Sequence[int],
    scores: Sequence[float | None] | None = None,
    *,
    every: str = "month",
    start: date = date(2021, 1, 1),
) -> list[dict[str, Any]]:
    """One row a period; in each direction words and deeds are halves, words the larger one."""
    rows = []
    period = start
    for number, (up, down) in enumerate(zip(cooperation, conflict, strict=True)):
        events = up + down
        mean = (5.0 * up - 5.0 * down) / events if events else None
        rows.append(
            {
                "period": period,
                "events": events,
                "verbal_cooperation": up - up // 2,
                "material_cooperation": up // 2,
                "verbal_conflict": down - down // 2,
                "material_conflict": down // 2,
                "score_mean": mean if scores is None else scores[number],
                "score_sum": 5.0 * up - 5.0 * down,
            }
        )
        period = following(period, every)
    return rows
