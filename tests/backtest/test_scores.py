"""Scores of the back-test, against exact values and made-up series whose answer is known."""

import random

import pytest

from backtest import scores
from backtest.trials import YEARS_KNOWN, Trial, public_series, trials
from calc.outlook import MEASURED


def made(scaled: list[float], known: int = 3, **errors: list[float]) -> list[Trial]:
    """Trials of which only the errors matter."""
    return [
        Trial(f"S{i}", known, 1.0, {name: row[i] for name, row in errors.items()} or {"naive": 1.0},
              value, value, value > 0, 0.7)
        for i, value in enumerate(scaled)
    ]  # fmt: skip


def test_the_binomial_band_is_exact() -> None:
    # P(X <= 1) = 11/1024, P(X <= 2) = 56/1024; symmetric
    assert scores.binomial_band(10, 0.5) == (0.2, 0.8)
    assert scores.binomial_band(1, 0.99)[1] == 1.0


def test_quantiles_lie_on_the_sorted_values() -> None:
    assert scores.quantiles([float(i) for i in range(101)]) == pytest.approx(
        (5, 10, 25, 50, 75, 90, 95)
    )


def test_bands_from_one_half_hold_as_much_of_the_other_when_errors_are_alike() -> None:
    rows = made([random.gauss(0, 1) for _ in range(4000)])
    fitting, testing = scores.halves(rows)
    assert len(fitting) == len(testing) == 2000
    found = scores.coverage(testing, scores.quantiles([t.scaled for t in fitting]), 0.8)
    assert abs(found.share - 0.8) < 0.05


def test_a_band_that_is_too_narrow_is_told_apart_from_chance() -> None:
    rows = made([i / 100 for i in range(-500, 500)])
    narrow = (-0.5, -0.4, -0.2, 0.0, 0.2, 0.4, 0.5)
    assert not scores.coverage(rows, narrow, 0.8).right


def test_the_skill_of_a_coin_is_not_told_apart_from_no_change() -> None:
    naive = [random.gauss(0, 1) for _ in range(300)]
    coin = [random.gauss(0, 1) for _ in range(300)]
    half = [value / 2 for value in naive]
    found = scores.skills(made([1.0] * 300, naive=naive, coin=coin, half=half))
    assert found["naive"].value == 0
    assert found["half"].value == pytest.approx(0.5) and found["half"].tells
    assert found["coin"].low < found["coin"].value < found["coin"].high
    assert abs(found["coin"].value) < 0.4


@pytest.mark.parametrize("known", YEARS_KNOWN)
def test_what_the_pages_say_of_the_back_test_is_what_it_finds(known: int) -> None:
    rows = trials(public_series(), known)
    row, told = scores.default_row(rows), MEASURED[known]
    found = scores.skills(rows)["theil_sen"]
    assert found.tells
    assert round(found.value, 2) == told.skill
    held = [round(scores.coverage(rows, row, level).share, 2) for level in scores.LEVELS]
    assert held == [told.held_80, told.held_90]


def test_chances_are_counted_where_they_were_said() -> None:
    rows = made([1.0] * 7 + [-1.0] * 3)
    (one,) = scores.chances(rows)
    assert (one.low, one.high, one.n, one.said, one.came) == (0.6, 0.8, 10, pytest.approx(0.7), 0.7)
    assert one.right
