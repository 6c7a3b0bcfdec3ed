"""The page of conventions, and its sentence on the first screen."""

from datetime import date

import pytest

from metrics.actions import rebuild
from tests import factories
from tests.dashboards.test_views import html_of, words_of
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

PAGE = "/conventions/"
QUERIES = 18


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def work():
    made = factories.project("road-x", name="甲高速", commitment="advance",
                             required="under_construction")  # fmt: skip
    factories.fact(made, event="construction_start", day=date(2019, 1, 1))
    factories.fact(made, day=date(2022, 1, 1))
    rebuild()
    return made


def test_the_page_needs_a_log_in(client):
    assert client.get(PAGE).status_code == 302


def test_each_rate_has_its_sentence_strip_and_tables(as_li):
    work()
    html = html_of(as_li, PAGE)
    words = words_of(html)
    for shown in ("在2种口径下，承诺兑现率为0.0%～100.0%（下限0.0%～100.0%，上限0.0%～100.0%）；",
                  "结论取决于承诺的理解：本系统所用口径下资料足以评价，已过半，",
                  "改用其他口径则资料足以评价，不到一半。", "甲高速：可确认达到→可确认未达到",
                  "逾期后完成不适用不适用不适用未过规划期末", "不得假定权数"):  # fmt: skip
        assert shown in words
    assert html.count('class="dots"') == 3
    assert "下限0.0%～100.0%，上限0.0%～100.0%；本系统所用口径100.0%。" in html
    assert 'href="/works/road-x/"' in html


def test_the_first_screen_carries_the_sentence_and_leads_to_the_page(as_li):
    work()
    html = html_of(as_li, "/?as_of=2020-12-31")
    assert "结论取决于承诺的理解" in words_of(html)
    assert 'href="/conventions/?as_of=2020-12-31">口径全景' in html
    assert 'class="dots"' in html


def test_one_area_and_an_area_that_does_not_exist(as_li):
    work()
    assert "口径全景（长春）" in words_of(html_of(as_li, f"{PAGE}?area=220100"))
    factories.place("230100")
    assert "没有计入比率的重点项目" in words_of(html_of(as_li, f"{PAGE}?area=230100"))
    wrong = html_of(as_li, f"{PAGE}?area=nowhere")
    assert "“nowhere”不在可选范围内，请重新选择。" in wrong
    assert "承诺兑现率为0.0%～100.0%" in words_of(wrong)


@pytest.mark.parametrize("query", ["as_of=x", "known_at=2999-01-01", "basis=z", "area=0x",
                                   f"area={'9' * 5000}"])  # fmt: skip
def test_odd_queries_say_what_is_wrong(as_li, query):
    work()
    html = html_of(as_li, f"{PAGE}?{query}")
    assert "仍按默认时点显示" in html or "请重新选择" in html


def test_before_any_record_the_page_is_not_empty_without_a_word(as_li):
    work()
    words = words_of(html_of(as_li, f"{PAGE}?basis=system&known_at=2001-01-01"))
    assert "该时点没有可显示的资料" in words


def test_the_page_asks_few_queries_whatever_is_on_file(as_li, django_assert_max_num_queries):
    work()
    for number in range(8):
        factories.fact(factories.project(f"more-{number}"))
    html_of(as_li, PAGE)
    with django_assert_max_num_queries(QUERIES):
        html_of(as_li, PAGE)


def test_the_real_plan_stands_under_all_conventions(as_li, whole_plan):
    words = words_of(html_of(as_li, PAGE))
    assert "在16种口径下，承诺兑现率为7.1%～95.8%（下限7.1%～10.8%，上限94.3%～95.8%）" in words
    assert "76项进出分母" in words
    assert "各取一方，各数都不变，不计入口径数" in words
