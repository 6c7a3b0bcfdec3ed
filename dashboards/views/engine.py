"""The state of the computing, for who looks after it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import asking
from accounts.rules import check_may
from dashboards.queries.engine import engine
from metrics.actions import retry


@require_safe
def engine_page(request: HttpRequest) -> HttpResponse:
    """What waits, what is computed, what was set aside, and the last comparisons."""
    check_may(asking(request).role, "oversee")
    return render(request, "dashboards/engine.html", {"engine": engine()})


@require_POST
def retry_parked(request: HttpRequest, number: int) -> HttpResponse:
    """Compute again what was set aside."""
    row = retry(by=asking(request), number=number)
    if row is None:
        messages.info(request, "该项已不在搁置之列，无须重新计算。")
    else:
        messages.success(request, "已安排重新计算，结果稍后见本页。")
    return redirect("dashboards:engine")
