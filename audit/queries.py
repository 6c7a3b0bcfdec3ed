"""Reading the trail."""

from __future__ import annotations

from audit.models import Entry


def trail(kind: str, key: str) -> list[Entry]:
    """Everything done to one subject, oldest first.

    The caller has resolved the subject in the reader's scope; entries carry no scope.
    """
    return list(Entry.objects.filter(subject_kind=kind, subject=key).order_by("id"))
