"""Store outcomes so that only what differs is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from calc.moments import Moment
from metrics.models import Result, Run
from metrics.queries import CONTENT, SLOT
from metrics.rules import Outcome

Slot = tuple[str, ...]
Content = tuple[object, ...]


def store(
    outcomes: Iterable[Outcome],
    *,
    kind: str,
    subjects: Collection[str] | None,
    moments: Collection[Moment],
) -> set[str]:
    """Make the stored Results of these subjects and moments equal to the outcomes.

    Returns the subjects of which anything changed.  What is no longer produced is deleted.
    """
    fresh = {outcome.slot: _content(outcome) for outcome in outcomes}
    dates = {moment.key: moment.as_of for moment in moments}
    rows = _existing(kind, subjects, moments)
    before = {slot: content for slot, (_, content) in rows.items()}
    written = [slot for slot, content in fresh.items() if before.get(slot) != content]
    gone = [slot for slot in before if slot not in fresh]
    _write([_row(slot, fresh[slot], dates[slot[0]]) for slot in written])
    Result.objects.filter(pk__in=[rows[slot][0] for slot in gone]).delete()
    return {slot[2] for slot in (*written, *gone)}


def note_run(moments: Iterable[Moment], *, kept: bool) -> None:
    """Write down that the figures of the moments are complete as of now."""
    now = timezone.now()
    rows = [
        Run(moment=m.key, as_of=m.as_of, known_at=m.known_at, basis=m.basis,
            computed_at=now, kept=kept)
        for m in moments
    ]  # fmt: skip
    Run.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["moment"], update_fields=["computed_at", "kept"]
    )


def forget(runs: QuerySet[Run]) -> None:
    """Drop the Results of some moments and that they were ever complete."""
    keys = list(runs.values_list("moment", flat=True))
    if keys:
        Result.objects.filter(moment__in=keys).delete()
        Run.objects.filter(moment__in=keys).delete()


def _content(outcome: Outcome) -> Content:
    inputs = list(outcome.inputs)
    return (
        outcome.low, outcome.high, outcome.text, outcome.detail, inputs,
        outcome.formula, outcome.version,
    )  # fmt: skip


def _existing(
    kind: str, subjects: Collection[str] | None, moments: Collection[Moment]
) -> dict[Slot, tuple[int, Content]]:
    rows = Result.objects.filter(subject_kind=kind, moment__in=[m.key for m in moments])
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    found = rows.order_by().values_list("pk", *SLOT, *CONTENT)
    return {row[1:5]: (row[0], row[5:]) for row in found}


def _row(slot: Slot, content: Content, as_of: date) -> Result:
    names = (*SLOT, *CONTENT)
    return Result(as_of=as_of, **dict(zip(names, (*slot, *content), strict=True)))


def _write(rows: list[Result]) -> None:
    Result.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=list(SLOT),
        update_fields=list(CONTENT),
    )
