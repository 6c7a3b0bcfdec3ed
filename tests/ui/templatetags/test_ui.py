import datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.urls import include, path

AT = datetime.datetime(2026, 3, 2, 23, 42, 7, tzinfo=datetime.UTC)


class Pages:
    """Addresses for these tests: one list and one page below it."""

    app_name = "ways"
    urlpatterns = [
        path("ways/", lambda request: None, name="list"),
        path("ways/<slug:code>/", lambda request, code: None, name="page"),
    ]
    root = [path("", include((urlpatterns, app_name)))]


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = tuple(Pages.root)


def rendered(text, query="", at="/ways/", **values):
    request = RequestFactory().get(f"{at}{query}")
    return Template("{% load ui %}" + text).render(Context(values | {"request": request}))


def test_filters_print_figures_and_words_for_none():
    text = "{{ a|pct }} {{ a|pct_range:b }} {{ a|pp }} {{ c|yi }} {{ c|yi_num }} {{ b|num }}"
    assert (
        rendered(text, a=0.125, b=0.5, c=36525)
        == "12.5% 12.5%～50.0% +12.5个百分点 3.65亿元 3.65 0.5"
    )
    assert rendered('{{ a|pct }} {{ a|num:"—" }}', a=None) == "暂无数据 —"


def test_moments_are_printed_in_local_time():
    html = rendered("{{ then|clock }} {{ then|stamp }} {{ then|cdate }}", then=AT)
    assert html == "07:42:07 2026年3月3日 07:42 2026年3月3日"


def test_dates_and_stages_are_said_as_far_as_known():
    text = "{% fact_date day 'month' 'by' %} {% stage_words steps 1 2 %}"
    day = datetime.date(2019, 8, 1)
    assert rendered(text, day=day, steps=["甲", "乙", "丙"]) == "截至2019年8月 不早于乙"


def test_links_keep_the_moment():
    query = "?as_of=2020-12-31&q=a"
    assert rendered("{% moment_url 'ways:page' 'x' %}", query) == "/ways/x/?as_of=2020-12-31"
    assert rendered("{% keep_moment '/b/?q=1' %}", query) == "/b/?q=1&amp;as_of=2020-12-31"


def test_a_page_that_is_not_there_gives_no_link():
    assert rendered("[{% moment_url 'nowhere:list' %}{% url_or_blank 'nowhere:list' %}]") == "[]"


@pytest.mark.parametrize(
    ("at", "current"), [("/ways/", "page"), ("/ways/x/", "true"), ("/other/", "")]
)
def test_navigation_knows_where_the_reader_is(at, current):
    assert rendered("{% nav_active '/ways/' %}", at=at) == current


def test_the_first_screen_is_current_only_on_itself():
    assert rendered("{% nav_active '/' %}", at="/ways/") == ""


def test_hidden_fields_carry_the_rest_of_the_query_as_text():
    html = rendered("{% hidden_params 'q' %}", "?q=1&city=%22%3E%3Cb%3E&page=2")
    assert html.strip() == '<input type="hidden" name="city" value="&quot;&gt;&lt;b&gt;">'


def test_a_form_to_another_page_carries_the_moment_alone():
    html = rendered("{% moment_params %}", "?q=1&as_of=2019-12-31&known_at=&basis=system&page=2")
    assert html.strip() == (
        '<input type="hidden" name="as_of" value="2019-12-31">'
        '<input type="hidden" name="basis" value="system">'
    )


def test_without_a_request_links_are_plain():
    html = Template("{% load ui %}{% keep_moment '/a/' %}{% hidden_params %}").render(Context())
    assert html.strip() == "/a/"


def test_an_unknown_filter_argument_is_an_error():
    with pytest.raises(TemplateSyntaxError):
        rendered("{{ 1|pct:1:2 }}")
