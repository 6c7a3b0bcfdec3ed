"""Compute and store the figures of whole moments; a subject that fails costs only itself.

Each kind is computed in one go, as if nothing could fail.  Only when that raises is it halved,
until the subjects that raise stand alone.  Such a subject gets the mark ``FAILED`` and the
figures of one of which nothing can be said; what it feeds is then computed from these.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Now

from calc.moments import Moment
from metrics.actions.leases import PASSING
from metrics.actions.storage import forget, note_run, store
from metrics.computers import Computer, computers
from metrics.models import Run
from metrics.rules import Outcome, failed, isolate

log = logging.getLogger(__name__)

# So long a moment that is no longer valid can be read by those who have begun to.
READING = timedelta(minutes=5)


class Failure(NamedTuple):
    """A subject that could not be computed, and what the program said."""

    kind: str
    subject: str
    fault: str

    @property
    def place(self) -> tuple[str, str]:
        """Kind and name."""
        return self.kind, self.subject


def compute_whole(
    moments: Sequence[Moment], *, kept: bool, without: Collection[Failure] = ()
) -> list[Failure]:
    """Compute all subjects of all kinds at the moments, parts before wholes.

    Returns those that could not be computed, with the given ones, which are not even tried.
    Raises what the computer raised where that is no matter of single subjects.
    """
    if not moments:
        return []
    if kept:  # a moment that was only looked at until now
        forget(Run.objects.filter(kept=False, moment__in=[moment.key for moment in moments]))
    note_run(moments, kept=kept)
    found: list[Failure] = []
    for kind, computer in computers().items():
        known = {one.subject: one.fault for one in without if one.kind == kind}
        faults = known | _compute_all(computer, moments, kept, known)
        if faults:
            _store_unknown(computer, faults, moments, kept)
        found += [Failure(kind, name, fault) for name, fault in sorted(faults.items())]
    return found


def drop_adhoc() -> None:
    """Moments that somebody once looked at are computed again when asked for.

    They are no longer valid from now on, but not yet gone, for the sake of who reads them.
    """
    rows = Run.objects.filter(kept=False)
    forget(rows.filter(stale_since__lte=Now() - READING))
    rows.filter(stale_since=None).update(stale_since=Now())


def _compute_all(
    computer: Computer, moments: Sequence[Moment], kept: bool, without: Collection[str]
) -> dict[str, str]:
    """Compute all subjects of a kind but some; returns those that failed, with the reason."""

    def attempt(subjects: Collection[str] | None) -> Exception | None:
        try:
            with transaction.atomic():
                outcomes = computer.compute(subjects, moments)
                store(outcomes, kind=computer.kind, subjects=subjects, moments=moments, kept=kept)
        except PASSING:
            raise
        except Exception as error:
            return error
        return None

    def names() -> list[str]:
        return [name for name in computer.subjects() if name not in without]

    error = attempt(names() if without else None)
    if error is None:
        return {}
    log.error("not all of %s could be computed", computer.kind, exc_info=error)
    return isolate(names(), attempt, error)


def _store_unknown(
    computer: Computer, faults: Mapping[str, str], moments: Sequence[Moment], kept: bool
) -> None:
    """Store the mark of those that failed, and what is shown in place of their figures."""
    for name, fault in faults.items():
        log.error("%s %s could not be computed: %s", computer.kind, name, fault)
    store(
        _shown(computer, faults, moments),
        kind=computer.kind, subjects=list(faults), moments=moments, kept=kept,
    )  # fmt: skip


def _shown(computer: Computer, names: Collection[str], moments: Sequence[Moment]) -> list[Outcome]:
    """What stands in for their figures; the mark alone where even that cannot be made."""
    try:
        with transaction.atomic():
            return list(computer.in_place(names, moments))
    except PASSING:
        raise
    except Exception:
        log.exception("nothing can be shown for %s", ", ".join(names))
    return list(failed(computer.kind, sorted(names), moments, version=computer.version))
