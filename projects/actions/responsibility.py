"""Who answers for an item: rows are added, an end is a new row, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.rules import Forbidden, check_may
from audit.actions import record
from projects.models import Project, Responsibility, Term
from projects.queries import span, standing_rows, subject
from projects.rules import (
    RESPONSIBILITY_WORDS,
    deadline_words,
    objections,
    out_of_force,
)
from regions.models import Organisation

ATTEMPTS = {
    "assign": "明确责任单位",
    "end": "终止责任",
    "set_term": "明确完成要求",
    "import_table": "导入任务分解表",
    "revise_criterion": "修改判据",
}
# attempt -> permission, where it is not that to decide responsibilities
PERMISSIONS = {"revise_criterion": "revise_criterion"}


@dataclass(frozen=True)
class Decision:
    """Since when something holds, by which document, and the day of that document.

    ``published_on`` is the end of the stated period; None when nobody knows.
    """

    valid_from: date
    document: str
    published_on: date | None = None
    published_precision: str = ""


@contextmanager
def deciding(attempt: str, *, by: Any, key: str) -> Iterator[None]:
    """Let only those who may decide through; keep one row about a refusal."""
    try:
        check_may(by.role, PERMISSIONS.get(attempt, "assign"))
    except Forbidden as refusal:
        record(by=by, action="projects.denied", kind="project", key=key,
               attempt=ATTEMPTS[attempt], reason=str(refusal))  # fmt: skip
        raise
    with transaction.atomic():
        yield


def held(project: Project) -> Project:
    """The item, held until the transaction ends, so that nobody decides beside us."""
    rows = Project.objects.select_for_update(of=("self",), no_key=True).select_related("plan")
    return rows.get(pk=project.pk)


def assign(
    *, by: Any, project: Project, organisation: Organisation, role: str, decision: Decision,
    valid_to: date | None = None,
) -> Responsibility:  # fmt: skip
    """Make a unit answer for an item from a day on, until ``valid_to`` where that is known.

    Raises Forbidden (the refusal is kept), ValidationError by field: a second lead, a second
    role of the same unit, a unit not in force on that day.
    """
    with deciding("assign", by=by, key=subject(project)):
        row = Responsibility(
            project=held(project), organisation=organisation, role=role, valid_to=valid_to,
            **given(decision, by),
        )  # fmt: skip
        row.full_clean(exclude=["recorded_at"])
        refuse_unfit(row)
        row.save(force_insert=True)
        trace("assign", row, by=by, valid_from=row.valid_from, document=row.document)
    return row


def refuse_unfit(row: Responsibility) -> None:
    """Raise ValidationError when the unit or what stands already speaks against the row."""
    unit = row.organisation
    heir = unit.successor.name if unit.successor else ""
    fault = out_of_force(unit.name, row.valid_from, unit.valid_from, unit.valid_to, heir)
    if fault:
        raise ValidationError({"organisation": fault})
    others = [one for one in standing_rows([row.project_id])[row.project_id]
              if one.pk != row.ends_id]  # fmt: skip
    against = objections(span(row), map(span, others))
    if against:
        raise ValidationError({"organisation": against})


def end(
    *, by: Any, responsibility: Responsibility, decision: Decision, reason: str,
    withdraw: bool = False,
) -> Responsibility:  # fmt: skip
    """End a responsibility on the day from which ``decision`` holds, or withdraw an entry made
    by mistake, as if it had never been.

    Returns the row that says so; the ended one stays as it is.  Raises Forbidden (the refusal is
    kept), ValidationError when it has been ended already, the day is not after its beginning,
    or no reason is given.
    """
    project = responsibility.project
    with deciding("end", by=by, key=subject(project)):
        held(project)
        row = ending(responsibility, decision, by, reason=reason.strip(), withdraw=withdraw)
        if responsibility.withdrawn:
            raise ValidationError("该条已是撤销的记录，请刷新后再办理。")
        row.full_clean(exclude=["recorded_at"])
        if not withdraw:
            refuse_longer(responsibility, row)
        row.save(force_insert=True)
        trace(
            "withdraw" if withdraw else "end", row, by=by, valid_to=row.valid_to, reason=row.reason
        )
    return row


def ending(
    ended: Responsibility, decision: Decision, by: Any, *, reason: str, withdraw: bool
) -> Responsibility:
    """The row that ends another one, not yet saved: the same with an end and a reason."""
    return Responsibility(
        project=ended.project, organisation=ended.organisation, role=ended.role, ends=ended,
        withdrawn=withdraw, reason=reason, valid_to=None if withdraw else decision.valid_from,
        **(given(decision, by) | {"valid_from": ended.valid_from}),
    )  # fmt: skip


def refuse_longer(ended: Responsibility, row: Responsibility) -> None:
    """An end may be moved, but not over what another row has taken since."""
    others = [one for one in standing_rows([row.project_id])[row.project_id] if one.pk != ended.pk]
    against = objections(span(row), map(span, others))
    if against:
        raise ValidationError({"valid_from": against})


def set_term(
    *, by: Any, project: Project, decision: Decision, deadline: date | None = None,
    deadline_precision: str = "", deliverable: str = "", note: str = "",
) -> Term:  # fmt: skip
    """Settle until when and with what result an item is carried out; a blank takes it back.

    ``deadline`` is the last day of the stated period.  May be settled before any unit is named.
    Raises Forbidden (the refusal is kept) and ValidationError by field.
    """
    with deciding("set_term", by=by, key=subject(project)):
        row = Term(
            project=held(project), deadline=deadline, deadline_precision=deadline_precision,
            deliverable=deliverable.strip(), note=note.strip(), **given(decision, by),
        )  # fmt: skip
        row.full_clean(exclude=["recorded_at"])
        row.save(force_insert=True)
        record(by=by, action="projects.set_term", kind="project", key=subject(row.project),
               project=row.project.name, deliverable=row.deliverable, note=row.note,
               deadline=deadline_words(deadline, deadline_precision), document=row.document,
               valid_from=row.valid_from)  # fmt: skip
    return row


def given(decision: Decision, by: Any) -> dict[str, Any]:
    """What every row carries: the decision and who entered it."""
    return {
        "valid_from": decision.valid_from,
        "document": decision.document.strip(),
        "published_on": decision.published_on,
        "published_precision": decision.published_precision,
        "recorded_by": signed(by),
    }


def signed(by: Any) -> str:
    """Office and name, as a row keeps who entered it."""
    return " ".join(word for word in (by.office, by.name) if word)[:200]


def trace(action: str, row: Responsibility, *, by: Any, **detail: Any) -> None:
    """One row of the trail about a unit of an item."""
    record(by=by, action=f"projects.{action}", kind="project", key=subject(row.project),
           project=row.project.name, organisation=row.organisation.name,
           role=RESPONSIBILITY_WORDS[row.role], **detail)  # fmt: skip
