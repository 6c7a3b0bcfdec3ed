"""Time of the plan: months, elapsed share, quarter ends.

Years are counted from the end of 2015 (base) to the end of 2020 (target); the
elapsed share is never clipped, so a date before the plan gives a negative one.
"""

from calendar import monthrange
from datetime import date

from calc.facts import period
from calc.numbers import Number, finite

__all__ = [
    "PLAN_MONTHS",
    "PLAN_START_YEAR",
    "month_end",
    "months",
    "period",
    "quarter_end",
    "quarter_ends",
    "quarter_tau",
    "seasonal_time_progress",
    "tau",
    "time_progress",
]

PLAN_START_YEAR = 2016
PLAN_MONTHS = 60
YEAR_MONTHS = 12
SEASON_YEARS = 3  # earlier years needed for a seasonal share


def months(day: date) -> float:
    """Months from the end of 2015 to the end of `day`.

    m = 12(year - 2016) + (month - 1) + day/days in month: 2018-03-15 is 26.484,
    month ends are whole, leap years do no harm (house convention).
    """
    whole = 12 * (day.year - PLAN_START_YEAR) + day.month - 1
    return whole + day.day / monthrange(day.year, day.month)[1]


def tau(day: date) -> float:
    """时间进度: elapsed share of the plan's 60 months, not clipped."""
    return months(day) / PLAN_MONTHS


def quarter_tau(year: int, quarter: int) -> float:
    """Elapsed share at the end of a quarter: (k - 2016)/5 + q/20."""
    _check_quarter(quarter)
    return (4 * (year - PLAN_START_YEAR) + quarter) / 20


def time_progress(t0: Number, T: Number, t: Number) -> float:  # noqa: N803 - the method's own name
    """Elapsed share (t - t0)/(T - t0) with times in years: 2018.75 is 0.75.

    ValueError when the span is empty.
    """
    start, end, now = finite(t0), finite(T), finite(t)
    if end <= start:
        raise ValueError("the target date must lie after the base date")
    return (now - start) / (end - start)


def seasonal_time_progress(full_years: int, share: float, years: int = 5) -> float:
    """Elapsed share with a seasonal last year: three years and .19 are 0.638."""
    return (full_years + finite(share)) / years


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> date:
    """Last day of a quarter 1-4; ValueError for others."""
    _check_quarter(quarter)
    return month_end(year, 3 * quarter)


def quarter_ends(first: date, last: date) -> tuple[date, ...]:
    """All quarter ends from `first` to `last`, both included."""
    years = range(first.year, last.year + 1)
    ends = (quarter_end(year, quarter) for year in years for quarter in (1, 2, 3, 4))
    return tuple(day for day in ends if first <= day <= last)


def _check_quarter(quarter: int) -> None:
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"{quarter!r} is no quarter")
