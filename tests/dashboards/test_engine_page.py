"""计算状态: what waits, what cannot be computed and why, for the administrator alone."""

import pytest
from django.urls import reverse

from audit.models import Entry
from calc.moments import PLAN_END
from metrics.actions import mark, note_rebuild, rebuild, reconcile, refresh
from metrics.actions.claims import claim_fresh
from metrics.models import Claim, Span
from metrics.queries import fingerprint, kept_now
from tests import factories
from tests.conftest import browser
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

PAGE = "dashboards:engine"
NAME = "hachang-2016/road-a"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def as_admin(admin):
    return browser(admin)


@pytest.fixture
def work():
    made = factories.project("road-a", cities=["220100"])
    factories.project("road-b")
    rebuild()
    return made


def park(kind, *names):
    """These subjects were set aside after too many failures."""
    mark(kind, names, cause="test")
    claim_fresh(kind, 9)
    rows = Claim.objects.filter(subject_kind=kind)
    rows.update(state="parked", fault="ValueError: 毒丸", attempts=5)


def text(client, name=PAGE, *args, **params):
    response = client.get(reverse(name, args=args), params)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("person", ["li", "wang", "zhao", "coordinator", "reader"])
def test_it_is_for_the_administrator_alone(person, request):
    client = browser(request.getfixturevalue(person))
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.post(reverse("dashboards:engine_retry", args=[1])).status_code == 403
    assert "计算状态" not in client.get("/").content.decode()


def test_it_is_found_in_the_menu(as_admin):
    assert f'href="{reverse(PAGE)}"' in text(as_admin, "accounts:help")


def test_an_empty_system_says_so(as_admin):
    shown = text(as_admin)
    for words in ("没有搁置的对象。", "没有正在计算的对象。", "没有等待的对象。", "尚未核对",
                  "尚未计算。"):  # fmt: skip
        assert words in shown


def test_what_was_set_aside_is_told_with_name_reason_and_attempts(as_admin, work):
    park("project", NAME)
    park("account", "hachang-2016/works/all", "hachang-2016/works/city=220100")
    shown = text(as_admin)
    assert "搁置（3 项）" in shown
    assert work.name in shown
    assert "重点项目：全部" in shown
    assert "重点项目：长春市" in shown
    assert "计算程序报错（ValueError：毒丸）" in shown
    assert "没有等待的对象。" in shown


def test_what_is_computed_and_what_waits(as_admin, work):
    mark("project", [NAME], cause="test")
    claim_fresh("project", 1)
    mark("account", ["hachang-2016/works/all", "hachang-2016/works/all"], cause="test")
    shown = text(as_admin)
    assert "正在计算和等待重试（1 项）" in shown
    assert Claim.objects.get().worker in shown
    assert '<th scope="row">总账</th><td class="num">1</td>' in shown


def test_the_last_comparison_and_the_last_rebuild(as_admin, work):
    reconcile()
    assert "全部相符" in text(as_admin)
    Span.objects.filter(subject=NAME, metric="stage").update(text="x")
    found = reconcile()
    note_rebuild(count=5, fingerprint=fingerprint(kept_now()))
    shown = text(as_admin)
    assert f"发现 {len(found)} 个结果不符，已安排改正" in shown
    assert f"{NAME} stage {PLAN_END}" in shown
    assert fingerprint(kept_now()) in shown
    assert "常备时点（3 个）" in shown


class TestTryingAgain:
    def test_it_is_computed_from_the_first_attempt_and_leaves_a_trace(self, as_admin, work):
        park("project", NAME)
        row = Claim.objects.get()
        response = as_admin.post(reverse("dashboards:engine_retry", args=[row.pk]), follow=True)
        assert "已安排重新计算" in response.content.decode()
        entry = Entry.objects.get(action="metrics.retry")
        assert entry.sentence == f"重新计算搁置项{NAME}（此前失败5次：ValueError: 毒丸）"
        assert Claim.objects.get().attempts == 0
        assert refresh() == 1
        assert not Claim.objects.exists()

    def test_what_is_no_longer_set_aside_is_left_alone(self, as_admin, work):
        response = as_admin.post(reverse("dashboards:engine_retry", args=[9]), follow=True)
        assert "无须重新计算" in response.content.decode()
        assert not Entry.objects.filter(action="metrics.retry").exists()

    def test_looking_is_not_trying(self, as_admin):
        assert as_admin.get(reverse("dashboards:engine_retry", args=[1])).status_code == 405


class TestTheLineOfFreshness:
    """A page whose figures could not be computed does not say that they are."""

    @pytest.fixture(autouse=True)
    def _aside(self, work):
        factories.fact(work, "A")
        park("project", NAME)

    def test_a_list_counts_what_was_set_aside(self, as_li):
        assert "1 项重新计算失败</span>，仍为以前的数；其余截至" in text(as_li, "projects:list")

    def test_the_page_of_the_item_says_it_of_itself(self, as_li):
        shown = text(as_li, "dashboards:work", "road-a")
        assert "重新计算失败</span>，仍为以前的数</p>" in shown
        assert "已计算" not in shown.partition('<p class="freshness"')[2].partition("</p>")[0]

    def test_the_page_of_another_item_is_not_concerned(self, as_li):
        shown = text(as_li, "dashboards:work", "road-b")
        assert "重新计算失败" not in shown

    @pytest.mark.parametrize(("code", "said"), [("road-a", True), ("road-b", False)])
    def test_the_line_asked_again_says_the_same(self, as_li, code, said):
        page = as_li.get(reverse("dashboards:work", args=[code]))
        line = as_li.get(page.context["freshness"]["url"]).content.decode()
        assert ("重新计算失败" in line) is said
        assert ("已计算" in line) is not said
