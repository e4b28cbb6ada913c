from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import exp, factorial, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import timeline

from dragoman.analysis.bursts import (
    CONFLICT,
    COOPERATION,
    GAMMA,
    LEVEL,
    RATE,
    changes,
    costs,
    find,
    kleinberg,
)
from dragoman.errors import UsageError


def _cheapest(base: list[float], high: list[float], entering: float) -> float:
    """By trying every sequence of states."""
    best = float("inf")
    for states in range(2 ** len(base)):
        cost, before = 0.0, 0
        for i in range(len(base)):
            state = states >> i & 1
            cost += (high if state else base)[i] + (entering if state > before else 0.0)
            before = state
        best = min(best, cost)
    return best


def _cost(base: list[float], high: list[float], entering: float, found: list[tuple[int, int]]):
    up = {i for first, last in found for i in range(first, last + 1)}
    return sum((high if i in up else base)[i] for i in range(len(base))) + entering * len(found)


class TestKleinberg:
    def test_a_case_worked_by_hand(self) -> None:
        # Base costs 1 everywhere, a burst 3 but for the second and third period, where it costs 0.
        # Going up there saves 2 and costs 1.5; staying up for the fourth would cost 2 more.
        assert kleinberg([1, 1, 1, 1], [3, 0, 0, 3], 1.5) == [(1, 2)]

    def test_entering_dearer_than_what_it_saves_is_no_burst(self) -> None:
        assert kleinberg([1, 1, 1, 1], [3, 0, 0, 3], 2.5) == []

    def test_a_dip_within_a_burst_is_bridged_where_entering_twice_is_dearer(self) -> None:
        # between the two saves of 4 the burst costs 1 more; entering again costs 2
        assert kleinberg([5, 1, 5], [1, 2, 1], 2) == [(0, 2)]
        assert kleinberg([5, 1, 5], [1, 4, 1], 2) == [(0, 0), (2, 2)]

    def test_a_burst_that_lasts_to_the_end(self) -> None:
        assert kleinberg([1, 1, 9], [3, 3, 1], 2) == [(2, 2)]

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9),
        st.integers(1, 8),
    )
    def test_no_sequence_of_states_is_cheaper(
        self, pairs: list[tuple[int, int]], entering: int
    ) -> None:
        base, high = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
        found = kleinberg(base, high, entering)
        assert _cost(base, high, entering, found) == _cheapest(base, high, entering)


class TestCosts:
    def test_counts_are_poisson(self) -> None:
        base, high = costs([1, 2, 6], None, 2.0)
        for count, low_cost, high_cost in zip([1, 2, 6], base, high, strict=True):
            assert exp(-low_cost) == pytest.approx(3**count * exp(-3) / factorial(count))
            assert exp(-high_cost) == pytest.approx(6**count * exp(-6) / factorial(count))

    def test_shares_are_binomial(self) -> None:
        # 5 of 20 in all, so the base share is a quarter and a burst's a half
        base, high = costs([1, 4], [10, 10], 2.0)
        assert exp(-base[0]) == pytest.approx(10 * 0.25 * 0.75**9)
        assert exp(-high[1]) == pytest.approx(210 * 0.5**10)

    def test_a_share_that_cannot_double_stays_below_one(self) -> None:
        base, high = costs([9, 6], [10, 10], 2.0)
        assert all(cost < float("inf") for cost in (*base, *high))


