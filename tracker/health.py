"""The address that tells a balancer or a watchdog whether this process can work."""

from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer yes."""
    return JsonResponse({"ok": True})
