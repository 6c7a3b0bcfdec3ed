"""What would settle an item: versions are added, by a load or by a coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from audit.actions import record
from audit.rules import SYSTEM
from projects.actions.responsibility import deciding, held, signed
from projects.models import Criterion, Project
from projects.queries import subject
from ui.format import cdate


def revise_criterion(
    *, by: Any, project: Project, text: str, valid_from: date, reason: str, seen: int
) -> Criterion:
    """Add a version of the criterion that holds from a day on; ``seen`` is the last one read.

    Raises Forbidden (the refusal is kept), ValidationError by field: no reason, the same text,
    a day before the version that stands, somebody else was quicker.
    """
    with deciding("revise_criterion", by=by, key=subject(project)):
        item = held(project)
        versions = list(Criterion.objects.filter(project=item).order_by("number"))
        row = Criterion(
            project=item, number=_next(versions), text=text.strip(), origin="decided",
            valid_from=valid_from, reason=reason.strip(), recorded_by=signed(by),
        )  # fmt: skip
        row.full_clean(exclude=["recorded_at"])
        _refuse(row, versions, seen)
        row.save(force_insert=True)
        record(by=by, action="projects.revise_criterion", kind="project", key=subject(item),
               project=item.name, number=row.number, text=row.text, valid_from=row.valid_from,
               reason=row.reason)  # fmt: skip
    return row


def _next(versions: list[Criterion]) -> int:
    return versions[-1].number + 1 if versions else 1


def _refuse(row: Criterion, versions: list[Criterion], seen: int) -> None:
    """What needs the other versions to be judged."""
    if row.number != seen + 1:
        raise ValidationError("判据刚被他人修改，请核对最新的一版后再提交。", code="not_as_seen")
    decided = [one for one in versions if one.valid_from]
    latest = max((one.valid_from for one in decided if one.valid_from), default=None)
    if latest and row.valid_from and row.valid_from < latest:
        words = f"不能早于现行一版的生效日期（{cdate(latest)}）。"
        raise ValidationError({"valid_from": words})
    standing = decided[-1] if decided else versions[-1] if versions else None
    if standing and standing.text == row.text:
        raise ValidationError({"text": "与现行判据相同，没有改动。"})


def add_drafts(drafts: Mapping[int, str], reasons: Mapping[int, str]) -> None:
    """Keep the drafts of a catalogue by item; a new version only where the draft is another.

    What a coordinator decided stays in force.
    """
    last = dict(_last_drafts(drafts))
    numbers = dict(
        Criterion.objects.filter(project__in=drafts)
        .order_by()
        .values_list("project")
        .annotate(Max("number"))
    )
    Criterion.objects.bulk_create(
        Criterion(
            project_id=pk, number=numbers.get(pk, 0) + 1, text=text, origin="catalogue",
            reason=reasons[pk], recorded_by=SYSTEM.name,
        )
        for pk, text in drafts.items()
        if last.get(pk) != text
    )  # fmt: skip


def _last_drafts(projects: Iterable[int]) -> Iterable[tuple[int, str]]:
    rows = Criterion.objects.filter(project__in=projects, origin="catalogue").order_by("number")
    return rows.values_list("project", "text")
