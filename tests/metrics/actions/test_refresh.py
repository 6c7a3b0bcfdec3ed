"""Marks are worked through: nothing lost, nothing doubled, whatever fails or runs beside."""

import random
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import transaction
from django.utils import timezone

from calc.moments import PLAN_END, Moment
from metrics.actions import mark, rebuild, refresh
from metrics.computers import computers
from metrics.models import Mark, Result, Run
from metrics.queries import fingerprint, freshness, kept_now, results, stored_rows
from metrics.tasks import refresh as sweep
from tests import factories
from tests.metrics.actions.happenings import approve_many, compute_by, ledger
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


class TestOnePass:
    def test_a_fact_reaches_its_work_and_every_account_it_counts_in(self, works):
        before = results(NOW, "account", metric="promise_rate")
        factories.fact(works[0], "A")
        assert verdict() == "undetermined"
        refresh()
        assert verdict() == "reached"
        after = results(NOW, "account", metric="promise_rate")
        moved = {slot[0] for slot, row in after.items() if row.detail != before[slot].detail}
        assert moved == {
            f"hachang-2016/works/{key}"
            for key in ("all", "commitment=advance", "category=road", "province=220000",
                        "city=220100")
        }  # fmt: skip
        assert not Mark.objects.exists()

    def test_only_what_was_marked_is_written(self, works):
        untouched = Result.objects.filter(subject="hachang-2016/road-1").values_list("pk", "low")
        before = list(untouched)
        factories.fact(works[0], "A")
        refresh()
        assert list(untouched) == before

    def test_working_again_changes_nothing(self, works):
        factories.fact(works[0], "A")
        refresh()
        before = fingerprint(kept_now())
        assert refresh() == 0
        mark("project", [NAME, NAME], cause="twice")
        assert refresh() == 2
        assert fingerprint(kept_now()) == before

    def test_a_mark_for_what_is_gone_is_cleared(self, works):
        mark("project", ["hachang-2016/road-99", "nowhere/road-0"], cause="gone")
        mark("account", ["hachang-2016/works/city=999999"], cause="gone")
        assert refresh() == 3
        assert not Mark.objects.exists()

    def test_the_time_of_the_figures_moves_on(self, works):
        Run.objects.update(computed_at=timezone.now() - timedelta(hours=1))
        factories.fact(works[0], "A")
        refresh()
        assert timezone.now() - freshness(NOW).computed_at < timedelta(minutes=1)

    def test_more_marks_than_a_batch_holds_are_all_worked_through(self, works, monkeypatch):
        monkeypatch.setattr(MODULE, "BATCH", 2)
        mark("project", [f"hachang-2016/road-{n % 4}" for n in range(9)], cause="many")
        assert refresh() == 9
        assert not Mark.objects.exists()

    def test_one_pass_has_an_end(self, works, monkeypatch):
        monkeypatch.setattr(MODULE, "BATCH", 1)
        mark("project", [f"hachang-2016/road-{n}" for n in range(4)], cause="many")
        assert refresh(limit=2) == 2
        assert Mark.objects.count() == 2

    def test_many_marks_of_few_works_are_computed_once_each(self, works, monkeypatch):
        real, asked = computers()["project"], []

        def compute(subjects, moments):
            asked.extend(subjects)
            yield from real.compute(subjects, moments)

        compute_by(monkeypatch, compute)
        mark("project", [f"hachang-2016/road-{n % 3}" for n in range(1000)], cause="flood")
        assert refresh() == 1000
        assert sorted(asked) == [f"hachang-2016/road-{n}" for n in range(3)]

    def test_a_lost_ring_is_found_by_the_next_sweep(
        self, works, monkeypatch, django_capture_on_commit_callbacks
    ):
        def away(*args, **options):
            raise ConnectionRefusedError

        monkeypatch.setattr("metrics.actions.marks.current_app.send_task", away)
        with django_capture_on_commit_callbacks(execute=True):
            factories.fact(works[0], "A")
        assert verdict() == "undetermined"
        sweep()
        assert verdict() == "reached"


class TestAgainstARebuild:
    @pytest.mark.parametrize("round_", range(4))
    def test_refreshing_in_any_order_gives_what_a_rebuild_gives(self, works, round_):
        chance = random.Random(random.random())
        accepted = 0
        for step in range(12):
            accepted += approve_many(chance, works, chance.randrange(1, 4), f"S{step}")
            if chance.random() < 0.6:
                refresh()
        refresh()
        assert accepted > 5
        before, rows = fingerprint(kept_now()), stored_rows(kept_now())
        rebuild()
        assert stored_rows(kept_now()) == rows
        assert fingerprint(kept_now()) == before

    def test_the_order_of_approvals_does_not_matter(self, works):
        """The same facts in another order: the same figures to the byte."""
        chance = random.Random(random.random())
        days = [date(2015 + n, 6, 1) for n in range(4)]
        told = [("approved", days[0]), ("construction_start", days[1]),
                ("completed", days[2]), ("opened", days[3])]  # fmt: skip

        def tell(order):
            for event, day in order:
                factories.fact(works[0], f"K-{event}", event=event, day=day)
            refresh()
            return fingerprint(kept_now())

        point = transaction.savepoint()
        first = tell(told)
        transaction.savepoint_rollback(point)
        chance.shuffle(told)
        assert tell(told) == first
