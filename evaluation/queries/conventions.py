"""The headline figures of a report under every convention, in printed words."""

from __future__ import annotations

from calc.moments import Moment
from evaluation.outline import Conventions, Spread, Turning
from plan.models import Plan
from projects.compute import conventions
from projects.compute.conventions import Choice, Count, Named
from ui.format import pct


def spreads(plan: Plan, moment: Moment) -> Conventions | None:
    """The account of works under every convention; None where nothing has a verdict."""
    found = conventions(plan, moment)
    if found is None:
        return None
    promise, *_ = found.rates
    return Conventions(
        sentences=tuple(rate.sentence for rate in found.rates),
        figures=(*map(_rate, found.rates), *map(_count, found.counts)),
        turning=tuple(
            Turning(project.name, house, others, depends)
            for project, house, others, depends in promise.varying
        ),
        choices=tuple(map(_choice, found.choices)),
        failed=tuple(project.name for project in found.failed),
    )


def _rate(rate: Named) -> Spread:
    """Lowest lower and highest upper bound; what its conclusion depends on."""
    if not rate.pairs:
        return Spread(rate.name, "不适用", "—", "—")
    lows, highs = [p.low for p in rate.pairs], [p.high for p in rate.pairs]
    return Spread(rate.name, rate.house, pct(min(lows)), pct(max(highs)), rate.depends)


def _count(count: Count) -> Spread:
    return Spread(f"{count.name}（项）", str(count.house), str(count.least), str(count.most),
                  count.depends)  # fmt: skip


def _choice(choice: Choice) -> str:
    members = "或".join(choice.members)
    return f"{choice.name}：{members}" + (f"（{choice.note}）" if choice.note else "")
