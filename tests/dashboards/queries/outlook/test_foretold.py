"""The outlook of one indicator from comparable values alone, then and now."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from calc.outlook import outlook
from dashboards.queries.outlook import prospect
from dashboards.queries.values import Values
from indicators.queries import observations
from plan.queries import rulings
from tests import factories
from tests.indicators.test_queries import target

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
MID = Moment(date(2018, 12, 31))


def look(subject, moment=MID, today=TODAY):
    known = Values(
        observations(subject, moment), rulings(subject.plan, moment), (), moment.as_of,
        lambda row: "",
    )  # fmt: skip
    return prospect(subject, moment, known, list(subject.targets.all()), today)


def year(subject, number, value, **more):
    day = date(number, 12, 31)
    kept = {"year": number, "period_start": day, "period_end": day, "value": Decimal(str(value))}
    return factories.observation(subject, **kept | more)


def rising(subject, first=2007, last=2018, **more):
    """Twelve years, one unit more each; the forecast of 2020 is the last value and two."""
    for number in range(first, last + 1):
        year(subject, number, 40 + number - first, **more)


def counted():
    return factories.indicator(unit="公里", direction=1)


def test_the_years_to_the_end_of_the_plan_are_foretold_with_their_band():
    subject = counted()
    rising(subject, unit="公里")
    (one,) = look(subject).series
    assert one.title == "长春市（公里，年末）"
    assert one.known == "2007—2018年，12个可比的年份；最后一年51公里"
    assert [(step.year, step.forecast) for step in one.steps] == [
        (2019, "52公里"),
        (2020, "53公里"),
    ]
    exact = outlook({y: 40 + y - 2007 for y in range(2007, 2019)}, plan_start=2016,
                    target_year=2020)  # fmt: skip
    assert (
        one.steps[1].band
        == f"{exact.band.low:.0f}公里～{exact.band.high:.0f}公里"
        == "51公里～56公里"
    )
    assert (one.short, one.doubts) == ("", ())
    assert [point.foretold for point in one.points[-3:]] == [False, True, True]


def test_three_to_eight_years_give_a_forecast_and_say_what_is_missing():
    subject = counted()
    rising(subject, first=2014, unit="公里")
    (one,) = look(subject).series
    assert one.steps[1].forecast == "46公里"
    assert one.steps[1].band == ""
    assert one.short == "资料不足以给出区间和可能性（需要9年，现有5年）"


def test_fewer_than_three_years_are_named_and_not_continued():
    subject = counted()
    rising(subject, first=2017, unit="公里")
    found = look(subject)
    assert found.series == []
    assert found.too_short == ["长春市（公里，年末）2年"]


def test_what_came_stands_beside_the_forecast_when_one_looks_back():
    subject = counted()
    rising(subject, unit="公里")
    year(subject, 2019, 52.4, unit="公里")
    year(subject, 2020, 90, unit="公里")
    first, second = look(subject).series[0].steps
    assert (first.came, first.inside) == ("52.4公里", True)
    assert (second.came, second.inside) == ("90公里", False)
    assert first.forecast == "52公里"
    assert look(subject).looking_back
    assert not look(subject, Moment(TODAY)).looking_back


def test_a_later_value_never_changes_the_forecast_of_the_past():
    subject = counted()
    rising(subject, unit="公里")
    before = [step.forecast for step in look(subject).series[0].steps]
    year(subject, 2019, 900, unit="公里")
    assert [step.forecast for step in look(subject).series[0].steps] == before


def test_in_real_time_only_what_was_published_by_then_counts():
    subject = counted()
    for number in range(2007, 2019):
        source = factories.published(date(number + 1, 3, 1), f"公报{number}")
        year(subject, number, 40 + number - 2007, unit="公里", source=source)
    then = Moment(date(2018, 12, 31), date(2018, 12, 31))
    found = look(subject, then)
    assert found.real_time
    (one,) = found.series
    assert one.known.startswith("2007—2017年，11个可比的年份")
    assert [(step.year, step.came) for step in one.steps] == [
        (2018, "51公里"), (2019, "暂无数据"), (2020, "暂无数据"),
    ]  # fmt: skip


def test_a_later_value_on_another_basis_is_shown_and_not_compared():
    subject = counted()
    rising(subject, vintage="pre_census", unit="公里")
    year(subject, 2019, 99, vintage="post_census", unit="公里")
    came = look(subject).series[0].steps[0]
    assert (came.came, came.inside) == ("99公里，口径已改，不作比较", None)


def test_only_the_newest_basis_of_a_series_is_continued():
    subject = counted()
    rising(subject, vintage="pre_census", unit="公里")
    rising(subject, first=2015, vintage="post_census", unit="公里")
    found = look(subject)
    assert [one.title for one in found.series] == ["长春市（公里，年末，普查后修订）"]
    assert found.replaced == ["长春市（公里，年末，普查前口径）12年"]


@pytest.mark.parametrize(
    "other",
    [
        {"boundary": "after_2020_06"},
        {"scope": "市辖区"},
        {"area": "吉林市", "area_code": "220200"},
    ],
)
def test_series_are_never_mixed(other):
    subject = counted()
    rising(subject, first=2013, last=2015, unit="公里")
    for number in (2016, 2017, 2018):
        year(subject, number, 500, unit="公里", **other)
    found = look(subject)
    assert all("3个可比的年份" in one.known for one in found.series)


def test_the_plan_s_number_its_rest_and_its_chance():
    subject = counted()
    rising(subject, area="哈长城市群", area_code="", unit="公里")
    target(subject, value=Decimal(52), unit="公里")
    goal = look(subject).series[0].goal
    assert (goal.words, goal.met) == ("2020年52公里", False)
    assert (goal.needed, goal.trend) == ("+0.5公里", "+1.0公里")
    # (52 - 53)/(1·√2) = -0.707 between the quantiles -1.57 (10 %) and -0.64 (25 %): 76 of 100
    assert goal.chance == "十次里约有八次"


def test_a_number_already_reached_is_said_to_be():
    subject = counted()
    rising(subject, area="哈长城市群", area_code="", unit="公里")
    target(subject, value=Decimal(50), unit="公里")
    assert look(subject).series[0].goal.met


@pytest.mark.parametrize(
    "more", [{"scope": "市区"}, {"unit": "座"}, {"year": 2015}, {"value": None}]
)
def test_a_number_of_something_else_is_no_goal_of_the_series(more):
    subject = counted()
    rising(subject, area="哈长城市群", area_code="", unit="公里")
    target(subject, **{"value": Decimal(52), "unit": "公里"} | more)
    assert look(subject).series[0].goal is None


def test_after_the_plan_three_years_are_foretold_and_no_goal_is_left():
    subject = counted()
    rising(subject, first=2012, last=2024, area="哈长城市群", area_code="", unit="公里")
    target(subject, value=Decimal(52), unit="公里")
    (one,) = look(subject, Moment(TODAY)).series
    assert [step.year for step in one.steps] == [2025, 2026, 2027]
    assert one.steps[0].band and one.goal is None


def test_what_is_too_old_to_reach_beyond_the_day_is_not_continued():
    subject = counted()
    rising(subject, unit="公里")
    (one,) = look(subject, Moment(TODAY)).series
    assert one.steps == ()
    assert one.reason.startswith("最后一个可比的值是2018年的")


def test_old_years_with_one_recent_value_are_not_enough():
    subject = counted()
    for number, value in ((1990, 1), (1991, 2), (2018, 3)):
        year(subject, number, value, unit="公里")
    assert look(subject).series[0].reason == "近年可比的年份不足三年，不推算。"


def test_a_missing_year_and_a_far_end_lower_the_trust():
    subject = counted()
    for number in (2012, 2013, 2015, 2016):
        year(subject, number, number - 2000, unit="公里")
    (one,) = look(subject, Moment(date(2016, 12, 31))).series
    assert one.doubts == (
        "中间缺1年，每年变动按所跨年数平摊", "推算到规划期末超过检验过的3年",
    )  # fmt: skip
    assert [step.year for step in one.steps] == [2017, 2018, 2019, 2020]


def test_a_share_never_passes_a_hundred_and_stops_at_it():
    subject = factories.indicator(unit="%", direction=1)
    for number in range(2008, 2019):
        year(subject, number, 88 + number - 2008)
    (one,) = look(subject).series
    assert all(float(step.forecast.rstrip("%")) < 100 for step in one.steps)
    year(subject, 2018, 100, scope="建成区")
    for number in (2016, 2017):
        year(subject, number, 90, scope="建成区")
    assert look(subject).series[1].reason == "百分数已到0或100，不推算。"


def test_a_growth_rate_is_not_foretold():
    subject = factories.indicator(name="地区生产总值增速", unit="%", direction=1)
    rising(subject)
    (one,) = look(subject).series
    assert one.steps == ()
    assert one.reason.startswith("增速、变化率不推算")


def test_money_is_told_in_yi():
    subject = factories.indicator(unit="亿元", direction=1)
    for number in range(2010, 2019):
        year(subject, number, 10_000 * (number - 2000), unit="万元")
    (one,) = look(subject).series
    assert one.steps[0].forecast == "19.00亿元"
    assert one.points[-1].text == "20.00"
