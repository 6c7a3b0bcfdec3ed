"""Everything the page of an indicator reads."""

from datetime import date

import pytest

from calc.moments import Moment
from dashboards.queries.indicators import indicator_page
from indicators import actions
from indicators.queries import find
from metrics.actions import ensure
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def page(subject, moment=END, user=None):
    ensure(moment)
    return indicator_page(find(subject.plan, subject.code), moment, user or factories.li())


def test_the_latest_values_are_those_of_the_results():
    subject = factories.indicator()
    factories.observation(subject, "IO-1")
    factories.observation(subject, "IO-2", year=2021, period_start=None,
                          period_end=date(2021, 12, 31))  # fmt: skip
    found = page(subject)
    assert [row.key for row in found.latest] == ["IO-1"]
    used = [value.row.key for area in found.areas for value in area.values if value.used]
    assert used == ["IO-1"]
    assert [row.key for row in page(subject, Moment(date(2021, 12, 31))).latest] == ["IO-2"]


def test_what_the_knowledge_leaves_out_is_counted():
    subject = factories.indicator()
    factories.observation(subject)
    found = page(subject, Moment(date(2020, 12, 31), date(2020, 1, 1)))
    assert (found.latest, found.hidden) == ([], 1)
    assert found.hidden_words == "另有1条监测值在知悉日以后才公开，或发布时间不详，未计。"
    assert page(subject).hidden_words == ""


def test_disagreeing_values_are_shown_side_by_side_with_the_ruling():
    subject = factories.indicator()
    for key in ("IO-1", "IO-2"):
        factories.observation(subject, key, conflict_group="IC")
    (open_one,) = page(subject).conflicts
    assert (open_one.subject, open_one.ruling) == ("长春市2019年数值", "")
    assert open_one.href == f"/filings/new/?indicator={subject.code}&kind=ruling&target=IC"
    actions.rule(by=factories.wang(), indicator=subject, conflict_group="IC", chosen="IO-2",
                 reason="以公报为准", published_on=None, key="RU-1", filed_by="长春市",
                 approved_by="吉林省")  # fmt: skip
    (ruled,) = page(subject).conflicts
    assert ruled.ruling.startswith("采信IO-2。理由：以公报为准")
    assert [side.chosen for side in ruled.sides] == [False, True]


def test_values_may_be_corrected_only_inside_one_s_own_area():
    subject = factories.indicator()
    for code in ("220100", "220200", "230100"):
        factories.observation(subject, f"IO-{code}", area=factories.PLACES[code], area_code=code)
    factories.observation(subject, "IO-ALL", area="哈长城市群", area_code="")

    def open_to(user):
        rows = [value for area in page(subject, user=user).areas for value in area.values]
        return sorted(value.row.key for value in rows if value.correct)

    assert open_to(factories.li()) == ["IO-220100"]
    assert open_to(factories.wang()) == ["IO-220100", "IO-220200", "IO-ALL"]
    assert open_to(factories.zhao()) == ["IO-230100"]
    assert open_to(factories.reader()) == []


def test_a_goal_without_a_number_is_said_to_have_none(whole_plan):
    subject = find(whole_plan, "ind-goal-2020-economy")
    assert page(subject).attainment == ("no_target", "规划未提量化目标")
