"""What stands before every request: the demo on this machine only, nothing without a plan."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.template.loader import render_to_string

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


class PlanRequired:
    """A page that needs the plan says so while the catalogue is not loaded, instead of failing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do on the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """503 and what the system administrator has to do; everything else is not ours."""
        if not isinstance(error, NoPlan):
            return None
        return HttpResponse(render_to_string("503.html"), status=503)
