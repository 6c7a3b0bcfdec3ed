"""What stands before every request: the demo on this machine only, nothing without a plan.

What cannot be shown is said in words.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.template.loader import render_to_string

from metrics.rules import Uncomputable
from plan.queries import NoPlan

LOOPBACK = ("127.0.0.1", "::1", "")  # a Unix socket has no address


def this_machine_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse the demo, which needs no log-in, to every other machine."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR", "") not in LOOPBACK:
            return HttpResponseForbidden("演示环境只能在本机访问。")
        return get_response(request)

    return answer


class Unavailable:
    """A page that cannot be made says why: no plan is loaded, or its figures cannot be computed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """503 and what the system administrator has to do; everything else is not ours."""
        if isinstance(error, NoPlan):
            return HttpResponse(render_to_string("503.html"), status=503)
        if isinstance(error, Uncomputable):
            page = render_to_string("503_uncomputed.html", {"what": str(error)})
            return HttpResponse(page, status=503, headers={"Cache-Control": "no-store"})
        return None
