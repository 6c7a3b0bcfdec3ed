"""Compute everything: at the turn of the day, to compare, or from nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from calc.moments import Moment
from metrics.actions.locks import lock
from metrics.actions.refresh import ADHOC, drop_adhoc, recompute
from metrics.actions.storage import note_run
from metrics.computers import computers
from metrics.models import Mark, Result, Run
from metrics.queries import kept_now, stored_rows

WHOLE = "metrics.whole"


@dataclass(frozen=True)
class Difference:
    """A result that a full recomputation found to be different."""

    moment: str
    subject: str
    metric: str


@transaction.atomic
def rebuild() -> int:
    """Drop all Results and compute those of the kept moments; returns their number.

    Marks seen before the facts were read are settled by it; later ones stay.
    """
    lock([WHOLE, ADHOC])
    seen = list(Mark.objects.values_list("pk", flat=True))
    Result.objects.all().delete()
    Run.objects.all().delete()
    _compute_all(kept_now())
    Mark.objects.filter(pk__in=seen).delete()
    return Result.objects.count()


@transaction.atomic
def roll_day() -> None:
    """Compute the moments that the calendar added and drop those it has left behind."""
    lock([WHOLE, ADHOC])
    moments = kept_now()
    keys = {moment.key for moment in moments}
    past = Run.objects.filter(kept=True).exclude(moment__in=keys)
    Result.objects.filter(moment__in=past.values("moment")).delete()
    past.delete()
    present = set(Run.objects.values_list("moment", flat=True))
    _compute_all([moment for moment in moments if moment.key not in present])


@transaction.atomic
def reconcile() -> list[Difference]:
    """Recompute everything, repair what differs and report it.

    Subjects whose marks still wait are left out: they are known to be behind.
    """
    lock([WHOLE, ADHOC])
    moments = kept_now()
    before = stored_rows(moments)
    _compute_all(moments)
    drop_adhoc()
    after = stored_rows(moments)
    waiting = set(Mark.objects.values_list("subject", flat=True))
    slots = sorted(slot for slot in {*before, *after} if before.get(slot) != after.get(slot))
    return [Difference(s[0], s[2], s[3]) for s in slots if s[2] not in waiting]


def _compute_all(moments: list[Moment] | tuple[Moment, ...]) -> None:
    if not moments:
        return
    for kind in computers():
        recompute(kind, None, moments)
    note_run(moments, kept=True)
