"""Compute and store the figures of some subjects, or of whole moments."""

from __future__ import annotations

from collections.abc import Sequence

from calc.moments import Moment
from metrics.actions.storage import forget, note_run, store
from metrics.computers import computers
from metrics.models import Run


def recompute(
    kind: str, subjects: set[str] | None, moments: Sequence[Moment], *, kept: bool = True
) -> set[str]:
    """Compute subjects of a kind (None = all) at the moments and store; returns the changed."""
    outcomes = computers()[kind].compute(subjects, moments)
    return store(outcomes, kind=kind, subjects=subjects, moments=moments, kept=kept)


def compute_whole(moments: Sequence[Moment], *, kept: bool) -> None:
    """Compute all subjects of all kinds at the moments, parts before wholes."""
    if not moments:
        return
    if kept:  # a moment that was only looked at until now
        forget(Run.objects.filter(kept=False, moment__in=[moment.key for moment in moments]))
    note_run(moments, kept=kept)
    for kind in computers():
        recompute(kind, None, moments, kept=kept)


def drop_adhoc() -> None:
    """Forget the moments somebody once looked at; they are computed again when asked for."""
    forget(Run.objects.filter(kept=False))
