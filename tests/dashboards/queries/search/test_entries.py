"""Everything of the catalogue that can be found."""

from datetime import date

import pytest

from dashboards.queries.search import entries
from plan.models import Box, Duty, Function, Passage, Zone
from projects.actions import add_drafts, revise_criterion
from regions.models import Organisation
from tests import factories
from tests.dashboards.queries.search.samples import clause, section, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan()


def test_paragraphs_carry_their_lead_and_the_official_words_where_imported(plan):
    first, second = clause(5, 2, 1, "增强供水保障能力"), clause(5, 2, 2)
    Passage.objects.create(clause=first, text="统筹推进水源工程建设。", source="公报")
    found, spots = entries.clauses(plan)
    assert [(e.name, e.said) for e in found] == [
        ("第五章第二节第1段 增强供水保障能力", ("统筹推进水源工程建设。",)),
        ("第五章第二节第2段", ()),
    ]
    assert spots == {first.pk: (5, 2, None, 1), second.pk: (5, 2, None, 2)}


def test_heads_are_chapters_sections_and_boxes_in_order(plan):
    section(5, None, "基础设施"), section(5, 1, "交通")
    section(0, None, "前言")
    Box.objects.create(plan=plan, number=2, chapter=5, section=1, title="铁路、公路重点项目")
    found = sorted(entries.heads(plan), key=lambda entry: entry.order)
    assert [(e.name, e.spots) for e in found] == [
        ("前言", ((0, None, None, None),)),
        ("第五章 基础设施", ((5, None, None, None),)),
        ("第五章第一节 交通", ((5, 1, None, None),)),
        ("第五章第一节专栏2 铁路、公路重点项目", ((5, 1, 2, None),)),
    ]


def test_works_carry_places_paragraph_and_readings(plan):
    made = work("长春机场扩建", "龙嘉机场", code="apt-changchun", cities=("220100", "220200"))
    (found,) = entries.projects(plan, {made.clause_id: (5, 1, None, 4)})
    assert found.places == {"220100", "220200"}
    assert found.spots == ((5, 1, None, 4),)
    assert found.aliases == ["龙嘉机场"]
    assert found.spelled.endswith(",apt changchun")
    assert "公路" in found.said


def test_indicators_of_the_plan_stand_before_reference_series(plan):
    factories.indicator(name="铁路投资", reference=True, order=1)
    factories.indicator(name="铁路规模", order=9)
    found = sorted(entries.indicators(plan, {}), key=lambda entry: entry.order)
    assert [entry.name for entry in found] == ["铁路规模", "铁路投资"]


def test_what_has_no_page_says_of_which_kind_it_is(plan):
    at = {"plan": plan, "clause": clause(3, 1, 1), "quote": "构建格局"}
    Zone.objects.create(code="space", name="一轴", kind="axis", **at)
    Function.objects.create(code="f-pole", name="增长极", kind="战略定位", **at)
    Duty.objects.create(code="d-eia", name="环评", verb="开展", **at)
    found = entries.others(plan, {at["clause"].pk: (3, 1, None, 1)})
    assert {(e.item, e.name) for e in found} == {
        ("空间格局", "一轴"), ("功能定位", "增长极"), ("实施职责", "环评"),
    }  # fmt: skip
    assert {e.spots for e in found} == {((3, 1, None, 1),)}


def test_offices_whose_work_went_to_another_come_last():
    new = Organisation.objects.create(code="b-new", name="自然资源厅")
    Organisation.objects.create(code="a-old", name="国土资源厅", successor=new)
    found = sorted(entries.offices(), key=lambda entry: entry.order)
    assert [entry.name for entry in found] == ["自然资源厅", "国土资源厅"]


@pytest.mark.parametrize("read", [entries.heads, entries.clauses, entries.evaluations])
def test_each_costs_one_query(plan, read, django_assert_num_queries):
    with django_assert_num_queries(1):
        read(plan)


@pytest.mark.parametrize("read", [entries.projects, entries.indicators, entries.others])
def test_each_kind_of_item_costs_one_query(plan, read, django_assert_num_queries):
    work("一"), work("二")
    factories.indicator()
    with django_assert_num_queries(1):
        read(plan, {})


def test_works_carry_the_criterion_in_force_today(plan, coordinator):
    made = work("甲高速", criterion="通车公告")
    assert entries.projects(plan, {})[0].settled == "通车公告"
    add_drafts({made.pk: "交工验收结论"}, {made.pk: "按判据表拟定"})
    assert entries.projects(plan, {})[0].settled == "交工验收结论"
    revise_criterion(project=made, text="主管部门的批复", valid_from=date(2018, 1, 5),
                     by=coordinator, reason="改用批复", seen=1)  # fmt: skip
    assert entries.projects(plan, {})[0].settled == "主管部门的批复"
