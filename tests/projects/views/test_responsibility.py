"""The 任务分解表 on screen and as a workbook."""

import re
from datetime import date

import pytest
from django.utils import timezone

from audit.models import Entry
from projects.actions import Decision, assign, end, set_term
from regions.models import Organisation
from tests import factories
from tests.conftest import browser
from tests.workbook.reading import rows_of

pytestmark = pytest.mark.django_db

URL = "/responsibility/"
PAGE_QUERIES = 24


def unit(code, name, **more):
    made, _ = Organisation.objects.get_or_create(code=code, defaults={"name": name} | more)
    return made


def named(work, name="甲厅", role="lead", day=date(2017, 3, 1), **more):
    return assign(by=factories.coordinator(), project=work, organisation=unit(name, name, **more),
                  role=role, decision=Decision(day, "任务分解方案"))  # fmt: skip


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html):
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    plain = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
            for row in plain.split("</tr>")[:-1]]  # fmt: skip


def exported(client, query=""):
    answer = client.get(f"{URL}export.xlsx{query}")
    assert answer.status_code == 200
    return rows_of(answer.content, head=5)


def test_an_item_nobody_was_named_for_says_so_and_is_counted(as_li):
    factories.project(name="甲铁路")
    html = html_of(as_li, URL)
    assert "待明确" in rows(html)[0]
    assert "重点项目 1 项，其中待明确牵头单位" in html
    assert "clarity=unclear" in html


def test_the_list_of_items_without_a_lead(as_li):
    named(factories.project(name="甲铁路"))
    factories.project(name="乙铁路")
    html = html_of(as_li, f"{URL}?clarity=unclear")
    assert [row for row in rows(html) if "乙铁路" in row]
    assert not [row for row in rows(html) if "甲铁路" in row]
    assert "重点项目 2 项，其中待明确牵头单位" in html


def test_units_deadline_and_deliverable_stand_in_their_columns(as_li):
    work = factories.project(name="甲铁路")
    named(work)
    named(work, "乙市政府", "responsible")
    named(work, "丙集团", "support")
    set_term(by=factories.coordinator(), project=work, decision=Decision(date(2017, 3, 1), "方案"),
             deadline=date(2018, 6, 30), deadline_precision="month", deliverable="开工",
             note="分两期")  # fmt: skip
    row = rows(html_of(as_li, URL))[0]
    for words in ("甲厅", "责任单位：乙市政府；配合单位：丙集团", "2018年6月", "开工", "分两期",
                  "暂无资料"):  # fmt: skip
        assert words in row


def test_the_two_ledgers_never_stand_on_one_page(as_li):
    factories.project(name="甲铁路")
    factories.project(name="推进乙事", kind="measure", category="reform", ladder="measure",
                      judgement="direction", required="implementing",
                      required_strict="implementing")  # fmt: skip
    works, measures = html_of(as_li, URL), html_of(as_li, f"{URL}?kind=measure")
    assert "甲铁路" in works
    assert "推进乙事" not in works
    assert "推进乙事" in measures
    assert "甲铁路" not in measures
    assert "不计入比率" in rows(measures)[0]


def test_the_day_decides_and_the_name_of_then_is_kept(as_li):
    work = factories.project(name="甲铁路")
    heir = unit("new", "自然资源厅", valid_from=date(2018, 10, 25))
    row = named(work, "国土资源厅", successor=heir)
    change = Decision(date(2018, 10, 25), "改革方案")
    end(by=factories.coordinator(), responsibility=row, decision=change, reason="机构改革")
    assign(by=factories.coordinator(), project=work, organisation=heir, role="lead",
           decision=change)  # fmt: skip
    then, now = html_of(as_li, f"{URL}?as_of=2018-10-24"), html_of(as_li, URL)
    assert "国土资源厅（现自然资源厅承接）" in rows(then)[0]
    assert "国土资源厅" not in rows(now)[0]
    assert "自然资源厅" in rows(now)[0]


def test_what_was_entered_later_was_not_known_before(as_li):
    named(factories.project())
    before = (timezone.localdate().replace(day=1)).replace(year=timezone.localdate().year - 1)
    html = html_of(as_li, f"{URL}?known_at={before.isoformat()}")
    assert "待明确" in rows(html)[0]


def test_a_unit_is_found_by_its_records_under_the_old_name(as_li):
    heir = unit("new", "自然资源厅")
    named(factories.project(name="甲铁路"), "国土资源厅", successor=heir)
    factories.project(name="乙铁路")
    html = html_of(as_li, f"{URL}?unit=new")
    assert "甲铁路" in html
    assert "乙铁路" not in html


