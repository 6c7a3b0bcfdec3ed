"""What the target year will bring (D1, D2).

Default: the last value plus the Theil-Sen slope over up to ten years before
the plan and the plan years. Intervals and probabilities come from observed
forecast errors. Status and outlook are two things: pace says nothing about the
end.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from calc.house import HOUSE
from calc.numbers import NO_DATA, Number, Reason, checked_direction, finite, total
from calc.trend import interpolate

# points needed for a forecast, for a band
MIN_FORECAST, MIN_INTERVAL = HOUSE.forecast_points, HOUSE.interval_points
YEARS_BEFORE = HOUSE.years_before
PROBS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
# Quantiles of the scaled error by plan years known (horizons of 3, 2, 1 years),
# from a back-test on public yearly series. Fewer known years: the first row.
QUANTILES: Mapping[int, tuple[float, ...]] = MappingProxyType(
    {
        2: (-2.27, -1.73, -0.75, 0.15, 1.18, 2.50, 3.60),
        3: (-2.30, -1.57, -0.64, 0.16, 0.96, 1.99, 2.60),
        4: (-1.85, -1.21, -0.56, 0.13, 0.85, 1.80, 2.28),
    }
)


class Measured(NamedTuple):
    """What the back-test found, as shares: how much smaller the mean error is than that of no
    change, and how many values the 80 % and the 90 % band held (docs/methods/backtest.md)."""

    skill: float
    held_80: float
    held_90: float


SERIES_TESTED = 1329
# by plan years known, like the quantiles
MEASURED: Mapping[int, Measured] = MappingProxyType(
    {
        2: Measured(0.17, 0.80, 0.89),
        3: Measured(0.17, 0.80, 0.90),
        4: Measured(0.15, 0.79, 0.88),
    }
)


class Line(NamedTuple):
    """Median slope, and the forecast anchored at the last point."""

    slope: float
    forecast: float


class Band(NamedTuple):
    """Lower and upper end of an interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecast of one series for the target year, or the reason for none.

    naive is the benchmark (the last value); band (80 %) and probability are None with
    fewer than nine points. ``points`` are the years used, ``ahead`` the years from the last
    of them to the target year; scale is the mean absolute yearly change on the scale of the
    forecast (log-odds for shares).
    """

    forecast: float | None
    naive: float | None
    band: Band | None = None
    probability: float | None = None
    low_confidence: bool = False
    reason: Reason | None = None
    points: int = 0
    ahead: int = 0
    scale: float | None = None


def theil_sen(x: Sequence[Number], y: Sequence[Number], x_new: Number) -> Line:
    """Slope = median over all pairs; forecast y_n + slope·(x_new - x_n)."""
    points = sorted(zip(map(finite, x), map(finite, y), strict=True))
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in combinations(points, 2) if x1 != x0]
    if not slopes:
        raise ValueError("a slope needs two different times")
    slope, (last_x, last_y) = median(slopes), points[-1]
    return Line(slope, last_y + slope * (finite(x_new) - last_x))


def damped_holt_point(level: Number, trend: Number, phi: Number, h: Sequence[int]) -> list[float]:
    """Damped trend l + (φ + … + φ^h)·b for each horizon h."""
    base, step, damping = finite(level), finite(trend), finite(phi)
    return [base + step * total(damping**i for i in range(1, ahead + 1)) for ahead in h]


def logistic(K: Number, r: Number, t_mid: Number, t: Number) -> float:  # noqa: N803 - the method's own name
    """S-curve K/(1 + e^(-r(t - t_mid))) of a project with budget K."""
    return finite(K) / (1 + math.exp(-finite(r) * (finite(t) - finite(t_mid))))


def log_odds(percent: Number) -> float:
    """ln(y/(100 - y)), on which shares are forecast; ValueError at 0 and 100."""
    share = finite(percent)
    if not 0 < share < 100:  # noqa: PLR2004 - per cent
        raise ValueError("log-odds need a share between 0 and 100")
    return math.log(share / (100 - share))


def from_log_odds(value: Number) -> float:
    """Back to percent: 60 % plus 0.1 is 62.4 %."""
    return 100 / (1 + math.exp(-finite(value)))


def mean_change(values: Sequence[Number], years: Sequence[int] | None = None) -> float:
    """s: mean absolute yearly change; ValueError with fewer than two values.

    Where ``years`` leave one out, a change is shared evenly by the years it took.
    """
    spans = [b - a for a, b in pairwise(years)] if years else [1] * (len(values) - 1)
    moves = pairwise([finite(value) for value in values])
    changes = [abs(b - a) / span for (a, b), span in zip(moves, spans, strict=True)]
    if not changes:
        raise ValueError("a change needs two values")
    return total(changes) / len(changes)


def forecast_interval(
    point: Number,
    scale: Number,
    h: Number,
    *,
    probability: float = 0.80,
    quantiles: Sequence[float] = QUANTILES[3],
    probs: Sequence[float] = PROBS,
) -> Band:
    """Central band ŷ + q·s·√h of 80 or 90 %: 62, 1.2, h 2 gives 59.3 to 65.4."""
    tail = (1 - probability) / 2
    if tail < probs[0] - 1e-12:
        raise ValueError("the quantiles do not reach that far")
    knots = list(zip(probs, quantiles, strict=True))
    spread = _spread(scale, h)
    ends = (interpolate(p, knots) for p in (tail, 1 - tail))
    low, high = (finite(point) + q * spread for q in ends)
    return Band(low, high)


def attainment_probability(
    *,
    point: Number,
    target: Number,
    scale: Number,
    h: Number,
    direction: int,
    quantiles: Sequence[float] = QUANTILES[3],
    probs: Sequence[float] = PROBS,
) -> float:
    """Probability that the target will be met: 1 - F((yT - ŷ)/(s√h)).

    F is linear between the quantiles; mirrored for lower-is-better. Never
    outside the outer probabilities. Without any past change (s = 0) the upper
    bound if the forecast meets the target, else the lower.
    """
    sign, gap, spread = (
        checked_direction(direction),
        finite(target) - finite(point),
        _spread(scale, h),
    )
    knots = sorted(
        zip((sign * q for q in quantiles), probs if sign > 0 else _mirror(probs), strict=True)
    )
    outer = knots[0][1], knots[-1][1]
    if spread == 0:
        return 1 - (outer[0] if sign * gap <= 0 else outer[1])
    return 1 - interpolate(sign * gap / spread, knots)


def outlook(
    series: Mapping[int, Number],
    *,
    plan_start: int,
    target_year: int,
    target: Number | None = None,
    direction: int = 1,
    percent: bool = False,
) -> Outlook:
    """Forecast of a yearly series for the target year.

    Uses up to ten years before the plan (whose first year is `plan_start`) and
    the plan years known. Shares between 0 and 100 are forecast on log-odds.
    Fewer than two known plan years, a year left out, or a history without change:
    confidence low.
    """
    first = plan_start - YEARS_BEFORE
    years = sorted(y for y in series if first <= y < target_year)
    if len(years) < MIN_FORECAST:
        return Outlook(None, None, reason=NO_DATA, points=len(years))
    into, back = (log_odds, from_log_odds) if percent else (finite, finite)
    values = [into(series[year]) for year in years]
    line, h = theil_sen(years, values, target_year), target_year - years[-1]
    known = sum(year >= plan_start for year in years)
    gaps = years[-1] - years[0] >= len(years)
    scale = mean_change(values, years)
    found = Outlook(
        back(line.forecast),
        finite(series[years[-1]]),
        low_confidence=known < min(QUANTILES) or scale == 0 or gaps,
        points=len(years),
        ahead=h,
        scale=scale,
    )
    if len(years) < MIN_INTERVAL:
        return found
    row = QUANTILES[min(max(known, min(QUANTILES)), max(QUANTILES))]
    band = forecast_interval(line.forecast, scale, h, quantiles=row)
    chance = None
    if target is not None:
        chance = attainment_probability(
            point=line.forecast,
            target=into(target),
            scale=scale,
            h=h,
            direction=direction,
            quantiles=row,
        )
    return replace(found, band=Band(*map(back, band)), probability=chance)


def _spread(scale: Number, h: Number) -> float:
    size, ahead = finite(scale), finite(h)
    if size < 0 or ahead <= 0:
        raise ValueError("the scale must not be negative and the horizon positive")
    return size * math.sqrt(ahead)


def _mirror(probs: Sequence[float]) -> list[float]:
    return [1 - p for p in probs]
