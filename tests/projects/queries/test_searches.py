"""The search that still stands is found by index, and is the one that reading all facts gives."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from calc.moments import Moment
from plan.queries import known
from projects.models import Progress
from projects.queries import last_searches, searches
from projects.rules import SEARCHED
from tests import factories

pytestmark = pytest.mark.django_db

BEGAN = datetime(2022, 1, 1, tzinfo=UTC)
ALL_KNOWN = Moment(date(2024, 12, 31))


def searched(work, key, at, **more):
    return factories.fact_recorded(
        work, BEGAN + timedelta(at), key, event=SEARCHED, moves=False, searched_in="档案馆",
        summary="没有查到", **more,
    )  # fmt: skip


def told(work, key, at, **more):
    return factories.fact_recorded(work, BEGAN + timedelta(at), key, **more)


def by_reading_all(plan, moment):
    rows = known(Progress.objects.filter(project__plan=plan, relation="item"), moment)
    return {pk: row.key for pk, row in last_searches(rows.order_by("recorded_at", "id")).items()}


def found(plan, moment, projects=None):
    return {pk: row.key for pk, row in searches(plan, moment, projects).items()}


@pytest.mark.parametrize("seed", range(12))
def test_drawn_histories_give_what_all_facts_give(seed):
    chance = random.Random(seed)
    works = [factories.project(f"w{number}") for number in range(4)]
    keys = {work.pk: [] for work in works}
    for number in range(60):
        work = chance.choice(works)
        key = f"F{number}"
        day = date(2021, 12, 1) + timedelta(chance.randrange(90))
        more = {"source": factories.published(day)}
        if keys[work.pk] and chance.random() < 0.15:
            more |= {"corrects": keys[work.pk].pop().key, "reason": "改正"}
        if chance.random() < 0.3:
            row = searched(work, key, number, **more)
        else:
            event = chance.choice(("approved", "progress", "statement"))
            row = told(work, key, number, event=event,
                       confidence=chance.choice(("high", "low")),
                       date_basis=chance.choice(("event", "scheduled")), **more)  # fmt: skip
        keys[work.pk].append(row)
    plan = works[0].plan
    moments = [ALL_KNOWN, Moment(date(2024, 12, 31), date(2022, 1, 20), "public"),
               Moment(date(2024, 12, 31), date(2022, 2, 10), "system")]  # fmt: skip
    for moment in moments:
        assert found(plan, moment) == by_reading_all(plan, moment)
    assert found(plan, ALL_KNOWN, [works[0].pk]) == {
        pk: key for pk, key in by_reading_all(plan, ALL_KNOWN).items() if pk == works[0].pk
    }


def test_a_fact_that_can_move_the_stage_ends_a_search_and_no_other_does():
    work = factories.project("line")
    searched(work, "S1", 1)
    told(work, "F1", 2, event="statement")
    assert found(work.plan, ALL_KNOWN) == {work.pk: "S1"}
    told(work, "F2", 3, event="approved")
    assert found(work.plan, ALL_KNOWN) == {}


def test_a_corrected_fact_no_longer_ends_a_search():
    work = factories.project("line")
    searched(work, "S1", 1)
    told(work, "F1", 2, event="approved")
    told(work, "F2", 3, event="statement", corrects="F1", reason="张冠李戴")
    assert found(work.plan, ALL_KNOWN) == {work.pk: "S1"}


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    for number in range(5):
        work = factories.project(f"w{number}")
        searched(work, f"S{number}", 1)
        told(work, f"F{number}", 2, event="approved")
    with django_assert_max_num_queries(3):
        searches(work.plan, ALL_KNOWN)
