"""What every step of a filing shares: scope, rights, state and version, checked under a lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import Forbidden
from audit.actions import record
from reporting import queries
from reporting.models import Decision, Submission
from reporting.rules import ACTION_WORDS, RECORDED, Stale, check_right, check_step

EFFECT_LIMIT = 300


@contextmanager
def taking(
    action: str, *, by: User, submission_id: Any, version: int | None
) -> Iterator[Submission]:
    """Hold a filing for one step and move it to the step's target state at the end.

    Raises NotFound outside the person's scope, Forbidden without the right (and keeps one
    row about the denial), NotNow in the wrong state, Stale when the version that was read is
    no longer the present one.  Nothing else of a refused step is written.
    """
    with denials(action, by=by, key=str(submission_id)), transaction.atomic():
        submission = locked(by, submission_id)
        check_right(action, queries.standing(_as_of_now(by, submission), submission))
        step = check_step(action, submission.state)
        if version != submission.version:
            raise Stale(submission.pk, version, submission.version)
        yield submission
        submission.state = step.target or submission.state
        submission.save()


@contextmanager
def denials(action: str, *, by: User, key: str) -> Iterator[None]:
    """Keep one row about a denial, after everything the request did was taken back."""
    try:
        yield
    except Forbidden as refusal:
        record(by=by, action="reporting.denied", kind="submission", key=key,
               attempt=ACTION_WORDS[action], reason=str(refusal))  # fmt: skip
        raise


def locked(by: User, submission_id: Any) -> Submission:
    """The filing in the person's scope, held until the transaction ends."""
    found = queries.find(by, submission_id)
    rows = queries.visible(by).select_for_update(of=("self",))
    submission = rows.filter(pk=found.pk).first()
    if submission is None:
        raise queries.NotFound
    return submission


def _as_of_now(by: User, submission: Submission) -> User:
    """The person with the rights they have now that the filing is held."""
    actor = User.objects.select_related("place", "organisation").filter(pk=by.pk).first()
    if actor is None or not queries.visible(actor).filter(pk=submission.pk).exists():
        raise queries.NotFound
    return actor


def note(
    action: str, submission: Submission, *, by: User, reason: str = "", effect: str = "",
    **detail: Any,
) -> None:  # fmt: skip
    """One row of the history shown with the filing (not for saving), one of the trail."""
    if action in RECORDED:
        Decision.objects.create(
            submission=submission, action=action, version=submission.version, by=by,
            by_name=by.name, office=by.office, reason=reason, effect=effect[:EFFECT_LIMIT],
            fields=submission.fields,
        )  # fmt: skip
    record(by=by, action=f"reporting.{action}", kind="submission", key=str(submission.pk),
           version=submission.version, reason=reason, effect=effect, **detail)  # fmt: skip
