"""Computing every figure anew, beside one raw scan that groups all facts.

The floor reads each fact once, in this session and without helpers, as the rebuilding does:
the first and last day of every class of facts of an item, the newest release of every period
of a series.  What the product reads to compute from must agree with it exactly.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from bench.measure import Measured, in_turn
from calc.moments import Moment
from indicators.models import Indicator
from indicators.queries.newest import newest
from metrics.actions import rebuild
from plan.models import Plan
from projects.models import Project
from projects.queries.deciding import Reading

CLASSES = """
SELECT project_id, bearing, min(day), max(day), count(*) FROM projects_progress
WHERE bearing IS NOT NULL GROUP BY 1, 2
"""
PERIODS = """
SELECT indicator_id, bearing, period_end, max(release), count(*) FROM indicators_observation
WHERE bearing IS NOT NULL GROUP BY 1, 2, 3
"""
BOUND = 3.0


def measure(rounds: int, *, bound: float | None = BOUND) -> Measured:
    """Rebuilding beside the scan; at most 3 times it where there is a history to scan."""
    check()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        try:
            floors, ours = in_turn(scan, rebuild, rounds)
        finally:
            cursor.execute("RESET max_parallel_workers_per_gather")
    return Measured("recompute everything", "one raw GROUP BY over all facts", floors, ours,
                    bound=bound)  # fmt: skip


def scan() -> tuple[list[Any], list[Any]]:
    """The groups of both tables of facts."""
    with connection.cursor() as cursor:
        cursor.execute(CLASSES)
        classes = cursor.fetchall()
        cursor.execute(PERIODS)
        return classes, cursor.fetchall()


def check() -> int:
    """Compare what is computed from with what the scan finds; how many facts it grouped.

    Raises RuntimeError where they differ: a fast wrong answer is none.
    """
    classes, periods = scan()
    wanted = {(owner, bearing): (first, last) for owner, bearing, first, last, _ in classes}
    if wanted != _read_classes():
        raise RuntimeError("the deciding facts are not the first and last of their classes")
    if {(owner, period) for owner, _, period, _, _ in periods} != _read_periods():
        raise RuntimeError("the newest values are not those of the periods on file")
    return sum(row[-1] for row in (*classes, *periods))


def _read_classes() -> dict[tuple[int, str], tuple[date, date]]:
    projects = list(Project.objects.values_list("pk", flat=True))
    found: dict[tuple[int, str], tuple[date, date]] = {}
    for row in Reading(Moment(date.max), projects, unverified=True).rows({}):
        if row.bearing is not None:
            first, last = found.get((row.owner, row.bearing), (row.day, row.day))
            found[row.owner, row.bearing] = (min(first, row.day), max(last, row.day))
    return found


def _read_periods() -> set[tuple[int, date]]:
    moment = Moment(date.max)
    return {
        (row.owner, row.period_end)
        for plan in Plan.objects.all()
        for rows in newest(plan, moment, list(Indicator.objects.filter(plan=plan))).values()
        for row in rows
        if not (row.event_group or row.conflict_group or row.replaces)
    }
