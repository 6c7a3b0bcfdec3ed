"""兑现曲线: its page and its csv."""

from __future__ import annotations

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
from dashboards.sheets import CURVE_COLUMNS
from dashboards.views.tabs import tabs
from metrics.looking import look
from metrics.rules import moment_words
from plan.queries import current
from workbook import write_csv

CSV = "text/csv; charset=utf-8"


@require_safe
def curve(request: HttpRequest) -> HttpResponse:
    """The share of promises kept by each month, as bounds and as an estimate between them."""
    today = timezone.localdate()
    looking = look(request, default=today)
    form = CurveFilter(request.GET)
    plan = current()
    nothing = looking.empty or bool(form.errors)
    context = looking.context() | {
        "tabs": tabs("curve"),
        "form": form,
        "export": _export_url(request),
        "nothing": looking.empty,
        "page": None if nothing else curve_page(plan, looking.moment, form.chosen, today),
        "plan": plan,
    }
    return render(request, "dashboards/curve.html", context)


@require_safe
def curve_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the curve month by month as csv; every export leaves a trace."""
    today = timezone.localdate()
    looking = look(request, default=today)
    form = CurveFilter(request.GET)
    if looking.error or form.errors or looking.empty:
        return redirect(f"{reverse('dashboards:curve')}?{request.GET.urlencode()}")
    lines = list(curve_lines(current(), looking.moment, form.chosen, today))
    label, words = label_of(form.chosen), moment_words(looking.moment)
    record(by=asking(request), action="dashboards.export_curve", kind="export", key="curve",
           count=len(lines), words=label, moment=words)  # fmt: skip
    name = f"兑现曲线_{label}_截至{looking.moment.as_of.isoformat()}.csv"
    disposition = content_disposition_header(True, name) or ""
    content = write_csv(CURVE_COLUMNS, lines)
    return HttpResponse(content, content_type=CSV, headers={"Content-Disposition": disposition})


def _export_url(request: HttpRequest) -> str:
    query, url = request.GET.urlencode(), reverse("dashboards:curve_csv")
    return f"{url}?{query}" if query else url
