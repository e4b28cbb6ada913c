"""Bursts of events and changes of level, by published methods.

Bursts: the two-state automaton of J. Kleinberg, "Bursty and hierarchical structure in streams",
KDD 2002. A period's count is drawn from the base rate, or from a rate `s` times as high while a
burst lasts; going up costs γ·ln(number of periods), coming down nothing; the cheapest sequence of
states is found exactly. Counts alone are taken for Poisson (the paper's exponential gaps, counted
by period); with totals beside them they are its batched arrivals, binomial out of the total.

Levels: PELT (R. Killick, P. Fearnhead, I. Eckley, "Optimal detection of changepoints with a linear
computational cost", JASA 2012; the library `ruptures`) on the periods' mean scores, squared error
weighted by the number of events, penalty 3·σ²·ln(number of periods), where σ² is the variance of
one event's score, taken robustly from the differences of neighbouring periods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from math import inf, lgamma, log
from statistics import mean, median
from typing import Any

from dragoman.analysis.extras import needed
from dragoman.analysis.periods import last_day
from dragoman.errors import UsageError

RATE, GAMMA = 2.0, 1.0
"""Kleinberg's s and γ, as in the paper's own examples."""

PENALTY = 3.0
"""Of PELT, in units of σ²·ln n: a change adds two parameters (where, and the new mean), and a
little more keeps runs of noise whole."""

MIN_EVENTS, MIN_PERIODS, MIN_LENGTH = 10, 8, 3
"""Fewer events or periods are too few to tell. At the least count, a burst needs half of all events
in one of eight periods. A level lasts at least so many periods with events."""

COOPERATION, CONFLICT, LEVEL = "cooperation", "conflict", "level"
KINDS = (COOPERATION, CONFLICT)
_COLUMNS = {
    COOPERATION: ("verbal_cooperation", "material_cooperation"),
    CONFLICT: ("verbal_conflict", "material_conflict"),
}

BURSTS_BY = "Kleinberg (2002), two states, s = {rate:g}, γ = {gamma:g}, {counts}"
LEVELS_BY = "PELT (Killick et al. 2012), weighted squared error, penalty {penalty:g}σ² ln n"


@dataclass(frozen=True, slots=True)
class Burst:
    """A run of periods with more events than usual.

    `start` and `end` are its first and last day, `expected` the events that the base rate would
    have brought, `weight` how much cheaper (in nats) the burst explains them.
    """

    kind: str
    start: date
    end: date
    periods: int
    events: int
    expected: float
    weight: float


@dataclass(frozen=True, slots=True)
class Level:
    """A run of periods whose scores have one mean; `start` and `end` are its first and last day,
    `periods` those with events."""

    start: date
    end: date
    periods: int
    events: int
    mean: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one timeline.

    `bursts` by kind and day; `levels` in order, one if nothing changed, none if nothing can be
    told. `unsure` names what could not be judged (cooperation, conflict, level) with the number of
    events there were. `rate` and `gamma` are Kleinberg's; `share` says that bursts are those of the
    share of all events.
    """

    bursts: tuple[Burst, ...]
    levels: tuple[Level, ...]
    unsure: Mapping[str, int]
    rate: float = RATE
    gamma: float = GAMMA
    share: bool = False

    @property
    def bursts_by(self) -> str:
        """The method of the bursts, with its parameters."""
        counts = "share of all events" if self.share else "Poisson counts"
        return BURSTS_BY.format(rate=self.rate, gamma=self.gamma, counts=counts)

    @property
    def levels_by(self) -> str:
        """The method of the levels, with its parameters."""
        return LEVELS_BY.format(penalty=PENALTY)

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which a new level begins."""
        return tuple(level.start for level in self.levels[1:])


def find(
    rows: Sequence[Mapping[str, Any]],
    every: str,
    *,
    totals: Sequence[int] | None = None,
    rate: float = RATE,
    gamma: float = GAMMA,
) -> Findings:
    """Bursts and levels in a timeline.

    Args:
        rows: one a period, in order and without gaps, with `period` (its first day), `events`,
            the counts by quad code and `score_mean`.
        every: what a period is: day, week, month or year.
        totals: all events of each period, of whomever; bursts are then those of the share.
        rate: how many times the base rate a burst is.
        gamma: what entering a burst costs.

    Raises:
        UsageError: rate or gamma make no sense, or the extra `charts` is not installed.
    """
    if not rate > 1 or not gamma > 0:
        raise UsageError(f"rate must be above 1 and gamma above 0, not {rate:g} and {gamma:g}")
    periods = [row["period"] for row in rows]
    ends = [last_day(period, every) for period in periods]
    bursts: list[Burst] = []
    unsure: dict[str, int] = {}
    for kind, columns in _COLUMNS.items():
        counts = [sum(row[column] for column in columns) for row in rows]
        if sum(counts) < MIN_EVENTS or len(rows) < MIN_PERIODS:
            unsure[kind] = sum(counts)
            continue
        base, high = costs(counts, totals, rate)
        for first, last in kleinberg(base, high, gamma * log(len(rows))):
            span = range(first, last + 1)
            bursts.append(
                Burst(
                    kind,
                    periods[first],
                    ends[last],
                    len(span),
                    sum(counts[i] for i in span),
                    _expected(counts, totals, span),
                    sum(base[i] - high[i] for i in span),
                )
            )
    events = sum(row["events"] for row in rows)
    scored = [i for i, row in enumerate(rows) if row["score_mean"] is not None]
    levels: tuple[Level, ...] = ()
    if events < MIN_EVENTS or len(scored) < max(MIN_PERIODS, 2 * MIN_LENGTH):
        unsure[LEVEL] = events
    else:
        means = [float(rows[i]["score_mean"]) for i in scored]
        weights = [int(rows[i]["events"]) for i in scored]
        cuts = [0, *changes(means, weights), len(scored)]
        levels = tuple(
            Level(
                periods[scored[a]] if a else periods[0],
                ends[scored[b] - 1] if b < len(scored) else ends[-1],
                b - a,
                sum(weights[a:b]),
                _mean(means[a:b], weights[a:b]),
            )
            for a, b in pairwise(cuts)
        )
    return Findings(tuple(bursts), levels, unsure, rate, gamma, totals is not None)


def costs(
    counts: Sequence[int], totals: Sequence[int] | None, rate: float = RATE
) -> tuple[list[float], list[float]]:
    """What each period costs (minus the logarithm of its probability) at the base rate and in a
    burst; the base rate is that of all periods together."""
    if totals is None:
        usual = sum(counts) / len(counts)
        return (
            [_poisson(count, usual) for count in counts],
            [_poisson(count, usual * rate) for count in counts],
        )
    share = sum(counts) / max(sum(totals), 1)
    # a share that is already half of all cannot double; the paper caps it below 1 likewise
    high = min(share * rate, (1 + share) / 2)
    pairs = list(zip(counts, totals, strict=True))
    return (
        [_binomial(count, total, share) for count, total in pairs],
        [_binomial(count, total, high) for count, total in pairs],
    )


def kleinberg(
    base: Sequence[float], high: Sequence[float], entering: float
) -> list[tuple[int, int]]:
    """The bursts of the cheapest sequence of states, as first and last period.

    Args:
        base: cost of each period at the base rate. high: the same within a burst.
        entering: cost of going from the base rate to a burst; coming back costs nothing. The
            automaton begins at the base rate. Of equal sequences the one with fewer bursts counts.
    """
    lowest = (0.0, inf)
    came: list[tuple[int, int]] = []
    for low_cost, high_cost in zip(base, high, strict=True):
        to_low = 0 if lowest[0] <= lowest[1] else 1
        to_high = 0 if lowest[0] + entering <= lowest[1] else 1
        came.append((to_low, to_high))
        lowest = (
            lowest[to_low] + low_cost,
            min(lowest[0] + entering, lowest[1]) + high_cost,
        )
    state = 0 if lowest[0] <= lowest[1] else 1
    states: list[int] = []
    for step in reversed(came):
        states.append(state)
        state = step[state]
    states.reverse()
    found = []
    for up, run in groupby(range(len(states)), key=lambda i: states[i]):
        if up:
            members = list(run)
            found.append((members[0], members[-1]))
    return found


def changes(means: Sequence[float], weights: Sequence[int]) -> list[int]:
    """Where new levels begin in a series of means, each of so many events.

    Raises:
        UsageError: the extra `charts` is not installed.
    """
    ruptures = needed("ruptures", "charts")
    count = len(means)
    if count < 2 * MIN_LENGTH:
        return []
    variance = _variance(means, weights)
    if variance == 0:
        return []
    cost = _weighted_cost(ruptures, means, weights)
    search = ruptures.Pelt(custom_cost=cost, min_size=MIN_LENGTH, jump=1).fit(cost.signal)
    cuts: list[int] = search.predict(pen=PENALTY * variance * log(count))
    return cuts[:-1]


# --- inside


def _weighted_cost(ruptures: Any, means: Sequence[float], weights: Sequence[int]) -> Any:
    """Squared error around the weighted mean of a stretch, from running sums."""
    import numpy as np

    values, counts = np.array(means, dtype=float), np.array(weights, dtype=float)
    sums = [
        np.concatenate(([0.0], np.cumsum(counts * values**power))) for power in range(3)
    ]  # events, their scores, their squares

    class Weighted(ruptures.base.BaseCost):  # type: ignore[misc]
        model = "weighted squared error"
        min_size = MIN_LENGTH

        def fit(self, signal: Any) -> Any:
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            number, total, squares = (float(part[end] - part[start]) for part in sums)
            return max(squares - total * total / number, 0.0)

    return Weighted().fit(values.reshape(-1, 1))


def _variance(means: Sequence[float], weights: Sequence[int]) -> float:
    """Variance of one event's score: from the median of the differences between neighbours, which
    a few changes of level leave as it is; of their mean square where that is zero."""
    scaled = [
        abs(b - a) / (1 / v + 1 / w) ** 0.5
        for a, b, v, w in zip(means, means[1:], weights, weights[1:], strict=False)
    ]
    middle = median(scaled) / 0.6745  # the median of |N(0, 1)|
    return float(middle**2 if middle > 0 else mean(one * one for one in scaled))


def _mean(means: Sequence[float], weights: Sequence[int]) -> float:
    return sum(m * w for m, w in zip(means, weights, strict=True)) / sum(weights)


def _poisson(count: int, usual: float) -> float:
    return usual - count * log(usual) + lgamma(count + 1)


def _binomial(count: int, total: int, share: float) -> float:
    others = total - count
    if not 0 < share < 1:
        return 0.0 if (count if share == 0 else others) == 0 else inf
    ways = lgamma(total + 1) - lgamma(count + 1) - lgamma(others + 1)
    return -(ways + count * log(share) + others * log(1 - share))


def _expected(counts: Sequence[int], totals: Sequence[int] | None, span: range) -> float:
    if totals is None:
        return sum(counts) / len(counts) * len(span)
    return sum(counts) / max(sum(totals), 1) * sum(totals[i] for i in span)
