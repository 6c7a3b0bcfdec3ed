"""Which Results follow from the values of indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from calc.moments import Moment
from indicators.models import Indicator, Observation, Target
from indicators.queries import counting, release_order, series, subject
from metrics.rules import Outcome, by_knowledge, stored
from plan.models import Plan

VERSION = 1


def values(subjects: Collection[str] | None, moments: Collection[Moment]) -> Iterator[Outcome]:
    """Results of kind ``indicator``: the latest value of each series, and the target test."""
    for plan in Plan.objects.all():
        codes = _codes(plan, subjects)
        if codes is not None and not codes:
            continue
        rows = Indicator.objects.filter(plan=plan).prefetch_related("targets")
        indicators = list(rows if codes is None else rows.filter(code__in=codes))
        for indicator in indicators:
            indicator.plan = plan
        for knowledge, days in by_knowledge(moments).items():
            found = counting(plan, knowledge, codes)
            for indicator in indicators:
                yield from _indicator(indicator, found.get(indicator.code, []), days)


def latest(rows: Sequence[Observation], moment: Moment) -> list[Observation]:
    """The newest value of each series for periods ended by ``as_of``."""
    ended = [row for row in rows if row.period_end <= moment.as_of]
    return [max(group.values, key=release_order) for group in series(ended)]


def _indicator(
    indicator: Indicator, rows: Sequence[Observation], days: Sequence[Moment]
) -> Iterator[Outcome]:
    targets = list(indicator.targets.all())
    for moment in days:
        newest = latest(rows, moment)
        yield _latest(indicator, newest, moment)
        if not indicator.reference:
            yield _attainment(indicator, targets, newest, moment)


def _latest(indicator: Indicator, newest: Sequence[Observation], moment: Moment) -> Outcome:
    single = stored(newest[0].value) if len(newest) == 1 else None
    return Outcome(
        moment, "indicator", subject(indicator), "latest", "indicators.latest_by_vintage", VERSION,
        low=single, high=single, text="" if newest else "no_data",
        detail={"series": [_cell(row) for row in newest]},
        inputs=tuple(sorted(row.key for row in newest)),
    )  # fmt: skip


def _cell(row: Observation) -> dict[str, object]:
    return {
        "area": row.area, "area_code": row.area_code, "scope": row.scope, "year": row.year,
        "period_end": row.period_end.isoformat(), "period_kind": row.period_kind,
        "value": format(row.value.normalize(), "f"), "unit": row.unit, "key": row.key,
        "vintage": row.vintage, "qualifier": row.qualifier, "status": row.status,
        "boundary": row.boundary,
    }  # fmt: skip


def _attainment(
    indicator: Indicator, targets: Sequence[Target], newest: Sequence[Observation], moment: Moment
) -> Outcome:
    """Whether a numeric target of the plan is met; words for every reason why not known."""
    numeric = [t for t in targets if t.kind == "target" and t.value is not None]
    tested = [(t, row) for t in numeric for row in newest if _same_basis(t, row)]
    inputs = tuple(sorted(row.key for _, row in tested))
    return Outcome(
        moment, "indicator", subject(indicator), "attainment", "calc.status.final_target", VERSION,
        text=_word(indicator, targets, numeric, tested, moment), inputs=inputs,
        detail={"targets": len(numeric), "tested": len({t.pk for t, _ in tested})},
    )  # fmt: skip


def _same_basis(target: Target, row: Observation) -> bool:
    """A value may be held against a target only in the same unit and scope."""
    return row.unit == target.unit and row.scope == target.scope


def _word(
    indicator: Indicator, targets: Sequence[Target], numeric: Sequence[Target],
    tested: Sequence[tuple[Target, Observation]], moment: Moment,
) -> str:  # fmt: skip
    if not numeric:
        goals = any(t.kind in ("target", "constraint", "qualitative") for t in targets)
        return "no_number" if goals else "no_target"
    if len({t.pk for t, _ in tested}) < len(numeric):
        return "no_data"
    if all(_met(t, row.value, indicator.direction) for t, row in tested):
        return "reached"
    return "missed" if moment.as_of >= indicator.plan.ends else "not_due"


def _met(target: Target, value: Decimal, direction: int) -> bool:
    """A value exactly at a strict target does not meet it (methods A1.6)."""
    margin = (value - (target.value or 0)) * (direction or 1)
    return margin > 0 if target.strict else margin >= 0


def _codes(plan: Plan, subjects: Collection[str] | None) -> set[str] | None:
    if subjects is None:
        return None
    names = (name.partition("/") for name in subjects)
    return {code for plan_code, _, code in names if plan_code == plan.code}
