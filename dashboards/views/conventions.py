"""口径全景: the headline figures under every admissible convention."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboards.forms import AreaFilter
from dashboards.views.tabs import tabs
from metrics.looking import Looking, look
from metrics.queries import computing
from plan.models import Plan
from plan.queries import current
from projects.compute import conventions


@require_safe
def conventions_page(request: HttpRequest) -> HttpResponse:
    """The headline figures under every admissible convention."""
    looking = look(request)
    plan = current()
    form = AreaFilter(request.GET, plan=plan)
    with computing("口径全景"):
        return _shown(request, looking, plan, form)


def _shown(request: HttpRequest, looking: Looking, plan: Plan, form: AreaFilter) -> HttpResponse:
    """The page; most of its figures are made while it is written."""
    found = None if looking.empty else conventions(plan, looking.moment, form.account)
    context = looking.context() | {
        "plan": plan,
        "form": form,
        "found": found,
        "subject": f"{plan.code}/works/{form.account}",
        "tabs": tabs("conventions"),
    }
    return render(request, "dashboards/conventions.html", context | {"nothing": looking.empty})
