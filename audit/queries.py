"""Reading the trail."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from audit.models import Entry


def trail(kind: str, key: str) -> list[Entry]:
    """Everything done to one subject, oldest first.

    The caller has resolved the subject in the reader's scope; entries carry no scope.
    """
    return list(Entry.objects.filter(subject_kind=kind, subject=key).order_by("id"))


def first_day() -> date | None:
    """The day (Asia/Shanghai) of the first entry: since then this system has records."""
    at = Entry.objects.order_by("id").values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None
