"""Reports made so far.  They hold approved facts alone, so every role may read them."""

from __future__ import annotations

from django.db.models import QuerySet

from evaluation.models import Report
from plan.models import Plan


def listed(plan: Plan) -> QuerySet[Report]:
    """All reports, newest first, without their outlines."""
    return Report.objects.filter(plan=plan).defer("outline").order_by("-id")


def find(pk: int) -> Report | None:
    """One report."""
    return Report.objects.select_related("plan").filter(pk=pk).first()
