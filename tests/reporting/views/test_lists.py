"""The lists of filings and of what waits for review."""

import pytest
from django.test import Client

from tests import factories
from tests.factories import OPENED

pytestmark = pytest.mark.django_db


def html_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_mine_shows_state_author_and_content_with_a_link(as_li):
    sent = factories.submission_at("submitted")

    html = html_of(as_li, "/filings/")

    for shown in ("待审核", "李工", OPENED["summary"], sent.project.name, f"/filings/{sent.pk}/"):
        assert shown in html
    assert 'href="/filings/new/"' in html


def test_mine_can_be_narrowed(as_li):
    factories.draft(factories.project(name="甲线"))
    factories.submission_at("submitted", factories.project(name="乙线"))

    assert "乙线" not in html_of(as_li, "/filings/?state=draft")
    assert "甲线" not in html_of(as_li, "/filings/?q=乙")
    assert "没有符合条件的填报" in html_of(as_li, "/filings/?kind=ruling")
    assert "不在可选范围" in html_of(as_li, "/filings/?state=victory")


def test_the_coordinator_sees_what_waits_in_both_provinces(coordinator):
    factories.submission_at("submitted", factories.project(name="甲线"))
    factories.submission_at("draft", factories.project(name="乙线"))
    client = Client()
    client.force_login(coordinator)

    for url in ("/filings/", "/review/"):
        html = html_of(client, url)
        assert "甲线" in html and "乙线" not in html
    assert 'href="/filings/new/"' not in html_of(client, "/filings/")


def test_the_queue_says_what_each_approval_would_change(as_wang):
    factories.submission_at("submitted")

    html = html_of(as_wang, "/review/")

    assert "2020 账：暂无资料 → 投用；可确认达到 +1" in html
    assert "长春市发展和改革委员会" in html


def test_the_queue_says_when_a_filing_no_longer_fits(as_wang):
    work = factories.project()
    typed = OPENED | {"event": "construction_start", "day": "2018-05-01"}
    factories.submission_at("submitted", work, fields=typed)
    factories.fact(work)

    assert "内容与现有事实不符" in html_of(as_wang, "/review/")


def test_long_lists_are_paged(as_li):
    work = factories.project()
    for _ in range(21):
        factories.draft(work)

    first, second = html_of(as_li, "/filings/"), html_of(as_li, "/filings/?page=2")

    assert "共 <b>21</b> 份" in first
    assert first.count("<tr ") == second.count("<tr ") + 19


def test_counts_stand_beside_the_navigation(as_li, as_wang):
    factories.submission_at("returned")
    factories.submission_at("submitted")

    assert '<span class="count">1' in html_of(as_li, "/filings/")
    html = html_of(as_wang, "/filings/")
    assert '审核<span class="count">1' in html


@pytest.mark.parametrize(("who", "hidden"), [("li", "/review/"), ("admin", "/filings/")])
def test_the_navigation_leaves_out_what_a_role_has_no_use_for(who, hidden, request):
    client = Client()
    client.force_login(request.getfixturevalue(who))

    assert f'href="{hidden}"' not in html_of(client, "/help/")


@pytest.mark.parametrize("url", ["/filings/", "/review/"])
def test_a_list_is_read_only(as_wang, url):
    assert as_wang.post(url).status_code == 405


def test_the_administrator_sees_no_filing(admin):
    factories.submission_at("approved")
    client = Client()
    client.force_login(admin)

    assert "共 <b>0</b> 份" in html_of(client, "/filings/")
