"""The curve and its estimate in plain values, for the worked tables of docs/methods.

What is known of the day an item was reached is written `after/until`, both ISO days: the last
day surely missed and the first day surely reached. An end nobody knows is left out
(`/2018-12-31`, `2018-12-31/`, `/`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from calc.curve import Course, curve
from calc.stages import Verdict
from calc.turnbull import Span, estimate


class CurveWords(NamedTuple):
    """One day of the curve; the estimate is None where there is no line."""

    counted: int
    reached: int
    missed: int
    low: float | None
    high: float | None
    estimate_low: float | None
    estimate_high: float | None


class Masses(NamedTuple):
    """The innermost intervals, written like the observations, and their probabilities."""

    places: list[str]
    masses: list[float]


def promise_curve(known: str | Sequence[str], day: str) -> CurveWords:
    """One day of the curve of these items."""
    (point,) = curve([_course(one) for one in _listed(known)], [date.fromisoformat(day)]).points
    rate = point.rate
    low, high = point.estimate or (None, None)
    return CurveWords(rate.denominator, rate.reached, rate.missed, rate.low, rate.high, low, high)


def turnbull(known: str | Sequence[str]) -> Masses:
    """The estimate behind the curve of these items."""
    found = estimate(_span(*_days(one)) for one in _listed(known))
    return Masses([_written(place) for place in found.places], list(found.masses))


def _listed(known: str | Sequence[str]) -> list[str]:
    return [known] if isinstance(known, str) else list(known)


def _days(known: str) -> tuple[date | None, date | None]:
    after, stroke, until = known.partition("/")
    if not stroke:
        raise ValueError(f"{known!r} is not written after/until")
    low, high = (date.fromisoformat(end) if end else None for end in (after, until))
    return low, high


def _span(low: date | None, high: date | None) -> Span:
    return Span(*(end.toordinal() if end else None for end in (low, high)))


def _course(known: str) -> Course:
    low, high = _days(known)
    turns: list[tuple[date, Verdict]] = [(date.min, "missed" if low else "undetermined")]
    if low:
        turns.append((low + timedelta(days=1), "undetermined"))
    if high:
        turns = [turn for turn in turns if turn[0] < high] + [(high, "reached")]
    since, words = zip(*turns, strict=True)
    span = _span(low, high)
    return Course(since, words, span == Span(), span)


def _written(span: Span) -> str:
    ends = (span.low, span.high)
    return "/".join("" if end is None else date.fromordinal(int(end)).isoformat() for end in ends)
