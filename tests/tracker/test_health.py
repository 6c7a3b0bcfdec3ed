"""What the health address and the doctor say, and what they keep to themselves."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from metrics.actions.claims import claim_fresh
from metrics.models import Claim, Mark
from tracker import health

pytestmark = pytest.mark.django_db


def mark(age: timedelta, **more):
    row = Mark.objects.create(subject_kind="project", subject="apt-suifenhe", **more)
    Mark.objects.filter(pk=row.pk).update(marked_at=timezone.now() - age)


def test_all_in_order_answers_200_without_log_in(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": True, "broker": True, "queue": True}


def test_a_change_that_waits_too_long_answers_503(client):
    mark(timedelta(minutes=6))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["queue"]) == (503, False)


def test_a_broker_that_is_away_answers_503_and_tells_no_address(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": True, "broker": False, "queue": True}


def test_a_database_that_is_away_is_a_finding_not_a_crash(monkeypatch):
    def refuse(*args, **kwargs):
        raise health.DatabaseError("away\ndetail")

    monkeypatch.setattr(connection, "cursor", refuse)
    found = health.database()
    assert (found.good, found.seen) == (False, "连接失败：away")
    assert "DATABASE_URL" in found.remedy


def test_parked_changes_are_a_finding():
    mark(timedelta(hours=1))
    claim_fresh("project", 1)
    Claim.objects.update(state="parked", fault="算不出")
    found = health.queue()
    assert not found.good
    assert found.seen == "没有等待的项；另有 1 项计算失败，已搁置：apt-suifenhe"
    assert "计算状态" in found.remedy


def test_a_waiting_migration_is_a_finding(monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [1, 2])
    assert (health.tables().good, health.tables().seen) == (False, "有 2 项更新未执行")


def test_a_full_disk_is_a_finding(monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: type("U", (), {"free": 5})())
    assert health.disk().good is False
    assert "TRACKER_DATA" in health.disk().remedy


def test_the_doctor_prints_the_remedy_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(health, "ALL", (health.database, health.queue))
    mark(timedelta(hours=1))
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 1
    output = capsys.readouterr().out
    assert "正常  数据库：PostgreSQL" in output
    assert "异常  待算队列：最早一项已等待 3600 秒" in output
    assert "办法：检查后台任务" in output


def test_the_doctor_is_content_when_all_is_well(monkeypatch, capsys):
    monkeypatch.setattr(health, "ALL", (health.database, health.broker, health.queue, health.disk))
    call_command("doctor")
    assert "异常" not in capsys.readouterr().out
