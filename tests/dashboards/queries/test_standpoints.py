"""Where a work stands on a day, and from year end to year end."""

from datetime import date

import pytest
from django.utils import timezone

from calc.facts import merge
from calc.moments import Moment
from dashboards.queries.standpoints import spans, standpoints
from plan.queries import rulings, standing
from projects.queries import facts, find, to_facts
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def points(work, moment=END):
    told = standing(facts(work, moment), rulings(work.plan, moment))
    found = standpoints(work, moment, merge(to_facts(work.ladder, told)))
    return {point.title: point for point in found}


def test_the_end_of_the_plan_and_today_stand_side_by_side():
    found = standpoints(factories.project(), END)
    assert [(p.title, p.day) for p in found] == [
        ("规划期末", date(2020, 12, 31)),
        ("今天", timezone.localdate()),
    ]


def test_another_day_stands_between_them():
    found = standpoints(factories.project(), Moment(date(2022, 6, 30)))
    assert [point.title for point in found] == ["规划期末", "所选截至日", "今天"]


def test_both_readings_are_given_with_their_reason():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2017, 9, 1))
    factories.fact(work, day=date(2023, 5, 1))

    then, now = points(work)["规划期末"], points(work)["今天"]

    assert then.lenient.standings == ("reached",)
    assert then.strict.standings == ("missed",)
    assert then.strict.reason == "应达“投用”；资料可确认尚未超过“建成”，未达到。"
    assert not then.readings_agree
    assert now.strict.standings == ("reached", "late")
    assert (then.stage.detail["words"], now.stage.detail["words"]) == ("在建至建成之间", "投用")


def test_equal_readings_are_said_once():
    work = factories.project()
    factories.fact(work)
    assert points(work)["规划期末"].readings_agree


def test_knowledge_is_the_same_on_every_day():
    work = factories.project()
    factories.fact(work)
    found = points(work, Moment(date(2020, 12, 31), date(2019, 1, 1)))
    assert all(point.no_data for point in found.values())


def test_reported_progress_is_told_by_the_ends_that_are_known():
    work = factories.project()
    factories.fact(work, event="progress", day=date(2019, 6, 1), percent=55,
                   at_least="under_construction")  # fmt: skip
    assert points(work)["规划期末"].percent_words == "不低于55%"
    before = points(work, Moment(date(2018, 6, 1)))["所选截至日"]
    assert before.percent_words == "不超过55%"
    exact = points(work, Moment(date(2019, 6, 1)))["所选截至日"]
    assert exact.percent_words == "55%"


def test_reported_progress_between_two_reports_is_a_range():
    work = factories.project()
    for day, percent in ((date(2019, 6, 1), 55), (date(2021, 6, 1), 80)):
        factories.fact(work, event="progress", day=day, percent=percent)
    assert points(work)["规划期末"].percent_words == "55%～80%"


def test_reported_progress_corrected_downwards_is_no_longer_the_highest():
    work = factories.project()
    factories.fact(work, "A", event="progress", percent=80, day=date(2018, 6, 1))
    factories.fact(work, "B", event="progress", percent=30, day=date(2018, 5, 1))
    factories.fact(work, "C", event="progress", percent=40, day=date(2018, 6, 1),
                   corrects="A", reason="录入有误")  # fmt: skip
    assert points(work)["规划期末"].percent_words == "不低于40%"


def test_year_ends_of_the_same_stage_are_one_span(whole_plan):
    work = find(whole_plan, "rail-mudanjiang-jiamusi")
    found = spans(work)
    assert [(span.first, span.last) for span in found] == [(2019, 2020)]
    assert found[0].label == "2019—2020年末"
    assert found[0].years == 2
