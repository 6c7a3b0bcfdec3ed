"""A changed table is taken in whole or not at all."""

import uuid
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from accounts.rules import Forbidden
from audit.models import Entry
from projects.actions import Decision, NotAsSeen, decision_of, import_table, keep_upload
from projects.models import Responsibility, TableUpload, Term
from projects.queries import compared
from projects.sheets import TABLE_COLUMNS
from regions.models import Organisation
from tests import factories
from workbook import CellRead, RowRead

pytestmark = pytest.mark.django_db

DECISION = Decision(date(2017, 3, 1), "方案", date(2017, 2, 28), "month")


def row(work, number, **typed):
    words = dict.fromkeys((column.title for column in TABLE_COLUMNS), "")
    words |= {"任务": work.name, "事项代码": work.code} | typed
    return RowRead(number, {title: CellRead(text) for title, text in words.items()})


@pytest.fixture
def works(db):
    Organisation.objects.create(code="a", name="甲厅")
    return [factories.project() for _ in range(3)]


def kept(by, plan, **more):
    values = {"token": uuid.uuid4(), "kind": "works", "name": "表.xlsx", "content": b"x"} | more
    return keep_upload(by=by, plan=plan, decision=DECISION, **values)


def test_the_decision_is_kept_with_the_file(works, coordinator):
    upload = kept(coordinator, works[0].plan)
    upload.refresh_from_db()
    assert decision_of(upload) == DECISION


def test_a_failure_half_way_leaves_nothing_behind(works, coordinator):
    upload = kept(coordinator, works[0].plan)
    rows = [row(work, n, 牵头单位="甲厅", 备注="急") for n, work in enumerate(works, 5)]
    seen = compared(upload.plan, "works", rows, upload.valid_from).digest
    before = Entry.objects.count()
    create = Term.objects.create
    calls = []

    def fail_at_the_third(**values):
        calls.append(values)
        if len(calls) == 3:
            raise RuntimeError("power is gone")
        return create(**values)

    with (
        patch.object(Term.objects, "create", fail_at_the_third),
        pytest.raises(RuntimeError, match="power"),
    ):
        import_table(by=coordinator, upload=upload, rows=rows, seen=seen)
    assert not Responsibility.objects.exists()
    assert not Term.objects.exists()
    assert Entry.objects.count() == before
    upload.refresh_from_db()
    assert upload.applied_at is None

    done = import_table(by=coordinator, upload=upload, rows=rows, seen=seen)
    assert len(done.changes) == 6
    assert (Responsibility.objects.count(), Term.objects.count()) == (3, 3)


def test_what_was_not_seen_is_not_taken_in(works, coordinator):
    upload = kept(coordinator, works[0].plan)
    with pytest.raises(NotAsSeen):
        import_table(by=coordinator, upload=upload, seen="",
                     rows=[row(works[0], 5, 牵头单位="甲厅")])  # fmt: skip
    assert not Responsibility.objects.exists()


def test_nobody_else_may_keep_or_import(works, coordinator, wang):
    with pytest.raises(Forbidden):
        kept(wang, works[0].plan)
    upload = kept(coordinator, works[0].plan)
    with pytest.raises(Forbidden):
        import_table(by=wang, upload=upload, rows=[], seen="")
    assert Entry.objects.filter(action="projects.denied", actor="wang").count() == 2


def test_old_files_that_nobody_confirmed_go_and_confirmed_ones_stay(works, coordinator):
    other = factories.person("other", "另一人", "coordinator")
    old, new = kept(other, works[0].plan), kept(other, works[0].plan)
    assert not TableUpload.objects.filter(pk=old.pk).exists()
    done = kept(coordinator, works[0].plan)
    import_table(by=coordinator, upload=done, rows=[], seen=compared(
        done.plan, "works", [], done.valid_from).digest)  # fmt: skip
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    TableUpload.objects.filter(pk__in=[new.pk, done.pk]).update(sent_at=yesterday)
    last = kept(coordinator, works[0].plan)
    assert set(TableUpload.objects.values_list("pk", flat=True)) == {done.pk, last.pk}


def test_the_same_token_is_the_same_upload(works, coordinator):
    token = uuid.uuid4()
    first = kept(coordinator, works[0].plan, token=token)
    assert kept(coordinator, works[0].plan, token=token) == first
