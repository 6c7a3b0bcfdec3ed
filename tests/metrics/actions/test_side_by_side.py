"""Workers, rebuilding and approvals at the same time end, and end right."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from threading import Barrier

import pytest
from django.db import connection, transaction

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, mark, rebuild, refresh
from metrics.actions.claims import claim_fresh
from metrics.models import Claim, Mark
from metrics.queries import kept_now, results, stored_rows
from tests import factories
from tests.metrics.actions.happenings import approve_many, ledger, poison
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "hachang-2016/road-0"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    made = ledger()
    rebuild()
    return made


def verdict(name=NAME):
    return results(Moment(PLAN_END), "project")[name, "promise"].text


def together(*jobs):
    """Run the jobs at the same time, each in a thread with a connection of its own."""
    gate = Barrier(len(jobs))

    def run(job):
        gate.wait(10)
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return [one.result(60) for one in [threads.submit(run, job) for job in jobs]]


def equals_a_rebuild():
    rows = stored_rows(kept_now())
    rebuild()
    return stored_rows(kept_now()) == rows


def test_two_workers_and_approvals_between_give_what_a_rebuild_gives(works):
    chance = random.Random(random.random())

    def work():
        for _ in range(8):
            refresh()

    def file():
        for step in range(8):
            with transaction.atomic():
                approve_many(chance, works, 2, f"S{step}")

    together(work, work, file)
    refresh()
    assert not Mark.objects.exists()
    assert equals_a_rebuild()


def test_rebuilding_beside_refreshing_ends_and_is_right(works):
    """Both take the same locks in the same order, so nobody waits in a ring."""
    for work in works:
        factories.fact(work, "A")

    def again():
        for _ in range(3):
            rebuild()

    def work():
        for _ in range(10):
            mark("project", [NAME], cause="test")
            refresh()

    together(again, work)
    assert verdict() == "reached"
    assert equals_a_rebuild()


def test_looking_beside_approving_never_keeps_an_old_figure(works):
    """A moment computed while a fact arrives is dropped when the fact is worked in."""
    day = date(2020, 11, 1)

    def look():
        for _ in range(20):
            ensure(Moment(day))

    def approve():
        for number, one in enumerate(works):
            factories.fact(one, f"S-{number}")
            refresh()

    together(look, look, approve)
    ensure(Moment(day))
    found = results(Moment(day), "project", metric="promise")
    assert {row.text for row in found.values()} == {"reached"}


def test_a_mark_held_by_another_worker_is_left_to_it(works):
    factories.fact(works[0], "A")
    factories.fact(works[2], "A")
    with transaction.atomic():
        assert len(Mark.objects.filter(subject=NAME).select_for_update()) == 1
        assert together(refresh)[0] > 0
    assert list(Mark.objects.values_list("subject", flat=True)) == [NAME]
    assert verdict("hachang-2016/road-2") == "reached"
    refresh()
    assert verdict() == "reached"


def somebody_waits():
    """Whether a session waits for another's lock, within ten seconds."""
    end = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return True
            time.sleep(0.02)
    return False


def test_a_rebuild_that_sets_aside_what_another_claims_waits_for_nobody(works, monkeypatch):
    """Who claims has locked the mark and waits to hear whether the subject is set aside."""
    poison(monkeypatch, NAME)
    whole = import_module("metrics.actions.whole")
    real, claimed = whole.hold_kept, []

    def claim():
        try:
            return claim_fresh("project", 9)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:

        def hold_kept():
            claimed.append(threads.submit(claim))
            assert somebody_waits()
            real()

        monkeypatch.setattr(whole, "hold_kept", hold_kept)
        mark("project", [NAME], cause="x")
        rebuild()
        assert claimed[0].result(30) == []
    assert Claim.objects.get().state == "parked"
    assert Mark.objects.get().fence is None, "it is tried once more, as after any news"
