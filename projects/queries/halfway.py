"""Items between two states of knowledge, when new facts were added but nothing was revised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import ExpressionWrapper, Q, QuerySet
from django.db.models.fields import BooleanField

from calc.moments import Moment
from plan.models import Plan, Ruling
from plan.queries import halfway, rulings_at, visible
from projects.models import Part, Progress, Project
from projects.queries.items import Dossier, to_facts


def halfway_dossiers(
    plan: Plan, before: Moment, after: Moment, projects: Iterable[Project]
) -> list[Dossier]:
    """The given items of which anything was revised between two states of knowledge, without that.

    Of no items where the moments share their knowledge; two queries otherwise, or three when
    any fact that differs may revise another.
    """
    if (before.known_at, before.basis) == (after.known_at, after.basis):
        return []
    own = {project.pk: project for project in projects}
    ruled = rulings_at(plan, before, after)
    facts = Progress.objects.filter(project__plan=plan, project__in=list(own))
    rows = _rows(facts, before, after, *ruled)
    parts = _parts(rows)
    found = []
    for pk, here in sorted(rows.items()):
        old, new = ([row for row in here if getattr(row, side)] for side in ("was", "now"))
        left = halfway(old, new, *ruled)
        if left is not None:
            facts_left = to_facts(own[pk].ladder, left)
            found.append(Dossier(own[pk], parts.get(pk, ()), facts_left))
    return found


def _rows(
    facts: QuerySet[Progress], before: Moment, after: Moment,
    ruled_before: Mapping[str, Ruling], ruled_after: Mapping[str, Ruling],
) -> dict[int, list[Any]]:  # fmt: skip
    """All facts of the items with one that is known on one side only and may revise another.

    That is one that takes the place of others, or on which a ruling differs.  Each says on
    which side it is known (``was``, ``now``).
    """
    old, new = visible(before), visible(after)
    touching = ((old & ~new) | (new & ~old)) & ~Q(replaces=[])
    groups = [
        group
        for group in ruled_before.keys() | ruled_after.keys()
        if ruled_before.get(group) != ruled_after.get(group)
    ]
    if groups:
        touching |= Q(conflict_group__in=groups) | Q(key__in=groups)
    touched = facts.filter(touching).order_by().values("project_id")
    rows = facts.filter(project__in=touched).select_related("part")
    sides = {
        "was": ExpressionWrapper(old, BooleanField()),
        "now": ExpressionWrapper(new, BooleanField()),
    }
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.annotate(**sides).order_by("key"):
        found[row.project_id].append(row)
    return found


def _parts(touched: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = Part.objects.filter(project__in=list(touched)) if touched else Part.objects.none()
    for pk, code in rows.values_list("project_id", "code"):
        found[pk] = (*found.get(pk, ()), code)
    return found
