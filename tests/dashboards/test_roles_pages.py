"""The pages of roles, duties and the spatial pattern, and the ways to them."""

import re
from datetime import date

import pytest

from plan.models import Duty, Function, Link, Zone
from tests import factories
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

PAGES = {"/plan/functions/": Function, "/plan/duties/": Duty, "/plan/zones/": Zone}


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("url", "model"), PAGES.items())
def test_every_one_has_a_row_to_jump_to(whole_plan, as_li, url, model):
    html = html_of(as_li, url)
    ids = re.findall(r'<tr id="([a-z0-9-]+)"', html)
    assert sorted(ids) == sorted(model.objects.values_list("code", flat=True))


@pytest.mark.parametrize("url", PAGES)
def test_it_is_reached_from_the_annotated_plan_and_keeps_the_moment(whole_plan, as_li, url):
    assert f'href="{url}"' in html_of(as_li, "/plan/")
    html = html_of(as_li, f"{url}?as_of=2018-12-31")
    assert re.search(r'href="/works/[a-z0-9-]+/\?as_of=2018-12-31"', html) or "duties" in url
    assert re.search(r'href="/plan/\?as_of=2018-12-31#p\d', html)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("跟踪分析", "/plan/duties/#d-tracking"),
        ("北方开放重要门户", "/plan/functions/#f-gateway"),
        ("哈长发展主轴", "/plan/zones/#space-axis"),
    ],
)
def test_the_search_leads_to_the_row(whole_plan, as_li, typed, page):
    assert f'href="{page}"' in html_of(as_li, f"/search/?q={typed}")


def test_a_city_sees_its_own(whole_plan, as_li):
    html = html_of(as_li, "/plan/functions/?area=231000")
    assert 'id="f-mudanjiang-leisure"' in html
    assert 'id="f-gateway"' not in html


@pytest.mark.parametrize("area", ["999999", "x" * 300, "231000'"])
def test_an_unknown_city_is_named_and_changes_nothing(whole_plan, as_li, area):
    html = html_of(as_li, f"/plan/functions/?area={area}")
    assert "不在可选范围内" in html
    assert 'id="f-gateway"' in html


@pytest.mark.parametrize("url", PAGES)
def test_a_plan_without_any_says_so(as_li, url):
    factories.plan()
    assert "没有符合条件的内容" in html_of(as_li, url)


@pytest.mark.parametrize("url", PAGES)
def test_the_pages_need_a_log_in(client, url):
    assert client.get(url).status_code == 302


def test_an_item_shows_what_it_is_linked_to_both_ways(whole_plan, as_li):
    html = html_of(as_li, "/works/m-biopharma/")
    assert "本项的城市布局（9）" in re.sub(r"<[^>]+>", "", html)
    assert 'href="/plan/functions/#f-bio-drugs-changchun"' in html
    assert html_of(as_li, "/plan/functions/").count('href="/works/m-biopharma/"') == 9


def test_a_measure_stands_under_its_own_ledger(whole_plan, as_li):
    html = html_of(as_li, "/works/m-biopharma/")
    assert '<a href="/measures/" aria-current="true">重点任务</a>' in html
    assert '<a href="/works/">重点项目</a>' in html


@pytest.mark.parametrize("unit", ["一重", "哈尔滨工程大学"])
def test_a_unit_that_the_plan_names_finds_the_clause_about_it(whole_plan, as_li, unit):
    html = html_of(as_li, f"/search/?q={unit}")
    (code,) = {"一重": ["park-smart-manufacturing"], "哈尔滨工程大学": ["m-major-research"]}[unit]
    assert f'href="/works/{code}/"' in html
    assert "规划点名的单位：" in re.sub(r"<[^>]+>", "", html)
    page = re.sub(r"<[^>]+>|\s", "", html_of(as_li, f"/works/{code}/"))
    assert "规划点名的单位" in page
    assert unit in page
    assert "牵头单位：待明确" in page


def text_of(html):
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", html))


def test_two_moments_are_told_at_each_linked_item(whole_plan, as_li):
    html = html_of(as_li, "/plan/zones/?versus=2016-12-31")
    assert "哈尔滨至牡丹江铁路实际进展在建→投用；可确认未达到→可确认达到" in text_of(html)
    assert "与截至2016年12月31日，公开口径，用全部已知资料相比" in text_of(html)
    plain = html_of(as_li, "/plan/zones/")
    assert "两个时点对照" not in plain
    assert "实际进展</span>" not in plain
    assert "与另一时点对照" in plain


KINDS = {"/plan/functions/": "function", "/plan/duties/": "duty", "/plan/zones/": "zone"}


def linked(url):
    """Two of the kind of a page: one linked to a road that moved and one that did not."""
    with few_moments():
        roads = [factories.project(code, name=code) for code in ("road-x", "road-y")]
        factories.fact(roads[0], "A", event="construction_start", day=date(2015, 1, 1))
        factories.fact(roads[0], "B", day=date(2019, 6, 1))
        plan, clause = roads[0].plan, roads[0].clause
    for code in ("one", "two"):
        PAGES[url].objects.create(plan=plan, clause=clause, code=code, name=code)
    for code, road in (("one", "road-x"), ("one", "road-y"), ("two", "road-y")):
        Link.objects.create(plan=plan, relation="realises", source_kind="project", source=road,
                            target_kind=KINDS[url], target=code)  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_only_what_changed_is_left_where_asked(as_li, url):
    linked(url)
    page = f"{url}?versus=2016-12-31"
    every = html_of(as_li, page)
    assert 'href="?versus=2016-12-31&amp;change=any">只看有变化的 <b>1</b>' in every
    assert 'href="?versus=2016-12-31&amp;change=revised">有修正的 <b>0</b>' in every
    assert "落实本项的重点项目（2）" in text_of(every)
    narrow = text_of(html_of(as_li, f"{page}&change=any"))
    assert "共1项。" in narrow
    assert "落实本项的重点项目（共2项，列出1项）" in narrow
    assert "road-x实际进展在建至建成之间→投用；可确认未达到→可确认达到" in narrow
    assert "road-y" not in narrow
    assert "没有符合条件的内容" in html_of(as_li, f"{page}&change=revised")


def test_city_and_change_narrow_together(whole_plan, as_li):
    page = "/plan/functions/?versus=2016-12-31&area=231000"
    html = html_of(as_li, f"{page}&change=any")
    assert 'href="?area=231000&amp;versus=2016-12-31&amp;change=moved"' in html.replace(
        "versus=2016-12-31&amp;area=231000", "area=231000&amp;versus=2016-12-31"
    )
    assert html.count('<tr id="') <= html_of(as_li, page).count('<tr id="')


@pytest.mark.parametrize("url", PAGES)
def test_an_unknown_kind_of_change_is_named_and_changes_nothing(whole_plan, as_li, url):
    html = html_of(as_li, f"{url}?versus=2016-12-31&change=x")
    assert "不在可选范围内" in html
    assert html.count('<tr id="') == PAGES[url].objects.count()
    assert "不在可选范围内" not in html_of(as_li, f"{url}?change=x")
