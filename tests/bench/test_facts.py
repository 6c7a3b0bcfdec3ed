"""Generated facts are facts like others, and what is measured beside them is right."""

import random

import pytest

from bench import burst, facts, recompute
from bench.facts import lengthen
from indicators.models import Observation
from metrics.models import Mark, Span
from projects.models import Progress
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _plan():
    for number in range(4):
        factories.project(f"work-{number}")
    factories.indicator("share")


def test_the_same_seed_gives_the_same_facts_and_one_in_five_is_a_value():
    lengthen(60, seed=7)
    stored = [(key, event, day.isoformat()) for key, event, day in
              Progress.objects.order_by("id").values_list("key", "event", "day")]  # fmt: skip
    again = facts._events(random.Random("7 0"), 48, 0)
    assert stored == [(row["key"], row["event"], row["day"]) for row in again]
    assert Observation.objects.count() == 12


def test_generated_histories_agree_with_themselves():
    lengthen(400, seed=7)
    stages = Span.objects.filter(metric="stage")
    assert stages.exists()
    assert not stages.filter(detail__contradicts=True).exists()
    told = [
        model.objects.filter(bearing__isnull=False).count() for model in (Progress, Observation)
    ]
    assert recompute.check() == sum(told) > 300


def test_a_burst_is_worked_off_and_its_floor_takes_as_many_marks():
    lengthen(40, seed=7)
    took, floor, computed = burst._once(24, 4, random.Random(1))
    assert took > 0 < floor
    assert not Mark.objects.exists()
    assert 1 <= computed <= 2
    assert Progress.objects.filter(key__startswith="burst").count() == 24
