"""Faults on the real servers: a killed worker and an emptied broker lose and double nothing."""

import os
import signal
from contextlib import contextmanager
from datetime import date

import pytest
import redis
from django.conf import settings
from django.db import connection

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild, ring
from metrics.actions.locks import TIDY, number_of
from metrics.models import Mark, Result
from metrics.queries import kept_now, results, stored_rows
from projects.models import Progress
from tests import factories
from tests.metrics.actions.happenings import ledger
from tests.metrics.workers import worker
from tests.tracker.running import descendants, wait_until

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

SIZE = 30
PATIENCE = 60


@pytest.fixture
def works():
    made = ledger(SIZE)
    rebuild()
    return made


@pytest.fixture
def broker():
    """The doorbell of this test alone, silent at the beginning."""
    with redis.Redis.from_url(settings.REDIS_URL) as line:
        line.flushdb()
        yield line
        line.flushdb()


def file_facts(works, first, last):
    for number in range(first, last):
        factories.fact(works[number], f"S-{number}", day=date(2020, 5, 1))


def verdicts():
    found = results(Moment(PLAN_END), "project", metric="promise")
    return sorted(row.text for row in found.values())


def waits_for_a_lock():
    """Whether the worker has computed and stands before the lock that this test holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def nothing_waits():
    return not Mark.objects.exists()


def is_right(works, filed):
    """Every Result equals a recomputation; each fact, mark and trace is there exactly once."""
    assert verdicts() == ["reached"] * filed + ["undetermined"] * (len(works) - filed)
    account = results(Moment(PLAN_END), "account")["hachang-2016/works/all", "promise_rate"]
    assert (account.detail["reached"], account.detail["total"]) == (filed, len(works))
    assert Progress.objects.count() == filed
    assert Entry.objects.filter(action="projects.add_fact").count() == filed
    slots = Result.objects.values_list("moment", "subject_kind", "subject", "metric")
    assert slots.count() == slots.distinct().count()
    rows = stored_rows(kept_now())
    assert len(rows) == Result.objects.count()
    rebuild()
    assert stored_rows(kept_now()) == rows


@contextmanager
def held():
    """Hold up every refresh before its end, on a connection of its own."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number_of(TIDY)])
    try:
        yield
    finally:
        other.close()


def test_a_worker_killed_during_a_refresh_and_an_emptied_broker_lose_nothing(
    works, broker, tmp_path
):
    before = stored_rows(kept_now())
    with worker(tmp_path / "worker.log") as first, held():
        file_facts(works, 0, 20)
        wait_until(waits_for_a_lock, PATIENCE)
        assert stored_rows(kept_now()) == before
        first.kill()
        broker.flushdb()
    assert Mark.objects.filter(subject_kind="project").count() == 20
    file_facts(works, 20, 25)
    broker.flushdb()

    with worker(tmp_path / "worker.log"):
        ring("metrics.refresh")
        wait_until(nothing_waits, PATIENCE)
    is_right(works, 25)


def test_a_running_worker_hears_the_bell_after_the_broker_was_emptied(works, broker, tmp_path):
    with worker(tmp_path / "worker.log"):
        file_facts(works, 0, 5)
        wait_until(nothing_waits, PATIENCE)
        broker.flushdb()
        file_facts(works, 5, 10)
        wait_until(nothing_waits, PATIENCE)
    is_right(works, 10)


def test_a_killed_child_of_the_worker_hands_its_work_to_another(works, broker, tmp_path):
    """Nobody rings again: the broker gives the same ring to another child."""
    with worker(tmp_path / "worker.log") as whole:
        with held():
            file_facts(works, 0, 10)
            wait_until(waits_for_a_lock, PATIENCE)
            for pid, _ in descendants(whole.process.pid):
                os.kill(pid, signal.SIGKILL)
        wait_until(nothing_waits, PATIENCE)
    is_right(works, 10)
