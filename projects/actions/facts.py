"""What changes about projects: facts are added, never altered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.actions import record
from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, Contradiction, check
from metrics.actions import mark
from plan.actions import add_ruling, cite
from plan.models import Ruling
from plan.queries import rulings, standing
from projects.models import Part, Progress, Project
from projects.queries import subject, to_facts
from projects.rules import FactEntry


@transaction.atomic
def add_fact(
    *, by: Any, project: Project, entry: FactEntry, key: str,
    filed_by: str, approved_by: str, origin: str = "report",
) -> Progress:  # fmt: skip
    """Record an approved fact, mark what depends on it, leave a trace.

    Raises ValidationError when the fact breaks a rule of the database or contradicts what
    is on file (the message names the rows).
    """
    fact = build(project, entry, key=key, origin=origin, filed_by=filed_by, approved_by=approved_by)
    fact.full_clean(exclude=["recorded_at"])
    fact.save(force_insert=True)
    refuse_contradiction(project)
    mark("project", [subject(project)], cause=f"fact {key}")
    record(by=by, action="projects.add_fact", kind="project", key=subject(project),
           fact=key, event=entry.event, summary=entry.summary, corrects=entry.corrects)  # fmt: skip
    return fact


def build(
    project: Project, entry: FactEntry, *, key: str, origin: str, filed_by: str, approved_by: str
) -> Progress:
    """The row of a fact, not yet saved."""
    part = Part.objects.get(project=project, code=entry.part) if entry.part else None
    source = cite(entry.source)
    return Progress(
        project=project, part=part, key=key, source=source, origin=origin,
        filed_by=filed_by, approved_by=approved_by,
        published_on=entry.source.published_on,
        published_precision=entry.source.published_precision,
        **_plain(entry),
    )  # fmt: skip


def _plain(entry: FactEntry) -> dict[str, object]:
    names = (
        "part_said", "relation", "event", "day", "precision", "date_basis", "at_least", "at_most",
        "moves", "value", "unit", "value_kind", "amount", "percent", "summary", "confidence",
        "status", "event_group", "conflict_group", "known_issue", "note", "corrects", "reason",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names}


def refuse_contradiction(project: Project) -> None:
    """Raise ValidationError when the standing facts of a project exclude each other."""
    moment = Moment(PLAN_END)
    rows = Progress.objects.filter(project=project).select_related("part").order_by("key")
    facts = to_facts(project.ladder, standing(rows, rulings(project.plan, moment)))
    parts: Sequence[str] = tuple(project.parts.values_list("code", flat=True))
    try:
        check(facts, LADDERS[project.ladder], parts)
    except Contradiction as error:
        raise ValidationError(
            f"与已入库的事实矛盾：{error}。请核对日期和事件，或先对有误的一条提出更正。",
            code="contradiction",
        ) from error


@transaction.atomic
def rule(
    *, by: Any, project: Project, conflict_group: str, chosen: str, reason: str,
    published_on: date | None, key: str, filed_by: str, approved_by: str,
) -> Ruling:  # fmt: skip
    """Decide between sources that disagree about a project."""
    if not Progress.objects.filter(
        project=project, conflict_group=conflict_group, key=chosen
    ).exists():
        raise ValidationError("采信的说法不在这组分歧之中，请重新选择。", code="not_in_group")
    ruling = add_ruling(
        plan=project.plan, conflict_group=conflict_group, chosen=chosen, reason=reason,
        published_on=published_on, key=key, filed_by=filed_by, approved_by=approved_by,
    )  # fmt: skip
    refuse_contradiction(project)
    mark("project", [subject(project)], cause=f"ruling {key}")
    record(by=by, action="projects.rule", kind="project", key=subject(project),
           group=conflict_group, chosen=chosen, reason=reason)  # fmt: skip
    return ruling
