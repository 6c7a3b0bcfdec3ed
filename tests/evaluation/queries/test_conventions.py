"""What the report says of conventions is what the page says."""

from datetime import date

import pytest

from calc.moments import PLAN_END, Moment
from evaluation.queries.conventions import spreads
from tests import factories

pytestmark = pytest.mark.django_db

NOW = Moment(PLAN_END)


def test_a_plan_without_rated_works_has_no_chapter():
    assert spreads(factories.plan(), NOW) is None


def test_figures_tell_lowest_highest_and_what_they_depend_on():
    work = factories.project(name="甲高速", commitment="advance", required="under_construction")
    factories.fact(work, event="construction_start", day=date(2019, 1, 1))
    factories.fact(work, day=date(2022, 1, 1))
    found = spreads(factories.plan(), NOW)
    rows = {row.name: row for row in found.figures}
    assert (rows["承诺兑现率"].house, rows["承诺兑现率"].least, rows["承诺兑现率"].most,
            rows["承诺兑现率"].depends) == ("100.0%", "0.0%", "100.0%", "承诺的理解")  # fmt: skip
    assert (rows["可确认达到（项）"].least, rows["可确认达到（项）"].most) == ("0", "1")
    assert "逾期后完成（项）" not in rows
    (turning,) = found.turning
    assert (turning.name, turning.others) == ("甲高速", "可确认未达到")
    assert len(found.sentences) == 3
    assert any(choice.startswith("权数：不加权（规划没有写明") for choice in found.choices)


def test_a_rate_of_nothing_does_not_apply():
    factories.fact(factories.project(commitment="study", commitment_strict="study",
                                     required="approved", required_strict="approved"))  # fmt: skip
    rows = {row.name: row for row in spreads(factories.plan(), NOW).figures}
    assert (rows["建成率"].house, rows["建成率"].least) == ("不适用", "—")
