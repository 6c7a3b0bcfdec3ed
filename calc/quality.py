"""Checks of reported values (F). They say "unusual pattern", never "false".

A check raises a flag and lowers the confidence grade; it never changes a value.
Limits are house settings unless said otherwise; percentages run from 0 to 100.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from calc.house import HOUSE
from calc.numbers import REL_TOL, Number, finite

Grade = Literal["A", "B", "C", "D"]

UNIT_JUMP = HOUSE.unit_jump  # 万元 against 亿元
UNIT_JUMP_WIDTH = HOUSE.unit_jump_width  # a jump within this factor looks like a slip
FALL_PP, FALL_SHARE = HOUSE.fall_pp, HOUSE.fall_share
STALE_PERIODS = HOUSE.stale_periods
JUMP_WINDOW, JUMP_FLOOR_PP = HOUSE.jump_window, HOUSE.jump_floor_pp
MAD_TO_SD = 1.4826
PLATEAU_FROM, PLATEAU_PERIODS = HOUSE.plateau_from, HOUSE.plateau_periods
PLATEAU_STEP = HOUSE.plateau_step_pp
HEAPING_P = HOUSE.heaping_p
DIFFER_PP, DIFFER_SHARE = HOUSE.differ_pp, HOUSE.differ_share
PHYSICAL_GAP_PP = HOUSE.physical_gap_pp
FULL = 100.0


class Outlier(NamedTuple):
    """Whether a value stands out, and the distance from the median allowed."""

    flag: bool
    limit: float


class Staleness(NamedTuple):
    """Weight of an old value for confidence only, and whether it is stale."""

    weight: float
    stale: bool


# Q1 range and unit


def in_range(percent: Number) -> bool:
    """A share lies between 0 and 100; ValueError for NaN and infinity."""
    return 0 <= finite(percent) <= FULL


def unit_slip(previous: Number, value: Number) -> bool:
    """An amount about ten thousand times the last one, or the other way round."""
    before, now = abs(finite(previous)), abs(finite(value))
    if before == 0 or now == 0:
        return False
    factor = max(now / before, before / now)
    return UNIT_JUMP / UNIT_JUMP_WIDTH <= factor <= UNIT_JUMP * UNIT_JUMP_WIDTH


# Q2 monotone


def monotone(values: Sequence[Number], tol: Number = FALL_PP) -> list[int]:
    """Positions at which a cumulative value falls by more than `tol`."""
    numbers, allowed = [finite(v) for v in values], finite(tol)
    return [i for i, (a, b) in enumerate(pairwise(numbers), start=1) if b < a - allowed]


def amounts_fall(values: Sequence[Number], share: Number = FALL_SHARE) -> list[int]:
    """Positions at which a cumulative amount falls by more than a small share of itself."""
    numbers, allowed = [finite(v) for v in values], finite(share)
    return [i for i, (a, b) in enumerate(pairwise(numbers), start=1) if b < a * (1 - allowed)]


# Q3 stale


def staleness(age_days: Number, half_life_days: Number, limit_days: Number) -> Staleness:
    """Weight 0.5^(age/half-life); stale when the age is above the limit."""
    age, half, limit = finite(age_days), finite(half_life_days), finite(limit_days)
    if age < 0 or half <= 0:
        raise ValueError("the age must not be negative and the half-life positive")
    return Staleness(0.5 ** (age / half), age > limit)


def stale_after(period_days: Number) -> float:
    """Days after which a value is stale: 1.5 reporting periods."""
    return STALE_PERIODS * finite(period_days)


# Q4 jump


def hampel(window: Sequence[Number], x: Number, k: Number = 3, floor: Number = 0) -> Outlier:
    """Outlier by Hampel: |x - median| above k·1.4826·MAD (Hampel, 1974).

    `floor` is the limit where the window does not vary (MAD = 0).
    """
    values = [finite(v) for v in window]
    if not values:
        raise ValueError("the window is empty")
    middle = median(values)
    spread = median(abs(v - middle) for v in values)
    limit = finite(k) * MAD_TO_SD * spread if spread else finite(floor)
    return Outlier(abs(finite(x) - middle) > limit, limit)


def jump(values: Sequence[Number]) -> Outlier | None:
    """The last increment of a percentage against the eight before it.

    None while there are fewer than eight earlier increments.
    """
    steps = [finite(b) - finite(a) for a, b in pairwise(values)]
    if len(steps) <= JUMP_WINDOW:
        return None
    return hampel(steps[-JUMP_WINDOW - 1 : -1], steps[-1], floor=JUMP_FLOOR_PP)


# Q5 99 % plateau


def plateau(values: Sequence[Number]) -> bool:
    """The last three or more periods lie in [90, 100) with steps below 1 point."""
    last = [finite(v) for v in values[-PLATEAU_PERIODS:]]
    if len(last) < PLATEAU_PERIODS:
        return False
    inside = all(PLATEAU_FROM <= v < FULL for v in last)
    return inside and all(abs(b - a) < PLATEAU_STEP for a, b in pairwise(last))


# Q6 year-end heaping


def heaping(at_year_end: int, projects: int, periods_per_year: int) -> float:
    """Chance of as many projects whose largest step falls at the year's end.

    One-sided exact binomial against 1/12 (or 1/4): 5 of 12 by month is 0.0019.
    """
    return binomial_tail(at_year_end, projects, 1 / periods_per_year)


def heaped(at_year_end: int, projects: int, periods_per_year: int) -> bool:
    """Whether the heaping is a flag (p < 0.01)."""
    return heaping(at_year_end, projects, periods_per_year) < HEAPING_P


def binomial_tail(k: int, n: int, p: float) -> float:
    """P(X >= k) of a binomial count of n with chance p."""
    if not 0 <= k <= n or not 0 <= p <= 1:
        raise ValueError("a count must lie between 0 and n, a chance between 0 and 1")
    return math.fsum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


# Q12 two reporters


def reporters_differ(one: Number, other: Number, *, percent: bool = True) -> bool:
    """Two sources lie further apart than 5 % of the larger value, and for
    percentages also further than 2 points."""
    a, b = finite(one), finite(other)
    allowed = DIFFER_SHARE * max(abs(a), abs(b))
    allowed = max(DIFFER_PP, allowed) if percent else allowed
    return abs(a - b) > allowed * (1 + REL_TOL)


def physical_against_investment(physical: Number, investment: Number) -> bool:
    """形象进度 and 投资完成率 lie more than 20 points apart."""
    return abs(finite(physical) - finite(investment)) > PHYSICAL_GAP_PP * (1 + REL_TOL)


# Confidence


def grade(*, stale: bool, jump_open: bool, differ_open: bool, unit_flag: bool) -> Grade:
    """4 points minus one for each flag: 4 A, 3 B, 2 C, 1 or less D."""
    points = 4 - sum((stale, jump_open, differ_open, unit_flag))
    grades: dict[int, Grade] = {4: "A", 3: "B", 2: "C"}
    return grades.get(points, "D")
