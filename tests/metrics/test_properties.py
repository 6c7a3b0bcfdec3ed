"""What holds of the Results whatever happened: parts, bounds, order, repetition.

That refreshing equals rebuilding and that the past of 系统口径 never changes is drawn in
``actions/test_refresh.py`` and ``test_bases.py``.
"""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild, refresh
from metrics.queries import fingerprint, kept_now, results
from projects.models import Progress, Project
from tests import factories
from tests.metrics.actions.happenings import approve_many, ledger
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
ROOT = "hachang-2016/works/"
COUNTS = ("reached", "missed", "undetermined", "no_data", "adjusted", "total", "counted", "ledger")
RATES = ("promise_rate", "promise_rate_strict", "built_rate", "started_rate")


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def chance():
    return random.Random(random.random())


@pytest.fixture
def works(chance):
    made = ledger(8)
    approve_many(chance, made, 20, "S")
    rebuild()
    return made


def accounts(dimension):
    """Counts of the accounts of one dimension, by metric."""
    found = {metric: Counter() for metric in RATES}
    for (subject, metric), row in results(NOW, "account").items():
        if metric in RATES and subject.removeprefix(ROOT).startswith(dimension):
            found[metric].update({name: row.detail[name] for name in COUNTS})
    return found


@pytest.mark.parametrize("round_", range(3))
@pytest.mark.parametrize("dimension", ["category=", "commitment="])
def test_the_parts_of_a_partition_add_up_to_the_whole(works, chance, dimension, round_):
    approve_many(chance, works, 10, "T")
    refresh()
    whole = accounts("all")
    assert whole["promise_rate"]["total"] == len(works)
    assert accounts(dimension) == whole


@pytest.mark.parametrize("round_", range(3))
def test_every_completion_of_the_unknown_lies_between_the_bounds(works, chance, round_):
    """Each open item is settled one way or the other; the rate stays inside what was said."""
    before = results(NOW, "account")[f"{ROOT}all", "promise_rate"]
    settled = 0
    for project in Project.objects.filter(kind="works"):
        row = results(NOW, "project")[f"hachang-2016/{project.code}", "promise"]
        if row.text == "undetermined":
            ways = [("opened", PLAN_END - timedelta(1)), ("not_started", PLAN_END + timedelta(400))]
            settled += settle(project, chance.sample(ways, 2))
    refresh()
    after = results(NOW, "account")[f"{ROOT}all", "promise_rate"]
    assert after.detail["undetermined"] == before.detail["undetermined"] - settled
    assert before.low <= after.low <= after.high <= before.high


def settle(project, ways):
    """Settle an item in the first of the ways that what is known of it allows."""
    for event, day in ways:
        try:
            with transaction.atomic():
                factories.fact(project, f"X-{project.code}", event=event, day=day)
        except ValidationError:
            continue
        return True
    return False


@pytest.mark.parametrize("round_", range(3))
def test_the_order_of_approvals_and_of_refreshing_is_nothing(chance, round_):
    """The same facts in any order, worked in one by one or together: the same bytes."""
    made = ledger(4)
    rebuild()
    events = ("approved", "construction_start", "completed", "opened")
    told = [(work, event, date(2014 + place, 3 + number, 1))
            for number, work in enumerate(made) for place, event in enumerate(events)]  # fmt: skip

    def tell(order, every):
        for number, (work, event, day) in enumerate(order):
            factories.fact(work, f"K-{work.code}-{event}", event=event, day=day)
            if number % every == 0:
                refresh()
        refresh()
        return fingerprint(kept_now())

    point = transaction.savepoint()
    first = tell(told, 1)
    transaction.savepoint_rollback(point)
    chance.shuffle(told)
    assert tell(told, chance.randrange(2, 20)) == first
    assert Progress.objects.count() == len(told)


@pytest.mark.parametrize("round_", range(2))
def test_computing_twice_is_computing_once(works, chance, round_):
    approve_many(chance, works, 5, "T")
    refresh()
    once = fingerprint(kept_now())
    refresh()
    rebuild()
    rebuild()
    assert fingerprint(kept_now()) == once
