"""Claim subjects for a while, under a number that shows whether the claim still holds.

A claim is one short transaction: it picks subjects with open marks, writes down who computes
them until when, and stamps the marks it has seen with its number.  Facts are read after it, so
that a change which commits later has a mark of its own, which no one has stamped.  The lease
is renewed while the process lives; who is killed or stopped loses it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from metrics.models import Claim, Mark
from metrics.rules import CHECK, EVERYTHING, MOMENT

COMPUTING, WAITING, PARKED = Claim.State.COMPUTING, Claim.State.WAITING, Claim.State.PARKED

TAKE = """
INSERT INTO metrics_claim (subject_kind, subject, fence, state, worker, session, claimed_at,
                           until, attempts, fault)
SELECT %s, name, nextval('metrics_fence'), 'computing', %s, pg_backend_pid(),
       statement_timestamp(), statement_timestamp() + %s * interval '1 second', 0, ''
FROM unnest(%s::text[]) AS name ORDER BY name
ON CONFLICT (subject_kind, subject) DO NOTHING
RETURNING id
"""
TAKE_AGAIN = """
UPDATE metrics_claim SET fence = nextval('metrics_fence'), state = 'computing', worker = %s,
       session = pg_backend_pid(), claimed_at = statement_timestamp(),
       until = statement_timestamp() + %s * interval '1 second'
WHERE id = %s
"""


@transaction.atomic
def claim_fresh(kind: str, size: int) -> list[Claim]:
    """Up to ``size`` subjects that are marked and have no attempt behind them."""
    tried = Claim.objects.filter(subject_kind=kind, subject=OuterRef("subject"))
    rows = open_marks(kind).filter(~Exists(tried)).values("subject")
    due = rows.annotate(first=Min("id")).order_by("first").values_list("subject", flat=True)
    seen = _hold_marks(kind, list(due[:size]))
    made = _take(kind, set(seen.values()))
    _stamp(made, seen)
    return made


@transaction.atomic
def claim_again(kind: str) -> list[Claim]:
    """At most one subject that was tried before and is due, so that it fails alone.

    One that was set aside is tried once more when something new is known about it.
    """
    mine = open_marks(kind).filter(subject=OuterRef("subject"))
    news = mine.filter(~Q(fence=OuterRef("fence")) | Q(fence=None))
    due = Q(state=WAITING, until__lte=Now()) | Q(Exists(news), state=PARKED)
    rows = Claim.objects.filter(due, subject_kind=kind).order_by("until", "id")
    found = list(rows.select_for_update(skip_locked=True)[:1])
    with connection.cursor() as cursor:
        for row in found:
            cursor.execute(TAKE_AGAIN, [_worker(), settings.METRICS_LEASE, row.pk])
            row.refresh_from_db()
    _stamp(found, _hold_marks(kind, [row.subject for row in found]))
    return found


@transaction.atomic
def claim_whole(name: str) -> list[Claim]:
    """The claim of a moment, or of all; empty while somebody else computes it whole."""
    rows = Claim.objects.filter(subject_kind=MOMENT, subject=name).exclude(state=COMPUTING)
    rows.delete()
    return _take(MOMENT, [name])


@transaction.atomic
def claim_check() -> list[Claim]:
    """The one claim of comparing; empty while somebody else compares."""
    return _take(CHECK, [EVERYTHING])


def still_held(claims: Collection[Claim]) -> list[Claim]:
    """Those claims that nobody has ended or taken over; they cannot be until the storing ends."""
    fences = [claim.fence for claim in claims]
    rows = Claim.objects.filter(fence__in=fences, state=COMPUTING)
    return list(rows.order_by("id").select_for_update())


def settle(claims: Collection[Claim]) -> int:
    """The subjects are computed: clear the marks their claims had seen; returns how many."""
    cleared, _ = Mark.objects.filter(fence__in=[claim.fence for claim in claims]).delete()
    release(claims)
    return cleared


def release(claims: Collection[Claim]) -> None:
    """End the claims; marks that were left under them are open from now on."""
    Claim.objects.filter(fence__in=[claim.fence for claim in claims]).delete()


def open_marks(kind: str) -> QuerySet[Mark]:
    """Marks of a kind but those that wait until a moment has been computed whole."""
    wholes = computing_whole().filter(fence=OuterRef("fence"))
    return Mark.objects.filter(~Exists(wholes), subject_kind=kind)


def computing_whole() -> QuerySet[Claim]:
    """The claims of moments, or of everything, that are being computed."""
    return Claim.objects.filter(subject_kind=MOMENT, state=COMPUTING)


def _hold_marks(kind: str, subjects: Collection[str]) -> dict[int, str]:
    """The marks of the subjects that nobody else holds, by number."""
    rows = open_marks(kind).filter(subject__in=subjects).order_by("id")
    return dict(rows.select_for_update(skip_locked=True).values_list("pk", "subject"))


def _take(kind: str, subjects: Collection[str]) -> list[Claim]:
    """Claim the subjects that have no claim; who comes second gets none."""
    terms: list[Any] = [kind, _worker(), settings.METRICS_LEASE, sorted(subjects)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, terms)
        made = [pk for (pk,) in cursor.fetchall()]
    return list(Claim.objects.filter(pk__in=made))


def _stamp(claims: Collection[Claim], seen: Mapping[int, str]) -> None:
    fences = {claim.subject: claim.fence for claim in claims}
    marks = [Mark(pk=pk, fence=fences[name]) for pk, name in seen.items() if name in fences]
    Mark.objects.bulk_update(marks, ["fence"], batch_size=1000)


def _worker() -> str:
    return f"{socket.gethostname()[:60]} {os.getpid()}"
