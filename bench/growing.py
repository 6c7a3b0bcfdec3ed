"""What happens to the cost while the history grows: to a hundredth, a tenth, all of its size."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench import approval, burst, recompute
from bench.facts import lengthen
from bench.measure import Measured, Value, exponent, percentile

# The history grows in these steps, as shares of the size asked for.
STEPS = (100, 10, 1)
# Approvals for each size: enough for a 95th percentile.
APPROVALS = 21
# What the cost may grow with the number of facts on file, as an exponent: the bound and the
# tolerance of measuring.
FLAT = 0.05 + 0.05


def measure(size: int, rounds: int, seed: int) -> Iterator[Measured | Value | str]:
    """Recomputing everything and approving at each size, then the burst at the full size."""
    sizes, whole, single = [], [], []
    yield f"facts are drawn from seed {seed}"
    for step in STEPS:
        wanted = size // step
        began = time.monotonic()
        lengthen(wanted - (sizes[-1] if sizes else 0), seed, start=sizes[-1] if sizes else 0)
        yield f"{wanted:,} facts on file after {time.monotonic() - began:.0f} s"
        sizes.append(wanted)
        whole.append(recompute.measure(rounds, bound=recompute.BOUND if step == 1 else None))
        yield whole[-1]
        single.append(approval.measure(APPROVALS))
        yield single[-1]
        yield approval.slowest(single[-1])
    yield Value("recompute everything over the facts (exponent)", _slope(sizes, whole), 1.0)
    yield Value("approval to visible result over the facts (exponent)", _slope(sizes, single), FLAT)
    yield from burst.measure(rounds, seed)


def _slope(sizes: list[int], found: list[Measured]) -> float:
    return exponent(sizes, [percentile(one.ours, 0.5) for one in found])
