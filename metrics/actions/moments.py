"""Have the results of a moment ready, and follow the calendar."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from calc.moments import Moment
from metrics.actions.aside import aside, deadly, set_aside, take_back, try_deadly
from metrics.actions.claims import claim_calendar, claim_whole, release, still_held
from metrics.actions.computing import drop_adhoc
from metrics.actions.leases import PASSING, beating, expire, fail, free_on_failure
from metrics.actions.locks import TIDY, lock
from metrics.actions.shadow import computed_beside
from metrics.actions.storage import KEPT as KEPT_LINE
from metrics.actions.storage import forget, note_run
from metrics.computers import outdated, versions
from metrics.models import Claim, Run
from metrics.queries import kept_now
from metrics.rules import Uncomputable, fault_of, moment_words

log = logging.getLogger(__name__)

MOST_ADHOC = 40
# Seconds between two looks whether another has finished a moment, and leases until we give up.
PAUSE = 0.05
PATIENCE = 20


def ensure(moment: Moment) -> None:
    """Compute the results of a moment unless they are there.

    They are kept under the key of the moment until a fact changes, at most ``MOST_ADHOC`` of
    them; one that should be kept ready is taken up by the next pass.  One process computes a
    moment, others wait for it.  Call it outside of transactions: who refreshes meanwhile must
    see that the moment is being computed.  Raises Uncomputable where the fault is not of single
    subjects.
    """
    end = time.monotonic() + PATIENCE * settings.METRICS_LEASE
    while not _ready(moment) and time.monotonic() < end:
        claims = claim_whole(moment.key)
        if claims and _ready(moment):  # another has just finished it
            release(claims)
        elif claims:
            _look_at_or_say(claims, moment)
        else:
            time.sleep(PAUSE)
            expire()


def ensure_all(moments: Collection[Moment]) -> None:
    """The same for several moments; one query where all of them are there."""
    keys = [moment.key for moment in moments]
    rows = Run.objects.filter(moment__in=keys, stale_since=None)
    found = {key: run for key, *run in rows.values_list("moment", "kept", "versions")}
    for moment in moments:
        if not _usable(found.get(moment.key)):
            ensure(moment)


def roll_day() -> None:
    """Compute the moments that the calendar added and drop those it has left behind.

    When a formula has a new version, all of them are computed again.  Where they cannot be
    computed at all, that is noted and tried again later; everything else goes on.
    """
    runs = dict(_kept().values_list("moment", "versions"))
    older = any(map(outdated, runs.values()))
    if {moment.key for moment in kept_now()} == set(runs) and not older:
        return
    expire()
    claims = claim_calendar()
    if claims and _try_to_keep(claims) and older:
        try_deadly()


def _try_to_keep(claims: Sequence[Claim]) -> bool:
    with free_on_failure(claims), beating(claims):
        try:
            return keep(claims)
        except PASSING:
            raise
        except Exception as error:
            log.exception("the moments of the calendar could not be computed")
            fail(claims, fault_of(error))
            return False


def keep(claims: Sequence[Claim]) -> bool:
    """Compute all moments of the calendar under a claim; False when it was lost meanwhile.

    What others refresh in the meantime has left marks under our claim; they are open again as
    soon as it is gone.
    """
    moments, before = kept_now(), aside()
    with computed_beside(moments, without=deadly(before)) as made:
        if not still_held(claims, before):
            return False
        mended = take_back(before, made.failures)
        set_aside(made.failures)
        hold_kept()
        lock(TIDY)
        made.put_in_place(KEPT_LINE, claims[0].fence)
        keys = [moment.key for moment in moments]
        forget(Run.objects.filter(moment__in=keys, kept=False))
        _kept().exclude(moment__in=keys).delete()
        note_run(moments, kept=True)
        note_versions(keys)
        if mended:  # whatever was looked at still shows them as failed
            drop_adhoc()
        release(claims)
    return True


def hold_kept() -> None:
    """Let nobody store into the kept moments until this transaction ends."""
    list(_kept().order_by("moment").select_for_update())


def _look_at_or_say(claims: Sequence[Claim], moment: Moment) -> None:
    """No reader has to see an error of the program; it is in the log."""
    try:
        _look_at(claims, moment)
    except PASSING:
        raise
    except Exception as error:
        log.exception("the moment %s could not be computed", moment.key)
        raise Uncomputable(f"{moment_words(moment)}的各数") from error


def _look_at(claims: Sequence[Claim], moment: Moment) -> None:
    beside = computed_beside([moment], kept=False, without=deadly(aside()))
    with free_on_failure(claims), beating(claims), beside as made:
        if not still_held(claims):
            return
        set_aside(made.failures)
        lock(TIDY)
        _make_room()
        made.put_in_place(moment.key, claims[0].fence)
        note_run([moment], kept=False)
        note_versions([moment.key])
        release(claims)


def _kept() -> QuerySet[Run]:
    return Run.objects.filter(kept=True)


def note_versions(keys: Collection[str]) -> None:
    """Write down that the moments were computed whole by the formulas of today."""
    Run.objects.filter(moment__in=keys).update(versions=versions())


def _ready(moment: Moment) -> bool:
    """Whether it is on file; a kept one of older formulas is left to the next pass."""
    rows = Run.objects.filter(moment=moment.key, stale_since=None)
    return _usable(rows.values_list("kept", "versions").first())


def _usable(run: Sequence[Any] | None) -> bool:
    return run is not None and (run[0] or not outdated(run[1]))


def _make_room() -> None:
    oldest = Run.objects.filter(kept=False).order_by("-computed_at")[MOST_ADHOC - 1 :]
    forget(Run.objects.filter(pk__in=[run.pk for run in oldest]))
