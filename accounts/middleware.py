"""What holds for every request: who is asking, and the few pages they may see before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.defaults import bad_request

from accounts.queries import demo_people
from accounts.rules import Forbidden

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MODEL_BACKEND = "accounts.backends.PersonBackend"
LEFT_DEMO = "left_demo"
FREE_OF_PASSWORD_CHANGE = ("accounts:password", "accounts:logout", "accounts:help")


def storable_address(get_response: GetResponse) -> GetResponse:
    """Refuse addresses with characters that no database can hold, before anything reads them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, SuspiciousOperation("NUL in the address"))
        return get_response(request)

    return middleware


class LogInRequired(LoginRequiredMiddleware):
    """Every page asks for a log-in unless it says otherwise; fragments answer 401."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send a page to the log-in; tell a fragment to send its page there."""
        response = super().handle_no_permission(request, view_func)
        if not getattr(request, "htmx", False):
            return response
        return HttpResponse(status=401, headers={"HX-Redirect": response["Location"]})


class DemoEntry:
    """In the demo, whoever comes without log-in enters as the coordinator.

    Only where the profile allows it; who has logged out stays out until entering again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Log in the visitor where that is allowed, then answer."""
        if settings.DEMO_ENTRY and request.method == "GET" and _is_newcomer(request):
            person = demo_people().filter(role="coordinator").first()
            if person is not None:
                login(request, person, backend=MODEL_BACKEND)
        return self.get_response(request)


def _is_newcomer(request: HttpRequest) -> bool:
    if request.user.is_authenticated or request.session.get(LEFT_DEMO):
        return False
    return request.path not in ("/healthz", reverse("accounts:login"))


class MustChangePassword:
    """Whoever holds a first password changes it before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Send to the change of password where that is due."""
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return self.get_response(request)
        if request.path in [reverse(name) for name in FREE_OF_PASSWORD_CHANGE]:
            return self.get_response(request)
        return redirect("accounts:password")


class Refusals:
    """One answer for rights: 403 with the reason; one for a wrong way to ask: 405 in words.

    Answers to persons are never shared.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; keep what was made for one person out of shared caches."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            _explain(response)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; everything else is not ours."""
        if not isinstance(error, Forbidden):
            return None
        return render(request, "accounts/refused.html", {"exception": str(error)}, status=403)


def _explain(response: HttpResponseNotAllowed) -> None:
    """Put words into the empty answer to GET where only POST goes, or the other way round."""
    response.content = render_to_string("405.html")
