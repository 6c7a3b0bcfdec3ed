"""Trends by the methods of others (A4.2, A4.3).

`statcan` without a target is the rule for wishes that name only a direction;
`un_chart` is the view to 2030. With a target both stand beside the status of
A3 and never replace it: growth-rate ratios call 15 % of the way after 67 % of
the time "on track" when the base is small.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from calc.numbers import Number, at_least, checked_direction, finite, reaches, total

TrendStatus = Literal[
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
    "target_achieved",
    "not_available",
]

ZERO = 0.001  # stands for a base or target of 0 in growth-rate methods
LIMIT_POWER = 4.44
BEST, WORST = 5.0, -5.0
WITH_TARGET = (0.95, 0.60)
WITHOUT_TARGET = (0.015, 0.005)
TARGET_KNOTS = ((-0.60, -5.0), (0.60, 0.0), (0.95, 2.5), (1.30, 5.0))
UN_ON_TRACK, UN_FAIR = 0.95, 0.10
UN_FAST, UN_SLOW = 0.02, 0.005
UN_NEAR = 1.0  # points from a target of 0 % or 100 %


@dataclass(frozen=True, slots=True)
class Trend:
    """Progress value, status and score of one series; low_confidence when a 0
    had to be replaced."""

    progress_value: float | None
    status: TrendStatus
    score: float | None
    low_confidence: bool = False


@dataclass(frozen=True, slots=True)
class ChartStatus:
    """Score 3 on track, 2 fair, 1 stagnation or regression; None not assessed."""

    score: Literal[1, 2, 3] | None
    cagr: float | None = None
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class _Growth:
    """Yearly growth of two values of the same sign."""

    rate: float
    sign: int
    replaced: bool


NOT_AVAILABLE = Trend(None, "not_available", None)


def statcan(
    *,
    base_value: Number | None,
    base_year: Number,
    current_value: Number | None,
    current_year: Number | None,
    direction: int,
    target: Number | None = None,
    target_year: Number | None = None,
    limit: Number | None = None,
) -> Trend:
    """Statistics Canada / Open SDG: growth against the required or fixed growth.

    With a target s·d·CAGR/|CAGR_T|, without s·d·CAGR, both by year; s = -1 for
    a negative base. `limit` is a natural limit of the values (100 for shares)
    and lowers what is asked near it. Not available: fewer than two years, or
    values of opposite sign.
    """
    grown = _growth(base_value, base_year, current_value, current_year)
    if grown is None or base_value is None or current_value is None:
        return NOT_AVAILABLE
    signed = grown.sign * checked_direction(direction) * grown.rate
    if target is None:
        return _without_target(signed, base_value, limit, replaced=grown.replaced)
    wanted = _growth(base_value, base_year, target, target_year)
    achieved = reaches(current_value, target, direction)
    if wanted is None:
        return NOT_AVAILABLE
    low = grown.replaced or wanted.replaced
    if wanted.rate == 0:
        return Trend(None, *(_achieved() if achieved else ("deterioration", WORST)), low)
    value = signed / abs(wanted.rate)
    if achieved:
        return Trend(value, *_achieved(), low)
    return Trend(value, _class(value, *WITH_TARGET), interpolate(value, TARGET_KNOTS), low)


def statcan_aggregate(
    series_scores: Sequence[Number | None], all_achieved: bool
) -> tuple[float | None, TrendStatus]:
    """Mean of the scores that exist and its status."""
    scores = [finite(score) for score in series_scores if score is not None]
    if not scores:
        return None, "not_available"
    mean = total(scores) / len(scores)
    if all_achieved:
        return mean, "target_achieved"
    if at_least(mean, BEST / 2):
        return mean, "substantial_progress"
    if at_least(mean, 0):
        return mean, "moderate_progress"
    return mean, "limited_progress" if at_least(mean, WORST / 2) else "deterioration"


def un_chart(
    *,
    base_value: Number | None,
    base_year: Number,
    current_value: Number | None,
    current_year: Number | None,
    direction: int,
    target: Number | None = None,
    target_year: Number = 2030,
    percent: bool = False,
) -> ChartStatus:
    """UN Progress Chart: extrapolate the growth to the target year.

    ratio = share of the required change that the extrapolation brings. A target
    met now scores 3 whatever the trend, and so does a percentage within one
    point of a target of 0 or 100.
    """
    if current_value is not None and target is not None:
        met = reaches(current_value, target, direction)
        if met or (percent and _nearly(current_value, target)):
            return ChartStatus(3)
    grown = _growth(base_value, base_year, current_value, current_year)
    if grown is None or base_value is None or current_value is None:
        return ChartStatus(None)
    if target is None:
        signed = grown.sign * checked_direction(direction) * grown.rate
        return ChartStatus(_chart(signed, UN_FAST, UN_SLOW), grown.rate)
    start, end = finite(base_value), finite(target)
    if start == end or current_year is None:
        return ChartStatus(1, grown.rate)
    years = finite(target_year) - finite(current_year)
    reached: float = finite(current_value) * (1 + grown.rate) ** years
    ratio = (reached - start) / (end - start)
    return ChartStatus(_chart(ratio, UN_ON_TRACK, UN_FAIR), grown.rate, ratio)


def un_chart_binary(done: bool) -> ChartStatus:
    """A yes-or-no target: met, or stagnation."""
    return ChartStatus(3 if done else 1)


def interpolate(x: float, knots: Sequence[tuple[float, float]]) -> float:
    """Linear between the knots (rising in x), flat outside."""
    if x <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return knots[-1][1]


def limit_factor(base_value: Number, limit: Number | None) -> float:
    """C: how much of the usual growth can be asked near a natural limit."""
    if limit is None:
        return 1.0
    base, edge = abs(finite(base_value)), abs(finite(limit))
    if edge == 0 or base >= 2 * edge:
        return 1.0
    near = base if base <= edge else 2 * edge - base
    used: float = (near / edge) ** LIMIT_POWER
    return 1 - used


def _without_target(signed: float, base: Number, limit: Number | None, *, replaced: bool) -> Trend:
    factor = limit_factor(base, limit)
    fast, slow = (bound * factor for bound in WITHOUT_TARGET)
    status = _class(signed, fast, slow)
    if factor == 0 and signed >= 0:
        return Trend(signed, status, BEST, replaced)
    best = 0.02 * factor
    knots = ((-0.02, WORST), (0.0, WORST / 2), (slow, 0.0), (fast, BEST / 2), (best, BEST))
    return Trend(signed, status, interpolate(signed, knots), replaced)


def _achieved() -> tuple[TrendStatus, float]:
    return "target_achieved", BEST


def _class(value: float, substantial: float, moderate: float) -> TrendStatus:
    if at_least(value, substantial):
        return "substantial_progress"
    if at_least(value, moderate):
        return "moderate_progress"
    return "limited_progress" if at_least(value, 0) else "deterioration"


def _chart(value: float, good: float, fair: float) -> Literal[1, 2, 3]:
    if at_least(value, good):
        return 3
    return 2 if at_least(value, fair) else 1


def _nearly(value: Number, target: Number) -> bool:
    near = abs(finite(value) - finite(target)) <= UN_NEAR
    return near and finite(target) in (0.0, 100.0)


def _growth(
    first: Number | None, first_year: Number, last: Number | None, last_year: Number | None
) -> _Growth | None:
    """CAGR between two years; None when there is no pair or signs differ."""
    if first is None or last is None or last_year is None:
        return None
    years = finite(last_year) - finite(first_year)
    start, end = finite(first), finite(last)
    replaced = start == 0 or end == 0
    start, end = start or _zero_like(end), end or _zero_like(start)
    if years <= 0 or start * end < 0:
        return None
    return _Growth((end / start) ** (1 / years) - 1, -1 if start < 0 else 1, replaced)


def _zero_like(other: float) -> float:
    return -ZERO if other < 0 else ZERO
