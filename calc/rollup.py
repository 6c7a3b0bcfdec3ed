"""How parts add up (C6): the weighted value, its floor and the coverage.

The three stand together; nothing is coloured below 80 % coverage. Weights are
approved investment where it is known, else equal, and never assumed.
"""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from calc.house import HOUSE
from calc.numbers import Number, above, at_least, finite, total

COLOUR_COVERAGE = HOUSE.colour_coverage
LARGEST_WEIGHT = HOUSE.largest_weight
RED_FLOOR = HOUSE.red_floor
SMALLEST_GROUP = 4  # below this many parts no weight is capped

Colour = Literal["blue", "green", "amber", "red"]


class Rollup(NamedTuple):
    """weighted and equal over the reported parts (None without any), floor with
    the unreported as zero, coverage = share of the weight reported."""

    weighted: float | None
    floor: float
    coverage: float
    equal: float | None


def rollup(weights: Sequence[Number], progress: Sequence[Number | None]) -> Rollup:
    """Add up parts; a part without a report is None. Caps are the caller's.

    ValueError for a negative weight, unequal lengths or no weight at all.
    """
    pairs = list(zip(map(finite, weights), progress, strict=True))
    whole = total(w for w, _ in pairs)
    if any(w < 0 for w, _ in pairs) or whole <= 0:
        raise ValueError("weights must not be negative and must have a sum")
    known = [(w, finite(p)) for w, p in pairs if p is not None]
    weight = total(w for w, _ in known)
    done = total(w * p for w, p in known)
    return Rollup(
        weighted=done / weight if weight > 0 else None,
        floor=done / whole,
        coverage=weight / whole,
        equal=total(p for _, p in known) / len(known) if known else None,
    )


def cap_weights(weights: Sequence[Number], limit: Number = LARGEST_WEIGHT) -> list[float]:
    """Weights in which no part exceeds `limit` of the sum.

    The k largest are cut to limit·S/(1 - limit·k), S the weight of the rest,
    until no rest exceeds it. Fewer than four parts with a weight: no cap.
    """
    values, share = [finite(w) for w in weights], finite(limit)
    order = sorted((w for w in values if w > 0), reverse=True)
    if len(order) < SMALLEST_GROUP:
        return values
    for capped in range(math.ceil(1 / share)):
        cap = share * total(order[capped:]) / (1 - share * capped)
        if not above(order[capped], cap):
            break
    return [min(w, cap) for w in values]


def share(num: Number, den: Number) -> float | None:
    """100·num/den; None for a zero denominator, never 0."""
    below = finite(den)
    return None if below == 0 else 100 * finite(num) / below


def may_colour(coverage: Number, stale_share: Number = 0) -> bool:
    """Whether a parent may be coloured: 80 % of the weight reported and fresh."""
    return at_least(finite(coverage) - finite(stale_share), COLOUR_COVERAGE)


def with_red_floor(colour: Colour, red_share: Number, *, binding_red: bool) -> Colour:
    """At best amber when a binding indicator, or over 20 % of the weight, is red."""
    floored = binding_red or above(red_share, RED_FLOOR)
    return "amber" if floored and colour in ("blue", "green") else colour
