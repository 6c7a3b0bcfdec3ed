"""Entries of the trail are added, never altered: the database itself refuses."""

import pytest
from django.db import IntegrityError, connection, transaction

from audit.actions import record
from audit.models import Entry
from audit.rules import SYSTEM

pytestmark = pytest.mark.django_db


def entry() -> Entry:
    return record(by=SYSTEM, action="reporting.submit", kind="submission", key="7", version=2)


def refused(sql: str) -> str:
    with (
        pytest.raises(IntegrityError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return str(caught.value)


def test_record_copies_who_it_was():
    made = entry()
    made.refresh_from_db()

    assert (made.actor, made.actor_name, made.actor_office) == ("system", "系统", "")
    assert (made.subject_kind, made.subject, made.detail) == ("submission", "7", {"version": 2})
    assert made.at is not None


def test_record_survives_a_detail_that_no_database_can_hold():
    made = record(
        by=SYSTEM, action="reporting.denied", kind="submission", key="\x00", reason="a\x00b"
    )

    assert (made.subject, made.reason) == ("", "ab")


def test_update_is_refused_by_the_database():
    entry()

    assert "只能追加" in refused("UPDATE audit_entry SET actor = 'other'")
    assert Entry.objects.get().actor == "system"


def test_delete_is_refused_by_the_database():
    entry()

    assert "只能追加" in refused("DELETE FROM audit_entry")
    assert Entry.objects.count() == 1


def test_truncate_is_refused_outside_a_test_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'audit_entry_refuse'")
        body = cursor.fetchone()[0]
        name = connection.settings_dict["NAME"]

    assert name.startswith("test_")
    assert "'test_'" in body
    # the same rule with another prefix, so that this database counts as a real one
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
            + body.replace("'test_'", "'no_such_prefix_'")
            + "$$"
        )
    entry()

    assert "只能追加" in refused("TRUNCATE audit_entry")
    assert Entry.objects.count() == 1
