"""Claim subjects for a while, under a number that shows whether the claim still holds.

A claim is one short transaction: it picks subjects with open marks, writes down who computes
them until when, and stamps the marks it has seen with its number.  Facts are read after it, so
that a change which commits later has a mark of its own, which no one has stamped.  The lease
is renewed while the process lives; who is killed or stopped loses it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from metrics.models import Claim, Mark
from metrics.rules import CALENDAR, CHECK, EVERYTHING, MOMENT

COMPUTING, WAITING, PARKED = Claim.State.COMPUTING, Claim.State.WAITING, Claim.State.PARKED

TAKE = """
INSERT INTO metrics_claim (subject_kind, subject, fence, state, worker, session, claimed_at,
                           until, attempts, fault)
SELECT %(kind)s, name, nextval('metrics_fence'), 'computing', %(worker)s, pg_backend_pid(),
       statement_timestamp(), statement_timestamp() + %(lease)s * interval '1 second', 0, ''
FROM {names} AS names (name) ORDER BY name
ON CONFLICT (subject_kind, subject) DO NOTHING
RETURNING id, subject, fence
"""
TAKE_NAMED = TAKE.format(names="unnest(%(subjects)s::text[])")
# Marks of the subjects that nobody holds; one that waits for a moment computed whole is not open.
HELD = """
held AS (SELECT m.id, m.subject FROM metrics_mark m
         WHERE m.subject_kind = %(kind)s AND m.subject = ANY(%(subjects)s) AND NOT EXISTS (
             SELECT 1 FROM metrics_claim w WHERE w.subject_kind = 'moment'
             AND w.state = 'computing' AND w.fence = m.fence)
         ORDER BY m.id FOR UPDATE SKIP LOCKED)
"""
STAMP = """
UPDATE metrics_mark m SET fence = claim.fence FROM claim JOIN held ON held.subject = claim.subject
WHERE m.id = held.id
"""
TAKE_MARKED = f"""
WITH {HELD},
     claim AS ({TAKE.format(names="(SELECT DISTINCT subject FROM held)")}),
     stamped AS ({STAMP})
SELECT id FROM claim
"""  # noqa: S608  our own words
TAKE_AGAIN = f"""
WITH {HELD},
     claim AS (
        UPDATE metrics_claim SET fence = nextval('metrics_fence'), state = 'computing',
               worker = %(worker)s, session = pg_backend_pid(), claimed_at = statement_timestamp(),
               until = statement_timestamp() + %(lease)s * interval '1 second'
        WHERE id = %(claim)s RETURNING id, subject, fence),
     stamped AS ({STAMP})
SELECT id FROM claim
"""  # noqa: S608


@transaction.atomic
def claim_fresh(kind: str, size: int) -> list[Claim]:
    """Up to ``size`` subjects that are marked and have no attempt behind them."""
    tried = Claim.objects.filter(subject_kind=kind, subject=OuterRef("subject"))
    rows = open_marks(kind).filter(~Exists(tried)).values("subject")
    due = rows.annotate(first=Min("id")).order_by("first").values_list("subject", flat=True)
    return _take(TAKE_MARKED, kind, due[:size])


@transaction.atomic
def claim_again(kind: str) -> list[Claim]:
    """At most one subject that was tried before and is due, so that it fails alone.

    One that was set aside is tried once more when something new is known about it.
    """
    mine = open_marks(kind).filter(subject=OuterRef("subject"))
    news = mine.filter(~Q(fence=OuterRef("fence")) | Q(fence=None))
    due = Q(state=WAITING, until__lte=Now()) | Q(Exists(news), state=PARKED)
    rows = Claim.objects.filter(due, subject_kind=kind).order_by("until", "id")
    rows = rows.exclude(subject_kind=MOMENT, subject=CALENDAR)
    found = rows.select_for_update(skip_locked=True).first()
    return _take(TAKE_AGAIN, kind, [found.subject], claim=found.pk) if found else []


@transaction.atomic
def claim_calendar() -> list[Claim]:
    """The claim of the calendar's moments; empty while another has it, or has failed lately.

    It is never given up: one that was set aside is tried again after each wait.
    """
    rows = Claim.objects.filter(subject_kind=MOMENT, subject=CALENDAR).exclude(state=COMPUTING)
    tried = rows.select_for_update().first()
    if tried is None:
        return _take(TAKE_NAMED, MOMENT, [CALENDAR])
    due = rows.filter(until__lte=Now()).exists()
    return _take(TAKE_AGAIN, MOMENT, [CALENDAR], claim=tried.pk) if due else []


@transaction.atomic
def claim_whole(name: str) -> list[Claim]:
    """The claim of a moment, or of all; empty while somebody else computes it whole."""
    rows = Claim.objects.filter(subject_kind=MOMENT, subject=name).exclude(state=COMPUTING)
    rows.delete()
    return _take(TAKE_NAMED, MOMENT, [name])


@transaction.atomic
def claim_check() -> list[Claim]:
    """The one claim of comparing; empty while somebody else compares."""
    return _take(TAKE_NAMED, CHECK, [EVERYTHING])


def still_held(claims: Collection[Claim], beside: Collection[Claim] = ()) -> list[Claim]:
    """Those claims that nobody has ended or taken over; they cannot be until the storing ends.

    Claims ``beside`` them that are still set aside are held as well, all in one order.
    """
    fences = [claim.fence for claim in claims]
    parked = Q(fence__in=[claim.fence for claim in beside], state=PARKED)
    rows = Claim.objects.filter(Q(fence__in=fences, state=COMPUTING) | parked)
    return [row for row in rows.order_by("id").select_for_update() if row.fence in fences]


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


def _take(statement: str, kind: str, subjects: Iterable[str], **more: Any) -> list[Claim]:
    """The claims that a statement makes of the subjects; who comes second gets none."""
    terms = {"kind": kind, "subjects": sorted(subjects), "worker": worker(),
             "lease": settings.METRICS_LEASE, **more}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, terms)
        made = [row[0] for row in cursor.fetchall()]
    return list(Claim.objects.filter(pk__in=made))


def worker() -> str:
    """This process, for the list of who computes what."""
    return f"{socket.gethostname()[:60]} {os.getpid()}"
