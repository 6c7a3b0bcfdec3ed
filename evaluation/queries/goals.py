"""The indicator table of a report: what the plan says and the latest known value."""

from __future__ import annotations

from decimal import Decimal

from calc.moments import Moment
from evaluation.outline import IndicatorRow, Source
from evaluation.outline.words import Gap, Shown
from evaluation.queries.works import document
from indicators.models import Indicator, Observation, Target
from indicators.rules import TARGET_KIND_WORDS, VINTAGE_WORDS
from metrics.models import Result
from metrics.queries import results
from metrics.rules import FAILED, FAILED_WORDS
from plan.models import Plan

JUDGEMENTS = {
    "reached": "已达期末目标",
    "missed": "未达期末目标",
    "not_due": "未到时点",
    "no_data": "暂无数据",
    "no_number": "规划未提量化目标",
    "no_target": "—",
    FAILED: FAILED_WORDS,
}


def indicator_rows(
    plan: Plan, moment: Moment
) -> tuple[tuple[IndicatorRow, ...], tuple[Source, ...]]:
    """The plan's own indicators in its order, and the documents their values come from."""
    found = results(moment, "indicator")
    indicators = Indicator.objects.filter(plan=plan, reference=False)
    indicators = indicators.select_related("plan").prefetch_related("targets")
    keys = {key for row in found.values() if row.metric == "latest" for key in row.inputs}
    values = {
        row.key: row for row in Observation.objects.filter(key__in=keys).select_related("source")
    }
    sources: dict[str, Source] = {}
    rows = []
    for indicator in indicators:
        name = f"{plan.code}/{indicator.code}"
        latest = found[name, "latest"]
        used = [values[key] for key in latest.inputs if key in values]
        cited = [document(row.source) for row in used]
        sources |= {source.key: source for source in cited}
        rows.append(_row(indicator, latest, found[name, "attainment"], tuple(s.key for s in cited)))
    return tuple(rows), tuple(sources.values())


def _row(
    indicator: Indicator, latest: Result, attainment: Result, sources: tuple[str, ...]
) -> IndicatorRow:
    targets = list(indicator.targets.all())
    kinds = dict.fromkeys(TARGET_KIND_WORDS[target.kind] for target in targets)
    actual, when = _actual(latest, indicator.plan.starts.year)
    return IndicatorRow(
        name=indicator.name,
        unit=indicator.unit or "—",
        attribute="、".join(kinds),
        baseline=_stated(targets, ("baseline",)),
        target=_stated(targets, ("target", "constraint")),
        actual=actual,
        actual_on=when,
        judgement=JUDGEMENTS[attainment.text],
        sources=sources,
    )


def _stated(targets: list[Target], kinds: tuple[str, ...]) -> Shown:
    """The plan's number, a range as printed; without a number the plan has none: —."""
    shown = [_span(t) for t in targets if t.kind in kinds and t.value is not None]
    return "；".join(shown) if shown else Gap.NOT_APPLICABLE


def _span(target: Target) -> str:
    low = format((target.value or Decimal(0)).normalize(), "f")
    if target.value_high is None:
        return low
    return f"{low}—{format(Decimal(target.value_high).normalize(), 'f')}"


def _actual(latest: Result, first_year: int) -> tuple[Shown, str]:
    """The value of the assessed period; a value of the base year is no progress."""
    cells = [cell for cell in latest.detail["series"] if cell["year"] >= first_year]
    if not cells:
        return Gap.NO_VALUE, ""
    if len(cells) > 1:
        return f"{len(cells)}个地区或口径，见系统", ""
    cell = cells[0]
    vintage = VINTAGE_WORDS[cell["vintage"]] if cell["vintage"] else ""
    return str(cell["value"]), f"{cell['year']}年{vintage}"
