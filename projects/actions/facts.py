"""What changes about projects: facts are added, never altered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.actions import record
from calc.moments import PLAN_END, Moment
from calc.stages import LADDERS, Contradiction, check
from metrics.actions import mark
from plan.actions import add_ruling, cite, save
from plan.models import Ruling
from plan.queries import rulings, standing
from projects.models import Progress, Project
from projects.queries import drafted, find_fact, subject, to_facts
from projects.queries.deciding import deciding
from projects.rules import FactEntry


@transaction.atomic
def add_fact(
    *, by: Any, project: Project, entry: FactEntry, key: str,
    filed_by: str, approved_by: str, origin: str = "report",
) -> Progress:  # fmt: skip
    """Record an approved fact, mark what depends on it, leave a trace.

    Raises ValidationError when the fact breaks a rule of the database, corrects a fact that
    is not on file, or contradicts what is on file (the message names the rows).
    """
    if entry.corrects and find_fact(project, entry.corrects) is None:
        raise ValidationError(f"更正对象 {entry.corrects} 不存在，请核对编号。", code="not_on_file")
    fact = build(project, entry, key=key, origin=origin, filed_by=filed_by, approved_by=approved_by)
    save(fact, exclude=["recorded_at"])
    refuse_contradiction(project)
    mark("project", [subject(project)], cause=f"fact {key}")
    record(by=by, action="projects.add_fact", kind="project", key=subject(project),
           fact=key, event=entry.event, summary=entry.summary, corrects=entry.corrects)  # fmt: skip
    return fact


def build(
    project: Project, entry: FactEntry, *, key: str, origin: str, filed_by: str, approved_by: str
) -> Progress:
    """The row of a fact with its source, not yet saved."""
    fact = drafted(project, entry, key=key)
    fact.source = cite(entry.source)
    fact.origin, fact.filed_by, fact.approved_by = origin, filed_by, approved_by
    return fact


def refuse_contradiction(project: Project) -> None:
    """Raise ValidationError when the standing facts of a project exclude each other.

    So does a fact that names a stage its ladder does not have.
    """
    moment = Moment(PLAN_END)
    ruled = rulings(project.plan, moment)
    alive = standing(deciding(project, moment, ruled), ruled)
    parts: Sequence[str] = tuple(project.parts.values_list("code", flat=True))
    try:
        check(to_facts(project.ladder, alive), LADDERS[project.ladder], parts)
    except KeyError as error:
        words = f"“{project}”的事实写了其阶段序列中没有的阶段，请核对。"
        raise ValidationError(words, code="unknown_stage") from error
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
    """Decide between sources that disagree about a project.

    A source that speaks of several works is believed, or not, for all of them.
    """
    group = Progress.objects.filter(
        Q(conflict_group=conflict_group) | Q(project=project, key=conflict_group),
        project__plan=project.plan,
    )
    if not group.filter(project=project, key=chosen).exists():
        raise ValidationError("采信的说法不在这组分歧之中，请重新选择。", code="not_in_group")
    ruling = add_ruling(
        plan=project.plan, conflict_group=conflict_group, chosen=chosen, reason=reason,
        published_on=published_on, key=key, filed_by=filed_by, approved_by=approved_by,
    )  # fmt: skip
    touched = list(Project.objects.filter(pk__in=group.values("project")).select_related("plan"))
    for one in touched:
        refuse_contradiction(one)
    mark("project", sorted(subject(one) for one in touched), cause=f"ruling {key}")
    record(by=by, action="projects.rule", kind="project", key=subject(project),
           group=conflict_group, chosen=chosen, reason=reason)  # fmt: skip
    return ruling
