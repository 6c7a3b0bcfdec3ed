"""Documents are registered once; rulings are stored with their reason."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plan.actions import add_ruling, cite
from plan.models import Ruling, Source
from plan.rules import SourceEntry
from tests import factories

pytestmark = pytest.mark.django_db

NOTICE = SourceEntry("通车公告", "吉林省交通运输厅", "吉交〔2020〕1号", "official",
                     "https://example.org/1", date(2020, 9, 28), "day")  # fmt: skip


def test_the_same_document_is_registered_once():
    assert cite(NOTICE) == cite(replace(NOTICE))
    assert Source.objects.count() == 1


def test_a_document_without_a_day_is_the_same_document_again():
    undated = replace(NOTICE, published_on=None, published_precision="")
    assert cite(undated) == cite(undated)
    assert Source.objects.get().published_on is None


@pytest.mark.parametrize(
    "changed",
    [{"title": "另一公告"}, {"publisher": "新华社"}, {"number": ""}, {"kind": "media"}, {"url": ""},
     {"published_on": date(2020, 9, 29)}, {"published_on": None, "published_precision": ""}],
)  # fmt: skip
def test_documents_that_differ_are_different(changed):
    assert cite(NOTICE) != cite(replace(NOTICE, **changed))


def ruling(**more):
    values = {"plan": factories.plan(), "conflict_group": "CG-01", "chosen": "PE-001",
              "reason": "以批复文件为准", "published_on": None, "key": "R-1",
              "filed_by": "省发展改革委", "approved_by": "省发展改革委"}  # fmt: skip
    return add_ruling(**values | more)


def test_a_ruling_is_stored_with_the_time_of_the_server():
    made = ruling()
    made.refresh_from_db()
    assert made.recorded_at is not None
    assert (made.chosen, made.reason) == ("PE-001", "以批复文件为准")


@pytest.mark.parametrize("missing", ["reason", "chosen", "conflict_group", "key"])
def test_a_ruling_without_a_necessary_word_is_refused(missing):
    with pytest.raises(ValidationError):
        ruling(**{missing: ""})
    assert not Ruling.objects.exists()
