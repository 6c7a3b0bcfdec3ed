"""Which columns the csv of the curve (see docs/data.md) and the workbook of the 求证清单 have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from calc.stages import LADDERS
from dashboards.queries.curve import Line
from dashboards.queries.curve_versus import LineThen
from dashboards.rules import CURVE_FIELDS, READING_WORDS
from evaluation.queries import informed, searched_words
from projects.compute import Inquiry
from projects.models import Project
from projects.rules import COMMITMENT_WORDS
from workbook import Column

PERCENT = 100
FIELD_WORDS = {key: word for _, words in CURVE_FIELDS.values() for key, word in words.items()}


def _share(end: Callable[[Line], float | None]) -> Callable[[Line], Any]:
    """A fraction as a percentage with two decimals; blank where there is none."""

    def value(line: Line) -> float | None:
        share = end(line)
        return None if share is None else round(share * PERCENT, 2)

    return value


def _estimate(end: int) -> Callable[[Line], float | None]:
    return lambda line: line.point.estimate[end] if line.point.estimate else None


CURVE_COLUMNS = [
    Column("台账", "text", 10, lambda line: Project.Kind(line.group.kind).label),
    Column("承诺", "text", 8, lambda line: COMMITMENT_WORDS.get(line.group.commitment, "全部")),
    Column("领域", "text", 14, lambda line: FIELD_WORDS.get(line.group.category, "全部")),
    Column("承诺口径", "text", 8, lambda line: READING_WORDS[line.reading]),
    Column("截至", "date", 12, lambda line: line.point.day),
    Column("时段", "text", 10, lambda line: "规划期后" if line.later else "规划期内"),
    Column("计入比率（项）", "number", 10, lambda line: line.point.rate.denominator),
    Column("可确认达到（项）", "number", 10, lambda line: line.point.rate.reached),
    Column("可确认未达到（项）", "number", 10, lambda line: line.point.rate.missed),
    Column("不能确定（项）", "number", 10, lambda line: line.point.rate.undetermined),
    Column("其中暂无资料（项）", "number", 10, lambda line: line.point.rate.no_data),
    Column("其中计算失败（项）", "number", 10, lambda line: line.failed),
    Column("已调整（项）", "number", 10, lambda line: line.point.rate.adjusted),
    Column("下限（%）", "number", 8, _share(lambda line: line.point.rate.low)),
    Column("上限（%）", "number", 8, _share(lambda line: line.point.rate.high)),
    Column("推算下端（%）", "number", 8, _share(_estimate(0))),
    Column("推算上端（%）", "number", 8, _share(_estimate(1))),
    Column("有日期资料（项）", "number", 10, lambda line: line.dated),
]


def _of_line(column: Column) -> Column:
    return replace(column, value=lambda row: column.value(row.line))


def _then(end: str) -> Callable[[LineThen], Any]:
    """A bound of the other moment as a percentage; blank where it says nothing of the day."""

    def value(row: LineThen) -> float | None:
        share = getattr(row.then, end) if row.then else None
        return None if share is None else round(share * PERCENT, 2)

    return value


COMPARED_CURVE_COLUMNS = [
    *map(_of_line, CURVE_COLUMNS),
    Column("对照下限（%）", "number", 8, _then("low")),
    Column("对照上限（%）", "number", 8, _then("high")),
    Column("变化", "text", 30, lambda row: row.change),
]


@dataclass(frozen=True)
class Numbered:
    """A question with its place in the list and the places it lies in."""

    number: int
    one: Inquiry
    areas: str

    @property
    def name(self) -> str:
        """The item, with those for which the same answer holds."""
        return "、".join(project.name for project in (self.one.project, *self.one.others))

    @property
    def informed(self) -> str:
        """Who is answerable and who may know."""
        return informed(self.one)

    @property
    def searched(self) -> str:
        """Who searched in vain, when and where."""
        return searched_words(self.one.search)

    @property
    def stage(self) -> str:
        """The word of the stage asked about."""
        return LADDERS[self.one.project.ladder].word(self.one.rank)

    @property
    def left(self) -> int:
        """How many items are undetermined at most after this answer and those before it."""
        return self.one.step.undetermined if self.one.step else 0


INQUIRY_COLUMNS: list[Column] = [
    Column("序号", "number", 6, lambda row: row.number),
    Column("事项", "text", 32, lambda row: row.name),
    Column("所涉地区", "text", 18, lambda row: row.areas),
    Column("规划出处", "text", 18, lambda row: row.one.project.clause.address),
    Column("所问", "text", 30, lambda row: row.one.asked),
    Column("应达阶段", "text", 10, lambda row: row.stage),
    Column("什么文件能说明", "text", 34, lambda row: row.one.documents),
    Column("可能知情", "text", 34, lambda row: row.informed or None),
    Column("已查情况", "text", 28, lambda row: row.searched or None),
    Column("能确定什么", "text", 24, lambda row: row.one.settles),
    Column("查后不能确定（项）", "number", 10, lambda row: row.left),
    Column("结果", "text", 24, lambda row: None),
    Column("文号、日期", "text", 20, lambda row: None),
    Column("填表人", "text", 12, lambda row: None),
    Column("代码", "text", 26, lambda row: row.one.project.code),
]
