"""The columns of the csv of the curve."""

from datetime import date

import pytest

from calc.moments import Moment
from dashboards.queries.curve import curve_lines
from dashboards.rules import CurveChoice
from dashboards.sheets import CURVE_COLUMNS
from tests import factories
from tests.docs.pages import ROOT, sections, table

pytestmark = pytest.mark.django_db

TODAY = date(2021, 1, 31)


def test_a_line_in_words_and_figures():
    for year in (2017, 2018, 2019, 2020, 2022):
        factories.fact(factories.project(), day=date(year, 5, 1))
    factories.project()
    lines = list(curve_lines(factories.plan(), Moment(TODAY), CurveChoice(), TODAY))
    row = {column.title: column.cell(lines[60]) for column in CURVE_COLUMNS}
    assert row == {
        "台账": "重点项目", "承诺": "全部", "领域": "全部", "承诺口径": "宽口径",
        "截至": date(2021, 1, 31), "时段": "规划期后", "计入比率（项）": 6, "可确认达到（项）": 4,
        "可确认未达到（项）": 1, "不能确定（项）": 1,
        "其中暂无资料（项）": 1, "其中计算失败（项）": 0,
        "已调整（项）": 0,
        "下限（%）": 66.67, "上限（%）": 83.33, "推算下端（%）": 80, "推算上端（%）": 80,
        "有日期资料（项）": 5,
    }  # fmt: skip


def test_without_a_share_the_cells_are_blank():
    work = factories.project()
    factories.fact(work, event="cancelled", day=date(2018, 5, 1))
    lines = list(curve_lines(factories.plan(), Moment(TODAY), CurveChoice(), TODAY))
    row = {column.title: column.cell(lines[60]) for column in CURVE_COLUMNS}
    assert [row[t] for t in ("计入比率（项）", "已调整（项）", "下限（%）", "推算上端（%）")] == [
        0, 1, None, None,
    ]  # fmt: skip


def test_the_page_of_data_tells_every_column():
    told = table(sections(ROOT / "docs" / "data.md")["七、导出的兑现曲线"])
    assert [row["列"].strip("`") for row in told] == [column.title for column in CURVE_COLUMNS]
