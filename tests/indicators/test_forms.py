"""What the lists of indicators can be narrowed to."""

from datetime import date

import pytest

from calc.moments import Moment
from indicators.forms import PlanFilter, ReferenceFilter
from metrics.actions import ensure
from tests import factories
from tests.indicators.test_queries import target

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def names(kind=PlanFilter, moment=END, **params):
    ensure(moment)
    chosen = kind(params, plan=factories.plan(), moment=moment)
    return [line.indicator.name for line in chosen.lines()]


def test_the_plan_s_own_and_reference_series_stand_apart():
    factories.indicator(name="城镇化率")
    factories.indicator(name="户籍人口", reference=True)
    assert names() == ["城镇化率"]
    assert names(ReferenceFilter) == ["户籍人口"]


def test_a_part_of_the_name_is_enough():
    factories.indicator(name="常住人口城镇化率")
    factories.indicator(name="耕地质量")
    assert names(q="城镇化") == ["常住人口城镇化率"]


def test_an_indicator_is_found_by_anything_the_plan_says_of_it_and_once():
    both = factories.indicator(name="甲")
    target(both, "baseline", year=2015)
    target(both, "target")
    target(both, "target", year=2030)
    target(factories.indicator(name="乙"), "constraint")
    assert names(kind=PlanFilter, q="") == ["甲", "乙"]
    ensure(END)
    for kind, found in (("target", ["甲"]), ("baseline", ["甲"]), ("constraint", ["乙"])):
        chosen = PlanFilter({"kind": kind}, plan=factories.plan(), moment=END)
        assert [line.indicator.name for line in chosen.lines()] == found


def test_whether_a_value_is_known_depends_on_the_moment():
    factories.observation(factories.indicator(name="甲"))
    factories.indicator(name="乙")
    assert (names(has="yes"), names(has="no")) == (["甲"], ["乙"])
    assert names(moment=Moment(date(2018, 12, 31)), has="no") == ["甲", "乙"]


def test_an_unknown_word_is_an_error_and_lists_nothing():
    factories.indicator()
    wrong = PlanFilter({"kind": "victory", "has": "maybe"}, plan=factories.plan(), moment=END)
    assert wrong.lines() == []
    assert set(wrong.form.errors) == {"kind", "has"}
    assert wrong.words() == ""


def test_the_conditions_are_told_in_words():
    params = {"kind": "baseline", "has": "no", "q": "人口"}
    chosen = PlanFilter(params, plan=factories.plan(), moment=END)
    assert chosen.words() == "性质：基期值；名称：人口；监测值：暂无数据"
    assert ReferenceFilter({}, plan=factories.plan(), moment=END).words() == ""
