"""Share done of an indicator (A2): 0 at the baseline, 1 at the target.

Growth rates and reductions are fractions (0.132). Nothing is cut: p < 0 and
p > 1 stay as they are; `capped` is for roll-ups and charts only. Where a kind
has no share, p is None with a reason and the result says what is known.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calc.house import HOUSE
from calc.numbers import (
    NO_DATA,
    NOT_APPLICABLE,
    Number,
    Reason,
    checked_direction,
    finite,
    reaches,
    total,
)

P_CAP = HOUSE.cap_of_share  # largest share in roll-ups and charts
RATIO_IDEAL = (0.97, 1.03)  # ratios inside count as the ideal 1

# The baseline already met the target; an open list says more items may follow.
Note = Literal["met_at_base", "hold", "no_baseline", "open_list"]


@dataclass(frozen=True, slots=True)
class Share:
    """How far one series is. `achieved` is None when that cannot be said."""

    p: float | None
    achieved: bool | None = None
    reason: Reason | None = None
    note: Note | None = None


class Reduction(NamedTuple):
    """Share of a cumulative reduction, its gap to time in points, its pace."""

    p: float
    gap_pp: float
    rho: float | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Chained growth: index against the base year, and average yearly growth."""

    index: float
    avg: float


class Sum(NamedTuple):
    """A sum over the years and its share of the target."""

    total: float
    p: float | None


class BasePair(NamedTuple):
    """The base value with the year it really belongs to, and the latest value."""

    base_year: int
    base_value: float
    current_year: int
    current_value: float


# Shares by kind


def level(
    baseline: Number | None,
    current: Number | None,
    target: Number,
    direction: int,
    *,
    strict: bool = False,
) -> Share:
    """A level with a target. Without a baseline only reached or not is known;
    a target equal to the baseline is held, not approached; where the baseline
    already met the target there is no share, because a loss would look like a
    gain."""
    if current is None:
        return Share(None, reason=NO_DATA)
    achieved = reaches(current, target, direction, strict=strict)
    if baseline is None:
        return Share(None, achieved, NOT_APPLICABLE, "no_baseline")
    if finite(baseline) == finite(target):
        return Share(None, achieved, NOT_APPLICABLE, "hold")
    if reaches(baseline, target, direction, strict=strict):
        return Share(None, achieved, NOT_APPLICABLE, "met_at_base")
    return Share(level_progress(baseline, current, target), achieved)


def cumulative_sum(values: Sequence[Number], target: Number, *, strict: bool = False) -> Share:
    """A quantity that adds up over the plan, such as new jobs."""
    if not values:
        return Share(None, reason=NO_DATA)
    done = cum_sum(values, target)
    return Share(done.p, reaches(done.total, target, 1, strict=strict))


def cumulative_reduction(
    annual_reduction: Sequence[Number], target_reduction: Number, *, strict: bool = False
) -> Share:
    """A reduction chained over the years (累计降低), on logarithms."""
    if not annual_reduction:
        return Share(None, reason=NO_DATA)
    done = chain_reduction(annual_reduction)
    p = _log_share(done, target_reduction)
    return Share(p, reaches(done, target_reduction, 1, strict=strict))


def average_growth(
    annual_growth: Sequence[Number], target: Number, years: int, *, strict: bool = False
) -> Share:
    """Average growth over the plan's `years` (年均增长), on logarithms."""
    if not annual_growth:
        return Share(None, reason=NO_DATA)
    done = total(_log_growth(g) for g in annual_growth)
    needed = years * _log_growth(target)
    if needed <= 0:
        raise ValueError("the target growth must be positive")
    return Share(done / needed, reaches(done, needed, 1, strict=strict))


def binary(done: bool | None) -> Share:
    """Done or not done."""
    if done is None:
        return Share(None, reason=NO_DATA)
    return Share(1.0 if done else 0.0, done)


def named_list(done: int, named: int, *, is_open: bool = False) -> Share:
    """Items named in one sentence: done ÷ named (house convention)."""
    if named < 1 or not 0 <= done <= named:
        raise ValueError(f"{done} done of {named} named items is impossible")
    return Share(done / named, done == named, note="open_list" if is_open else None)


def balanced(
    baseline: Number | None, current: Number | None, ideal: Number, *, ratio: bool = False
) -> Share:
    """A value that should come near an ideal from either side."""
    if current is None:
        return Share(None, reason=NO_DATA)
    now = goldilocks(current, ideal, ratio=ratio)
    start = None if baseline is None else goldilocks(baseline, ideal, ratio=ratio)
    return level(start, now, 1.0 if ratio else ideal, -1)


