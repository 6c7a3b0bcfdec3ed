"""The pages on which an administrator keeps the accounts."""

import pytest
from django.test import Client

from accounts.models import User
from regions.models import Organisation
from tests import factories
from tests.conftest import browser

GOOD = "Songhua-2020"
TYPED = {"username": "Sun", "name": "孙工", "office": "吉林市发展和改革委员会",
         "role": "reporter", "place": "220200", "password": GOOD}  # fmt: skip


@pytest.fixture
def as_admin(admin) -> Client:
    factories.place("220200")
    return browser(admin)


def test_the_list_names_everybody_with_role_area_and_state(as_admin, li, wang):
    wang.is_active = False
    wang.save()

    html = as_admin.get("/accounts/").content.decode()

    for shown in (
        "李工",
        "长春市",
        "填报人",
        "已停用",
        "/accounts/li/reset/",
        "/accounts/wang/activate/",
    ):
        assert shown in html
    assert "/accounts/admin/deactivate/" not in html
    assert 'href="/accounts/"' in html


def test_an_account_is_made_with_its_office(as_admin):
    assert as_admin.post("/accounts/new/", TYPED)["Location"] == "/accounts/"

    user = User.objects.get(username="sun")
    assert (user.place.code, user.office, user.must_change_password) == (
        "220200", TYPED["office"], True,
    )  # fmt: skip
    as_admin.post("/accounts/new/", TYPED | {"username": "sun2"})
    assert Organisation.objects.filter(name=TYPED["office"]).count() == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"password": "weak"}, "至少需要 8 位"),
        ({"username": ""}, "请填写用户名"),
        ({"role": "emperor"}, "不在可选范围"),
        ({"place": "999999"}, "不在可选范围"),
        ({"place": ""}, "必须写明覆盖地区"),
        ({"role": "reader"}, "其他角色不写"),
        ({"name": "a\x00b"}, "姓名"),
        ({"name": "长" * 51}, "姓名"),
        ({"username": "a b"}, "用户名"),
    ],
)
def test_a_faulty_account_is_refused_and_nothing_typed_is_lost(as_admin, typed, message):
    answer = as_admin.post("/accounts/new/", TYPED | typed)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert message in html
    assert TYPED["office"] in html
    assert GOOD not in html
    assert not User.objects.filter(password__gt="", name="孙工").exists()
    assert not Organisation.objects.filter(name=TYPED["office"]).exists()


def test_close_open_and_reset(as_admin, li):
    there = browser(li)

    assert as_admin.post("/accounts/li/deactivate/")["Location"] == "/accounts/"
    assert there.get("/filings/")["Location"].startswith("/login/")
    as_admin.post("/accounts/li/activate/")
    li.refresh_from_db()
    assert li.is_active

    assert "至少需要 8 位" in as_admin.post("/accounts/li/reset/", {"new": "x"}).content.decode()
    assert as_admin.post("/accounts/li/reset/", {"new": GOOD})["Location"] == "/accounts/"
    li.refresh_from_db()
    assert li.check_password(GOOD)
    assert li.must_change_password


def test_an_administrator_cannot_close_the_own_account(as_admin):
    assert as_admin.post("/accounts/admin/deactivate/").status_code == 403


@pytest.mark.parametrize("verb", ["deactivate", "activate", "reset"])
def test_an_unknown_account_is_not_found(as_admin, verb):
    assert as_admin.post(f"/accounts/nobody/{verb}/", {"new": GOOD}).status_code == 404


@pytest.mark.parametrize("who", ["li", "wang", "coordinator", "reader"])
@pytest.mark.parametrize(
    ("url", "posted"),
    [
        ("/accounts/", 405),  # it only shows, and refuses to be posted to before it asks by whom
        ("/accounts/new/", 403),
        ("/accounts/li/reset/", 403),
        ("/accounts/nobody/reset/", 403),
    ],
)
def test_these_pages_are_for_administrators(who, url, posted, request):
    client = browser(request.getfixturevalue(who))

    assert client.get(url).status_code == 403
    assert client.post(url, TYPED).status_code == posted


@pytest.mark.parametrize("who", ["li", "coordinator"])
def test_nobody_else_closes_accounts(who, request, wang):
    client = browser(request.getfixturevalue(who))

    assert client.post("/accounts/wang/deactivate/").status_code == 403
    assert client.get("/accounts/wang/deactivate/").status_code == 405
    wang.refresh_from_db()
    assert wang.is_active
