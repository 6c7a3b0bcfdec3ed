"""Log-in, log-out, password, help and the demo as a visitor meets them."""

import pytest
from django.test import Client
from django.urls import reverse

from audit.queries import trail
from tests import factories
from tests.conftest import browser

PASSWORD = "Changchun-2020"
LOGIN = "/login/"


def log_in(client, username="li", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


@pytest.mark.django_db
def test_the_log_in_page_warns_of_secrets_and_names_a_contact(client, settings):
    page = client.get(LOGIN)

    assert page.status_code == 200
    assert "严禁处理、传输涉密信息" in page.content.decode()
    assert settings.CONTACT in page.content.decode()


def test_log_in_leaves_a_trail_and_returns_to_the_page_asked_for(client, li):
    answer = log_in(client, next="/password/")

    assert (answer.status_code, answer["Location"]) == (302, "/password/")
    assert [row.sentence for row in trail("account", "li")] == ["登录"]


def test_log_in_takes_any_written_form_of_the_name(client, li):
    assert log_in(client, username=" ＬＩ ").status_code == 302


def test_log_in_never_returns_to_another_site(client, li):
    assert log_in(client, next="https://example.org/")["Location"] == "/"


def test_wrong_name_wrong_password_and_closed_account_get_one_answer(client, li, wang):
    wang.is_active = False
    wang.save()
    answers = [
        log_in(Client(), "li", "Wrong-2020"),
        log_in(Client(), "nobody", "Wrong-2020"),
        log_in(Client(), "wang", PASSWORD),
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert all("用户名或密码不正确，或账号已停用" in a.content.decode() for a in answers)


def test_five_failures_lock_this_name_from_this_place_only(client, li, wang):
    for _ in range(5):
        answer = log_in(client, password="Wrong-2020")

    assert answer.status_code == 429
    assert "登录已暂停" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    assert log_in(client).status_code == 429
    assert log_in(Client(REMOTE_ADDR="127.0.0.9")).status_code == 302
    assert log_in(client, username="wang").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "a\x00b", "x" * 100_000, "𠮷", "%s{0}"])
def test_no_name_of_any_shape_breaks_the_log_in(client, name):
    assert log_in(client, username=name).status_code == 200


@pytest.mark.django_db
def test_every_other_page_asks_for_a_log_in(client):
    answer = client.get("/password/")

    assert answer["Location"] == "/login/?next=/password/"
    assert client.get("/password/", headers={"HX-Request": "true"}).status_code == 401


def test_log_out_is_a_post_and_ends_the_session(as_li):
    refused = as_li.get("/logout/")
    assert (refused.status_code, refused["Allow"]) == (405, "POST")
    assert "这个地址不能这样打开" in refused.content.decode()

    answer = as_li.post("/logout/")

    assert answer["Location"] == LOGIN
    assert as_li.get("/password/").status_code == 302
    assert [row.sentence for row in trail("account", "li")] == ["退出"]


def change(client, old=PASSWORD, new="Songhua-2020", again="Songhua-2020"):
    return client.post("/password/", {"old": old, "new": new, "again": again})


def test_a_changed_password_keeps_this_session_and_ends_the_others(li):
    here, elsewhere = browser(li), browser(li)

    assert change(here).status_code == 302
    assert here.get("/password/").status_code == 200
    assert elsewhere.get("/password/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"old": "Wrong-2020"}, "原密码不正确"),
        ({"new": "weak", "again": "weak"}, "至少需要 8 位"),
        ({"again": "Other-2020"}, "两次输入的新密码不一致"),
        ({"old": ""}, "请填写原密码"),
        ({"old": "a\x00b"}, "原密码"),
    ],
)
def test_a_faulty_change_says_what_is_wrong(as_li, li, typed, message):
    answer = change(as_li, **typed)

    assert answer.status_code == 200
    assert message in answer.content.decode()
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


