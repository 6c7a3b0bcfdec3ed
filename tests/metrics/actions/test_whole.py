"""Everything is computed again: to the same bytes, and any difference is found and repaired."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from metrics.actions import Difference, ensure, mark, rebuild, reconcile, refresh
from metrics.models import Mark, Result, Run
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
    Result.objects.create(moment=NOW.key, as_of=PLAN_END, subject_kind="project",
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


class TestReconcile:
    def test_nothing_differs_from_what_was_computed(self, works):
        before = list(Result.objects.order_by("pk").values())
        assert reconcile() == []
        assert list(Result.objects.order_by("pk").values()) == before
        assert not Entry.objects.filter(action="metrics.reconcile").exists()

    @pytest.mark.parametrize(
        "tampering",
        [{"text": "missed"}, {"low": Decimal(0)}, {"detail": {}}, {"inputs": ["B"]},
         {"version": 9}],
        ids=lambda change: next(iter(change)),
    )  # fmt: skip
    def test_a_figure_that_was_tampered_with_is_named_and_repaired(self, works, tampering, caplog):
        before = fingerprint(kept_now())
        row = Result.objects.filter(moment=NOW.key, subject=NAME, metric="stage")
        row.update(**tampering)
        assert reconcile() == [Difference(NOW.key, "project", NAME, "stage")]
        assert fingerprint(kept_now()) == before
        assert reconcile() == []
        assert f"{NAME} stage {NOW.key}" in caplog.text

    def test_a_missing_and_an_extra_figure_are_found(self, works):
        before = fingerprint(kept_now())
        Result.objects.filter(moment=NOW.key, subject=NAME, metric="promise").delete()
        foreign(NAME, "wish")
        assert [one.metric for one in reconcile()] == ["promise", "wish"]
        assert fingerprint(kept_now()) == before

    def test_a_difference_leaves_a_trace_in_words(self, works):
        Result.objects.filter(moment=NOW.key, subject=NAME, metric="stage").update(text="x")
        reconcile()
        (row,) = Entry.objects.filter(action="metrics.reconcile")
        assert row.actor == "system"
        assert row.sentence == f"夜间核对发现1个结果不符，已改正：{NAME} stage {NOW.key}"

    def test_what_was_looked_at_with_a_wrong_figure_is_dropped(self, works):
        looked = Moment(date(2018, 5, 1))
        ensure(looked)
        reconcile()
        assert Run.objects.filter(moment=looked.key).exists()
        Result.objects.filter(moment=NOW.key, subject=NAME, metric="stage").update(text="x")
        reconcile()
        assert not Run.objects.filter(moment=looked.key).exists()

    def test_a_change_that_waits_is_no_difference_and_neither_is_what_it_reaches(self, works):
        factories.fact(works[2], "B")
        assert reconcile() == []
        assert Mark.objects.exists()
        assert results(NOW, "project")["hachang-2016/road-2", "promise"].text == "reached"
        refresh()
        assert reconcile() == []

    def test_a_waiting_change_hides_no_difference_elsewhere(self, works):
        mark("project", ["hachang-2016/road-2"], cause="test")
        Result.objects.filter(moment=NOW.key, subject=NAME, metric="stage").update(text="x")
        assert [one.subject for one in reconcile()] == [NAME]
