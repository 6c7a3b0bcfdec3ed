"""What changes about the plan's sources and rulings."""

from __future__ import annotations

from datetime import date

from plan.actions.rows import save
from plan.models import Plan, Ruling, Source
from plan.rules import SourceEntry


def cite(entry: SourceEntry) -> Source:
    """The registered source for a citation; the same document is registered once."""
    source, _ = Source.objects.get_or_create(
        title=entry.title,
        publisher=entry.publisher,
        number=entry.number,
        kind=entry.kind,
        url=entry.url,
        published_on=entry.published_on,
        defaults={"published_precision": entry.published_precision},
    )
    return source


def add_ruling(
    *, plan: Plan, conflict_group: str, chosen: str, reason: str, published_on: date | None,
    key: str, filed_by: str, approved_by: str,
) -> Ruling:  # fmt: skip
    """Store a ruling; the caller marks what depends on it and leaves the trace."""
    ruling = Ruling(
        plan=plan, conflict_group=conflict_group, chosen=chosen, reason=reason,
        published_on=published_on, key=key, filed_by=filed_by, approved_by=approved_by,
    )  # fmt: skip
    save(ruling, exclude=["recorded_at"])
    return ruling
