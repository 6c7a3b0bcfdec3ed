"""Tasks hold no logic and are found by name."""

import pytest
from celery import current_app
from django.conf import settings

from metrics import actions, tasks


@pytest.mark.parametrize("name", ["refresh", "roll_day", "reconcile"])
def test_a_task_is_one_call_under_its_name(name, monkeypatch):
    called = []
    monkeypatch.setattr(actions, name, lambda: called.append(name))
    task = current_app.tasks[f"metrics.{name}"]
    assert task.name == getattr(tasks, name).name
    assert task.ignore_result
    task()
    assert called == [name]


def test_the_timetable_rings_tasks_that_exist():
    current_app.loader.import_default_modules()
    rung = {row["task"] for row in settings.CELERY_BEAT_SCHEDULE.values()}
    assert rung >= {"metrics.refresh", "metrics.roll_day", "metrics.reconcile"}
    assert rung <= set(current_app.tasks)


def test_the_sweep_comes_often_and_every_task_has_an_end():
    sweep = settings.CELERY_BEAT_SCHEDULE["sweep"]
    assert sweep["schedule"] <= 10
    assert sweep["options"]["expires"] <= sweep["schedule"]
    assert 0 < settings.CELERY_TASK_SOFT_TIME_LIMIT < settings.CELERY_TASK_TIME_LIMIT
    visible = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert visible >= 2 * settings.CELERY_TASK_TIME_LIMIT


def test_the_timetable_follows_shanghai():
    day, night = (settings.CELERY_BEAT_SCHEDULE[name]["schedule"]
                  for name in ("new day", "nightly comparison"))  # fmt: skip
    assert settings.CELERY_TIMEZONE == "Asia/Shanghai"
    assert (day.hour, day.minute) == ({0}, {5})
    assert (night.hour, night.minute) == ({2}, {30})


def test_a_task_survives_the_loss_of_its_worker():
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
