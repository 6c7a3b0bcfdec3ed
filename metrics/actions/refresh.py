"""Work through the marks: claim, compute, store, clear."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import DatabaseError, transaction

from calc.moments import Moment
from metrics.actions.locks import lock
from metrics.actions.storage import note_run, store
from metrics.computers import computers, fed_by
from metrics.models import Mark, Result, Run
from metrics.queries import kept_now
from metrics.rules import MAX_ATTEMPTS

log = logging.getLogger(__name__)

BATCH = 200
ADHOC = "metrics.adhoc"


def refresh(*, limit: int = 100) -> int:
    """Compute everything that is marked; returns the number of marks cleared.

    Idempotent, and safe to run in several processes at once: marks are claimed with SKIP
    LOCKED and deleted in the transaction that stores the results, so that a killed worker
    leaves them as they were.
    """
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
        except DatabaseError:
            raise
        except Exception:
            log.exception("a batch of %s failed; its marks are tried one by one", kind)
            done = _singly(kind)
        if done:
            return done
    return 0


@transaction.atomic
def _batch(kind: str, size: int) -> int:
    marks = _claim(kind, size)
    if marks:
        _compute(kind, {mark.subject for mark in marks})
        Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return len(marks)


def _claim(kind: str, size: int) -> Sequence[Mark]:
    rows = Mark.objects.filter(subject_kind=kind, parked="")
    return list(rows.order_by("id").select_for_update(skip_locked=True)[:size])


def _compute(kind: str, subjects: set[str]) -> None:
    moments = kept_now()
    lock(f"metrics:{kind}:{subject}" for subject in subjects)
    changed = recompute(kind, subjects, moments)
    lock([ADHOC])
    drop_adhoc()
    note_run(moments, kept=True)
    for other, fed in fed_by(kind, changed).items():
        Mark.objects.bulk_create(
            [Mark(subject_kind=other, subject=subject, cause=kind) for subject in sorted(fed)]
        )


def recompute(kind: str, subjects: set[str] | None, moments: Sequence[Moment]) -> set[str]:
    """Compute subjects of a kind (None = all) at the moments and store; returns the changed."""
    outcomes = computers()[kind].compute(subjects, moments)
    return store(outcomes, kind=kind, subjects=subjects, moments=moments)


def drop_adhoc() -> None:
    """Forget the moments somebody once looked at; they are computed again when asked for."""
    stale = list(Run.objects.filter(kept=False).values_list("moment", flat=True))
    if stale:
        Result.objects.filter(moment__in=stale).delete()
        Run.objects.filter(moment__in=stale).delete()


def _singly(kind: str) -> int:
    done = 0
    for pk in Mark.objects.filter(subject_kind=kind, parked="").values_list("pk", flat=True)[
        :BATCH
    ]:
        done += _try_one(kind, pk)
    return done


def _try_one(kind: str, pk: int) -> int:
    try:
        with transaction.atomic():
            row = Mark.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is None:
                return 0
            _compute(kind, {row.subject})
            row.delete()
        return 1
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("mark %s of %s failed", pk, kind)
        _count_failure(pk, error)
        return 0


def _count_failure(pk: int, error: Exception) -> None:
    with transaction.atomic():
        row = Mark.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            return
        row.attempts += 1
        if row.attempts >= MAX_ATTEMPTS:
            row.parked = f"{type(error).__name__}: {error}"[:300]
        row.save(update_fields=["attempts", "parked"])