@pytest.mark.parametrize(
    ("query", "seen"),
    [("province=230000", "乙铁路"), ("city=220100", "甲铁路"), ("q=乙", "乙铁路"),
     ("chapter=6", "乙铁路")],
)  # fmt: skip
def test_the_table_is_narrowed(as_li, query, seen):
    from plan.models import Section

    for number in (5, 6):
        Section.objects.create(plan=factories.plan(), chapter=number, title=f"第{number}")
    factories.place("230100")
    factories.project(name="甲铁路")
    second = factories.project(name="乙铁路", cities=("230100",))
    type(second.clause).objects.filter(pk=second.clause_id).update(chapter=6)
    found = rows(html_of(as_li, f"{URL}?{query}"))
    assert len(found) == 1
    assert seen in found[0]


@pytest.mark.parametrize(
    "query",
    ["province=x", "clarity=x", "unit=x", "chapter=99", "city=%00x", "q=" + "长" * 51],
)
def test_a_wrong_condition_lists_nothing_and_says_so(as_li, query):
    factories.project(name="甲铁路")
    answer = as_li.get(f"{URL}?{query}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert "筛选条件有误" in answer.content.decode()


@pytest.mark.parametrize("query", ["kind=x", "page=x", "page=-1", "page=99", "as_of=x"])
def test_nonsense_in_the_address_is_no_failure(as_li, query):
    factories.project(name="甲铁路")
    assert "甲铁路" in html_of(as_li, f"{URL}?{query}")


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader"])
def test_only_coordinators_see_the_ways_to_decide(who):
    work = factories.project()
    seen = html_of(browser(getattr(factories, who)()), URL)
    assert f"/responsibility/{work.code}/" not in seen
    assert "/responsibility/import/" not in seen
    own = html_of(browser(factories.coordinator()), URL)
    assert f"/responsibility/{work.code}/" in own
    assert "/responsibility/import/" in own


def test_progress_and_state_are_those_of_the_moment(as_li):
    work = factories.project(name="甲铁路")
    factories.fact(work, event="construction_start", day=date(2017, 9, 1), precision="month",
                   summary="全线开工")  # fmt: skip
    factories.fact(work, day=date(2021, 6, 1), summary="通车")
    then = rows(html_of(as_li, f"{URL}?as_of=2020-12-31"))[0]
    now = rows(html_of(as_li, URL))[0]
    assert "在建" in then
    assert "2017年9月：全线开工" in then
    assert "可确认未达到" in then
    assert "2021年6月1日：通车" in now
    assert "逾期后完成" in now


def test_before_the_first_record_the_system_basis_shows_nothing(as_li):
    factories.project(name="甲铁路")
    html = html_of(as_li, f"{URL}?basis=system&known_at=2017-01-01")
    assert "甲铁路" not in html
    assert "该时点没有可显示的资料" in html


def test_the_export_is_the_official_table(as_li):
    work = factories.project(name="甲铁路")
    named(work)
    named(work, "乙市政府", "responsible")
    row = exported(as_li)[0]
    assert list(row)[:10] == ["序号", "规划章节", "任务", "牵头单位", "责任(配合)单位",
                              "完成时限", "成果形式", "进展情况", "完成状态", "备注"]  # fmt: skip
    assert (row["序号"], row["任务"], row["牵头单位"]) == (1, "甲铁路", "甲厅")
    assert (row["责任(配合)单位"], row["完成时限"]) == ("乙市政府", None)
    assert row["事项代码"] == work.code


def test_the_export_follows_filter_and_moment_and_leaves_its_trace(as_li):
    named(factories.project(name="甲铁路"))
    factories.project(name="乙铁路")
    listed = exported(as_li, "?clarity=unclear&as_of=2020-12-31")
    assert [row["任务"] for row in listed] == ["乙铁路"]
    assert listed[0]["序号"] == 1
    entry = Entry.objects.get(action="projects.export_table")
    assert "导出重点项目任务分解表（1项；" in entry.sentence
    assert "牵头单位：待明确牵头单位" in entry.sentence


def test_a_wrong_condition_exports_nothing(as_li):
    factories.project()
    answer = as_li.get(f"{URL}export.xlsx?province=x")
    assert answer.status_code == 302
    assert not Entry.objects.filter(action="projects.export_table").exists()


@pytest.mark.parametrize("kind", ["works", "measure"])
def test_the_real_table_opens_with_few_queries(
    whole_plan, as_zhao, kind, django_assert_max_num_queries
):
    as_zhao.get(f"{URL}?kind={kind}")
    with django_assert_max_num_queries(PAGE_QUERIES):
        html = html_of(as_zhao, f"{URL}?kind={kind}&page=3")
    assert len(rows(html)) == 25


def test_the_whole_real_table_is_exported_with_few_queries(
    whole_plan, as_zhao, django_assert_max_num_queries
):
    as_zhao.get(URL)
    with django_assert_max_num_queries(PAGE_QUERIES):
        listed = exported(as_zhao, "?kind=measure")
    assert len(listed) == 557
    assert {row["牵头单位"] for row in listed} == {"待明确"}
