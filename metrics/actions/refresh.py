"""Work through the marks: claim, compute, store, clear."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction

from metrics.actions.computing import drop_adhoc, recompute
from metrics.actions.locks import FIGURES, TIDY, lock, lock_subjects
from metrics.actions.moments import roll_day
from metrics.actions.storage import note_run
from metrics.computers import computers, fed_by
from metrics.models import Mark
from metrics.queries import complete_now, kept_now
from metrics.rules import MAX_ATTEMPTS

log = logging.getLogger(__name__)

BATCH = 200
# The database is away or asks to try again, or time is up: no fault of the mark, the next
# sweep repeats it.
PASSING = (OperationalError, InterfaceError, SoftTimeLimitExceeded)


def refresh(*, limit: int = 100) -> int:
    """Compute everything that is marked; returns the number of marks cleared.

    Idempotent, and safe to run in several processes at once: marks are claimed with SKIP
    LOCKED and deleted in the transaction that stores the results, so that a killed worker
    leaves them as they were.
    """
    if len(complete_now()) < len(kept_now()):
        roll_day()
    cleared = 0
    for _ in range(limit):
        done = _one_batch()
        if done == 0:
            break
        cleared += done
    return cleared


def _one_batch() -> int:
    for kind in computers():
        try:
            done = _batch(kind, BATCH)
        except PASSING:
            raise
        except Exception:
            log.exception("a batch of %s failed; its marks are tried one by one", kind)
            done = _singly(kind)
        if done:
            return done
    return 0


@transaction.atomic
def _batch(kind: str, size: int) -> int:
    lock(FIGURES, shared=True)
    marks = _claim(kind, size)
    if marks:
        _compute(kind, {mark.subject for mark in marks})
        Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return len(marks)


def _claim(kind: str, size: int) -> Sequence[Mark]:
    rows = Mark.objects.filter(subject_kind=kind, parked="")
    return list(rows.order_by("id").select_for_update(skip_locked=True)[:size])


def _compute(kind: str, subjects: set[str]) -> None:
    """Only moments that are complete are brought up to date; the others are computed whole."""
    moments = complete_now()
    lock_subjects(kind, subjects)
    changed = recompute(kind, subjects, moments)
    for other, fed in fed_by(kind, changed).items():
        Mark.objects.bulk_create(
            [Mark(subject_kind=other, subject=subject, cause=kind) for subject in sorted(fed)]
        )
    lock(TIDY)
    drop_adhoc()
    note_run(moments, kept=True)


def _singly(kind: str) -> int:
    rows = Mark.objects.filter(subject_kind=kind, parked="").order_by("id")
    return sum(_try_one(kind, pk) for pk in rows.values_list("pk", flat=True)[:BATCH])


def _try_one(kind: str, pk: int) -> int:
    try:
        return _one(kind, pk)
    except PASSING:
        raise
    except Exception as error:
        log.exception("mark %s of %s failed", pk, kind)
        _count_failure(pk, error)
        return 0


@transaction.atomic
def _one(kind: str, pk: int) -> int:
    lock(FIGURES, shared=True)
    row = Mark.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if row is None:
        return 0
    _compute(kind, {row.subject})
    row.delete()
    return 1


@transaction.atomic
def _count_failure(pk: int, error: Exception) -> None:
    row = Mark.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return
    row.attempts += 1
    if row.attempts >= MAX_ATTEMPTS:
        row.parked = f"{type(error).__name__}: {error}"[:300]
    row.save(update_fields=["attempts", "parked"])
