"""The page on which coordinators decide who answers for one item."""

from __future__ import annotations

from collections.abc import Callable
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
from projects.forms import AssignForm, EndForm, TermForm
from projects.models import Project
from projects.queries import (
    find,
    history,
    responsible,
    standing_rows,
    subject,
    term_history,
    terms_on,
)

Forms = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Name a unit, end a responsibility, settle deadline and deliverable; history below."""
    person = asking(request)
    project = find(current(), code)
    if project is None:
        raise Http404("规划目录中没有这个事项。")
    if request.method == "POST":
        return _decide(request, person, project)
    check_may(person.role, "assign")
    return _page(request, project, {})


def _decide(request: HttpRequest, person: User, project: Project) -> HttpResponse:
    """Do what one of the three forms asks; its refusal becomes errors of that form."""
    done = request.POST.get("do", "")
    with actions.deciding(done if done in ACTS else "assign", by=person, key=subject(project)):
        pass  # whoever may not decide is refused before anything is read
    if done not in ACTS:
        return redirect("projects:assign", project.code)
    form = _forms(project, request.POST, only=done)[done]
    if form.is_valid():
        try:
            told = ACTS[done](person, project, form)
        except ValidationError as error:
            form.take(error)
        else:
            messages.success(request, told)
            return redirect("projects:assign", project.code)
    return _page(request, project, {done: form})


def _assign(person: User, project: Project, form: AssignForm) -> str:
    found = form.cleaned_data
    row = actions.assign(by=person, project=project, organisation=found["organisation"],
                         role=found["role"], decision=form.decision)  # fmt: skip
    return f"已明确{row}。"


def _end(person: User, project: Project, form: EndForm) -> str:
    found = form.cleaned_data
    row = actions.end(by=person, responsibility=form.chosen, decision=form.decision,
                      reason=found["reason"], withdraw=found["withdraw"])  # fmt: skip
    return f"已{'撤销' if row.withdrawn else '终止'}{row}。"


def _set_term(person: User, project: Project, form: TermForm) -> str:
    found = form.cleaned_data
    day, precision = found["deadline"] or (None, "")
    actions.set_term(
        by=person, project=project, decision=form.decision, deadline=day,
        deadline_precision=precision, deliverable=found["deliverable"], note=found["note"],
    )  # fmt: skip
    return "已更新完成要求。"


ACTS: dict[str, Callable[[User, Project, Any], str]] = {
    "assign": _assign,
    "end": _end,
    "set_term": _set_term,
}


def _forms(project: Project, data: Any, *, only: str) -> Forms:
    """The forms, or the one that was sent with what was typed."""
    made: dict[str, Callable[[], Any]] = {
        "assign": lambda: AssignForm(data),
        "end": lambda: EndForm(standing_rows([project.pk])[project.pk], data),
        "set_term": lambda: TermForm(data, initial=_term_now(project)),
    }
    return {name: make() for name, make in made.items() if only in ("", name)}


def _term_now(project: Project) -> dict[str, str]:
    """What stands today, as it would be typed."""
    term = terms_on([project.pk], timezone.localdate()).get(project.pk)
    if term is None:
        return {}
    return {
        "deadline": term.deadline_words, "deliverable": term.deliverable, "note": term.note
    }  # fmt: skip


def _page(request: HttpRequest, project: Project, sent: Forms) -> HttpResponse:
    today = Moment(timezone.localdate())
    forms = _forms(project, None, only="") | sent
    table = f"{reverse('projects:responsibility')}?kind={project.kind}"
    context = {
        "project": project,
        "settled": responsible(project, today),
        "today": today.as_of,
        "forms": forms,
        "wrong": next(iter(sent.values()), None),
        "history": history(project),
        "terms": term_history(project),
        "crumbs": [("首页", reverse("dashboards:board")), ("任务分解", table), (project.name, "")],
    }
    return render(request, "projects/assign.html", context)
