"""The rows of the lists of indicators."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from indicators.models import Target
from indicators.queries import area_order, lines, listed
from metrics.actions import ensure
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def target(subject, kind="target", **more):
    values = {"value_kind": "level", "year": 2020, "unit": subject.unit, "quote": "达到"} | more
    return Target.objects.create(
        plan=subject.plan, indicator=subject, kind=kind, clause=factories.clause(), **values
    )


def line_of(subject, moment=END):
    ensure(moment)
    rows = lines(listed(subject.plan), subject.plan, moment)
    return next(row for row in rows if row.indicator == subject)


def test_a_row_shows_what_the_plan_says_and_the_latest_value():
    subject = factories.indicator()
    target(subject, "baseline", value=Decimal(60), year=2015)
    target(subject, value=Decimal(65))
    factories.observation(subject, year=2018, period_end=date(2018, 12, 31),
                          period_start=date(2018, 12, 31), value=Decimal(64))  # fmt: skip
    factories.observation(subject)

    line = line_of(subject)

    assert line.kinds == ["基期值", "目标值"]
    assert [t.words for t in line.baselines] == ["60%"]
    assert [t.words for t in line.goals] == ["65%"]
    assert [row.value_words for row in line.latest] == ["65.1%"]
    assert line.known == 2


def test_the_latest_value_is_that_of_the_moment():
    subject = factories.indicator()
    factories.observation(subject)
    assert line_of(subject, Moment(date(2018, 12, 31))).latest == ()
    unknown = line_of(subject, Moment(date(2020, 12, 31), date(2020, 1, 1)))
    assert (unknown.latest, unknown.known) == ((), 0)


def test_provinces_come_before_cities_and_the_cluster_before_both():
    subject = factories.indicator()
    for area, code in (("长春市", "220100"), ("黑龙江省", "230000"), ("哈长城市群", "")):
        factories.observation(subject, area=area, area_code=code)
    assert [row.area for row in line_of(subject).latest] == ["哈长城市群", "黑龙江省", "长春市"]
    assert area_order(line_of(subject).latest[0]) < area_order(line_of(subject).latest[1])


def test_an_indicator_without_values_keeps_its_row():
    line = line_of(factories.indicator())
    assert (line.latest, line.known, line.attainment) == ((), 0, "no_target")


def test_many_indicators_cost_no_more_queries_than_few(django_assert_num_queries):
    for number in range(2):
        subject = factories.indicator()
        target(subject)
        factories.observation(subject, key=f"IO-T{number}")
    ensure(END)
    plan = factories.plan()
    with django_assert_num_queries(6):
        rows = lines(listed(plan), plan, END)
        assert [row.goals[0].clause.address != "" for row in rows] == [True, True]
    for _ in range(10):
        target(factories.indicator())
    with django_assert_num_queries(6):
        lines(listed(plan), plan, END)
