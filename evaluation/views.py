"""Pages and files of evaluation reports."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.rules import may
from calc.moments import PLAN_END, MomentError, parse_moment
from evaluation.actions import make_report
from evaluation.forms import ReportForm
from evaluation.models import Report
from evaluation.outline import Outline
from evaluation.press import press
from evaluation.queries import find, listed
from metrics.looking import look
from plan.queries import current

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Reports made so far, and the form for another one."""
    form = ReportForm(initial={"as_of": PLAN_END.isoformat(), "basis": "public"})
    return _list(request, form)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a report; a moment that cannot be read comes back with the reason at its field."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=400)
    try:
        moment = parse_moment(**form.cleaned_data, default=PLAN_END, today=timezone.localdate())
    except MomentError as error:
        form.add_error(error.field, str(error))
        return _list(request, form, status=400)
    report = make_report(by=request.user, plan=current(), moment=moment)
    messages.success(request, f"已出具：{report.title}")
    return redirect("evaluation:detail", pk=report.pk)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what it was made from, its opening, and its files."""
    report = _report(pk)
    outline = Outline.from_json(report.outline)
    context = {"report": report, "outline": outline}
    return render(request, "evaluation/detail.html", context)


@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file, rendered from the frozen outline."""
    return _file(_report(pk), "docx", DOCX)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF file, rendered from the frozen outline."""
    return _file(_report(pk), "pdf", "application/pdf")


def _report(pk: int) -> Report:
    report = find(pk)
    if report is None:
        raise Http404
    return report


def _list(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    role = getattr(request.user, "role", "")
    context = {
        "freshness": look(request).context()["freshness"],
        "reports": listed(current()),
        "form": form,
        "may_make": may(role, "make_report"),
    }
    return render(request, "evaluation/list.html", context, status=status)


def _file(report: Report, form: str, kind: str) -> HttpResponse:
    content = press(form, report.outline, settings.DATA_DIR / "fonts")
    disposition = f"attachment; filename*=UTF-8''{quote(f'{report.title}.{form}')}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
