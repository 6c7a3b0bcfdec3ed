"""Everything is computed once more, and any difference is found, named and repaired."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import Entry
from calc.moments import PLAN_END, Moment
from metrics.actions import Difference, ensure, mark, rebuild, reconcile, refresh
from metrics.actions.claims import claim_check, release
from metrics.models import OPEN, Check, Mark, Run, Span
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
    assert Run.objects.filter(moment=looked.key).exists()
    assert stored("stage").update(text="x") == 1
    reconcile()
    assert not Run.objects.filter(moment=looked.key).exists()


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
