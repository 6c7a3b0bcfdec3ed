"""兑现曲线 as a report tells it: the plain values it is made of; nothing here is computed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class CourseRow:
    """One day: counts, bounds in percent, and the estimate in percent (lowest, highest)."""

    day: date
    reached: int
    missed: int
    undetermined: int
    low: Decimal
    high: Decimal
    estimate: tuple[Decimal, Decimal] | None = None

    @property
    def counted(self) -> int:
        """The denominator."""
        return self.reached + self.missed + self.undetermined


@dataclass(frozen=True)
class CourseGroup:
    """One commitment or sector at the plan's end and on the last day; None counts nothing then."""

    name: str
    head: str
    end: CourseRow | None
    last: CourseRow | None


@dataclass(frozen=True)
class Course:
    """The curve of the works by one reading, from `starts`; `ends` is the plan's last day.

    `rows` are month ends in order, the last is the day looked at. `since` counts the items
    newly sure after the plan's end, `late` those of them surely missed at it; `dated` of
    `items` have a day that bounds them; `failed` could not be computed and are undetermined on
    every day.
    """

    reading: str
    starts: date
    ends: date
    rows: tuple[CourseRow, ...]
    groups: tuple[CourseGroup, ...]
    since: int
    late: int
    items: int
    dated: int
    failed: int = 0

    @property
    def last(self) -> CourseRow:
        """The day looked at."""
        return self.rows[-1]

    @property
    def end(self) -> CourseRow:
        """The plan's last day; the day looked at while the plan has not ended."""
        return next((row for row in self.rows if row.day == self.ends), self.last)

    @property
    def years(self) -> tuple[CourseRow, ...]:
        """The year ends and the day looked at."""
        return tuple(row for row in self.rows if (row.day.month, row.day.day) == (12, 31)
                     or row is self.last)  # fmt: skip
