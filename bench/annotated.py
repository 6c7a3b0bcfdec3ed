"""The whole annotated plan on one page, all chapters and eleven hundred items at once.

Floor: the same stack, one query for the figures the page is made of, and as many ready lines
joined to as many bytes.
"""

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from bench.first_screen import open_page
from bench.measure import Measured, in_turn
from calc.moments import PLAN_END, Moment
from metrics.models import Result

FLOOR = "/bench-floor/"
lines: list[str] = []


def joined(request: HttpRequest) -> HttpResponse:
    """One query and a join: the least a page of so many figures and bytes can be."""
    rows = Result.objects.filter(
        moment=Moment(PLAN_END).key, subject_kind="project", metric__in=["stage", "promise"]
    )
    figures = list(rows.values_list("subject", "metric", "text", "detail"))
    if not figures:
        raise RuntimeError("there are no figures to read")
    return HttpResponse("".join(lines))


urlpatterns = [path(FLOOR[1:], joined), path("", include("tracker.urls"))]


def measure(rounds: int) -> Measured:
    """The page beside its floor; at most 8 times it."""
    visitor = Client(SERVER_NAME="localhost")
    content = open_page(visitor, "/plan/").decode()
    lines[:] = content.splitlines(keepends=True)
    with override_settings(ROOT_URLCONF=__name__):
        floors, ours = in_turn(
            lambda: open_page(visitor, FLOOR), lambda: open_page(visitor, "/plan/"), rounds
        )
    size = f"one query and a join of as many bytes ({len(content.encode()) // 1000} kB)"
    return Measured("annotated plan", size, floors, ours, bound=8.0)
