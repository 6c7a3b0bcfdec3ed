"""Items between two states of knowledge, when new facts were added but nothing was revised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from calc.moments import Moment
from plan.models import Plan, Ruling
from plan.queries import halfway, known, rulings
from projects.models import Part, Progress, Project
from projects.queries.items import Dossier, to_facts


def halfway_dossiers(
    plan: Plan, before: Moment, after: Moment, codes: Collection[str] | None = None
) -> list[Dossier]:
    """The items of which anything was revised between two states of knowledge, without that.

    Of no items where the moments share their knowledge; five queries otherwise, or seven when
    any fact differs.
    """
    if (before.known_at, before.basis) == (after.known_at, after.basis):
        return []
    facts = Progress.objects.filter(project__plan=plan)
    if codes is not None:
        facts = facts.filter(project__code__in=codes)
    ruled = rulings(plan, before), rulings(plan, after)
    touched = _touched(facts, before, after, *ruled)
    if not touched:
        return []
    old, new = (_rows(facts, touched, moment) for moment in (before, after))
    parts = _parts(touched)
    found = []
    for project in Project.objects.filter(pk__in=touched).select_related("plan"):
        rows = halfway(old[project.pk], new[project.pk], *ruled)
        if rows is not None:
            found.append(
                Dossier(project, parts.get(project.pk, ()), to_facts(project.ladder, rows))
            )
    return found


def _touched(
    facts: QuerySet[Progress], before: Moment, after: Moment,
    ruled_before: dict[str, Ruling], ruled_after: dict[str, Ruling],
) -> set[int]:  # fmt: skip
    """Items with a fact, or a ruling on one, that is known on one side only."""
    old, new = known(facts, before), known(facts, after)
    groups = [
        group
        for group in ruled_before.keys() | ruled_after.keys()
        if ruled_before.get(group) != ruled_after.get(group)
    ]
    found = set(new.exclude(pk__in=old.values("pk")).values_list("project_id", flat=True))
    found |= set(old.exclude(pk__in=new.values("pk")).values_list("project_id", flat=True))
    if groups:
        ruled = facts.filter(Q(conflict_group__in=groups) | Q(key__in=groups))
        found |= set(ruled.values_list("project_id", flat=True))
    return found


def _rows(
    facts: QuerySet[Progress], touched: Collection[int], moment: Moment
) -> dict[int, list[Progress]]:
    found: dict[int, list[Progress]] = defaultdict(list)
    rows = known(facts.filter(project__in=touched), moment).select_related("part")
    for row in rows.order_by("key"):
        found[row.project_id].append(row)
    return found


def _parts(touched: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for pk, code in Part.objects.filter(project__in=touched).values_list("project_id", "code"):
        found[pk] = (*found.get(pk, ()), code)
    return found
