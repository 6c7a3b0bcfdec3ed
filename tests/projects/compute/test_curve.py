"""The curve says on each day what the stored account of that day says."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure
from metrics.queries import results
from metrics.rules import stored
from projects.compute import Group, curve_of, days_shown, promised
from tests import factories

pytestmark = pytest.mark.django_db

METRICS = {"lenient": "promise_rate", "strict": "promise_rate_strict"}
QUARTERS = [date(2016, 3, 31), date(2018, 9, 30), date(2019, 12, 31), PLAN_END, date(2023, 6, 30)]
READ_QUERIES = 4


def assert_agrees(plan, moment):
    """Every account of both ledgers by commitment and field, by both readings."""
    items = promised(plan, moment)
    figures = results(moment, "account")
    compared = 0
    for (name, metric), row in figures.items():
        _, kind, key = name.split("/")
        dimension, _, value = key.partition("=")
        if metric not in METRICS.values() or dimension in ("province", "city"):
            continue
        group = Group(kind, **({dimension: value} if value else {}))
        reading = next(r for r, m in METRICS.items() if m == metric)
        (point,) = curve_of(group.of(items), reading, [moment.as_of]).points
        rate, counts = point.rate, row.detail
        assert (stored(rate.low), stored(rate.high)) == (row.low, row.high), name
        assert [getattr(rate, n) for n in ("reached", "missed", "undetermined", "no_data",
                                           "adjusted", "total")] == [
            counts[n] for n in ("reached", "missed", "undetermined", "no_data", "adjusted", "total")
        ], name  # fmt: skip
        compared += 1
    return compared


@pytest.mark.parametrize("day", QUARTERS)
def test_the_bounds_are_the_stored_rates_of_the_day(whole_plan, day):
    moment = Moment(day)
    ensure(moment)
    assert assert_agrees(whole_plan, moment) > 100


@pytest.mark.parametrize("moment", [
    Moment(PLAN_END, date(2019, 6, 30), "public"), Moment(PLAN_END, date(2001, 1, 1), "system"),
])  # fmt: skip
def test_they_are_at_the_knowledge_of_another_day_too(whole_plan, moment):
    ensure(moment)
    assert assert_agrees(whole_plan, moment) > 100


def test_the_day_looked_at_does_not_change_what_is_known(whole_plan):
    early, late = (promised(whole_plan, Moment(day)) for day in (date(2016, 3, 31), PLAN_END))
    assert early == late


def test_all_items_are_read_in_four_queries(whole_plan, django_assert_num_queries):
    with django_assert_num_queries(READ_QUERIES):
        items = promised(whole_plan, Moment(PLAN_END))
    assert len(items) > 200


def test_the_estimate_of_the_real_plan_lies_between_the_bounds(whole_plan):
    items = Group().of(promised(whole_plan, Moment(PLAN_END)))
    days = days_shown(whole_plan, date(2021, 6, 30), date(2021, 6, 30))
    for reading in METRICS:
        found = curve_of(items, reading, days)
        assert all(point.estimate for point in found.points)
        for point in found.points:
            assert point.rate.low < point.estimate[0] <= point.estimate[1] < point.rate.high


def test_only_promises_that_are_ever_settled_count():
    kept = factories.project()
    factories.project(judgement="direction")
    assert [item.project for item in promised(kept.plan, Moment(PLAN_END))] == [kept]


def test_a_group_is_one_ledger_and_maybe_one_commitment_or_field():
    road = factories.project()
    rail = factories.project(
        category="railway", commitment="advance", required="under_construction"
    )
    factories.project(kind="measure", ladder="measure", category="water", required="done",
                      required_strict="done")  # fmt: skip
    items = promised(road.plan, Moment(PLAN_END))

    def of(**narrowed):
        return [item.project for item in Group(**narrowed).of(items)]

    assert of() == [road, rail]
    assert of(commitment="advance") == [rail]
    assert of(category="road") == [road]
    assert of(commitment="advance", category="road") == []
    assert len(of(kind="measure", category="water")) == 1


def test_both_readings_have_their_own_course():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2017, 9, 1))
    (item,) = promised(work.plan, Moment(PLAN_END))
    day = date(2018, 1, 1)
    assert (item.by("lenient").on(day), item.by("strict").on(day)) == ("reached", "undetermined")


def test_a_draft_is_no_knowledge():
    work = factories.project("road-x", cities=("220100",))
    factories.draft(work, fields=factories.OPENED)
    (item,) = promised(work.plan, Moment(PLAN_END))
    assert not item.lenient.dated


def test_no_day_beyond_today_is_shown():
    plan, today = factories.plan(), date(2025, 11, 11)
    assert days_shown(plan, date(2099, 12, 31), today)[-1] == today
    assert days_shown(plan, date(2019, 5, 5), today)[-1] == date(2019, 5, 5)
    assert days_shown(plan, date(2015, 5, 5), today) == []
