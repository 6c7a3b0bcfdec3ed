"""Have the results of a moment ready, and follow the calendar."""

from __future__ import annotations

from django.db import transaction

from calc.moments import Moment
from metrics.actions.computing import compute_whole
from metrics.actions.locks import FIGURES, lock
from metrics.actions.storage import forget
from metrics.models import Run
from metrics.queries import complete_now, kept_now

MOST_ADHOC = 40


def ensure(moment: Moment) -> None:
    """Compute the results of a moment unless they are there.

    Kept moments stay; others are kept under their key until a fact changes, at most
    ``MOST_ADHOC`` of them.
    """
    if _ready(moment):
        return
    with transaction.atomic():
        lock(FIGURES)
        if _ready(moment):
            return
        _make_room()
        compute_whole([moment], kept=moment in kept_now())


@transaction.atomic
def roll_day() -> None:
    """Compute the moments that the calendar added and drop those it has left behind."""
    lock(FIGURES)
    moments, complete = kept_now(), complete_now()
    keys = [moment.key for moment in moments]
    forget(Run.objects.filter(kept=True).exclude(moment__in=keys))
    compute_whole([moment for moment in moments if moment not in complete], kept=True)


def _ready(moment: Moment) -> bool:
    return Run.objects.filter(moment=moment.key).exists()


def _make_room() -> None:
    oldest = Run.objects.filter(kept=False).order_by("-computed_at")[MOST_ADHOC - 1 :]
    forget(Run.objects.filter(pk__in=[run.pk for run in oldest]))
