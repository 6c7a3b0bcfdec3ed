"""Status of an indicator against the time gone (A3).

The limits 0.95, 0.60 and 0 of the pace are published (Statistics Canada, after
Eurostat); 1.05, the word 严重滞后 and all gates are house settings.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from calc.house import HOUSE
from calc.labels import COLOURS, OFFICIAL, ORDER, Colour, Label
from calc.numbers import (
    NO_DATA,
    NOT_APPLICABLE,
    TOO_EARLY,
    Number,
    Reason,
    above,
    at_least,
    finite,
    reaches,
)
from calc.progress import Share, capped, level_progress, log_reduction_progress, signed_gap

FAST, ON_PACE, BEHIND = HOUSE.fast, 0.95, 0.60
EARLIEST_TAU = HOUSE.earliest_tau
NEARLY_MET = HOUSE.nearly_met
CAP_PACE = HOUSE.cap_pace
GROWTH_TOLERANCE_PP, LEVEL_TOLERANCE = HOUSE.growth_tolerance_pp, HOUSE.level_tolerance
PLAN_YEARS = 5


@dataclass(frozen=True, slots=True)
class Status:
    """Label with its pace and gap, or the reason why there is none."""

    label: Label | None
    reason: Reason | None = None
    rho: float | None = None
    gap_pp: float | None = None

    @property
    def colour(self) -> Colour | None:
        """Colour of the label; None (grey) without one."""
        return None if self.label is None else COLOURS[self.label]

    @property
    def official(self) -> str | None:
        """The wording of official evaluations."""
        return None if self.label is None else OFFICIAL[self.label]


def schedule_status(p: Number, tau: Number, achieved: bool = False) -> Label:
    """The label of a share against the time gone, from the table of A3.

    ValueError for tau <= 0, when no pace exists; gates stand in `status`.
    """
    if achieved:
        return "提前完成"
    rho = pace(p, tau)
    if not at_least(p, 0):
        return "倒退"
    if at_least(rho, FAST):
        return "快于预期"
    if at_least(rho, ON_PACE):
        return "达到预期"
    return "滞后" if at_least(rho, BEHIND) else "严重滞后"


def pace(p: Number, tau: Number) -> float:
    """ρ = p/τ; ValueError for tau <= 0."""
    gone = finite(tau)
    if gone <= 0:
        raise ValueError("there is no pace before the plan has begun")
    return finite(p) / gone


def status(share: Share, tau: Number, *, binding: bool = False) -> Status:
    """The status of one series: gates first, then the table.

    From the end of the plan on only the end test counts, on the last value up
    to the target date; 预期性 (not binding) may then be 基本实现.
    """
    if share.achieved is None and share.p is None:
        return Status(None, share.reason or NO_DATA)
    gone = finite(tau)
    rho, gap = _rho_and_gap(share, gone)
    if at_least(gone, 1):
        return Status(_end_label(share, binding=binding), None, rho, gap)
    label, reason = _running_label(share, gone)
    return Status(label, reason, rho, gap) if label else Status(None, reason)


def combined(shares: Sequence[Share], tau: Number, *, binding: bool) -> Status:
    """The headline of an indicator with several series.

    Reached only if all are. 约束性 takes the worst status, 预期性 the status of
    the mean of the capped shares.
    """
    each = [status(share, tau, binding=binding) for share in shares]
    missing = next((s for s in each if s.label is None), None)
    if not each or missing:
        return missing or Status(None, NO_DATA)
    if binding or any(share.p is None for share in shares):
        return min(each, key=lambda s: ORDER.index(s.label) if s.label else 0)
    parts = [part for share in shares if (part := capped(share.p)) is not None]
    mean = math.fsum(parts) / len(parts)
    return status(Share(mean, all(share.achieved for share in shares)), tau)


def _rho_and_gap(share: Share, tau: float) -> tuple[float | None, float | None]:
    if share.p is None or tau <= 0:
        return None, None
    return pace(share.p, tau), 100 * (share.p - tau)


def _running_label(share: Share, tau: float) -> tuple[Label | None, Reason | None]:
    """Before the end: what is reached shows at once, noise of the start never."""
    if share.achieved:
        return "提前完成", None
    if share.note == "met_at_base":
        return "倒退", None
    if share.p is None:
        return None, share.reason or NOT_APPLICABLE
    if not at_least(tau, EARLIEST_TAU):
        return None, TOO_EARLY
    return schedule_status(share.p, tau), None


def _end_label(share: Share, *, binding: bool) -> Label:
    if share.achieved:
        return "完成"
    nearly = share.p is not None and at_least(share.p, NEARLY_MET)
    return "基本实现" if nearly and not binding else "未完成"


# Official and special tests


class Midterm(NamedTuple):
    """The two official labels of a mid-term evaluation, and the pace."""

    on_schedule: bool
    rho: float


class Final(NamedTuple):
    """Whether the target is met, and by how much in its own unit."""

    met: bool
    margin: float


class CapUse(NamedTuple):
    """Share of a cap used, its pace, and 受控, 超速 or 突破."""

    used_share: float
    pace: float
    label: Literal["受控", "超速", "突破"]


class Hold(NamedTuple):
    """Whether a held value still holds, with the margin in % of the target."""

    ok: bool
    margin_pct: float


def midterm_official(kind: str, *, tau: Number, **values: Any) -> Midterm:
    """The table collapsed: on schedule when ρ >= 0.95.

    kind `reduction` takes cum_reduction and target_reduction, `level` takes
    baseline, current and target, `sum` takes values and target. ValueError for
    another kind, TypeError for other arguments.
    """
    share = _MIDTERM_SHARES.get(kind)
    if share is None:
        raise ValueError(f"no mid-term rule for the kind {kind!r}")
    rho = pace(share(**values), tau)
    return Midterm(at_least(rho, ON_PACE), rho)


def _reduction_share(cum_reduction: Number, target_reduction: Number) -> float:
    return log_reduction_progress(cum_reduction, target_reduction, 1).p


def _sum_share(values: Iterable[Number], target: Number) -> float:
    return math.fsum(finite(v) for v in values) / finite(target)


_MIDTERM_SHARES: dict[str, Callable[..., float]] = {
    "reduction": _reduction_share,
    "level": level_progress,
    "sum": _sum_share,
}


def final_target(value: Number, target: Number, direction: int, strict: bool = False) -> Final:
    """The end test: margin d(value - target), met when >= 0 (strict: > 0)."""
    met = reaches(value, target, direction, strict=strict)
    return Final(met, signed_gap(value, target, direction))


def cap_status(used: Number, cap: Number, tau: Number) -> CapUse:
    """Use of a cap: u > 1 突破, pace above 1.05 超速, else 受控.

    A low use is good but no progress; caps stay out of every average.
    """
    share = finite(used) / finite(cap)
    speed = pace(share, tau)
    if above(share, 1):
        return CapUse(share, speed, "突破")
    return CapUse(share, speed, "超速" if above(speed, CAP_PACE) else "受控")


def hold_status(current: Number, target: Number, direction: int, tol: Number = 0) -> Hold:
    """A value to keep (保持): ok when d(current - target) >= -tol."""
    gap, wanted = signed_gap(current, target, direction), finite(target)
    if wanted == 0:
        raise ValueError("the margin in % of a target of 0 does not exist")
    margin = 100 * gap / abs(wanted)
    return Hold(at_least(gap, -finite(tol)), margin)


def yearly_task(annual_reduction: Number, target_reduction: Number) -> float:
    """This year's share of its own even task: 5·ln(1 - r_k)/ln(1 - R)."""
    return PLAN_YEARS * _reduction_share(annual_reduction, target_reduction)


def annual_plan_label(projected: Number, actual: Number, unit: str) -> str:
    """A year against its annual plan: within 1.0 pp (growth_pp) or 5 % (level)."""
    plan, difference = finite(projected), finite(actual) - finite(projected)
    limits = {"growth_pp": GROWTH_TOLERANCE_PP, "level": LEVEL_TOLERANCE * abs(plan)}
    if unit not in limits:
        raise ValueError(f"unknown unit {unit!r}")
    if not above(abs(difference), limits[unit]):
        return "As projected"
    return "Higher than projected" if difference > 0 else "Lower than projected"


class Attainment(NamedTuple):
    """Met among the assessable at the end; the rest is counted beside it."""

    met: int
    assessable: int
    not_assessable: int


def attainment(results: Iterable[bool | None]) -> Attainment:
    """Count of end results; None is not assessable."""
    known = list(results)
    assessable = [met for met in known if met is not None]
    return Attainment(sum(assessable), len(assessable), len(known) - len(assessable))
