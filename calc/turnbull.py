"""Turnbull's estimator: the distribution of a value known only as an interval.

The nonparametric maximum likelihood estimate from observations that are exact,
or known to lie in (low, high], with either end open (left- and right-censored).
Peto (1973) shows that all of its probability lies on the innermost intervals;
Turnbull (1976) finds it by self-consistency, which is the EM algorithm. How the
probability is spread within an innermost interval the data do not say, and
nothing here pretends to know it.

Peto, R. (1973), Experimental survival curves for interval-censored data,
Applied Statistics 22, 86-91. Turnbull, B. W. (1976), The empirical distribution
function with arbitrarily grouped, censored and truncated data, Journal of the
Royal Statistical Society B 38, 290-295. Gentleman, R. and Geyer, C. J. (1994),
Maximum likelihood for interval censored data: consistency and computation,
Biometrika 81, 618-623 (the conditions of the optimum).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import fsum, inf, isfinite, log

# The log-likelihood lies within GAP of its maximum when the iteration stops;
# MOST bounds the work should that never be reached.
GAP = 1e-9
MOST = 100_000
CLOSE = 1.01  # a stride so near to two plain rounds is not worth a try


class NotConverged(ArithmeticError):
    """The optimum was not reached within the rounds allowed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value known to lie in (low, high]; exactly at `low` where both are equal.

    None leaves an end open. Raises ValueError for ends in the wrong order, or
    not finite.
    """

    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        if not all(isfinite(end) for end in ends) or ends != sorted(ends):
            raise ValueError(f"({self.low}, {self.high}] is no interval")

    @property
    def start(self) -> tuple[float, int]:
        """Where it begins among all ends: an exact value before, others after `low`."""
        low = -inf if self.low is None else self.low
        return low, 0 if self.high == self.low is not None else 2

    @property
    def end(self) -> tuple[float, int]:
        """Where it ends among all ends, itself included."""
        return inf if self.high is None else self.high, 1


EVERYWHERE = Span()


@dataclass(frozen=True)
class Estimate:
    """Probabilities of the innermost intervals, both in their order.

    gap     the log-likelihood lies at most so far below its maximum
    rounds  how often all probabilities were improved

    No other probabilities are as likely: for each innermost interval there is an
    observation that ends with it, so the table of which observation covers which
    has full rank, and the log-likelihood has one maximum.
    """

    places: tuple[Span, ...]
    masses: tuple[float, ...]
    log_likelihood: float
    gap: float
    rounds: int

    def by(self, value: float, within: Span = EVERYWHERE) -> tuple[float, float]:
        """Lowest and highest chance of lying at or before `value`, for a value known `within`.

        They differ only inside an innermost interval with probability. `within`
        is one of the observations, or everywhere.
        """
        first, last = self._reach(within)
        surely = bisect_right(self._ends, (value, 1))
        maybe = bisect_right(self._starts, (value, 1))
        floor, whole = self._sums[first], self._sums[last] - self._sums[first]
        shares = (self._sums[min(max(n, first), last)] - floor for n in (surely, maybe))
        low, high = (min(max(share / whole, 0.0), 1.0) for share in shares)
        return low, high

    def _reach(self, within: Span) -> tuple[int, int]:
        """The places that lie within, from the first up to but without the last."""
        return bisect_left(self._starts, within.start), bisect_right(self._ends, within.end)

    @cached_property
    def _starts(self) -> list[tuple[float, int]]:
        return [place.start for place in self.places]

    @cached_property
    def _ends(self) -> list[tuple[float, int]]:
        return [place.end for place in self.places]

    @cached_property
    def _sums(self) -> list[float]:
        return [0.0, *accumulate(self.masses)]


def innermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The intervals from a beginning to the next end with no other end between (Peto)."""
    known = set(spans)
    begins = {(span.start, 0, span.low) for span in known}
    ends = {(span.end, 1, span.high) for span in known}
    marks = sorted(begins | ends, key=lambda mark: mark[:2])
    return tuple(
        Span(one[2], other[2]) for one, other in pairwise(marks) if (one[1], other[1]) == (0, 1)
    )


