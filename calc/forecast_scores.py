"""Scores of forecasts (D3), after Gneiting and Raftery. Smaller is better."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calc.numbers import Number, finite, total
from calc.outlook import mean_change


@dataclass(frozen=True, slots=True)
class Competition:
    """Errors of the naive forecast over n series; None without a usable series."""

    n: int
    smape: float | None
    mape: float | None
    mase: float | None


def pinball(y: Number, q: Number, tau: Number) -> float:
    """Loss of the tau-quantile q: 10 against the 0.9-quantile 8 is 1.8."""
    gap, level = finite(y) - finite(q), finite(tau)
    return level * gap if gap >= 0 else (level - 1) * gap


def interval_score(l: Number, u: Number, y: Number, alpha: Number) -> float:  # noqa: E741 - the method's own name
    """Width plus 2/alpha times the miss of a central 1 - alpha interval."""
    low, high, value, level = finite(l), finite(u), finite(y), finite(alpha)
    if high < low or not 0 < level < 1:
        raise ValueError("the interval must not be empty and alpha lie between 0 and 1")
    miss = max(low - value, 0) + max(value - high, 0)
    return high - low + 2 / level * miss


def crps_ens(
    obs: Number, ensemble: Sequence[Number], weights: Sequence[Number] | None = None
) -> float:
    """Σw|x - y| - ½ΣΣ w w'|x - x'| with weights normed; equal without."""
    members = [finite(x) for x in ensemble]
    raw = [1.0] * len(members) if weights is None else [finite(w) for w in weights]
    whole = total(raw)
    if not members or whole <= 0 or any(w < 0 for w in raw):
        raise ValueError("an ensemble needs members and weights that are not negative")
    pairs = [(x, w / whole) for x, w in zip(members, raw, strict=True)]
    value = finite(obs)
    error = total(w * abs(x - value) for x, w in pairs)
    spread = total(v * w * abs(a - b) for a, v in pairs for b, w in pairs)
    return error - spread / 2


def brier(p: Sequence[Number], o: Sequence[Number]) -> float:
    """Mean of (p - o)²: 0.7 and 0.2 with outcomes 1 and 0 is 0.065."""
    squares = [(finite(a) - finite(b)) ** 2 for a, b in zip(p, o, strict=True)]
    if not squares:
        raise ValueError("a mean score needs a forecast")
    return total(squares) / len(squares)


def brier_threshold(obs: Number, ensemble: Sequence[Number], threshold: Number) -> float:
    """Brier score of "above the threshold", p the share of members above it."""
    limit, members = finite(threshold), [finite(x) for x in ensemble]
    above = sum(x > limit for x in members) / len(members)
    return brier([above], [1 if finite(obs) > limit else 0])


def skill(score: Number, benchmark: Number) -> float | None:
    """1 - score/score of the naive forecast; None when that was perfect."""
    base = finite(benchmark)
    return None if base == 0 else 1 - finite(score) / base


def competition(series: Iterable[tuple[Sequence[Number], Sequence[Number]]], h: int) -> Competition:
    """Errors of the naive forecast (last value) over the first h test values.

    Each series is its sample and its test values. sMAPE 200|y-ŷ|/(|y|+|ŷ|) and
    MAPE 100|y-ŷ|/|y| in percent, MASE |y-ŷ| ÷ mean absolute change in the
    sample; mean per series, then over series. Series without change are left
    out of MASE, a value of 0 out of MAPE.
    """
    rows = [(list(map(finite, sample)), list(map(finite, test[:h]))) for sample, test in series]
    return Competition(
        n=len(rows),
        smape=_mean([_mean([_smape(y, s[-1]) for y in test]) for s, test in rows]),
        mape=_mean([_mean([100 * abs(y - s[-1]) / abs(y) for y in test if y]) for s, test in rows]),
        mase=_mean([_mase(s, test) for s, test in rows]),
    )


def _smape(y: float, forecast: float) -> float:
    size = abs(y) + abs(forecast)
    return 200 * abs(y - forecast) / size if size else 0.0


def _mase(sample: Sequence[float], test: Sequence[float]) -> float | None:
    scale = mean_change(sample)
    return _mean([abs(y - sample[-1]) / scale for y in test]) if scale else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return total(known) / len(known) if known else None
