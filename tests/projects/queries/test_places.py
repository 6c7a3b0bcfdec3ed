"""Which provinces and cities one plan's filters offer."""

from datetime import date

import pytest

from plan.models import Clause, Plan
from projects.models import Project
from projects.queries import offered_places
from regions.models import Place
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def second():
    """A plan with one work in a province of its own and in one city of the first plan."""
    province = Place.objects.create(code="990000", name="江省", level="province")
    Place.objects.create(
        code="990100", name="甲州市", level="prefecture", parent=province, in_plan=True
    )
    plan = Plan.objects.create(
        code="jianghai", title="江海规划", starts=date(2031, 1, 1), ends=date(2035, 12, 31),
        outlook_year=2045,
    )  # fmt: skip
    pattern = factories.project("road-x", cities=("220100",))
    clause = Clause.objects.create(plan=plan, chapter=1, section=1, paragraph=1)
    pattern.pk = None
    pattern.plan, pattern.clause, pattern.code = plan, clause, "rail-y"
    pattern.provinces, pattern.cities = ["220000", "990000"], ["220100", "990100"]
    pattern.save()
    return plan


def codes(plan):
    return set(offered_places(plan).values_list("code", flat=True))


def test_a_place_of_another_plan_is_not_offered(second):
    assert Project.objects.count() == 2
    assert codes(factories.plan()) == {"220000", "220100"}
    assert codes(second) == {"220000", "220100", "990000", "990100"}


def test_a_place_no_item_names_may_still_be_chosen(second):
    factories.place("230100")
    assert {"230000", "230100"} <= codes(factories.plan())


def test_the_filters_of_the_first_plan_do_not_name_it(second, as_li):
    for path in ("/plan/", "/works/", "/responsibility/", "/curve/"):
        assert "江省</option>" not in as_li.get(path).content.decode(), path
