"""The order of the rows of the tables of indicators."""

from datetime import date

import pytest

from calc.moments import Moment
from indicators.queries import lines, listed
from indicators.tables import PlanTable, ReferenceTable
from metrics.actions import ensure
from tests import factories
from tests.indicators.test_queries import target

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def order(order_by, table=PlanTable):
    ensure(END)
    plan = factories.plan()
    found = table(lines(listed(plan), plan, END), order_by=order_by).in_order()
    return [line.indicator.name for line in found]


def test_the_newest_values_come_first_and_the_unknown_last():
    factories.indicator(name="无")
    factories.observation(factories.indicator(name="新"))
    old = factories.indicator(name="旧")
    factories.observation(old, year=2016, period_start=None, period_end=date(2016, 12, 31))
    assert order("-latest") == ["新", "旧", "无"]


def test_kinds_sort_in_the_plan_s_order_of_words():
    for kind in ("qualitative", "baseline", "constraint", "target"):
        target(factories.indicator(name=kind), kind)
    assert order("kinds") == ["baseline", "target", "constraint", "qualitative"]


def test_reference_series_sort_by_the_number_of_values():
    factories.indicator(name="无", reference=True)
    factories.observation(factories.indicator(name="一", reference=True))
    assert order("-known", ReferenceTable) == ["一", "无"]


def test_a_cell_shows_two_values_and_counts_the_rest():
    subject = factories.indicator()
    for code in ("220100", "220200", "230100", "230200"):
        factories.observation(subject, area=factories.PLACES[code], area_code=code)
    ensure(END)
    row = PlanTable(lines(listed(subject.plan), subject.plan, END)).rows[0].record
    assert row.more == 2
