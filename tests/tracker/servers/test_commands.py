"""Which command needs servers is one table."""

import pytest

from tracker.servers import commands


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("manage.py", "help"),
        ("manage.py load_plan --help", "help"),
        ("manage.py load_plan", "load_plan"),
        ("manage.py check", "check"),
        ("manage.py check --database default", "check --database"),
    ],
)
def test_the_command_of_a_line(line, command):
    assert commands.command_of(line.split()) == command


def test_help_and_plain_check_start_nothing():
    assert {"help", "check", "serve"} <= commands.WITHOUT_SERVERS
    assert "check --database" not in commands.WITHOUT_SERVERS


def test_the_demo_command_means_the_demo_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("TRACKER_PROFILE")
    commands.choose_profile(["manage.py", "load_plan"])
    assert "TRACKER_PROFILE" not in commands.os.environ
    commands.choose_profile(["manage.py", "demo"])
    assert commands.os.environ["TRACKER_PROFILE"] == "demo"
    monkeypatch.setenv("TRACKER_PROFILE", "production")
    commands.choose_profile(["manage.py", "demo"])
    assert commands.os.environ["TRACKER_PROFILE"] == "production"
