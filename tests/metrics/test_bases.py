"""What a basis promises: 系统口径 of the past never changes; 公开口径 only by what is published."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import ensure, rebuild, refresh
from metrics.models import Run
from metrics.queries import stored_rows
from tests import factories
from tests.factories import published
from tests.metrics.actions.happenings import approve_many, ledger
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

DAYS = [date(2019, 12, 31), PLAN_END, date(2023, 6, 30)]
EPOCH = date(2022, 1, 1)


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


@pytest.fixture
def works():
    """A ledger of which the system has known since 2022."""
    made = ledger()
    for number, work in enumerate(made):
        at = datetime(2022, 1, 1 + number, 8, tzinfo=UTC)
        factories.fact_recorded(work, at, f"old-{number}", source=published(date(2021, 1, 1)))
    rebuild()
    return made


def seen(basis, known_at):
    """The figures of several days as somebody saw them at a time, computed anew."""
    moments = [Moment(day, known_at, basis) for day in DAYS]
    Run.objects.filter(moment__in=[moment.key for moment in moments]).delete()
    for moment in moments:
        ensure(moment)
    return [
        {slot[1:]: content for slot, content in stored_rows([moment]).items()} for moment in moments
    ]


@pytest.mark.parametrize("round_", range(3))
def test_what_the_system_knew_never_changes(works, round_):
    chance = random.Random(random.random())
    times = [EPOCH + timedelta(days=chance.randrange(0, 900)) for _ in range(3)]
    times += [EPOCH - timedelta(days=1), EPOCH + timedelta(days=1)]
    before = [seen("system", known) for known in times]
    assert approve_many(chance, works, 25, "S") > 5
    refresh()
    assert [seen("system", known) for known in times] == before


def test_what_the_system_knows_grows_day_by_day(works):
    nothing, *known = [seen("system", EPOCH + timedelta(days=day)) for day in range(-1, 5)]
    assert all(row[2] in ("", "undetermined") for figures in nothing
               for (kind, _, metric), row in figures.items()
               if kind == "project" and metric in ("stage", "promise"))  # fmt: skip
    assert nothing != known[0] != known[1] != known[2] != known[3]
    assert known[3] == known[4]


def test_the_public_basis_improves_when_an_old_paper_is_entered(works):
    known = date(2021, 6, 30)
    before = seen("public", known)
    factories.fact(works[1], "S-1", part="part-1", source=published(date(2020, 1, 1)))
    refresh()
    assert seen("public", known) != before


@pytest.mark.parametrize("day", [date(2021, 7, 1), None], ids=["later", "unknown"])
def test_the_public_basis_is_not_moved_by_what_was_published_later_or_nobody_knows_when(works, day):
    known = date(2021, 6, 30)
    before = seen("public", known)
    factories.fact(works[1], "S-1", part="part-1", source=published(day))
    refresh()
    assert seen("public", known) == before
    assert seen("public", date(2021, 7, 1)) != before or day is None


@pytest.mark.parametrize("round_", range(3))
def test_the_public_basis_changes_by_new_facts_alone(works, round_):
    """Waiting, refreshing and rebuilding change nothing; a fact of another day does not either."""
    chance = random.Random(random.random())
    approve_many(chance, works, 15, "S")
    refresh()
    known = date(2018, 1, 1) + timedelta(days=chance.randrange(1500))
    before = seen("public", known)
    rebuild()
    assert seen("public", known) == before
    for number in range(5):
        later = published(known + timedelta(days=1 + chance.randrange(500)))
        factories.fact(works[0], f"L-{number}", event="statement", source=later)
    refresh()
    assert seen("public", known) == before
