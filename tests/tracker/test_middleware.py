"""The demo, which needs no log-in, answers this machine only; without a plan pages say so."""

import pytest
from django.http import HttpResponse

from metrics.rules import Uncomputable
from plan.models import Plan
from tracker.middleware import Unavailable, this_machine_only


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.1.2.3", 403)]
)
def test_only_this_machine_is_answered(rf, address, status):
    answer = this_machine_only(lambda request: HttpResponse("ok"))
    assert answer(rf.get("/", REMOTE_ADDR=address)).status_code == status


PAGES = (
    "/", "/?tab=after", "/?tab=outlook", "/plan/", "/works/", "/works/rail-mudanjiang-jiamusi/",
    "/indicators/", "/search/?q=铁路", "/evaluation/", "/responsibility/", "/inquiries/",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_without_the_catalogue_a_page_says_what_to_do(page, client, coordinator):
    client.force_login(coordinator)

    answer = client.get(page)

    assert answer.status_code == 503
    html = answer.content.decode()
    assert "规划目录尚未装入，请系统管理员执行 manage.py load_plan 和 load_history" in html


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/accounts/login/", "/healthz"])
def test_what_needs_no_plan_answers_without_it(page, client):
    assert "规划目录尚未装入" not in client.get(page).content.decode()


def test_other_missing_rows_stay_errors(rf):
    found = Unavailable(lambda request: HttpResponse("ok"))
    assert found(rf.get("/")).status_code == 200
    assert found.process_exception(rf.get("/"), Plan.DoesNotExist("one of another code")) is None


def test_what_cannot_be_computed_is_said_and_other_errors_stay_errors(rf):
    found = Unavailable(lambda request: HttpResponse("ok"))
    assert found(rf.get("/")).status_code == 200
    answer = found.process_exception(rf.get("/"), Uncomputable("兑现曲线"))
    assert answer.status_code == 503
    assert answer["Cache-Control"] == "no-store"
    assert "兑现曲线计算失败，暂时不能显示" in answer.content.decode()
    assert found.process_exception(rf.get("/"), ValueError("毒丸")) is None
