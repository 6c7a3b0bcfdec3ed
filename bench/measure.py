"""Measuring: the median of several runs, and its ratio to that of a floor."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A piece of work beside the least that any such work can cost here."""

    title: str
    floor_title: str
    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        """How many floors fit into it."""
        return self.ours / self.floor

    def __str__(self) -> str:
        return (
            f"{self.title:<34} {self.ours * 1000:>9.1f} ms   "
            f"{self.floor_title:<40} {self.floor * 1000:>9.2f} ms   ratio {self.ratio:>8.1f}"
        )


def median(work: Callable[[], object], runs: int) -> float:
    """Median duration in seconds; the first run only warms up."""
    work()
    return statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
