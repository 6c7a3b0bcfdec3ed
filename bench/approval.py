"""From a reviewer's approval to the page that shows the new figure."""

import statistics
import time

from django.db import connection
from django.test import Client

from accounts.models import User
from bench.measure import Measured, median
from metrics import actions as metrics
from reporting.actions import approve
from reporting.models import Submission


def measure() -> Measured:
    """Approval, refresh and page beside one durable commit."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor (x int)")
    floor = median(_commit, 50)
    visitor = Client(SERVER_NAME="localhost")
    visitor.get("/", follow=True)
    waiting = Submission.objects.filter(state__in=("submitted", "resubmitted"))
    keys = list(waiting.values_list("pk", flat=True))
    if not keys:
        raise RuntimeError("the demo has no submission to approve")
    seconds = statistics.median(_approve(key, visitor) for key in keys)
    return Measured("approval to visible result", "one durable commit", floor, seconds)


def _commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor VALUES (1)")


def _approve(key: object, visitor: Client) -> float:
    submission = Submission.objects.get(pk=key)
    reviewer = next(
        user
        for user in User.objects.filter(role="reviewer")
        if user.scope.code == submission.province
    )
    began = time.perf_counter()
    approve(by=reviewer, submission_id=key, version=submission.version)
    metrics.refresh()
    visitor.get("/", follow=True)
    return time.perf_counter() - began
