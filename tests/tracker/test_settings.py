"""What each profile needs, and what it refuses."""

import subprocess
import sys

import pytest

from tests.tracker.running import ROOT, environment

READ = """
import json
from django.conf import settings as s
try:
    s.DEBUG
except Exception as error:
    print(json.dumps({"error": str(error)}, ensure_ascii=False))
else:
    names = "DEBUG DEMO DEMO_ENTRY ALLOWED_HOSTS REDIS_URL HTTPS SECRET_KEY CELERY_BROKER_URL"
    found = {name: getattr(s, name) for name in names.split()}
    found["database"] = s.DATABASES["default"]["NAME"]
    print(json.dumps(found, ensure_ascii=False))
"""
REAL = {"DATABASE_URL": "postgres://a:b@db.example/tracker", "REDIS_URL": "redis://r.example/0"}
SAFE = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "plan.example"}


def read(tmp_path, **env):
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=environment(tmp_path, DJANGO_SETTINGS_MODULE="tracker.settings", **env),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    import json

    return json.loads(done.stdout)


def test_without_any_variable_one_machine_is_ready_and_closed_to_others(tmp_path):
    found = read(tmp_path)
    assert found["DEBUG"] is found["DEMO"] is found["DEMO_ENTRY"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["database"] == "tracker"


def test_the_kept_secret_key_is_private_and_stays_the_same(tmp_path):
    first = read(tmp_path)["SECRET_KEY"]
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert read(tmp_path)["SECRET_KEY"] == first


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_real_servers_need_key_and_hosts_from_outside(tmp_path, missing):
    env = {name: value for name, value in (REAL | SAFE).items() if name != missing}
    assert f"缺少环境变量 {missing}：请" in read(tmp_path, **env)["error"]


def test_with_both_the_real_servers_are_taken_over_https(tmp_path):
    found = read(tmp_path, **REAL, **SAFE)
    assert found["HTTPS"] is True
    assert found["CELERY_BROKER_URL"] == "redis://r.example/0"


def test_the_demo_has_a_database_of_its_own_and_this_machine_only(tmp_path):
    found = read(tmp_path, TRACKER_PROFILE="demo", ALLOWED_HOSTS="plan.example", **REAL)
    assert found["database"] == "tracker_demo"
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (found["DEBUG"], found["DEMO_ENTRY"]) == (False, True)


@pytest.mark.parametrize("switch", ["TRACKER_DEMO_ENTRY", "TRACKER_DEMO_PERSON_STRIP"])
def test_a_demo_switch_outside_the_demo_stops_the_start(tmp_path, switch):
    error = read(tmp_path, **{switch: "true"})["error"]
    assert switch in error
    assert "只能在演示环境打开" in error


def test_a_wrong_broker_address_names_the_variable(tmp_path):
    assert "REDIS_URL" in read(tmp_path, REDIS_URL="amqp://x")["error"]


def test_an_unusable_data_folder_says_what_to_set(tmp_path):
    (tmp_path / "file").touch()
    assert "TRACKER_DATA" in read(tmp_path / "file" / "below")["error"]
