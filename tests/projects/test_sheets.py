"""The workbook of works."""

from datetime import date

import pytest

from calc.moments import Moment
from metrics.actions import ensure
from projects.queries import lines, works
from projects.sheets import COLUMNS
from tests import factories
from tests.workbook.reading import rows_of
from workbook import write

pytestmark = pytest.mark.django_db


def rows(moment):
    ensure(moment)
    plan = factories.plan()
    return rows_of(write(COLUMNS, lines(works(plan), plan, moment, {}), title="重点项目"), head=2)


def test_a_row_says_what_the_page_says():
    work = factories.project(name="甲线", aliases=["甲高速"], commitment="advance",
                             verb="推进", required="under_construction")  # fmt: skip
    factories.fact(work, event="construction_start", day=date(2017, 9, 1), precision="month")
    factories.fact(work, day=date(2021, 6, 1))

    then = rows(Moment(date(2020, 12, 31)))[0]
    now = rows(Moment(date(2021, 12, 31)))[0]

    assert (then["项目名称"], then["规划用语"], then["承诺"]) == ("甲线", "推进", "推进")
    assert (then["至少达到"], then["应达阶段"], then["应达阶段（从严）"]) == (
        "在建",
        "在建",
        "投用",
    )
    assert (then["承诺评价"], then["承诺评价（从严）"]) == ("可确认达到", "可确认未达到")
    assert (then["截至日前事实（条）"], then["截至日后事实（条）"]) == (1, 1)
    assert then["最近事实"] == "2017年9月"
    assert (now["阶段"], now["承诺评价（从严）"]) == ("投用", "可确认达到，逾期后完成")
    assert then["别称"] == "甲高速"
    assert then["规划出处"].startswith("第五章第一节")


def test_what_is_not_known_is_said_and_not_left_to_be_taken_for_zero():
    factories.project()
    row = rows(Moment(date(2020, 12, 31)))[0]
    assert (row["阶段"], row["至少达到"], row["至多达到"]) == ("暂无资料", "—", "—")
    assert row["承诺评价"] == "暂无资料"
    assert row["截至日前事实（条）"] == 0
    assert row["最近事实"] is None
