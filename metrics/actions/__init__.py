"""What changes derived results: marking, refreshing, rebuilding."""

from metrics.actions.marks import mark, ring
from metrics.actions.moments import ensure, roll_day
from metrics.actions.refresh import refresh
from metrics.actions.whole import Difference, rebuild, reconcile

__all__ = ["Difference", "ensure", "mark", "rebuild", "reconcile", "refresh", "ring", "roll_day"]
