"""Searches that found nothing (经查无资料): who looked where, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from calc.moments import Moment
from plan.models import Plan
from plan.queries import joined, known
from projects import rules
from projects.models import Progress


def searches(
    plan: Plan, moment: Moment, projects: Collection[int] | None = None
) -> dict[int, Progress]:
    """The last search about each item that still stands, by primary key; one query.

    A search speaks of what we know, not of the state of its day, so the knowledge of the
    moment decides and not ``as_of``.  It stands until a fact about the item that can move
    a stage is accepted after it.
    """
    rows = Progress.objects.filter(project__plan=plan, relation="item")
    if projects is not None:
        rows = rows.filter(project__in=projects)
    searched = rows.filter(event=rules.SEARCHED).values("project")
    about = known(rows.filter(project__in=searched), moment)
    return last_searches(about.order_by("recorded_at", "id"))


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
