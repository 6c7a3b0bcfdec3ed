"""Store outcomes so that only what differs is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone

from calc.moments import Moment
from metrics.models import Result, Run
from metrics.queries import CONTENT, SLOT
from metrics.rules import Outcome


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
    before = _existing(kind, subjects, moments)
    written = [slot for slot, content in fresh.items() if before.get(slot) != content]
    gone = [slot for slot in before if slot not in fresh]
    _write([_row(slot, fresh[slot], dates[slot[0]]) for slot in written])
    for slot in gone:
        Result.objects.filter(**dict(zip(SLOT, slot, strict=True))).delete()
    return {slot[2] for slot in written} | {slot[2] for slot in gone}


def note_run(moments: Iterable[Moment], *, kept: bool) -> None:
    """Write down that the figures of the moments are complete as of now."""
    now = timezone.now()
    rows = [
        Run(
            moment=m.key,
            as_of=m.as_of,
            known_at=m.known_at,
            basis=m.basis,
            computed_at=now,
            kept=kept,
        )
        for m in moments
    ]
    Run.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["moment"], update_fields=["computed_at", "kept"]
    )


def _content(outcome: Outcome) -> tuple[object, ...]:
    inputs = list(outcome.inputs)
    return (
        outcome.low, outcome.high, outcome.text, outcome.detail, inputs,
        outcome.formula, outcome.version,
    )  # fmt: skip


def _existing(
    kind: str, subjects: Collection[str] | None, moments: Collection[Moment]
) -> dict[tuple[str, ...], tuple[object, ...]]:
    rows = Result.objects.filter(subject_kind=kind, moment__in=[m.key for m in moments])
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    return {row[:4]: row[4:] for row in rows.values_list(*SLOT, *CONTENT)}


def _row(slot: tuple[str, ...], content: tuple[object, ...], as_of: date) -> Result:
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
