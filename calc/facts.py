"""Facts about one item: their days, and which rows are one event."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

PRECISIONS = ("day", "month", "year")
BASES = ("event", "reported", "by", "period", "scheduled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of the history, reduced to what the arithmetic needs.

    key         stable id of the row; merged events join them with "+"
    part        code of the declared part it speaks of
    undeclared  it speaks of a part the catalogue does not declare
    earliest    first possible day; None when the source does not bound it
    latest      last possible day
    first_day   first day of the stated period (for states such as not_started)
    at_least    hand-filled rank of a progress row: it had reached this
    at_most     hand-filled rank of a progress row: it had not passed this
    percent     reported physical progress (形象进度), 0-100
    counts      False for rows that settle nothing (statements, announcements,
                low confidence, rows about something else than the item)
    derived     inferred from later reports, not stated by the source
    group       rows with the same value speak of one real event
    conflict    rows with the same value disagree
    """

    key: str
    event: str
    latest: date
    first_day: date
    earliest: date | None = None
    part: str | None = None
    undeclared: bool = False
    at_least: int | None = None
    at_most: int | None = None
    percent: float | None = None
    counts: bool = True
    derived: bool = False
    group: str | None = None
    conflict: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it speaks of the whole item."""
        return self.part is None and not self.undeclared

    @property
    def alone(self) -> bool:
        """Whether no other row is joined with it."""
        return self.group is None and self.conflict is None

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of the rows behind it."""
        return tuple(self.key.split("+"))


@lru_cache(maxsize=8192)
def period(day: date, precision: str) -> tuple[date, date]:
    """First and last day of the day, month or year; ValueError for others."""
    if precision == "day":
        return day, day
    if precision == "month":
        end = monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=end)
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    raise ValueError(f"unknown precision {precision!r}")


def span(day: date, precision: str, basis: str) -> tuple[date | None, date]:
    """Earliest and latest day on which the stated thing happened.

    A month or a year is spanned whole. `by` (no later than) and `reported`
    (the source shows it was so by its own date) say nothing about the first
    day: earliest is None, latest the last day of the stated period. `period`
    (true for the year) is read like `event`: a start "in 2016" lies somewhere
    in the year, and a state of the year is certain only at its end. The state
    not_started uses the first day of its period instead (`Fact.first_day`).
    """
    if basis not in BASES:
        raise ValueError(f"unknown date basis {basis!r}")
    first, last = period(day, precision)
    return (None if basis in ("by", "reported") else first), last


def merge(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Rows that speak of one event become one fact, in a fixed order.

    Only counting rows stay. Rows of one `group` with the same event are one
    event, and so are rows of one `conflict` with the same event and part. A
    group that names several declared parts keeps one event per part; as soon
    as one of its rows speaks of the whole, the event does.
    """
    counting = sorted((f for f in facts if f.counts), key=lambda f: f.key)
    clusters: list[list[Fact]] = []
    for fact in (f for f in counting if not f.alone):
        joined = [c for c in clusters if any(_same(fact, other) for other in c)]
        clusters = [c for c in clusters if c not in joined]
        clusters.append([f for c in joined for f in c] + [fact])
    merged = [one for cluster in clusters for one in _by_part(cluster)]
    merged += (fact for fact in counting if fact.alone)
    return tuple(sorted(merged, key=lambda f: f.key))


def _same(one: Fact, other: Fact) -> bool:
    if one.event != other.event:
        return False
    if one.group is not None and one.group == other.group:
        return True
    if one.conflict is None or one.conflict != other.conflict:
        return False
    return _place(one) == _place(other)


def _place(fact: Fact) -> tuple[bool, str]:
    return fact.undeclared, fact.part or ""


def _by_part(cluster: Sequence[Fact]) -> list[Fact]:
    if any(fact.whole for fact in cluster):
        return [_one_event(cluster)]
    places = sorted({_place(fact) for fact in cluster})
    return [_one_event([f for f in cluster if _place(f) == p]) for p in places]


def _one_event(rows: Sequence[Fact]) -> Fact:
    if len(rows) == 1:
        return rows[0]
    rows = sorted(rows, key=lambda f: f.key)
    base = next((f for f in rows if f.whole), rows[0])
    return replace(
        base,
        key="+".join(f.key for f in rows),
        earliest=_earliest(rows),
        latest=max(f.latest for f in rows),
        first_day=min(f.first_day for f in rows),
        at_least=min((f.at_least for f in rows if f.at_least is not None), default=None),
        at_most=max((f.at_most for f in rows if f.at_most is not None), default=None),
        percent=min((f.percent for f in rows if f.percent is not None), default=None),
        derived=any(f.derived for f in rows),
    )


def _earliest(rows: Sequence[Fact]) -> date | None:
    """The smallest stated day, unless a row without one shows it was earlier.

    A report of January does not unsettle an opening dated 25 December; a
    report of June does.
    """
    first = min((f.earliest for f in rows if f.earliest is not None), default=None)
    if first is None:
        return None
    earlier = any(f.earliest is None and f.latest < first for f in rows)
    return None if earlier else first
