import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import include, path


@pytest.fixture(autouse=True)
def addresses(settings):
    pages = [path("ways/", lambda request: None, name="list")]
    settings.ROOT_URLCONF = (path("", include((pages, "ways"))),)


def rendered(text, at="/", **values):
    request = RequestFactory().get(at)
    context = Context(values | {"request": request})
    return Template("{% load components %}" + text).render(context)


def pages(number, rows=312):
    return Paginator(range(rows), 20).page(number)


def test_navigation_shows_what_exists_and_counts_what_waits():
    html = rendered("{% nav_item 'ways:list' '审核' %}", "/ways/", nav_counts={"ways:list": 3})
    assert 'href="/ways/" aria-current="page"' in html
    assert re.search(r'class="count">3<', html)
    assert rendered("{% nav_item 'nowhere:list' '审核' %}").strip() == ""
    assert rendered("{% nav_item 'ways:list' '审核' %}", nav_hidden=["ways:list"]).strip() == ""


def test_a_page_below_two_lists_names_the_one_it_belongs_to():
    entry = "{% nav_item 'ways:list' '重点任务' %}"
    assert 'aria-current="true"' in rendered(entry, "/other/", nav_at="ways:list")
    assert "aria-current" not in rendered(entry, "/ways/x/", nav_at="ways:other")


def test_the_last_crumb_is_this_page_and_no_link():
    html = rendered("{% breadcrumb items %}", items=[("总账", "/"), ("铁路", "/x/")])
    assert re.findall(r'href="([^"]+)"', html) == ["/"]
    assert html.count('aria-current="page"') == 1


def test_tabs_are_links_and_name_the_present_one():
    html = rendered("{% tabs items %}", items=[("甲", "?t=1", True), ("乙", "?t=2", False)])
    assert '<a href="?t=1" aria-current="page">甲</a>' in html
    assert '<a href="?t=2">乙</a>' in html


def test_the_pager_counts_and_keeps_the_query():
    html = rendered("{% pager page unit='项' %}", "/ways/?q=%E9%93%81&page=6", page=pages(6))
    assert "共 312 项" in html
    assert 'rel="prev" href="?q=%E9%93%81&amp;page=5"' in html
    assert 'rel="next" href="?q=%E9%93%81&amp;page=7"' in html
    assert html.count("…") == 2


def test_one_page_needs_no_pager_but_its_count():
    html = rendered("{% pager page %}", page=pages(1, rows=3))
    assert "共 3 条" in html
    assert "<ul>" not in html


def test_first_and_last_page_have_no_way_beyond():
    assert "上一页" not in rendered("{% pager page %}", page=pages(1))
    assert "下一页" not in rendered("{% pager page %}", page=pages(16))


def test_the_contact_is_a_setting(settings):
    settings.CONTACT = "某处 0431"
    assert rendered("{% contact %}") == "某处 0431"


def test_the_demo_strip_posts_a_person_and_returns_to_the_page():
    people = [SimpleNamespace(key="li", name="李", office="长春", current=True)]
    text = "{% include '_components/person_strip.html' %}"
    html = rendered(text, "/ways/?q=1", demo_persons=people, csrf_token="t")
    assert '<button type="submit" name="person" value="li" aria-pressed="true">' in html
    assert 'name="next" value="/ways/?q=1"' in html
    assert 'name="csrfmiddlewaretoken"' in html
