"""Writing the trail: one row per thing done, in the transaction that does it."""

from __future__ import annotations

from typing import Any

from audit.models import Entry
from audit.rules import Actor, plain, printable


def record(*, by: Actor, action: str, kind: str, key: str, **detail: Any) -> Entry:
    """Add one entry: ``by`` did ``action`` to the ``kind`` named ``key``.

    The name and office of the actor are copied as they are now, so that the entry keeps
    saying who it was.  Dates and decimals in ``detail`` are kept as text.
    """
    return Entry.objects.create(
        actor=by.username,
        actor_name=printable(by.name)[:100],
        actor_office=printable(by.office)[:200],
        action=action,
        subject_kind=kind,
        subject=printable(key)[:200],
        detail=plain(detail),
    )
