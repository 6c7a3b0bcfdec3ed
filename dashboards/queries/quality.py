"""Hints on the quality of what is on file about a work or an indicator, at the reader's moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from calc.house import HOUSE
from calc.stages import period
from dashboards.queries.outlook.basis import place, replaces
from dashboards.queries.values import Values, line_name
from indicators.models import Observation
from indicators.rules import is_rate_of_change
from plan.models import Ruling
from projects.models import Progress
from reporting.rules import quality
from reporting.rules.quality import Assessment, Figure, Hint

DONE, WHOLE = "investment_done_total", "investment_total"


@dataclass(frozen=True)
class SeriesQuality:
    """One series of an indicator and what its values look like."""

    title: str
    found: Assessment


def work_quality(
    rows: Sequence[Progress],
    ruled: Mapping[str, Ruling],
    as_of: date,
    *,
    settled: bool,
    office: Sequence[Sequence[Figure]] = (),
) -> Assessment | None:
    """The hints on a work from its standing facts; None where nothing is on file yet.

    A settled work (in use, or adjusted) is never stale.  ``office`` holds the percentages of
    all works of the office that filed last.
    """
    known = [row for row in rows if row.relation == "item" and row.confidence != "low"]
    known = [row for row in known if _last_day(row) <= as_of]
    if not known:
        return None
    hints = [*_percents(known), *_money(known), *_disputes(known, ruled)]
    if not settled:
        newest = max(known, key=_last_day)
        hints += quality.stale_hint(
            _last_day(newest), as_of, HOUSE.work_period_days, precision=newest.precision
        )
    if office:
        hints += quality.heaping_hint(office, last_filer(known))
    return Assessment(tuple(hints))


def last_filer(rows: Iterable[Progress]) -> str:
    """The office that last filed a percentage here; blank where none did."""
    filed = [row for row in rows if row.percent is not None and row.origin == "report"]
    return max(filed, key=lambda row: (row.day, row.key)).filed_by if filed else ""


def filed_percents(office: str, rows: Iterable[Progress]) -> list[list[Figure]]:
    """The percentages an office filed, work by work."""
    by_work: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        if row.percent is not None and row.filed_by == office:
            by_work[row.project_id].append(_figure(row, row.percent))
    return list(by_work.values())


def _percents(rows: Sequence[Progress]) -> Iterable[Hint]:
    by_part: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        if row.percent is not None:
            by_part[row.part.name if row.part else row.part_said].append(_figure(row, row.percent))
    for part, figures in by_part.items():
        what = f"{part}形象进度" if part else "形象进度"
        yield from quality.percent_hints(figures, what)
        yield from quality.differ_hints(figures, what, percent=True)


def _money(rows: Sequence[Progress]) -> Iterable[Hint]:
    """Cumulative investment of the whole, and against the physical progress."""
    whole = [row for row in rows if not row.part and not row.part_said]
    done = [_figure(row, row.amount) for row in whole if row.amount and row.value_kind == DONE]
    totals = [_figure(row, row.amount) for row in whole if row.amount and row.value_kind == WHOLE]
    yield from quality.amount_hints(done, "累计完成投资")
    yield from quality.differ_hints(done, "累计完成投资", percent=False)
    physical = quality.in_order(_figure(r, r.percent) for r in whole if r.percent is not None)
    if physical and done and totals:
        newest, total = quality.in_order(done)[-1], quality.in_order(totals)[-1]
        yield from quality.physical_hint(physical[-1], newest.value, total.value)


def _disputes(rows: Iterable[Progress], ruled: Mapping[str, Ruling]) -> Iterable[Hint]:
    """Sources that disagree about one event, with no ruling yet."""
    groups: dict[str, list[Progress]] = defaultdict(list)
    for row in rows:
        if row.conflict_group and row.conflict_group not in ruled:
            groups[row.conflict_group].append(row)
    for found in groups.values():
        if len({row.day for row in found}) > 1 or len({row.event for row in found}) > 1:
            keys = "、".join(row.key for row in found)
            yield Hint("differ", f"同一事件说法不一，尚未裁定（编号{keys}）")


def value_quality(values: Values, name: str) -> list[SeriesQuality]:
    """The hints on each current series of an indicator at the values' day."""
    groups = values.comparable()
    current = [rows for rows in groups if not any(replaces(other, rows) for other in groups)]
    return [
        SeriesQuality(line_name(rows[0]), Assessment(tuple(_on_values(rows, values, name))))
        for rows in current
    ]


def _on_values(rows: Sequence[Observation], values: Values, name: str) -> Iterable[Hint]:
    last, share = rows[-1], rows[0].unit == "%"
    figures = [_value(row) for row in rows]
    if share and not is_rate_of_change(name):
        yield from (
            Hint("range", f"{figure.said}不在0至100之间")
            for figure in figures
            if not 0 <= figure.value <= 100  # noqa: PLR2004 - per cent
        )
    if share:
        yield from quality.jump_hints(quality.in_order(figures), "数值")
    yield from quality.differ_hints(figures, "同一期", percent=share)
    yield from _open_values(values, last)
    yield from quality.stale_hint(
        last.period_end, values.as_of, HOUSE.value_period_days, precision=last.date_precision
    )


def _open_values(values: Values, like: Observation) -> Iterable[Hint]:
    """Values of the same place that disagree without a vintage to explain it, not ruled yet."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for row in values.rows:
        due = row.period_end <= values.as_of and place(row) == place(like)
        if due and row.conflict_group and row.conflict_group not in values.ruled:
            groups[row.conflict_group].append(row)
    for found in groups.values():
        if len({row.value for row in found}) > 1:
            keys = "、".join(row.key for row in found)
            yield Hint("differ", f"{found[0].year}年的数值说法不一，尚未裁定（编号{keys}）")


def _figure(row: Progress, value: Decimal | None) -> Figure:
    return Figure(_last_day(row), value or Decimal(0), row.key, row.source.title, row.precision)


def _value(row: Observation) -> Figure:
    return Figure(row.period_end, row.value, row.key, row.source.title, row.date_precision)


def _last_day(row: Progress) -> date:
    return period(row.day, row.precision)[1]
