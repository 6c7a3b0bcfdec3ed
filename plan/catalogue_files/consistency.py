"""Checks within one row that its cells say the same thing."""

from datetime import date
from itertools import pairwise

from plan.catalogue_files.commitment_rows import MEASURES, SPANS, SpanRow
from plan.catalogue_files.errors import CatalogueError
from plan.catalogue_files.history_rows import EVENTS, OBSERVATIONS, EventRow, ObservationRow
from plan.catalogue_files.rows import (
    CLAUSES,
    INDICATORS,
    PLACES,
    PLAN,
    PROJECTS,
    ClauseRow,
    IndicatorRow,
    PlaceRow,
    PlanRow,
    ProjectRow,
    VerbRow,
)

# date_precision → what the other end of the period must look like
_FIRST_DAY = "精度为“{}”时，日期应写该时段的第一天"


def plan_faults(rows: tuple[PlanRow, ...]) -> list[CatalogueError]:
    """Exactly one plan, whose period runs forward."""
    if len(rows) > 1:
        return [CatalogueError(PLAN.file, rows[1].line, "code", "一个文件夹只能有一个规划")]
    return [
        CatalogueError(PLAN.file, row.line, "ends", "规划期止应晚于规划期起")
        for row in rows
        if row.starts >= row.ends
    ]


def clause_faults(rows: tuple[ClauseRow, ...]) -> list[CatalogueError]:
    """Paragraphs of one place are counted 1, 2, 3 without a gap."""
    faults = []
    places: dict[tuple[int, int | None, int | None], list[ClauseRow]] = {}
    for row in rows:
        places.setdefault((row.chapter, row.section, row.box), []).append(row)
    for group in places.values():
        ordered = sorted(group, key=lambda row: row.paragraph)
        faults += _gap_faults(ordered)
    return faults


def _gap_faults(ordered: list[ClauseRow]) -> list[CatalogueError]:
    faults = []
    if ordered[0].paragraph != 1:
        faults.append(CatalogueError(CLAUSES.file, ordered[0].line, "paragraph", "段应从 1 数起"))
    for before, row in pairwise(ordered):
        if row.paragraph > before.paragraph + 1:
            reason = f"段号不连续，上一段是第{before.paragraph}段"
            faults.append(CatalogueError(CLAUSES.file, row.line, "paragraph", reason))
    return faults


def span_faults(rows: tuple[SpanRow, ...]) -> list[CatalogueError]:
    """A span runs forward and names either an item or why there is none."""
    faults = []
    for row in rows:
        if row.start >= row.end:
            faults.append(CatalogueError(SPANS.file, row.line, "end", "止应大于起"))
        empty, other = ("reason", "item") if row.kind == "none" else ("item", "reason")
        if not getattr(row, empty):
            faults.append(CatalogueError(SPANS.file, row.line, empty, f"{row.kind} 类不能为空"))
        if getattr(row, other):
            faults.append(CatalogueError(SPANS.file, row.line, other, f"{row.kind} 类应为空"))
    return faults


def place_faults(rows: tuple[PlaceRow, ...]) -> list[CatalogueError]:
    """A code was in force from a day to a later one."""
    return [
        CatalogueError(PLACES.file, row.line, "valid_to", "停用日期应晚于启用日期")
        for row in rows
        if row.valid_from and row.valid_to and row.valid_from >= row.valid_to
    ]


def indicator_faults(rows: tuple[IndicatorRow, ...]) -> list[CatalogueError]:
    """A range has both ends in order; a baseline has a value; a value has a year."""
    faults = []
    for row in rows:
        for column, reason in _indicator_reasons(row):
            faults.append(CatalogueError(INDICATORS.file, row.line, column, reason))
    return faults


def _indicator_reasons(row: IndicatorRow) -> list[tuple[str, str]]:
    reasons = []
    if row.value_high is not None and (row.value is None or row.value >= row.value_high):
        reasons.append(("value_high", "上限应大于下限，且下限不能为空"))
    if row.kind == "baseline" and row.value is None:
        reasons.append(("value", "基期值不能为空"))
    if row.kind == "qualitative" and row.value is not None:
        reasons.append(("value", "定性目标不带数值"))
    if row.value is not None and row.year is None:
        reasons.append(("year", "有数值就应写年份"))
    return reasons


def ledger_faults(
    works: tuple[ProjectRow, ...], measures: tuple[ProjectRow, ...]
) -> list[CatalogueError]:
    """Works and measures stand in their own files and share no code."""
    faults = []
    for file, rows, kind in (
        (PROJECTS.file, works, "works"),
        (MEASURES.file, measures, "measure"),
    ):
        strays = [row for row in rows if row.kind != kind]
        faults += [CatalogueError(file, r.line, "kind", f"本文件只收 {kind}") for r in strays]
    codes = {row.code for row in works}
    for row in measures:
        if row.code in codes:
            reason = f"“{row.code}”在 {PROJECTS.file} 中已有"
            faults.append(CatalogueError(MEASURES.file, row.line, "code", reason))
    return faults


def project_faults(
    file: str, rows: tuple[ProjectRow, ...], verbs: tuple[VerbRow, ...]
) -> list[CatalogueError]:
    """The commitments are those of the verbs; the strict one is the result word's."""
    promised = {row.verb: row.commitment for row in verbs}
    faults = []
    for row in rows:
        for column, said, verb in (
            ("commitment", row.commitment, row.verb),
            ("commitment_strict", row.commitment_strict, row.verb_strict or row.verb),
        ):
            if said != promised.get(verb, said):
                reason = f"“{said}”与用语“{verb}”的承诺“{promised[verb]}”不符"
                faults.append(CatalogueError(file, row.line, column, reason))
    return faults


def event_faults(rows: tuple[EventRow, ...]) -> list[CatalogueError]:
    """Dates fit their precision; value, unit and kind of value come together."""
    faults = []
    for row in rows:
        for column, reason in _event_reasons(row):
            faults.append(CatalogueError(EVENTS.file, row.line, column, reason))
    return faults


def _event_reasons(row: EventRow) -> list[tuple[str, str]]:
    reasons = []
    if not _is_first_day(row.date, row.date_precision):
        reasons.append(("date", _FIRST_DAY.format(row.date_precision)))
    together = {row.value is None, not row.unit, not row.value_kind}
    if len(together) > 1:
        reasons.append(("value", "数值、单位、数值含义应同时填写或同时为空"))
    return reasons + _published_reasons(row)


def observation_faults(rows: tuple[ObservationRow, ...]) -> list[CatalogueError]:
    """Periods run forward, end in their year, and a publication date has a precision."""
    faults = []
    for row in rows:
        for column, reason in _observation_reasons(row):
            faults.append(CatalogueError(OBSERVATIONS.file, row.line, column, reason))
    return faults


def _observation_reasons(row: ObservationRow) -> list[tuple[str, str]]:
    reasons = []
    if row.period_start is not None and row.period_start > row.period_end:
        reasons.append(("period_start", "期初晚于期末"))
    if row.period_end.year != row.year:
        reasons.append(("year", "年份与期末不一致"))
    return reasons + _published_reasons(row)


def _published_reasons(row: EventRow | ObservationRow) -> list[tuple[str, str]]:
    if (row.published_on is None) != (not row.published_precision):
        return [("published_precision", "公开日与其精度应同时填写或同时为空")]
    return []


def _is_first_day(day: date, precision: str) -> bool:
    return precision == "day" or (day.day == 1 and (precision == "month" or day.month == 1))
