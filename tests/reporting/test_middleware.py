"""Refusals of the workflow become pages wherever they are raised."""

import pytest
from django.test import RequestFactory

from reporting.middleware import Refusals
from reporting.rules import Invalid, NotNow, Stale
from tests import factories

pytestmark = pytest.mark.django_db


def answer(error, li):
    request = RequestFactory().post("/anything/")
    request.user = li
    return Refusals(lambda request: None).process_exception(request, error)


def test_a_step_that_is_not_possible_now_is_a_conflict_with_its_reason(li):
    page = answer(NotNow("这份填报当前为“已通过”，不能撤回。"), li)

    assert page.status_code == 409
    assert "不能撤回" in page.content.decode()


def test_a_filing_changed_meanwhile_is_a_conflict_with_its_state(li):
    page = answer(Stale(factories.draft().pk, 3, 1), li)

    assert page.status_code == 409
    assert "已有改动" in page.content.decode()


@pytest.mark.parametrize("error", [Invalid([("day", "x")]), ValueError("x")])
def test_everything_else_is_left_to_others(li, error):
    assert answer(error, li) is None
