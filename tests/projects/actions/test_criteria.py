"""What would settle an item: changed by coordinators with a reason, never overwritten."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.rules import Forbidden
from audit.models import Entry
from audit.queries import trail
from calc.moments import Moment
from projects.actions import add_drafts, revise_criterion
from projects.models import Criterion, Project
from projects.queries import criteria, criterion_text, subject
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2018, 1, 5)


@pytest.fixture
def work(db):
    made = factories.project()
    add_drafts({made.pk: "验收意见"}, {made.pk: "按判据表拟定"})
    return made


def revise(work, text="通车公告", day=DAY, **more):
    given = {"by": factories.coordinator(), "reason": "改用公告", "seen": 1} | more
    return revise_criterion(project=work, text=text, valid_from=day, **given)


def on(work, *day, **more):
    return criteria(work, Moment(date(*day), **more))


def test_the_draft_stands_until_the_day_of_the_new_version(work):
    revise(work)
    assert on(work, 2018, 1, 4).now.text == "验收意见"
    assert on(work, 2018, 1, 5).now.text == "通车公告"
    assert [one.number for one in on(work, 2018, 1, 4).versions] == [2, 1]


def test_a_version_says_who_when_and_why(work):
    row = revise(work, "  通车公告  ", reason=" 改用公告 ")
    row.refresh_from_db()
    assert (row.number, row.text, row.reason, row.origin) == (2, "通车公告", "改用公告", "decided")
    assert row.recorded_by == "哈长城市群协调机制办公室 陈协调"
    assert row.recorded_at is not None


def test_a_change_leaves_its_sentence_with_the_item(work):
    revise(work)
    entry = trail("project", subject(work))[-1]
    assert entry.sentence == f"修改判据（第2版，2018-01-05起）：{work.name}，通车公告"
    assert entry.reason == "改用公告"


@pytest.mark.parametrize("who", ["li", "wang", "zhao", "reader", "admin"])
def test_nobody_but_a_coordinator_may_and_the_refusal_is_kept(work, who):
    with pytest.raises(Forbidden):
        revise(work, by=getattr(factories, who)())
    assert Criterion.objects.count() == 1
    entry = Entry.objects.latest("pk")
    assert (entry.action, entry.detail["attempt"]) == ("projects.denied", "修改判据")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"text": ""}, "text"),
        ({"text": "长" * 201}, "text"),
        ({"text": "验收意见"}, "text"),
    ],
)
def test_what_is_missing_or_changes_nothing_is_refused_at_its_field(work, change, field):
    with pytest.raises(ValidationError) as refused:
        revise(work, **change)
    assert list(refused.value.message_dict) == [field]
    assert Criterion.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_version_may_not_begin_before_the_one_that_stands(work):
    revise(work)
    with pytest.raises(ValidationError, match="不能早于现行一版的生效日期（2018年1月5日）"):
        revise(work, "验收意见", DAY - timedelta(days=1), seen=2)
    assert revise(work, "验收意见", DAY, seen=2).number == 3
    assert on(work, 2018, 1, 5).now.text == "验收意见"


def test_whoever_has_not_read_the_last_version_is_asked_to(work):
    revise(work)
    with pytest.raises(ValidationError, match="判据刚被他人修改"):
        revise(work, "开工报告", seen=1)
    assert Criterion.objects.count() == 2


def test_a_new_draft_is_kept_beside_what_was_decided(work):
    revise(work)
    add_drafts({work.pk: "竣工验收鉴定书"}, {work.pk: "目录载明"})
    found = on(work, 2018, 1, 5)
    assert (found.now.text, found.draft.text, found.differ) == ("通车公告", "竣工验收鉴定书", True)
    assert [one.number for one in found.versions] == [3, 2, 1]
    assert on(work, 2018, 1, 4).now.text == "竣工验收鉴定书"


def test_the_same_draft_again_adds_nothing(work):
    revise(work)
    add_drafts({work.pk: "验收意见"}, {work.pk: "目录载明"})
    assert Criterion.objects.count() == 2


def test_the_system_shows_the_version_of_then(work):
    yesterday = timezone.localdate() - timedelta(days=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    revise(work)
    then = on(work, 2020, 12, 31, known_at=yesterday, basis="system")
    assert (then.now, then.versions) == (None, ())
    later = on(work, 2020, 12, 31, known_at=tomorrow, basis="system")
    assert later.now.text == "通车公告"
    public = on(work, 2020, 12, 31, known_at=yesterday, basis="public")
    assert public.now.text == "通车公告"


@pytest.mark.parametrize("day", [(2018, 1, 4), (2018, 1, 5), (2020, 12, 31)])
def test_lists_read_the_same_version_in_their_own_query(work, day):
    revise(work)
    revise(work, "开工报告", date(2019, 5, 1), seen=2)
    moment = Moment(date(*day))
    (row,) = Project.objects.annotate(now=criterion_text(moment))
    assert row.now == criteria(work, moment).now.text


def test_an_item_without_versions_shows_its_own_words(db):
    work = factories.project()
    (row,) = Project.objects.annotate(now=criterion_text(Moment(DAY)))
    assert row.now == work.criterion


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_version():
    work = factories.project()
    add_drafts({work.pk: "验收意见"}, {work.pk: "目录载明"})
    chen = factories.coordinator()
    gate = threading.Barrier(2)

    def attempt(text):
        try:
            gate.wait(timeout=10)
            return revise(work, text, by=chen).number
        except ValidationError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(attempt, ["通车公告", "开工报告"]))
    assert sorted(done, key=str) == [2, "refused"]
    assert Criterion.objects.count() == 2
