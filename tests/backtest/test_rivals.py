"""The methods a forecast must beat, on the worked series of the specification."""

import pytest

from backtest.rivals import (
    RIVALS,
    Known,
    damped_holt,
    drift,
    growth_path,
    naive,
    plan_line,
    weighted_line,
)

SERIES = [40.0, 42.0, 43.0, 47.0, 48.0]
KNOWN = Known(SERIES, SERIES[-3:], 3)


def test_worked_numbers() -> None:
    assert naive(KNOWN) == 48
    assert drift(KNOWN) == 54
    assert growth_path(KNOWN) == pytest.approx(55.03, abs=5e-3)


def test_the_line_of_the_plan_sees_the_plan_years_alone() -> None:
    assert plan_line(KNOWN) == pytest.approx(48 + 3 * 2.5)
    assert plan_line(Known([0.0, 900.0, *SERIES[-3:]], SERIES[-3:], 3)) == plan_line(KNOWN)


@pytest.mark.parametrize("method", RIVALS)
def test_a_straight_series_is_continued_by_all_but_no_change_and_rates(method: str) -> None:
    values = [10.0 + 2 * year for year in range(12)]
    found = RIVALS[method][1](Known(values, values[-4:], 2))
    expected = {
        "naive": 32.0,
        "growth_path": 32 * (32 / 10) ** (2 / 11),
        "damped_holt": pytest.approx(32 + 2 * (0.9 + 0.81), abs=0.3),
    }
    assert found == expected.get(method, pytest.approx(36.0))


def test_the_weighted_line_leans_to_the_recent_years() -> None:
    bent = [0.0, 0.0, 0.0, 1.0, 2.0]
    assert weighted_line(Known(bent, bent, 1)) > 1.9


def test_a_flat_series_stays_where_it_is() -> None:
    assert damped_holt(Known([5.0] * 9, [5.0] * 4, 2)) == 5.0
