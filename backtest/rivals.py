"""The methods beside the product's own: what a forecast must beat, and what was not chosen.

Each takes the history, the plan years alone (their first is the base year) and the years ahead.
They live here because no page calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calc.outlook import damped_holt_point

DAMPING = 0.9
SMOOTHING = (0.1, 0.3, 0.5, 0.7, 0.9)

Values = Sequence[float]


@dataclass(frozen=True)
class Known:
    """What is known in one trial: up to ten earlier years with the plan years, and these alone."""

    history: Values
    plan: Values
    ahead: int


Method = Callable[[Known], float]


def naive(known: Known) -> float:
    """No change: the last value."""
    return known.history[-1]


def drift(known: Known) -> float:
    """The mean yearly change of the history goes on."""
    first, last = known.history[0], known.history[-1]
    return last + known.ahead * (last - first) / (len(known.history) - 1)


def plan_line(known: Known) -> float:
    """Slope of a straight line through the plan years alone, from the last value."""
    _, slope = _line(known.plan, [1.0] * len(known.plan))
    return known.plan[-1] + known.ahead * slope


def growth_path(known: Known) -> float:
    """The mean yearly growth rate of the history goes on; all values must be positive."""
    first, last = known.history[0], known.history[-1]
    return float(last * (last / first) ** (known.ahead / (len(known.history) - 1)))


def weighted_line(known: Known) -> float:
    """A straight line through the history, weighted by 1, 2, 3 …, not anchored."""
    weights = [float(i) for i, _ in enumerate(known.history, start=1)]
    level, slope = _line(known.history, weights)
    return level + slope * (len(known.history) - 1 + known.ahead)


def damped_holt(known: Known) -> float:
    """Holt with a damped trend; both smoothing constants by least squared one-step errors."""
    fits = (_smooth(known.history, a, b) for a in SMOOTHING for b in SMOOTHING)
    _, level, trend = min(fits)
    return damped_holt_point(level, trend, DAMPING, [known.ahead])[0]


RIVALS: dict[str, tuple[str, Method]] = {
    "naive": ("不变（末值）", naive),
    "drift": ("平均增量外推", drift),
    "plan_line": ("仅用规划期各年作直线", plan_line),
    "growth_path": ("年均增速外推", growth_path),
    "weighted_line": ("近年加权直线", weighted_line),
    "damped_holt": ("阻尼霍尔特", damped_holt),
}


def _line(values: Values, weights: Values) -> tuple[float, float]:
    """Level at time 0 and slope of the weighted least-squares line."""
    whole = sum(weights)
    mid = sum(w * x for x, w in enumerate(weights)) / whole
    mean = sum(w * y for w, y in zip(weights, values, strict=True)) / whole
    spread = sum(w * (x - mid) ** 2 for x, w in enumerate(weights))
    slope = sum(
        w * (x - mid) * (y - mean) for x, (w, y) in enumerate(zip(weights, values, strict=True))
    )
    return mean - slope / spread * mid, slope / spread


def _smooth(values: Values, alpha: float, beta: float) -> tuple[float, float, float]:
    """Sum of squared one-step errors, and level and trend at the end."""
    level, trend, squares = values[0], values[1] - values[0], 0.0
    for value in values[1:]:
        ahead = level + DAMPING * trend
        error = value - ahead
        squares += error * error
        level, trend = ahead + alpha * error, DAMPING * trend + alpha * beta * error
    return squares, level, trend
