"""The order of the rows of the table of works."""

from datetime import date

import pytest

from calc.moments import Moment
from metrics.actions import ensure
from projects.queries import lines, works
from projects.tables import WorkTable
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def table(order_by=""):
    ensure(END)
    plan = factories.plan()
    return WorkTable(lines(works(plan), plan, END, {}), order_by=order_by)


def order(order_by):
    return [line.project.name for line in table(order_by).in_order()]


def test_works_sort_by_what_is_surely_reached_and_the_unknown_comes_last_from_the_top():
    factories.project(name="无")
    started = factories.project(name="在建")
    factories.fact(started, event="construction_start", day=date(2017, 9, 1))
    factories.fact(factories.project(name="投用"))
    assert order("-stage") == ["投用", "在建", "无"]
    assert order("stage") == ["无", "在建", "投用"]


def test_verdicts_sort_in_the_order_of_their_words():
    factories.project(name="不计", judgement="keep")
    factories.project(name="无")
    factories.fact(factories.project(name="达到"))
    missed = factories.project(name="未达")
    factories.fact(missed, event="construction_start", day=date(2021, 3, 1))
    assert order("verdict") == ["达到", "未达", "无", "不计"]


def test_sectors_sort_in_their_own_order_not_by_code():
    factories.project(name="轨", category="light_rail", order=1)
    factories.project(name="铁", category="railway", order=2)
    factories.project(name="路", category="road", order=3)
    assert order("category") == ["铁", "轨", "路"]


def test_facts_and_regions_sort():
    factories.fact(factories.project(name="甲", cities=("230100",)))
    factories.project(name="乙", cities=("220100",))
    assert order("-facts") == ["甲", "乙"]
    assert order("areas") == ["乙", "甲"]


def test_equal_rows_keep_the_plan_s_order():
    for name in "甲乙丙":
        factories.project(name=name)
    for column in ("commitment", "judgement", "clause", "name", "nonsense"):
        assert order(column) == ["甲", "乙", "丙"]
