"""The form: a new filing and the change of a draft."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.queries import asking
from indicators.models import Indicator
from projects.models import Project
from reporting import actions, queries
from reporting.forms import FilingForm
from reporting.models import Submission
from reporting.rules import (
    KIND_WORDS,
    Invalid,
    check_fields,
    check_right,
    fields_of,
    form_of,
    initial_of,
    notices,
    offered_events,
    possible,
    switch_of,
)
from reporting.views.requests import resolved, token_of, typed_of, version_of

Errors = Iterable[tuple[str, str]]
LONGEST_SEARCH = 50


@dataclass(frozen=True)
class Asked:
    """What a new filing is to be about, from the address."""

    kind: str
    subject: Project | Indicator
    target_key: str

    @property
    def form(self) -> str:
        """Which form it uses."""
        return form_of(self.kind, indicator=isinstance(self.subject, Indicator))


def new(request: HttpRequest) -> HttpResponse:
    """A new filing about a work or an indicator; without one, the choice of it."""
    person = asking(request)
    if not request.GET.get("work") and not request.GET.get("indicator"):
        return _choose_subject(request, person)
    asked = _asked(request)
    if request.method == "POST":
        return _file(request, person, asked)
    queries.check_may_file(person, asked.subject, asked.kind, asked.target_key)
    typed = _proposed(request, asked)
    if switch_of(asked.form) and not typed.get(switch_of(asked.form)):
        return _choose_switch(request, asked)
    return _form_page(request, asked, typed, token=str(uuid.uuid4()))


def _asked(request: HttpRequest) -> Asked:
    """The kind and subject of the address; 404 for what does not exist or fit."""
    query = request.GET
    subject = queries.find_subject(work=query.get("work", ""), indicator=query.get("indicator", ""))
    if subject is None:
        raise Http404
    usual = "observation" if isinstance(subject, Indicator) else "progress"
    kind = query.get("kind") or usual
    target = query.get("target", "")
    fits = kind in (usual, "ruling", "correction")
    if not fits or not queries.target_exists(kind, subject, target):
        raise Http404
    return Asked(kind, subject, target)


def _proposed(request: HttpRequest, asked: Asked) -> dict[str, str]:
    """What the form starts with: the fact to be corrected, or the usual and the chosen event."""
    start = initial_of(asked.form)
    if asked.kind == "correction":
        return start | queries.snapshot(asked.subject, asked.target_key)
    switch = switch_of(asked.form)
    chosen = request.GET.get(switch, "") if switch else ""
    return start | ({switch: chosen} if chosen in _switch_words(asked.form) else {})


def _switch_words(form: str) -> dict[str, str]:
    switch = switch_of(form)
    return dict(next((field.options for field in fields_of(form) if field.name == switch), ()))


def _choose_subject(request: HttpRequest, person: User) -> HttpResponse:
    """The works and indicators the person may file about."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    works, indicators = queries.to_file_about(person, text)
    context = {"works": works, "indicators": indicators, "q": text}
    return render(request, "reporting/choose.html", context)


