"""The first screen, through the whole stack of middleware, as the demo's visitor sees it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from bench.measure import Measured, in_turn

FLOOR = "/bench-floor/"
page: list[bytes] = []


def trivial(request: HttpRequest) -> HttpResponse:
    """The least a page of so many bytes can be."""
    return HttpResponse(page[0])


urlpatterns = [path(FLOOR[1:], trivial), path("", include("tracker.urls"))]


def measure(rounds: int) -> Measured:
    """The page beside a view of the same stack that answers as many ready bytes."""
    visitor = Client(SERVER_NAME="localhost")
    page[:] = [open_page(visitor, "/")]
    with override_settings(ROOT_URLCONF=__name__):
        floors, ours = in_turn(
            lambda: open_page(visitor, FLOOR), lambda: open_page(visitor, "/"), rounds
        )
    size = f"as many bytes ({len(page[0]) // 1000} kB) by the same stack"
    return Measured("first screen", size, floors, ours)


def open_page(visitor: Client, address: str) -> bytes:
    """The page, which must be there."""
    answer = visitor.get(address, follow=True)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer.content
