"""The words that stories take from facts."""

from datetime import date

import pytest

from calc.moments import Moment
from dashboards.queries.stories import Shelf
from plan.stories import parse
from projects.models import Progress
from tests import factories
from tests.repeating import looked_at, repeat

pytestmark = pytest.mark.django_db
NOW = Moment(date(2026, 11, 25))


@pytest.fixture
def shelf():
    road, split = factories.project("road"), factories.project("split", parts=("东段", "西段"))
    factories.fact(road, "OPEN-2", day=date(2020, 9, 27))
    factories.fact(road, "OPEN-1", day=date(2020, 9, 26), moves=False)
    factories.fact(split, "LOW", day=date(2020, 9, 1), confidence="low")
    factories.fact(split, "EAST", day=date(2020, 9, 29), part="part-1")
    factories.fact(split, "WEST", day=date(2020, 9, 30), part="part-2")
    return Shelf(factories.plan(), NOW, [])


@pytest.mark.parametrize(
    ("named", "key"),
    [
        ("road:opened", "OPEN-1"),
        ("road:completed", None),
        ("split:opened", "EAST"),
        ("split:opened:part-2", "WEST"),
    ],
)
def test_the_first_fact_of_an_event_is_the_earliest_that_can_be_trusted(shelf, named, key):
    found = shelf.first(*parse(f"a=first:{named}"))

    assert (found and found.key) == key


def test_it_is_found_without_reading_those_that_tell_of_it_again(shelf):
    repeat(Progress, 500)

    looked, scans = looked_at(Progress, lambda: shelf.first(*parse("a=first:road:opened")))

    assert (looked, scans) == (1, {"Index Scan"})
