"""Subjects that fail while a moment is computed whole: set aside, and taken back.

They stand in the same list as those that failed again and again when refreshed, and are tried
again for the same reasons: something new is known about them, or the administrator says so.
Whoever next computes the calendar's moments whole, by newer formulas or for a new day, tries
them with the others.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from metrics.actions.claims import PARKED, WAITING, settle, worker
from metrics.actions.computing import Failure
from metrics.models import Claim
from metrics.rules import CHECK, DIED, MAX_ATTEMPTS, MOMENT, OVERTIME, is_deadly

# Whoever is being computed, or waits to be tried again, goes on; he is set aside in time.
SET_ASIDE = """
INSERT INTO metrics_claim (subject_kind, subject, fence, state, worker, session, claimed_at,
                           until, attempts, fault)
SELECT kind, name, nextval('metrics_fence'), 'parked', %s, pg_backend_pid(),
       statement_timestamp(), statement_timestamp(), %s, fault
FROM unnest(%s::text[], %s::text[], %s::text[]) AS failed (kind, name, fault)
ORDER BY kind, name
ON CONFLICT (subject_kind, subject) DO NOTHING
"""


def aside() -> list[Claim]:
    """The subjects that are set aside at present."""
    return list(Claim.objects.filter(~Q(subject_kind__in=(MOMENT, CHECK)), state=PARKED))


def deadly(rows: Collection[Claim]) -> list[Failure]:
    """Those of them that ended their process, which none that has others in hand may risk."""
    risky = [row for row in rows if is_deadly(row.fault)]
    return [Failure(row.subject_kind, row.subject, row.fault) for row in risky]


def set_aside(failures: Collection[Failure]) -> None:
    """Put those that could not be computed on the list, with the reason.

    Two that do so wait for each other, so call it before any other lock but that of claims.
    """
    if not failures:
        return
    kinds, names, faults = zip(*failures, strict=True)
    said = [fault[:300] for fault in faults]
    with connection.cursor() as cursor:
        cursor.execute(SET_ASIDE, [worker(), MAX_ATTEMPTS, list(kinds), list(names), said])


def take_back(before: Collection[Claim], failures: Collection[Failure]) -> int:
    """Those that were set aside and have now been computed with all others; their number.

    Who has been claimed since, even if it failed again, is left alone.  Hold the claims first
    (``still_held``).
    """
    places = {one.place for one in failures}
    fences = [row.fence for row in before if (row.subject_kind, row.subject) not in places]
    mended = list(Claim.objects.filter(fence__in=fences, state=PARKED))
    settle(mended)
    return len(mended)


def try_deadly() -> None:
    """The formulas are others: each that ended its process may try once more, alone."""
    rows = Claim.objects.filter(state=PARKED, fault__in=(DIED, OVERTIME))
    rows = rows.exclude(subject_kind__in=(MOMENT, CHECK))
    rows.update(state=WAITING, attempts=MAX_ATTEMPTS - 1, until=Now())
