"""The list of works, the list of measures, and their workbooks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.queries import asking
from audit.actions import record
from metrics.looking import Looking, look
from metrics.rules import moment_words
from plan.queries import current
from projects.forms import WorkFilter
from projects.models import Project
from projects.sheets import columns
from projects.tables import WorkTable
from ui.format import stamp
from workbook import write

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Ledger:
    """What differs between the lists: addresses, and how an export is called in the audit."""

    page: str
    export: str
    action: str
    key: str


LEDGERS = {
    "works": Ledger("projects:list", "projects:export", "projects.export", "projects"),
    "measure": Ledger(
        "projects:measures", "projects:measures_export", "projects.export_measures", "measures"
    ),
}


@require_safe
def item_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The named works, or the measures, of the plan as they stand at the reader's moment."""
    looking = look(request, comparing=True)
    chosen = _chosen(request, looking, kind)
    word = Project.Kind(kind).label
    context = looking.context() | {
        "ledger": word,
        "filter": chosen,
        "table": _table(request, looking, chosen, kind),
        "nothing": looking.empty,
        "crumbs": [("首页", reverse("dashboards:board")), (word, "")],
    }
    return render(request, "projects/list.html", context)


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list, all pages of it, as a workbook; every export leaves a trace."""
    looking, ledger, word = look(request, comparing=True), LEDGERS[kind], Project.Kind(kind).label
    chosen = _chosen(request, looking, kind)
    if looking.error or not chosen.is_valid():
        return redirect(f"{reverse(ledger.page)}?{request.GET.urlencode()}")
    lines = _table(request, looking, chosen, kind).in_order()
    words = chosen.words() or "全部"
    by = asking(request)
    now = timezone.localtime()
    notes = [
        f"{moment_words(looking.moment)}；筛选：{words}；共 {len(lines)} 项",
        *([f"对照：{moment_words(looking.before)}"] if looking.before else []),
        f"导出：{by.office} {by}，{stamp(now)}",
    ]
    wanted = columns(kind, chosen.courses if looking.before else None)
    content = write(wanted, lines, title=word, notes=notes, made_at=now)
    record(by=by, action=ledger.action, kind="export", key=ledger.key,
           count=len(lines), words=words, moment=moment_words(looking.moment))  # fmt: skip
    name = f"{word}_截至{looking.moment.as_of.isoformat()}.xlsx"
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def _chosen(request: HttpRequest, looking: Looking, kind: str) -> WorkFilter:
    return WorkFilter(
        request.GET, plan=current(), moment=looking.moment, kind=kind, before=looking.before
    )


def _table(request: HttpRequest, looking: Looking, chosen: WorkFilter, kind: str) -> WorkTable:
    """The table of the lines that fit, sorted and turned to the page asked for."""
    lines = [] if looking.empty else chosen.lines()
    query, url = request.GET.urlencode(), reverse(LEDGERS[kind].export)
    table = WorkTable(
        lines, kind=kind, export_url=f"{url}?{query}" if query else url, courses=chosen.courses
    )
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table
