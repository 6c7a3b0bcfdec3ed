"""Ratios, slopes and percentiles are what they are called."""

import pytest

from bench.measure import Measured, Value, exponent, in_turn, percentile


@pytest.mark.parametrize(
    ("durations", "slope"),
    [([2.0, 2.0, 2.0], 0.0), ([1.0, 10.0, 100.0], 1.0), ([1.0, 100.0, 10_000.0], 2.0)],
)
def test_the_exponent_is_the_slope_of_the_logarithms(durations, slope):
    assert exponent([100, 1000, 10_000], durations) == pytest.approx(slope)


def test_a_percentile_is_one_of_the_durations():
    durations = [float(n) for n in range(1, 21)]
    assert percentile(durations, 0.95) == 19.0
    assert percentile(durations, 0.5) == 10.0
    assert percentile([3.0], 0.95) == 3.0


def test_the_median_of_the_ratios_decides_and_not_the_ratio_of_medians():
    found = Measured("work", "floor", [1.0, 2.0, 100.0], [2.0, 8.0, 500.0], bound=4.0)
    assert found.ratios == [2.0, 4.0, 5.0]
    assert found.held
    assert "held, bound 4" in str(found)
    assert "NOT HELD" in str(Measured("work", "floor", [1.0], [4.1], bound=4.0))


def test_without_a_bound_nothing_is_claimed():
    found = Measured("work", "floor", [1.0], [1000.0])
    assert found.held
    assert "held" not in str(found).lower()


def test_a_value_above_its_bound_is_not_held():
    assert Value("p95", 1.9, 2.0, "s").held
    assert not Value("p95", 2.1, 2.0, "s").held


def test_floor_and_work_take_turns_after_a_round_that_only_warms_up():
    order = []
    floors, ours = in_turn(lambda: order.append("f"), lambda: order.append("w"), rounds=2)
    assert order == ["f", "w"] * 3
    assert len(floors) == len(ours) == 2
