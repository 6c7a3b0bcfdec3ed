"""Load the indicators of a catalogue and the reference series of a history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indicators.models import Indicator, Target
from plan.actions import Changes, sync
from plan.actions.structure import citation, clauses_by_address, places_by_code
from plan.catalogue_files import Catalogue
from plan.models import Plan
from plan.pinyin import keys

TARGET_KEY = ("indicator", "kind", "year", "scope", "value", "quote")


def load_indicators(plan: Plan, catalogue: Catalogue) -> Changes:
    """Store what the plan says of each indicator; several rows may share one."""
    first: dict[str, Any] = {}
    for row in catalogue.indicators:
        first.setdefault(row.code, row)
    fresh = [_indicator(plan, row, order) for order, row in enumerate(first.values(), 1)]
    rows = Indicator.objects.filter(plan=plan, reference=False)
    changes, kept = sync(rows, fresh, key=("code",))
    by_code = {indicator.code: indicator for indicator in kept.values()}
    changes.extend(_targets(plan, catalogue, by_code))
    return changes


def _indicator(plan: Plan, row: Any, order: int) -> dict[str, Any]:
    return {
        "plan": plan, "code": row.code, "name": row.name, "unit": row.unit,
        "direction": row.direction, "order": order, "pinyin": keys([row.name]),
    }  # fmt: skip


def _targets(plan: Plan, catalogue: Catalogue, by_code: Mapping[str, Indicator]) -> Changes:
    clauses, places = clauses_by_address(plan), places_by_code()
    plain = ("kind", "value_kind", "value", "value_high", "unit", "year", "scope", "strict", "note")
    fresh = [
        {name: getattr(row, name) for name in plain}
        | {"plan": plan, "indicator": by_code[row.code]}
        | citation(row, clauses, order)
        | {"places": [places[code] for code in row.places]}
        for order, row in enumerate(catalogue.indicators, 1)
    ]
    changes, _ = sync(Target.objects.filter(plan=plan), fresh, key=TARGET_KEY, many=("places",))
    return changes


def load_reference(plan: Plan, rows: Iterable[Any]) -> Changes:
    """Store the series that the plan does not name; they enter no rate."""
    fresh = [
        {"plan": plan, "code": row.code, "name": row.name, "unit": row.unit, "reference": True,
         "direction": row.direction, "note": row.note, "order": order,
         "pinyin": keys([row.name])}
        for order, row in enumerate(rows, 1)
    ]  # fmt: skip
    changes, _ = sync(Indicator.objects.filter(plan=plan, reference=True), fresh, key=("code",))
    return changes
