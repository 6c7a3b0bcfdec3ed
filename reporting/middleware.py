"""One answer for what cannot be done now: 409 with the reason, whatever page asked for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from reporting.rules import NotNow, Stale
from reporting.views.stale import stale_page


class Refusals:
    """Turns the refusals of the workflow into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; everything else is not ours."""
        if isinstance(error, Stale):
            return stale_page(request, error)
        if isinstance(error, NotNow):
            return render(request, "409.html", {"exception": str(error)}, status=409)
        return None
