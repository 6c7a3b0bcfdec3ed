"""The whole annotated plan on one page, all chapters and eleven hundred items at once.

By itself, and with what changed in each item since another moment of another knowledge.

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
THEN = "versus=2016-12-31&versus_known_at=2018-01-01"
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
    return _measured("annotated plan", "/plan/", rounds, 8.0)


def compared(rounds: int) -> Measured:
    """The same while two moments of two knowledges are compared; at most 12 times its floor."""
    return _measured("annotated plan, compared", f"/plan/?{THEN}", rounds, 12.0)


def _measured(title: str, page: str, rounds: int, bound: float) -> Measured:
    visitor = Client(SERVER_NAME="localhost")
    content = open_page(visitor, page).decode()
    lines[:] = content.splitlines(keepends=True)
    with override_settings(ROOT_URLCONF=__name__):
        floors, ours = in_turn(
            lambda: open_page(visitor, FLOOR), lambda: open_page(visitor, page), rounds
        )
    size = f"one query and a join of as many bytes ({len(content.encode()) // 1000} kB)"
    return Measured(title, size, floors, ours, bound=bound)
