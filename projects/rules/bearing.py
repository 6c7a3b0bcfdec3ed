"""Which facts can decide a stage: a few of each class, however many there are.  No Django.

Facts that no other fact names or groups with bear on the stage one by one.  Of those that say
the same (event, part, bounds, precision, kind of date) the first decides what was reached and
the last what was not yet passed; those between them change nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from calc.facts import period
from calc.ladders import EFFECTS

# Few, and the last of them is not all that matters: they are always taken whole.
WHOLE_EVENTS = frozenset({"accepted", "realigned", "cancelled", "not_pursued", "suspended"})
# What shows that works which stood still went on.
MOVING_EVENTS = frozenset({"progress"}.union(*EFFECTS.values()))


def first_day_after(stop: date, precision: str) -> date:
    """The first day whose day, month or year ends after ``stop``."""
    begins, ends = period(stop, precision)
    return begins if ends > stop else stop + timedelta(days=1)
