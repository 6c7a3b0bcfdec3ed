"""Two moments side by side: first screen, lists, page of a work, page of an indicator."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metrics.actions import rebuild
from tests import factories
from tests.dashboards.test_views import html_of, words_of
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

THEN = "versus=2016-12-31"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def moved(code="road-x", name="甲高速"):
    """A road under construction in 2016 and in use in 2019."""
    work = factories.project(code, name=name)
    factories.fact(work, "A", event="construction_start", day=date(2015, 1, 1))
    factories.fact(work, "B", day=date(2019, 6, 1))
    return work


def test_the_bar_is_there_and_closed_until_something_is_asked(as_li):
    moved()
    html = html_of(as_li, "/")
    assert '<details class="moment versus versus--idle"><summary>与另一时点对照</summary>' in html
    assert 'href="?versus=quarter"' in html
    assert "两个时点之间" not in html
    assert "两个时点对照" not in html_of(as_li, "/works/")
    assert 'class="moment versus' not in html_of(as_li, "/conventions/")
    assert "两个时点对照" not in words_of(html_of(as_li, "/plan/"))


def test_the_first_screen_tells_each_figure_then_now_and_why(as_li):
    moved()
    words = words_of(html_of(as_li, f"/?{THEN}"))
    assert "1个项目的阶段或评价不同：实际进展1项，补充认识0项，修正0项" in words
    assert "可确认达到（项）0+1001" in words
    assert "可确认未达到（项）1−1000" in words
    assert "承诺兑现率（宽口径）下限0.0%+100.0个百分点00100.0%" in words
    assert "领域公路0→1（实际进展+1）1→0（实际进展−1）0" in words
    assert "甲高速实际进展在建至建成之间→投用；可确认未达到→可确认达到" in words


def test_equal_moments_are_said_to_be_equal(as_li):
    moved()
    words = words_of(html_of(as_li, "/?as_of=2021-12-31&versus=plan_end"))
    assert "没有一个项目的阶段或评价不同" in words


def test_the_list_shows_and_narrows_to_what_changed(as_li):
    moved()
    factories.project("road-y", name="乙高速")
    words = words_of(html_of(as_li, f"/works/?{THEN}"))
    assert "实际进展在建至建成之间→投用；可确认未达到→可确认达到" in words
    assert "乙高速" in words
    assert "乙高速" not in words_of(html_of(as_li, f"/works/?{THEN}&change=any"))
    assert "共1项" in words_of(html_of(as_li, f"/works/?{THEN}&change=moved"))
    assert "共0项" in words_of(html_of(as_li, f"/works/?{THEN}&change=revised"))
    assert "不在可选范围内" in html_of(as_li, f"/works/?{THEN}&change=x")
    assert "乙高速" in words_of(html_of(as_li, "/works/?change=any"))


def test_measures_are_compared_in_their_own_list(as_li):
    work = factories.project("m-x", kind="measure", ladder="measure", required="done",
                             required_strict="done", name="甲任务")  # fmt: skip
    factories.fact(work, "A", event="completed", day=date(2019, 6, 1))
    assert "共1项" in words_of(html_of(as_li, f"/measures/?{THEN}&change=any"))
    assert "两个时点对照" in words_of(html_of(as_li, f"/works/m-x/?{THEN}"))


def test_the_page_of_a_work_names_the_facts_with_source_and_approval(as_li):
    work = factories.project("road-x", cities=("220100",))
    factories.submission_at("approved", work)
    rebuild()
    words = words_of(html_of(as_li, f"/works/road-x/?{THEN}"))
    assert "从截至2016年12月31日，公开口径，用全部已知资料，到所选时点。" in words
    assert "实际进展" in words
    assert "吉林省交通运输厅，2020年9月28日发布" in words
    assert "长春市发展和改革委员会填报，吉林省发展和改革委员会审核" in words


def test_a_correction_shows_what_stood_before(as_li):
    work = factories.project("road-x")
    factories.fact(work, "A", day=date(2019, 6, 1), source=factories.published(date(2019, 6, 2)))
    factories.fact(work, "B", day=date(2021, 6, 1), source=factories.published(date(2022, 1, 1)),
                   corrects="A", reason="原报日期有误")  # fmt: skip
    words = words_of(html_of(as_li, "/works/road-x/?versus_known_at=2021-01-01"))
    assert "修正投用→不晚于建成；可确认达到→可确认未达到" in words
    assert "更正A（理由：原报日期有误）" in words
    assert "原先依据的（1条）" in words


def test_the_page_without_a_difference_says_so(as_li):
    moved()
    words = words_of(html_of(as_li, "/works/road-x/?as_of=2021-12-31&versus=plan_end"))
    assert "两个时点之间没有差别。" in words


def test_the_page_of_an_indicator_tells_the_values_with_their_sources(as_li):
    indicator = factories.indicator("ind-x")
    factories.observation(indicator, "A")
    later = date(2020, 12, 31)
    factories.observation(indicator, "B", year=2020, period_start=later, period_end=later,
                          value=Decimal("66.5"))  # fmt: skip
    words = words_of(html_of(as_li, "/indicators/ind-x/?versus=2019-12-31"))
    assert "实际进展长春市：2019年末65.1%→2020年末66.5%" in words
    assert "统计公报，长春市统计局" in words
    assert "原先依据的（1条）" in words
    list_words = words_of(html_of(as_li, "/indicators/?versus=2019-12-31&change=any"))
    assert "实际进展长春市：2019年末65.1%→2020年末66.5%" in list_words


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/?tab=after",
        "/?tab=outlook",
        "/curve/",
        "/plan/",
        "/works/",
        "/measures/",
        "/indicators/",
        "/works/road-x/",
    ],
)
@pytest.mark.parametrize("query", ["versus=x", f"versus={'9' * 3000}", "versus=2020-12-31",
                                   "versus_basis=z", "versus_known_at=2999-01-01"])  # fmt: skip
def test_a_moment_that_cannot_be_compared_leaves_the_page(as_li, page, query):
    moved()
    html = html_of(as_li, f"{page}?{query}")
    assert "本页只显示所选时点。" in html
    assert "两个时点之间" not in html


def test_links_and_forms_keep_the_second_moment(as_li):
    moved()
    html = html_of(as_li, f"/works/?{THEN}")
    assert f'href="/works/road-x/?{THEN}"' in html
    assert '<input type="hidden" name="versus" value="2016-12-31">' in html
    assert f"/works/export.xlsx?{THEN}" in html


def test_the_workbook_says_what_was_compared(as_li):
    moved()
    answer = as_li.get(f"/works/export.xlsx?{THEN}&change=any")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("page", "most"),
    [("/", 15), ("/works/", 12), ("/indicators/", 9), ("/works/rail-harbin-mudanjiang/", 12)],
)
def test_comparing_costs_few_queries_whatever_is_on_file(as_li, whole_plan, page, most):
    query = "versus=2019-12-31&versus_known_at=2020-06-30"
    asked = []
    for address in (page, f"{page}?{query}"):
        html_of(as_li, address)
        with CaptureQueriesContext(connection) as found:
            html_of(as_li, address)
        asked.append(len(found))
    assert asked[1] - asked[0] <= most
