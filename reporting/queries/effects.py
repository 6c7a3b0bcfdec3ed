"""What an approval would change, said before it is given; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from calc.moments import PLAN_END, Moment
from indicators import queries as indicator_queries
from indicators.compute import latest
from indicators.models import Indicator, Observation
from indicators.rules import ObservationEntry
from metrics.queries import attempted
from projects import compute
from projects.models import Project
from projects.rules import FactEntry
from reporting.queries.subjects import Subject
from reporting.rules import Entry, RulingEntry
from ui.format import num, yi

UNCHECKED = "本项计算失败，无法核对与已入库的事实是否矛盾"
UNTOLD = "本项计算失败，无法预告影响"


@dataclass(frozen=True)
class Effect:
    """One line of effect, and whether anything a reader sees would move."""

    sentence: str
    changes: bool


def effects(subject: Subject, entry: Entry, target_key: str, today: date) -> list[Effect]:
    """Effect on the account of 2020 and on today's, in this order."""
    moments = [Moment(PLAN_END), Moment(today)]
    if isinstance(subject, Project):
        return [_on_work(subject, entry, target_key, moment) for moment in moments]
    return [_on_indicator(subject, entry, target_key, moment) for moment in moments]


def contradiction(subject: Subject, entry: Entry) -> str:
    """Why the fact cannot stand beside what is on file; blank when it can."""
    if isinstance(subject, Project) and isinstance(entry, FactEntry):
        found = attempted(lambda: compute.contradiction(subject, entry), subject.code)
        return UNCHECKED if found is None else found
    return ""


def _on_work(project: Project, entry: Any, target_key: str, moment: Moment) -> Effect:
    found = attempted(lambda: _effect(project, entry, target_key, moment), project.code)
    if found is None:
        return Effect(f"{moment.as_of.year} 账：{UNTOLD}", True)
    return Effect(found.sentence, found.changes)


def _effect(project: Project, entry: Any, target_key: str, moment: Moment) -> compute.Effect:
    if isinstance(entry, RulingEntry):
        return compute.effect_of_ruling(project, target_key, entry.chosen, moment)
    return compute.effect(project, entry, moment)


def _on_indicator(indicator: Indicator, entry: Any, group: str, moment: Moment) -> Effect:
    """The newest value of the series before and after."""
    rows = indicator_queries.counting(indicator.plan, moment, {indicator.code})
    before = rows.get(indicator.code, [])
    after, series = _after(indicator, before, entry, group)
    old, new = (_newest(found, series, moment) for found in (before, after))
    year = moment.as_of.year
    if _words(old) == _words(new):
        return Effect(f"{year} 账：{series[1]}最新值 {_words(old)}，不变", False)
    return Effect(f"{year} 账：{series[1]}最新值 {_words(old)} → {_words(new)}", True)


Series = tuple[str, str, str]


def _after(
    indicator: Indicator, before: list[Observation], entry: Any, group: str
) -> tuple[list[Observation], Series]:
    """The values that would stand, and the series that the filing is about."""
    if isinstance(entry, RulingEntry):
        kept = [r for r in before if r.conflict_group != group or r.key == entry.chosen]
        sides = [row for row in before if row.conflict_group == group]
        chosen = next((row for row in sides if row.key == entry.chosen), None)
        row = chosen or (sides[0] if sides else None)
        return kept, (row.area_code, row.area, row.scope) if row else ("", "", "")
    kept = [row for row in before if row.key != entry.corrects]
    if entry.confidence != "low":
        kept.append(_unsaved(indicator, entry))
    return kept, (entry.area_code, entry.area, entry.scope)


def _unsaved(indicator: Indicator, entry: ObservationEntry) -> Observation:
    return Observation(
        indicator=indicator, key="~new", area=entry.area, area_code=entry.area_code,
        scope=entry.scope, year=entry.year, period_kind=entry.period_kind,
        period_end=entry.period_end, value=entry.value, unit=entry.unit, vintage=entry.vintage,
        published_on=entry.source.published_on, value_type=entry.value_type,
    )  # fmt: skip


def _newest(rows: list[Observation], series: Series, moment: Moment) -> Observation | None:
    """The newest value of one series at the moment."""
    same = [row for row in rows if (row.area_code, row.area, row.scope) == series]
    return next(iter(latest(same, moment)), None)


def _words(row: Observation | None) -> str:
    if row is None:
        return "暂无数据"
    money = row.unit == "万元" and row.indicator.unit == "亿元"
    value = yi(row.value) if money else f"{num(row.value)}{row.unit}"
    return f"{value}（{row.year}年{row.get_period_kind_display()}）"
