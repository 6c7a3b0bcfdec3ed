"""The curve at two states of knowledge: both bounds of each day, then and now.

The curve of a moment shows all days up to its own, so two moments that share their knowledge
have one curve, and only its last day differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from calc.curve import Point
from calc.moments import Moment
from calc.rates import Rate
from dashboards.queries.curve import CurvePage, Line, Row, curve_lines, split_of
from dashboards.rules import CurveChoice
from metrics.rules import moment_words
from plan.models import Plan
from projects.compute import Group, curve_of, days_shown, promised
from ui.curves import Column
from ui.format import cdate, pct, pp, to_decimal
from ui.svg import Split

SAME = "相同"
EMPTY = "不适用"
ENDS = (("下限", "low"), ("上限", "high"))


@dataclass(frozen=True)
class RowThen:
    """One day of the chosen curve beside what the other moment knew of it."""

    row: Row
    then: Rate | None
    change: str


@dataclass(frozen=True)
class CurveVersus:
    """Both curves; ``same`` where nothing drawn differs."""

    rows: list[RowThen]
    last: date
    sentence: str
    same: bool

    @property
    def quarters(self) -> list[RowThen]:
        """The quarter ends and the last day."""
        return [one for one in self.rows if one.row.quarter]

    @property
    def columns(self) -> list[Column]:
        """What is drawn: the chosen curve, and the bounds of the other one."""
        return [replace(one.row.column, before=_drawn(one.then)) for one in self.rows]


def _drawn(rate: Rate | None) -> Split | None:
    return split_of(rate) if rate and rate.denominator else None


def curve_versus(plan: Plan, page: CurvePage, before: Moment, today: date) -> CurveVersus | None:
    """The curve of the page as it stood at another moment; None where nothing is drawn."""
    if not page.rows:
        return None
    chosen = page.chosen
    items = Group(chosen.ledger, chosen.commitment, chosen.category).of(promised(plan, before))
    last = min(before.as_of, today)
    days = [row.point.day for row in page.rows if row.point.day <= last]
    then = {point.day: point.rate for point in curve_of(items, chosen.reading, days).points}
    rows = [_row(row, then, last) for row in page.rows]
    same = all(one.change == SAME for one in rows if one.row.point.day <= last)
    return CurveVersus(rows, last, _sentence(page, rows, before, same=same), same)


def change_words(then: Rate | None, now: Rate, last: date) -> str:
    """下限+3.4个百分点，上限−1.2个百分点; what is not comparable says why."""
    if then is None:
        return f"对照时点只到{cdate(last)}"
    if then.low is None or now.low is None:
        return SAME if then.low is now.low is None else EMPTY
    moved = {
        word: to_decimal(getattr(now, end)) - to_decimal(getattr(then, end)) for word, end in ENDS
    }
    told = [f"{word}{points(change)}" for word, change in moved.items() if points(change)]
    return "，".join(told) or _regrouped(then, now)


def points(change: Decimal) -> str:
    """+3.4个百分点 with a true minus; blank where it rounds to nothing."""
    words = pp(change).replace("-", "−")
    return "" if words.lstrip("+−").startswith("0.0个") else words


def _regrouped(then: Rate, now: Rate) -> str:
    return SAME if split_of(then) == split_of(now) else "上下限相同，项数有变"


def _row(row: Row, then: Mapping[date, Rate], last: date) -> RowThen:
    rate = then.get(row.point.day)
    return RowThen(row, rate, change_words(rate, row.point.rate, last))


def _sentence(page: CurvePage, rows: Sequence[RowThen], before: Moment, *, same: bool) -> str:
    shown = [one for one in rows if one.then is not None and one.row.point.day <= page.told_on]
    words = moment_words(before)
    if not shown:
        return f"对照时点（{words}）早于图中第一个月末，没有可比的月份。"
    if same:
        return f"对照时点（{words}）在共有的各月上下限与所选时点相同，图中两条线重合。"
    one, now = shown[-1], shown[-1].row.point
    then = one.then
    assert then is not None  # noqa: S101 - chosen so
    return (
        f"同看{cdate(now.day)}：按对照时点（{words}）可确认兑现{pct(then.low, EMPTY)}"
        f"（{then.reached}项），最多{pct(then.high, EMPTY)}；按所选时点可确认兑现"
        f"{pct(now.rate.low)}（{now.rate.reached}项），最多{pct(now.rate.high)}：{one.change}。"
    )


@dataclass(frozen=True)
class LineThen:
    """One line of the csv with the other moment's rate of the same day."""

    line: Line
    then: Rate | None
    change: str


def compared_lines(
    plan: Plan, moment: Moment, before: Moment, chosen: CurveChoice, today: date
) -> Iterator[LineThen]:
    """Month by month by both readings, each beside what the other moment knew."""
    everything, last = promised(plan, before), min(before.as_of, today)
    days = [day for day in days_shown(plan, moment.as_of, today) if day <= last]
    known: dict[tuple[Group, str], dict[date, Point]] = {}
    for line in curve_lines(plan, moment, chosen, today):
        slot = line.group, line.reading
        if slot not in known:
            found = curve_of(line.group.of(everything), line.reading, days)
            known[slot] = {point.day: point for point in found.points}
        point = known[slot].get(line.point.day)
        rate = point.rate if point else None
        yield LineThen(line, rate, change_words(rate, line.point.rate, last))
