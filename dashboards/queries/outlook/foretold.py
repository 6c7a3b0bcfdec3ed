"""What the coming years may bring, for a reader who asks: from comparable values alone.

Looking back, only values due by the day looked at enter (and known by the chosen knowledge);
what came stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from calc.moments import Moment
from calc.outlook import MIN_FORECAST, MIN_INTERVAL, Outlook, outlook
from calc.progress import required_change
from calc.status import final_target
from dashboards.queries.outlook.basis import place, replaces
from dashboards.queries.outlook.course import course
from dashboards.queries.outlook.words import chance_words, in_point, in_words, is_share, signed
from dashboards.queries.values import Values, line_name
from indicators.models import Indicator, Observation, Target
from indicators.queries import observations, release_order
from indicators.rules import breaks, family, is_rate_of_change
from plan.queries import rulings
from ui.lines import Point

TESTED_AHEAD = 3  # years: as far as errors were measured
PLAN_YEARS = 5
SHARES = (0, 100)


TOO_OLD = "近年可比的年份不足三年，不推算。"
SHOWN = 6  # years of the past in the drawing, so that every value can be read


@dataclass(frozen=True)
class Step:
    """One coming year: the forecast, its band, and what came where that is known by now."""

    year: int
    forecast: str
    band: str
    came: str
    inside: bool | None
    point: Point


@dataclass(frozen=True)
class Goal:
    """A number of the plan that this series is asked to reach."""

    words: str
    met: bool
    needed: str
    trend: str
    chance: str


@dataclass(frozen=True)
class Foretold:
    """One comparable series and what can be said of its coming years."""

    title: str
    known: str
    steps: tuple[Step, ...]
    points: tuple[Point, ...] = ()
    reason: str = ""
    short: str = ""
    doubts: tuple[str, ...] = ()
    goal: Goal | None = None
    trend: str = ""

    @property
    def banded(self) -> bool:
        """Whether there are years enough for an interval."""
        return any(step.band for step in self.steps)


@dataclass(frozen=True)
class Prospect:
    """The outlook of one indicator.

    ``too_short`` names series with too few years, ``replaced`` those on a basis that a newer
    one has replaced; neither is continued.
    """

    series: list[Foretold]
    too_short: list[str]
    replaced: list[str]
    looking_back: bool
    real_time: bool

    @property
    def trends(self) -> bool:
        """Whether the course of any series is told."""
        return any(one.trend for one in self.series)


@dataclass(frozen=True)
class _Task:
    """What every series of an indicator is read with."""

    indicator: Indicator
    moment: Moment
    targets: Sequence[Target]
    present: Values

    @cached_property
    def later(self) -> dict[object, list[Observation]]:
        """Comparable values as known today, by what may be compared."""
        days = breaks(self.present.rows)
        return {family(rows[0], days): rows for rows in self.present.comparable()}

    def family(self, row: Observation) -> object:
        """What a row may be compared with, by all that is known today."""
        return family(row, breaks(self.present.rows))

    @property
    def ended(self) -> int:
        """The last year that was over on the day looked at."""
        day = self.moment.as_of
        return day.year if (day.month, day.day) == (12, 31) else day.year - 1

    def ahead(self, last: int) -> list[int]:
        """The years to foretell after a last known one: to the plan's end, or the next three."""
        end = self.indicator.plan.ends
        if self.moment.as_of < end:
            years = range(last + 1, end.year + 1)
            return [year for year in years if year - last <= TESTED_AHEAD or year == end.year]
        years = range(last + 1, last + 1 + TESTED_AHEAD)
        return list(years) if years[-1] > self.ended else []


def prospect(
    indicator: Indicator, moment: Moment, values: Values, targets: Sequence[Target], today: date
) -> Prospect:
    """The outlook at a moment; ``values`` are those known at it."""
    task = _Task(indicator, moment, targets, _present(indicator, moment, values, today))
    foretold, too_short, replaced = [], [], []
    groups = values.comparable()
    for rows in groups:
        by_year = {row.year: row for row in rows}
        said = f"{line_name(rows[0])}{len(by_year)}年"
        if any(replaces(other, rows) for other in groups):
            replaced.append(said)
        elif len(by_year) < MIN_FORECAST:
            too_short.append(said)
        else:
            foretold.append(_foretold(task, by_year))
    back = moment.as_of < today
    return Prospect(foretold, too_short, replaced, back, moment.known_at is not None)


def _present(indicator: Indicator, moment: Moment, values: Values, today: date) -> Values:
    """All that is known today; looking with all knowledge these are the same rows."""
    now = Moment(today)
    rows = values.rows if moment.known_at is None else observations(indicator, now)
    return Values(rows, rulings(indicator.plan, now), (), today, lambda row: "")


