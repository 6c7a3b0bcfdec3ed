"""What an approval would change, said before it is given; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calc.moments import PLAN_END, Moment
from indicators.compute import latest
from indicators.models import Indicator, Observation
from indicators.queries.newest import Told, newest
from indicators.rules import PERIOD_WORDS, ObservationEntry
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
    before = newest(indicator.plan, moment, [indicator], beside=_corrected(entry))[indicator.pk]
    after, series = _after(indicator, before, entry, group)
    old, new = (_newest(found, series, moment) for found in (before, after))
    then, now = (_words(indicator, row) for row in (old, new))
    year = moment.as_of.year
    if then == now:
        return Effect(f"{year} 账：{series[1]}最新值 {then}，不变", False)
    return Effect(f"{year} 账：{series[1]}最新值 {then} → {now}", True)


def _corrected(entry: Any) -> set[str]:
    """What a correction takes away: the release before it comes to light."""
    return set() if isinstance(entry, RulingEntry) else {entry.corrects} - {""}


Series = tuple[str, str, str]
Value = Told | Observation


def _after(
    indicator: Indicator, before: list[Told], entry: Any, group: str
) -> tuple[list[Value], Series]:
    """The values that would stand, and the series that the filing is about."""
    if isinstance(entry, RulingEntry):
        left = [r for r in before if r.conflict_group != group or r.key == entry.chosen]
        sides = [row for row in before if row.conflict_group == group]
        chosen = next((row for row in sides if row.key == entry.chosen), None)
        row = chosen or (sides[0] if sides else None)
        return [*left], (row.area_code, row.area, row.scope) if row else ("", "", "")
    kept: list[Value] = [row for row in before if row.key != entry.corrects]
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


def _newest(rows: Sequence[Value], series: Series, moment: Moment) -> Value | None:
    """The newest value of one series at the moment."""
    same = [row for row in rows if (row.area_code, row.area, row.scope) == series]
    return next(iter(latest(same, moment)), None)


def _words(indicator: Indicator, row: Value | None) -> str:
    if row is None:
        return "暂无数据"
    money = row.unit == "万元" and indicator.unit == "亿元"
    value = yi(row.value) if money else f"{num(row.value)}{row.unit}"
    return f"{value}（{row.year}年{PERIOD_WORDS[row.period_kind]}）"
