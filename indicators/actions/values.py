"""Record approved values of indicators; values are added, never altered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.actions import record
from indicators.models import Indicator, Observation
from indicators.queries import subject
from indicators.rules import ObservationEntry
from metrics.actions import mark
from plan.actions import add_ruling, cite
from plan.models import Ruling

PLAIN = (
    "area", "area_code", "scope", "year", "period_kind", "period_start", "period_end",
    "date_precision", "value", "unit", "value_type", "qualifier", "vintage", "status", "boundary",
    "confidence", "revision_group", "conflict_group", "known_issue", "note", "corrects", "reason",
)  # fmt: skip


@transaction.atomic
def add_observation(
    *, by: Any, indicator: Indicator, entry: ObservationEntry, key: str,
    filed_by: str, approved_by: str, origin: str = "report",
) -> Observation:  # fmt: skip
    """Record an approved value, mark what depends on it, leave a trace."""
    row = build(
        indicator, entry, key=key, origin=origin, filed_by=filed_by, approved_by=approved_by
    )
    row.full_clean(exclude=["recorded_at"])
    row.save(force_insert=True)
    mark("indicator", [subject(indicator)], cause=f"value {key}")
    record(by=by, action="indicators.add_observation", kind="indicator", key=subject(indicator),
           fact=key, area=entry.area, year=entry.year, corrects=entry.corrects)  # fmt: skip
    return row


def build(
    indicator: Indicator, entry: ObservationEntry, *, key: str, origin: str,
    filed_by: str, approved_by: str,
) -> Observation:  # fmt: skip
    """The row of a value, not yet saved."""
    return Observation(
        indicator=indicator, key=key, source=cite(entry.source), origin=origin,
        filed_by=filed_by, approved_by=approved_by,
        published_on=entry.source.published_on,
        published_precision=entry.source.published_precision,
        **{name: getattr(entry, name) for name in PLAIN},
    )  # fmt: skip


@transaction.atomic
def rule(
    *, by: Any, indicator: Indicator, conflict_group: str, chosen: str, reason: str,
    published_on: date | None, key: str, filed_by: str, approved_by: str,
) -> Ruling:  # fmt: skip
    """Decide between sources that disagree about a value."""
    rows = Observation.objects.filter(indicator=indicator, conflict_group=conflict_group)
    if not rows.filter(key=chosen).exists():
        raise ValidationError("采信的说法不在这组分歧之中，请重新选择。", code="not_in_group")
    ruling = add_ruling(
        plan=indicator.plan, conflict_group=conflict_group, chosen=chosen, reason=reason,
        published_on=published_on, key=key, filed_by=filed_by, approved_by=approved_by,
    )  # fmt: skip
    mark("indicator", [subject(indicator)], cause=f"ruling {key}")
    record(by=by, action="indicators.rule", kind="indicator", key=subject(indicator),
           group=conflict_group, chosen=chosen, reason=reason)  # fmt: skip
    return ruling
