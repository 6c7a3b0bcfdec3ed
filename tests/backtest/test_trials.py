"""The trials on public series reproduce what was measured when the method was chosen."""

from functools import cache

import pytest

from backtest.page import PRINTED
from backtest.scores import mean_errors
from backtest.trials import OURS, YEARS_KNOWN, Trial, public_series, trials
from calc.outlook import SERIES_TESTED


@cache
def run(known: int) -> list[Trial]:
    return trials(public_series(), known)


def test_the_series_of_three_competitions_are_used() -> None:
    found = public_series()
    by_set = {word: sum(name.startswith(word) for name in found) for word in ("M1", "M3", "旅游")}
    assert by_set == {"M1": 181, "M3": 645, "旅游": 503}
    assert len(found) == SERIES_TESTED == 1329


@pytest.mark.parametrize("known", YEARS_KNOWN)
def test_the_table_is_reproduced_to_a_hundredth(known: int) -> None:
    means = mean_errors(run(known))
    column = YEARS_KNOWN.index(known)
    assert {m: round(value, 2) for m, value in means.items()} == {
        method: pytest.approx(row[column], abs=0.0101) for method, row in PRINTED.items()
    }


def test_the_forecast_is_the_product_s_own() -> None:
    values = [40 + 2.0 * year for year in range(13)] + [66.0, 68.0, 71.0]
    (one,) = trials({"x": values}, 3)
    # three plan years known, two ahead: 66 + 2·2 against 71... the slope is 2 throughout
    assert one.errors["naive"] == pytest.approx((71 - values[-3]) / one.unit)
    assert one.errors[OURS] == pytest.approx((71 - (values[-3] + 4)) / one.unit)
    assert one.scaled == pytest.approx((71 - values[-3] - 4) / (2 * 2**0.5))
    assert one.rises


def test_a_series_that_never_moved_is_left_out() -> None:
    assert trials({"x": [5.0] * 20}, 2) == []
