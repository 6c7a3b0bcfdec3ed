"""Which columns the csv of the curve has; docs/data.md says what each means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.queries.curve import Line
from dashboards.rules import CURVE_FIELDS, READING_WORDS
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
    Column("已调整（项）", "number", 10, lambda line: line.point.rate.adjusted),
    Column("下限（%）", "number", 8, _share(lambda line: line.point.rate.low)),
    Column("上限（%）", "number", 8, _share(lambda line: line.point.rate.high)),
    Column("推算下端（%）", "number", 8, _share(_estimate(0))),
    Column("推算上端（%）", "number", 8, _share(_estimate(1))),
    Column("有日期资料（项）", "number", 10, lambda line: line.dated),
]
