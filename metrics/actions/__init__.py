"""What changes derived results: marking, refreshing, rebuilding."""

from metrics.actions.marks import mark, mark_everything, ring
from metrics.actions.moments import ensure, ensure_all, roll_day
from metrics.actions.parked import note_rebuild, retry
from metrics.actions.reconcile import Difference, reconcile
from metrics.actions.refresh import refresh
from metrics.actions.whole import rebuild

__all__ = [
    "Difference",
    "ensure",
    "ensure_all",
    "mark",
    "mark_everything",
    "note_rebuild",
    "rebuild",
    "reconcile",
    "refresh",
    "retry",
    "ring",
    "roll_day",
]
