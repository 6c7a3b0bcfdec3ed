"""Series of the same quantity on different bases: which one is the current one."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.models import Observation
from indicators.rules import BOUNDARY_WORDS, vintage_rank


def place(row: Observation) -> tuple[str, ...]:
    """What a series is about, whatever its basis."""
    return (row.area_code, row.area, row.scope, row.unit, row.period_kind)


def replaces(other: Sequence[Observation], rows: Sequence[Observation]) -> bool:
    """Whether another basis of the same series reaches further, or as far by a newer release.

    Both run from the oldest value to the newest.
    """
    return place(other[0]) == place(rows[0]) and _reach(other[-1]) > _reach(rows[-1])


def _reach(row: Observation) -> tuple[int, int, int]:
    return (row.year, vintage_rank(row.vintage), list(BOUNDARY_WORDS).index(row.boundary))
