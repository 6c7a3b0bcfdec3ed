"""The pages of roles, duties and the spatial pattern, and the ways to them."""

import re

import pytest

from plan.models import Duty, Function, Zone
from tests import factories

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
