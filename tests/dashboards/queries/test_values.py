"""What may be compared among the values of an indicator."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from dashboards.queries.values import Values
from indicators.queries import observations
from plan.queries import rulings
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = Moment(date(2025, 12, 31))


def values(subject, moment=TODAY, used=()):
    ruled = rulings(subject.plan, moment)
    return Values(observations(subject, moment), ruled, used, moment.as_of, lambda row: "")


def year(subject, number, **more):
    day = date(number, 12, 31)
    kept = {"year": number, "period_start": day, "period_end": day, "value": Decimal(number)} | more
    return factories.observation(subject, **kept)


def titles(subject, moment=TODAY):
    return [course.title for course in values(subject, moment).courses()]


def test_three_comparable_years_make_a_line():
    subject = factories.indicator()
    for number in (2017, 2018):
        year(subject, number)
    assert titles(subject) == []
    year(subject, 2019)
    (course,) = values(subject).courses()
    assert course.title == "长春市（%，年末）"
    assert [(point.year, point.text) for point in course.points] == [
        (2017, "2017"), (2018, "2018"), (2019, "2019"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"vintage": "post_census"},
        {"boundary": "after_2020_06"},
        {"scope": "国控断面"},
        {"area": "吉林市", "area_code": "220200"},
        {"unit": "个"},
        {"period_kind": "year"},
        {"period_kind": "point"},
        {"value_type": "target"},
        {"value_type": "expected"},
        {"confidence": "low"},
    ],
)
def test_a_value_of_another_kind_joins_no_line(other):
    subject = factories.indicator()
    for number in (2017, 2018):
        year(subject, number)
    year(subject, 2019, **other)
    assert titles(subject) == []


def test_no_line_crosses_the_census():
    subject = factories.indicator()
    year(subject, 2015, known_issue="census_revision", vintage="pre_census")
    for number in (2018, 2019, 2020, 2021):
        year(subject, number, vintage="first_release")
    assert titles(subject) == []
    year(subject, 2022, vintage="first_release")
    (course,) = values(subject).courses()
    assert [point.year for point in course.points] == [2020, 2021, 2022]


def test_no_line_crosses_an_economic_census():
    subject = factories.indicator(unit="亿元")
    money = {"unit": "万元", "period_kind": "year", "vintage": "first_release"}
    for number in (2017, 2018):
        year(subject, number, known_issue="economic_census_vintage", **money)
    for number in (2019, 2020):
        year(subject, number, **money)
    assert titles(subject) == []
    year(subject, 2021, value=Decimal(148792000), **money)
    (course,) = values(subject).courses()
    assert course.title == "长春市（亿元，全年，初次发布）"
    assert [point.year for point in course.points] == [2019, 2020, 2021]
    assert course.points[-1].text == "14879.2"


def test_a_line_ends_at_the_day_looked_at():
    subject = factories.indicator()
    for number in (2017, 2018, 2019, 2020):
        year(subject, number)
    course = values(subject, Moment(date(2019, 12, 31))).courses()[0]
    assert [point.year for point in course.points] == [2017, 2018, 2019]
    assert titles(subject, Moment(date(2018, 12, 31))) == []


def test_a_corrected_value_is_drawn_once_and_shown_twice():
    subject = factories.indicator()
    for number in (2017, 2018):
        year(subject, number)
    year(subject, 2019, key="IO-OLD", value=Decimal(90))
    year(subject, 2019, key="IO-NEW", value=Decimal(91), corrects="IO-OLD", reason="误写")
    found = values(subject)
    assert [point.text for point in found.courses()[0].points] == ["2017", "2018", "91"]
    notes = {value.row.key: value.notes for value in found.areas()[0].values}
    assert "已由IO-NEW更正，不再计入（理由：误写）" in notes["IO-OLD"]
    assert "更正IO-OLD（理由：误写）" in notes["IO-NEW"]


def test_values_before_and_after_a_boundary_change_stand_apart():
    subject = factories.indicator()
    year(subject, 2019, boundary="before_2020_06")
    year(subject, 2020, boundary="after_2020_06")
    assert [area.name for area in values(subject).areas()] == [
        "长春市，区划调整前", "长春市，区划调整后",
    ]  # fmt: skip


def test_the_cluster_comes_first_then_provinces_then_cities():
    subject = factories.indicator()
    for area, code in (("长春市", "220100"), ("黑龙江省", "230000"), ("哈长城市群", "")):
        year(subject, 2019, area=area, area_code=code)
    assert [area.name for area in values(subject).areas()] == ["哈长城市群", "黑龙江省", "长春市"]


def test_an_older_vintage_of_the_same_year_is_kept_and_marked():
    subject = factories.indicator()
    year(subject, 2019, key="IO-1", vintage="first_release")
    year(subject, 2019, key="IO-2", vintage="post_census")
    year(subject, 2019, key="IO-3", value_type="target")
    notes = {value.row.key: value.notes for value in values(subject).areas()[0].values}
    assert notes["IO-1"] == ("已有新版次，本条保留备查",)
    assert notes["IO-2"] == ()
    assert notes["IO-3"] == ("目标数，不是实际数",)


def test_two_sources_of_one_vintage_disagree_and_replace_nothing():
    subject = factories.indicator()
    for key in ("IO-1", "IO-2"):
        year(subject, 2019, key=key, conflict_group="IC")
    shown = values(subject).areas()[0].values
    assert [value.notes for value in shown] == [(), ()]
    assert {value.marks for value in shown} == {("disputed",)}


def test_a_value_after_the_day_is_told_apart():
    subject = factories.indicator()
    year(subject, 2019, key="IO-1")
    year(subject, 2021, key="IO-2")
    shown = values(subject, Moment(date(2020, 12, 31)), used=["IO-1"]).areas()[0].values
    assert [(value.used, value.past) for value in shown] == [(True, True), (False, False)]


def test_real_lines_never_mix(whole_plan):
    from indicators.models import Indicator

    drawn = 0
    for subject in Indicator.objects.select_related("plan"):
        found = values(subject)
        for course in found.courses():
            drawn += 1
            assert len(course.points) >= 3
        assert len({course.title for course in found.courses()}) == len(found.courses())
    assert drawn > 10
