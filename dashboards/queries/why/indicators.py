"""Why an indicator reads as it does: the values taken, those left, and the target tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calc.moments import Moment
from calc.status import final_target
from dashboards.queries.why.grounds import Ground, hidden, replaced
from indicators.compute import TargetTest, tests_of
from indicators.models import Indicator, Observation
from indicators.queries import counting
from indicators.rules import value_words, vintage_rank
from metrics.models import Result
from plan.models import Ruling
from plan.queries import known, rulings, standing
from ui.format import cdate, num


@dataclass(frozen=True)
class TestLine:
    """One numeric target with its values and how they compare; blank where nobody can say."""

    asked: str
    quote: str
    where: str
    sums: list[str]
    missing: str


@dataclass(frozen=True)
class IndicatorReasons:
    """A figure of an indicator with every value on file and the targets it is held against."""

    indicator: Indicator
    deciding: list[Ground]
    left_out: list[Ground]
    tests: list[TestLine]


def indicator_reasons(indicator: Indicator, result: Result, moment: Moment) -> IndicatorReasons:
    """Read what stands behind a figure of an indicator."""
    rows = list(
        Observation.objects.filter(indicator=indicator)
        .select_related("source")
        .order_by("area_code", "scope", "period_end", "id")
    )
    visible = {row.pk for row in known(Observation.objects.filter(indicator=indicator), moment)}
    ruled = rulings(indicator.plan, moment)
    reader = _Reader(moment, rows, visible, ruled, frozenset(result.inputs))
    found = counting(indicator.plan, moment, {indicator.code}).get(indicator.code, [])
    tests = tests_of(list(indicator.targets.all()), found, moment)
    return IndicatorReasons(
        indicator=indicator,
        deciding=[
            _ground(row, "采用：截至日前期满的最近一期、最新版次。")
            for row in rows
            if row.key in reader.used
        ],
        left_out=[_ground(row, reader.why(row)) for row in rows if row.key not in reader.used],
        tests=[_line(test, indicator) for test in tests] if result.metric == "attainment" else [],
    )


@dataclass(frozen=True)
class _Reader:
    """Says of each value why it was not taken."""

    moment: Moment
    rows: Sequence[Observation]
    visible: set[int]
    ruled: Mapping[str, Ruling]
    used: frozenset[str]

    def why(self, row: Observation) -> str:
        """The first reason that applies."""
        if row.pk not in self.visible:
            return f"{hidden(row, self.moment)}。"
        seen = [other for other in self.rows if other.pk in self.visible]
        if row.key not in {other.key for other in standing(seen, dict(self.ruled))}:
            return f"{replaced(row, seen, self.ruled)}。"
        return f"{self._content(row) or self._later(row, seen)}。"

    def _content(self, row: Observation) -> str:
        if row.value_type != "actual":
            return f"{row.get_value_type_display()}数，不是实际数"
        if row.confidence == "low":
            return "可信度低，待核实"
        if row.period_end > self.moment.as_of:
            return f"截至日之后（{cdate(row.period_end)}才期满）"
        return ""

    def _later(self, row: Observation, seen: Sequence[Observation]) -> str:
        alike = [
            other for other in seen
            if (other.area_code, other.scope, other.key in self.used)
            == (row.area_code, row.scope, True)
        ]  # fmt: skip
        if any(other.period_end > row.period_end for other in alike):
            return "已有更近的一期"
        if any(vintage_rank(other.vintage) > vintage_rank(row.vintage) for other in alike):
            return "同一期已有更新的版次"
        return (
            "年内数，已有全年数" if row.period_kind == "interim" else "单位、范围或年份与所需不同"
        )


def _ground(row: Observation, effect: str) -> Ground:
    scope = f"（{row.scope}）" if row.scope else ""
    value = value_words(row.value, row.unit, row.qualifier)
    return Ground(row, row.period_words, f"{row.area}{scope}　{value}", row.edition_words, effect)


def _line(test: TargetTest, indicator: Indicator) -> TestLine:
    target = test.target
    year = f"{target.year}年" if target.year else ""
    return TestLine(
        asked=f"{year}{target.words}",
        quote=target.quote,
        where=target.clause.address if target.clause else "",
        sums=[_sum(test, row, indicator.direction or 1) for row in test.rows],
        missing="" if test.rows else _missing(test),
    )


def _sum(test: TargetTest, row: Observation, direction: int) -> str:
    found = final_target(row.value, test.needed, direction, test.strict)
    needed = f"{num(test.needed)}{test.target.unit}"
    value = value_words(row.value, row.unit)
    first, second = (value, needed) if direction == 1 else (needed, value)
    margin = num(round(found.margin, 4))
    word = "达到" if found.met else "未达到"
    return f"{row.area}{row.period_words}：{first} − {second} = {margin}，{word}"


def _missing(test: TargetTest) -> str:
    target = test.target
    year = f"{target.year}年" if target.year else ""
    scope = f"、范围为“{target.scope}”" if target.scope else ""
    places = "、".join(place.name for place in target.places.all())
    where = f"，{places}各须有值" if places else ""
    return f"缺{year}单位为“{target.unit}”{scope}的实际数{where}"
