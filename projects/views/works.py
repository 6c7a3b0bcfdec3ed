"""The list of works and its workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django_tables2 import RequestConfig

from accounts.queries import asking
from audit.actions import record
from metrics.looking import Looking, look
from metrics.rules import moment_words
from plan.queries import current
from projects.forms import WorkFilter
from projects.sheets import COLUMNS
from projects.tables import WorkTable
from ui.format import stamp
from workbook import write

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def work_list(request: HttpRequest) -> HttpResponse:
    """The named works of the plan, as they stand at the reader's moment."""
    looking = look(request)
    chosen = WorkFilter(request.GET, plan=current(), moment=looking.moment)
    table = _table(request, looking, chosen)
    context = looking.context() | {
        "filter": chosen,
        "table": table,
        "nothing": looking.empty,
        "crumbs": [("首页", reverse("dashboards:board")), ("重点项目", "")],
    }
    return render(request, "projects/list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same list, all pages of it, as a workbook; every export leaves a trace."""
    looking = look(request)
    chosen = WorkFilter(request.GET, plan=current(), moment=looking.moment)
    if looking.error or not chosen.is_valid():
        return redirect(f"{reverse('projects:list')}?{request.GET.urlencode()}")
    lines = _table(request, looking, chosen).in_order()
    words = chosen.words() or "全部"
    by = asking(request)
    now = timezone.localtime()
    notes = [
        f"{moment_words(looking.moment)}；筛选：{words}；共 {len(lines)} 项",
        f"导出：{by.office} {by}，{stamp(now)}",
    ]
    content = write(COLUMNS, lines, title="重点项目", notes=notes, made_at=now)
    record(by=by, action="projects.export", kind="export", key="projects",
           count=len(lines), words=words, moment=moment_words(looking.moment))  # fmt: skip
    name = f"重点项目_截至{looking.moment.as_of.isoformat()}.xlsx"
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def _table(request: HttpRequest, looking: Looking, chosen: WorkFilter) -> WorkTable:
    """The table of the lines that fit, sorted and turned to the page asked for."""
    lines = [] if looking.empty else chosen.lines()
    query = request.GET.urlencode()
    url = f"{reverse('projects:export')}?{query}" if query else reverse("projects:export")
    table = WorkTable(lines, export_url=url)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return table
