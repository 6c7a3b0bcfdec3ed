"""The curve of a report is that of the page, and its bounds are the stored rates."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from evaluation.queries.course import courses
from metrics.queries import results
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2021, 3, 10)


def opened(day, **more):
    work = factories.project(**more)
    factories.fact(work, day=day)
    return work


def of(moment=None):
    return courses(factories.plan(), moment or Moment(TODAY), TODAY)


def test_both_readings_month_by_month_up_to_the_day_looked_at():
    opened(date(2019, 5, 1))
    opened(date(2021, 2, 1))
    factories.project()
    lenient, strict = of()
    assert (lenient.reading, strict.reading) == ("宽口径", "严口径")
    assert [lenient.rows[0].day, lenient.last.day] == [date(2016, 1, 31), TODAY]
    assert (lenient.end.reached, lenient.end.missed, lenient.end.undetermined) == (1, 1, 1)
    assert (lenient.since, lenient.late, lenient.items, lenient.dated) == (1, 1, 3, 2)
    assert lenient.end.low == Decimal("33.3333")


def test_the_groups_are_those_of_the_works():
    opened(date(2019, 5, 1))
    factories.project(kind="measure", ladder="measure", category="water", required="done",
                      required_strict="done")  # fmt: skip
    assert [(g.head, g.name) for g in of()[0].groups] == [("承诺", "建设"), ("领域", "公路")]
    group = of()[0].groups[0]
    assert (group.end.day, group.last.day) == (PLAN_END, TODAY)


def test_within_the_plan_the_day_looked_at_is_the_end():
    opened(date(2018, 5, 1))
    (found, _) = of(Moment(date(2019, 5, 5)))
    assert found.end is found.last
    assert found.since == 0
    assert found.groups[0].end == found.groups[0].last


def test_nothing_rated_or_nothing_to_draw_gives_no_curve():
    work = factories.project(judgement="direction")
    assert courses(work.plan, Moment(TODAY), TODAY) == ()
    opened(date(2018, 5, 1))
    assert of(Moment(date(2015, 1, 1))) == ()


def test_a_ledger_adjusted_as_a_whole_gives_no_curve():
    factories.fact(factories.project(), event="cancelled", day=date(2018, 5, 1))
    assert of() == ()


def test_the_real_bounds_are_the_stored_rates(whole_plan):
    found = courses(whole_plan, Moment(TODAY), TODAY)
    rows = results(Moment(PLAN_END), "account", subjects=[f"{whole_plan.code}/works/all"])
    by_metric = {metric: row for (_, metric), row in rows.items()}
    for course, metric in zip(found, ("promise_rate", "promise_rate_strict"), strict=True):
        assert (course.end.low, course.end.high) == (
            by_metric[metric].low * 100, by_metric[metric].high * 100,
        )  # fmt: skip
