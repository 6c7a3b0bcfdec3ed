"""The list of works in the browser's hands."""

import re
from datetime import date
from urllib.parse import unquote

import pytest

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from metrics.queries import results
from tests import factories
from tests.workbook.reading import rows_of, sheet_of

pytestmark = pytest.mark.django_db

LIST_QUERIES = 15
MOMENT = "截至2020年12月31日，公开口径，用全部已知资料"


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_every_column_of_a_work(as_li):
    work = factories.project(name="甲线", verb="加快建设")
    factories.fact(work)

    html = html_of(as_li, "/works/")

    for shown in ("甲线", "公路", "加快建设（建设）", "一次性", "长春市", "投用", "可确认达到",
                  "1 条", "2020年9月26日", "第五章第一节"):  # fmt: skip
        assert shown in html
    assert f'href="/works/{work.code}/"' in html


def test_links_keep_the_moment(as_li):
    work = factories.project()
    html = html_of(as_li, "/works/?as_of=2018-12-31&known_at=2019-06-01")
    assert f'href="/works/{work.code}/?as_of=2018-12-31&amp;known_at=2019-06-01"' in html
    assert "/works/export.xlsx?as_of=2018-12-31&amp;known_at=2019-06-01" in html


def test_the_moment_changes_the_figures(as_li):
    factories.fact(factories.project())
    factories.fact(factories.project(), day=date(2022, 5, 1))

    assert html_of(as_li, "/works/").count(">可确认达到<") == 2  # one row, one choice
    assert html_of(as_li, "/works/?as_of=2022-12-31").count(">可确认达到<") == 3
    assert html_of(as_li, "/works/?as_of=2022-12-31").count(">逾期后完成<") == 2
    assert html_of(as_li, "/works/?known_at=2019-01-01").count(">可确认达到<") == 1


def test_twenty_five_works_fill_a_page(as_li):
    for number in range(27):
        factories.project(name=f"第{number:02}号工程")
    first, second = html_of(as_li, "/works/"), html_of(as_li, "/works/?page=2")
    assert "共 <b>27</b> 项" in first
    assert "第24号工程" in first and "第25号工程" not in first
    assert "第25号工程" in second and "第24号工程" not in second
    assert "第26号工程" in html_of(as_li, "/works/?page=99")


def test_the_links_of_the_first_screen_work(as_li):
    factories.project(name="甲线", category="railway")
    factories.project(name="乙线", category="railway", judgement="direction")
    html = html_of(as_li, "/works/?category=railway&verdict=undetermined")
    assert "甲线" in html and "乙线" not in html
    for query in ("province=220000", "city=220100", "commitment=build"):
        assert "甲线" in html_of(as_li, f"/works/?{query}")


@pytest.mark.parametrize(
    "query", ["category=victory", "city=1", "verdict=%F0%9F%92%A5", "province=x"]
)
def test_an_unknown_condition_gets_a_clear_message(as_li, query):
    factories.project(name="甲线")
    html = html_of(as_li, f"/works/?{query}")
    assert "不在可选范围内，请重新选择。" in html
    assert "筛选条件有误，未列出项目" in html
    assert "甲线" not in html


@pytest.mark.parametrize(
    "query",
    ["sort=nonsense", "page=-1", "page=x", "sort=-stage&sort=name", "as_of=x", "q=%ed%a0%80"],
)
def test_nonsense_in_the_address_is_no_failure(as_li, query):
    factories.project(name="甲线")
    assert "<h1>重点项目</h1>" in html_of(as_li, f"/works/?{query}")


def test_before_the_first_record_the_system_basis_shows_nothing(as_li):
    factories.project(name="甲线")
    html = html_of(as_li, "/works/?basis=system&known_at=2001-01-01")
    assert "该时点没有可显示的资料" in html
    assert "甲线" not in html


def test_the_list_needs_a_log_in(client):
    assert client.get("/works/").status_code == 302
    assert client.get("/works/export.xlsx").status_code == 302


def test_the_workbook_holds_all_pages_of_what_is_shown_in_the_order_shown(as_li):
    for number in range(30):
        factories.project(name=f"第{number:02}号工程", category="road")
    factories.project(name="别的", category="railway")

    answer = as_li.get("/works/export.xlsx?category=road&sort=-name&page=2")

    rows = rows_of(answer.content, head=4)
    assert [row["项目名称"] for row in rows] == [f"第{n:02}号工程" for n in reversed(range(30))]
    sheet = sheet_of(answer.content)
    assert (
        sheet["A2"].value
        == "截至2020年12月31日，公开口径，用全部已知资料；筛选：领域：公路；共 30 项"
    )
    assert "长春市发展和改革委员会 李工" in sheet["A3"].value
    assert "重点项目_截至2020-12-31.xlsx" in unquote(answer["Content-Disposition"])


def test_an_export_leaves_a_trace(as_li):
    factories.project()
    as_li.get("/works/export.xlsx?verdict=no_data")
    entry = Entry.objects.get(action="projects.export")
    assert entry.actor == "li"
    assert entry.sentence == f"导出重点项目表（1项；{MOMENT}；筛选：承诺评价：暂无资料）"


@pytest.mark.parametrize("query", ["category=victory", "as_of=x"])
def test_a_wrong_condition_exports_nothing_and_says_why(as_li, query):
    factories.project()
    answer = as_li.get(f"/works/export.xlsx?{query}")
    assert (answer.status_code, answer["Location"]) == (302, f"/works/?{query}")
    assert not Entry.objects.filter(action="projects.export").exists()


def test_the_real_list_opens_with_few_queries(whole_plan, as_zhao, django_assert_max_num_queries):
    as_zhao.get("/works/")
    with django_assert_max_num_queries(LIST_QUERIES):
        html = html_of(as_zhao, "/works/?sort=-stage&verdict=undetermined")
    assert len(re.findall(r'<tr [^>]*class="(?:even|odd)"', html)) == 25


def test_the_list_agrees_with_the_account(whole_plan, as_zhao):
    account = results(Moment(PLAN_END), "account", subjects=["hachang-2016/works/all"])
    counts = account["hachang-2016/works/all", "promise_rate"].detail
    for code in ("reached", "missed", "undetermined", "no_data", "adjusted"):
        html = html_of(as_zhao, f"/works/?verdict={code}")
        assert f"共 <b>{counts[code]}</b> 项" in html, code
