"""Reading derived results."""

from __future__ import annotations

import json
import logging
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DatabaseError
from django.db.models import Count, Exists, Min, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from calc.moments import Moment, kept_moments
from metrics.computers import computers, outdated
from metrics.models import Check, Claim, Mark, Result, Run, Span
from metrics.rules import FAILED, Outcome, Uncomputable, digest, isolate, spread

log = logging.getLogger(__name__)
Made = TypeVar("Made")

CONTENT = ("low", "high", "text", "detail", "inputs", "formula", "version")
SLOT = ("moment", "subject_kind", "subject", "metric")


@dataclass(frozen=True)
class Freshness:
    """When a moment was last computed, whether changes still wait, and what was set aside.

    Of what was set aside (``parked``) the earlier figures stand; what could not be computed
    when the moment was (``failed``) has none.  ``outdated`` when a formula has a newer version
    than the one the figures were made by, ``stale`` when a fact has changed since: both are
    computed again as soon as somebody asks.
    """

    computed_at: datetime | None
    pending: bool
    parked: Collection[str] = ()
    failed: Collection[str] = ()
    outdated: bool = False
    stale: bool = False


def kept_now() -> tuple[Moment, ...]:
    """The moments kept ready today, by the server's clock in Asia/Shanghai."""
    return kept_moments(timezone.localdate())


def complete_now() -> tuple[Moment, ...]:
    """Those of the kept moments that were computed whole."""
    complete = set(Run.objects.filter(kept=True).values_list("moment", flat=True))
    return tuple(moment for moment in kept_now() if moment.key in complete)


def results(
    moment: Moment, kind: str, *, subjects: Collection[str] | None = None, metric: str = ""
) -> dict[tuple[str, str], Result]:
    """Results of one kind at a moment by (subject, metric)."""
    rows = Result.objects.filter(moment=moment.key, subject_kind=kind)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    if metric:
        rows = rows.filter(metric=metric)
    return {(row.subject, row.metric): row for row in rows}


class Stretch(NamedTuple):
    """A figure and the numbers of the first and the last of some moments at which it holds."""

    subject: str
    metric: str
    first: int
    last: int
    low: Decimal | None
    high: Decimal | None
    text: str
    detail: dict[str, Any]


class Texts:
    """Reads stored JSON; what many figures share word for word is decoded once.

    The values are shared too, so nobody may alter them.
    """

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def read(self, text: str) -> Any:
        """The value of a text of JSON."""
        if text not in self.known:
            self.known[text] = json.loads(text)
        return self.known[text]


def as_text(name: str) -> Cast:
    """A column of JSON as the text that is stored."""
    return Cast(name, TextField())


def stretches(
    kind: str, moments: Sequence[Moment], *, subjects: Collection[str], metrics: Collection[str]
) -> Iterator[Stretch]:
    """Figures at moments of one knowledge, in order of their days, each span once."""
    kept = Run.objects.filter(kept=True).values_list("moment", flat=True)
    shared = set(kept.filter(moment__in=[moment.key for moment in moments]))
    lines = {moment.key: "" if moment.key in shared else moment.key for moment in moments}
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, moment in enumerate(moments):
        numbers[lines[moment.key]].append(number)
    days = {line: [moments[number].as_of for number in found] for line, found in numbers.items()}
    rows = Span.objects.filter(
        line__in=numbers, subject_kind=kind, subject__in=subjects, metric__in=metrics
    )
    names = ("line", "since", "until", "subject", "metric", "low", "high", "text")
    texts = Texts()
    for line, since, until, subject, metric, *figure, detail in rows.order_by().values_list(
        *names, as_text("detail")
    ):
        first, after = bisect_left(days[line], since), bisect_right(days[line], until)
        for one in _unbroken(numbers[line][first:after]):
            yield Stretch(subject, metric, *one, *figure, texts.read(detail))


