"""Numbers that may be compared, added and shown.

Limits are compared with a relative tolerance in favour of "reached" (house
convention); rounding is for the page and lives in ui.format; an absent value is None with one of
three reasons, never 0; NaN and infinity are refused wherever they would enter.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

REL_TOL = 1e-9

Reason = Literal["no_data", "too_early", "not_applicable"]
NO_DATA: Reason = "no_data"
TOO_EARLY: Reason = "too_early"
NOT_APPLICABLE: Reason = "not_applicable"
REASON_WORDS: dict[Reason, str] = {
    NO_DATA: "暂无数据",
    TOO_EARLY: "未到评价时点",
    NOT_APPLICABLE: "不适用",
}

Number = int | float | Decimal


def finite(value: Number) -> float:
    """The value as a float; ValueError for NaN and infinity."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is not a finite number")
    return number


def at_least(value: Number, limit: Number) -> bool:
    """value >= limit, where 0.38/0.4 counts as 0.95."""
    one, other = finite(value), finite(limit)
    return one >= other or math.isclose(one, other, rel_tol=REL_TOL)


def above(value: Number, limit: Number) -> bool:
    """value > limit beyond the tolerance (strict limits)."""
    one, other = finite(value), finite(limit)
    return one > other and not math.isclose(one, other, rel_tol=REL_TOL)


def reaches(value: Number, target: Number, direction: int, *, strict: bool = False) -> bool:
    """Whether a value meets its target in the wanted direction (+1 or -1).

    A strict target (>80, <5) is not met by equality, and the tolerance then
    works against "reached".
    """
    sign = checked_direction(direction)
    compare = above if strict else at_least
    return compare(sign * finite(value), sign * finite(target))


def checked_direction(direction: int) -> int:
    """The direction itself; ValueError unless it is +1 or -1."""
    if direction not in (1, -1):
        raise ValueError(f"direction must be +1 or -1, not {direction!r}")
    return direction


def total(values: Iterable[Number]) -> float:
    """The sum, in the given order and without loss (math.fsum)."""
    return math.fsum(finite(value) for value in values)
