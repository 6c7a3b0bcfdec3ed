"""The workbooks of indicators."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from indicators.queries import lines, listed
from indicators.sheets import PLAN_COLUMNS, REFERENCE_COLUMNS, rows
from metrics.actions import ensure
from tests import factories
from tests.indicators.test_queries import target
from tests.workbook.reading import rows_of
from workbook import write

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def sheet(columns):
    ensure(END)
    plan = factories.plan()
    content = write(columns, rows(lines(listed(plan), plan, END)), title="指标")
    return rows_of(content, head=2)


def test_numbers_of_the_plan_are_numbers_and_none_is_a_dash():
    subject = factories.indicator(unit="年一遇")
    target(subject, value=Decimal(20), value_high=Decimal(100), scope="干流")
    (row,) = sheet(PLAN_COLUMNS)
    assert (row["目标值（规划未提的为“—”）"], row["目标值上限"], row["目标年"]) == (20, 100, 2020)
    assert (row["基期值"], row["基期年"], row["规划范围"]) == ("—", "—", "干流")
    assert (row["最新监测值"], row["监测值单位"]) == ("暂无数据", "年一遇")
    assert row["评价"] == "暂无数据"


def test_each_area_has_its_row():
    subject = factories.indicator()
    target(subject, "qualitative")
    for code in ("220100", "220200"):
        factories.observation(subject, area=factories.PLACES[code], area_code=code,
                              vintage="first_release", qualifier="approx")  # fmt: skip
    found = sheet(PLAN_COLUMNS)
    assert [row["地区"] for row in found] == ["长春市", "吉林市"]
    assert {row["最新监测值"] for row in found} == {65.1}
    assert {row["时期"] for row in found} == {"2019年末"}
    assert {(row["版次"], row["限定"]) for row in found} == {("初次发布", "约")}
    assert {row["评价"] for row in found} == {"规划未提量化目标"}


def test_money_is_written_in_yi():
    subject = factories.indicator(unit="亿元", reference=True)
    factories.observation(subject, value=Decimal(136985000), unit="万元", period_kind="year")
    (row,) = sheet(REFERENCE_COLUMNS)
    assert (row["最新监测值"], row["监测值单位"]) == (13698.5, "亿元")


def test_zero_is_zero():
    subject = factories.indicator(reference=True)
    factories.observation(subject, value=Decimal(0))
    assert sheet(REFERENCE_COLUMNS)[0]["最新监测值"] == 0
