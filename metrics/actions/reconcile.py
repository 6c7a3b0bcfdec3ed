"""Compute everything once more, beside what is on file, to compare."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from audit.actions import record
from audit.rules import SYSTEM
from metrics.actions.claims import claim_check, release, still_held
from metrics.actions.leases import beating, expire, free_on_failure
from metrics.actions.locks import storing
from metrics.actions.refresh import refresh
from metrics.actions.shadow import computed_beside
from metrics.computers import computers, fed_by
from metrics.models import Check, Mark
from metrics.queries import complete_now

log = logging.getLogger(__name__)

NAMED = 20


@dataclass(frozen=True)
class Difference:
    """A result that a full recomputation found to be different."""

    moment: str
    kind: str
    subject: str
    metric: str


def reconcile() -> list[Difference]:
    """Recompute the complete moments beside the Results, report and repair what differs.

    Facts, Results and marks are those of one instant.  Subjects whose marks waited then, and
    what they feed, are known to be behind and are no difference.  Repaired is by marking.
    """
    expire()
    claims = claim_check()
    if not claims:
        return []
    with free_on_failure(claims), beating(claims):
        found = _compare()
        with storing():
            if not still_held(claims):
                return []
            _report(found)
            release(claims)
    if found:
        refresh()
    return found


def _compare() -> list[Difference]:
    with _one_instant():
        moments, behind = complete_now(), _behind()
        with computed_beside(moments) as made:
            slots = made.differences([moment.key for moment in moments])
    return [Difference(*slot) for slot in slots if slot[1:3] not in behind]


@contextmanager
def _one_instant() -> Iterator[None]:
    """A transaction in which nothing that others commit can be seen."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _behind() -> set[tuple[str, str]]:
    """Kind and name of every subject with a mark, and of those its change may reach."""
    waiting: dict[str, set[str]] = defaultdict(set)
    for kind, subject in Mark.objects.values_list("subject_kind", "subject"):
        waiting[kind].add(subject)
    for kind in computers():
        for other, fed in fed_by(kind, waiting[kind]).items():
            waiting[other] |= set(fed)
    return {(kind, subject) for kind, subjects in waiting.items() for subject in subjects}


def _report(found: list[Difference]) -> None:
    """Write down what was found, whatever it is, and mark it."""
    names = sorted({f"{one.subject} {one.metric} {one.moment}" for one in found})
    Check.objects.create(kind=Check.Kind.RECONCILE, count=len(found), named=names[:NAMED])
    if not found:
        return
    log.error("%s results differed and were repaired: %s", len(found), "; ".join(names[:NAMED]))
    record(by=SYSTEM, action="metrics.reconcile", kind="metrics", key="reconcile",
           count=len(found), named="；".join(names[:NAMED]))  # fmt: skip
    subjects = sorted({(one.kind, one.subject) for one in found})
    Mark.objects.bulk_create(
        Mark(subject_kind=kind, subject=subject, cause="reconcile") for kind, subject in subjects
    )
