"""Compute everything: from nothing, or to compare."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from audit.actions import record
from audit.rules import SYSTEM
from metrics.actions.computing import compute_whole, drop_adhoc
from metrics.actions.locks import FIGURES, lock
from metrics.computers import computers, fed_by
from metrics.models import Mark, Result, Run, Span
from metrics.queries import complete_now, kept_now, stored_rows

log = logging.getLogger(__name__)

NAMED = 20


@dataclass(frozen=True)
class Difference:
    """A result that a full recomputation found to be different."""

    moment: str
    kind: str
    subject: str
    metric: str


@transaction.atomic
def rebuild() -> int:
    """Drop all Results and compute those of the kept moments; returns their number.

    The marks on file at the start are settled by it.
    """
    lock(FIGURES)
    settled = list(Mark.objects.values_list("pk", flat=True))
    Span.objects.all().delete()
    Run.objects.all().delete()
    compute_whole(kept_now(), kept=True)
    Mark.objects.filter(pk__in=settled).delete()
    return Result.objects.count()


@transaction.atomic
def reconcile() -> list[Difference]:
    """Recompute the complete moments, repair what differs, report it in log and trail.

    Subjects whose marks still wait, and what they feed, are known to be behind and are no
    difference.
    """
    lock(FIGURES)
    moments = complete_now()
    before = stored_rows(moments)
    compute_whole(moments, kept=True)
    after = stored_rows(moments)
    behind = _behind()
    slots = sorted(slot for slot in {*before, *after} if before.get(slot) != after.get(slot))
    found = [Difference(*slot) for slot in slots if slot[1:3] not in behind]
    if slots:
        drop_adhoc()
    if found:
        _report(found)
    return found


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
    names = sorted({f"{one.subject} {one.metric} {one.moment}" for one in found})
    log.error("%s results differed and were repaired: %s", len(found), "; ".join(names[:NAMED]))
    record(by=SYSTEM, action="metrics.reconcile", kind="metrics", key="reconcile",
           count=len(found), named="；".join(names[:NAMED]))  # fmt: skip
