"""What stands before every request of the demo."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

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
