"""The list of measures in the browser's hands; the list of works never holds one."""

from urllib.parse import unquote

import pytest

from audit.models import Entry
from projects.models import Project
from projects.rules import THEME_WORDS
from tests import factories
from tests.projects.test_views import LIST_QUERIES, MOMENT, html_of
from tests.workbook.reading import rows_of, sheet_of

pytestmark = pytest.mark.django_db


def measure(**more):
    values = {"kind": "measure", "ladder": "measure", "category": "water", "required": "done",
              "required_strict": "done"} | more  # fmt: skip
    return factories.project(**values)


def test_works_and_measures_are_never_mixed(as_li):
    factories.project(name="甲线")
    measure(name="乙事")
    works, measures = html_of(as_li, "/works/"), html_of(as_li, "/measures/")
    assert "甲线" in works and "乙事" not in works
    assert "乙事" in measures and "甲线" not in measures
    assert "<h1>重点任务</h1>" in measures and "任务名称" in measures
    assert "<h1>重点项目</h1>" in works and "项目名称" in works


def test_the_navigation_leads_from_works_to_measures(as_li):
    measure()
    html = html_of(as_li, "/measures/")
    nav = html.partition('aria-label="主导航"')[2].partition("</nav>")[0]
    assert nav.index(">重点项目<") < nav.index(">重点任务<") < nav.index(">任务分解<")
    assert 'href="/measures/" aria-current="page"' in nav


@pytest.mark.parametrize("judgement", ["keep", "condition", "direction"])
def test_a_measure_that_is_never_settled_enters_no_rate(as_li, judgement):
    measure(name="乙事", judgement=judgement)
    rows = html_of(as_li, "/measures/").partition("<tbody")[2].partition("</tbody>")[0]
    assert "乙事" in rows and "不计入比率" in rows
    assert "共 <b>1</b> 项" in html_of(as_li, "/measures/?verdict=unrated")
    assert "乙事" not in html_of(as_li, "/measures/?verdict=undetermined")


def test_a_measure_to_be_done_once_gets_a_verdict(as_li):
    measure(name="乙事", judgement="once")
    measure(name="丙事", judgement="list")
    html = html_of(as_li, "/measures/?verdict=no_data")
    assert "乙事" in html and "丙事" in html


def test_measures_are_narrowed_by_their_themes_and_works_by_their_sectors(as_li):
    measure(name="乙事")
    measure(name="丙事", category="housing")
    html = html_of(as_li, "/measures/?category=water")
    assert "乙事" in html and "丙事" not in html
    assert all(f'value="{code}"' in html for code in THEME_WORDS)
    assert 'value="railway"' not in html
    assert "不在可选范围内，请重新选择。" in html_of(as_li, "/measures/?category=railway")
    assert "不在可选范围内，请重新选择。" in html_of(as_li, "/works/?category=water")


def test_links_of_the_list_keep_the_moment(as_li):
    code = measure().code
    html = html_of(as_li, "/measures/?as_of=2018-12-31")
    assert f'href="/works/{code}/?as_of=2018-12-31"' in html
    assert "/measures/export.xlsx?as_of=2018-12-31" in html


@pytest.mark.parametrize("order", ["sort=category", "sort=-verdict", "sort=stage", "sort=-facts"])
def test_every_order_opens(as_li, order):
    measure(judgement="keep")
    measure(category="housing")
    assert "共 <b>2</b> 项" in html_of(as_li, f"/measures/?{order}")


def test_the_workbook_of_measures_holds_measures_alone_and_leaves_its_own_trace(as_li):
    factories.project(name="甲线")
    measure(name="乙事", judgement="keep")
    answer = as_li.get("/measures/export.xlsx?category=water")
    row, *others = rows_of(answer.content, head=4)
    assert (row["任务名称"], row["领域"], row["承诺评价"]) == ("乙事", "水利", "不计入比率")
    assert row["承诺评价（从严）"] == "不计入比率"
    assert others == []
    assert sheet_of(answer.content)["A2"].value == f"{MOMENT}；筛选：领域：水利；共 1 项"
    assert "重点任务_截至2020-12-31.xlsx" in unquote(answer["Content-Disposition"])
    entry = Entry.objects.get(action="projects.export_measures")
    assert entry.sentence == f"导出重点任务表（1项；{MOMENT}；筛选：领域：水利）"


def test_a_wrong_condition_leads_back_to_the_list_of_measures(as_li):
    measure()
    answer = as_li.get("/measures/export.xlsx?category=railway")
    assert (answer.status_code, answer["Location"]) == (302, "/measures/?category=railway")
    assert not Entry.objects.filter(action="projects.export_measures").exists()


def test_the_list_needs_a_log_in(client):
    assert client.get("/measures/").status_code == 302
    assert client.get("/measures/export.xlsx").status_code == 302


def test_the_real_list_holds_every_measure(whole_plan, as_zhao, django_assert_max_num_queries):
    as_zhao.get("/measures/")
    with django_assert_max_num_queries(LIST_QUERIES):
        html = html_of(as_zhao, "/measures/?sort=-stage")
    count = Project.objects.filter(plan=whole_plan, kind="measure").count()
    assert count > 500 and f"共 <b>{count}</b> 项" in html
    unrated = Project.objects.filter(plan=whole_plan, kind="measure").exclude(
        judgement__in=["once", "list"]
    )
    html = html_of(as_zhao, "/measures/?verdict=unrated")
    assert f"共 <b>{unrated.count()}</b> 项" in html