def _choose_switch(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What has happened: one link per event, so that the form asks only what belongs to it."""
    here = f"{request.path}?{request.GET.urlencode()}&{switch_of(asked.form)}="
    if isinstance(asked.subject, Project):
        groups = offered_events(asked.subject.category)
    else:
        groups = [("", tuple(_switch_words(asked.form).items()))]
    links = [(title, [(f"{here}{code}", word) for code, word in some]) for title, some in groups]
    context = _about(asked) | {"groups": links}
    return render(request, "reporting/choose_event.html", context)


def _file(request: HttpRequest, person: User, asked: Asked) -> HttpResponse:
    """Keep the new filing, and send it where that was asked."""
    typed = typed_of(request, asked.form)
    token = token_of(request)
    if request.POST.get("do") == "show":
        return _form_page(request, asked, typed, token=str(token))
    try:
        made = actions.create_draft(
            by=person, kind=asked.kind, subject=asked.subject, fields=typed, token=token,
            target_key=asked.target_key,
        )  # fmt: skip
    except Invalid as error:
        return _form_page(request, asked, typed, token=str(token), errors=error.errors)
    return _keep(request, made, typed, version=1)


@resolved
def edit(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Change a draft or a returned filing."""
    asked = Asked(submission.kind, queries.subject_of(submission), submission.target_key)
    typed = typed_of(request, asked.form)
    showing = request.POST.get("do") == "show"
    if request.method == "POST" and not showing:
        return _keep(request, submission, typed, version=version_of(request))
    person = asking(request)
    check_right("save", queries.standing(person, submission))
    if showing:
        return _form_page(request, asked, typed, submission, version=version_of(request))
    if not possible("save", submission.state):
        return redirect("reporting:detail", submission.pk)
    errors = _faults(asked, submission.fields, person) if "check" in request.GET else ()
    return _form_page(
        request, asked, submission.fields, submission, version=submission.version, errors=errors
    )


def _keep(
    request: HttpRequest, submission: Submission, typed: dict[str, str], *, version: int | None
) -> HttpResponse:
    """Save what was typed, or save and send it; faults are shown at their fields."""
    person = asking(request)
    sending = request.POST.get("do") == "submit"
    act = actions.send if sending else actions.save_draft
    asked = Asked(submission.kind, queries.subject_of(submission), submission.target_key)
    try:
        kept = act(by=person, submission_id=submission.pk, version=version, fields=typed)
    except Invalid as error:
        now = queries.find(person, submission.pk)
        return _form_page(
            request, asked, typed, now, version=now.version, errors=error.errors, tried=sending
        )
    if sending:
        messages.success(request, "已提交，等待审核。审核结果在“填报”中查看。")
        return redirect("reporting:detail", kept.pk)
    left = len(list(_faults(asked, kept.fields, person)))
    more = f"还有 {left} 处需要填写或修改，提交时逐条列出。" if left else "内容已齐，可以提交。"
    messages.success(request, f"已保存草稿。{more}")
    return redirect("reporting:edit", kept.pk)


def _faults(asked: Asked, fields: Mapping[str, str], person: User) -> Errors:
    context = queries.context_of(
        asked.kind, asked.subject, asked.target_key, person, timezone.localdate(), about=fields
    )
    return check_fields(asked.form, fields, context).errors


def _about(asked: Asked) -> dict[str, Any]:
    """What every page about an item shows on top."""
    return {
        "card": queries.card(asked.subject, timezone.localdate()),
        "kind_word": KIND_WORDS[asked.kind],
        "kind": asked.kind,
        "target_key": asked.target_key,
    }


def _form_page(
    request: HttpRequest, asked: Asked, typed: Mapping[str, str],
    submission: Submission | None = None, *, token: str = "", version: int | None = None,
    errors: Errors = (), tried: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form with everything typed, and what is wrong beside the fields."""
    person = asking(request)
    context = queries.context_of(
        asked.kind, asked.subject, asked.target_key, person, timezone.localdate()
    )
    form = FilingForm(asked.form, context, typed)
    form.take(errors)
    found = check_fields(asked.form, typed, context)
    shown = _about(asked) | {
        "form": form, "groups": form.groups(), "hidden": form.hidden_fields(), "token": token,
        "version": version, "submission": submission, "switch": switch_of(asked.form),
        "action": reverse("reporting:edit", args=[submission.pk]) if submission else
        request.get_full_path(), "notices": notices(found.entry) if found.entry else [],
        "others": queries.others_in_hand(person, asked.subject, submission.pk if submission else 0),
        "returned": _last_return(submission), "tried": tried,
    }  # fmt: skip
    return render(request, "reporting/form.html", shown)


def _last_return(submission: Submission | None) -> Any:
    """The decision that gave the filing back, where it is with its author because of that."""
    if submission is None or submission.state != "returned":
        return None
    return submission.decisions.filter(action="return").last()
