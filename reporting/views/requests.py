"""What a request says: which filing, which version, what was typed."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from accounts.queries import asking
from reporting import queries
from reporting.models import Submission
from reporting.rules import fields_of

View = Callable[..., HttpResponse]
LONGEST_VERSION = 9


def resolved(view: Callable[[HttpRequest, Submission], HttpResponse]) -> View:
    """Find the filing in the person's scope before anything else about the request is judged."""

    @functools.wraps(view)
    def inner(request: HttpRequest, pk: int) -> HttpResponse:
        return view(request, queries.find(asking(request), pk))

    return inner


def posted(view: Callable[[HttpRequest, Submission], HttpResponse]) -> View:
    """A step is a POST; whoever comes by a link (after a log-in) lands on the filing's page."""

    @resolved
    @functools.wraps(view)
    def inner(request: HttpRequest, submission: Submission) -> HttpResponse:
        if request.method == "POST":
            return view(request, submission)
        if request.method in ("GET", "HEAD"):
            return redirect("reporting:detail", submission.pk)
        return HttpResponseNotAllowed(["POST"])

    return inner


def version_of(request: HttpRequest) -> int | None:
    """The version the person has read; None where it is missing or no number."""
    text = request.POST.get("version", "")
    readable = text.isascii() and text.isdigit() and len(text) <= LONGEST_VERSION
    return int(text) if readable else None


def token_of(request: HttpRequest) -> uuid.UUID:
    """The number of the form that was sent; a new one where it carries none."""
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid.uuid4()


def typed_of(request: HttpRequest, form: str) -> dict[str, str]:
    """The text of the form's own fields; of a repeated one the last, of unknown ones none."""
    sent: Any = request.POST
    return {field.name: sent[field.name] for field in fields_of(form) if field.name in sent}