def estimate(spans: Iterable[Span], *, gap: float = GAP, most: int = MOST) -> Estimate:
    """The NPMLE of the distribution behind the observations.

    Begins with equal shares and renews them by self-consistency until the
    log-likelihood is within `gap` of its maximum: by its concavity no other
    probabilities exceed it by more than the largest derivative less the number
    of observations (Gentleman and Geyer 1994). Sums are exact or in a fixed
    order, so the same observations give the same bytes in any order. Raises
    ValueError without observations, NotConverged after `most` rounds.
    """
    counts = Counter(spans)
    if not counts:
        raise ValueError("no observations")
    places = innermost(counts)
    rows = sorted((*_covered(span, places), weight) for span, weight in counts.items())
    masses = [1 / len(places)] * len(places)
    for rounds in range(most):
        short = max(_slopes(rows, masses)) - counts.total()
        if short <= gap:
            height = _log_likelihood(rows, masses)
            return Estimate(places, tuple(masses), height, max(short, 0.0), rounds)
        masses = _leap(rows, masses)
    raise NotConverged(f"not within {gap:g} of the maximum after {most} rounds")


# First and last innermost interval an observation covers, and how often it occurs
_Row = tuple[int, int, int]


def _covered(span: Span, places: Sequence[Span]) -> tuple[int, int]:
    """The innermost intervals inside an observation; they always follow each other."""
    inside = [
        number
        for number, place in enumerate(places)
        if span.start <= place.start and place.end <= span.end
    ]
    return inside[0], inside[-1]


def _within(rows: Sequence[_Row], masses: Sequence[float]) -> list[float]:
    """The probability of each observation."""
    sums = [0.0, *accumulate(masses)]
    return [sums[last + 1] - sums[first] for first, last, _ in rows]


def _slopes(rows: Sequence[_Row], masses: Sequence[float]) -> list[float]:
    """The derivative of the log-likelihood by each probability."""
    steps = [0.0] * (len(masses) + 1)
    for (first, last, weight), share in zip(rows, _within(rows, masses), strict=True):
        steps[first] += weight / share
        steps[last + 1] -= weight / share
    return list(accumulate(steps[:-1]))


def _log_likelihood(rows: Sequence[_Row], masses: Sequence[float]) -> float:
    shares = _within(rows, masses)
    return fsum(
        weight * log(share) if share > 0 else -inf
        for (_, _, weight), share in zip(rows, shares, strict=True)
    )


def _renewed(rows: Sequence[_Row], masses: Sequence[float]) -> list[float]:
    """One round of self-consistency: each observation hands its one share to the places
    it covers, in proportion to their probability.
    """
    shares = [mass * slope for mass, slope in zip(masses, _slopes(rows, masses), strict=True)]
    whole = fsum(shares)
    return [share / whole for share in shares]


def _leap(rows: Sequence[_Row], masses: Sequence[float]) -> list[float]:
    """Two rounds and a step further the same way, kept only where the likelihood rises.

    Probabilities that fall to nothing do so ever more slowly; the squared
    extrapolation of Varadhan and Roland (2008, Scandinavian Journal of Statistics
    35, 335-353) gets there in few rounds and changes nothing of where they go.
    """
    once = _renewed(rows, masses)
    twice = _renewed(rows, once)
    first = [b - a for a, b in zip(masses, once, strict=True)]
    bend = [c - b - step for b, c, step in zip(once, twice, first, strict=True)]
    curved = fsum(x * x for x in bend)
    stride = (fsum(x * x for x in first) / curved) ** 0.5 if curved else 1.0
    while stride > 1:
        moves = zip(masses, first, bend, strict=True)
        far = [a + 2 * stride * r + stride * stride * v for a, r, v in moves]
        if min(far) > 0 and _log_likelihood(rows, far) >= _log_likelihood(rows, twice):
            return _renewed(rows, far)
        stride = (stride + 1) / 2 if stride > CLOSE else 1.0
    return twice