class TestFind:
    def test_a_burst_of_conflict_is_found_where_it_was_put(self) -> None:
        rows = timeline([2] * 12, [2, 2, 2, 2, 12, 14, 2, 2, 2, 2, 2, 2])
        (burst,) = find(rows, "month").bursts
        assert (burst.kind, burst.start, burst.end) == (
            CONFLICT,
            date(2021, 5, 1),
            date(2021, 6, 30),
        )
        assert (burst.periods, burst.events) == (2, 26)
        assert burst.expected == pytest.approx(2 * 46 / 12)
        # two periods at twice the mean 46/12 against once it, worked out by the formula
        assert burst.weight == pytest.approx(26 * log(2) - 2 * 46 / 12)

    def test_more_events_of_everybody_are_no_burst_of_the_share(self) -> None:
        rows = timeline([2] * 12, [2, 2, 2, 2, 12, 14, 2, 2, 2, 2, 2, 2])
        totals = [10 * (row["verbal_conflict"] + row["material_conflict"]) for row in rows]
        assert find(rows, "month", totals=totals).bursts == ()
        assert "share" in find(rows, "month", totals=totals).bursts_by

    def test_even_counts_have_no_burst_and_one_level(self) -> None:
        found = find(timeline([3] * 12, [3] * 12), "month")
        assert found.bursts == ()
        assert len(found.levels) == 1
        assert found.changes == ()

    def test_too_few_events_are_said_to_be_too_few(self) -> None:
        found = find(timeline([0] * 11 + [2], [0] * 11 + [1]), "month")
        assert found.unsure == {COOPERATION: 2, CONFLICT: 1, LEVEL: 3}
        assert found.bursts == ()
        assert found.levels == ()

    def test_too_few_periods_are_too_few(self) -> None:
        assert set(find(timeline([9] * 5, [9] * 5), "month").unsure) == {
            COOPERATION,
            CONFLICT,
            LEVEL,
        }

    def test_a_change_of_level_is_found_where_it_was_put(self) -> None:
        scores = [4.0, 4.5, 3.5, 4.0, 4.4, 3.8, -3.0, -3.5, -2.5, -3.1, -2.8, -3.2]
        found = find(timeline([3] * 12, [2] * 12, scores), "month")
        assert found.changes == (date(2021, 7, 1),)
        assert [round(level.mean, 2) for level in found.levels] == [4.03, -3.02]
        assert [level.end for level in found.levels] == [date(2021, 6, 30), date(2021, 12, 31)]

    def test_a_period_without_events_belongs_to_the_level_before_it(self) -> None:
        scores = [4.0, 4.2, 3.8, 4.0, None, -3.0, -3.2, -2.8, -3.0, -3.1]
        rows = timeline([3, 3, 3, 3, 0, 3, 3, 3, 3, 3], [2, 2, 2, 2, 0, 2, 2, 2, 2, 2], scores)
        first, second = find(rows, "month").levels
        assert (first.end, second.start) == (date(2021, 5, 31), date(2021, 6, 1))

    def test_the_methods_are_named(self) -> None:
        found = find(timeline([3] * 12, [3] * 12), "month")
        assert "Kleinberg (2002)" in found.bursts_by
        assert f"s = {RATE:g}, γ = {GAMMA:g}" in found.bursts_by
        assert "PELT (Killick et al. 2012)" in found.levels_by

    def test_a_rate_of_one_makes_no_sense(self) -> None:
        with pytest.raises(UsageError, match="rate must be above 1"):
            find(timeline([3] * 12, [3] * 12), "month", rate=1.0)


class TestChanges:
    def test_periods_of_one_event_weigh_less_than_those_of_many(self) -> None:
        means = [2.0, 3.5, 0.8, 2.4, -5.0, -7.0, -6.0, 1.2, 3.0, 1.5, 3.4, 1.0]
        assert changes(means, [10] * 12) == [4, 7]
        assert changes(means, [10] * 4 + [1] * 3 + [10] * 5) == []

    def test_a_constant_series_has_no_change(self) -> None:
        assert changes([3.0] * 20, [1] * 20) == []

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.floats(-10, 10), min_size=6, max_size=25))
    def test_levels_are_long_enough_and_the_search_is_repeatable(self, means: list[float]) -> None:
        weights = [1 + i % 4 for i in range(len(means))]
        cuts = changes(means, weights)
        edges = [0, *cuts, len(means)]
        assert all(b - a >= 3 for a, b in pairwise(edges))
        assert cuts == changes(means, weights)
