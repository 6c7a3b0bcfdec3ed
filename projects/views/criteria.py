"""The page on which coordinators change what would settle an item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.queries import asking
from accounts.rules import check_may
from calc.moments import Moment
from plan.queries import current
from projects import actions
from projects.forms import CriterionForm
from projects.models import Project
from projects.queries import Criteria, criteria, find, subject
from projects.rules import LEDGER_PAGES


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, code: str) -> HttpResponse:
    """A new version of the criterion of one item; all versions below."""
    person = asking(request)
    project = find(current(), code)
    if project is None:
        raise Http404("规划目录中没有这个事项。")
    if request.method == "POST":
        return _decide(request, person, project)
    check_may(person.role, "revise_criterion")
    known = criteria(project, Moment(timezone.localdate()))
    return _page(request, project, known, CriterionForm(initial=_now(known)))


def _decide(request: HttpRequest, person: User, project: Project) -> HttpResponse:
    with actions.deciding("revise_criterion", by=person, key=subject(project)):
        pass  # whoever may not decide is refused before anything is read
    form = CriterionForm(request.POST)
    refusal = None
    if form.is_valid():
        try:
            row = actions.revise_criterion(by=person, project=project, **form.cleaned_data)
        except ValidationError as error:
            refusal = error
        else:
            messages.success(request, f"已修改判据，现为第{row.number}版。")
            return redirect(reverse("dashboards:work", args=[project.code]) + "#criterion")
    known = criteria(project, Moment(timezone.localdate()))
    if refusal is not None:
        form = form.after(_last(known))
        form.take(refusal)
    return _page(request, project, known, form)


def _now(known: Criteria) -> dict[str, Any]:
    """What stands today, as it would be typed."""
    return {"text": known.now.text if known.now else "", "seen": _last(known)}


def _last(known: Criteria) -> int:
    return known.versions[0].number if known.versions else 0


def _page(
    request: HttpRequest, project: Project, known: Criteria, form: CriterionForm
) -> HttpResponse:
    ledger = LEDGER_PAGES[project.kind]
    page = reverse("dashboards:work", args=[project.code])
    context = {
        "project": project,
        "criteria": known,
        "form": form,
        "wrong": form if form.is_bound else None,
        "crumbs": [("首页", reverse("dashboards:board")),
                   (project.get_kind_display(), reverse(ledger)), (project.name, page),
                   ("判据", "")],
        "nav_at": ledger,
    }  # fmt: skip
    return render(request, "projects/criterion.html", context)
