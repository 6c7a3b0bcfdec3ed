"""Everything is computed again, to the same bytes."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, rebuild, refresh
from metrics.models import Mark, Result, Run, Span
from metrics.queries import fingerprint, kept_now, results
from tests import factories
from tests.metrics.actions.happenings import ledger
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
NAME = "hachang-2016/road-0"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    made = ledger()
    factories.fact(made[0], "A")
    rebuild()
    return made


def foreign(subject, metric):
    """A figure that no computer makes."""
    Span.objects.create(since=PLAN_END, until=PLAN_END, subject_kind="project",
                        subject=subject, metric=metric, formula="f", version=1)  # fmt: skip


class TestRebuild:
    def test_twice_gives_the_same_bytes(self, works):
        before = fingerprint(kept_now())
        assert rebuild() == Result.objects.count()
        assert fingerprint(kept_now()) == before

    def test_the_real_plan_twice_gives_the_same_bytes(self, whole_plan):
        before = fingerprint(kept_now())
        rebuild()
        assert fingerprint(kept_now()) == before

    def test_it_drops_what_no_longer_belongs(self, works):
        ensure(Moment(date(2018, 5, 1)))
        foreign("nowhere/road", "stage")
        rebuild()
        assert not Result.objects.filter(subject="nowhere/road").exists()
        assert Run.objects.count() == len(kept_now())

    def test_it_settles_the_marks_on_file(self, works):
        factories.fact(works[1], "B", part="part-1")
        assert Mark.objects.exists()
        rebuild()
        assert not Mark.objects.exists()
        assert results(NOW, "project")["hachang-2016/road-1", "stage"].inputs == ["B"]

    def test_an_empty_system_has_no_figures(self, db):
        assert rebuild() == 0
        assert refresh() == 0
