"""Everything is computed once more, and any difference is found, named and repaired."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from metrics.actions import Difference, ensure, mark, rebuild, reconcile, refresh
from metrics.actions.claims import claim_check, release
from metrics.models import OPEN, Check, Claim, Mark, Span
from metrics.queries import fingerprint, freshness, kept_now, parked, results
from metrics.rules import FAILED
from tests import factories
from tests.metrics.actions.happenings import compute_by, ledger, poison, the_wait_is_over
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


def stored(metric):
    """The span in which this figure of the end of the plan is stored; it reaches to today."""
    return Span.objects.filter(subject=NAME, metric=metric, since=PLAN_END, until=OPEN)


def named(found):
    return sorted({(one.kind, one.subject, one.metric) for one in found})


def test_nothing_differs_from_what_was_computed(works):
    before = list(Span.objects.order_by("pk").values())
    assert reconcile() == []
    assert list(Span.objects.order_by("pk").values()) == before
    assert not Entry.objects.filter(action="metrics.reconcile").exists()


@pytest.mark.parametrize(
    "tampering",
    [{"text": "missed"}, {"low": Decimal(0)}, {"detail": {}}, {"inputs": ["B"]},
     {"version": 9}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_a_figure_that_was_tampered_with_is_named_and_repaired(works, tampering, caplog):
    before = fingerprint(kept_now())
    assert stored("stage").update(**tampering) == 1
    today = kept_now()[-1].key
    assert reconcile() == [Difference(key, "project", NAME, "stage") for key in (NOW.key, today)]
    assert fingerprint(kept_now()) == before
    assert reconcile() == []
    assert f"{NAME} stage {NOW.key}" in caplog.text


def test_a_missing_and_an_extra_figure_are_found(works):
    before = fingerprint(kept_now())
    assert stored("promise").delete()[0] == 1
    foreign(NAME, "wish")
    assert named(reconcile()) == [("project", NAME, "promise"), ("project", NAME, "wish")]
    assert fingerprint(kept_now()) == before


def test_a_difference_leaves_a_trace_in_words(works):
    assert stored("stage").update(text="x") == 1
    reconcile()
    (row,) = Entry.objects.filter(action="metrics.reconcile")
    assert row.actor == "system"
    days = f"{NAME} stage {NOW.key}；{NAME} stage {kept_now()[-1].key}"
    assert row.sentence == f"夜间核对发现2个结果不符，已改正：{days}"


def test_what_was_looked_at_with_a_wrong_figure_is_dropped(works):
    looked = Moment(date(2018, 5, 1))
    ensure(looked)
    reconcile()
    assert not freshness(looked).stale
    assert stored("stage").update(text="x") == 1
    reconcile()
    assert freshness(looked).stale


def test_a_change_that_waits_is_no_difference_and_neither_is_what_it_reaches(works):
    factories.fact(works[2], "B")
    assert reconcile() == []
    assert Mark.objects.exists()
    assert results(NOW, "project")["hachang-2016/road-2", "promise"].text == "undetermined"
    refresh()
    assert results(NOW, "project")["hachang-2016/road-2", "promise"].text == "reached"
    assert reconcile() == []


def test_a_waiting_change_hides_no_difference_elsewhere(works):
    mark("project", ["hachang-2016/road-2"], cause="test")
    assert stored("stage").update(text="x") == 1
    assert named(reconcile()) == [("project", NAME, "stage")]


def test_each_comparison_is_on_file_with_what_it_found(works):
    reconcile()
    stored("stage").update(text="x")
    reconcile()
    last, first = Check.objects.all()
    assert (first.kind, first.count, first.named) == ("reconcile", 0, [])
    days = [f"{NAME} stage {key}" for key in (NOW.key, kept_now()[-1].key)]
    assert (last.count, last.named) == (2, days)


def test_the_real_plan_equals_its_recomputation(whole_plan):
    assert reconcile() == []


def test_a_second_comparison_at_the_same_time_leaves_it_to_the_first(works):
    stored("stage").update(text="x")
    claims = claim_check()
    assert reconcile() == []
    release(claims)
    assert named(reconcile()) == [("project", NAME, "stage")]


class TestWhatCannotBeComputed:
    def test_it_is_named_with_the_reason_and_no_difference(self, works, monkeypatch):
        poison(monkeypatch, NAME)
        assert reconcile() == []
        (check,) = Check.objects.all()
        assert (check.count, check.named) == (0, [])
        assert check.failed == [f"{NAME}：计算程序报错（ValueError：毒丸）"]
        assert not Entry.objects.filter(action="metrics.reconcile").exists()

    def test_it_is_tried_alone_and_set_aside_if_it_goes_on_failing(self, works, monkeypatch):
        poison(monkeypatch, NAME)
        reconcile()
        while not parked():
            the_wait_is_over()
            refresh()
        assert [row.subject for row in parked()] == [NAME]

    def test_differences_elsewhere_are_found_beside_it(self, works, monkeypatch):
        other = "hachang-2016/road-2"
        Span.objects.filter(subject=other, metric="stage").update(text="x")
        with monkeypatch.context() as failing:
            poison(failing, NAME)
            assert named(reconcile()) == [("project", other, "stage")]
        assert reconcile() == []

    def test_while_it_stays_set_aside_all_else_is_compared(self, works, monkeypatch):
        poison(monkeypatch, NAME)
        rebuild()
        assert reconcile() == []
        assert not Mark.objects.exists()
        assert len(Check.objects.first().failed) == 1
        Span.objects.filter(subject="hachang-2016/works/all").update(version=9)
        assert {one.subject for one in reconcile()} == {"hachang-2016/works/all"}

    def test_once_mended_it_is_taken_back(self, works, monkeypatch):
        before = fingerprint(kept_now())
        with monkeypatch.context() as failing:
            poison(failing, NAME)
            rebuild()
        assert reconcile() == []
        assert not Claim.objects.exists()
        assert not Span.objects.filter(metric=FAILED).exists()
        assert fingerprint(kept_now()) == before

    def test_a_comparison_that_fails_as_a_whole_is_on_file(self, works, monkeypatch):
        def broken(subjects, moments):
            raise ValueError("共用的资料读不出")

        compute_by(monkeypatch, broken)
        with pytest.raises(ValueError, match="共用"):
            reconcile()
        assert Check.objects.get().failed == ["ValueError: 共用的资料读不出"]
        assert not Claim.objects.exists()
