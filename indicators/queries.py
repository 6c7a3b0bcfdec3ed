"""Reading indicators and their values, always at a Moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from calc.moments import Moment
from indicators.models import Indicator, Observation
from indicators.rules import PLAIN, ObservationEntry, vintage_rank
from plan.models import Plan, Ruling
from plan.queries import known, rulings, standing


@dataclass(frozen=True)
class Series:
    """Values of one area and scope, oldest first; each year may have several vintages."""

    area: str
    area_code: str
    scope: str
    values: tuple[Observation, ...]


@dataclass(frozen=True)
class Conflict:
    """Values that disagree without a vintage to explain it, and the ruling if there is one."""

    group: str
    facts: tuple[Observation, ...]
    ruling: Ruling | None


def subject(indicator: Indicator) -> str:
    """The name under which Results about an indicator are kept."""
    return f"{indicator.plan.code}/{indicator.code}"


def listed(plan: Plan) -> QuerySet[Indicator]:
    """All indicators of a plan, the plan's own first."""
    return Indicator.objects.filter(plan=plan).prefetch_related("targets__clause")


def find(plan: Plan, code: str) -> Indicator | None:
    """An indicator of the plan by its code."""
    return listed(plan).select_related("plan").filter(code=code).first()


def observations(indicator: Indicator, moment: Moment) -> list[Observation]:
    """Every value known at the moment, all vintages."""
    rows = known(Observation.objects.filter(indicator=indicator), moment)
    return list(rows.select_related("source").order_by("area_code", "scope", "period_end", "id"))


def find_fact(indicator: Indicator, key: str) -> Observation | None:
    """One value of an indicator by its key."""
    rows = Observation.objects.select_related("source", "indicator")
    return rows.filter(indicator=indicator, key=key).first()


def drafted(indicator: Indicator, entry: ObservationEntry, *, key: str = "~new") -> Observation:
    """The row of a value, not saved and without its source.

    A correction takes the place of what the corrected value had replaced and stays in its
    groups, so that it is judged against the same other sources.
    """
    row = Observation(
        indicator=indicator, key=key,
        published_on=entry.source.published_on,
        published_precision=entry.source.published_precision,
        **{name: getattr(entry, name) for name in PLAIN},
    )  # fmt: skip
    corrected = find_fact(indicator, entry.corrects) if entry.corrects else None
    if corrected is not None:
        row.replaces = [corrected.key, *corrected.replaces]
        row.revision_group = row.revision_group or corrected.revision_group
        row.conflict_group = row.conflict_group or corrected.conflict_group
    return row


def series(rows: Iterable[Observation]) -> list[Series]:
    """Values grouped by what may be compared: same area, same scope."""
    groups: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for row in rows:
        groups[(row.area_code, row.area, row.scope)].append(row)
    return [
        Series(area, code, scope, tuple(sorted(values, key=release_order)))
        for (code, area, scope), values in sorted(groups.items())
    ]


def release_order(row: Observation) -> tuple[object, ...]:
    """By period, then by vintage, then by day of release: the newest comes last."""
    published = row.published_on.isoformat() if row.published_on else ""
    return (row.period_end, vintage_rank(row.vintage), published, row.key)


def conflicts(indicator: Indicator, moment: Moment) -> list[Conflict]:
    """The disagreements about an indicator's values."""
    ruled = rulings(indicator.plan, moment)
    groups: dict[str, list[Observation]] = defaultdict(list)
    for row in observations(indicator, moment):
        if row.conflict_group:
            groups[row.conflict_group].append(row)
    return [
        Conflict(group, tuple(rows), ruled.get(group))
        for group, rows in sorted(groups.items())
        if len(rows) > 1
    ]


def counting(
    plan: Plan, moment: Moment, codes: Collection[str] | None = None
) -> dict[str, list[Observation]]:
    """Actual, trusted values that stand at the moment's knowledge, by indicator code."""
    rows = known(Observation.objects.filter(indicator__plan=plan, value_type="actual"), moment)
    rows = rows.exclude(confidence="low").select_related("indicator").order_by("key")
    if codes is not None:
        rows = rows.filter(indicator__code__in=codes)
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in standing(rows, rulings(plan, moment)):
        found[row.indicator.code].append(row)
    return found
