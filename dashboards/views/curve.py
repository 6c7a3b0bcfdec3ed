"""兑现曲线: its page and its csv."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.queries import asking
from audit.actions import record
from dashboards.forms import CurveFilter
from dashboards.queries.curve import curve_lines, curve_page, label_of
from dashboards.queries.curve_versus import compared_lines, curve_versus
from dashboards.rules import CurveChoice
from dashboards.sheets import COMPARED_CURVE_COLUMNS, CURVE_COLUMNS
from dashboards.views.tabs import tabs
from metrics.looking import Looking, look
from metrics.queries import computing
from metrics.rules import moment_words
from plan.queries import current
from workbook import Column, write_csv

CSV = "text/csv; charset=utf-8"


@require_safe
def curve(request: HttpRequest) -> HttpResponse:
    """The share of promises kept by each month, as bounds and as an estimate between them."""
    today = timezone.localdate()
    looking = look(request, default=today, comparing=True)
    form = CurveFilter(request.GET)
    plan = current()
    nothing = looking.empty or bool(form.errors)
    before = looking.before
    with computing("兑现曲线"):
        page = None if nothing else curve_page(plan, looking.moment, form.chosen, today)
        compared = curve_versus(plan, page, before, today) if page and before else None
    context = looking.context() | {
        "tabs": tabs("curve"),
        "form": form,
        "export": _export_url(request),
        "nothing": looking.empty,
        "page": page,
        "compared": compared,
        "plan": plan,
    }
    return render(request, "dashboards/curve.html", context)


@require_safe
def curve_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the curve month by month as csv; every export leaves a trace."""
    today = timezone.localdate()
    looking = look(request, default=today, comparing=True)
    form = CurveFilter(request.GET)
    if looking.error or form.errors or looking.empty:
        return redirect(f"{reverse('dashboards:curve')}?{request.GET.urlencode()}")
    with computing("兑现曲线"):
        columns, lines = _lines(looking, form.chosen, today)
    label, words = label_of(form.chosen), moment_words(looking.moment)
    record(by=asking(request), action="dashboards.export_curve", kind="export", key="curve",
           count=len(lines), words=label, moment=words)  # fmt: skip
    than = f"_对照{looking.before.as_of.isoformat()}" if looking.before else ""
    name = f"兑现曲线_{label}_截至{looking.moment.as_of.isoformat()}{than}.csv"
    disposition = content_disposition_header(True, name) or ""
    content = write_csv(columns, lines)
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": disposition})


def _lines(looking: Looking, chosen: CurveChoice, today: date) -> tuple[list[Column], list[Any]]:
    """Columns and lines of the csv; while two moments are compared with what changed."""
    plan, moment = current(), looking.moment
    if looking.before is None:
        return CURVE_COLUMNS, list(curve_lines(plan, moment, chosen, today))
    found = compared_lines(plan, moment, looking.before, chosen, today)
    return COMPARED_CURVE_COLUMNS, list(found)


def _export_url(request: HttpRequest) -> str:
    query, url = request.GET.urlencode(), reverse("dashboards:curve_csv")
    return f"{url}?{query}" if query else url
