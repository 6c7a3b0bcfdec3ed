"""What changes derived results: marking, refreshing, rebuilding."""

from metrics.actions.marks import mark, ring
from metrics.actions.moments import ensure
from metrics.actions.refresh import refresh
from metrics.actions.whole import rebuild, reconcile, roll_day

__all__ = ["ensure", "mark", "rebuild", "reconcile", "refresh", "ring", "roll_day"]
