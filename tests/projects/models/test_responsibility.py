"""What the database itself refuses about who answers for an item."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from projects.models import Responsibility, TableUpload, Term
from regions.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db

DECIDED = {"valid_from": date(2017, 3, 1), "document": "通知", "recorded_by": "某人"}


@pytest.fixture
def work(db):
    return factories.project()


def unit(code, **more):
    return Organisation.objects.create(code=code, name=f"单位{code}", **more)


def raw(work, office, **more):
    values = {"role": "lead"} | DECIDED | more
    return Responsibility.objects.create(project=work, organisation=office, **values)


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("table", ["projects_responsibility", "projects_term"])
@pytest.mark.parametrize("change", ["UPDATE {} SET document = 'x'", "DELETE FROM {}"])
def test_rows_are_never_altered(work, table, change):
    raw(work, unit("a"))
    Term.objects.create(project=work, deliverable="方案", **DECIDED)
    with refused("只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_the_database_refuses_a_second_lead_and_a_second_role(work):
    first, second = unit("a"), unit("b")
    raw(work, first)
    for values in ({"organisation": second}, {"organisation": first, "role": "support"}):
        with refused("只能有一个牵头单位"), transaction.atomic():
            raw(work, values.pop("organisation"), valid_from=date(2019, 1, 1), **values)
    assert raw(work, second, valid_from=date(2016, 1, 1), valid_to=date(2017, 3, 1)).pk


def test_the_database_refuses_a_unit_out_of_force(work):
    with refused("尚未设立或已经停用"), transaction.atomic():
        raw(work, unit("a", valid_to=date(2016, 1, 1)))


def test_the_database_refuses_an_end_of_something_else(work):
    office = unit("a")
    row = raw(work, office)
    other = factories.project()
    with refused("必须与所终止的一条一致"), transaction.atomic():
        raw(other, office, ends=row, reason="x", valid_to=date(2018, 1, 1))


BROKEN = {
    "projects_responsibility_from_before_to": {"valid_to": date(2017, 3, 1)},
    "projects_responsibility_has_document": {"document": ""},
    "projects_responsibility_end_has_reason": {"withdrawn": True},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(work, name):
    with refused(name), transaction.atomic():
        raw(work, unit("a"), **BROKEN[name])


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("projects_responsibility_end_has_day", {}),
        ("projects_responsibility_ended_once", {"withdrawn": True}),
    ],
)
def test_the_database_refuses_an_end(work, name, more):
    office = unit("a")
    row = raw(work, office)
    with refused(name), transaction.atomic():
        raw(work, office, ends=row, reason="x", **more)
        raw(work, office, ends=row, reason="x", **more)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("projects_term_deadline_has_precision", {"deadline_precision": "day"}),
        ("projects_term_has_document", {"document": ""}),
    ],
)
def test_the_database_refuses_a_term(work, name, more):
    values = DECIDED | more
    with refused(name), transaction.atomic():
        Term.objects.create(project=work, **values)


def test_the_database_refuses_a_table_without_a_document(work, coordinator):
    with refused("projects_tableupload_has_document"), transaction.atomic():
        TableUpload.objects.create(
            token=uuid.uuid4(), plan=work.plan, kind="works", name="表.xlsx", content=b"x",
            valid_from=date(2017, 3, 1), document="", sent_by=coordinator,
        )  # fmt: skip
