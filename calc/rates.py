"""The three named rates, each a pair from the lowest to the highest possible.

An item nobody can judge is counted as missed in the lower bound and as reached
in the upper one. Items taken out of the plan's way (已调整) stay outside. A
rate without items has no value, never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from calc.bounds import Interval
from calc.house import HOUSE
from calc.numbers import NOT_APPLICABLE, REL_TOL, at_least
from calc.stages import Ladder, Verdict, verdict

# Settings of the house: ranks shared by all six-rung ladders, and how much may
# be unknown before a group is not judged.
STARTED_RANK = 3
BUILT_RANK = 4
JUDGEABLE_SHARE = HOUSE.judgeable_share
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Rate:
    """Counts and the two bounds as fractions of the items that count.

    `no_data` is contained in `undetermined`; `total` contains `adjusted`.
    low, high and reason: either both bounds are there or the reason is.
    """

    low: float | None
    high: float | None
    reached: int
    missed: int
    undetermined: int
    no_data: int
    adjusted: int
    total: int
    reason: str | None = None

    @property
    def denominator(self) -> int:
        """The items that count: all but the adjusted."""
        return self.reached + self.missed + self.undetermined


class Conclusion(NamedTuple):
    """Whether a rate can be judged, and whether half is passed: above, below, open or
    not_applicable."""

    judged: bool
    half: str


def promise_rate(verdicts: Iterable[tuple[Verdict, bool]]) -> Rate:
    """承诺兑现率: each item's verdict, and whether nothing at all is known of it.

    The caller passes the items of one ledger whose judgement is once or list.
    """
    counts = {"reached": 0, "missed": 0, "undetermined": 0, "adjusted": 0}
    no_data = 0
    for word, unknown in verdicts:
        counts[word] += 1
        no_data += unknown and word == "undetermined"
    return rate(no_data=no_data, **counts)


def built_rate(intervals: Iterable[Interval]) -> Rate:
    """建成率: 建成 or later, among works promised to be built or completed."""
    return _reaching(intervals, BUILT_RANK)


def started_rate(intervals: Iterable[Interval]) -> Rate:
    """开工率: 在建 or later, among works promised more than study or planning."""
    return _reaching(intervals, STARTED_RANK)


def judgeable(rate: Rate) -> bool:
    """Whether at most a fifth of the items is undetermined."""
    return rate.denominator > 0 and missing_to_judge(rate) == 0


def missing_to_judge(rate: Rate) -> int:
    """还差 n 项: how many undetermined items must become known to judge."""
    allowed = int(rate.denominator * JUDGEABLE_SHARE * (1 + REL_TOL))
    return max(0, rate.undetermined - allowed)


def conclusion(found: Rate) -> Conclusion:
    """What a rate lets one say: may it be judged, and is half surely passed.

    The plan sets no measure for a rate; that more or less than half was kept is the coarsest
    thing a reader takes from it, so it is what another convention must not turn round.
    """
    if found.low is None or found.high is None:
        return Conclusion(False, NOT_APPLICABLE)
    if at_least(found.low, HALF):
        return Conclusion(judgeable(found), "above")
    return Conclusion(judgeable(found), "open" if at_least(found.high, HALF) else "below")


def late(verdict_2020: Verdict, interval_today: Interval, required: int, ladder: Ladder) -> bool:
    """逾期后完成: missed at the end of 2020 and finished by now.

    Finished means in use (the top of the ladder), or built where no more was promised; a
    work that only began after 2020 has kept a late promise to begin, but is not finished.
    """
    finished = required if required >= min(BUILT_RANK, ladder.top) else ladder.top
    return verdict_2020 == "missed" and verdict(interval_today, finished) == "reached"


def _reaching(intervals: Iterable[Interval], rank: int) -> Rate:
    return promise_rate((verdict(known, rank), known.no_data) for known in intervals)


def rate(*, reached: int, missed: int, undetermined: int, adjusted: int, no_data: int) -> Rate:
    """A rate from counts; ``no_data`` is contained in ``undetermined``."""
    counted = reached + missed + undetermined
    return Rate(
        low=reached / counted if counted else None,
        high=(reached + undetermined) / counted if counted else None,
        reached=reached,
        missed=missed,
        undetermined=undetermined,
        no_data=no_data,
        adjusted=adjusted,
        total=counted + adjusted,
        reason=None if counted else NOT_APPLICABLE,
    )
