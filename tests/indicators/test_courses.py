"""The way of an indicator between two moments: new periods, what was learned, new vintages."""

from datetime import date
from decimal import Decimal

import pytest

from calc.moments import Moment
from indicators.compute.courses import courses
from indicators.queries import listed
from metrics.actions import ensure
from metrics.queries import between, results
from tests import factories
from tests.plan_database import few_moments

pytestmark = pytest.mark.django_db

LATE = date(2020, 12, 31)
THEN = Moment(LATE, date(2020, 6, 30), "public")
NOW = Moment(LATE, date(2021, 12, 31), "public")
EARLY, LATER = date(2020, 5, 1), date(2021, 5, 1)


@pytest.fixture(autouse=True)
def _few():
    with few_moments():
        yield


def value(indicator, key, year, number, published=EARLY, **more):
    end = date(year, 12, 31)
    row = factories.observation(indicator, key, year=year, period_start=end, period_end=end,
                                value=Decimal(number), source=factories.published(published),
                                **more)  # fmt: skip
    assert row.published_on == published
    return row


def told(before=THEN, now=NOW):
    for moment in between(before, now):
        ensure(moment)
    plan = factories.plan()
    found = courses(plan, before, now, indicators=listed(plan))
    return [(s.code, s.stage_words) for one in found.values() for s in one.steps]


def test_a_new_period_is_real_progress():
    indicator = factories.indicator()
    value(indicator, "A", 2018, "60")
    value(indicator, "B", 2019, "61")
    assert told(Moment(date(2018, 12, 31)), Moment(LATE)) == [
        ("moved", "长春市：2018年末60% → 2019年末61%")
    ]


def test_a_value_of_an_earlier_period_that_became_known_is_learned():
    indicator = factories.indicator()
    value(indicator, "A", 2018, "60")
    value(indicator, "B", 2019, "61", LATER)
    assert told() == [("learned", "长春市：2018年末60% → 2019年末61%")]
    assert told(NOW, THEN) == [("learned", "长春市：2019年末61% → 2018年末60%")]


def test_values_on_either_side_of_a_break_are_not_to_be_compared():
    indicator = factories.indicator()
    value(indicator, "A", 2018, "60", boundary="before_2020_06")
    value(indicator, "B", 2019, "75", boundary="after_2020_06")
    ((code, words),) = told(Moment(date(2018, 12, 31)), Moment(LATE))
    assert code == "moved"
    assert words.endswith("（口径不同，不可直接相比）")


def test_another_vintage_of_a_known_value_is_a_revision():
    indicator = factories.indicator()
    value(indicator, "A", 2019, "61", vintage="first_release")
    value(indicator, "B", 2019, "62", LATER, vintage="post_census")
    ((code, words),) = told()
    assert code == "revised"
    assert words.startswith("长春市：2019年末61%（")
    assert "2019年末62%（" in words


def test_a_correction_is_a_revision_and_the_first_value_is_learned():
    indicator, other = factories.indicator("ind-a"), factories.indicator("ind-b")
    value(indicator, "A", 2019, "61")
    value(indicator, "B", 2019, "62", LATER, corrects="A", reason="更正")
    value(other, "C", 2019, "5", LATER)
    assert told() == [
        ("revised", "长春市：2019年末61% → 2019年末62%"),
        ("learned", "长春市：暂无数据 → 2019年末5%"),
    ]


def test_on_the_real_plan_halfway_is_never_far_from_either_end(whole_plan):
    """Each point is one of three knowledge states, so both ends are the stored Results."""

    before, now = Moment(date(2018, 12, 31), date(2019, 6, 30), "public"), Moment(LATE)
    for moment in between(before, now):
        ensure(moment)
    found = courses(whole_plan, before, now, indicators=listed(whole_plan))
    assert any(one.steps for one in found.values())
    for at, place in ((before, 0), (now, 3)):
        stored = results(at, "indicator", metric="latest")
        for code, one in found.items():
            keys = [
                c["key"] for c in stored[f"{whole_plan.code}/{code}", "latest"].detail["series"]
            ]
            assert list(one.points[place].keys) == keys
    assert {step.code for one in found.values() for step in one.steps} >= {"moved", "learned"}
