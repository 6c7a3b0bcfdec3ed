"""How long a claim holds, and what follows when it ends without a result."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from metrics.actions.claims import COMPUTING, PARKED, WAITING, release
from metrics.models import Claim
from metrics.rules import DIED, MAX_ATTEMPTS, is_free, wait_after

log = logging.getLogger(__name__)

# The database is away or asks to try again, or time is up: no fault of the subject.
PASSING = (OperationalError, InterfaceError, SoftTimeLimitExceeded)

# A lease is renewed for so long at most; the limit of a task comes soon after.
LONGEST = timedelta(seconds=480)
# Who is stopped while the database still sends rows to him is not idle, so no time limit of
# the database ends his session: the others do, so many leases later.
GRACE = 4

SESSION_GONE = "session NOT IN (SELECT pid FROM pg_stat_activity)"
END_SESSIONS = """
SELECT pg_terminate_backend(a.pid)
FROM metrics_claim c JOIN pg_stat_activity a ON a.pid = c.session
WHERE c.state = 'computing' AND c.subject_kind NOT IN ('moment', 'check')
  AND c.until + %s * interval '1 second' <= statement_timestamp()
  AND a.datname = current_database() AND a.pid <> pg_backend_pid()
  AND a.xact_start BETWEEN c.claimed_at AND c.until
"""


@contextmanager
def beating(claims: Collection[Claim]) -> Iterator[None]:
    """Renew the lease of the claims as long as the block runs and this process lives."""
    ended = Event()
    beats = Thread(target=_beat, args=([claim.fence for claim in claims], ended), daemon=True)
    beats.start()
    try:
        yield
    finally:
        ended.set()
        beats.join()


@contextmanager
def free_on_failure(claims: Collection[Claim]) -> Iterator[None]:
    """Whatever goes wrong in the block, nobody has to wait until the lease runs out."""
    try:
        yield
    except BaseException:
        with suppress(DatabaseError):
            release(claims)
        raise


def _beat(fences: list[int], ended: Event) -> None:
    lease = timedelta(seconds=settings.METRICS_LEASE)
    rows = Claim.objects.filter(fence__in=fences, state=COMPUTING, claimed_at__gt=Now() - LONGEST)
    while not ended.wait(lease.total_seconds() / 3):
        try:
            rows.update(until=Now() + lease)
        except DatabaseError as error:
            log.warning("a lease could not be renewed: %s", error)
        finally:
            connection.close()


def expire() -> None:
    """End the claims whose lease ran out or whose process has left the database: it died.

    For a subject that is a failed attempt; a moment or a comparison is simply free again.
    """
    gone = RawSQL(SESSION_GONE, (), BooleanField())  # noqa: S611  no value in it
    ended = Q(until__lte=Now()) | Q(gone)
    late = Claim.objects.filter(ended, state=COMPUTING).order_by("id")
    with transaction.atomic():
        rows = list(late.select_for_update(skip_locked=True))
        free = [row for row in rows if is_free(row.subject_kind, row.subject)]
        Claim.objects.filter(pk__in=[row.pk for row in free]).delete()
        fail([row for row in rows if row not in free], DIED)
    with connection.cursor() as cursor:
        cursor.execute(END_SESSIONS, [GRACE * settings.METRICS_LEASE])


def fail(claims: Collection[Claim], fault: str) -> None:
    """Count a failed attempt; after the last one the subject is set aside with the reason."""
    for row in claims:
        attempts = min(row.attempts + 1, MAX_ATTEMPTS)
        log.warning("%s %s failed %s times: %s", row.subject_kind, row.subject, attempts, fault)
        Claim.objects.filter(fence=row.fence, state=COMPUTING).update(
            state=PARKED if attempts == MAX_ATTEMPTS else WAITING,
            attempts=attempts,
            fault=fault[:300],
            until=Now() + timedelta(seconds=wait_after(attempts)),
        )


def hand_back(claims: Collection[Claim], fault: str = "") -> None:
    """Nothing came of it, which nobody is blamed for: each is tried again alone, at once."""
    rows = Claim.objects.filter(fence__in=[claim.fence for claim in claims], state=COMPUTING)
    rows.update(state=WAITING, until=Now(), fault=fault[:300])
