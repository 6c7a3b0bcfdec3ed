"""A row of a file is written at once; what the database refuses is put into words."""

from datetime import date
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from plan.actions import save
from plan.models import Informant, Plan
from tests import factories

pytestmark = pytest.mark.django_db

TURNED = {"starts": date(2021, 1, 1), "ends": date(2020, 12, 31)}


def informant(plan, category="road", offices="交通部门"):
    return Informant(plan=plan, category=category, offices=offices)


def test_a_row_in_hand_asks_the_database_nothing_before_it_is_written():
    plan = factories.plan()
    with CaptureQueriesContext(connection) as asked:
        save(informant(plan))
    verbs = [query["sql"].split()[0] for query in asked]
    assert verbs == ["SAVEPOINT", "INSERT", "RELEASE"]
    assert Informant.objects.get().offices == "交通部门"


def test_a_reference_to_nothing_on_file_is_refused():
    nowhere = Informant(plan_id=factories.plan().pk + 1, category="road", offices="交通部门")
    with pytest.raises(ValidationError) as refused:
        save(nowhere)
    assert list(refused.value.message_dict) == ["plan"]


def test_a_reference_is_not_left_empty():
    with pytest.raises(ValidationError) as refused:
        save(Informant(plan=None, category="road", offices="交通部门"))
    assert list(refused.value.message_dict) == ["plan"]


def test_a_bad_field_is_named_before_anything_is_written():
    with pytest.raises(ValidationError) as refused:
        save(informant(factories.plan(), offices=""))
    assert refused.value.message_dict == {"offices": ["此字段不能为空。"]}


def test_a_broken_rule_speaks_its_own_words_and_the_transaction_goes_on():
    plan = factories.plan()
    row = Plan(code="other", title="另一规划", outlook_year=2030, **TURNED)
    with pytest.raises(ValidationError) as refused:
        save(row)
    assert refused.value.messages == ["规划期起必须早于规划期止。"]
    assert list(Plan.objects.all()) == [plan]


def test_a_second_row_of_the_same_key_is_refused_in_words():
    plan = factories.plan()
    save(informant(plan))
    with pytest.raises(ValidationError, match="同一类别只能有一条。"):
        save(informant(plan, offices="公路部门"))
    assert Informant.objects.get().offices == "交通部门"


def test_a_stored_row_is_updated_in_the_named_fields_alone():
    plan = factories.plan()
    plan.title, plan.outlook_year = "新名", 2031
    save(plan, update_fields=["title"])
    plan.refresh_from_db()
    assert (plan.title, plan.outlook_year != 2031) == ("新名", True)
    plan.starts, plan.ends = TURNED.values()
    with pytest.raises(ValidationError):
        save(plan, update_fields=["starts", "ends"])


def test_a_refusal_nobody_has_words_for_is_not_swallowed():
    row = informant(factories.plan())
    with (
        patch.object(Informant, "save", side_effect=IntegrityError("elsewhere")),
        pytest.raises(IntegrityError, match="elsewhere"),
    ):
        save(row)
