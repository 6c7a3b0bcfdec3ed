"""The provinces and cities a reader of one plan may choose from."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from plan.models import Plan
from projects.models import Project
from regions.models import Place


def offered_places(plan: Plan) -> QuerySet[Place]:
    """Provinces, and cities within a plan, less those that only another plan's items name.

    Places are one register for all plans; a place no item names yet may be chosen.
    """
    level = Q(level="province") | Q(level="prefecture", in_plan=True)
    code = OuterRef("code")
    named = Project.objects.filter(Q(provinces__contains=[code]) | Q(cities__contains=[code]))
    here, elsewhere = named.filter(plan=plan), named.exclude(plan=plan)
    return Place.objects.filter(level, Exists(here) | ~Exists(elsewhere))
