"""Work through the marks: claim, compute, store, clear."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, connection

from calc.moments import Moment
from metrics.actions.claims import (
    claim_again,
    claim_fresh,
    computing_whole,
    release,
    settle,
    still_held,
)
from metrics.actions.computing import drop_adhoc
from metrics.actions.leases import PASSING, beating, expire, fail, hand_back
from metrics.actions.locks import TIDY, lock, storing
from metrics.actions.marks import ring
from metrics.actions.moments import roll_day
from metrics.actions.storage import note_run, store
from metrics.actions.whole import replace_all
from metrics.computers import computers, fed_by
from metrics.models import Claim, Mark
from metrics.queries import complete_now
from metrics.rules import MOMENT, OVERTIME, Outcome, fault_of

log = logging.getLogger(__name__)

BATCH = 100
# One pass ends after so many seconds and rings for another, well before the limit of a task.
LONG = 240
# Others may store into the moments beside us, but nobody may drop one.
HOLD_MOMENTS = """
SELECT moment FROM metrics_run WHERE kept AND moment = ANY(%s) ORDER BY moment FOR KEY SHARE
"""


def refresh(*, limit: int = 100) -> int:
    """Compute everything that is marked; returns the number of marks cleared.

    Idempotent, and safe to run in several processes at once: each claims other subjects, and
    what it stores counts only while its claim still holds.  A process that dies leaves its
    claims to run out, and the marks to the next.
    """
    expire()
    roll_day()
    cleared, end = 0, time.monotonic() + LONG
    for _ in range(limit):
        did, marks = _round()
        cleared += marks
        if not did:
            break
        if time.monotonic() > end:
            ring("metrics.refresh")
            break
    return cleared


def _round() -> tuple[bool, int]:
    """A batch of the first kind that has any, and one subject that failed before."""
    for kind in (MOMENT, *computers()):
        found = [claims for claims in (claim_fresh(kind, BATCH), claim_again(kind)) if claims]
        if found:
            return True, sum(_work(kind, claims) for claims in found)
    return False, 0


def _work(kind: str, claims: list[Claim]) -> int:
    """Compute and store what is claimed; a failure is counted only where it is of one's own."""
    try:
        with beating(claims):
            return replace_all(claims) if kind == MOMENT else _compute(kind, claims)
    except PASSING as error:
        _give_back(claims, error)
        raise
    except Exception as error:
        log.exception("%s of %s failed", len(claims), kind)
        fault = fault_of(error)
        if len(claims) == 1:
            fail(claims, fault)
        else:
            hand_back(claims, fault)
        return 0


def _give_back(claims: list[Claim], error: Exception) -> None:
    """Time that ran out on one subject alone is its own fault; all else here is nobody's."""
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        if isinstance(error, SoftTimeLimitExceeded) and len(claims) == 1:
            fail(claims, OVERTIME)
        else:
            hand_back(claims)
    except DatabaseError:
        log.warning("%s claims are left to run out", len(claims))


def _compute(kind: str, claims: list[Claim]) -> int:
    """Only moments that are complete are brought up to date; the others are computed whole."""
    moments = complete_now()
    subjects = {claim.subject for claim in claims}
    outcomes = list(computers()[kind].compute(subjects, moments))
    with storing():
        held = still_held(claims)
        return _store(kind, held, moments, outcomes) if held else 0


def _store(
    kind: str, held: list[Claim], computed: Sequence[Moment], outcomes: list[Outcome]
) -> int:
    """Store the outcomes of the claims that still hold, with all that must follow."""
    subjects = {claim.subject for claim in held}
    wholes = list(computing_whole().values_list("fence", flat=True))
    dropped, missed = _moved(computed)
    if dropped:  # the calendar went on; the marks are open again
        release(held)
        return 0
    wanted = [one for one in outcomes if one.subject in subjects]
    changed = store(wanted, kind=kind, subjects=subjects, moments=computed)
    for other, fed in fed_by(kind, changed).items():
        _mark(other, fed, cause=kind)
    # Who computes a whole moment now may have read the facts before us.
    for fence in wholes:
        _mark(kind, subjects, cause=MOMENT, fence=fence)
    if missed:
        _mark(kind, subjects, cause=MOMENT)
    lock(TIDY)
    drop_adhoc()
    note_run(computed, kept=True)
    return settle(held)


def _moved(computed: Sequence[Moment]) -> tuple[bool, bool]:
    """Whether a moment was dropped since it was computed, and whether one was completed.

    Those on file cannot be dropped any more until the storing ends.
    """
    keys = [moment.key for moment in computed]
    with connection.cursor() as cursor:
        cursor.execute(HOLD_MOMENTS, [keys])
        standing = len(cursor.fetchall())
    return standing < len(keys), any(m.key not in keys for m in complete_now())


def _mark(kind: str, subjects: Collection[str], *, cause: str, fence: int | None = None) -> None:
    Mark.objects.bulk_create(
        Mark(subject_kind=kind, subject=name, cause=cause, fence=fence) for name in sorted(subjects)
    )
