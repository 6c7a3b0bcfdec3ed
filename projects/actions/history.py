"""Load dated facts about projects from a history folder."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from metrics.actions import mark
from plan.actions import Changes, save
from plan.actions.changes import label
from plan.models import Plan
from plan.rules import SourceEntry
from projects.actions.facts import build, refuse_contradiction
from projects.models import Progress, Project
from projects.queries import subject
from projects.rules import PLAIN, FactEntry

WAN = Decimal(10000)
CENT = Decimal("0.01")
KEPT = (*PLAIN, "part_id", "source_id", "published_on", "published_precision")


def load_events(plan: Plan, rows: Iterable[Any], *, skip: frozenset[str] = frozenset()) -> Changes:
    """Record the events of a history that are not on file yet.

    What is on file is never altered: a row that now says something else is refused.
    """
    changes = Changes()
    touched: dict[str, Project] = {}
    projects = {project.code: project for project in Project.objects.filter(plan=plan)}
    stored = _stored(plan)
    for row in (row for row in rows if row.id not in skip):
        for code in row.project:
            fact = _fact(projects[code], row)
            old = stored.get((code, row.id))
            if old is not None:
                _refuse_change(old, fact)
                continue
            _insert(fact)
            touched[code] = projects[code]
            changes.add("新增", fact)
    for project in touched.values():
        refuse_contradiction(project)
    mark("project", [subject(project) for project in touched.values()], cause="history")
    return changes


def _insert(fact: Progress) -> None:
    try:
        save(fact, exclude=["recorded_at"])
    except ValidationError as error:
        raise ValidationError(f"{fact.key} 不能入库：{'；'.join(error.messages)}") from error


def _stored(plan: Plan) -> dict[tuple[str, str], Progress]:
    rows = Progress.objects.filter(project__plan=plan, origin="history").select_related(
        "project", "part"
    )
    return {(row.project.code, row.key): row for row in rows}


def _fact(project: Project, row: Any) -> Progress:
    return build(
        project, entry_of(row), key=row.id, origin="history", filed_by="历史资料", approved_by=""
    )


def entry_of(row: Any) -> FactEntry:
    """A history row as a fact; money becomes 万元."""
    money = row.value_kind.startswith("investment") and row.unit == "亿元"
    value = row.value * WAN if money else row.value
    total = row.value_kind in ("investment_total", "investment_done_total")
    return FactEntry(
        event=row.event, day=row.date, precision=row.date_precision, date_basis=row.date_basis,
        relation=row.relation, part=row.part, part_said=row.part_said,
        at_least=row.at_least, at_most=row.at_most, moves=row.moves,
        percent=row.value if row.value_kind == "percent_done" else None,
        amount=value.quantize(CENT) if money and total else None,
        value=value, unit="万元" if money else row.unit, value_kind=row.value_kind,
        summary=row.summary, confidence=row.confidence, status=row.status,
        event_group=row.event_group, conflict_group=row.conflict_group,
        known_issue=row.known_issue, note=row.note, source=source_of(row),
    )  # fmt: skip


def source_of(row: Any) -> SourceEntry:
    """The document a history row cites."""
    return SourceEntry(
        title=row.source_title, publisher=row.publisher, kind=row.source_kind, url=row.source_url,
        published_on=row.published_on, published_precision=row.published_precision,
    )  # fmt: skip


def _refuse_change(old: Progress, new: Progress) -> None:
    differing = [name for name in KEPT if getattr(old, name) != getattr(new, name)]
    if differing:
        words = "、".join(label(old, n) for n in differing)
        raise ValidationError(
            f"{old.key} 已入库，文件中的 {words} 与库中不同。已入库的事实不改，请另写一行更正。"
        )
