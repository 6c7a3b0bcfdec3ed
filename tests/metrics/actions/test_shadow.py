"""What others store while moments are computed beside is neither overwritten nor forgotten."""

from contextlib import contextmanager
from datetime import date
from importlib import import_module

import pytest
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, rebuild, refresh, roll_day
from metrics.actions import moments as moments_module
from metrics.actions import whole as whole_module
from metrics.actions.storage import forget
from metrics.computers import computers
from metrics.models import Result, Run
from metrics.queries import freshness, kept_now, results, stored_rows
from tests import factories
from tests.metrics.actions.happenings import (
    compute_by,
    ledger,
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


class TestBesideWholeMoments:
    """A fact is worked in while somebody computes whole moments from older facts."""

    @pytest.fixture
    def meanwhile(self, monkeypatch):
        def let(module, happen):
            real, left = module.computed_beside, [happen]

            @contextmanager
            def beside(moments, **more):
                with real(moments, **more) as made:
                    if left:
                        left.pop()()
                    yield made

            monkeypatch.setattr(module, "computed_beside", beside)

        return let

    def test_a_rebuild_leaves_the_newer_as_it_is(self, works, meanwhile):
        def approve():
            factories.fact(works[0], "A")
            refresh()

        meanwhile(whole_module, approve)
        rebuild()
        assert verdict() == "reached"
        assert refresh() > 0
        assert equals_a_rebuild()

    def test_a_new_day_knows_it_with_the_next_pass(self, works, meanwhile):
        def approve():
            factories.fact(works[0], "A")
            refresh()

        Run.objects.filter(moment=NOW.key).delete()
        meanwhile(moments_module, approve)
        roll_day()
        assert Run.objects.filter(moment=NOW.key, kept=True).exists()
        refresh()
        assert verdict() == "reached"
        assert equals_a_rebuild()

    def test_a_moment_looked_at_is_no_longer_valid(self, works, meanwhile):
        def approve():
            factories.fact(works[0], "A")
            refresh()

        look = Moment(date(2020, 11, 30))
        meanwhile(moments_module, approve)
        ensure(look)
        assert results(look, "project")[NAME, "promise"].text == "undetermined"
        refresh()
        assert freshness(look).stale
        ensure(look)
        assert results(look, "project")[NAME, "promise"].text == "reached"

    def test_a_moment_completed_meanwhile_gets_the_change_too(self, works, during, monkeypatch):
        """Its Results, made from older facts, appear between computing and storing."""
        monkeypatch.setattr(MODULE, "roll_day", lambda: None)
        Run.objects.filter(moment=NOW.key).delete()

        def complete():
            Run.objects.create(moment=NOW.key, as_of=NOW.as_of, computed_at=timezone.now())

        during(complete)
        factories.fact(works[0], "A")
        refresh()
        assert verdict() == "reached"
        assert equals_a_rebuild()

    def test_a_moment_dropped_meanwhile_is_not_written_to(self, works, during):
        def drop():
            forget(Run.objects.filter(moment=NOW.key))

        during(drop)
        factories.fact(works[0], "A")
        refresh()
        assert not Result.objects.filter(moment=NOW.key).exists()
        assert not Run.objects.filter(moment=NOW.key).exists()
