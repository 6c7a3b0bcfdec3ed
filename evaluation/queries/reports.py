"""Reports made so far.  They hold approved facts alone, so every role may read them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from calc.moments import Moment
from evaluation.models import Report
from plan.models import Plan


def listed(plan: Plan) -> QuerySet[Report]:
    """All reports, newest first, without their outlines."""
    return Report.objects.filter(plan=plan).defer("outline").order_by("-id")


def last_moment() -> Moment | None:
    """The moment of the report made last, with what was known when it was made.

    A report on all knowledge knew what this system had recorded by the day it was made.
    """
    row = Report.objects.order_by("-id").values("as_of", "known_at", "basis", "made_at").first()
    if row is None:
        return None
    if row["known_at"] is None:
        return Moment(row["as_of"], timezone.localdate(row["made_at"]), "system")
    return Moment(row["as_of"], row["known_at"], row["basis"])


def find(pk: int) -> Report | None:
    """One report."""
    return Report.objects.select_related("plan").filter(pk=pk).first()
