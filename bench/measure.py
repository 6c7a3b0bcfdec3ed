"""Measuring: work and floor in turn, and the ratio of the two."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import connection

Work = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """A piece of work beside the least that any such work can cost here; both in seconds.

    ``floors`` and ``ours`` were measured in turn, so that one ratio stands for each round.
    """

    title: str
    floor_title: str
    floors: list[float]
    ours: list[float]
    parts: dict[str, list[float]] = field(default_factory=dict)
    bound: float | None = None

    @property
    def held(self) -> bool:
        """Whether the median ratio keeps its bound."""
        return self.bound is None or statistics.median(self.ratios) <= self.bound

    @property
    def ratios(self) -> list[float]:
        """How many floors fit into the work, round by round."""
        return [ours / floor for ours, floor in zip(self.ours, self.floors, strict=True)]

    def __str__(self) -> str:
        ratios = sorted(self.ratios)
        lines = [
            f"{self.title:<28} {_ms(self.ours):>9} ms   {self.floor_title:<44} "
            f"{_ms(self.floors):>9} ms   ratio {statistics.median(ratios):>8.1f} "
            f"({ratios[0]:.1f} to {ratios[-1]:.1f} in {len(ratios)} rounds)"
            + ("" if self.bound is None else f"   {verdict(self.held)}, bound {self.bound:g}")
        ]
        lines += [f"  of it {title:<21} {_ms(took):>9} ms" for title, took in self.parts.items()]
        return "\n".join(lines)


@dataclass(frozen=True)
class Value:
    """A single number beside the most that it may be."""

    title: str
    found: float
    bound: float
    unit: str = ""

    @property
    def held(self) -> bool:
        """Whether it keeps its bound."""
        return self.found <= self.bound

    def __str__(self) -> str:
        return (
            f"{self.title:<60} {self.found:>9.3f} {self.unit:<3}"
            f" {verdict(self.held)}, bound {self.bound:g}"
        )


def verdict(held: bool) -> str:
    """The word for a bound that is kept or not."""
    return "held" if held else "NOT HELD"


def exponent(sizes: Sequence[float], durations: Sequence[float]) -> float:
    """Slope of log time over log size by least squares: 0 where the size costs nothing."""
    xs, ys = [math.log(size) for size in sizes], [math.log(took) for took in durations]
    return statistics.linear_regression(xs, ys).slope


def percentile(durations: Sequence[float], share: float) -> float:
    """The duration that this share of all does not exceed (nearest rank)."""
    ordered = sorted(durations)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def in_turn(floor: Work, ours: Work, rounds: int) -> tuple[list[float], list[float]]:
    """Durations of both in seconds, measured in turn after one round that only warms up."""
    floor()
    ours()
    pairs = [(seconds(floor), seconds(ours)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def seconds(work: Work) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ms(durations: list[float]) -> str:
    return f"{statistics.median(durations) * 1000:.2f}"


def transaction_number() -> int:
    """Number of the transaction that begins now; what is written later has no lower one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
