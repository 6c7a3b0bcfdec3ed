"""The rows of the list of works."""

from datetime import date

import pytest

from calc.moments import Moment
from metrics.actions import ensure
from plan.rules import SourceEntry
from projects.queries import areas, lines, works
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))
PROVINCES = {"220000": "吉林省", "230000": "黑龙江省"}


def line_of(work, moment=END):
    ensure(moment)
    found = {
        line.project.pk: line for line in lines(works(work.plan), work.plan, moment, PROVINCES)
    }
    return found[work.pk]


def test_a_row_shows_stage_verdict_and_facts():
    work = factories.project()
    factories.fact(work, event="construction_start", day=date(2017, 9, 1), precision="month")
    factories.fact(work)

    line = line_of(work)

    assert (line.low, line.high, line.stage.detail["words"]) == (5, 5, "投用")
    assert line.standings == line.standings_strict == ("reached",)
    assert (line.filed.before, line.filed.after) == (2, 0)
    assert line.last_words == "2020年9月26日"
    assert line.steps[line.required] == "投用"
    assert line.requirement == "建设"


def test_facts_after_the_day_are_counted_apart():
    work = factories.project()
    factories.fact(work, day=date(2021, 3, 1), precision="month")

    line = line_of(work)

    assert (line.filed.before, line.filed.after, line.last_words) == (0, 1, "")
    assert line.standings == ("missed",)


def test_a_year_that_is_not_over_has_not_passed():
    work = factories.project()
    factories.fact(work, day=date(2020, 1, 1), precision="year")

    line = line_of(work, Moment(date(2020, 6, 30)))

    assert (line.filed.before, line.filed.after) == (0, 1)


def test_a_work_without_facts_has_no_data():
    line = line_of(factories.project())
    assert line.standings == ("no_data", "undetermined")
    assert (line.filed.before, line.filed.after, line.last_words) == (0, 0, "")


def test_what_only_surrounds_a_work_is_no_fact_about_it():
    work = factories.project()
    factories.fact(work, relation="adjacent")
    assert line_of(work).filed.before == 0


def test_the_readings_may_differ():
    work = factories.project(commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2017, 9, 1))
    factories.fact(work, event="not_started", day=date(2016, 1, 1))
    factories.fact(work, day=date(2023, 1, 1))

    line = line_of(work)

    assert line.standings == ("reached",)
    assert line.standings_strict == ("missed",)


def test_knowledge_of_a_day_leaves_later_publications_out():
    work = factories.project()
    late = SourceEntry(title="公告", published_on=date(2022, 1, 1), published_precision="day")
    factories.fact(work, source=late)

    early = line_of(work, Moment(date(2020, 12, 31), date(2021, 1, 1)))

    assert early.standings[0] == "no_data"
    assert early.filed.before == 0
    assert line_of(work).filed.before == 1


def test_places_are_named_and_provinces_where_there_is_none():
    work = factories.project(cities=("220100", "230100"))
    assert areas(work, {}) == "长春市、哈尔滨市"
    assert line_of(work).located
    work.places.clear()
    assert areas(work, PROVINCES) == "吉林省、黑龙江省"


def test_many_works_cost_no_more_queries_than_few(django_assert_num_queries):
    for number in range(3):
        factories.fact(factories.project(cities=("220100", "220200")), key=f"PE-T{number}")
    ensure(END)
    plan = factories.plan()
    with django_assert_num_queries(4):
        assert len(lines(works(plan), plan, END, {})) == 3
    for _ in range(20):
        factories.project()
    with django_assert_num_queries(4):
        lines(works(plan), plan, END, {})
