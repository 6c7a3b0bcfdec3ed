"""The outlook on the page of an indicator: on request, in words, never a headline."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories
from tests.dashboards.test_views import WORK_QUERIES, html_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    found = factories.indicator("ind-x", unit="公里", direction=1)
    for number in range(2007, 2019):
        day = date(number, 12, 31)
        factories.observation(found, f"IO-{number}", year=number, period_start=day, period_end=day,
                              value=Decimal(40 + number - 2007), unit="公里")  # fmt: skip
    return found


def test_nothing_is_foretold_until_asked(subject, as_li):
    html = html_of(as_li, "/indicators/ind-x/")
    assert "十次里约有" not in html
    assert "推算" not in words_of(html).split("展望只在需要时推算")[0]
    assert 'href="/indicators/ind-x/?outlook=1#outlook"' in html


def test_asked_it_shows_the_band_in_words_and_why_to_trust_it(subject, as_li):
    words = words_of(html_of(as_li, "/indicators/ind-x/?outlook=1&as_of=2018-12-31"))
    for shown in ("十次里约有八次落在", "按过去误差的八成区间", "53公里",
                  "51公里～56公里", "事后实际值",
                  "只作参考，不进入评价和各项比率", "回测1329条公开年度序列",
                  "不是行政指标"):  # fmt: skip
        assert shown in words


def test_the_moment_is_kept_both_ways(subject, as_li):
    html = html_of(as_li, "/indicators/ind-x/?as_of=2018-12-31&basis=public")
    assert "?outlook=1&amp;as_of=2018-12-31&amp;basis=public#outlook" in html
    html = html_of(as_li, "/indicators/ind-x/?outlook=1&as_of=2018-12-31")
    assert 'href="/indicators/ind-x/?as_of=2018-12-31#outlook">收起展望' in html
    assert '<input type="hidden" name="outlook" value="1">' in html


@pytest.mark.parametrize("odd", ["outlook=2", "outlook=", "outlook=1&as_of=x",
                                 "outlook=1&outlook=9", "outlook=1&as_of=2099-12-31",
                                 "outlook=1&as_of=2000-01-01"])  # fmt: skip
def test_odd_addresses_still_show_the_page(subject, as_li, odd):
    assert "展望" in words_of(html_of(as_li, f"/indicators/ind-x/?{odd}"))


def test_without_enough_years_it_says_so(as_li):
    factories.observation(factories.indicator("ind-y"))
    words = words_of(html_of(as_li, "/indicators/ind-y/?outlook=1"))
    assert "没有一条现行口径的年度序列满3年，不推算" in words
    assert "长春市（%，年末）1年" in words


def test_the_real_indicators_open_with_their_outlook(
    whole_plan, as_li, django_assert_max_num_queries
):
    pages = ("ref-urbanisation", "ref-pm25", "ref-gdp", "ref-registered-population")
    for code in pages:
        for moment in ("", "&as_of=2018-12-31", "&as_of=2018-12-31&known_at=2019-12-31"):
            as_li.get(f"/indicators/{code}/?{moment}")
            with django_assert_max_num_queries(WORK_QUERIES + 3):
                html_of(as_li, f"/indicators/{code}/?outlook=1{moment}")
