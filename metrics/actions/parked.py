"""What people and commands do with the engine."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from accounts.rules import check_may
from audit.actions import record
from metrics.actions.claims import PARKED, WAITING
from metrics.actions.marks import ring
from metrics.models import Check, Claim


@transaction.atomic
def retry(*, by: Any, number: int) -> Claim | None:
    """Try again, from the first attempt, what was set aside; None when it no longer is.

    Raises accounts.rules.Forbidden for a role that does not look after the engine.
    """
    check_may(by.role, "oversee")
    row = Claim.objects.filter(pk=number, state=PARKED).select_for_update().first()
    if row is None:
        return None
    record(by=by, action="metrics.retry", kind="metrics", key=f"{row.subject_kind} {row.subject}",
           subject=row.subject, attempts=row.attempts, fault=row.fault)  # fmt: skip
    Claim.objects.filter(pk=row.pk).update(state=WAITING, attempts=0, until=Now())
    transaction.on_commit(lambda: ring("metrics.refresh"))
    return row


def note_rebuild(*, count: int, fingerprint: str) -> None:
    """Write down that everything was rebuilt, and to which bytes."""
    Check.objects.create(kind=Check.Kind.REBUILD, count=count, fingerprint=fingerprint)
