"""What the trials say: mean errors, skill against no change, coverage, honest chances."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, floor, fsum, lgamma, log

from backtest.trials import Trial
from calc.forecast_scores import brier, interval_score, skill
from calc.outlook import PROBS, QUANTILES
from calc.trend import interpolate

SEED = 2016
RESAMPLES = 1000
LEVELS = (0.80, 0.90)
BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
SURE = 0.95


@dataclass(frozen=True)
class Range:
    """An estimate with the interval in which chance alone would leave it 95 times of 100."""

    value: float
    low: float
    high: float

    @property
    def tells(self) -> bool:
        """Whether the interval leaves zero on one side."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Coverage:
    """How many of n values fell into bands that should hold ``level`` of them."""

    level: float
    inside: int
    n: int

    @property
    def share(self) -> float:
        """The share that fell inside."""
        return self.inside / self.n

    @property
    def expected(self) -> tuple[float, float]:
        """Where the share would lie 95 times of 100 if the bands were right."""
        return binomial_band(self.n, self.level)

    @property
    def right(self) -> bool:
        """Whether it lies there."""
        low, high = self.expected
        return low <= self.share <= high


def mean_errors(trials: Sequence[Trial]) -> dict[str, float]:
    """Mean absolute error by method, in mean yearly changes."""
    return {m: _mean([abs(t.errors[m]) for t in trials]) for m in trials[0].errors}


def skills(trials: Sequence[Trial]) -> dict[str, Range]:
    """1 - mean error / mean error of no change, with a bootstrap over whole series."""
    errors = {m: [abs(t.errors[m]) for t in trials] for m in trials[0].errors}
    chance = random.Random(f"{SEED}-{trials[0].years_known}-{len(trials)}")  # noqa: S311 - a lottery, no secret
    everybody = range(len(trials))
    drawn: dict[str, list[float]] = {method: [] for method in errors}
    for _ in range(RESAMPLES):
        picked = chance.choices(everybody, k=len(trials))
        sums = {m: sum(map(row.__getitem__, picked)) for m, row in errors.items()}
        for method, value in sums.items():
            drawn[method].append(1 - value / sums["naive"])
    whole = {m: fsum(row) for m, row in errors.items()}
    return {m: Range(skill(whole[m], whole["naive"]) or 0.0, *_tails(drawn[m])) for m in errors}


def halves(trials: Sequence[Trial]) -> tuple[list[Trial], list[Trial]]:
    """The series in two halves by lot, the same for every year of the plan."""
    names = sorted({trial.series for trial in trials})
    random.Random(SEED).shuffle(names)  # noqa: S311 - a lottery, no secret
    first = set(names[: len(names) // 2])
    return [t for t in trials if t.series in first], [t for t in trials if t.series not in first]


def quantiles(values: Sequence[float]) -> tuple[float, ...]:
    """The quantiles of PROBS, linear between the sorted values."""
    rows = sorted(values)
    knots = [(i / (len(rows) - 1), value) for i, value in enumerate(rows)]
    return tuple(interpolate(p, knots) for p in PROBS)


def coverage(trials: Sequence[Trial], of: Sequence[float], level: float) -> Coverage:
    """How often the value fell between the forecast's quantiles ``of`` its scaled error."""
    low, high = ends(of, level)
    inside = sum(low <= trial.scaled <= high for trial in trials)
    return Coverage(level, inside, len(trials))


def ends(of: Sequence[float], level: float) -> tuple[float, float]:
    """The quantiles that leave the same share out at either end."""
    knots = list(zip(PROBS, of, strict=True))
    tail = round((1 - level) / 2, 6)
    return interpolate(tail, knots), interpolate(1 - tail, knots)


def default_row(trials: Sequence[Trial]) -> tuple[float, ...]:
    """The product's own quantiles for these trials."""
    return QUANTILES[trials[0].years_known]


def band_skill(fitting: Sequence[Trial], testing: Sequence[Trial], level: float) -> float:
    """Skill of the product's band against one around the last value, by the interval score."""
    alpha = 1 - level
    ours = ends(quantiles([t.scaled for t in fitting]), level)
    still = ends(quantiles([t.still for t in fitting]), level)
    score = _mean([interval_score(*ours, t.scaled, alpha) for t in testing])
    return skill(score, _mean([interval_score(*still, t.still, alpha) for t in testing])) or 0.0


@dataclass(frozen=True)
class Honest:
    """Of chances said to lie in a bin: how many, their mean, and how often it came true."""

    low: float
    high: float
    n: int
    said: float
    came: float

    @property
    def expected(self) -> tuple[float, float]:
        """Where the share that came true would lie 95 times of 100 if what was said is right."""
        return binomial_band(self.n, self.said)

    @property
    def right(self) -> bool:
        """Whether it lies there."""
        low, high = self.expected
        return low <= self.came <= high


def chances(trials: Sequence[Trial]) -> list[Honest]:
    """Will the end lie above the last value? Chances said against what came, by bin."""
    found = []
    for low, high in pairwise(BINS):
        last = high == BINS[-1]
        rows = [t for t in trials if low <= t.chance < high or (last and t.chance >= high)]
        if rows:
            said, came = _mean([t.chance for t in rows]), _mean([float(t.rises) for t in rows])
            found.append(Honest(low, high, len(rows), said, came))
    return found


def brier_skill(trials: Sequence[Trial]) -> float:
    """Skill of the chances against always saying how often such series rise."""
    came = [int(t.rises) for t in trials]
    base = _mean([float(c) for c in came])
    ours = brier([t.chance for t in trials], came)
    return skill(ours, brier([base] * len(came), came)) or 0.0


def binomial_band(n: int, p: float) -> tuple[float, float]:
    """The shares between which a count of n with chance p lies 95 times of 100, exactly."""
    tail, below, low = (1 - SURE) / 2, 0.0, -1
    for k in range(n + 1):
        below += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
                     + k * log(p) + (n - k) * log(1 - p))  # fmt: skip
        if low < 0 and below > tail:
            low = k
        if below >= 1 - tail:
            return low / n, k / n
    return low / n, 1.0


def _tails(values: Sequence[float]) -> tuple[float, float]:
    rows, tail = sorted(values), (1 - SURE) / 2
    return rows[floor(tail * len(rows))], rows[-1 - floor(tail * len(rows))]


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)
