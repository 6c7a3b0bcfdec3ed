"""The lists of indicators in the browser's hands."""

from decimal import Decimal
from urllib.parse import unquote

import pytest

from audit.models import Entry
from tests import factories
from tests.indicators.test_queries import target
from tests.workbook.reading import rows_of, sheet_of

pytestmark = pytest.mark.django_db

LIST_QUERIES = 15


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_baseline_target_and_latest_value(as_li):
    subject = factories.indicator(name="城镇化率")
    target(subject, "baseline", value=Decimal("56.5"), year=2015)
    target(subject, value=Decimal(60))
    factories.observation(subject, vintage="first_release")

    html = html_of(as_li, "/indicators/")

    for shown in ("城镇化率", "基期值、目标值", "56.5%", "60%", "65.1%",
                  "长春市，2019年末，初次发布"):  # fmt: skip
        assert shown in html
    assert f'href="/indicators/{subject.code}/"' in html


def test_no_number_is_shown_where_the_plan_names_none(as_li):
    target(factories.indicator(name="耕地质量", unit=""), "qualitative")
    html = html_of(as_li, "/indicators/")
    assert "规划未提量化目标" in html
    assert '<div class="nowrap">—</div>' in html


def test_reference_series_have_a_page_of_their_own(as_li):
    factories.indicator(name="户籍人口", reference=True)
    factories.indicator(name="城镇化率")
    own, other = html_of(as_li, "/indicators/"), html_of(as_li, "/indicators/list/reference/")
    assert "户籍人口" not in own and "城镇化率" in own
    assert "户籍人口" in other and "城镇化率" not in other
    assert "不计入各项比率" in other


def test_the_moment_changes_the_figures_and_is_kept(as_li):
    subject = factories.indicator()
    factories.observation(subject)
    assert "65.1%" in html_of(as_li, "/indicators/")
    html = html_of(as_li, "/indicators/?as_of=2018-12-31")
    assert "65.1%" not in html
    assert f'href="/indicators/{subject.code}/?as_of=2018-12-31"' in html
    assert 'href="/indicators/list/reference/?as_of=2018-12-31"' in html
    assert "65.1%" not in html_of(as_li, "/indicators/?known_at=2019-01-01")


@pytest.mark.parametrize("page", ["/indicators/", "/indicators/list/reference/"])
def test_an_unknown_condition_gets_a_clear_message(as_li, page):
    factories.indicator(name="甲")
    factories.indicator(name="乙", reference=True)
    html = html_of(as_li, f"{page}?has=maybe")
    assert "“maybe”不在可选范围内，请重新选择。" in html
    assert ">甲<" not in html and ">乙<" not in html


@pytest.mark.parametrize("query", ["sort=x", "page=0", "as_of=2020-02-30", "q=%00"])
def test_nonsense_in_the_address_is_no_failure(as_li, query):
    factories.plan()
    assert as_li.get(f"/indicators/?{query}").status_code in (200, 400)


def test_before_the_first_record_the_system_basis_shows_nothing(as_li):
    factories.indicator(name="甲")
    html = html_of(as_li, "/indicators/?basis=system&known_at=2001-01-01")
    assert "该时点没有可显示的资料" in html
    assert ">甲<" not in html


def test_the_workbook_holds_what_is_shown(as_li):
    for number in range(28):
        factories.indicator(name=f"指标{number:02}")
    factories.indicator(name="别的")

    answer = as_li.get("/indicators/export.xlsx?q=指标&sort=-name&has=no")

    rows = rows_of(answer.content, head=4)
    assert [row["指标"] for row in rows] == [f"指标{n:02}" for n in reversed(range(28))]
    told = sheet_of(answer.content)["A2"].value
    assert "截至2020年12月31日" in told
    assert "筛选：名称：指标；监测值：暂无数据；共 28 项" in told
    assert "规划指标_截至2020-12-31.xlsx" in unquote(answer["Content-Disposition"])
    assert Entry.objects.get(action="indicators.export").sentence.startswith("导出指标表（28项")


def test_the_workbook_of_reference_series_says_what_they_are(as_li):
    factories.indicator(name="户籍人口", reference=True)
    answer = as_li.get("/indicators/list/reference.xlsx")
    assert sheet_of(answer.content)["A3"].value == "参考指标为规划未列的指标，不计入各项比率"
    assert rows_of(answer.content, head=5)[0]["指标"] == "户籍人口"


def test_a_wrong_condition_exports_nothing_and_says_why(as_li):
    factories.plan()
    answer = as_li.get("/indicators/export.xlsx?kind=victory")
    assert (answer.status_code, answer["Location"]) == (302, "/indicators/?kind=victory")


def test_the_lists_need_a_log_in(client):
    for url in ("/indicators/", "/indicators/list/reference/", "/indicators/export.xlsx"):
        assert client.get(url).status_code == 302


@pytest.mark.parametrize("page", ["/indicators/", "/indicators/list/reference/"])
def test_the_real_lists_open_with_few_queries(
    whole_plan, as_zhao, django_assert_max_num_queries, page
):
    as_zhao.get(page)
    with django_assert_max_num_queries(LIST_QUERIES):
        assert "导出 Excel" in html_of(as_zhao, page)


def test_no_target_is_shown_for_what_the_plan_gives_no_number(whole_plan, as_zhao):
    html = html_of(as_zhao, "/indicators/?q=城镇化率")
    assert "56.5%" in html
    assert html.count("只有基期值") == 1
