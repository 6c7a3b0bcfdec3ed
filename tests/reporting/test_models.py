"""What the database refuses about filings, with the message the person would see."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reporting.models import Decision, Submission
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return factories.draft()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"project": None}, "reporting_submission_one_subject"),
        ({"state": "approved", "submitted_at": timezone.now()},
         "reporting_submission_approved_has_fact"),
        ({"state": "submitted"}, "reporting_submission_sent_has_time"),
        ({"kind": "ruling"}, "reporting_submission_names_target"),
        ({"kind": "correction"}, "reporting_submission_names_target"),
    ],
)  # fmt: skip
def test_the_database_refuses_an_impossible_filing(draft, values, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Submission.objects.filter(pk=draft.pk).update(**values)


def test_a_filing_is_about_one_thing(draft):
    draft.indicator = factories.indicator()

    with pytest.raises(ValidationError, match="一份填报只针对一个项目或一个指标"):
        draft.full_clean()


def test_a_discarded_draft_needs_no_time_of_submission(draft):
    Submission.objects.filter(pk=draft.pk).update(state="discarded")


def decision(submission, **values):
    return Decision.objects.create(
        submission=submission, version=1, by=submission.author, by_name="李工", **values
    )


def test_a_return_without_a_reason_is_refused(draft):
    with pytest.raises(IntegrityError, match="return_has_reason"), transaction.atomic():
        decision(draft, action="return")


def test_a_filing_is_approved_once(draft):
    decision(draft, action="approve")

    with pytest.raises(IntegrityError, match="approved_once"), transaction.atomic():
        decision(draft, action="approve")


def test_a_filing_reads_as_kind_and_item(draft):
    assert str(draft) == f"进展 {draft.project.name}"
    assert str(decision(draft, action="submit")) == "提交 李工"
