"""The first account is made by the same rules as all others."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from audit.models import Entry
from tracker.management.commands import create_admin

pytestmark = pytest.mark.django_db
GOOD = "Harbin-Changchun-2016"


def test_the_password_comes_from_the_environment_and_must_then_be_changed(monkeypatch):
    monkeypatch.setenv(create_admin.PASSWORD, GOOD)
    call_command("create_admin", "boss", "王")
    user = User.objects.get(username="boss")
    assert (user.role, user.name, user.is_demo) == ("admin", "王", False)
    assert user.check_password(GOOD)
    assert user.must_change_password
    assert Entry.objects.filter(action="accounts.create", subject="boss").exists()


def test_a_weak_password_is_refused_with_the_reason(monkeypatch):
    monkeypatch.setenv(create_admin.PASSWORD, "abc")
    with pytest.raises(CommandError, match="密码只有 3 位"):
        call_command("create_admin", "boss", "王")
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused(monkeypatch):
    monkeypatch.setenv(create_admin.PASSWORD, GOOD)
    call_command("create_admin", "boss", "王")
    with pytest.raises(CommandError):
        call_command("create_admin", "boss", "李")


def test_without_keyboard_and_variable_the_message_names_the_variable(monkeypatch):
    monkeypatch.delenv(create_admin.PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(CommandError, match="TRACKER_ADMIN_PASSWORD"):
        call_command("create_admin", "boss", "王")


def test_two_typed_passwords_must_agree(monkeypatch):
    monkeypatch.delenv(create_admin.PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    typed = iter([GOOD, GOOD + "x"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    with pytest.raises(CommandError, match="两次输入不一致"):
        call_command("create_admin", "boss", "王")
