"""The 任务分解表 of one ledger, and its workbook."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.queries import asking
from accounts.rules import may
from audit.actions import record
from metrics.looking import Looking, look
from metrics.rules import moment_words
from plan.models import Plan
from plan.queries import current
from projects.forms import TableFilter
from projects.models import Project
from projects.queries import Assigned, table, told
from projects.sheets import HOW_TO, TABLE_COLUMNS, TITLES
from ui.format import stamp
from ui.links import with_moment
from workbook import write

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEDGERS = dict(Project.Kind.choices)


def kind_of(request: HttpRequest) -> str:
    """Which ledger the address asks for; the works where it names none."""
    kind = request.GET.get("kind", "")
    return kind if kind in LEDGERS else "works"


@require_safe
def responsibility_list(request: HttpRequest) -> HttpResponse:
    """Who answers for each item of one ledger, at the reader's moment; today unless another."""
    looking = look(request, default=timezone.localdate())
    plan, kind = current(), kind_of(request)
    chosen = TableFilter(request.GET, plan=plan)
    found = _found(looking, chosen, plan, kind)
    rows = chosen.by_clarity(found) if chosen.is_valid() else []
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = looking.context() | {
        "filter": chosen,
        "ledger": LEDGERS[kind],
        "tabs": _tabs(looking, kind),
        "page": page,
        "rows": told(list(page.object_list), plan, looking.moment),
        "unclear": sum(row.responsible.unclear for row in found),
        "found": len(found),
        "narrow": _narrow(request, kind),
        "nothing": looking.empty,
        "may_assign": may(asking(request).role, "assign"),
        "export": f"{reverse('projects:responsibility_export')}?{_query(request, kind)}",
        "bring": f"{reverse('projects:responsibility_import')}?kind={kind}",
        "crumbs": [("首页", reverse("dashboards:board")), ("任务分解", "")],
    }
    return render(request, "projects/responsibility.html", context)


def _found(looking: Looking, chosen: TableFilter, plan: Plan, kind: str) -> list[Assigned]:
    if looking.empty or not chosen.is_valid():
        return []
    return table(plan, kind, looking.moment, chosen.narrowing)


def _tabs(looking: Looking, kind: str) -> list[tuple[str, str, bool]]:
    here, params = reverse("projects:responsibility"), dict(looking.params)
    return [
        (word, with_moment(f"{here}?kind={code}", params), code == kind)
        for code, word in LEDGERS.items()
    ]


def _query(request: HttpRequest, kind: str, **more: str) -> str:
    """The query of the page with its ledger, without the number of the page."""
    query = request.GET.copy()
    query["kind"] = kind
    query.pop("page", None)
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def _narrow(request: HttpRequest, kind: str) -> str:
    """The same page with the items alone that have no lead."""
    return f"?{_query(request, kind, clarity='unclear')}"


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All rows that fit as the official table; every export leaves a trace."""
    looking = look(request, default=timezone.localdate())
    plan, kind = current(), kind_of(request)
    chosen = TableFilter(request.GET, plan=plan)
    if looking.error or not chosen.is_valid():
        return redirect(f"{reverse('projects:responsibility')}?{_query(request, kind)}")
    rows = told(chosen.by_clarity(_found(looking, chosen, plan, kind)), plan, looking.moment)
    words = chosen.words() or "全部"
    record(by=asking(request), action="projects.export_table", kind="export", key="responsibility",
           ledger=LEDGERS[kind], count=len(rows), words=words,
           moment=moment_words(looking.moment))  # fmt: skip
    content = _workbook(request, looking, kind, rows, words)
    return as_file(content, f"{TITLES[kind]}_截至{looking.moment.as_of.isoformat()}.xlsx")


def _workbook(
    request: HttpRequest, looking: Looking, kind: str, rows: list[Assigned], words: str
) -> bytes:
    by, now = asking(request), timezone.localtime()
    notes = [
        f"{LEDGERS[kind]}；{moment_words(looking.moment)}；筛选：{words}；共 {len(rows)} 项",
        HOW_TO,
        f"导出：{by.office} {by}，{stamp(now)}",
    ]
    return write(TABLE_COLUMNS, rows, title=TITLES[kind], notes=notes, made_at=now)


def as_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under that name."""
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
