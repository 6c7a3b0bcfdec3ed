"""Two moments side by side: first screen, lists, page of a work, page of an indicator."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from metrics.actions import rebuild
from tests import factories
from tests.dashboards.test_views import html_of, words_of
from tests.indicators.test_queries import target
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


@pytest.mark.parametrize("page", [
    "/", "/?tab=after", "/?tab=outlook", "/curve/", "/plan/", "/plan/functions/", "/plan/duties/",
    "/plan/zones/", "/works/", "/measures/", "/indicators/", "/works/road-x/",
])  # fmt: skip
@pytest.mark.parametrize("query", ["versus=x", f"versus={'9' * 3000}", "versus=2020-12-31",
                                   "versus_basis=z", "versus_known_at=2999-01-01"])  # fmt: skip
def test_a_moment_that_cannot_be_compared_leaves_the_page(as_li, page, query):
    moved()
    html = html_of(as_li, f"{page}{'&' if '?' in page else '?'}as_of=2020-12-31&{query}")
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
    factories.project("road-y", name="乙高速")
    rows = sheet_of(as_li, f"/works/export.xlsx?{THEN}")
    assert any("对照：截至2016年12月31日" in str(row[0]) for row in rows)
    head = next(row for row in rows if row[0] == "项目名称")
    assert head[1] == "变化"
    told = {row[0]: row[1] for row in rows}
    assert told["甲高速"] == "实际进展：在建至建成之间 → 投用；可确认未达到 → 可确认达到"
    assert told["乙高速"] == "相同"
    assert "变化" not in [row[1] for row in sheet_of(as_li, "/works/export.xlsx")]


@pytest.mark.parametrize("page", ["/indicators/export.xlsx", "/indicators/list/reference.xlsx"])
def test_the_workbook_of_indicators_says_what_changed(as_li, page):
    subject = factories.indicator("ind-x", reference="reference" in page)
    target(subject)
    factories.observation(subject, "A")
    later = date(2020, 12, 31)
    factories.observation(subject, "B", year=2020, period_start=later, period_end=later,
                          value=Decimal("66.5"))  # fmt: skip
    rows = sheet_of(as_li, f"{page}?versus=2019-12-31")
    told = {row[0]: row[1] for row in rows}
    assert told["指标"] == "变化"
    assert told[subject.name].startswith("实际进展：长春市：2019年末65.1% → 2020年末66.5%")


def sheet_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/", 15),
        ("/works/", 12),
        ("/indicators/", 9),
        ("/works/rail-harbin-mudanjiang/", 12),
        ("/plan/zones/", 12),
        ("/plan/duties/", 9),
    ],
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


def test_the_later_tab_tells_each_figure_then_and_now(as_li):
    moved()
    words = words_of(html_of(as_li, "/?tab=after&versus=2016-12-31"))
    assert "1个项目的阶段或评价不同：实际进展1项" in words
    assert "与规划期末相比有变化的项目" in words


def test_the_tables_of_groups_say_what_changed_in_each(as_li):
    moved()
    factories.project("apt-y", category="airport")
    html = html_of(as_li, f"/?{THEN}")
    assert html.count('<th scope="col">变化</th>') == 5
    words = words_of(html)
    assert "可确认达到0→1（实际进展+1）可确认未达到1→0（实际进展−1）" in words
    assert "还差1项资料即可评价相同" in words
    assert '<th scope="col">变化</th>' not in html_of(as_li, "/")


def test_the_goals_show_what_was_known_then(as_li):
    indicator = factories.indicator("ind-x")
    target(indicator, year=2030, kind="outlook", value=None)
    factories.observation(indicator, "A")
    later = date(2020, 12, 31)
    factories.observation(indicator, "B", year=2020, period_start=later, period_end=later,
                          value=Decimal("66.5"))  # fmt: skip
    words = words_of(html_of(as_li, "/?tab=outlook&as_of=2021-12-31&versus=2019-12-31"))
    assert "对照时点已知" in words
    assert "长春市：2019年末65.1%→2020年末66.5%" in words
    assert "对照时点已知" not in words_of(html_of(as_li, "/?tab=outlook"))


def test_the_outlook_is_told_then_and_now(as_li):
    indicator = factories.indicator("ind-x", unit="公里", direction=1)
    for number in range(2007, 2021):
        day = date(number, 12, 31)
        factories.observation(indicator, f"IO-{number}", year=number, period_start=day,
                              period_end=day, unit="公里",
                              value=40 + (number - 2007) * (1 + (number > 2018)))  # fmt: skip
    asked = "/indicators/ind-x/?outlook=1&as_of=2020-12-31"
    words = words_of(html_of(as_li, f"{asked}&versus=2018-12-31"))
    assert "两个时点的推算" in words
    assert "2019年52公里（" in words
    assert "只在对照时点推算；实际值：64公里" in words
    assert "只在所选时点推算" in words
    assert "两个时点的推算" not in words_of(html_of(as_li, asked))


def known_late():
    """A road in use in 2017, of which the source was published in 2020 only."""
    work = factories.project("road-x", name="甲高速")
    factories.fact(work, "A", day=date(2017, 6, 1), source=factories.published(date(2020, 3, 1)))
    return work


def test_the_curve_draws_both_knowledges_and_says_what_differs(as_li):
    known_late()
    page = "/curve/?as_of=2020-12-31"
    html = html_of(as_li, f"{page}&versus_known_at=2019-01-01")
    words = words_of(html)
    assert "对照下限" in words
    assert 'stroke-dasharray="1 5"' in html
    assert "可确认兑现0.0%（0项），最多100.0%；按所选时点可确认兑现100.0%（1项）" in words
    assert "2018年12月31日0.0%100.0%100.0%100.0%" in words
    assert "下限+100.0个百分点" in words
    plain = html_of(as_li, page)
    assert 'stroke-dasharray="1 5"' not in plain
    assert "两个时点对照" not in words_of(plain)


def test_a_curve_of_the_same_knowledge_is_said_to_be_the_same(as_li):
    known_late()
    words = words_of(html_of(as_li, "/curve/?as_of=2020-12-31&versus=2018-12-31"))
    assert "在共有的各月上下限与所选时点相同，图中两条线重合" in words
    words = words_of(html_of(as_li, "/curve/?as_of=2020-12-31&versus=2010-12-31"))
    assert "早于图中第一个月末，没有可比的月份" in words


def test_the_csv_of_the_curve_has_the_words_of_the_page(as_li):
    known_late()
    answer = as_li.get("/curve.csv?as_of=2020-12-31&versus_known_at=2019-01-01")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[59]["截至"] == "2020-12-31"
    assert (rows[59]["对照下限（%）"], rows[59]["对照上限（%）"]) == ("0", "100")
    assert rows[59]["变化"] == "下限+100.0个百分点"
    assert rows[3]["变化"] != rows[59]["变化"]
    answer = as_li.get("/curve.csv?as_of=2020-12-31&versus=2018-12-31")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[35]["变化"], rows[59]["变化"]) == ("相同", "对照时点只到2018年12月31日")
