"""The page on which coordinators change what would settle an item."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from projects.actions import add_drafts, revise_criterion
from projects.models import Criterion
from tests import factories
from tests.conftest import browser

pytestmark = pytest.mark.django_db

URL = "/criteria/road-a/"
TYPED = {"text": "通车公告", "valid_from": "2018-01-05", "reason": "改用公告", "seen": "1"}


@pytest.fixture
def work(db):
    made = factories.project("road-a", name="甲公路")
    add_drafts({made.pk: "验收意见"}, {made.pk: "按判据表拟定"})
    return made


def shown(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_the_form_offers_what_stands_and_shows_all_versions(chen, work):
    html = chen.get(URL).content.decode()
    assert ">\n验收意见</textarea>" in html
    assert 'name="seen" value="1"' in html
    assert "第1版（现行）验收意见目录拟定自始" in shown(chen, URL)


def test_a_change_is_said_and_stands_on_the_page_of_the_item(chen, work):
    answer = chen.post(URL, TYPED)
    assert answer["Location"] == "/works/road-a/#criterion"
    page = shown(chen, "/works/road-a/")
    assert "已修改判据，现为第2版。" in page
    assert "通车公告2018年1月5日起按此判定（第2版，哈长城市群协调机制办公室陈协调）" in page
    assert "目录拟定：验收意见" in page
    assert "历次判据（2版）" in page


def test_a_later_draft_of_the_catalogue_is_shown_as_not_taken_over(chen, work):
    chen.post(URL, TYPED)
    add_drafts({work.pk: "竣工验收鉴定书"}, {work.pk: "目录载明"})
    page = shown(chen, "/works/road-a/")
    assert "目录拟定：竣工验收鉴定书（第3版，修改之后重新装入，尚未采用）" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": ""}, "请填写理由。"),
        ({"text": ""}, "请填写判据。"),
        ({"text": "长" * 201}, "请控制在 200 字以内"),
        ({"valid_from": "去年"}, "去年"),
        ({"text": "验收意见"}, "与现行判据相同，没有改动。"),
        ({"text": "\x00"}, "控制字符"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(chen, work, wrong, words):
    answer = chen.post(URL, TYPED | wrong)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert words in html
    if "reason" not in wrong:
        assert "改用公告" in html
    assert Criterion.objects.count() == 1


def test_a_day_to_come_is_refused(chen, work):
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert "生效日期不能晚于今天。" in chen.post(URL, TYPED | {"valid_from": day}).content.decode()


@pytest.mark.parametrize("seen", ["0", "", "-3", "9" * 50, "x"])
def test_whoever_has_not_read_the_last_version_may_send_again_after_reading(chen, work, seen):
    html = chen.post(URL, TYPED | {"seen": seen}).content.decode()
    assert "判据刚被他人修改，请核对最新的一版后再提交。" in html
    assert "通车公告" in html
    assert 'name="seen" value="1"' in html


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader"])
def test_others_are_refused_and_see_no_link(work, who):
    client = browser(getattr(factories, who)())
    assert client.get(URL).status_code == 403
    assert client.post(URL, TYPED).status_code == 403
    html = client.get("/works/road-a/").content.decode()
    assert "验收意见" in html
    assert URL not in html
    assert Criterion.objects.count() == 1


def test_a_coordinator_finds_the_way_on_the_page_of_the_item(chen, work):
    assert f'href="{URL}"' in chen.get("/works/road-a/").content.decode()


def test_an_item_that_is_not_in_the_plan_is_missing(chen, work):
    assert chen.get("/criteria/road-b/").status_code == 404


def test_a_past_day_shows_the_version_of_that_day(chen, work):
    revise_criterion(by=factories.coordinator(), project=work, text="通车公告", seen=1,
                     valid_from=timezone.localdate(), reason="改用公告")  # fmt: skip
    page = shown(chen, "/works/road-a/?as_of=2020-12-31")
    assert "判据验收意见" in page
    assert "历次判据（2版）" in page
    assert "2018年1月5日起按此判定" not in page