def direction_only() -> Share:
    """A wish without a target: evidence for or against, never a share."""
    return Share(None, None, NOT_APPLICABLE)


# The formulas


def level_progress(baseline: Number, current: Number, target: Number) -> float:
    """(y - y0)/(yT - y0), for both directions; ValueError when yT = y0."""
    start, now, end = finite(baseline), finite(current), finite(target)
    if start == end:
        raise ValueError("a target equal to the baseline has no share done")
    return (now - start) / (end - start)


def chain_reduction(annual_reduction: Iterable[Number]) -> float:
    """Cumulative reduction r from 1 - r = Π(1 - r_i): 5.0 % and 3.7 % are 8.5 %."""
    return 1 - math.prod(1 - _reduction(r) for r in annual_reduction)


def log_reduction_progress(
    cum_reduction: Number, target_reduction: Number, tau: Number
) -> Reduction:
    """ln(1 - r)/ln(1 - R), its gap to the time gone, and its pace.

    An increase (negative r) gives p < 0; r >= 1 is an input error.
    """
    p, gone = _log_share(cum_reduction, target_reduction), finite(tau)
    return Reduction(p, 100 * (p - gone), p / gone if gone > 0 else None)


def chain_growth(annual_growth: Sequence[Number]) -> Growth:
    """Index Π(1 + g_i) and average growth index^(1/n) - 1; ValueError if empty."""
    if not annual_growth:
        raise ValueError("no yearly growth to chain")
    index = math.prod(1 + _growth(g) for g in annual_growth)
    return Growth(index, index ** (1 / len(annual_growth)) - 1)


def cum_sum(values: Iterable[Number], target: Number) -> Sum:
    """Sum over the years and its share of the target (None for a target of 0)."""
    done, wanted = total(values), finite(target)
    return Sum(done, done / wanted if wanted else None)


def rebase_target(new_baseline: Number, old_baseline: Number, old_target: Number) -> float:
    """The target after a revision of the baseline: the increment is kept.

    For levels only; a relative target keeps its percentage.
    """
    return total([new_baseline, old_target, -finite(old_baseline)])


def goldilocks(y: Number, T: Number, *, ratio: bool = False) -> float:  # noqa: N803 - the method's own name
    """T + |y - T|; for ratios with ideal 1 max(y, 1/y), 0.97-1.03 counting as 1."""
    value, ideal = finite(y), finite(T)
    if not ratio:
        return ideal + abs(value - ideal)
    if value <= 0:
        raise ValueError("a ratio must be positive")
    low, high = RATIO_IDEAL
    return 1.0 if low <= value <= high else max(value, 1 / value)


# Around the share


def capped(p: float | None) -> float | None:
    """The share for roll-ups and charts: never above the cap, never cut below."""
    return None if p is None else min(p, P_CAP)


def base_and_current(series: Mapping[int, Number], base_year: int) -> BasePair | None:
    """The base value and the latest one of a yearly series.

    Without a value in the base year the next later year is taken, and named.
    None when nothing later than that is known: one value alone, or the value
    of the base year, is no progress (no_data, not 0).
    """
    years = sorted(year for year in series if year >= base_year)
    if len(years) < 2:  # noqa: PLR2004 - a pair
        return None
    first, last = years[0], years[-1]
    return BasePair(first, finite(series[first]), last, finite(series[last]))


def first_reached(
    series: Mapping[int, Number], target: Number, direction: int, *, strict: bool = False
) -> int | None:
    """The first year in which the target was met, kept even if lost later."""
    met = (
        year for year in sorted(series) if reaches(series[year], target, direction, strict=strict)
    )
    return next(met, None)


def required_change(current: Number, target: Number, years_left: Number) -> float | None:
    """Yearly change still required; None when no time is left."""
    left = finite(years_left)
    return (finite(target) - finite(current)) / left if left > 0 else None


def signed_gap(value: Number, target: Number, direction: int) -> float:
    """d(value - target): positive when the target is exceeded."""
    return checked_direction(direction) * (finite(value) - finite(target))


def _log_share(done: Number, target: Number) -> float:
    wanted = _reduction(target)
    if wanted <= 0:
        raise ValueError("the target reduction must be positive")
    return math.log1p(-_reduction(done)) / math.log1p(-wanted)


def _reduction(value: Number) -> float:
    number = finite(value)
    if number >= 1:
        raise ValueError("a reduction of 100 % or more is an input error")
    return number


def _growth(value: Number) -> float:
    number = finite(value)
    if number <= -1:
        raise ValueError("a growth of -100 % or less is an input error")
    return number


def _log_growth(value: Number) -> float:
    return math.log1p(_growth(value))
