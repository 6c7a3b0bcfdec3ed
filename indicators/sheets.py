"""Which columns the workbooks of indicators have: one row per latest value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.compute.courses import Course
from indicators.models import Observation, Target
from indicators.queries import Line
from indicators.rules import ATTAINMENT_WORDS
from metrics.rules import changed_words
from workbook import Column

WAN_PER_YI = Decimal(10_000)
NO_NUMBER = "—"
NO_DATA = "暂无数据"


@dataclass(frozen=True)
class Row:
    """An indicator with one of its latest values, or with none."""

    line: Line
    value: Observation | None

    @property
    def baseline(self) -> Target | None:
        """The first baseline the plan gives."""
        return next(iter(self.line.baselines), None)

    @property
    def goal(self) -> Target | None:
        """The first goal with a number, else the first goal."""
        numbered = [goal for goal in self.line.goals if goal.value is not None]
        return next(iter(numbered or self.line.goals), None)

    def said(self, name: str) -> str | None:
        """A word of the goal, or where there is none of the baseline."""
        target = self.goal or self.baseline
        return (getattr(target, name) or None) if target else None


def rows(lines: Iterable[Line]) -> Iterator[Row]:
    """One row per latest value; an indicator without a value keeps its row."""
    for line in lines:
        if not line.latest:
            yield Row(line, None)
        for value in line.latest:
            yield Row(line, value)


def _number(target: Target | None, name: str) -> Decimal | str | None:
    found = getattr(target, name) if target else None
    return NO_NUMBER if found is None else found


def _latest(row: Row) -> Decimal | str:
    if row.value is None:
        return NO_DATA
    return row.value.value / WAN_PER_YI if row.value.unit == "万元" else row.value.value


def _unit(row: Row) -> str | None:
    unit = row.value.unit if row.value else row.line.indicator.unit
    return ("亿元" if unit == "万元" else unit) or None


def _told(row: Row, name: str) -> str | None:
    return (getattr(row.value, name) or None) if row.value else None


def _qualifier(row: Row) -> str | None:
    return (row.value.get_qualifier_display() or None) if row.value else None


def _clause(row: Row) -> str | None:
    found = [target.clause.address for target in row.line.targets if target.clause]
    return "；".join(dict.fromkeys(found)) or None


NAME = Column("指标", "text", 34, lambda row: row.line.indicator.name)
VALUES = [
    Column("地区", "text", 16, lambda row: _told(row, "area")),
    Column("口径范围", "text", 16, lambda row: _told(row, "scope")),
    Column("时期", "text", 14, lambda row: _told(row, "period_words")),
    Column("最新监测值", "number", 14, _latest),
    Column("监测值单位", "text", 10, _unit),
    Column("限定", "text", 6, _qualifier),
    Column("版次", "text", 20, lambda row: _told(row, "edition_words")),
    Column("监测值来源", "text", 40, lambda row: row.value.source.title if row.value else None),
]
CODE = Column("代码", "text", 26, lambda row: row.line.indicator.code)

PLAN_COLUMNS = [
    NAME,
    Column("性质", "text", 12, lambda row: "、".join(row.line.kinds)),
    Column("规划单位", "text", 10, lambda row: row.said("unit")),
    Column("基期值", "number", 12, lambda row: _number(row.baseline, "value")),
    Column("基期年", "number", 8, lambda row: _number(row.baseline, "year")),
    Column("目标值（规划未提的为“—”）", "number", 14, lambda row: _number(row.goal, "value")),
    Column("目标值上限", "number", 12, lambda row: _number(row.goal, "value_high")),
    Column("目标年", "number", 8, lambda row: _number(row.goal, "year")),
    Column("规划范围", "text", 24, lambda row: row.said("scope")),
    *VALUES,
    Column("评价", "text", 16, lambda row: ATTAINMENT_WORDS.get(row.line.attainment, ("", ""))[1]),
    Column("规划出处", "text", 18, _clause),
    Column("规划原文", "text", 40, lambda row: "；".join(t.quote for t in row.line.targets)),
    CODE,
]
REFERENCE_COLUMNS = [
    NAME,
    *VALUES,
    Column("说明", "text", 50, lambda row: row.line.indicator.note or None),
    CODE,
]


def compared(columns: Sequence[Column], courses: Mapping[str, Course]) -> list[Column]:
    """The columns while two moments are compared; ``courses`` is the way of each indicator."""

    def value(row: Row) -> str:
        course = courses.get(row.line.indicator.code)
        return changed_words(course.steps if course else ())

    name, *rest = columns
    return [name, Column("变化", "text", 44, value), *rest]