def _unbroken(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of numbers that follow one another."""
    for _, same in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in same]
        yield found[0], found[-1]


def series(kind: str, subject: str, metric: str) -> list[Result]:
    """One figure over the kept quarter ends, oldest first."""
    keys = [moment.key for moment in kept_now()]
    rows = Result.objects.filter(moment__in=keys, subject_kind=kind, subject=subject, metric=metric)
    return list(rows.order_by("as_of"))


def freshness(moment: Moment) -> Freshness:
    """Freshness of the figures of a moment."""
    marked = Result.objects.filter(
        moment=moment.key, metric=FAILED, subject_kind=OuterRef("subject_kind"),
        subject=OuterRef("subject"),
    )  # fmt: skip
    rows = Run.objects.filter(moment=moment.key).annotate(
        pending=Exists(waiting()),
        parked=ArraySubquery(_parked().exclude(Exists(marked)).values("subject")),
        failed=ArraySubquery(Claim.objects.filter(Exists(marked)).values("subject")),
    )
    names = ("computed_at", "pending", "parked", "failed", "versions", "stale_since")
    found = rows.values_list(*names).first()
    if found is None:
        return Freshness(None, pending=False)
    *told, made_by, stale_since = found
    return Freshness(*told, outdated=outdated(made_by), stale=stale_since is not None)


def waiting() -> QuerySet[Mark]:
    """Marks that will be worked through: all but those of subjects that were set aside."""
    return Mark.objects.filter(~Exists(_parked().filter(fence=OuterRef("fence"))))


def parked() -> list[Claim]:
    """Subjects that were set aside after repeated failures, with the reason."""
    return list(_parked().order_by("claimed_at"))


def under_way() -> list[Claim]:
    """What is computed at present or will be tried again, oldest first."""
    return list(Claim.objects.exclude(state=Claim.State.PARKED).order_by("claimed_at"))


def unclaimed() -> list[tuple[str, int, datetime]]:
    """Subjects that are marked and that nobody has claimed: kind, number, oldest mark."""
    claimed = Claim.objects.filter(fence=OuterRef("fence"))
    rows = Mark.objects.filter(~Exists(claimed)).order_by("subject_kind").values("subject_kind")
    counted = rows.annotate(count=Count("subject", distinct=True), oldest=Min("marked_at"))
    return list(counted.values_list("subject_kind", "count", "oldest"))


def kept_runs() -> list[Run]:
    """The moments that are kept ready, the oldest day first."""
    return list(Run.objects.filter(kept=True).order_by("as_of"))


def last_check(kind: str) -> Check | None:
    """The last comparison or rebuilding that was noted."""
    return Check.objects.filter(kind=kind).first()


def _parked() -> QuerySet[Claim]:
    return Claim.objects.filter(state=Claim.State.PARKED)


def stored_rows(moments: Iterable[Moment]) -> dict[tuple[str, ...], tuple[object, ...]]:
    """Everything stored for the moments: slot -> content."""
    keys = [moment.key for moment in moments]
    rows = Result.objects.filter(moment__in=keys).values_list(*SLOT, *CONTENT)
    return {row[:4]: row[4:] for row in rows}


def fingerprint(moments: Iterable[Moment]) -> str:
    """Digest of all stored Results of the moments, for comparing rebuilds."""
    rows = stored_rows(moments)
    return digest(slot + rows[slot] for slot in sorted(rows))


def between(before: Moment, after: Moment) -> tuple[Moment, Moment, Moment]:
    """The path from one moment to another: first new knowledge of the old day, then the new day.

    (day 1, knowledge 1) → (day 1, knowledge 2) → (day 2, knowledge 2): what differs over the
    first step was learned or revised, what differs over the second really happened.
    """
    return before, after.at(before.as_of), after


def computed(
    kind: str, subjects: Collection[str], moments: Collection[Moment]
) -> dict[tuple[str, str, str], Outcome]:
    """Figures made afresh by the computer of a kind, nothing stored: by moment, subject, metric.

    Not for kinds that are made from stored Results (``account``).  A subject that cannot be
    computed has the figures that are shown in such a case.
    """
    asked, computer = list(dict.fromkeys(moments)), computers()[kind]
    made, failing = guarded(
        lambda some: computer.compute(subjects if some is None else some, asked),
        lambda: sorted(subjects),
    )
    if failing:
        made += computer.in_place(failing, asked)
    return {(one.moment.key, one.subject, one.metric): one for one in spread(made, asked)}


def guarded(
    make: Callable[[Collection[str] | None], Iterable[Made]], names: Callable[[], Sequence[str]]
) -> tuple[list[Made], dict[str, str]]:
    """What a page makes of subjects in one go and, of those that fail by themselves, the reason.

    ``make`` is asked for all (None), and for some of ``names`` only when that fails.

    Raises Uncomputable where the fault is not of single subjects (``metrics.rules.isolate``).
    """
    made: list[Made] = []

    def attempt(some: Collection[str] | None) -> Exception | None:
        try:
            made.extend(list(make(some)))
        except (DatabaseError, Uncomputable):
            raise
        except Exception as error:
            return error
        return None

    error = attempt(None)
    if error is None:
        return made, {}
    with computing(""):
        failing = isolate(names(), attempt, error)
    log.error("could not be computed for a page: %s", ", ".join(failing), exc_info=error)
    return made, failing


def attempted(make: Callable[[], Made], about: str) -> Made | None:
    """What a page makes of one subject; None where that fails, which the page must say."""
    try:
        return make()
    except (DatabaseError, Uncomputable):
        raise
    except Exception:
        log.exception("%s could not be computed for a page", about)
        return None


@contextmanager
def computing(what: str) -> Iterator[None]:
    """Whatever cannot be computed in the block is no error of the page: raises Uncomputable."""
    try:
        yield
    except (DatabaseError, Uncomputable):
        raise
    except Exception as error:
        log.exception("a page could not be computed")
        raise Uncomputable(what) from error
