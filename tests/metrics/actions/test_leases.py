"""What fails is tried again, alone and later, and set aside in the end; nobody else pays."""

from importlib import import_module

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now

from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild, refresh
from metrics.actions.claims import claim_fresh
from metrics.actions.leases import fail
from metrics.computers import computers
from metrics.models import Claim, Mark
from metrics.queries import freshness, parked, results
from metrics.rules import MAX_ATTEMPTS, Outcome
from tests import factories
from tests.metrics.actions.happenings import compute_by, ledger, the_wait_is_over
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

# the package shows the function under the name of its module
MODULE = import_module("metrics.actions.refresh")
NOW = Moment(PLAN_END)
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


def park(work):
    """The work was set aside after too many failures."""
    factories.fact(work, f"P-{work.code}")
    (claim,) = claim_fresh("project", 1)
    Claim.objects.update(attempts=MAX_ATTEMPTS - 1)
    claim.refresh_from_db()
    fail([claim], "ValueError: 毒丸")


def verdict(name=NAME):
    return results(NOW, "project")[name, "promise"].text


@pytest.fixture
def poisoned(works, monkeypatch):
    """The computer of works fails for road-1."""
    real = computers()["project"]

    def compute(subjects, moments):
        if subjects and "hachang-2016/road-1" in subjects:
            raise ValueError("毒丸")
        yield from real.compute(subjects, moments)

    compute_by(monkeypatch, compute)


def test_the_others_are_worked_through(works, poisoned):
    for work in works[:3]:
        factories.fact(work, "A")
    refresh()
    assert verdict() == verdict("hachang-2016/road-2") == "reached"
    assert set(Mark.objects.values_list("subject", flat=True)) == {"hachang-2016/road-1"}


def test_what_fails_again_and_again_is_set_aside_with_its_reason(works, poisoned):
    factories.fact(works[1], "A")
    refresh()
    (row,) = Claim.objects.all()
    assert (row.state, row.attempts) == ("waiting", 2)
    assert refresh() == 0
    for number in range(3, MAX_ATTEMPTS + 1):
        the_wait_is_over()
        refresh()
        assert Claim.objects.get().attempts == number
    (row,) = parked()
    assert (row.attempts, row.fault) == (MAX_ATTEMPTS, "ValueError: 毒丸")
    the_wait_is_over()
    assert refresh() == 0
    assert not freshness(NOW).pending
    assert Mark.objects.count() == 1


def test_each_wait_is_twice_as_long_as_the_one_before(works, poisoned):
    factories.fact(works[1], "A")
    refresh()
    waits = []
    while not parked():
        row = Claim.objects.annotate(left=F("until") - Now()).get()
        waits.append(round(row.left.total_seconds() / 10) * 10)
        the_wait_is_over()
        refresh()
    assert waits == [10, 20, 40]


def test_what_was_set_aside_is_tried_once_more_when_something_new_is_known(works, poisoned):
    park(works[1])
    factories.fact(works[1], "B", part="part-1")
    assert freshness(NOW).pending
    refresh()
    (row,) = parked()
    assert row.attempts == MAX_ATTEMPTS
    assert Mark.objects.count() == 2
    assert refresh() == 0


def test_a_cured_subject_leaves_nothing_behind(works):
    park(works[1])
    factories.fact(works[1], "B", part="part-1")
    refresh()
    assert parked() == []
    assert not Mark.objects.exists()
    assert not Claim.objects.exists()


def test_a_rebuild_settles_what_was_set_aside(works):
    park(works[0])
    rebuild()
    assert not Mark.objects.exists()
    assert parked() == []


def test_a_value_the_database_refuses_holds_up_nobody(works, monkeypatch):
    real = computers()["project"]

    def compute(subjects, moments):
        for one in real.compute(subjects, moments):
            wrong = one.subject == "hachang-2016/road-1" and one.metric == "stage"
            yield Outcome(one.moment, one.kind, one.subject, one.metric, one.formula,
                          one.version, low=9, high=1) if wrong else one  # fmt: skip

    compute_by(monkeypatch, compute)
    for work in works[:2]:
        factories.fact(work, "A")
    for _ in range(MAX_ATTEMPTS):
        refresh()
        the_wait_is_over()
    assert verdict() == "reached"
    (row,) = parked()
    assert row.subject == "hachang-2016/road-1"
    assert "metrics_result_low_not_above_high" in row.fault


def test_a_database_that_is_away_is_no_fault_of_the_mark(works, monkeypatch):
    factories.fact(works[0], "A")

    def away(*args, **options):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(MODULE, "store", away)
    with pytest.raises(OperationalError):
        refresh()
    row = Claim.objects.get()
    assert (row.state, row.attempts, Mark.objects.count()) == ("waiting", 0, 1)


def test_a_pass_that_ran_out_of_time_blames_no_batch_but_a_single_work(works, monkeypatch):
    def slow(subjects, moments):
        raise SoftTimeLimitExceeded

    compute_by(monkeypatch, slow)
    for work in works[:2]:
        factories.fact(work, "A")
    with pytest.raises(SoftTimeLimitExceeded):
        refresh()
    assert [row.attempts for row in Claim.objects.all()] == [0, 0]
    with pytest.raises(SoftTimeLimitExceeded):
        refresh()
    tried = Claim.objects.get(attempts=1)
    assert tried.fault == "计算超过时限"
