"""The first screen, through the whole stack of middleware, as the demo's visitor sees it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from bench.measure import Measured, median


def trivial(request: HttpRequest) -> HttpResponse:
    """The least a page can be."""
    return HttpResponse("ok")


urlpatterns = [path("", trivial)]


def measure() -> Measured:
    """The page beside a view that answers two letters without any middleware."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        floor = median(_opener(), 200)
    return Measured("first screen", "trivial view", floor, median(_opener(), 10))


def _opener() -> Callable[[], None]:
    visitor = Client(SERVER_NAME="localhost")

    def open_page() -> None:
        answer = visitor.get("/", follow=True)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(f"the first screen answered {answer.status_code}")

    return open_page
