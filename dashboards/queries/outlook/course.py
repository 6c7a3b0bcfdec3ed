"""The course of a series so far, where the plan asks for no number."""

from __future__ import annotations

from collections.abc import Mapping

from calc.progress import BasePair, base_and_current
from calc.trend import statcan, un_chart
from dashboards.queries.outlook.words import is_share
from indicators.models import Indicator, Observation
from indicators.rules import is_rate_of_change
from ui.format import fixed, to_decimal

COURSE_WORDS = {
    "substantial_progress": "明显向好",
    "moderate_progress": "有所向好",
    "limited_progress": "略有向好",
    "deterioration": "变差",
}
CHART_WORDS = {3: "走势良好", 2: "有进展，需要加快", 1: "停滞或变差"}


def course(indicator: Indicator, by_year: Mapping[int, Observation]) -> str:
    """The course so far without a target, and the view to the outlook year at this speed.

    Blank where there is no direction, too short a time, or the values are growth rates.
    """
    pair = base_and_current(
        {y: row.value for y, row in by_year.items()}, indicator.plan.starts.year - 1
    )
    if pair is None or not indicator.direction or is_rate_of_change(indicator.name):
        return ""
    limit = 100 if is_share(by_year) and indicator.direction > 0 else None
    way = _way(pair, indicator.direction, limit)
    if way is None:
        return ""
    state, score, yearly = way
    speed = f"{'增长' if yearly >= 0 else '下降'}{fixed(to_decimal(abs(yearly) * 100), 1)}%"
    if is_share(by_year):
        speed += "（相对上年，不是百分点）"
    return (
        f"{pair.base_year}年至{pair.current_year}年平均每年{speed}：{state}；"
        f"照这个速度看{indicator.plan.outlook_year}年：{score}"
    )


def _way(pair: BasePair, direction: int, limit: int | None) -> tuple[str, str, float] | None:
    """Both methods in words, and the mean yearly growth; None where neither can tell."""
    state = statcan(
        base_value=pair.base_value, base_year=pair.base_year, current_value=pair.current_value,
        current_year=pair.current_year, direction=direction, limit=limit,
    )  # fmt: skip
    chart = un_chart(
        base_value=pair.base_value, base_year=pair.base_year, current_value=pair.current_value,
        current_year=pair.current_year, direction=direction,
    )  # fmt: skip
    if chart.score is None or chart.cagr is None or state.status not in COURSE_WORDS:
        return None
    return COURSE_WORDS[state.status], CHART_WORDS[chart.score], chart.cagr