def _foretold(task: _Task, by_year: Mapping[int, Observation]) -> Foretold:
    years = sorted(by_year)
    first, last = by_year[years[0]], by_year[years[-1]]
    known = f"{years[0]}—{years[-1]}年，{len(years)}个可比的年份；最后一年{last.value_words}"
    title, coming = line_name(first), task.ahead(years[-1])
    reason = _reason(task, by_year, coming)
    seen = {} if reason else {year: _see(by_year, year) for year in coming}
    seen = {year: found for year, found in seen.items() if found.forecast is not None}
    if not seen:
        return Foretold(title, known, (), reason=reason or TOO_OLD)
    steps = tuple(_step(task, last, year, found) for year, found in seen.items())
    past = [in_point(by_year[year]) for year in years[-SHOWN:]]
    return Foretold(
        title, known, steps,
        points=(*past, *(step.point for step in steps)),
        short=_short(max(found.points for found in seen.values())),
        doubts=tuple(_doubts(years, seen)),
        goal=_goal(task, by_year),
        trend=course(task.indicator, by_year),
    )  # fmt: skip


def _reason(task: _Task, by_year: Mapping[int, Observation], coming: Sequence[int]) -> str:
    """Why nothing is foretold; blank where it is."""
    if is_rate_of_change(task.indicator.name):
        return "增速、变化率不推算：对增速再求趋势没有意义。"
    if not coming:
        return (
            f"最后一个可比的值是{max(by_year)}年的，推算截至日以后的年份要跨过{TESTED_AHEAD}年以上，"
            "没有检验过，不推算。"
        )
    if is_share(by_year) and not all(_inside(row.value) for row in by_year.values()):
        return "百分数已到0或100，不推算。"
    return ""


def _short(years: int) -> str:
    if years >= MIN_INTERVAL:
        return ""
    return f"资料不足以给出区间和可能性（需要{MIN_INTERVAL}年，现有{years}年）"


def _see(by_year: Mapping[int, Observation], year: int, target: Decimal | None = None,
         direction: int = 1) -> Outlook:  # fmt: skip
    """The forecast of one year; the five years that end with it stand for the plan."""
    return outlook(
        {known: row.value for known, row in by_year.items()}, plan_start=year - PLAN_YEARS + 1,
        target_year=year, target=target, direction=direction, percent=is_share(by_year),
    )  # fmt: skip


def _step(task: _Task, last: Observation, year: int, seen: Outlook) -> Step:
    came, inside = _came(task, last, year, seen)
    low, high = (None, None) if seen.band is None else seen.band
    band = f"{in_words(last, low)}～{in_words(last, high)}" if seen.band else ""
    point = in_point(last, year=year, value=seen.forecast, low=low, high=high)
    return Step(year, in_words(last, seen.forecast), band, came, inside, point)


def _came(task: _Task, last: Observation, year: int, seen: Outlook) -> tuple[str, bool | None]:
    """What is known today of a foretold year; a value on another basis is not compared."""
    same = [row for row in task.later.get(task.family(last), ()) if row.year == year]
    if same:
        value = float(same[-1].value)
        inside = None if seen.band is None else seen.band.low <= value <= seen.band.high
        return same[-1].value_words, inside
    other = [
        row
        for rows in task.later.values()
        for row in rows
        if place(row) == place(last) and row.year == year
    ]
    if not other:
        return "暂无数据", None
    newest = max(other, key=release_order)
    return f"{newest.value_words}，口径已改，不作比较", None


def _doubts(years: Sequence[int], seen: Mapping[int, Outlook]) -> Iterable[str]:
    """Why a forecast is less sure than usual."""
    missing = years[-1] - years[0] + 1 - len(years)
    if missing:
        yield f"中间缺{missing}年，每年变动按所跨年数平摊"
    if any(found.ahead > TESTED_AHEAD for found in seen.values()):
        yield f"推算到规划期末超过检验过的{TESTED_AHEAD}年"
    if all(found.scale == 0 for found in seen.values()):
        yield "历年没有变动，看不出误差有多大"


def _goal(task: _Task, by_year: Mapping[int, Observation]) -> Goal | None:
    """The plan's number for this series, while there is time left to reach it."""
    last = by_year[max(by_year)]
    fitting = [target for target in task.targets if _fits(target, last)]
    if not fitting or task.moment.as_of >= task.indicator.plan.ends:
        return None
    target = fitting[0]
    end, direction = target.year or task.indicator.plan.ends.year, task.indicator.direction or 1
    assert target.value is not None  # noqa: S101 - _fits asked for it
    met = final_target(last.value, target.value, direction, target.strict).met
    left = end - last.year
    needed = required_change(last.value, target.value, left)
    found = _see(by_year, end, target.value, direction)
    usual = None if found.forecast is None else (found.forecast - float(last.value)) / left
    return Goal(
        words=f"{end}年{target.words}", met=met,
        needed="" if needed is None else signed(last, needed),
        trend="" if usual is None else signed(last, usual),
        chance="" if found.probability is None else chance_words(found.probability),
    )  # fmt: skip


def _fits(target: Target, row: Observation) -> bool:
    """Same unit, scope and place, and a number still to be reached."""
    if target.kind != "target" or target.value is None:
        return False
    places = {place.code for place in target.places.all()}
    same = (row.unit, row.scope) == (target.unit, target.scope)
    later = target.year is None or target.year > row.year
    return same and later and (row.area_code in places if places else not row.area_code)


def _inside(value: Decimal) -> bool:
    low, high = SHARES
    return low < value < high
