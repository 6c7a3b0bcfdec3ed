"""A mark is written with the fact; the bell only shortens the wait."""

import socket
import time
from contextlib import nullcontext

import pytest
import redis
from celery import Celery
from django.conf import settings
from django.db import transaction
from kombu.exceptions import InconsistencyError, OperationalError
from redis.exceptions import ConnectionError as BrokerAway

from metrics.actions import mark, ring
from metrics.models import Mark
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    """The tasks that were rung instead of being sent."""
    found = []
    monkeypatch.setattr("metrics.actions.marks.current_app", Bell(found))
    return found


class Bell:
    """Stands for the broker."""

    def connection_for_write(self, **options):
        return nullcontext("line")

    def __init__(self, found, error=None):
        self.found, self.error = found, error

    def send_task(self, name, **options):
        if self.error:
            raise self.error
        self.found.append((name, options))


def test_a_mark_is_rung_once_after_commit(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        mark("project", ["p/a", "p/b"], cause="test")
        assert rung == []
    assert len(waiting) == 1
    assert rung == [
        ("metrics.refresh", {"connection": "line", "ignore_result": True, "retry": False})
    ]
    assert list(Mark.objects.values_list("subject", "cause")) == [("p/a", "test"), ("p/b", "test")]


def test_nothing_is_rung_for_nothing(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mark("project", [], cause="test")
    assert rung == []
    assert not Mark.objects.exists()


def test_what_is_taken_back_is_neither_marked_nor_rung(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):  # noqa: SIM117
        with transaction.atomic():
            mark("project", ["p/a"], cause="test")
            raise RuntimeError
    assert rung == []
    assert not Mark.objects.exists()


def test_a_long_cause_is_cut(rung):
    mark("project", ["p/a"], cause="x" * 200)
    assert Mark.objects.get().cause == "x" * 60


@pytest.mark.parametrize(
    "error",
    [OperationalError("away"), BrokerAway("away"), InconsistencyError("emptied"),
     ConnectionRefusedError("away"), TimeoutError("slow"), RuntimeError("whatever")],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_a_bell_that_cannot_be_rung_breaks_nothing(
    monkeypatch, caplog, error, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("metrics.actions.marks.current_app", Bell([], error))
    with django_capture_on_commit_callbacks(execute=True):
        factories.fact(factories.project("road-a"))
    assert Mark.objects.get().subject == "hachang-2016/road-a"
    assert "waits for the next sweep" in caplog.text


@pytest.fixture
def deaf():
    """The address of a broker that takes the line and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        yield f"redis://127.0.0.1:{line.getsockname()[1]}/0"


@pytest.mark.parametrize("broker", ["gone", "no socket", "deaf"])
def test_a_broker_that_does_not_answer_holds_up_nobody(broker, monkeypatch, caplog, deaf):
    address = {"gone": "redis://127.0.0.1:1/0", "no socket": "redis+socket:///no/such/socket",
               "deaf": deaf}[broker]  # fmt: skip
    away = Celery(broker=address, set_as_current=False)
    monkeypatch.setattr("metrics.actions.marks.current_app", away)
    began = time.monotonic()
    ring("metrics.refresh")
    assert time.monotonic() - began < 2
    assert "waits for the next sweep" in caplog.text


def test_the_ring_reaches_the_broker_and_one_that_was_emptied():
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete("celery")
        ring("metrics.refresh")
        assert broker.llen("celery") == 1
        broker.flushdb()
        ring("metrics.refresh")
        assert broker.llen("celery") == 1
        broker.delete("celery")
