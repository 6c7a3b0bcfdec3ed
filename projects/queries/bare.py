"""Facts with no more than a check needs to compare a new one with; their sources stay unread."""

from __future__ import annotations

from django.db.models import QuerySet

from calc.moments import Moment
from plan.queries import joined, known
from projects.models import Progress, Project

# What facts are compared by: order, sums, groups and corrections.
COMPARED = (
    "key", "project_id", "part_id", "relation", "event", "moves", "day", "precision", "percent",
    "amount", "value_kind", "event_group", "conflict_group", "replaces",
)  # fmt: skip


def bare(rows: QuerySet[Progress]) -> QuerySet[Progress]:
    """The same facts, reduced to what is compared."""
    return rows.select_related("part").only(*COMPARED, "part__code")


def bare_facts(project: Project, moment: Moment) -> list[Progress]:
    """Everything known about a project at the moment, in order of the days spoken of."""
    rows = known(Progress.objects.filter(project=project), moment)
    return joined(bare(rows).order_by("day", "id"))
