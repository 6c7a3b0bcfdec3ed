"""Record approved values of indicators; values are added, never altered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.actions import record
from indicators.models import Indicator, Observation
from indicators.queries import drafted, find_fact, subject
from indicators.rules import ObservationEntry
from metrics.actions import mark
from plan.actions import add_ruling, cite, save
from plan.models import Ruling


@transaction.atomic
def add_observation(
    *, by: Any, indicator: Indicator, entry: ObservationEntry, key: str,
    filed_by: str, approved_by: str, origin: str = "report",
) -> Observation:  # fmt: skip
    """Record an approved value, mark what depends on it, leave a trace.

    Raises ValidationError when the value breaks a rule of the database or corrects one that is
    not on file.
    """
    if entry.corrects and find_fact(indicator, entry.corrects) is None:
        raise ValidationError(f"更正对象 {entry.corrects} 不存在，请核对编号。", code="not_on_file")
    row = build(
        indicator, entry, key=key, origin=origin, filed_by=filed_by, approved_by=approved_by
    )
    save(row, exclude=["recorded_at"])
    mark("indicator", [subject(indicator)], cause=f"value {key}")
    record(by=by, action="indicators.add_observation", kind="indicator", key=subject(indicator),
           fact=key, summary=_summary(row), corrects=entry.corrects)  # fmt: skip
    return row


def _summary(row: Observation) -> str:
    return f"{row.area}{row.scope}{row.year}年{row.value.normalize():f}{row.unit}"


def build(
    indicator: Indicator, entry: ObservationEntry, *, key: str, origin: str,
    filed_by: str, approved_by: str,
) -> Observation:  # fmt: skip
    """The row of a value with its source, not yet saved."""
    row = drafted(indicator, entry, key=key)
    row.source = cite(entry.source)
    row.origin, row.filed_by, row.approved_by = origin, filed_by, approved_by
    return row


@transaction.atomic
def rule(
    *, by: Any, indicator: Indicator, conflict_group: str, chosen: str, reason: str,
    published_on: date | None, key: str, filed_by: str, approved_by: str,
) -> Ruling:  # fmt: skip
    """Decide between sources that disagree about a value."""
    group = Observation.objects.filter(
        Q(conflict_group=conflict_group) | Q(indicator=indicator, key=conflict_group),
        indicator__plan=indicator.plan,
    )
    if not group.filter(indicator=indicator, key=chosen).exists():
        raise ValidationError("采信的说法不在这组分歧之中，请重新选择。", code="not_in_group")
    ruling = add_ruling(
        plan=indicator.plan, conflict_group=conflict_group, chosen=chosen, reason=reason,
        published_on=published_on, key=key, filed_by=filed_by, approved_by=approved_by,
    )  # fmt: skip
    touched = Indicator.objects.filter(pk__in=group.values("indicator")).select_related("plan")
    mark("indicator", sorted(subject(one) for one in touched), cause=f"ruling {key}")
    record(by=by, action="indicators.rule", kind="indicator", key=subject(indicator),
           group=conflict_group, chosen=chosen, reason=reason)  # fmt: skip
    return ruling
