"""The page for whoever acts on a filing that has changed meanwhile: both versions, side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.queries import asking
from indicators.models import Indicator
from reporting import queries
from reporting.models import Submission
from reporting.rules import Stale, form_of
from reporting.views.requests import typed_of
from reporting.views.steps import differences, history


def stale_page(request: HttpRequest, error: Stale) -> HttpResponse:
    """409 with what the person had before them or has typed, and what is on file now."""
    person = asking(request)
    submission = queries.find(person, error.submission_id)
    own = _typed(request, submission)
    editable = own is not None and queries.may(person, "save", submission)
    theirs = own if own is not None else _seen(submission, error.seen)
    context = {
        "submission": submission, "message": str(error), "editable": editable,
        "typed": own or {}, "history": history(submission)[-3:],
        "left_word": "您填写的" if own is not None else "您看到的",
        "rows": differences(submission, theirs, submission.fields) if theirs else [],
    }  # fmt: skip
    return render(request, "reporting/stale.html", context, status=409)


def _typed(request: HttpRequest, submission: Submission) -> dict[str, str] | None:
    """What the person had typed, if the request came from the form."""
    if request.POST.get("do") not in ("save", "submit"):
        return None
    indicator = isinstance(queries.subject_of(submission), Indicator)
    return typed_of(request, form_of(submission.kind, indicator=indicator))


def _seen(submission: Submission, version: int | None) -> dict[str, Any]:
    """What the filing said in the version that was read, where it was sent in that version."""
    found = submission.decisions.filter(action="submit", version=version or 0).last()
    return found.fields if found else {}
