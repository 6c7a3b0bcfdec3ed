"""A search that found nothing says where; nothing else does."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from projects.actions import build
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "经查无资料须写明查过哪里，其他事件不写。"
NAME = "projects_progress_search_says_where"


@pytest.mark.parametrize(
    ("event", "where", "moves"),
    [("searched", "", False), ("searched", "市档案馆", True), ("opened", "市档案馆", True)],
)
def test_the_database_and_the_form_refuse_alike(event, where, moves):
    entry = factories.entry(event=event, searched_in=where, moves=moves, day=date(2020, 1, 1))
    row = build(factories.project(), entry, key="PE-X", origin="report", filed_by="长春",
                approved_by="吉林")  # fmt: skip
    with pytest.raises(ValidationError, match=WORDS):
        row.full_clean(exclude=["recorded_at"])
    with pytest.raises(IntegrityError, match=NAME), transaction.atomic():
        row.save(force_insert=True)


def test_a_search_with_its_place_is_kept():
    row = factories.fact(factories.project(), event="searched", moves=False, searched_in="市档案馆")
    row.refresh_from_db()
    assert row.searched_in == "市档案馆"
