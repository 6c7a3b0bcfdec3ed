"""The curve of promises kept as a report tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from calc.curve import Point
from calc.moments import Moment
from evaluation.outline import Course, CourseGroup, CourseRow
from metrics.rules import stored
from plan.models import Plan
from projects.compute import Group, Promised, Reading, curve_of, days_shown, promised
from projects.rules import CATEGORY_WORDS, COMMITMENT_WORDS

READING_WORDS: dict[Reading, str] = {"lenient": "宽口径", "strict": "严口径"}
HUNDRED = Decimal(100)


def courses(plan: Plan, moment: Moment, today: date) -> tuple[Course, ...]:
    """The curve of the works by both readings up to the moment, not beyond today.

    None where nothing counts.
    """
    everything = promised(plan, moment)
    days = days_shown(plan, moment.as_of, today)
    if not days or not Group().of(everything):
        return ()
    found = [_course(plan, everything, days, reading) for reading in READING_WORDS]
    return tuple(course for course in found if course is not None)


def _course(
    plan: Plan, everything: Sequence[Promised], days: Sequence[date], reading: Reading
) -> Course | None:
    works = Group().of(everything)
    found = curve_of(works, reading, days)
    rows = tuple(row for row in map(_row, found.points) if row)
    if not rows or rows[-1].day != days[-1]:
        return None
    before = [work.by(reading).on(plan.ends) for work in works]
    after = [work.by(reading).on(days[-1]) for work in works]
    new = [then for then, now in zip(before, after, strict=True) if now == "reached" != then]
    return Course(
        READING_WORDS[reading], plan.starts, plan.ends, rows,
        tuple(_groups(plan, everything, days, reading)),
        since=len(new), late=new.count("missed"), items=found.items, dated=found.dated,
        failed=sum(work.failed for work in works),
    )  # fmt: skip


def _row(point: Point) -> CourseRow | None:
    rate = point.rate
    if rate.low is None or rate.high is None:
        return None
    low, high = _percent(rate.low), _percent(rate.high)
    ends = point.estimate
    estimate = (_percent(ends[0]), _percent(ends[1])) if ends else None
    return CourseRow(point.day, rate.reached, rate.missed, rate.undetermined, low, high, estimate)


def _percent(share: float) -> Decimal:
    """At the scale of the stored rates, so that both print alike."""
    return (stored(share) or Decimal()) * HUNDRED


def _groups(
    plan: Plan, everything: Sequence[Promised], days: Sequence[date], reading: Reading
) -> Iterator[CourseGroup]:
    """Each commitment and each sector of the works that counts anything."""
    shown = sorted({min(plan.ends, days[-1]), days[-1]})
    named = [("commitment", "承诺", COMMITMENT_WORDS), ("category", "领域", CATEGORY_WORDS)]
    for key, head, words in named:
        for value, word in words.items():
            items = Group(**{key: value}).of(everything)
            if items:
                points = curve_of(items, reading, shown).points
                yield CourseGroup(word, head, _row(points[0]), _row(points[-1]))
