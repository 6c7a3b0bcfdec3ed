"""The course so far, by the two methods that ask for no target."""

from decimal import Decimal

import pytest

from dashboards.queries.outlook.course import course
from indicators.models import Indicator, Observation
from tests import factories

pytestmark = pytest.mark.django_db


def values(unit="公里", **pairs):
    return {
        int(year[1:]): Observation(value=Decimal(str(value)), unit=unit)
        for year, value in pairs.items()
    }


def indicator(direction=1, name="里程"):
    return Indicator(plan=factories.plan(), name=name, direction=direction)


def test_published_example_of_statistics_canada_near_a_limit():
    # 70 -> 73 in 2015-2020 with the limit 100: 0.84 % a year, moderate
    found = course(indicator(), values("%", y2015=70, y2020=73))
    assert found == (
        "2015年至2020年平均每年增长0.8%（相对上年，不是百分点）：有所向好；"
        "照这个速度看2030年：有进展，需要加快"
    )


def test_lower_is_better_turns_the_words():
    found = course(indicator(-1), values(y2015=50, y2020=40))
    assert found == "2015年至2020年平均每年下降4.4%：明显向好；照这个速度看2030年：走势良好"
    worse = course(indicator(), values(y2015=50, y2020=40))
    assert worse.endswith("变差；照这个速度看2030年：停滞或变差")


@pytest.mark.parametrize(
    ("subject", "pairs"),
    [
        ({"direction": 0}, {"y2015": 1, "y2020": 2}),
        ({"name": "产值增速"}, {"y2015": 1, "y2020": 2}),
        ({}, {"y2015": 1}),
        ({}, {"y2015": -1, "y2020": 2}),
        ({}, {"y2010": 1, "y2012": 2}),
    ],
)
def test_what_cannot_be_told_is_left_out(subject, pairs):
    assert course(indicator(**subject), values(**pairs)) == ""