def test_a_first_password_is_changed_before_anything_else(li):
    li.must_change_password = True
    li.save()
    client = browser(li)

    assert client.get("/filings/")["Location"] == "/password/"
    assert client.get("/help/").status_code == 200
    assert "当前为初始密码" in client.get("/password/").content.decode()
    assert change(client).status_code == 302
    li.refresh_from_db()
    assert not li.must_change_password


def test_a_closed_account_is_out_with_its_next_request(li, as_li):
    assert as_li.get("/password/").status_code == 200

    li.is_active = False
    li.save()

    assert as_li.get("/password/").status_code == 302


@pytest.mark.django_db
def test_help_is_there_before_log_in_and_says_who_does_what(client):
    text = client.get("/help/").content.decode()

    assert "审核本省各地提交的填报" in text
    assert "密码至少 8 位" in text


def test_answers_to_a_person_are_kept_by_no_cache(as_li):
    assert "no-store" in as_li.get("/help/")["Cache-Control"]
    assert "private" in as_li.get("/help/")["Cache-Control"]


def test_a_form_without_proof_of_origin_is_refused_in_chinese(li):
    client = Client(enforce_csrf_checks=True)
    client.force_login(li)

    answer = client.post("/password/", {"old": "x"})

    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_answers_in_chinese(client):
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/help/?a=%00", "/help/%00", "/login/?next=%00"])
def test_an_address_no_database_can_hold_is_refused_before_it_is_read(client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert "请求无法识别" in answer.content.decode()


class TestDemo:
    """Entry without log-in, where the profile allows it."""

    @pytest.fixture(autouse=True)
    def demo(self, settings, db):
        settings.DEMO_ENTRY = settings.DEMO_PERSON_STRIP = True
        factories.person("demo-coordinator", "陈协调", "coordinator", is_demo=True)
        factories.person("demo-li", "李工", "reporter", "220100", is_demo=True)

    def test_a_newcomer_enters_as_the_coordinator(self, client):
        text = client.get("/password/").content.decode()

        assert "修改密码" in text
        assert 'value="demo-coordinator" aria-pressed="true"' in text

    def test_one_click_changes_the_person_and_stays_on_the_page(self, client):
        answer = client.post("/demo/enter/", {"person": "demo-li", "next": "/help/?a=1"})

        assert answer["Location"] == "/help/?a=1"
        assert 'value="demo-li" aria-pressed="true"' in client.get("/help/").content.decode()
        assert trail("account", "demo-li")[0].sentence == "在演示环境进入"

    def test_who_may_not_see_the_page_can_still_change_the_person(self, client):
        client.post("/demo/enter/", {"person": "demo-li", "next": "/review/"})
        answer = client.get("/review/")

        assert answer.status_code == 403
        assert 'value="demo-li" aria-pressed="true"' in answer.content.decode()

    def test_entry_never_leads_to_another_site(self, client):
        answer = client.post("/demo/enter/", {"person": "demo-li", "next": "//example.org/"})

        assert answer["Location"] == "/"

    @pytest.mark.parametrize("key", ["li", "", "a\x00b", "demo-gone"])
    def test_only_demo_accounts_can_be_entered(self, client, key, li):
        factories.person("demo-gone", "某人", "reader", is_demo=True, is_active=False)

        assert client.post("/demo/enter/", {"person": key}).status_code == 404

    def test_who_has_logged_out_stays_out(self, client):
        client.get("/help/")
        client.post("/logout/")

        assert client.get("/password/")["Location"].startswith(LOGIN)

    def test_entry_is_a_post(self, client):
        assert client.get("/demo/enter/").status_code == 405


@pytest.mark.django_db
def test_outside_the_demo_there_is_no_entry_and_no_strip(client, settings):
    settings.DEMO_ENTRY = settings.DEMO_PERSON_STRIP = False
    factories.person("demo-li", "李工", "reporter", "220100", is_demo=True)

    assert client.post(reverse("accounts:enter"), {"person": "demo-li"}).status_code == 404
    assert client.get("/password/").status_code == 302
    assert "换人查看" not in client.get("/help/").content.decode()
