"""The sentence of the first screen is kept while the facts stay as they are."""

from datetime import date

import pytest
from django.core.cache import cache

from calc.moments import PLAN_END, Moment
from dashboards.queries.conventions import summary
from metrics.queries import Freshness
from tests import factories

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)
FRESH = Freshness(None, pending=False)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_the_summary_is_kept_until_a_fact_is_added(django_assert_num_queries):
    factories.fact(factories.project())
    plan = factories.plan()
    first = summary(plan, NOW, FRESH)
    with django_assert_num_queries(2):
        assert summary(plan, NOW, FRESH) == first
    factories.fact(factories.project(), day=date(2021, 6, 1))
    assert summary(plan, NOW, FRESH) != first
    assert summary(plan, Moment(date(2022, 1, 1)), FRESH) != summary(plan, NOW, FRESH)


def test_without_a_rated_work_there_is_no_summary():
    assert summary(factories.plan(), NOW, FRESH) is None
