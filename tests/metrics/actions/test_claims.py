"""A claim holds for its lease; who lost it stores nothing, and no change is lost or doubled."""

from datetime import date
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from calc.moments import PLAN_END, Moment
from metrics.actions import mark, rebuild, refresh
from metrics.actions.claims import (
    claim_again,
    claim_calendar,
    claim_check,
    claim_fresh,
    claim_whole,
    release,
    settle,
    still_held,
)
from metrics.actions.leases import beating, expire, fail
from metrics.computers import computers
from metrics.models import Claim, Mark
from metrics.queries import kept_now, results, stored_rows
from metrics.rules import DIED, MAX_ATTEMPTS
from tests import factories
from tests.metrics.actions.happenings import (
    compute_by,
    ledger,
    the_lease_is_over,
    the_wait_is_over,
)
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


def verdict(name=NAME):
    return results(NOW, "project")[name, "promise"].text


def equals_a_rebuild():
    rows = stored_rows(kept_now())
    rebuild()
    return stored_rows(kept_now()) == rows


@pytest.fixture
def during(monkeypatch):
    """Let something happen after the works of a refresh were computed, before they are stored."""

    def let(*happenings):
        real, left = computers()["project"], list(happenings)

        def compute(subjects, moments):
            outcomes = list(real.compute(subjects, moments))
            if left:
                left.pop(0)()
            return outcomes

        compute_by(monkeypatch, compute)

    return let


class TestClaiming:
    def test_it_takes_the_oldest_marks_and_all_of_a_subject(self, db):
        mark("project", ["b", "a", "b", "c"], cause="x")
        claims = claim_fresh("project", 2)
        assert {claim.subject for claim in claims} == {"a", "b"}
        assert Mark.objects.filter(fence=None).get().subject == "c"
        assert Mark.objects.filter(subject="b", fence__in=[c.fence for c in claims]).count() == 2
        assert all(claim.until > claim.claimed_at for claim in claims)

    def test_what_is_claimed_is_claimed_by_nobody_else(self, db):
        mark("project", ["a"], cause="x")
        assert claim_fresh("project", 9)
        mark("project", ["a"], cause="y")
        assert claim_fresh("project", 9) == claim_again("project") == []

    def test_kinds_are_claimed_apart(self, db):
        mark("project", ["a"], cause="x")
        assert claim_fresh("account", 9) == []
        assert claim_fresh("project", 9)

    def test_settling_clears_the_marks_it_saw_and_no_later_one(self, db):
        mark("project", ["a", "a"], cause="x")
        claims = claim_fresh("project", 9)
        mark("project", ["a"], cause="later")
        assert settle(claims) == 2
        assert Mark.objects.get().cause == "later"
        assert claim_fresh("project", 9)

    def test_each_claim_has_a_number_of_its_own(self, db):
        mark("project", ["a"], cause="x")
        (first,) = claim_fresh("project", 1)
        the_lease_is_over()
        expire()
        (second,) = claim_again("project")
        assert second.fence > first.fence
        assert still_held([first]) == []
        assert still_held([second]) == [second]

    def test_a_moment_is_computed_by_one_at_a_time(self, db):
        claims = claim_whole("2020-12-31")
        assert claim_whole("2020-12-31") == []
        assert claim_whole("2019-12-31")
        release(claims)
        assert claim_whole("2020-12-31")

    def test_a_moment_nobody_computes_any_more_is_free_again(self, db):
        claim_whole("2020-12-31")
        claim_check()
        the_lease_is_over()
        expire()
        assert claim_whole("2020-12-31")
        assert claim_check()


