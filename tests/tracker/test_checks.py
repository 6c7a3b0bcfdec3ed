"""Demo accounts outside the demo stop the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from accounts.models import User
from tracker import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_account():
    return User.objects.create(username="show", name="示例", role="reader", is_demo=True)


def test_a_database_without_demo_accounts_passes():
    User.objects.create(username="real", name="张", role="reader")
    assert checks.no_demo_accounts(databases=["default"]) == []


def test_a_demo_account_is_refused_with_the_remedy(demo_account):
    (error,) = checks.no_demo_accounts(databases=["default"])
    assert error.id == "tracker.E001"
    assert "TRACKER_PROFILE=demo" in error.hint
    with pytest.raises(SystemCheckError, match="演示账号"):
        call_command("check", databases=["default"])


def test_the_demo_itself_may_have_them(demo_account, settings):
    settings.DEMO = True
    assert checks.no_demo_accounts(databases=["default"]) == []


def test_the_database_is_looked_at_only_when_asked(django_assert_num_queries, demo_account):
    with django_assert_num_queries(0):
        assert checks.no_demo_accounts() == []


def test_a_web_process_refuses_to_start(demo_account, monkeypatch):
    monkeypatch.setattr(checks.connections, "close_all", lambda: None)
    with pytest.raises(ImproperlyConfigured, match="演示账号"):
        checks.refuse_unsafe_start()
