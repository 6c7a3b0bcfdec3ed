"""A small curve, shared by the tests of the report."""

from datetime import date
from decimal import Decimal

from evaluation.outline import Course, CourseGroup, CourseRow

STARTS, ENDS = date(2016, 1, 1), date(2020, 12, 31)


def row(day, reached, missed, undetermined, estimate=None):
    """A day; the bounds follow from the counts, the estimate is given in percent."""
    counted = Decimal(reached + missed + undetermined)
    low, high = 100 * reached / counted, 100 * (counted - missed) / counted
    ends = (Decimal(estimate), Decimal(estimate)) if estimate else None
    return CourseRow(date.fromisoformat(day), reached, missed, undetermined, low, high, ends)


ROWS = (
    row("2019-12-31", 1, 3, 4, "30.5"),
    row("2020-11-30", 2, 2, 4, "40"),
    row("2020-12-31", 2, 2, 4, "40"),
    row("2021-12-31", 3, 1, 4),
    row("2022-02-10", 3, 1, 4),
)
GROUPS = (
    CourseGroup("建设", "承诺", ROWS[2], ROWS[-1]),
    CourseGroup("机场", "领域", row("2020-12-31", 1, 0, 1), None),
)


def course(reading="宽口径", rows=ROWS, **changes):
    """The curve by one reading."""
    values = {"groups": GROUPS, "since": 1, "late": 1, "items": 8, "dated": 5} | changes
    return Course(reading, STARTS, ENDS, rows, **values)
