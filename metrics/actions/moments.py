"""Have the results of any moment ready."""

from __future__ import annotations

from django.db import transaction

from calc.moments import Moment
from metrics.actions.locks import lock
from metrics.actions.refresh import ADHOC, recompute
from metrics.actions.storage import note_run
from metrics.computers import computers
from metrics.models import Result, Run
from metrics.queries import kept_now

MOST_ADHOC = 40


def ensure(moment: Moment) -> None:
    """Compute the results of a moment unless they are there.

    Kept moments stay; others are kept under their key until a fact changes, at most
    ``MOST_ADHOC`` of them.
    """
    if Run.objects.filter(moment=moment.key).exists():
        return
    with transaction.atomic():
        lock([ADHOC])
        if Run.objects.filter(moment=moment.key).exists():
            return
        _make_room()
        for kind in computers():
            recompute(kind, None, [moment])
        note_run([moment], kept=moment in kept_now())


def _make_room() -> None:
    oldest = Run.objects.filter(kept=False).order_by("-computed_at")[MOST_ADHOC - 1 :]
    keys = [run.moment for run in oldest]
    Result.objects.filter(moment__in=keys).delete()
    Run.objects.filter(moment__in=keys).delete()
