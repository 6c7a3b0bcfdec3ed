"""Searches that found nothing (经查无资料): who looked where, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from calc.moments import Moment
from plan.models import Plan
from plan.queries import joined, known
from projects import rules
from projects.models import Progress, Project
from projects.models.items import COUNTING


def searches(
    plan: Plan, moment: Moment, projects: Collection[int] | None = None
) -> dict[int, Progress]:
    """The last search about each item that still stands, by primary key.

    A search speaks of what we know, not of the state of its day, so the knowledge of the
    moment decides and not ``as_of``.  It stands until a fact about the item that can move
    a stage is accepted after it.  Three or four queries; they read by index, of the other
    facts about an item the last one alone.
    """
    rows = known(Progress.objects.filter(relation="item", project__plan=plan), moment)
    searched = rows.filter(event=rules.SEARCHED)
    if projects is not None:
        searched = searched.filter(project__in=projects)
    found = list(searched)
    if not found:
        return {}
    items = {row.project_id for row in found}
    about = rows.filter(project__in=items)
    correcting = list(about.exclude(replaces=[]))
    last = _last_counting(items, rows, correcting)
    every = {row.pk: row for row in (*found, *correcting, *last)}
    return last_searches(sorted(every.values(), key=lambda row: (row.recorded_at, row.pk)))


def _last_counting(
    items: Collection[int], rows: QuerySet[Progress], correcting: Iterable[Progress]
) -> QuerySet[Progress]:
    """Of the facts about each item that can move a stage, the one accepted last."""
    gone = {(row.project_id, key) for row in correcting for key in row.replaces}
    named = rows.filter(project__in=items, key__in={key for _, key in gone}) if gone else ()
    corrected = [row.pk for row in named if (row.project_id, row.key) in gone]
    same = rows.filter(COUNTING, project=OuterRef("pk")).exclude(pk__in=corrected)
    last = Subquery(same.order_by("-recorded_at", "-id").values("pk")[:1])
    about = Project.objects.filter(pk__in=items)
    return Progress.objects.filter(pk__in=about.order_by().values(last=last))


def last_searches(rows: Iterable[Progress]) -> dict[int, Progress]:
    """The same of facts in the order in which they were accepted."""
    listed = joined(rows)
    replaced = {(row.project_id, key) for row in listed for key in row.replaces}
    found: dict[int, Progress] = {}
    for row in listed:
        if (row.project_id, row.key) in replaced:
            continue
        if row.event == rules.SEARCHED:
            found[row.project_id] = row
        elif rules.counts(row.relation, row.event, row.date_basis, row.confidence, row.moves):
            found.pop(row.project_id, None)
    return found
