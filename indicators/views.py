"""The lists of indicators and their workbooks: the plan's own, and 参考指标 apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.queries import asking
from audit.actions import record
from indicators.forms import PlanFilter, ReferenceFilter
from indicators.sheets import PLAN_COLUMNS, REFERENCE_COLUMNS, compared, rows
from indicators.tables import IndicatorTable, PlanTable, ReferenceTable
from metrics.looking import Looking, look
from metrics.rules import moment_words
from plan.queries import current
from ui.format import stamp
from ui.links import with_moment
from workbook import Column, write

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Kind:
    """One of the two lists: its words, addresses, filter, table and columns."""

    word: str
    page: str
    export: str
    filter: type[ReferenceFilter]
    table: type[IndicatorTable]
    columns: Sequence[Column]


PLAN = Kind("规划指标", "indicators:list", "indicators:export", PlanFilter, PlanTable, PLAN_COLUMNS)
REFERENCE = Kind(
    "参考指标", "indicators:reference", "indicators:reference_export",
    ReferenceFilter, ReferenceTable, REFERENCE_COLUMNS,
)  # fmt: skip


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plan's own indicators at the reader's moment."""
    return _page(request, PLAN)


@require_safe
def reference_list(request: HttpRequest) -> HttpResponse:
    """Series the plan does not name, marked as such."""
    return _page(request, REFERENCE)


@require_safe
def plan_export(request: HttpRequest) -> HttpResponse:
    """The plan's own indicators as a workbook."""
    return _export(request, PLAN)


@require_safe
def reference_export(request: HttpRequest) -> HttpResponse:
    """The reference series as a workbook."""
    return _export(request, REFERENCE)


def _page(request: HttpRequest, kind: Kind) -> HttpResponse:
    looking = look(request, comparing=True)
    chosen = kind.filter(request.GET, plan=current(), moment=looking.moment, before=looking.before)
    context: dict[str, Any] = looking.context() | {
        "filter": chosen,
        "table": _table(request, looking, chosen, kind),
        "nothing": looking.empty,
        "reference": kind is REFERENCE,
        "tabs": _tabs(kind, looking),
        "crumbs": [("首页", reverse("dashboards:board")), ("指标", "")],
    }
    return render(request, "indicators/list.html", context)


def _export(request: HttpRequest, kind: Kind) -> HttpResponse:
    """All pages of the list as a workbook; every export leaves a trace."""
    looking = look(request, comparing=True)
    chosen = kind.filter(request.GET, plan=current(), moment=looking.moment, before=looking.before)
    if looking.error or not chosen.is_valid():
        return redirect(f"{reverse(kind.page)}?{request.GET.urlencode()}")
    lines = _table(request, looking, chosen, kind).in_order()
    words, told = chosen.words() or "全部", moment_words(looking.moment)
    by, now = asking(request), timezone.localtime()
    notes = [
        f"{told}；筛选：{words}；共 {len(lines)} 项，一项有几个地区的监测值则列几行",
        *([f"对照：{moment_words(looking.before)}"] if looking.before else []),
        *(["参考指标为规划未列的指标，不计入各项比率"] if kind is REFERENCE else []),
        f"导出：{by.office} {by}，{stamp(now)}",
    ]
    columns = compared(kind.columns, chosen.courses) if looking.before else kind.columns
    content = write(columns, rows(lines), title=kind.word, notes=notes, made_at=now)
    record(by=by, action="indicators.export", kind="export", key="indicators",
           count=len(lines), words=f"{kind.word}，{words}", moment=told)  # fmt: skip
    name = f"{kind.word}_截至{looking.moment.as_of.isoformat()}.xlsx"
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def _table(
    request: HttpRequest, looking: Looking, chosen: ReferenceFilter, kind: Kind
) -> IndicatorTable:
    """The table of the lines that fit, sorted and turned to the page asked for."""
    lines = [] if looking.empty else chosen.lines()
    query = request.GET.urlencode()
    url = f"{reverse(kind.export)}?{query}" if query else reverse(kind.export)
    table = kind.table(lines, export_url=url, courses=chosen.courses)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table


def _tabs(kind: Kind, looking: Looking) -> list[tuple[str, str, bool]]:
    params = dict(looking.params)
    return [
        (one.word, with_moment(reverse(one.page), params), one is kind) for one in (PLAN, REFERENCE)
    ]
