"""What was foretold at one moment beside what is foretold at another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calc.moments import Moment
from dashboards.queries.outlook.foretold import Prospect, Step, prospect
from dashboards.queries.values import Values
from indicators.models import Indicator
from indicators.queries import observations
from plan.queries import rulings

NOT_FORETOLD = "不推算"
NO_DATA = "暂无数据"


@dataclass(frozen=True)
class YearThen:
    """One year of one series as it was foretold at the two moments; words for what differs."""

    title: str
    year: int
    then: str
    now: str
    change: str


def prospect_then(indicator: Indicator, before: Moment, now: Prospect, today: date) -> list[
    YearThen
]:  # fmt: skip
    """The forecasts of another moment beside those of ``now``, by series and year."""
    rows = observations(indicator, before)
    values = Values(rows, rulings(indicator.plan, before), (), before.as_of, lambda row: "")
    then = prospect(indicator, before, values, list(indicator.targets.all()), today)
    return list(_side_by_side(then, now))


def _side_by_side(then: Prospect, now: Prospect) -> Iterator[YearThen]:
    old, new = (
        {(one.title, step.year): step for one in found.series for step in one.steps}
        for found in (then, now)
    )
    titles = list(dict.fromkeys(one.title for found in (now, then) for one in found.series))
    for title, year in sorted({*old, *new}, key=lambda slot: (titles.index(slot[0]), slot[1])):
        before, after = old.get((title, year)), new.get((title, year))
        yield YearThen(title, year, _words(before), _words(after), _change(before, after))


def _words(step: Step | None) -> str:
    if step is None:
        return NOT_FORETOLD
    return f"{step.forecast}（{step.band}）" if step.band else step.forecast


def _change(before: Step | None, after: Step | None) -> str:
    if before is None:
        return "只在所选时点推算"
    if after is None:
        came = "" if before.came == NO_DATA else f"；实际值：{before.came}"
        return f"只在对照时点推算{came}"
    if _words(before) == _words(after):
        return "相同"
    if before.forecast == after.forecast:
        return "推算值相同，区间不同"
    return f"{before.forecast} → {after.forecast}"