class TestTheLease:
    def test_who_still_has_it_is_not_ended(self, db):
        mark("project", ["a"], cause="x")
        claims = claim_fresh("project", 1)
        expire()
        assert still_held(claims) == claims

    def test_who_lost_it_has_failed_once(self, db):
        mark("project", ["a"], cause="x")
        claims = claim_fresh("project", 1)
        the_lease_is_over()
        expire()
        row = Claim.objects.get()
        assert (row.state, row.attempts) == ("waiting", 1)
        assert row.fault == "计算进程中断，或超过时限未完成"
        assert still_held(claims) == []

    def test_a_process_whose_session_is_gone_is_not_waited_for(self, db):
        mark("project", ["a"], cause="x")
        claim_fresh("project", 1)
        Claim.objects.update(session=2**31 - 1)
        expire()
        assert Claim.objects.get().state == "waiting"

    def test_those_who_died_together_are_tried_one_by_one(self, db):
        mark("project", ["a", "b", "c"], cause="x")
        assert len(claim_fresh("project", 9)) == 3
        the_lease_is_over()
        expire()
        assert claim_fresh("project", 9) == []
        assert [len(claim_again("project")) for _ in range(4)] == [1, 1, 1, 0]

    def test_what_kills_its_process_every_time_is_set_aside(self, db):
        mark("project", ["a"], cause="x")
        assert claim_fresh("project", 1)
        for attempts in range(1, 6):
            the_lease_is_over()
            expire()
            assert Claim.objects.get().attempts == attempts
            the_wait_is_over()
            assert bool(claim_again("project")) is (attempts < 5)
        assert Claim.objects.get().state == "parked"

    @pytest.mark.django_db(transaction=True)
    def test_it_is_renewed_while_the_process_lives(self, settings):
        settings.METRICS_LEASE = 0.3
        mark("project", ["a"], cause="x")
        (claim,) = claim_fresh("project", 1)
        with beating([claim]):
            while not Claim.objects.filter(until__gt=claim.until).exists():
                pass
        assert Claim.objects.filter(until__gt=Now()).exists()


class TestOvertaken:
    def test_who_was_overtaken_stores_nothing(self, works, during):
        """The first computes without the second fact, is stopped, and comes back too late."""

        def overtake():
            factories.fact(works[0], "B", event="construction_start")
            the_lease_is_over()
            refresh()

        during(overtake)
        factories.fact(works[0], "A", event="approved", day=date(2017, 1, 1))
        refresh()
        assert results(NOW, "project")[NAME, "stage"].inputs == ["B"]
        assert not Mark.objects.exists()
        assert not Claim.objects.exists()
        assert equals_a_rebuild()

    def test_only_the_subjects_that_were_lost_are_left_out(self, works, during):
        def lose():
            Claim.objects.filter(subject=NAME).update(until=Now())
            expire()

        during(lose)
        for work in works[:2]:
            factories.fact(work, f"A-{work.code}", event="approved", day=date(2017, 1, 1))
        refresh()
        assert equals_a_rebuild()
        assert not Mark.objects.exists()

    def test_a_change_that_arrives_meanwhile_is_computed_next(self, works, during):
        during(lambda: factories.fact(works[0], "A"))
        mark("project", [NAME], cause="x")
        assert refresh() > 1
        assert verdict() == "reached"
        assert not Mark.objects.exists()

    def test_a_rebuild_ends_what_others_compute(self, works, during):
        during(rebuild)
        factories.fact(works[0], "A")
        refresh()
        assert verdict() == "reached"
        assert not Mark.objects.exists()
        assert not Claim.objects.exists()
        assert equals_a_rebuild()


class TestTheCalendar:
    """Its moments are one claim, which is kept with the attempts behind it."""

    def test_one_process_has_it(self, db):
        assert claim_calendar()
        assert claim_calendar() == []

    def test_a_process_that_died_with_it_is_an_attempt(self, db):
        claim_calendar()
        the_lease_is_over()
        expire()
        (again,) = claim_calendar()
        assert (again.attempts, again.fault) == (1, DIED)

    def test_after_more_failures_it_waits_longer_and_is_never_given_up(self, db):
        for attempts in range(1, MAX_ATTEMPTS + 2):
            (claim,) = claim_calendar()
            fail([claim], "ValueError: x")
            assert Claim.objects.get().attempts == min(attempts, MAX_ATTEMPTS)
            assert bool(claim_calendar()) == (attempts == 1), "the first time at once"
            Claim.objects.update(state="parked", until=Now())

    def test_it_is_not_taken_for_a_rebuild_of_everything(self, db):
        (claim,) = claim_calendar()
        fail([claim], "ValueError: x")
        assert claim_again("moment") == []


class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("metrics_claim_once", {"fence": 0}),
            ("metrics_claim_parked_says_why", {"fence": 0, "subject": "b", "state": "parked"}),
        ],
    )
    def test_with_a_word_for_people(self, db, name, change):
        mark("project", ["a"], cause="x")
        (claim,) = claim_fresh("project", 1)
        for field, value in {"pk": None, **change}.items():
            setattr(claim, field, value)
        words = {"metrics_claim_once": "一个对象同时只能由一个进程计算。",
                 "metrics_claim_parked_says_why": "搁置计算必须写明原因。"}  # fmt: skip
        with pytest.raises(ValidationError, match=words[name]):
            claim.validate_constraints()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            claim.save()
