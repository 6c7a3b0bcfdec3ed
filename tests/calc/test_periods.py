"""Months and shares of the plan's time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import periods
from tests.calc.cases import Case, cases, compare


@pytest.mark.parametrize("case", cases("time_progress"), ids=lambda c: c.id)
def test_time_progress_cases(case: Case) -> None:
    compare(case, {"tau": periods.time_progress(**case.inputs)})


def test_the_middle_of_march_2018() -> None:
    assert periods.months(date(2018, 3, 15)) == pytest.approx(26.484, abs=5e-4)
    assert periods.tau(date(2018, 3, 15)) == pytest.approx(0.441, abs=5e-4)


@pytest.mark.parametrize(("year", "expected"), [(2015, 0), (2016, 0.2), (2018, 0.6), (2020, 1.0)])
def test_year_ends_are_exact(year: int, expected: float) -> None:
    assert periods.tau(date(year, 12, 31)) == expected


def test_a_leap_february_ends_like_any_other_month() -> None:
    assert periods.months(date(2016, 2, 29)) == 2
    assert periods.months(date(2017, 2, 28)) == 14


def test_quarters() -> None:
    assert periods.quarter_tau(2018, 2) == 0.5
    for year in range(2014, 2023):
        for quarter in (1, 2, 3, 4):
            end = periods.quarter_end(year, quarter)
            assert periods.quarter_tau(year, quarter) == pytest.approx(periods.tau(end))


def test_time_is_not_clipped() -> None:
    assert periods.tau(date(2015, 6, 30)) == pytest.approx(-0.1)
    assert periods.tau(date(2021, 12, 31)) == pytest.approx(1.2)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_time_only_goes_forward(day: date) -> None:
    assert periods.months(day) < periods.months(day + timedelta(days=1))


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="after the base date"):
        periods.time_progress(2020, 2020, 2018)


def test_a_seasonal_last_year() -> None:
    assert periods.seasonal_time_progress(3, 0.19) == pytest.approx(0.638)


def test_month_and_quarter_ends() -> None:
    assert periods.month_end(2020, 2) == date(2020, 2, 29)
    assert periods.quarter_end(2019, 1) == date(2019, 3, 31)
    with pytest.raises(ValueError, match="quarter"):
        periods.quarter_end(2019, 5)


def test_quarter_ends_of_a_span_include_both_ends() -> None:
    ends = periods.quarter_ends(date(2016, 3, 31), date(2016, 12, 31))
    assert ends == (date(2016, 3, 31), date(2016, 6, 30), date(2016, 9, 30), date(2016, 12, 31))
    assert periods.quarter_ends(date(2016, 4, 1), date(2016, 6, 29)) == ()
    assert len(periods.quarter_ends(date(2016, 1, 1), date(2020, 12, 31))) == 20
