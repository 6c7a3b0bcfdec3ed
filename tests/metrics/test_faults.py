"""Faults on the real servers; after each one nothing is lost and nothing doubled.

What is right is computed once more, from the facts, into tables of its own
(``computed_beside``).
"""

import json
import os
import signal
import time
from contextlib import ExitStack

import pytest
from django.conf import settings

from audit.models import Entry
from metrics.actions import rebuild, ring
from metrics.models import Check, Mark, Result
from metrics.queries import parked
from metrics.rules import MAX_ATTEMPTS
from tests.metrics.actions.happenings import ledger, the_wait_is_over
from tests.metrics.aftermath import (
    bell_of,
    computed,
    expiring,
    file_facts,
    held,
    is_right,
    name_of,
    nothing_waits,
    only_marked,
    ringing,
    waits_for_a_lock,
)
from tests.metrics.workers import beat, worker
from tests.tracker.running import wait_until
from tracker.servers.places import Places
from tracker.servers.valkey import Valkey

pytestmark = [pytest.mark.service, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SIZE = 12
PATIENCE = 120  # a worker begins late where much else runs
LEASE = 3  # tests.metrics.hindered_settings


@pytest.fixture
def works():
    made = ledger(SIZE)
    rebuild()
    return made


class TestDeath:
    @pytest.mark.parametrize("whole", [False, True], ids=["pool child", "worker"])
    def test_kill_9_while_computing(self, works, broker, hindrance, tmp_path, whole):
        log = tmp_path / "worker.log"
        (hindrance / "wait").touch()
        with worker(log, hindrance=hindrance) as first:
            file_facts(works, "A")
            wait_until(lambda: computed(hindrance), PATIENCE)
            if whole:
                first.kill()
                broker.flushdb()
            else:
                os.kill(computed(hindrance)[0][0], signal.SIGKILL)
            (hindrance / "wait").unlink()
            assert Mark.objects.filter(subject_kind="project").count() == SIZE
            if not whole:  # the broker gives the same ring to another child
                wait_until(nothing_waits, PATIENCE)
        if whole:
            with worker(log, hindrance=hindrance):
                wait_until(ringing(nothing_waits), PATIENCE)
        is_right(SIZE)

    def test_what_kills_its_process_every_time_is_set_aside(
        self, works, broker, hindrance, tmp_path
    ):
        (hindrance / "die").write_text(name_of(works[1]))

        def set_aside():
            the_wait_is_over()
            return parked()

        with worker(tmp_path / "worker.log", hindrance=hindrance):
            file_facts(works, "A")
            wait_until(ringing(set_aside), PATIENCE)
            wait_until(ringing(only_marked(works[1])), PATIENCE)
        (row,) = parked()
        assert (row.subject, row.attempts) == (name_of(works[1]), MAX_ATTEMPTS)
        assert row.fault == "计算进程中断，或超过时限未完成"
        tries = [names for _, names in computed(hindrance) if name_of(works[1]) in names]
        assert tries[1:] == [[name_of(works[1])]] * (MAX_ATTEMPTS - 1)
        rebuild()
        is_right(SIZE)

    def test_kill_9_of_the_broker_which_comes_back_empty(self, works, hindrance, tmp_path):
        """A worker that loses the broker while computing may end; its supervisor starts another."""
        places = Places(tmp_path / "broker")
        places.make_data()
        places.make_runtime()
        server = Valkey(places, durable=False)
        more = {"hindrance": hindrance, "broker": f"unix://{places.valkey_socket}?db=0"}
        bell = bell_of(f"redis+socket://{places.valkey_socket}?virtual_host=0")
        server.start()
        with ExitStack() as stack:
            stack.callback(server.stop)
            running = [stack.enter_context(worker(tmp_path / "worker.log", **more))]

            def rung():
                if running[-1].process.poll() is not None:
                    running.append(stack.enter_context(worker(tmp_path / "worker.log", **more)))
                bell.send_task("metrics.refresh", ignore_result=True)
                return nothing_waits()

            (hindrance / "wait").touch()
            file_facts(works[:6], "A")
            bell.send_task("metrics.refresh", ignore_result=True)
            wait_until(lambda: computed(hindrance), PATIENCE)
            assert server.child is not None
            server.child.kill()
            server.child.wait(10)
            (hindrance / "wait").unlink()
            file_facts(works[6:], "A")
            server.start()
            wait_until(rung, PATIENCE)
        is_right(SIZE)


class TestStopped:
    def test_who_comes_back_after_the_lease_stores_nothing(
        self, works, broker, hindrance, tmp_path
    ):
        """Stopped with old facts in hand; another has taken over and knows newer ones."""
        (hindrance / "wait").touch()
        with worker(tmp_path / "first.log", hindrance=hindrance) as first:
            file_facts(works, "A", "approved")
            wait_until(lambda: computed(hindrance), PATIENCE)
            first.signal(signal.SIGSTOP)
            broker.flushdb()
            (hindrance / "wait").unlink()
            file_facts(works, "B")
            with worker(tmp_path / "second.log", hindrance=hindrance):
                wait_until(ringing(nothing_waits), PATIENCE)
                is_right(2 * SIZE)
                before = Result.objects.count()
                first.signal(signal.SIGCONT)
                time.sleep(2)
                assert Result.objects.count() == before
        is_right(2 * SIZE)

    def test_who_is_stopped_while_storing_holds_nobody_up_beyond_the_lease(
        self, works, broker, hindrance, tmp_path
    ):
        with worker(tmp_path / "first.log", hindrance=hindrance) as first:
            with held():
                file_facts(works, "A")
                wait_until(waits_for_a_lock, PATIENCE)
                first.signal(signal.SIGSTOP)
                broker.flushdb()
            began = time.monotonic()
            file_facts(works, "B", "statement")
            assert time.monotonic() - began < LEASE, "an approval had to wait"
            rebuild()
            assert time.monotonic() - began < 3 * LEASE, "a rebuild had to wait"
            with worker(tmp_path / "second.log", hindrance=hindrance):
                wait_until(ringing(nothing_waits), PATIENCE)
            is_right(2 * SIZE)
            first.signal(signal.SIGCONT)
            time.sleep(1)
        is_right(2 * SIZE)

    def test_a_computation_longer_than_its_lease_keeps_it(self, works, broker, hindrance, tmp_path):
        (hindrance / "wait").touch()
        with worker(tmp_path / "worker.log", hindrance=hindrance):
            file_facts(works, "A")
            wait_until(lambda: computed(hindrance), PATIENCE)
            end = time.monotonic() + 2 * LEASE
            while time.monotonic() < end:
                ring("metrics.refresh")
                time.sleep(0.5)
            assert len(computed(hindrance)) == 1
            (hindrance / "wait").unlink()
            wait_until(ringing(nothing_waits), PATIENCE)
        assert len(computed(hindrance)) == 1
        is_right(SIZE)


class TestMessages:
    def test_what_no_task_can_read_stops_nobody(self, works, broker, hindrance, tmp_path):
        with worker(tmp_path / "worker.log", hindrance=hindrance) as whole:
            bell = bell_of(settings.CELERY_BROKER_URL)
            bell.send_task("metrics.no_such_task", ignore_result=True)
            bell.send_task("metrics.refresh", args=["zu viel"], ignore_result=True)
            wait_until(lambda: broker.llen("celery") == 0, PATIENCE)
            envelope = {"body": "no base64 !", "content-encoding": "utf-8",
                        "content-type": "application/json", "headers": {},
                        "properties": {"delivery_info": {"exchange": "", "routing_key": "celery"},
                                       "delivery_tag": "x", "body_encoding": "base64"}}  # fmt: skip
            broker.lpush("celery", json.dumps(envelope))
            file_facts(works, "A")
            wait_until(ringing(nothing_waits), PATIENCE)
            assert whole.process.poll() is None
        is_right(SIZE)

    def test_what_is_no_message_at_all_ends_one_worker_and_not_the_next(
        self, works, broker, hindrance, tmp_path
    ):
        """The supervisor starts another, and the broker does not give it out again."""
        with worker(tmp_path / "first.log", hindrance=hindrance) as first:
            broker.lpush("celery", "no envelope")
            wait_until(lambda: first.process.poll() is not None, PATIENCE)
        with worker(tmp_path / "second.log", hindrance=hindrance) as second:
            file_facts(works, "A")
            wait_until(ringing(nothing_waits), PATIENCE)
            assert second.process.poll() is None
        is_right(SIZE)

    def test_a_computer_that_raises_holds_up_nobody_else(self, works, broker, hindrance, tmp_path):
        (hindrance / "raise").write_text(name_of(works[0]))

        def set_aside():
            the_wait_is_over()
            return parked()

        with worker(tmp_path / "worker.log", hindrance=hindrance):
            file_facts(works, "A")
            wait_until(ringing(set_aside), PATIENCE)
            (row,) = parked()
            assert (row.subject, row.fault) == (name_of(works[0]), "ValueError: 毒丸")
            wait_until(ringing(only_marked(works[0])), PATIENCE)
            (hindrance / "raise").unlink()
            file_facts(works[:1], "B", "statement")
            wait_until(ringing(nothing_waits), PATIENCE)
        is_right(SIZE + 1)

    def test_two_schedulers_double_nothing(self, works, broker, hindrance, tmp_path):
        """Nobody rings but they: sweeps, new days and comparisons come twice as often."""
        with (
            worker(tmp_path / "worker.log", hindrance=hindrance),
            beat(tmp_path / "one.log", hindrance),
            beat(tmp_path / "two.log", hindrance),
        ):
            file_facts(works[:6], "A")
            wait_until(nothing_waits, PATIENCE)
            file_facts(works[6:], "A")
            wait_until(lambda: nothing_waits() and Check.objects.count() > 1, PATIENCE)
        wait_until(expiring(nothing_waits), PATIENCE)  # what they had begun when they were ended
        is_right(SIZE)
        assert {check.count for check in Check.objects.all()} == {0}
        assert not Entry.objects.filter(action="metrics.reconcile").exists()

    def test_a_flood_is_computed_a_few_times_at_most(self, works, broker, hindrance, tmp_path):
        (hindrance / "wait").touch()
        rows = [Mark(subject_kind="project", subject=name_of(works[n % SIZE])) for n in range(2000)]
        with worker(tmp_path / "worker.log", hindrance=hindrance):
            Mark.objects.bulk_create(rows[:1000])
            ring("metrics.refresh")
            wait_until(lambda: computed(hindrance), PATIENCE)
            Mark.objects.bulk_create(rows[1000:])
            (hindrance / "wait").unlink()
            wait_until(ringing(nothing_waits), PATIENCE)
        each = [name for _, subjects in computed(hindrance) for name in subjects]
        assert {each.count(name) for name in each} == {2}
        is_right(0)

    def test_a_running_worker_hears_the_bell_after_the_broker_was_emptied(
        self, works, broker, hindrance, tmp_path
    ):
        with worker(tmp_path / "worker.log", hindrance=hindrance):
            file_facts(works[:6], "A")
            wait_until(nothing_waits, PATIENCE)
            broker.flushdb()
            file_facts(works[6:], "A")
            wait_until(nothing_waits, PATIENCE)
        is_right(SIZE)
