"""From a reviewer's approval to the page that shows the new figure.

The approval, the refresh that the worker runs and the page are timed; the way of the ring
through the broker is not.  The floor of each round is one durable commit of the very rows
that the approval and the refresh have written.
"""

import statistics
import uuid
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.test import Client

from accounts.models import User
from bench.first_screen import open_page
from bench.measure import Measured, Work, seconds
from metrics import actions as metrics
from projects.models import Progress, Project
from projects.rules import SILENT_EVENTS
from reporting.actions import approve, create_draft, submit
from reporting.models import Submission

COMMITS = 5
REPORTER, REVIEWER = "li", "wang"
FILING = {
    "event": "construction_start",
    "day": "2018-06-30",
    "precision": "day",
    "date_basis": "event",
    "summary": "bench",
    "source_kind": "official",
    "document_title": "bench",
    "publisher": "bench",
    "document_date": "2018-07-01",
    "document_precision": "day",
}


def measure(rounds: int) -> Measured:
    """Approvals of facts about works of which nothing is known yet, each beside its floor."""
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


def _filings(wanted: int) -> list[Submission]:
    """Filings that wait for the reviewer."""
    reporter = User.objects.get(username=REPORTER)
    known = Progress.objects.filter(project=OuterRef("pk")).exclude(event__in=SILENT_EVENTS)
    works = Project.objects.filter(
        ~Exists(known), cities__contains=[reporter.scope.city], ladder="works"
    )
    found = []
    for work in works.select_related("plan").order_by("code")[:wanted]:
        draft = create_draft(
            by=reporter, kind="progress", subject=work, fields=FILING, token=uuid.uuid4()
        )
        found.append(submit(by=reporter, submission_id=draft.pk, version=draft.version))
    if len(found) < wanted:
        raise RuntimeError(f"only {len(found)} works of the reporter have no fact yet")
    return found


def _round(submission: Submission, visitor: Client) -> tuple[float, float, float, float]:
    """Seconds of approval, refresh, page and floor."""
    reviewer = User.objects.get(username=REVIEWER)
    since = _now()
    took = (
        seconds(lambda: approve(by=reviewer, submission_id=submission.pk,
                                version=submission.version)),
        seconds(metrics.refresh),
        seconds(lambda: open_page(visitor, "/")),
    )  # fmt: skip
    return *took, _floor(since)


def _now() -> int:
    """Number of the transaction that is about to begin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def _floor(since: int) -> float:
    """Seconds that one commit of the rows written since then takes, the median of some."""
    with connection.cursor() as cursor:
        tables = [table for table in _tables() if _copied(cursor, table, since)]

    def commit() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"INSERT INTO bench.{table}_ SELECT * FROM bench.{table}")  # noqa: S608

    return statistics.median(_emptied(tables, commit) for _ in range(COMMITS))


def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models()]


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
