"""Hints on quality where people read: a work, an indicator, a filing."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories
from tests.dashboards.test_views import html_of, words_of

pytestmark = pytest.mark.django_db


def test_a_work_shows_its_grade_and_that_a_hint_is_no_mistake(as_li):
    work = factories.project("road-x")
    factories.fact(work, event="progress", day=date(2018, 6, 30), percent=Decimal(60))
    factories.fact(work, event="progress", day=date(2018, 9, 30), percent=Decimal(50))
    words = words_of(html_of(as_li, "/works/road-x/"))
    for shown in ("数据质量提示", "可信等级B", "异常提示，不等于错误", "累计数减少", "资料陈旧"):
        assert shown in words


def test_a_work_without_facts_has_no_grade(as_li):
    factories.project("road-y")
    assert "可信等级" not in words_of(html_of(as_li, "/works/road-y/"))


def test_an_indicator_shows_a_grade_for_each_series(as_li):
    factories.observation(factories.indicator("ind-x"))
    words = words_of(html_of(as_li, "/indicators/ind-x/"))
    assert "长春市（%，年末）" in words.split("数据质量提示")[1]
    assert "没有发现异常" in words


def test_the_grade_follows_the_day_looked_at(as_li):
    factories.observation(factories.indicator("ind-x"))
    page = "/indicators/ind-x/?as_of=2026-11-25"
    assert "资料陈旧" in words_of(html_of(as_li, page))


def test_a_reviewer_sees_what_the_filing_brings_about(as_wang, as_li):
    work = factories.project("road-x")
    factories.fact(work, event="progress", day=date(2020, 6, 30), percent=Decimal(80))
    fields = factories.OPENED | {
        "event": "progress", "date_basis": "period", "percent": "60", "day": "2020-09-30",
        "order_reason": "改按新口径",
    }  # fmt: skip
    filing = factories.submission_at("submitted", work, fields=fields)
    for client in (as_wang, as_li):
        words = words_of(html_of(client, f"/filings/{filing.pk}/"))
        assert "异常提示，不等于错误；是否采信由审核人判断" in words
        assert "累计数减少：形象进度由2020年6月30日的80%减为2020年9月30日的60%" in words
        assert "填报人说明：改按新口径" in words
