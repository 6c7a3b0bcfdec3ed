"""A changed 任务分解表 is kept until it is confirmed, then taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.actions import record
from plan.models import Plan
from projects.actions.responsibility import Decision, deciding, ending, given
from projects.models import Project, Responsibility, TableUpload, Term
from projects.queries import compared, spans_of, standing_rows
from projects.rules import Comparison, Wanted
from projects.rules.table import CODE
from regions.models import Organisation
from workbook import RowRead

KEPT_FOR = timedelta(days=1)


class NotAsSeen(Exception):
    """What the file would change is no longer what was shown; nothing was done."""


def keep_upload(
    *, by: Any, token: UUID, plan: Plan, kind: str, name: str, content: bytes, decision: Decision
) -> TableUpload:
    """Keep a file until it is confirmed; what was sent before and never confirmed goes.

    The same ``token`` always gives the same upload.  Raises Forbidden (the refusal is kept).
    """
    with deciding("import_table", by=by, key=f"{plan.code}/{kind}"):
        waiting = TableUpload.objects.filter(applied_at__isnull=True)
        waiting.filter(sent_by=by).exclude(token=token).delete()
        waiting.filter(sent_at__lt=timezone.now() - KEPT_FOR).exclude(token=token).delete()
        upload, _ = TableUpload.objects.get_or_create(
            token=token,
            defaults={
                "plan": plan, "kind": kind, "name": name[-200:], "content": content, "sent_by": by,
                "valid_from": decision.valid_from, "document": decision.document,
                "published_on": decision.published_on,
                "published_precision": decision.published_precision,
            },
        )  # fmt: skip
    return upload


def decision_of(upload: TableUpload) -> Decision:
    """Since when and by which document the content of a file holds."""
    return Decision(
        upload.valid_from, upload.document, upload.published_on, upload.published_precision
    )


def import_table(
    *, by: Any, upload: TableUpload, rows: Sequence[RowRead], seen: str
) -> Comparison:  # fmt: skip
    """Take a changed table in, whole or not at all; a second time it changes nothing.

    ``seen`` is the digest of the changes that were shown.  Raises Forbidden (the refusal is
    kept) and :class:`NotAsSeen` when there are faults or other changes than those.
    """
    with deciding("import_table", by=by, key=f"{upload.plan.code}/{upload.kind}"):
        upload = TableUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        _hold(upload, rows)
        found = compared(upload.plan, upload.kind, rows, upload.valid_from)
        if upload.applied_at is not None:
            return Comparison(rows=found.rows)
        if found.faults or found.digest != seen:
            raise NotAsSeen
        for wanted in found.wanted:
            _take(wanted, upload, by)
        _trace(found, upload, by)
        upload.applied_at = timezone.now()
        upload.save(update_fields=["applied_at"])
    return found


def _hold(upload: TableUpload, rows: Sequence[RowRead]) -> None:
    """Hold all items of the file, always in the same order."""
    codes = {row.text(CODE) for row in rows}
    items = Project.objects.filter(plan=upload.plan, code__in=codes).order_by("pk")
    list(items.select_for_update(no_key=True).values_list("pk", flat=True))


def _take(wanted: Wanted, upload: TableUpload, by: Any) -> None:
    """Ends first, then what begins, then deadline and deliverable."""
    project = Project.objects.get(plan=upload.plan, code=wanted.item.code)
    decision = decision_of(upload)
    shared = given(decision, by)
    standing = spans_of(standing_rows([project.pk])[project.pk])
    for span in wanted.ends:
        # what began that very day has never held for a day
        ending(
            standing[span], decision, by, reason=f"按{upload.document}调整"[:300],
            withdraw=span.valid_from >= decision.valid_from,
        ).save(force_insert=True)  # fmt: skip
    offices = Organisation.objects.in_bulk([code for _, code in wanted.begins], field_name="code")
    for role, code in wanted.begins:
        row = Responsibility(project=project, organisation=offices[code], role=role, **shared)
        row.save(force_insert=True)
    if wanted.new_term:
        deadline, precision, deliverable, note = wanted.allotment.term
        Term.objects.create(
            project=project, deadline=deadline, deadline_precision=precision,
            deliverable=deliverable, note=note, **shared,
        )  # fmt: skip


def _trace(found: Comparison, upload: TableUpload, by: Any) -> None:
    """One row of the trail for every item that changes, one for the file."""
    told: dict[str, list[str]] = {}
    for change in found.changes:
        told.setdefault(change.code, []).append(change.sentence)
    for code, sentences in told.items():
        record(by=by, action="projects.reassign", kind="project", key=f"{upload.plan.code}/{code}",
               changes="；".join(sentences), document=upload.document,
               valid_from=upload.valid_from)  # fmt: skip
    record(by=by, action="projects.import_table", kind="import", key=str(upload.token),
           name=upload.name, count=len(found.changes), document=upload.document)  # fmt: skip
