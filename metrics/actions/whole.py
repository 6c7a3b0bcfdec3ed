"""Compute everything anew and put it in the place of what was there."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import OperationalError

from metrics.actions.aside import set_aside
from metrics.actions.claims import claim_whole, release, still_held
from metrics.actions.leases import beating, expire, free_on_failure
from metrics.actions.locks import TIDY, lock
from metrics.actions.moments import PATIENCE, PAUSE, hold_kept, note_versions
from metrics.actions.shadow import computed_beside
from metrics.actions.storage import KEPT, forget, note_run
from metrics.models import Claim, Mark, Result, Run
from metrics.queries import kept_now
from metrics.rules import EVERYTHING


def rebuild() -> int:
    """Drop all Results and compute those of the kept moments; returns their number.

    What was on file is read until the new Results take its place.  Raises OperationalError
    where this process was stopped for longer than its lease.
    """
    claims = _claim_everything()
    with free_on_failure(claims), beating(claims):
        replace_all(claims)
    return Result.objects.count()


def replace_all(claims: Sequence[Claim]) -> int:
    """Rebuild under the claim of everything; returns the number of marks that it settled.

    Settled are the marks that were on file at the start.  All claims end: whoever computed
    meanwhile finds that theirs is gone, and the marks they had seen are open again.  What was
    set aside is tried with all others; what fails now is set aside.
    """
    moments = kept_now()
    settled = list(Mark.objects.values_list("pk", flat=True))
    with computed_beside(moments) as made:
        if not still_held(claims):
            raise OperationalError("the claim of everything was lost")
        release(list(Claim.objects.order_by("id").select_for_update()))
        set_aside(made.failures)
        hold_kept()
        lock(TIDY)
        made.put_in_place(KEPT, claims[0].fence)
        forget(Run.objects.filter(kept=False))
        # Kept rows stay, so that whoever waits to store into a moment still finds it.
        Run.objects.exclude(moment__in=[moment.key for moment in moments]).delete()
        note_run(moments, kept=True)
        note_versions([moment.key for moment in moments])
        return _clear(settled)


def _clear(marks: Collection[int]) -> int:
    """Delete marks, but for those that somebody is claiming this instant.

    He may wait for a claim that ends, or is set aside, with this transaction, so nobody may wait
    for him.  What he has claimed is computed once more, which changes nothing.
    """
    rows = Mark.objects.filter(pk__in=marks).order_by("id").select_for_update(skip_locked=True)
    cleared, _ = Mark.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return cleared


def _claim_everything() -> list[Claim]:
    """Wait for our turn; one process rebuilds at a time."""
    end = time.monotonic() + PATIENCE * settings.METRICS_LEASE
    while not (claims := claim_whole(EVERYTHING)):
        if time.monotonic() > end:
            raise OperationalError("another process is rebuilding")
        time.sleep(PAUSE)
        expire()
    return claims
