"""Say that something must be computed again, and ring the bell."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from celery import current_app
from django.db import transaction

from metrics.models import Mark
from metrics.rules import EVERYTHING, MOMENT

log = logging.getLogger(__name__)

# A page waits for the bell a second at most, whatever is wrong with the broker.
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}


def mark(kind: str, subjects: Iterable[str], *, cause: str) -> None:
    """Mark subjects as changed.  Call inside the transaction that changes the facts.

    The mark is the queue; the task that is rung after commit only shortens the wait.
    """
    rows = [Mark(subject_kind=kind, subject=subject, cause=cause[:60]) for subject in subjects]
    Mark.objects.bulk_create(rows)
    if rows:
        transaction.on_commit(lambda: ring("metrics.refresh"))


def mark_everything(*, cause: str) -> None:
    """Mark all there is, known or new.  Call inside the transaction that changes the plan."""
    mark(MOMENT, [EVERYTHING], cause=cause)


def ring(task: str) -> None:
    """Ring a task by name.  A broker that is away loses nothing: a sweep finds the marks.

    What was done is committed by now, so no fault of the broker, of whatever kind its client
    raises it, may reach the caller.
    """
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as line:
            current_app.send_task(task, connection=line, ignore_result=True, retry=False)
    except Exception as error:
        log.warning("broker unreachable, %s waits for the next sweep: %s", task, error)
