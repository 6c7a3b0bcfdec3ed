"""What the navigation shows each role."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from reporting.context import waiting
from tests import factories

pytestmark = pytest.mark.django_db


def shown(user):
    request = RequestFactory().get("/")
    request.user = user
    return waiting(request)


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("li", {"reporting:queue"}),
        ("wang", set()),
        ("coordinator", set()),
        ("reader", {"reporting:queue"}),
        ("admin", {"reporting:queue", "reporting:mine"}),
    ],
)
def test_each_role_sees_what_it_has_use_for(who, hidden, request):
    assert set(shown(request.getfixturevalue(who))["nav_hidden"]) == hidden


def test_visitors_see_neither():
    assert set(shown(AnonymousUser())["nav_hidden"]) == {"reporting:mine", "reporting:queue"}


def test_figures_are_of_the_own_work(li, wang, zhao):
    factories.submission_at("returned")
    factories.submission_at("submitted")

    assert shown(li)["nav_counts"] == {"reporting:mine": 1, "reporting:queue": 0}
    assert shown(wang)["nav_counts"] == {"reporting:mine": 0, "reporting:queue": 1}
    assert shown(zhao)["nav_counts"] == {"reporting:mine": 0, "reporting:queue": 0}
