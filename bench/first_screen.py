"""The first screen, through the whole stack of middleware, as the demo's visitor sees it."""

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from bench.measure import Measured, median


def measure() -> Measured:
    """The page beside a view that answers two letters."""
    visitor = Client(SERVER_NAME="localhost")
    request = RequestFactory().get("/")
    return Measured(
        "first screen",
        "trivial view",
        median(lambda: _trivial(request).content, 200),
        median(lambda: _open(visitor), 10),
    )


def _trivial(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def _open(visitor: Client) -> None:
    answer = visitor.get("/", follow=True)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"the first screen answered {answer.status_code}")
