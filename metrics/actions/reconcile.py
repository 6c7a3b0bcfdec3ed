"""Compute everything once more, beside what is on file, to compare."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, transaction

from audit.actions import record
from audit.rules import SYSTEM
from metrics.actions.aside import aside, deadly
from metrics.actions.claims import claim_check, release, still_held
from metrics.actions.computing import Failure
from metrics.actions.leases import PASSING, beating, expire, free_on_failure
from metrics.actions.locks import storing
from metrics.actions.refresh import refresh
from metrics.actions.shadow import computed_beside
from metrics.computers import computers, fed_by
from metrics.models import Check, Mark
from metrics.queries import complete_now
from metrics.rules import FAILED, fault_of, fault_words

log = logging.getLogger(__name__)

NAMED = 20
Place = tuple[str, str]


@dataclass(frozen=True)
class Difference:
    """A result that a full recomputation found to be different."""

    moment: str
    kind: str
    subject: str
    metric: str

    @property
    def place(self) -> Place:
        """Kind and name of whose result it is."""
        return self.kind, self.subject


def reconcile() -> list[Difference]:
    """Recompute the complete moments beside the Results, report and repair what differs.

    Facts, Results and marks are those of one instant.  Subjects whose marks waited then, and
    what they feed, are known to be behind and are no difference.  Repaired is by marking.
    What cannot be computed is reported by itself: it cannot be compared.  If it can be computed
    on file, or the other way round, it is marked as well, to be tried alone.
    """
    expire()
    claims = claim_check()
    if not claims:
        return []
    with free_on_failure(claims), beating(claims):
        found = _compare_or_say_why()
        with storing():
            if not still_held(claims):
                return []
            _report(found)
            release(claims)
    if found.differences or found.turned:
        refresh()
    return found.differences


class _Found(NamedTuple):
    """What differs, what could not be computed, and who can or cannot be computed since."""

    differences: list[Difference]
    failures: Collection[Failure]
    turned: set[Place]


def _compare_or_say_why() -> _Found:
    """The comparison; where nothing can be computed, that is what the page must say."""
    try:
        return _compare()
    except PASSING:
        raise
    except Exception as error:
        Check.objects.create(kind=Check.Kind.RECONCILE, count=0, failed=[fault_of(error)[:300]])
        raise


def _compare() -> _Found:
    with _one_instant():
        moments = complete_now()
        behind = _reached(Mark.objects.values_list("subject_kind", "subject"))
        with computed_beside(moments, without=deadly(aside())) as made:
            slots = [Difference(*one) for one in made.differences([m.key for m in moments])]
    turned = {one.place for one in slots if one.metric == FAILED} - behind
    behind |= _reached(turned)
    return _Found([one for one in slots if one.place not in behind], made.failures, turned)


@contextmanager
def _one_instant() -> Iterator[None]:
    """A transaction in which nothing that others commit can be seen."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _reached(changed: Iterable[Place]) -> set[Place]:
    """The changed subjects and those that their change may reach."""
    waiting: dict[str, set[str]] = defaultdict(set)
    for kind, subject in changed:
        waiting[kind].add(subject)
    for kind in computers():
        for other, fed in fed_by(kind, waiting[kind]).items():
            waiting[other] |= set(fed)
    return {(kind, subject) for kind, subjects in waiting.items() for subject in subjects}


def _report(found: _Found) -> None:
    """Write down what was found, whatever it is, and mark it."""
    names = sorted({f"{one.subject} {one.metric} {one.moment}" for one in found.differences})
    failed = sorted(f"{one.subject}：{fault_words(one.fault[:300])}" for one in found.failures)
    count = len(found.differences)
    Check.objects.create(kind=Check.Kind.RECONCILE, count=count, named=names[:NAMED], failed=failed)
    if failed:
        log.error("%s could not be compared: %s", len(failed), "; ".join(failed))
    if names:
        log.error("%s results differed and were repaired: %s", count, "; ".join(names[:NAMED]))
        record(by=SYSTEM, action="metrics.reconcile", kind="metrics", key="reconcile",
               count=count, named="；".join(names[:NAMED]))  # fmt: skip
    places = sorted({one.place for one in found.differences} | found.turned)
    Mark.objects.bulk_create(
        Mark(subject_kind=kind, subject=subject, cause="reconcile") for kind, subject in places
    )
