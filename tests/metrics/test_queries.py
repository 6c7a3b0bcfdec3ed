"""Results, freshness and series are read at a moment."""

from datetime import date

import pytest
from django.db import OperationalError
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import computing, ensure, mark, rebuild, refresh
from metrics.actions.claims import claim_fresh
from metrics.models import Claim, Run, Span
from metrics.queries import (
    attempted,
    complete_now,
    computed,
    fingerprint,
    freshness,
    guarded,
    kept_now,
    parked,
    results,
    series,
    stored_rows,
)
from metrics.queries import (
    computing as computing_for_a_page,
)
from metrics.rules import FAILED, Uncomputable
from tests import factories
from tests.metrics.actions.happenings import poison
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def work():
    made = factories.project("road-a")
    factories.fact(made, "A")
    rebuild()
    return made


def test_results_are_narrowed_by_moment_kind_subject_and_metric(work):
    factories.project("road-b")
    rebuild()
    name = "hachang-2016/road-a"
    assert {slot for slot, _ in results(NOW, "project")} == {name, "hachang-2016/road-b"}
    assert set(results(NOW, "project", subjects=[name], metric="stage")) == {(name, "stage")}
    assert results(Moment(date(2018, 1, 1)), "project") == {}
    assert results(NOW, "project", subjects=[]) == {}


def test_a_series_runs_over_the_kept_moments_in_order(work):
    found = series("project", "hachang-2016/road-a", "promise")
    assert [row.as_of for row in found] == [moment.as_of for moment in kept_now()]
    assert [row.text for row in found] == ["missed", "reached", "reached"]


def test_adhoc_moments_are_no_part_of_a_series(work):
    ensure(Moment(date(2018, 5, 1)))
    ensure(Moment(PLAN_END, date(2020, 10, 1)))
    assert len(series("project", "hachang-2016/road-a", "promise")) == len(kept_now())


def test_freshness_tells_when_and_whether_changes_wait(work):
    assert freshness(NOW).computed_at <= timezone.now()
    assert not freshness(NOW).pending
    mark("project", ["hachang-2016/road-a"], cause="test")
    assert freshness(NOW).pending
    refresh()
    assert not freshness(NOW).pending


def test_what_was_never_computed_has_no_time():
    assert freshness(NOW).computed_at is None


def test_marks_set_aside_wait_for_nobody(work):
    mark("project", ["x"], cause="test")
    claims = claim_fresh("project", 1)
    Claim.objects.update(state="parked", fault="ValueError: x")
    assert not freshness(NOW).pending
    assert [row.subject for row in parked()] == ["x"]
    assert len(claims) == 1


def test_a_moment_is_complete_when_it_was_computed_whole(work):
    assert complete_now() == kept_now()
    Run.objects.filter(moment=NOW.key).delete()
    assert complete_now() == tuple(moment for moment in kept_now() if moment != NOW)
    Run.objects.create(moment=NOW.key, as_of=PLAN_END, computed_at=timezone.now(), kept=False)
    assert NOW not in complete_now()


def test_the_fingerprint_speaks_of_all_that_is_stored(work):
    before = fingerprint(kept_now())
    assert before == fingerprint(reversed(kept_now()))
    row = results(NOW, "project")["hachang-2016/road-a", "stage"]
    assert stored_rows([NOW])[NOW.key, "project", "hachang-2016/road-a", "stage"][2] == "in_use"
    assert Span.objects.filter(pk=row.pk).update(text="completed") == 1
    assert fingerprint(kept_now()) != before


class TestComputedAfresh:
    NAMES = ("hachang-2016/road-a", "hachang-2016/road-x")

    @pytest.fixture
    def two(self, work):
        factories.fact(factories.project("road-x"), "X")

    def test_one_that_raises_costs_only_itself(self, two, monkeypatch):
        right = computed("project", self.NAMES, [NOW])
        monkeypatch.setattr("metrics.queries.computers", poisoned(monkeypatch, self.NAMES[1]))
        found = computed("project", self.NAMES, [NOW])
        assert found[NOW.key, self.NAMES[1], "promise"].text == "undetermined"
        assert (NOW.key, self.NAMES[1], FAILED) in found
        for slot, one in right.items():
            assert slot[1] == self.NAMES[1] or found[slot] == one

    def test_what_all_need_is_raised(self, two, monkeypatch):
        monkeypatch.setattr("metrics.queries.computers", poisoned(monkeypatch, *self.NAMES))
        with pytest.raises(Uncomputable) as told:
            computed("project", self.NAMES, [NOW])
        assert "毒丸" in str(told.value.__cause__)


def failing(*bad, error=ValueError):
    """A maker of names in capitals that raises at some of them."""

    def make(names):
        for name in names or "abcd":
            if name in bad:
                raise error(name)
            yield name.upper()

    return make


class TestGuarded:
    def test_while_nothing_fails_all_are_asked_for_in_one_go(self):
        assert guarded(failing(), pytest.fail) == (["A", "B", "C", "D"], {})

    def test_those_that_fail_are_named_and_the_others_made_once(self):
        made, why = guarded(failing("c"), lambda: list("abcd"))
        assert sorted(made) == ["A", "B", "D"]
        assert why == {"c": "ValueError: c"}

    def test_a_fault_of_all_cannot_be_computed(self):
        with pytest.raises(Uncomputable):
            guarded(failing(*"abcd"), lambda: list("abcd"))

    def test_a_fault_of_the_database_is_nobodys(self):
        with pytest.raises(OperationalError):
            guarded(failing("c", error=OperationalError), lambda: list("abcd"))

    def test_one_alone_is_none_where_it_fails(self):
        assert attempted(lambda: 1, "a") == 1
        assert attempted(lambda: 1 // 0, "a") is None

    def test_a_block_says_what_could_not_be_computed(self):
        with pytest.raises(Uncomputable, match="兑现曲线"), computing_for_a_page("兑现曲线"):
            raise ValueError("毒丸")


def poisoned(monkeypatch, *names):
    """The table of computers with one that raises for these subjects."""
    poison(monkeypatch, *names)
    return computing.computers
