"""Roles, duties and the spatial pattern: each with its clause, whom it concerns and its links."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import PLAN_END, Moment
from dashboards.queries.roles import areas, duties, functions, narrowed, stirred, zones
from metrics.actions import ensure
from plan.models import Duty, Function, Link, Passage, Span, Zone
from tests import factories

pytestmark = pytest.mark.django_db

END = Moment(PLAN_END)
THEN = Moment(date(2016, 12, 31))


def all_of(groups):
    return {row.code: row for group in groups for row in group.rows}


def test_all_of_the_catalogue_are_there(whole_plan):
    for read, model in ((functions, Function), (duties, Duty), (zones, Zone)):
        codes = set(model.objects.filter(plan=whole_plan).values_list("code", flat=True))
        assert all_of(read(whole_plan, END)).keys() == codes


def test_functions_stand_by_kind_in_the_order_of_the_plan(whole_plan):
    titles = [group.title for group in functions(whole_plan, END)]
    assert titles == ["战略定位", "城市定位", "功能定位", "产业布局"]


def test_a_layout_says_city_and_industry_and_leads_to_its_measure(whole_plan):
    row = all_of(functions(whole_plan, END))["f-bio-drugs-changchun"]
    assert row.whom == ("长春市", "生物医药产业")
    assert row.address == "第六章第一节专栏3第1段"
    assert [kin.title for kin in row.kin] == ["本项所属的重点任务"]


def test_a_city_finds_its_own_and_those_of_its_counties(whole_plan):
    found = all_of(functions(whole_plan, END, area="231000"))
    assert {"f-mudanjiang-leisure", "f-suifenhe-trade-logistics"} <= found.keys()
    assert "f-gateway" not in found
    assert ("231000", "牡丹江市") in areas(whole_plan)


def test_a_duty_names_the_units_of_then_and_of_today(whole_plan):
    row = all_of(duties(whole_plan, END))["d-tracking"]
    assert sorted(row.whom) == ["住房和城乡建设部", "国家发展和改革委员会"]
    heads = [group.title for group in duties(whole_plan, END)]
    assert "发展改革委会同住房城乡建设部" in heads
    assert "规划没有写明责任主体" in heads


def test_a_part_of_the_pattern_names_what_lies_in_it(whole_plan):
    row = all_of(zones(whole_plan, END))["space-cores"]
    assert row.whom == ("长春市、哈尔滨市",)
    assert {kin.title for kin in row.kin} >= {"属于本项范围的重点任务"}


def test_the_clause_is_shown_whole_with_its_words_marked_where_it_was_imported(whole_plan):
    assert not any(row.words for row in all_of(duties(whole_plan, END)).values())
    duty = Duty.objects.get(plan=whole_plan, code="d-implementation-plan")
    end = Span.objects.filter(clause=duty.clause).latest("end").end
    Passage.objects.create(clause=duty.clause, text="<" + "甲" * (end - 1), source="测试")
    row = all_of(duties(whole_plan, END))[duty.code]
    assert row.words.startswith("&lt;")
    assert row.words.count("<mark>") == 1
    shorter = Passage.objects.get(clause=duty.clause)
    shorter.text = "甲"
    shorter.save()
    assert all_of(duties(whole_plan, END))[duty.code].words == "甲"


@pytest.mark.parametrize("read", [functions, duties, zones])
def test_a_page_reads_few_queries(whole_plan, django_assert_max_num_queries, read):
    with django_assert_max_num_queries(9):
        read(whole_plan, END)


def test_between_two_moments_each_linked_item_tells_what_changed(whole_plan):
    ensure(THEN)
    found = zones(whole_plan, END, THEN)
    told = {
        row.name: [step.words for step in row.steps]
        for role in all_of(found).values()
        for kin in role.kin
        for row in kin.rows
    }
    assert told["哈尔滨至牡丹江铁路"] == ["在建 → 投用；可确认未达到 → 可确认达到"]
    assert [] in told.values()
    assert stirred(zones(whole_plan, END)) == dict.fromkeys(stirred(found), 0)


def test_only_what_changed_so_is_kept_and_counted(whole_plan):
    ensure(THEN)
    found = zones(whole_plan, END, THEN)
    counts = stirred(found)
    assert 0 < counts["any"] < len(all_of(found))
    for change, count in counts.items():
        kept = all_of(narrowed(found, change))
        assert len(kept) == count
        for code, role in kept.items():
            whole = {kin.title: kin.rows for kin in all_of(found)[code].kin}
            for kin in role.kin:
                assert kin.total == len(whole[kin.title]) >= len(kin.rows) > 0
                assert all(row.kinds and (change in (*row.kinds, "any")) for row in kin.rows)


def test_an_indicator_tells_its_values_between_two_moments(db):
    clause = factories.project().clause
    for code, years in (("ind-x", (2016, 2020)), ("ind-y", (2016,))):
        indicator = factories.indicator(code, name=code)
        for year in years:
            end = date(year, 12, 31)
            factories.observation(indicator, f"{code}-{year}", year=year, period_start=end,
                                  period_end=end, value=Decimal(year - 1950))  # fmt: skip
        Link.objects.create(plan=clause.plan, relation="measures", source_kind="indicator",
                            source=code, target_kind="duty", target="one")  # fmt: skip
    Duty.objects.create(plan=clause.plan, clause=clause, code="one", name="职责")
    for moment in (THEN, END):
        ensure(moment)
    (kin,) = all_of(duties(clause.plan, END, THEN))["one"].kin
    assert {row.name: [step.words for step in row.steps] for row in kin.rows} == {
        "ind-x": ["长春市：2016年末66% → 2020年末70%"],
        "ind-y": [],
    }
