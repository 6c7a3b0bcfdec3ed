"""Several people act on one filing at the same time: exactly one wins."""

import threading
import uuid

import pytest
from django.db import connection

from projects.models import Progress
from reporting import actions
from reporting.models import Decision, Submission
from reporting.rules import Invalid, NotNow, Stale
from tests import factories
from tests.factories import OPENED


def outcomes(steps):
    """Run the steps at the same time, each on its own connection; what each came to."""
    ready = threading.Barrier(len(steps))
    found = [None] * len(steps)

    def run(number, step):
        ready.wait()
        try:
            found[number] = step().state
        except (NotNow, Stale) as error:
            found[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(found)


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_of_many_approvals_exactly_one_wins(self):
        sent = factories.submission_at("submitted")
        reviewers = [factories.person(f"r{n}", f"审{n}", "reviewer", "220000") for n in range(4)]

        found = outcomes(
            [lambda r=r: actions.approve(by=r, submission_id=sent.pk, version=1) for r in reviewers]
        )

        assert found == ["NotNow", "NotNow", "NotNow", "approved"]
        assert Progress.objects.count() == 1
        assert Decision.objects.filter(action="approve").count() == 1

    def test_of_approval_return_and_withdrawal_exactly_one_wins(self):
        sent = factories.submission_at("submitted")
        li, wang = factories.li(), factories.wang()
        other = factories.person("wang2", "汪处", "reviewer", "220000")

        found = outcomes([
            lambda: actions.approve(by=wang, submission_id=sent.pk, version=1),
            lambda: actions.return_(by=other, submission_id=sent.pk, version=1, reason="补文号"),
            lambda: actions.withdraw(by=li, submission_id=sent.pk, version=1),
        ])  # fmt: skip

        assert found.count("NotNow") == 2
        state = Submission.objects.get(pk=sent.pk).state
        assert state in found
        assert Progress.objects.count() == (1 if state == "approved" else 0)

    def test_of_two_corrections_of_one_fact_exactly_one_is_recorded(self):
        work = factories.project()
        factories.fact(work, "PE-1")
        typed = OPENED | {"day": "2020-09-20", "reason": "以公报为准"}
        sent = [
            factories.submission_at(
                "submitted", work, kind="correction", target_key="PE-1", fields=typed
            )
            for _ in range(2)
        ]
        wang = factories.wang()

        def approve(one):
            try:
                return actions.approve(by=wang, submission_id=one.pk, version=1)
            except Invalid as error:
                raise NotNow(str(error)) from error

        found = outcomes([lambda one=one: approve(one) for one in sent])

        assert found == ["NotNow", "approved"]
        assert Progress.objects.filter(corrects="PE-1").count() == 1

    def test_a_double_click_makes_one_draft_and_one_sending(self):
        work, token, li = factories.project(), uuid.uuid4(), factories.li()

        def file():
            made = actions.create_draft(
                by=li, kind="progress", subject=work, fields=OPENED, token=token
            )
            return actions.send(by=li, submission_id=made.pk, version=1, fields=OPENED)

        assert outcomes([file, file, file]) == ["submitted"] * 3
        assert Submission.objects.count() == 1
        assert Decision.objects.filter(action="submit").count() == 1
