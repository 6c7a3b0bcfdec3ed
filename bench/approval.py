"""From a reviewer's approval to the page that shows the new figure.

The approval, the refresh that the worker runs and the page are timed; the way of the ring
through the broker is not.  The floor of each round is one durable commit of the very rows
that the approval and the refresh have written.
"""

import statistics
import uuid
from datetime import date, timedelta
from itertools import count, cycle, islice
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from bench.first_screen import open_page
from bench.measure import Measured, Value, Work, percentile, seconds, transaction_number
from metrics import actions as metrics
from metrics.models import Span
from projects.models import Project
from projects.queries import subject
from reporting.actions import approve, create_draft, submit
from reporting.models import Submission

COMMITS = 5
REPORTER, REVIEWER = "li", "wang"
# Work stops or goes on again, after all that is on file: either way the stage reads anew.
FILING = {
    "precision": "day",
    "date_basis": "event",
    "summary": "bench",
    "source_kind": "official",
    "document_title": "bench",
    "publisher": "bench",
    "document_precision": "day",
    "order_reason": "bench",
}
FIRST = date(2026, 1, 1)
# Seconds from approval to the visible figure, for 95 of 100.
BOUND = 2.0
numbers = count()


def measure(rounds: int) -> Measured:
    """Approvals of facts that move a stored figure, each beside its floor."""
    visitor = Client(SERVER_NAME="localhost")
    waiting = _filings(rounds + 1)
    _round(waiting[0], visitor)
    found = [_round(submission, visitor) for submission in waiting[1:]]
    names = ("approval", "refresh", "page")
    parts = {name: [one[place] for one in found] for place, name in enumerate(names)}
    return Measured(
        "approval to visible result", "one durable commit of the same rows",
        [one[3] for one in found], [sum(one[:3]) for one in found], parts,
    )  # fmt: skip


def slowest(found: Measured) -> Value:
    """What 95 of 100 approvals need at most until their figure is visible."""
    took = percentile(found.ours, 0.95)
    return Value("approval to visible result, 95th percentile", took, BOUND, "s")


def _filings(wanted: int) -> list[Submission]:
    """Filings that wait for the reviewer."""
    reporter = User.objects.get(username=REPORTER)
    mine = Project.objects.filter(cities__contains=[reporter.scope.city], ladder="works")
    stopped = {work: _stopped(work) for work in mine.select_related("plan").order_by("code")}
    # Where facts exclude each other nothing is concluded, and so no figure moves.
    turns = cycle(work for work, state in stopped.items() if state is not None)
    found = []
    for work in islice(turns, wanted):
        found.append(_submitted(reporter, work, "progress" if stopped[work] else "suspended"))
        stopped[work] = not stopped[work]
    return found


def _stopped(work: Project) -> bool | None:
    """Whether its stage of today says that work has stopped; None where facts disagree."""
    stages = Span.objects.filter(subject_kind="project", subject=subject(work), metric="stage")
    told = list(stages.order_by("since").values_list("detail", flat=True))
    return None if any(one["contradicts"] for one in told) else bool(told[-1]["suspended"])


def _submitted(reporter: User, work: Project, event: str) -> Submission:
    day = (FIRST + timedelta(next(numbers))).isoformat()
    fields = FILING | {"event": event, "day": day, "document_date": day}
    draft = create_draft(
        by=reporter, kind="progress", subject=work, fields=fields, token=uuid.uuid4()
    )
    return submit(by=reporter, submission_id=draft.pk, version=draft.version)


def _round(submission: Submission, visitor: Client) -> tuple[float, float, float, float]:
    """Seconds of approval, refresh, page and floor."""
    reviewer = User.objects.get(username=REVIEWER)
    since = transaction_number()
    took = (
        seconds(lambda: approve(by=reviewer, submission_id=submission.pk,
                                version=submission.version)),
        seconds(metrics.refresh),
        seconds(lambda: open_page(visitor, "/")),
    )  # fmt: skip
    floor = _floor(since)
    if not floor.spans:
        raise RuntimeError(f"the approval of {submission} has moved no figure")
    return *took, floor.seconds


class Floor(NamedTuple):
    """Seconds of the least a commit of the same rows takes, and how many figures they hold."""

    seconds: float
    spans: int


def _floor(since: int) -> Floor:
    """One commit of the rows written since then, the median of some."""
    with connection.cursor() as cursor:
        rows = {table: _copied(cursor, table, since) for table in _tables()}
    tables = [table for table, found in rows.items() if found]

    def commit() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"INSERT INTO bench.{table}_ SELECT * FROM bench.{table}")  # noqa: S608

    took = statistics.median(_emptied(tables, commit) for _ in range(COMMITS))
    return Floor(took, rows[Span._meta.db_table])


def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if model._meta.managed]


def _copied(cursor: Any, table: str, since: int) -> int:
    """Set aside what was written to a table, beside an empty copy; how many rows that are."""
    cursor.execute("CREATE SCHEMA IF NOT EXISTS bench")
    cursor.execute(f"DROP TABLE IF EXISTS bench.{table}, bench.{table}_")
    cursor.execute(
        f"CREATE TABLE bench.{table} AS SELECT * FROM {table}"  # noqa: S608  our own names
        " WHERE xmin::text::bigint >= %s",
        [since],
    )
    rows = int(cursor.rowcount)
    cursor.execute(f"CREATE TABLE bench.{table}_ (LIKE {table} INCLUDING INDEXES)")
    return rows


def _emptied(tables: list[str], commit: Work) -> float:
    """Duration of a commit into empty copies."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(f"bench.{table}_" for table in tables))
    return seconds(commit)
