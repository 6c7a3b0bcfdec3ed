"""What the list of works can be narrowed to."""

from datetime import date

import pytest

from calc.moments import Moment
from metrics.actions import ensure
from projects.forms import WorkFilter
from projects.rules import STANDING_WORDS
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(date(2020, 12, 31))


def chosen(moment=END, **params):
    ensure(moment)
    return WorkFilter(params, plan=factories.plan(), moment=moment)


def names(moment=END, **params):
    return [line.project.name for line in chosen(moment, **params).lines()]


def test_without_conditions_all_works_are_listed_in_the_plan_s_order():
    factories.project(name="乙", order=2)
    factories.project(name="甲", order=1)
    factories.project(name="任务", kind="measure")
    assert names() == ["甲", "乙"]


@pytest.mark.parametrize("typed", ["珲春", "琿春", "图们江高铁", " 珲 春 ", "至东宁"])
def test_a_name_or_an_alias_is_found_in_any_writing(typed):
    factories.project(name="珲春至东宁铁路", aliases=["图们江高铁"])
    factories.project(name="长春至辽源铁路")
    assert names(q=typed) == ["珲春至东宁铁路"]


def test_blanks_alone_are_no_condition():
    factories.project(name="甲")
    assert names(q="   ") == ["甲"]


@pytest.mark.parametrize(
    ("condition", "value"),
    [("category", "railway"), ("commitment", "study"), ("judgement", "keep")],
)
def test_a_column_narrows(condition, value):
    factories.project(name="甲", **{condition: value})
    factories.project(name="乙")
    assert names(**{condition: value}) == ["甲"]


def test_a_work_across_provinces_is_found_from_both():
    factories.project(name="甲", cities=("220100", "230100"))
    factories.project(name="乙", cities=("220200",))
    assert names(province="230000") == ["甲"]
    assert names(province="220000") == ["甲", "乙"]
    assert names(city="220100") == ["甲"]


def test_a_verdict_is_one_of_the_moment():
    work = factories.project(name="甲")
    factories.fact(work, day=date(2021, 6, 1))
    factories.project(name="乙")
    factories.project(name="丙", judgement="direction")
    later = Moment(date(2021, 12, 31))

    assert names(verdict="reached") == []
    assert names(later, verdict="reached") == ["甲"]
    assert names(later, verdict="undetermined") == ["乙"]
    assert names(later, verdict="no_data") == ["乙"]
    assert names(later, verdict="unrated") == ["丙"]


def test_every_standing_is_offered():
    offered = [code for code, _ in chosen().form.fields["verdict"].choices]
    assert offered == ["", *STANDING_WORDS]


@pytest.mark.parametrize("field", ["category", "commitment", "judgement", "verdict", "city"])
def test_an_unknown_word_is_an_error_of_its_field_and_lists_nothing(field):
    factories.project()
    wrong = chosen(**{field: "victory"})
    assert wrong.lines() == []
    assert wrong.form.errors == {field: ["“victory”不在可选范围内，请重新选择。"]}
    assert wrong.words() == ""


def test_a_name_that_is_too_long_is_an_error():
    assert "q" in chosen(q="长" * 51).form.errors


def test_the_conditions_are_told_in_words():
    factories.place("220100")
    told = chosen(q="高铁", category="railway", verdict="late", city="220100").words()
    assert told == "名称或别称：高铁；领域：铁路；承诺评价：逾期后完成；市（州）：长春"
    assert chosen().words() == ""
