"""The page of the curve and its csv in the browser's hands."""

import csv
import re
from datetime import date
from io import StringIO
from urllib.parse import unquote

import pytest
import time_machine

from audit.models import Entry
from tests import factories
from tests.dashboards.test_views import html_of, words_of

pytestmark = pytest.mark.django_db

CURVE_QUERIES = 12
TODAY = "2025-11-25 10:00:00+08:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def opened(day, **more):
    work = factories.project(**more)
    factories.fact(work, day=day)
    return work


def test_the_page_says_draws_and_tabulates(as_li):
    opened(date(2019, 5, 1))
    opened(date(2023, 5, 1))
    html = html_of(as_li, "/curve/")
    words = words_of(html)
    assert "可确认兑现50.0%（1项），最多50.0%" in words
    assert "又有1项可确认兑现" in words
    assert "规划期末" in words
    assert html.count("<svg") > 1
    assert "2020年12月31日规划期末21" in words
    assert "2025年11月25日" in words
    assert 'href="/curve.csv"' in html


def test_it_is_a_neighbour_of_the_first_screen(as_li):
    opened(date(2019, 5, 1))
    assert '<a href="/curve/">兑现曲线</a>' in html_of(as_li, "/")
    html = html_of(as_li, "/curve/")
    assert '<a href="/curve/" aria-current="page">兑现曲线</a>' in html
    assert '<a href="/?tab=after">2020 年以后</a>' in html


def test_the_groups_lead_to_their_own_curves(as_li):
    opened(date(2019, 5, 1))
    html = html_of(as_li, "/curve/?as_of=2021-06-30&reading=strict")
    link = "/curve/?as_of=2021-06-30&amp;ledger=works&amp;reading=strict&amp;category=road"
    assert f'href="{link}"' in html
    assert "重点项目（领域：公路）承诺兑现率（严口径）" in words_of(
        html_of(as_li, link.replace("&amp;", "&"))
    )


def test_a_crossing_of_two_groups_leads_to_the_reasons_of_each_day(whole_plan, as_li):
    html = html_of(as_li, "/curve/?commitment=build&category=railway&as_of=2020-12-31")
    links = re.findall(r'href="(/why/[^"]*commitment=build,category=railway/[^"]*)"', html)
    table = html.partition('id="quarters"')[2].partition("按月列出")[0]
    told = re.findall(r"<tr data-figure.*?</tr>", table, re.DOTALL)
    assert len(told) == 20
    assert len(links) > 60
    for row in told[::8]:
        day, low, high = re.findall(r"(\d{4}年\d+月\d+日|[\d.]+%)", row)[:3]
        reasons = words_of(html_of(as_li, re.search(r'href="(/why/[^"]*)"', row)[1]))
        assert f"截至{day}" in reasons
        shown = low if low == high else f"{low}～{high}"
        assert f"承诺兑现率（宽口径）{shown}怎样算出来" in reasons


def test_a_group_that_counts_nothing_says_why(as_li):
    opened(date(2019, 5, 1))
    words = words_of(html_of(as_li, "/curve/?category=airport"))
    assert "这一组没有计入比率的事项" in words
    assert "<figure" not in html_of(as_li, "/curve/?ledger=measure")


def test_before_the_first_record_nothing_is_drawn(as_li):
    opened(date(2019, 5, 1))
    html = html_of(as_li, "/curve/?basis=system&known_at=2001-01-01")
    assert "该时点没有可显示的资料" in html
    assert "<figure" not in html


def test_before_the_plan_nothing_is_drawn(as_li):
    opened(date(2019, 5, 1))
    assert "该截至日没有可画的月份" in html_of(as_li, "/curve/?as_of=2010-01-01")


def test_a_group_adjusted_before_the_end_still_opens(as_li):
    work = factories.project()
    factories.fact(work, event="cancelled", day=date(2018, 5, 1))
    words = words_of(html_of(as_li, "/curve/"))
    assert "截至2018年4月30日，计入比率的1项重点项目" in words


def test_each_rate_of_a_group_stands_beside_its_own_denominator(as_li):
    opened(date(2019, 5, 1))
    gone = factories.project()
    factories.fact(gone, event="cancelled", day=date(2022, 5, 1))
    parts = words_of(html_of(as_li, "/curve/")).partition("有日期资料（项）")[2]
    parts = parts.replace("为什么是这个数：建设", "")
    assert "规划期末计入（项）规划期末兑现率2025年11月25日计入（项）2025年11月25日兑现率" in parts
    assert "建设1250.0%～100.0%1100.0%" in parts


@pytest.mark.parametrize("query", [
    "ledger=x", "reading=x", "category=x", "ledger=measure&category=railway",
    "category=" + "9" * 3000,
])  # fmt: skip
def test_odd_conditions_are_named_and_nothing_breaks(as_li, query):
    opened(date(2019, 5, 1))
    html = html_of(as_li, f"/curve/?{query}")
    assert "筛选条件有误" in html
    answer = as_li.get(f"/curve.csv?{query}")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/curve/")


def test_a_null_byte_is_refused_like_everywhere(as_li):
    opened(date(2019, 5, 1))
    assert as_li.get("/curve/?commitment=%00").status_code == 400


def test_a_field_of_the_other_ledger_is_told_apart(as_li):
    opened(date(2019, 5, 1))
    html = html_of(as_li, "/curve/?ledger=measure&category=railway")
    assert "“铁路”是重点项目的领域，请改选台账或此项。" in html


def test_a_wrong_moment_is_named_and_the_curve_still_stands(as_li):
    opened(date(2019, 5, 1))
    html = html_of(as_li, "/curve/?as_of=yesterday")
    assert "不是日期" in html and "<figure" in html


def test_the_csv_opens_in_excel_and_leaves_a_trace(as_li):
    opened(date(2019, 5, 1))
    answer = as_li.get("/curve.csv?category=road&as_of=2020-12-31")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    name = unquote(answer["Content-Disposition"])
    assert "兑现曲线_重点项目（领域：公路）_截至2020-12-31.csv" in name
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2 * 60
    assert rows[59]["截至"] == "2020-12-31"
    assert (rows[59]["下限（%）"], rows[59]["上限（%）"], rows[59]["推算下端（%）"]) == (
        "100", "100", "",
    )  # fmt: skip
    entry = Entry.objects.get(action="dashboards.export_curve")
    assert entry.sentence == (
        "导出兑现曲线各月数（120行；截至2020年12月31日，公开口径，用全部已知资料；"
        "重点项目（领域：公路））"
    )


def test_zhao_sees_approved_facts_and_no_draft_of_jilin(as_zhao):
    work = factories.project("road-x", cities=("220100",))
    factories.draft(work, fields=factories.OPENED)
    assert "可确认兑现0.0%（0项）" in words_of(html_of(as_zhao, "/curve/"))
    factories.fact(work, day=date(2019, 5, 1))
    assert "可确认兑现100.0%（1项）" in words_of(html_of(as_zhao, "/curve/"))


def test_both_need_a_log_in(client):
    assert client.get("/curve/").status_code == 302
    assert client.get("/curve.csv").status_code == 302


def test_the_real_curve_opens_with_few_queries(whole_plan, as_li, django_assert_max_num_queries):
    as_li.get("/curve/")
    for query in ("", "?category=railway&reading=strict", "?ledger=measure"):
        with django_assert_max_num_queries(CURVE_QUERIES):
            html_of(as_li, f"/curve/{query}")
