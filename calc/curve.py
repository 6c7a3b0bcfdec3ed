"""兑现曲线: the share of promises kept, day by day, from days known as intervals.

What is known of an item changes only on the days its facts speak of, so its
verdicts are found once, on those days, and read off for any number of days.
The bounds are those of `calc.rates.promise_rate`: the unknown counted as
missed, and as reached. Between them runs an estimate by `calc.turnbull`; the
average over the items of the chance that each was reached is, by Turnbull's
self-consistency, the estimate itself, and never leaves the bounds.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from calc.bounds import Interval, cautious
from calc.facts import Fact, merge
from calc.ladders import Ladder
from calc.numbers import REL_TOL
from calc.rates import Rate, promise_rate
from calc.stages import Verdict, verdict
from calc.turnbull import Estimate, Span, estimate

# Settings of the house. Fewer items with a known day give no line; and the line
# ends where too few of them are still known to be unreached, because it then
# jumps with each single item and at the last one reaches 100 % whatever the rest
# did (Pocock, Clayton and Altman 2002, Lancet 359, 1686-1689, end such curves
# where 10 to 20 % are still followed).
FEWEST_DATED = 5
FOLLOWED_SHARE = 0.20
CERTAIN: dict[Verdict, tuple[float, float]] = {"reached": (1.0, 1.0), "missed": (0.0, 0.0)}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """What is known of an item's stage from a day on, until the next state."""

    since: date
    known: Interval


def states(facts: Iterable[Fact], ladder: Ladder, parts: Sequence[str]) -> tuple[State, ...]:
    """The stage of an item over all days, changing only where a fact begins or ends to tell."""
    rows = tuple(facts)
    days = {date.min}
    for event in merge(rows):
        days |= {event.latest, event.first_day + _DAY}
        if event.earliest is not None:
            days.add(event.earliest)
    return tuple(State(day, cautious(rows, ladder, parts, day)) for day in sorted(days))


@dataclass(frozen=True, slots=True)
class Course:
    """The verdicts on one promise: `verdicts[i]` holds from `since[i]` on.

    span  the day the promise was reached lies in it, as ordinals; open where
          nothing bounds it
    """

    since: tuple[date, ...]
    verdicts: tuple[Verdict, ...]
    no_data: bool
    span: Span

    @property
    def dated(self) -> bool:
        """Whether anything is known of the day on which it was, or was not yet, reached."""
        return self.span != Span()

    def on(self, day: date) -> Verdict:
        """The verdict at the end of the day."""
        return self.verdicts[bisect_right(self.since, day) - 1]


def course(known: Sequence[State], required: int, *, study: bool = False) -> Course:
    """The verdicts of `calc.stages.verdict` over all days.

    Facts that contradict each other (`calc.bounds.cautious`) bound no day.
    """
    since = tuple(state.since for state in known)
    words = tuple(verdict(state.known, required, study=study) for state in known)
    contradicted = any(state.known.contradicts for state in known)
    span = Span() if contradicted else _span(since, words)
    return Course(since, words, known[0].known.no_data, span)


def _span(since: Sequence[date], words: Sequence[Verdict]) -> Span:
    """After the last day surely missed, up to the first day surely reached.

    An item taken out of the count (已调整) was not reached until its last day surely
    missed; of the time after it nothing is known.
    """
    reached = [day for day, word in zip(since, words, strict=True) if word == "reached"]
    missed = [number for number, word in enumerate(words) if word == "missed"]
    low = (since[missed[-1] + 1] - _DAY).toordinal() if missed else None
    return Span(low, reached[0].toordinal() if reached else None)


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the curve; `estimate` is lowest and highest, None where there is no line.

    They differ only inside a stretch of days in which something was reached on a
    day nobody knows.
    """

    day: date
    rate: Rate
    estimate: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve of a group; `dated` of its `items` have a day that bounds them."""

    points: tuple[Point, ...]
    items: int
    dated: int


def curve(courses: Sequence[Course], days: Iterable[date]) -> Curve:
    """The bounds on each day and, where enough is known, the estimate between them."""
    dated = sum(one.dated for one in courses)
    fitted = estimate(one.span for one in courses) if dated >= FEWEST_DATED else None
    followed = FOLLOWED_SHARE * dated * (1 - REL_TOL)
    return Curve(tuple(_point(courses, fitted, followed, day) for day in days), len(courses), dated)


def _point(courses: Sequence[Course], fitted: Estimate | None, followed: float, day: date) -> Point:
    words = [one.on(day) for one in courses]
    rate = promise_rate((word, one.no_data) for word, one in zip(words, courses, strict=True))
    if fitted is None or rate.missed < followed:
        return Point(day, rate)
    chances = [
        CERTAIN.get(word) or fitted.by(day.toordinal(), one.span)
        for word, one in zip(words, courses, strict=True)
        if word != "adjusted"
    ]
    low, high = (fsum(ends) / len(chances) for ends in zip(*chances, strict=True))
    return Point(day, rate, (low, high))


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month from that of `first` on, and `last` itself."""
    found = []
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(days=31)).replace(day=1)
        found.append(min(following - _DAY, last))
        day = following
    return found
