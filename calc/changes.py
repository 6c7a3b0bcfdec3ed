"""A number between two moments, split into what was learned, revised, and what really moved.

Four points: the number as it was known then; with what was added to the knowledge of that day
since; with what was revised as well; on the later day.  Each step changes one thing only, so
the three differences add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

POINTS = 4


@dataclass(frozen=True)
class Delta:
    """One number at both ends and what each step did to it; the steps add up."""

    then: Decimal
    learned: Decimal
    revised: Decimal
    moved: Decimal
    now: Decimal

    @property
    def changed(self) -> bool:
        """Whether any step did anything."""
        return any((self.learned, self.revised, self.moved))


def delta(values: Sequence[Decimal]) -> Delta:
    """A number at the four points as both ends and three steps; ValueError for other points."""
    if len(values) != POINTS:
        raise ValueError("a change has four points")
    learned, revised, moved = (after - before for before, after in pairwise(values))
    return Delta(values[0], learned, revised, moved, values[-1])
