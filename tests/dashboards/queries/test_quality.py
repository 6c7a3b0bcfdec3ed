"""The quality of what is on file, at the reader's moment."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from dashboards.queries.quality import filed_percents, last_filer, value_quality, work_quality
from dashboards.queries.values import Values
from indicators import actions as indicator_actions
from indicators.queries import observations
from plan.queries import rulings, standing
from projects.queries import facts, percents
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def progress(work, day, percent=None, **more):
    kept = {"event": "progress", "day": day, "percent": percent and Decimal(str(percent)),
            "summary": "进展"} | more  # fmt: skip
    return factories.fact(work, **kept)


def of_work(work, moment=END, *, settled=False):
    ruled = rulings(work.plan, moment)
    rows = standing(facts(work, moment), ruled)
    return work_quality(rows, ruled, moment.as_of, settled=settled)


def seen(found):
    return [hint.code for hint in found.hints]


def test_nothing_on_file_has_no_grade():
    assert of_work(factories.project()) is None


def test_a_fresh_single_report_is_plain():
    work = factories.project()
    progress(work, date(2020, 11, 30), 60)
    assert (of_work(work).grade, seen(of_work(work))) == ("A", [])


def test_what_is_old_is_stale_unless_nothing_more_is_to_come():
    work = factories.project()
    progress(work, date(2019, 11, 30), 60)
    assert seen(of_work(work)) == ["stale"]
    assert of_work(work).grade == "B"
    assert seen(of_work(work, settled=True)) == []


def test_later_facts_low_trust_and_related_matters_are_not_looked_at():
    work = factories.project()
    progress(work, date(2020, 10, 31), 60)
    progress(work, date(2021, 3, 31), 40)
    progress(work, date(2020, 11, 30), 10, confidence="low")
    progress(work, date(2020, 11, 30), 10, relation="adjacent")
    assert seen(of_work(work)) == []


def test_parts_are_read_apart():
    work = factories.project(parts=("left", "right"))
    progress(work, date(2020, 6, 30), 60, part="part-1")
    progress(work, date(2020, 11, 30), 10, part="part-2")
    assert seen(of_work(work)) == []
    progress(work, date(2020, 12, 1), 50, part="part-1")
    assert seen(of_work(work)) == ["fall"]


def test_an_open_disagreement_counts_until_it_is_ruled():
    work = factories.project()
    for key, day in (("PE-1", date(2020, 11, 1)), ("PE-2", date(2020, 12, 1))):
        factories.fact(work, key, event="construction_start", day=day, conflict_group="CG")
    found = of_work(work)
    assert seen(found) == ["differ"]
    assert "PE-1、PE-2" in found.hints[0].words


def test_investment_against_physical_progress():
    work = factories.project()
    money = {"event": "investment", "unit": "万元"}
    progress(work, date(2020, 11, 30), 90)
    progress(work, date(2020, 11, 30), **money, amount=Decimal(100), value=Decimal(100),
             value_kind="investment_total")  # fmt: skip
    progress(work, date(2020, 11, 30), **money, amount=Decimal(20), value=Decimal(20),
             value_kind="investment_done_total")  # fmt: skip
    assert seen(of_work(work)) == ["gap"]


def test_the_percentages_of_an_office_are_read_work_by_work():
    works = [factories.project() for _ in range(2)]
    for work in works:
        progress(work, date(2020, 6, 30), 10)
        progress(work, date(2020, 12, 30), 60)
    rows = percents(works[0].plan, END)
    assert [len(found) for found in filed_percents("历史资料", rows)] == [2, 2]
    assert last_filer(rows) == ""


def series(subject, moment=END):
    rows = observations(subject, moment)
    values = Values(rows, rulings(subject.plan, moment), (), moment.as_of, lambda row: "")
    return value_quality(values, subject.name)


def year(subject, number, value, **more):
    day = date(number, 12, 31)
    kept = {"year": number, "period_start": day, "period_end": day, "value": Decimal(str(value))}
    return factories.observation(subject, **kept | more)


def test_each_current_series_has_its_own_grade():
    subject = factories.indicator()
    year(subject, 2020, 60)
    year(subject, 2015, 60, area="吉林市", area_code="220200")
    first, second = series(subject)
    assert (first.title, first.found.grade) == ("长春市（%，年末）", "A")
    assert (second.found.grade, seen(second.found)) == ("B", ["stale"])


def test_a_replaced_basis_is_not_graded():
    subject = factories.indicator()
    year(subject, 2019, 60, vintage="pre_census")
    year(subject, 2019, 62, vintage="post_census")
    assert [one.title for one in series(subject)] == ["长春市（%，年末，普查后修订）"]


def test_two_releases_far_apart_and_a_jump_are_pointed_out():
    subject = factories.indicator()
    for number in range(2010, 2020):
        year(subject, number, 40 + number - 2010)
    year(subject, 2020, 80)
    assert seen(series(subject)[0].found) == ["jump"]


def test_values_that_disagree_count_until_ruled():
    subject = factories.indicator()
    for key, value in (("IO-1", 60), ("IO-2", 66)):
        year(subject, 2020, value, key=key, conflict_group="IC")
    assert "differ" in seen(series(subject)[0].found)
    indicator_actions.rule(
        by=factories.wang(), indicator=subject, conflict_group="IC", chosen="IO-2",
        reason="以公报为准", published_on=None, key="RU-1", filed_by="长春市", approved_by="吉林省",
    )  # fmt: skip
    assert seen(series(subject)[0].found) == []
