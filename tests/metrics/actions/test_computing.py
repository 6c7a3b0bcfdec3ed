"""A subject that raises while moments are computed whole costs only itself."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, mark, rebuild, refresh, roll_day
from metrics.actions.leases import fail
from metrics.computers import computers, versions
from metrics.models import Claim, Mark, Result, Run
from metrics.queries import fingerprint, freshness, kept_now, parked, results, stored_rows
from metrics.rules import DIED, FAILED, FAILED_WORDS, MAX_ATTEMPTS, Outcome, Uncomputable
from tests import factories
from tests.metrics.actions.happenings import compute_by, ledger, poison, the_wait_is_over
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
LOOKED = Moment(date(2018, 5, 1))
GOOD, BAD = "hachang-2016/road-0", "hachang-2016/road-1"
ALL = "hachang-2016/works/all"


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    made = ledger()
    for work in made[:2]:
        factories.fact(work, f"A-{work.code}")
    rebuild()
    return made


@pytest.fixture
def a_new_day():
    """Let a day of the calendar be one that is still to be computed."""

    def begin():
        Run.objects.filter(moment=NOW.key).delete()
        roll_day()
        assert Run.objects.filter(moment=NOW.key, kept=True).exists()

    return begin


def is_set_aside(moment, name=BAD):
    figures = {
        metric: row for (_, metric), row in results(moment, "project", subjects=[name]).items()
    }
    assert figures[FAILED].text == FAILED
    assert figures["stage"].detail["words"] == FAILED_WORDS
    assert figures["stage"].low < figures["stage"].high
    assert figures["promise"].text == "undetermined"
    assert freshness(moment).failed == [name]
    return True


WHOLES = {
    "new day": lambda begin: begin(),
    "looked at": lambda begin: ensure(LOOKED),
    "rebuild": lambda begin: rebuild(),
}


@pytest.mark.parametrize("whole", WHOLES)
def test_the_others_are_computed_and_it_is_set_aside_with_its_reason(
    works, a_new_day, monkeypatch, whole
):
    moment = LOOKED if whole == "looked at" else NOW
    poison(monkeypatch, BAD)
    WHOLES[whole](a_new_day)
    assert is_set_aside(moment)
    assert results(moment, "project")[GOOD, "stage"].detail["words"] != FAILED_WORDS
    (row,) = parked()
    assert (row.subject, row.attempts, row.fault) == (BAD, MAX_ATTEMPTS, "ValueError: 毒丸")


def test_a_group_counts_it_among_those_nobody_can_judge_and_says_so(works, a_new_day, monkeypatch):
    before = results(NOW, "account")[ALL, "promise_rate"]
    poison(monkeypatch, BAD)
    a_new_day()
    after = results(NOW, "account")[ALL, "promise_rate"]
    assert (after.detail[FAILED], after.detail["ledger"]) == (1, before.detail["ledger"])
    for count in ("counted", "total"):
        assert after.detail[count] == before.detail[count]
    assert after.detail["no_data"] == before.detail["no_data"]
    assert after.detail["undetermined"] == 1 + sum(
        row.text == "undetermined"
        for (name, metric), row in results(NOW, "project").items()
        if metric == "promise" and name != BAD
    )
    assert FAILED not in before.detail


def test_after_the_end_of_the_plan_it_widens_the_count_of_the_late(works, a_new_day, monkeypatch):
    today = kept_now()[-1]
    poison(monkeypatch, BAD)
    a_new_day()
    late = results(today, "account")[ALL, "late"]
    assert (late.high - late.low, late.detail[FAILED]) == (1, 1)


def test_while_nothing_fails_each_kind_is_computed_in_one_go(works, monkeypatch):
    asked = poison(monkeypatch)
    rebuild()
    assert asked == [None]


def test_it_is_found_by_halving(monkeypatch):
    ledger(16)
    asked = poison(monkeypatch, BAD)
    rebuild()
    assert len(asked) == 1 + 2 * 4


def test_twice_gives_the_same_bytes_and_so_it_does_when_mended(works, monkeypatch):
    whole = fingerprint(kept_now())
    with monkeypatch.context() as failing:
        poison(failing, BAD)
        rebuild()
        broken = fingerprint(kept_now())
        rebuild()
        assert fingerprint(kept_now()) == broken != whole
    rebuild()
    assert fingerprint(kept_now()) == whole
    assert parked() == []


def test_a_new_fact_takes_it_back_once_it_can_be_computed(works, a_new_day, monkeypatch):
    with monkeypatch.context() as failing:
        poison(failing, BAD)
        a_new_day()
        ensure(LOOKED)
        factories.fact(works[1], "B", event="statement")
        refresh()
        assert is_set_aside(NOW)
    assert refresh() == 0
    factories.fact(works[1], "C", event="statement")
    refresh()
    assert not Claim.objects.exists()
    assert not Mark.objects.exists()
    assert not Result.objects.filter(metric=FAILED, moment=NOW.key).exists()
    ensure(LOOKED)
    assert not Result.objects.filter(metric=FAILED).exists()
    rows = stored_rows(kept_now())
    rebuild()
    assert stored_rows(kept_now()) == rows


def test_a_new_version_of_a_formula_takes_it_back(works, a_new_day, monkeypatch):
    with monkeypatch.context() as failing:
        poison(failing, BAD)
        a_new_day()
        ensure(LOOKED)
    Run.objects.update(versions={kind: version - 1 for kind, version in versions().items()})
    refresh()
    assert parked() == []
    assert freshness(NOW).failed == []
    assert freshness(LOOKED).stale
    ensure(LOOKED)
    assert freshness(LOOKED).failed == []


def test_a_value_that_the_database_refuses_costs_only_its_subject(works, monkeypatch):
    compute = computers()["project"].compute

    def wrong(subjects, moments):
        for one in compute(subjects, moments):
            bad = one.subject == BAD and one.metric == "stage"
            yield Outcome(one.moment, one.kind, one.subject, one.metric, one.formula,
                          one.version, low=9, high=1) if bad else one  # fmt: skip

    compute_by(monkeypatch, wrong)
    rebuild()
    assert is_set_aside(NOW)
    assert "metrics_result_low_not_above_high" in parked()[0].fault


@pytest.mark.parametrize("kind", ["account", "indicator"])
def test_groups_and_indicators_are_isolated_alike(works, monkeypatch, kind):
    indicators = [factories.indicator(f"i-{number}") for number in range(3)]
    name = ALL if kind == "account" else f"hachang-2016/{indicators[0].code}"
    poison(monkeypatch, name, kind=kind)
    rebuild()
    assert freshness(NOW).failed == [name]
    metric = "promise_rate" if kind == "account" else "latest"
    row = results(NOW, kind)[name, metric]
    if kind == "account":
        assert (row.low, row.high) == (0, 1)
        assert row.detail[FAILED] == row.detail["undetermined"] == row.detail["counted"] > 0
    else:
        assert (row.low, row.text, row.detail) == (None, FAILED, {"series": []})
    others = {slot[0] for slot in results(NOW, kind, metric=metric)} - {name}
    assert others
    assert all(results(NOW, kind)[one, metric].formula != "metrics.failed" for one in others)


class TestTheWholeFails:
    """What all subjects need raises: that is no matter of subjects, and not tried for each."""

    @pytest.fixture
    def nothing_can_be_read(self, works, monkeypatch):
        asked = []

        def compute(subjects, moments):
            asked.append(subjects)
            raise ValueError("共用的资料读不出")

        compute_by(monkeypatch, compute)
        Run.objects.filter(moment=NOW.key).delete()
        return asked

    def test_it_is_noted_tried_again_later_and_holds_up_no_other_work(
        self, works, nothing_can_be_read
    ):
        mark("account", [ALL], cause="test")
        refresh()
        (claim,) = Claim.objects.all()
        assert (claim.subject, claim.attempts) == ("kept", 1)
        assert claim.fault == "ValueError: 共用的资料读不出"
        assert not Mark.objects.exists()
        roll_day()
        tried = len(nothing_can_be_read)
        roll_day()
        assert len(nothing_can_be_read) == tried, "it was tried again without waiting"
        for _ in range(MAX_ATTEMPTS):
            Claim.objects.update(until="2020-01-01T00:00Z")
            roll_day()
        (row,) = parked()
        assert (row.subject, row.attempts) == ("kept", MAX_ATTEMPTS)

    def test_once_mended_the_day_begins(self, works, nothing_can_be_read, monkeypatch):
        roll_day()
        monkeypatch.undo()
        with few_moments():
            the_wait_is_over()
            roll_day()
        assert Run.objects.filter(moment=NOW.key, kept=True).exists()
        assert not Claim.objects.exists()

    def test_a_reader_is_told_at_once(self, nothing_can_be_read):
        with pytest.raises(Uncomputable, match=r"截至.+的各数$") as told:
            ensure(LOOKED)
        assert "共用的资料" in str(told.value.__cause__)
        assert not Claim.objects.exists()


class TestWhatEndsItsProcess:
    """A subject that was set aside for that is not tried together with others."""

    @pytest.fixture
    def deadly(self, works):
        claim = Claim.objects.create(
            subject_kind="project", subject=BAD, fence=10**9, worker="w", session=0,
            claimed_at="2020-01-01T00:00Z", until="2020-01-01T00:00Z", attempts=MAX_ATTEMPTS - 1,
        )  # fmt: skip
        fail([claim], DIED)
        (row,) = parked()
        return row

    def test_a_new_day_leaves_it_out(self, deadly, a_new_day, monkeypatch):
        asked = poison(monkeypatch)
        a_new_day()
        assert BAD not in asked[0]
        assert GOOD in asked[0]
        assert is_set_aside(NOW)
        assert parked() == [deadly]

    def test_by_other_formulas_it_is_tried_alone(self, deadly, monkeypatch):
        asked = poison(monkeypatch)
        Run.objects.update(versions={})
        refresh()
        assert asked[-1] == {BAD}
        assert not Claim.objects.exists()
        assert freshness(NOW).failed == []
