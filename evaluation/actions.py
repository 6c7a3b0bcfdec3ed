"""Make an evaluation report."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.rules import check_may
from audit.actions import record
from calc.moments import Moment
from evaluation.models import Report
from evaluation.outline import build_outline
from evaluation.queries import account
from plan.models import Plan


def make_report(*, by: Any, plan: Plan, moment: Moment) -> Report:
    """Freeze the outline of a report at a moment; the files are rendered from it alone.

    Raises accounts.rules.Forbidden for a role that may not make reports.
    """
    check_may(by.role, "make_report")
    now = timezone.localtime().replace(microsecond=0)
    looked_on = moment.known_at or now.date()
    outline = build_outline(account(plan, moment, looked_on=looked_on, frozen_at=now))
    report = Report(
        plan=plan, as_of=moment.as_of, known_at=moment.known_at, basis=moment.basis,
        title=outline.title + outline.subtitle, outline=outline.to_json(),
        made_by=by, made_by_name=by.name, office=by.office,
    )  # fmt: skip
    report.full_clean(exclude=["made_at"])
    with transaction.atomic():
        report.save(force_insert=True)
        record(by=by, action="evaluation.make_report", kind="report", key=str(report.pk),
               title=report.title, moment=moment.key)  # fmt: skip
    return report
