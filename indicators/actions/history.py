"""Load published values from a history folder."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from indicators.actions.values import build
from indicators.models import Indicator, Observation
from indicators.queries import subject
from indicators.rules import PLAIN, ObservationEntry
from metrics.actions import mark
from plan.actions import Changes, save
from plan.actions.changes import label
from plan.models import Plan
from plan.rules import SourceEntry

WAN = Decimal(10000)
KEPT = (*PLAIN, "source_id", "published_on", "published_precision")


def load_observations(
    plan: Plan, rows: Iterable[Any], *, skip: frozenset[str] = frozenset()
) -> Changes:
    """Record the values that are not on file yet; a row that differs is refused."""
    changes = Changes()
    indicators = {row.code: row for row in Indicator.objects.filter(plan=plan)}
    stored = {
        (row.indicator.code, row.key): row
        for row in Observation.objects.filter(indicator__plan=plan).select_related("indicator")
    }
    touched: set[str] = set()
    for row in (row for row in rows if row.id not in skip):
        fresh = _value(indicators[row.indicator], row)
        old = stored.get((row.indicator, row.id))
        if old is not None:
            _refuse_change(old, fresh)
            continue
        _insert(fresh)
        touched.add(subject(fresh.indicator))
        changes.add("新增", fresh)
    mark("indicator", sorted(touched), cause="history")
    return changes


def _value(indicator: Indicator, row: Any) -> Observation:
    return build(
        indicator, entry_of(row), key=row.id, origin="history", filed_by="历史资料", approved_by=""
    )


def entry_of(row: Any) -> ObservationEntry:
    """A history row as a value; money printed in 亿元 becomes 万元."""
    money = row.unit == "亿元"
    same = (
        "area", "area_code", "scope", "year", "period_kind", "period_start", "period_end",
        "date_precision", "value_type", "qualifier", "vintage", "status", "boundary", "confidence",
        "revision_group", "conflict_group", "known_issue", "note",
    )  # fmt: skip
    return ObservationEntry(
        value=row.value * WAN if money else row.value,
        unit="万元" if money else row.unit,
        source=SourceEntry(
            title=row.source_title, publisher=row.publisher, kind=row.source_kind,
            url=row.source_url, published_on=row.published_on,
            published_precision=row.published_precision,
        ),
        **{name: getattr(row, name) for name in same},
    )  # fmt: skip


def _insert(value: Observation) -> None:
    try:
        save(value, exclude=["recorded_at"])
    except ValidationError as error:
        raise ValidationError(f"{value.key} 不能入库：{'；'.join(error.messages)}") from error


def _refuse_change(old: Observation, new: Observation) -> None:
    differing = [name for name in KEPT if getattr(old, name) != getattr(new, name)]
    if differing:
        words = "、".join(label(old, n) for n in differing)
        raise ValidationError(
            f"{old.key} 已入库，文件中的 {words} 与库中不同。已入库的事实不改，请另写一行更正。"
        )
