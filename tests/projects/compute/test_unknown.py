"""What stands in for figures that cannot be computed has their shape, and says nothing."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from metrics.actions import rebuild
from metrics.queries import results
from metrics.rules import FAILED, FAILED_WORDS
from projects.compute import accounts, no_accounts, no_stages, stages
from projects.compute.accounts import figures_of, members, members_at
from tests import factories
from tests.metrics.actions.happenings import ledger, poison
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

MOMENTS = [Moment(date(2018, 12, 31)), Moment(PLAN_END), Moment(date(2024, 12, 31))]
BAD = "hachang-2016/road-1"


def places(outcomes):
    """Subject and metric, with the first and the last day they are given for."""
    found = {}
    for one in outcomes:
        first, last = found.get((one.subject, one.metric), (one.moment.as_of, one.moment.as_of))
        days = (first, last, one.moment.as_of, one.until)
        found[one.subject, one.metric] = (min(days), max(days))
    return found


@pytest.fixture
def works():
    made = ledger()
    factories.project("task-1", kind="measure", ladder="measure", judgement="direction",
                      required="done", required_strict="done")  # fmt: skip
    return made


def test_an_item_has_the_same_figures_on_the_same_days(works):
    assert places(no_stages(None, MOMENTS)) == places(stages(None, MOMENTS))
    assert {one.subject for one in no_stages({BAD}, MOMENTS)} == {BAD}


def test_nothing_is_said_of_it(works):
    found = {one.metric: one for one in no_stages({BAD}, MOMENTS)}
    stage = found["stage"]
    assert (stage.low, stage.high, stage.text) == (0, 5, "")
    assert stage.detail["words"] == FAILED_WORDS
    assert not stage.detail["no_data"]
    assert found["promise"].text == found["promise_strict"].text == "undetermined"
    assert (found["late"].text, found["late"].moment) == ("", MOMENTS[-1])


def test_no_fact_is_read_for_it(works, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(no_stages(None, MOMENTS))


def test_a_group_has_the_same_figures_as_if_all_its_items_had_failed(works, monkeypatch):
    with few_moments(), monkeypatch.context() as failing:
        poison(failing, *(f"hachang-2016/road-{number}" for number in range(3)))
        rebuild()
        asked = [Moment(PLAN_END)]
        found = {one.slot: one for one in accounts(None, asked)}
    for one in no_accounts({"hachang-2016/works/all"}, asked):
        if one.metric != "late":
            assert one.detail[FAILED] == one.detail["undetermined"] == one.detail["counted"]
            assert found[one.slot].detail[FAILED] == one.detail[FAILED] - 1


def test_read_one_by_one_a_group_gives_what_it_gives_when_kept_up(works, monkeypatch):
    with few_moments():
        poison(monkeypatch, BAD)
        rebuild()
        for moment in (Moment(PLAN_END), Moment(date(2019, 12, 31))):
            kept = results(moment, "account")
            for key, group in members(None).items():
                for one in figures_of(key, members_at(group, moment), moment):
                    row = kept[key, one.metric]
                    assert (row.low, row.high, row.detail) == (one.low, one.high, one.detail)
