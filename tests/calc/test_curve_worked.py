"""The curve in plain values."""

import pytest

from calc.curve_worked import promise_curve, turnbull

EXACT = ["2017-04-30/2017-05-01", "2019-08-31/2019-09-01"]


def test_a_day_of_the_curve_from_written_days():
    found = promise_curve([*EXACT, "/"], "2018-01-31")
    assert (found.counted, found.reached, found.missed) == (3, 1, 1)
    assert (found.low, found.high, found.estimate_low) == (1 / 3, 2 / 3, None)


def test_the_estimate_from_written_days():
    found = turnbull([*EXACT, "2019-08-31/"])
    assert found.places == [*EXACT]
    assert found.masses == [pytest.approx(1 / 3), pytest.approx(2 / 3)]


def test_one_item_may_stand_alone():
    assert turnbull("/2018-12-31").places == ["/2018-12-31"]


@pytest.mark.parametrize("known", ["2018-12-31", "2018/12/31", "x/", "2019-01-01/2018-01-01"])
def test_days_written_otherwise_are_refused(known):
    with pytest.raises(ValueError, match=r"after/until|isoformat|no interval"):
        turnbull(known)
